//! Deciding on requests: the focal points of a Party on those of its officials, the Secretariat on all.

use serde_json::json;

use super::tell_caches;
use crate::accounts::{self, Actor};
use crate::affiliations::{self, Affiliation, Term};
use crate::audit;
use crate::courses::Library;
use crate::courses::model::Slug;
use crate::db::{Snapshot, Tx};
use crate::enrolments::error::EnrolmentError;
use crate::enrolments::model::{Decision, Enrolment, EnrolmentId, EnrolmentStanding, EnrolmentState};
use crate::enrolments::store::{self, Filter, Settlement};
use crate::error::{AppError, Problem};
use crate::mail::{self, Letter};
use crate::parties::PartyCode;

/// Which enrolments staff look at.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub standing: EnrolmentStanding,
    pub party: Option<PartyCode>,
    pub course: Option<Slug>,
    pub after: Option<EnrolmentId>,
}

/// Enrolments for those who decide, the oldest first.
///
/// # Errors
/// 403 unless the Secretariat or a focal point of the Party asks; 404 when there is no such course.
pub fn list(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    library: &Library,
    (wanted, limit): (&Wanted, i64),
) -> Result<Vec<Enrolment>, AppError> {
    let parties = affiliations::narrowed(actor, wanted.party)?;
    let course = wanted.course.as_ref().map(|slug| library.current(slug)).transpose()?.map(|version| version.course);
    let (now, filter) = (snapshot.now(), Filter { standing: wanted.standing, parties, course, after: wanted.after });
    Ok(store::list(snapshot.conn(), &filter, now, limit)?)
}

/// What was decided about a request.
#[derive(Clone, Debug)]
pub struct Ruling {
    pub decision: Decision,
    /// For the person to read; a refusal has one.
    pub reason: Option<String>,
    pub term: Term,
}

/// Approves a request or refuses it. Approving vouches for the affiliation behind it, where nobody has yet. What was approved
/// can be approved again, with a later or an earlier end, and be refused; what was refused can be approved after all.
///
/// # Errors
/// 403 unless the Secretariat or a focal point acts, and for one's own; 404 when there is none, or it is of a Party that is not
/// in the actor's care; 409 when it was decided before or the affiliation no longer holds; 422 for an end that cannot be.
pub fn decide(
    tx: &mut Tx<'_>,
    actor: &Actor,
    library: &Library,
    (id, ruling): (EnrolmentId, &Ruling),
) -> Result<Enrolment, AppError> {
    affiliations::parties_in_care(actor)?;
    let enrolment = in_care(tx, actor, id)?;
    if enrolment.person == actor.person {
        return Err(EnrolmentError::OwnRequest.into());
    }
    let may = match enrolment.state {
        EnrolmentState::Requested => true,
        EnrolmentState::Active => enrolment.is_approved(),
        // A refusal by mistake; unless she has asked anew since.
        EnrolmentState::Refused => ruling.decision == Decision::Approved && !is_asked_again(tx, &enrolment)?,
        _ => false,
    };
    if !may {
        return Err(EnrolmentError::AlreadyDecided.into());
    }
    let (now, mut vouched) = (tx.now(), false);
    let (state, act, expires_at) = match ruling.decision {
        Decision::Approved => {
            let end = ruling.term.end(now).map_err(|problem| Problem::invalid(vec![problem]))?;
            vouched = require_vouched(tx, actor, &enrolment, ruling.term)?;
            (EnrolmentState::Active, "enrolment-approved", Some(end))
        }
        Decision::Refused => (EnrolmentState::Refused, "enrolment-refused", None),
    };
    // What was learned since the first approval counts, also when its end is moved.
    let at = enrolment.decided_at.filter(|_| state == EnrolmentState::Active).unwrap_or(now);
    let settlement = Settlement { state, by: actor.person, at, reason: ruling.reason.as_deref(), expires_at };
    if !store::set_decided(tx.conn(), &enrolment, &settlement)? {
        return Err(EnrolmentError::AlreadyDecided.into());
    }
    let about = json!({ "person": enrolment.person, "course": enrolment.course, "party": enrolment.party, "until": expires_at });
    audit::note(tx, Some(actor.person), act, &id.to_string(), &about)?;
    tell_caches(tx, &enrolment)?;
    tell_learner(tx, library, &enrolment, (ruling, vouched))?;
    store::find(tx.conn(), enrolment.person, id)?.ok_or_else(|| EnrolmentError::Unknown.into())
}

/// An enrolment that the actor may decide on or look at.
pub(super) fn in_care(snapshot: &mut Snapshot<'_>, actor: &Actor, id: EnrolmentId) -> Result<Enrolment, AppError> {
    let found = store::find_by_id(snapshot.conn(), id)?;
    let cared_for = |it: &Enrolment| match it.party {
        Some(party) => affiliations::has_in_care(actor, party),
        None => actor.is_secretariat(),
    };
    found.filter(cared_for).ok_or_else(|| EnrolmentError::Unknown.into())
}

fn is_asked_again(snapshot: &mut Snapshot<'_>, refused: &Enrolment) -> Result<bool, AppError> {
    let all = store::of_course(snapshot.conn(), refused.person, refused.course)?;
    Ok(all.iter().any(|it| it.is_open() || it.requested_at > refused.requested_at))
}

/// Somebody has to answer for the office: whoever approves does, when nobody has yet. `true` then.
fn require_vouched(tx: &mut Tx<'_>, actor: &Actor, enrolment: &Enrolment, term: Term) -> Result<bool, AppError> {
    let now = tx.now();
    let known = enrolment.affiliation.map(|id| affiliations::find(tx, id)).transpose()?.flatten();
    let alive = match known.filter(|known| known.is_alive(now)) {
        Some(alive) => Some(alive),
        // She may have stated the same office anew since.
        None => stated_again(tx, enrolment)?,
    };
    match alive.ok_or(EnrolmentError::AffiliationNotVouched)? {
        affiliation if affiliation.is_vouched(now) => Ok(false),
        affiliation => affiliations::vouch(tx, actor, affiliation.id, term).map(|_| true),
    }
}

fn stated_again(snapshot: &mut Snapshot<'_>, enrolment: &Enrolment) -> Result<Option<Affiliation>, AppError> {
    let Some(authority) = enrolment.authority else { return Ok(None) };
    let found = affiliations::stated_by(snapshot, enrolment.person, &[authority])?;
    Ok(found.into_iter().find(|found| Some(found.party) == enrolment.party))
}

/// One letter, also when the affiliation was vouched for in the same act.
fn tell_learner(
    tx: &mut Tx<'_>,
    library: &Library,
    enrolment: &Enrolment,
    (ruling, vouched): (&Ruling, bool),
) -> Result<(), AppError> {
    let Some(to) = accounts::recipient(tx, enrolment.person)? else { return Ok(()) };
    let version = library.version(tx, enrolment.version)?;
    let course_title = version.title_for(&to.locale)?.to_owned();
    let approved = ruling.decision == Decision::Approved;
    let party = enrolment.party.filter(|_| vouched);
    let confirmed_party = party.map(|party| affiliations::party_name(tx, party, &to.locale)).transpose()?;
    mail::post(
        tx,
        &to,
        Letter::EnrolmentDecided { course_title, approved, reason: ruling.reason.clone(), confirmed_party },
    )
}
