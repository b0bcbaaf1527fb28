//! Answers, one by one.

use serde_json::Value;

use super::closing::close_if_overdue;
use super::sitting::find_own;
use crate::accounts::Actor;
use crate::clock::Timestamp;
use crate::courses::Library;
use crate::courses::model::QuestionId;
use crate::db::Tx;
use crate::enrolments;
use crate::error::{AppError, FieldProblem};
use crate::quizzes::error::QuizError;
use crate::quizzes::model::{Answer, AttemptId};
use crate::quizzes::store::attempts as store;

/// An answer that was kept.
#[derive(Clone, Debug)]
pub struct Saved {
    pub question: QuestionId,
    pub answer: Answer,
    /// It came after the deadline and its grace, and does not count.
    pub late: bool,
    pub at: Timestamp,
}

/// Keeps an answer. The same again changes nothing; another takes its place.
///
/// # Errors
/// 404 `attempt-unknown`, `question-unknown`; 409 `attempt-closed`, and as [`enrolments::find_active`]; 422 when the answer does
/// not have the form of its question.
pub fn answer(
    tx: &mut Tx<'_>,
    library: &Library,
    actor: &Actor,
    (attempt, question): (AttemptId, &QuestionId),
    value: &Value,
) -> Result<Saved, AppError> {
    let attempt = find_own(tx, actor, attempt)?;
    enrolments::find_active(tx, actor, attempt.enrolment)?;
    if !attempt.paper.asks(question) {
        return Err(QuizError::QuestionUnknown.into());
    }
    if !attempt.is_open() && !attempt.was_timed_out() {
        return Err(QuizError::AttemptClosed.into());
    }
    let version = library.version(tx, attempt.version)?;
    let asked = version.structure.question(question).ok_or(QuizError::QuestionUnknown)?;
    let answer = Answer::parse(&asked.form, value).map_err(QuizError::AnswerInvalid)?;
    // A refusal after this would take the closing back.
    let attempt = close_if_overdue(tx, library, attempt)?;
    let (late, now) = (!attempt.is_open(), tx.now());
    store::set_answer(tx.conn(), &attempt, (question, &answer), (late, now))?;
    Ok(Saved { question: question.clone(), answer, late, at: now })
}

/// Answers that do not have the form of their questions, and what is wrong with them.
pub type Refused = Vec<(QuestionId, Vec<FieldProblem>)>;

/// Keeps several answers at once, each as `answer` does; those that do not have the form of their question are given back, and keep none
/// of the others out.
///
/// # Errors
/// As `answer`, but for those.
pub fn answer_all(
    tx: &mut Tx<'_>,
    library: &Library,
    actor: &Actor,
    (attempt, answers): (AttemptId, &[(QuestionId, Value)]),
) -> Result<Refused, AppError> {
    let mut refused = Refused::new();
    for (question, value) in answers {
        match answer(tx, library, actor, (attempt, question), value) {
            Ok(_) => {}
            // That is found out before anything is written.
            Err(AppError::Refused(problem)) if !problem.fields.is_empty() => {
                refused.push((question.clone(), problem.fields));
            }
            Err(error) => return Err(error),
        }
    }
    Ok(refused)
}
