//! An attempt with everything that is needed to show it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::accounts::Actor;
use crate::courses::model::{QuestionId, QuizRules};
use crate::courses::{Library, PublishedEdition, PublishedVersion};
use crate::db::Snapshot;
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
        let (version, edition) = edition_of(snapshot, library, &attempt)?;
        let mut answers = BTreeMap::new();
        for (id, value) in store::answers(snapshot.conn(), &attempt)? {
            let form = version.structure.question(&id).map(|question| &question.form);
            let answer = form.and_then(|form| Answer::parse(form, &value).ok());
            let answer = answer.ok_or_else(|| AppError::broken(format!("attempt {}: answer to {id}", attempt.id)))?;
            answers.insert(id, answer);
        }
        let reveals_key = !attempt.is_open() && {
            let tries = store::tries(snapshot.conn(), attempt.person, attempt.enrolment, &attempt.activity)?;
            tries.reveal_key(rules_of(&version, &attempt)?)
        };
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

fn edition_of(
    snapshot: &mut Snapshot<'_>,
    library: &Library,
    attempt: &Attempt,
) -> Result<(Arc<PublishedVersion>, Arc<PublishedEdition>), AppError> {
    let version = library.version(snapshot, attempt.version)?;
    let edition = version.edition_by_id(attempt.edition).cloned();
    let edition = edition.ok_or_else(|| AppError::broken(format!("attempt {} has no edition", attempt.id)))?;
    Ok((version, edition))
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
