//! What people and staff do with accounts, in the order one would tell it.

mod owing;
mod participants;
mod people;
mod profile;
mod recovery;
mod registration;
mod roles;
mod sessions;
mod setup;

pub use owing::{Owed, OwedLetter, SEND, owe};
pub use participants::{Owner, admit_participant, forget_participant, owner_of};
pub use people::{
    Contact, acting, as_confirmed, can_sign_in, contacts, create_user, find_by_email, grants_of, holders,
    holders_since, name_of, prune, recipient, recipient_with_password, set_disabled, unconfirmed,
};
pub use profile::{CountryChange, ProfileChange, change_profile, present};
pub use recovery::{Reset, follow_link, reset_password};
pub use registration::{Registration, link_to_end_letters, register, send, verify_email};
pub use roles::{GrantFilter, NewRole, PartyName, Whom, appoint, grant, grant_as_operator, list, may_grant, revoke};
pub use sessions::{
    Opened, OpenedInBrowser, Refreshed, Snapshotted, change_password, end, end as sign_out, for_sign_in, open,
    open_in_browser, prolong, refresh, snapshot,
};
pub use setup::{check_code, claim_for, claim_with_account, setup_code};
