//! `affiliations`.

use diesel::prelude::*;

use super::model::{Affiliation, AffiliationId, AffiliationStanding, AffiliationState};
use crate::clock::Timestamp;
use crate::db::Conn;
use crate::db::schema::affiliations;
use crate::ids::PersonId;
use crate::parties::PartyCode;

/// SQLite takes some thirty thousand.
const MOST_PARAMETERS: usize = 1_000;

/// # Errors
/// When the database refuses.
pub fn add(conn: &mut Conn, new: &Affiliation) -> QueryResult<()> {
    diesel::insert_into(affiliations::table)
        .values((
            affiliations::id.eq(new.id),
            affiliations::person.eq(new.person),
            affiliations::party.eq(new.party),
            affiliations::authority.eq(new.authority),
            affiliations::organisation.eq(&new.organisation),
            affiliations::state.eq(new.state),
            affiliations::requested_at.eq(new.requested_at),
        ))
        .execute(conn)
        .map(|_| ())
}

/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Conn, id: AffiliationId) -> QueryResult<Option<Affiliation>> {
    affiliations::table.find(id).first(conn).optional()
}

/// # Errors
/// When the database refuses.
pub fn find_all(conn: &mut Conn, ids: &[AffiliationId]) -> QueryResult<Vec<Affiliation>> {
    affiliations::table.filter(affiliations::id.eq_any(ids)).load(conn)
}

/// Those of a person that wait for a decision or were vouched for, the latest first. They are few: requests are bounded, and
/// a vouching ends.
///
/// # Errors
/// When the database refuses.
pub fn current_of(conn: &mut Conn, person: PersonId) -> QueryResult<Vec<Affiliation>> {
    affiliations::table
        .filter(affiliations::person.eq(person))
        .filter(affiliations::state.eq_any([AffiliationState::Requested, AffiliationState::Vouched]))
        .order(affiliations::id.desc())
        .load(conn)
}

/// All of a person, the latest first.
///
/// # Errors
/// When the database refuses.
pub fn list_of(
    conn: &mut Conn,
    person: PersonId,
    before: Option<AffiliationId>,
    limit: i64,
) -> QueryResult<Vec<Affiliation>> {
    let mut query = affiliations::table.filter(affiliations::person.eq(person)).into_boxed();
    if let Some(before) = before {
        query = query.filter(affiliations::id.lt(before));
    }
    query.order(affiliations::id.desc()).limit(limit).load(conn)
}

/// Which affiliations are listed.
#[derive(Clone, Debug)]
pub struct Filter {
    pub standing: AffiliationStanding,
    /// Those of these Parties; `None`: of all.
    pub parties: Option<Vec<PartyCode>>,
    pub after: Option<AffiliationId>,
}

/// The oldest first.
///
/// # Errors
/// When the database refuses.
pub fn list(conn: &mut Conn, filter: &Filter, now: Timestamp, limit: i64) -> QueryResult<Vec<Affiliation>> {
    let state = match filter.standing {
        AffiliationStanding::Requested => AffiliationState::Requested,
        AffiliationStanding::Vouched | AffiliationStanding::Expired => AffiliationState::Vouched,
        AffiliationStanding::Refused => AffiliationState::Refused,
        AffiliationStanding::Withdrawn => AffiliationState::Withdrawn,
    };
    let mut query = affiliations::table.filter(affiliations::state.eq(state)).into_boxed();
    if let Some(parties) = &filter.parties {
        query = query.filter(affiliations::party.eq_any(parties));
    }
    query = match filter.standing {
        AffiliationStanding::Vouched => {
            query.filter(affiliations::expires_at.is_null().or(affiliations::expires_at.gt(now)))
        }
        AffiliationStanding::Expired => query.filter(affiliations::expires_at.le(now)),
        _ => query,
    };
    if let Some(after) = filter.after {
        query = query.filter(affiliations::id.gt(after));
    }
    query.order(affiliations::id).limit(limit).load(conn)
}

/// What was decided.
pub struct Settlement<'a> {
    pub state: AffiliationState,
    pub by: PersonId,
    pub at: Timestamp,
    pub reason: Option<&'a str>,
    pub expires_at: Option<Timestamp>,
    /// See [`Affiliation::name`].
    pub name: Option<String>,
}

/// Notes a decision, unless another was taken since `from` was read. `false` then.
///
/// # Errors
/// When the database refuses.
pub fn set_decided(conn: &mut Conn, from: &Affiliation, settlement: &Settlement<'_>) -> QueryResult<bool> {
    let same = affiliations::table.find(from.id).filter(affiliations::state.eq(from.state));
    let changed = diesel::update(same)
        .set((
            affiliations::state.eq(settlement.state),
            affiliations::decided_by.eq(settlement.by),
            affiliations::decided_at.eq(settlement.at),
            affiliations::reason.eq(settlement.reason),
            affiliations::expires_at.eq(settlement.expires_at),
            affiliations::reminded_at.eq(None::<Timestamp>),
            affiliations::name.eq(&settlement.name),
        ))
        .execute(conn)?;
    Ok(changed == 1)
}

/// # Errors
/// When the database refuses.
pub fn set_withdrawn(conn: &mut Conn, id: AffiliationId) -> QueryResult<()> {
    diesel::update(affiliations::table.find(id))
        .set(affiliations::state.eq(AffiliationState::Withdrawn))
        .execute(conn)
        .map(|_| ())
}

/// A request that waits for a decision.
#[derive(Clone, Copy, Debug, Queryable)]
pub struct Waiting {
    pub id: AffiliationId,
    pub party: PartyCode,
    pub person: PersonId,
    pub announced_at: Option<Timestamp>,
}

/// Every request that waits for a decision.
///
/// # Errors
/// When the database refuses.
pub fn waiting(conn: &mut Conn) -> QueryResult<Vec<Waiting>> {
    affiliations::table
        .filter(affiliations::state.eq(AffiliationState::Requested))
        .select((affiliations::id, affiliations::party, affiliations::person, affiliations::announced_at))
        .load(conn)
}

/// # Errors
/// When the database refuses.
pub fn set_announced(conn: &mut Conn, ids: &[AffiliationId], now: Timestamp) -> QueryResult<()> {
    for some in ids.chunks(MOST_PARAMETERS) {
        diesel::update(affiliations::table.filter(affiliations::id.eq_any(some)))
            .set(affiliations::announced_at.eq(now))
            .execute(conn)?;
    }
    Ok(())
}

/// The condition of a vouching that ends in a span of time, and of whose end the person was not told.
macro_rules! is_ending {
    ($from:expr, $to:expr) => {
        affiliations::state
            .eq(AffiliationState::Vouched)
            .and(affiliations::reminded_at.is_null())
            .and(affiliations::expires_at.assume_not_null().gt($from))
            .and(affiliations::expires_at.assume_not_null().le($to))
    };
}

/// Some people with a vouching that ends in a span of time, and who were not told.
///
/// # Errors
/// When the database refuses.
pub fn with_an_end(conn: &mut Conn, (from, to): (Timestamp, Timestamp), limit: i64) -> QueryResult<Vec<PersonId>> {
    affiliations::table.filter(is_ending!(from, to)).select(affiliations::person).distinct().limit(limit).load(conn)
}

/// The vouchings of a person that end in a span of time, the first to end first.
///
/// # Errors
/// When the database refuses.
pub fn ending(conn: &mut Conn, person: PersonId, (from, to): (Timestamp, Timestamp)) -> QueryResult<Vec<Affiliation>> {
    affiliations::table
        .filter(affiliations::person.eq(person))
        .filter(is_ending!(from, to))
        .order((affiliations::expires_at, affiliations::id))
        .load(conn)
}

/// Notes that the person was told of these ends.
///
/// # Errors
/// When the database refuses.
pub fn set_reminded(conn: &mut Conn, person: PersonId, (from, to): (Timestamp, Timestamp)) -> QueryResult<()> {
    diesel::update(affiliations::table.filter(affiliations::person.eq(person)).filter(is_ending!(from, to)))
        .set(affiliations::reminded_at.eq(from))
        .execute(conn)
        .map(|_| ())
}
