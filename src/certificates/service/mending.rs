//! Certificates of a workshop that were issued in error: a list that is right brings others.

use crate::certificates::model::{EventKind, Participant, PublicReason};
use crate::certificates::store::{events, issues};
use crate::db::Snapshot;
use crate::enrolments::EnrolmentId;
use crate::error::AppError;
use crate::ids::PersonId;

/// Whether a row mends an earlier one: the certificate that came of that was revoked as issued in error, and this one says something else.
///
/// Who says the same again mends nothing: somebody who was not there is on the list by mistake, and her certificate stays revoked.
/// Nor does anything come again of what was erased.
///
/// # Errors
/// When the database refuses.
pub fn mends(
    snapshot: &mut Snapshot<'_>,
    row: &Participant,
    (before, of): (&Participant, (PersonId, EnrolmentId)),
) -> Result<bool, AppError> {
    let says = |it: &Participant| (it.name.clone(), it.locale.clone(), it.party, it.grade);
    if says(row) == says(before) {
        return Ok(false);
    }
    let Some((revoked, _)) = issues::find_revoked(snapshot.conn(), of)? else { return Ok(false) };
    let events = events::list(snapshot.conn(), of.0, &[revoked])?;
    let last = events.iter().rfind(|(_, event)| event.kind == EventKind::Revoked);
    Ok(last.is_some_and(|(_, event)| event.public_reason == Some(PublicReason::IssuedInError)))
}
