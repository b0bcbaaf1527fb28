//! Enrolling in a course: what it takes, what was asked for and what became of it; and leaving a course.

use askama::Template;

use super::components::{self, Breadcrumb, Choice, Fact, Facts, Notice, authority};
use super::edition::Shown;
use super::form::{Errors, Fields, Hidden, Line, Select, value};
use super::layout::{Layout, Link};
use super::phrase::Phrase;
use super::reading::Reading;
use crate::accounts::Actor;
use crate::affiliations::{self, Affiliation, AuthorityKind};
use crate::courses::model::{Audience, Slug};
use crate::courses::{Library, PublishedVersion};
use crate::db::Snapshot;
use crate::enrolments::{self, Enrolment, EnrolmentState};
use crate::error::{AppError, Problem};
use crate::i18n::{Args, Bridges, Locale, fallback_chain, format};
use crate::parties::Party;

/// The names of the fields: those of the API's members, of which refusals speak.
pub const LOCALE: &str = "locale";
pub const AFFILIATION: &str = "affiliation";
pub const PARTY: &str = "party";
pub const AUTHORITY: &str = "authority";
pub const ORGANISATION: &str = "organisation";
/// In the place of an affiliation: one that is stated now.
pub const ANOTHER: &str = "another";

#[derive(Template)]
#[template(path = "pages/enrol.html")]
pub struct EnrolPage {
    layout: Layout,
    above: Breadcrumb,
    title: Phrase,
    errors: Option<Errors>,
    notices: Vec<Notice>,
    summary: Phrase,
    facts: Facts,
    form: Option<EnrolForm>,
    ways: Vec<Link>,
}

struct EnrolForm {
    action: String,
    hidden: Hidden,
    language: Option<Select>,
    advice: Option<Phrase>,
    known_title: Phrase,
    known: Vec<Choice>,
    office: Option<OfficeFields>,
    button: Phrase,
}

/// An authority of a Party that somebody works for.
struct OfficeFields {
    title: Phrase,
    party: Select,
    authority: Select,
    organisation: Line,
}

/// What is known of somebody and a course.
pub struct Applicant {
    pub version: std::sync::Arc<PublishedVersion>,
    /// The open one, else the latest.
    pub enrolment: Option<Enrolment>,
    /// Whether she may read the course on account of it.
    pub may_read: bool,
    /// Offices that she stated, of kinds that the course is for.
    offices: Vec<Affiliation>,
}

/// Reads it.
///
/// # Errors
/// 404 when there is no such course; when the database refuses.
pub fn read(snapshot: &mut Snapshot<'_>, library: &Library, actor: &Actor, slug: &Slug) -> Result<Applicant, AppError> {
    let version = library.current(slug)?;
    let offices = match &version.structure.audience {
        Audience::Everyone => Vec::new(),
        Audience::Officials { authorities } => affiliations::stated_by(snapshot, actor.person, authorities)?,
    };
    let enrolment = enrolments::find_latest(snapshot, actor.person, version.course)?;
    let readable = enrolments::find_readable(snapshot, actor.person, version.course)?;
    let may_read = enrolment.as_ref().is_some_and(|it| readable.is_some_and(|other| other.id == it.id));
    Ok(Applicant { version, enrolment, may_read, offices })
}

impl Applicant {
    /// Whether she takes the course already, and may go on.
    pub fn is_taking(&self) -> bool {
        self.may_read && self.state() == Some(EnrolmentState::Active)
    }

    fn state(&self) -> Option<EnrolmentState> {
        self.enrolment.as_ref().map(|enrolment| enrolment.state)
    }
}

/// The page, with what was typed and what was refused of it.
///
/// # Errors
/// When the course has no edition, which publication does not allow.
pub fn page(
    reading: &Reading,
    (applicant, parties): (&Applicant, &[Party]),
    (typed, problem): (&Fields, Option<&Problem>),
    token: Hidden,
) -> Result<EnrolPage, AppError> {
    let course = Shown::new(reading, &applicant.version)?;
    let structure = &applicant.version.structure;
    let title = reading.say("pages-enrol");
    let errors = problem.map(|problem| Errors::of(reading, problem));
    let waits = applicant.state() == Some(EnrolmentState::Requested);
    let mut ways = vec![Link::new(reading, &course.place(), reading.say("pages-about-course"))];
    if problem.is_some_and(|problem| problem.code == "email-not-verified") {
        ways.insert(0, Link::new(reading, "/forgotten-password", reading.say("pages-another-letter")));
    }
    if let Some(open) = applicant.enrolment.as_ref().filter(|enrolment| enrolment.is_open()) {
        let place = format!("/my/enrolments/{}/withdrawal", open.id);
        ways.push(Link::new(reading, &place, reading.say("pages-withdraw")));
    }
    Ok(EnrolPage {
        layout: course.layout(&title),
        above: course.above(),
        notices: notice(reading, applicant).into_iter().collect(),
        summary: course.summary(),
        facts: Facts(vec![
            Fact::new(reading.say("pages-study-time"), components::hours(reading, structure.hours)),
            Fact::of(reading.say("pages-audience"), components::audience(reading, &structure.audience)),
        ]),
        form: (!waits).then(|| form(&course, (applicant, parties), (typed, errors.as_ref()), token)),
        errors,
        ways,
        title,
    })
}

/// What was asked for before, and what became of it.
fn notice(reading: &Reading, applicant: &Applicant) -> Option<Notice> {
    let enrolment = applicant.enrolment.as_ref()?;
    let day = |at: crate::clock::Timestamp| Args::new().set("date", format::long_date(at.day(), &reading.locale));
    let say = |id: &str, detail| Some(Notice { text: reading.say(id), detail });
    match enrolment.state {
        EnrolmentState::Requested => {
            let detail = reading.attribute("pages-my-requested", "text", &day(enrolment.requested_at));
            say("pages-my-requested", Some(detail))
        }
        // What whoever decided wrote, in whatever language.
        EnrolmentState::Refused => say("pages-my-refused", enrolment.reason.clone().map(Phrase::from)),
        EnrolmentState::Withdrawn => say("pages-withdrawn", None),
        EnrolmentState::Completed => {
            let text =
                reading.tell("pages-my-completed", &day(enrolment.completed_at.unwrap_or(enrolment.requested_at)));
            Some(Notice { text, detail: Some(reading.say("pages-take-again")) })
        }
        EnrolmentState::Active => {
            let detail = reading.attribute("enrolment-vouching-ended", "detail", &Args::new());
            (!applicant.may_read)
                .then(|| Notice { text: reading.say("enrolment-vouching-ended"), detail: Some(detail) })
        }
    }
}

fn form(
    course: &Shown<'_>,
    (applicant, parties): (&Applicant, &[Party]),
    (typed, errors): (&Fields, Option<&Errors>),
    token: Hidden,
) -> EnrolForm {
    let reading = course.reading;
    let error = |name: &str| errors.and_then(|errors| errors.at(name));
    let is_for_officials = matches!(course.version.structure.audience, Audience::Officials { .. });
    // Who is enrolled still has only an office to state.
    let is_enrolled = applicant.state() == Some(EnrolmentState::Active);
    let language = (!is_enrolled && course.version.locales().len() > 1).then(|| Select {
        name: LOCALE,
        label: reading.say("pages-learn-in"),
        error: error(LOCALE),
        choices: languages(course, typed),
    });
    let known = if is_enrolled { Vec::new() } else { known(reading, applicant, (parties, typed)) };
    let hidden = if is_for_officials && known.is_empty() { token.with(AFFILIATION, ANOTHER) } else { token };
    let button = if is_for_officials { "pages-ask-to-enrol" } else { "pages-enrol" };
    EnrolForm {
        action: reading.link(&reading.address),
        hidden,
        language,
        advice: is_for_officials.then(|| reading.say("pages-officials-advice")),
        known_title: reading.say("pages-your-office"),
        known,
        office: is_for_officials.then(|| office(course, parties, (typed, errors))),
        button: reading.say(button),
    }
}

fn languages(course: &Shown<'_>, typed: &Fields) -> Vec<Choice> {
    let chosen = Locale::parse(value(typed, LOCALE)).unwrap_or_else(|_| course.edition.locale.clone());
    course.version.locales().iter().map(|it| Choice::language(course.reading, it, Some(&chosen))).collect()
}

/// The offices that she stated, and one that she has not stated yet; nothing where there are none.
fn known(reading: &Reading, applicant: &Applicant, (parties, typed): (&[Party], &Fields)) -> Vec<Choice> {
    let chosen = value(typed, AFFILIATION);
    let choice = |office: &Affiliation| {
        let party = parties.iter().find(|party| party.code == office.party);
        let party = party.map_or_else(|| office.party.to_string(), |party| party_name(reading, party).text);
        let value = office.id.to_string();
        Choice { is_chosen: chosen == value, text: format!("{}, {party}", office.organisation).into(), value }
    };
    let mut choices: Vec<Choice> = applicant.offices.iter().map(choice).collect();
    if !choices.is_empty() {
        let text = reading.say("pages-another-office");
        choices.push(Choice { value: ANOTHER.to_owned(), text, is_chosen: chosen == ANOTHER });
    }
    if !choices.iter().any(|choice| choice.is_chosen)
        && let Some(first) = choices.first_mut()
    {
        first.is_chosen = true;
    }
    choices
}

fn party_name(reading: &Reading, party: &Party) -> Phrase {
    let (name, locale) = party.name(&fallback_chain(&reading.locale, Bridges::standard()));
    reading.quote(name, locale)
}

fn office(course: &Shown<'_>, parties: &[Party], (typed, errors): (&Fields, Option<&Errors>)) -> OfficeFields {
    let reading = course.reading;
    let error = |name: &str| errors.and_then(|errors| errors.at(name));
    let nothing = || Choice { value: String::new(), text: reading.say("pages-choose-one"), is_chosen: false };
    let select = |name: &'static str, label: &str, choices: Vec<(String, Phrase)>| {
        let chosen = value(typed, name).to_owned();
        let choice = |(value, text): (String, Phrase)| Choice { is_chosen: value == chosen, value, text };
        Select {
            name,
            label: reading.say(label),
            error: error(name),
            choices: std::iter::once(nothing()).chain(choices.into_iter().map(choice)).collect(),
        }
    };
    let mut named: Vec<(String, Phrase)> =
        parties.iter().map(|party| (party.code.to_string(), party_name(reading, party))).collect();
    named.sort_by_key(|(_, name)| crate::text::folded(&name.text));
    let accepted = match &course.version.structure.audience {
        Audience::Officials { authorities } => authorities.clone(),
        Audience::Everyone => Vec::new(),
    };
    let kinds = accepted.iter().map(|kind: &AuthorityKind| (kind.to_string(), reading.say(authority(*kind)))).collect();
    OfficeFields {
        title: reading.say("pages-office"),
        party: select(PARTY, "pages-party", named),
        authority: select(AUTHORITY, "pages-authority", kinds),
        organisation: Line {
            name: ORGANISATION,
            label: reading.say("pages-organisation"),
            hint: None,
            kind: "text",
            autocomplete: "organization",
            value: value(typed, ORGANISATION).to_owned(),
            error: error(ORGANISATION),
            is_required: false,
        },
    }
}

#[derive(Template)]
#[template(path = "pages/withdrawal.html")]
pub struct WithdrawalPage {
    layout: Layout,
    title: Phrase,
    course: Phrase,
    text: Phrase,
    action: String,
    hidden: Hidden,
    button: Phrase,
    back: Link,
}

/// Asks whether somebody wants to leave a course.
///
/// # Errors
/// When the version has no edition, which publication does not allow.
pub fn withdrawal(
    reading: &Reading,
    (enrolment, version): (&Enrolment, &PublishedVersion),
    token: Hidden,
) -> Result<WithdrawalPage, AppError> {
    let course = Shown::taken(reading, version, &enrolment.locale)?;
    let title = reading.say("pages-withdraw");
    Ok(WithdrawalPage {
        layout: course.layout(&title),
        course: course.title(),
        text: reading.attribute("pages-withdraw", "text", &Args::new()),
        action: reading.link(&reading.address),
        hidden: token,
        button: reading.attribute("pages-withdraw", "button", &Args::new()),
        back: Link::new(reading, &course.place(), reading.say("pages-stay")),
        title,
    })
}
