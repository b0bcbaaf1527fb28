//! What people and staff do with accounts, in the order one would tell it.

mod people;
mod profile;
mod recovery;
mod registration;
mod roles;
mod sessions;
mod setup;

pub use people::{Contact, contacts, create_user, find_by_email, holders, prune, recipient, set_disabled};
pub use profile::{CountryChange, ProfileChange, change_profile, present};
pub use recovery::{Reset, follow_link, request_reset, reset_password};
pub use registration::{Registration, register, request_verification, verify_email};
pub use roles::{GrantFilter, NewRole, Whom, grant, grant_as_operator, list, revoke};
pub use sessions::{Opened, Refreshed, Snapshotted, change_password, end, for_sign_in, open, refresh, snapshot};
pub use setup::{claim_for, claim_with_account, setup_code};
