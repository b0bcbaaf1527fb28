//! `/terms/exports`, `/terms/imports`: the glossary as a file.

use actix_web::{HttpResponse, get, post, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::locale_of_query;
use super::views::FaultView;
use crate::accounts::Actor;
use crate::error::AppError;
use crate::formats::exchange::FILE_BYTES;
use crate::http::download::attachment;
use crate::http::upload::receive;
use crate::http::{AppData, Query, Reader, Reply};
use crate::i18n::Localizer;
use crate::translations::model::{KeptFault, TermFormat};
use crate::translations::service::terminology::{self as service, Outcome};

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(hand_out).service(take_in);
}

/// In which form the glossary is wanted.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct TermExportQuery {
    format: TermFormat,
    /// The language in which terms are called; all of them, unless one is named.
    #[param(example = "sw")]
    locale: Option<String>,
}

/// The glossary as a file: to be worked on elsewhere, and brought back. Forbidden terms are deprecated there.
#[utoipa::path(
    operation_id = "exportTerms", tag = "translations", security(("session" = [])),
    params(TermExportQuery),
    responses((status = 200, description = "The file", body = String, content_type = "application/octet-stream")),
    extensions(("x-problems" = json!(["locale-unknown"]))),
)]
#[get("/terms/exports")]
async fn hand_out(app: AppData, _actor: Actor, query: Query<TermExportQuery>) -> Result<HttpResponse, AppError> {
    let TermExportQuery { format, locale } = query.0;
    let locale = locale.as_deref().map(locale_of_query).transpose()?;
    let name = locale.as_ref().map_or_else(String::new, |locale| format!(".{locale}"));
    let file = format!("glossary{name}.{}", format.as_str());
    let concepts = app.db.read(move |snapshot| service::concepts(snapshot, locale.as_ref())).await?;
    let text = app.readers.run(move || service::write(format, &concepts, "Virtual College")).await?;
    Ok(attachment(&file, text))
}

/// What an uploaded glossary is.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct TermImportQuery {
    format: TermFormat,
    /// Say only what would come of it.
    #[serde(default)]
    dry_run: bool,
}

/// What a file changed in the glossary, or would change.
#[derive(Debug, Serialize, ToSchema)]
struct TermImportView {
    format: TermFormat,
    dry_run: bool,
    /// Whether the file can be taken, and was unless this is a dry run. With a single fault nothing is changed.
    accepted: bool,
    #[schema(example = 12)]
    terms_added: usize,
    /// Terms that are defined otherwise.
    #[schema(example = 1)]
    terms_changed: usize,
    /// What terms are called, or must not be called, that is new or different.
    #[schema(example = 30)]
    called: usize,
    /// Terms, and what they are called, that were so before.
    #[schema(example = 200)]
    unchanged: usize,
    /// What cannot be taken, with its line where it is known.
    faults: Vec<FaultView>,
}

impl TermImportView {
    fn new(outcome: Outcome, (format, dry_run): (TermFormat, bool), words: &Localizer) -> Self {
        let Outcome { terms_added, terms_changed, called, unchanged, faults } = outcome;
        let faults: Vec<_> = faults.iter().map(|fault| FaultView::new(KeptFault::from(fault), words)).collect();
        Self { format, dry_run, accepted: faults.is_empty(), terms_added, terms_changed, called, unchanged, faults }
    }
}

/// Brings a glossary in, all of it or, where anything in it cannot be taken, nothing.
///
/// Terms and their definitions are for source editors; what terms are called in a language for those who translate into it. What is
/// as it was may be in the file, whoever brings it. What the file does not speak of stays: an import removes nothing.
#[utoipa::path(
    operation_id = "importTerms", tag = "translations", security(("session" = [])),
    params(TermImportQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = TermImportView)),
    extensions(("x-problems" = json!([
        "body-incomplete", "body-too-large", "contribution-terms-not-accepted", "email-not-verified", "glossary-full",
    ]))),
)]
#[post("/terms/imports")]
async fn take_in(
    app: AppData,
    actor: Actor,
    reader: Reader,
    query: Query<TermImportQuery>,
    payload: web::Payload,
) -> Result<Reply, AppError> {
    let TermImportQuery { format, dry_run } = query.0;
    let file = receive(payload, FILE_BYTES).await?;
    let who = actor.clone();
    app.db.read(move |snapshot| service::may_bring(snapshot, &who)).await?;
    let outcome = match app.readers.run(move || service::read(format, &file)).await? {
        Err(faults) => Outcome { faults, ..Outcome::default() },
        Ok(concepts) => app.db.write(move |tx| service::import(tx, &actor, &concepts, dry_run)).await?,
    };
    Reply::ok(&TermImportView::new(outcome, (format, dry_run), &reader.language().localizer()))
}
