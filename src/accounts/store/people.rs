//! `people` and `accounts`.

use diesel::prelude::*;

use crate::accounts::model::{Account, Email, Profile};
use crate::clock::Timestamp;
use crate::db::Conn;
use crate::db::schema::{accounts, people};
use crate::error::AppError;
use crate::ids::{PartyCode, PersonId};
use crate::on_backend;

#[derive(Queryable)]
struct AccountRow {
    id: PersonId,
    email: String,
    password: String,
    verified_at: Option<Timestamp>,
    disabled_at: Option<Timestamp>,
    created_at: Timestamp,
    name: String,
    locale: String,
    country: Option<PartyCode>,
    row_version: i32,
}

/// The columns of a [`AccountRow`], as a macro, since their type cannot be written down.
macro_rules! columns {
    () => {
        (
            accounts::person,
            accounts::email,
            accounts::password,
            accounts::verified_at,
            accounts::disabled_at,
            accounts::created_at,
            people::name,
            people::locale,
            people::country,
            people::row_version,
        )
    };
}

/// The account of an address.
///
/// # Errors
/// When the database refuses.
pub fn find_by_email(conn: &mut Conn, email_key: &str) -> Result<Option<Account>, AppError> {
    let found: Option<AccountRow> = accounts::table
        .inner_join(people::table)
        .filter(accounts::email_key.eq(email_key))
        .select(columns!())
        .first(conn)
        .optional()?;
    found.map(account).transpose()
}

/// The account of a person.
///
/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Conn, person: PersonId) -> Result<Option<Account>, AppError> {
    let found: Option<AccountRow> = accounts::table
        .inner_join(people::table)
        .filter(accounts::person.eq(person))
        .select(columns!())
        .first(conn)
        .optional()?;
    found.map(account).transpose()
}

fn account(row: AccountRow) -> Result<Account, AppError> {
    let locale = row.locale.parse().map_err(|_| AppError::broken("a stored locale is no language tag"))?;
    Ok(Account {
        person: row.id,
        email: row.email,
        password: row.password,
        profile: Profile { name: row.name, locale, country: row.country },
        verified_at: row.verified_at,
        disabled_at: row.disabled_at,
        created_at: row.created_at,
        row_version: row.row_version,
    })
}

/// Adds a person without an account.
///
/// # Errors
/// When the database refuses.
pub fn add_person(conn: &mut Conn, person: PersonId, profile: &Profile, now: Timestamp) -> QueryResult<()> {
    diesel::insert_into(people::table)
        .values((
            people::id.eq(person),
            people::name.eq(&profile.name),
            people::locale.eq(profile.locale.as_str()),
            people::country.eq(profile.country),
            people::row_version.eq(1),
            people::created_at.eq(now),
        ))
        .execute(conn)
        .map(|_| ())
}

/// Removes what a person is called and where she is from.
///
/// # Errors
/// When the database refuses.
pub fn erase(conn: &mut Conn, person: PersonId, now: Timestamp) -> QueryResult<()> {
    diesel::update(people::table.find(person))
        .set((people::name.eq(""), people::country.eq(None::<String>), people::erased_at.eq(now)))
        .execute(conn)
        .map(|_| ())
}

/// Adds a person with an account. `false`, and nothing added, when the address has one already.
///
/// # Errors
/// When the database refuses.
pub fn add(conn: &mut Conn, person: PersonId, new: &NewAccount<'_>) -> QueryResult<bool> {
    add_person(conn, person, new.profile, new.now)?;
    let account = (
        accounts::person.eq(person),
        accounts::email.eq(new.email.address()),
        accounts::email_key.eq(new.email.key()),
        accounts::password.eq(new.password),
        accounts::verified_at.eq(new.verified_at),
        accounts::created_at.eq(new.now),
    );
    let added = on_backend!(conn, |c| diesel::insert_into(accounts::table)
        .values(account)
        .on_conflict_do_nothing()
        .execute(c))?;
    if added == 0 {
        diesel::delete(people::table.find(person)).execute(conn)?;
    }
    Ok(added == 1)
}

/// What a new account begins with.
pub struct NewAccount<'a> {
    pub email: &'a Email,
    /// As the password pool hashed it.
    pub password: &'a str,
    pub profile: &'a Profile,
    pub verified_at: Option<Timestamp>,
    pub now: Timestamp,
}

/// # Errors
/// When the database refuses.
pub fn set_verified(conn: &mut Conn, person: PersonId, at: Timestamp) -> QueryResult<bool> {
    let unverified = accounts::table.find(person).filter(accounts::verified_at.is_null());
    let changed = diesel::update(unverified).set(accounts::verified_at.eq(at)).execute(conn)?;
    Ok(changed == 1)
}

/// Writes the address otherwise; its key stays the same.
///
/// # Errors
/// When the database refuses.
pub fn set_email(conn: &mut Conn, person: PersonId, email: &Email) -> QueryResult<()> {
    let same = accounts::table.find(person).filter(accounts::email_key.eq(email.key()));
    diesel::update(same).set(accounts::email.eq(email.address())).execute(conn).map(|_| ())
}

/// # Errors
/// When the database refuses.
pub fn set_password(conn: &mut Conn, person: PersonId, password: &str) -> QueryResult<()> {
    diesel::update(accounts::table.find(person)).set(accounts::password.eq(password)).execute(conn).map(|_| ())
}

/// # Errors
/// When the database refuses.
pub fn set_disabled(conn: &mut Conn, person: PersonId, at: Option<Timestamp>) -> QueryResult<()> {
    diesel::update(accounts::table.find(person)).set(accounts::disabled_at.eq(at)).execute(conn).map(|_| ())
}

/// # Errors
/// When the database refuses.
pub fn set_profile(conn: &mut Conn, person: PersonId, profile: &Profile) -> QueryResult<()> {
    diesel::update(people::table.find(person))
        .set((
            people::name.eq(&profile.name),
            people::locale.eq(profile.locale.as_str()),
            people::country.eq(profile.country),
        ))
        .execute(conn)
        .map(|_| ())
}

/// Gives the person a new version: what `/me` shows has changed.
///
/// # Errors
/// When the database refuses.
pub fn touch(conn: &mut Conn, person: PersonId) -> QueryResult<()> {
    diesel::update(people::table.find(person))
        .set(people::row_version.eq(people::row_version + 1))
        .execute(conn)
        .map(|_| ())
}

/// Id, name and, where there is an account, address of some people.
///
/// # Errors
/// When the database refuses.
pub fn names(conn: &mut Conn, ids: &[PersonId]) -> QueryResult<Vec<(PersonId, String, Option<String>)>> {
    people::table
        .left_join(accounts::table)
        .filter(people::id.eq_any(ids))
        .select((people::id, people::name, accounts::email.nullable()))
        .load(conn)
}

/// Those of some people who have an account with an address that is not confirmed.
///
/// # Errors
/// When the database refuses.
pub fn unconfirmed(conn: &mut Conn, ids: &[PersonId]) -> QueryResult<Vec<PersonId>> {
    let unverified = accounts::table.filter(accounts::verified_at.is_null());
    unverified.filter(accounts::person.eq_any(ids)).select(accounts::person).load(conn)
}
