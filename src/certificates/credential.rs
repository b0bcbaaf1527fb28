//! From a record to what is signed of it, and back: whether what was signed is what the record says.

use serde_json::Value;
use url::Url;

use super::face::hours;
use super::model::{Certificate, Place, Record, SubjectId};
use crate::clock::Timestamp;
use crate::formats::credential::achievement::{Award, BasisPoints, Course, Issuer};
use crate::formats::credential::status::{StatusPlace, StatusPurpose};
use crate::formats::credential::{Said, did};
use crate::i18n::{Args, I18n, Localizer};
use crate::ids::Id as _;

/// Who issued a certificate, to the world: the address that is printed on it, and the DID of that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Without a slash at the end.
    pub base_url: String,
    pub did: String,
}

impl Identity {
    /// None for an address without a host name, which nobody elsewhere could ask for keys.
    #[must_use]
    pub fn of(base_url: &str) -> Option<Self> {
        let did = did::web(&Url::parse(base_url).ok()?)?;
        Some(Self { base_url: base_url.to_owned(), did })
    }

    /// Who issued it: nobody whom others could ask when it is a test. A record of before addresses were kept was issued at the
    /// address that the College has.
    #[must_use]
    pub fn of_issuer(record: &Record, present: &str) -> Option<Self> {
        let kept = record.facts.base_url.as_str();
        if record.facts.test { None } else { Self::of(if kept.is_empty() { present } else { kept }) }
    }

    /// The address of a status list.
    #[must_use]
    pub fn status_list(&self, purpose: StatusPurpose, list: i32) -> String {
        let purpose = match purpose {
            StatusPurpose::Revocation => "revocation",
            StatusPurpose::Suspension => "suspension",
        };
        format!("{}/credentials/status/{purpose}/{list}", self.base_url)
    }

    /// Where a credential tells whether it stands.
    ///
    /// The schema of Open Badges 3.0, which each credential names, has one object for `credentialStatus` (§B.1.1, `[0..1]`; a list is
    /// talked of for 3.1), and the validator of its publisher fails at a list of two: so there is one. It names the list of what
    /// does not stand *at present*, in which whatever is suspended or revoked is set, because every verifier then refuses both. With the
    /// list of what is revoked a suspended certificate would be accepted everywhere. A set bit in it may go back, as one of the
    /// other list never may (Bitstring Status List 1.0, §2.2); that of a revoked certificate stays. Which of the two it is, the list of
    /// revocations tells at the same place, and the page that the credential's id leads to.
    #[must_use]
    pub fn status(&self, place: Place) -> StatusPlace {
        let purpose = StatusPurpose::Suspension;
        StatusPlace::new(&self.status_list(purpose, place.list), purpose, place.index)
    }
}

/// What is signed of a certificate, in its own language.
#[must_use]
pub fn award(record: &Record, issuer: &Identity, i18n: &I18n, (subject, place): (SubjectId, Place)) -> Award {
    let (facts, language) = (&record.facts, &record.facts.language);
    let words = i18n.localizer(std::slice::from_ref(language));
    let worded = |texts| facts.wording(texts, language).map(|(_, text)| text.to_owned()).unwrap_or_default();
    Award {
        id: format!("{}{}", issuer.base_url, record.id.verify_path()),
        issuer: Issuer { did: issuer.did.clone(), name: worded(&facts.issuer), url: issuer.base_url.clone() },
        name: title(record, &words),
        subject: subject.uuid(),
        holder: facts.holder.name.clone(),
        serial: record.serial.clone(),
        course: Course {
            id: format!("{}/api/v1/courses/{}", issuer.base_url, facts.course.slug),
            name: worded(&facts.course.titles),
            description: facts.shown_hours().map_or_else(|| worded(&facts.course.titles), |_| hours(facts, &words)),
            criteria: words.plain("certificate-criteria", &Args::new()),
            version: facts.course.version_number.to_string(),
            language: language.to_string(),
            hours: facts.shown_hours(),
        },
        grade: grade(record).map(BasisPoints),
        valid_from: valid_from(record),
        valid_until: record.valid_until,
        status: vec![issuer.status(place)],
    }
}

/// A right name is also given to a certificate that holds no more, and nothing ends before it begins (VC Data Model 2.0 §4.9).
fn valid_from(record: &Record) -> Timestamp {
    record.valid_until.map_or(record.issued_at, |end| end.min(record.issued_at))
}

/// As printed; a record of before its words were kept has today's.
fn title(record: &Record, words: &Localizer) -> String {
    let printed = record.facts.phrases.get(&record.facts.language).map(|phrases| phrases.title.clone());
    printed.unwrap_or_else(|| words.plain("certificate-title", &Args::new()))
}

fn grade(record: &Record) -> Option<u16> {
    record.facts.shown_grade().and_then(|grade| u16::try_from(grade).ok())
}

/// Whether a genuine credential says what the record says, of all that is printed. Members that are not printed may be worded
/// otherwise in another version of this program.
#[must_use]
pub fn agrees(certificate: &Certificate, said: &Said) -> bool {
    let (record, facts) = (&certificate.record, &certificate.record.facts);
    let whole = |moment: Timestamp| moment.as_seconds();
    let text = |pointer: &str| said.credential.pointer(pointer).and_then(Value::as_str);
    let title = facts.wording(&facts.course.titles, &facts.language).map(|(_, title)| title);
    let grade = grade(record).and_then(|grade| serde_json::to_value(BasisPoints(grade)).ok());
    said.id.as_ref().is_some_and(|id| id.ends_with(&record.id.verify_path()))
        && said.valid_from.map(whole) == Some(whole(valid_from(record)))
        && said.valid_until.map(whole) == record.valid_until.map(whole)
        && text("/credentialSubject/licenseNumber") == Some(record.serial.as_str())
        && text("/credentialSubject/identifier/0/identityHash") == Some(facts.holder.name.as_str())
        && text("/credentialSubject/achievement/name") == title
        && text("/credentialSubject/achievement/version") == Some(facts.course.version_number.to_string().as_str())
        && text("/credentialSubject/achievement/inLanguage") == Some(facts.language.as_str())
        && said.credential.pointer("/credentialSubject/achievement/creditsAvailable")
            == facts.shown_hours().map(Value::from).as_ref()
        && said.credential.pointer("/credentialSubject/result/0/value") == grade.as_ref()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::certificates::model::tests::facts;
    use crate::certificates::model::{CertificateId, Facts, Grade};
    use crate::formats::credential::{AchievementCredential, KeySet, LocalSigner, Signer as _, Verifier, integrity};
    use crate::i18n::{Catalogues, Locale};

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).expect("a moment")
    }

    fn certificate(facts: Facts) -> Certificate {
        let id = "5f3c9a0e7b1d4f6282c4e1a90b7d3e58".parse::<CertificateId>().expect("an id");
        let record = Record::new(id, "VC-2026-00000042".into(), at("2026-11-23T12:30:05.25Z"), facts);
        Certificate {
            record,
            sha256: String::new(),
            events: Vec::new(),
            superseded_by: None,
            withheld: false,
            ends_early: None,
            end_changes: 0,
            erased_at: None,
        }
    }

    fn credential(certificate: &Certificate) -> AchievementCredential {
        let i18n = I18n::new(Catalogues::shipped().expect("sound"), Locale::EN);
        let issuer = Identity::of_issuer(&certificate.record, "https://other.example.org").expect("a host name");
        let subject = SubjectId::from_uuid(uuid::Uuid::from_u128(7));
        AchievementCredential::new(award(&certificate.record, &issuer, &i18n, (subject, Place { list: 3, index: 99 })))
    }

    fn said(certificate: &Certificate) -> Said {
        let (signer, did) = (LocalSigner::ed25519(&[1; 32]), "did:web:college.example.org");
        let method = did::method(did, &signer.public_key());
        let text =
            integrity::sign(&credential(certificate), &signer, &method, at("2026-11-23T12:30:06Z")).expect("signed");
        let keys = KeySet::of(did, &[signer.public_key()]);
        let verifier = Verifier { issuer: did, keys: &keys, lists: &[], now: at("2026-11-24T00:00:00Z") };
        verifier.verify(text.as_bytes()).said.expect("genuine")
    }

    #[test]
    fn a_credential_says_what_is_printed() {
        let certificate = certificate(Facts { language: Locale::FR, ..facts("Ana \"<b>\" Ríos") });
        insta::assert_snapshot!(serde_json::to_string_pretty(&credential(&certificate)).expect("JSON"));
        assert!(agrees(&certificate, &said(&certificate)));
    }

    #[test]
    fn a_credential_that_says_something_else_than_the_record_is_found_out() {
        let genuine = certificate(facts("Ana"));
        let said = said(&genuine);
        let other = |change: fn(&mut Record)| {
            let mut certificate = genuine.clone();
            change(&mut certificate.record);
            agrees(&certificate, &said)
        };
        assert!(other(|_| {}));
        let changes: [fn(&mut Record); 11] = [
            |record| record.facts.hides_hours = true,
            |record| record.id = CertificateId::NONE,
            |record| record.serial.push('1'),
            |record| record.issued_at = at("2026-11-24T00:00:00Z"),
            |record| record.valid_until = Some(at("2030-11-24T00:00:00Z")),
            |record| record.facts.holder.name = "Eva".into(),
            |record| record.facts.course.titles = [(Locale::EN, "Another".into())].into(),
            |record| record.facts.course.version_number = 3,
            |record| record.facts.course.hours = 7,
            |record| record.facts.grade = None,
            |record| record.facts.grade = Some(Grade { basis_points: 9_000, shown: true }),
        ];
        for (number, change) in changes.into_iter().enumerate() {
            assert!(!other(change), "change {number}");
        }
    }

    #[test]
    fn a_test_and_an_address_without_a_host_name_have_no_issuer() {
        let issuer = |facts: Facts| Identity::of_issuer(&certificate(facts).record, "https://now.example.org");
        assert_eq!(issuer(facts("Ana")).map(|it| it.did), Some("did:web:college.example.org".to_owned()));
        assert_eq!(issuer(Facts { test: true, ..facts("Ana") }), None);
        assert_eq!(issuer(Facts { base_url: "http://127.0.0.1:8080".into(), ..facts("Ana") }), None);
        let before = issuer(Facts { base_url: String::new(), ..facts("Ana") });
        assert_eq!(before.map(|it| it.did), Some("did:web:now.example.org".to_owned()));
    }
}
