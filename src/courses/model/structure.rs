//! All of a course that does not depend on the language, without its answer keys.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::hash::ContentHash;
use super::ids::{ActivityId, Day, Language, MediaName, ModuleId, OutcomeId, PoolId, QuestionId, Slug, TextId};
use super::question::Question;
use crate::parties::AuthorityKind;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Structure {
    pub slug: Slug,
    /// The language from which the others are translated.
    pub source_language: Language,
    /// Study time, as stated on the certificate.
    pub hours: u16,
    /// An SPDX expression.
    pub licence: String,
    /// After this day the course waits for a review.
    pub review_by: Day,
    pub reviewers: Vec<String>,
    pub prerequisites: Vec<Slug>,
    pub audience: Audience,
    pub completion: Completion,
    pub certificate: Certificate,
    pub outcomes: Vec<OutcomeId>,
    pub texts: Vec<CitedText>,
    /// In reading order.
    pub modules: Vec<Module>,
    /// In reading order within their module.
    pub activities: Vec<Activity>,
    /// In order within their quiz.
    pub questions: Vec<Question>,
    /// The pictures as drawn, before a language fills its words in.
    pub media: BTreeMap<MediaName, ContentHash>,
}

impl Structure {
    #[must_use]
    pub fn module(&self, id: &ModuleId) -> Option<&Module> {
        self.modules.iter().find(|module| module.id == *id)
    }

    #[must_use]
    pub fn activity(&self, id: &ActivityId) -> Option<&Activity> {
        self.activities.iter().find(|activity| activity.id == *id)
    }

    #[must_use]
    pub fn question(&self, id: &QuestionId) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == *id)
    }

    #[must_use]
    pub fn text(&self, id: &TextId) -> Option<&CitedText> {
        self.texts.iter().find(|text| text.id == *id)
    }

    /// The activities of a module, in reading order.
    pub fn activities_of(&self, module: &ModuleId) -> impl Iterator<Item = &Activity> {
        self.activities.iter().filter(move |activity| activity.module == *module)
    }

    /// All activities in reading order: module by module.
    pub fn reading_order(&self) -> impl Iterator<Item = &Activity> {
        self.modules.iter().flat_map(|module| self.activities_of(&module.id))
    }

    /// The activities that completion waits for.
    pub fn required_activities(&self) -> impl Iterator<Item = &Activity> {
        self.reading_order().filter(|activity| !activity.optional)
    }

    /// The questions of a quiz in their order, those of pools among them.
    pub fn questions_of(&self, quiz: &ActivityId) -> impl Iterator<Item = &Question> {
        self.questions.iter().filter(move |question| question.activity == *quiz)
    }

    /// The rules of a quiz; `None` when the activity is not one.
    #[must_use]
    pub fn quiz(&self, id: &ActivityId) -> Option<&QuizRules> {
        self.activity(id).and_then(Activity::quiz)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Audience {
    Everyone,
    /// Officials of one of these kinds of authority, vouched for by a focal point or the Secretariat.
    Officials {
        authorities: Vec<AuthorityKind>,
    },
}

/// How much of what is required has to be done: in the course, or in a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Completion {
    All,
    Some { count: u16 },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    pub issue: Issue,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Issue {
    OnCompletion,
    AfterSignOff,
    None,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CitedText {
    pub id: TextId,
    pub kind: TextKind,
    /// As the Convention numbers it: `Conf. 12.3`, `III` for an Article.
    pub reference: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextKind {
    Article,
    Resolution,
    Decision,
    Appendix,
    Notification,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Module {
    pub id: ModuleId,
    pub completion: Completion,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    pub id: ActivityId,
    pub module: ModuleId,
    pub outcomes: Vec<OutcomeId>,
    pub completion: CompletionRule,
    /// Guests may read it.
    pub preview: bool,
    /// It never holds up completion.
    pub optional: bool,
    pub work: Work,
}

impl Activity {
    #[must_use]
    pub const fn quiz(&self) -> Option<&QuizRules> {
        match &self.work {
            Work::Quiz(rules) => Some(rules),
            Work::Lesson => None,
        }
    }
}

/// When an activity counts as done. Lessons are viewed or take time, quizzes are passed or submitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "kebab-case", deny_unknown_fields)]
pub enum CompletionRule {
    Viewed,
    /// Active time.
    Time {
        seconds: u32,
    },
    Passed,
    Submitted,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Work {
    Lesson,
    Quiz(QuizRules),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuizRules {
    /// Per cent.
    pub pass_mark: u8,
    /// How often it may be taken; `None`: as often as one likes.
    pub attempts: Option<u16>,
    pub time_limit_minutes: Option<u16>,
    pub score: Score,
    /// Share in the course grade; 0: practice.
    pub weight: u16,
    /// The order of questions, and of choices, matchings and items, is drawn anew in each attempt.
    pub shuffle: bool,
    pub pools: Vec<Pool>,
}

/// Which attempt counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Score {
    Best,
    Last,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pool {
    pub id: PoolId,
    /// How many of its questions each attempt draws.
    pub draw: u16,
}
