//! What somebody sent after her session had ended is shown to her again, to be sent in the one that she has now.

use askama::Template;

use super::form::{Fields, Hidden};
use super::layout::{Layout, Section};
use super::phrase::Phrase;
use super::reading::Reading;
use crate::i18n::Args;

#[derive(Template)]
#[template(path = "pages/again.html")]
pub struct AgainPage {
    layout: Layout,
    title: Phrase,
    text: Phrase,
    action: String,
    hidden: Hidden,
    button: Phrase,
}

/// The page: `reading` is of the page that the form stood on, `token` of the present session.
#[must_use]
pub fn page(reading: &Reading, token: Hidden, typed: Fields) -> AgainPage {
    let title = reading.say("pages-again");
    AgainPage {
        layout: Layout::new(reading, &title, Section::Mine, &[]),
        text: reading.attribute("pages-again", "text", &Args::new()),
        action: reading.link(&reading.address),
        hidden: Hidden([token.0, typed].concat()),
        button: reading.attribute("pages-again", "button", &Args::new()),
        title,
    }
}
