//! A name that a holder says is wrong.

use diesel::Queryable;

use super::CertificateId;
use crate::clock::Timestamp;
use crate::ids::PersonId;
use crate::{id_type, words};

id_type!(
    /// A holder's request for a correction.
    CorrectionRequestId
);

words!(
    /// Where a request for a correction stands.
    CorrectionRequestState {
        Requested = "requested",
        Granted = "granted",
        Refused = "refused",
    }
);

/// A holder asks for another name on her certificate.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct CorrectionRequest {
    pub id: CorrectionRequestId,
    pub person: PersonId,
    pub certificate: CertificateId,
    pub name: String,
    /// Why, and how the Secretariat can see that it is so.
    pub message: Option<String>,
    pub state: CorrectionRequestState,
    pub requested_at: Timestamp,
    pub decided_by: Option<PersonId>,
    pub decided_at: Option<Timestamp>,
    /// What the holder was told.
    pub public_reason: Option<String>,
}
