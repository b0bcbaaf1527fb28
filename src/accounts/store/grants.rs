//! `role_grants`. A grant is never removed: it is revoked, or it expires.

use diesel::prelude::*;

use crate::accounts::model::{Grant, GrantId, GrantRecord, Role, Scope, ScopeKind};
use crate::clock::Timestamp;
use crate::db::Conn;
use crate::db::schema::{accounts, people, role_grants};
use crate::ids::PersonId;
use crate::on_backend;

/// Grants of a person that are not revoked; some may have expired.
///
/// # Errors
/// When the database refuses.
pub fn of(conn: &mut Conn, person: PersonId) -> QueryResult<Vec<Grant>> {
    let rows: Vec<(Role, ScopeKind, String, Option<Timestamp>)> = role_grants::table
        .filter(role_grants::person.eq(person))
        .filter(role_grants::revoked_at.is_null())
        .order(role_grants::id)
        .select((role_grants::role, role_grants::scope_kind, role_grants::scope_key, role_grants::expires_at))
        .load(conn)?;
    Ok(rows.into_iter().map(|(role, kind, key, end)| grant(role, kind, key, end)).collect())
}

fn grant(role: Role, kind: ScopeKind, key: String, expires_at: Option<Timestamp>) -> Grant {
    Grant { role, scope: Scope { kind, key }, expires_at }
}

/// Adds a grant. `false` when the person holds the role for the scope already.
///
/// # Errors
/// When the database refuses.
pub fn add(conn: &mut Conn, id: GrantId, new: &NewGrant<'_>) -> QueryResult<bool> {
    let values = (
        role_grants::id.eq(id),
        role_grants::person.eq(new.person),
        role_grants::role.eq(new.grant.role),
        role_grants::scope_kind.eq(new.grant.scope.kind),
        role_grants::scope_key.eq(&new.grant.scope.key),
        role_grants::granted_by.eq(new.by),
        role_grants::granted_at.eq(new.now),
        role_grants::expires_at.eq(new.grant.expires_at),
    );
    let added = on_backend!(conn, |c| diesel::insert_into(role_grants::table)
        .values(values)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(added == 1)
}

/// What a new grant is made of.
pub struct NewGrant<'a> {
    pub person: PersonId,
    pub grant: &'a Grant,
    pub by: Option<PersonId>,
    pub now: Timestamp,
}

/// Closes a grant that has expired, so that it can be given anew.
///
/// # Errors
/// When the database refuses.
pub fn close_expired(conn: &mut Conn, person: PersonId, grant: &Grant, now: Timestamp) -> QueryResult<usize> {
    let same = role_grants::table
        .filter(role_grants::person.eq(person))
        .filter(role_grants::role.eq(grant.role))
        .filter(role_grants::scope_kind.eq(grant.scope.kind))
        .filter(role_grants::scope_key.eq(&grant.scope.key));
    diesel::update(same.filter(role_grants::revoked_at.is_null()).filter(role_grants::expires_at.le(now)))
        .set(role_grants::revoked_at.eq(now))
        .execute(conn)
}

/// # Errors
/// When the database refuses.
pub fn revoke(conn: &mut Conn, id: GrantId, by: Option<PersonId>, now: Timestamp) -> QueryResult<bool> {
    let held = role_grants::table.filter(role_grants::id.eq(id)).filter(role_grants::revoked_at.is_null());
    let changed =
        diesel::update(held).set((role_grants::revoked_at.eq(now), role_grants::revoked_by.eq(by))).execute(conn)?;
    Ok(changed == 1)
}

/// Which grants are listed.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub id: Option<GrantId>,
    pub person: Option<PersonId>,
    pub role: Option<Role>,
    pub after: Option<GrantId>,
    /// Only roles of this locale and of courses in it; of all locales for the site.
    pub of_locales: Option<Scope>,
}

type Columns = (
    GrantId,
    PersonId,
    String,
    Option<String>,
    (Role, ScopeKind, String, Option<Timestamp>),
    Option<PersonId>,
    Timestamp,
);

/// Grants that hold, by id.
///
/// # Errors
/// When the database refuses.
pub fn list(conn: &mut Conn, filter: &Filter, now: Timestamp, limit: i64) -> QueryResult<Vec<GrantRecord>> {
    let mut query = role_grants::table
        .inner_join(people::table.on(people::id.eq(role_grants::person)))
        .left_join(accounts::table.on(accounts::person.eq(role_grants::person)))
        .filter(role_grants::revoked_at.is_null())
        .filter(role_grants::expires_at.is_null().or(role_grants::expires_at.gt(now)))
        .select((
            role_grants::id,
            role_grants::person,
            people::name,
            accounts::email.nullable(),
            (role_grants::role, role_grants::scope_kind, role_grants::scope_key, role_grants::expires_at),
            role_grants::granted_by,
            role_grants::granted_at,
        ))
        .into_boxed();
    if let Some(id) = filter.id {
        query = query.filter(role_grants::id.eq(id));
    }
    if let Some(person) = filter.person {
        query = query.filter(role_grants::person.eq(person));
    }
    if let Some(role) = filter.role {
        query = query.filter(role_grants::role.eq(role));
    }
    if let Some(scope) = &filter.of_locales {
        query = query.filter(role_grants::role.eq_any(Role::OF_LOCALES));
        if scope.kind != ScopeKind::Site {
            let in_courses = role_grants::scope_kind.eq(ScopeKind::CourseLocale);
            let in_courses = in_courses.and(role_grants::scope_key.like(format!("{}/%", scope.key)));
            let itself = role_grants::scope_kind.eq(scope.kind).and(role_grants::scope_key.eq(scope.key.clone()));
            query = query.filter(itself.or(in_courses));
        }
    }
    if let Some(after) = filter.after {
        query = query.filter(role_grants::id.gt(after));
    }
    let rows: Vec<Columns> = query.order(role_grants::id).limit(limit).load(conn)?;
    Ok(rows.into_iter().map(record).collect())
}

fn record((id, person, name, email, (role, kind, key, end), granted_by, granted_at): Columns) -> GrantRecord {
    GrantRecord { id, person, name, email, grant: grant(role, kind, key, end), granted_by, granted_at }
}

/// Everybody who can sign in and holds a role for a scope, and since when.
///
/// # Errors
/// When the database refuses.
pub fn holders(conn: &mut Conn, role: Role, scope: &Scope, now: Timestamp) -> QueryResult<Vec<(PersonId, Timestamp)>> {
    role_grants::table
        .inner_join(accounts::table.on(accounts::person.eq(role_grants::person)))
        .filter(role_grants::role.eq(role))
        .filter(role_grants::scope_kind.eq(scope.kind))
        .filter(role_grants::scope_key.eq(&scope.key))
        .filter(role_grants::revoked_at.is_null())
        .filter(role_grants::expires_at.is_null().or(role_grants::expires_at.gt(now)))
        .filter(accounts::disabled_at.is_null())
        .order(role_grants::id)
        .select((role_grants::person, role_grants::granted_at))
        .load(conn)
}

/// Administrators whose grant has no end and who can sign in.
///
/// # Errors
/// When the database refuses.
pub fn lasting_administrators(conn: &mut Conn) -> QueryResult<Vec<PersonId>> {
    role_grants::table
        .inner_join(accounts::table.on(accounts::person.eq(role_grants::person)))
        .filter(role_grants::role.eq(Role::Administrator))
        .filter(role_grants::revoked_at.is_null())
        .filter(role_grants::expires_at.is_null())
        .filter(accounts::disabled_at.is_null())
        .select(role_grants::person)
        .load(conn)
}
