//! What the Secretariat wants of a course's certificates.

use std::time::Duration;

use serde_json::json;

use super::designs;
use super::endings::end_soon;
use crate::accounts::Actor;
use crate::audit;
use crate::certificates::model::Policy;
use crate::certificates::store::policies::{self, StoredPolicy};
use crate::clock::Timestamp;
use crate::courses::model::Slug;
use crate::courses::{CourseId, Library};
use crate::db::{Json, Snapshot, Tx};
use crate::error::{AppError, FieldProblem, Problem};
use crate::ids::PersonId;

/// How long holders have to renew certificates of earlier versions.
const NOTICE: Duration = Duration::from_hours(30 * 24);

/// One state of a policy. That of number zero is what holds as long as nobody said anything.
#[derive(Clone, Debug)]
pub struct PolicyVersion {
    pub version: i32,
    pub policy: Policy,
    pub changed: Option<(PersonId, Timestamp)>,
}

impl TryFrom<StoredPolicy> for PolicyVersion {
    type Error = AppError;

    fn try_from(stored: StoredPolicy) -> Result<Self, AppError> {
        let StoredPolicy { version, policy, changed_by, changed_at } = stored;
        Ok(Self { version, policy: policy.read()?, changed: Some((changed_by, changed_at)) })
    }
}

/// What holds for a course.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn of(snapshot: &mut Snapshot<'_>, course: CourseId) -> Result<PolicyVersion, AppError> {
    let unsaid = || Ok(PolicyVersion { version: 0, policy: Policy::default(), changed: None });
    policies::list(snapshot.conn(), course, None, 1)?.pop().map_or_else(unsaid, PolicyVersion::try_from)
}

/// As [`of`], for staff.
///
/// # Errors
/// 403 unless the Secretariat asks; 404 when there is no such course.
pub fn show_policy(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    library: &Library,
    course: &Slug,
) -> Result<PolicyVersion, AppError> {
    actor.as_secretariat()?;
    of(snapshot, library.current(course)?.course)
}

/// Every state of a course's policy, the last one first.
///
/// # Errors
/// 403 unless the Secretariat asks; 404 when there is no such course.
pub fn list_policies(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    (library, course): (&Library, &Slug),
    (before, limit): (Option<i32>, i64),
) -> Result<Vec<PolicyVersion>, AppError> {
    actor.as_secretariat()?;
    let found = policies::list(snapshot.conn(), library.current(course)?.course, before, limit)?;
    found.into_iter().map(PolicyVersion::try_from).collect()
}

/// Says what holds for certificates that are issued from now on. What was issued stays as it is, but that those of earlier versions may
/// end.
///
/// # Errors
/// 403 unless the Secretariat acts; 404 when there is no such course; 412 and 428 when the actor did not see its present policy; 422
/// when its design or a signature is not there.
pub fn set_policy(
    tx: &mut Tx<'_>,
    actor: &Actor,
    (library, course): (&Library, &Slug),
    (policy, admit): (&Policy, &dyn Fn(i32) -> Result<(), AppError>),
) -> Result<PolicyVersion, AppError> {
    actor.as_secretariat()?;
    let id = library.current(course)?.course;
    let present = of(tx, id)?;
    admit(present.version)?;
    designs::check_policy(tx, policy)?;
    if present.policy == *policy {
        return Ok(present);
    }
    let (version, changed_at) = (present.version + 1, tx.now());
    let is_ending_new = present.policy.earlier_versions != policy.earlier_versions;
    if is_ending_new && policy.earlier_versions.is_some_and(|it| it.end < changed_at.plus(NOTICE)) {
        return Err(Problem::invalid(vec![FieldProblem::new("/earlier_versions/end", "moment-too-soon")]).into());
    }
    let new = StoredPolicy { version, policy: Json::of(policy)?, changed_by: actor.person, changed_at };
    policies::add(tx.conn(), id, &new)?;
    if is_ending_new {
        end_soon(tx, id)?;
    }
    let about = json!({ "version": version });
    audit::note(tx, Some(actor.person), "certificate-policy-set", course.as_str(), &about)?;
    PolicyVersion::try_from(new)
}
