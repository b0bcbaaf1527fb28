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
use crate::http::problem::ProblemDocument;
use crate::http::{AppData, Json, Once, Page, PageQuery, Path, Query, Reader, Reply};

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(start).service(list).service(show).service(answer).service(submit);
    accommodations::routes(routes);
}

/// Starts an attempt at a quiz, in the reader's language; or goes on with the one that is open.
///
/// The questions are drawn and put into their order now, and stay so. What is asked, the answers given so far and, with a time
/// limit, the deadline come with it.
#[utoipa::path(tag = "quizzes", params(("id" = EnrolmentId, Path), ("activity" = String, Path, example = "appendices-quiz")), responses(
    (status = 200, description = "One was open: here it is", body = AttemptView),
    (status = 201, body = AttemptView),
    (status = 401, body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, body = ProblemDocument, content_type = "application/problem+json"),
    (status = 409, description = "All attempts are used up, or the enrolment is not active", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 503, body = ProblemDocument, content_type = "application/problem+json"),
), security(("session" = [])))]
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
        let choose = |offered: &[crate::i18n::Locale]| language.among(offered).locale;
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

/// The attempts in an enrolment, the oldest first: for the trainee, the Secretariat and the authors of the course.
#[utoipa::path(tag = "quizzes", params(("id" = EnrolmentId, Path), PageQuery), responses(
    (status = 200, body = Page<AttemptOverview>),
    (status = 400, body = ProblemDocument, content_type = "application/problem+json"),
    (status = 401, body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, description = "None, or one whose attempts are not for the caller to see", body = ProblemDocument, content_type = "application/problem+json"),
), security(("session" = [])))]
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
#[utoipa::path(tag = "quizzes", params(("id" = AttemptId, Path)), responses(
    (status = 200, body = AttemptView),
    (status = 401, body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, description = "None, or one that is not for the caller to see", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 503, body = ProblemDocument, content_type = "application/problem+json"),
), security(("session" = [])))]
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
#[utoipa::path(tag = "quizzes", request_body = SaveAnswer, params(("id" = AttemptId, Path), ("question" = String, Path)), responses(
    (status = 200, body = AnswerView),
    (status = 400, body = ProblemDocument, content_type = "application/problem+json"),
    (status = 401, body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, description = "No such attempt, or it does not ask this question", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 409, description = "The attempt was submitted", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 413, body = ProblemDocument, content_type = "application/problem+json"),
    (status = 415, body = ProblemDocument, content_type = "application/problem+json"),
    (status = 422, body = ProblemDocument, content_type = "application/problem+json"),
    (status = 503, body = ProblemDocument, content_type = "application/problem+json"),
), security(("session" = [])))]
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
#[utoipa::path(tag = "quizzes", params(("id" = AttemptId, Path)), responses(
    (status = 200, body = AttemptView),
    (status = 401, body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, body = ProblemDocument, content_type = "application/problem+json"),
    (status = 409, description = "The enrolment is not active", body = ProblemDocument, content_type = "application/problem+json"),
    (status = 503, body = ProblemDocument, content_type = "application/problem+json"),
), security(("session" = [])))]
#[post("/attempts/{id}/submission")]
async fn submit(app: AppData, actor: Actor, id: Path<AttemptId>, once: Once) -> Result<Reply, AppError> {
    let library = app.library.clone();
    app.write_once(actor.person, once, move |tx| {
        let sitting = service::submit(tx, &library, &actor, id.0)?;
        Reply::ok(&AttemptView::new(&sitting)?)
    })
    .await
}
