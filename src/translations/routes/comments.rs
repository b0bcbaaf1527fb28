//! `/units/{id}/comments`, `/comments`: talking about a text.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, delete, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::views::AuthorView;
use super::{locale_of_query, tag};
use crate::accounts::Actor;
use crate::clock::Timestamp;
use crate::error::{AppError, Problem};
use crate::http::{AppData, Json, Once, Page, PageQuery, Path, Query, Reply};
use crate::ids::PersonId;
use crate::text;
use crate::translations::model::{Comment, CommentId, UnitId};
use crate::translations::service::comments::{self as service, NewComment};
use crate::translations::service::contributors;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(list).service(create).service(remove);
}

const LONGEST_COMMENT: usize = 1_000;

/// What somebody said of a text.
#[derive(Debug, Serialize, ToSchema)]
struct CommentView {
    id: CommentId,
    /// Into which language it is about; absent when it is for those who translate into any.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "sw")]
    locale: Option<String>,
    /// Absent when the author does not want to be named.
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<AuthorView>,
    #[schema(example = "Is this the permit itself, or the application for it?")]
    body: String,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
}

impl CommentView {
    fn new(comment: Comment, names: &BTreeMap<PersonId, String>) -> Self {
        let author = AuthorView::of(comment.author, names);
        let Comment { id, locale, body, at, .. } = comment;
        Self { id, locale: Some(locale).filter(|tag| !tag.is_empty()), author, body, at }
    }
}

/// Which comments are listed.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct CommentsQuery {
    limit: Option<i64>,
    cursor: Option<String>,
    /// On translations into this language; those for all languages come with them.
    #[param(example = "sw")]
    locale: String,
}

/// What was said of a text, the oldest first.
#[utoipa::path(
    operation_id = "listUnitComments", tag = "translations", security(("session" = [])),
    params(("id" = UnitId, Path), CommentsQuery),
    responses((status = 200, body = Page<CommentView>)),
    extensions(("x-problems" = json!(["unit-unknown", "locale-unknown", "catalogue-unknown"]))),
)]
#[get("/units/{id}/comments")]
async fn list(
    app: AppData,
    actor: Actor,
    id: Path<UnitId>,
    query: Query<CommentsQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let CommentsQuery { limit, cursor, locale } = query.0;
    let page = PageQuery { limit, cursor };
    let (limit, after, locale) = (page.limit()?, page.after()?, locale_of_query(&locale)?);
    let (comments, names) = app
        .db
        .read(move |snapshot| {
            let comments = service::list(snapshot, &actor, (id.0, &locale), after, limit + 1)?;
            let names = contributors::names(snapshot, &comments.iter().map(|comment| comment.author).collect())?;
            Ok((comments, names))
        })
        .await?;
    let page = Page::new(comments, limit, |comment| comment.id);
    Ok(page.map(|comment| CommentView::new(comment, &names)).respond(&request))
}

/// Something to be said of a text.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateComment {
    #[schema(example = "sw")]
    locale: String,
    /// Whether it is for those who translate into any language, such as a question about the original.
    #[serde(default)]
    to_all: bool,
    #[schema(max_length = 1_000, example = "Is this the permit itself, or the application for it?")]
    body: String,
}

/// Says something of a text.
#[utoipa::path(
    operation_id = "commentOnUnit", tag = "translations", security(("session" = [])),
    params(("id" = UnitId, Path), Once),
    request_body = CreateComment,
    responses((status = 201, body = CommentView)),
    extensions(
        ("x-creates" = json!("/units/{id}/comments")),
        ("x-problems" = json!([
            "contribution-terms-not-accepted", "email-not-verified", "unit-unknown", "catalogue-unknown", "locale-unknown",
            "locale-closed",
        ])),
    ),
)]
#[post("/units/{id}/comments")]
async fn create(
    app: AppData,
    actor: Actor,
    id: Path<UnitId>,
    once: Once,
    body: Json<CreateComment>,
) -> Result<Reply, AppError> {
    let CreateComment { locale, to_all, body } = body.0;
    let locale = tag(&locale, "/locale").map_err(|problem| Problem::invalid(vec![problem]))?;
    let body = text::line(&body, LONGEST_COMMENT).map_err(|fault| Problem::invalid(vec![fault.at("/body")]))?;
    let new = NewComment { unit: id.0, locale, to_all, body };
    app.write_once(actor.person, once, move |tx| {
        let comment = service::add(tx, &actor, &new)?;
        let names = contributors::names(tx, &[comment.author].into())?;
        let location = format!("/api/v1/units/{}/comments", comment.unit);
        Reply::created(location, &CommentView::new(comment, &names))
    })
    .await
}

/// Removes a comment: one's own, or as the language's lead anybody's.
#[utoipa::path(
    operation_id = "removeComment", tag = "translations", security(("session" = [])),
    params(("id" = CommentId, Path)),
    responses((status = 204, description = "Removed")),
    extensions(("x-problems" = json!(["forbidden", "comment-unknown", "unit-unknown", "catalogue-unknown"]))),
)]
#[delete("/comments/{id}")]
async fn remove(app: AppData, actor: Actor, id: Path<CommentId>) -> Result<Reply, AppError> {
    app.db.write(move |tx| service::remove(tx, &actor, id.0)).await?;
    Ok(Reply::no_content())
}
