//! A course as trainees would see it in a language in which it is not published yet, or not like this; also in pseudo-locales.

use std::collections::{BTreeMap, HashMap};

use super::course_publications::{self as publications, Chosen, Gathered};
use super::{rights, work};
use crate::accounts::Actor;
use crate::courses::model::{ActivityId, ContentHash, EditionText, Language, QuestionText};
use crate::courses::segments::SegmentKey;
use crate::courses::{PublishedEdition, PublishedVersion, VersionId};
use crate::db::Snapshot;
use crate::error::AppError;
use crate::i18n::{I18n, Locale, Pseudo};
use crate::translations::TranslationError;
use crate::translations::model::{Catalogue, Standing, Translation, TranslationId, TranslationState, Unit, UnitId};

/// A course before it is put together.
pub struct Waiting {
    gathered: Gathered,
    standings: HashMap<UnitId, Standing>,
    /// Those that are shown though nobody approved them.
    suggestions: HashMap<UnitId, TranslationId>,
}

/// A course as it would be published.
pub struct Preview {
    pub edition: PublishedEdition,
    pub pictures: BTreeMap<ContentHash, Vec<u8>>,
    /// What trainees would not see like this, in reading order.
    pub unapproved: Vec<Unapproved>,
}

/// A text of a preview that is not approved as it stands.
pub struct Unapproved {
    pub unit: UnitId,
    pub key: SegmentKey,
    /// The lesson or quiz that it is in.
    pub section: Option<ActivityId>,
    pub standing: Standing,
    /// What is shown, when it waits for a reviewer.
    pub suggestion: Option<TranslationId>,
    /// The language of what is shown.
    pub locale: Locale,
}

impl Unapproved {
    /// Whether it is the title of an activity, which outlines show too.
    #[must_use]
    pub const fn is_title(&self) -> bool {
        matches!(self.key, SegmentKey::Activity(_))
    }
}

/// # Errors
/// 404 when there is no such catalogue for the person: she neither translates the course into the language nor writes it.
pub fn find_readable(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    tag: &Locale,
    version: VersionId,
) -> Result<(), AppError> {
    let (catalogue, _) = publications::catalogue(snapshot, version)?;
    require_readable(actor, tag, &catalogue)
}

fn require_readable(actor: &Actor, tag: &Locale, catalogue: &Catalogue) -> Result<(), AppError> {
    let readable = rights::may_read(actor, tag, catalogue);
    readable.then_some(()).ok_or_else(|| TranslationError::CatalogueUnknown.into())
}

/// Reads what is approved of a course, and with `suggestions` what waits where that is newer.
///
/// # Errors
/// As [`find_readable`]; 404 when the locale is not known; 409 when it is closed, or the course was written in it.
pub fn gather(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    (tag, version): (&Locale, VersionId),
    suggestions: bool,
) -> Result<Waiting, AppError> {
    let (catalogue, ids) = publications::catalogue(snapshot, version)?;
    require_readable(actor, tag, &catalogue)?;
    let gathered = publications::collect(snapshot, (catalogue, ids), tag, version)?;
    let mut waiting = Waiting { gathered, standings: HashMap::new(), suggestions: HashMap::new() };
    let present = work::present(snapshot, &waiting.gathered.units, tag)?;
    for unit in &waiting.gathered.units {
        let texts = present.get(&unit.id).map(Vec::as_slice).unwrap_or_default();
        waiting.standings.insert(unit.id, Standing::of(unit, texts));
        if let Some(newest) = newest(unit, texts).filter(|_| suggestions) {
            waiting.gathered.approved.insert(unit.id, (newest.revision, newest.body.clone()));
            waiting.suggestions.insert(unit.id, newest.id);
        }
    }
    Ok(waiting)
}

/// The latest suggestion, if it could be approved as it is and was made after what is. The latest come first.
fn newest<'t>(unit: &Unit, texts: &'t [Translation]) -> Option<&'t Translation> {
    let fits = |it: &&Translation| it.state == TranslationState::Suggested && !it.fails && !it.is_stale(unit);
    let approved = texts.iter().find(|text| text.state == TranslationState::Approved);
    let is_newer = |it: &&Translation| approved.is_none_or(|old| (old.revision, old.id) < (it.revision, it.id));
    texts.iter().find(fits).filter(is_newer)
}

/// Puts the course together as a publication would, however little there is of it. Takes up to a second.
///
/// # Errors
/// 422 with every mistake for which a publication would be refused.
pub fn assemble(waiting: Waiting, version: &PublishedVersion, i18n: &I18n) -> Result<Preview, AppError> {
    let Waiting { mut gathered, standings, suggestions } = waiting;
    let Chosen { content, stale, .. } = publications::choose(&gathered, i18n);
    let mut bound = publications::bind(&mut gathered, &content)?;
    // They fall back like those that are missing.
    bound.refused.clear();
    let (compiled, edition) = publications::compile(&bound, &gathered.entry.tag, stale)?;
    let mut unapproved = Vec::new();
    for unit in gathered.units.iter().filter(|unit| unit.obsolete_at.is_none()) {
        let (Ok(key), Some(standing)) = (unit.key.parse::<SegmentKey>(), standings.get(&unit.id)) else { continue };
        let (suggestion, borrowed) = (suggestions.get(&unit.id).copied(), bound.fallen_back.get(&key));
        if *standing == Standing::Approved && suggestion.is_none() && borrowed.is_none() {
            continue;
        }
        let locale = borrowed.map(|language| Locale::parse(language.as_str())).transpose().map_err(AppError::broken)?;
        unapproved.push(Unapproved {
            unit: unit.id,
            key,
            section: ActivityId::parse(&unit.section).ok(),
            standing: *standing,
            suggestion: suggestion.filter(|_| borrowed.is_none()),
            locale: locale.unwrap_or_else(|| gathered.entry.tag.clone()),
        });
    }
    let edition = PublishedEdition::preview(version, edition.hash.to_string(), edition.text)?;
    Ok(Preview { edition, pictures: compiled.blobs, unapproved })
}

/// A course in its own language, made strange. The words in its pictures stay.
///
/// # Errors
/// When the version has no edition in its own language, which publication does not allow.
pub fn made_strange(version: &PublishedVersion, tag: &Locale, pseudo: Pseudo) -> Result<Preview, AppError> {
    let language = Language::parse(tag.as_str()).map_err(AppError::broken)?;
    let source = version.editions.get(&version.structure.source_language);
    let source = source.ok_or_else(|| AppError::broken(format!("version {} has no edition", version.id)))?;
    let mut text = EditionText { language, ..source.text.clone() };
    let lessons = text.lessons.values_mut();
    lessons.for_each(|lesson| lesson.html = pseudo.html(&lesson.html));
    for plain in plain_texts(&mut text) {
        *plain = pseudo.text(plain);
    }
    let edition = PublishedEdition::preview(version, source.hash.clone(), text)?;
    Ok(Preview { edition, pictures: BTreeMap::new(), unapproved: Vec::new() })
}

/// Every text outside of lessons and pictures.
fn plain_texts(text: &mut EditionText) -> Vec<&mut String> {
    let mut all = vec![&mut text.title, &mut text.summary, &mut text.description];
    all.extend(text.outcomes.values_mut().chain(text.modules.values_mut()).chain(text.activities.values_mut()));
    for quiz in text.quizzes.values_mut() {
        all.extend(&mut quiz.introduction);
        for question in quiz.questions.values_mut() {
            let QuestionText { stem, choices, left, right, items, categories, gaps, unit } = question;
            all.push(stem);
            all.extend(unit);
            let tables = [choices, left, right, items, categories].into_iter().chain(gaps.values_mut());
            all.extend(tables.flat_map(BTreeMap::values_mut));
        }
    }
    all
}
