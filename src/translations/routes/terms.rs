//! `/terms`: the glossary.

use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::{locale_of_query, tag};
use crate::accounts::Actor;
use crate::error::{AppError, FieldProblem, Problem};
use crate::http::{AppData, IfMatch, Json, Once, Page, PageQuery, Path, Query, Reply};
use crate::text;
use crate::translations::service::glossary::{
    self as service, Called, LONGEST_TERM, LONGEST_TEXT, NewTerm, Term, TermEntry, TermId,
};

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(list).service(create).service(update).service(remove).service(call).service(call_no_more);
}

/// Of a search.
const LONGEST_QUERY: usize = 100;

/// A term that a field has agreed on.
#[derive(Debug, Serialize, ToSchema)]
struct TermView {
    id: TermId,
    #[schema(example = "export permit")]
    term: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    #[schema(example = "Issued by the Management Authority of the State of export.")]
    definition: String,
    /// For `If-Match`: `"v3"`.
    #[schema(example = 3)]
    version: i32,
    /// What it is called in the language that was asked for, and must not be called.
    called: Vec<CalledView>,
}

/// What a term is called, or must not be called.
#[derive(Debug, Serialize, ToSchema)]
struct CalledView {
    #[schema(example = "kibali cha usafirishaji nje")]
    text: String,
    forbidden: bool,
    /// Why, for translators.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[schema(example = "As in the law of Kenya.")]
    note: String,
}

impl From<Term> for TermView {
    fn from(Term { entry, called }: Term) -> Self {
        let TermEntry { id, source: term, definition, row_version: version } = entry;
        let shown = |Called { text, forbidden, note, .. }| CalledView { text, forbidden, note };
        Self { id, term, definition, version, called: called.into_iter().map(shown).collect() }
    }
}

impl From<TermEntry> for TermView {
    fn from(entry: TermEntry) -> Self {
        Self::from(Term { entry, called: Vec::new() })
    }
}

/// Which terms are listed.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct TermsQuery {
    limit: Option<i64>,
    cursor: Option<String>,
    /// The language in which they are called.
    #[param(example = "sw")]
    locale: String,
    /// A part of the term, its definition or what it is called, whatever its case and accents.
    #[param(example = "permit")]
    q: Option<String>,
}

/// The terms of the glossary, by the alphabet of their codes, with what they are called in a language.
#[utoipa::path(
    operation_id = "listTerms", tag = "translations",
    params(TermsQuery),
    responses((status = 200, body = Page<TermView>)),
    extensions(("x-problems" = json!(["locale-unknown"]))),
)]
#[get("/terms")]
async fn list(app: AppData, query: Query<TermsQuery>, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let TermsQuery { limit, cursor, locale, q } = query.0;
    let page = PageQuery { limit, cursor };
    let (limit, after, locale) = (page.limit()?, page.after::<String>()?, locale_of_query(&locale)?);
    if q.as_ref().is_some_and(|text| text.chars().count() > LONGEST_QUERY) {
        return Err(Problem::new(400, "query-invalid").with("parameter", "q").into());
    }
    let most = usize::try_from(limit + 1).unwrap_or_default();
    let found =
        app.db.read(move |snapshot| service::list(snapshot, &locale, q.as_deref(), after.as_deref(), most)).await?;
    Ok(Page::new(found, limit, |term| term.entry.source.clone()).map(TermView::from).respond(&request))
}

/// A term to be agreed on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateTerm {
    /// In the language of the originals.
    #[schema(max_length = 120, example = "export permit")]
    term: String,
    #[schema(max_length = 500, example = "Issued by the Management Authority of the State of export.")]
    definition: Option<String>,
}

fn definition(text: Option<&str>) -> Result<String, FieldProblem> {
    let text = text.filter(|text| !text.trim().is_empty());
    text.map_or(Ok(String::new()), |text| text::line(text, LONGEST_TEXT).map_err(|fault| fault.at("/definition")))
}

/// Adds a term to the glossary. For source editors.
#[utoipa::path(
    operation_id = "addTerm", tag = "translations", security(("session" = [])),
    params(Once),
    request_body = CreateTerm,
    responses((status = 201, body = TermView, headers(("ETag" = String)))),
    extensions(("x-creates" = json!("/terms/{id}")), ("x-problems" = json!(["forbidden", "term-exists", "glossary-full"]))),
)]
#[post("/terms")]
async fn create(app: AppData, actor: Actor, once: Once, body: Json<CreateTerm>) -> Result<Reply, AppError> {
    let mut wrong = Vec::new();
    let source = text::line(&body.0.term, LONGEST_TERM).map_err(|fault| wrong.push(fault.at("/term")));
    let definition = definition(body.0.definition.as_deref()).map_err(|problem| wrong.push(problem));
    let (Ok(source), Ok(definition)) = (source, definition) else { return Err(Problem::invalid(wrong).into()) };
    let new = NewTerm { source, definition };
    app.write_once(actor.person, once, move |tx| {
        let entry = service::add(tx, &actor, &new)?;
        let (location, version) = (format!("/api/v1/terms/{}", entry.id), entry.row_version);
        Ok(Reply::created(location, &TermView::from(entry))?.with_version(version))
    })
    .await
}

/// What shall be different about a term.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct UpdateTerm {
    #[schema(max_length = 500, example = "Issued by the Management Authority of the State of export.")]
    definition: String,
}

/// Explains a term otherwise. For source editors.
#[utoipa::path(
    operation_id = "updateTerm", tag = "translations", security(("session" = [])),
    params(("id" = TermId, Path), IfMatch),
    request_body = UpdateTerm,
    responses((status = 200, body = TermView, headers(("ETag" = String)))),
    extensions(("x-problems" = json!(["forbidden", "term-unknown"]))),
)]
#[patch("/terms/{id}")]
async fn update(
    app: AppData,
    actor: Actor,
    id: Path<TermId>,
    version: IfMatch,
    body: Json<UpdateTerm>,
) -> Result<Reply, AppError> {
    let definition = definition(Some(&body.0.definition)).map_err(|problem| Problem::invalid(vec![problem]))?;
    let admit = move |present| version.admit(present);
    let entry = app.db.write(move |tx| service::explain(tx, &actor, id.0, &definition, &admit)).await?;
    let version = entry.row_version;
    Ok(Reply::ok(&TermView::from(entry))?.with_version(version))
}

/// Removes a term, and whatever it is called. For source editors.
#[utoipa::path(
    operation_id = "removeTerm", tag = "translations", security(("session" = [])),
    params(("id" = TermId, Path), IfMatch),
    responses((status = 204, description = "Removed")),
    extensions(("x-problems" = json!(["forbidden", "term-unknown"]))),
)]
#[delete("/terms/{id}")]
async fn remove(app: AppData, actor: Actor, id: Path<TermId>, version: IfMatch) -> Result<Reply, AppError> {
    let admit = move |present| version.admit(present);
    app.db.write(move |tx| service::remove(tx, &actor, id.0, &admit)).await?;
    Ok(Reply::no_content())
}

/// What a term is to be called, or not to be called.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CallTerm {
    #[schema(example = "sw")]
    locale: String,
    #[schema(max_length = 120, example = "kibali cha usafirishaji nje")]
    text: String,
    /// Whether it must not be used.
    #[serde(default)]
    forbidden: bool,
    /// Why, for translators.
    #[schema(max_length = 500, example = "As in the law of Kenya.")]
    note: Option<String>,
}

impl CallTerm {
    fn check(&self) -> Result<Called, AppError> {
        let mut wrong = Vec::new();
        let locale = tag(&self.locale, "/locale").map_err(|problem| wrong.push(problem));
        let text = text::line(&self.text, LONGEST_TERM).map_err(|fault| wrong.push(fault.at("/text")));
        let note = self.note.as_deref().filter(|note| !note.trim().is_empty());
        let note = note.map_or(Ok(String::new()), |note| text::line(note, LONGEST_TEXT));
        let note = note.map_err(|fault| wrong.push(fault.at("/note")));
        match (locale, text, note) {
            (Ok(locale), Ok(text), Ok(note)) => Ok(Called { locale, text, forbidden: self.forbidden, note }),
            _ => Err(Problem::invalid(wrong).into()),
        }
    }
}

/// Says what a term is called in a language, or must not be called. For those who translate into it; the checks go by it. What is said last of
/// a text holds, in whatever case it is written.
#[utoipa::path(
    operation_id = "callTerm", tag = "translations", security(("session" = [])),
    params(("id" = TermId, Path), IfMatch),
    request_body = CallTerm,
    responses((status = 200, body = TermView, headers(("ETag" = String)))),
    extensions(("x-problems" = json!([
        "forbidden", "contribution-terms-not-accepted", "email-not-verified", "term-unknown", "locale-unknown", "locale-closed",
        "glossary-full",
    ]))),
)]
#[put("/terms/{id}/translations")]
async fn call(
    app: AppData,
    actor: Actor,
    id: Path<TermId>,
    version: IfMatch,
    body: Json<CallTerm>,
) -> Result<Reply, AppError> {
    let new = body.0.check()?;
    let admit = move |present| version.admit(present);
    let term = app.db.write(move |tx| service::call(tx, &actor, id.0, &new, &admit)).await?;
    let version = term.entry.row_version;
    Ok(Reply::ok(&TermView::from(term))?.with_version(version))
}

/// What a term is called no more.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct CalledQuery {
    #[param(example = "sw")]
    locale: String,
    #[param(example = "kibali")]
    text: String,
}

/// Takes back what a term is called, or must not be called.
#[utoipa::path(
    operation_id = "callTermNoMore", tag = "translations", security(("session" = [])),
    params(("id" = TermId, Path), CalledQuery, IfMatch),
    responses((status = 204, description = "Taken back")),
    extensions(("x-problems" = json!([
        "forbidden", "contribution-terms-not-accepted", "email-not-verified", "term-unknown", "locale-unknown", "locale-closed",
    ]))),
)]
#[delete("/terms/{id}/translations")]
async fn call_no_more(
    app: AppData,
    actor: Actor,
    id: Path<TermId>,
    query: Query<CalledQuery>,
    version: IfMatch,
) -> Result<Reply, AppError> {
    let CalledQuery { locale, text } = query.0;
    let locale = locale_of_query(&locale)?;
    let admit = move |present| version.admit(present);
    app.db.write(move |tx| service::call_no_more(tx, &actor, id.0, (&locale, &text), &admit)).await?;
    Ok(Reply::no_content())
}
