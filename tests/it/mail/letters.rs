//! One letter of each kind.

use virtual_college::mail::{
    Deadline, Ending, Letter, LostCourse, Missed, Queue, ReviewQueue, Reviewed, SourceNews, Terms, TranslationNews,
};
use virtual_college::secret::Token;

use crate::support::{START, days};

pub fn token() -> Token {
    serde_json::from_str("\"q3-vJ8m0Yb1T5Zr7sKx2Lw9Nd4Hf6Gc0PaEuViOtQzR\"").expect("a token")
}

pub fn decided(approved: bool, reason: Option<&str>, confirmed_party: Option<&str>) -> Letter {
    let (reason, confirmed_party) = (reason.map(str::to_owned), confirmed_party.map(str::to_owned));
    Letter::EnrolmentDecided {
        course_title: "CITES for Customs Officers".to_owned(),
        approved,
        reason,
        confirmed_party,
    }
}

fn queue(party: &str, affiliations: i64, enrolments: i64) -> Queue {
    Queue { party: party.into(), affiliations, enrolments }
}

fn ending(name: &str) -> Ending {
    Ending { name: name.into(), end: START.plus(days(20)) }
}

fn affiliation_refused() -> Letter {
    Letter::AffiliationDecided {
        party: "Madagascar".into(),
        vouched: false,
        reason: Some("The authority does not know you.".into()),
    }
}

fn reviewed(verdict: &str, reason: Option<&str>, remark: &str) -> Reviewed {
    Reviewed {
        verdict: verdict.into(),
        reason: reason.map(str::to_owned),
        remark: remark.into(),
        reworded: false,
        text: "permit = Export permit".into(),
        language: "Swahili".into(),
        path: "/api/v1/units/0197a2c4-6f1e-7c3a-9d55-3f6a1b2c4d5e?locale=sw".into(),
    }
}

fn news() -> TranslationNews {
    let (language, path) = ("Swahili".to_owned(), "/api/v1/locales/sw/work".to_owned());
    let catalogue = "interface/courses".to_owned();
    TranslationNews {
        reviews: vec![
            reviewed("request-changes", Some("terminology"), "The Convention says “kibali”."),
            reviewed("reject", Some("wrong-meaning"), ""),
            reviewed("approve", None, ""),
            Reviewed { reworded: true, ..reviewed("approve", None, "Shorter.") },
        ],
        more_reviews: 3,
        queues: vec![ReviewQueue { language: language.clone(), count: 12, since: START, path: path.clone() }],
        deadlines: vec![Deadline {
            language: language.clone(),
            catalogue: catalogue.clone(),
            day: START.plus(days(14)),
            left: 1,
            path: path.clone(),
        }],
        sources: vec![SourceNews {
            language,
            catalogue,
            added: 1,
            added_path: path.clone(),
            changed: 2,
            changed_path: path,
        }],
        more_sources: 1,
        lost: vec![LostCourse {
            language: "Swahili".into(),
            course: "CITES for Customs Officers".to_owned(),
            left: 3,
            path: "/api/v1/locales/sw/work?catalogue=course/customs".into(),
        }],
        terms: Some(Terms { version: "2026-11".into(), licence: "CC BY 4.0".into() }),
    }
}

/// One of each kind, and of each way it can go.
pub fn letters() -> Vec<(&'static str, Letter)> {
    let course = || "CITES for Customs Officers".to_owned();
    let mut letters = vec![
        ("verify-email", Letter::VerifyEmail { token: token() }),
        ("already-registered", Letter::AlreadyRegistered),
        ("reset-password", Letter::ResetPassword { token: token() }),
        ("password-changed", Letter::PasswordChanged),
        ("role-granted", Letter::RoleGranted { role: "secretariat".into(), scope: String::new() }),
        ("role-granted-for", Letter::RoleGranted { role: "focal-point".into(), scope: "Madagascar".into() }),
        ("affiliation-vouched", Letter::AffiliationDecided { party: "Madagascar".into(), vouched: true, reason: None }),
        ("affiliation-refused", affiliation_refused()),
        ("enrolment-approved", decided(true, None, None)),
        ("enrolment-approved-and-confirmed", decided(true, None, Some("Madagascar"))),
        ("enrolment-refused", decided(false, Some("The course is full."), None)),
        (
            "requests-waiting",
            Letter::RequestsWaiting { queues: vec![queue("Kenya", 0, 1), queue("Madagascar", 1, 12)] },
        ),
        ("request-waiting", Letter::RequestsWaiting { queues: vec![queue("Madagascar", 1, 0)] }),
        (
            "approvals-ending",
            Letter::ApprovalsEnding { affiliations: vec![ending("Madagascar")], enrolments: vec![ending(&course())] },
        ),
        ("translation-news", Letter::TranslationNews { news: news(), end: Some(token()) }),
        (
            "leads-missed",
            Letter::LeadsMissed {
                languages: vec![
                    Missed { language: "Swahili".into(), since: Some(START) },
                    Missed { language: "Wolof".into(), since: None },
                ],
            },
        ),
    ];
    letters.extend(about_certificates());
    letters.extend(about_ends_of_certificates());
    letters
}

fn serial() -> String {
    "VC-2027-000042".into()
}

fn verify_path() -> String {
    "/verify/0197a2c4-6f1e-7c3a-9d55-3f6a1b2c4d5e".into()
}

fn about_certificates() -> Vec<(&'static str, Letter)> {
    let course = || "CITES for Customs Officers".to_owned();
    vec![
        (
            "certificate-refused",
            Letter::CertificateRefused { course_title: course(), reason: "You were not at the workshop.".into() },
        ),
        (
            "certificate-issued",
            Letter::CertificateIssued {
                course_title: course(),
                serial: serial(),
                verify_path: verify_path(),
                test: true,
                first: false,
            },
        ),
        (
            "certificate-issued-in-person",
            Letter::CertificateIssued {
                course_title: course(),
                serial: serial(),
                verify_path: verify_path(),
                test: false,
                first: true,
            },
        ),
        (
            "certificate-revoked",
            Letter::CertificateRevoked { serial: serial(), reason: "Issued to the wrong person.".into() },
        ),
        (
            "correction-refused",
            Letter::CorrectionRefused { serial: serial(), reason: "Please send us a document.".into() },
        ),
        (
            "certificate-suspended",
            Letter::CertificateSuspended { serial: serial(), reason: "It is under review.".into() },
        ),
        (
            "certificate-restored",
            Letter::CertificateRestored { serial: serial(), reason: "Nothing came of it.".into() },
        ),
        (
            "certificate-replaced",
            Letter::CertificateReplaced { old: serial(), serial: "VC-2027-000043".into(), verify_path: verify_path() },
        ),
    ]
}

fn about_ends_of_certificates() -> Vec<(&'static str, Letter)> {
    let course = || "CITES for Customs Officers".to_owned();
    vec![
        (
            "certificate-ending",
            Letter::CertificateEnding {
                course_title: course(),
                serial: serial(),
                end: START,
                early: true,
                renewal: Some(course()),
                verify_path: verify_path(),
            },
        ),
        (
            "certificate-goes-on",
            Letter::CertificateGoesOn { course_title: course(), serial: serial(), verify_path: verify_path() },
        ),
    ]
}
