//! Telling those who decide that requests wait: affiliations and enrolments in one letter, with numbers and no names.

use std::collections::{BTreeMap, BTreeSet};

use crate::accounts::{self, Role, Scope};
use crate::affiliations::{self, AffiliationId};
use crate::db::{Snapshot, Tx};
use crate::enrolments::model::EnrolmentId;
use crate::enrolments::store;
use crate::error::AppError;
use crate::i18n::{Bridges, Locale, fallback_chain};
use crate::ids::PersonId;
use crate::mail::{self, Letter, Queue, Recipient};
use crate::parties::{self, Party, PartyCode};

/// A request that waits for a decision.
struct Request {
    party: PartyCode,
    person: PersonId,
    what: What,
    is_new: bool,
}

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub enum What {
    Affiliation(AffiliationId),
    Enrolment(EnrolmentId),
}

/// What waits for somebody in one Party.
#[derive(Clone, Copy, Default)]
struct Tally {
    affiliations: i64,
    enrolments: i64,
}

/// Who decides in a Party: its focal points, in their place the Secretariat, in its place the administrators. Nobody decides on
/// her own request.
struct Deciders {
    of_party: BTreeMap<PartyCode, Vec<PersonId>>,
    of_the_rest: Vec<PersonId>,
}

impl Deciders {
    fn find(snapshot: &mut Snapshot<'_>, requests: &[Request]) -> Result<Self, AppError> {
        let mut of_party = BTreeMap::new();
        for party in requests.iter().map(|request| request.party).collect::<BTreeSet<_>>() {
            let focal_points = accounts::holders(snapshot, Role::FocalPoint, &Scope::party(party.as_str()))?;
            of_party.insert(party, focal_points);
        }
        let mut of_the_rest = accounts::holders(snapshot, Role::Secretariat, &Scope::site())?;
        if of_the_rest.is_empty() {
            of_the_rest = accounts::holders(snapshot, Role::Administrator, &Scope::site())?;
        }
        Ok(Self { of_party, of_the_rest })
    }

    fn of(&self, request: &Request) -> Vec<PersonId> {
        let others = |people: &[PersonId]| -> Vec<PersonId> {
            people.iter().copied().filter(|person| *person != request.person).collect()
        };
        let focal_points = self.of_party.get(&request.party).map(|people| others(people)).unwrap_or_default();
        if focal_points.is_empty() { others(&self.of_the_rest) } else { focal_points }
    }
}

/// Who is to be told of what waits, and the requests of which they then know.
#[derive(Default)]
pub struct Digest {
    pub letters: Vec<(Recipient, Vec<Queue>)>,
    pub told: Vec<What>,
}

/// The letters to everybody for whom something new waits, one each, however much it is. Of a request that nobody can decide on
/// nobody is told, until somebody can.
///
/// # Errors
/// When the database refuses.
pub fn digest(snapshot: &mut Snapshot<'_>) -> Result<Digest, AppError> {
    let requests = waiting(snapshot)?;
    if !requests.iter().any(|request| request.is_new) {
        return Ok(Digest::default());
    }
    let deciders = Deciders::find(snapshot, &requests)?;
    let mut queues: BTreeMap<PersonId, BTreeMap<PartyCode, Tally>> = BTreeMap::new();
    let (mut to_tell, mut told) = (BTreeSet::new(), Vec::new());
    for request in &requests {
        let people = deciders.of(request);
        if request.is_new && !people.is_empty() {
            to_tell.extend(people.iter().copied());
            told.push(request.what);
        }
        for person in people {
            let tally = queues.entry(person).or_default().entry(request.party).or_default();
            match request.what {
                What::Affiliation(_) => tally.affiliations += 1,
                What::Enrolment(_) => tally.enrolments += 1,
            }
        }
    }
    let parties = parties::list(snapshot)?;
    let mut letters = Vec::new();
    for (person, tallies) in queues.into_iter().filter(|(person, _)| to_tell.contains(person)) {
        let Some(to) = accounts::recipient(snapshot, person)? else { continue };
        let queues = named(&tallies, &parties, &to.locale);
        letters.push((to, queues));
    }
    Ok(Digest { letters, told })
}

/// Posts some letters of a digest.
///
/// # Errors
/// When the database refuses.
pub fn post_digest(tx: &mut Tx<'_>, letters: &[(Recipient, Vec<Queue>)]) -> Result<(), AppError> {
    letters.iter().try_for_each(|(to, queues)| mail::post(tx, to, Letter::RequestsWaiting { queues: queues.clone() }))
}

/// The requests that can be decided on: of somebody who has not confirmed her address nobody needs to know yet.
fn waiting(snapshot: &mut Snapshot<'_>) -> Result<Vec<Request>, AppError> {
    let affiliations = affiliations::waiting(snapshot)?.into_iter().map(|it| Request {
        party: it.party,
        person: it.person,
        what: What::Affiliation(it.id),
        is_new: it.announced_at.is_none(),
    });
    // A request is made on account of an office, so that it is always one of a Party.
    let enrolments = store::waiting(snapshot.conn())?.into_iter().filter_map(|(id, party, person, announced_at)| {
        Some(Request { party: party?, person, what: What::Enrolment(id), is_new: announced_at.is_none() })
    });
    let mut requests: Vec<Request> = affiliations.chain(enrolments).collect();
    let people = requests.iter().map(|request| request.person).collect();
    let unconfirmed = accounts::unconfirmed(snapshot, &people)?;
    requests.retain(|request| !unconfirmed.contains(&request.person));
    Ok(requests)
}

fn named(tallies: &BTreeMap<PartyCode, Tally>, parties: &[Party], reader: &Locale) -> Vec<Queue> {
    let chain = fallback_chain(reader, Bridges::standard());
    let name = |code: PartyCode| {
        let found = parties.iter().find(|party| party.code == code);
        found.map_or_else(|| code.to_string(), |party| party.name(&chain).0.to_owned())
    };
    let queue = |(code, tally): (&PartyCode, &Tally)| Queue {
        party: name(*code),
        affiliations: tally.affiliations,
        enrolments: tally.enrolments,
    };
    tallies.iter().map(queue).collect()
}

/// Notes of which requests those who decide were told.
///
/// # Errors
/// When the database refuses.
pub fn set_told(tx: &mut Tx<'_>, told: &[What]) -> Result<(), AppError> {
    let (mut affiliations, mut enrolments) = (Vec::new(), Vec::new());
    for what in told {
        match what {
            What::Affiliation(id) => affiliations.push(*id),
            What::Enrolment(id) => enrolments.push(*id),
        }
    }
    affiliations::set_announced(tx, &affiliations)?;
    let now = tx.now();
    Ok(store::set_announced(tx.conn(), &enrolments, now)?)
}
