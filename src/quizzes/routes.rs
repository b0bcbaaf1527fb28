//! `/enrolments/{id}/activities/{activity}/attempts` and `/attempts`.

mod views;

use actix_web::{HttpResponse, get, post, put};
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use self::views::{AnswerView, AttemptView};
use super::model::AttemptId;
use super::service;
use crate::accounts::Actor;
use crate::courses::model::{ActivityId, QuestionId};
use crate::enrolments::EnrolmentId;
use crate::error::AppError;
use crate::http::{AppData, Json, Once, Path, Reader, Reply};
use crate::i18n::Locale;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(start).service(show).service(answer).service(submit);
}

/// Starts an attempt at a quiz, in the language that the course is learned in unless `?lang=` asks for another; or goes on with
/// the one that is open.
///
/// The questions are drawn and put into their order now, and stay so. What is asked, the answers given so far and, with a time
/// limit, the deadline come with it.
#[utoipa::path(
    operation_id = "startAttempt", tag = "quizzes", security(("session" = [])),
    params(("id" = EnrolmentId, Path), ("activity" = String, Path, example = "appendices-quiz"), Once),
    responses(
        (status = 200, description = "One was open: here it is", body = AttemptView),
        (status = 201, body = AttemptView),
    ),
    extensions(
        ("x-creates" = json!("/attempts/{id}")),
        ("x-problems" = json!([
            "enrolment-unknown", "activity-unknown", "enrolment-not-active", "enrolment-expired", "enrolment-vouching-ended",
            "activity-not-a-quiz", "attempts-used-up",
        ])),
    ),
)]
#[post("/enrolments/{id}/activities/{activity}/attempts")]
async fn start(
    app: AppData,
    actor: Actor,
    path: Path<(EnrolmentId, ActivityId)>,
    reader: Reader,
    once: Once,
) -> Result<Reply, AppError> {
    let (library, language) = (app.library.clone(), reader.language());
    let (enrolment, activity) = path.0;
    app.write_once(actor.person, once, move |tx| {
        let choose =
            |offered: &[Locale], learned: &Locale| language.clone().preferring(learned).among(offered).locale.clone();
        let (sitting, is_new) = service::start(tx, &library, &actor, (enrolment, &activity), &choose)?;
        let view = AttemptView::new(&sitting)?;
        if is_new {
            Reply::created(format!("/api/v1/attempts/{}", sitting.attempt.id), &view)
        } else {
            Reply::ok(&view)
        }
    })
    .await
}

/// An attempt: its questions and the answers given; once it is closed, its result.
#[utoipa::path(
    operation_id = "showAttempt", tag = "quizzes", security(("session" = [])),
    params(("id" = AttemptId, Path)),
    responses((status = 200, body = AttemptView)),
    extensions(("x-problems" = json!(["attempt-unknown"]))),
)]
#[get("/attempts/{id}")]
async fn show(app: AppData, actor: Actor, id: Path<AttemptId>) -> Result<HttpResponse, AppError> {
    let (library, who) = (app.library.clone(), actor.clone());
    let mut sitting = app.db.read(move |snapshot| service::show(snapshot, &library, &who, id.0)).await?;
    if sitting.attempt.is_overdue(app.clock.now()) {
        let library = app.library.clone();
        sitting = app.db.write(move |tx| service::close_and_show(tx, &library, &actor, id.0)).await?;
    }
    Ok(HttpResponse::Ok().json(AttemptView::new(&sitting)?))
}

/// An answer to one question.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "answer": { "choice": "i" } }))]
struct SaveAnswer {
    /// By the question's kind: `{"choice": id}` (single), `{"choices": [id]}` (multiple), `{"value": true}` (true-false),
    /// `{"pairs": {left: right}}` (matching), `{"order": [id]}` (ordering, every item), `{"places": {item: category}}`
    /// (categorise), `{"gaps": {gap: choice or text}}` (cloze), `{"text": "…"}` (short-answer), `{"value": 90}` or
    /// `{"value": "90,5"}` (numeric).
    #[schema(value_type = Object)]
    answer: Value,
}

/// Keeps an answer at once. The last answer to a question counts; the same may be sent again.
///
/// After the deadline and 30 seconds of grace an answer is kept and marked `late`, and does not count.
#[utoipa::path(
    operation_id = "saveAnswer", tag = "quizzes", security(("session" = [])),
    params(("id" = AttemptId, Path), ("question" = String, Path)),
    request_body = SaveAnswer,
    responses((status = 200, body = AnswerView)),
    extensions(
        ("x-problems" = json!([
            "attempt-unknown", "question-unknown", "enrolment-not-active", "enrolment-expired", "enrolment-vouching-ended", "attempt-closed",
        ])),
    ),
)]
#[put("/attempts/{id}/answers/{question}")]
async fn answer(
    app: AppData,
    actor: Actor,
    path: Path<(AttemptId, QuestionId)>,
    body: Json<SaveAnswer>,
) -> Result<HttpResponse, AppError> {
    let (library, (attempt, question), value) = (app.library.clone(), path.0, body.0.answer);
    let work = move |tx: &mut crate::db::Tx<'_>| service::answer(tx, &library, &actor, (attempt, &question), &value);
    let saved = app.db.write(work).await?;
    Ok(HttpResponse::Ok().json(AnswerView::from(saved)))
}

/// Submits an attempt: it is closed, marked, and counts. Submitting it again answers the same.
#[utoipa::path(
    operation_id = "submitAttempt", tag = "quizzes", security(("session" = [])),
    params(("id" = AttemptId, Path), Once),
    responses((status = 200, body = AttemptView)),
    extensions(("x-problems" = json!(["attempt-unknown", "enrolment-not-active", "enrolment-expired", "enrolment-vouching-ended"]))),
)]
#[post("/attempts/{id}/submission")]
async fn submit(app: AppData, actor: Actor, id: Path<AttemptId>, once: Once) -> Result<Reply, AppError> {
    let library = app.library.clone();
    app.write_once(actor.person, once, move |tx| {
        let sitting = service::submit(tx, &library, &actor, id.0)?;
        Reply::ok(&AttemptView::new(&sitting)?)
    })
    .await
}
