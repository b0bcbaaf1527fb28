//! What can be refused about affiliations.

use super::model::MOST_OPEN_REQUESTS;
use crate::error::{Fault, Problem};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AffiliationError {
    /// No such affiliation, or none that the caller may know of.
    Unknown,
    /// The same one waits for a decision or holds.
    Exists,
    /// Too many of the person's requests wait for a decision.
    TooManyRequests,
    /// It was decided otherwise, or withdrawn.
    AlreadyDecided,
    /// Nobody vouches for herself.
    Own,
}

impl Fault for AffiliationError {
    fn problem(&self) -> Problem {
        match self {
            Self::Unknown => Problem::not_found("affiliation-unknown"),
            Self::Exists => Problem::conflict("affiliation-exists"),
            Self::TooManyRequests => {
                Problem::conflict("affiliation-too-many-requests").with("most", MOST_OPEN_REQUESTS)
            }
            Self::AlreadyDecided => Problem::conflict("affiliation-already-decided"),
            Self::Own => Problem::forbidden("affiliation-own"),
        }
    }
}
