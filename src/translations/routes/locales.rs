//! `/locales`: the languages of the College.

use actix_web::{HttpRequest, HttpResponse, get, patch};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::proposals::bridge;
use crate::accounts::Actor;
use crate::clock::Timestamp;
use crate::error::{AppError, FieldProblem, Problem};
use crate::http::{AppData, IfMatch, Json, Page, PageQuery, Path, Query, Reply};
use crate::i18n::{Direction, Locale};
use crate::text;
use crate::translations::model::{LocaleEntry, LocaleState, Plurals};
use crate::translations::service::locales::{self as service, LocaleChanges};
use crate::translations::service::statistics::{self, CatalogueShare};

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(list).service(show).service(update).service(show_statistics);
}

const LONGEST_NAME: usize = 80;

/// A language of the College.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LocaleView {
    #[schema(example = "sw")]
    tag: String,
    #[schema(example = "Kiswahili")]
    autonym: String,
    #[schema(example = "Swahili")]
    name_en: String,
    #[schema(example = "swahili")]
    name_fr: String,
    #[schema(example = "suajili")]
    name_es: String,
    #[schema(value_type = String, example = "ltr")]
    direction: Direction,
    plurals: Plurals,
    /// What is read where a text is missing, before English.
    #[schema(example = json!(["fr"]))]
    bridge: Vec<String>,
    state: LocaleState,
    /// Why it was proposed.
    #[schema(example = "Customs officers on the coast read it best; four colleagues would translate.")]
    motive: String,
    supporters: i64,
    /// Per cent of the interface that a publication needs, besides all of the core.
    #[schema(example = 80)]
    least_interface: i32,
    /// Per cent of a course that a publication needs.
    #[schema(example = 100)]
    least_course: i32,
    /// Whether the one reviewer may approve her own work.
    may_approve_own: bool,
    #[schema(value_type = String, format = DateTime)]
    proposed_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    decided_at: Option<Timestamp>,
    /// What was said when it was decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// For `If-Match`: `"v3"`.
    #[schema(example = 3)]
    version: i32,
}

impl LocaleView {
    pub(super) fn new(entry: LocaleEntry, supporters: i64) -> Result<Self, AppError> {
        let bridge: Vec<Locale> = entry.bridge.read()?;
        Ok(Self {
            direction: entry.tag.direction(),
            tag: entry.tag.to_string(),
            autonym: entry.autonym,
            name_en: entry.name_en,
            name_fr: entry.name_fr,
            name_es: entry.name_es,
            plurals: entry.plurals,
            bridge: bridge.iter().map(ToString::to_string).collect(),
            state: entry.state,
            motive: entry.motive,
            supporters,
            least_interface: entry.least_interface,
            least_course: entry.least_course,
            may_approve_own: entry.may_approve_own,
            proposed_at: entry.proposed_at,
            decided_at: entry.decided_at,
            reason: entry.reason,
            version: entry.row_version,
        })
    }
}

/// Which languages are listed.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct ListQuery {
    limit: Option<i64>,
    cursor: Option<String>,
    /// In this state; all but refused and archived ones, when left out.
    state: Option<LocaleState>,
}

/// A language in a list.
#[derive(Debug, Serialize, ToSchema)]
struct LocaleSummary {
    #[schema(example = "sw")]
    tag: String,
    #[schema(example = "Kiswahili")]
    autonym: String,
    #[schema(example = "Swahili")]
    name_en: String,
    #[schema(value_type = String, example = "ltr")]
    direction: Direction,
    state: LocaleState,
}

impl From<LocaleEntry> for LocaleSummary {
    fn from(entry: LocaleEntry) -> Self {
        let direction = entry.tag.direction();
        let LocaleEntry { tag, autonym, name_en, state, .. } = entry;
        Self { tag: tag.to_string(), autonym, name_en, direction, state }
    }
}

/// The languages of the College, by tag.
#[utoipa::path(
    operation_id = "listLocales", tag = "translations",
    params(ListQuery),
    responses((status = 200, body = Page<LocaleSummary>)),
)]
#[get("/locales")]
async fn list(app: AppData, query: Query<ListQuery>, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let ListQuery { limit, cursor, state } = query.0;
    let page = PageQuery { limit, cursor };
    let (limit, after) = (page.limit()?, page.after::<Locale>()?);
    let is_shown = |state: &LocaleState| !matches!(state, LocaleState::Refused | LocaleState::Archived);
    let states: Vec<LocaleState> =
        state.map_or_else(|| LocaleState::ALL.iter().copied().filter(is_shown).collect(), |state| vec![state]);
    let rows = app.db.read(move |snapshot| service::list(snapshot, &states, after.as_ref(), limit + 1)).await?;
    Ok(Page::new(rows, limit, |entry| entry.tag.clone()).map(LocaleSummary::from).respond(&request))
}

/// One language.
#[utoipa::path(
    operation_id = "showLocale", tag = "translations",
    params(("tag" = String, Path, example = "sw")),
    responses((status = 200, body = LocaleView, headers(("ETag" = String)))),
    extensions(("x-problems" = json!(["locale-unknown"]))),
)]
#[get("/locales/{tag}")]
async fn show(app: AppData, tag: Path<Locale>) -> Result<Reply, AppError> {
    reply(app.db.read(move |snapshot| service::find(snapshot, &tag.0)).await?)
}

fn reply((entry, supporters): (LocaleEntry, i64)) -> Result<Reply, AppError> {
    let version = entry.row_version;
    Ok(Reply::ok(&LocaleView::new(entry, supporters)?)?.with_version(version))
}

/// What shall be different about a language. What is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct UpdateLocale {
    /// Proposals are decided elsewhere; a language is `beta` once something is published, and before it is `live`.
    state: Option<LocaleState>,
    #[schema(max_length = 80, example = "Kiswahili")]
    autonym: Option<String>,
    #[schema(max_items = 5, example = json!(["fr"]))]
    bridge: Option<Vec<String>>,
    #[schema(minimum = 1, maximum = 100, example = 80)]
    least_interface: Option<i32>,
    #[schema(minimum = 1, maximum = 100, example = 100)]
    least_course: Option<i32>,
    /// Only where there is one reviewer.
    may_approve_own: Option<bool>,
}

impl UpdateLocale {
    fn check(&self) -> Result<LocaleChanges, AppError> {
        let mut wrong = Vec::new();
        for (pointer, share) in [("/least_interface", self.least_interface), ("/least_course", self.least_course)] {
            if share.is_some_and(|share| !(1..=100).contains(&share)) {
                wrong.push(FieldProblem::new(pointer, "share-out-of-range"));
            }
        }
        let autonym = self.autonym.as_deref().map(|name| text::line(name, LONGEST_NAME)).transpose();
        let autonym = autonym.map_err(|fault| wrong.push(fault.at("/autonym")));
        let bridge = self.bridge.as_deref().map(bridge).transpose().map_err(|problem| wrong.push(problem));
        let (Ok(autonym), Ok(bridge), true) = (autonym, bridge, wrong.is_empty()) else {
            return Err(Problem::invalid(wrong).into());
        };
        Ok(LocaleChanges {
            state: self.state,
            autonym,
            bridge,
            least_interface: self.least_interface,
            least_course: self.least_course,
            may_approve_own: self.may_approve_own,
        })
    }
}

/// Changes a language: its state, its bridge, what a publication needs. For its lead and administrators of translations.
#[utoipa::path(
    operation_id = "updateLocale", tag = "translations", security(("session" = [])),
    params(("tag" = String, Path, example = "sw"), IfMatch),
    request_body = UpdateLocale,
    responses((status = 200, body = LocaleView, headers(("ETag" = String)))),
    extensions(("x-problems" = json!([
        "forbidden", "locale-unknown", "locale-step-unknown", "locale-several-reviewers", "locale-nothing-published",
        "locale-interface-not-published",
    ]))),
)]
#[patch("/locales/{tag}")]
async fn update(
    app: AppData,
    actor: Actor,
    tag: Path<Locale>,
    version: IfMatch,
    body: Json<UpdateLocale>,
) -> Result<Reply, AppError> {
    let changes = body.0.check()?;
    let found = app.db.write(move |tx| {
        service::amend(tx, &actor, &tag.0, &changes, &|present| version.admit(present))?;
        service::find(tx, &tag.0)
    });
    reply(found.await?)
}

/// How far a language is with a catalogue.
#[derive(Debug, Serialize, ToSchema)]
struct ShareView {
    #[schema(example = "interface/mail")]
    catalogue: String,
    /// Whether all of it is needed before the language is published.
    core: bool,
    units: i32,
    words: i32,
    missing: i32,
    /// Units for which a suggestion waits.
    suggested: i32,
    /// Units for which another wording is asked for.
    changes_requested: i32,
    /// Suggestions that a check blocks.
    failing: i32,
    approved: i32,
    approved_words: i32,
    stale: i32,
    stale_words: i32,
    /// The day by which it should be translated.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    deadline: Option<String>,
}

impl From<CatalogueShare> for ShareView {
    fn from(CatalogueShare { catalogue, counts }: CatalogueShare) -> Self {
        Self {
            core: catalogue.core,
            units: catalogue.unit_count,
            words: catalogue.word_count,
            missing: catalogue.unit_count - counts.touched,
            suggested: counts.suggested,
            changes_requested: counts.changes_requested,
            failing: counts.failing,
            approved: counts.approved,
            approved_words: counts.approved_words,
            stale: counts.stale,
            stale_words: counts.stale_words,
            deadline: catalogue.deadline,
            catalogue: catalogue.slug,
        }
    }
}

/// How far a language is with each catalogue, what trainees need most first.
#[utoipa::path(
    operation_id = "showLocaleStatistics", tag = "translations",
    params(("tag" = String, Path, example = "sw")),
    responses((status = 200, body = Page<ShareView>)),
    extensions(("x-problems" = json!(["locale-unknown"]))),
)]
#[get("/locales/{tag}/statistics")]
async fn show_statistics(app: AppData, tag: Path<Locale>, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let shares = app.db.read(move |snapshot| statistics::of_locale(snapshot, &tag.0)).await?;
    Ok(Page { items: shares.into_iter().map(ShareView::from).collect(), next: None }.respond(&request))
}
