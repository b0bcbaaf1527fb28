//! Enrolments as they are shown.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use crate::accounts::{self, Contact};
use crate::affiliations::{self, Affiliation, AffiliationId, AffiliationStanding, AuthorityKind, PersonView};
use crate::app::App;
use crate::clock::Timestamp;
use crate::cohorts::CohortId;
use crate::courses::model::ActivityId;
use crate::courses::{Library, PublishedVersion};
use crate::db::Snapshot;
use crate::enrolments::learning::{Learning, beginning};
use crate::enrolments::model::{Enrolment, EnrolmentId, EnrolmentStanding, ProgressCounts, VersionChanges};
use crate::error::AppError;
use crate::http::{Language, Reader};
use crate::i18n::Locale;
use crate::ids::PersonId;
use crate::parties::PartyCode;

/// A course, named in the reader's language.
#[derive(Debug, Serialize, ToSchema)]
pub struct CourseView {
    #[schema(example = "cites-for-customs-officers")]
    slug: String,
    #[schema(example = "CITES for customs officers")]
    title: String,
    /// The language of the title.
    #[schema(value_type = String, example = "fr")]
    lang: Locale,
    dir: &'static str,
}

/// How far the learner has come.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EnrolmentProgressView)]
pub struct ProgressView {
    /// Activities done of those that completion waits for.
    completed: u32,
    required: u32,
}

/// One person taking one course once.
#[derive(Debug, Serialize, ToSchema)]
pub struct EnrolmentView {
    pub id: EnrolmentId,
    course: CourseView,
    /// The number of the version that is learned.
    version: i32,
    /// The number of the current version: when it is higher, `POST /enrolments/{id}/version` moves on to it.
    current_version: i32,
    state: EnrolmentStanding,
    /// The approval has ended: everything can be read, and nothing new is noted.
    expired: bool,
    /// The language that is learned in.
    #[schema(value_type = String, example = "fr")]
    locale: Locale,
    /// The languages that the version can be learned in.
    #[schema(value_type = Vec<String>)]
    locales: Vec<Locale>,
    cohort: Option<CohortId>,
    affiliation: Option<AffiliationId>,
    /// The learner's Party on the day of the request.
    party: Option<PartyCode>,
    authority: Option<AuthorityKind>,
    #[schema(value_type = String, format = DateTime)]
    requested_at: Timestamp,
    #[schema(value_type = Option<String>, format = DateTime)]
    decided_at: Option<Timestamp>,
    /// What whoever decided wrote to the learner.
    reason: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    expires_at: Option<Timestamp>,
    #[schema(value_type = Option<String>, format = DateTime)]
    completed_at: Option<Timestamp>,
    /// Whether the course was taken in a room: then it is completed, whatever of it was done here.
    in_person: bool,
    /// The enrolment in the course that renews its certificate, and that completed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    renewed_through: Option<EnrolmentId>,
    /// Per cent, with two decimals at most.
    #[schema(example = 87.5)]
    grade_percent: Option<f64>,
    /// For the learner alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    progress: Option<ProgressView>,
}

/// An enrolment, for those who decide.
#[derive(Debug, Serialize, ToSchema)]
pub struct EnrolmentRequestView {
    #[serde(flatten)]
    pub enrolment: EnrolmentView,
    person: PersonView,
    #[schema(example = "Direction générale des douanes")]
    organisation: Option<String>,
    /// How the affiliation stands now: approving vouches for one that is `requested`.
    affiliation_state: Option<AffiliationStanding>,
    decided_by: Option<PersonId>,
}

/// One's own enrolment, or with more about the learner one on which one decides.
#[derive(Debug, Serialize, ToSchema)]
pub struct ShownEnrolmentView {
    #[serde(flatten)]
    enrolment: EnrolmentView,
    #[serde(skip_serializing_if = "Option::is_none")]
    person: Option<PersonView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "Direction générale des douanes")]
    organisation: Option<String>,
    /// How the affiliation stands now: approving vouches for one that is `requested`.
    #[serde(skip_serializing_if = "Option::is_none")]
    affiliation_state: Option<AffiliationStanding>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decided_by: Option<PersonId>,
}

impl From<EnrolmentView> for ShownEnrolmentView {
    fn from(enrolment: EnrolmentView) -> Self {
        Self { enrolment, person: None, organisation: None, affiliation_state: None, decided_by: None }
    }
}

impl From<EnrolmentRequestView> for ShownEnrolmentView {
    fn from(request: EnrolmentRequestView) -> Self {
        let EnrolmentRequestView { enrolment, person, organisation, affiliation_state, decided_by } = request;
        Self { enrolment, person: Some(person), organisation, affiliation_state, decided_by }
    }
}

/// An enrolment in its new version, and what is different.
#[derive(Debug, Serialize, ToSchema)]
pub struct VersionMoveView {
    enrolment: EnrolmentView,
    /// The language that it is read in: while the version is not offered in that of the enrolment, another one.
    #[schema(value_type = String, example = "fr")]
    lang: Locale,
    dir: &'static str,
    changes: VersionChangesView,
}

/// Activities that are different, in reading order.
#[derive(Debug, Serialize, ToSchema)]
struct VersionChangesView {
    added: Vec<ActivityRefView>,
    /// No longer there. What was done in them stays to the learner's credit.
    removed: Vec<ActivityRefView>,
    /// Other rules, other questions or other words. What was done in them stays done.
    changed: Vec<ActivityRefView>,
}

/// An activity by name.
#[derive(Debug, Serialize, ToSchema)]
struct ActivityRefView {
    #[schema(example = "export-permit")]
    id: String,
    /// In the language that is learned in.
    title: String,
}

/// What it takes to show enrolments to a reader.
#[derive(Clone)]
pub struct Shaper {
    pub library: Library,
    pub learning: Learning,
    language: Language,
}

impl Shaper {
    pub fn new(app: &App, reader: &Reader) -> Self {
        Self { library: app.library.clone(), learning: app.learning, language: reader.language() }
    }

    /// A person's own enrolments, with her progress.
    pub fn own(
        &self,
        snapshot: &mut Snapshot<'_>,
        person: PersonId,
        enrolments: Vec<Enrolment>,
    ) -> Result<Vec<EnrolmentView>, AppError> {
        let counts = (self.learning.counts)(snapshot, &self.library, person, &enrolments)?;
        let mut views = Vec::with_capacity(enrolments.len());
        for enrolment in enrolments {
            let version = self.library.version(snapshot, enrolment.version)?;
            let known = counts.get(&enrolment.id).copied();
            let progress = known.unwrap_or_else(|| beginning(version.structure.required_activities().count()));
            views.push(self.view(enrolment, &version, (Some(progress), snapshot.now()))?);
        }
        Ok(views)
    }

    /// One of a person's own.
    pub fn own_one(&self, snapshot: &mut Snapshot<'_>, enrolment: Enrolment) -> Result<EnrolmentView, AppError> {
        let person = enrolment.person;
        let shaped = self.own(snapshot, person, vec![enrolment])?.into_iter().next();
        shaped.ok_or_else(|| AppError::broken("an enrolment was lost while it was shaped"))
    }

    /// Enrolments for those who decide on them.
    pub fn requests(
        &self,
        snapshot: &mut Snapshot<'_>,
        enrolments: Vec<Enrolment>,
    ) -> Result<Vec<EnrolmentRequestView>, AppError> {
        let people: Vec<PersonId> = enrolments.iter().map(|enrolment| enrolment.person).collect();
        let offices: Vec<AffiliationId> = enrolments.iter().filter_map(|enrolment| enrolment.affiliation).collect();
        let contacts = accounts::contacts(snapshot, &people)?;
        let affiliations = affiliations::find_all(snapshot, &offices)?;
        let mut views = Vec::with_capacity(enrolments.len());
        for enrolment in enrolments {
            let office = enrolment.affiliation.and_then(|id| affiliations.get(&id));
            views.push(self.request(snapshot, enrolment, (office, &contacts))?);
        }
        Ok(views)
    }

    /// One of them.
    pub fn request_one(
        &self,
        snapshot: &mut Snapshot<'_>,
        enrolment: Enrolment,
    ) -> Result<EnrolmentRequestView, AppError> {
        let shaped = self.requests(snapshot, vec![enrolment])?.pop();
        shaped.ok_or_else(|| AppError::broken("an enrolment was lost while it was shaped"))
    }

    /// An enrolment as somebody may see it who may see it.
    pub fn shown(
        &self,
        snapshot: &mut Snapshot<'_>,
        reader: PersonId,
        enrolment: Enrolment,
    ) -> Result<ShownEnrolmentView, AppError> {
        if enrolment.person == reader {
            self.own_one(snapshot, enrolment).map(ShownEnrolmentView::from)
        } else {
            self.request_one(snapshot, enrolment).map(ShownEnrolmentView::from)
        }
    }

    fn request(
        &self,
        snapshot: &mut Snapshot<'_>,
        enrolment: Enrolment,
        (office, contacts): (Option<&Affiliation>, &BTreeMap<PersonId, Contact>),
    ) -> Result<EnrolmentRequestView, AppError> {
        let (version, now) = (self.library.version(snapshot, enrolment.version)?, snapshot.now());
        Ok(EnrolmentRequestView {
            person: PersonView::new(enrolment.person, contacts),
            organisation: office.map(|office| office.organisation.clone()),
            affiliation_state: office.map(|office| office.standing(now)),
            decided_by: enrolment.decided_by,
            enrolment: self.view(enrolment, &version, (None, now))?,
        })
    }

    fn view(
        &self,
        enrolment: Enrolment,
        version: &PublishedVersion,
        (progress, now): (Option<ProgressCounts>, Timestamp),
    ) -> Result<EnrolmentView, AppError> {
        let current = self.library.current_of(enrolment.course);
        Ok(EnrolmentView {
            id: enrolment.id,
            course: self.course(version)?,
            version: version.number,
            current_version: current.map_or(version.number, |current| current.number),
            state: enrolment.standing(now),
            expired: enrolment.is_expired(now),
            locale: enrolment.locale,
            locales: version.locales().to_vec(),
            cohort: enrolment.cohort,
            affiliation: enrolment.affiliation,
            party: enrolment.party,
            authority: enrolment.authority,
            requested_at: enrolment.requested_at,
            decided_at: enrolment.decided_at,
            reason: enrolment.reason,
            expires_at: enrolment.expires_at,
            completed_at: enrolment.completed_at,
            in_person: enrolment.in_person,
            renewed_through: enrolment.renewed_through,
            grade_percent: enrolment.grade.map(|points| f64::from(points) / 100.0),
            progress: progress.map(|ProgressCounts { completed, required }| ProgressView { completed, required }),
        })
    }

    fn course(&self, version: &PublishedVersion) -> Result<CourseView, AppError> {
        let edition = version.edition(&self.language.among(&version.locales()).locale)?;
        let dir = edition.locale.direction().as_str();
        let (slug, title) = (version.slug().to_string(), edition.text.title.clone());
        Ok(CourseView { slug, title, lang: edition.locale.clone(), dir })
    }

    /// An enrolment that has moved on from another version.
    pub fn moved(
        &self,
        snapshot: &mut Snapshot<'_>,
        (before, after): (&Enrolment, Enrolment),
        changes: &VersionChanges,
    ) -> Result<VersionMoveView, AppError> {
        let old = self.library.version(snapshot, before.version)?;
        let new = self.library.version(snapshot, after.version)?;
        let named = |version: &PublishedVersion, ids: &[ActivityId]| -> Result<Vec<_>, AppError> {
            let titles = &version.edition(&after.locale)?.text.activities;
            let title = |id| titles.get(id).cloned().unwrap_or_default();
            Ok(ids.iter().map(|id| ActivityRefView { id: id.to_string(), title: title(id) }).collect())
        };
        let changes = VersionChangesView {
            added: named(&new, &changes.added)?,
            removed: named(&old, &changes.removed)?,
            changed: named(&new, &changes.changed)?,
        };
        let lang = new.edition(&after.locale)?.locale.clone();
        Ok(VersionMoveView { dir: lang.direction().as_str(), lang, enrolment: self.own_one(snapshot, after)?, changes })
    }
}
