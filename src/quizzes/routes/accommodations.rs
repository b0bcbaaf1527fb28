//! `/accommodations` and `/me/accommodations`.

use actix_web::{HttpRequest, HttpResponse, delete, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::accounts::Actor;
use crate::clock::Timestamp;
use crate::enrolments::EnrolmentId;
use crate::error::{AppError, FieldProblem, Problem};
use crate::http::{AppData, Json, Once, Page, PageQuery, Path, Query, Reply};
use crate::ids::PersonId;
use crate::quizzes::model::{Accommodation, AccommodationId, LONGEST_REASON, MOST_EXTRA_TIME};
use crate::quizzes::service::accommodations::{self as service, NewAccommodation};
use crate::text;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(list_own).service(list).service(create).service(remove);
}

/// Extra time at quizzes that have a time limit.
#[derive(Debug, Serialize, ToSchema)]
struct AccommodationView {
    id: AccommodationId,
    /// In this enrolment; absent: in all of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    enrolment: Option<EnrolmentId>,
    /// Of the time limit: 50 makes 30 minutes 45.
    #[schema(example = 50)]
    extra_time_percent: i32,
    #[schema(value_type = String, format = DateTime)]
    granted_at: Timestamp,
    /// An attempt that begins before then has it.
    #[schema(value_type = String, format = DateTime)]
    expires_at: Timestamp,
}

/// Extra time as the Secretariat sees it.
#[derive(Debug, Serialize, ToSchema)]
struct GrantedAccommodationView {
    #[serde(flatten)]
    accommodation: AccommodationView,
    person: PersonId,
    reason: String,
    granted_by: PersonId,
}

impl From<Accommodation> for AccommodationView {
    fn from(held: Accommodation) -> Self {
        let Accommodation { id, enrolment, extra_time_percent, granted_at, expires_at, .. } = held;
        Self { id, enrolment, extra_time_percent, granted_at, expires_at }
    }
}

impl From<Accommodation> for GrantedAccommodationView {
    fn from(held: Accommodation) -> Self {
        let (person, reason, granted_by) = (held.person, held.reason.clone(), held.granted_by);
        Self { accommodation: held.into(), person, reason, granted_by }
    }
}

/// One's own extra time that holds now, the oldest first.
#[utoipa::path(
    operation_id = "listMyAccommodations", tag = "quizzes", security(("session" = [])),
    params(PageQuery),
    responses((status = 200, body = Page<AccommodationView>)),
)]
#[get("/me/accommodations")]
async fn list_own(
    app: AppData,
    actor: Actor,
    query: Query<PageQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let (limit, after) = (query.0.limit()?, query.0.after()?);
    let found = app.db.read(move |snapshot| service::list_own(snapshot, &actor, after, limit + 1)).await?;
    Ok(Page::new(found, limit, |held| held.id).map(AccommodationView::from).respond(&request))
}

/// Whose extra time is listed.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct ListQuery {
    limit: Option<i64>,
    cursor: Option<String>,
    /// That of one person.
    person: Option<PersonId>,
}

/// Extra time that holds now, the oldest first. For the Secretariat.
#[utoipa::path(
    operation_id = "listAccommodations", tag = "quizzes", security(("session" = [])),
    params(ListQuery),
    responses((status = 200, body = Page<GrantedAccommodationView>)),
    extensions(("x-problems" = json!(["forbidden"]))),
)]
#[get("/accommodations")]
async fn list(
    app: AppData,
    actor: Actor,
    query: Query<ListQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let ListQuery { limit, cursor, person } = query.0;
    let page = PageQuery { limit, cursor };
    let (limit, after) = (page.limit()?, page.after()?);
    let found = app.db.read(move |snapshot| service::list(snapshot, &actor, (person, after), limit + 1)).await?;
    Ok(Page::new(found, limit, |held| held.id).map(GrantedAccommodationView::from).respond(&request))
}

/// Extra time to be granted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateAccommodation {
    person: PersonId,
    /// One of the person's, when the extra time is for this one alone.
    enrolment: Option<EnrolmentId>,
    /// Of the time limit, in per cent.
    #[schema(minimum = 1, maximum = 300, example = 50)]
    extra_time_percent: i32,
    /// For the Secretariat alone.
    #[schema(max_length = 500, example = "Dyslexia; certificate seen on 3 March.")]
    reason: String,
    /// The moment from which no attempt has it any more: five years from now at most.
    #[schema(value_type = String, format = DateTime)]
    until: Timestamp,
}

impl CreateAccommodation {
    fn check(self) -> Result<NewAccommodation, AppError> {
        let mut wrong = Vec::new();
        if !(1..=MOST_EXTRA_TIME).contains(&self.extra_time_percent) {
            let problem = FieldProblem::new("/extra_time_percent", "extra-time-out-of-range");
            wrong.push(problem.with("largest", MOST_EXTRA_TIME));
        }
        let reason = text::line(&self.reason, LONGEST_REASON).map_err(|fault| wrong.push(fault.at("/reason")));
        match reason {
            Ok(reason) if wrong.is_empty() => {
                let Self { person, enrolment, extra_time_percent, until, .. } = self;
                Ok(NewAccommodation { person, enrolment, extra_time_percent, reason, until })
            }
            _ => Err(Problem::invalid(wrong).into()),
        }
    }
}

/// Grants extra time: every attempt that begins from now on has it. Of several grants the most generous counts. For the
/// Secretariat; nobody grants it to herself.
#[utoipa::path(
    operation_id = "grantAccommodation", tag = "quizzes", security(("session" = [])),
    params(Once),
    request_body = CreateAccommodation,
    responses((status = 201, body = GrantedAccommodationView)),
    extensions(("x-creates" = json!("/accommodations/{id}")), ("x-problems" = json!(["forbidden", "accommodation-own"]))),
)]
#[post("/accommodations")]
async fn create(app: AppData, actor: Actor, once: Once, body: Json<CreateAccommodation>) -> Result<Reply, AppError> {
    actor.as_secretariat()?;
    let new = body.0.check()?;
    app.write_once(actor.person, once, move |tx| {
        let granted = service::grant(tx, &actor, &new)?;
        Reply::created(format!("/api/v1/accommodations/{}", granted.id), &GrantedAccommodationView::from(granted))
    })
    .await
}

/// Revokes extra time. An attempt that has begun keeps its deadline. For the Secretariat.
#[utoipa::path(
    operation_id = "revokeAccommodation", tag = "quizzes", security(("session" = [])),
    params(("id" = AccommodationId, Path)),
    responses((status = 204, description = "Revoked")),
    extensions(("x-problems" = json!(["forbidden", "accommodation-unknown"]))),
)]
#[delete("/accommodations/{id}")]
async fn remove(app: AppData, actor: Actor, id: Path<AccommodationId>) -> Result<Reply, AppError> {
    app.db.write(move |tx| service::revoke(tx, &actor, id.0)).await?;
    Ok(Reply::no_content())
}
