//! `/catalogues`, `/units/{id}/significance`: what those who edit the originals decide.

use actix_web::{HttpRequest, HttpResponse, get, patch, put};
use serde::{Deserialize, Serialize};
use time::Date;
use time::format_description::well_known::Iso8601;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::accounts::Actor;
use crate::error::{AppError, FieldProblem, Problem};
use crate::http::{AppData, IfMatch, Json, Page, Path, Reply};
use crate::translations::model::{Catalogue, CatalogueKind, UnitId};
use crate::translations::service::editing::{self as service, CatalogueChanges};
use crate::translations::service::work;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(list).service(update).service(set_significance);
}

/// Texts that belong together.
#[derive(Debug, Serialize, ToSchema)]
struct CatalogueView {
    #[schema(example = "course/introduction-to-cites")]
    catalogue: String,
    kind: CatalogueKind,
    #[schema(example = "en")]
    source_locale: String,
    core: bool,
    priority: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    deadline: Option<String>,
    units: i32,
    words: i32,
    /// People who enrolled in the course within 90 days, counted once a day.
    #[schema(example = 412)]
    learners: i32,
    /// For `If-Match`: `"v3"`.
    #[schema(example = 3)]
    version: i32,
}

impl From<Catalogue> for CatalogueView {
    fn from(catalogue: Catalogue) -> Self {
        let Catalogue {
            slug,
            kind,
            source_locale,
            core,
            priority,
            deadline,
            unit_count: units,
            word_count: words,
            row_version: version,
            learners,
            ..
        } = catalogue;
        let source_locale = source_locale.to_string();
        Self { catalogue: slug, kind, source_locale, core, priority, deadline, units, words, learners, version }
    }
}

/// The catalogues, what trainees need most first.
#[utoipa::path(
    operation_id = "listCatalogues", tag = "translations",
    responses((status = 200, body = Page<CatalogueView>)),
)]
#[get("/catalogues")]
async fn list(app: AppData, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let found = app.db.read(work::catalogues).await?;
    Ok(Page { items: found.into_iter().map(CatalogueView::from).collect(), next: None }.respond(&request))
}

/// What shall be different about a catalogue. What is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct UpdateCatalogue {
    /// Whether a publication needs all of it.
    core: Option<bool>,
    /// The higher, the earlier in the work list.
    #[schema(minimum = 0, maximum = 100, example = 10)]
    priority: Option<i32>,
    /// The day by which it should be translated; empty: none.
    #[schema(example = "2027-06-30")]
    deadline: Option<String>,
}

impl UpdateCatalogue {
    fn check(self, today: Date) -> Result<CatalogueChanges, AppError> {
        let Self { core, priority, deadline } = self;
        let mut wrong = Vec::new();
        if priority.is_some_and(|priority| !(0..=100).contains(&priority)) {
            wrong.push(FieldProblem::new("/priority", "priority-out-of-range"));
        }
        match deadline.as_deref().filter(|text| !text.is_empty()).map(|text| (text, Date::parse(text, &Iso8601::DATE)))
        {
            Some((_, Ok(day))) if day < today => wrong.push(FieldProblem::new("/deadline", "moment-passed")),
            Some((text, Ok(day))) if day.to_string() == text => {}
            Some(_) => wrong.push(FieldProblem::new("/deadline", "field-invalid")),
            None => {}
        }
        if !wrong.is_empty() {
            return Err(Problem::invalid(wrong).into());
        }
        let deadline = deadline.map(|day| Some(day).filter(|day| !day.is_empty()));
        Ok(CatalogueChanges { core, priority, deadline })
    }
}

/// Changes what is wished of a catalogue. For source editors.
#[utoipa::path(
    operation_id = "updateCatalogue", tag = "translations", security(("session" = [])),
    params(("kind" = CatalogueKind, Path), ("name" = String, Path, example = "introduction-to-cites"), IfMatch),
    request_body = UpdateCatalogue,
    responses((status = 200, body = CatalogueView, headers(("ETag" = String)))),
    extensions(("x-problems" = json!(["forbidden", "catalogue-unknown"]))),
)]
#[patch("/catalogues/{kind}/{name}")]
async fn update(
    app: AppData,
    actor: Actor,
    path: Path<(CatalogueKind, String)>,
    version: IfMatch,
    body: Json<UpdateCatalogue>,
) -> Result<Reply, AppError> {
    let changes = body.0.check(app.clock.now().day())?;
    let (kind, name) = path.0;
    let slug = format!("{}/{name}", kind.as_str());
    let admit = move |present| version.admit(present);
    let catalogue = app.db.write(move |tx| service::amend_catalogue(tx, &actor, &slug, &changes, &admit)).await?;
    let version = catalogue.row_version;
    Ok(Reply::ok(&CatalogueView::from(catalogue))?.with_version(version))
}

/// Whether the newest wording of a source has another meaning.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SetSignificance {
    /// `false`: a comma, a spelling; translations of the wording before stay what they are.
    #[schema(example = false)]
    significant: bool,
}

/// The newest wording of a source.
#[derive(Debug, Serialize, ToSchema)]
struct SignificanceView {
    unit: UnitId,
    #[schema(example = 2)]
    revision: i32,
    /// Translations of earlier revisions are stale.
    #[schema(example = 1)]
    significant_revision: i32,
}

/// Says whether the newest wording of a source changed its meaning. For source editors, and for the authors of a course.
#[utoipa::path(
    operation_id = "setSignificance", tag = "translations", security(("session" = [])),
    params(("id" = UnitId, Path), IfMatch),
    request_body = SetSignificance,
    responses((status = 200, body = SignificanceView, headers(("ETag" = String)))),
    extensions(("x-problems" = json!(["forbidden", "unit-unknown", "catalogue-unknown"]))),
)]
#[put("/units/{id}/significance")]
async fn set_significance(
    app: AppData,
    actor: Actor,
    id: Path<UnitId>,
    version: IfMatch,
    body: Json<SetSignificance>,
) -> Result<Reply, AppError> {
    let significant = body.0.significant;
    let admit = move |present| version.admit(present);
    let unit = app.db.write(move |tx| service::set_significance(tx, &actor, id.0, significant, &admit)).await?;
    let view =
        SignificanceView { unit: unit.id, revision: unit.revision, significant_revision: unit.significant_revision };
    Ok(Reply::ok(&view)?.with_version(unit.row_version))
}
