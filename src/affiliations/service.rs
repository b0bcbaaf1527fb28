//! Asking for an affiliation, vouching for it, and finding out whether somebody does.

use std::collections::BTreeMap;

use serde_json::json;

use super::error::AffiliationError;
use super::model::{
    Affiliation, AffiliationId, AffiliationStanding, AffiliationState, Decision, LONGEST_ORGANISATION,
    MOST_OPEN_REQUESTS, Term,
};
pub use super::store::Waiting;
use super::store::{self, Filter, Settlement};
use crate::accounts::{self, Actor, Role, Scope};
use crate::audit;
use crate::clock::Timestamp;
use crate::db::{Snapshot, Tx, announce};
use crate::error::{AppError, FieldProblem, Problem};
use crate::i18n::{Bridges, Locale, fallback_chain};
use crate::ids::PersonId;
use crate::jobs::{self, Job};
use crate::mail::{self, Letter};
use crate::parties::{self, AuthorityKind, PartyCode};
use crate::text::{self, folded};

/// The job that looks for what a person has completed while nobody vouched for her; its payload is the person.
pub const SETTLE: &str = "settle-learning";

/// What a person states of her office.
#[derive(Clone, Debug)]
pub struct NewAffiliation {
    pub party: PartyCode,
    pub authority: AuthorityKind,
    pub organisation: String,
}

impl NewAffiliation {
    /// An office as somebody states it; `at` is where it stands in what she sent.
    ///
    /// # Errors
    /// What is wrong with the organisation's name.
    pub fn stated(
        (party, authority): (PartyCode, AuthorityKind),
        organisation: &str,
        at: &str,
    ) -> Result<Self, FieldProblem> {
        let organisation = text::line(organisation, LONGEST_ORGANISATION);
        let organisation = organisation.map_err(|fault| fault.at(format!("{at}/organisation")))?;
        Ok(Self { party, authority, organisation })
    }
}

/// Asks that somebody vouch for an office.
///
/// # Errors
/// 403 when the address is not confirmed; 409 when the same is asked for or held already, or too many requests wait; 422 when
/// there is no such Party.
pub fn request(tx: &mut Tx<'_>, actor: &Actor, new: &NewAffiliation) -> Result<Affiliation, AppError> {
    let (person, now) = (actor.as_learner()?, tx.now());
    check_party(tx, new.party)?;
    let current = store::current_of(tx.conn(), person)?;
    let same = |known: &Affiliation| {
        (known.party, known.authority) == (new.party, new.authority)
            && folded(&known.organisation) == folded(&new.organisation)
    };
    if current.iter().any(|known| known.is_alive(now) && same(known)) {
        return Err(AffiliationError::Exists.into());
    }
    let waiting = current.iter().filter(|known| known.state == AffiliationState::Requested).count();
    if i64::try_from(waiting).is_ok_and(|waiting| waiting >= MOST_OPEN_REQUESTS) {
        return Err(AffiliationError::TooManyRequests.into());
    }
    state(tx, person, new)
}

/// Notes what somebody states of her office, who has only just registered, in the same transaction. The Party is there.
///
/// # Errors
/// When the database refuses.
pub fn state(tx: &mut Tx<'_>, person: PersonId, new: &NewAffiliation) -> Result<Affiliation, AppError> {
    let affiliation = Affiliation {
        id: tx.new_id(),
        person,
        party: new.party,
        authority: new.authority,
        organisation: new.organisation.clone(),
        state: AffiliationState::Requested,
        requested_at: tx.now(),
        decided_by: None,
        decided_at: None,
        reason: None,
        expires_at: None,
        announced_at: None,
        reminded_at: None,
        name: None,
    };
    store::add(tx.conn(), &affiliation)?;
    Ok(affiliation)
}

/// As `state`, or nothing, in place of what was stated in a registration that this one replaces.
///
/// # Errors
/// When the database refuses.
pub fn state_anew(tx: &mut Tx<'_>, person: PersonId, new: Option<&NewAffiliation>) -> Result<(), AppError> {
    for former in store::current_of(tx.conn(), person)? {
        store::set_withdrawn(tx.conn(), former.id)?;
        announce(tx, super::CHANGE, &person.to_string())?;
    }
    new.map_or(Ok(()), |new| state(tx, person, new).map(drop))
}

/// A Party that a body names has to be there.
///
/// # Errors
/// 422 that points to `/party`.
pub fn check_party(snapshot: &mut Snapshot<'_>, code: PartyCode) -> Result<(), AppError> {
    if parties::exists(snapshot, code)? {
        return Ok(());
    }
    let problem = FieldProblem::new("/party", "party-unknown").with("party", code.as_str());
    Err(Problem::invalid(vec![problem]).into())
}

/// A person's own affiliations, the latest first.
///
/// # Errors
/// When the database refuses.
pub fn list_own(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    before: Option<AffiliationId>,
    limit: i64,
) -> Result<Vec<Affiliation>, AppError> {
    Ok(store::list_of(snapshot.conn(), actor.person, before, limit)?)
}

/// Takes back what one stated. Enrolments that were approved on account of it stay, and are closed until somebody vouches
/// for the same office again.
///
/// # Errors
/// 404 when it is not the person's own; 409 when it was refused.
pub fn withdraw(tx: &mut Tx<'_>, actor: &Actor, id: AffiliationId) -> Result<(), AppError> {
    let found = store::find(tx.conn(), id)?.filter(|found| found.person == actor.person);
    match found.ok_or(AffiliationError::Unknown)?.state {
        AffiliationState::Refused => Err(AffiliationError::AlreadyDecided.into()),
        AffiliationState::Withdrawn => Ok(()),
        AffiliationState::Requested | AffiliationState::Vouched => {
            store::set_withdrawn(tx.conn(), id)?;
            Ok(announce(tx, super::CHANGE, &actor.person.to_string())?)
        }
    }
}

/// The Parties whose affairs somebody may see: `None` stands for all.
///
/// # Errors
/// 403 unless the Secretariat or a focal point acts.
pub fn parties_in_care(actor: &Actor) -> Result<Option<Vec<PartyCode>>, AppError> {
    if actor.is_secretariat() {
        return Ok(None);
    }
    let parties: Vec<PartyCode> = actor.parties().filter_map(|code| code.parse().ok()).collect();
    if parties.is_empty() { Err(Problem::forbidden("forbidden").into()) } else { Ok(Some(parties)) }
}

/// Whether a Party is in somebody's care: the Secretariat's are all, a focal point's her own.
#[must_use]
pub fn has_in_care(actor: &Actor, party: PartyCode) -> bool {
    actor.is_secretariat() || actor.has(Role::FocalPoint, &Scope::party(party.as_str()))
}

/// Narrows the Parties in care to one that was asked for.
///
/// # Errors
/// 403 when that one is not in care.
pub fn narrowed(actor: &Actor, party: Option<PartyCode>) -> Result<Option<Vec<PartyCode>>, AppError> {
    let all = parties_in_care(actor)?;
    match party {
        None => Ok(all),
        Some(party) if has_in_care(actor, party) => Ok(Some(vec![party])),
        Some(_) => Err(Problem::forbidden("forbidden").into()),
    }
}

/// Which affiliations staff look at.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub standing: AffiliationStanding,
    pub party: Option<PartyCode>,
    pub after: Option<AffiliationId>,
}

/// Affiliations for those who decide, the oldest first.
///
/// # Errors
/// 403 unless the Secretariat or a focal point of the Party asks.
pub fn list(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    wanted: &Wanted,
    limit: i64,
) -> Result<Vec<Affiliation>, AppError> {
    let parties = narrowed(actor, wanted.party)?;
    let (now, filter) = (snapshot.now(), Filter { standing: wanted.standing, parties, after: wanted.after });
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

/// Vouches for an affiliation or refuses it. A vouching that holds can be renewed, to move its end, and taken back by a refusal;
/// a refusal, by vouching.
///
/// # Errors
/// 403 unless the Secretariat or a focal point acts, and for one's own; 404 when there is none, or it is of a Party that is not
/// in the actor's care; 409 when it was decided before, or the person's address is not confirmed; 422 for an end that cannot be.
pub fn decide(tx: &mut Tx<'_>, actor: &Actor, id: AffiliationId, decided: &Ruling) -> Result<Affiliation, AppError> {
    let affiliation = rule(tx, actor, id, decided)?;
    tell(tx, &affiliation, decided)?;
    Ok(affiliation)
}

/// As `decide`, without a letter: what it is done for tells the person.
///
/// # Errors
/// As `decide`.
pub fn vouch(tx: &mut Tx<'_>, actor: &Actor, id: AffiliationId, term: Term) -> Result<Affiliation, AppError> {
    rule(tx, actor, id, &Ruling { decision: Decision::Vouched, reason: None, term })
}

fn rule(tx: &mut Tx<'_>, actor: &Actor, id: AffiliationId, decided: &Ruling) -> Result<Affiliation, AppError> {
    let affiliation = to_decide(tx, actor, id, decided.decision)?;
    let now = tx.now();
    let (state, act, expires_at, name) = match decided.decision {
        Decision::Vouched => {
            let end = decided.term.end(now).map_err(|problem| Problem::invalid(vec![problem]))?;
            (AffiliationState::Vouched, "affiliation-vouched", Some(end), accounts::name_of(tx, affiliation.person)?)
        }
        Decision::Refused => (AffiliationState::Refused, "affiliation-refused", None, None),
    };
    let reason = decided.reason.as_deref();
    let settlement = Settlement { state, by: actor.person, at: now, reason, expires_at, name };
    if !store::set_decided(tx.conn(), &affiliation, &settlement)? {
        return Err(AffiliationError::AlreadyDecided.into());
    }
    let about = json!({ "person": affiliation.person, "party": affiliation.party, "until": expires_at });
    audit::note(tx, Some(actor.person), act, &id.to_string(), &about)?;
    announce(tx, super::CHANGE, &affiliation.person.to_string())?;
    if state == AffiliationState::Vouched {
        jobs::enqueue(tx, &Job::new(SETTLE, &affiliation.person)?)?;
    }
    store::find(tx.conn(), id)?.ok_or_else(|| AffiliationError::Unknown.into())
}

fn to_decide(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    id: AffiliationId,
    decision: Decision,
) -> Result<Affiliation, AppError> {
    parties_in_care(actor)?;
    let found = store::find(snapshot.conn(), id)?.filter(|found| has_in_care(actor, found.party));
    let affiliation = found.ok_or(AffiliationError::Unknown)?;
    if affiliation.person == actor.person {
        return Err(AffiliationError::Own.into());
    }
    let may = match (affiliation.state, decision) {
        (AffiliationState::Requested, _) | (AffiliationState::Vouched, Decision::Refused) => true,
        (AffiliationState::Vouched, Decision::Vouched) => affiliation.is_vouched(snapshot.now()),
        // A refusal by mistake; unless she has stated the office anew since.
        (AffiliationState::Refused, Decision::Vouched) => !is_stated_again(snapshot, &affiliation)?,
        _ => false,
    };
    if !may {
        return Err(AffiliationError::AlreadyDecided.into());
    }
    if decision == Decision::Vouched {
        accounts::as_confirmed(snapshot, affiliation.person)?;
    }
    Ok(affiliation)
}

fn is_stated_again(snapshot: &mut Snapshot<'_>, refused: &Affiliation) -> Result<bool, AppError> {
    let alive = stated_by(snapshot, refused.person, &[refused.authority])?;
    Ok(alive.iter().any(|known| known.party == refused.party))
}

fn tell(tx: &mut Tx<'_>, affiliation: &Affiliation, decided: &Ruling) -> Result<(), AppError> {
    let Some(to) = accounts::recipient(tx, affiliation.person)? else { return Ok(()) };
    let party = party_name(tx, affiliation.party, &to.locale)?;
    let vouched = decided.decision == Decision::Vouched;
    mail::post(tx, &to, Letter::AffiliationDecided { party, vouched, reason: decided.reason.clone() })
}

/// The name of a Party for somebody of whom one language is known.
///
/// # Errors
/// 404 when no Party has this code.
pub fn party_name(snapshot: &mut Snapshot<'_>, party: PartyCode, reader: &Locale) -> Result<String, AppError> {
    let party = parties::find(snapshot, party)?;
    Ok(party.name(&fallback_chain(reader, Bridges::standard())).0.to_owned())
}

/// Every request that waits for a decision.
///
/// # Errors
/// When the database refuses.
pub fn waiting(snapshot: &mut Snapshot<'_>) -> Result<Vec<Waiting>, AppError> {
    Ok(store::waiting(snapshot.conn())?)
}

/// Notes that those who decide were told of some requests.
///
/// # Errors
/// When the database refuses.
pub fn set_announced(tx: &mut Tx<'_>, ids: &[AffiliationId]) -> Result<(), AppError> {
    let now = tx.now();
    Ok(store::set_announced(tx.conn(), ids, now)?)
}

/// Some people with a vouching that ends before a moment and of which they were not told yet.
///
/// # Errors
/// When the database refuses.
pub fn with_an_end_before(
    snapshot: &mut Snapshot<'_>,
    moment: Timestamp,
    limit: i64,
) -> Result<Vec<PersonId>, AppError> {
    let now = snapshot.now();
    Ok(store::with_an_end(snapshot.conn(), (now, moment), limit)?)
}

/// The vouchings of a person that end before a moment and of which she was not told yet. From now on she was.
///
/// # Errors
/// When the database refuses.
pub fn remind_of_ends(tx: &mut Tx<'_>, person: PersonId, moment: Timestamp) -> Result<Vec<Affiliation>, AppError> {
    let now = tx.now();
    let ending = store::ending(tx.conn(), person, (now, moment))?;
    store::set_reminded(tx.conn(), person, (now, moment))?;
    Ok(ending)
}

/// An affiliation, whoever's it is. The caller asks for rights.
///
/// # Errors
/// When the database refuses.
pub fn find(snapshot: &mut Snapshot<'_>, id: AffiliationId) -> Result<Option<Affiliation>, AppError> {
    Ok(store::find(snapshot.conn(), id)?)
}

/// Several, by id. The caller has asked for rights.
///
/// # Errors
/// When the database refuses.
pub fn find_all(
    snapshot: &mut Snapshot<'_>,
    ids: &[AffiliationId],
) -> Result<BTreeMap<AffiliationId, Affiliation>, AppError> {
    let found = store::find_all(snapshot.conn(), ids)?;
    Ok(found.into_iter().map(|affiliation| (affiliation.id, affiliation)).collect())
}

/// The affiliations of a person that somebody vouched for and nobody has taken back, expired ones too, the latest first.
///
/// # Errors
/// When the database refuses.
pub fn vouched(snapshot: &mut Snapshot<'_>, person: PersonId) -> Result<Vec<Affiliation>, AppError> {
    let mut current = store::current_of(snapshot.conn(), person)?;
    current.retain(|known| known.state == AffiliationState::Vouched);
    Ok(current)
}

/// The latest affiliation of a person with one of these kinds of authority that somebody vouches for now.
///
/// # Errors
/// When the database refuses.
pub fn vouched_for(
    snapshot: &mut Snapshot<'_>,
    person: PersonId,
    authorities: &[AuthorityKind],
) -> Result<Option<Affiliation>, AppError> {
    let now = snapshot.now();
    let current = store::current_of(snapshot.conn(), person)?;
    Ok(current.into_iter().find(|known| authorities.contains(&known.authority) && known.is_vouched(now)))
}

/// The affiliations of a person with one of these kinds of authority that hold or wait for a decision: first those that
/// somebody vouches for, and of each the latest first.
///
/// # Errors
/// When the database refuses.
pub fn stated_by(
    snapshot: &mut Snapshot<'_>,
    person: PersonId,
    authorities: &[AuthorityKind],
) -> Result<Vec<Affiliation>, AppError> {
    let now = snapshot.now();
    let mut alive = store::current_of(snapshot.conn(), person)?;
    alive.retain(|known| authorities.contains(&known.authority) && known.is_alive(now));
    // Stable: of those that are vouched for, and of the others, the latest stays first.
    alive.sort_by_key(|known| !known.is_vouched(now));
    Ok(alive)
}
