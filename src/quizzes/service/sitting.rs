//! An attempt with everything that is needed to show it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::accounts::{Actor, Role, Scope};
use crate::clock::Timestamp;
use crate::courses::model::{ChoiceId, QuestionId, QuizRules};
use crate::courses::{Library, PublishedEdition, PublishedVersion, QuestionView, VersionId};
use crate::db::Snapshot;
use crate::enrolments::{self, EnrolmentError, EnrolmentId, EnrolmentState};
use crate::error::AppError;
use crate::ids::PersonId;
use crate::quizzes::error::QuizError;
use crate::quizzes::model::{Answer, Asked, Attempt, AttemptId};
use crate::quizzes::store::attempts as store;

/// An answer that came after the deadline and its grace: it is kept, and does not count.
#[derive(Clone, Debug)]
pub struct LateAnswer {
    pub answer: Answer,
    pub at: Timestamp,
}

/// An attempt, its version and edition, and its answers.
pub struct Sitting {
    pub attempt: Attempt,
    pub version: Arc<PublishedVersion>,
    pub edition: Arc<PublishedEdition>,
    /// The answers that count.
    pub answers: BTreeMap<QuestionId, Answer>,
    pub late: BTreeMap<QuestionId, LateAnswer>,
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
        let (mut answers, mut late) = (BTreeMap::new(), BTreeMap::new());
        for (id, value, is_late, at) in store::answers(snapshot.conn(), &attempt)? {
            let form = version.structure.question(&id).map(|question| &question.form);
            let answer = form.and_then(|form| Answer::parse(form, &value).ok());
            let answer = answer.ok_or_else(|| AppError::broken(format!("attempt {}: answer to {id}", attempt.id)))?;
            if is_late {
                late.insert(id, LateAnswer { answer, at });
            } else {
                answers.insert(id, answer);
            }
        }
        let reveals_key = !attempt.is_open() && reveals_key(snapshot, library, (&attempt, &version))?;
        Ok(Self { attempt, version, edition, answers, late, reveals_key })
    }

    /// What is asked, in the order of this attempt, with everything that one may choose from in its order, too.
    #[must_use]
    pub fn questions(&self) -> Vec<QuestionView> {
        self.attempt.paper.questions.iter().filter_map(|asked| self.question(asked)).collect()
    }

    fn question(&self, asked: &Asked) -> Option<QuestionView> {
        let text = self.edition.text.quizzes.get(&self.attempt.activity)?.questions.get(&asked.id)?;
        let mut view = QuestionView::new(self.version.structure.question(&asked.id)?, text);
        let in_order = |order: &[ChoiceId], id: &str| order.iter().position(|other| other.as_str() == id);
        for options in [&mut view.choices, &mut view.left, &mut view.items] {
            options.sort_by_key(|option| in_order(&asked.options, &option.id));
        }
        view.right.sort_by_key(|option| in_order(&asked.right, &option.id));
        for gap in &mut view.gaps {
            let order = asked.gaps.iter().find(|(id, _)| id.as_str() == gap.id).map(|(_, order)| order);
            gap.choices.sort_by_key(|option| order.and_then(|order| in_order(order, &option.id)));
        }
        Some(view)
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

/// Whether somebody may see a trainee's attempts: they are hers, or the actor is the Secretariat or an author of the course.
fn may_see(
    snapshot: &mut Snapshot<'_>,
    library: &Library,
    actor: &Actor,
    (person, version): (PersonId, VersionId),
) -> Result<bool, AppError> {
    if person == actor.person || actor.is_secretariat() {
        return Ok(true);
    }
    let version = library.version(snapshot, version)?;
    Ok(actor.has(Role::Author, &Scope::course(version.slug().as_str())))
}

/// An attempt that somebody may see.
///
/// # Errors
/// 404 `attempt-unknown` when there is none, or she may not.
pub(super) fn find_visible(
    snapshot: &mut Snapshot<'_>,
    library: &Library,
    actor: &Actor,
    id: AttemptId,
) -> Result<Attempt, AppError> {
    if let Some(own) = store::find(snapshot.conn(), actor.person, id)? {
        return Ok(own);
    }
    let found = store::find_by_id(snapshot.conn(), id)?.ok_or(QuizError::AttemptUnknown)?;
    let whose = (found.person, found.version);
    if may_see(snapshot, library, actor, whose)? { Ok(found) } else { Err(QuizError::AttemptUnknown.into()) }
}

/// An attempt as it is stored, for the trainee, the Secretariat and the authors of the course. One whose time is up is to be
/// closed before it is shown: see [`close_and_show`](super::close_and_show).
///
/// # Errors
/// 404 `attempt-unknown` when there is none, and for everybody else.
pub fn show(snapshot: &mut Snapshot<'_>, library: &Library, actor: &Actor, id: AttemptId) -> Result<Sitting, AppError> {
    let attempt = find_visible(snapshot, library, actor, id)?;
    Sitting::of(snapshot, library, attempt)
}

/// An attempt in a list.
pub struct Overview {
    pub attempt: Attempt,
    pub late_answers: i64,
}

/// The attempts in an enrolment, the oldest first, for those who may [see](show) them.
///
/// # Errors
/// 404 `enrolment-unknown` when there is none, and for everybody else.
pub fn list(
    snapshot: &mut Snapshot<'_>,
    library: &Library,
    actor: &Actor,
    (enrolment, after, limit): (EnrolmentId, Option<AttemptId>, i64),
) -> Result<Vec<Overview>, AppError> {
    let enrolment = enrolments::find_by_id(snapshot, enrolment)?.ok_or(EnrolmentError::Unknown)?;
    if !may_see(snapshot, library, actor, (enrolment.person, enrolment.version))? {
        return Err(EnrolmentError::Unknown.into());
    }
    let attempts = store::list(snapshot.conn(), &enrolment, after, limit)?;
    let ids: Vec<AttemptId> = attempts.iter().map(|attempt| attempt.id).collect();
    let late = store::late_counts(snapshot.conn(), enrolment.person, &ids)?;
    let overview = |attempt: Attempt| Overview { late_answers: late.get(&attempt.id).copied().unwrap_or(0), attempt };
    Ok(attempts.into_iter().map(overview).collect())
}
