//! Attempts as they are shown: while they are open without anything that says which answer is right.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::clock::Timestamp;
use crate::courses::model::{Accepted, ChoiceId, Feedback, GapId, GapKey, Key, QuestionId};
use crate::courses::{EditionView, QuestionView};
use crate::enrolments::EnrolmentId;
use crate::error::AppError;
use crate::quizzes::model::{Answer, Asked, AttemptId, Mark, Verdict};
use crate::quizzes::service::{LateAnswer, Overview, Saved, Sitting};

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
    right_answer: Option<Value>,
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
        let marks = outcome.map_or(&[][..], |outcome| &outcome.marks);
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
            questions: attempt.paper.questions.iter().filter_map(|asked| question(sitting, asked)).collect(),
            answers: answers.iter().map(|(id, answer)| (id.to_string(), answer.clone())).collect(),
            late_answers: late.iter().map(|(id, late)| (id.to_string(), late_view(late))).collect(),
            pass_mark: sitting.rules()?.pass_mark,
            score: outcome.map(|outcome| f64::from(outcome.score) / 100.0),
            passed: outcome.map(|outcome| outcome.passed),
            marks: marks.iter().map(|mark| MarkView::new(sitting, mark)).collect(),
        })
    }
}

/// A question with everything that one may choose from in this attempt's order.
fn question(sitting: &Sitting, asked: &Asked) -> Option<QuestionView> {
    let text = sitting.edition.text.quizzes.get(&sitting.attempt.activity)?.questions.get(&asked.id)?;
    let mut view = QuestionView::new(sitting.version.structure.question(&asked.id)?, text);
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

impl MarkView {
    fn new(sitting: &Sitting, mark: &Mark) -> Self {
        let sealed = &sitting.edition.sealed;
        let feedback = sealed.feedback.get(&mark.question);
        let chosen = sitting.answers.get(&mark.question).map(chosen).unwrap_or_default();
        let said = |feedback: &Feedback| {
            let of_chosen = feedback.choices.iter().filter(|(choice, _)| chosen.contains(&choice.as_str()));
            of_chosen.map(|(choice, text)| (choice.to_string(), text.clone())).collect()
        };
        Self {
            question: mark.question.to_string(),
            verdict: mark.verdict(),
            points: f64::from(mark.earned().share_of(1, 100)) / 100.0,
            of: mark.points,
            feedback: feedback
                .filter(|_| sitting.reveals_key || mark.verdict() == Verdict::Right)
                .map(|feedback| feedback.feedback.clone())
                .filter(|text| !text.is_empty()),
            choice_feedback: feedback.map(said).unwrap_or_default(),
            right_answer: if sitting.reveals_key { right_answer(sitting, &mark.question) } else { None },
        }
    }
}

fn chosen(answer: &Answer) -> Vec<&str> {
    match answer {
        Answer::Single { choice } => vec![choice.as_str()],
        Answer::Multiple { choices } => choices.iter().map(ChoiceId::as_str).collect(),
        _ => Vec::new(),
    }
}

/// The key in the shape of an answer; of words that may be written the first.
fn right_answer(sitting: &Sitting, question: &QuestionId) -> Option<Value> {
    let none = Accepted::default();
    let accepted = sitting.edition.sealed.accepted.get(question).unwrap_or(&none);
    Some(match sitting.version.keys.of(question)? {
        Key::Single { choice } => json!({ "choice": choice }),
        Key::Multiple { choices } => json!({ "choices": choices }),
        Key::TrueFalse { right } => json!({ "value": right }),
        Key::Matching { pairs } => json!({ "pairs": pairs }),
        Key::Ordering { order } => json!({ "order": order }),
        Key::Categorise { places } => json!({ "places": places }),
        Key::Cloze { gaps } => {
            let word = |(id, key): (&GapId, &GapKey)| {
                let word = match key {
                    GapKey::Choice { choice } => Some(choice.to_string()),
                    GapKey::Written => accepted.gaps.get(id).and_then(|words| words.first().cloned()),
                };
                word.map(|word| (id.to_string(), word))
            };
            json!({ "gaps": gaps.iter().filter_map(word).collect::<BTreeMap<_, _>>() })
        }
        Key::ShortAnswer => json!({ "text": accepted.answer.first()? }),
        Key::Numeric { value, tolerance } => json!({ "value": value, "tolerance": tolerance }),
    })
}
