//! `cohorts`.

use diesel::prelude::*;

use super::model::{Cohort, CohortId};
use crate::db::Conn;
use crate::db::schema::cohorts;
use crate::parties::PartyCode;

/// # Errors
/// When the database refuses.
pub fn add(conn: &mut Conn, new: &Cohort) -> QueryResult<()> {
    diesel::insert_into(cohorts::table)
        .values((
            cohorts::id.eq(new.id),
            cohorts::name.eq(&new.name),
            cohorts::course.eq(&new.course),
            cohorts::party.eq(new.party),
            cohorts::sponsor.eq(&new.sponsor),
            cohorts::created_by.eq(new.created_by),
            cohorts::created_at.eq(new.created_at),
        ))
        .execute(conn)
        .map(|_| ())
}

/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Conn, id: CohortId) -> QueryResult<Option<Cohort>> {
    cohorts::table.find(id).first(conn).optional()
}

/// Which cohorts are listed.
#[derive(Clone, Debug)]
pub struct Filter {
    /// Those of these Parties; `None`: of all and of several.
    pub parties: Option<Vec<PartyCode>>,
    pub course: Option<String>,
    pub before: Option<CohortId>,
}

/// The latest first.
///
/// # Errors
/// When the database refuses.
pub fn list(conn: &mut Conn, filter: &Filter, limit: i64) -> QueryResult<Vec<Cohort>> {
    let mut query = cohorts::table.into_boxed();
    if let Some(parties) = &filter.parties {
        query = query.filter(cohorts::party.eq_any(parties.iter().copied().map(Some).collect::<Vec<_>>()));
    }
    if let Some(course) = &filter.course {
        query = query.filter(cohorts::course.eq(course));
    }
    if let Some(before) = filter.before {
        query = query.filter(cohorts::id.lt(before));
    }
    query.order(cohorts::id.desc()).limit(limit).load(conn)
}
