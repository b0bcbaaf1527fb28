//! A learner's own enrolments.

use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::views::{EnrolmentView, Shaper, ShownEnrolmentView, VersionMoveView};
use crate::accounts::Actor;
use crate::affiliations::AffiliationId;
use crate::cohorts::CohortId;
use crate::courses::model::Slug;
use crate::db::Snapshot;
use crate::enrolments::model::EnrolmentId;
use crate::enrolments::service::{self, NewEnrolment};
use crate::error::{AppError, FieldProblem, Problem};
use crate::http::{AppData, Json, Once, Page, PageQuery, Path, Query, Reader, Reply};
use crate::i18n::Locale;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(list_own).service(create).service(show);
    routes.service(update).service(remove).service(move_to_current);
}

/// A course to be taken.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateEnrolment {
    #[schema(value_type = String, example = "cites-for-customs-officers")]
    course: Slug,
    /// The language to learn in; the best of those that one reads, when left out.
    #[schema(example = "fr")]
    locale: Option<String>,
    /// As whoever organises the training tells it.
    cohort: Option<CohortId>,
    /// On account of which office; the one that fits best, when left out.
    affiliation: Option<AffiliationId>,
}

fn locale(given: &str) -> Result<Locale, AppError> {
    Locale::parse(given).map_err(|_| Problem::invalid(vec![FieldProblem::new("/locale", "language-unknown")]).into())
}

/// Reads `?locale=`.
fn locale_of_query(given: &str) -> Result<Locale, AppError> {
    Locale::parse(given).map_err(|_| Problem::new(400, "query-invalid").with("parameter", "locale").into())
}

/// Enrols in a course. A course for everyone can be begun at once; one for officials waits for a focal point of the Party or
/// the Secretariat.
#[utoipa::path(
    operation_id = "enrol", tag = "enrolments", security(("session" = [])),
    params(Once),
    request_body = CreateEnrolment,
    responses((status = 201, body = EnrolmentView)),
    extensions(
        ("x-creates" = json!("/enrolments/{id}")),
        ("x-problems" = json!([
            "email-not-verified", "course-unknown", "enrolment-exists", "enrolment-prerequisites-missing",
            "enrolment-affiliation-required", "enrolment-affiliation-unfit", "enrolment-cohort-unfit",
        ])),
    ),
)]
#[post("/enrolments")]
async fn create(
    app: AppData,
    actor: Actor,
    once: Once,
    reader: Reader,
    body: Json<CreateEnrolment>,
) -> Result<Reply, AppError> {
    let CreateEnrolment { course, locale: wanted, cohort, affiliation } = body.0;
    let offered = app.library.current(&course)?.locales();
    let (locale, reads) =
        (wanted.as_deref().map(locale).transpose()?, reader.language().among(&offered).locale.clone());
    let new = NewEnrolment { course, locale, cohort, affiliation, reader: reads };
    let (person, shaper) = (actor.person, Shaper::new(&app, &reader));
    let reply = app.write_once(person, once, move |tx| {
        let enrolment = service::enrol(tx, &actor, &shaper.library, &new)?;
        let view = shaper.own_one(tx, enrolment)?;
        Reply::created(format!("/api/v1/enrolments/{}", view.id), &view)
    });
    let reply = reply.await?;
    app.enrolled.forget(person);
    Ok(reply)
}

/// One's own enrolments, the latest first, with one's progress.
#[utoipa::path(
    operation_id = "listMyEnrolments", tag = "enrolments", security(("session" = [])),
    params(PageQuery),
    responses((status = 200, body = Page<EnrolmentView>)),
)]
#[get("/me/enrolments")]
async fn list_own(
    app: AppData,
    actor: Actor,
    query: Query<PageQuery>,
    reader: Reader,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let (limit, before, shaper) = (query.0.limit()?, query.0.after()?, Shaper::new(&app, &reader));
    let read = move |snapshot: &mut Snapshot<'_>| {
        let rows = service::list_own(snapshot, &actor, before, limit + 1)?;
        shaper.own(snapshot, actor.person, rows)
    };
    Ok(Page::new(app.db.read(read).await?, limit, |view| view.id).respond(&request))
}

/// One enrolment: one's own with one's progress, or one of a Party in one's care.
#[utoipa::path(
    operation_id = "showEnrolment", tag = "enrolments", security(("session" = [])),
    params(("id" = EnrolmentId, Path)),
    responses((status = 200, body = ShownEnrolmentView)),
    extensions(("x-problems" = json!(["enrolment-unknown"]))),
)]
#[get("/enrolments/{id}")]
async fn show(app: AppData, actor: Actor, id: Path<EnrolmentId>, reader: Reader) -> Result<HttpResponse, AppError> {
    let shaper = Shaper::new(&app, &reader);
    let read = move |snapshot: &mut Snapshot<'_>| {
        let enrolment = service::show(snapshot, &actor, id.0)?;
        shaper.shown(snapshot, actor.person, enrolment)
    };
    Ok(HttpResponse::Ok().json(app.db.read(read).await?))
}

/// What is to change about an enrolment.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct UpdateEnrolment {
    /// The language to learn in from now on.
    #[schema(example = "es")]
    locale: String,
}

/// Learns in another language from now on. Progress stays; what was completed stays completed in its language.
#[utoipa::path(
    operation_id = "updateEnrolment", tag = "enrolments", security(("session" = [])),
    params(("id" = EnrolmentId, Path)),
    request_body = UpdateEnrolment,
    responses((status = 200, body = EnrolmentView)),
    extensions(("x-problems" = json!(["enrolment-unknown", "enrolment-closed"]))),
)]
#[patch("/enrolments/{id}")]
async fn update(
    app: AppData,
    actor: Actor,
    id: Path<EnrolmentId>,
    reader: Reader,
    body: Json<UpdateEnrolment>,
) -> Result<Reply, AppError> {
    let (locale, person, shaper) = (locale(&body.0.locale)?, actor.person, Shaper::new(&app, &reader));
    let write = move |tx: &mut crate::db::Tx<'_>| {
        let enrolment = service::change_locale(tx, &actor, &shaper.library, (id.0, &locale))?;
        Reply::ok(&shaper.own_one(tx, enrolment)?)
    };
    let reply = app.db.write(write).await?;
    app.enrolled.forget(person);
    Ok(reply)
}

/// Withdraws from a course. Progress is kept; enrolling again is a new beginning.
#[utoipa::path(
    operation_id = "withdrawEnrolment", tag = "enrolments", security(("session" = [])),
    params(("id" = EnrolmentId, Path)),
    responses((status = 204, description = "Withdrawn")),
    extensions(("x-problems" = json!(["enrolment-unknown", "enrolment-closed"]))),
)]
#[delete("/enrolments/{id}")]
async fn remove(app: AppData, actor: Actor, id: Path<EnrolmentId>) -> Result<Reply, AppError> {
    let person = actor.person;
    app.db.write(move |tx| service::withdraw(tx, &actor, id.0)).await?;
    app.enrolled.forget(person);
    Ok(Reply::no_content())
}

/// In which language to go on.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct MoveQuery {
    /// The language to learn in from now on; the one of the enrolment, when left out.
    #[param(example = "en")]
    locale: Option<String>,
}

/// Moves on to the current version of the course, and tells what is different in it. When nothing is left to do in it, the
/// course is completed at once.
///
/// Nobody finds herself in another language: when the current version is not offered in that of the enrolment (its translators have not
/// caught up), nothing changes and the answer names the languages that it is offered in; `?locale=` moves on and learns in one of them.
#[utoipa::path(
    operation_id = "moveEnrolment", tag = "enrolments", security(("session" = [])),
    params(("id" = EnrolmentId, Path), MoveQuery, Once),
    responses((status = 200, body = VersionMoveView)),
    extensions(
        ("x-problems" = json!([
            "enrolment-unknown", "enrolment-not-active", "enrolment-expired", "enrolment-vouching-ended", "enrolment-closed",
            "enrolment-version-current", "enrolment-version-not-in-language", "enrolment-approval-required",
        ])),
    ),
)]
#[post("/enrolments/{id}/version")]
async fn move_to_current(
    app: AppData,
    actor: Actor,
    once: Once,
    id: Path<EnrolmentId>,
    query: Query<MoveQuery>,
    reader: Reader,
) -> Result<Reply, AppError> {
    let wanted = query.0.locale.as_deref().map(locale_of_query).transpose()?;
    let (person, shaper) = (actor.person, Shaper::new(&app, &reader));
    let reply = app.write_once(person, once, move |tx| {
        let before = service::find_own(tx, &actor, id.0)?;
        let (domains, to) = ((&shaper.library, &shaper.learning), (id.0, wanted.as_ref()));
        let (after, changes) = service::move_to_current(tx, &actor, domains, to)?;
        Reply::ok(&shaper.moved(tx, (&before, after), &changes)?)
    });
    let reply = reply.await?;
    app.enrolled.forget(person);
    Ok(reply)
}
