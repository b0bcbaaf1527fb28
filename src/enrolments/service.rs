//! Enrolling, deciding, moving on.

mod decide;
mod enrol;
mod lookup;
mod manage;

pub use decide::{Ruled, Wanted, decide, list};
pub use enrol::{NewEnrolment, enrol};
pub use lookup::{find, find_active, find_by_id, find_own, readable, same_taking, set_completed};
pub use manage::{change_locale, list_own, move_to_current, show, withdraw};

use super::model::Enrolment;
use crate::courses::{Library, PublishedVersion};
use crate::db::{Tx, announce};
use crate::error::AppError;
use crate::i18n::{Bridges, Locale, fallback_chain};

/// Tells every process that the person's enrolments have changed.
fn tell_caches(tx: &mut Tx<'_>, enrolment: &Enrolment) -> Result<(), AppError> {
    Ok(announce(tx, super::CHANGE, &enrolment.person.to_string())?)
}

/// The title of a course for somebody of whom one language is known.
fn title(version: &PublishedVersion, reader: &Locale) -> Result<String, AppError> {
    let chain = fallback_chain(reader, Bridges::standard());
    let offered = version.locales();
    let language = chain.into_iter().find(|locale| offered.contains(locale)).unwrap_or_else(|| reader.clone());
    Ok(version.edition(&language)?.text.title.clone())
}

/// The title of a course by its slug; the slug when it is not published.
fn title_of(library: &Library, slug: &crate::courses::model::Slug, reader: &Locale) -> Result<String, AppError> {
    match library.current(slug) {
        Ok(version) => title(&version, reader),
        Err(_) => Ok(slug.to_string()),
    }
}
