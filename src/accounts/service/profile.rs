//! One's own account.

use crate::accounts::actor::Actor;
use crate::accounts::error::AccountError;
use crate::accounts::model::{Account, Grant};
use crate::accounts::store::{grants, people};
use crate::db::{Snapshot, Tx, announce};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::ids::PartyCode;

/// One's account, and the roles that one holds.
///
/// # Errors
/// When the database refuses.
pub fn present(snapshot: &mut Snapshot<'_>, actor: &Actor) -> Result<(Account, Vec<Grant>), AppError> {
    let now = snapshot.now();
    let account = people::find(snapshot.conn(), actor.person)?.ok_or(AccountError::TokenInvalid)?;
    let mut held = grants::of(snapshot.conn(), actor.person)?;
    held.retain(|grant| grant.holds_at(now));
    Ok((account, held))
}

/// A country to be named, or none any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountryChange {
    Remove,
    Set(PartyCode),
}

/// What is to be different.
#[derive(Clone, Debug, Default)]
pub struct ProfileChange {
    pub name: Option<String>,
    pub locale: Option<Locale>,
    pub country: Option<CountryChange>,
}

/// Changes one's own name, language or country. `admit` says whether the present version may be changed.
///
/// # Errors
/// What `admit` refuses.
pub fn change_profile(
    tx: &mut Tx<'_>,
    actor: &Actor,
    change: &ProfileChange,
    admit: &dyn Fn(i32) -> Result<(), AppError>,
) -> Result<(Account, Vec<Grant>), AppError> {
    let (account, _) = present(tx, actor)?;
    admit(account.row_version)?;
    let mut profile = account.profile;
    if let Some(name) = &change.name {
        profile.name.clone_from(name);
    }
    if let Some(locale) = &change.locale {
        profile.locale.clone_from(locale);
    }
    match change.country {
        Some(CountryChange::Set(country)) => profile.country = Some(country),
        Some(CountryChange::Remove) => profile.country = None,
        None => {}
    }
    people::set_profile(tx.conn(), actor.person, &profile)?;
    people::touch(tx.conn(), actor.person)?;
    announce(tx, "person", &actor.person.to_string())?;
    present(tx, actor)
}
