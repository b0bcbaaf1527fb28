//! What somebody is doing here, how far she has come, and what she has earned.

use std::collections::BTreeMap;

use askama::Template;

use super::components::{Notice, Progress};
use super::edition::Shown;
use super::form::Hidden;
use super::layout::{Layout, Link, Section};
use super::phrase::Phrase;
use super::reading::Reading;
use crate::accounts::{self, Actor};
use crate::app::App;
use crate::certificates::{self, Certificate, ListedCertificate, Standing};
use crate::clock::Timestamp;
use crate::db::Snapshot;
use crate::enrolments::{self, Enrolment, EnrolmentId, EnrolmentStanding};
use crate::error::AppError;
use crate::i18n::{Args, format};
use crate::progress::{self, Outlook};

/// More than anybody takes. Who has more finds the latest here.
const MOST: i64 = 100;

/// What somebody is doing and has earned, and the form with which she signs out.
#[derive(Template)]
#[template(path = "pages/mine.html")]
pub struct MyPage {
    layout: Layout,
    title: Phrase,
    greeting: Phrase,
    courses_title: Phrase,
    courses: Vec<CourseRow>,
    nothing: Option<Notice>,
    catalogue: Link,
    certificates_title: Phrase,
    certificates: Vec<CertificateRow>,
    go_on: Phrase,
    token: Hidden,
    action: String,
    button: Phrase,
}

struct CourseRow {
    course: Link,
    state: Phrase,
    progress: Option<Progress>,
    /// Where to go on.
    next: Option<Link>,
}

struct CertificateRow {
    title: Phrase,
    facts: Vec<Phrase>,
    links: Vec<Link>,
}

/// What is read of a person in one go.
pub struct Mine {
    name: String,
    enrolments: Vec<Enrolment>,
    outlooks: BTreeMap<EnrolmentId, Outlook>,
    certificates: Vec<ListedCertificate>,
}

/// Reads it.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn read(snapshot: &mut Snapshot<'_>, app: &App, actor: &Actor) -> Result<Mine, AppError> {
    let enrolments = enrolments::list_own(snapshot, actor, None, MOST)?;
    let outlooks = progress::outlooks(snapshot, &app.library, actor.person, &enrolments)?;
    let certificates = certificates::list_own(snapshot, actor, None, MOST)?;
    let name = accounts::name_of(snapshot, actor.person)?.unwrap_or_default();
    Ok(Mine { name, enrolments, outlooks, certificates })
}

/// The page. `token` shows that its form is of this session.
///
/// # Errors
/// When a course has no edition, which publication does not allow.
pub fn page(app: &App, reading: &Reading, mine: &Mine, token: Hidden) -> Result<MyPage, AppError> {
    let now = app.clock.now();
    let title = reading.say("pages-my");
    let courses = mine.enrolments.iter().filter_map(|it| course(app, reading, (it, mine, now)).transpose());
    let courses: Vec<CourseRow> = courses.collect::<Result<_, _>>()?;
    let nothing = Notice { text: reading.say("pages-my-nothing"), detail: None };
    Ok(MyPage {
        layout: Layout::new(reading, &title, Section::Mine, &[]),
        greeting: reading.tell("pages-my-greeting", &Args::new().set("name", mine.name.as_str())),
        courses_title: reading.say("pages-courses"),
        nothing: courses.is_empty().then_some(nothing),
        courses,
        catalogue: Link::new(reading, "/courses", reading.say("pages-all-courses")),
        certificates_title: reading.say("pages-my-certificates"),
        certificates: mine.certificates.iter().filter_map(|it| certificate(reading, it, now)).collect(),
        go_on: reading.say("pages-go-on"),
        token,
        action: reading.link("/sign-out"),
        button: reading.say("pages-sign-out"),
        title,
    })
}

/// One course that somebody takes or took; not one that she has left.
fn course(
    app: &App,
    reading: &Reading,
    (enrolment, mine, now): (&Enrolment, &Mine, Timestamp),
) -> Result<Option<CourseRow>, AppError> {
    let standing = enrolment.standing(now);
    let Some(version) = app.library.current_of(enrolment.course) else { return Ok(None) };
    if standing == EnrolmentStanding::Withdrawn {
        return Ok(None);
    }
    let known = mine.outlooks.get(&enrolment.id);
    let version = known.map_or(&version, |outlook| &outlook.version);
    let course = Shown::taken(reading, version, &enrolment.locale)?;
    let known = known.filter(|_| standing == EnrolmentStanding::Active);
    let next = known.and_then(|outlook| outlook.next.as_ref());
    Ok(Some(CourseRow {
        course: Link::new(reading, &course.place(), course.title()),
        state: state(reading, enrolment, standing),
        progress: known.map(|outlook| Progress::new(reading, (outlook.counts.completed, outlook.counts.required))),
        next: next.map(|id| Link::new(reading, &course.place_of(id.as_str()), course.title_of(id))),
    }))
}

fn state(reading: &Reading, enrolment: &Enrolment, standing: EnrolmentStanding) -> Phrase {
    let day = |at: Timestamp| format::long_date(at.day(), &reading.locale);
    match (standing, enrolment.completed_at) {
        (EnrolmentStanding::Completed, Some(at)) => {
            reading.tell("pages-my-completed", &Args::new().set("date", day(at)))
        }
        (EnrolmentStanding::Requested, _) => reading.say("pages-my-requested"),
        (EnrolmentStanding::Refused, _) => reading.say("pages-my-refused"),
        (EnrolmentStanding::Expired, _) => reading.say("pages-my-expired"),
        _ => reading.say("pages-my-active"),
    }
}

/// One certificate; nothing of one whose record is damaged, of which nothing can be said.
fn certificate(reading: &Reading, listed: &ListedCertificate, now: Timestamp) -> Option<CertificateRow> {
    let certificate = listed.certificate.as_ref()?;
    let (facts, standing) = (&certificate.record.facts, certificate.standing(now));
    let (language, title) = facts.wording(&facts.course.titles, &reading.locale)?;
    let mut links = vec![Link::new(reading, &certificate.record.id.verify_path(), reading.say("pages-my-as-verified"))];
    if matches!(standing, Standing::Valid | Standing::Expired) && certificate.erased_at.is_none() {
        let place = format!("/my/certificates/{}/pdf", certificate.record.id);
        // In the language of the page where it can be had in that; else in its own.
        let is_spoken = facts.languages().contains(&reading.locale);
        let href = if is_spoken { format!("{place}?lang={}", reading.locale) } else { place };
        links.insert(0, Link { href, ..Link::new(reading, "/my", reading.say("pages-my-pdf")) });
    }
    Some(CertificateRow {
        title: reading.quote(title, language.clone()),
        facts: certificate_facts(reading, certificate, standing),
        links,
    })
}

fn certificate_facts(reading: &Reading, certificate: &Certificate, standing: Standing) -> Vec<Phrase> {
    let mut facts = vec![reading.say(standing.message()), Phrase::from(certificate.record.serial.clone())];
    if let Some(end) = certificate.end() {
        let day = format::long_date(end.day(), &reading.locale);
        facts.push(reading.tell("pages-my-until", &Args::new().set("date", day)));
    }
    facts
}
