//! What happens to certificates.

mod batches;
mod changes;
mod issuing;
mod owing;
mod reading;
mod sign_off;
mod signing;

pub use batches::{Chosen, Progress, Proposal, SIGN_OFF, confirm, go_on, list_items, open_items, propose, show};
pub use changes::{Change, Correction, Target, change, correct, establish_correction};
pub use issuing::{College, establish_owed, issue};
pub use owing::{ISSUE, Owed, list_owed, list_pending, note_hindrance, on_completion, owe_for_tests, was_forgotten};
pub use reading::{Listed, Rendition, find, find_by_number, is_kept, list_own, note_rendition, spelt};
pub use sign_off::{
    CandidateFilter, Proved, Ruling, Waiting, count_candidates, decide, establish_candidate, establish_candidates,
    list_candidates,
};
pub use signing::{
    Signatory, StatusList, credential, find_in_force, issuing_addresses, list_to_sign, sign_late, status_list, verify,
};
