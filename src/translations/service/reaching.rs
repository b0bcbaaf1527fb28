//! What a language published of a course reaches those who study an earlier version of it, wherever that version has the same source.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::course_publications::{self as publishing, Content};
use super::courses;
use crate::courses::model::{ActivityId, Compiled, ContentHash, Edition, Language, Slug};
use crate::courses::segments::{self, BlockIds, Manuscript, Segment, SegmentKey, Texts, Wording};
use crate::courses::source::Package;
use crate::courses::{self as editions, CourseId, VersionId, Withheld};
use crate::db::{Db, Snapshot, Tx};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::i18n::checks::normalise;
use crate::jobs::{self, Job};
use crate::translations::store::units::{self, History, Revision};
use crate::translations::store::{locales, publications};

/// The kind of the job.
pub const REACH: &str = "reach-earlier-versions";

/// Which versions of a course people study now.
pub type InUse = fn(&mut Snapshot<'_>, CourseId) -> Result<Vec<VersionId>, AppError>;

/// What is to reach the earlier versions, and how far it has come.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Reach {
    locale: Locale,
    subject: String,
    /// The version that was seen to last.
    after: Option<VersionId>,
}

/// Sees to it that a publication reaches the earlier versions that people study, once its transaction has committed.
///
/// # Errors
/// When the database refuses.
pub(super) fn reach_soon(tx: &mut Tx<'_>, locale: &Locale, subject: &str) -> Result<(), AppError> {
    let reach = Reach { locale: locale.clone(), subject: subject.to_owned(), after: None };
    jobs::enqueue(tx, &Job::new(REACH, &reach)?).map(drop)
}

/// An earlier version, with all that is known of it in the language.
struct Gathered {
    version: VersionId,
    language: Language,
    package: Package,
    ids: BlockIds,
    edition: Edition,
    /// Why it is not offered: for its texts at most.
    withheld: Option<Withheld>,
    content: Content,
    history: History,
}

struct Improved {
    version: VersionId,
    /// The edition that was improved, and why it was not offered.
    from: (Edition, Option<Withheld>),
    compiled: Compiled,
    edition: Edition,
}

/// Brings what was published to the next version that is studied; `None` when there is none left.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub async fn reach(db: &Db, in_use: InUse, reach: Reach) -> Result<Option<Reach>, AppError> {
    let asked = reach.clone();
    let next = db.read(move |snapshot| next(snapshot, in_use, &asked)).await?;
    let Some(version) = next else { return Ok(None) };
    let asked = reach.clone();
    if let Some(gathered) = db.read(move |snapshot| gather(snapshot, &asked, version)).await? {
        let tag = reach.locale.clone();
        let improved = tokio::task::spawn_blocking(move || improve(gathered, &tag)).await.map_err(AppError::broken)?;
        match improved {
            Ok(Some(improved)) => db.write_later(move |tx| keep(tx, &improved)).await?,
            Ok(None) => {}
            Err(AppError::Refused(problem)) => {
                tracing::info!(locale = %reach.locale, %version, code = problem.code, "an earlier version stays as it is");
            }
            Err(error) => return Err(error),
        }
    }
    Ok(Some(Reach { after: Some(version), ..reach }))
}

fn next(snapshot: &mut Snapshot<'_>, in_use: InUse, reach: &Reach) -> Result<Option<VersionId>, AppError> {
    let Some(slug) = reach.subject.strip_prefix(courses::PREFIX) else { return Ok(None) };
    let slug = Slug::parse(slug).map_err(AppError::broken)?;
    let Some((course, versions)) = editions::versions_before(snapshot, &slug)? else { return Ok(None) };
    let studied: BTreeSet<VersionId> = in_use(snapshot, course)?.into_iter().collect();
    let seen = reach.after.and_then(|after| versions.iter().position(|version| *version == after));
    let left = versions.into_iter().skip(seen.map_or(0, |seen| seen + 1));
    Ok(left.into_iter().find(|version| studied.contains(version)))
}

/// `None` where there is nothing to improve: the version is not in the language, or nobody has its files.
fn gather(snapshot: &mut Snapshot<'_>, reach: &Reach, version: VersionId) -> Result<Option<Gathered>, AppError> {
    let Reach { locale, subject, .. } = reach;
    if !locales::find(snapshot.conn(), locale)?.is_some_and(|entry| entry.state.is_served()) {
        return Ok(None);
    }
    let language = publishing::language(locale)?;
    let Some(published) = publications::find_latest(snapshot.conn(), locale, subject)? else { return Ok(None) };
    let Some((catalogue, ids)) = courses::layout(snapshot, version)? else { return Ok(None) };
    let Some(package) = editions::version_package(snapshot, version)? else { return Ok(None) };
    let Some((edition, withheld)) = editions::newest_edition(snapshot, version, &language)? else { return Ok(None) };
    if !matches!(withheld, None | Some(Withheld::Texts)) {
        return Ok(None);
    }
    let history = units::list_history(snapshot.conn(), catalogue)?;
    let content = published.content.read()?;
    Ok(Some(Gathered { version, language, package, ids, edition, withheld, content, history }))
}

/// Whether a text that was made from one revision is right for the source that a version has: there is a revision that says so, and no
/// change of meaning lies between them.
fn fits(history: &[Revision], made_from: i32, source: &str) -> bool {
    let meaning = |number: i32| {
        let until = history.iter().filter(|(other, _, changed)| *other <= number && *changed);
        until.map(|(other, ..)| *other).max()
    };
    let same = history.iter().filter(|(_, body, _)| normalise(body).trim() == normalise(source).trim());
    same.into_iter().any(|(number, ..)| meaning(*number) == meaning(made_from))
}

fn improve(gathered: Gathered, tag: &Locale) -> Result<Option<Improved>, AppError> {
    let Gathered { version, language, package, ids, edition, withheld, content, history } = gathered;
    // A package of an earlier release need not be what this one asks for.
    let manuscript = match Manuscript::read(package) {
        Ok(manuscript) => manuscript,
        Err(found) => {
            tracing::info!(locale = %tag, %version, first = ?found.first(), "an earlier version stays as it is");
            return Ok(None);
        }
    };
    let sources = manuscript.segments(manuscript.source_language(), &ids).unwrap_or_default();
    let mut texts = segments::wordings(&manuscript, &edition, &ids);
    let own = texts.remove(&language).unwrap_or_default();
    let better = better(&sources, &content, &history);
    let is_new = better.iter().any(|(key, text)| own.get(key).is_none_or(|own| own.trim() != text.trim()));
    let is_whole = sources.iter().all(|it| is_known(&it.key, &own) || better.contains_key(&it.key));
    // What is not offered for its texts is, once all by which trainees are judged was published anew.
    let is_fit = || sources.iter().filter(|it| it.key.is_assessed()).all(|it| better.contains_key(&it.key));
    let is_due = if withheld.is_some() { is_fit() } else { is_new };
    if !is_due || !is_whole {
        return Ok(None);
    }
    let (stale, outdated) = left_stale(&edition, &sources, (&own, &better));
    let mut improved = own;
    improved.extend(better);
    let mut chain = vec![Wording { language: &language, texts: &improved }];
    chain.extend(texts.iter().map(|(language, texts)| Wording { language, texts }));
    let bound = manuscript.assemble(&ids, &language, &chain);
    let (compiled, made) = publishing::compile(&bound, tag, stale.clone())?;
    let made = made.with_outdated(outdated, stale);
    let made = made.ok_or_else(|| AppError::broken("an edition that cannot be written"))?;
    Ok(Some(Improved { version, from: (edition, withheld), compiled, edition: made }))
}

/// A word in a picture is known only to whoever translated it: a picture is not made anew without it.
fn is_known(key: &SegmentKey, own: &Texts) -> bool {
    !matches!(key, SegmentKey::Picture(..)) || own.contains_key(key)
}

/// What was published and is right for the source that a version has.
fn better(sources: &[Segment], content: &Content, history: &History) -> Texts {
    let text = |segment: &Segment| {
        let key = segment.key.to_string();
        let (revision, body) = content.get(&key)?;
        fits(history.get(&key)?, *revision, &segment.text).then(|| (segment.key.clone(), body.clone()))
    };
    sources.iter().filter_map(text).collect()
}

type Outdated = BTreeMap<String, ContentHash>;

/// What is stale still: the lessons in which not every text was published for this source.
fn left_stale(
    edition: &Edition,
    sources: &[Segment],
    (own, better): (&Texts, &Texts),
) -> (BTreeSet<ActivityId>, Outdated) {
    let open: BTreeSet<&ActivityId> =
        sources.iter().filter(|it| !better.contains_key(&it.key)).filter_map(|it| it.section.as_ref()).collect();
    let stale: BTreeSet<ActivityId> = edition.text.stale.iter().filter(|it| open.contains(it)).cloned().collect();
    // A block stands where its words of before were.
    let words =
        |(key, text)| own.get(key).into_iter().chain([text]).map(move |text: &String| segments::place(key, text));
    let settled: BTreeSet<String> = better.iter().flat_map(words).collect();
    let outdated = edition.text.outdated.iter().filter(|(place, _)| !settled.contains(*place));
    (stale, outdated.map(|(place, source)| (place.clone(), *source)).collect())
}

/// Nothing is kept when the edition is another one meanwhile, or is offered no more, or again.
fn keep(tx: &mut Tx<'_>, improved: &Improved) -> Result<(), AppError> {
    let Improved { version, from, compiled, edition } = improved;
    let present = editions::newest_edition(tx, *version, &edition.text.language)?;
    if present.is_some_and(|(present, withheld)| (&present.hash, withheld) == (&from.0.hash, from.1)) {
        editions::publish_edition(tx, *version, edition, &compiled.blobs, None)?;
    }
    Ok(())
}
