//! A problem, for whoever looks at it in a browser.

use askama::Template;

use super::layout::{Layout, Link, Section};
use super::phrase::Phrase;
use super::reading::{self, Reading};
use crate::app::App;
use crate::error::{AppError, Problem};
use crate::http::Language;
use crate::i18n::{Args, Locale};

#[derive(Template)]
#[template(path = "pages/refusal.html")]
struct RefusalPage {
    layout: Layout,
    title: Phrase,
    detail: Phrase,
    /// What to quote, where it is the College's fault.
    occurrence: Option<Phrase>,
    ways: Vec<Link>,
}

/// The page of a problem, and its language. `place` is the path and the query that were asked for, where asking for them again in
/// another language does no harm.
///
/// # Errors
/// When the template fails, which it does not.
pub fn refusal(
    app: &App,
    (language, place): (Language, Option<(&str, &str)>),
    (problem, request): (&Problem, &str),
) -> Result<(String, Locale), AppError> {
    let address = place.map(|(path, query)| reading::address(path, query)).unwrap_or_default();
    let reading = Reading::new(app, language, address);
    let title = reading.tell(problem.code, &problem.args);
    let ways = [("/", "pages-home"), ("/courses", "pages-courses"), ("/verify", "pages-verify")];
    let page = RefusalPage {
        layout: Layout::new(&reading, &title, Section::Other, &[]),
        detail: reading.attribute(problem.code, "detail", &problem.args),
        occurrence: (problem.status >= 500).then(|| reading.tell("pages-occurrence", &Args::new().set("id", request))),
        ways: ways.into_iter().map(|(to, id)| Link::new(&reading, to, reading.say(id))).collect(),
        title,
    };
    let html = page.render().map_err(AppError::broken)?;
    Ok((html, reading.locale))
}
