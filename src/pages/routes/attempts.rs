//! `/my/attempts/{id}`: an attempt at a quiz, its answers, and handing it in.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use utoipa_actix_web::service_config::ServiceConfig;

use super::session::{Sent, Visitor};
use super::{interrupted, private};
use crate::accounts::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::error::{AppError, Problem};
use crate::http::{AppData, Path, Reader};
use crate::pages::answers::Given;
use crate::pages::reading::Reading;
use crate::pages::{attempt, result};
use crate::quizzes::{self, AttemptId, QuizError, Sitting};

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(show).service(save).service(ask_to_submit).service(submit);
}

/// Of the button that leads on to handing in.
const THEN: &str = "then";
const SUBMISSION: &str = "submission";

fn place(id: AttemptId) -> String {
    format!("/my/attempts/{id}")
}

/// Her own attempt, closed if its time is up: staff look at those of others elsewhere.
async fn own(app: &App, actor: Actor, id: AttemptId) -> Result<Sitting, AppError> {
    let person = actor.person;
    let sitting = app.sitting(actor, id).await?;
    if sitting.attempt.person == person { Ok(sitting) } else { Err(QuizError::AttemptUnknown.into()) }
}

/// One's own attempt: its questions with the answers that are kept; once it is over, what they were worth.
#[utoipa::path(
    operation_id = "openMyAttempt", tag = "pages",
    params(("id" = AttemptId, Path)),
    responses(
        (status = 200, body = String, content_type = "text/html"),
        (status = 303, description = "To the page on which one signs in", headers(("Location" = String))),
    ),
    extensions(("x-problems" = json!(["attempt-unknown", "not-found"]))),
)]
#[get("/my/attempts/{id}")]
async fn show(app: AppData, visitor: Visitor, reader: Reader, id: Path<AttemptId>) -> Result<HttpResponse, AppError> {
    let reading = Reading::new(&app, reader.language(), place(id.0));
    let token = visitor.token();
    let Some(actor) = visitor.actor else { return Ok(private::sign_in_first(&reading)) };
    let sitting = own(&app, actor, id.0).await?;
    if !sitting.attempt.is_open() {
        return private::page(&reading, StatusCode::OK, &result::page(&reading, &sitting)?);
    }
    let given = Given::saved(&sitting);
    let page = attempt::page(&reading, (&sitting, app.clock.now()), (&given, &Vec::new()), token)?;
    private::page(&reading, StatusCode::OK, &page)
}

/// Keeps the answers that stand in the form. What of them cannot be kept stands there still, and is said to be wrong.
#[utoipa::path(
    operation_id = "saveMyAnswers", tag = "pages",
    params(("id" = AttemptId, Path)),
    request_body(content = String, content_type = "application/x-www-form-urlencoded", description = "`form_token`, and by question `answer.{question}` or `answer.{question}.{part}`; `then=submission` leads on to handing in"),
    responses(
        (status = 303, description = "Kept: to the attempt, or to handing it in", headers(("Location" = String))),
        (status = 401, description = "The session has ended: what was typed is kept in the form with which one signs in", body = String, content_type = "text/html", headers(("WWW-Authenticate" = String))),
        (status = 422, description = "Some answers do not have the form of their questions; the others are kept", body = String, content_type = "text/html"),
    ),
    extensions(("x-problems" = json!([
        "sign-in-required", "form-from-elsewhere", "body-too-large", "body-incomplete", "attempt-unknown", "not-found", "attempt-closed",
        "enrolment-not-active", "enrolment-expired", "enrolment-vouching-ended",
    ]))),
)]
#[post("/my/attempts/{id}")]
async fn save(
    app: AppData,
    visitor: Visitor,
    reader: Reader,
    id: Path<AttemptId>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, AppError> {
    let form = Sent::receive(&request, payload).await?;
    let reading = Reading::new(&app, reader.language(), place(id.0));
    let Some(actor) = visitor.sender(&form) else {
        return interrupted::turn_away(&request, &reading, (&visitor, &form));
    };
    let before = own(&app, actor.clone(), id.0).await?;
    let given = Given::typed(form.fields());
    let (library, changes, who) = (app.library.clone(), given.changes(&before), actor.clone());
    let keep = move |tx: &mut Tx<'_>| quizzes::answer_all(tx, &library, &who, (id.0, &changes));
    let refused = app.db.write(keep).await?;
    if refused.is_empty() {
        let leads_on = form.field(THEN) == SUBMISSION && before.attempt.is_open();
        let next = if leads_on { format!("{}/{SUBMISSION}", reading.address) } else { reading.address.clone() };
        return Ok(private::see_other(&reading.link(&next)));
    }
    let after = own(&app, actor, id.0).await?;
    let page = attempt::page(&reading, (&after, app.clock.now()), (&given, &refused), visitor.token())?;
    let fields = refused.into_iter().flat_map(|(_, fields)| fields).collect();
    private::refusal(&reading, &Problem::invalid(fields), &page)
}

/// Asks whether an attempt is to be handed in, and says what is not answered.
#[utoipa::path(
    operation_id = "openMySubmission", tag = "pages",
    params(("id" = AttemptId, Path)),
    responses(
        (status = 200, body = String, content_type = "text/html"),
        (status = 303, description = "To the page on which one signs in, or to the result of one that is over", headers(("Location" = String))),
    ),
    extensions(("x-problems" = json!(["attempt-unknown", "not-found"]))),
)]
#[get("/my/attempts/{id}/submission")]
async fn ask_to_submit(
    app: AppData,
    visitor: Visitor,
    reader: Reader,
    id: Path<AttemptId>,
) -> Result<HttpResponse, AppError> {
    let reading = Reading::new(&app, reader.language(), format!("{}/{SUBMISSION}", place(id.0)));
    let token = visitor.token();
    let Some(actor) = visitor.actor else { return Ok(private::sign_in_first(&reading)) };
    let sitting = own(&app, actor, id.0).await?;
    if !sitting.attempt.is_open() {
        return Ok(private::see_other(&reading.link(&place(id.0))));
    }
    let page = attempt::submission(&reading, (&sitting, app.clock.now()), token)?;
    private::page(&reading, StatusCode::OK, &page)
}

/// Hands an attempt in: it is closed and marked. One that is closed stays as it is.
#[utoipa::path(
    operation_id = "submitMyAttempt", tag = "pages",
    params(("id" = AttemptId, Path)),
    request_body(content = String, content_type = "application/x-www-form-urlencoded", description = "`form_token`"),
    responses(
        (status = 303, description = "To its result", headers(("Location" = String))),
        (status = 401, description = "The session has ended", body = String, content_type = "text/html", headers(("WWW-Authenticate" = String))),
    ),
    extensions(("x-problems" = json!([
        "sign-in-required", "form-from-elsewhere", "body-too-large", "body-incomplete", "attempt-unknown", "not-found", "enrolment-not-active",
        "enrolment-vouching-ended",
    ]))),
)]
#[post("/my/attempts/{id}/submission")]
async fn submit(
    app: AppData,
    visitor: Visitor,
    reader: Reader,
    id: Path<AttemptId>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, AppError> {
    let form = Sent::receive(&request, payload).await?;
    let reading = Reading::new(&app, reader.language(), format!("{}/{SUBMISSION}", place(id.0)));
    let Some(actor) = visitor.sender(&form) else {
        return interrupted::turn_away(&request, &reading, (&visitor, &form));
    };
    let library = app.library.clone();
    app.db.write(move |tx| quizzes::submit(tx, &library, &actor, id.0).map(drop)).await?;
    Ok(private::see_other(&reading.link(&place(id.0))))
}
