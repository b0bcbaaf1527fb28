//! What a certificate says: every printed field, as it was on the day of issue.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{CertificateId, Validity};
use crate::clock::Timestamp;
use crate::courses::model::{ContentHash, Slug};
use crate::courses::{CourseId, EditionId, VersionId};
use crate::enrolments::EnrolmentId;
use crate::i18n::Locale;
use crate::ids::PersonId;
use crate::parties::PartyCode;
use crate::words;

/// Changes when the same JSON starts to mean something else. A member that is added later needs a default and
/// `skip_serializing_if`.
const FORMAT: u8 = 1;

words!(
    /// What is certified.
    Kind {
        Completion = "completion",
    }
);

/// A certificate as it was issued. Its JSON is canonical: members in the order of the type, maps sorted by key, no space.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    format: u8,
    pub id: CertificateId,
    /// `VC-2026-00000042`.
    pub serial: String,
    pub issued_at: Timestamp,
    pub valid_until: Option<Timestamp>,
    pub facts: Facts,
}

/// What is known before the certificate has a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    pub kind: Kind,
    /// Issued while the College had no public address: it proves nothing.
    pub test: bool,
    /// The certificate's own language.
    pub language: Locale,
    pub holder: Holder,
    pub enrolment: EnrolmentId,
    pub course: CourseFacts,
    pub completed_at: Timestamp,
    pub grade: Option<Grade>,
    pub party: Option<PartyFacts>,
    /// Who issues, in the languages of the certificate.
    pub issuer: BTreeMap<Locale, String>,
    pub officials: Vec<Official>,
    /// The SHA-256 of the design that was in use, or of the layout where there was none.
    pub template: String,
    /// Whether the hours are left out of what is printed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hides_hours: bool,
    /// The College's address on the day of issue, under which it is verified.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub base_url: String,
    /// The printed words, in every language in which it can be printed.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub phrases: BTreeMap<Locale, Phrases>,
}

/// A certificate to be: what it will say, and for how long it will hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub facts: Facts,
    pub validity: Validity,
    /// The end of all certificates of this version of the course.
    pub latest_end: Option<Timestamp>,
}

impl Draft {
    /// The first moment at which the certificate does not hold any more, if it is issued now.
    #[must_use]
    pub fn end(&self, now: Timestamp) -> Option<Timestamp> {
        [self.validity.end(now), self.latest_end].into_iter().flatten().min()
    }

    /// Whether it would not hold even if it were issued now.
    #[must_use]
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.end(now).is_some_and(|end| end <= now)
    }
}

/// The printed words of one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrases {
    /// "Certificate of completion".
    pub title: String,
    /// "This is to certify that".
    pub certify: String,
    /// "has successfully completed the course".
    pub statement: String,
    /// Hours, grade, language and version studied, Party.
    pub details: Vec<String>,
    /// Labels: "Issued on".
    pub issued: String,
    pub valid_until: String,
    pub serial: String,
    pub verify: String,
    /// What a screen reader says for the QR code.
    pub qr: String,
    /// "TEST – not a certificate".
    pub test: String,
    /// A paragraph that the design adds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holder {
    pub person: PersonId,
    pub name: String,
    /// The language that she reads, which tells in whose letters 田中 is drawn.
    pub name_locale: Option<Locale>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CourseFacts {
    pub id: CourseId,
    pub slug: Slug,
    /// In every language that the version had.
    pub titles: BTreeMap<Locale, String>,
    pub hours: u16,
    pub version: VersionId,
    pub version_number: i32,
    pub version_hash: String,
    pub edition: EditionId,
    /// The language studied.
    pub edition_locale: Locale,
    pub generation: i32,
    pub edition_hash: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grade {
    pub basis_points: i32,
    /// Whether it is printed.
    pub shown: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartyFacts {
    pub code: PartyCode,
    pub names: BTreeMap<String, String>,
}

/// Who stands behind it: an office, and perhaps a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Official {
    pub names: BTreeMap<Locale, String>,
    pub roles: BTreeMap<Locale, String>,
    /// The picture of the signature, by its SHA-256.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<ContentHash>,
}

/// A record as it is kept: the very text, and the SHA-256 of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    pub text: String,
    pub sha256: String,
}

impl Record {
    #[must_use]
    pub fn new(id: CertificateId, serial: String, issued_at: Timestamp, facts: Facts) -> Self {
        Self { format: FORMAT, id, serial, issued_at, valid_until: None, facts }
    }

    /// The certificate that would be issued, to see whether it can be printed.
    #[must_use]
    pub fn proof(draft: Draft, now: Timestamp) -> Self {
        let valid_until = draft.end(now);
        Self { valid_until, ..Self::new(CertificateId::NONE, Self::serial(now.day().year(), 0), now, draft.facts) }
    }

    /// The number of a certificate among those of its year.
    #[must_use]
    pub fn serial(year: i32, number: i32) -> String {
        format!("VC-{year}-{number:08}")
    }

    /// Where anybody verifies it; printed, and drawn as a QR code.
    #[must_use]
    pub fn verify_url(&self) -> String {
        format!("{}{}", self.facts.base_url, self.id.verify_path())
    }

    /// What is left when whatever tells of the person is taken out: what was certified, when, and by whom.
    #[must_use]
    pub fn without_person(mut self) -> Self {
        let facts = &mut self.facts;
        facts.holder = Holder { person: facts.holder.person, name: String::new(), name_locale: None };
        (facts.grade, facts.party) = (None, None);
        facts.phrases.clear();
        self
    }

    /// # Errors
    /// When the record cannot be written as JSON.
    pub fn seal(&self) -> Result<Sealed, serde_json::Error> {
        let text = serde_json::to_string(self)?;
        let sha256 = ContentHash::of(text.as_bytes()).to_string();
        Ok(Sealed { text, sha256 })
    }
}

impl Sealed {
    /// The record, unless a single character of it was changed since it was sealed.
    #[must_use]
    pub fn open(&self) -> Option<Record> {
        let is_intact = ContentHash::of(self.text.as_bytes()).to_string() == self.sha256;
        is_intact.then(|| self.remains()).flatten()
    }

    /// The record, whatever became of it: of one that was erased the hash is that of what was issued.
    #[must_use]
    pub fn remains(&self) -> Option<Record> {
        serde_json::from_str(&self.text).ok()
    }
}

impl Facts {
    /// What stands in a map of languages for one of them: in that language, else in the certificate's, else in any.
    #[must_use]
    pub fn wording<'a>(&self, texts: &'a BTreeMap<Locale, String>, locale: &Locale) -> Option<(&'a Locale, &'a str)> {
        let found = texts.get_key_value(locale).or_else(|| texts.get_key_value(&self.language));
        let found = found.or_else(|| texts.get_key_value(&self.course.edition_locale)).or_else(|| texts.iter().next());
        found.map(|(locale, text)| (locale, text.as_str()))
    }

    /// The languages in which it can be printed, its own first.
    #[must_use]
    pub fn languages(&self) -> Vec<Locale> {
        let others = self.phrases.keys().filter(|locale| **locale != self.language);
        std::iter::once(&self.language).chain(others).cloned().collect()
    }

    /// What its design adds in words, by language.
    #[must_use]
    pub fn notes(&self) -> BTreeMap<Locale, String> {
        let note = |(locale, phrases): (&Locale, &Phrases)| Some((locale.clone(), phrases.note.clone()?));
        self.phrases.iter().filter_map(note).collect()
    }

    /// The hours of study, where they are printed.
    #[must_use]
    pub fn shown_hours(&self) -> Option<u16> {
        (!self.hides_hours).then_some(self.course.hours)
    }

    /// The grade, where it is printed.
    #[must_use]
    pub fn shown_grade(&self) -> Option<i32> {
        self.grade.filter(|grade| grade.shown).map(|grade| grade.basis_points)
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::ids::Id as _;

    /// A certificate for somebody.
    pub fn facts(name: &str) -> Facts {
        let now = Timestamp::from_micros(1_795_430_000_000_000);
        let titles = [(Locale::EN, "CITES for Customs Officers"), (Locale::FR, "La CITES pour les douaniers")];
        Facts {
            kind: Kind::Completion,
            test: false,
            language: Locale::EN,
            holder: Holder { person: PersonId::new(now), name: name.to_owned(), name_locale: None },
            enrolment: EnrolmentId::new(now),
            course: CourseFacts {
                id: CourseId::new(now),
                slug: Slug::parse("customs").expect("a slug"),
                titles: titles.into_iter().map(|(locale, title)| (locale, title.to_owned())).collect(),
                hours: 6,
                version: VersionId::new(now),
                version_number: 2,
                version_hash: "aa".repeat(32),
                edition: EditionId::new(now),
                edition_locale: Locale::EN,
                generation: 1,
                edition_hash: "bb".repeat(32),
            },
            completed_at: now,
            grade: Some(Grade { basis_points: 8_750, shown: true }),
            party: Some(PartyFacts {
                code: "MG".parse().expect("a Party"),
                names: [("en".to_owned(), "Madagascar".to_owned())].into(),
            }),
            issuer: [(Locale::EN, "CITES Virtual College".to_owned())].into(),
            officials: Vec::new(),
            template: crate::certificates::render::template_sha256(),
            hides_hours: false,
            base_url: "https://college.example.org".to_owned(),
            phrases: BTreeMap::new(),
        }
    }

    #[test]
    fn a_sealed_record_opens_only_as_long_as_nothing_was_changed() {
        let now = Timestamp::from_micros(1_795_430_000_000_001);
        let record = Record::new(CertificateId::fresh(), Record::serial(2026, 42), now, facts("Ana \"<b>\" Ríos"));
        assert_eq!(record.serial, "VC-2026-00000042");
        let sealed = record.seal().expect("JSON");
        assert_eq!(sealed.open(), Some(record.clone()));
        assert_eq!(record.seal().expect("JSON"), sealed);
        assert!(
            !sealed.text.contains("signature") && !sealed.text.contains("note"),
            "records of before stay as they are"
        );
        for (from, to) in [("Ana", "Eva"), ("8750", "9750"), ("\"test\":false", "\"test\":true"), ("}", "} ")] {
            let altered = Sealed { text: sealed.text.replacen(from, to, 1), ..sealed.clone() };
            assert_ne!(altered.text, sealed.text);
            assert_eq!(altered.open(), None, "{from}");
        }
    }

    #[test]
    fn a_text_is_given_in_the_language_asked_for_or_in_the_certificates_own() {
        let facts = facts("Ana");
        for (asked, found) in [(Locale::FR, "La CITES pour les douaniers"), (Locale::ES, "CITES for Customs Officers")]
        {
            assert_eq!(facts.wording(&facts.course.titles, &asked).map(|(_, title)| title), Some(found));
        }
    }
}
