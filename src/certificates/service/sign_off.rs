//! The Secretariat's signature, where a course asks for it.

use serde_json::json;

use crate::accounts::{self, Actor};
use crate::audit;
use crate::certificates::jobs::{Owed, owe};
use crate::certificates::model::{Candidate, CandidateId, CandidateState, Decision, Outcome};
use crate::certificates::store::candidates::{self, Filter, Verdict};
use crate::courses::CourseId;
use crate::db::{Snapshot, Tx};
use crate::error::AppError;
use crate::parties::PartyCode;

/// Which candidates are listed.
#[derive(Clone, Debug)]
pub struct CandidateFilter {
    pub state: CandidateState,
    pub course: Option<CourseId>,
    pub party: Option<PartyCode>,
    pub after: Option<CandidateId>,
}

/// A candidate and who she is.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub candidate: Candidate,
    pub name: String,
}

/// Candidates, who waits longest first.
///
/// # Errors
/// 403 unless the Secretariat asks.
pub fn list_candidates(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    filter: &CandidateFilter,
    limit: i64,
) -> Result<Vec<Waiting>, AppError> {
    actor.as_secretariat()?;
    let CandidateFilter { state, course, party, after } = filter.clone();
    let found = candidates::list(snapshot.conn(), &Filter { state, course, party, after }, limit)?;
    let people: Vec<_> = found.iter().map(|candidate| candidate.person).collect();
    let contacts = accounts::contacts(snapshot, &people)?;
    let name = |candidate: &Candidate| contacts.get(&candidate.person).map(|contact| contact.name.clone());
    Ok(found.into_iter().map(|candidate| Waiting { name: name(&candidate).unwrap_or_default(), candidate }).collect())
}

/// Signs off or refuses some candidates: each exactly once, whatever becomes of the others. What is signed off is issued
/// soon after the transaction.
///
/// # Errors
/// 403 unless the Secretariat acts.
pub fn decide(
    tx: &mut Tx<'_>,
    actor: &Actor,
    ids: &[CandidateId],
    (decision, reason): (Decision, Option<&str>),
) -> Result<Vec<Outcome>, AppError> {
    actor.as_secretariat()?;
    ids.iter().map(|id| decide_one(tx, actor, *id, (decision, reason))).collect()
}

fn decide_one(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: CandidateId,
    (decision, reason): (Decision, Option<&str>),
) -> Result<Outcome, AppError> {
    let Some(candidate) = candidates::find(tx.conn(), id)? else { return Ok(Outcome::Unknown) };
    if candidate.person == actor.person {
        return Ok(Outcome::OwnCertificate);
    }
    let verdict = Verdict { state: decision.state(), by: actor.person, at: tx.now(), reason };
    if !candidates::decide(tx.conn(), id, &verdict)? {
        return Ok(Outcome::AlreadyDecided);
    }
    if decision == Decision::SignedOff {
        owe(tx, Owed { person: candidate.person, enrolment: candidate.enrolment })?;
    }
    let about = json!({ "person": candidate.person, "enrolment": candidate.enrolment });
    audit::note(tx, Some(actor.person), decision.act(), &id.to_string(), &about)?;
    Ok(decision.outcome())
}
