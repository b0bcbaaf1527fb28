//! `/locales/{tag}/publications`: what a language serves.

use actix_web::{HttpRequest, HttpResponse, get, post};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::accounts::Actor;
use crate::clock::Timestamp;
use crate::error::AppError;
use crate::http::{AppData, Page, PageQuery, Path, Query, Reply};
use crate::i18n::Locale;
use crate::translations::service::publications::{self as service, Assembled};
use crate::translations::store::publications::{Publication, PublicationId};

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(list).service(create).service(roll_back);
}

/// What a language serves from a moment on.
#[derive(Debug, Serialize, ToSchema)]
struct LocalePublicationView {
    id: PublicationId,
    #[schema(example = "sw")]
    locale: String,
    /// `interface`, or a course's catalogue.
    #[schema(example = "interface")]
    subject: String,
    /// From 1.
    generation: i32,
    /// Texts that it has.
    units: i32,
    /// The earlier publication whose texts it has.
    #[serde(skip_serializing_if = "Option::is_none")]
    rolled_back_to: Option<PublicationId>,
    #[schema(value_type = String, format = DateTime)]
    published_at: Timestamp,
}

impl From<Publication> for LocalePublicationView {
    fn from(publication: Publication) -> Self {
        let Publication { id, locale, subject, generation, unit_count: units, rolled_back_to, published_at, .. } =
            publication;
        Self { id, locale: locale.to_string(), subject, generation, units, rolled_back_to, published_at }
    }
}

/// The publications of a language, the latest first.
#[utoipa::path(
    operation_id = "listLocalePublications", tag = "translations",
    params(("tag" = String, Path, example = "sw"), PageQuery),
    responses((status = 200, body = Page<LocalePublicationView>)),
    extensions(("x-problems" = json!(["locale-unknown"]))),
)]
#[get("/locales/{tag}/publications")]
async fn list(
    app: AppData,
    tag: Path<Locale>,
    query: Query<PageQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let (limit, before) = (query.0.limit()?, query.0.after()?);
    let rows = app.db.read(move |snapshot| service::list(snapshot, &tag.0, before, limit + 1)).await?;
    Ok(Page::new(rows, limit, |publication| publication.id).map(LocalePublicationView::from).respond(&request))
}

/// Publishes what is approved of the interface. For the language's lead.
///
/// Every message is formatted once before; what cannot be served is told, and nothing changes then. Trainees read what is published
/// within a second, on every instance.
#[utoipa::path(
    operation_id = "publishLocale", tag = "translations", security(("session" = [])),
    params(("tag" = String, Path, example = "sw")),
    responses((status = 201, body = LocalePublicationView)),
    extensions(
        ("x-creates" = json!("/locales/{tag}/publications")),
        ("x-problems" = json!([
            "forbidden", "locale-unknown", "locale-closed", "publication-not-complete", "publication-refused",
        ])),
    ),
)]
#[post("/locales/{tag}/publications")]
async fn create(app: AppData, actor: Actor, tag: Path<Locale>) -> Result<Reply, AppError> {
    let (lead, wanted) = (actor.clone(), tag.0.clone());
    let gathered = app.db.read(move |snapshot| service::gather(snapshot, &lead, &wanted)).await?;
    let (i18n, clock) = (app.i18n.clone(), app.clock.clone());
    let assembled = app.readers.run(move || service::assemble(&gathered, &i18n, &clock)).await??;
    publish(&app, actor, assembled).await
}

/// Publishes what an earlier publication has. For the language's lead.
#[utoipa::path(
    operation_id = "rollBackLocale", tag = "translations", security(("session" = [])),
    params(("tag" = String, Path, example = "sw"), ("id" = PublicationId, Path)),
    responses((status = 201, body = LocalePublicationView)),
    extensions(
        ("x-creates" = json!("/locales/{tag}/publications")),
        ("x-problems" = json!([
            "forbidden", "locale-unknown", "locale-closed", "publication-unknown", "publication-refused",
        ])),
    ),
)]
#[post("/locales/{tag}/publications/{id}/rollback")]
async fn roll_back(app: AppData, actor: Actor, path: Path<(Locale, PublicationId)>) -> Result<Reply, AppError> {
    let lead = actor.clone();
    let (tag, id) = path.0;
    let (assembled, served) = app.db.read(move |snapshot| service::earlier(snapshot, &lead, &tag, id)).await?;
    let clock = app.clock.clone();
    let tried = assembled.clone();
    app.readers.run(move || service::try_again(&tried, &served, &clock)).await??;
    publish(&app, actor, assembled).await
}

async fn publish(app: &AppData, actor: Actor, assembled: Assembled) -> Result<Reply, AppError> {
    let publication = app.db.write(move |tx| service::publish(tx, &actor, &assembled)).await?;
    let location = format!("/api/v1/locales/{}/publications", publication.locale);
    Reply::created(location, &LocalePublicationView::from(publication))
}
