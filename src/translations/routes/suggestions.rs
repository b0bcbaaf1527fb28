//! `/units/{id}/translations`, `/translations`: suggesting, rewording, reviewing, voting.

use actix_web::{delete, patch, post, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::tag;
use super::units::{body_of, findings_of};
use super::views::TranslationView;
use crate::accounts::Actor;
use crate::db::Tx;
use crate::error::{AppError, FieldProblem, Problem};
use crate::http::{AppData, IfMatch, Json, Once, Path, Reply, TextLanguage};
use crate::i18n::Localizer;
use crate::text;
use crate::translations::model::{Origin, Reason, Translation, TranslationId, UnitId, Verdict};
use crate::translations::service::checking::Dismissal;
use crate::translations::service::contributors;
use crate::translations::service::reviews::{self, NewReview};
use crate::translations::service::suggestions::{self as service, NewSuggestion, Rewording};

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(suggest).service(reword).service(withdraw).service(review).service(review_batch);
    routes.service(vote).service(take_vote_back);
}

const LONGEST_REMARK: usize = 1_000;
const MOST_DISMISSALS: usize = 20;
const MOST_REVIEWS: usize = 100;

/// A text to be suggested.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateTranslation {
    #[schema(example = "sw")]
    locale: String,
    /// An entry of Fluent for a message, else a text.
    #[schema(max_length = 80_000, example = "enrolment-closed = Uandikishaji umefungwa")]
    body: String,
    /// The revision of the source that was translated.
    #[schema(example = 1)]
    revision: i32,
    /// Warnings that are set aside.
    #[serde(default)]
    #[schema(max_items = 20)]
    dismissals: Vec<GivenDismissal>,
}

/// A warning to be set aside.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct GivenDismissal {
    #[schema(example = "warn.end-punctuation")]
    rule: String,
    #[schema(max_length = 1_000, example = "Swahili needs no full stop here.")]
    reason: String,
}

fn dismissals(given: &[GivenDismissal]) -> Result<Vec<Dismissal>, AppError> {
    if given.len() > MOST_DISMISSALS {
        let problem = FieldProblem::new("/dismissals", "field-too-many-items").with("max", 20_i64);
        return Err(Problem::invalid(vec![problem]).into());
    }
    let mut wrong = Vec::new();
    let mut taken = Vec::new();
    for (at, GivenDismissal { rule, reason }) in given.iter().enumerate() {
        match text::line(reason, LONGEST_REMARK) {
            Ok(reason) => taken.push(Dismissal { rule: rule.chars().take(60).collect(), reason }),
            Err(fault) => wrong.push(fault.at(format!("/dismissals/{at}/reason"))),
        }
    }
    if wrong.is_empty() { Ok(taken) } else { Err(Problem::invalid(wrong).into()) }
}

fn shown(tx: &mut Tx<'_>, translation: Translation) -> Result<TranslationView, AppError> {
    let (unit, _) = service::find_unit(tx, translation.unit)?;
    let names = contributors::names(tx, &translation.author.into_iter().collect())?;
    TranslationView::new(translation, &unit, &names)
}

/// Suggests a text for a unit.
///
/// A text that a check blocks is kept, too, and cannot be approved before it is mended.
#[utoipa::path(
    operation_id = "suggestTranslation", tag = "translations", security(("session" = [])),
    params(("id" = UnitId, Path), Once),
    request_body = CreateTranslation,
    responses((status = 201, body = TranslationView, headers(("ETag" = String)))),
    extensions(
        ("x-creates" = json!("/translations/{id}")),
        ("x-problems" = json!([
            "contribution-terms-not-accepted", "email-not-verified", "unit-unknown", "catalogue-unknown", "locale-unknown",
            "locale-closed", "source-language", "source-moved", "translation-exists", "translation-many-wait", "rate-limited",
        ])),
    ),
)]
#[post("/units/{id}/translations")]
async fn suggest(
    app: AppData,
    actor: Actor,
    id: Path<UnitId>,
    once: Once,
    body: Json<CreateTranslation>,
) -> Result<Reply, AppError> {
    let CreateTranslation { locale, body, revision, dismissals: set_aside } = body.0;
    let locale = tag(&locale, "/locale").map_err(|problem| Problem::invalid(vec![problem]))?;
    app.suggestions.admit(actor.person, 1, app.clock.now())?;
    let (body, dismissals) = (body_of(&body)?, dismissals(&set_aside)?);
    once.check()?;
    let (person, wanted) = (actor.clone(), locale.clone());
    app.db.read(move |snapshot| service::admit(snapshot, &person, id.0, &wanted).map(drop)).await?;
    let findings = findings_of(&app, id.0, &locale, &body).await?;
    let new = NewSuggestion { unit: id.0, locale, revision, body, origin: Origin::Person, findings, dismissals };
    app.write_once(actor.person, once, move |tx| {
        let suggestion = service::suggest(tx, &actor, &new)?;
        let (id, version) = (suggestion.id, suggestion.row_version);
        Ok(Reply::created(format!("/api/v1/translations/{id}"), &shown(tx, suggestion)?)?.with_version(version))
    })
    .await
}

/// Another wording of one's own suggestion.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct UpdateTranslation {
    #[schema(max_length = 80_000, example = "enrolment-closed = Uandikishaji umefungwa")]
    body: String,
    /// The revision of the source that was translated.
    #[schema(example = 1)]
    revision: i32,
    #[serde(default)]
    #[schema(max_items = 20)]
    dismissals: Vec<GivenDismissal>,
}

/// Suggests another wording in the place of one's own suggestion. What it was stays, withdrawn; the answer is the new one.
#[utoipa::path(
    operation_id = "rewordTranslation", tag = "translations", security(("session" = [])),
    params(("id" = TranslationId, Path), IfMatch),
    request_body = UpdateTranslation,
    responses((status = 200, body = TranslationView, headers(("ETag" = String)))),
    extensions(("x-problems" = json!([
        "contribution-terms-not-accepted", "email-not-verified", "translation-unknown", "unit-unknown", "catalogue-unknown",
        "locale-unknown", "locale-closed", "source-language", "source-moved", "translation-exists", "translation-settled",
        "translation-not-yours", "rate-limited",
    ]))),
)]
#[patch("/translations/{id}")]
async fn reword(
    app: AppData,
    actor: Actor,
    id: Path<TranslationId>,
    version: IfMatch,
    body: Json<UpdateTranslation>,
) -> Result<Reply, AppError> {
    let UpdateTranslation { body, revision, dismissals: set_aside } = body.0;
    app.suggestions.admit(actor.person, 1, app.clock.now())?;
    let (body, dismissals) = (body_of(&body)?, dismissals(&set_aside)?);
    let author = actor.clone();
    let (present, ..) = app.db.read(move |snapshot| service::own_open(snapshot, &author, id.0)).await?;
    let findings = findings_of(&app, present.unit, &present.locale, &body).await?;
    let new = Rewording { body, findings, dismissals, revision };
    let admit = move |present| version.admit(present);
    answer(&app, move |tx| service::reword(tx, &actor, id.0, &new, &admit)).await
}

/// Takes one's own suggestion back. Its text stays.
#[utoipa::path(
    operation_id = "withdrawTranslation", tag = "translations", security(("session" = [])),
    params(("id" = TranslationId, Path), IfMatch),
    responses((status = 200, body = TranslationView, headers(("ETag" = String)))),
    extensions(("x-problems" = json!([
        "translation-unknown", "unit-unknown", "catalogue-unknown", "translation-settled", "translation-not-yours",
    ]))),
)]
#[post("/translations/{id}/withdrawal")]
async fn withdraw(app: AppData, actor: Actor, id: Path<TranslationId>, version: IfMatch) -> Result<Reply, AppError> {
    let admit = move |present| version.admit(present);
    answer(&app, move |tx| service::withdraw(tx, &actor, id.0, &admit)).await
}

async fn answer(
    app: &AppData,
    mut work: impl FnMut(&mut Tx<'_>) -> Result<Translation, AppError> + Send + 'static,
) -> Result<Reply, AppError> {
    let shape = move |tx: &mut Tx<'_>| {
        let translation = work(tx)?;
        let version = translation.row_version;
        Ok((shown(tx, translation)?, version))
    };
    let (view, version) = app.db.write(shape).await?;
    Ok(Reply::ok(&view)?.with_version(version))
}

/// What a reviewer says of a suggestion, or of an approved text.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateReview {
    verdict: Verdict,
    /// Why; needed unless approved.
    reason: Option<Reason>,
    /// For the author.
    #[schema(max_length = 1_000, example = "The glossary has another word for “permit”.")]
    remark: Option<String>,
    /// The revision of the source that was read.
    #[schema(example = 1)]
    revision: i32,
    /// Another wording that is approved in its place; where own work may be approved.
    #[schema(max_length = 80_000, example = "enrolment-closed = Uandikishaji umefungwa")]
    body: Option<String>,
}

impl CreateReview {
    async fn check(self, app: &AppData, translation: &Translation) -> Result<NewReview, AppError> {
        let Self { verdict, reason, remark, revision, body } = self;
        let remark = remark.map_or(Ok(String::new()), |remark| text::line(&remark, LONGEST_REMARK));
        let remark = remark.map_err(|fault| Problem::invalid(vec![fault.at("/remark")]))?;
        let edited = body.as_deref().map(body_of).transpose()?;
        let findings = match verdict {
            Verdict::Approve => {
                let text = edited.as_ref().unwrap_or(&translation.body);
                findings_of(app, translation.unit, &translation.locale, text).await?
            }
            Verdict::RequestChanges | Verdict::Reject => Vec::new(),
        };
        Ok(NewReview { verdict, reason, revision, remark, edited, findings })
    }
}

/// Reviews a suggestion. Nobody approves her own work.
///
/// An approved text loses its approval when changes are asked for or it is rejected: no publication takes it along from then on, and
/// what is served stays until the next one or a rollback. The text that was approved before it stands again.
#[utoipa::path(
    operation_id = "reviewTranslation", tag = "translations", security(("session" = [])),
    params(("id" = TranslationId, Path), IfMatch),
    request_body = CreateReview,
    responses((status = 200, body = TranslationView, headers(("ETag" = String)))),
    extensions(("x-problems" = json!([
        "forbidden", "translation-unknown", "unit-unknown", "catalogue-unknown", "locale-unknown", "locale-closed",
        "source-language", "source-moved", "translation-own-work", "translation-settled", "translation-checks-block",
    ]))),
)]
#[post("/translations/{id}/reviews")]
async fn review(
    app: AppData,
    actor: Actor,
    id: Path<TranslationId>,
    version: IfMatch,
    body: Json<CreateReview>,
) -> Result<Reply, AppError> {
    let reviewer = actor.clone();
    let (present, ..) = app.db.read(move |snapshot| reviews::find_reviewed(snapshot, &reviewer, id.0)).await?;
    let new = body.0.check(&app, &present).await?;
    let admit = move |present| version.admit(present);
    answer(&app, move |tx| reviews::review(tx, &actor, id.0, &new, &admit)).await
}

/// Several suggestions reviewed at once.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateReviewBatch {
    #[schema(min_items = 1, max_items = 100)]
    reviews: Vec<BatchedReview>,
}

/// One of several reviews.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct BatchedReview {
    translation: TranslationId,
    /// Of the translation that was read, as its `version` says.
    #[schema(example = 1)]
    version: i32,
    verdict: Verdict,
    reason: Option<Reason>,
    #[schema(max_length = 1_000, example = "The glossary has another word for “permit”.")]
    remark: Option<String>,
    #[schema(example = 1)]
    revision: i32,
}

/// What became of several reviews, in their order.
#[derive(Debug, Serialize, ToSchema)]
struct ReviewBatchView {
    items: Vec<ReviewOutcome>,
}

/// What became of one of several reviews: the translation, or why not.
#[derive(Debug, Serialize, ToSchema)]
struct ReviewOutcome {
    translation: TranslationId,
    reviewed: bool,
    /// The code of the problem.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "translation-settled")]
    code: Option<&'static str>,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "The translation was reviewed, replaced or taken back meanwhile. Please read it again.")]
    detail: Option<String>,
    /// Where the text is not in the reader's language, the one that it is in.
    #[serde(skip_serializing_if = "Option::is_none")]
    fallback: Option<TextLanguage>,
}

/// Reviews several suggestions, each for itself: what cannot be done is told, the others are done.
#[utoipa::path(
    operation_id = "reviewTranslations", tag = "translations", security(("session" = [])),
    request_body = CreateReviewBatch,
    responses((status = 200, body = ReviewBatchView)),
)]
#[post("/review-batches")]
async fn review_batch(
    app: AppData,
    actor: Actor,
    reader: crate::http::Reader,
    body: Json<CreateReviewBatch>,
) -> Result<Reply, AppError> {
    let batch = body.0.reviews;
    if batch.is_empty() || batch.len() > MOST_REVIEWS {
        let problem = FieldProblem::new("/reviews", "field-too-many-items").with("max", 100_i64);
        return Err(Problem::invalid(vec![problem]).into());
    }
    let words = reader.language().localizer();
    let mut items = Vec::new();
    let mut batch = batch.into_iter().peekable();
    while batch.peek().is_some() {
        let mut some = Vec::new();
        for one in batch.by_ref().take(REVIEWS_AT_ONCE) {
            some.push((one.translation, one.version, refused(one.check(&app, &actor).await)?));
        }
        let settled = settle(&app, &actor, some).await?;
        items.extend(settled.into_iter().map(|(translation, done)| outcome(translation, done, &words)));
    }
    Reply::ok(&ReviewBatchView { items })
}

/// Reviews that share a transaction: each would wait for the disk by itself.
const REVIEWS_AT_ONCE: usize = 25;

impl BatchedReview {
    async fn check(self, app: &AppData, actor: &Actor) -> Result<NewReview, AppError> {
        let reviewer = actor.clone();
        let Self { translation: id, verdict, reason, remark, revision, .. } = self;
        let (present, ..) = app.db.read(move |snapshot| reviews::find_reviewed(snapshot, &reviewer, id)).await?;
        CreateReview { verdict, reason, remark, revision, body: None }.check(app, &present).await
    }
}

/// Tells what was refused from what is broken.
fn refused<T>(done: Result<T, AppError>) -> Result<Result<T, Box<Problem>>, AppError> {
    match done {
        Ok(value) => Ok(Ok(value)),
        Err(AppError::Refused(problem)) => Ok(Err(problem)),
        Err(broken) => Err(broken),
    }
}

/// Settles some suggestions together. What is refused is undone by itself; what breaks undoes all of them.
async fn settle(
    app: &AppData,
    actor: &Actor,
    some: Vec<(TranslationId, i32, Result<NewReview, Box<Problem>>)>,
) -> Result<Vec<(TranslationId, Result<(), Box<Problem>>)>, AppError> {
    let actor = actor.clone();
    let work = move |tx: &mut Tx<'_>| {
        let settled = some.iter().map(|(id, version, checked)| {
            let new = match checked {
                Ok(new) => new,
                Err(problem) => return Ok((*id, Err(problem.clone()))),
            };
            let admit = |present: i32| {
                if present == *version { Ok(()) } else { Err(Problem::new(412, "precondition-failed").into()) }
            };
            let done = tx.apart(|tx| reviews::review(tx, &actor, *id, new, &admit).map(|_| ()));
            Ok((*id, refused(done)?))
        });
        settled.collect::<Result<Vec<_>, AppError>>()
    };
    app.db.write(work).await
}

fn outcome(translation: TranslationId, done: Result<(), Box<Problem>>, words: &Localizer) -> ReviewOutcome {
    let Err(problem) = done else {
        return ReviewOutcome { translation, reviewed: true, code: None, detail: None, fallback: None };
    };
    let field = problem.fields.first();
    let (code, args) = field.map_or((problem.code, &problem.args), |field| (field.code, &field.args));
    let (detail, lang) = words.plain_with_locale(code, Some("detail"), args);
    let fallback = TextLanguage::of(lang, words);
    ReviewOutcome { translation, reviewed: false, code: Some(code), detail: Some(detail), fallback }
}

/// Votes for a suggestion that waits.
#[utoipa::path(
    operation_id = "voteForTranslation", tag = "translations", security(("session" = [])),
    params(("id" = TranslationId, Path)),
    responses((status = 200, body = TranslationView, headers(("ETag" = String)))),
    extensions(("x-problems" = json!([
        "contribution-terms-not-accepted", "email-not-verified", "translation-unknown", "unit-unknown", "catalogue-unknown",
        "translation-own-work", "translation-settled",
    ]))),
)]
#[put("/translations/{id}/vote")]
async fn vote(app: AppData, actor: Actor, id: Path<TranslationId>) -> Result<Reply, AppError> {
    answer(&app, move |tx| service::vote(tx, &actor, id.0, true)).await
}

/// Takes one's vote back.
#[utoipa::path(
    operation_id = "takeVoteBack", tag = "translations", security(("session" = [])),
    params(("id" = TranslationId, Path)),
    responses((status = 200, body = TranslationView, headers(("ETag" = String)))),
    extensions(("x-problems" = json!([
        "contribution-terms-not-accepted", "email-not-verified", "translation-unknown", "unit-unknown", "catalogue-unknown",
        "translation-own-work", "translation-settled",
    ]))),
)]
#[delete("/translations/{id}/vote")]
async fn take_vote_back(app: AppData, actor: Actor, id: Path<TranslationId>) -> Result<Reply, AppError> {
    answer(&app, move |tx| service::vote(tx, &actor, id.0, false)).await
}
