//! What a certificate says as a credential: the `AchievementCredential` of Open Badges 3.0 (appendix B) on the VC Data Model 2.0.
//!
//! There is one shape, made of a plain [`Award`]; nothing adds a member to it that the types do not have. Texts are plain strings in one
//! language, which `inLanguage` names: the schema of Open Badges knows no language maps.

use serde::{Serialize, Serializer};
use uuid::Uuid;

use super::contexts::{CREDENTIALS, OPEN_BADGES, OPEN_BADGES_EXTENSIONS};
use super::status::StatusPlace;
use crate::clock::Timestamp;

const SCHEMA: &str = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json";
const BASIS_POINTS: u32 = 10_000;

/// What is said, before it is a credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Award {
    /// `{public_url}/verify/{id}`.
    pub id: String,
    pub issuer: Issuer,
    /// The title of the certificate.
    pub name: String,
    /// Who the holder is, for those who know; says nothing to others.
    pub subject: Uuid,
    /// The name as it was issued.
    pub holder: String,
    pub serial: String,
    pub course: Course,
    /// Where it is shown.
    pub grade: Option<BasisPoints>,
    pub valid_from: Timestamp,
    pub valid_until: Option<Timestamp>,
    pub status: Vec<StatusPlace>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issuer {
    /// As [`super::did::web`] makes it.
    pub did: String,
    pub name: String,
    pub url: String,
}

/// What was achieved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// The address of the course.
    pub id: String,
    pub name: String,
    pub description: String,
    /// What had to be done.
    pub criteria: String,
    pub version: String,
    /// The language of these texts and of the course: a BCP 47 tag.
    pub language: String,
    pub hours: Option<u16>,
}

/// A share of the whole, in hundredths of a percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BasisPoints(pub u16);

impl Serialize for BasisPoints {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match (self.0 / 100, self.0 % 100) {
            (whole, 0) => out.collect_str(&whole),
            (whole, rest) if rest % 10 == 0 => out.collect_str(&format_args!("{whole}.{}", rest / 10)),
            (whole, rest) => out.collect_str(&format_args!("{whole}.{rest:02}")),
        }
    }
}

/// VC Data Model 2.0, §4; Open Badges 3.0, §B.1.1.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AchievementCredential {
    #[serde(rename = "@context")]
    context: [&'static str; 3],
    id: String,
    #[serde(rename = "type")]
    types: [&'static str; 2],
    name: String,
    issuer: Profile,
    valid_from: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_until: Option<Timestamp>,
    credential_subject: AchievementSubject,
    credential_schema: [CredentialSchema; 1],
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_several")]
    credential_status: Vec<StatusPlace>,
}

/// Open Badges 3.0, §B.1.20.
#[derive(Clone, Debug, Serialize)]
struct Profile {
    id: String,
    #[serde(rename = "type")]
    types: [&'static str; 1],
    name: String,
    url: String,
}

/// Open Badges 3.0, §B.1.4.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct AchievementSubject {
    id: String,
    #[serde(rename = "type")]
    types: [&'static str; 1],
    identifier: [IdentityObject; 1],
    license_number: String,
    achievement: Achievement,
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<[ResultObtained; 1]>,
}

/// Open Badges 3.0, §B.1.17: the name in clear, since who shows the credential shows the name.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct IdentityObject {
    #[serde(rename = "type")]
    kind: &'static str,
    hashed: bool,
    identity_type: &'static str,
    identity_hash: String,
}

/// Open Badges 3.0, §B.1.2.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Achievement {
    id: String,
    #[serde(rename = "type")]
    types: [&'static str; 1],
    #[serde(rename = "achievementType")]
    award_type: &'static str,
    name: String,
    description: String,
    criteria: Criteria,
    version: String,
    in_language: String,
    /// Credit hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    credits_available: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    result_description: Option<[ResultDescription; 1]>,
}

/// Open Badges 3.0, §B.1.9.
#[derive(Clone, Debug, Serialize)]
struct Criteria {
    narrative: String,
}

/// Open Badges 3.0, §B.1.24: what a [`ResultObtained`] counts.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultDescription {
    id: String,
    #[serde(rename = "type")]
    types: [&'static str; 1],
    name: &'static str,
    result_type: &'static str,
    value_min: &'static str,
    value_max: &'static str,
}

/// Open Badges 3.0, §B.1.23 (`Result`).
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultObtained {
    #[serde(rename = "type")]
    types: [&'static str; 1],
    result_description: String,
    value: BasisPoints,
}

/// VC Data Model 2.0, §4.11; Open Badges 3.0, §B.3.1.
#[derive(Clone, Debug, Serialize)]
struct CredentialSchema {
    id: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
}

impl AchievementCredential {
    /// The credential that says what the award says.
    #[must_use]
    pub fn new(award: Award) -> Self {
        let Award { id, issuer, name, subject, holder, serial, course, grade, valid_from, valid_until, status } = award;
        let graded = format!("{}#grade", course.id);
        let grade = grade.filter(|grade| u32::from(grade.0) <= BASIS_POINTS);
        Self {
            context: [CREDENTIALS, OPEN_BADGES, OPEN_BADGES_EXTENSIONS],
            id,
            types: ["VerifiableCredential", "OpenBadgeCredential"],
            name,
            issuer: Profile { id: issuer.did, types: ["Profile"], name: issuer.name, url: issuer.url },
            valid_from: whole_second(valid_from),
            valid_until: valid_until.map(whole_second),
            credential_subject: AchievementSubject {
                id: format!("urn:uuid:{subject}"),
                types: ["AchievementSubject"],
                identifier: [IdentityObject::name(holder)],
                license_number: serial,
                achievement: Achievement::of(course, grade.map(|_| ResultDescription::grade(graded.clone()))),
                result: grade.map(|value| [ResultObtained { types: ["Result"], result_description: graded, value }]),
            },
            credential_schema: [CredentialSchema { id: SCHEMA, kind: "1EdTechJsonSchemaValidator2019" }],
            credential_status: status,
        }
    }
}

/// The data model takes one or several (VC Data Model 2.0, §4.10); Open Badges takes one (§B.1.1), and that as an object.
fn one_or_several<S: Serializer>(places: &[StatusPlace], out: S) -> Result<S::Ok, S::Error> {
    match places {
        [one] => one.serialize(out),
        several => several.serialize(out),
    }
}

/// The token's `nbf` and `exp` count whole seconds, and must say the same.
fn whole_second(moment: Timestamp) -> Timestamp {
    Timestamp::from_micros(moment.as_seconds().saturating_mul(1_000_000))
}

impl IdentityObject {
    fn name(name: String) -> Self {
        Self { kind: "IdentityObject", hashed: false, identity_type: "name", identity_hash: name }
    }
}

impl Achievement {
    fn of(course: Course, graded: Option<ResultDescription>) -> Self {
        Self {
            id: course.id,
            types: ["Achievement"],
            award_type: "CertificateOfCompletion",
            name: course.name,
            description: course.description,
            criteria: Criteria { narrative: course.criteria },
            version: course.version,
            in_language: course.language,
            credits_available: course.hours,
            result_description: graded.map(|description| [description]),
        }
    }
}

impl ResultDescription {
    fn grade(id: String) -> Self {
        let (result_type, value_min, value_max) = ("Percent", "0", "100");
        Self { id, types: ["ResultDescription"], name: "Final grade", result_type, value_min, value_max }
    }
}
