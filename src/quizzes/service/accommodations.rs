//! Granting extra time and revoking it: the Secretariat alone, since the reason is often about somebody's health.

use serde_json::json;

use crate::accounts::{self, Actor};
use crate::affiliations::Term;
use crate::audit;
use crate::clock::Timestamp;
use crate::db::{Snapshot, Tx};
use crate::enrolments::{self, EnrolmentId};
use crate::error::{AppError, FieldProblem, Problem};
use crate::ids::PersonId;
use crate::quizzes::error::QuizError;
use crate::quizzes::model::{Accommodation, AccommodationId};
use crate::quizzes::store::accommodations as store;

/// Extra time to be granted.
#[derive(Clone, Debug)]
pub struct NewAccommodation {
    pub person: PersonId,
    /// In this enrolment; `None`: in all of them.
    pub enrolment: Option<EnrolmentId>,
    pub extra_time_percent: i32,
    pub reason: String,
    pub until: Timestamp,
}

/// Grants extra time. An attempt that has begun keeps its deadline.
///
/// # Errors
/// 403 unless the Secretariat acts, and for oneself; 422 when there is no such person, the enrolment is not hers, or the end
/// cannot be.
pub fn grant(tx: &mut Tx<'_>, actor: &Actor, new: &NewAccommodation) -> Result<Accommodation, AppError> {
    actor.as_secretariat()?;
    if new.person == actor.person {
        return Err(QuizError::OwnAccommodation.into());
    }
    check(tx, new)?;
    let accommodation = Accommodation {
        person: new.person,
        id: tx.new_id(),
        enrolment: new.enrolment,
        extra_time_percent: new.extra_time_percent,
        reason: new.reason.clone(),
        granted_by: actor.person,
        granted_at: tx.now(),
        expires_at: new.until,
    };
    store::add(tx.conn(), &accommodation)?;
    note(tx, actor, "accommodation-granted", &accommodation)?;
    Ok(accommodation)
}

fn check(snapshot: &mut Snapshot<'_>, new: &NewAccommodation) -> Result<(), AppError> {
    let mut problems: Vec<FieldProblem> = Term::Until(new.until).end(snapshot.now()).err().into_iter().collect();
    if accounts::contacts(snapshot, &[new.person])?.is_empty() {
        problems.push(FieldProblem::new("/person", "person-unknown"));
    } else if let Some(id) = new.enrolment
        && enrolments::find(snapshot, new.person, id)?.is_none()
    {
        problems.push(FieldProblem::new("/enrolment", "enrolment-unknown"));
    }
    if problems.is_empty() { Ok(()) } else { Err(Problem::invalid(problems).into()) }
}

fn note(tx: &mut Tx<'_>, actor: &Actor, act: &'static str, about: &Accommodation) -> Result<(), AppError> {
    let Accommodation { person, id, enrolment, extra_time_percent, expires_at, .. } = about;
    let detail = json!({
        "person": person, "enrolment": enrolment, "extra_time_percent": extra_time_percent, "until": expires_at,
    });
    audit::note(tx, Some(actor.person), act, &id.to_string(), &detail)
}

/// Revokes extra time. An attempt that has begun keeps its deadline.
///
/// # Errors
/// 403 unless the Secretariat acts; 404 when there is none, or it was revoked before.
pub fn revoke(tx: &mut Tx<'_>, actor: &Actor, id: AccommodationId) -> Result<(), AppError> {
    actor.as_secretariat()?;
    let held = store::find(tx.conn(), id)?.ok_or(QuizError::AccommodationUnknown)?;
    let now = tx.now();
    if !store::revoke(tx.conn(), &held, actor.person, now)? {
        return Err(QuizError::AccommodationUnknown.into());
    }
    note(tx, actor, "accommodation-revoked", &held)
}

/// The extra time that holds now, of one person or of all, the oldest first.
///
/// # Errors
/// 403 unless the Secretariat asks.
pub fn list(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    wanted: (Option<PersonId>, Option<AccommodationId>),
    limit: i64,
) -> Result<Vec<Accommodation>, AppError> {
    actor.as_secretariat()?;
    let now = snapshot.now();
    Ok(store::list(snapshot.conn(), wanted, now, limit)?)
}

/// A person's own extra time that holds now, the oldest first.
///
/// # Errors
/// When the database refuses.
pub fn list_own(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    after: Option<AccommodationId>,
    limit: i64,
) -> Result<Vec<Accommodation>, AppError> {
    let now = snapshot.now();
    Ok(store::list(snapshot.conn(), (Some(actor.person), after), now, limit)?)
}
