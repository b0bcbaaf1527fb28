//! What is new for somebody who translates.

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;

/// What is new for somebody who translates, since she was told last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TranslationNews {
    pub reviews: Vec<Reviewed>,
    /// Reviews beyond those.
    pub more_reviews: i64,
    pub sources: Vec<SourceNews>,
    /// Catalogues beyond those.
    pub more_sources: i64,
    pub deadlines: Vec<Deadline>,
    /// To those who review: what waits for them.
    pub queues: Vec<ReviewQueue>,
    /// To those who review: courses whose new version is not offered in their language.
    #[serde(default)]
    pub lost: Vec<LostCourse>,
    /// On which terms she works, where she is asked to.
    #[serde(default)]
    pub terms: Option<Terms>,
}

/// A course whose new version is not offered in a language in which it was before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LostCourse {
    pub language: String,
    pub course: String,
    /// Texts that are missing or not up to date.
    pub left: i64,
    pub path: String,
}

/// Terms of contribution that somebody accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    pub version: String,
    /// As people write it: `CC BY 4.0`.
    pub licence: String,
}

impl TranslationNews {
    /// Whether something is to be done, apart from what reviewers ask for.
    fn asks_for_work(&self) -> bool {
        !(self.sources.is_empty() && self.deadlines.is_empty() && self.queues.is_empty() && self.lost.is_empty())
    }

    /// The terms are told where something is to be done.
    #[must_use]
    pub fn on_terms(self, terms: Option<Terms>) -> Self {
        let is_asked = self.asks_for_work() || self.reviews.iter().any(|review| review.verdict != "approve");
        Self { terms: terms.filter(|_| is_asked), ..self }
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.reviews.is_empty() && !self.asks_for_work()
    }
}

/// What a reviewer said of a text of hers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviewed {
    /// The verdict's word, as `request-changes`.
    pub verdict: String,
    /// The reason's word, as `wrong-meaning`.
    pub reason: Option<String>,
    /// The reviewer's own words; may be empty.
    pub remark: String,
    /// Whether another wording was approved in its place.
    pub reworded: bool,
    /// How the source begins.
    pub text: String,
    pub language: String,
    pub path: String,
}

/// Texts of a catalogue that are new, or say something else now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceNews {
    pub language: String,
    pub catalogue: String,
    pub added: i64,
    pub added_path: String,
    pub changed: i64,
    pub changed_path: String,
}

/// A day by which a catalogue is to be translated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    pub language: String,
    pub catalogue: String,
    /// Its first instant.
    pub day: Timestamp,
    /// Texts that are not approved yet, or not up to date.
    pub left: i64,
    pub path: String,
}

/// Suggestions that wait for a review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewQueue {
    pub language: String,
    pub count: i64,
    /// When the oldest came.
    pub since: Timestamp,
    pub path: String,
}
