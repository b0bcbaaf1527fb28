//! What can be refused about quizzes.

use crate::courses::model::ActivityId;
use crate::error::{Fault, FieldProblem, Problem};

#[derive(Debug, Clone, PartialEq)]
pub enum QuizError {
    /// No such attempt, or none of this person's.
    AttemptUnknown,
    /// The attempt does not ask this question.
    QuestionUnknown,
    /// The activity is a lesson.
    NotAQuiz(ActivityId),
    /// The quiz may be taken so many times, and was.
    AttemptsUsedUp { limit: i64 },
    /// The attempt was submitted.
    AttemptClosed,
    /// The answer does not have the form of its question.
    AnswerInvalid(Vec<FieldProblem>),
    /// No such extra time, or it was revoked.
    AccommodationUnknown,
    /// Nobody grants extra time to herself.
    OwnAccommodation,
}

impl Fault for QuizError {
    fn problem(&self) -> Problem {
        match self {
            Self::AttemptUnknown => Problem::not_found("attempt-unknown"),
            Self::QuestionUnknown => Problem::not_found("question-unknown"),
            Self::NotAQuiz(activity) => Problem::conflict("activity-not-a-quiz").with("activity", activity.as_str()),
            Self::AttemptsUsedUp { limit } => Problem::conflict("attempts-used-up").with("limit", *limit),
            Self::AttemptClosed => Problem::conflict("attempt-closed"),
            Self::AnswerInvalid(fields) => Problem::invalid(fields.clone()),
            Self::AccommodationUnknown => Problem::not_found("accommodation-unknown"),
            Self::OwnAccommodation => Problem::forbidden("accommodation-own"),
        }
    }
}
