//! Reviewing: approving, asking for changes, rejecting. A text is never lost by it.

use super::checking::blocking;
use super::course_publications::look_again_soon;
use super::courses::slug_of;
use super::locales::reviewers;
use super::suggestions::{change, credit, find_seen};
use super::{checking, rights};
use crate::accounts::Actor;
use crate::courses;
use crate::courses::model::{Language, Slug};
use crate::courses::segments::SegmentKey;
use crate::db::{Json, Snapshot, Tx};
use crate::error::{AppError, FieldProblem, Problem};
use crate::i18n::checks::Finding;
use crate::text::folded;
use crate::translations::TranslationError;
use crate::translations::model::{
    Catalogue, Deeds, Origin, Reason, Review, Translation, TranslationId, TranslationState, Unit, Verdict,
};
use crate::translations::store::{counts, translations};

/// What a reviewer says.
#[derive(Clone, Debug)]
pub struct NewReview {
    pub verdict: Verdict,
    /// Needed unless approved.
    pub reason: Option<Reason>,
    /// The revision of the source that the reviewer read.
    pub revision: i32,
    /// For the author; may be empty.
    pub remark: String,
    /// Another wording that is approved in the place of the suggested one, with what the checks say of it.
    pub edited: Option<String>,
    /// What the checks say of the text that would be approved, against the present source.
    pub findings: Vec<Finding>,
}

/// A translation with its unit and catalogue, for somebody who may review it.
///
/// # Errors
/// 403 unless a reviewer asks; 404, also for a translation that she may not see.
pub fn find_reviewed(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    id: TranslationId,
) -> Result<(Translation, Unit, Catalogue), AppError> {
    let found = find_seen(snapshot, actor, id)?;
    rights::as_reviewer(actor, &rights::scope_of(&found.0.locale, &found.2))?;
    Ok(found)
}

/// Settles a suggestion. An edited wording becomes a translation of its own, by the reviewer, so that both stay. An approved text loses
/// its approval when changes are asked for or it is rejected; the one that was approved before it stands again. A course in which trainees
/// were judged by it is not offered in the language any more until then.
///
/// # Errors
/// 403 unless a reviewer acts, and for one's own work; 404; 409 when it was settled, the source moved, the language is that of the
/// source, or a check blocks what would be approved; 412 by the caller; 422 without a reason.
pub fn review(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: TranslationId,
    new: &NewReview,
    admit: &dyn Fn(i32) -> Result<(), AppError>,
) -> Result<Translation, AppError> {
    let (translation, unit, catalogue) = find_reviewed(tx, actor, id)?;
    let scope = rights::scope_of(&translation.locale, &catalogue);
    let locale = rights::open_for(tx, &translation.locale, &catalogue)?;
    if new.verdict != Verdict::Approve && new.reason.is_none() {
        return Err(Problem::invalid(vec![FieldProblem::new("/reason", "field-missing")]).into());
    }
    admit(translation.row_version)?;
    if !is_reviewable(&translation, &unit, new.verdict) {
        return Err(TranslationError::AlreadySettled.into());
    }
    if unit.revision != new.revision {
        return Err(TranslationError::SourceMoved("review").into());
    }
    if is_own_work(actor, &translation, new) {
        // Whoever came to review since ends the exception.
        let is_alone = locale.may_approve_own && reviewers(tx, &scope)?.iter().all(|it| *it == actor.person);
        if !is_alone {
            return Err(TranslationError::OwnWork.into());
        }
    }
    if translation.author != Some(actor.person) && !translations::has_reviewed(tx.conn(), id, actor.person)? {
        credit(tx, &translation, Some(actor.person), Deeds::REVIEWED)?;
    }
    let was_approved = translation.state == TranslationState::Approved;
    let settled = settle(tx, actor, (translation, &unit), new)?;
    if was_approved && settled.state != TranslationState::Approved && unit.assessed {
        withhold(tx, (&catalogue, &unit), &settled)?;
    }
    let review = Review {
        id: tx.new_id(),
        translation: id,
        reviewer: actor.person,
        verdict: new.verdict,
        reason: new.reason,
        remark: new.remark.clone(),
        edited_body: new.edited.clone(),
        at: tx.now(),
    };
    translations::add_review(tx.conn(), &review)?;
    Ok(settled)
}

/// Nobody is judged by what was found wrong: a course that says it is not offered in the language any more, from now on until what
/// stands again, or what is approved in its place, is published.
fn withhold(tx: &mut Tx<'_>, (catalogue, unit): (&Catalogue, &Unit), wrong: &Translation) -> Result<(), AppError> {
    let Ok(key) = unit.key.parse::<SegmentKey>() else { return Ok(()) };
    let slug = Slug::parse(slug_of(catalogue)).map_err(AppError::broken)?;
    let language = Language::parse(wrong.locale.as_str()).map_err(AppError::broken)?;
    if courses::withhold_where(tx, (&slug, &language), (&key, &wrong.body))? {
        look_again_soon(tx, catalogue)?;
    }
    Ok(())
}

/// Whether a verdict leads on: what is approved is approved again only when it is stale.
fn is_reviewable(translation: &Translation, unit: &Unit, verdict: Verdict) -> bool {
    let is_approved = translation.state == TranslationState::Approved;
    translation.state.is_open() || is_approved && (verdict != Verdict::Approve || translation.is_stale(unit))
}

fn settle(
    tx: &mut Tx<'_>,
    actor: &Actor,
    (translation, unit): (Translation, &Unit),
    new: &NewReview,
) -> Result<Translation, AppError> {
    let (state, settled_at) = match new.verdict {
        Verdict::Approve => return approve(tx, actor, (translation, unit), new),
        Verdict::RequestChanges => (TranslationState::ChangesRequested, None),
        Verdict::Reject => (TranslationState::Rejected, Some(tx.now())),
    };
    let was_approved = translation.state == TranslationState::Approved;
    let settled = change(tx, unit, Translation { state, settled_at, ..translation })?;
    if was_approved {
        credit(tx, &settled, settled.author, Deeds::DISAPPROVED)?;
        // With the moment at which it was approved: a rollback since then may have taken it away.
        if let Some(earlier) = translations::find_replaced(tx.conn(), unit.id, &settled.locale)? {
            change(tx, unit, Translation { state: TranslationState::Approved, ..earlier })?;
        }
    }
    Ok(settled)
}

/// Whether the words are the reviewer's: she suggested those that would be approved, or writes them now; or she would take back what
/// somebody else approved of hers. To say that words which somebody else approved before are still right is no work of one's own.
fn is_own_work(actor: &Actor, translation: &Translation, new: &NewReview) -> bool {
    let is_approved = translation.state == TranslationState::Approved;
    let is_hers = translation.author == Some(actor.person);
    match new.verdict {
        Verdict::Approve => {
            new.edited.as_ref().is_some_and(|edited| *edited != translation.body) || is_hers && !is_approved
        }
        Verdict::RequestChanges | Verdict::Reject => is_hers && is_approved,
    }
}

/// What is approved takes the place of what was, which becomes superseded; a stale one that is still right is approved again, for
/// the present source.
fn approve(
    tx: &mut Tx<'_>,
    actor: &Actor,
    (translation, unit): (Translation, &Unit),
    new: &NewReview,
) -> Result<Translation, AppError> {
    let blocks = blocking(&new.findings);
    if blocks > 0 {
        return Err(TranslationError::ChecksBlock(i64::try_from(blocks).unwrap_or(i64::MAX)).into());
    }
    let locale = translation.locale.clone();
    let before = counts::tally(tx.conn(), unit, &locale)?;
    if translation.state != TranslationState::Approved {
        credit(tx, &translation, translation.author, Deeds::APPROVED)?;
        translations::supersede(tx.conn(), unit.id, &locale)?;
    }
    let findings = checking::kept(&new.findings)?;
    let approved = Translation {
        state: TranslationState::Approved,
        revision: unit.revision,
        fails: false,
        findings,
        settled_at: Some(tx.now()),
        ..translation.clone()
    };
    let approved = match new.edited.as_ref().filter(|edited| **edited != translation.body) {
        None => written(tx, approved)?,
        Some(edited) => approve_edited(tx, actor, translation, (approved, edited))?,
    };
    counts::shift(tx.conn(), unit, &locale, before)?;
    Ok(approved)
}

/// The reviewer's wording is a translation of its own, which takes the place of the suggested one.
fn approve_edited(
    tx: &mut Tx<'_>,
    actor: &Actor,
    suggested: Translation,
    (approved, edited): (Translation, &str),
) -> Result<Translation, AppError> {
    let settled_at = approved.settled_at;
    written(tx, Translation { state: TranslationState::Superseded, settled_at, ..suggested })?;
    let own = Translation {
        id: tx.new_id(),
        body: edited.to_owned(),
        body_folded: folded(edited),
        origin: Origin::Person,
        author: Some(actor.person),
        newcomer: false,
        dismissals: Json::of(&Vec::<()>::new())?,
        votes: 0,
        created_at: tx.now(),
        row_version: 1,
        ..approved
    };
    translations::add(tx.conn(), &own)?;
    credit(tx, &own, own.author, Deeds::WRITTEN)?;
    Ok(own)
}

fn written(tx: &mut Tx<'_>, changed: Translation) -> Result<Translation, AppError> {
    if !translations::update(tx.conn(), &changed)? {
        return Err(TranslationError::AlreadySettled.into());
    }
    Ok(Translation { row_version: changed.row_version + 1, ..changed })
}
