//! Publishing a course in a language: what is approved, put on the skeleton of a published version, checked as a package is, and
//! kept as a new edition of that version.
//!
//! As for the interface: [`gather`] reads, [`assemble`] does what takes long, [`publish`] keeps the result.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::checking::{self, Question};
use super::publications::{Approved, check_share};
use super::{courses, returning, rights};
use crate::accounts::Actor;
use crate::audit;
use crate::courses::model::{ActivityId, Compiled, Edition, Language};
use crate::courses::segments::{Assembled as Bound, BlockIds, Manuscript, SegmentKey, Texts, Wording};
use crate::courses::source::Package;
use crate::courses::{self as editions, VersionId, in_words};
use crate::db::{Db, Json, Snapshot, Tx};
use crate::error::{AppError, FieldProblem, Problem};
use crate::i18n::checks::Knowledge;
use crate::i18n::{I18n, Locale};
use crate::translations::TranslationError;
use crate::translations::model::{Catalogue, LocaleEntry, Unit, UnitId};
use crate::translations::store::publications::{self, Publication, PublicationId};
use crate::translations::store::{catalogues, locales, translations, units};

/// What a publication of a course keeps of each text, by unit key: the revision that it was made from, and the text.
pub(super) type Content = BTreeMap<String, (i32, String)>;

/// A version of a course, what is approved of it in a locale, and what those that stand in for it have published.
pub struct Gathered {
    pub(super) entry: LocaleEntry,
    catalogue: Catalogue,
    version: VersionId,
    package: Package,
    ids: BlockIds,
    pub(super) units: Vec<Unit>,
    pub(super) approved: Approved,
    bridges: Vec<(Locale, Approved)>,
    base: Option<PublicationId>,
    rolled_back_to: Option<PublicationId>,
}

/// A course in a language, fit to be published.
#[derive(Clone, Debug)]
pub struct Assembled {
    locale: Locale,
    subject: String,
    version: VersionId,
    compiled: Compiled,
    edition: Edition,
    content: Content,
    /// What was published last when the texts were gathered.
    base: Option<PublicationId>,
    rolled_back_to: Option<PublicationId>,
}

/// Reads what a locale has approved of a course.
///
/// # Errors
/// 403 unless the locale's lead acts; 404; 409 when the locale is closed, it is the language of the original, or texts would come
/// back unasked.
pub fn gather(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    tag: &Locale,
    (version, brings_back): (VersionId, bool),
) -> Result<Gathered, AppError> {
    rights::as_lead(actor, tag)?;
    let (catalogue, ids) = catalogue(snapshot, version)?;
    returning::ask(&returning::list(snapshot, tag, &catalogue.slug)?, brings_back)?;
    collect(snapshot, (catalogue, ids), tag, version)
}

/// The catalogue of a version, and which unit each block of its lessons is.
///
/// # Errors
/// 404 while the version was not taken note of.
pub(super) fn catalogue(snapshot: &mut Snapshot<'_>, version: VersionId) -> Result<(Catalogue, BlockIds), AppError> {
    let (id, ids) = courses::layout(snapshot, version)?.ok_or(TranslationError::CatalogueUnknown)?;
    let catalogue = catalogues::find(snapshot.conn(), id)?.ok_or(TranslationError::CatalogueUnknown)?;
    Ok((catalogue, ids))
}

/// As [`gather`], whoever asks.
///
/// # Errors
/// As there.
pub(super) fn collect(
    snapshot: &mut Snapshot<'_>,
    (catalogue, ids): (Catalogue, BlockIds),
    tag: &Locale,
    version: VersionId,
) -> Result<Gathered, AppError> {
    let entry = rights::open_for(snapshot, tag, &catalogue)?;
    let id = catalogue.id;
    let package = editions::version_package(snapshot, version)?.ok_or(TranslationError::CatalogueUnknown)?;
    let units = units::list_all(snapshot.conn(), id)?;
    let approved = approved(snapshot, &catalogue, tag)?;
    let mut bridges = Vec::new();
    for bridge in entry.bridge.read::<Vec<Locale>>()?.into_iter().filter(|it| *it != catalogue.source_locale) {
        if locales::find(snapshot.conn(), &bridge)?.is_some_and(|entry| entry.state.is_served()) {
            let (_, texts) = in_print(snapshot, &catalogue, &units, &bridge)?;
            bridges.push((bridge, texts));
        }
    }
    let base = publications::find_latest(snapshot.conn(), tag, &catalogue.slug)?.map(|latest| latest.id);
    Ok(Gathered { entry, catalogue, version, package, ids, units, approved, bridges, base, rolled_back_to: None })
}

fn approved(snapshot: &mut Snapshot<'_>, catalogue: &Catalogue, tag: &Locale) -> Result<Approved, AppError> {
    Ok(by_unit(translations::list_approved(snapshot.conn(), catalogue.id, tag)?))
}

fn by_unit(texts: Vec<(UnitId, i32, String)>) -> Approved {
    texts.into_iter().map(|(unit, revision, body)| (unit, (revision, body))).collect()
}

/// Reads an earlier publication of a course, to be published again on a version.
///
/// # Errors
/// As [`gather`]; 404 when the locale has none of this id.
pub fn earlier(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    found: &Publication,
    version: VersionId,
) -> Result<Gathered, AppError> {
    // What is approved is not published here: nothing comes back.
    let mut gathered = gather(snapshot, actor, &found.locale, (version, true))?;
    gathered.approved = published(found, &gathered.units)?;
    // It was enough when it was published, and what is served now is worse.
    gathered.entry.least_course = 0;
    gathered.rolled_back_to = Some(found.id);
    Ok(gathered)
}

/// What readers of a locale are served of a course: what its lead published last, and what came with a package since.
fn in_print(
    snapshot: &mut Snapshot<'_>,
    catalogue: &Catalogue,
    units: &[Unit],
    tag: &Locale,
) -> Result<(Option<Publication>, Approved), AppError> {
    let base = publications::find_latest(snapshot.conn(), tag, &catalogue.slug)?;
    let mut texts = base.as_ref().map_or_else(|| Ok(Approved::new()), |base| published(base, units))?;
    let since = base.as_ref().map(|base| base.published_at);
    texts.extend(by_unit(translations::list_adopted(snapshot.conn(), (catalogue.id, tag), since)?));
    Ok((base, texts))
}

/// The texts of a publication, as far as there are units of them.
fn published(publication: &Publication, units: &[Unit]) -> Result<Approved, AppError> {
    let mut content: Content = publication.content.read()?;
    Ok(units.iter().filter_map(|unit| Some((unit.id, content.remove(&unit.key)?))).collect())
}

/// What of a catalogue can be published.
#[derive(Default)]
pub(super) struct Chosen {
    pub content: Content,
    /// The sections in which something is stale.
    pub stale: BTreeSet<ActivityId>,
    /// Texts by which trainees are marked, and that are missing or stale.
    unfit: usize,
    all: usize,
}

/// A stale text by which trainees are marked counts as missing; another one stands as long as no check speaks against it.
pub(super) fn choose(gathered: &Gathered, i18n: &I18n) -> Chosen {
    let Gathered { entry, catalogue, units, approved, .. } = gathered;
    let mut chosen = Chosen::default();
    for unit in units.iter().filter(|unit| unit.obsolete_at.is_none()) {
        chosen.all += 1;
        let Some((revision, body)) = approved.get(&unit.id) else {
            chosen.unfit += usize::from(unit.assessed);
            continue;
        };
        if *revision < unit.significant_revision {
            let question = Question { unit, catalogue, locale: &entry.tag, body };
            let fits = || checking::blocking(&checking::check(&question, i18n, &Knowledge::default())) == 0;
            if unit.assessed || !fits() {
                chosen.unfit += usize::from(unit.assessed);
                continue;
            }
            chosen.stale.extend(ActivityId::parse(&unit.section));
        }
        chosen.content.insert(unit.key.clone(), (*revision, body.clone()));
    }
    chosen
}

fn texts_of(content: &Content) -> Texts {
    content.iter().filter_map(|(key, (_, body))| Some((key.parse::<SegmentKey>().ok()?, body.clone()))).collect()
}

fn fresh(units: &[Unit], approved: &Approved) -> Texts {
    let text = |unit: &Unit| {
        let (revision, body) = approved.get(&unit.id)?;
        (*revision >= unit.significant_revision).then(|| Some((unit.key.parse().ok()?, body.clone()))).flatten()
    };
    units.iter().filter(|unit| unit.obsolete_at.is_none()).filter_map(text).collect()
}

/// Puts the course together in the language and checks it as a package is checked. Takes up to a second.
///
/// # Errors
/// 409 when too little is approved, or a text by which trainees are marked is missing or stale; 422 with every mistake that was
/// found.
pub fn assemble(mut gathered: Gathered, i18n: &I18n) -> Result<Assembled, AppError> {
    let Chosen { content, stale, unfit, all } = choose(&gathered, i18n);
    if unfit > 0 {
        return Err(TranslationError::AssessmentNotComplete(i64::try_from(unfit).unwrap_or(i64::MAX)).into());
    }
    check_share((content.len(), all), gathered.entry.least_course)?;
    let (compiled, edition) = compile(&bind(&mut gathered, &content)?, &gathered.entry.tag, stale)?;
    let Gathered { entry, catalogue, version, base, rolled_back_to, .. } = gathered;
    let (locale, subject) = (entry.tag, catalogue.slug);
    Ok(Assembled { locale, subject, version, compiled, edition, content, base, rolled_back_to })
}

/// Puts the files of the course together: in the language, in those that stand in for it, and in its own. Takes the package.
///
/// # Errors
/// When the package is damaged.
pub(super) fn bind(gathered: &mut Gathered, content: &Content) -> Result<Bound, AppError> {
    let package = std::mem::take(&mut gathered.package);
    let manuscript = Manuscript::read(package).map_err(|found| AppError::broken(format!("{:?}", found.first())))?;
    let language = language(&gathered.entry.tag)?;
    let own = texts_of(content);
    let mut others = Vec::new();
    for (bridge, approved) in &gathered.bridges {
        others.push((self::language(bridge)?, fresh(&gathered.units, approved)));
    }
    let mut chain = vec![Wording { language: &language, texts: &own }];
    chain.extend(others.iter().map(|(language, texts)| Wording { language, texts }));
    Ok(manuscript.assemble(&gathered.ids, &language, &chain))
}

fn language(tag: &Locale) -> Result<Language, AppError> {
    Language::parse(tag.as_str()).map_err(AppError::broken)
}

/// Checks the files as those of a package, and makes the edition of them.
///
/// # Errors
/// 422 with every mistake that was found.
pub(super) fn compile(
    bound: &Bound,
    tag: &Locale,
    stale: BTreeSet<ActivityId>,
) -> Result<(Compiled, Edition), AppError> {
    let report = bound.check();
    let unfit = bound.refused.iter().map(|key| FieldProblem::sentence(key.to_string(), "translation-does-not-fit"));
    let fields: Vec<_> = unfit.chain(report.mistakes.iter().map(in_words)).collect();
    match report.course {
        Some(mut compiled) if fields.is_empty() => {
            let edition = compiled.editions.remove(&language(tag)?).and_then(|edition| edition.with_stale(stale));
            let edition = edition.ok_or_else(|| AppError::broken("an assembled course without its language"))?;
            Ok((compiled, edition))
        }
        _ => {
            let count = i64::try_from(fields.len()).unwrap_or(i64::MAX);
            let problem = Problem { fields, ..Problem::new(422, "publication-refused").with("count", count) };
            Err(TranslationError::GateRefused(problem).into())
        }
    }
}

/// Keeps a course in a language, as a new edition of its version. The same words again are the publication that is there. `None` when
/// something else was published since the texts were gathered: then they are to be gathered again.
///
/// # Errors
/// 403 unless the locale's lead acts; 404; 409 when the locale was closed meanwhile.
pub fn publish(tx: &mut Tx<'_>, actor: Option<&Actor>, new: &Assembled) -> Result<Option<Publication>, AppError> {
    if let Some(actor) = actor {
        rights::as_lead(actor, &new.locale)?;
    }
    let entry = rights::open_locale(tx, &new.locale)?;
    let latest = publications::find_latest(tx.conn(), &new.locale, &new.subject)?;
    let hash = new.edition.hash.to_string();
    if latest.as_ref().is_some_and(|latest| latest.hash != hash && Some(latest.id) != new.base) {
        return Ok(None);
    }
    let by = actor.map(|actor| actor.person);
    let added = editions::publish_edition(tx, new.version, &new.edition, &new.compiled.blobs, by)?;
    if let Some((edition, _)) = added.filter(|_| !entry.state.is_served()) {
        editions::withhold(tx, &[], &[edition], true)?;
    }
    if let (None, Some(same)) = (added, latest.as_ref().filter(|latest| latest.hash == hash)) {
        return Ok(Some(same.clone()));
    }
    let publication = Publication {
        id: tx.new_id(),
        locale: new.locale.clone(),
        subject: new.subject.clone(),
        generation: latest.map_or(1, |latest| latest.generation + 1),
        hash,
        content: Json::of(&new.content)?,
        unit_count: i32::try_from(new.content.len()).unwrap_or(i32::MAX),
        edition: added.map(|(edition, _)| edition),
        rolled_back_to: new.rolled_back_to,
        published_by: by,
        published_at: tx.now(),
    };
    publications::add(tx.conn(), &publication)?;
    let about = json!({ "subject": new.subject, "generation": publication.generation });
    audit::note(tx, by, "locale-published", new.locale.as_str(), &about)?;
    Ok(Some(publication))
}

/// Brings the languages in which a course was published up to a version of it, with what their leads published. One whose texts do not suffice is left: trainees
/// are not offered what they would be marked by unfairly.
///
/// # Errors
/// When the database refuses.
pub async fn carry_over(db: &Db, i18n: &I18n, subject: String, version: VersionId) -> Result<(), AppError> {
    let wanted = subject.clone();
    let tags = db.read(move |snapshot| Ok(publications::locales_of(snapshot.conn(), &wanted)?)).await?;
    for tag in tags {
        let done = carry_one(db, i18n, &subject, tag.clone(), version).await;
        match done {
            Ok(()) => {}
            Err(AppError::Refused(problem)) => {
                tracing::info!(locale = %tag, subject, code = problem.code, "a language waits for its translators");
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

async fn carry_one(db: &Db, i18n: &I18n, subject: &str, tag: Locale, version: VersionId) -> Result<(), AppError> {
    loop {
        let (wanted, tag) = (subject.to_owned(), tag.clone());
        let found = db.read(move |snapshot| latest(snapshot, &wanted, &tag, version)).await?;
        let Some(gathered) = found else { return Ok(()) };
        let words = i18n.clone();
        let assembled = tokio::task::spawn_blocking(move || assemble(gathered, &words)).await;
        let assembled = assembled.map_err(AppError::broken)??;
        if db.write_later(move |tx| publish(tx, None, &assembled)).await?.is_some() {
            return Ok(());
        }
    }
}

/// Reads what a locale published last of a course, to be carried over to a version; what was only approved since is for its lead to
/// publish. What came with a package was published with it.
fn latest(
    snapshot: &mut Snapshot<'_>,
    subject: &str,
    tag: &Locale,
    version: VersionId,
) -> Result<Option<Gathered>, AppError> {
    if publications::find_latest(snapshot.conn(), tag, subject)?.is_none() {
        return Ok(None);
    }
    let (catalogue, ids) = catalogue(snapshot, version)?;
    let mut gathered = collect(snapshot, (catalogue, ids), tag, version)?;
    let (base, texts) = in_print(snapshot, &gathered.catalogue, &gathered.units, tag)?;
    gathered.approved = texts;
    Ok(base.map(|base| Gathered { rolled_back_to: base.rolled_back_to, ..gathered }))
}
