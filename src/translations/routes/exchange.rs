//! `/locales/{tag}/exports`, `/locales/{tag}/imports`: files for other people's tools, and what comes back.

use actix_web::{HttpMessage as _, HttpRequest, HttpResponse, get, post, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::views::FaultView;
use crate::accounts::Actor;
use crate::clock::Timestamp;
use crate::error::AppError;
use crate::formats::exchange::FILE_BYTES;
use crate::http::download::attachment;
use crate::http::json::BodyDigest;
use crate::http::upload::receive;
use crate::http::{AppData, Once, Page, PageQuery, Path, Query, Reader, Reply};
use crate::i18n::{Locale, Localizer};
use crate::translations::model::{CatalogueKind, ExchangeFormat, Import, ImportId, ImportState, KeptFault};
use crate::translations::service::exchange as service;
use crate::translations::service::imports::{self, NewImport};

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(hand_out).service(list).service(take_in).service(show);
}

/// In which form a catalogue is wanted.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct ExportQuery {
    format: ExchangeFormat,
}

/// A catalogue in a language as a file: to be translated elsewhere, and brought back.
#[utoipa::path(
    operation_id = "exportCatalogue", tag = "translations", security(("session" = [])),
    params(
        ("tag" = String, Path, example = "sw"), ("kind" = CatalogueKind, Path), ("name" = String, Path, example = "mail"),
        ExportQuery,
    ),
    responses((status = 200, description = "The file", body = String, content_type = "application/octet-stream")),
    extensions(("x-problems" = json!(["locale-unknown", "catalogue-unknown", "exchange-format-unfit", "exchange-nothing-translated"]))),
)]
#[get("/locales/{tag}/exports/{kind}/{name}")]
async fn hand_out(
    app: AppData,
    actor: Actor,
    path: Path<(Locale, CatalogueKind, String)>,
    query: Query<ExportQuery>,
) -> Result<HttpResponse, AppError> {
    let ((tag, kind, name), format) = (path.0, query.0.format);
    let (slug, file) = (format!("{}/{name}", kind.as_str()), format!("{name}.{tag}.{}", format.ending()));
    let document = app.db.read(move |snapshot| service::document(snapshot, &actor, (&tag, &slug))).await?;
    let text = app.readers.run(move || service::write(format, &document)).await??;
    Ok(attachment(&file, text))
}

/// What an uploaded file is.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct ImportQuery {
    format: ExchangeFormat,
    /// Say only what would come of it.
    #[serde(default)]
    dry_run: bool,
}

/// A file that came in.
#[derive(Debug, Serialize, ToSchema)]
struct ImportView {
    id: ImportId,
    #[schema(example = "sw")]
    locale: String,
    format: ExchangeFormat,
    dry_run: bool,
    state: ImportState,
    /// Texts that are not approved so: each is taken, waits already, or has moved. Until then there are some to look at.
    total: i32,
    /// Those of them that became suggestions; of a dry run, that would.
    taken: i32,
    /// Those of the taken that a check blocks: they have to be mended.
    failing: i32,
    /// Those of them that wait for a review already: nothing new comes of them.
    waiting: i32,
    /// Those of them whose source changed while the file was read: they are in the next export.
    moved: i32,
    /// Texts that are approved already.
    unchanged: i32,
    /// Texts of the catalogue that are not in the file: nothing is said of them.
    absent: i32,
    /// What could not be taken, with its line and its unit where they are known.
    faults: Vec<FaultView>,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    finished_at: Option<Timestamp>,
}

impl ImportView {
    fn new(import: Import, words: &Localizer) -> Result<Self, AppError> {
        let faults: Vec<KeptFault> = import.faults.read()?;
        Ok(Self {
            id: import.id,
            locale: import.locale.to_string(),
            format: import.format,
            dry_run: import.dry_run,
            state: import.state,
            total: import.total,
            taken: import.taken,
            failing: import.failing,
            waiting: import.waiting,
            moved: import.moved,
            unchanged: import.unchanged,
            absent: import.absent,
            faults: faults.into_iter().map(|fault| FaultView::new(fault, words)).collect(),
            created_at: import.created_at,
            finished_at: import.finished_at,
        })
    }
}

/// Brings a file with translations in. A job reads it; what is new becomes suggestions. For translators.
///
/// A unit whose source moved since the export is told, and not overwritten.
#[utoipa::path(
    operation_id = "importTranslations", tag = "translations", security(("session" = [])),
    params(
        ("tag" = String, Path, example = "sw"), ("kind" = CatalogueKind, Path), ("name" = String, Path, example = "mail"),
        ImportQuery, Once,
    ),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = ImportView)),
    extensions(
        ("x-creates" = json!("/translation-imports/{id}")),
        ("x-problems" = json!([
            "body-incomplete", "body-too-large", "forbidden", "contribution-terms-not-accepted", "email-not-verified",
            "locale-unknown", "locale-closed", "source-language", "catalogue-unknown", "exchange-format-unfit",
        ])),
    ),
)]
#[post("/locales/{tag}/imports/{kind}/{name}")]
async fn take_in(
    app: AppData,
    actor: Actor,
    once: Once,
    (path, query): (Path<(Locale, CatalogueKind, String)>, Query<ImportQuery>),
    (request, reader): (HttpRequest, Reader),
    payload: web::Payload,
) -> Result<Reply, AppError> {
    let ((locale, kind, name), ImportQuery { format, dry_run }) = (path.0, query.0);
    let file = receive(payload, FILE_BYTES).await?;
    request.extensions_mut().insert(BodyDigest::of(&file));
    let new = NewImport { locale, slug: format!("{}/{name}", kind.as_str()), format, dry_run, file };
    let words = reader.language().localizer();
    app.write_once(actor.person, once, move |tx| {
        let import = imports::create(tx, &actor, &new)?;
        Reply::created(format!("/api/v1/translation-imports/{}", import.id), &ImportView::new(import, &words)?)
    })
    .await
}

/// How far an import is, and what could not be taken.
#[utoipa::path(
    operation_id = "showTranslationImport", tag = "translations", security(("session" = [])),
    params(("id" = ImportId, Path)),
    responses((status = 200, body = ImportView)),
    extensions(("x-problems" = json!(["import-unknown", "catalogue-unknown"]))),
)]
#[get("/translation-imports/{id}")]
async fn show(app: AppData, actor: Actor, reader: Reader, id: Path<ImportId>) -> Result<Reply, AppError> {
    let import = app.db.read(move |snapshot| imports::find(snapshot, &actor, id.0)).await?;
    Reply::ok(&ImportView::new(import, &reader.language().localizer())?)
}

/// The files that came in for a language, the latest first. For its translators.
#[utoipa::path(
    operation_id = "listTranslationImports", tag = "translations", security(("session" = [])),
    params(("tag" = String, Path, example = "sw"), PageQuery),
    responses((status = 200, body = Page<ImportView>)),
    extensions(("x-problems" = json!(["forbidden"]))),
)]
#[get("/locales/{tag}/imports")]
async fn list(
    app: AppData,
    actor: Actor,
    reader: Reader,
    tag: Path<Locale>,
    query: Query<PageQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let (limit, before) = (query.0.limit()?, query.0.after()?);
    let read =
        move |snapshot: &mut crate::db::Snapshot<'_>| imports::list(snapshot, &actor, &tag.0, (before, limit + 1));
    let rows = app.db.read(read).await?;
    let words = reader.language().localizer();
    let Page { items, next } = Page::new(rows, limit, |import| import.id);
    let items = items.into_iter().map(|import| ImportView::new(import, &words)).collect::<Result<Vec<_>, _>>()?;
    Ok(Page { items, next }.respond(&request))
}
