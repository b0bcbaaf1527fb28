//! A course that was taught in a room, and the list of those who took part: shown and counted first, then confirmed, then done bit by
//! bit.

use std::collections::HashMap;

use diesel::Queryable;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::accounts::{self, Email};
use crate::clock::Timestamp;
use crate::cohorts::CohortId;
use crate::courses::{CourseId, VersionId};
use crate::db::Json;
use crate::enrolments::EnrolmentId;
use crate::error::FieldProblem;
use crate::formats::participants::{Listed, Said};
use crate::i18n::{Args, Locale, Value};
use crate::ids::PersonId;
use crate::parties::PartyCode;
use crate::text;
use crate::{id_type, words};

/// Of a title.
pub const LONGEST_TITLE: usize = 200;
/// Of what a list calls somebody by.
const LONGEST_REFERENCE: usize = 60;
/// Of a name that cannot be one, for whoever looks for it in the file.
const QUOTED_CHARACTERS: usize = 120;

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

    fn key(&self) -> String {
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
        }
    }

    /// The problem of a member, said of a cell.
    fn of(problem: &FieldProblem, column: &str) -> Self {
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

/// The rows of a list, each with what can be said of it without looking further.
///
/// Who somebody is, is told by her address, else by her reference, else by her name. The same row twice is one; two that say
/// different things of one person are not, and neither is told to be right.
///
/// # Errors
/// Never, while a finding can be written as JSON.
pub fn read_rows(
    workshop: &Workshop,
    offered: &[Locale],
    list: &[Listed],
) -> Result<Vec<Participant>, serde_json::Error> {
    let key = workshop.key();
    let rows = (0..).zip(list).map(|(place, listed)| read_row(workshop, offered, (place, listed)));
    let mut rows = rows.collect::<Result<Vec<_>, _>>()?;
    for row in rows.iter_mut().filter(|row| row.state != ParticipantState::InError) {
        row.identity = identity(&key, row);
    }
    for (place, finding) in compare_rows(&rows) {
        let Some(row) = rows.get_mut(place) else { continue };
        let is_repeated = finding.severity == Severity::Warning;
        row.note(finding)?;
        if is_repeated {
            row.state = ParticipantState::Repeated;
        }
    }
    Ok(rows)
}

/// What is to be said of rows because of other rows.
fn compare_rows(rows: &[Participant]) -> Vec<(usize, Finding)> {
    let mut by_name: HashMap<&str, Vec<&Participant>> = HashMap::new();
    for row in rows {
        by_name.entry(&row.name_key).or_default().push(row);
    }
    let mut by_identity: HashMap<&[u8], &Participant> = HashMap::new();
    let mut found = Vec::new();
    for (place, row) in rows.iter().enumerate().filter(|(_, row)| row.state != ParticipantState::InError) {
        let first = *by_identity.entry(&row.identity).or_insert(row);
        let is_named_only = row.email.is_none() && row.reference.is_none();
        let namesakes = by_name.get(row.name_key.as_str()).into_iter().flatten();
        let other = namesakes.copied().find(|other| is_named_only && !says_the_same(other, row));
        let finding = match other {
            Some(other) => Finding::error(Some("name"), "workshop-name-shared").about(About::Line(other.line)),
            None if first.place == row.place => continue,
            None if says_the_same(first, row) => {
                Finding::warning(None, "workshop-row-repeated").about(About::Line(first.line))
            }
            None => Finding::error(None, "workshop-row-differs").about(About::Line(first.line)),
        };
        found.push((place, finding));
    }
    found
}

fn says_the_same(one: &Participant, other: &Participant) -> bool {
    let said = |row: &Participant| {
        let key = row.email.as_deref().and_then(|email| Email::parse(email, "").ok()).map(|it| it.key().to_owned());
        (row.name.clone(), key, row.party, row.locale.clone(), row.reference.clone(), row.grade)
    };
    said(one) == said(other)
}

/// Numbers and names of two kinds are never the same.
fn identity(workshop: &str, row: &Participant) -> Vec<u8> {
    let address = row.email.as_deref().and_then(|email| Email::parse(email, "").ok());
    let who = match (&address, &row.reference) {
        (Some(address), _) => format!("email\n{}", address.key()),
        (None, Some(reference)) => format!("reference\n{}", text::folded(reference)),
        (None, None) => format!("name\n{}", row.name_key),
    };
    Sha256::digest(format!("{workshop}\n{who}")).to_vec()
}

/// One space for whatever stands between words.
fn one_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn read_row(
    workshop: &Workshop,
    offered: &[Locale],
    (place, listed): (i32, &Listed),
) -> Result<Participant, serde_json::Error> {
    let blank = Said::default();
    let said = listed.said.as_ref().unwrap_or(&blank);
    let mut row = Participant {
        workshop: workshop.id,
        place,
        line: i32::try_from(listed.line).unwrap_or(i32::MAX),
        identity: Vec::new(),
        name_key: one_spaced(&text::folded(&said.name)).chars().take(QUOTED_CHARACTERS).collect(),
        name: said.name.chars().filter(|c| !text::is_unreadable(*c)).take(QUOTED_CHARACTERS).collect(),
        email: None,
        party: None,
        locale: workshop.locale.clone(),
        reference: None,
        grade: None,
        state: ParticipantState::Unchecked,
        has_account: false,
        warned: false,
        findings: Json::of(&Vec::<Finding>::new())?,
        person: None,
        enrolment: None,
    };
    if listed.said.is_none() {
        row.note(Finding::error(None, "workshop-row-malformed"))?;
        return Ok(row);
    }
    let mut findings = Vec::new();
    row.name = name(&said.name).unwrap_or_else(|finding| {
        findings.push(finding);
        row.name.clone()
    });
    let mut take = |found: Result<(), Finding>| findings.extend(found.err());
    take(email(&said.email).map(|found| row.email = found));
    take(party(&said.party).map(|found| row.party = found));
    take(language(&said.language, offered).map(|found| row.locale = found.unwrap_or(workshop.locale.clone())));
    take(reference(&said.reference).map(|found| row.reference = found));
    take(grade(&said.grade).map(|found| row.grade = found));
    findings.into_iter().try_for_each(|finding| row.note(finding))?;
    Ok(row)
}

/// Nobody is called so, and a spreadsheet would calculate it.
fn begins_a_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}', '|', '%'])
}

fn name(text: &str) -> Result<String, Finding> {
    let name = accounts::name(&one_spaced(text), "").map_err(|problem| Finding::of(&problem, "name"))?;
    let is_name = !begins_a_formula(&name) && name.chars().any(char::is_alphabetic);
    if is_name { Ok(name) } else { Err(Finding::error(Some("name"), "workshop-name-unlike")) }
}

fn email(text: &str) -> Result<Option<String>, Finding> {
    if text.is_empty() {
        return Ok(None);
    }
    let email = Email::parse(text, "").map_err(|problem| Finding::of(&problem, "email"))?;
    Ok(Some(email.address().to_owned()))
}

/// What is no code of a Party is left out of the certificate, and holds nobody up.
fn party(text: &str) -> Result<Option<PartyCode>, Finding> {
    if text.is_empty() {
        return Ok(None);
    }
    let code = text.to_uppercase().parse();
    code.map(Some).map_err(|_| Finding::warning(Some("party"), "workshop-party-left-out"))
}

fn language(text: &str, offered: &[Locale]) -> Result<Option<Locale>, Finding> {
    if text.is_empty() {
        return Ok(None);
    }
    let locale = text.parse().map_err(|_| Finding::error(Some("language"), "language-unknown"))?;
    if offered.contains(&locale) {
        Ok(Some(locale))
    } else {
        Err(Finding::error(Some("language"), "workshop-language-not-offered"))
    }
}

fn reference(text: &str) -> Result<Option<String>, Finding> {
    if text.is_empty() {
        return Ok(None);
    }
    let line = text::line(text, LONGEST_REFERENCE);
    line.map(Some).map_err(|fault| Finding::of(&fault.at(""), "reference"))
}

/// Percent, perhaps with one sign after it and with a point or a comma: to basis points.
fn grade(text: &str) -> Result<Option<i32>, Finding> {
    if text.is_empty() {
        return Ok(None);
    }
    let wrong = || Finding::error(Some("grade"), "workshop-grade-invalid");
    let number = text.strip_suffix('%').unwrap_or(text).trim_end();
    let (whole, parts) = number.split_once(['.', ',']).unwrap_or((number, "0"));
    let is_number = |digits: &str, most: usize| {
        (1..=most).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !is_number(whole, 3) || !is_number(parts, 2) {
        return Err(wrong());
    }
    let basis_points: i32 = format!("{whole}{parts:0<2}").parse().map_err(|_| wrong())?;
    if basis_points <= 10_000 { Ok(Some(basis_points)) } else { Err(wrong()) }
}
