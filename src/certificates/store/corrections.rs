//! `correction_requests`.

use diesel::prelude::*;

use crate::certificates::model::{CertificateId, CorrectionRequest, CorrectionRequestId, CorrectionRequestState};
use crate::clock::Timestamp;
use crate::db::Conn;
use crate::db::schema::correction_requests;
use crate::ids::PersonId;
use crate::on_backend;

/// Adds a request. `false` if one waits for the same certificate.
///
/// # Errors
/// When the database refuses.
pub fn add(conn: &mut Conn, new: &CorrectionRequest) -> QueryResult<bool> {
    let row = (
        correction_requests::id.eq(new.id),
        correction_requests::person.eq(new.person),
        correction_requests::certificate.eq(new.certificate),
        correction_requests::name.eq(&new.name),
        correction_requests::message.eq(&new.message),
        correction_requests::state.eq(new.state),
        correction_requests::requested_at.eq(new.requested_at),
    );
    let added = on_backend!(conn, |c| diesel::insert_into(correction_requests::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(added == 1)
}

/// Removes what was asked for about a certificate.
///
/// # Errors
/// When the database refuses.
pub fn remove_all(conn: &mut Conn, (person, certificate): (PersonId, CertificateId)) -> QueryResult<()> {
    let all = correction_requests::table
        .filter(correction_requests::person.eq(person))
        .filter(correction_requests::certificate.eq(certificate));
    diesel::delete(all).execute(conn).map(|_| ())
}

/// The request that waits for a certificate, as a macro, since the type of such a query cannot be written down.
macro_rules! waiting_for {
    ($of:expr) => {{
        let (person, certificate) = $of;
        correction_requests::table
            .filter(correction_requests::person.eq(person))
            .filter(correction_requests::certificate.eq(certificate))
            .filter(correction_requests::state.eq(CorrectionRequestState::Requested))
    }};
}

/// The request that waits for a certificate, if there is one.
///
/// # Errors
/// When the database refuses.
pub fn waiting(conn: &mut Conn, of: (PersonId, CertificateId)) -> QueryResult<Option<CorrectionRequest>> {
    waiting_for!(of).first(conn).optional()
}

/// Notes what has become of the request that waits for a certificate, if there is one.
///
/// # Errors
/// When the database refuses.
pub fn settle(
    conn: &mut Conn,
    of: (PersonId, CertificateId),
    (state, public_reason): (CorrectionRequestState, Option<&str>),
    (by, at): (PersonId, Timestamp),
) -> QueryResult<()> {
    diesel::update(waiting_for!(of))
        .set((
            correction_requests::state.eq(state),
            correction_requests::public_reason.eq(public_reason),
            correction_requests::decided_by.eq(by),
            correction_requests::decided_at.eq(at),
        ))
        .execute(conn)
        .map(|_| ())
}

/// Makes the request that waits for a certificate one for that which takes its place.
///
/// # Errors
/// When the database refuses.
pub fn hand_on(conn: &mut Conn, of: (PersonId, CertificateId), to: CertificateId) -> QueryResult<()> {
    diesel::update(waiting_for!(of)).set(correction_requests::certificate.eq(to)).execute(conn).map(|_| ())
}

/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Conn, id: CorrectionRequestId) -> QueryResult<Option<CorrectionRequest>> {
    correction_requests::table.find(id).first(conn).optional()
}

/// Requests in one state, who waits longest first.
///
/// # Errors
/// When the database refuses.
pub fn list(
    conn: &mut Conn,
    state: CorrectionRequestState,
    after: Option<CorrectionRequestId>,
    limit: i64,
) -> QueryResult<Vec<CorrectionRequest>> {
    let mut query = correction_requests::table.filter(correction_requests::state.eq(state)).into_boxed();
    if let Some(after) = after {
        query = query.filter(correction_requests::id.gt(after));
    }
    query.order(correction_requests::id).limit(limit).load(conn)
}

/// Those for one certificate, the latest first.
///
/// # Errors
/// When the database refuses.
pub fn list_of(
    conn: &mut Conn,
    (person, certificate): (PersonId, CertificateId),
    before: Option<CorrectionRequestId>,
    limit: i64,
) -> QueryResult<Vec<CorrectionRequest>> {
    let mut query = correction_requests::table
        .filter(correction_requests::person.eq(person))
        .filter(correction_requests::certificate.eq(certificate))
        .into_boxed();
    if let Some(before) = before {
        query = query.filter(correction_requests::id.lt(before));
    }
    query.order(correction_requests::id.desc()).limit(limit).load(conn)
}

/// Decides on a request that waits. `false` if somebody did before.
///
/// # Errors
/// When the database refuses.
pub fn decide(
    conn: &mut Conn,
    id: CorrectionRequestId,
    (state, public_reason): (CorrectionRequestState, Option<&str>),
    (by, at): (PersonId, Timestamp),
) -> QueryResult<bool> {
    let waiting =
        correction_requests::table.find(id).filter(correction_requests::state.eq(CorrectionRequestState::Requested));
    let decided = diesel::update(waiting)
        .set((
            correction_requests::state.eq(state),
            correction_requests::public_reason.eq(public_reason),
            correction_requests::decided_by.eq(by),
            correction_requests::decided_at.eq(at),
        ))
        .execute(conn)?;
    Ok(decided == 1)
}
