//! What happens to certificates.

mod attending;
mod batches;
mod changes;
mod corrections;
mod designs;
mod endings;
mod holding;
mod issuing;
mod mending;
mod owing;
mod policies;
mod reading;
mod register;
mod reminders;
mod renewing;
mod sign_off;
mod signing;
mod workshops;

pub use super::store::workshops::Rows;
pub use attending::{Admitted, Foreseen, admit_some, foresee, list_admitted, note_foreseen, note_issued};
pub use batches::{
    Chosen, Progress, Proposal, SIGN_OFF, confirm, forget_batches, go_on, go_on_soon, list_items, list_running,
    open_items, propose, show,
};
pub use changes::{Change, Correction, Target, change, correct, establish_correction};
pub use corrections::{
    NewRequest, RequestRuling, decide_request, list_requests, list_requests_for, request_correction, requested_change,
};
pub use designs::{
    DesignVersion, ListedDesign, add_picture, check_pictures, create_design, find_design, find_pictures,
    list_design_versions, list_designs, set_design, show_design,
};
pub use endings::{END, Ends, end_some};
pub use holding::{erase, set_withheld};
pub use issuing::{College, all_phrases, establish_owed, issue_owed, leave_gap};
pub use owing::{ISSUE, Owed, list_owed, list_pending, note_hindrance, on_completion, owe_for_tests, was_forgotten};
pub use policies::{PolicyVersion, list_policies, set_policy, show_policy};
pub use reading::{Listed, Rendition, find, find_by_number, is_kept, list_own, note_rendition, spelt};
pub use register::{Entry, Place, RegisterFilter, list_register, note_archive, note_export};
pub use reminders::{list_due, list_ending, remind};
pub use renewing::{Completed, RENEW, renew};
pub use sign_off::{
    CandidateFilter, Proofs, Proved, Ruling, Waiting, count_candidates, decide, establish_candidate,
    establish_candidates, list_candidates,
};
pub use signing::{
    Signatory, StatusList, credential, find_in_force, issuing_addresses, list_ended_early, list_to_sign, revoked_keys,
    say_ended, sign_late, status_list, verify,
};
pub use workshops::{
    CHECK_WORKSHOP, Confirmation, ISSUE_WORKSHOP, NewWorkshop, Row, Standing as WorkshopStanding,
    confirm as confirm_workshop, forget_expired, go_on_soon as go_on_with_workshop, keep as keep_workshop,
    list as list_workshops, list_rows as list_workshop_rows, list_unfinished as list_unfinished_workshops,
    read as read_workshop, show as show_workshop,
};
