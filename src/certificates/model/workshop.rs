//! A course that was taught in a room, and the list of those who took part: shown and counted first, then confirmed, then done bit by
//! bit.

use diesel::Queryable;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::clock::Timestamp;
use crate::cohorts::CohortId;
use crate::courses::{CourseId, VersionId};
use crate::db::Json;
use crate::enrolments::EnrolmentId;
use crate::error::FieldProblem;
use crate::i18n::{Args, Locale, Value};
use crate::ids::PersonId;
use crate::parties::PartyCode;
use crate::text;
use crate::{id_type, words};

/// Of a title.
pub const LONGEST_TITLE: usize = 200;

id_type!(
    /// A course that was taught in a room.
    WorkshopId
);

words!(
    /// How far a workshop's list has come.
    #[schema(example = "proposed")]
    WorkshopState {
        /// What would come of it is being found out; nothing is changed by that.
        Checking = "checking",
        /// It waits to be confirmed.
        Proposed = "proposed",
        Running = "running",
        Done = "done",
        /// Who confirmed it may not sign off any more.
        Stopped = "stopped",
    }
);

words!(
    /// What becomes of a row.
    #[schema(example = "ready")]
    ParticipantState {
        Unchecked = "unchecked",
        /// A certificate would be issued.
        Ready = "ready",
        /// Nothing comes of it as it stands.
        InError = "in-error",
        /// She has completed the course, or has a certificate of this workshop.
        HasOne = "has-one",
        /// The same as an earlier row.
        Repeated = "repeated",
        BeingIssued = "being-issued",
        Issued = "issued",
        /// As a candidate that needs a font.
        NeedsScript = "needs-script",
        /// As a candidate that cannot be printed.
        NotPrintable = "not-printable",
    }
);

impl ParticipantState {
    /// Whether a certificate is issued, or is going to be.
    #[must_use]
    pub const fn comes_to_a_certificate(self) -> bool {
        matches!(self, Self::Ready | Self::BeingIssued | Self::Issued | Self::NeedsScript | Self::NotPrintable)
    }
}

words!(
    /// How much a finding matters.
    #[schema(as = ParticipantFindingSeverity, example = "error")]
    Severity {
        /// Nothing comes of the row.
        Error = "error",
        Warning = "warning",
    }
);

/// A course that was taught in a room.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Workshop {
    pub id: WorkshopId,
    pub course: CourseId,
    pub version: VersionId,
    /// For the Secretariat's eyes.
    pub title: String,
    /// The first moment of the day on which it ended.
    pub ended_on: Timestamp,
    /// The language that it was taught in; a row may have its own.
    pub locale: Locale,
    pub cohort: Option<CohortId>,
    /// The SHA-256 of the list.
    pub file: Vec<u8>,
    pub proposed_by: PersonId,
    pub proposed_at: Timestamp,
    pub expires_at: Timestamp,
    pub state: WorkshopState,
    pub checked_at: Option<Timestamp>,
    /// How many certificates were to be issued when it was checked.
    pub size: i32,
    pub confirmed_by: Option<PersonId>,
    pub confirmed_at: Option<Timestamp>,
    pub finished_at: Option<Timestamp>,
    /// The headings of columns of the list that nothing was taken from.
    pub ignored_columns: Json,
}

impl Workshop {
    /// When those who were there completed the course: at noon of the day, which is the same day nearly everywhere, and not later
    /// than the list came in.
    #[must_use]
    pub fn completed_at(&self) -> Timestamp {
        self.ended_on.plus(std::time::Duration::from_hours(12)).min(self.proposed_at.max(self.ended_on))
    }

    /// What confirms it: bound to the list and to how many certificates would be issued. It is no secret: whoever shows it has
    /// seen what was found.
    #[must_use]
    pub fn token(&self) -> String {
        let mut digest = Sha256::new();
        digest.update(self.id.to_string());
        digest.update(&self.file);
        digest.update(self.size.to_be_bytes());
        digest.update(self.checked_at.map_or(0, Timestamp::as_micros).to_be_bytes());
        text::hex(&digest.finalize())
    }

    /// By what a list is known when it comes again.
    pub(super) fn key(&self) -> String {
        format!("{}\n{}\n{}", self.course, self.ended_on.day(), one_spaced(&text::folded(&self.title)))
    }
}

/// A row of the list, at its place.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Participant {
    pub workshop: WorkshopId,
    pub place: i32,
    pub line: i32,
    /// A digest of who it is, in this workshop: a list that comes again is about the same people. Empty in error.
    pub identity: Vec<u8>,
    /// The name as it is compared.
    pub name_key: String,
    /// As it is to be printed.
    pub name: String,
    /// Kept until the certificates are issued, and no longer.
    pub email: Option<String>,
    pub party: Option<PartyCode>,
    pub locale: Locale,
    pub reference: Option<String>,
    /// Basis points, 0 to 10,000.
    pub grade: Option<i32>,
    pub state: ParticipantState,
    /// Whether she has an account that she has confirmed.
    pub has_account: bool,
    pub warned: bool,
    pub findings: Json,
    pub person: Option<PersonId>,
    pub enrolment: Option<EnrolmentId>,
}

/// What there is to say of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub severity: Severity,
    /// In which column; `None`: the row as a whole.
    pub column: Option<String>,
    /// The message that says it.
    pub code: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    about: Option<About>,
}

/// What the message is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    Line(i32),
    Max(i64),
    Name(String),
    Script(String),
    Serial(String),
}

impl Finding {
    #[must_use]
    pub fn error(column: Option<&str>, code: &str) -> Self {
        Self { severity: Severity::Error, column: column.map(str::to_owned), code: code.to_owned(), about: None }
    }

    #[must_use]
    pub fn warning(column: Option<&str>, code: &str) -> Self {
        Self { severity: Severity::Warning, ..Self::error(column, code) }
    }

    #[must_use]
    pub fn about(self, about: About) -> Self {
        Self { about: Some(about), ..self }
    }

    /// What the message is told.
    #[must_use]
    pub fn args(&self) -> Args {
        match &self.about {
            None => Args::new(),
            Some(About::Line(line)) => Args::new().set("line", *line),
            Some(About::Max(max)) => Args::new().set("max", *max),
            Some(About::Name(name)) => Args::new().set("name", name.as_str()),
            Some(About::Script(script)) => Args::new().set("script", script.as_str()),
            Some(About::Serial(serial)) => Args::new().set("serial", serial.as_str()),
        }
    }

    /// The problem of a member, said of a cell.
    pub(super) fn of(problem: &FieldProblem, column: &str) -> Self {
        let max = problem.args.iter().find_map(|(name, value)| match value {
            #[expect(clippy::cast_possible_truncation, reason = "a length that is allowed")]
            Value::Number(max) if name == "max" => Some(About::Max(*max as i64)),
            _ => None,
        });
        Self { about: max, ..Self::error(Some(column), problem.code) }
    }
}

impl Participant {
    /// Adds what there is to say, and what follows from it.
    ///
    /// # Errors
    /// When what is stored is damaged.
    pub fn note(&mut self, finding: Finding) -> Result<(), serde_json::Error> {
        match finding.severity {
            Severity::Error => self.state = ParticipantState::InError,
            Severity::Warning => self.warned = true,
        }
        let mut findings: Vec<Finding> = self.findings.read()?;
        findings.push(finding);
        self.findings = Json::of(&findings)?;
        Ok(())
    }
}

/// One space for whatever stands between words.
pub(super) fn one_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
