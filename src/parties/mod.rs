//! The Parties to the Convention: who they are, what they are called, and which flags they carry on which day.
//!
//! * A **Party** is a State or organisation bound by the Convention, named by its ISO 3166-1 alpha-2 code.
//! * A **flag** (least developed, landlocked developing, small island developing) has a day from which it holds. A figure
//!   uses the flag of its day; a correction by the Secretariat adds a row and never changes one.
//! * Parties change a few times in a decade: the [`Directory`] keeps them in memory until `changes` tells of a "party".

mod directory;
mod error;
mod model;
mod routes;
mod seed;
mod service;
mod store;

pub use crate::ids::PartyCode;
pub use directory::Directory;
pub use error::PartyError;
pub use model::{AuthorityKind, Flag, FlagChange, FlagChangeId, NAME_LANGUAGES, Party, Region};
pub use routes::routes;
pub use seed::seed;
pub use service::{NewFlagChange, exists, find, list, name, note_flag_change};
