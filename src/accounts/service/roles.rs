//! Giving roles and taking them back.

use std::collections::BTreeMap;

use serde_json::json;

use super::registration::recipient_of;
use crate::accounts::actor::Actor;
use crate::accounts::error::AccountError;
use crate::accounts::model::{Account, Email, Grant, GrantId, GrantRecord, Role, Scope, ScopeKind};
use crate::accounts::store::grants::{self, Filter, NewGrant};
use crate::accounts::store::people;
use crate::audit;
use crate::clock::Timestamp;
use crate::db::{Snapshot, Tx, announce};
use crate::error::{AppError, Fault as _, FieldProblem, Problem};
use crate::i18n::{Locale, language_name};
use crate::ids::PersonId;
use crate::mail::{self, Letter};

/// Who is to hold a role.
#[derive(Clone, Debug)]
pub enum Whom {
    Person(PersonId),
    Email(Email),
}

/// A role to be given.
#[derive(Clone, Debug)]
pub struct NewRole {
    pub whom: Whom,
    pub role: Role,
    pub scope: Scope,
    pub expires_at: Option<Timestamp>,
}

/// What the Party of a code is called in a language, if there is one. Parties stand above accounts, so whoever gives a role
/// says how they are found.
pub type PartyName = fn(&mut Snapshot<'_>, code: &str, language: &Locale) -> Result<Option<String>, AppError>;

/// The administrator gives and takes every role; the Secretariat all but those that stand above it or beside it; who answers for
/// translations, or leads a locale, the roles of locales.
///
/// # Errors
/// 403 otherwise.
pub fn may_grant(actor: &Actor, role: Role, scope: &Scope) -> Result<(), AppError> {
    let above = matches!(role, Role::Administrator | Role::Secretariat);
    if actor.is_administrator() || (actor.is_secretariat() && !above) || answers_for(actor, role, scope) {
        return Ok(());
    }
    actor.as_secretariat()?;
    Err(AccountError::RoleNotYours.into())
}

fn answers_for(actor: &Actor, role: Role, scope: &Scope) -> bool {
    let answers = |role| actor.has(role, scope);
    Role::OF_LOCALES.contains(&role) && (answers(Role::LocaleLead) || answers(Role::TranslationsAdministrator))
}

/// Gives a role.
///
/// # Errors
/// 403 when it is not the actor's to give; 404 when nobody is known by this id or address; 409 when the address is not
/// confirmed or the role is held already; 422 when the scope does not go with the role, or the end has passed.
pub fn grant(tx: &mut Tx<'_>, actor: &Actor, new: &NewRole, party_name: PartyName) -> Result<GrantRecord, AppError> {
    may_grant(actor, new.role, &new.scope)?;
    add(tx, Some(actor.person), new, party_name)
}

/// Gives a role to somebody who may hold it already; then nothing changes.
///
/// # Errors
/// As `grant`.
pub fn appoint(tx: &mut Tx<'_>, actor: &Actor, new: &NewRole, party_name: PartyName) -> Result<(), AppError> {
    match grant(tx, actor, new, party_name) {
        Err(AppError::Refused(problem)) if problem.code == AccountError::GrantExists.problem().code => Ok(()),
        done => done.map(|_| ()),
    }
}

/// Gives a role from the command line, where whoever can read the database may do anything.
///
/// # Errors
/// As `grant`, except 403.
pub fn grant_as_operator(tx: &mut Tx<'_>, new: &NewRole, party_name: PartyName) -> Result<GrantRecord, AppError> {
    add(tx, None, new, party_name)
}

pub(super) fn add(
    tx: &mut Tx<'_>,
    by: Option<PersonId>,
    new: &NewRole,
    party_name: PartyName,
) -> Result<GrantRecord, AppError> {
    let account = match &new.whom {
        Whom::Person(person) => people::find(tx.conn(), *person)?,
        Whom::Email(email) => people::find_by_email(tx.conn(), email.key())?,
    };
    let account = account.filter(|it| it.disabled_at.is_none()).ok_or(AccountError::PersonUnknown)?;
    if account.verified_at.is_none() {
        return Err(AccountError::PersonUnverified.into());
    }
    let now = tx.now();
    let scope_name = check_scope(tx, new, &account.profile.locale, party_name)?;
    let (id, grant) = (tx.new_id(), Grant { role: new.role, scope: new.scope.clone(), expires_at: new.expires_at });
    grants::close_expired(tx.conn(), account.person, &grant, now)?;
    if !grants::add(tx.conn(), id, &NewGrant { person: account.person, grant: &grant, by, now })? {
        return Err(AccountError::GrantExists.into());
    }
    tell(tx, &account, new.role, scope_name)?;
    let about =
        json!({ "person": account.person, "role": new.role, "scope": [new.scope.kind.as_str(), new.scope.key] });
    audit::note(tx, by, "role-granted", &id.to_string(), &about)?;
    find(tx, id)
}

fn tell(tx: &mut Tx<'_>, account: &Account, role: Role, scope: String) -> Result<(), AppError> {
    people::touch(tx.conn(), account.person)?;
    announce(tx, "person", &account.person.to_string())?;
    mail::post(tx, &recipient_of(account), Letter::RoleGranted { role: role.as_str().to_owned(), scope })
}

/// Checks that the role can be had for the scope, and that there is such a Party; gives the scope's name in a language. A
/// course or a locale need not be there: who is to make it has the role first.
fn check_scope(tx: &mut Tx<'_>, new: &NewRole, reader: &Locale, party_name: PartyName) -> Result<String, AppError> {
    let mut problems = Vec::new();
    if new.expires_at.is_some_and(|end| end <= tx.now()) {
        problems.push(FieldProblem::new("/expires_at", "moment-passed"));
    }
    let key = &new.scope.key;
    let mut name = key.clone();
    if new.role.scopes().contains(&new.scope.kind) {
        let known = match new.scope.kind {
            ScopeKind::Site => key.is_empty(),
            ScopeKind::Party => party_name(tx, key, reader)?.is_some_and(|found| {
                name = found;
                true
            }),
            ScopeKind::Course => is_slug(key),
            ScopeKind::Locale => Locale::parse(key).is_ok_and(|language| {
                name = language_name(&language, reader);
                is_tag(key)
            }),
            ScopeKind::CourseLocale => key.split_once('/').is_some_and(|(tag, slug)| {
                let language = Locale::parse(tag).map_or_else(|_| tag.to_owned(), |it| language_name(&it, reader));
                name = format!("{language}, {slug}");
                is_tag(tag) && is_slug(slug)
            }),
        };
        if !known {
            problems.push(FieldProblem::new("/scope/key", "scope-unknown"));
        }
    } else {
        problems.push(FieldProblem::new("/scope/kind", "scope-not-for-role"));
    }
    if problems.is_empty() { Ok(name) } else { Err(Problem::invalid(problems).into()) }
}

fn is_tag(text: &str) -> bool {
    text.parse::<Locale>().is_ok_and(|locale| locale.as_str() == text)
}

fn is_slug(text: &str) -> bool {
    (1..=100).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn find(snapshot: &mut Snapshot<'_>, id: GrantId) -> Result<GrantRecord, AppError> {
    let now = snapshot.now();
    let found = grants::list(snapshot.conn(), &Filter { id: Some(id), ..Filter::default() }, now, 1)?;
    found.into_iter().next().ok_or_else(|| AccountError::GrantUnknown.into())
}

/// Which grants are listed.
#[derive(Clone, Debug, Default)]
pub struct GrantFilter {
    pub person: Option<PersonId>,
    pub role: Option<Role>,
    pub after: Option<GrantId>,
}

/// The grants that hold, oldest first: all of them for the Secretariat, for others those that they may take back.
///
/// # Errors
/// 403 for whoever gives no roles.
pub fn list(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    filter: &GrantFilter,
    limit: i64,
) -> Result<Vec<GrantRecord>, AppError> {
    let now = snapshot.now();
    let filter = Filter { person: filter.person, role: filter.role, after: filter.after, ..Filter::default() };
    if actor.is_secretariat() {
        return Ok(grants::list(snapshot.conn(), &filter, now, limit)?);
    }
    let mut found = BTreeMap::new();
    let led = answered_for(actor);
    if led.is_empty() {
        actor.as_secretariat()?;
    }
    for scope in led {
        let within = Filter { of_locales: Some(scope.clone()), ..filter.clone() };
        let grants = grants::list(snapshot.conn(), &within, now, limit)?;
        found.extend(grants.into_iter().map(|record| (record.id, record)));
    }
    Ok(found.into_values().take(usize::try_from(limit).unwrap_or_default()).collect())
}

/// The locales whose roles somebody gives; the site stands for all of them.
fn answered_for(actor: &Actor) -> Vec<&Scope> {
    let answers = |role| matches!(role, Role::LocaleLead | Role::TranslationsAdministrator);
    actor.grants.iter().filter(|grant| answers(grant.role)).map(|grant| &grant.scope).collect()
}

/// Takes a role back. Returns whose it was.
///
/// # Errors
/// 403 when it is not the actor's to take, 404 when nobody holds it (any more), 409 when it is the last administrator's.
pub fn revoke(tx: &mut Tx<'_>, actor: &Actor, id: GrantId) -> Result<PersonId, AppError> {
    let held = find(tx, id).or_else(|unknown| actor.as_secretariat().and(Err(unknown)))?;
    may_grant(actor, held.grant.role, &held.grant.scope)?;
    match held.grant.role {
        Role::Administrator => another_administrator(tx, held.person)?,
        Role::LocaleLead if !actor.is_secretariat() => another_lead(tx, &held)?,
        _ => {}
    }
    let now = tx.now();
    if !grants::revoke(tx.conn(), id, Some(actor.person), now)? {
        return Err(AccountError::GrantUnknown.into());
    }
    people::touch(tx.conn(), held.person)?;
    announce(tx, "person", &held.person.to_string())?;
    let about = json!({ "person": held.person, "role": held.grant.role });
    audit::note(tx, Some(actor.person), "role-revoked", &id.to_string(), &about)?;
    Ok(held.person)
}

/// A locale keeps a lead, whoever takes the role back but the Secretariat.
fn another_lead(tx: &mut Tx<'_>, held: &GrantRecord) -> Result<(), AppError> {
    let now = tx.now();
    let leads = grants::holders(tx.conn(), Role::LocaleLead, &held.grant.scope, now)?;
    if leads.iter().any(|(lead, _)| *lead != held.person) { Ok(()) } else { Err(AccountError::LastLead.into()) }
}

/// There must be an administrator beside this one whose role has no end and who can sign in. Two who remove each other at the
/// same time meet here: writes are serial on SQLite and serializable on PostgreSQL.
pub(super) fn another_administrator(tx: &mut Tx<'_>, than: PersonId) -> Result<(), AppError> {
    let remaining = grants::lasting_administrators(tx.conn())?;
    if remaining.iter().any(|person| *person != than) { Ok(()) } else { Err(AccountError::LastAdministrator.into()) }
}
