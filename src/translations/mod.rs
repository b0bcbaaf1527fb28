//! Any text in any language: one queue for translators, from a proposed locale to trainees reading it.
//!
//! * A **unit** is one text that is translated: a message of the interface, a block of a lesson, a stem, a choice, a caption. It
//!   belongs to a **catalogue** (`interface/mail`, `course/introduction-to-cites`), has a key there that never changes, and
//!   its source in numbered **revisions**.
//! * A **translation** is a text for a unit in a locale, made from one revision. People suggest it, others review it; one of
//!   them is *approved* at most. It is *stale* when a later revision changed the meaning: that is derived, never stored.
//! * A **publication** is what a locale serves, of the interface or of a course, in numbered generations.
//!
//! What must always hold: a text is never overwritten or lost, whatever became of it. Nothing is served that was not approved by
//! somebody and formatted once by the staging gate. `translation_counts` and `contributions` say the same as
//! `translations` and their reviews: `doctor --recount-translations` compares them.

mod error;
mod jobs;
mod likeness;
pub mod model;
mod routes;
mod service;
mod signature;
mod store;

pub use error::TranslationError;
pub use jobs::HANDLERS;
pub use model::{ExchangeFormat, ImportId};
pub use routes::routes;
pub use service::checking::Desk;
pub use service::contributors::end_letters;
pub use service::courses::on_publication;
pub use service::editing::Demand;
pub use service::files::{Export, LeftOut, files};
pub use service::imports::{NewImport, bring_in};
pub use service::interface::{note as note_messages, seed};
pub use service::locales::LOCALE_CHANGED;
pub use service::reaching::InUse;
pub use service::recount::{Miscount, mend, miscounts};
pub use service::serving::refresh as serve;
pub use service::statistics::shares;
pub use signature::signature;
