//! `/locales/{tag}/work`, `/units`, `/checks`: what there is to translate.

use actix_web::{HttpRequest, HttpResponse, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::views::{FindingView, ReviewView, TranslationView, UnitView, authors};
use super::{locale_of_query, tag};
use crate::accounts::Actor;
use crate::clock::Timestamp;
use crate::error::{AppError, FieldProblem, Problem};
use crate::http::{AppData, Json, Page, PageQuery, Path, Query, Reader, Reply, cursor};
use crate::i18n::checks::{Finding, Knowledge, Term, normalise};
use crate::i18n::{I18n, Locale};
use crate::translations::model::{Sought, UnitId};
use crate::translations::service::checking::{self, Question};
use crate::translations::service::work::{self as service, Stretch, Wanted};
use crate::translations::service::{contributors, suggestions};

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(work).service(show).service(check);
}

/// Of a search.
const LONGEST_QUERY: usize = 100;
/// Of a translation; the checks allow less.
pub(super) const LONGEST_BODY: usize = 80_000;

/// What somebody looks for.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct WorkQuery {
    limit: Option<i64>,
    cursor: Option<String>,
    #[param(inline)]
    state: Option<Sought>,
    /// Units for which something waits that is (`true`) or is not (`false`) among the first twenty suggestions of somebody new.
    #[param(example = true)]
    newcomer: Option<bool>,
    #[param(example = "interface/enrolments")]
    catalogue: Option<String>,
    /// A lesson, a quiz, a group of messages.
    section: Option<String>,
    /// A part of the source or of a translation, whatever its case and accents.
    #[param(example = "permit")]
    q: Option<String>,
}

impl WorkQuery {
    fn wanted(self) -> Result<(Wanted, i64), AppError> {
        let Self { limit, cursor, state: sought, newcomer, catalogue, section, q: text } = self;
        if text.as_ref().is_some_and(|text| text.chars().count() > LONGEST_QUERY) {
            return Err(Problem::new(400, "query-invalid").with("parameter", "q").into());
        }
        let page = PageQuery { limit, cursor };
        let limit = page.limit()?;
        Ok((Wanted { sought, newcomer, catalogue, section, text, after: page.after()? }, limit))
    }
}

/// The work list of a language: units with what there is for them, what trainees need most first.
///
/// A page of a long search may hold fewer than asked for, or none: the list goes on while there is a `next`.
#[utoipa::path(
    operation_id = "listWork", tag = "translations", security(("session" = [])),
    params(("tag" = String, Path, example = "sw"), WorkQuery),
    responses((status = 200, body = Page<UnitView>)),
    extensions(("x-problems" = json!(["locale-unknown", "catalogue-unknown"]))),
)]
#[get("/locales/{tag}/work")]
async fn work(
    app: AppData,
    actor: Actor,
    tag: Path<Locale>,
    query: Query<WorkQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let (wanted, limit) = query.0.wanted()?;
    let (Stretch { items, next }, names) = app
        .db
        .read(move |snapshot| {
            let stretch = service::list(snapshot, &actor, &tag.0, &wanted, limit)?;
            let names = contributors::names(snapshot, &authors(&stretch.items))?;
            Ok((stretch, names))
        })
        .await?;
    let next = next.as_ref().and_then(cursor);
    let items = items.into_iter().map(|item| UnitView::new(item, &app.library, &names)).collect::<Result<_, _>>()?;
    Ok(Page { items, next }.respond(&request))
}

/// A unit with all that is known of it in a language.
#[derive(Debug, Serialize, ToSchema)]
struct UnitHistoryView {
    #[serde(flatten)]
    unit: UnitView,
    /// The states of the source, the latest first.
    revisions: Vec<RevisionView>,
    /// Whatever was written for it in the language, the latest first.
    translations: Vec<TranslationView>,
    /// What reviewers said, the oldest first.
    reviews: Vec<ReviewView>,
    /// Terms of the glossary that the source uses.
    terms: Vec<UsedTermView>,
}

/// A term in a source, and how it is said in the language.
#[derive(Debug, Serialize, ToSchema)]
struct UsedTermView {
    #[schema(example = "export permit")]
    term: String,
    /// Any of these is right.
    #[schema(example = json!(["kibali cha usafirishaji nje"]))]
    called: Vec<String>,
    /// None of these is.
    #[schema(example = json!(["leseni"]))]
    forbidden: Vec<String>,
}

impl From<&Term> for UsedTermView {
    fn from(Term { source, accepted, forbidden }: &Term) -> Self {
        Self { term: source.clone(), called: accepted.clone(), forbidden: forbidden.clone() }
    }
}

/// Terms that are shown with one unit.
const MOST_TERMS: usize = 50;

/// A state of a unit's source.
#[derive(Debug, Serialize, ToSchema)]
struct RevisionView {
    number: i32,
    #[schema(example = "enrolment-closed = Enrolment is closed")]
    source: String,
    /// Whether translations of earlier revisions became stale.
    significant: bool,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
}

/// In which language a unit is looked at.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct LocaleQuery {
    #[param(example = "sw")]
    locale: String,
}

/// One unit in a language: its source in all its states, what was written for it, and what was said of that.
#[utoipa::path(
    operation_id = "showUnit", tag = "translations", security(("session" = [])),
    params(("id" = UnitId, Path), LocaleQuery),
    responses((status = 200, body = UnitHistoryView)),
    extensions(("x-problems" = json!(["unit-unknown", "locale-unknown", "catalogue-unknown"]))),
)]
#[get("/units/{id}")]
async fn show(app: AppData, actor: Actor, id: Path<UnitId>, query: Query<LocaleQuery>) -> Result<Reply, AppError> {
    let locale = locale_of_query(&query.0.locale)?;
    let desk = app.clone();
    let (history, names, knowledge) = app
        .db
        .read(move |snapshot| {
            let history = service::history(snapshot, &actor, id.0, &locale)?;
            let names = contributors::names(snapshot, &history.authors())?;
            Ok((history, names, desk.desk.knowledge(snapshot, &locale)?))
        })
        .await?;
    let service::History { item, revisions, translations, reviews } = history;
    let unit = item.unit.clone();
    let terms = knowledge.glossary.terms_in(&unit.source);
    let shown = |translation| TranslationView::new(translation, &unit, &names);
    let revision = |it: crate::translations::model::SourceRevision| RevisionView {
        number: it.number,
        source: it.body,
        significant: it.significant,
        created_at: it.created_at,
    };
    Reply::ok(&UnitHistoryView {
        unit: UnitView::new(item, &app.library, &names)?,
        revisions: revisions.into_iter().map(revision).collect(),
        translations: translations.into_iter().map(shown).collect::<Result<_, _>>()?,
        reviews: reviews.into_iter().map(ReviewView::from).collect(),
        terms: terms.into_iter().take(MOST_TERMS).map(UsedTermView::from).collect(),
    })
}

/// A text to be looked at.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CheckText {
    unit: UnitId,
    #[schema(example = "sw")]
    locale: String,
    /// An entry of Fluent for a message, else a text.
    #[schema(max_length = 80_000, example = "enrolment-closed = Uandikishaji umefungwa")]
    body: String,
}

/// What the checks say.
#[derive(Debug, Serialize, ToSchema)]
struct CheckedView {
    /// The text as it would be kept.
    #[schema(example = "enrolment-closed = Uandikishaji umefungwa")]
    body: String,
    /// Whether it could be approved.
    passes: bool,
    findings: Vec<FindingView>,
}

/// Says what the checks find in a text, without keeping it.
#[utoipa::path(
    operation_id = "checkTranslation", tag = "translations", security(("session" = [])),
    request_body = CheckText,
    responses((status = 200, body = CheckedView)),
    extensions(("x-problems" = json!(["unit-unknown", "catalogue-unknown"]))),
)]
#[post("/checks")]
async fn check(app: AppData, actor: Actor, reader: Reader, body: Json<CheckText>) -> Result<Reply, AppError> {
    let CheckText { unit, locale, body } = body.0;
    let locale = tag(&locale, "/locale").map_err(|problem| Problem::invalid(vec![problem]))?;
    let body = body_of(&body)?;
    let wanted = locale.clone();
    app.db.read(move |snapshot| suggestions::find_readable(snapshot, &actor, unit, &wanted).map(drop)).await?;
    let findings = findings_of(&app, unit, &locale, &body).await?;
    let words = reader.language().localizer();
    let findings: Vec<FindingView> = findings.iter().map(|finding| FindingView::new(finding, &words)).collect();
    let passes = findings.iter().all(|finding| !finding.blocks());
    Reply::ok(&CheckedView { body, passes, findings })
}

/// A text as it is kept.
pub(super) fn body_of(text: &str) -> Result<String, AppError> {
    if text.len() > LONGEST_BODY {
        let problem = FieldProblem::new("/body", "field-too-long").with("max", 80_000_i64);
        return Err(Problem::invalid(vec![problem]).into());
    }
    // PostgreSQL holds no such text; whatever else is wrong with it, the checks say.
    if text.contains('\0') {
        return Err(Problem::invalid(vec![FieldProblem::new("/body", "field-control-characters")]).into());
    }
    let text = normalise(text);
    Ok(text.trim_end().to_owned())
}

/// What the checks say of a text for a unit: bounded, and on no request's thread.
pub(super) async fn findings_of(
    app: &AppData,
    unit: UnitId,
    locale: &Locale,
    body: &str,
) -> Result<Vec<Finding>, AppError> {
    ask(app, unit, (locale, body), checking::check).await
}

/// Asks something of a text for a unit, where checks work.
pub(super) async fn ask<T: Send + 'static>(
    app: &AppData,
    unit: UnitId,
    (locale, body): (&Locale, &str),
    ask: fn(&Question<'_>, &I18n, &Knowledge) -> T,
) -> Result<T, AppError> {
    let (desk, wanted) = (app.clone(), locale.clone());
    let read = move |snapshot: &mut crate::db::Snapshot<'_>| {
        let (unit, catalogue) = suggestions::find_unit(snapshot, unit)?;
        let knowledge = desk.desk.knowledge(snapshot, &wanted)?;
        Ok((unit, catalogue, knowledge))
    };
    let (unit, catalogue, knowledge) = app.db.read(read).await?;
    let (i18n, locale, body) = (app.i18n.clone(), locale.clone(), body.to_owned());
    app.readers
        .run(move || {
            let question = Question { unit: &unit, catalogue: &catalogue, locale: &locale, body: &body };
            ask(&question, &i18n, &knowledge)
        })
        .await
}
