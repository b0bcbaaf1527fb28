//! A problem, for whoever looks at it in a browser.

use askama::Template;

use super::layout::{Layout, Link, Section, policy};
use super::phrase::Phrase;
use super::reading::{self, Reading};
use crate::app::App;
use crate::error::{AppError, Problem};
use crate::http::Language;
use crate::http::problem::Html;
use crate::i18n::Args;

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

/// Longer addresses are nobody's place: they are not repeated for every language.
const LONGEST_PLACE: usize = 512;

/// The page of a problem, as [`crate::http::problem::ProblemPage`] says.
///
/// # Errors
/// When the template fails, which it does not.
pub fn refusal(
    app: &App,
    (language, place): (Language, Option<(&str, &str)>),
    (problem, request): (&Problem, &str),
) -> Result<Html, AppError> {
    let place = place.filter(|(path, query)| is_kept(path, query));
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
    let text = page.render().map_err(AppError::broken)?;
    Ok(Html { text, locale: reading.locale, policy: policy() })
}

/// Whether an address that nobody has looked at is one of the College, and short: browsers take two slashes for another host, and a
/// backslash for a slash.
fn is_kept(path: &str, query: &str) -> bool {
    !path.starts_with("//") && !path.contains('\\') && path.len() + query.len() <= LONGEST_PLACE
}
