//! What a package left in a language as it was though it changed the source: of a lesson trainees are told, by a question they are not
//! judged, and whoever uploaded it hears of all, of titles and summaries, too.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::model::{ActivityId, Compiled, ContentHash, Edition, Language, Structure};
use super::segments::{Pair, is_assessed, outdated, pairs};
use super::store::{self, CourseId, StoredEdition};
use crate::db::Snapshot;
use crate::error::AppError;

/// A text that says what it said before though its source is another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftBehind {
    /// The lesson or quiz that it is in; `None`: the course as a whole.
    pub section: Option<ActivityId>,
    /// Whether trainees are judged by it: then the course is not offered in the language.
    pub assessed: bool,
    pub text: String,
}

/// A course with what is stale in it.
#[derive(Clone, Debug, Default)]
pub struct Looked {
    pub editions: BTreeMap<Language, Edition>,
    /// The languages in which something is.
    pub left_behind: BTreeMap<Language, Vec<LeftBehind>>,
}

impl Looked {
    /// A course without any before it.
    #[must_use]
    pub fn at(compiled: &Compiled) -> Self {
        Self { editions: compiled.editions.clone(), left_behind: BTreeMap::new() }
    }
}

/// Whether trainees would be judged by what is stale.
#[must_use]
pub fn is_unfit(edition: &Edition) -> bool {
    edition.text.outdated.keys().any(|place| is_assessed(place))
}

/// Compares a course with what was published of it last, language by language.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn look(snapshot: &mut Snapshot<'_>, course: CourseId, compiled: &Compiled) -> Result<Looked, AppError> {
    let mut looked = Looked::at(compiled);
    let source_language = &compiled.structure.source_language;
    let Some(source) = compiled.editions.get(source_language) else { return Ok(looked) };
    let mut originals: HashMap<store::VersionId, Option<(Structure, Edition)>> = HashMap::new();
    for (language, edition) in compiled.editions.iter().filter(|(language, _)| *language != source_language) {
        let Some((version, stored)) = store::newest_of_course(snapshot.conn(), course, language)? else { continue };
        let found = match originals.entry(version) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(original(snapshot, version, source_language)?),
        };
        let Some((structure, before)) = found else { continue };
        let known = read(stored)?;
        // Questions that are gone since are told apart by the structure of their time.
        let earlier = pairs(structure, before, &known);
        let now = pairs(&compiled.structure, source, edition);
        let left = outdated(&earlier, &known.text.outdated, &now);
        if !left.is_empty() {
            let marked = mark(edition.clone(), &left)?;
            looked.editions.insert(language.clone(), marked);
            looked.left_behind.insert(language.clone(), left.iter().map(|(pair, _)| told(pair)).collect());
        }
    }
    Ok(looked)
}

/// A version in the language that it was written in.
fn original(
    snapshot: &mut Snapshot<'_>,
    version: store::VersionId,
    source_language: &Language,
) -> Result<Option<(Structure, Edition)>, AppError> {
    let Some((_, stored)) = store::newest_of_version(snapshot.conn(), version, source_language)? else {
        return Ok(None);
    };
    let Some(found) = store::find_version(snapshot.conn(), version)? else { return Ok(None) };
    Ok(Some((found.structure, read(stored)?)))
}

pub(super) fn read(stored: StoredEdition) -> Result<Edition, AppError> {
    let StoredEdition { hash, text, sealed, .. } = stored;
    Ok(Edition { hash: ContentHash::parse(&hash).map_err(AppError::broken)?, text, sealed })
}

fn mark(edition: Edition, left: &[(&Pair, ContentHash)]) -> Result<Edition, AppError> {
    let outdated = left.iter().map(|(pair, source)| (pair.place.clone(), *source)).collect();
    let stale: BTreeSet<ActivityId> = left.iter().filter_map(|(pair, _)| pair.section.clone()).collect();
    edition.with_outdated(outdated, stale).ok_or_else(|| AppError::broken("an edition that cannot be written"))
}

/// What a course left as it was, in each language, though its source says something else than in an earlier state of it.
#[must_use]
pub fn left_behind(before: &Compiled, now: &Compiled) -> BTreeMap<Language, Vec<LeftBehind>> {
    let source_language = &now.structure.source_language;
    let sources = (before.editions.get(source_language), now.editions.get(source_language));
    let (Some(earlier_source), Some(source)) = sources else { return BTreeMap::new() };
    let left = |(language, edition): (&Language, &Edition)| {
        let known = before.editions.get(language).filter(|_| language != source_language)?;
        let (earlier, now) = (pairs(&before.structure, earlier_source, known), pairs(&now.structure, source, edition));
        let left: Vec<_> = outdated(&earlier, &BTreeMap::new(), &now).iter().map(|(pair, _)| told(pair)).collect();
        (!left.is_empty()).then(|| (language.clone(), left))
    };
    now.editions.iter().filter_map(left).collect()
}

fn told(pair: &Pair) -> LeftBehind {
    LeftBehind { section: pair.section.clone(), assessed: is_assessed(&pair.place), text: pair.text.clone() }
}

/// The places of what an edition of each language of a version says of an earlier source.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn outdated_places(
    snapshot: &mut Snapshot<'_>,
    version: store::VersionId,
    languages: &[Language],
) -> Result<BTreeMap<Language, BTreeSet<String>>, AppError> {
    let mut places = BTreeMap::new();
    for language in languages {
        if let Some((_, newest)) = store::newest_of_version(snapshot.conn(), version, language)? {
            places.insert(language.clone(), newest.text.outdated.into_keys().collect());
        }
    }
    Ok(places)
}
