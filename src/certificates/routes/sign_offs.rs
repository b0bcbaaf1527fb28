//! Who waits for the Secretariat's signature, and signing off.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::{HttpRequest, HttpResponse, get, post};
use futures_util::future::try_join_all;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::accounts::Actor;
use crate::app::App;
use crate::certificates::CertificateError;
use crate::certificates::model::{Candidate, CandidateId, CandidateState, Decision, Facts, Hindrance, Outcome};
use crate::certificates::service::{self, CandidateFilter, Ruling, Waiting};
use crate::clock::Timestamp;
use crate::courses::CourseId;
use crate::courses::model::Slug;
use crate::db::Snapshot;
use crate::enrolments::EnrolmentId;
use crate::error::{AppError, Fault as _, FieldProblem, Problem};
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
    routes.service(list).service(list_pending).service(decide);
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
struct CandidateCourse {
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
    fn new(course: CourseId, app: &App, reader: &Language) -> Self {
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
            let not_printable = BTreeSet::new();
            Ok((self.certificates, Ruling { decision: self.decision, public_reason, private_reason, not_printable }))
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
    /// The script that no installed font has the letters of, by its Unicode name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "Han")]
    script: Option<String>,
}

impl SignOffItem {
    fn new(certificate: CandidateId, outcome: Outcome, hindrance: Option<&Hindrance>, words: &Localizer) -> Self {
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

/// Which of these certificates cannot be printed, and why. Drawn before the transaction, which must not wait for it.
async fn hindrances(app: &App, ids: &[CandidateId]) -> Result<BTreeMap<CandidateId, Hindrance>, AppError> {
    let (library, i18n, college, ids) = (app.library.clone(), app.i18n.clone(), app.college(), ids.to_vec());
    let establish =
        move |snapshot: &mut Snapshot<'_>| service::establish_candidates(snapshot, &library, &i18n, (&ids, &college));
    let facts = app.db.read(establish).await?;
    let (ids, facts): (Vec<CandidateId>, Vec<Facts>) = facts.into_iter().unzip();
    let proofs = try_join_all(facts.into_iter().map(|facts| app.prove(facts))).await?;
    Ok(ids.into_iter().zip(proofs).filter_map(|(id, hindrance)| Some((id, hindrance?))).collect())
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
    let hindrances = match ruling.decision {
        Decision::SignedOff => hindrances(&app, &ids).await?,
        Decision::Refused => BTreeMap::new(),
    };
    ruling.not_printable = hindrances.keys().copied().collect();
    app.write_once(actor.person, once, move |tx| {
        let outcomes = service::decide(tx, &library, &actor, (&ids, &ruling))?;
        let outcomes = ids.iter().zip(outcomes);
        let items = outcomes.map(|(id, outcome)| SignOffItem::new(*id, outcome, hindrances.get(id), &words)).collect();
        Reply::ok(&SignOffView { items })
    })
    .await
}
