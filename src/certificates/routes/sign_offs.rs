//! Who waits for the Secretariat's signature, and signing off.

use std::collections::BTreeSet;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, get, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

use super::issued::{PrintQuery, wish};
use crate::accounts::Actor;
use crate::app::App;
use crate::certificates::CertificateError;
use crate::certificates::model::{Candidate, CandidateId, CandidateState, Decision, Hindrance, Outcome};
use crate::certificates::service::{self, CandidateFilter, Proofs, Ruling, Waiting};
use crate::clock::Timestamp;
use crate::cohorts::CohortId;
use crate::courses::model::Slug;
use crate::courses::{CourseId, Library};
use crate::db::{Snapshot, Urgency};
use crate::enrolments::EnrolmentId;
use crate::error::{AppError, Fault as _, FieldProblem, Problem};
use crate::http::{AppData, Json, Language, Once, Page, PageQuery, Path, Query, Reader, Reply};
use crate::i18n::{Args, Localizer};
use crate::ids::PersonId;
use crate::parties::PartyCode;
use crate::text;

/// In one transaction, which must not keep others waiting.
const MOST_AT_ONCE: usize = 100;
const LONGEST_PUBLIC_REASON: usize = 500;
const LONGEST_PRIVATE_REASON: usize = 1_000;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(list).service(list_pending).service(count).service(preview).service(decide);
}

/// Which candidates are listed.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct CandidateQuery {
    limit: Option<i64>,
    cursor: Option<String>,
    /// `awaiting-sign-off` unless told.
    state: Option<CandidateState>,
    /// Those of one course, by its slug.
    #[param(value_type = Option<String>)]
    course: Option<Slug>,
    /// Those of one Party.
    party: Option<PartyCode>,
    /// Those of one cohort.
    #[param(value_type = Option<String>, format = Uuid)]
    cohort: Option<CohortId>,
    /// Those who completed their courses up to then.
    #[param(value_type = Option<String>, format = DateTime)]
    waiting_since: Option<Timestamp>,
}

impl CandidateQuery {
    fn check(self, library: &Library) -> Result<(i64, CandidateFilter), AppError> {
        let Self { limit, cursor, state, course, party, cohort, waiting_since } = self;
        let page = PageQuery { limit, cursor };
        let course = course.map(|slug| library.current(&slug).map(|version| version.course)).transpose()?;
        let state = state.unwrap_or(CandidateState::AwaitingSignOff);
        let filter = CandidateFilter { state, course, party, cohort, waiting_since, after: page.after()? };
        Ok((page.limit()?, filter))
    }
}

/// Somebody who has completed a course that gives certificates.
#[derive(Debug, Serialize, ToSchema)]
struct CandidateView {
    /// What `POST /certificate-sign-offs` takes.
    id: CandidateId,
    state: CandidateState,
    person: CandidatePerson,
    enrolment: EnrolmentId,
    /// Her Party on the day of the enrolment.
    party: Option<PartyCode>,
    /// With whom she learned.
    #[serde(skip_serializing_if = "Option::is_none")]
    cohort: Option<CohortId>,
    course: CandidateCourse,
    #[schema(value_type = String, format = DateTime)]
    completed_at: Timestamp,
    /// The script that no installed font has the letters of, by its Unicode name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "Han")]
    script: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    decided_at: Option<Timestamp>,
    /// What the trainee was told.
    #[serde(skip_serializing_if = "Option::is_none")]
    public_reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    private_reason: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
struct CandidatePerson {
    id: PersonId,
    /// What the certificate will call her: the name that was vouched for, or hers when she completed the course.
    #[schema(example = "Ana Rakoto")]
    name: String,
    /// What she has called herself since. The certificate will not bear it; after a refusal it may.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "Ana Rakoto Andria")]
    renamed_to: Option<String>,
}

impl CandidatePerson {
    fn new(id: PersonId, name: Option<String>, account_name: String) -> Self {
        match name {
            Some(name) if name != account_name => Self { id, name, renamed_to: Some(account_name) },
            _ => Self { id, name: account_name, renamed_to: None },
        }
    }
}

#[derive(Debug, Default, Serialize, ToSchema)]
pub(super) struct CandidateCourse {
    #[schema(example = "cites-for-customs-officers")]
    slug: String,
    #[schema(example = "CITES for customs officers")]
    title: String,
    /// The language of the title.
    #[schema(example = "en")]
    lang: String,
}

impl CandidateCourse {
    /// In the reader's language.
    pub(super) fn new(course: CourseId, app: &App, reader: &Language) -> Self {
        let found = app.library.current_of(course).and_then(|version| {
            let locale = &reader.among(&version.locales()).locale;
            let edition = version.edition(locale).ok()?;
            let (title, lang) = (edition.text.title.clone(), edition.locale.to_string());
            Some(Self { slug: version.slug().to_string(), title, lang })
        });
        found.unwrap_or_default()
    }
}

impl CandidateView {
    fn new(waiting: Waiting, app: &App, reader: &Language) -> Self {
        let Waiting { candidate, account_name } = waiting;
        Self {
            id: candidate.id,
            state: candidate.state,
            person: CandidatePerson::new(candidate.person, candidate.name, account_name),
            enrolment: candidate.enrolment,
            party: candidate.party,
            cohort: candidate.cohort,
            course: CandidateCourse::new(candidate.course, app, reader),
            completed_at: candidate.completed_at,
            script: candidate.script,
            decided_at: candidate.decided_at,
            public_reason: candidate.public_reason,
            private_reason: candidate.private_reason,
        }
    }
}

/// A certificate to be, for whose it will be.
#[derive(Debug, Serialize, ToSchema)]
struct PendingCertificateView {
    enrolment: EnrolmentId,
    course: CandidateCourse,
    #[schema(value_type = String, format = DateTime)]
    completed_at: Timestamp,
    state: CandidateState,
    /// The script that no installed font has the letters of, by its Unicode name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "Han")]
    script: Option<String>,
    /// Why it cannot be printed, and what to do, in the reader's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(
        example = "The certificate needs letters of a script for which no font is installed here: Han. Please ask the operator of the service to install one."
    )]
    detail: Option<String>,
    /// Why it was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

/// My certificates to be, the latest first: what they wait for, and why one was refused.
#[utoipa::path(
    operation_id = "listMyPendingCertificates", tag = "certificates", security(("session" = [])),
    params(PageQuery),
    responses((status = 200, body = Page<PendingCertificateView>)),
)]
#[get("/me/pending-certificates")]
async fn list_pending(
    app: AppData,
    actor: Actor,
    reader: Reader,
    query: Query<PageQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let (limit, before) = (query.0.limit()?, query.0.after()?);
    let found = app.db.read(move |snapshot| service::list_pending(snapshot, &actor, before, limit + 1)).await?;
    let language = reader.language();
    let words = language.localizer();
    let page = Page::new(found, limit, |candidate| candidate.id);
    let view = |candidate: Candidate| PendingCertificateView {
        enrolment: candidate.enrolment,
        course: CandidateCourse::new(candidate.course, &app, &language),
        completed_at: candidate.completed_at,
        detail: candidate.hindrance().map(|hindrance| in_words(hindrance, &words)),
        reason: candidate.public_reason.filter(|_| candidate.state == CandidateState::Refused),
        state: candidate.state,
        script: candidate.script,
    };
    Ok(page.map(view).respond(&request))
}

/// How many.
#[derive(Debug, Serialize, ToSchema)]
struct CandidateCount {
    #[schema(example = 42)]
    count: i64,
}

/// How many candidates there are; `limit` and `cursor` are of no meaning here. For the Secretariat.
#[utoipa::path(
    operation_id = "countCandidates", tag = "certificates", security(("session" = [])),
    params(CandidateQuery),
    responses((status = 200, body = CandidateCount)),
    extensions(("x-problems" = json!(["forbidden", "course-unknown"]))),
)]
#[get("/certificate-candidates/count")]
async fn count(app: AppData, actor: Actor, query: Query<CandidateQuery>) -> Result<Reply, AppError> {
    actor.as_secretariat()?;
    let (_, which) = query.0.check(&app.library)?;
    let count = app.db.read(move |snapshot| service::count_candidates(snapshot, &actor, &which)).await?;
    Reply::ok(&CandidateCount { count })
}

/// The certificate of a candidate, before it exists: as a PDF that is marked as a preview. No number is used up. For the Secretariat.
#[utoipa::path(
    operation_id = "previewCertificate", tag = "certificates", security(("session" = [])),
    params(
        ("id" = CandidateId, Path),
        ("lang" = Option<String>, Query, description = "A language in which the certificate can be printed; left out, its own", example = "fr"),
    ),
    responses((status = 200, description = "One page", body = Vec<u8>, content_type = "application/pdf")),
    extensions(("x-problems" = json!([
        "query-invalid", "language-unknown", "forbidden", "candidate-unknown", "certificate-language-unavailable",
        "certificate-script-missing", "certificate-not-printable",
    ]))),
)]
#[get("/certificate-candidates/{id}/preview")]
async fn preview(
    app: AppData,
    actor: Actor,
    id: Path<CandidateId>,
    _: Query<PrintQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    actor.as_secretariat()?;
    let (library, i18n, college) = (app.library.clone(), app.i18n.clone(), app.college());
    let establish = move |snapshot: &mut Snapshot<'_>| {
        service::establish_candidate(snapshot, &actor, (&library, &i18n), (id.0, &college))
    };
    let draft = app.db.read(establish).await?;
    let page = app.preview(draft, wish(&request)?.as_ref()).await?;
    Ok(HttpResponse::Ok().content_type("application/pdf").insert_header((header::CACHE_CONTROL, "no-store")).body(page))
}

/// Candidates, who waits longest first: for a signature, or for a certificate that cannot be printed yet. For the Secretariat.
#[utoipa::path(
    operation_id = "listCandidates", tag = "certificates", security(("session" = [])),
    params(CandidateQuery),
    responses((status = 200, body = Page<CandidateView>)),
    extensions(("x-problems" = json!(["forbidden", "course-unknown"]))),
)]
#[get("/certificates")]
async fn list(
    app: AppData,
    actor: Actor,
    reader: Reader,
    query: Query<CandidateQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    actor.as_secretariat()?;
    let (limit, filter) = query.0.check(&app.library)?;
    let found = app.db.read(move |snapshot| service::list_candidates(snapshot, &actor, &filter, limit + 1)).await?;
    let language = reader.language();
    let page = Page::new(found, limit, |waiting| waiting.candidate.id);
    Ok(page.map(|waiting| CandidateView::new(waiting, &app, &language)).respond(&request))
}

/// A decision on some candidates.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateSignOff {
    /// The `id`s that the list of candidates gives, at most 100.
    #[schema(min_items = 1, max_items = 100)]
    certificates: Vec<CandidateId>,
    decision: Decision,
    /// Why, for the trainee to read. A refusal needs one.
    #[schema(max_length = 500, example = "The attendance list of the workshop does not bear your signature.")]
    public_reason: Option<String>,
    /// For the Secretariat alone.
    #[schema(max_length = 1000, example = "Her office wrote to us on 3 March.")]
    private_reason: Option<String>,
}

impl CreateSignOff {
    fn check(self) -> Result<(Vec<CandidateId>, Ruling), AppError> {
        let mut wrong = Vec::new();
        match self.certificates.len() {
            0 => wrong.push(FieldProblem::new("/certificates", "field-empty")),
            1..=MOST_AT_ONCE => {}
            _ => wrong.push(FieldProblem::new("/certificates", "field-too-many-items").with("max", MOST_AT_ONCE)),
        }
        let mut line = |given: Option<String>, longest, pointer| {
            let line = given.map(|given| text::line(&given, longest)).transpose();
            line.map_err(|fault| wrong.push(fault.at(pointer))).ok().flatten()
        };
        let is_silent = self.decision == Decision::Refused && self.public_reason.is_none();
        let public_reason = line(self.public_reason, LONGEST_PUBLIC_REASON, "/public_reason");
        let private_reason = line(self.private_reason, LONGEST_PRIVATE_REASON, "/private_reason");
        if is_silent {
            wrong.push(FieldProblem::new("/public_reason", "field-missing"));
        }
        if wrong.is_empty() {
            let (not_printable, failed) = (BTreeSet::new(), BTreeSet::new());
            let decision = self.decision;
            Ok((self.certificates, Ruling { decision, public_reason, private_reason, not_printable, failed }))
        } else {
            Err(Problem::invalid(wrong).into())
        }
    }
}

/// What became of each candidate.
#[derive(Debug, Serialize, ToSchema)]
struct SignOffView {
    items: Vec<SignOffItem>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SignOffItem {
    certificate: CandidateId,
    outcome: Outcome,
    /// Why nothing was decided, in the reader's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    /// The script that no installed font has the letters of, by its Unicode name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "Han")]
    script: Option<String>,
}

impl SignOffItem {
    pub(super) fn new(
        certificate: CandidateId,
        outcome: Outcome,
        hindrance: Option<&Hindrance>,
        words: &Localizer,
    ) -> Self {
        let hindrance = hindrance.filter(|_| outcome == Outcome::NotPrintable);
        let say = |code, args: &Args| words.plain_attribute(code, "detail", args);
        let detail = match hindrance {
            Some(hindrance) => Some(in_words(hindrance.clone(), words)),
            None => outcome.code().map(|code| say(code, &Args::new())),
        };
        let script = hindrance.and_then(Hindrance::script).map(str::to_owned);
        Self { certificate, outcome, detail, script }
    }
}

fn in_words(hindrance: Hindrance, words: &Localizer) -> String {
    let problem = CertificateError::NotPrintable(hindrance).problem();
    words.plain_attribute(problem.code, "detail", &problem.args)
}

/// Signs off or refuses certificates.
///
/// Each is decided exactly once, whatever becomes of the others; the answer says what became of each. Only what was refused may
/// be signed off later. What is signed off is issued at once thereafter; what cannot be printed in full is not signed off. Who
/// is refused is written to, with the public reason. For the Secretariat; nobody signs for herself.
#[utoipa::path(
    operation_id = "signOffCertificates", tag = "certificates", security(("session" = [])),
    params(Once),
    request_body = CreateSignOff,
    responses((status = 200, body = SignOffView)),
    extensions(("x-problems" = json!(["forbidden"]))),
)]
#[post("/certificate-sign-offs")]
async fn decide(
    app: AppData,
    actor: Actor,
    reader: Reader,
    once: Once,
    body: Json<CreateSignOff>,
) -> Result<Reply, AppError> {
    actor.as_secretariat()?;
    let ((ids, mut ruling), library) = (body.0.check()?, app.library.clone());
    let words = reader.language().localizer();
    let Proofs { hindrances, failed, .. } = match ruling.decision {
        Decision::SignedOff => app.prove_candidates(ids.clone(), Urgency::Request).await?,
        Decision::Refused => Proofs::default(),
    };
    (ruling.not_printable, ruling.failed) = (hindrances.keys().copied().collect(), failed);
    app.write_once(actor.person, once, move |tx| {
        let outcomes = service::decide(tx, &library, &actor, (&ids, &ruling, None))?;
        let outcomes = ids.iter().zip(outcomes);
        let items = outcomes.map(|(id, outcome)| SignOffItem::new(*id, outcome, hindrances.get(id), &words)).collect();
        Reply::ok(&SignOffView { items })
    })
    .await
}
