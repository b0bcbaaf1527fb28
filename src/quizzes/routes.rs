//! `/enrolments/{id}/activities/{activity}/attempts`, `/enrolments/{id}/attempts`, `/attempts` and `/accommodations`.

mod accommodations;
mod views;

use actix_web::{HttpRequest, HttpResponse, get, post, put};
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use self::views::{AnswerView, AttemptOverview, AttemptView};
use super::model::AttemptId;
use super::service;
use crate::accounts::Actor;
use crate::courses::model::{ActivityId, QuestionId};
use crate::enrolments::EnrolmentId;
use crate::error::AppError;
use crate::http::{AppData, Json, Once, Page, PageQuery, Path, Query, Reader, Reply};
use crate::i18n::Locale;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(start).service(list).service(show).service(answer).service(submit);
    accommodations::routes(routes);
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
            "activity-not-a-quiz", "attempts-used-up", "rate-limited",
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
        let started = service::start(tx, &library, &actor, (enrolment, &activity), &choose)?;
        let view = AttemptView::new(&started.sitting)?;
        let reply = if started.is_new {
            Reply::created(format!("/api/v1/attempts/{}", started.sitting.attempt.id), &view)
        } else {
            Reply::ok(&view)
        };
        Ok(reply?.with_quota(started.quota))
    })
    .await
}

/// The attempts in an enrolment, the oldest first: for the trainee, the Secretariat and the authors of the course.
#[utoipa::path(
    operation_id = "listAttempts", tag = "quizzes", security(("session" = [])),
    params(("id" = EnrolmentId, Path), PageQuery),
    responses((status = 200, body = Page<AttemptOverview>)),
    extensions(("x-problems" = json!(["enrolment-unknown"]))),
)]
#[get("/enrolments/{id}/attempts")]
async fn list(
    app: AppData,
    actor: Actor,
    enrolment: Path<EnrolmentId>,
    query: Query<PageQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let (library, limit, after) = (app.library.clone(), query.0.limit()?, query.0.after()?);
    let wanted = (enrolment.0, after, limit + 1);
    let found = app.db.read(move |snapshot| service::list(snapshot, &library, &actor, wanted)).await?;
    Ok(Page::new(found, limit, |overview| overview.attempt.id).map(AttemptOverview::from).respond(&request))
}

/// An attempt: its questions and the answers given; once it is closed, its result.
///
/// For the trainee, and to look at for the Secretariat and the authors of the course.
#[utoipa::path(
    operation_id = "showAttempt", tag = "quizzes", security(("session" = [])),
    params(("id" = AttemptId, Path)),
    responses((status = 200, body = AttemptView)),
    extensions(("x-problems" = json!(["attempt-unknown"]))),
)]
#[get("/attempts/{id}")]
async fn show(app: AppData, actor: Actor, id: Path<AttemptId>) -> Result<HttpResponse, AppError> {
    Ok(HttpResponse::Ok().json(AttemptView::new(&app.sitting(actor, id.0).await?)?))
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

/// Submits an attempt: it is closed, marked, and counts. Submitting it again answers the same. After the end of an approval
/// what was answered before it can still be submitted.
#[utoipa::path(
    operation_id = "submitAttempt", tag = "quizzes", security(("session" = [])),
    params(("id" = AttemptId, Path), Once),
    responses((status = 200, body = AttemptView)),
    extensions(("x-problems" = json!(["attempt-unknown", "enrolment-not-active", "enrolment-vouching-ended"]))),
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
