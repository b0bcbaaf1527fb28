//! What can be refused about Parties.

use crate::error::{Fault, Problem};
use crate::ids::PartyCode;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartyError {
    /// No Party has this code.
    Unknown(PartyCode),
    /// The Party carries the flag on that day already, or does not.
    FlagUnchanged,
}

impl Fault for PartyError {
    fn problem(&self) -> Problem {
        match self {
            Self::Unknown(code) => Problem::not_found("party-unknown").with("party", code.as_str()),
            Self::FlagUnchanged => Problem::conflict("party-flag-unchanged"),
        }
    }
}
