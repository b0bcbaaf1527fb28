//! Enrolling, deciding, moving on.

mod decide;
mod digest;
mod elsewhere;
mod enrol;
mod lookup;
mod manage;
mod reminders;

pub use decide::{Ruling, Wanted, decide, list};
pub use digest::{Digest, digest, post_digest, set_told};
pub use elsewhere::{Attendance, complete_in_person, complete_through, foresee};
pub use enrol::{NewEnrolment, enrol};
pub use lookup::{
    count, count_since, end_of, find, find_active, find_by_id, find_latest, find_own, find_readable, find_taken,
    list_approved, may_be_completed, page, readable, same_taking, set_completed, settle, versions_in_use, vouched_name,
};
pub use manage::{change_locale, list_own, move_to_current, show, withdraw};
pub use reminders::remind_of_ends;

use super::model::Enrolment;
use crate::courses::Library;
use crate::db::{Tx, announce};
use crate::error::AppError;
use crate::i18n::Locale;

/// Tells every process that the person's enrolments have changed.
fn tell_caches(tx: &mut Tx<'_>, enrolment: &Enrolment) -> Result<(), AppError> {
    Ok(announce(tx, super::CHANGE, &enrolment.person.to_string())?)
}

/// The title of a course by its slug; the slug when it is not published.
fn title_of(library: &Library, slug: &crate::courses::model::Slug, reader: &Locale) -> Result<String, AppError> {
    match library.current(slug) {
        Ok(version) => Ok(version.title_for(reader)?.to_owned()),
        Err(_) => Ok(slug.to_string()),
    }
}
