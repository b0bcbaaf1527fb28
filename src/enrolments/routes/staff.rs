//! Requests to decide on.

use std::sync::{Arc, OnceLock};

use actix_web::{HttpRequest, HttpResponse, get, post};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::views::{EnrolmentRequestView, Shaper};
use crate::accounts::Actor;
use crate::affiliations::{self, Term};
use crate::clock::Timestamp;
use crate::courses::model::Slug;
use crate::db::Snapshot;
use crate::enrolments::model::{Decision, EnrolmentId, EnrolmentStanding};
use crate::enrolments::service::{self, Ruling, Wanted};
use crate::error::{AppError, Problem};
use crate::http::{AppData, Json, Once, Page, PageQuery, Path, Query, Reader, Reply};
use crate::parties::PartyCode;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(list).service(decide);
}

/// Which enrolments are listed.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct ListQuery {
    limit: Option<i64>,
    cursor: Option<String>,
    /// `requested` unless told.
    state: Option<EnrolmentStanding>,
    #[param(value_type = Option<String>)]
    course: Option<Slug>,
    party: Option<PartyCode>,
}

/// Enrolments to decide on, the oldest first. Focal points see those of their own Party, the Secretariat all.
#[utoipa::path(
    operation_id = "listEnrolments", tag = "enrolments", security(("session" = [])),
    params(ListQuery),
    responses((status = 200, body = Page<EnrolmentRequestView>)),
    extensions(("x-problems" = json!(["forbidden", "course-unknown"]))),
)]
#[get("/enrolments")]
async fn list(
    app: AppData,
    actor: Actor,
    query: Query<ListQuery>,
    reader: Reader,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let ListQuery { limit, cursor, state, course, party } = query.0;
    let page = PageQuery { limit, cursor };
    let (limit, after, shaper) = (page.limit()?, page.after()?, Shaper::new(&app, &reader));
    let wanted = Wanted { standing: state.unwrap_or(EnrolmentStanding::Requested), party, course, after };
    let read = move |snapshot: &mut Snapshot<'_>| {
        let rows = service::list(snapshot, &actor, &shaper.library, (&wanted, limit + 1))?;
        shaper.requests(snapshot, rows)
    };
    Ok(Page::new(app.db.read(read).await?, limit, |view| view.enrolment.id).respond(&request))
}

/// Whether somebody may take a course.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateEnrolmentDecision {
    decision: Decision,
    /// For the person to read. A refusal needs one.
    #[schema(max_length = 500)]
    reason: Option<String>,
    /// Until when the course may be taken: two years from now unless told, five at most.
    #[schema(value_type = Option<String>, format = DateTime)]
    until: Option<Timestamp>,
}

impl CreateEnrolmentDecision {
    fn check(&self) -> Result<Ruling, AppError> {
        let reason = affiliations::reason(self.reason.as_deref(), self.decision == Decision::Refused);
        let reason = reason.map_err(|problem| Problem::invalid(vec![problem]))?;
        Ok(Ruling { decision: self.decision, reason, term: self.until.map_or(Term::Standard, Term::Until) })
    }
}

/// Approves a request or refuses it. The learner is told by mail.
///
/// Approving needs an affiliation that somebody vouches for. Where it still waits for that, approving vouches for it too. An
/// enrolment that was approved can be approved again, to move its end, and refused, which closes it at once. One that was refused
/// can be approved after all, as long as the learner has not asked anew.
#[utoipa::path(
    operation_id = "decideEnrolment", tag = "enrolments", security(("session" = [])),
    params(("id" = EnrolmentId, Path), Once),
    request_body = CreateEnrolmentDecision,
    responses((status = 200, body = EnrolmentRequestView)),
    extensions(
        ("x-problems" = json!([
            "forbidden", "enrolment-own-request", "enrolment-unknown", "enrolment-already-decided",
            "enrolment-affiliation-not-vouched",
        ])),
    ),
)]
#[post("/enrolments/{id}/decision")]
async fn decide(
    app: AppData,
    actor: Actor,
    once: Once,
    (id, reader): (Path<EnrolmentId>, Reader),
    body: Json<CreateEnrolmentDecision>,
) -> Result<Reply, AppError> {
    affiliations::parties_in_care(&actor)?;
    let (ruling, shaper) = (body.0.check()?, Shaper::new(&app, &reader));
    let learner = Arc::new(OnceLock::new());
    let found = Arc::clone(&learner);
    let reply = app.write_once(actor.person, once, move |tx| {
        let enrolment = service::decide(tx, &actor, &shaper.library, (id.0, &ruling))?;
        found.get_or_init(|| enrolment.person);
        Reply::ok(&shaper.request_one(tx, enrolment)?)
    });
    let reply = reply.await?;
    if let Some(person) = learner.get() {
        app.enrolled.forget(*person);
    }
    Ok(reply)
}
