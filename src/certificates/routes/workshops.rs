//! Certificates for a course that was taught in a room: the list of those who took part, what would come of it, its confirmation, and
//! how far it has come.

use std::collections::BTreeMap;

use actix_web::{HttpMessage as _, HttpRequest, HttpResponse, get, post, web};
use serde::{Deserialize, Serialize};
use time::Date;
use time::format_description::well_known::Iso8601;
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

use super::sign_offs::CandidateCourse;
use crate::accounts::Actor;
use crate::app::App;
use crate::certificates::model::{CertificateId, Finding, ParticipantState, Severity, WorkshopId, WorkshopState};
use crate::certificates::service::{self, Confirmation, NewWorkshop, Row, Rows, WorkshopStanding};
use crate::clock::Timestamp;
use crate::cohorts::CohortId;
use crate::courses::model::Slug;
use crate::db::Snapshot;
use crate::error::{AppError, Problem};
use crate::formats::participants::FILE_BYTES;
use crate::http::json::BodyDigest;
use crate::http::upload::receive;
use crate::http::{AppData, Json, Language, Once, Page, PageQuery, Path, Query, Reader, Reply};
use crate::i18n::{Locale, Localizer};
use crate::ids::PersonId;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(propose).service(list).service(show).service(list_rows).service(confirm);
}

/// What a list of those who took part is about.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct WorkshopQuery {
    /// By its slug. It is its current version that was taught.
    #[param(value_type = String, example = "cites-for-customs-officers")]
    course: Slug,
    /// What it was called, and where it was; for the Secretariat alone. Two lists for one course and day with the same title are of
    /// the same people.
    #[param(max_length = 200, example = "Antananarivo, Ministry of Finance")]
    title: String,
    /// The day on which it ended.
    #[param(value_type = String, format = Date, example = "2026-11-20")]
    ended_on: String,
    /// In which it was taught; a row may have its own.
    #[param(value_type = String, example = "fr")]
    language: String,
    /// With whom they learned; then all certificates are to be had in one archive.
    #[param(value_type = Option<String>, format = Uuid)]
    cohort: Option<CohortId>,
}

impl WorkshopQuery {
    fn with(self, file: Vec<u8>) -> Result<NewWorkshop, AppError> {
        let wrong = |parameter: &str| Problem::new(400, "query-invalid").with("parameter", parameter);
        let day = Date::parse(&self.ended_on, &Iso8601::DATE).ok().filter(|day| day.to_string() == self.ended_on);
        Ok(NewWorkshop {
            course: self.course,
            title: self.title,
            ended_on: Timestamp::start_of(day.ok_or_else(|| wrong("ended_on"))?),
            locale: Locale::parse(&self.language).map_err(|_| wrong("language"))?,
            cohort: self.cohort,
            file,
        })
    }
}

/// A course that was taught in a room, and how far the list of those who took part has come.
#[derive(Debug, Serialize, ToSchema)]
struct WorkshopView {
    id: WorkshopId,
    course: CandidateCourse,
    #[schema(example = "Antananarivo, Ministry of Finance")]
    title: String,
    #[schema(value_type = String, format = Date, example = "2026-11-20")]
    ended_on: String,
    #[schema(example = "fr")]
    language: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    cohort: Option<CohortId>,
    state: WorkshopState,
    /// How many rows came to what.
    #[schema(example = json!({ "ready": 38, "in-error": 1, "has-one": 1 }))]
    rows: BTreeMap<String, i64>,
    /// Of those who get a certificate, how many have an account. For the others one waits at their addresses, where they have any.
    #[schema(example = 17)]
    with_account: i64,
    #[schema(example = 21)]
    without_account: i64,
    /// How many rows there is a warning about.
    #[schema(example = 2)]
    warnings: i64,
    /// The headings of columns of the list that mean none of those that are read. Nothing was taken from these columns.
    #[schema(example = json!(["telephone", "remark"]))]
    ignored_columns: Vec<String>,
    /// How many certificates a confirmation is about; left out until all rows were looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = 38)]
    count: Option<i32>,
    /// What confirms this number of certificates, of this list. Left out until all rows were looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    confirmation_token: Option<String>,
    proposed_by: PersonId,
    #[schema(value_type = String, format = DateTime)]
    proposed_at: Timestamp,
    /// Until when it can be confirmed.
    #[schema(value_type = String, format = DateTime)]
    expires_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    confirmed_by: Option<PersonId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    confirmed_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    finished_at: Option<Timestamp>,
}

impl WorkshopView {
    fn new(standing: WorkshopStanding, app: &App, reader: &Language) -> Result<Self, AppError> {
        let WorkshopStanding { workshop, rows, with_account, without_account, warned } = standing;
        let is_checked = workshop.checked_at.is_some();
        Ok(Self {
            course: CandidateCourse::new(workshop.course, app, reader),
            ended_on: workshop.ended_on.day().to_string(),
            rows: rows.into_iter().map(|(state, count)| (state.to_string(), count)).collect(),
            with_account,
            without_account,
            warnings: warned,
            ignored_columns: workshop.ignored_columns.read()?,
            count: is_checked.then_some(workshop.size),
            confirmation_token: is_checked.then(|| workshop.token()),
            id: workshop.id,
            language: workshop.locale.to_string(),
            title: workshop.title,
            cohort: workshop.cohort,
            state: workshop.state,
            proposed_by: workshop.proposed_by,
            proposed_at: workshop.proposed_at,
            expires_at: workshop.expires_at,
            confirmed_by: workshop.confirmed_by,
            confirmed_at: workshop.confirmed_at,
            finished_at: workshop.finished_at,
        })
    }
}

/// Brings in the list of those who took a course in a room, as CSV in UTF-8 of at most 5,000 rows and 2 MiB.
///
/// A job looks at each row, and says what would come of it; nobody is enrolled and nothing is issued before that is confirmed. The
/// first row names the columns: `name`, as it is to be printed; and perhaps `email`, `party` (ISO 3166-1), `language`,
/// `reference` (such as the number on the attendance sheet) and `grade` (percent). What these are commonly called in English, French
/// and Spanish is understood too, such as `E-mail`, `Nom complet` or `Grade (%)`; other columns are named in `ignored_columns` and not
/// read. Who somebody is, is told by her address, else by her reference, else by her name, which nobody else on the list has then.
/// For the Secretariat.
#[utoipa::path(
    operation_id = "proposeWorkshop", tag = "certificates", security(("session" = [])),
    params(WorkshopQuery, Once),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = WorkshopView)),
    extensions(
        ("x-creates" = json!("/certificate-workshops/{id}")),
        ("x-problems" = json!([
            "body-incomplete", "body-too-large", "query-invalid", "forbidden", "workshop-without-certificate",
            "enrolment-cohort-unfit", "workshop-list-unreadable", "body-invalid",
        ])),
    ),
)]
#[post("/certificate-workshops")]
async fn propose(
    app: AppData,
    actor: Actor,
    once: Once,
    query: Query<WorkshopQuery>,
    (request, reader): (HttpRequest, Reader),
    payload: web::Payload,
) -> Result<Reply, AppError> {
    actor.as_secretariat()?;
    let file = receive(payload, FILE_BYTES).await?;
    request.extensions_mut().insert(BodyDigest::of(&file));
    let new = query.0.with(file)?;
    let (library, who, now) = (app.library.clone(), actor.clone(), app.clock.now());
    let proposed = app.readers.run(move || service::read_workshop(&library, &new, (&who, now))).await??;
    let (desk, language) = (app.clone(), reader.language());
    app.write_once(actor.person, once, move |tx| {
        let standing = service::keep_workshop(tx, &actor, &proposed)?;
        let address = format!("/api/v1/certificate-workshops/{}", standing.workshop.id);
        Reply::created(address, &WorkshopView::new(standing, &desk, &language)?)
    })
    .await
}

/// Courses that were taught in a room, the latest first. For the Secretariat.
#[utoipa::path(
    operation_id = "listWorkshops", tag = "certificates", security(("session" = [])),
    params(PageQuery),
    responses((status = 200, body = Page<WorkshopView>)),
    extensions(("x-problems" = json!(["forbidden"]))),
)]
#[get("/certificate-workshops")]
async fn list(
    app: AppData,
    actor: Actor,
    reader: Reader,
    query: Query<PageQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let (limit, before) = (query.0.limit()?, query.0.after()?);
    let read = move |snapshot: &mut Snapshot<'_>| service::list_workshops(snapshot, &actor, (before, limit + 1));
    let Page { items, next } = Page::new(app.db.read(read).await?, limit, |standing| standing.workshop.id);
    let language = reader.language();
    let items = items
        .into_iter()
        .map(|standing| WorkshopView::new(standing, &app, &language))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Page { items, next }.respond(&request))
}

/// How far the list of a workshop has come.
///
/// What would come of it, with what confirms that; afterwards, what did. For the Secretariat.
#[utoipa::path(
    operation_id = "showWorkshop", tag = "certificates", security(("session" = [])),
    params(("id" = WorkshopId, Path)),
    responses((status = 200, body = WorkshopView)),
    extensions(("x-problems" = json!(["forbidden", "workshop-unknown"]))),
)]
#[get("/certificate-workshops/{id}")]
async fn show(app: AppData, actor: Actor, reader: Reader, id: Path<WorkshopId>) -> Result<Reply, AppError> {
    let standing = app.db.read(move |snapshot| service::show_workshop(snapshot, &actor, id.0)).await?;
    Reply::ok(&WorkshopView::new(standing, &app, &reader.language())?)
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct RowQuery {
    limit: Option<i64>,
    cursor: Option<String>,
    /// Those that are so.
    state: Option<ParticipantState>,
    /// Those about which there is a warning.
    #[serde(default)]
    warned: bool,
}

/// A row of a list, and what becomes of it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WorkshopRowView)]
struct RowView {
    /// The line of the file, counted from 1.
    #[schema(example = 14)]
    line: i32,
    #[schema(example = "Ana Rakoto")]
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "AT-07")]
    reference: Option<String>,
    state: ParticipantState,
    /// Whether she has an account that she has confirmed.
    has_account: bool,
    findings: Vec<FindingView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    person: Option<PersonId>,
    /// What it came to.
    #[serde(skip_serializing_if = "Option::is_none")]
    certificate: Option<RowCertificate>,
}

/// What there is to say of a row.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WorkshopFindingView)]
struct FindingView {
    severity: Severity,
    /// Left out: the row as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "grade")]
    column: Option<String>,
    #[schema(example = "workshop-grade-invalid")]
    code: String,
    /// In the reader's language.
    #[schema(example = "The grade must be a percentage from 0 to 100, with two decimals at most.")]
    detail: String,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WorkshopCertificateView)]
struct RowCertificate {
    id: CertificateId,
    #[schema(example = "VC-2026-00000042")]
    serial: String,
}

impl RowView {
    fn new(row: Row, words: &Localizer) -> Result<Self, AppError> {
        let Row { participant, issued } = row;
        let findings: Vec<Finding> = participant.findings.read()?;
        let finding = |finding: Finding| FindingView {
            detail: words.plain_attribute(&finding.code, "detail", &finding.args()),
            severity: finding.severity,
            column: finding.column,
            code: finding.code,
        };
        // What waited for a font may have been issued since.
        let state = if issued.is_some() { ParticipantState::Issued } else { participant.state };
        Ok(Self {
            line: participant.line,
            name: participant.name,
            reference: participant.reference,
            state,
            has_account: participant.has_account,
            findings: findings.into_iter().map(finding).collect(),
            person: participant.person,
            certificate: issued.map(|(_, id, serial)| RowCertificate { id, serial }),
        })
    }
}

/// The rows of a workshop's list, in their order.
///
/// What would come of each, and what is wrong with it, by line and column; afterwards, its certificate. For the Secretariat.
#[utoipa::path(
    operation_id = "listWorkshopRows", tag = "certificates", security(("session" = [])),
    params(("id" = WorkshopId, Path), RowQuery),
    responses((status = 200, body = Page<RowView>)),
    extensions(("x-problems" = json!(["forbidden", "workshop-unknown"]))),
)]
#[get("/certificate-workshops/{id}/rows")]
async fn list_rows(
    app: AppData,
    actor: Actor,
    reader: Reader,
    (id, query): (Path<WorkshopId>, Query<RowQuery>),
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let RowQuery { limit, cursor, state, warned } = query.0;
    let page = PageQuery { limit, cursor };
    let (limit, after) = (page.limit()?, page.after()?);
    let which = (id.0, Rows { state, warned, after });
    let read = move |snapshot: &mut Snapshot<'_>| service::list_workshop_rows(snapshot, &actor, which, limit + 1);
    let Page { items, next } = Page::new(app.db.read(read).await?, limit, |row| row.participant.place);
    let words = reader.language().localizer();
    let items = items.into_iter().map(|row| RowView::new(row, &words)).collect::<Result<Vec<_>, _>>()?;
    Ok(Page { items, next }.respond(&request))
}

/// What confirms what would come of a list.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateWorkshopConfirmation {
    /// How many certificates are to be issued.
    #[schema(example = 38)]
    count: i64,
    /// As it came with the number.
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    confirmation_token: String,
    /// That rows in error are left out. Unless it is said, a list with such rows is not confirmed.
    #[serde(default)]
    #[schema(example = false)]
    leave_out_errors: bool,
}

/// Confirms what would come of a list.
///
/// All who were there have completed the course then, and their certificates are issued in the background, each exactly once, with
/// the rights that who confirms has at that moment. A list that comes again issues nothing anew. Who has no account gets one at her
/// address, which opens with a mailed link alone; without an address her certificate is to be had from the register. Confirming
/// again changes nothing. For the Secretariat; nobody confirms for herself.
#[utoipa::path(
    operation_id = "confirmWorkshop", tag = "certificates", security(("session" = [])),
    params(("id" = WorkshopId, Path)),
    request_body = CreateWorkshopConfirmation,
    responses((status = 202, body = WorkshopView)),
    extensions(("x-problems" = json!([
        "forbidden", "workshop-unknown", "workshop-being-checked", "workshop-not-as-shown", "workshop-expired",
        "workshop-has-errors", "workshop-empty",
    ]))),
)]
#[post("/certificate-workshops/{id}/confirmation")]
async fn confirm(
    app: AppData,
    actor: Actor,
    reader: Reader,
    id: Path<WorkshopId>,
    body: Json<CreateWorkshopConfirmation>,
) -> Result<Reply, AppError> {
    let CreateWorkshopConfirmation { count, confirmation_token: token, leave_out_errors } = body.0;
    let confirmation = Confirmation { count, token, leave_out_errors };
    let standing = app.db.write(move |tx| service::confirm_workshop(tx, &actor, (id.0, &confirmation))).await?;
    Reply::accepted(&WorkshopView::new(standing, &app, &reader.language())?)
}
