//! Accounts: how people get in, and what they may do there.
//!
//! * A **person** owns affiliations, enrolments, progress and certificates. An **account** (e-mail and password) is a way
//!   in; a person may have none.
//! * A **session** is one log-in on one device: short-lived access tokens, and a refresh token that is used once.
//! * A **role** is granted to a person for a **scope** (the site, a Party, a course, a locale) by somebody, from a moment
//!   on and perhaps until another. Rights are read from the grants at the moment of use, never copied.
//! * No answer tells whether an e-mail address has an account.

mod actor;
mod model;

pub use actor::Actor;
pub use model::{Grant, GrantId, Role, Scope, ScopeKind};
