//! What a rollback took away: texts that readers had, that are approved still, and that the next publication would bring back.
//!
//! A rollback takes nobody's approval away: most of what it takes back is right. The lead is told which texts these are; whoever
//! reviews takes the approval of the wrong ones back, and the next publication asks before it brings back the rest. What was never
//! published was not taken away, and what a publication would leave out does not come back.

use std::collections::{BTreeMap, HashMap};

use super::course_publications::Content;
use super::interface::{PREFIX, shipped};
use crate::clock::Timestamp;
use crate::db::Snapshot;
use crate::error::{AppError, FieldProblem};
use crate::formats::ftl;
use crate::i18n::Locale;
use crate::translations::TranslationError;
use crate::translations::model::{Catalogue, Unit, UnitId};
use crate::translations::store::publications::{self, INTERFACE, Publication, Rollback};
use crate::translations::store::translations;

/// Texts that are told at once.
pub const MOST_TOLD: usize = 100;

/// A text that was approved before a rollback, and that what is served since does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returning {
    pub unit: UnitId,
    pub catalogue: String,
    pub key: String,
}

/// A text that a publication would have.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate<'a> {
    pub unit: &'a Unit,
    pub catalogue: &'a Catalogue,
    pub body: &'a str,
}

/// Texts by the slug of their catalogue, and by their key there.
type Places<T> = HashMap<String, HashMap<String, T>>;

/// What rollbacks took away since what is approved was published last.
#[derive(Clone, Debug, Default)]
pub(super) struct TakenAway {
    are_messages: bool,
    /// What readers have instead.
    served: Places<String>,
    /// Each with the moment of the rollback that was the last to take it away.
    texts: Places<Vec<(String, Timestamp)>>,
    /// When somebody approved what is approved; `None` where nobody but the repository did.
    approvals: HashMap<UnitId, Option<Timestamp>>,
}

impl TakenAway {
    /// Nothing, unless what is served was rolled back to.
    ///
    /// # Errors
    /// When the database refuses, or what was published is damaged.
    pub fn read<'a>(
        snapshot: &mut Snapshot<'_>,
        (tag, subject): (&Locale, &str),
        catalogues: impl Iterator<Item = &'a Catalogue>,
    ) -> Result<Self, AppError> {
        let rollbacks = publications::standing_rollbacks(snapshot.conn(), tag, subject)?;
        let Some(latest) = publications::find_latest(snapshot.conn(), tag, subject)?.filter(|_| !rollbacks.is_empty())
        else {
            return Ok(Self::default());
        };
        let mut taken = Self { are_messages: subject == INTERFACE, served: served(&latest)?, ..Self::default() };
        let first = rollbacks.iter().map(|rollback| rollback.target + 1).min().unwrap_or(latest.generation);
        for generation in first..latest.generation {
            let Some(at) = rollbacks.iter().filter(|it| it.took(generation)).map(|it| it.at).max() else { continue };
            if let Some(publication) = publications::find_generation(snapshot.conn(), (tag, subject), generation)? {
                taken.add(texts_of(&publication)?, at);
            }
        }
        for catalogue in catalogues {
            taken.approvals.extend(translations::list_approvals(snapshot.conn(), (catalogue.id, tag))?);
        }
        Ok(taken)
    }

    fn add(&mut self, texts: Places<String>, at: Timestamp) {
        for (slug, texts) in texts {
            let served = self.served.get(&slug);
            let others = texts.into_iter().filter(|(key, text)| served.and_then(|it| it.get(key)) != Some(text));
            let kept = self.texts.entry(slug).or_default();
            others.for_each(|(key, text)| kept.entry(key).or_default().push((text, at)));
        }
    }

    /// Those of some texts that come back. What somebody approved after the rollback was approved knowing of it.
    pub fn returning<'a>(&self, candidates: impl Iterator<Item = Candidate<'a>>) -> Vec<Returning> {
        let suspects: Vec<(Candidate<'_>, Vec<&str>)> =
            candidates.map(|it| (it, self.taken(&it))).filter(|(_, taken)| !taken.is_empty()).collect();
        let meanings = self.meanings(&suspects);
        let means = |text: &str| meanings.get(text).cloned().unwrap_or_else(|| text.to_owned());
        let returns = |(candidate, taken): &(Candidate<'_>, Vec<&str>)| {
            let meaning = means(candidate.body);
            let is_served = self.served(candidate).is_some_and(|served| means(served) == meaning);
            !is_served && taken.iter().any(|text| means(text) == meaning)
        };
        let told = |(it, _): (Candidate<'_>, _)| Returning {
            unit: it.unit.id,
            catalogue: it.catalogue.slug.clone(),
            key: it.unit.key.clone(),
        };
        suspects.into_iter().filter(returns).map(told).collect()
    }

    /// Whether a rollback took a text away.
    pub fn has(&self, catalogue: &Catalogue, key: &str, body: &str) -> bool {
        let texts = self.texts.get(&catalogue.slug).and_then(|texts| texts.get(key));
        texts.is_some_and(|texts| texts.iter().any(|(text, _)| text == body))
    }

    fn served(&self, of: &Candidate<'_>) -> Option<&String> {
        self.served.get(&of.catalogue.slug)?.get(&of.unit.key)
    }

    /// What was taken away in the place of a text, after the text was approved.
    fn taken(&self, of: &Candidate<'_>) -> Vec<&str> {
        let approved = self.approvals.get(&of.unit.id).copied().flatten();
        let texts = self.texts.get(&of.catalogue.slug).and_then(|texts| texts.get(&of.unit.key));
        let before = texts.into_iter().flatten().filter(|(_, at)| approved.is_none_or(|approved| approved <= *at));
        before.map(|(text, _)| text.as_str()).collect()
    }

    /// What messages mean: another layout is the same text.
    fn meanings<'a>(&'a self, suspects: &[(Candidate<'a>, Vec<&'a str>)]) -> HashMap<&'a str, String> {
        if !self.are_messages {
            return HashMap::new();
        }
        let texts: Vec<&str> = suspects
            .iter()
            .flat_map(|(it, taken)| taken.iter().copied().chain([it.body]).chain(self.served(it).map(String::as_str)))
            .collect();
        let hashes = ftl::hashes(texts.iter().copied());
        texts.into_iter().zip(hashes).filter_map(|(text, hash)| Some((text, hash?))).collect()
    }
}

/// What readers have: a message that a publication is without is that which ships.
fn served(latest: &Publication) -> Result<Places<String>, AppError> {
    let mut served = texts_of(latest)?;
    if latest.subject == INTERFACE {
        for (name, file) in shipped(&latest.locale) {
            let published = served.entry(format!("{PREFIX}{name}")).or_default();
            for (key, text) in entries(&file) {
                published.entry(key).or_insert(text);
            }
        }
    }
    Ok(served)
}

fn texts_of(publication: &Publication) -> Result<Places<String>, AppError> {
    if publication.subject == INTERFACE {
        let files: BTreeMap<String, String> = publication.content.read()?;
        let slug = |file: &str| format!("{PREFIX}{}", file.strip_suffix(".ftl").unwrap_or(file));
        return Ok(files.iter().map(|(file, text)| (slug(file), entries(text).collect())).collect());
    }
    let content: Content = publication.content.read()?;
    let texts = content.into_iter().map(|(key, (_, body))| (key, body)).collect();
    Ok(HashMap::from([(publication.subject.clone(), texts)]))
}

fn entries(file: &str) -> impl Iterator<Item = (String, String)> {
    ftl::entries(file).into_iter().map(|entry| (entry.id.to_owned(), entry.text.to_owned()))
}

/// # Errors
/// 409 when texts would come back, and nobody has said that they shall.
pub(super) fn ask(returning: &[Returning], brings_back: bool) -> Result<(), AppError> {
    if returning.is_empty() || brings_back {
        return Ok(());
    }
    let places = returning.iter().take(MOST_TOLD).map(|text| format!("{}#{}", text.catalogue, text.key));
    let fields = places.map(|place| FieldProblem::new(place, "publication-text-rolled-back")).collect();
    let count = i64::try_from(returning.len()).unwrap_or(i64::MAX);
    Err(TranslationError::BringsBack { count, fields }.into())
}

impl Rollback {
    /// Whether it took back what was published then.
    const fn took(&self, generation: i32) -> bool {
        self.target < generation && generation < self.generation
    }
}
