//! Attempts as they are shown: while they are open without anything that says which answer is right.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use crate::clock::Timestamp;
use crate::courses::{EditionView, QuestionView};
use crate::enrolments::EnrolmentId;
use crate::error::AppError;
use crate::quizzes::model::{Answer, AttemptId, Verdict};
use crate::quizzes::service::{LateAnswer, Marked, Overview, RightAnswer, Saved, Sitting};

/// An attempt at a quiz.
#[derive(Debug, Serialize, ToSchema)]
pub struct AttemptView {
    id: AttemptId,
    enrolment: EnrolmentId,
    activity: String,
    /// Which attempt it is, counted from 1 since the course was completed before, also over enrolments that were withdrawn.
    number: i32,
    /// The language of the attempt, from its start to its end.
    lang: String,
    dir: &'static str,
    edition: EditionView,
    #[schema(value_type = String, format = DateTime)]
    started_at: Timestamp,
    /// Answers that arrive by then count, with 30 seconds of grace.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    deadline: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    submitted_at: Option<Timestamp>,
    /// Closed because time was up.
    timed_out: bool,
    /// In the order of this attempt.
    questions: Vec<QuestionView>,
    /// The answers that count, by question, in the shape in which they were sent.
    #[schema(value_type = Object, example = json!({ "which-appendix": { "choice": "i" } }))]
    answers: BTreeMap<String, Answer>,
    /// Answers that came after the deadline and its grace, by question: kept, and not counted.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    late_answers: BTreeMap<String, LateAnswerView>,
    /// Per cent.
    pass_mark: u8,
    /// Once the attempt is closed: per cent with at most two decimals, rounded down.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = 100.0)]
    score: Option<f64>,
    /// Once the attempt is closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    passed: Option<bool>,
    /// Once the attempt is closed: what each answer is worth, in the order of this attempt.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    marks: Vec<MarkView>,
}

/// An answer that came too late to count.
#[derive(Debug, Serialize, ToSchema)]
pub struct LateAnswerView {
    #[schema(value_type = Object)]
    answer: Answer,
    #[schema(value_type = String, format = DateTime)]
    saved_at: Timestamp,
}

/// An attempt in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct AttemptOverview {
    id: AttemptId,
    #[schema(example = "appendices-quiz")]
    activity: String,
    /// Which attempt at the quiz it is, counted from 1.
    number: i32,
    #[schema(value_type = String, format = DateTime)]
    started_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    deadline: Option<Timestamp>,
    /// Absent while it is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    submitted_at: Option<Timestamp>,
    /// Closed because time was up.
    timed_out: bool,
    /// Once it is closed: per cent with at most two decimals, rounded down.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = 66.66)]
    score: Option<f64>,
    /// Once it is closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    passed: Option<bool>,
    /// How many answers came too late to count.
    late_answers: i64,
}

impl From<Overview> for AttemptOverview {
    fn from(Overview { attempt, late_answers }: Overview) -> Self {
        let outcome = attempt.outcome.as_ref();
        Self {
            id: attempt.id,
            activity: attempt.activity.to_string(),
            number: attempt.number,
            started_at: attempt.started_at,
            deadline: attempt.deadline,
            submitted_at: attempt.submitted_at,
            timed_out: attempt.was_timed_out(),
            score: outcome.map(|outcome| f64::from(outcome.score) / 100.0),
            passed: outcome.map(|outcome| outcome.passed),
            late_answers,
        }
    }
}

/// What an answer is worth.
#[derive(Debug, Serialize, ToSchema)]
pub struct MarkView {
    question: String,
    verdict: Verdict,
    /// With at most two decimals, rounded down.
    #[schema(example = 1.0)]
    points: f64,
    /// What the question can give.
    of: u16,
    /// Why the right answer is right: with a right answer, and wherever the right answers are shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    feedback: Option<String>,
    /// What is to be said of the choices that were made.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(value_type = Object, example = json!({ "i": "Quite so." }))]
    choice_feedback: BTreeMap<String, String>,
    /// In the shape of an answer: always for practice; in a graded quiz when no attempt is left or the course is
    /// completed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>, example = json!({ "choice": "i" }))]
    right_answer: Option<RightAnswer>,
}

/// An answer that was kept.
#[derive(Debug, Serialize, ToSchema)]
pub struct AnswerView {
    question: String,
    #[schema(value_type = Object, example = json!({ "choice": "i" }))]
    answer: Answer,
    /// It came too late to count.
    late: bool,
    #[schema(value_type = String, format = DateTime)]
    saved_at: Timestamp,
}

impl From<Saved> for AnswerView {
    fn from(saved: Saved) -> Self {
        let Saved { question, answer, late, at } = saved;
        Self { question: question.to_string(), answer, late, saved_at: at }
    }
}

impl AttemptView {
    /// # Errors
    /// When the attempt's version has no such quiz.
    pub fn new(sitting: &Sitting) -> Result<Self, AppError> {
        let Sitting { attempt, edition, answers, late, .. } = sitting;
        let late_view = |late: &LateAnswer| LateAnswerView { answer: late.answer.clone(), saved_at: late.at };
        let outcome = attempt.outcome.as_ref().filter(|_| !attempt.is_open());
        Ok(Self {
            id: attempt.id,
            enrolment: attempt.enrolment,
            activity: attempt.activity.to_string(),
            number: attempt.number,
            lang: edition.locale.to_string(),
            dir: edition.locale.direction().as_str(),
            edition: EditionView::new(edition),
            started_at: attempt.started_at,
            deadline: attempt.deadline,
            submitted_at: attempt.submitted_at,
            timed_out: attempt.was_timed_out(),
            questions: sitting.questions(),
            answers: answers.iter().map(|(id, answer)| (id.to_string(), answer.clone())).collect(),
            late_answers: late.iter().map(|(id, late)| (id.to_string(), late_view(late))).collect(),
            pass_mark: sitting.rules()?.pass_mark,
            score: outcome.map(|outcome| f64::from(outcome.score) / 100.0),
            passed: outcome.map(|outcome| outcome.passed),
            marks: sitting.marks().into_iter().map(MarkView::from).collect(),
        })
    }
}

impl From<Marked> for MarkView {
    fn from(marked: Marked) -> Self {
        let choice_feedback = marked.choice_feedback.into_iter().map(|(choice, text)| (choice.to_string(), text));
        Self {
            question: marked.question.to_string(),
            verdict: marked.verdict,
            points: f64::from(marked.hundredths) / 100.0,
            of: marked.of,
            feedback: marked.feedback,
            choice_feedback: choice_feedback.collect(),
            right_answer: marked.right_answer,
        }
    }
}
