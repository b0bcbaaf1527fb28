//! What happens to certificates.

mod completion;
mod issuing;
mod reading;
mod revocation;
mod sign_off;

pub use completion::{on_completion, was_forgotten};
pub use issuing::{establish, issue, verification_path};
pub use reading::{Rendition, find, list_own, look_up, note_rendition};
pub use revocation::{Revocation, reason_message, revoke};
pub use sign_off::{CandidateFilter, SignOff, Waiting, decide, list_candidates};
