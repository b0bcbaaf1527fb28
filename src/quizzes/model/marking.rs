//! Marking, by the table of `courses/README.md`.
//!
//! A question gives its points times a share between nothing and all. *Multiple*: (right ones chosen − wrong ones chosen) / right
//! ones. *Matching*, *categorise*, *cloze*: right places / all places. *Ordering*: of any two neighbours in the answer, how many
//! stand in the right order. Everything else is right or wrong. What was not answered gives nothing. The score is the share of
//! all points asked for, in basis points, rounded down; since a pass mark is whole per cent, comparing the rounded score with
//! it says the same as comparing the exact one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::decimal::Decimal;
use super::draw::Paper;
use super::fold::is_accepted;
use super::fraction::Fraction;
use crate::courses::model::{Accepted, ChoiceId, GapId, GapKey, Key, QuestionId, QuizRules};
use crate::courses::{PublishedEdition, PublishedVersion};
use crate::words;

const BASIS_POINTS: u32 = 10_000;

words!(
    /// What an answer is worth, in a word.
    Verdict {
        Right = "right",
        Partly = "partly",
        Wrong = "wrong",
    }
);

/// What an answer is worth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    pub question: QuestionId,
    /// What the question can give.
    pub points: u16,
    /// How much of it the answer gives.
    pub share: Fraction,
}

impl Mark {
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        match self.share {
            share if share.is_all() => Verdict::Right,
            share if share.is_nothing() => Verdict::Wrong,
            _ => Verdict::Partly,
        }
    }

    #[must_use]
    pub fn earned(&self) -> Fraction {
        self.share.times(self.points)
    }
}

/// What an attempt is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Basis points, 0 to 10,000.
    pub score: i32,
    pub passed: bool,
    pub marks: Vec<Mark>,
}

/// Marks an attempt by the keys of its version and the accepted words of its edition.
#[must_use]
pub fn mark_all(
    version: &PublishedVersion,
    edition: &PublishedEdition,
    (rules, paper): (&QuizRules, &Paper),
    answers: &BTreeMap<QuestionId, Answer>,
) -> Outcome {
    let none = Accepted::default();
    let marks = paper.questions.iter().map(|asked| {
        let accepted = edition.sealed.accepted.get(&asked.id).unwrap_or(&none);
        let share = match (version.keys.of(&asked.id), answers.get(&asked.id)) {
            (Some(key), Some(answer)) => share(key, accepted, answer),
            _ => Fraction::NOTHING,
        };
        let points = version.structure.question(&asked.id).map_or(0, |question| question.points);
        Mark { question: asked.id.clone(), points, share }
    });
    total(rules.pass_mark, marks.collect())
}

fn total(pass_mark: u8, marks: Vec<Mark>) -> Outcome {
    let earned = marks.iter().fold(Fraction::NOTHING, |sum, mark| sum.plus(mark.earned()));
    let score = earned.share_of(marks.iter().map(|mark| u32::from(mark.points)).sum(), BASIS_POINTS);
    Outcome { score, passed: score >= i32::from(pass_mark) * 100, marks }
}

fn share(key: &Key, accepted: &Accepted, answer: &Answer) -> Fraction {
    match (key, answer) {
        (Key::Single { choice: right }, Answer::Single { choice }) => Fraction::when(choice == right),
        (Key::Multiple { choices: right }, Answer::Multiple { choices }) => {
            let hits = choices.intersection(right).count();
            Fraction::new(hits.saturating_sub(choices.len() - hits), right.len())
        }
        (Key::TrueFalse { right }, Answer::TrueFalse { value }) => Fraction::when(value == right),
        (Key::Matching { pairs: right }, Answer::Matching { pairs })
        | (Key::Categorise { places: right }, Answer::Categorise { places: pairs }) => {
            let hits = right.iter().filter(|(item, place)| pairs.get(*item) == Some(*place)).count();
            Fraction::new(hits, right.len())
        }
        (Key::Ordering { order: right }, Answer::Ordering { order }) => neighbours(right, order),
        (Key::Cloze { gaps: right }, Answer::Cloze { gaps }) => {
            let is_right =
                |(id, key): &(&GapId, &GapKey)| gaps.get(*id).is_some_and(|word| fills(id, key, word, accepted));
            Fraction::new(right.iter().filter(is_right).count(), right.len())
        }
        (Key::ShortAnswer, Answer::Short { text }) => Fraction::when(is_accepted(text, &accepted.answer)),
        (Key::Numeric { value: right, tolerance }, Answer::Numeric { value }) => {
            Fraction::when(is_near(value, *right, *tolerance))
        }
        _ => Fraction::NOTHING,
    }
}

fn neighbours(right: &[ChoiceId], order: &[ChoiceId]) -> Fraction {
    let place = |item: &ChoiceId| right.iter().position(|other| other == item);
    let in_order = |pair: &&[ChoiceId]| match pair {
        [one, other] => place(one).zip(place(other)).is_some_and(|(one, other)| one < other),
        _ => false,
    };
    Fraction::new(order.windows(2).filter(in_order).count(), right.len().saturating_sub(1))
}

fn fills(gap: &GapId, key: &GapKey, word: &str, accepted: &Accepted) -> bool {
    match key {
        GapKey::Choice { choice } => choice.as_str() == word,
        GapKey::Written => accepted.gaps.get(gap).is_some_and(|words| is_accepted(word, words)),
    }
}

/// Exactly where the numbers are of a size that people write; a key beyond that is compared as the float that it is.
fn is_near(written: &str, right: f64, tolerance: f64) -> bool {
    let Some(answer) = Decimal::parse(written) else { return false };
    match (Decimal::of(right), Decimal::of(tolerance)) {
        (Some(right), Some(tolerance)) => answer.is_within(tolerance, right),
        _ => (answer.to_float() - right).abs() <= tolerance,
    }
}

#[cfg(test)]
mod tests;
