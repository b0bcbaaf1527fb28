//! Accepting the terms of contribution, and how one wants to be named.

use serde_json::json;

use crate::accounts::Actor;
use crate::audit;
use crate::db::{Snapshot, Tx};
use crate::error::AppError;
use crate::translations::model::{CONTRIBUTION_TERMS, Contributor, Licence};
use crate::translations::store::contributors;

/// What somebody says of her contributions.
#[derive(Clone, Copy, Debug)]
pub struct Wishes {
    pub licence: Licence,
    pub is_named: bool,
    pub wants_digest: bool,
}

/// On which terms somebody contributes; `None` before she accepted any.
///
/// # Errors
/// When the database refuses.
pub fn find(snapshot: &mut Snapshot<'_>, actor: &Actor) -> Result<Option<Contributor>, AppError> {
    Ok(contributors::find(snapshot.conn(), actor.person)?)
}

/// Accepts the present terms, with a licence, or changes what was chosen.
///
/// # Errors
/// 403 when the address is not confirmed.
pub fn accept(tx: &mut Tx<'_>, actor: &Actor, wishes: Wishes) -> Result<Contributor, AppError> {
    let (person, now) = (actor.as_learner()?, tx.now());
    let known = contributors::find(tx.conn(), person)?;
    let is_same = |known: &&Contributor| known.terms == CONTRIBUTION_TERMS && known.licence == wishes.licence;
    let accepted_at = known.as_ref().filter(is_same).map_or(now, |known| known.accepted_at);
    let contributor = Contributor {
        person,
        terms: CONTRIBUTION_TERMS.to_owned(),
        licence: wishes.licence,
        accepted_at,
        is_named: wishes.is_named,
        wants_digest: wishes.wants_digest,
        row_version: known.as_ref().map_or(1, |known| known.row_version + 1),
    };
    contributors::set(tx.conn(), &contributor)?;
    if accepted_at == now {
        let about = json!({ "terms": contributor.terms, "licence": contributor.licence });
        audit::note(tx, Some(person), "contribution-terms-accepted", &person.to_string(), &about)?;
    }
    Ok(contributor)
}
