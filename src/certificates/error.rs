//! What can be refused about certificates.

use super::model::Hindrance;
use super::picture::{LONGEST_SIDE, PictureFault};
use super::render::RenderError;
use crate::error::{AppError, Fault, FieldProblem, Problem};
use crate::formats::credential::carrier::{CarrierFault, LARGEST};
use crate::formats::participants::{ROWS, Unreadable};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CertificateError {
    /// No certificate of this id, or none that the caller may see.
    Unknown,
    /// It can be printed in these languages and not in the one asked for.
    LanguageUnavailable { languages: Vec<String> },
    /// It has no credential that could be given.
    NotSigned,
    /// What the College keeps of it is not what was issued.
    Altered,
    /// It was revoked before.
    AlreadyRevoked,
    /// Another one took its place before.
    AlreadyReplaced,
    /// It is suspended already, or has to be restored first.
    Suspended,
    /// There is nothing to restore.
    NotSuspended,
    /// It bears this name already.
    NameUnchanged,
    /// A request for a correction waits already.
    RequestWaits,
    /// No request of this id.
    RequestUnknown,
    /// Somebody decided on it before.
    RequestDecided,
    /// The holder shows nothing but how it stands.
    Withheld,
    /// What it said was erased, at its holder's wish.
    Erased,
    /// While it is suspended, what it says is evidence.
    NotErasedSuspended,
    /// The Secretariat erases for those alone who have no account.
    HolderErases,
    /// Whoever erases a certificate types its number, and this is another one.
    OtherSerial,
    /// No candidate of this id.
    CandidateUnknown,
    /// A batch would have nobody in it.
    NobodyToSignOff,
    /// No batch of this id.
    BatchUnknown,
    /// Somebody confirms what another one was shown, or with a token that is not the batch's.
    ConfirmationWrong,
    /// It was confirmed too late.
    ConfirmationExpired,
    /// Some are not any more what was shown; some of their names.
    BatchChanged { count: usize, people: Vec<String> },
    /// A course gives no certificates, so none are issued for a workshop either.
    NoCertificates,
    /// A file is no list of those who took part.
    ListUnreadable(Unreadable),
    /// A workshop ended on a day that is still to come.
    DayAhead,
    /// A workshop ended before there was a Convention to teach.
    DayTooEarly,
    /// No workshop of this id.
    WorkshopUnknown,
    /// Its list is being looked at still.
    WorkshopBeingChecked,
    /// Another number, or another token, than those of what was found.
    WorkshopNotAsShown,
    /// It was confirmed too late.
    WorkshopExpired,
    /// So many rows are in error, and nobody said that they are to be left out.
    WorkshopHasErrors { count: i64 },
    /// No row comes to a certificate.
    WorkshopEmpty,
    /// What was revoked is not printed any more.
    NotPrintedRevoked,
    /// Nobody decides on her own certificate.
    OwnCertificate,
    /// It cannot be printed in full.
    NotPrintable(Hindrance),
    /// What was shown is nothing that could be verified.
    NotVerifiable(CarrierFault),
    /// No design of this name.
    DesignUnknown,
    /// There is a design of this name.
    DesignExists,
    /// No picture of this hash.
    PictureUnknown,
    /// A file is no picture that certificates could show.
    PictureRefused(PictureFault),
}

impl Fault for CertificateError {
    fn problem(&self) -> Problem {
        match self {
            Self::Unknown => Problem::not_found("certificate-unknown"),
            Self::LanguageUnavailable { languages } => {
                Problem::not_found("certificate-language-unavailable").with("languages", languages.clone())
            }
            Self::NotSigned => Problem::new(406, "certificate-not-signed"),
            Self::Altered => Problem::conflict("certificate-altered"),
            Self::AlreadyRevoked => Problem::conflict("certificate-already-revoked"),
            Self::AlreadyReplaced => Problem::conflict("certificate-already-replaced"),
            Self::Suspended => Problem::conflict("certificate-suspended"),
            Self::NotSuspended => Problem::conflict("certificate-not-suspended"),
            Self::NameUnchanged => Problem::invalid(vec![FieldProblem::new("/name", "certificate-name-unchanged")]),
            Self::RequestWaits => Problem::conflict("correction-request-exists"),
            Self::RequestUnknown => Problem::not_found("correction-request-unknown"),
            Self::RequestDecided => Problem::conflict("correction-request-decided"),
            Self::Withheld => Problem::forbidden("certificate-withheld"),
            Self::Erased => Problem::new(410, "certificate-erased"),
            Self::NotErasedSuspended => Problem::conflict("certificate-erasure-suspended"),
            Self::HolderErases => Problem::conflict("certificate-erasure-holders"),
            Self::OtherSerial => Problem::invalid(vec![FieldProblem::new("/serial", "certificate-serial-other")]),
            Self::CandidateUnknown => Problem::not_found("candidate-unknown"),
            Self::NobodyToSignOff => Problem::conflict("sign-off-nobody"),
            Self::BatchUnknown => Problem::not_found("sign-off-batch-unknown"),
            Self::ConfirmationWrong => Problem::forbidden("sign-off-token-wrong"),
            Self::ConfirmationExpired => Problem::conflict("sign-off-batch-expired"),
            Self::BatchChanged { count, people } => {
                Problem::conflict("sign-off-batch-changed").with("count", *count).with("people", people.clone())
            }
            Self::NoCertificates => Problem::conflict("workshop-without-certificate"),
            Self::ListUnreadable(why) => unreadable(why),
            Self::DayAhead => Problem::invalid(vec![FieldProblem::new("/ended_on", "workshop-day-ahead")]),
            Self::DayTooEarly => Problem::invalid(vec![FieldProblem::new("/ended_on", "workshop-day-too-early")]),
            Self::WorkshopUnknown => Problem::not_found("workshop-unknown"),
            Self::WorkshopBeingChecked => Problem::conflict("workshop-being-checked"),
            Self::WorkshopNotAsShown => Problem::conflict("workshop-not-as-shown"),
            Self::WorkshopExpired => Problem::conflict("workshop-expired"),
            Self::WorkshopHasErrors { count } => Problem::conflict("workshop-has-errors").with("count", *count),
            Self::WorkshopEmpty => Problem::conflict("workshop-empty"),
            Self::NotPrintedRevoked => Problem::conflict("certificate-revoked"),
            Self::OwnCertificate => Problem::forbidden("certificate-is-ones-own"),
            Self::NotPrintable(Hindrance::Script(script)) => {
                Problem::conflict("certificate-script-missing").with("script", script.as_str())
            }
            Self::NotVerifiable(fault) => unverifiable(*fault),
            Self::NotPrintable(Hindrance::Text) => Problem::conflict("certificate-not-printable"),
            Self::DesignUnknown => Problem::not_found("certificate-design-unknown"),
            Self::DesignExists => Problem::conflict("certificate-design-exists"),
            Self::PictureUnknown => Problem::not_found("certificate-picture-unknown"),
            Self::PictureRefused(fault) => refused(*fault),
        }
    }
}

/// Said of the file as a whole, which no pointer leads into.
fn unreadable(why: &Unreadable) -> Problem {
    let of = |code: &'static str| FieldProblem::new("", code);
    let field = match why {
        Unreadable::Encoding { line } => of("workshop-list-encoding").with("line", *line),
        Unreadable::Nul { line } => of("workshop-list-no-text").with("line", *line),
        Unreadable::NoNames => of("workshop-list-without-names"),
        Unreadable::PartsOfNames { heading } => of("workshop-list-names-in-parts").with("heading", heading.as_str()),
        Unreadable::ColumnTwice { heading } => of("workshop-list-column-twice").with("heading", heading.as_str()),
        Unreadable::NoRows => of("workshop-list-without-rows"),
        Unreadable::TooManyRows => of("workshop-list-too-long").with("max", ROWS),
    };
    Problem { fields: vec![field], ..Problem::new(422, "workshop-list-unreadable") }
}

fn refused(picture: PictureFault) -> Problem {
    match picture {
        PictureFault::Unreadable => Problem::new(422, "picture-unreadable"),
        PictureFault::TooLarge => Problem::new(422, "picture-too-large").with("max", i64::from(LONGEST_SIDE)),
        PictureFault::Blank => Problem::new(422, "picture-blank"),
    }
}

fn unverifiable(fault: CarrierFault) -> Problem {
    match fault {
        CarrierFault::TooLarge => {
            Problem::new(413, "body-too-large").with("bytes", i64::try_from(LARGEST).unwrap_or(i64::MAX))
        }
        // What it is was found by looking at it (RFC 9110 §15.5.16).
        CarrierFault::Unrecognised => Problem::new(415, "verification-file-unrecognised"),
        CarrierFault::Encrypted => Problem::new(422, "verification-file-encrypted"),
        CarrierFault::Damaged(_) => Problem::new(422, "verification-file-damaged"),
        CarrierFault::Empty(_) => Problem::new(422, "verification-credential-missing"),
        CarrierFault::Several(_) => Problem::new(422, "verification-several-credentials"),
    }
}

/// The renderer's reasons quote the certificate, so they go no further than this.
impl TryFrom<RenderError> for Hindrance {
    type Error = AppError;

    fn try_from(error: RenderError) -> Result<Self, AppError> {
        match error {
            RenderError::MissingScript { script, .. } => Ok(Self::Script(script)),
            RenderError::Blank { .. } | RenderError::Unprintable { .. } | RenderError::DoesNotFit => Ok(Self::Text),
            RenderError::Locale(_)
            | RenderError::FontFile { .. }
            | RenderError::Template(_)
            | RenderError::Pictures { .. }
            | RenderError::Typst(_) => Err(AppError::broken(error)),
        }
    }
}
