//! A certificate as others verify it: what was signed, and where its status is published.

use crate::clock::Timestamp;
use crate::{id_type, words};

id_type!(
    /// Who holds a certificate, in its credential: drawn for each one, so that two of them do not tell that they are one person's.
    SubjectId
);

/// Where the status of a credential is published: in a list, at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub list: i32,
    pub index: u32,
}

/// The signed credential of a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    pub subject: SubjectId,
    pub place: Place,
    /// With a proof in it.
    pub document: String,
    /// The same as a JWT.
    pub token: String,
    /// The keys that signed it.
    pub proof_key: String,
    pub token_key: String,
    pub signed_at: Timestamp,
}

words!(
    /// What the signatures of a certificate's credential are worth.
    Signature {
        /// They were checked for this answer, hold, and say what is shown.
        Verified = "verified",
        /// There are none: it is a test, or was issued before certificates were signed and its turn has not come yet.
        None = "none",
        /// Their key was withdrawn. The certificate will be signed again.
        KeyRevoked = "key-revoked",
    }
);

/// A certificate with its signatures checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    pub credential: Option<Credential>,
    pub signature: Signature,
}

impl Checked {
    pub const UNSIGNED: Self = Self { credential: None, signature: Signature::None };
}
