//! `/parties`.

use actix_web::{HttpRequest, HttpResponse, get};
use serde::Serialize;
use time::Date;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::model::{Flag, Party, PartyCode, Region};
use super::service;
use crate::error::AppError;
use crate::http::problem::ProblemDocument;
use crate::http::{AppData, Page, Path, Reader};

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(list).service(show);
}

/// A Party, with its name in the reader's language.
#[derive(Debug, Serialize, ToSchema)]
struct PartyView {
    code: PartyCode,
    #[schema(example = "MDG")]
    iso3: String,
    name: String,
    region: Region,
    /// The day the Convention entered into force for the Party.
    #[schema(value_type = String, format = Date)]
    entry_into_force: String,
    /// The flags that the Party carries today.
    flags: Vec<Flag>,
}

impl PartyView {
    fn new(party: Party, language: &str, today: Date) -> Self {
        let name = party.names.get(language).or_else(|| party.names.get("en")).cloned().unwrap_or_default();
        let flags = Flag::ALL.iter().copied().filter(|flag| party.carries(*flag, today)).collect();
        let entry_into_force = party.entry_into_force.to_string();
        Self { code: party.code, iso3: party.iso3, name, region: party.region, entry_into_force, flags }
    }
}

/// The Parties to the Convention.
#[utoipa::path(tag = "parties", responses((status = 200, body = Page<PartyView>)))]
#[get("/parties")]
async fn list(app: AppData, reader: Reader, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let today = app.clock.now().day();
    let parties = app.db.read(service::list).await?;
    let words = reader.language().localizer();
    let language = words.locale().as_str();
    let items = parties.into_iter().map(|party| PartyView::new(party, language, today)).collect();
    Ok(Page { items, next: None }.respond(&request))
}

/// One Party.
#[utoipa::path(tag = "parties", params(("iso2" = PartyCode, Path)), responses(
    (status = 200, body = PartyView),
    (status = 404, body = ProblemDocument, content_type = "application/problem+json"),
))]
#[get("/parties/{iso2}")]
async fn show(app: AppData, reader: Reader, code: Path<PartyCode>) -> Result<HttpResponse, AppError> {
    let today = app.clock.now().day();
    let party = app.db.read(move |snapshot| service::find(snapshot, code.0)).await?;
    let words = reader.language().localizer();
    Ok(HttpResponse::Ok().json(PartyView::new(party, words.locale().as_str(), today)))
}
