//! Forms that were sent after their session had ended: nothing of them is done, and nothing that was typed is lost.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};

use super::private;
use super::session::{FORM_TOKEN, Sent, Visitor};
use crate::error::{AppError, Problem};
use crate::http::problem::wants_page;
use crate::pages::again;
use crate::pages::form::{Fields, Hidden};
use crate::pages::reading::Reading;
use crate::pages::sign_in::{self, Typed};

/// In the form with which one signs in, the name of a field that is kept for afterwards begins with this.
const KEPT: &str = "kept.";
/// What a button said: it is pressed anew.
const BUTTON: &str = "then";

/// Answers a form that is of no session, or of another than the one that the browser has: with the page on which one signs in, which keeps
/// what was typed, or with what was typed, to be sent in the present session. `reading` is of the page that the form stood on.
///
/// # Errors
/// 401 or 403 as a problem, for who wants no page.
pub fn turn_away(
    request: &HttpRequest,
    reading: &Reading,
    (visitor, form): (&Visitor, &Sent),
) -> Result<HttpResponse, AppError> {
    let problem = match visitor.actor {
        None => Problem::unauthorised("sign-in-required"),
        Some(_) => Problem::forbidden("form-from-elsewhere"),
    };
    if !wants_page(request) {
        return Err(problem.into());
    }
    let mut typed = form.fields().clone();
    typed.retain(|(name, _)| name != FORM_TOKEN && name != BUTTON);
    if visitor.actor.is_some() {
        return private::refusal(reading, &problem, &again::page(reading, visitor.token(), typed));
    }
    let typed = Typed { email: String::new(), next: reading.address.clone(), kept: kept(typed) };
    private::refusal(reading, &problem, &sign_in::page(reading, typed, Some(&problem)))
}

fn kept(typed: Fields) -> Hidden {
    Hidden(typed.into_iter().map(|(name, value)| (format!("{KEPT}{name}"), value)).collect())
}

/// What a form keeps for afterwards, as it keeps it.
pub fn kept_in(form: &Sent) -> Hidden {
    Hidden(form.fields().iter().filter(|(name, _)| name.starts_with(KEPT)).cloned().collect())
}

/// Shows what was kept to who has signed in now; `None` where nothing was. `reading` is of the page that it stood on.
///
/// # Errors
/// When the template fails, which it does not.
pub fn resume(reading: &Reading, token: Hidden, kept: Hidden) -> Result<Option<HttpResponse>, AppError> {
    let typed: Fields =
        kept.0.into_iter().filter_map(|(name, value)| Some((name.strip_prefix(KEPT)?.to_owned(), value))).collect();
    if typed.is_empty() {
        return Ok(None);
    }
    private::page(reading, StatusCode::OK, &again::page(reading, token, typed)).map(Some)
}
