//! A text of a course, and what a translator is told about it.

use super::key::{Part, SegmentKey};
use crate::courses::model::ActivityId;
use crate::courses::source::limits;
use crate::i18n::checks::TextKind;

/// One text that is translated as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    pub key: SegmentKey,
    pub kind: SegmentKind,
    pub text: String,
    /// The activity that it belongs to; `None`: the course as a whole.
    pub section: Option<ActivityId>,
    /// What stands above it in the same language: the heading over a block, the stem of a choice.
    pub context: Option<String>,
    /// The file of the picture that it describes or stands in.
    pub picture: Option<String>,
    /// In characters.
    pub max_length: Option<usize>,
}

/// What a text is in its course.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SegmentKind {
    /// Of the course, a module or an activity.
    Title,
    /// Summary, description, the wording of an outcome, the line above the questions.
    Prose,
    Heading,
    Paragraph,
    Quotation,
    ListItem,
    Cell,
    Footnote,
    /// The description of a picture that has a paragraph of its own.
    AltText,
    /// In a picture.
    PictureWord,
    Stem,
    /// Anything that a question lets one choose, order, pair or sort.
    Choice,
    /// Of a numeric answer.
    Unit,
    Feedback,
    /// Accepted wordings, one on each line.
    Accepted,
}

impl SegmentKind {
    const ALL: [Self; 15] = [
        Self::Title,
        Self::Prose,
        Self::Heading,
        Self::Paragraph,
        Self::Quotation,
        Self::ListItem,
        Self::Cell,
        Self::Footnote,
        Self::AltText,
        Self::PictureWord,
        Self::Stem,
        Self::Choice,
        Self::Unit,
        Self::Feedback,
        Self::Accepted,
    ];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Prose => "prose",
            Self::Heading => "heading",
            Self::Paragraph => "paragraph",
            Self::Quotation => "quotation",
            Self::ListItem => "list-item",
            Self::Cell => "cell",
            Self::Footnote => "footnote",
            Self::AltText => "alt-text",
            Self::PictureWord => "picture-word",
            Self::Stem => "stem",
            Self::Choice => "choice",
            Self::Unit => "unit",
            Self::Feedback => "feedback",
            Self::Accepted => "accepted",
        }
    }

    /// How it is written, and so which checks it passes.
    #[must_use]
    pub const fn text_kind(self) -> TextKind {
        match self {
            Self::Heading | Self::Paragraph | Self::Quotation | Self::ListItem | Self::Footnote => TextKind::Markdown,
            Self::Cell => TextKind::Cell,
            _ => TextKind::Plain,
        }
    }
}

impl std::str::FromStr for SegmentKind {
    type Err = crate::db::UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or(crate::db::UnknownWord)
    }
}

impl Segment {
    /// A text that is no block of a lesson: its key says what it is.
    pub(super) fn plain(key: SegmentKey, text: &str, section: Option<&ActivityId>, context: Option<&str>) -> Self {
        let (kind, max_length) = nature(&key);
        let context = context.map(str::to_owned);
        let picture = match &key {
            // Only drawings have words.
            SegmentKey::Picture(name, _) => Some(format!("{name}.svg")),
            _ => None,
        };
        Self { key, kind, text: text.to_owned(), section: section.cloned(), context, picture, max_length }
    }
}

fn nature(key: &SegmentKey) -> (SegmentKind, Option<usize>) {
    let (kind, limit) = match key {
        SegmentKey::Title | SegmentKey::Module(_) | SegmentKey::Activity(_) => (SegmentKind::Title, limits::TITLE),
        SegmentKey::Summary => (SegmentKind::Prose, limits::SUMMARY),
        SegmentKey::Outcome(_) => (SegmentKind::Prose, limits::PHRASE),
        SegmentKey::Description | SegmentKey::Introduction(_) => (SegmentKind::Prose, limits::PARAGRAPH),
        SegmentKey::Block(..) => return (SegmentKind::Paragraph, None),
        SegmentKey::Picture(..) => (SegmentKind::PictureWord, limits::PHRASE),
        SegmentKey::Question(_, part) => match part {
            Part::Stem => (SegmentKind::Stem, limits::PARAGRAPH),
            Part::Unit => (SegmentKind::Unit, limits::TITLE),
            Part::Feedback | Part::ChoiceFeedback(_) => (SegmentKind::Feedback, limits::PARAGRAPH),
            // Each line has a limit of its own.
            Part::Accepted(_) => return (SegmentKind::Accepted, None),
            _ => (SegmentKind::Choice, limits::PHRASE),
        },
    };
    (kind, Some(limit))
}
