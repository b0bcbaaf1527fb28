//! What the Secretariat wants of a course's certificates.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::{HttpRequest, HttpResponse, get, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::wrong::Wrong;
use crate::accounts::Actor;
use crate::certificates::jobs::issue_owed_now;
use crate::certificates::model::{EarlierVersions, Moment, Policy, TermOfOffice, Validity};
use crate::certificates::service::{self, PolicyVersion};
use crate::clock::Timestamp;
use crate::courses::Library;
use crate::courses::model::Slug;
use crate::db::{Snapshot, Tx};
use crate::error::{AppError, FieldProblem, Problem};
use crate::http::{AppData, IfMatch, Json, Page, PageQuery, Path, Query, Reply};
use crate::i18n::Locale;
use crate::ids::PersonId;

const LONGEST_VALIDITY: u16 = 600;
const LONGEST_AHEAD: u16 = 365;
const MOST_REMINDERS: usize = 6;
const MOST_OFFICIALS: usize = 20;
const LONGEST_NAME: usize = 120;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(show).service(set).service(list);
}

/// For how long certificates hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum ValidityKind {
    None,
    Months,
    Until,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = CertificateValidity)]
#[serde(deny_unknown_fields)]
struct ValidityView {
    #[schema(example = "months")]
    kind: ValidityKind,
    /// From the day of issue on, through the same day of the month.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 600, example = 24)]
    months: Option<i64>,
    /// The first moment at which they do not hold any more.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime, nullable = false)]
    until: Option<Timestamp>,
}

/// Who signs, and in which term of office; names and offices by language.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = CertificateTermOfOffice)]
#[serde(deny_unknown_fields)]
struct TermView {
    #[schema(value_type = BTreeMap<String, String>, example = json!({ "en": "Ivonne Higuero" }))]
    names: BTreeMap<String, String>,
    #[schema(value_type = BTreeMap<String, String>, example = json!({ "en": "Secretary-General", "fr": "Secrétaire générale" }))]
    roles: BTreeMap<String, String>,
    #[schema(value_type = String, format = DateTime)]
    from: Timestamp,
    /// Up to, but not including.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    until: Option<Timestamp>,
    /// The picture of the signature, by the hash that `POST /certificate-pictures` gave it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = "6ea80f3f7d7a3cbcf6e5f6c8bd1b1ad6a1e6b62f9f9b2a9bdb0d1a6a2ad4c7e1")]
    signature: Option<String>,
}

/// What holds for certificates of a course that are issued from now on.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = CertificatePolicyRules)]
#[serde(deny_unknown_fields)]
struct PolicyView {
    /// Left out: as the course's package says.
    #[serde(skip_serializing_if = "Option::is_none")]
    issue: Option<Moment>,
    validity: ValidityView,
    /// How many days before the end holders are reminded, once for each.
    #[schema(example = json!([7, 30, 90]))]
    reminders: Vec<i64>,
    /// The course that renews a certificate, by its slug: who completes it while her certificate is in force gets a new one. Left out: the
    /// same once more.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "introduction-to-cites")]
    renewal: Option<String>,
    #[schema(example = true)]
    shows_hours: bool,
    #[schema(example = true)]
    shows_grade: bool,
    /// Those in office on the day of issue sign. Nobody: the Secretariat, as an office.
    officials: Vec<TermView>,
    /// The design of the certificates, by its slug: what it is on the day of issue. Left out: the College's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = "with-the-university")]
    design: Option<String>,
    /// When certificates of earlier versions of the course end, those that were issued, too. Their holders are written to. Left out: they
    /// go on holding.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    earlier_versions: Option<EarlierVersionsView>,
}

/// What becomes of certificates of earlier versions of a course.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = EarlierVersions)]
#[serde(deny_unknown_fields)]
struct EarlierVersionsView {
    /// The number of the first version whose certificates go on holding.
    #[schema(minimum = 2, example = 3)]
    before: i64,
    /// The first moment at which the others do not hold any more: 30 days ahead at least, so that their holders can renew them.
    #[schema(value_type = String, format = DateTime)]
    end: Timestamp,
}

/// A state of a course's policy.
#[derive(Debug, Serialize, ToSchema)]
struct CertificatePolicyView {
    /// 0: nobody has said anything yet.
    #[schema(example = 3)]
    version: i32,
    policy: PolicyView,
    #[serde(skip_serializing_if = "Option::is_none")]
    changed_by: Option<PersonId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    changed_at: Option<Timestamp>,
}

impl From<PolicyVersion> for CertificatePolicyView {
    fn from(found: PolicyVersion) -> Self {
        let Policy {
            issue,
            validity,
            reminders,
            renewal,
            shows_hours,
            shows_grade,
            officials,
            design,
            earlier_versions,
        } = found.policy;
        let (kind, months, until) = match validity {
            Validity::None => (ValidityKind::None, None, None),
            Validity::Months { months } => (ValidityKind::Months, Some(i64::from(months)), None),
            Validity::Until { until } => (ValidityKind::Until, None, Some(until)),
        };
        let texts =
            |texts: BTreeMap<Locale, String>| texts.into_iter().map(|(it, text)| (it.to_string(), text)).collect();
        let term = |term: TermOfOffice| TermView {
            names: texts(term.names),
            roles: texts(term.roles),
            from: term.from,
            until: term.until,
            signature: term.signature.map(|sha256| sha256.to_string()),
        };
        let policy = PolicyView {
            issue,
            validity: ValidityView { kind, months, until },
            reminders: reminders.into_iter().map(i64::from).collect(),
            renewal: renewal.map(|slug| slug.to_string()),
            shows_hours,
            shows_grade,
            officials: officials.into_iter().map(term).collect(),
            design: design.map(|slug| slug.to_string()),
            earlier_versions: earlier_versions
                .map(|it| EarlierVersionsView { before: i64::from(it.before), end: it.end }),
        };
        let (changed_by, changed_at) = found.changed.unzip();
        Self { version: found.version, policy, changed_by, changed_at }
    }
}

impl PolicyView {
    /// `newest` is the number of the course's present version.
    fn check(&self, (library, newest): (&Library, i32), now: Timestamp) -> Result<Policy, AppError> {
        let mut wrong = Wrong::default();
        let validity = self.validity.check(&mut wrong, now);
        let reminders = self.check_reminders(&mut wrong);
        let renewal = self.renewal.as_ref().and_then(|slug| {
            let known = Slug::parse(slug).ok().filter(|slug| library.current(slug).is_ok());
            if known.is_none() {
                wrong.note("/renewal", "cohort-course-unknown");
            }
            known
        });
        if self.officials.len() > MOST_OFFICIALS {
            wrong.0.push(FieldProblem::new("/officials", "field-too-many-items").with("max", MOST_OFFICIALS));
        }
        let officials = self.officials.iter().enumerate().map(|(place, term)| term.check(&mut wrong, place)).collect();
        let design = self.design.as_ref().and_then(|slug| {
            let parsed = Slug::parse(slug).ok();
            if parsed.is_none() {
                wrong.note("/design", "policy-design-unknown");
            }
            parsed
        });
        let earlier_versions = self.earlier_versions.as_ref().and_then(|it| it.check(&mut wrong, newest));
        if !wrong.0.is_empty() {
            return Err(Problem::invalid(wrong.0).into());
        }
        let (issue, shows_hours, shows_grade) = (self.issue, self.shows_hours, self.shows_grade);
        Ok(Policy {
            issue,
            validity,
            reminders,
            renewal,
            shows_hours,
            shows_grade,
            officials,
            design,
            earlier_versions,
        })
    }

    fn check_reminders(&self, wrong: &mut Wrong) -> BTreeSet<u16> {
        if self.reminders.len() > MOST_REMINDERS {
            wrong.0.push(FieldProblem::new("/reminders", "field-too-many-items").with("max", MOST_REMINDERS));
        }
        let days = self.reminders.iter().enumerate();
        days.filter_map(|(place, days)| wrong.within(format!("/reminders/{place}"), *days, LONGEST_AHEAD)).collect()
    }
}

impl EarlierVersionsView {
    fn check(&self, wrong: &mut Wrong, newest: i32) -> Option<EarlierVersions> {
        let before = i32::try_from(self.before).ok().filter(|before| (2..=newest).contains(before));
        if before.is_none() {
            wrong.note("/earlier_versions/before", "version-not-later");
        }
        before.map(|before| EarlierVersions { before, end: self.end })
    }
}

impl ValidityView {
    fn check(&self, wrong: &mut Wrong, now: Timestamp) -> Validity {
        for (is_given, kind, pointer) in [
            (self.months.is_some(), ValidityKind::Months, "/validity/months"),
            (self.until.is_some(), ValidityKind::Until, "/validity/until"),
        ] {
            match (self.kind == kind, is_given) {
                (true, false) => wrong.note(pointer, "field-missing"),
                (false, true) => wrong.note(pointer, "policy-member-unfit"),
                _ => {}
            }
        }
        match (self.kind, self.months, self.until) {
            (ValidityKind::Months, Some(months), _) => {
                let months = wrong.within("/validity/months".to_owned(), months, LONGEST_VALIDITY);
                months.map_or(Validity::None, |months| Validity::Months { months })
            }
            (ValidityKind::Until, _, Some(until)) => {
                if until <= now {
                    wrong.note("/validity/until", "moment-passed");
                }
                Validity::Until { until }
            }
            _ => Validity::None,
        }
    }
}

impl TermView {
    fn check(&self, wrong: &mut Wrong, place: usize) -> TermOfOffice {
        let names = wrong.texts(&format!("/officials/{place}/names"), &self.names, LONGEST_NAME);
        let roles = wrong.texts(&format!("/officials/{place}/roles"), &self.roles, LONGEST_NAME);
        let signature = self.signature.as_ref();
        let signature = signature.and_then(|sha256| wrong.picture(format!("/officials/{place}/signature"), sha256));
        if self.until.is_some_and(|until| until <= self.from) {
            wrong.note(format!("/officials/{place}/until"), "policy-term-unfit");
        }
        TermOfOffice { names, roles, from: self.from, until: self.until, signature }
    }
}

fn reply(found: PolicyVersion) -> Result<Reply, AppError> {
    let version = found.version;
    Ok(Reply::ok(&CertificatePolicyView::from(found))?.with_version(version))
}

/// What holds for certificates of a course that are issued from now on. For the Secretariat.
#[utoipa::path(
    operation_id = "showCertificatePolicy", tag = "certificates", security(("session" = [])),
    params(("slug" = String, Path, example = "cites-for-customs-officers")),
    responses((status = 200, body = CertificatePolicyView, headers(("ETag" = String)))),
    extensions(("x-problems" = json!(["forbidden", "course-unknown"]))),
)]
#[get("/certificate-policies/{slug}")]
async fn show(app: AppData, actor: Actor, slug: Path<Slug>) -> Result<Reply, AppError> {
    let library = app.library.clone();
    reply(app.db.read(move |snapshot| service::show_policy(snapshot, &actor, &library, &slug.0)).await?)
}

/// Says what holds for certificates of a course that are issued from now on. Those that were issued stay as they are, but those of earlier
/// versions end on the day that is given. For the Secretariat.
#[utoipa::path(
    operation_id = "setCertificatePolicy", tag = "certificates", security(("session" = [])),
    params(("slug" = String, Path, example = "cites-for-customs-officers"), IfMatch),
    request_body = PolicyView,
    responses((status = 200, body = CertificatePolicyView, headers(("ETag" = String)))),
    extensions(("x-problems" = json!(["forbidden", "course-unknown"]))),
)]
#[put("/certificate-policies/{slug}")]
async fn set(
    app: AppData,
    actor: Actor,
    slug: Path<Slug>,
    version: IfMatch,
    body: Json<PolicyView>,
) -> Result<Reply, AppError> {
    actor.as_secretariat()?;
    let (library, newest) = (app.library.clone(), app.library.current(&slug.0)?.number);
    let policy = body.0.check((&library, newest), app.clock.now())?;
    let set = move |tx: &mut Tx<'_>| {
        issue_owed_now(tx)?;
        service::set_policy(tx, &actor, (&library, &slug.0), (&policy, &|present| version.admit(present)))
    };
    reply(app.db.write(set).await?)
}

/// Every state of a course's policy, the last one first. For the Secretariat.
#[utoipa::path(
    operation_id = "listCertificatePolicies", tag = "certificates", security(("session" = [])),
    params(("slug" = String, Path, example = "cites-for-customs-officers"), PageQuery),
    responses((status = 200, body = Page<CertificatePolicyView>)),
    extensions(("x-problems" = json!(["forbidden", "course-unknown"]))),
)]
#[get("/certificate-policies/{slug}/history")]
async fn list(
    app: AppData,
    actor: Actor,
    slug: Path<Slug>,
    query: Query<PageQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let (limit, before, library) = (query.0.limit()?, query.0.after()?, app.library.clone());
    let read = move |snapshot: &mut Snapshot<'_>| {
        service::list_policies(snapshot, &actor, (&library, &slug.0), (before, limit + 1))
    };
    let page = Page::new(app.db.read(read).await?, limit, |found| found.version);
    Ok(page.map(CertificatePolicyView::from).respond(&request))
}
