//! Who waits for the Secretariat's signature, and signing off.

use actix_web::{HttpRequest, HttpResponse, get, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::accounts::Actor;
use crate::app::App;
use crate::certificates::model::{CandidateId, CandidateState, Decision, Outcome};
use crate::certificates::service::{self, CandidateFilter, SignOff, Waiting};
use crate::clock::Timestamp;
use crate::courses::model::Slug;
use crate::enrolments::EnrolmentId;
use crate::error::{AppError, FieldProblem, Problem};
use crate::http::problem::ProblemDocument;
use crate::http::{AppData, Json, Language, Once, Page, PageQuery, Query, Reader, Reply};
use crate::i18n::{Args, Localizer};
use crate::ids::PersonId;
use crate::parties::PartyCode;
use crate::text;

/// In one transaction, which must not keep others waiting.
const MOST_AT_ONCE: usize = 100;
const LONGEST_PUBLIC_REASON: usize = 500;
const LONGEST_PRIVATE_REASON: usize = 1_000;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(list).service(decide);
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
}

/// Somebody who has completed a course whose certificates are signed off.
#[derive(Debug, Serialize, ToSchema)]
struct CandidateView {
    /// What `POST /certificate-sign-offs` takes.
    id: CandidateId,
    state: CandidateState,
    person: CandidatePerson,
    enrolment: EnrolmentId,
    /// Her Party on the day of the enrolment.
    party: Option<PartyCode>,
    course: CandidateCourse,
    #[schema(value_type = String, format = DateTime)]
    completed_at: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    waiting_since: Timestamp,
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
    #[schema(example = "Ana Rakoto")]
    name: String,
}

#[derive(Debug, Default, Serialize, ToSchema)]
struct CandidateCourse {
    #[schema(example = "cites-for-customs-officers")]
    slug: String,
    title: String,
    /// The language of the title.
    #[schema(example = "en")]
    lang: String,
}

impl CandidateView {
    fn new(waiting: Waiting, app: &App, reader: &Language) -> Self {
        let Waiting { candidate, name } = waiting;
        let course = app.library.current_of(candidate.course).and_then(|version| {
            let locale = reader.among(&version.locales()).locale;
            let edition = version.edition(&locale).ok()?;
            let (title, lang) = (edition.text.title.clone(), edition.locale.to_string());
            Some(CandidateCourse { slug: version.slug().to_string(), title, lang })
        });
        Self {
            id: candidate.id,
            state: candidate.state,
            person: CandidatePerson { id: candidate.person, name },
            enrolment: candidate.enrolment,
            party: candidate.party,
            course: course.unwrap_or_default(),
            completed_at: candidate.completed_at,
            waiting_since: candidate.waiting_since(),
            decided_at: candidate.decided_at,
            public_reason: candidate.public_reason,
            private_reason: candidate.private_reason,
        }
    }
}

/// Who waits for a signature, the longest first. For the Secretariat.
#[utoipa::path(tag = "certificates", security(("session" = [])), params(CandidateQuery), responses(
    (status = 200, body = Page<CandidateView>),
    (status = 400, body = ProblemDocument, content_type = "application/problem+json"),
    (status = 401, body = ProblemDocument, content_type = "application/problem+json"),
    (status = 403, body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, description = "No such course", body = ProblemDocument, content_type = "application/problem+json"),
))]
#[get("/certificates")]
async fn list(
    app: AppData,
    actor: Actor,
    reader: Reader,
    query: Query<CandidateQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    actor.as_secretariat()?;
    let CandidateQuery { limit, cursor, state, course, party } = query.0;
    let page = PageQuery { limit, cursor };
    let limit = page.limit()?;
    let course = course.map(|slug| app.library.current(&slug).map(|version| version.course)).transpose()?;
    let state = state.unwrap_or(CandidateState::AwaitingSignOff);
    let filter = CandidateFilter { state, course, party, after: page.after()? };
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
    fn check(self) -> Result<(Vec<CandidateId>, SignOff), AppError> {
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
            Ok((self.certificates, SignOff { decision: self.decision, public_reason, private_reason }))
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
struct SignOffItem {
    certificate: CandidateId,
    outcome: Outcome,
    /// Why nothing was decided, in the reader's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
}

impl SignOffItem {
    fn new(certificate: CandidateId, outcome: Outcome, words: &Localizer) -> Self {
        let detail = outcome.code().map(|code| words.plain_attribute(code, "detail", &Args::new()));
        Self { certificate, outcome, detail }
    }
}

/// Signs off or refuses certificates.
///
/// Each is decided exactly once, whatever becomes of the others; the answer says what became of each. What is signed off is
/// issued at once thereafter; who is refused is written to, with the public reason. For the Secretariat; nobody signs for herself.
#[utoipa::path(tag = "certificates", security(("session" = [])), request_body = CreateSignOff, responses(
    (status = 200, body = SignOffView),
    (status = 400, body = ProblemDocument, content_type = "application/problem+json"),
    (status = 401, body = ProblemDocument, content_type = "application/problem+json"),
    (status = 403, body = ProblemDocument, content_type = "application/problem+json"),
    (status = 409, body = ProblemDocument, content_type = "application/problem+json"),
    (status = 413, body = ProblemDocument, content_type = "application/problem+json"),
    (status = 415, body = ProblemDocument, content_type = "application/problem+json"),
    (status = 422, body = ProblemDocument, content_type = "application/problem+json"),
))]
#[post("/certificate-sign-offs")]
async fn decide(
    app: AppData,
    actor: Actor,
    reader: Reader,
    once: Once,
    body: Json<CreateSignOff>,
) -> Result<Reply, AppError> {
    actor.as_secretariat()?;
    let ((ids, sign_off), library) = (body.0.check()?, app.library.clone());
    let words = reader.language().localizer();
    app.write_once(actor.person, once, move |tx| {
        let outcomes = service::decide(tx, &library, &actor, (&ids, &sign_off))?;
        let items = ids.iter().zip(outcomes).map(|(id, outcome)| SignOffItem::new(*id, outcome, &words)).collect();
        Reply::ok(&SignOffView { items })
    })
    .await
}
