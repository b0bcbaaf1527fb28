//! Questions, and apart from them their keys: whoever holds a question cannot show its answer by accident.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use super::ids::{ActivityId, ChoiceId, GapId, OutcomeId, PoolId, QuestionId};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub id: QuestionId,
    /// The quiz that asks it.
    pub activity: ActivityId,
    pub outcomes: Vec<OutcomeId>,
    /// `None`: asked in every attempt.
    pub pool: Option<PoolId>,
    pub points: u16,
    pub form: Form,
}

/// What a question looks like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Form {
    Single { choices: Vec<ChoiceId> },
    Multiple { choices: Vec<ChoiceId> },
    TrueFalse,
    Matching { left: Vec<ChoiceId>, right: Vec<ChoiceId> },
    Ordering { items: Vec<ChoiceId> },
    Categorise { items: Vec<ChoiceId>, categories: Vec<ChoiceId> },
    Cloze { gaps: Vec<Gap> },
    ShortAnswer,
    Numeric,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gap {
    pub id: GapId,
    /// `None`: the trainee writes the word.
    pub choices: Option<Vec<ChoiceId>>,
}

/// The answer keys of a course. They do not show in a debug print, so that they do not end up in a log.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Keys(BTreeMap<QuestionId, Key>);

impl Keys {
    #[must_use]
    pub const fn new(keys: BTreeMap<QuestionId, Key>) -> Self {
        Self(keys)
    }

    #[must_use]
    pub fn of(&self, question: &QuestionId) -> Option<&Key> {
        self.0.get(question)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&QuestionId, &Key)> {
        self.0.iter()
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Keys(of {} questions)", self.0.len())
    }
}

/// The right answer to one question. What may be *written* depends on the language and is in [`super::Sealed::accepted`].
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Key {
    Single {
        choice: ChoiceId,
    },
    Multiple {
        choices: BTreeSet<ChoiceId>,
    },
    TrueFalse {
        right: bool,
    },
    /// Left to right: every left side has its pair.
    Matching {
        pairs: BTreeMap<ChoiceId, ChoiceId>,
    },
    /// All items, in the right order.
    Ordering {
        order: Vec<ChoiceId>,
    },
    /// Item to category: every item has its place.
    Categorise {
        places: BTreeMap<ChoiceId, ChoiceId>,
    },
    /// Every gap of the question.
    Cloze {
        gaps: BTreeMap<GapId, GapKey>,
    },
    /// The words are those of the edition.
    ShortAnswer,
    /// Right within the tolerance, both ends included.
    Numeric {
        value: f64,
        tolerance: f64,
    },
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum GapKey {
    Choice {
        choice: ChoiceId,
    },
    /// The words are those of the edition.
    Written,
}
