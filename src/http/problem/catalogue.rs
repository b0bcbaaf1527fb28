//! Every code that a refusal can have. The OpenAPI document takes statuses and examples from here, and the page behind a
//! problem's `type` its entries; tests hold the lists against the code and the catalogues of words.

use crate::clock::Timestamp;
use crate::i18n::{Args, Locale};

/// Codes of problems, by status.
pub const PROBLEMS: &[(u16, &[&str])] = &[
    (
        400,
        &[
            "body-incomplete",
            "body-malformed",
            "body-too-deep",
            "cursor-invalid",
            "idempotency-key-invalid",
            "language-unknown",
            "limit-out-of-range",
            "query-invalid",
            "request-malformed",
        ],
    ),
    (401, &["refresh-invalid", "sign-in-failed", "sign-in-required", "token-expired", "token-invalid"]),
    (
        403,
        &[
            "accommodation-own",
            "affiliation-own",
            "certificate-is-ones-own",
            "certificate-withheld",
            "contribution-terms-not-accepted",
            "email-not-verified",
            "enrolment-own-request",
            "enrolment-required",
            "forbidden",
            "form-from-elsewhere",
            "password-wrong",
            "role-not-yours",
            "setup-code-invalid",
            "sign-off-token-wrong",
            "translation-not-yours",
            "translation-own-work",
        ],
    ),
    (
        404,
        &[
            "accommodation-unknown",
            "activity-unknown",
            "affiliation-unknown",
            "attempt-unknown",
            "candidate-unknown",
            "catalogue-unknown",
            "certificate-design-unknown",
            "certificate-language-unavailable",
            "certificate-picture-unknown",
            "certificate-unknown",
            "comment-unknown",
            "correction-request-unknown",
            "course-unknown",
            "draft-unknown",
            "enrolment-unknown",
            "import-unknown",
            "link-invalid",
            "locale-unknown",
            "not-found",
            "party-unknown",
            "person-unknown",
            "publication-unknown",
            "question-unknown",
            "role-grant-unknown",
            "route-unknown",
            "sign-off-batch-unknown",
            "term-unknown",
            "translation-unknown",
            "unit-unknown",
            "workshop-unknown",
        ],
    ),
    (405, &["method-not-allowed"]),
    (406, &["certificate-not-signed"]),
    (408, &["body-too-slow"]),
    (
        409,
        &[
            "activity-not-a-quiz",
            "affiliation-already-decided",
            "affiliation-exists",
            "affiliation-too-many-requests",
            "attempt-closed",
            "attempts-used-up",
            "certificate-already-replaced",
            "certificate-already-revoked",
            "certificate-altered",
            "certificate-design-exists",
            "certificate-erasure-holders",
            "certificate-erasure-suspended",
            "certificate-not-printable",
            "certificate-not-suspended",
            "certificate-revoked",
            "certificate-script-missing",
            "certificate-suspended",
            "correction-request-decided",
            "correction-request-exists",
            "course-already-published",
            "email-taken",
            "enrolment-affiliation-not-vouched",
            "enrolment-affiliation-required",
            "enrolment-affiliation-unfit",
            "enrolment-already-decided",
            "enrolment-approval-required",
            "enrolment-closed",
            "enrolment-cohort-unfit",
            "enrolment-exists",
            "enrolment-expired",
            "enrolment-not-active",
            "enrolment-prerequisites-missing",
            "enrolment-version-current",
            "enrolment-version-not-in-language",
            "enrolment-vouching-ended",
            "exchange-format-unfit",
            "exchange-nothing-translated",
            "glossary-full",
            "idempotency-key-reused",
            "last-administrator",
            "last-locale-lead",
            "locale-closed",
            "locale-exists",
            "locale-interface-not-published",
            "locale-nothing-published",
            "locale-several-reviewers",
            "locale-step-unknown",
            "locale-supporters-missing",
            "party-flag-unchanged",
            "person-unverified",
            "publication-assessment-not-complete",
            "publication-brings-back",
            "publication-not-complete",
            "role-grant-exists",
            "setup-done",
            "sign-off-batch-changed",
            "sign-off-batch-expired",
            "sign-off-nobody",
            "source-language",
            "source-moved",
            "term-exists",
            "translation-checks-block",
            "translation-exists",
            "translation-many-wait",
            "translation-settled",
            "workshop-being-checked",
            "workshop-empty",
            "workshop-expired",
            "workshop-has-errors",
            "workshop-not-as-shown",
            "workshop-without-certificate",
        ],
    ),
    (410, &["certificate-erased"]),
    (412, &["precondition-failed"]),
    (413, &["body-too-large"]),
    (415, &["content-type-unsupported", "verification-file-unrecognised"]),
    (
        422,
        &[
            "body-invalid",
            "course-package-refused",
            "picture-blank",
            "picture-too-large",
            "picture-unreadable",
            "publication-refused",
            "verification-credential-missing",
            "verification-file-damaged",
            "verification-file-encrypted",
            "verification-several-credentials",
            "workshop-list-unreadable",
        ],
    ),
    (428, &["precondition-required"]),
    (429, &["rate-limited"]),
    (500, &["internal-error"]),
    (503, &["busy"]),
    (507, &["storage-full"]),
];

/// Codes of what is wrong with one member of a body, in `errors` of a problem.
pub const FIELDS: &[&str] = &[
    "account-not-needed",
    "answer-id-repeated",
    "answer-id-unknown",
    "answer-not-a-number",
    "answer-number-ambiguous",
    "answer-order-incomplete",
    "certificate-name-unchanged",
    "certificate-name-unlike",
    "certificate-serial-other",
    "bridge-not-served",
    "cohort-course-unknown",
    "cohort-unknown",
    "colour-malformed",
    "colour-too-light",
    "country-invalid",
    "design-layout-unknown",
    "design-not-printable",
    "design-script-missing",
    "email-invalid",
    "enrolment-language-not-offered",
    "enrolment-unknown",
    "events-too-many",
    "extra-time-out-of-range",
    "field-control-characters",
    "field-duplicate",
    "field-empty",
    "field-invalid",
    "field-missing",
    "field-too-long",
    "field-too-many-items",
    "field-unknown",
    "field-unknown-word",
    "field-wrong-type",
    "language-not-proposable",
    "language-unknown",
    "moment-passed",
    "moment-too-soon",
    "number-out-of-range",
    "party-unknown",
    "password-too-common",
    "password-too-short",
    "person-or-email",
    "person-unknown",
    "picture-not-kept",
    "policy-design-unknown",
    "policy-member-unfit",
    "policy-term-unfit",
    "priority-out-of-range",
    "publication-text-rolled-back",
    "scope-not-for-role",
    "scope-unknown",
    "share-out-of-range",
    "sign-off-chosen-twice",
    "slug-malformed",
    "totp-not-set-up",
    "translation-does-not-fit",
    "until-too-far",
    "verification-one-of-both",
    "version-not-later",
    "workshop-day-ahead",
    "workshop-day-too-early",
    "workshop-list-column-twice",
    "workshop-list-encoding",
    "workshop-list-names-in-parts",
    "workshop-list-no-text",
    "workshop-list-too-long",
    "workshop-list-without-names",
    "workshop-list-without-rows",
];

/// Codes of why one item of a request was not done while others were.
pub const ITEMS: &[&str] = &[
    "candidate-already-decided",
    "candidate-changed",
    "candidate-failed",
    "candidate-is-oneself",
    "candidate-unknown",
    "candidate-validity-over",
    "event-activity-unknown",
    "event-after-the-end",
    "event-before-enrolment",
    "event-id-taken",
    "event-in-the-future",
    "event-language-not-offered",
    "event-not-a-lesson",
    "event-seconds-invalid",
    "workshop-account-disabled",
    "workshop-account-name-differs",
    "workshop-certificate-anew",
    "workshop-certificate-differs",
    "workshop-certificate-late",
    "workshop-certificate-revoked",
    "workshop-certificate-waits",
    "workshop-grade-invalid",
    "workshop-language-not-offered",
    "workshop-name-shared",
    "workshop-name-unprintable",
    "workshop-name-vouched",
    "workshop-namesake",
    "workshop-party-left-out",
    "workshop-row-differs",
    "workshop-row-failed",
    "workshop-row-malformed",
    "workshop-row-oneself",
    "workshop-row-repeated",
    "workshop-row-too-many-cells",
];

/// The status of a problem.
#[must_use]
pub fn status_of(code: &str) -> Option<u16> {
    PROBLEMS.iter().find(|(_, codes)| codes.contains(&code)).map(|(status, _)| *status)
}

/// Something for every message to speak of where there is no occurrence.
#[must_use]
pub fn sample() -> Args {
    let end = Timestamp::from_micros(1_803_978_000_000_000);
    Args::new()
        .set("act", "suggestion")
        .set("activity", "export-permit")
        .set("bytes", 262_144)
        .set("column", 14)
        .set("count", 2)
        .set("course", "CITES for customs officers")
        .set("courses", vec!["Introduction to CITES".to_owned(), "CITES for customs officers".to_owned()])
        .set("done", 60)
        .set("end", end)
        .set("heading", "E-mail")
        .set("kind", "course")
        .set("language", "français")
        .set("languages", vec!["English".to_owned(), "français".to_owned()])
        .set("largest", 100)
        .set("limit", 3)
        .set("line", 3)
        .set("locale", &Locale::ES)
        .set("tag", "es")
        .set("max", 120)
        .set("min", 12)
        .set("missing", 2)
        .set("most", 5)
        .set("name", "Ana Rakoto")
        .set("needed", 80)
        .set("parameter", "limit")
        .set("people", vec!["Ana Rakoto".to_owned(), "Ben Rasolo".to_owned()])
        .set("script", "Khmer")
        .set("seconds", 30)
        .set("serial", "VC-2026-00000042")
        .set("state", "withdrawn")
        .set("words", "approved, refused")
}
