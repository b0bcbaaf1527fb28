//! A sign-off of many at once: shown and counted first, then confirmed, then done bit by bit.

use diesel::Queryable;
use sha2::{Digest as _, Sha256};

use super::{Candidate, CandidateId, Outcome};
use crate::clock::Timestamp;
use crate::ids::PersonId;
use crate::{id_type, words};

id_type!(
    /// A sign-off of many at once.
    BatchId
);

words!(
    /// How far a sign-off of many has come.
    #[schema(as = SignOffBatchState)]
    BatchState {
        /// It waits to be confirmed.
        Proposed = "proposed",
        Running = "running",
        Done = "done",
        /// Who confirmed it may not sign off any more.
        Stopped = "stopped",
    }
);

#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Batch {
    pub id: BatchId,
    pub proposed_by: PersonId,
    pub proposed_at: Timestamp,
    /// The SHA-256 of the token that confirms it.
    pub token: Vec<u8>,
    pub expires_at: Timestamp,
    pub state: BatchState,
    pub size: i32,
    pub confirmed_at: Option<Timestamp>,
    pub finished_at: Option<Timestamp>,
}

/// One certificate to be, at its place in the batch.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct BatchItem {
    pub place: i32,
    pub candidate: CandidateId,
    /// What was shown of it: see [`seen`].
    pub seen: Vec<u8>,
    pub outcome: Option<Outcome>,
}

/// A digest of what somebody signs off: that it waits, and for whom. Names are not kept a second time.
#[must_use]
pub fn seen(candidate: &Candidate, name: &str) -> Vec<u8> {
    let mut digest = Sha256::new();
    for part in [candidate.state.as_str(), name] {
        digest.update(part);
        digest.update([0]);
    }
    digest.finalize().to_vec()
}
