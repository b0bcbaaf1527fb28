//! An attempt with everything that is needed to show it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::accounts::Actor;
use crate::courses::model::{QuestionId, QuizRules};
use crate::courses::{Library, PublishedEdition, PublishedVersion};
use crate::db::Snapshot;
use crate::enrolments::{self, EnrolmentState};
use crate::error::AppError;
use crate::quizzes::error::QuizError;
use crate::quizzes::model::{Answer, Attempt, AttemptId};
use crate::quizzes::store;

/// An attempt, its version and edition, and the answers that count.
pub struct Sitting {
    pub attempt: Attempt,
    pub version: Arc<PublishedVersion>,
    pub edition: Arc<PublishedEdition>,
    pub answers: BTreeMap<QuestionId, Answer>,
    /// Whether the right answers may be shown.
    pub reveals_key: bool,
}

impl Sitting {
    /// Reads what belongs to an attempt.
    ///
    /// # Errors
    /// When the database refuses, or what it holds is damaged.
    pub fn of(snapshot: &mut Snapshot<'_>, library: &Library, attempt: Attempt) -> Result<Self, AppError> {
        let (version, edition) = library.version_and_edition(snapshot, (attempt.version, attempt.edition))?;
        let mut answers = BTreeMap::new();
        for (id, value) in store::answers(snapshot.conn(), &attempt)? {
            let form = version.structure.question(&id).map(|question| &question.form);
            let answer = form.and_then(|form| Answer::parse(form, &value).ok());
            let answer = answer.ok_or_else(|| AppError::broken(format!("attempt {}: answer to {id}", attempt.id)))?;
            answers.insert(id, answer);
        }
        let reveals_key = !attempt.is_open() && reveals_key(snapshot, library, (&attempt, &version))?;
        Ok(Self { attempt, version, edition, answers, reveals_key })
    }

    /// The rules of the quiz.
    ///
    /// # Errors
    /// When the version has no such quiz, which its attempts do not allow.
    pub fn rules(&self) -> Result<&QuizRules, AppError> {
        rules_of(&self.version, &self.attempt)
    }
}

/// By the rules that a further attempt would have, in the enrolment that is open or in the current version; by the attempt's
/// own when the quiz is gone from both.
fn reveals_key(
    snapshot: &mut Snapshot<'_>,
    library: &Library,
    (attempt, version): (&Attempt, &PublishedVersion),
) -> Result<bool, AppError> {
    let enrolment = enrolments::find(snapshot, attempt.person, attempt.enrolment)?;
    let enrolment = enrolment.ok_or_else(|| AppError::broken(format!("attempt {} has no enrolment", attempt.id)))?;
    let taking = enrolments::same_taking(snapshot, &enrolment)?;
    let is_completed = taking.iter().any(|it| it.state == EnrolmentState::Completed);
    let tries = store::tries(snapshot.conn(), &taking, &attempt.activity)?;
    let mut next: Vec<Arc<PublishedVersion>> = library.current_of(enrolment.course).into_iter().collect();
    for open in taking.iter().filter(|it| it.is_open()) {
        next.push(library.version(snapshot, open.version)?);
    }
    let rules: Vec<&QuizRules> = next.iter().filter_map(|it| it.structure.quiz(&attempt.activity)).collect();
    if rules.is_empty() {
        return Ok(tries.reveal_key(rules_of(version, attempt)?, is_completed));
    }
    Ok(rules.into_iter().all(|rules| tries.reveal_key(rules, is_completed)))
}

fn rules_of<'v>(version: &'v PublishedVersion, attempt: &Attempt) -> Result<&'v QuizRules, AppError> {
    let rules = version.structure.quiz(&attempt.activity);
    rules.ok_or_else(|| AppError::broken(format!("attempt {} is at no quiz", attempt.id)))
}

/// A person's own attempt.
///
/// # Errors
/// 404 `attempt-unknown` when there is none or it is somebody else's.
pub(super) fn find_own(snapshot: &mut Snapshot<'_>, actor: &Actor, id: AttemptId) -> Result<Attempt, AppError> {
    store::find(snapshot.conn(), actor.person, id)?.ok_or_else(|| QuizError::AttemptUnknown.into())
}

/// A person's own attempt, as it is stored. One whose time is up is to be closed before it is shown: see
/// [`close_and_show`](super::close_and_show).
///
/// # Errors
/// 404 `attempt-unknown` when there is none or it is somebody else's.
pub fn show(snapshot: &mut Snapshot<'_>, library: &Library, actor: &Actor, id: AttemptId) -> Result<Sitting, AppError> {
    let attempt = find_own(snapshot, actor, id)?;
    Sitting::of(snapshot, library, attempt)
}
