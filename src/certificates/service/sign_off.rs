//! The Secretariat's signature, where a course asks for it.

use serde_json::json;

use crate::accounts::{self, Actor};
use crate::audit;
use crate::certificates::jobs::{Owed, owe};
use crate::certificates::model::{Candidate, CandidateId, CandidateState, Decision, Outcome};
use crate::certificates::store::candidates::{self, Filter, Verdict};
use crate::courses::{CourseId, Library};
use crate::db::{Snapshot, Tx};
use crate::enrolments;
use crate::error::AppError;
use crate::mail::{self, Letter};
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

/// What the Secretariat says to some candidates.
#[derive(Clone, Debug)]
pub struct SignOff {
    pub decision: Decision,
    /// For the trainee to read; a refusal has one.
    pub public_reason: Option<String>,
    /// For the Secretariat's eyes.
    pub private_reason: Option<String>,
}

/// Signs off or refuses some candidates: each exactly once, whatever becomes of the others. What is signed off is issued
/// soon after the transaction; who is refused is written to.
///
/// # Errors
/// 403 unless the Secretariat acts.
pub fn decide(
    tx: &mut Tx<'_>,
    library: &Library,
    actor: &Actor,
    (ids, sign_off): (&[CandidateId], &SignOff),
) -> Result<Vec<Outcome>, AppError> {
    actor.as_secretariat()?;
    ids.iter().map(|id| decide_one(tx, library, actor, (*id, sign_off))).collect()
}

fn decide_one(
    tx: &mut Tx<'_>,
    library: &Library,
    actor: &Actor,
    (id, sign_off): (CandidateId, &SignOff),
) -> Result<Outcome, AppError> {
    let Some(candidate) = candidates::find(tx.conn(), id)? else { return Ok(Outcome::Unknown) };
    if candidate.person == actor.person {
        return Ok(Outcome::OwnCertificate);
    }
    let SignOff { decision, public_reason, private_reason } = sign_off;
    let verdict = Verdict {
        state: decision.state(),
        by: actor.person,
        at: tx.now(),
        public_reason: public_reason.as_deref(),
        private_reason: private_reason.as_deref(),
    };
    if !candidates::decide(tx.conn(), id, &verdict)? {
        return Ok(Outcome::AlreadyDecided);
    }
    match decision {
        Decision::SignedOff => owe(tx, Owed { person: candidate.person, enrolment: candidate.enrolment })?,
        Decision::Refused => tell(tx, library, &candidate, public_reason.as_deref().unwrap_or_default())?,
    }
    let about = json!({ "person": candidate.person, "enrolment": candidate.enrolment });
    audit::note(tx, Some(actor.person), decision.act(), &id.to_string(), &about)?;
    Ok(decision.outcome())
}

fn tell(tx: &mut Tx<'_>, library: &Library, candidate: &Candidate, reason: &str) -> Result<(), AppError> {
    let Some(to) = accounts::recipient(tx, candidate.person)? else { return Ok(()) };
    let Some(enrolment) = enrolments::find(tx, candidate.person, candidate.enrolment)? else { return Ok(()) };
    let version = library.version(tx, enrolment.version)?;
    let course_title = version.title_for(&to.locale)?.to_owned();
    mail::post(tx, &to, Letter::CertificateRefused { course_title, reason: reason.to_owned() })
}
