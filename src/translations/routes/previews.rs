//! `/previews`: a text as readers would see it.

use std::collections::BTreeMap;

use actix_web::post;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::tag;
use super::units::{ask, body_of};
use super::views::FindingView;
use crate::accounts::Actor;
use crate::error::{AppError, Problem};
use crate::http::{AppData, Json, Reader, Reply};
use crate::i18n::checks::Rendered;
use crate::i18n::{Direction, Pseudo};
use crate::translations::model::UnitId;
use crate::translations::service::{checking, suggestions};

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(preview);
}

/// A text to be shown.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PreviewText {
    unit: UnitId,
    #[schema(example = "sw")]
    locale: String,
    /// An entry of Fluent for a message, else a text.
    #[schema(max_length = 80_000, example = "enrolment-closed = Uandikishaji umefungwa")]
    body: String,
}

/// A text as readers would see it.
#[derive(Debug, Serialize, ToSchema)]
struct PreviewView {
    #[schema(example = "sw")]
    lang: String,
    #[schema(value_type = String, example = "ltr")]
    dir: Direction,
    /// Each part with sample values, for each form of numbers that the language has; nothing where a check blocks the text.
    samples: Vec<SampleView>,
    findings: Vec<FindingView>,
}

/// A part of a text with sample values.
#[derive(Debug, Serialize, ToSchema)]
struct SampleView {
    /// `value`, or the attribute's name after a dot.
    #[schema(example = "value")]
    part: String,
    /// What it is told.
    #[schema(example = json!({ "count": "2" }))]
    values: BTreeMap<String, String>,
    #[schema(example = "Uandikishaji umefungwa")]
    text: String,
}

impl SampleView {
    fn new(Rendered { part, told, text }: Rendered, pseudo: Option<Pseudo>) -> Self {
        let text = pseudo.map_or_else(|| text.clone(), |pseudo| pseudo.text(&text));
        Self { part: part.to_string(), values: told.into_iter().collect(), text }
    }
}

/// Shows a text as readers would see it, with sample values, without keeping it. In the pseudo-locales `en-XA` and `ar-XB` it is made strange,
/// to see whether its place has room for it.
#[utoipa::path(
    operation_id = "previewTranslation", tag = "translations", security(("session" = [])),
    request_body = PreviewText,
    responses((status = 200, body = PreviewView)),
    extensions(("x-problems" = json!(["unit-unknown", "catalogue-unknown"]))),
)]
#[post("/previews")]
async fn preview(app: AppData, actor: Actor, reader: Reader, body: Json<PreviewText>) -> Result<Reply, AppError> {
    let PreviewText { unit, locale, body } = body.0;
    let locale = tag(&locale, "/locale").map_err(|problem| Problem::invalid(vec![problem]))?;
    let body = body_of(&body)?;
    let wanted = locale.clone();
    app.db.read(move |snapshot| suggestions::find_readable(snapshot, &actor, unit, &wanted).map(drop)).await?;
    let (findings, samples) = ask(&app, unit, (&locale, &body), checking::preview).await?;
    let (words, pseudo) = (reader.language().localizer(), Pseudo::of(&locale));
    Reply::ok(&PreviewView {
        dir: locale.direction(),
        lang: locale.to_string(),
        samples: samples.into_iter().map(|sample| SampleView::new(sample, pseudo)).collect(),
        findings: findings.iter().map(|finding| FindingView::new(finding, &words)).collect(),
    })
}
