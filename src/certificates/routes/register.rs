//! The register of certificates, as pages and as a table.

use std::collections::VecDeque;

use actix_web::http::header;
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, get};
use futures_util::stream;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::accounts::Actor;
use crate::certificates::model::{Certificate, CertificateId, PublicReason, Standing};
use crate::certificates::service::{self, Entry, Place, RegisterFilter};
use crate::clock::Timestamp;
use crate::cohorts::CohortId;
use crate::courses::Library;
use crate::courses::model::Slug;
use crate::db::Snapshot;
use crate::error::AppError;
use crate::formats::table;
use crate::http::{AppData, Page, PageQuery, Query};
use crate::ids::PersonId;
use crate::parties::PartyCode;

/// Certificates that are read at once for a table: some hundred kilobytes.
const CHUNK: i64 = 200;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(list);
}

/// In which form the register is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum RegisterFormat {
    #[default]
    Json,
    Csv,
}

/// Which certificates are listed.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct RegisterQuery {
    /// Of pages; a table has all.
    limit: Option<i64>,
    /// Of pages; a table has all.
    cursor: Option<String>,
    /// `json`, page by page, unless told.
    #[param(inline)]
    format: Option<RegisterFormat>,
    /// Those of one course, by its slug.
    #[param(value_type = Option<String>)]
    course: Option<Slug>,
    /// Those for one Party.
    party: Option<PartyCode>,
    /// Those of one cohort.
    #[param(value_type = Option<String>, format = Uuid)]
    cohort: Option<CohortId>,
    /// Those that stand there now.
    state: Option<Standing>,
    #[param(value_type = Option<String>, format = DateTime)]
    issued_from: Option<Timestamp>,
    /// Up to, but not including.
    #[param(value_type = Option<String>, format = DateTime)]
    issued_until: Option<Timestamp>,
}

impl RegisterQuery {
    fn filter(&self, library: &Library) -> Result<RegisterFilter, AppError> {
        let course =
            self.course.as_ref().map(|slug| library.current(slug).map(|version| version.course)).transpose()?;
        Ok(RegisterFilter {
            course,
            party: self.party,
            cohort: self.cohort,
            standing: self.state,
            issued_from: self.issued_from,
            issued_until: self.issued_until,
        })
    }
}

/// A certificate in the register. One whose record is not what was issued has nothing but what stands beside the record.
#[derive(Debug, Serialize, ToSchema)]
struct RegisterEntryView {
    id: CertificateId,
    #[schema(example = "VC-2027-00000042")]
    serial: String,
    state: Standing,
    /// Since when it does not hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    withdrawn_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    public_reason: Option<PublicReason>,
    #[serde(skip_serializing_if = "Option::is_none")]
    replaced_by: Option<CertificateId>,
    holder: PersonId,
    #[serde(skip_serializing_if = "Option::is_none")]
    cohort: Option<CohortId>,
    #[schema(value_type = String, format = DateTime)]
    issued_at: Timestamp,
    #[serde(flatten)]
    said: Option<RegisterFacts>,
}

/// What the certificate says.
#[derive(Debug, Serialize, ToSchema)]
struct RegisterFacts {
    #[schema(example = "Ana Rakoto")]
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    party: Option<PartyCode>,
    #[schema(example = "cites-for-customs-officers")]
    course: String,
    #[schema(example = "CITES for customs officers")]
    course_title: String,
    #[schema(example = 2)]
    course_version: i32,
    #[schema(example = "en")]
    language: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = 6)]
    hours: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = 8750)]
    grade_basis_points: Option<i32>,
    /// Issued by a College that is being tried out: it proves nothing.
    test: bool,
    #[schema(value_type = String, format = DateTime)]
    completed_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    valid_until: Option<Timestamp>,
    /// From when on it does not hold any more, where that is before what is printed on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    ends_early: Option<Timestamp>,
    /// When what it said of its holder was erased, at her wish.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    erased_at: Option<Timestamp>,
    #[schema(example = "https://college.example.org/verify/5f3c9a0e7b1d4f6282c4e1a90b7d3e58")]
    verify_url: String,
}

impl RegisterFacts {
    fn new(certificate: &Certificate) -> Self {
        let (record, facts) = (&certificate.record, &certificate.record.facts);
        let title = facts.wording(&facts.course.titles, &facts.language).map(|(_, title)| title.to_owned());
        Self {
            name: facts.holder.name.clone(),
            party: facts.party.as_ref().map(|party| party.code),
            course: facts.course.slug.to_string(),
            course_title: title.unwrap_or_default(),
            course_version: facts.course.version_number,
            language: facts.language.to_string(),
            hours: facts.shown_hours(),
            grade_basis_points: facts.shown_grade(),
            test: facts.test,
            completed_at: facts.completed_at,
            valid_until: record.valid_until,
            ends_early: certificate.ends_early,
            erased_at: certificate.erased_at,
            verify_url: record.verify_url(),
        }
    }
}

impl RegisterEntryView {
    fn new(entry: Entry, now: Timestamp) -> Self {
        let certificate = entry.certificate.as_ref();
        let event = certificate.and_then(|it| it.revocation().or_else(|| it.suspension()));
        Self {
            id: entry.id,
            serial: entry.serial,
            state: certificate.map_or(Standing::Altered, |it| it.standing(now)),
            withdrawn_at: event.map(|event| event.at),
            public_reason: event.and_then(|event| event.public_reason),
            replaced_by: certificate.and_then(|it| it.superseded_by),
            holder: entry.holder,
            cohort: entry.cohort,
            issued_at: entry.issued_at,
            said: certificate.map(RegisterFacts::new),
        }
    }

    const COLUMNS: [&str; 23] = [
        "serial",
        "state",
        "name",
        "party",
        "course",
        "course_title",
        "course_version",
        "language",
        "hours",
        "grade_basis_points",
        "completed_at",
        "issued_at",
        "valid_until",
        "ends_early",
        "erased_at",
        "withdrawn_at",
        "public_reason",
        "replaced_by",
        "cohort",
        "test",
        "id",
        "holder",
        "verify_url",
    ];

    /// A row of the table; what spreadsheets would calculate is kept a text.
    fn row(&self) -> String {
        let facts = self.said.as_ref();
        let text = |of: fn(&RegisterFacts) -> String| facts.map(of).unwrap_or_default();
        let cells = [
            self.serial.clone(),
            self.state.to_string(),
            text(|it| it.name.clone()),
            text(|it| optional(it.party.as_ref())),
            text(|it| it.course.clone()),
            text(|it| it.course_title.clone()),
            text(|it| it.course_version.to_string()),
            text(|it| it.language.clone()),
            text(|it| optional(it.hours.as_ref())),
            text(|it| optional(it.grade_basis_points.as_ref())),
            text(|it| it.completed_at.to_string()),
            self.issued_at.to_string(),
            text(|it| optional(it.valid_until.as_ref())),
            text(|it| optional(it.ends_early.as_ref())),
            text(|it| optional(it.erased_at.as_ref())),
            optional(self.withdrawn_at.as_ref()),
            optional(self.public_reason.as_ref()),
            optional(self.replaced_by.as_ref()),
            optional(self.cohort.as_ref()),
            text(|it| it.test.to_string()),
            self.id.to_string(),
            self.holder.to_string(),
            text(|it| it.verify_url.clone()),
        ];
        table::row(cells.iter().map(String::as_str))
    }
}

fn optional<T: ToString>(value: Option<&T>) -> String {
    value.map(T::to_string).unwrap_or_default()
}

/// The register: who was certified of what, when, and how it stands; the earliest first. For the Secretariat.
///
/// As a table it has all rows, and in the end one that begins with `#end`: without it, the table was cut off. Who takes it is noted.
#[utoipa::path(
    operation_id = "listCertificateRegister", tag = "certificates", security(("session" = [])),
    params(RegisterQuery),
    responses((status = 200, description = "A page, or the whole table", content(
        (Page<RegisterEntryView> = "application/json"),
        (String = "text/csv", example = json!("serial,state,name\r\nVC-2027-00000042,valid,Ana Rakoto\r\n#end\r\n")),
    ))),
    extensions(("x-problems" = json!(["query-invalid", "limit-out-of-range", "cursor-invalid", "forbidden", "course-unknown"]))),
)]
#[get("/certificate-register")]
async fn list(
    app: AppData,
    actor: Actor,
    query: Query<RegisterQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    actor.as_secretariat()?;
    let filter = query.0.filter(&app.library)?;
    if query.0.format == Some(RegisterFormat::Csv) {
        return export(app, actor, filter).await;
    }
    let page = PageQuery { limit: query.0.limit, cursor: query.0.cursor };
    let (limit, after, now) = (page.limit()?, page.after()?, app.clock.now());
    let read = move |snapshot: &mut Snapshot<'_>| {
        service::list_register(snapshot, &actor, (&filter, after.as_ref()), limit + 1)
    };
    let page = Page::new(app.db.read(read).await?, limit, Entry::place);
    Ok(page.map(|entry| RegisterEntryView::new(entry, now)).respond(&request))
}

/// How far a table has come.
struct Export {
    app: AppData,
    actor: Actor,
    filter: RegisterFilter,
    after: Option<Place>,
    written: VecDeque<String>,
    is_whole: bool,
}

/// Some rows after the other, so that a table of any length takes the room of some rows.
async fn export(app: AppData, actor: Actor, filter: RegisterFilter) -> Result<HttpResponse, AppError> {
    let (noting, by) = (filter.clone(), actor.clone());
    app.db.write(move |tx| service::note_export(tx, &by, &noting)).await?;
    let head = format!("\u{FEFF}{}", table::row(RegisterEntryView::COLUMNS));
    let begin = Export { app, actor, filter, after: None, written: VecDeque::from([head]), is_whole: false };
    let rows = stream::try_unfold(begin, |export| async move { export.next().await });
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8; header=present")
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"certificate-register.csv\""))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .streaming(rows))
}

impl Export {
    async fn next(mut self) -> Result<Option<(Bytes, Self)>, AppError> {
        if self.written.is_empty() && !self.is_whole {
            self.read().await?;
        }
        let next = self.written.drain(..).collect::<String>();
        Ok((!next.is_empty()).then(|| (Bytes::from(next), self)))
    }

    async fn read(&mut self) -> Result<(), AppError> {
        let (actor, filter, after) = (self.actor.clone(), self.filter.clone(), self.after.clone());
        let read = move |snapshot: &mut Snapshot<'_>| {
            service::list_register(snapshot, &actor, (&filter, after.as_ref()), CHUNK)
        };
        let (found, now) = (self.app.db.read(read).await?, self.app.clock.now());
        if let Some(last) = found.last() {
            self.after = Some(last.place());
        } else {
            self.is_whole = true;
            self.written.push_back(table::row(["#end"]));
        }
        self.written.extend(found.into_iter().map(|entry| RegisterEntryView::new(entry, now).row()));
        Ok(())
    }
}
