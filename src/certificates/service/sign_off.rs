//! The Secretariat's signature, where a course asks for it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::issuing::{College, Terms, establish, issue};
use super::owing::issue_soon;
use super::policies;
use super::signing::Signatory;
use crate::accounts::{self, Actor};
use crate::audit;
use crate::certificates::error::CertificateError;
use crate::certificates::model::{Candidate, CandidateId, CandidateState, Decision, Draft, Hindrance, Outcome};
use crate::certificates::store::candidates::{self, Filter, Settlement};
use crate::clock::Timestamp;
use crate::cohorts::CohortId;
use crate::courses::{CourseId, Library};
use crate::db::{Snapshot, Tx, one_by_one};
use crate::enrolments;
use crate::error::AppError;
use crate::i18n::I18n;
use crate::mail::{self, Letter};
use crate::parties::PartyCode;

/// Which candidates are listed.
#[derive(Clone, Debug)]
pub struct CandidateFilter {
    pub state: CandidateState,
    pub course: Option<CourseId>,
    pub party: Option<PartyCode>,
    pub cohort: Option<CohortId>,
    /// Those who completed their courses up to then.
    pub waiting_since: Option<Timestamp>,
    pub after: Option<CandidateId>,
}

/// As the store asks for it.
pub(super) fn filter(which: &CandidateFilter) -> Filter {
    let CandidateFilter { state, course, party, cohort, waiting_since, after } = which.clone();
    Filter { state, course, party, cohort, completed_until: waiting_since, after }
}

/// A candidate and what her account calls her.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub candidate: Candidate,
    pub account_name: String,
}

/// Candidates, who waits longest first.
///
/// # Errors
/// 403 unless the Secretariat asks.
pub fn list_candidates(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    which: &CandidateFilter,
    limit: i64,
) -> Result<Vec<Waiting>, AppError> {
    actor.as_secretariat()?;
    let found = candidates::list(snapshot.conn(), &self::filter(which), limit)?;
    let people: Vec<_> = found.iter().map(|candidate| candidate.person).collect();
    let contacts = accounts::contacts(snapshot, &people)?;
    let name = |candidate: &Candidate| contacts.get(&candidate.person).map(|contact| contact.name.clone());
    let waiting = |candidate| Waiting { account_name: name(&candidate).unwrap_or_default(), candidate };
    Ok(found.into_iter().map(waiting).collect())
}

/// How many candidates there are.
///
/// # Errors
/// 403 unless the Secretariat asks.
pub fn count_candidates(snapshot: &mut Snapshot<'_>, actor: &Actor, which: &CandidateFilter) -> Result<i64, AppError> {
    actor.as_secretariat()?;
    Ok(candidates::count(snapshot.conn(), &filter(which))?)
}

/// What a candidate's certificate will say, for somebody who wants to see it before it exists.
///
/// # Errors
/// 403 unless the Secretariat asks; 404 when there is no such candidate.
pub fn establish_candidate(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    (library, i18n): (&Library, &I18n),
    (id, college): (CandidateId, &College),
) -> Result<Draft, AppError> {
    actor.as_secretariat()?;
    let candidate = candidates::find_all(snapshot.conn(), &[id])?.pop().ok_or(CertificateError::CandidateUnknown)?;
    let draft = establish(snapshot, library, i18n, (&candidate, college, &mut Terms::default()))?;
    draft.ok_or_else(|| CertificateError::CandidateUnknown.into())
}

/// What was found out about some candidates before they are signed off.
#[derive(Clone, Debug, Default)]
pub struct Proofs {
    /// What the certificates will say.
    pub drafts: BTreeMap<CandidateId, Draft>,
    /// Why some cannot be printed.
    pub hindrances: BTreeMap<CandidateId, Hindrance>,
    /// Those of whom something is damaged.
    pub failed: BTreeSet<CandidateId>,
}

impl Proofs {
    /// Notes that something of a candidate is damaged, which holds up no other.
    pub fn note_failure(&mut self, id: CandidateId, error: &AppError) {
        tracing::error!(candidate = %id, %error, "a certificate was not proved");
        self.drafts.remove(&id);
        self.failed.insert(id);
    }
}

/// What the certificates of those candidates will say who can still be signed off; for a proof before they are.
///
/// # Errors
/// When the database refuses.
pub fn establish_candidates(
    snapshot: &mut Snapshot<'_>,
    library: &Library,
    i18n: &I18n,
    (ids, college): (&[CandidateId], &College),
) -> Result<Proofs, AppError> {
    let (mut proofs, mut drafts, mut terms) = (Proofs::default(), BTreeMap::new(), Terms::default());
    let mut establish_some = |snapshot: &mut Snapshot<'_>, ids: &[CandidateId]| {
        let mut open = candidates::find_all(snapshot.conn(), ids)?;
        open.retain(|candidate| Decision::SignedOff.is_open(candidate.state));
        name(snapshot, open.iter_mut().collect())?;
        for it in open {
            let draft = establish(snapshot, library, i18n, (&it, college, &mut terms))?;
            drafts.extend(draft.map(|draft| (it.id, draft)));
        }
        Ok(())
    };
    let mut note = |_: &mut Snapshot<'_>, id: &CandidateId, error| {
        proofs.note_failure(*id, &error);
        Ok(())
    };
    one_by_one(snapshot, ids, &mut establish_some, &mut note)?;
    Ok(Proofs { drafts, ..proofs })
}

/// What the Secretariat says to some candidates.
#[derive(Clone, Debug)]
pub struct Ruling {
    pub decision: Decision,
    /// For the trainee to read; a refusal has one.
    pub public_reason: Option<String>,
    /// For the Secretariat's eyes.
    pub private_reason: Option<String>,
    /// Those whose certificates cannot be printed: they are not signed off.
    pub not_printable: BTreeSet<CandidateId>,
    /// Those of whom something is damaged: likewise.
    pub failed: BTreeSet<CandidateId>,
}

/// What was drawn before the transaction, so that it can be issued in it.
#[derive(Clone)]
pub struct Proved {
    pub signatory: Signatory,
    pub college: College,
    pub drafts: BTreeMap<CandidateId, Draft>,
}

/// Signs off or refuses some candidates: each exactly once, whatever becomes of the others. Who was refused is written to, and
/// may still be signed off. What is signed off is issued at once if it was proved, and is still the same; else soon after the
/// transaction.
///
/// # Errors
/// 403 unless the Secretariat acts.
pub fn decide(
    tx: &mut Tx<'_>,
    library: &Library,
    actor: &Actor,
    (ids, ruling, proved): (&[CandidateId], &Ruling, Option<&Proved>),
) -> Result<Vec<Outcome>, AppError> {
    actor.as_secretariat()?;
    let sound: Vec<CandidateId> = ids.iter().filter(|id| !ruling.failed.contains(id)).copied().collect();
    let mut found: BTreeMap<CandidateId, Candidate> =
        candidates::find_all(tx.conn(), &sound)?.into_iter().map(|candidate| (candidate.id, candidate)).collect();
    if ruling.decision == Decision::SignedOff {
        name(tx, found.values_mut().collect())?;
    }
    let mut outcomes = Vec::with_capacity(ids.len());
    let mut sitting = Sitting { library, actor, ruling, proved, terms: Terms::default(), notes: Vec::new() };
    for id in ids {
        outcomes.push(match found.get_mut(id) {
            Some(candidate) => decide_one(tx, &mut sitting, candidate)?,
            None if ruling.failed.contains(id) => Outcome::Failed,
            None => Outcome::Unknown,
        });
    }
    audit::note_all(tx, Some(actor.person), ruling.decision.act(), &sitting.notes)?;
    Ok(outcomes)
}

/// Decisions on several, one after the other.
struct Sitting<'a> {
    library: &'a Library,
    actor: &'a Actor,
    ruling: &'a Ruling,
    proved: Option<&'a Proved>,
    terms: Terms,
    /// On whom was decided, for the audit.
    notes: Vec<(String, Value)>,
}

/// Gives those who are called as their accounts say that name: who signs off answers for it.
fn name(snapshot: &mut Snapshot<'_>, mut some: Vec<&mut Candidate>) -> Result<(), AppError> {
    some.retain(|candidate| candidate.name.is_none());
    if some.is_empty() {
        return Ok(());
    }
    let people: Vec<_> = some.iter().map(|candidate| candidate.person).collect();
    let contacts = accounts::contacts(snapshot, &people)?;
    for candidate in some {
        candidate.name = contacts.get(&candidate.person).map(|contact| contact.name.clone());
    }
    Ok(())
}

fn decide_one(tx: &mut Tx<'_>, sitting: &mut Sitting<'_>, candidate: &mut Candidate) -> Result<Outcome, AppError> {
    let Sitting { library, actor, ruling, proved, .. } = *sitting;
    let decision = ruling.decision;
    if candidate.person == actor.person {
        return Ok(Outcome::OwnCertificate);
    }
    if !decision.is_open(candidate.state) {
        return Ok(Outcome::AlreadyDecided);
    }
    if decision == Decision::SignedOff && ruling.not_printable.contains(&candidate.id) {
        return Ok(Outcome::NotPrintable);
    }
    if decision == Decision::SignedOff && is_over(tx, candidate, proved)? {
        return Ok(Outcome::ValidityOver);
    }
    // A refusal may be about the name: she may change it, and who then signs off sees and answers for another.
    let name = candidate.name.take().filter(|_| decision == Decision::SignedOff);
    let settlement = Settlement {
        state: decision.state(),
        by: actor.person,
        at: tx.now(),
        public_reason: ruling.public_reason.as_deref(),
        private_reason: ruling.private_reason.as_deref(),
        name,
    };
    if !candidates::decide(tx.conn(), candidate, &settlement)? {
        return Ok(Outcome::AlreadyDecided);
    }
    let about = json!({ "person": candidate.person, "enrolment": candidate.enrolment, "was": candidate.state });
    candidate.state = settlement.state;
    candidate.decided_at = Some(settlement.at);
    candidate.name = settlement.name;
    match decision {
        Decision::SignedOff => issue_or_owe(tx, sitting, candidate)?,
        Decision::Refused => tell(tx, library, candidate, ruling.public_reason.as_deref().unwrap_or_default())?,
    }
    sitting.notes.push((candidate.id.to_string(), about));
    Ok(decision.outcome())
}

/// Whether the certificate would hold no more, by what was proved or else by the policy. Should that have changed since, it is not
/// issued either.
fn is_over(tx: &mut Tx<'_>, candidate: &Candidate, proved: Option<&Proved>) -> Result<bool, AppError> {
    let now = tx.now();
    match proved.and_then(|proved| proved.drafts.get(&candidate.id)) {
        Some(draft) => Ok(draft.is_over(now)),
        None => Ok(policies::of(tx, candidate.course)?.policy.is_over(now)),
    }
}

/// Issues what was proved, unless it would say something else by now.
fn issue_or_owe(tx: &mut Tx<'_>, sitting: &mut Sitting<'_>, candidate: &Candidate) -> Result<(), AppError> {
    let Sitting { library, proved, terms, .. } = sitting;
    if let Some(proved) = proved
        && let Some(draft) = proved.drafts.get(&candidate.id)
        && establish(tx, library, &proved.signatory.i18n, (candidate, &proved.college, terms))?.as_ref() == Some(draft)
    {
        return issue(tx, &proved.signatory, draft);
    }
    issue_soon(tx, candidate)
}

fn tell(tx: &mut Tx<'_>, library: &Library, candidate: &Candidate, reason: &str) -> Result<(), AppError> {
    let Some(to) = accounts::recipient(tx, candidate.person)? else { return Ok(()) };
    let Some(enrolment) = enrolments::find(tx, candidate.person, candidate.enrolment)? else { return Ok(()) };
    let version = library.version(tx, enrolment.version)?;
    let course_title = version.title_for(&to.locale)?.to_owned();
    mail::post(tx, &to, Letter::CertificateRefused { course_title, reason: reason.to_owned() })
}
