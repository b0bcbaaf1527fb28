//! Publishing what a locale has approved of the interface: gathered, passed through the gate, written, and served from then on.
//!
//! Three steps, so that nothing long happens in a transaction: [`gather`] reads, [`assemble`] writes the files and lets the gate
//! format every message, [`publish`] keeps the result.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use serde_json::json;
use sha2::{Digest, Sha256};

use super::checking::{self, Question};
use super::interface::{self, PREFIX};
use super::returning::{self, Candidate, Returning, TakenAway};
use super::{locales, rights};
use crate::accounts::Actor;
use crate::audit;
use crate::clock::Clock;
use crate::db::{Json, Snapshot, Tx, announce};
use crate::error::{AppError, FieldProblem, Problem};
use crate::formats::ftl;
use crate::i18n::checks::{self, Budget, Knowledge, Located};
use crate::i18n::{I18n, Locale, Source};
use crate::text::hex;
use crate::translations::TranslationError;
use crate::translations::model::{Catalogue, CatalogueKind, LocaleEntry, Unit, UnitId};
use crate::translations::store::publications::{self, INTERFACE, Publication, PublicationId};
use crate::translations::store::{catalogues, translations, units};

/// Of text that the gate writes.
const GATE_BYTES: usize = 64 * 1024 * 1024;
const GATE_TIME: Duration = Duration::from_secs(20);
/// Faults of a catalogue that are told at once.
const MOST_FAULTS: usize = 100;

/// The approved texts of a catalogue, each with the revision that it was made from.
pub(super) type Approved = HashMap<UnitId, (i32, String)>;

/// What is approved in a locale of the interface, and what is served in the others.
pub struct Gathered {
    entry: LocaleEntry,
    catalogues: Vec<(Catalogue, Vec<Unit>, Approved)>,
    served: Vec<Source>,
    base: Option<PublicationId>,
    taken_away: TakenAway,
    /// Whether what rollbacks took away may come back.
    brings_back: bool,
}

/// Files that passed the gate.
#[derive(Clone, Debug)]
pub struct Assembled {
    locale: Locale,
    files: BTreeMap<String, String>,
    unit_count: i32,
    /// What was served when these were gathered.
    base: Option<PublicationId>,
    rolled_back_to: Option<PublicationId>,
}

/// Reads what a locale has approved.
///
/// # Errors
/// 403 unless its lead acts; 404; 409 when the locale is closed or it is that of the source.
pub fn gather(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    tag: &Locale,
    brings_back: bool,
) -> Result<Gathered, AppError> {
    rights::as_lead(actor, tag)?;
    let entry = rights::open_locale(snapshot, tag)?;
    if *tag == Locale::EN {
        return Err(TranslationError::SourceLanguage(CatalogueKind::Interface).into());
    }
    let mut gathered = Vec::new();
    for catalogue in catalogues::list(snapshot.conn())? {
        if catalogue.kind != CatalogueKind::Interface {
            continue;
        }
        let units = units::list_all(snapshot.conn(), catalogue.id)?;
        let approved = translations::list_approved(snapshot.conn(), catalogue.id, tag)?;
        let approved = approved.into_iter().map(|(unit, revision, body)| (unit, (revision, body))).collect();
        gathered.push((catalogue, units, approved));
    }
    let served = served_sources(snapshot, Some(tag))?;
    let base = publications::find_latest(snapshot.conn(), tag, INTERFACE)?.map(|latest| latest.id);
    let taken_away = TakenAway::read(snapshot, (tag, INTERFACE), gathered.iter().map(|(catalogue, ..)| catalogue))?;
    Ok(Gathered { entry, catalogues: gathered, served, base, taken_away, brings_back })
}

/// The files of all locales that are served, besides those that ship; but for one locale.
fn served_sources(snapshot: &mut Snapshot<'_>, but: Option<&Locale>) -> Result<Vec<Source>, AppError> {
    let mut sources = Vec::new();
    for entry in locales::list_served(snapshot)?.into_iter().filter(|entry| Some(&entry.tag) != but) {
        if let Some(publication) = publications::find_latest(snapshot.conn(), &entry.tag, INTERFACE)? {
            sources.extend(sources_of(&entry.tag, publication.content.read()?));
        }
    }
    Ok(sources)
}

fn sources_of(locale: &Locale, files: BTreeMap<String, String>) -> impl Iterator<Item = Source> + use<'_> {
    files.into_iter().map(|(file, text)| Source { locale: locale.clone(), file, text })
}

/// What of a catalogue is published, by key, and the units that it is of.
struct Chosen<'a> {
    catalogue: &'a Catalogue,
    present: Vec<&'a Unit>,
    texts: BTreeMap<String, String>,
}

fn choose<'a>(gathered: &'a Gathered, i18n: &I18n) -> Vec<Chosen<'a>> {
    let of = |(catalogue, units, approved): &'a (Catalogue, Vec<Unit>, Approved)| {
        let present: Vec<&Unit> = units.iter().filter(|unit| unit.obsolete_at.is_none()).collect();
        let fitting = present.iter().filter_map(|unit| fitting(unit, catalogue, &gathered.entry, approved, i18n));
        Chosen { catalogue, texts: fitting.collect(), present }
    };
    gathered.catalogues.iter().map(of).collect()
}

/// The texts that rollbacks took away and that a publication of what is approved would bring back.
pub fn returning(gathered: &Gathered, i18n: &I18n) -> Vec<Returning> {
    of_chosen(gathered, &choose(gathered, i18n))
}

fn of_chosen(gathered: &Gathered, chosen: &[Chosen<'_>]) -> Vec<Returning> {
    let candidates = chosen.iter().flat_map(|Chosen { catalogue, present, texts }| {
        present.iter().filter_map(|unit| Some(Candidate { unit, catalogue, body: texts.get(&unit.key)? }))
    });
    gathered.taken_away.returning(candidates)
}

/// Writes the files and lets the gate format every message. What is stale is taken along where it still fits its source. Takes up to
/// seconds.
///
/// # Errors
/// 409 when texts would come back unasked or too little is approved; 422 with everything that the gate found.
pub fn assemble(gathered: &Gathered, i18n: &I18n, clock: &Clock) -> Result<Assembled, AppError> {
    let chosen = choose(gathered, i18n);
    returning::ask(&of_chosen(gathered, &chosen), gathered.brings_back)?;
    let sources = interface::shipped(&Locale::EN);
    let (mut files, mut done, mut all, mut core) = (BTreeMap::new(), 0, 0, (0, 0));
    for Chosen { catalogue, present, texts } in chosen {
        (done, all) = (done + texts.len(), all + present.len());
        if catalogue.core {
            core = (core.0 + texts.len(), core.1 + present.len());
        }
        let name = catalogue.slug.strip_prefix(PREFIX).unwrap_or(&catalogue.slug);
        if texts.is_empty() {
            continue;
        }
        let source = present.iter().map(|unit| (unit.key.as_str(), unit.note.as_str(), unit.source.as_str()));
        let source = interface::skeleton(sources.get(name), source);
        files.insert(format!("{name}.ftl"), ftl::merge(&source, &texts).map_err(AppError::broken)?);
    }
    check_complete(&gathered.entry, core, (done, all))?;
    let assembled = Assembled {
        locale: gathered.entry.tag.clone(),
        files,
        unit_count: i32::try_from(done).unwrap_or(i32::MAX),
        base: gathered.base,
        rolled_back_to: None,
    };
    pass_gate(&assembled, &gathered.served, (i18n, clock))?;
    Ok(assembled)
}

/// The approved text of a unit; a stale one only where no check speaks against it with the present source.
fn fitting(
    unit: &Unit,
    catalogue: &Catalogue,
    entry: &LocaleEntry,
    approved: &Approved,
    i18n: &I18n,
) -> Option<(String, String)> {
    let (revision, body) = approved.get(&unit.id)?;
    let question = Question { unit, catalogue, locale: &entry.tag, body };
    let fits = || checking::blocking(&checking::check(&question, i18n, &Knowledge::default())) == 0;
    (*revision >= unit.significant_revision || fits()).then(|| (unit.key.clone(), body.clone()))
}

fn check_complete(entry: &LocaleEntry, core: (usize, usize), all: (usize, usize)) -> Result<(), AppError> {
    check_share(core, 100, CatalogueKind::Interface)?;
    check_share(all, entry.least_interface, CatalogueKind::Interface)
}

/// Whether enough of all is done, in per cent.
///
/// # Errors
/// 409 when it is not.
pub(super) fn check_share((done, all): (usize, usize), needed: i32, kind: CatalogueKind) -> Result<(), AppError> {
    let done = i64::try_from((done * 100).checked_div(all).unwrap_or(100)).unwrap_or(i64::MAX);
    let needed = i64::from(needed);
    if done >= needed { Ok(()) } else { Err(TranslationError::NotComplete { kind, done, needed }.into()) }
}

fn pass_gate(assembled: &Assembled, served: &[Source], (i18n, clock): (&I18n, &Clock)) -> Result<(), AppError> {
    let own = sources_of(&assembled.locale, assembled.files.clone());
    let sources = Source::shipped().iter().chain(served).cloned().chain(own).collect();
    let began = clock.now();
    let is_over = || clock.now().since(began) > GATE_TIME;
    let present = i18n.catalogues();
    let budget = Budget { bytes: GATE_BYTES, is_over: &is_over, served: Some(&present) };
    match checks::stage(sources, std::slice::from_ref(&assembled.locale), &budget) {
        Ok(_) => Ok(()),
        Err(findings) => Err(TranslationError::GateRefused(refused(&findings)).into()),
    }
}

fn refused(findings: &[Located]) -> Problem {
    let fields = findings.iter().take(MOST_FAULTS).map(|located| {
        let place = format!("{}#{}", located.file, located.id.as_deref().unwrap_or_default());
        let field = FieldProblem::sentence(place, located.finding.rule.message());
        FieldProblem { args: located.finding.args.clone(), ..field }
    });
    let count = i64::try_from(findings.len()).unwrap_or(i64::MAX);
    Problem { fields: fields.collect(), ..Problem::new(422, "publication-refused").with("count", count) }
}

/// Keeps what passed the gate, as the next generation. From the commit on it is served, on every instance. `None` when something else was
/// published since the texts were gathered: then they are to be gathered again.
///
/// # Errors
/// 403 unless the lead acts; 404; 409 when the locale was closed meanwhile.
pub fn publish(tx: &mut Tx<'_>, actor: &Actor, new: &Assembled) -> Result<Option<Publication>, AppError> {
    rights::as_lead(actor, &new.locale)?;
    rights::open_locale(tx, &new.locale)?;
    let latest = publications::find_latest(tx.conn(), &new.locale, INTERFACE)?;
    let hash = hash_of(&new.files);
    if let Some(same) = latest.as_ref().filter(|latest| latest.hash == hash) {
        return Ok(Some(same.clone()));
    }
    if latest.as_ref().map(|latest| latest.id) != new.base {
        return Ok(None);
    }
    let publication = Publication {
        id: tx.new_id(),
        locale: new.locale.clone(),
        subject: INTERFACE.to_owned(),
        generation: latest.map_or(1, |latest| latest.generation + 1),
        hash,
        content: Json::of(&new.files)?,
        unit_count: new.unit_count,
        edition: None,
        rolled_back_to: new.rolled_back_to,
        published_by: Some(actor.person),
        published_at: tx.now(),
    };
    publications::add(tx.conn(), &publication)?;
    announce(tx, locales::LOCALE_CHANGED, new.locale.as_str())?;
    let about = json!({ "generation": publication.generation, "rolled_back_to": new.rolled_back_to });
    audit::note(tx, Some(actor.person), "locale-published", new.locale.as_str(), &about)?;
    Ok(Some(publication))
}

fn hash_of(files: &BTreeMap<String, String>) -> String {
    let mut hash = Sha256::new();
    for part in files.iter().flat_map(|(file, text)| [file, text]) {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hex(&hash.finalize())
}

/// An earlier publication of a locale.
///
/// # Errors
/// 403 unless its lead acts; 404 when the locale has none of this id.
pub fn find(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    tag: &Locale,
    id: PublicationId,
) -> Result<Publication, AppError> {
    rights::as_lead(actor, tag)?;
    let found = publications::find(snapshot.conn(), id)?.filter(|it| it.locale == *tag);
    found.ok_or_else(|| TranslationError::PublicationUnknown.into())
}

/// An earlier publication of the interface, to be published again.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn earlier(snapshot: &mut Snapshot<'_>, found: &Publication) -> Result<(Assembled, Vec<Source>), AppError> {
    let (files, unit_count) = (found.content.read()?, found.unit_count);
    let base = publications::find_latest(snapshot.conn(), &found.locale, INTERFACE)?.map(|latest| latest.id);
    let assembled = Assembled { locale: found.locale.clone(), files, unit_count, base, rolled_back_to: Some(found.id) };
    Ok((assembled, served_sources(snapshot, Some(&found.locale))?))
}

/// Whether an earlier publication may be served again: the source, and what it refers to, may have changed since.
///
/// # Errors
/// 422 with everything that the gate found.
pub fn try_again(assembled: &Assembled, served: &[Source], asked: (&I18n, &Clock)) -> Result<(), AppError> {
    pass_gate(assembled, served, asked)
}

/// The publications of a locale, the latest first.
///
/// # Errors
/// 404 when there is no such locale.
pub fn list(
    snapshot: &mut Snapshot<'_>,
    tag: &Locale,
    before: Option<PublicationId>,
    limit: i64,
) -> Result<Vec<Publication>, AppError> {
    locales::find(snapshot, tag)?;
    Ok(publications::list_of(snapshot.conn(), tag, before, limit)?)
}

/// What all locales serve now besides what ships, for whoever keeps it in memory.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn all_served(snapshot: &mut Snapshot<'_>) -> Result<(Vec<Source>, Vec<LocaleEntry>), AppError> {
    Ok((served_sources(snapshot, None)?, locales::list_served(snapshot)?))
}
