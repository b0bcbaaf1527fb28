//! `/enrolments/{id}/events` and `/enrolments/{id}/progress`.

use std::collections::BTreeSet;

use actix_web::{HttpResponse, get, post};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::error::{ProgressError, Refusal};
use super::model::{EventId, ModuleStanding, State};
use super::service::{self, EarlierLessons, LessonEventKind, Offer, Overview, Verdict};
use crate::accounts::Actor;
use crate::clock::Timestamp;
use crate::courses::VersionId;
use crate::courses::model::{Activity, ActivityId};
use crate::db::{Snapshot, Tx};
use crate::enrolments::EnrolmentId;
use crate::error::AppError;
use crate::http::json::parse;
use crate::http::{AppData, Json, Path, Reader, Reply, TextLanguage};
use crate::i18n::{Args, Locale, Localizer};

/// A day's work of a device that was away.
const MOST_EVENTS: usize = 1_000;
/// In one transaction: some milliseconds for the one writer.
const CHUNK: usize = 100;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(record).service(show);
}

/// Events of lessons, in any order.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "events": [
    { "id": "0197a2c4-6f1e-7c3a-9d55-3f6a1b2c4d5e", "activity": "three-appendices", "kind": "viewed", "occurred_at": "2027-03-02T09:00:00Z" },
    { "id": "0197a2c4-6f1e-7c3a-9d55-3f6a1b2c4d5f", "activity": "three-appendices", "kind": "time", "occurred_at": "2027-03-02T09:01:00Z", "active_seconds": 60 }
] }))]
struct CreateEvents {
    #[schema(value_type = Vec<CreateEvent>, max_items = 1000)]
    events: Vec<Incoming>,
}

/// Something that happened in a lesson.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateEvent {
    /// Made by the client. Sent twice, an event counts once.
    id: EventId,
    #[schema(value_type = String, example = "three-appendices")]
    activity: ActivityId,
    kind: LessonEventKind,
    /// When it happened: at most five minutes ahead of the server's clock. What was viewed before the enrolment began counts
    /// from its beginning; active time from before it does not count.
    #[schema(value_type = String, format = DateTime)]
    occurred_at: Timestamp,
    /// Of a `time` event: how many seconds until `occurred_at` the reader was active. At most 3,600 count, and seconds of
    /// the same lesson that several events tell of count once.
    #[schema(minimum = 1)]
    active_seconds: Option<i64>,
    /// The language that the lesson was read in, as it said itself; the one of the enrolment, when left out.
    #[schema(value_type = Option<String>, example = "fr")]
    lang: Option<Locale>,
}

/// An event, or what is wrong with it: one that cannot be read must not take the others with it.
#[derive(Debug)]
struct Incoming {
    /// As it was sent, to be recognised in the answer.
    id: Option<String>,
    offer: Result<Offer, &'static str>,
}

impl<'de> Deserialize<'de> for Incoming {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let sent = Value::deserialize(input)?;
        let id = sent.get("id").and_then(Value::as_str).map(str::to_owned);
        let bytes = serde_json::to_vec(&sent).map_err(D::Error::custom)?;
        let offer = match parse::<CreateEvent>(&bytes) {
            Ok(event) => Ok(event.into()),
            Err(AppError::Refused(problem)) => Err(problem.fields.first().map_or("field-invalid", |field| field.code)),
            Err(AppError::Broken(cause)) => return Err(D::Error::custom(cause)),
        };
        Ok(Self { id, offer })
    }
}

impl From<CreateEvent> for Offer {
    fn from(event: CreateEvent) -> Self {
        let CreateEvent { id, activity, kind, occurred_at, active_seconds, lang } = event;
        Self { id, activity, kind, occurred_at, active_seconds, lang }
    }
}

/// One item for each event, in the order of the request.
#[derive(Debug, Serialize, ToSchema)]
struct EventsView {
    items: Vec<EventView>,
}

/// What became of an event.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LessonEventView)]
struct EventView {
    /// As it was sent; absent when there was none.
    #[schema(example = "0197a2c4-6f1e-7c3a-9d55-3f6a1b2c4d5e")]
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    status: EventStatus,
    /// Why it was refused, for programs.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
    /// Why it was refused, for readers.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    /// Where the text is not in the reader's language, the one that it is in.
    #[serde(skip_serializing_if = "Option::is_none")]
    fallback: Option<TextLanguage>,
}

#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum EventStatus {
    /// It is on disk now.
    Stored,
    /// It, or a view of the same lesson that says as much, was on disk before.
    Known,
    /// Sending it again does not help.
    Refused,
}

impl EventView {
    fn new(id: Option<String>, verdict: Result<Verdict, &'static str>, words: &Localizer) -> Self {
        let (status, code) = match verdict {
            Ok(Verdict::Stored) => (EventStatus::Stored, None),
            Ok(Verdict::Known) => (EventStatus::Known, None),
            Ok(Verdict::Refused(refusal)) => (EventStatus::Refused, Some(Refusal::as_str(refusal))),
            Err(code) => (EventStatus::Refused, Some(code)),
        };
        let told = code.map(|code| words.plain_with_locale(code, Some("detail"), &Args::new()));
        let fallback = told.as_ref().and_then(|(_, lang)| TextLanguage::of(lang.clone(), words));
        Self { id, status, code, detail: told.map(|(detail, _)| detail), fallback }
    }
}

/// Notes what was done in lessons: a page's view, or a day's work of a device that was away.
///
/// Each event is answered for itself, and one that is refused harms no other. The same events may be sent again at any time. In
/// a completed enrolment they are still noted; completion and grade stay as they are.
#[utoipa::path(
    operation_id = "recordEvents", tag = "progress", security(("session" = [])),
    params(("id" = EnrolmentId, Path)),
    request_body = CreateEvents,
    responses((status = 200, body = EventsView)),
    extensions(("x-problems" = json!([
        "enrolment-unknown", "enrolment-not-active", "enrolment-vouching-ended", "rate-limited",
    ]))),
)]
#[post("/enrolments/{id}/events")]
async fn record(
    app: AppData,
    actor: Actor,
    enrolment: Path<EnrolmentId>,
    reader: Reader,
    body: Json<CreateEvents>,
) -> Result<Reply, AppError> {
    let events = body.0.events;
    if events.len() > MOST_EVENTS {
        return Err(ProgressError::TooManyEvents { largest: MOST_EVENTS as i64 }.into());
    }
    let quota = app.events.admit(actor.person, events.len() as u64, app.clock.now())?;
    let offers: Vec<Offer> = events.iter().filter_map(|event| event.offer.clone().ok()).collect();
    let mut verdicts = note_all(&app, &actor, enrolment.0, &offers).await?.into_iter();
    let words = reader.language().localizer();
    let items = events.into_iter().map(|event| {
        let verdict = event.offer.and_then(|_| verdicts.next().ok_or("internal-error"));
        EventView::new(event.id, verdict, &words)
    });
    Ok(Reply::ok(&EventsView { items: items.collect() })?.with_quota(quota))
}

/// Most devices tell of lessons that their version has: only for others the versions before it are looked through.
async fn note_all(
    app: &AppData,
    actor: &Actor,
    enrolment: EnrolmentId,
    offers: &[Offer],
) -> Result<Vec<Verdict>, AppError> {
    let mut verdicts = note_in_chunks(app, actor, enrolment, (offers, &EarlierLessons::new())).await?;
    let is_unknown = |verdict: &Verdict| *verdict == Verdict::Refused(Refusal::ActivityUnknown);
    let unknown = offers.iter().zip(&verdicts).filter(|(_, verdict)| is_unknown(verdict));
    let missing: BTreeSet<ActivityId> = unknown.map(|(offer, _)| offer.activity.clone()).collect();
    if missing.is_empty() {
        return Ok(verdicts);
    }
    let (library, who) = (app.library.clone(), actor.clone());
    let look = move |snapshot: &mut Snapshot<'_>| {
        service::earlier_lessons(snapshot, &library, &who, (enrolment, missing.clone()))
    };
    let earlier = app.db.read(look).await?;
    let found = |offer: &&Offer| earlier.contains_key(&offer.activity);
    let again: Vec<Offer> = offers.iter().filter(found).cloned().collect();
    if again.is_empty() {
        return Ok(verdicts);
    }
    let better = note_in_chunks(app, actor, enrolment, (&again, &earlier)).await?;
    let places = offers.iter().zip(&mut verdicts).filter(|(offer, _)| found(offer));
    places.zip(better).for_each(|((_, verdict), better)| *verdict = better);
    Ok(verdicts)
}

/// Without any events, one empty chunk still asks whether the enrolment is there.
async fn note_in_chunks(
    app: &AppData,
    actor: &Actor,
    enrolment: EnrolmentId,
    (offers, earlier): (&[Offer], &EarlierLessons),
) -> Result<Vec<Verdict>, AppError> {
    let mut verdicts = Vec::with_capacity(offers.len());
    let mut left = offers;
    loop {
        let (chunk, rest) = left.split_at(left.len().min(CHUNK));
        let (library, actor, offers) = (app.library.clone(), actor.clone(), (chunk.to_vec(), earlier.clone()));
        let write = move |tx: &mut Tx<'_>| service::note(tx, &library, &actor, enrolment, (&offers.0, &offers.1));
        verdicts.extend(app.db.write(write).await?);
        left = rest;
        if left.is_empty() {
            return Ok(verdicts);
        }
    }
}

/// How far the learner has come.
#[derive(Debug, Serialize, ToSchema)]
struct ProgressView {
    enrolment: EnrolmentId,
    #[schema(value_type = String, format = Uuid)]
    version: VersionId,
    /// Required activities that are done.
    completed: u32,
    /// How many the course waits for.
    required: u32,
    /// What is complete stays complete, whatever a later version asks for.
    is_complete: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    completed_at: Option<Timestamp>,
    /// The mean of the graded quizzes by weight, in per cent with at most two decimals: of the completion, else so far.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = 87.5)]
    grade: Option<f64>,
    /// The activity to go on with; absent when the course is complete.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
    modules: Vec<ModuleView>,
    /// Activities of earlier versions that keep their credit.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    earlier: Vec<ActivityStateView>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ModuleProgressView)]
struct ModuleView {
    id: String,
    completed: u32,
    required: u32,
    is_complete: bool,
    activities: Vec<ActivityStateView>,
}

/// What is known of an activity.
#[derive(Debug, Serialize, ToSchema)]
struct ActivityStateView {
    id: String,
    /// It never holds up completion.
    optional: bool,
    /// The first time.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    viewed_at: Option<Timestamp>,
    active_seconds: i32,
    /// How many attempts were submitted.
    attempts: i32,
    /// Of the attempt that counts, in per cent with at most two decimals.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = 66.67)]
    score: Option<f64>,
    /// Whether any attempt was passed.
    passed: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    completed_at: Option<Timestamp>,
    /// The language in which it was completed.
    #[serde(skip_serializing_if = "Option::is_none")]
    completed_lang: Option<String>,
}

/// Basis points as per cent.
fn per_cent(basis_points: i32) -> f64 {
    f64::from(basis_points) / 100.0
}

impl ActivityStateView {
    fn new(id: &ActivityId, optional: bool, state: Option<&State>) -> Self {
        let state = state.cloned().unwrap_or_default();
        Self {
            id: id.to_string(),
            optional,
            viewed_at: state.viewed_at,
            active_seconds: state.active_seconds,
            attempts: state.attempts,
            score: state.score.map(per_cent),
            passed: state.passed,
            completed_at: state.done.as_ref().map(|done| done.at),
            completed_lang: state.done.map(|done| done.locale.to_string()),
        }
    }
}

impl From<&Overview> for ProgressView {
    fn from(overview: &Overview) -> Self {
        let structure = &overview.version.structure;
        let activity = |at: &Activity| ActivityStateView::new(&at.id, at.optional, overview.states.get(&at.id));
        let module = |module: &ModuleStanding| ModuleView {
            id: module.id.to_string(),
            completed: module.completed,
            required: module.required,
            is_complete: module.is_complete(),
            activities: structure.activities_of(&module.id).map(activity).collect(),
        };
        let earlier = overview.states.iter().filter(|(id, _)| structure.activity(id).is_none());
        Self {
            enrolment: overview.enrolment.id,
            version: overview.version.id,
            completed: overview.standing.completed,
            required: overview.standing.required,
            is_complete: overview.enrolment.completed_at.is_some(),
            completed_at: overview.enrolment.completed_at,
            grade: overview.grade.map(per_cent),
            next: overview.next.as_ref().map(ToString::to_string),
            modules: overview.standing.modules.iter().map(module).collect(),
            earlier: earlier.map(|(id, state)| ActivityStateView::new(id, true, Some(state))).collect(),
        }
    }
}

/// How far the learner has come: activity by activity, module by module, and where to go on.
#[utoipa::path(
    operation_id = "showProgress", tag = "progress", security(("session" = [])),
    params(("id" = EnrolmentId, Path)),
    responses((status = 200, body = ProgressView)),
    extensions(("x-problems" = json!(["enrolment-unknown"]))),
)]
#[get("/enrolments/{id}/progress")]
async fn show(app: AppData, actor: Actor, enrolment: Path<EnrolmentId>) -> Result<HttpResponse, AppError> {
    let library = app.library.clone();
    let overview = app.db.read(move |snapshot| service::show(snapshot, &library, &actor, enrolment.0)).await?;
    Ok(HttpResponse::Ok().json(ProgressView::from(&overview)))
}
