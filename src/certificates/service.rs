//! What happens to certificates.

mod issuing;
mod owing;
mod reading;
mod revocation;
mod sign_off;
mod signing;

pub use issuing::{College, establish_owed, issue};
pub use owing::{ISSUE, Owed, list_owed, list_pending, note_hindrance, on_completion, owe_for_tests, was_forgotten};
pub use reading::{Listed, Rendition, find, find_by_number, is_kept, list_own, note_rendition, spelt};
pub use revocation::{Revocation, reason_message, revoke};
pub use sign_off::{CandidateFilter, Ruling, Waiting, decide, establish_candidates, list_candidates};
pub use signing::{
    Signatory, StatusList, credential, find_in_force, issuing_addresses, list_to_sign, sign_late, status_list, verify,
};
