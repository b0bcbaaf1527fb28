//! `/my/courses/{slug}` and below: a course as who is enrolled takes it.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use utoipa_actix_web::service_config::ServiceConfig;

use super::session::{Sent, Visitor};
use super::{interrupted, private};
use crate::accounts::Actor;
use crate::app::App;
use crate::clock::Timestamp;
use crate::courses::model::{Activity, ActivityId, QuizRules, Slug};
use crate::courses::{CourseError, Library};
use crate::db::{Snapshot, Tx};
use crate::enrolments::EnrolmentError;
use crate::error::{AppError, Problem};
use crate::http::{AppData, Path, Reader};
use crate::i18n::Locale;
use crate::pages::form::Hidden;
use crate::pages::my_course::{self, Taking};
use crate::pages::reading::Reading;
use crate::pages::{lesson, quiz};
use crate::progress::{self, EVENTS_OF_READING, ShownLesson};
use crate::quizzes::{self, AttemptId};

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(show_course).service(show_activity).service(go_on);
}

/// Where who takes the course finds it.
fn place(slug: &Slug) -> String {
    format!("/my/courses/{slug}")
}

/// A course that one takes: where to go on, what is done, and what is asked for.
///
/// Who does not take it is led to where she enrols.
#[utoipa::path(
    operation_id = "openMyCourse", tag = "pages",
    params(("slug" = String, Path)),
    responses(
        (status = 200, body = String, content_type = "text/html"),
        (status = 303, description = "To the page on which one signs in, or enrols", headers(("Location" = String))),
    ),
    extensions(("x-problems" = json!(["course-unknown", "not-found"]))),
)]
#[get("/my/courses/{slug}")]
async fn show_course(
    app: AppData,
    visitor: Visitor,
    reader: Reader,
    slug: Path<Slug>,
) -> Result<HttpResponse, AppError> {
    let reading = Reading::new(&app, reader.language(), place(&slug.0));
    let Some(actor) = visitor.actor else { return Ok(private::sign_in_first(&reading)) };
    let library = app.library.clone();
    let read = move |snapshot: &mut Snapshot<'_>| my_course::read(snapshot, &library, &actor, &slug.0);
    let Some(taking) = app.db.read(read).await? else {
        return Ok(private::see_other(&reading.link(&format!("{}/enrol", reading.address))));
    };
    private::page(&reading, StatusCode::OK, &my_course::page(&app, &reading, &taking)?)
}

/// A lesson, or a quiz between its attempts, as who takes the course is shown it.
#[utoipa::path(
    operation_id = "openMyActivity", tag = "pages",
    params(("slug" = String, Path), ("activity" = String, Path)),
    responses(
        (status = 200, body = String, content_type = "text/html"),
        (status = 303, description = "To the page on which one signs in, or enrols", headers(("Location" = String))),
    ),
    extensions(("x-problems" = json!(["course-unknown", "activity-unknown", "not-found"]))),
)]
#[get("/my/courses/{slug}/{activity}")]
async fn show_activity(
    app: AppData,
    visitor: Visitor,
    reader: Reader,
    path: Path<(Slug, ActivityId)>,
) -> Result<HttpResponse, AppError> {
    let Path((slug, id)) = path;
    let reading = Reading::new(&app, reader.language(), format!("{}/{id}", place(&slug)));
    let token = visitor.token();
    let Some(actor) = visitor.actor else { return Ok(private::sign_in_first(&reading)) };
    activity(&app, &reading, (actor, slug, id), (token, None)).await
}

/// The page of an activity; with what was refused, where something was to be done on it.
async fn activity(
    app: &App,
    reading: &Reading,
    (actor, slug, id): (Actor, Slug, ActivityId),
    (token, refusal): (Hidden, Option<&Problem>),
) -> Result<HttpResponse, AppError> {
    let (library, course, wanted) = (app.library.clone(), place(&slug), id.clone());
    let read = move |snapshot: &mut Snapshot<'_>| {
        let Some(taking) = my_course::read(snapshot, &library, &actor, &slug)? else { return Ok(None) };
        let (activity, rules) = found(&taking, &wanted)?;
        let enrolment = &taking.overview.enrolment;
        let prospect = match rules {
            Some(_) => Some(quizzes::prospect(snapshot, enrolment, &taking.overview.version, &activity.id)?),
            None => None,
        };
        Ok(Some((taking, prospect)))
    };
    let Some((taking, prospect)) = app.db.read(read).await? else {
        return Ok(private::see_other(&reading.link(&course)));
    };
    let (activity, rules) = found(&taking, &id)?;
    if let (Some(rules), Some(prospect)) = (rules, &prospect) {
        let page = quiz::page(reading, (&taking, prospect), (activity, rules), (token, refusal))?;
        return match refusal {
            Some(problem) => private::refusal(reading, problem, &page),
            None => private::page(reading, StatusCode::OK, &page),
        };
    }
    let page = lesson::taken(reading, &taking, activity, (token, refusal))?.ok_or(CourseError::ActivityUnknown(id))?;
    match refusal {
        Some(problem) => private::refusal(reading, problem, &page),
        None => private::page(reading, StatusCode::OK, &page),
    }
}

fn found<'t>(taking: &'t Taking, id: &ActivityId) -> Result<(&'t Activity, Option<&'t QuizRules>), AppError> {
    let activity = taking.overview.version.structure.activity(id);
    let activity = activity.ok_or_else(|| CourseError::ActivityUnknown(id.clone()))?;
    Ok((activity, activity.quiz()))
}

/// Where somebody goes on after she has done something in an activity.
enum Onward {
    /// The quiz has begun, or goes on.
    Attempt(AttemptId),
    Activity(String),
    /// More of the lesson is asked for.
    SameLesson,
    Course,
}

/// Says that a lesson was read, and leads to what comes next; or begins an attempt at a quiz.
#[utoipa::path(
    operation_id = "goOnInMyCourse", tag = "pages",
    params(("slug" = String, Path), ("activity" = String, Path)),
    request_body(content = String, content_type = "application/x-www-form-urlencoded", description = "`form_token`; of a lesson `shown_at` and `shown_in`, as its page has them"),
    responses(
        (status = 303, description = "On to the next activity, the attempt, or the course", headers(("Location" = String))),
        (status = 401, description = "The session has ended", body = String, content_type = "text/html", headers(("WWW-Authenticate" = String))),
    ),
    extensions(("x-problems" = json!([
        "sign-in-required", "form-from-elsewhere", "body-too-large", "body-incomplete", "course-unknown", "activity-unknown", "not-found",
        "enrolment-required", "enrolment-not-active", "enrolment-expired", "enrolment-vouching-ended", "attempts-used-up", "rate-limited",
    ]))),
)]
#[post("/my/courses/{slug}/{activity}")]
async fn go_on(
    app: AppData,
    visitor: Visitor,
    reader: Reader,
    path: Path<(Slug, ActivityId)>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, AppError> {
    let form = Sent::receive(&request, payload).await?;
    let Path((slug, id)) = path;
    let language = reader.language();
    let reading = Reading::new(&app, language.clone(), format!("{}/{id}", place(&slug)));
    let Some(actor) = visitor.sender(&form) else {
        return interrupted::turn_away(&request, &reading, (&visitor, &form));
    };
    app.events.admit(actor.person, EVENTS_OF_READING, app.clock.now())?;
    let (library, who, course) = (app.library.clone(), actor.clone(), slug.clone());
    let lesson = ShownLesson {
        activity: id.clone(),
        at: form.field(lesson::SHOWN_AT).parse().map_or(app.clock.now(), Timestamp::from_micros),
        lang: Locale::parse(form.field(lesson::SHOWN_IN)).unwrap_or_else(|_| reading.locale.clone()),
    };
    let write = move |tx: &mut Tx<'_>| {
        let choose =
            |offered: &[Locale], learned: &Locale| language.clone().preferring(learned).among(offered).locale.clone();
        advance(tx, &library, (&who, &course), (&lesson, &choose))
    };
    match app.db.write(write).await {
        Ok(onward) => Ok(private::see_other(&onward.link(&reading, &slug))),
        Err(AppError::Refused(problem)) if [409, 429].contains(&problem.status) => {
            activity(&app, &reading, (actor, slug, id), (visitor.token(), Some(&problem))).await
        }
        Err(error) => Err(error),
    }
}

/// Picks the language of an attempt among those that the course has, given the one that is learned in.
type Choose<'c> = dyn Fn(&[Locale], &Locale) -> Locale + 'c;

/// Does what there is to do in an activity.
fn advance(
    tx: &mut Tx<'_>,
    library: &Library,
    (actor, slug): (&Actor, &Slug),
    (lesson, choose): (&ShownLesson, &Choose<'_>),
) -> Result<Onward, AppError> {
    let before = my_course::read(tx, library, actor, slug)?.ok_or(CourseError::EnrolmentRequired)?;
    let (enrolment, id) = (before.overview.enrolment.id, &lesson.activity);
    if let (_, Some(_)) = found(&before, id)? {
        let started = quizzes::start(tx, library, actor, (enrolment, id), choose)?;
        return Ok(Onward::Attempt(started.sitting.attempt.id));
    }
    // Whoever has no script tells of nothing that happened before.
    if let Some(end) = before.end.filter(|end| *end <= tx.now()) {
        return Err(EnrolmentError::Expired(end).into());
    }
    progress::read_through(tx, library, actor, (enrolment, lesson))?;
    let after = progress::show(tx, library, actor, enrolment)?;
    let was_complete = before.overview.enrolment.completed_at.is_some();
    if after.enrolment.completed_at.is_some() && !was_complete {
        return Ok(Onward::Course);
    }
    if after.states.get(id).is_none_or(|state| state.done.is_none()) {
        return Ok(Onward::SameLesson);
    }
    let mut order = after.version.structure.reading_order().skip_while(|activity| activity.id != *id).skip(1);
    Ok(order.next().map_or(Onward::Course, |next| Onward::Activity(next.id.to_string())))
}

impl Onward {
    fn link(&self, reading: &Reading, slug: &Slug) -> String {
        match self {
            Self::Attempt(id) => reading.link(&format!("/my/attempts/{id}")),
            Self::Activity(id) => reading.link(&format!("{}/{id}", place(slug))),
            Self::SameLesson => format!("{}#read", reading.link(&reading.address)),
            Self::Course => reading.link(&place(slug)),
        }
    }
}
