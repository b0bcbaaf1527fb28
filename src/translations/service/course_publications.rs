//! Publishing a course in a language: what is approved, put on the skeleton of a published version, checked as a package is, and
//! kept as a new edition of that version.
//!
//! As for the interface: [`gather`] reads, [`assemble`] does what takes long, [`publish`] keeps the result.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::json;

use super::checking::{self, Question};
use super::publications::{Approved, check_share};
use super::returning::{self, Candidate, Returning, TakenAway};
use super::{courses, reaching, rights};
use crate::accounts::Actor;
use crate::audit;
use crate::clock::Timestamp;
use crate::courses::model::{ActivityId, Compiled, Edition, Language, Slug};
use crate::courses::segments::{Assembled as Bound, BlockIds, Manuscript, SegmentKey, Texts, Wording};
use crate::courses::source::Package;
use crate::courses::{self as editions, VersionId, Withheld, in_words};
use crate::db::{Db, Json, Snapshot, Tx};
use crate::error::{AppError, FieldProblem, Problem};
use crate::i18n::checks::Knowledge;
use crate::i18n::{I18n, Locale};
use crate::jobs::{self, Job};
use crate::translations::TranslationError;
use crate::translations::model::{Catalogue, CatalogueKind, LocaleEntry, TranslationState, Unit, UnitId};
use crate::translations::store::publications::{self, Publication, PublicationId};
use crate::translations::store::translations::Sound;
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
    taken_away: TakenAway,
    /// In a rollback: the units of which the earlier text was rejected since.
    rejected: BTreeSet<UnitId>,
    purpose: Purpose,
}

/// What texts are gathered for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Purpose {
    /// To be published by the lead, who may say that what rollbacks took away comes back.
    Publish { brings_back: bool },
    /// To be published again: it was enough when it was published, and what is served now is worse. What trainees are judged by and is
    /// stale or rejected by now is kept as it was, and the course is not offered in the language.
    RollBack,
    /// To be carried over to a new version, by nobody.
    CarryOver,
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
    /// Texts by which trainees would be judged, and that are missing or stale.
    unfit: usize,
    /// The others by which they would be.
    assessed: Vec<(UnitId, String)>,
}

impl Assembled {
    /// How many texts by which trainees would be judged are missing or stale.
    #[must_use]
    pub const fn unfit(&self) -> usize {
        self.unfit
    }
}

/// Reads what a locale has approved of a course.
///
/// # Errors
/// 403 unless the locale's lead acts; 404; 409 when the locale is closed or it is the language of the original.
pub fn gather(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    tag: &Locale,
    (version, brings_back): (VersionId, bool),
) -> Result<Gathered, AppError> {
    rights::as_lead(actor, tag)?;
    let (catalogue, ids) = catalogue(snapshot, version)?;
    let gathered = collect(snapshot, (catalogue, ids), tag, version)?;
    Ok(Gathered { purpose: Purpose::Publish { brings_back }, ..gathered })
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
    let taken_away = TakenAway::read(snapshot, (tag, &catalogue.slug), std::iter::once(&catalogue))?;
    Ok(Gathered {
        entry,
        catalogue,
        version,
        package,
        ids,
        units,
        approved,
        bridges,
        base,
        rolled_back_to: None,
        taken_away,
        rejected: BTreeSet::new(),
        purpose: Purpose::CarryOver,
    })
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
    let gathered = gather(snapshot, actor, &found.locale, (version, true))?;
    let approved = published(found, &gathered.units)?;
    let sound = translations::list_sound(snapshot.conn(), (gathered.catalogue.id, &found.locale))?;
    let sound: BTreeSet<(UnitId, &str)> = sound.iter().map(|text| (text.unit, text.body.as_str())).collect();
    let is_rejected = |(unit, (_, body)): (&UnitId, &(i32, String))| (!sound.contains(&(*unit, body))).then_some(*unit);
    let rejected = approved.iter().filter_map(is_rejected).collect();
    Ok(Gathered { approved, rejected, rolled_back_to: Some(found.id), purpose: Purpose::RollBack, ..gathered })
}

/// What readers of a locale may be served of a course though no lead looks at it now: what was published last, without what was taken
/// back since, and what came with a package since.
fn in_print(
    snapshot: &mut Snapshot<'_>,
    catalogue: &Catalogue,
    units: &[Unit],
    tag: &Locale,
) -> Result<(Option<Publication>, Approved), AppError> {
    let base = publications::find_latest(snapshot.conn(), tag, &catalogue.slug)?;
    let mut texts = Approved::new();
    if let Some(base) = &base {
        let sound = translations::list_sound(snapshot.conn(), (catalogue.id, tag))?;
        texts = sound_of(published(base, units)?, &sound, base.published_at);
    }
    let taken_away = TakenAway::read(snapshot, (tag, &catalogue.slug), std::iter::empty())?;
    let keys: HashMap<UnitId, &str> = units.iter().map(|unit| (unit.id, unit.key.as_str())).collect();
    let since = base.as_ref().map(|base| base.published_at);
    let mut adopted = translations::list_adopted(snapshot.conn(), (catalogue.id, tag), since)?;
    adopted.retain(|(unit, _, body)| keys.get(unit).is_some_and(|key| !taken_away.has(catalogue, key, body)));
    texts.extend(by_unit(adopted));
    Ok((base, texts))
}

/// What was published, but for the texts whose approval was taken back: the one that stands again is in its place, if it was approved
/// when the lead published.
fn sound_of(published: Approved, sound: &[Sound], published_at: Timestamp) -> Approved {
    let known: BTreeSet<(UnitId, &str)> = sound.iter().map(|text| (text.unit, text.body.as_str())).collect();
    let is_older = |text: &&Sound| text.settled_at.is_some_and(|at| at <= published_at);
    let stands = sound.iter().filter(|text| text.state == TranslationState::Approved).filter(is_older);
    let stands: HashMap<UnitId, &Sound> = stands.map(|text| (text.unit, text)).collect();
    let text = |(unit, (revision, body)): (UnitId, (i32, String))| {
        if known.contains(&(unit, body.as_str())) {
            return Some((unit, (revision, body)));
        }
        stands.get(&unit).map(|text| (unit, (text.revision, text.body.clone())))
    };
    published.into_iter().filter_map(text).collect()
}

/// The texts of a publication, as far as there are units of them.
fn published(publication: &Publication, units: &[Unit]) -> Result<Approved, AppError> {
    let mut content: Content = publication.content.read()?;
    Ok(units.iter().filter_map(|unit| Some((unit.id, content.remove(&unit.key)?))).collect())
}

/// The texts that rollbacks took away and that a publication of what is approved would bring back.
pub fn returning(gathered: &Gathered, i18n: &I18n) -> Vec<Returning> {
    of_chosen(gathered, &choose(gathered, i18n))
}

fn of_chosen(gathered: &Gathered, chosen: &Chosen) -> Vec<Returning> {
    let Gathered { catalogue, units, taken_away, .. } = gathered;
    let candidates = units.iter().filter_map(|unit| {
        let (_, body) = chosen.content.get(&unit.key)?;
        Some(Candidate { unit, catalogue, body })
    });
    taken_away.returning(candidates)
}

/// What of a catalogue can be published.
#[derive(Default)]
pub(super) struct Chosen {
    pub content: Content,
    /// The sections in which something is stale.
    pub stale: BTreeSet<ActivityId>,
    /// Texts by which trainees are marked, and that are missing, stale or rejected.
    unfit: usize,
    all: usize,
}

/// A stale text by which trainees are marked counts as missing, but in a rollback; another one stands as long as no check speaks
/// against it.
pub(super) fn choose(gathered: &Gathered, i18n: &I18n) -> Chosen {
    let Gathered { entry, catalogue, units, approved, .. } = gathered;
    let mut chosen = Chosen::default();
    for unit in units.iter().filter(|unit| unit.obsolete_at.is_none()) {
        chosen.all += 1;
        let Some((revision, body)) = approved.get(&unit.id) else {
            chosen.unfit += usize::from(unit.assessed);
            continue;
        };
        let is_stale = *revision < unit.significant_revision;
        chosen.unfit += usize::from(unit.assessed && (is_stale || gathered.rejected.contains(&unit.id)));
        if is_stale {
            let question = Question { unit, catalogue, locale: &entry.tag, body };
            let fits = || checking::blocking(&checking::check(&question, i18n, &Knowledge::default())) == 0;
            let may_stay = !unit.assessed || gathered.purpose == Purpose::RollBack;
            if !may_stay || !fits() {
                continue;
            }
            chosen.stale.extend(ActivityId::parse(&unit.section));
        }
        chosen.content.insert(unit.key.clone(), (*revision, body.clone()));
    }
    chosen
}

pub(super) fn texts_of(content: &Content) -> Texts {
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
/// 409 when texts would come back unasked, too little is approved, or a text by which trainees are marked is missing or stale (but in a
/// rollback); 422 with every mistake that was found.
pub fn assemble(mut gathered: Gathered, i18n: &I18n) -> Result<Assembled, AppError> {
    let chosen = choose(&gathered, i18n);
    if let Purpose::Publish { brings_back } = gathered.purpose {
        returning::ask(&of_chosen(&gathered, &chosen), brings_back)?;
    }
    let Chosen { content, stale, unfit, all } = chosen;
    if unfit > 0 && gathered.purpose != Purpose::RollBack {
        return Err(TranslationError::AssessmentNotComplete(i64::try_from(unfit).unwrap_or(i64::MAX)).into());
    }
    if gathered.purpose != Purpose::RollBack {
        check_share((content.len(), all), gathered.entry.least_course, CatalogueKind::Course)?;
    }
    let assessed = assessed(&gathered, &content);
    let (compiled, edition) = compile(&bind(&mut gathered, &content)?, &gathered.entry.tag, stale)?;
    let Gathered { entry, catalogue, version, base, rolled_back_to, .. } = gathered;
    let (locale, subject) = (entry.tag, catalogue.slug);
    Ok(Assembled { locale, subject, version, compiled, edition, content, base, rolled_back_to, unfit, assessed })
}

/// What trainees are judged by and is approved, or was.
fn assessed(gathered: &Gathered, content: &Content) -> Vec<(UnitId, String)> {
    let is_assessed = |unit: &&Unit| unit.assessed && !gathered.rejected.contains(&unit.id);
    let text = |unit: &Unit| content.get(&unit.key).map(|(_, body)| (unit.id, body.clone()));
    gathered.units.iter().filter(is_assessed).filter_map(text).collect()
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

pub(super) fn language(tag: &Locale) -> Result<Language, AppError> {
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
/// something else was published since the texts were gathered, or a text by which trainees are judged was taken back: then they are to be
/// gathered again.
///
/// # Errors
/// 403 unless the locale's lead acts; 404; 409 when the locale was closed meanwhile.
pub fn publish(tx: &mut Tx<'_>, actor: Option<&Actor>, new: &Assembled) -> Result<Option<Publication>, AppError> {
    if let Some(actor) = actor {
        rights::as_lead(actor, &new.locale)?;
    }
    let entry = rights::open_locale(tx, &new.locale)?;
    let latest = publications::find_latest(tx.conn(), &new.locale, &new.subject)?;
    let (hash, content) = (new.edition.hash.to_string(), Json::of(&new.content)?);
    // Different texts may look the same: what is approved is not what was rolled back to.
    let same = latest.as_ref().filter(|latest| latest.hash == hash && latest.content == content);
    if same.is_none() && latest.as_ref().map(|latest| latest.id) != new.base {
        return Ok(None);
    }
    let units: Vec<UnitId> = new.assessed.iter().map(|(unit, _)| *unit).collect();
    let sound = translations::sound_among(tx.conn(), &units, &new.locale)?;
    if !new.assessed.iter().all(|text| sound.contains(text)) {
        return Ok(None);
    }
    let by = actor.map(|actor| actor.person);
    let added = editions::publish_edition(tx, new.version, &new.edition, &new.compiled.blobs, by)?;
    if let Some((edition, _)) = added.filter(|_| !entry.state.is_served()) {
        editions::withhold(tx, &[], &[edition], Withheld::Locale)?;
    }
    if new.unfit > 0 {
        let slug = new.subject.strip_prefix(courses::PREFIX).unwrap_or(&new.subject);
        editions::withhold_language(tx, new.version, (slug, &new.edition.text.language))?;
    }
    if let Some(same) = same.filter(|same| added.is_none_or(|(edition, _)| same.edition == Some(edition))) {
        return Ok(Some(same.clone()));
    }
    // Other texts that look the same are in the edition that is there.
    let edition = added.map(|(edition, _)| edition).or(latest.as_ref().and_then(|latest| latest.edition));
    let publication = Publication {
        id: tx.new_id(),
        locale: new.locale.clone(),
        subject: new.subject.clone(),
        generation: latest.map_or(1, |latest| latest.generation + 1),
        hash,
        content,
        unit_count: i32::try_from(new.content.len()).unwrap_or(i32::MAX),
        edition,
        rolled_back_to: new.rolled_back_to,
        published_by: by,
        published_at: tx.now(),
    };
    publications::add(tx.conn(), &publication)?;
    reaching::reach_soon(tx, &new.locale, &new.subject)?;
    let about = json!({ "subject": new.subject, "generation": publication.generation });
    audit::note(tx, by, "locale-published", new.locale.as_str(), &about)?;
    Ok(Some(publication))
}

/// Brings the languages in which people took a course over up to a version of it, with what their leads published and what was adopted
/// since. One whose texts do not suffice is left: trainees are not offered what they would be marked by unfairly.
///
/// # Errors
/// When the database refuses.
pub async fn carry_over(db: &Db, i18n: &I18n, subject: String, version: VersionId) -> Result<(), AppError> {
    let wanted = subject.clone();
    let tags = db.read(move |snapshot| taken_over(snapshot, &wanted, version)).await?;
    for tag in tags {
        carry_if_fit(db, i18n, (&tag, &subject), (version, None)).await?;
    }
    Ok(())
}

/// The kind of the job that looks again at a version in which somebody said something of its texts.
pub const LOOK_AGAIN: &str = "look-again-at-course";

/// Has the current version of a course looked at again: the meaning of a source was said to be the same or another, or a text was taken
/// back.
///
/// # Errors
/// When the database refuses.
pub fn look_again_soon(tx: &mut Tx<'_>, catalogue: &Catalogue) -> Result<(), AppError> {
    let slug = Slug::parse(courses::slug_of(catalogue)).map_err(AppError::broken)?;
    match editions::current_version_of(tx, &slug)? {
        Some(version) => jobs::enqueue(tx, &Job::new(LOOK_AGAIN, &version)?).map(drop),
        None => Ok(()),
    }
}

/// As [`carry_over`], and those languages that nobody took over and that a package left behind, as far as less is stale in them.
///
/// # Errors
/// When the database refuses.
pub async fn look_again(db: &Db, i18n: &I18n, version: VersionId) -> Result<(), AppError> {
    let Some(slug) = db.read(move |snapshot| editions::slug_of(snapshot, version)).await? else { return Ok(()) };
    let subject = format!("{}{slug}", courses::PREFIX);
    carry_over(db, i18n, subject.clone(), version).await?;
    let of = subject.clone();
    for (tag, left) in db.read(move |snapshot| left_behind(snapshot, &of, version)).await? {
        carry_if_fit(db, i18n, (&tag, &subject), (version, Some(left))).await?;
    }
    Ok(())
}

/// What a package left as it was in a language.
struct Left {
    /// The lessons and quizzes in which something is.
    stale: BTreeSet<ActivityId>,
    /// Where it stands.
    places: BTreeSet<String>,
}

impl Left {
    /// Whether less is left in a course that was put together anew. A title belongs to no lesson: it is there or not.
    fn is_more_than(&self, assembled: &Assembled) -> bool {
        if self.stale.is_empty() {
            self.places.iter().any(|place| assembled.content.contains_key(place))
        } else {
            !assembled.edition.text.stale.is_superset(&self.stale)
        }
    }
}

/// The languages of a version in which a package left something as it was.
fn left_behind(
    snapshot: &mut Snapshot<'_>,
    subject: &str,
    version: VersionId,
) -> Result<Vec<(Locale, Left)>, AppError> {
    let mut left = Vec::new();
    let taken_over = taken_over(snapshot, subject, version)?;
    for language in editions::languages_of(snapshot, version)? {
        let tag: Locale = language.as_str().parse().map_err(AppError::broken)?;
        let edition = editions::offered_edition(snapshot, version, &language)?;
        let edition = edition.filter(|it| !it.text.outdated.is_empty() && !taken_over.contains(&tag));
        let of = |it: Edition| Left { stale: it.text.stale, places: it.text.outdated.into_keys().collect() };
        left.extend(edition.map(|it| (tag, of(it))));
    }
    Ok(left)
}

async fn carry_if_fit(
    db: &Db,
    i18n: &I18n,
    (tag, subject): (&Locale, &str),
    (version, left): (VersionId, Option<Left>),
) -> Result<(), AppError> {
    match carry_one(db, i18n, tag.clone(), (version, left)).await {
        // A database that is busy is no refusal: the job comes again.
        Err(AppError::Refused(problem)) if problem.status < 500 => {
            tracing::info!(locale = %tag, subject, code = problem.code, "a language waits for its translators");
            Ok(())
        }
        done => done,
    }
}

/// The languages in which a course was published, and those of a version that were held back.
fn taken_over(snapshot: &mut Snapshot<'_>, subject: &str, version: VersionId) -> Result<BTreeSet<Locale>, AppError> {
    let mut tags: BTreeSet<Locale> = publications::locales_of(snapshot.conn(), subject)?.into_iter().collect();
    for language in editions::withheld_languages(snapshot, version)? {
        tags.insert(language.parse().map_err(AppError::broken)?);
    }
    Ok(tags)
}

/// Where it is told what a package left, only if less is.
async fn carry_one(
    db: &Db,
    i18n: &I18n,
    tag: Locale,
    (version, left): (VersionId, Option<Left>),
) -> Result<(), AppError> {
    loop {
        let tag = tag.clone();
        let gathered = db.read(move |snapshot| latest(snapshot, &tag, version)).await?;
        let words = i18n.clone();
        let assembled = tokio::task::spawn_blocking(move || assemble(gathered, &words)).await;
        let assembled = assembled.map_err(AppError::broken)??;
        if left.as_ref().is_some_and(|left| !left.is_more_than(&assembled)) {
            return Ok(());
        }
        if db.write_later(move |tx| publish(tx, None, &assembled)).await?.is_some() {
            return Ok(());
        }
    }
}

/// Reads what a locale published last of a course, to be carried over to a version; what was only approved since is for its lead to
/// publish. What came with a package was published with it.
fn latest(snapshot: &mut Snapshot<'_>, tag: &Locale, version: VersionId) -> Result<Gathered, AppError> {
    let (catalogue, ids) = catalogue(snapshot, version)?;
    let gathered = collect(snapshot, (catalogue, ids), tag, version)?;
    let (base, approved) = in_print(snapshot, &gathered.catalogue, &gathered.units, tag)?;
    let rolled_back_to = base.and_then(|base| base.rolled_back_to);
    Ok(Gathered { approved, rolled_back_to, ..gathered })
}
