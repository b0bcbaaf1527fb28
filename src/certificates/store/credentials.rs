//! `certificate_credentials`, `status_lists`, and which certificates have their credentials.

use std::collections::BTreeSet;

use diesel::dsl::not;
use diesel::prelude::*;

use crate::certificates::model::{CertificateId, Credential, Place, SubjectId};
use crate::clock::Timestamp;
use crate::db::Conn;
use crate::db::schema::{certificate_credentials, certificates, status_lists};
use crate::ids::PersonId;

/// A certificate, found through its holder.
pub type Of = (PersonId, CertificateId);

/// A list of places.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct List {
    pub number: i32,
    pub base_url: String,
    pub taken: i32,
    pub changed_at: Timestamp,
}

/// The list that was begun last at an address.
///
/// # Errors
/// When the database refuses.
pub fn newest_list(conn: &mut Conn, base_url: &str) -> QueryResult<Option<List>> {
    status_lists::table
        .filter(status_lists::base_url.eq(base_url))
        .order(status_lists::number.desc())
        .first(conn)
        .optional()
}

/// Begins a list, whatever the address: one number means one list for ever.
///
/// # Errors
/// When the database refuses.
pub fn add_list(conn: &mut Conn, base_url: &str, now: Timestamp) -> QueryResult<List> {
    let highest: Option<i32> =
        status_lists::table.select(status_lists::number).order(status_lists::number.desc()).first(conn).optional()?;
    let list = List { number: highest.unwrap_or(0) + 1, base_url: base_url.to_owned(), taken: 0, changed_at: now };
    diesel::insert_into(status_lists::table)
        .values((
            status_lists::number.eq(list.number),
            status_lists::base_url.eq(&list.base_url),
            status_lists::taken.eq(list.taken),
            status_lists::changed_at.eq(list.changed_at),
        ))
        .execute(conn)?;
    Ok(list)
}

/// # Errors
/// When the database refuses.
pub fn find_list(conn: &mut Conn, number: i32) -> QueryResult<Option<List>> {
    status_lists::table.find(number).first(conn).optional()
}

/// The addresses of all lists.
///
/// # Errors
/// When the database refuses.
pub fn list_addresses(conn: &mut Conn) -> QueryResult<Vec<String>> {
    status_lists::table.select(status_lists::base_url).distinct().order(status_lists::base_url).load(conn)
}

/// # Errors
/// When the database refuses.
pub fn set_taken(conn: &mut Conn, number: i32, taken: i32) -> QueryResult<()> {
    diesel::update(status_lists::table.find(number)).set(status_lists::taken.eq(taken)).execute(conn).map(|_| ())
}

/// Notes that a list says something else from now on.
///
/// # Errors
/// When the database refuses.
pub fn set_changed(conn: &mut Conn, number: i32, now: Timestamp) -> QueryResult<()> {
    diesel::update(status_lists::table.find(number)).set(status_lists::changed_at.eq(now)).execute(conn).map(|_| ())
}

/// Which of some places are taken.
///
/// # Errors
/// When the database refuses.
pub fn taken_among(conn: &mut Conn, list: i32, places: &[i32]) -> QueryResult<BTreeSet<i32>> {
    let taken: Vec<i32> = certificate_credentials::table
        .filter(certificate_credentials::list.eq(list))
        .filter(certificate_credentials::place.eq_any(places))
        .select(certificate_credentials::place)
        .load(conn)?;
    Ok(taken.into_iter().collect())
}

/// The places of a list that are revoked, or do not stand at present.
///
/// # Errors
/// When the database refuses.
pub fn list_withdrawn(conn: &mut Conn, list: i32, for_ever: bool) -> QueryResult<Vec<i32>> {
    let withdrawn = certificate_credentials::revoked.or(certificate_credentials::suspended);
    let found = certificate_credentials::table
        .filter(certificate_credentials::list.eq(list))
        .filter(withdrawn)
        .select((certificate_credentials::place, certificate_credentials::revoked));
    let found: Vec<(i32, bool)> = found.load(conn)?;
    Ok(found.into_iter().filter(|(_, revoked)| *revoked || !for_ever).map(|(place, _)| place).collect())
}

/// Adds the credential of a certificate that has none.
///
/// # Errors
/// When it has one, or the database refuses.
pub fn add(
    conn: &mut Conn,
    (person, certificate): Of,
    signed: &Credential,
    (revoked, suspended): (bool, bool),
) -> QueryResult<()> {
    diesel::insert_into(certificate_credentials::table)
        .values((
            certificate_credentials::person.eq(person),
            certificate_credentials::certificate.eq(certificate),
            certificate_credentials::subject.eq(signed.subject),
            certificate_credentials::list.eq(signed.place.list),
            certificate_credentials::place.eq(signed.place.index.cast_signed()),
            certificate_credentials::revoked.eq(revoked),
            certificate_credentials::suspended.eq(suspended),
            certificate_credentials::document.eq(&signed.document),
            certificate_credentials::token.eq(&signed.token),
            certificate_credentials::proof_key.eq(&signed.proof_key),
            certificate_credentials::token_key.eq(&signed.token_key),
            certificate_credentials::signed_at.eq(signed.signed_at),
        ))
        .execute(conn)
        .map(|_| ())
}

/// Puts new signatures in the place of a certificate's.
///
/// # Errors
/// When the database refuses.
pub fn replace(conn: &mut Conn, of: Of, signed: &Credential) -> QueryResult<()> {
    diesel::update(certificate_credentials::table.find(of))
        .set((
            certificate_credentials::document.eq(&signed.document),
            certificate_credentials::token.eq(&signed.token),
            certificate_credentials::proof_key.eq(&signed.proof_key),
            certificate_credentials::token_key.eq(&signed.token_key),
            certificate_credentials::signed_at.eq(signed.signed_at),
        ))
        .execute(conn)
        .map(|_| ())
}

#[derive(Queryable)]
struct Stored {
    subject: SubjectId,
    list: i32,
    place: i32,
    document: String,
    token: String,
    proof_key: String,
    token_key: String,
    signed_at: Timestamp,
}

/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Conn, of: Of) -> QueryResult<Option<Credential>> {
    let found: Option<Stored> = certificate_credentials::table
        .find(of)
        .filter(certificate_credentials::document.ne(""))
        .select((
            certificate_credentials::subject,
            certificate_credentials::list,
            certificate_credentials::place,
            certificate_credentials::document,
            certificate_credentials::token,
            certificate_credentials::proof_key,
            certificate_credentials::token_key,
            certificate_credentials::signed_at,
        ))
        .first(conn)
        .optional()?;
    Ok(found.map(|row| {
        let Stored { subject, list, place, document, token, proof_key, token_key, signed_at } = row;
        let place = Place { list, index: place.cast_unsigned() };
        Credential { subject, place, document, token, proof_key, token_key, signed_at }
    }))
}

/// Removes what a credential says, and keeps its place in the status list.
///
/// # Errors
/// When the database refuses.
pub fn erase(conn: &mut Conn, of: Of) -> QueryResult<()> {
    let nothing = (certificate_credentials::document.eq(""), certificate_credentials::token.eq(""));
    diesel::update(certificate_credentials::table.find(of)).set(nothing).execute(conn).map(|_| ())
}

/// The list in which the status of a certificate is published.
///
/// # Errors
/// When the database refuses.
pub fn list_of(conn: &mut Conn, of: Of) -> QueryResult<Option<i32>> {
    certificate_credentials::table.find(of).select(certificate_credentials::list).first(conn).optional()
}

/// Certificates that ended before the moment that is printed on them and whose credentials are not revoked.
///
/// # Errors
/// When the database refuses.
pub fn list_ended_early(conn: &mut Conn, now: Timestamp, after: Option<Of>, limit: i64) -> QueryResult<Vec<Of>> {
    let of_certificate = certificate_credentials::person
        .eq(certificates::person)
        .and(certificate_credentials::certificate.eq(certificates::id));
    let mut query = certificates::table
        .inner_join(certificate_credentials::table.on(of_certificate))
        .filter(certificates::ends_early.le(now))
        .filter(certificate_credentials::revoked.eq(false))
        .select((certificates::person, certificates::id))
        .into_boxed();
    if let Some((person, id)) = after {
        let later = certificates::person.eq(person).and(certificates::id.gt(id));
        query = query.filter(certificates::person.gt(person).or(later));
    }
    query.order((certificates::person, certificates::id)).limit(limit).load(conn)
}

/// What a status list is to say of a certificate.
#[derive(Clone, Copy, Debug)]
pub enum Change {
    Revoked,
    Suspended(bool),
}

/// # Errors
/// When the database refuses.
pub fn set_status(conn: &mut Conn, of: Of, change: Change) -> QueryResult<()> {
    let row = diesel::update(certificate_credentials::table.find(of));
    match change {
        Change::Revoked => row.set(certificate_credentials::revoked.eq(true)).execute(conn),
        Change::Suspended(is) => row.set(certificate_credentials::suspended.eq(is)).execute(conn),
    }
    .map(|_| ())
}

/// Genuine certificates without credentials.
///
/// # Errors
/// When the database refuses.
pub fn list_unsigned(conn: &mut Conn, after: Option<Of>, limit: i64) -> QueryResult<Vec<Of>> {
    let mut query = certificates::table
        .filter(not(certificates::signed).and(not(certificates::test)))
        .filter(certificates::erased_at.is_null())
        .select((certificates::person, certificates::id))
        .into_boxed();
    if let Some((person, id)) = after {
        let later = certificates::person.eq(person).and(certificates::id.gt(id));
        query = query.filter(certificates::person.gt(person).or(later));
    }
    query.order((certificates::person, certificates::id)).limit(limit).load(conn)
}

/// Certificates that one of these keys signed.
///
/// # Errors
/// When the database refuses.
pub fn list_signed_with(conn: &mut Conn, keys: &[String], after: Option<Of>, limit: i64) -> QueryResult<Vec<Of>> {
    let mut found = BTreeSet::new();
    for key in keys {
        found.extend(signed_as(conn, SignedAs::Document(key), after, limit)?);
        found.extend(signed_as(conn, SignedAs::Token(key), after, limit)?);
    }
    Ok(found.into_iter().take(usize::try_from(limit).unwrap_or(usize::MAX)).collect())
}

/// What a key has signed.
enum SignedAs<'k> {
    Document(&'k str),
    Token(&'k str),
}

/// By one key in one place: its index has them in their order, where either place or several keys would have all of them sorted.
fn signed_as(conn: &mut Conn, by: SignedAs<'_>, after: Option<Of>, limit: i64) -> QueryResult<Vec<Of>> {
    let mut query = certificate_credentials::table
        // What was erased is not signed again.
        .filter(certificate_credentials::document.ne(""))
        .select((certificate_credentials::person, certificate_credentials::certificate))
        .into_boxed();
    query = match by {
        SignedAs::Document(key) => query.filter(certificate_credentials::proof_key.eq(key.to_owned())),
        SignedAs::Token(key) => query.filter(certificate_credentials::token_key.eq(key.to_owned())),
    };
    if let Some((person, id)) = after {
        let later = certificate_credentials::person.eq(person).and(certificate_credentials::certificate.gt(id));
        query = query.filter(certificate_credentials::person.ge(person));
        query = query.filter(certificate_credentials::person.gt(person).or(later));
    }
    query.order((certificate_credentials::person, certificate_credentials::certificate)).limit(limit).load(conn)
}
