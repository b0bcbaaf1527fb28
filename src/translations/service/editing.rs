//! What those who edit the originals decide: which catalogues matter most, and whether another wording says the same.

use std::cmp::Reverse;
use std::collections::HashMap;

use serde_json::json;

use super::{course_publications, courses, rights};
use crate::accounts::Actor;
use crate::audit;
use crate::clock::Timestamp;
use crate::courses::model::{Language, Slug};
use crate::courses::{self as editions, CourseId};
use crate::db::{Snapshot, Tx};
use crate::error::AppError;
use crate::translations::TranslationError;
use crate::translations::model::{Catalogue, CatalogueKind, Unit, UnitId};
use crate::translations::store::{catalogues, counts, translations, units};

/// What is wished of a catalogue; `None` leaves it.
#[derive(Clone, Debug, Default)]
pub struct CatalogueChanges {
    /// Whether a publication needs all of it.
    pub core: Option<bool>,
    /// The higher, the earlier in the work list.
    pub priority: Option<i32>,
    /// The day by which it should be translated; the inner `None` takes it away.
    pub deadline: Option<Option<String>>,
}

/// Changes what is wished of a catalogue.
///
/// # Errors
/// 403 unless a source editor acts; 404; 412 by the caller.
pub fn amend_catalogue(
    tx: &mut Tx<'_>,
    actor: &Actor,
    slug: &str,
    changes: &CatalogueChanges,
    admit: &dyn Fn(i32) -> Result<(), AppError>,
) -> Result<Catalogue, AppError> {
    let catalogue = catalogues::find_by_slug(tx.conn(), slug)?.ok_or(TranslationError::CatalogueUnknown)?;
    rights::as_source_editor(actor, &catalogue)?;
    admit(catalogue.row_version)?;
    let amended = Catalogue {
        core: changes.core.unwrap_or(catalogue.core),
        priority: changes.priority.unwrap_or(catalogue.priority),
        deadline: changes.deadline.clone().unwrap_or(catalogue.deadline),
        ..catalogue
    };
    catalogues::set_wishes(tx.conn(), &amended)?;
    rank(tx)?;
    let about = json!({ "core": amended.core, "priority": amended.priority, "deadline": amended.deadline });
    audit::note(tx, Some(actor.person), "catalogue-changed", slug, &about)?;
    Ok(Catalogue { row_version: amended.row_version + 1, ..amended })
}

/// How the work list learns which courses people study: how many began each from a time on.
pub type Demand = fn(&mut Snapshot<'_>, Timestamp) -> Result<Vec<(CourseId, i64)>, AppError>;

/// Notes how many people study each course, by slug, and puts the catalogues in order.
///
/// # Errors
/// When the database refuses.
pub fn weigh(tx: &mut Tx<'_>, learners: &HashMap<String, i64>) -> Result<(), AppError> {
    for catalogue in catalogues::list(tx.conn())? {
        let counted =
            learners.get(super::courses::slug_of(&catalogue)).filter(|_| catalogue.kind == CatalogueKind::Course);
        let counted = i32::try_from(counted.copied().unwrap_or_default()).unwrap_or(i32::MAX);
        if counted != catalogue.learners {
            catalogues::set_learners(tx.conn(), catalogue.id, counted)?;
        }
    }
    rank(tx)
}

/// Puts the catalogues in the order of the work list: the core of the interface, then by priority, then by deadline, the soonest
/// first, then what most people study.
///
/// # Errors
/// When the database refuses.
pub fn rank(tx: &mut Tx<'_>) -> Result<(), AppError> {
    let mut all = catalogues::list(tx.conn())?;
    all.sort_by_cached_key(|it| {
        let deadline = it.deadline.clone();
        (!it.core, Reverse(it.priority), deadline.is_none(), deadline, Reverse(it.learners), it.slug.clone())
    });
    for (rank, catalogue) in (0..).zip(all) {
        if catalogue.rank != rank {
            catalogues::set_rank(tx.conn(), catalogue.id, rank)?;
        }
    }
    Ok(())
}

/// Nobody is judged by the translation of a question that means something else by now.
fn withhold_where_stale(tx: &mut Tx<'_>, unit: &Unit, catalogue: &Catalogue) -> Result<(), AppError> {
    let slug = Slug::parse(courses::slug_of(catalogue)).map_err(AppError::broken)?;
    let Some(version) = editions::current_version_of(tx, &slug)? else { return Ok(()) };
    for locale in translations::stale_locales(tx.conn(), unit)? {
        let language = Language::parse(locale.as_str()).map_err(AppError::broken)?;
        editions::withhold_language(tx, version, (slug.as_str(), &language))?;
    }
    Ok(())
}

/// Says whether the newest wording of a source changed its meaning. Where it did not, translations that were right before are right
/// again.
///
/// # Errors
/// 403 unless a source editor acts; 404; 412 by the caller.
pub fn set_significance(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: UnitId,
    significant: bool,
    admit: &dyn Fn(i32) -> Result<(), AppError>,
) -> Result<Unit, AppError> {
    let (unit, catalogue) = super::suggestions::find_unit(tx, id)?;
    rights::as_source_editor(actor, &catalogue)?;
    admit(unit.row_version)?;
    let mut before = Vec::new();
    for locale in counts::locales_of(tx.conn(), catalogue.id)? {
        let tally = counts::tally(tx.conn(), &unit, &locale)?;
        before.push((locale, tally));
    }
    units::set_significant(tx.conn(), &unit, significant)?;
    let unit = units::find(tx.conn(), id)?.ok_or(TranslationError::UnitUnknown)?;
    for (locale, tally) in before {
        counts::shift(tx.conn(), &unit, &locale, tally)?;
    }
    if significant && unit.assessed {
        withhold_where_stale(tx, &unit, &catalogue)?;
    }
    if catalogue.kind == CatalogueKind::Course {
        course_publications::look_again_soon(tx, &catalogue)?;
    }
    let about = json!({ "revision": unit.revision, "significant": significant });
    audit::note(tx, Some(actor.person), "source-significance", &id.to_string(), &about)?;
    Ok(unit)
}
