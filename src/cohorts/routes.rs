//! `/cohorts`.

use actix_web::{HttpRequest, HttpResponse, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::model::{Cohort, CohortId, LONGEST_NAME, LONGEST_SPONSOR};
use super::service::{self, NewCohort, Wanted};
use crate::accounts::Actor;
use crate::clock::Timestamp;
use crate::courses::model::Slug;
use crate::error::{AppError, Problem};
use crate::http::{AppData, Json, Once, Page, PageQuery, Query, Reply};
use crate::parties::PartyCode;
use crate::text;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(list).service(create);
}

/// People who learn together.
#[derive(Debug, Serialize, ToSchema)]
struct CohortView {
    id: CohortId,
    #[schema(example = "Antananarivo, March 2027")]
    name: String,
    /// The course that it is for; absent: any.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "cites-for-customs-officers")]
    course: Option<String>,
    /// Absent: of several Parties.
    #[serde(skip_serializing_if = "Option::is_none")]
    party: Option<PartyCode>,
    /// Who pays for it.
    #[serde(skip_serializing_if = "String::is_empty")]
    sponsor: String,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
}

impl From<Cohort> for CohortView {
    fn from(cohort: Cohort) -> Self {
        let Cohort { id, name, course, party, sponsor, created_at, .. } = cohort;
        Self { id, name, course, party, sponsor, created_at }
    }
}

/// Which cohorts are listed.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct ListQuery {
    limit: Option<i64>,
    cursor: Option<String>,
    party: Option<PartyCode>,
    #[param(value_type = Option<String>)]
    course: Option<Slug>,
}

/// Cohorts, the latest first. Focal points see those of their own Party, the Secretariat all.
#[utoipa::path(
    operation_id = "listCohorts", tag = "people", security(("session" = [])),
    params(ListQuery),
    responses((status = 200, body = Page<CohortView>)),
    extensions(("x-problems" = json!(["forbidden"]))),
)]
#[get("/cohorts")]
async fn list(
    app: AppData,
    actor: Actor,
    query: Query<ListQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let ListQuery { limit, cursor, party, course } = query.0;
    let page = PageQuery { limit, cursor };
    let (limit, wanted) = (page.limit()?, Wanted { party, course, before: page.after()? });
    let rows = app.db.read(move |snapshot| service::list(snapshot, &actor, &wanted, limit + 1)).await?;
    Ok(Page::new(rows, limit, |cohort| cohort.id).map(CohortView::from).respond(&request))
}

/// A cohort to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateCohort {
    #[schema(example = "Antananarivo, March 2027", max_length = 120)]
    name: String,
    /// The course that it is for; any, when left out.
    #[schema(value_type = Option<String>, example = "cites-for-customs-officers")]
    course: Option<Slug>,
    /// Focal points give their own; of several Parties, when left out.
    party: Option<PartyCode>,
    /// Who pays for it.
    #[schema(max_length = 200)]
    sponsor: Option<String>,
}

impl CreateCohort {
    fn check(&self) -> Result<NewCohort, AppError> {
        let name = text::line(&self.name, LONGEST_NAME).map_err(|fault| fault.at("/name"));
        let sponsor = self.sponsor.as_deref().map_or(Ok(String::new()), |text| text::line(text, LONGEST_SPONSOR));
        let sponsor = sponsor.map_err(|fault| fault.at("/sponsor"));
        match (name, sponsor) {
            (Ok(name), Ok(sponsor)) => Ok(NewCohort { name, course: self.course.clone(), party: self.party, sponsor }),
            (name, sponsor) => {
                Err(Problem::invalid([name.err(), sponsor.err()].into_iter().flatten().collect()).into())
            }
        }
    }
}

/// Makes a cohort. Focal points make those of their own Party, the Secretariat any.
#[utoipa::path(
    operation_id = "createCohort", tag = "people", security(("session" = [])),
    params(Once),
    request_body = CreateCohort,
    responses((status = 201, body = CohortView)),
    extensions(("x-creates" = json!("/cohorts")), ("x-problems" = json!(["forbidden"]))),
)]
#[post("/cohorts")]
async fn create(app: AppData, actor: Actor, once: Once, body: Json<CreateCohort>) -> Result<Reply, AppError> {
    service::may_make(&actor, body.0.party)?;
    let (new, library) = (body.0.check()?, app.library.clone());
    app.write_once(actor.person, once, move |tx| {
        let cohort = service::make(tx, &actor, &library, &new)?;
        Reply::created("/api/v1/cohorts", &CohortView::from(cohort))
    })
    .await
}
