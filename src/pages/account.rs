//! Coming by an account and back into it: registering, a forgotten password, and what is behind a mailed link.

use askama::Template;

use super::components::{Choice, Notice};
use super::form::{Errors, FieldError, Fields, Line, Select, value};
use super::layout::{Layout, Link, Section};
use super::phrase::Phrase;
use super::reading::Reading;
use crate::accounts::LinkPurpose;
use crate::error::Problem;
use crate::i18n::{Args, Locale};

/// The names of the fields: those of the API's members, of which refusals speak.
pub const NAME: &str = "name";
pub const EMAIL: &str = "email";
pub const PASSWORD: &str = "password";
pub const LOCALE: &str = "locale";

/// A page with one short form, or with what became of it.
#[derive(Template)]
#[template(path = "pages/account.html")]
pub struct AccountPage {
    layout: Layout,
    title: Phrase,
    errors: Option<Errors>,
    text: Option<Phrase>,
    notice: Option<Notice>,
    form: Option<Form>,
    ways: Vec<Link>,
}

struct Form {
    action: String,
    lines: Vec<Line>,
    language: Option<Select>,
    button: Phrase,
}

impl AccountPage {
    fn new(reading: &Reading, id: &str) -> Self {
        let title = reading.say(id);
        Self {
            layout: Layout::new(reading, &title, Section::Other, &[]),
            text: Some(reading.attribute(id, "text", &Args::new())),
            title,
            errors: None,
            notice: None,
            form: None,
            ways: Vec::new(),
        }
    }
}

/// A field of a form, with what was typed and is wrong with that.
struct Field<'f> {
    name: &'static str,
    label: Phrase,
    hint: Option<Phrase>,
    kind: &'static str,
    autocomplete: &'static str,
    typed: &'f Fields,
    errors: Option<&'f Errors>,
}

impl From<Field<'_>> for Line {
    fn from(field: Field<'_>) -> Self {
        let Field { name, label, hint, kind, autocomplete, typed, errors } = field;
        // A password is typed anew.
        let value = if kind == "password" { String::new() } else { value(typed, name).to_owned() };
        let error = errors.and_then(|errors| errors.at(name));
        Self { name, label, hint, kind, autocomplete, value, error, is_required: true }
    }
}

/// The form with which one registers.
pub fn register(reading: &Reading, (typed, problem): (&Fields, Option<&Problem>)) -> AccountPage {
    let errors = problem.map(|problem| Errors::of(reading, problem));
    let line = |name, label: &str, hint: Option<&str>, kind, autocomplete| {
        let (label, hint) = (reading.say(label), hint.map(|id| reading.say(id)));
        Line::from(Field { name, label, hint, kind, autocomplete, typed, errors: errors.as_ref() })
    };
    let lines = vec![
        line(NAME, "pages-name", Some("pages-name-hint"), "text", "name"),
        line(EMAIL, "pages-email", None, "email", "email"),
        line(PASSWORD, "pages-password", Some("pages-password-hint"), "password", "new-password"),
    ];
    let chosen = Locale::parse(value(typed, LOCALE)).unwrap_or_else(|_| reading.locale.clone());
    let language = Select {
        name: LOCALE,
        label: reading.say("pages-letters-in"),
        error: errors.as_ref().and_then(|errors| errors.at(LOCALE)),
        choices: reading.spoken.iter().map(|it| Choice::language(reading, it, Some(&chosen))).collect(),
    };
    let button = reading.say("pages-register");
    let form = Form { action: reading.link(&reading.address), lines, language: Some(language), button };
    let ways = vec![Link::new(reading, "/sign-in", reading.say("pages-sign-in"))];
    AccountPage { errors, form: Some(form), ways, ..AccountPage::new(reading, "pages-register") }
}

/// The form with which one asks for a new password.
pub fn forgotten(reading: &Reading, (typed, problem): (&Fields, Option<&Problem>)) -> AccountPage {
    let errors = problem.map(|problem| Errors::of(reading, problem));
    let email = Line::from(Field {
        name: EMAIL,
        label: reading.say("pages-email"),
        hint: None,
        kind: "email",
        autocomplete: "username",
        typed,
        errors: errors.as_ref(),
    });
    let button = reading.attribute("pages-forgotten", "button", &Args::new());
    let form = Form { action: reading.link(&reading.address), lines: vec![email], language: None, button };
    AccountPage { errors, form: Some(form), ..AccountPage::new(reading, "pages-forgotten") }
}

/// Says that a letter is on its way, whether or not it is; and that certificates cannot be printed with a name.
pub fn letter_sent(reading: &Reading, is_name_unprintable: bool) -> AccountPage {
    let warning = || Notice { text: reading.say("certificate-name-unprintable"), detail: None };
    let ways = vec![
        Link::new(reading, "/sign-in", reading.say("pages-sign-in")),
        Link::new(reading, "/courses", reading.say("pages-all-courses")),
    ];
    AccountPage { notice: is_name_unprintable.then(warning), ways, ..AccountPage::new(reading, "pages-letter-sent") }
}

/// What the page behind a mailed link says: the ids of its messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    Ask(LinkPurpose),
    Done(LinkPurpose),
    Invalid,
}

impl Face {
    const fn message(self) -> &'static str {
        match self {
            Self::Ask(LinkPurpose::VerifyEmail) => "confirm-email-page",
            Self::Ask(LinkPurpose::ResetPassword) => "confirm-password-page",
            Self::Ask(LinkPurpose::EndLetters) => "confirm-end-letters-page",
            Self::Done(LinkPurpose::VerifyEmail) => "confirm-email-done",
            Self::Done(LinkPurpose::ResetPassword) => "confirm-password-done",
            Self::Done(LinkPurpose::EndLetters) => "confirm-end-letters-done",
            Self::Invalid => "confirm-link-invalid",
        }
    }
}

/// The page behind a mailed link; `wrong` is what is wrong with the password.
pub fn confirm(reading: &Reading, face: Face, wrong: Option<Phrase>) -> AccountPage {
    let errors = wrong.map(|text| Errors {
        title: reading.say("pages-errors"),
        text: None,
        list: vec![FieldError { id: PASSWORD.to_owned(), text }],
    });
    let attribute = |name: &str| reading.attribute(face.message(), name, &Args::new());
    let password = |autocomplete| {
        let (label, typed) = (attribute("password"), &Fields::new());
        let (name, kind, errors) = (PASSWORD, "password", errors.as_ref());
        Line::from(Field { name, label, hint: None, kind, autocomplete, typed, errors })
    };
    let form =
        |lines| Form { action: reading.link(&reading.address), lines, language: None, button: attribute("button") };
    let form = match face {
        Face::Ask(LinkPurpose::VerifyEmail) => Some(form(vec![password("current-password")])),
        Face::Ask(LinkPurpose::ResetPassword) => Some(form(vec![password("new-password")])),
        Face::Ask(LinkPurpose::EndLetters) => Some(form(Vec::new())),
        Face::Done(_) | Face::Invalid => None,
    };
    let ways = match face {
        Face::Ask(LinkPurpose::VerifyEmail) | Face::Invalid => vec![("/forgotten-password", "pages-forgotten")],
        Face::Done(LinkPurpose::VerifyEmail | LinkPurpose::ResetPassword) => vec![("/sign-in", "pages-sign-in")],
        _ => Vec::new(),
    };
    let ways = ways.into_iter().map(|(place, id)| Link::new(reading, place, reading.say(id))).collect();
    AccountPage { errors, form, ways, ..AccountPage::new(reading, face.message()) }
}
