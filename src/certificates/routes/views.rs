//! A certificate as JSON: what anybody may know, and what its holder and the Secretariat see beside that.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::certificates::model::{
    Certificate, CertificateId, EventKind, Facts, Kind, Official, PublicReason, Record, Standing,
};
use crate::clock::Timestamp;
use crate::courses::CourseId;
use crate::enrolments::EnrolmentId;
use crate::ids::PersonId;
use crate::parties::PartyCode;

/// Every printed field of a certificate, and where it stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct CertificateFacts {
    id: CertificateId,
    state: Standing,
    /// Issued by a College that is being tried out: it proves nothing.
    test: bool,
    #[schema(example = "VC-2027-00000042")]
    serial: String,
    kind: Kind,
    /// The holder's name, as on the day of issue.
    #[schema(example = "Ana Rakoto")]
    name: String,
    course: CertifiedCourse,
    /// Study time; left out where it is not printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = 6)]
    hours: Option<u16>,
    /// The final grade in hundredths of a per cent; left out where it is not printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = 8750)]
    grade_basis_points: Option<i32>,
    /// The holder's Party on the day of her enrolment.
    #[serde(skip_serializing_if = "Option::is_none")]
    party: Option<CertifiedParty>,
    /// The certificate's own language.
    #[schema(example = "en")]
    language: String,
    /// The languages in which it can be printed, its own first.
    languages: Vec<String>,
    #[schema(value_type = String, format = DateTime)]
    completed_at: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    issued_at: Timestamp,
    /// The first moment at which it is no longer valid; without one, it has no end.
    #[schema(value_type = Option<String>, format = DateTime)]
    valid_until: Option<Timestamp>,
    /// From when on it does not hold any more, where that is before what is printed on it: a newer version of the course has taken the
    /// place of the one that was completed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    ends_early: Option<Timestamp>,
    /// Who issued it, by language.
    #[schema(example = json!({ "en": "CITES Virtual College" }))]
    issuer: BTreeMap<String, String>,
    officials: Vec<CertifiedOfficial>,
    /// What else is printed on it, by language; left out where nothing is.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(example = json!({ "en": "This course is a part of the master’s programme of the University." }))]
    notes: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    revocation: Option<RevocationView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suspension: Option<SuspensionView>,
    /// The certificate that has taken its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    replaced_by: Option<CertificateId>,
    /// The SHA-256 of the record, which was computed anew for this answer.
    record_sha256: String,
    /// Where anybody can verify it.
    #[schema(example = "https://college.example.org/verify/5f3c9a0e7b1d4f6282c4e1a90b7d3e58")]
    verify_url: String,
}

/// The course that was completed, in the version that was studied.
#[derive(Debug, Serialize, ToSchema)]
struct CertifiedCourse {
    #[schema(example = "cites-for-customs-officers")]
    slug: String,
    /// By language.
    #[schema(example = json!({ "en": "CITES for customs officers", "fr": "La CITES pour la douane" }))]
    titles: BTreeMap<String, String>,
    #[schema(example = 2)]
    version: i32,
    version_hash: String,
    /// The language studied.
    #[schema(example = "en")]
    edition_language: String,
    edition_generation: i32,
    edition_hash: String,
}

#[derive(Debug, Serialize, ToSchema)]
struct CertifiedParty {
    code: PartyCode,
    /// By language.
    #[schema(example = json!({ "en": "Madagascar", "fr": "Madagascar" }))]
    names: BTreeMap<String, String>,
}

/// Who stands behind it; names and offices by language.
#[derive(Debug, Serialize, ToSchema)]
struct CertifiedOfficial {
    #[schema(example = json!({ "en": "The Secretariat" }))]
    names: BTreeMap<String, String>,
    #[schema(example = json!({ "en": "Convention on International Trade in Endangered Species of Wild Fauna and Flora" }))]
    roles: BTreeMap<String, String>,
}

/// When it was withdrawn for ever, and why.
#[derive(Debug, Serialize, ToSchema)]
pub struct RevocationView {
    #[schema(value_type = String, format = DateTime)]
    revoked_at: Timestamp,
    reason: PublicReason,
}

/// Since when it is not to be accepted for a time, and why.
#[derive(Debug, Serialize, ToSchema)]
pub struct SuspensionView {
    #[schema(value_type = String, format = DateTime)]
    suspended_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<PublicReason>,
}

/// A certificate, for its holder and for the Secretariat.
#[derive(Debug, Serialize, ToSchema)]
pub struct CertificateView {
    #[serde(flatten)]
    facts: CertificateFacts,
    holder: PersonId,
    enrolment: EnrolmentId,
    course_id: CourseId,
    /// Where it can be had as a PDF; left out when it is no longer in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "/api/v1/certificates/5f3c9a0e7b1d4f6282c4e1a90b7d3e58/pdf")]
    pdf: Option<String>,
    /// Whether whoever verifies it learns nothing but that it exists and how it stands.
    #[schema(example = false)]
    details_withheld: bool,
    /// When what it says was erased at the holder's wish: the name is empty since.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    erased_at: Option<Timestamp>,
    /// Adds it to a profile at LinkedIn; left out when it is no longer in force, proves nothing or is withheld.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "https://www.linkedin.com/profile/add?startTask=CERTIFICATION_NAME&name=CITES")]
    linkedin: Option<String>,
    /// What happened to it, the earliest first.
    events: Vec<EventView>,
}

/// There is a certificate, and what the College keeps of it is not what was issued.
#[derive(Debug, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AlteredView {
    id: CertificateId,
    state: Standing,
}

impl AlteredView {
    #[must_use]
    pub const fn new(id: CertificateId) -> Self {
        Self { id, state: Standing::Altered }
    }
}

/// A certificate in its holder's list.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
pub enum ListedCertificateView {
    Certificate(Box<CertificateView>),
    Altered(AlteredView),
}

/// Something that happened to a certificate.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CertificateEventView)]
struct EventView {
    kind: EventKind,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    public_reason: Option<PublicReason>,
    /// For the Secretariat alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    private_reason: Option<String>,
    /// For the Secretariat alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    actor: Option<PersonId>,
}

/// As LinkedIn describes it for its "Add to profile" button.
fn linkedin(certificate: &Certificate) -> String {
    let (record, facts) = (&certificate.record, &certificate.record.facts);
    let worded = |texts| facts.wording(texts, &facts.language).map(|(_, text)| text.to_owned()).unwrap_or_default();
    let issued = record.issued_at.day();
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query
        .append_pair("startTask", "CERTIFICATION_NAME")
        .append_pair("name", &worded(&facts.course.titles))
        .append_pair("organizationName", &worded(&facts.issuer))
        .append_pair("issueYear", &issued.year().to_string())
        .append_pair("issueMonth", &u8::from(issued.month()).to_string());
    if let Some(end) = certificate.end() {
        query
            .append_pair("expirationYear", &end.day().year().to_string())
            .append_pair("expirationMonth", &u8::from(end.day().month()).to_string());
    }
    query.append_pair("certUrl", &record.verify_url()).append_pair("certId", &record.serial);
    format!("https://www.linkedin.com/profile/add?{}", query.finish())
}

fn texts<L: ToString>(texts: &BTreeMap<L, String>) -> BTreeMap<String, String> {
    texts.iter().map(|(language, text)| (language.to_string(), text.clone())).collect()
}

/// How a certificate was withdrawn, if it was.
pub(super) fn withdrawal(certificate: &Certificate) -> (Option<RevocationView>, Option<SuspensionView>) {
    let revocation = certificate.revocation().map(|event| RevocationView {
        revoked_at: event.at,
        reason: event.public_reason.unwrap_or(PublicReason::Other),
    });
    let suspension =
        certificate.suspension().map(|event| SuspensionView { suspended_at: event.at, reason: event.public_reason });
    (revocation, suspension)
}

impl CertificateFacts {
    #[must_use]
    pub fn new(certificate: &Certificate, state: Standing) -> Self {
        let Certificate { record, sha256, superseded_by, .. } = certificate;
        let Record { id, serial, issued_at, valid_until, facts, .. } = record;
        let (revocation, suspension) = withdrawal(certificate);
        Self {
            id: *id,
            state,
            test: facts.test,
            serial: serial.clone(),
            kind: facts.kind,
            name: facts.holder.name.clone(),
            course: CertifiedCourse::new(facts),
            hours: facts.shown_hours(),
            grade_basis_points: facts.shown_grade(),
            party: facts.party.as_ref().map(|party| CertifiedParty { code: party.code, names: party.names.clone() }),
            language: facts.language.to_string(),
            languages: facts.languages().iter().map(ToString::to_string).collect(),
            completed_at: facts.completed_at,
            issued_at: *issued_at,
            valid_until: *valid_until,
            ends_early: certificate.ends_early,
            issuer: texts(&facts.issuer),
            officials: facts.officials.iter().map(CertifiedOfficial::from).collect(),
            notes: texts(&facts.notes()),
            revocation,
            suspension,
            replaced_by: *superseded_by,
            record_sha256: sha256.clone(),
            verify_url: record.verify_url(),
        }
    }
}

impl CertifiedCourse {
    fn new(facts: &Facts) -> Self {
        let course = &facts.course;
        Self {
            slug: course.slug.to_string(),
            titles: texts(&course.titles),
            version: course.version_number,
            version_hash: course.version_hash.clone(),
            edition_language: course.edition_locale.to_string(),
            edition_generation: course.generation,
            edition_hash: course.edition_hash.clone(),
        }
    }
}

impl From<&Official> for CertifiedOfficial {
    fn from(official: &Official) -> Self {
        Self { names: texts(&official.names), roles: texts(&official.roles) }
    }
}

impl CertificateView {
    /// What the reader may see of it: who did what, and why in private, is the Secretariat's.
    #[must_use]
    pub fn new(certificate: &Certificate, for_secretariat: bool, app: &App) -> Self {
        let state = certificate.standing(app.clock.now());
        let facts = &certificate.record.facts;
        let id = certificate.record.id;
        let is_printed = certificate.erased_at.is_none() && !matches!(state, Standing::Revoked | Standing::Replaced);
        Self {
            facts: CertificateFacts::new(certificate, state),
            holder: certificate.holder(),
            enrolment: facts.enrolment,
            course_id: facts.course.id,
            pdf: is_printed.then(|| format!("/api/v1/certificates/{id}/pdf")),
            details_withheld: certificate.withheld,
            erased_at: certificate.erased_at,
            linkedin: (is_printed && !facts.test && !certificate.withheld).then(|| linkedin(certificate)),
            events: certificate
                .events
                .iter()
                .map(|event| EventView {
                    kind: event.kind,
                    at: event.at,
                    public_reason: event.public_reason,
                    private_reason: event.private_reason.clone().filter(|_| for_secretariat),
                    actor: event.actor.filter(|_| for_secretariat),
                })
                .collect(),
        }
    }
}
