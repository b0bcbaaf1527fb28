//! Telling people that their approvals end soon: affiliations and enrolments in one letter.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::accounts;
use crate::affiliations;
use crate::courses::Library;
use crate::db::Tx;
use crate::enrolments::store;
use crate::error::AppError;
use crate::ids::PersonId;
use crate::mail::{self, Ending, Letter};

/// How long before its end somebody is told of it.
const AHEAD: Duration = Duration::from_hours(30 * 24);

/// Writes to some people whose approvals end soon, once for each approval; how many they were.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn remind_of_ends(tx: &mut Tx<'_>, library: &Library, limit: i64) -> Result<usize, AppError> {
    let (now, horizon) = (tx.now(), tx.now().plus(AHEAD));
    let mut people: BTreeSet<PersonId> = affiliations::with_an_end_before(tx, horizon, limit)?.into_iter().collect();
    people.extend(store::with_an_end(tx.conn(), (now, horizon), limit)?);
    for person in &people {
        remind(tx, library, *person)?;
    }
    Ok(people.len())
}

fn remind(tx: &mut Tx<'_>, library: &Library, person: PersonId) -> Result<(), AppError> {
    let (now, horizon) = (tx.now(), tx.now().plus(AHEAD));
    let offices = affiliations::remind_of_ends(tx, person, horizon)?;
    let approvals = store::ending(tx.conn(), person, (now, horizon))?;
    store::set_reminded(tx.conn(), person, (now, horizon))?;
    let Some(to) = accounts::recipient(tx, person)? else { return Ok(()) };
    let (mut affiliations, mut enrolments) = (Vec::new(), Vec::new());
    for office in offices {
        let name = affiliations::party_name(tx, office.party, &to.locale)?;
        affiliations.extend(office.expires_at.map(|end| Ending { name, end }));
    }
    for approval in approvals {
        let name = library.version(tx, approval.version)?.title_for(&to.locale)?.to_owned();
        enrolments.extend(approval.expires_at.map(|end| Ending { name, end }));
    }
    mail::post(tx, &to, Letter::ApprovalsEnding { affiliations, enrolments })
}
