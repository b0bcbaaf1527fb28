//! Locales whose leads have fallen silent: told to those who answer for all locales, once a quarter for each.

use std::time::Duration;

use super::locales::open_states;
use crate::accounts::{self, Role, Scope};
use crate::clock::Timestamp;
use crate::db::{Snapshot, Tx};
use crate::error::AppError;
use crate::i18n::{Locale, language_name};
use crate::ids::PersonId;
use crate::mail::{self, Letter, Missed};
use crate::translations::model::LocaleEntry;
use crate::translations::store::{contributors, locales};

const PATIENCE: Duration = Duration::from_hours(90 * 24);

/// The locales that nobody leads at all, or nobody who has done anything for long, with when somebody last did; without those of which that
/// was told.
///
/// # Errors
/// When the database refuses.
pub fn missed(snapshot: &mut Snapshot<'_>) -> Result<Vec<(LocaleEntry, Timestamp)>, AppError> {
    let long_ago = snapshot.now().minus(PATIENCE);
    let mut missed = Vec::new();
    for entry in locales::list(snapshot.conn(), &open_states(), None, i64::MAX)? {
        if entry.lead_missed_at.is_some_and(|told| told > long_ago) {
            continue;
        }
        let since = last_active(snapshot, &entry)?;
        missed
            .extend(since.filter(|(since, leads)| *leads == 0 || *since <= long_ago).map(|(since, _)| (entry, since)));
    }
    Ok(missed)
}

/// When a lead last did anything, and how many leads there are. To be given the role counts as well. `None` for a language that ships and that
/// nobody leads.
fn last_active(snapshot: &mut Snapshot<'_>, entry: &LocaleEntry) -> Result<Option<(Timestamp, usize)>, AppError> {
    let leads = accounts::holders_since(snapshot, Role::LocaleLead, &Scope::locale(&entry.tag))?;
    if leads.is_empty() && Locale::WORKING.contains(&entry.tag) {
        return Ok(None);
    }
    let (mut latest, count) = (entry.decided_at, leads.len());
    for (lead, since) in leads {
        let active = contributors::last_active(snapshot.conn(), lead, &entry.tag)?;
        latest = latest.max(active).max(Some(since));
    }
    Ok(latest.map(|latest| (latest, count)))
}

/// Tells of them, and notes that it was told.
///
/// # Errors
/// When the database refuses.
pub fn tell(tx: &mut Tx<'_>, missed: &[(LocaleEntry, Timestamp)]) -> Result<(), AppError> {
    let now = tx.now();
    let mut to_tell = Vec::new();
    for (entry, since) in missed {
        if locales::set_lead_missed(tx.conn(), entry, now)? {
            to_tell.push((&entry.tag, *since));
        }
    }
    if to_tell.is_empty() {
        return Ok(());
    }
    for person in those_who_answer(tx)? {
        let Some(to) = accounts::recipient(tx, person)? else { continue };
        let missed =
            |(tag, since): &(&Locale, Timestamp)| Missed { language: language_name(tag, &to.locale), since: *since };
        let languages = to_tell.iter().map(missed).collect();
        mail::post(tx, &to, Letter::LeadsMissed { languages })?;
    }
    Ok(())
}

/// The administrators of translations, in their place the Secretariat, in its place the administrators.
fn those_who_answer(snapshot: &mut Snapshot<'_>) -> Result<Vec<PersonId>, AppError> {
    for role in [Role::TranslationsAdministrator, Role::Secretariat] {
        let holders = accounts::holders(snapshot, role, &Scope::site())?;
        if !holders.is_empty() {
            return Ok(holders);
        }
    }
    accounts::holders(snapshot, Role::Administrator, &Scope::site())
}
