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

/// What is to be told of leads, and what is no more.
#[derive(Debug, Default)]
pub struct Leads {
    /// The locales that nobody leads (`None`), or nobody who has done anything for long, with when somebody last did; without those of
    /// which that was told.
    missed: Vec<(LocaleEntry, Option<Timestamp>)>,
    /// Those that have somebody again since it was told: next time it is news.
    found: Vec<LocaleEntry>,
}

impl Leads {
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.missed.is_empty() && self.found.is_empty()
    }
}

/// Looks for the leads of all locales.
///
/// # Errors
/// When the database refuses.
pub fn look(snapshot: &mut Snapshot<'_>) -> Result<Leads, AppError> {
    let long_ago = snapshot.now().minus(PATIENCE);
    let mut looked = Leads::default();
    for entry in locales::list(snapshot.conn(), &open_states(), None, i64::MAX)? {
        let leads = accounts::holders_since(snapshot, Role::LocaleLead, &Scope::locale(&entry.tag))?;
        let active = last_active(snapshot, &entry, &leads)?;
        let told = entry.lead_missed_at;
        if told.is_some_and(|told| active.is_some_and(|active| active > told)) {
            looked.found.push(entry);
        } else if told.is_some_and(|told| told > long_ago) || leads.is_empty() && Locale::WORKING.contains(&entry.tag) {
            // It was told, or the College itself looks after it.
        } else if active.is_none_or(|active| active <= long_ago) {
            looked.missed.push((entry, active));
        }
    }
    Ok(looked)
}

/// When a lead last did anything; to be given the role, or the language to be accepted, counts as well. `None` when nobody leads it.
fn last_active(
    snapshot: &mut Snapshot<'_>,
    entry: &LocaleEntry,
    leads: &[(PersonId, Timestamp)],
) -> Result<Option<Timestamp>, AppError> {
    let mut latest = entry.decided_at.filter(|_| !leads.is_empty());
    for (lead, since) in leads {
        let active = contributors::last_active(snapshot.conn(), *lead, &entry.tag)?;
        latest = latest.max(active).max(Some(*since));
    }
    Ok(latest)
}

/// Tells of those that are missed, and notes that it was told.
///
/// # Errors
/// When the database refuses.
pub fn tell(tx: &mut Tx<'_>, leads: &Leads) -> Result<(), AppError> {
    let now = tx.now();
    for entry in &leads.found {
        locales::set_lead_missed(tx.conn(), entry, None)?;
    }
    let mut to_tell = Vec::new();
    for (entry, since) in &leads.missed {
        if locales::set_lead_missed(tx.conn(), entry, Some(now))? {
            to_tell.push((&entry.tag, *since));
        }
    }
    if to_tell.is_empty() {
        return Ok(());
    }
    for person in those_who_answer(tx)? {
        let Some(to) = accounts::recipient(tx, person)? else { continue };
        let missed = |(tag, since): &(&Locale, Option<Timestamp>)| Missed {
            language: language_name(tag, &to.locale),
            since: *since,
        };
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
