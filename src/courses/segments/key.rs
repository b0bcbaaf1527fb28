//! What a text of a course is called, in every language and every version.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::courses::model::{ActivityId, ChoiceId, GapId, Malformed, ModuleId, OutcomeId, QuestionId};

/// The stable name of a text. Its spelling is a path: `lessons/welcome/b4f2a9c1`, `questions/which/choices/ii`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum SegmentKey {
    Title,
    Summary,
    Description,
    /// The wording of a learning outcome.
    Outcome(OutcomeId),
    /// The title of a module.
    Module(ModuleId),
    /// The title of an activity.
    Activity(ActivityId),
    Block(ActivityId, BlockId),
    /// The line above the questions of a quiz.
    Introduction(ActivityId),
    Question(QuestionId, Part),
    /// A word in a picture: the picture's name without its ending, and the placeholder.
    Picture(ChoiceId, ChoiceId),
}

/// A text of a question.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    Stem,
    Choice(ChoiceId),
    Left(ChoiceId),
    Right(ChoiceId),
    Item(ChoiceId),
    Category(ChoiceId),
    Gap(GapId, ChoiceId),
    Unit,
    Feedback,
    ChoiceFeedback(ChoiceId),
    /// What may be written, one wording on each line: into a short answer, or into a gap.
    Accepted(Option<GapId>),
}

impl Part {
    /// Whether trainees see it only after their attempt is closed.
    #[must_use]
    pub const fn is_sealed(&self) -> bool {
        matches!(self, Self::Feedback | Self::ChoiceFeedback(_) | Self::Accepted(_))
    }
}

impl SegmentKey {
    /// Whether trainees are judged by it: quizzes with their feedback and accepted words.
    #[must_use]
    pub const fn is_assessed(&self) -> bool {
        matches!(self, Self::Introduction(_) | Self::Question(..))
    }

    /// Whether trainees see it only after their attempt is closed.
    #[must_use]
    pub const fn is_sealed(&self) -> bool {
        matches!(self, Self::Question(_, part) if part.is_sealed())
    }
}

impl fmt::Display for SegmentKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Title => out.write_str("title"),
            Self::Summary => out.write_str("summary"),
            Self::Description => out.write_str("description"),
            Self::Outcome(id) => write!(out, "outcomes/{id}"),
            Self::Module(id) => write!(out, "modules/{id}"),
            Self::Activity(id) => write!(out, "activities/{id}"),
            Self::Block(lesson, block) => write!(out, "lessons/{lesson}/{block}"),
            Self::Introduction(quiz) => write!(out, "quizzes/{quiz}/introduction"),
            Self::Question(id, part) => write!(out, "questions/{id}/{part}"),
            Self::Picture(name, key) => write!(out, "pictures/{name}/{key}"),
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stem => out.write_str("stem"),
            Self::Choice(id) => write!(out, "choices/{id}"),
            Self::Left(id) => write!(out, "left/{id}"),
            Self::Right(id) => write!(out, "right/{id}"),
            Self::Item(id) => write!(out, "items/{id}"),
            Self::Category(id) => write!(out, "categories/{id}"),
            Self::Gap(gap, id) => write!(out, "gaps/{gap}/{id}"),
            Self::Unit => out.write_str("unit"),
            Self::Feedback => out.write_str("feedback"),
            Self::ChoiceFeedback(id) => write!(out, "choice-feedback/{id}"),
            Self::Accepted(None) => out.write_str("accepted"),
            Self::Accepted(Some(gap)) => write!(out, "accepted/{gap}"),
        }
    }
}

impl FromStr for SegmentKey {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let steps: Vec<&str> = text.split('/').collect();
        Ok(match steps[..] {
            ["title"] => Self::Title,
            ["summary"] => Self::Summary,
            ["description"] => Self::Description,
            ["outcomes", id] => Self::Outcome(OutcomeId::parse(id)?),
            ["modules", id] => Self::Module(ModuleId::parse(id)?),
            ["activities", id] => Self::Activity(ActivityId::parse(id)?),
            ["lessons", lesson, block] => Self::Block(ActivityId::parse(lesson)?, BlockId::parse(block)?),
            ["quizzes", quiz, "introduction"] => Self::Introduction(ActivityId::parse(quiz)?),
            ["questions", id, ref part @ ..] => Self::Question(QuestionId::parse(id)?, Part::parse(part)?),
            ["pictures", name, key] => Self::Picture(ChoiceId::parse(name)?, ChoiceId::parse(key)?),
            _ => return Err(Malformed),
        })
    }
}

impl Part {
    fn parse(steps: &[&str]) -> Result<Self, Malformed> {
        Ok(match *steps {
            ["stem"] => Self::Stem,
            ["choices", id] => Self::Choice(ChoiceId::parse(id)?),
            ["left", id] => Self::Left(ChoiceId::parse(id)?),
            ["right", id] => Self::Right(ChoiceId::parse(id)?),
            ["items", id] => Self::Item(ChoiceId::parse(id)?),
            ["categories", id] => Self::Category(ChoiceId::parse(id)?),
            ["gaps", gap, id] => Self::Gap(GapId::parse(gap)?, ChoiceId::parse(id)?),
            ["unit"] => Self::Unit,
            ["feedback"] => Self::Feedback,
            ["choice-feedback", id] => Self::ChoiceFeedback(ChoiceId::parse(id)?),
            ["accepted"] => Self::Accepted(None),
            ["accepted", gap] => Self::Accepted(Some(GapId::parse(gap)?)),
            _ => return Err(Malformed),
        })
    }
}

impl TryFrom<String> for SegmentKey {
    type Error = Malformed;

    fn try_from(text: String) -> Result<Self, Malformed> {
        text.parse()
    }
}

impl From<SegmentKey> for String {
    fn from(key: SegmentKey) -> Self {
        key.to_string()
    }
}

/// A block of a lesson, whatever its words become and wherever it is moved: `b` and hexadecimal digits. It stands beside the
/// text, never in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct BlockId(String);

impl BlockId {
    /// # Errors
    /// When the text does not have this form.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        let digits = text.strip_prefix('b').ok_or(Malformed)?;
        let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        let is_sound = (8..=63).contains(&digits.len()) && digits.bytes().all(is_digit);
        if is_sound { Ok(Self(text.to_owned())) } else { Err(Malformed) }
    }

    pub(super) fn of(digits: &str) -> Self {
        Self(format!("b{digits}"))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for BlockId {
    type Error = Malformed;

    fn try_from(text: String) -> Result<Self, Malformed> {
        Self::parse(&text)
    }
}

impl fmt::Display for BlockId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_reads_back_what_it_writes() {
        for key in [
            "title",
            "summary",
            "description",
            "outcomes/tell",
            "modules/first",
            "activities/intro",
            "lessons/intro/b0123abcd",
            "quizzes/exam/introduction",
            "questions/q-1/stem",
            "questions/q-1/choices/i",
            "questions/q-1/left/i",
            "questions/q-1/right/i",
            "questions/q-1/items/i",
            "questions/q-1/categories/i",
            "questions/q-1/gaps/who/i",
            "questions/q-1/unit",
            "questions/q-1/feedback",
            "questions/q-1/choice-feedback/i",
            "questions/q-1/accepted",
            "questions/q-1/accepted/who",
            "pictures/boxes/one",
        ] {
            assert_eq!(key.parse::<SegmentKey>().map(|key| key.to_string()).as_deref(), Ok(key));
        }
        for key in
            ["", "titles", "title/", "outcomes/", "lessons/intro/x", "questions/q", "questions/q/gaps/a", "a/b/c/d"]
        {
            assert_eq!(key.parse::<SegmentKey>(), Err(Malformed), "{key}");
        }
    }
}
