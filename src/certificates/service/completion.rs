//! What a completed course leads to.

use crate::certificates::jobs::{Owed, owe};
use crate::certificates::model::{Candidate, CandidateState};
use crate::certificates::store::candidates;
use crate::courses::Library;
use crate::courses::model::Issue;
use crate::db::Tx;
use crate::enrolments::Enrolment;
use crate::error::AppError;

/// Does what the course's policy says when an enrolment is completed: nothing, a certificate soon after the transaction, or a
/// place in the queue of those that wait for a signature. Called again for the same enrolment it changes nothing.
///
/// # Errors
/// When the database refuses.
pub fn on_completion(tx: &mut Tx<'_>, library: &Library, enrolment: &Enrolment) -> Result<(), AppError> {
    let version = library.version(tx, enrolment.version)?;
    match version.structure.certificate.issue {
        Issue::None => Ok(()),
        Issue::OnCompletion => owe(tx, Owed { person: enrolment.person, enrolment: enrolment.id }),
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
                reason: None,
            };
            candidates::add(tx.conn(), &candidate)?;
            Ok(())
        }
    }
}
