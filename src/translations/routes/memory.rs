//! `/units/{id}/memory`: how the same was said before.

use actix_web::{HttpRequest, HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::locale_of_query;
use super::views::PieceView;
use crate::accounts::Actor;
use crate::error::AppError;
use crate::http::{AppData, Page, Path, Query};
use crate::translations::model::UnitId;
use crate::translations::service::memory::{self as service, Match};

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(list);
}

/// A text that was translated before.
#[derive(Debug, Serialize, ToSchema)]
struct MatchView {
    unit: UnitId,
    #[schema(example = "interface/enrolments")]
    catalogue: String,
    #[schema(example = "enrolment-closed")]
    key: String,
    /// Of the originals, in per cent.
    #[schema(example = 92)]
    likeness: u8,
    /// The original that was translated.
    #[schema(example = "enrolment-closed = Enrolment is closed")]
    source: String,
    /// From that original to the one at hand.
    difference: Vec<PieceView>,
    /// As it might be suggested; a message has the name of the one at hand.
    #[schema(example = "enrolment-closed = Uandikishaji umefungwa")]
    body: String,
}

impl From<Match> for MatchView {
    fn from(found: Match) -> Self {
        let Match { unit, catalogue, body, likeness, difference } = found;
        Self {
            unit: unit.id,
            catalogue: catalogue.slug,
            key: unit.key,
            likeness,
            source: unit.source,
            difference: PieceView::list(difference),
            body,
        }
    }
}

/// In which language a memory is searched.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct MemoryQuery {
    #[param(example = "sw")]
    locale: String,
}

/// How texts that are the same, or much alike, were translated: what is approved, from all catalogues and courses that one may read,
/// the most alike first; at most ten.
#[utoipa::path(
    operation_id = "listMemory", tag = "translations", security(("session" = [])),
    params(("id" = UnitId, Path), MemoryQuery),
    responses((status = 200, body = Page<MatchView>)),
    extensions(("x-problems" = json!(["unit-unknown", "locale-unknown", "catalogue-unknown"]))),
)]
#[get("/units/{id}/memory")]
async fn list(
    app: AppData,
    actor: Actor,
    id: Path<UnitId>,
    query: Query<MemoryQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let locale = locale_of_query(&query.0.locale)?;
    let remembered = app.db.read(move |snapshot| service::recall(snapshot, &actor, id.0, &locale)).await?;
    let found = app.readers.run(move || service::matches(remembered)).await?;
    Ok(Page { items: found.into_iter().map(MatchView::from).collect(), next: None }.respond(&request))
}
