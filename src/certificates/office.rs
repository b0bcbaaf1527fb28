//! What the process keeps at hand of certificates: the press, renditions that were asked for lately, and verifications.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use bytes::Bytes;

use super::CHANGE;
use super::appearance::{Absent, Appearance};
use super::error::CertificateError;
use super::face::{compose, has_words, specimen};
use super::issuer::Publications;
use super::model::{Certificate, CertificateId, Checked, Design, Draft, Facts, Found, Hindrance, Record, Standing};
use super::press::Press;
use super::render::{self, Face};
use super::service::{self, College};
use super::specimen::{readable, specimen_draft, specimen_locale};
use crate::app::App;
use crate::cache::Cache;
use crate::clock::Timestamp;
use crate::config::CertificatesConfig;
use crate::courses::model::ContentHash;
use crate::db::{Change, Urgency};
use crate::error::{AppError, FieldProblem, Problem};
use crate::http::CachedBody;
use crate::i18n::{Args, Locale, Localizer};
use crate::pool::Pool;

/// At some 50 kB each.
const RENDITIONS: usize = 64;
/// One that has more, for its pictures, is drawn each time.
const HEAVIEST: usize = 512 * 1024;
/// At some kilobytes each.
const DESIGNS: usize = 64;
/// At 256 kB each, and mostly less.
const PICTURES: usize = 32;
/// At some 20 kB each.
const VERIFICATIONS: usize = 512;

/// Files that wait to be judged, of some megabytes each.
const LONGEST_QUEUE: usize = 8;

pub struct Office {
    pub(super) press: Press,
    /// Where files that somebody shows are read.
    pub(super) counter: Pool,
    renditions: Cache<(CertificateId, Locale), CachedBody>,
    verifications: Cache<CertificateId, Arc<Verification>>,
    /// By the hash that records name. What has a hash never changes.
    designs: Cache<String, Arc<Design>>,
    pictures: Cache<ContentHash, Bytes>,
    layout: Mutex<String>,
    pub(super) publications: Publications,
}

/// What anybody may know of a certificate, with the answers that were shaped from it.
pub struct Verification {
    pub found: Found,
    pub standing: Standing,
    pub checked: Checked,
    /// From when on it has to be looked at again.
    good_until: Option<Timestamp>,
    bodies: Mutex<BTreeMap<Shape, CachedBody>>,
    alternates: OnceLock<String>,
}

/// A certificate on paper.
pub struct Printed {
    pub locale: Locale,
    pub body: CachedBody,
}

/// An answer: for machines, for people in a language, or as others verify it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    Json,
    Page(Locale),
    /// The credential, or its token, as media of a type.
    Credential(&'static str),
    Token(&'static str),
}

impl Office {
    /// # Errors
    /// When an embedded font cannot be read.
    pub fn new(config: &CertificatesConfig) -> Result<Self, AppError> {
        let (renditions, verifications) = (Cache::new(RENDITIONS), Cache::new(VERIFICATIONS));
        let (press, counter) = (Press::new(config)?, Pool::new(LONGEST_QUEUE));
        Ok(Self {
            press,
            counter,
            renditions,
            verifications,
            designs: Cache::new(DESIGNS),
            pictures: Cache::new(PICTURES),
            layout: Mutex::new(render::template_sha256()),
            publications: Publications::new(),
        })
    }

    /// The SHA-256 of the layout of certificates that have no design.
    fn layout(&self) -> String {
        self.layout.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Makes another built-in layout the one of certificates that have no design, as an upgrade does: so that a test sees what that
    /// changes.
    #[doc(hidden)]
    pub fn set_layout(&self, number: u16) {
        if let Some(found) = render::layouts().iter().find(|layout| layout.number == number) {
            self.layout.lock().unwrap_or_else(PoisonError::into_inner).clone_from(&found.sha256);
        }
    }

    /// To be called when something happened to a certificate.
    pub fn forget(&self, id: CertificateId) {
        self.verifications.forget(&id);
        self.renditions.clear();
        self.publications.forget_lists();
    }

    /// Applies a change that this or another process announced.
    pub fn apply(&self, change: &Change) {
        if change.kind == CHANGE
            && let Ok(id) = change.key.parse()
        {
            self.verifications.forget(&id);
            // Its credential may have been signed again, and is on paper.
            self.renditions.clear();
        }
        if change.kind == "key" {
            self.verifications.clear();
            self.renditions.clear();
        }
        self.publications.apply(change);
    }
}

impl Verification {
    fn new((found, checked): (Found, Checked), now: Timestamp) -> Self {
        let (standing, valid_until) = match &found {
            Found::Nothing => (Standing::Unknown, None),
            Found::Altered => (Standing::Altered, None),
            Found::Certificate(it) => (it.standing(now), it.end()),
        };
        let good_until = valid_until.filter(|end| now < *end);
        Self { found, standing, checked, good_until, bodies: Mutex::new(BTreeMap::new()), alternates: OnceLock::new() }
    }

    #[must_use]
    pub fn certificate(&self) -> Option<&Certificate> {
        match &self.found {
            Found::Certificate(certificate) => Some(certificate),
            Found::Nothing | Found::Altered => None,
        }
    }

    /// What an answer says of its other forms, written down the first time it is asked for.
    pub fn alternates(&self, make: impl FnOnce() -> String) -> &str {
        self.alternates.get_or_init(make)
    }

    /// An answer, shaped the first time it is asked for.
    ///
    /// # Errors
    /// When it cannot be shaped.
    pub fn body(
        &self,
        shape: Shape,
        make: impl FnOnce() -> Result<CachedBody, AppError>,
    ) -> Result<CachedBody, AppError> {
        let bodies = || self.bodies.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(body) = bodies().get(&shape) {
            return Ok(body.clone());
        }
        let body = make()?;
        bodies().insert(shape, body.clone());
        Ok(body)
    }
}

impl App {
    /// What this College says of itself on certificates.
    #[must_use]
    pub fn college(&self) -> College {
        College {
            // Whom nobody can look up issues nothing that is believed.
            test: self.issuer().is_none(),
            base_url: self.base_url(),
            layout: self.certificates.layout(),
        }
    }

    /// Why a certificate that says this cannot be printed; `None` when it can.
    ///
    /// # Errors
    /// When the renderer is broken.
    pub async fn prove(&self, draft: Draft, urgency: Urgency) -> Result<Option<Hindrance>, AppError> {
        let language = draft.facts.language.clone();
        let proof = Record::proof(draft, self.clock.now());
        let appearance = self.appearance(&proof.facts).await?;
        self.certificates.press.prove(move || compose(&proof, &language, None, &appearance), urgency).await
    }

    /// How the pages of a record look.
    ///
    /// # Errors
    /// When the database refuses, or the record's design or one of its pictures is not there.
    pub async fn appearance(&self, facts: &Facts) -> Result<Appearance, AppError> {
        let design = if facts.has_no_design() { None } else { Some(self.design(&facts.template).await?) };
        self.dressed(facts, design).await
    }

    /// A record in a design, whether it names that or not.
    async fn dressed(&self, facts: &Facts, design: Option<Arc<Design>>) -> Result<Appearance, AppError> {
        let kept = &self.certificates.pictures;
        let (mut pictures, mut wanted) = (BTreeMap::new(), Vec::new());
        for sha256 in Appearance::pictures_of(facts, design.as_deref()) {
            match kept.get(&sha256) {
                Some(bytes) => drop(pictures.insert(sha256, bytes)),
                None => wanted.push(sha256),
            }
        }
        if !wanted.is_empty() {
            let seen = kept.seen();
            let found = self.db.read(move |snapshot| service::find_pictures(snapshot, &wanted)).await?;
            for (sha256, bytes) in found {
                kept.keep(sha256, bytes.clone(), seen);
                pictures.insert(sha256, bytes);
            }
        }
        Appearance::new(facts, design, pictures).map_err(AppError::broken)
    }

    async fn design(&self, sha256: &str) -> Result<Arc<Design>, AppError> {
        let kept = &self.certificates.designs;
        if let Some(known) = kept.get(&sha256.to_owned()) {
            return Ok(known);
        }
        let (seen, wanted) = (kept.seen(), sha256.to_owned());
        let found = self.db.read(move |snapshot| service::find_design(snapshot, &wanted)).await?;
        let found = Arc::new(found.ok_or_else(|| AppError::broken(Absent::Design(sha256.to_owned())))?);
        kept.keep(sha256.to_owned(), Arc::clone(&found), seen);
        Ok(found)
    }

    /// A picture that certificates show.
    ///
    /// # Errors
    /// 404 when there is none of this hash.
    pub async fn certificate_picture(&self, sha256: ContentHash) -> Result<Bytes, AppError> {
        if let Some(known) = self.certificates.pictures.get(&sha256) {
            return Ok(known);
        }
        let mut found = self.db.read(move |snapshot| service::find_pictures(snapshot, &[sha256])).await?;
        Ok(found.remove(&sha256).ok_or(CertificateError::PictureUnknown)?)
    }

    /// What to know of a name that certificates cannot be printed with, in somebody's words. It hinders nobody: `None` when it
    /// can be printed, and when there is no time to find out.
    pub async fn name_warning(&self, name: &str, locale: &Locale, words: &Localizer) -> Option<String> {
        match self.certificates.press.print(specimen(name, locale)).await {
            Err(AppError::Refused(problem)) if problem.code == "certificate-script-missing" => {
                Some(words.plain("certificate-name-script", &problem.args))
            }
            Err(AppError::Refused(problem)) if problem.code == "certificate-not-printable" => {
                Some(words.plain("certificate-name-unprintable", &problem.args))
            }
            _ => None,
        }
    }

    /// What anybody may know of a certificate, from memory or else from the database. What was never issued is not
    /// remembered.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn verification(&self, id: CertificateId) -> Result<Arc<Verification>, AppError> {
        let now = self.clock.now();
        let known = &self.certificates.verifications;
        if let Some(known) = known.get(&id).filter(|known| known.good_until.is_none_or(|end| now < end)) {
            return Ok(known);
        }
        let seen = known.seen();
        let present = self.base_url();
        let found = self.db.read(move |snapshot| service::verify(snapshot, &present, id)).await?;
        let verification = Arc::new(Verification::new(found, now));
        if verification.standing != Standing::Unknown {
            known.keep(id, Arc::clone(&verification), seen);
        }
        Ok(verification)
    }

    /// A certificate as a PDF: in its own language, or in another that it can be printed in. The same bytes each time as long
    /// as the fonts and its credential are the same; the hash of each rendition is on disk before it is handed out.
    ///
    /// # Errors
    /// 404 when it is not to be had in the language, 409 when it was revoked or cannot be printed in full, 503 when too many
    /// wait already.
    pub async fn rendition(&self, certificate: &Certificate, wish: Option<&Locale>) -> Result<Printed, AppError> {
        let record = &certificate.record;
        if certificate.erased_at.is_some() {
            return Err(CertificateError::Erased.into());
        }
        if matches!(certificate.standing(self.clock.now()), Standing::Revoked | Standing::Replaced) {
            return Err(CertificateError::NotPrintedRevoked.into());
        }
        let locale = printed_in(&record.facts, wish)?;
        let kept = &self.certificates.renditions;
        let (key, seen) = ((record.id, locale.clone()), kept.seen());
        if let Some(body) = kept.get(&key) {
            return Ok(Printed { locale, body });
        }
        let of = (certificate.holder(), record.id);
        let credential = self.db.read(move |snapshot| service::credential(snapshot, of)).await?;
        let appearance = self.appearance(&record.facts).await?;
        let bytes = self.certificates.press.print(compose(record, &locale, credential.as_ref(), &appearance)).await?;
        let rendition = service::Rendition::of(certificate, &locale, &bytes);
        let known = rendition.clone();
        if !self.db.read(move |snapshot| service::is_kept(snapshot, &known)).await? {
            self.db.write(move |tx| service::note_rendition(tx, &rendition)).await?;
        }
        let body = CachedBody::new("application/pdf", Some(locale.to_string()), bytes);
        if body.weight() <= HEAVIEST {
            kept.keep(key, body.clone(), seen);
        }
        Ok(Printed { locale, body })
    }

    /// A certificate that is not issued yet, marked as such, with no number and no address of its own.
    ///
    /// # Errors
    /// As [`App::rendition`].
    pub async fn preview(&self, draft: Draft, wish: Option<&Locale>) -> Result<Vec<u8>, AppError> {
        let locale = printed_in(&draft.facts, wish)?;
        let appearance = self.appearance(&draft.facts).await?;
        self.print_preview(draft, &locale, &appearance).await
    }

    /// What a design makes of a certificate with long words, in a language in which certificates can be printed; English, if none is
    /// asked for.
    ///
    /// # Errors
    /// 404 when it is not to be had in the language, 409 when it cannot be printed in full, 503 when too many wait already.
    pub async fn preview_design(&self, design: Design, wish: Option<&Locale>) -> Result<Vec<u8>, AppError> {
        let locale = specimen_locale(&self.i18n, wish)?;
        let draft = specimen_draft(&self.i18n, &design, (&locale, self.clock.now()), &self.college());
        let appearance = self.dressed(&draft.facts, Some(Arc::new(design))).await?;
        self.print_preview(draft, &locale, &appearance).await
    }

    /// Whether certificates could be printed with a design, with long words in each of its languages; `prefix` is where the design is in
    /// what was sent. A design is never changed: what could not be printed would hold up certificates.
    ///
    /// # Errors
    /// 422, for each picture that is not there, and each language in which they could not.
    pub async fn prove_design(&self, design: &Design, prefix: &str) -> Result<(), AppError> {
        let (checked, at) = (design.clone(), prefix.to_owned());
        self.db.read(move |snapshot| service::check_pictures(snapshot, &checked, &at)).await?;
        let is_printed = |locale: &&Locale| **locale == Locale::EN || has_words(&self.i18n, locale);
        let languages: BTreeSet<Locale> =
            design.texts.keys().chain([&Locale::EN]).filter(is_printed).cloned().collect();
        let mut wrong = Vec::new();
        for locale in languages {
            let pointer = format!("{prefix}/texts/{locale}");
            match self.preview_design(design.clone(), Some(&locale)).await {
                Ok(_) => {}
                Err(AppError::Refused(problem)) if problem.code == "certificate-script-missing" => {
                    wrong.push(FieldProblem {
                        args: problem.args.clone(),
                        ..FieldProblem::new(pointer, "design-script-missing")
                    });
                }
                Err(AppError::Refused(problem)) if problem.code == "certificate-not-printable" => {
                    wrong.push(FieldProblem::new(pointer, "design-not-printable"));
                }
                Err(error) => return Err(error),
            }
        }
        if wrong.is_empty() { Ok(()) } else { Err(Problem::invalid(wrong).into()) }
    }

    async fn print_preview(&self, draft: Draft, locale: &Locale, appearance: &Appearance) -> Result<Vec<u8>, AppError> {
        let words = self.i18n.localizer(std::slice::from_ref(locale));
        let face = compose(&Record::proof(draft, self.clock.now()), locale, None, appearance);
        let mark = Some(readable(words.plain("certificate-preview", &Args::new()), locale));
        self.certificates.press.print(Face { test_mark: mark, ..face }).await
    }
}

/// The language that is asked for, if it can be printed in that; its own, if none is.
fn printed_in(facts: &Facts, wish: Option<&Locale>) -> Result<Locale, AppError> {
    let offered = facts.languages();
    let found = match wish {
        None => Some(facts.language.clone()),
        Some(wish) => wish.lineage().into_iter().find(|step| offered.contains(step)),
    };
    let languages = || offered.iter().map(Locale::to_string).collect();
    Ok(found.ok_or_else(|| CertificateError::LanguageUnavailable { languages: languages() })?)
}
