//! `/my/courses/{slug}/enrol` and `/my/enrolments/{id}/withdrawal`: coming to a course, and leaving it.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use utoipa_actix_web::service_config::ServiceConfig;

use super::session::{Sent, Visitor};
use super::{interrupted, private};
use crate::accounts::Actor;
use crate::affiliations::{self, AffiliationId, NewAffiliation};
use crate::app::App;
use crate::courses::Library;
use crate::courses::model::Slug;
use crate::db::{Snapshot, Tx};
use crate::enrolments::{self, EnrolmentId, EnrolmentState, NewEnrolment};
use crate::error::{AppError, FieldProblem, Problem};
use crate::http::{AppData, Path, Reader};
use crate::i18n::Locale;
use crate::pages::enrol::{self, AFFILIATION, ANOTHER, AUTHORITY, LOCALE, ORGANISATION, PARTY};
use crate::pages::form::{Fields, Hidden};
use crate::pages::reading::Reading;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(show).service(enrol_on_page).service(ask_to_withdraw).service(withdraw);
}

fn place(slug: &Slug) -> String {
    format!("/my/courses/{slug}/enrol")
}

/// How one enrols in a course, what one asked for, and what became of that.
#[utoipa::path(
    operation_id = "openEnrolment", tag = "pages",
    params(("slug" = String, Path)),
    responses(
        (status = 200, body = String, content_type = "text/html"),
        (status = 303, description = "To the page on which one signs in, or to the course that one takes", headers(("Location" = String))),
    ),
    extensions(("x-problems" = json!(["course-unknown", "not-found"]))),
)]
#[get("/my/courses/{slug}/enrol")]
async fn show(app: AppData, visitor: Visitor, reader: Reader, slug: Path<Slug>) -> Result<HttpResponse, AppError> {
    let reading = Reading::new(&app, reader.language(), place(&slug.0));
    let token = visitor.token();
    let Some(actor) = visitor.actor else { return Ok(private::sign_in_first(&reading)) };
    page(&app, &reading, (actor, slug.0), (Fields::new(), None, token)).await
}

async fn page(
    app: &App,
    reading: &Reading,
    (actor, slug): (Actor, Slug),
    (typed, problem, token): (Fields, Option<&Problem>, Hidden),
) -> Result<HttpResponse, AppError> {
    let (library, course) = (app.library.clone(), format!("/my/courses/{slug}"));
    let read = move |snapshot: &mut Snapshot<'_>| enrol::read(snapshot, &library, &actor, &slug);
    let applicant = app.db.read(read).await?;
    if applicant.is_taking() {
        return Ok(private::see_other(&reading.link(&course)));
    }
    let parties = app.parties.all(&app.db).await?;
    let page = enrol::page(reading, (&applicant, &parties), (&typed, problem), token)?;
    match problem {
        Some(problem) => private::refusal(reading, problem, &page),
        None => private::page(reading, StatusCode::OK, &page),
    }
}

/// On account of which office somebody asks.
#[derive(Clone)]
enum Office {
    /// The one that fits best, where one is needed.
    Any,
    Known(AffiliationId),
    New(NewAffiliation),
}

/// What somebody asks for.
struct Request {
    locale: Option<Locale>,
    office: Office,
}

impl Request {
    /// All that is wrong at once.
    fn read(form: &Sent) -> Result<Self, AppError> {
        let mut problems = Vec::new();
        let locale = Some(form.field(LOCALE)).filter(|tag| !tag.is_empty()).map(Locale::parse).transpose();
        let locale = locale.map_err(|_| problems.push(FieldProblem::new("/locale", "language-unknown"))).ok().flatten();
        let office = match form.field(AFFILIATION) {
            "" => Some(Office::Any),
            ANOTHER => another(form, &mut problems),
            // An office that is typed in is meant, whatever was chosen before it.
            _ if !form.field(ORGANISATION).trim().is_empty() => another(form, &mut problems),
            id => id.parse().map(Office::Known).map_err(|_| problems.push(missing(AFFILIATION))).ok(),
        };
        match office.filter(|_| problems.is_empty()) {
            Some(office) => Ok(Self { locale, office }),
            None => Err(Problem::invalid(problems).into()),
        }
    }
}

fn missing(field: &str) -> FieldProblem {
    FieldProblem::new(format!("/{field}"), "field-missing")
}

fn another(form: &Sent, problems: &mut Vec<FieldProblem>) -> Option<Office> {
    let party = form.field(PARTY).parse().map_err(|_| problems.push(missing(PARTY))).ok();
    let authority = form.field(AUTHORITY).parse().map_err(|_| problems.push(missing(AUTHORITY))).ok();
    // Its name is looked at, also where the rest is missing.
    let place = party.zip(authority);
    let organisation = form.field(ORGANISATION);
    if organisation.trim().is_empty() {
        problems.push(missing(ORGANISATION));
        return None;
    }
    let stated = NewAffiliation::stated(place?, organisation, "");
    stated.map(Office::New).map_err(|problem| problems.push(problem)).ok()
}

/// Enrols in a course for everyone, or asks to be enrolled in one for officials; who names an office that she has not stated before states it
/// with that.
#[utoipa::path(
    operation_id = "enrolOnPage", tag = "pages",
    params(("slug" = String, Path)),
    request_body(content = String, content_type = "application/x-www-form-urlencoded", description = "`form_token`, `locale`; of a course for officials `affiliation`, or `another` with `party`, `authority` and `organisation`"),
    responses(
        (status = 303, description = "To the course, or to what became of the request", headers(("Location" = String))),
        (status = 401, description = "The session has ended: what was typed is kept in the form with which one signs in", body = String, content_type = "text/html", headers(("WWW-Authenticate" = String))),
        (status = 422, description = "What was typed is not right; it stands there still", body = String, content_type = "text/html"),
    ),
    extensions(("x-problems" = json!([
        "sign-in-required", "form-from-elsewhere", "body-too-large", "body-incomplete", "course-unknown", "not-found", "email-not-verified",
        "enrolment-exists", "enrolment-prerequisites-missing", "enrolment-affiliation-required", "enrolment-affiliation-unfit",
        "affiliation-exists", "affiliation-too-many-requests",
    ]))),
)]
#[post("/my/courses/{slug}/enrol")]
async fn enrol_on_page(
    app: AppData,
    visitor: Visitor,
    reader: Reader,
    slug: Path<Slug>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, AppError> {
    let form = Sent::receive(&request, payload).await?;
    let language = reader.language();
    let reading = Reading::new(&app, language.clone(), place(&slug.0));
    let Some(actor) = visitor.sender(&form) else {
        return interrupted::turn_away(&request, &reading, (&visitor, &form));
    };
    let offered = app.library.current(&slug.0)?.locales();
    let reads = language.among(&offered).locale.clone();
    match enrol(&app, &actor, (slug.0.clone(), reads), &form).await {
        Ok(EnrolmentState::Active) => Ok(private::see_other(&reading.link(&format!("/my/courses/{}", slug.0)))),
        Ok(_) => Ok(private::see_other(&reading.link(&reading.address))),
        Err(AppError::Refused(problem)) if [403, 409, 422].contains(&problem.status) => {
            let typed = form.fields().clone();
            page(&app, &reading, (actor, slug.0), (typed, Some(&problem), visitor.token())).await
        }
        Err(error) => Err(error),
    }
}

async fn enrol(
    app: &App,
    actor: &Actor,
    (course, reader): (Slug, Locale),
    form: &Sent,
) -> Result<EnrolmentState, AppError> {
    let Request { locale, office } = Request::read(form)?;
    let new = NewEnrolment { course, locale, cohort: None, affiliation: None, reader };
    let (library, who) = (app.library.clone(), actor.clone());
    let state = app.db.write(move |tx| ask(tx, &who, &library, (&new, &office))).await?;
    app.enrolled.forget(actor.person);
    Ok(state)
}

/// States the office, where it is new, and asks on account of it. Who is enrolled, and whose office nobody confirms any more, states it anew.
fn ask(
    tx: &mut Tx<'_>,
    actor: &Actor,
    library: &Library,
    (new, office): (&NewEnrolment, &Office),
) -> Result<EnrolmentState, AppError> {
    let affiliation = match office {
        Office::Any => None,
        Office::Known(id) => Some(*id),
        Office::New(office) => Some(affiliations::request(tx, actor, office)?.id),
    };
    let course = library.current(&new.course)?.course;
    let open = enrolments::find_latest(tx, actor.person, course)?.filter(|it| it.state == EnrolmentState::Active);
    if open.is_some_and(|it| it.is_approved()) && matches!(office, Office::New(_)) {
        return Ok(EnrolmentState::Requested);
    }
    Ok(enrolments::enrol(tx, actor, library, &NewEnrolment { affiliation, ..new.clone() })?.state)
}

fn withdrawal(id: EnrolmentId) -> String {
    format!("/my/enrolments/{id}/withdrawal")
}

/// Asks whether one wants to leave a course.
#[utoipa::path(
    operation_id = "openWithdrawal", tag = "pages",
    params(("id" = EnrolmentId, Path)),
    responses(
        (status = 200, body = String, content_type = "text/html"),
        (status = 303, description = "To the page on which one signs in", headers(("Location" = String))),
    ),
    extensions(("x-problems" = json!(["enrolment-unknown", "not-found"]))),
)]
#[get("/my/enrolments/{id}/withdrawal")]
async fn ask_to_withdraw(
    app: AppData,
    visitor: Visitor,
    reader: Reader,
    id: Path<EnrolmentId>,
) -> Result<HttpResponse, AppError> {
    let reading = Reading::new(&app, reader.language(), withdrawal(id.0));
    let token = visitor.token();
    let Some(actor) = visitor.actor else { return Ok(private::sign_in_first(&reading)) };
    let library = app.library.clone();
    let read = move |snapshot: &mut Snapshot<'_>| {
        let enrolment = enrolments::find_own(snapshot, &actor, id.0)?;
        let version = library.version(snapshot, enrolment.version)?;
        Ok((enrolment, version))
    };
    let (enrolment, version) = app.db.read(read).await?;
    private::page(&reading, StatusCode::OK, &enrol::withdrawal(&reading, (&enrolment, &version), token)?)
}

/// Leaves a course. What was done in it is kept.
#[utoipa::path(
    operation_id = "withdrawOnPage", tag = "pages",
    params(("id" = EnrolmentId, Path)),
    request_body(content = String, content_type = "application/x-www-form-urlencoded", description = "`form_token`"),
    responses(
        (status = 303, description = "To one's courses", headers(("Location" = String))),
        (status = 401, description = "The session has ended", body = String, content_type = "text/html", headers(("WWW-Authenticate" = String))),
    ),
    extensions(("x-problems" = json!([
        "sign-in-required", "form-from-elsewhere", "body-too-large", "body-incomplete", "enrolment-unknown", "not-found", "enrolment-closed",
    ]))),
)]
#[post("/my/enrolments/{id}/withdrawal")]
async fn withdraw(
    app: AppData,
    visitor: Visitor,
    reader: Reader,
    id: Path<EnrolmentId>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, AppError> {
    let form = Sent::receive(&request, payload).await?;
    let reading = Reading::new(&app, reader.language(), withdrawal(id.0));
    let Some(actor) = visitor.sender(&form) else {
        return interrupted::turn_away(&request, &reading, (&visitor, &form));
    };
    let person = actor.person;
    app.db.write(move |tx| enrolments::withdraw(tx, &actor, id.0)).await?;
    app.enrolled.forget(person);
    Ok(private::see_other(&reading.link("/my")))
}
