//! A course in one language.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use super::hash::ContentHash;
use super::ids::{ActivityId, ChoiceId, GapId, Language, MediaName, ModuleId, OutcomeId, QuestionId};

/// What a trainee reads. Nothing in it says which answer is right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditionText {
    pub language: Language,
    pub title: String,
    /// One or two sentences for the catalogue.
    pub summary: String,
    /// A paragraph for the course's page.
    pub description: String,
    pub outcomes: BTreeMap<OutcomeId, String>,
    pub modules: BTreeMap<ModuleId, String>,
    pub activities: BTreeMap<ActivityId, String>,
    pub lessons: BTreeMap<ActivityId, Lesson>,
    pub quizzes: BTreeMap<ActivityId, QuizText>,
    /// The pictures with the words of this language.
    pub pictures: BTreeMap<MediaName, Picture>,
    /// The texts outside of lessons that are in another language, as nobody has translated them yet: their keys as
    /// [`crate::courses::segments::SegmentKey`] spells them. What is sealed is not among them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub borrowed: BTreeMap<String, Language>,
    /// The lessons in which a text was translated from an earlier wording of its source, whose meaning was another.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub stale: BTreeSet<ActivityId>,
    /// The texts that a package left as they were though it changed their source: their places as
    /// [`crate::courses::segments::place`] spells them, each with the hash of the source that they were made from.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub outdated: BTreeMap<String, ContentHash>,
}

/// A lesson as written and as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lesson {
    /// CommonMark, as the author wrote it: what translators and later drafts start from.
    pub source: String,
    /// Safe to put into a page. A picture is `<img src="media/<name>">`, relative to the course's address; a cited text
    /// `<cite data-text="<id>">`; another activity `<a href="activity:<id>">`, which the page turns into its own address.
    pub html: String,
    pub blocks: Vec<Block>,
    /// Length of the plain text, for an honest reading time.
    pub characters: usize,
    /// The texts that are in another language, as nobody has translated them yet; in the order in which they stand. The HTML
    /// marks them with `lang` and `dir`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub borrowed: Vec<Borrowed>,
}

/// A text in another language than the lesson around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Borrowed {
    pub language: Language,
    /// Where it stands in [`Lesson::source`]: bytes from `start` up to, not including, `end`.
    pub start: usize,
    pub end: usize,
}

/// A piece of a lesson that has its twin in every other language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    pub kind: BlockKind,
    /// Where it stands in [`Lesson::source`]: bytes from `start` up to, not including, `end`.
    pub start: usize,
    pub end: usize,
    /// Of the text between them, without the space around it.
    pub hash: ContentHash,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum BlockKind {
    Heading {
        level: u8,
    },
    Paragraph,
    List {
        items: usize,
    },
    NumberedList {
        items: usize,
    },
    /// Rows without the head.
    Table {
        rows: usize,
        columns: usize,
    },
    Quotation,
    Picture,
    Code,
    Rule,
    Footnote,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuizText {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub introduction: Option<String>,
    pub questions: BTreeMap<QuestionId, QuestionText>,
}

/// The words of a question. Which of the tables it has depends on its form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionText {
    /// In a cloze each gap is `{{gap-id}}`.
    pub stem: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub choices: BTreeMap<ChoiceId, String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub left: BTreeMap<ChoiceId, String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub right: BTreeMap<ChoiceId, String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub items: BTreeMap<ChoiceId, String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub categories: BTreeMap<ChoiceId, String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub gaps: BTreeMap<GapId, BTreeMap<ChoiceId, String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Picture {
    /// Names the bytes in [`super::Compiled::blobs`].
    pub hash: ContentHash,
    pub media_type: MediaType,
    pub width: u32,
    pub height: u32,
    pub bytes: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MediaType {
    #[serde(rename = "image/svg+xml")]
    Svg,
    #[serde(rename = "image/png")]
    Png,
    #[serde(rename = "image/jpeg")]
    Jpeg,
    #[serde(rename = "image/webp")]
    Webp,
}

impl MediaType {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Svg => "image/svg+xml",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
        }
    }

    const ALL: [Self; 4] = [Self::Svg, Self::Png, Self::Jpeg, Self::Webp];
}

impl std::str::FromStr for MediaType {
    type Err = crate::db::UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|known| known.as_str() == text).ok_or(crate::db::UnknownWord)
    }
}

/// What an edition keeps from trainees until their attempt is closed. It does not show in a debug print.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sealed {
    pub feedback: BTreeMap<QuestionId, Feedback>,
    /// What may be written into short answers and gaps.
    pub accepted: BTreeMap<QuestionId, Accepted>,
}

impl fmt::Debug for Sealed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Sealed(of {} questions)", self.feedback.len().max(self.accepted.len()))
    }
}

#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feedback {
    /// Why the right answer is right.
    pub feedback: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub choices: BTreeMap<ChoiceId, String>,
}

/// The words that count as right, of a short answer or of the gaps of a cloze.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answer: Vec<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub gaps: BTreeMap<GapId, Vec<String>>,
}
