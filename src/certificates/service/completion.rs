//! What a completed course leads to.

use crate::certificates::jobs::{Owed, is_seen_to, owe};
use crate::certificates::model::{Candidate, CandidateState, Kind};
use crate::certificates::store::{candidates, issues};
use crate::courses::Library;
use crate::courses::model::Issue;
use crate::db::{Snapshot, Tx};
use crate::enrolments::Enrolment;
use crate::error::AppError;

/// Does what the course's policy says when an enrolment is completed: nothing, a certificate soon after the transaction, or a
/// place in the queue of those that wait for a signature. Called again for the same enrolment it changes nothing.
///
/// # Errors
/// When the database refuses.
pub fn on_completion(tx: &mut Tx<'_>, library: &Library, enrolment: &Enrolment) -> Result<(), AppError> {
    let version = library.version(tx, enrolment.version)?;
    let owed = Owed { person: enrolment.person, enrolment: enrolment.id };
    match version.structure.certificate.issue {
        Issue::None => Ok(()),
        Issue::OnCompletion => owe(tx, owed),
        Issue::AfterSignOff if is_signed_off(tx, enrolment)? => owe(tx, owed),
        Issue::AfterSignOff => {
            let candidate = Candidate {
                id: tx.new_id(),
                person: enrolment.person,
                enrolment: enrolment.id,
                course: enrolment.course,
                party: enrolment.party,
                completed_at: enrolment.completed_at.unwrap_or_else(|| tx.now()),
                state: CandidateState::AwaitingSignOff,
                decided_at: None,
                public_reason: None,
                private_reason: None,
            };
            candidates::add(tx.conn(), &candidate)?;
            Ok(())
        }
    }
}

fn is_signed_off(snapshot: &mut Snapshot<'_>, enrolment: &Enrolment) -> Result<bool, AppError> {
    let state = candidates::state_of(snapshot.conn(), enrolment.person, enrolment.id)?;
    Ok(state == Some(CandidateState::SignedOff))
}

/// Whether nothing has come of a completed enrolment though its course's policy wants something: neither a certificate nor a job
/// that issues one, nor a place in the queue.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn was_forgotten(snapshot: &mut Snapshot<'_>, library: &Library, enrolment: &Enrolment) -> Result<bool, AppError> {
    let policy = library.version(snapshot, enrolment.version)?.structure.certificate.issue;
    if enrolment.completed_at.is_none() || policy == Issue::None {
        return Ok(false);
    }
    if issues::exists(snapshot.conn(), enrolment.person, enrolment.id, Kind::Completion)? {
        return Ok(false);
    }
    let owed = Owed { person: enrolment.person, enrolment: enrolment.id };
    match candidates::state_of(snapshot.conn(), enrolment.person, enrolment.id)? {
        Some(CandidateState::AwaitingSignOff | CandidateState::Refused) => Ok(false),
        None if policy == Issue::AfterSignOff => Ok(true),
        Some(CandidateState::SignedOff) | None => Ok(!is_seen_to(snapshot, owed)?),
    }
}
