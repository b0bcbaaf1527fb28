//! Accounts: how people get in, and what they may do there.
//!
//! * A **person** owns affiliations, enrolments, progress and certificates. An **account** (e-mail and password) is a way
//!   in; a person may have none.
//! * A **session** is one log-in on one device: short-lived access tokens, and a refresh token that is used once.
//! * A **role** is granted to a person for a **scope** (the site, a Party, a course, a locale) by somebody, from a moment
//!   on and perhaps until another. Rights are read from the grants at the moment of use, never copied.
//! * No answer tells whether an e-mail address has an account.
//! * An account may be made for an address before its owner comes, when she took part in a workshop. It has no password and
//!   opens with a mailed link alone: who only knows the address gets nothing, and learns nothing.
//!
//! Use cases that hash a password are methods of [`App`](crate::app::App) in `admission`, since they take two transactions; all
//! others are functions of `service`. `identity` knows who is signed in.

mod access_token;
mod actor;
mod admission;
mod error;
mod identity;
mod jobs;
mod model;
mod passwords;
mod routes;
mod service;
mod store;

pub use access_token::LENGTH as ACCESS_TOKEN_LENGTH;
pub use actor::Actor;
pub use admission::Applicant;
pub use error::AccountError;
pub use identity::{BrowserKey, Identities, Issued};
pub use jobs::HANDLERS;
pub use model::{
    Account, Email, Grant, GrantId, GrantRecord, LinkPurpose, Password, Profile, Role, Scope, ScopeKind, name,
};
pub use passwords::Passwords;
pub use routes::{GivenAccount, RequestView, ScopeView, routes};
pub use service::{
    Contact, NewRole, OwedLetter, Owner, PartyName, Registration, Whom, acting, admit_participant, appoint,
    as_confirmed, can_sign_in, contacts, create_user, find_by_email, follow_link, forget_participant,
    grant_as_operator, grants_of, holders, holders_since, link_to_end_letters, name_of, owner_of, prune, recipient,
    recipient_with_password, set_disabled, setup_code, sign_out, unconfirmed,
};
