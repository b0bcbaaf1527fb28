//! What somebody sent after her session had ended is shown to her again, to be sent in the one that she has now.

use askama::Template;

use super::form::{Fields, Hidden};
use super::layout::{Layout, Link, Section};
use super::lesson::{SHOWN_AT, SHOWN_IN};
use super::phrase::Phrase;
use super::reading::Reading;
use crate::i18n::Args;

#[derive(Template)]
#[template(path = "pages/again.html")]
pub struct AgainPage {
    layout: Layout,
    title: Phrase,
    text: Phrase,
    /// What was typed or chosen, as it is sent.
    typed: Vec<String>,
    action: String,
    hidden: Hidden,
    button: Phrase,
    discard: Link,
}

/// The page: `reading` is of the page that the form stood on, `token` of the present session.
#[must_use]
pub fn page(reading: &Reading, token: Hidden, typed: Fields) -> AgainPage {
    let title = reading.say("pages-again");
    AgainPage {
        layout: Layout::new(reading, &title, Section::Mine, &[]),
        text: reading.attribute("pages-again", "text", &Args::new()),
        typed: shown(&typed),
        action: reading.link(&reading.address),
        hidden: Hidden([token.0, typed].concat()),
        button: reading.attribute("pages-again", "button", &Args::new()),
        discard: Link::new(reading, &reading.address, reading.attribute("pages-again", "discard", &Args::new())),
        title,
    }
}

/// What somebody would know again as her own, and not what the page noted by itself.
fn shown(typed: &Fields) -> Vec<String> {
    let hers = |(name, value): &&(String, String)| ![SHOWN_AT, SHOWN_IN].contains(&&**name) && !value.trim().is_empty();
    typed.iter().filter(hers).map(|(_, value)| value.clone()).collect()
}
