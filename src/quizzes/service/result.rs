//! What the answers of a closed attempt were worth, as far as the trainee may be told.

use std::collections::BTreeMap;

use serde::Serialize;

use super::sitting::Sitting;
use crate::courses::model::{Accepted, ChoiceId, GapId, GapKey, Key, QuestionId};
use crate::quizzes::model::{Answer, Mark, Verdict};

/// What an answer was worth, and what is said of it.
pub struct Marked {
    pub question: QuestionId,
    pub verdict: Verdict,
    /// Hundredths of a point, rounded down.
    pub hundredths: i32,
    /// The points that the question can give.
    pub of: u16,
    /// Why the right answer is right: with a right answer, and wherever the right answers are shown.
    pub feedback: Option<String>,
    /// What is to be said of the choices that were made.
    pub choice_feedback: BTreeMap<ChoiceId, String>,
    /// Where it may be shown.
    pub right_answer: Option<RightAnswer>,
}

/// The key, in the shape of an answer; of words that may be written the first.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum RightAnswer {
    Number { value: f64, tolerance: f64 },
    Other(Answer),
}

impl Sitting {
    /// What each answer was worth, in the order of the attempt; nothing while that is open.
    #[must_use]
    pub fn marks(&self) -> Vec<Marked> {
        let outcome = self.attempt.outcome.as_ref().filter(|_| !self.attempt.is_open());
        outcome.map_or(&[][..], |outcome| &outcome.marks).iter().map(|mark| self.marked(mark)).collect()
    }

    fn marked(&self, mark: &Mark) -> Marked {
        let feedback = self.edition.sealed.feedback.get(&mark.question);
        let chosen = self.answers.get(&mark.question).map(chosen).unwrap_or_default();
        let of_chosen = feedback.into_iter().flat_map(|feedback| &feedback.choices);
        let of_chosen = of_chosen.filter(|(choice, _)| chosen.contains(choice));
        Marked {
            question: mark.question.clone(),
            verdict: mark.verdict(),
            hundredths: mark.earned().share_of(1, 100),
            of: mark.points,
            feedback: feedback
                .filter(|_| self.reveals_key || mark.verdict() == Verdict::Right)
                .map(|feedback| feedback.feedback.clone())
                .filter(|text| !text.is_empty()),
            choice_feedback: of_chosen.map(|(choice, text)| (choice.clone(), text.clone())).collect(),
            right_answer: if self.reveals_key { self.right_answer(&mark.question) } else { None },
        }
    }

    fn right_answer(&self, question: &QuestionId) -> Option<RightAnswer> {
        let none = Accepted::default();
        let accepted = self.edition.sealed.accepted.get(question).unwrap_or(&none);
        Some(RightAnswer::Other(match self.version.keys.of(question)?.clone() {
            Key::Single { choice } => Answer::Single { choice },
            Key::Multiple { choices } => Answer::Multiple { choices },
            Key::TrueFalse { right } => Answer::TrueFalse { value: right },
            Key::Matching { pairs } => Answer::Matching { pairs },
            Key::Ordering { order } => Answer::Ordering { order },
            Key::Categorise { places } => Answer::Categorise { places },
            Key::Cloze { gaps } => {
                let word = |(id, key): (GapId, GapKey)| {
                    let word = match key {
                        GapKey::Choice { choice } => Some(choice.to_string()),
                        GapKey::Written => accepted.gaps.get(&id).and_then(|words| words.first().cloned()),
                    };
                    word.map(|word| (id, word))
                };
                Answer::Cloze { gaps: gaps.into_iter().filter_map(word).collect() }
            }
            Key::ShortAnswer => Answer::Short { text: accepted.answer.first()?.clone() },
            Key::Numeric { value, tolerance } => return Some(RightAnswer::Number { value, tolerance }),
        }))
    }
}

fn chosen(answer: &Answer) -> Vec<&ChoiceId> {
    match answer {
        Answer::Single { choice } => vec![choice],
        Answer::Multiple { choices } => choices.iter().collect(),
        _ => Vec::new(),
    }
}
