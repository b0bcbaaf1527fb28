//! Signing off many at once: a proposal to look at, its confirmation, and how far it has come.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, get, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

use super::sign_offs::SignOffItem;
use crate::accounts::Actor;
use crate::certificates::model::{Batch, BatchId, BatchItem, BatchState, CandidateId, CandidateState, Outcome};
use crate::certificates::service::{self, CandidateFilter, Chosen, Progress, Proposal};
use crate::clock::Timestamp;
use crate::cohorts::CohortId;
use crate::courses::Library;
use crate::courses::model::Slug;
use crate::db::Snapshot;
use crate::error::{AppError, FieldProblem, Problem};
use crate::http::{AppData, Json, Page, PageQuery, Path, Query, Reader, Reply};
use crate::i18n::Localizer;
use crate::parties::PartyCode;
use crate::secret::Secret;

/// So many fit into a body. More are chosen by what they have in common.
const MOST_NAMED: usize = 1_000;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(propose).service(confirm).service(show).service(list_items);
}

/// Who is to be signed off: certain candidates, or all who have something in common.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(example = json!({ "course": "cites-for-customs-officers", "party": "MG" }))]
#[serde(deny_unknown_fields)]
struct CreateSignOffBatch {
    /// The `id`s that the list of candidates gives, at most 1,000. Left out: all whom the other members let through.
    #[schema(min_items = 1, max_items = 1000)]
    certificates: Option<Vec<CandidateId>>,
    /// Those of one course, by its slug.
    #[schema(value_type = Option<String>, example = "cites-for-customs-officers")]
    course: Option<Slug>,
    /// Those of one Party.
    party: Option<PartyCode>,
    /// Those of one cohort.
    cohort: Option<CohortId>,
    /// Those who completed their courses up to then.
    #[schema(value_type = Option<String>, format = DateTime)]
    waiting_since: Option<Timestamp>,
}

impl CreateSignOffBatch {
    fn check(self, library: &Library) -> Result<Chosen, AppError> {
        let Self { certificates, course, party, cohort, waiting_since } = self;
        let wrong = |problem| Err(Problem::invalid(vec![problem]).into());
        let is_filtered = course.is_some() || party.is_some() || cohort.is_some() || waiting_since.is_some();
        match certificates {
            Some(_) if is_filtered => wrong(FieldProblem::new("/certificates", "sign-off-chosen-twice")),
            Some(ids) if ids.is_empty() => wrong(FieldProblem::new("/certificates", "field-empty")),
            Some(ids) if ids.len() > MOST_NAMED => {
                wrong(FieldProblem::new("/certificates", "field-too-many-items").with("max", MOST_NAMED))
            }
            Some(ids) => Ok(Chosen::Ids(ids)),
            None => {
                let found = course.map(|slug| library.current(&slug).map(|version| version.course)).transpose();
                let Ok(course) = found else { return wrong(FieldProblem::new("/course", "cohort-course-unknown")) };
                let state = CandidateState::AwaitingSignOff;
                Ok(Chosen::Filter(CandidateFilter { state, course, party, cohort, waiting_since, after: None }))
            }
        }
    }
}

/// A sign-off of many at once.
#[derive(Debug, Serialize, ToSchema)]
struct SignOffBatchView {
    id: BatchId,
    state: BatchState,
    /// How many certificates it is about.
    #[schema(example = 240)]
    count: i32,
    /// How many of them have been decided.
    #[schema(example = 60)]
    done: i64,
    /// How many came to what.
    #[schema(example = json!({ "signed-off": 59, "not-printable": 1 }))]
    outcomes: BTreeMap<String, i64>,
    #[schema(value_type = String, format = DateTime)]
    proposed_at: Timestamp,
    /// Until when it can be confirmed.
    #[schema(value_type = String, format = DateTime)]
    expires_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    confirmed_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    finished_at: Option<Timestamp>,
}

impl SignOffBatchView {
    fn new(batch: &Batch, outcomes: &[(Outcome, i64)]) -> Self {
        Self {
            id: batch.id,
            state: batch.state,
            count: batch.size,
            done: outcomes.iter().map(|(_, count)| count).sum(),
            outcomes: outcomes.iter().map(|(outcome, count)| (outcome.to_string(), *count)).collect(),
            proposed_at: batch.proposed_at,
            expires_at: batch.expires_at,
            confirmed_at: batch.confirmed_at,
            finished_at: batch.finished_at,
        }
    }
}

impl From<Progress> for SignOffBatchView {
    fn from(progress: Progress) -> Self {
        Self::new(&progress.batch, &progress.outcomes)
    }
}

/// A batch that waits to be confirmed, and what to look at before.
#[derive(Debug, Serialize, ToSchema)]
struct ProposedSignOffBatchView {
    #[serde(flatten)]
    batch: SignOffBatchView,
    /// What confirms it. It is shown this once.
    #[schema(example = "Y7q8Zk1fO0d3c2m9b5xWv4tRn6uPj8hLs1aEgIyT0oQ")]
    confirmation_token: String,
    /// Whether more wait than one batch takes.
    #[schema(example = false)]
    has_more: bool,
    /// Some of them, from the first to the last.
    sample: Vec<SampleView>,
    /// Those that cannot be signed off, and why.
    left_out: Vec<SignOffItem>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SignOffSampleView)]
struct SampleView {
    certificate: CandidateId,
    /// What the certificate will call her.
    #[schema(example = "Ana Rakoto")]
    name: String,
    /// The certificate as it will be, as a PDF.
    #[schema(example = "/api/v1/certificate-candidates/0197a2c4-6f1e-7c3a-9d55-3f6a1b2c4d5e/preview")]
    preview: String,
}

impl ProposedSignOffBatchView {
    fn new(proposal: Proposal, words: &Localizer) -> Self {
        let Proposal { batch, token, has_more, sample, left_out } = proposal;
        let preview = |id: CandidateId| format!("/api/v1/certificate-candidates/{id}/preview");
        let sample = sample.into_iter().map(|(id, name)| SampleView { certificate: id, name, preview: preview(id) });
        Self {
            batch: SignOffBatchView::new(&batch, &[]),
            confirmation_token: token.reveal().to_owned(),
            has_more,
            sample: sample.collect(),
            left_out: left_out.into_iter().map(|(id, outcome)| SignOffItem::new(id, outcome, None, words)).collect(),
        }
    }
}

/// Puts many certificates together that are to be signed off: how many they are, and some of them to look at. Nothing is decided yet.
///
/// It can be confirmed for an hour. For the Secretariat; nobody signs for herself.
#[utoipa::path(
    operation_id = "proposeSignOffBatch", tag = "certificates", security(("session" = [])),
    request_body = CreateSignOffBatch,
    responses((status = 201, body = ProposedSignOffBatchView)),
    extensions(
        ("x-creates" = json!("/certificate-sign-off-batches/{id}")),
        ("x-problems" = json!(["forbidden", "sign-off-nobody"])),
    ),
)]
#[post("/certificate-sign-off-batches")]
async fn propose(
    app: AppData,
    actor: Actor,
    reader: Reader,
    body: Json<CreateSignOffBatch>,
) -> Result<Reply, AppError> {
    actor.as_secretariat()?;
    let (chosen, words) = (body.0.check(&app.library)?, reader.language().localizer());
    let proposal = app.db.write(move |tx| service::propose(tx, &actor, &chosen)).await?;
    let address = format!("/api/v1/certificate-sign-off-batches/{}", proposal.batch.id);
    Reply::created(address, &ProposedSignOffBatchView::new(proposal, &words))
}

/// What confirms a batch.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateSignOffConfirmation {
    /// As it came with the proposal.
    #[schema(example = "Y7q8Zk1fO0d3c2m9b5xWv4tRn6uPj8hLs1aEgIyT0oQ")]
    confirmation_token: Secret,
}

/// Confirms a batch: its certificates are signed off and issued in the background, each exactly once, with the rights that who confirms
/// has then.
///
/// Refused when somebody in it is not any more what was shown. Confirming again changes nothing. Only who proposed it confirms it.
#[utoipa::path(
    operation_id = "confirmSignOffBatch", tag = "certificates", security(("session" = [])),
    params(("id" = BatchId, Path)),
    request_body = CreateSignOffConfirmation,
    responses((status = 202, body = SignOffBatchView)),
    extensions(("x-problems" = json!([
        "forbidden", "sign-off-token-wrong", "sign-off-batch-unknown", "sign-off-batch-expired", "sign-off-batch-changed",
    ]))),
)]
#[post("/certificate-sign-off-batches/{id}/confirmation")]
async fn confirm(
    app: AppData,
    actor: Actor,
    id: Path<BatchId>,
    body: Json<CreateSignOffConfirmation>,
) -> Result<Reply, AppError> {
    actor.as_secretariat()?;
    let token = body.0.confirmation_token;
    let progress = app.db.write(move |tx| service::confirm(tx, &actor, (id.0, token.reveal()))).await?;
    Reply::accepted(&SignOffBatchView::from(progress))
}

/// How far a sign-off of many has come. For the Secretariat.
#[utoipa::path(
    operation_id = "showSignOffBatch", tag = "certificates", security(("session" = [])),
    params(("id" = BatchId, Path)),
    responses((status = 200, body = SignOffBatchView)),
    extensions(("x-problems" = json!(["forbidden", "sign-off-batch-unknown"]))),
)]
#[get("/certificate-sign-off-batches/{id}")]
async fn show(app: AppData, actor: Actor, id: Path<BatchId>) -> Result<Reply, AppError> {
    let progress = app.db.read(move |snapshot| service::show(snapshot, &actor, id.0)).await?;
    Reply::ok(&SignOffBatchView::from(progress))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct ItemQuery {
    limit: Option<i64>,
    cursor: Option<String>,
    /// Those that came to this.
    outcome: Option<Outcome>,
}

/// One certificate of a batch, and what became of it.
#[derive(Debug, Serialize, ToSchema)]
struct SignOffBatchItemView {
    certificate: CandidateId,
    /// Left out: its turn has not come yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<Outcome>,
}

/// What became of each certificate of a sign-off of many. For the Secretariat.
#[utoipa::path(
    operation_id = "listSignOffBatchItems", tag = "certificates", security(("session" = [])),
    params(("id" = BatchId, Path), ItemQuery),
    responses((status = 200, body = Page<SignOffBatchItemView>)),
    extensions(("x-problems" = json!(["forbidden", "sign-off-batch-unknown"]))),
)]
#[get("/certificate-sign-off-batches/{id}/items")]
async fn list_items(
    app: AppData,
    actor: Actor,
    id: Path<BatchId>,
    query: Query<ItemQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let ItemQuery { limit, cursor, outcome } = query.0;
    let page = PageQuery { limit, cursor };
    let (limit, after) = (page.limit()?, page.after()?);
    let read =
        move |snapshot: &mut Snapshot<'_>| service::list_items(snapshot, &actor, (id.0, outcome, after), limit + 1);
    let page = Page::new(app.db.read(read).await?, limit, |item| item.place);
    let view = |it: BatchItem| SignOffBatchItemView { certificate: it.candidate, outcome: it.outcome };
    Ok(page.map(view).respond(&request))
}
