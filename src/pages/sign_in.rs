//! The form with which one signs in.

use askama::Template;

use super::form::Hidden;
use super::layout::{Layout, Link, Section};
use super::phrase::Phrase;
use super::reading::Reading;
use crate::error::Problem;

/// The form, and why it did not work.
#[derive(Template)]
#[template(path = "pages/sign_in.html")]
pub struct SignInPage {
    layout: Layout,
    title: Phrase,
    /// Why it did not work.
    refusal: Option<Refusal>,
    action: String,
    email_label: Phrase,
    typed: Typed,
    password_label: Phrase,
    button: Phrase,
    ways: Vec<Link>,
}

/// What stands in the form.
#[derive(Default)]
pub struct Typed {
    pub email: String,
    /// Where to go on afterwards.
    pub next: String,
    /// What was sent when a session had ended.
    pub kept: Hidden,
}

struct Refusal {
    title: Phrase,
    detail: Phrase,
}

/// The page, with what was typed and refused.
#[must_use]
pub fn page(reading: &Reading, typed: Typed, problem: Option<&Problem>) -> SignInPage {
    let title = reading.say("pages-sign-in");
    SignInPage {
        layout: Layout::new(reading, &title, Section::Other, &[]),
        refusal: problem.map(|problem| refusal(reading, problem)),
        action: reading.link("/sign-in"),
        email_label: reading.say("pages-email"),
        typed,
        password_label: reading.say("pages-password"),
        button: title.clone(),
        ways: [("/forgotten-password", "pages-forgotten"), ("/register", "pages-register")]
            .map(|(place, id)| Link::new(reading, place, reading.say(id)))
            .into(),
        title,
    }
}

fn refusal(reading: &Reading, problem: &Problem) -> Refusal {
    Refusal {
        title: reading.tell(problem.code, &problem.args),
        detail: reading.attribute(problem.code, "detail", &problem.args),
    }
}
