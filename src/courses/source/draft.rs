//! A course while it is read: what is sound so far, with the lines needed for rules that look at several things at once.

use std::collections::BTreeMap;

use super::ids::Ids;
use super::node::At;
use crate::courses::model::{
    Accepted, Activity, ActivityId, Audience, Certificate, CitedText, Completion, Day, Key, Keys, Language, MediaName,
    Module, OutcomeId, Question, QuestionId, Slug, Structure,
};

/// Words that count as right in each language.
pub(super) type AcceptedWords = BTreeMap<QuestionId, BTreeMap<Language, Accepted>>;

pub(super) struct Draft {
    pub names: Names,
    pub slug: Option<Slug>,
    pub source_language: Option<Language>,
    pub hours: u16,
    pub licence: String,
    pub review_by: Option<Day>,
    pub reviewers: Vec<String>,
    pub prerequisites: Vec<Slug>,
    pub audience: Audience,
    pub completion: At<Completion>,
    pub certificate: At<Certificate>,
    pub outcomes: Vec<At<OutcomeId>>,
    pub texts: Vec<CitedText>,
    pub modules: Vec<At<Module>>,
    pub activities: Vec<At<Activity>>,
    pub questions: Vec<At<Question>>,
    pub keys: BTreeMap<QuestionId, Key>,
    pub accepted: AcceptedWords,
}

/// Everything that others refer to by name.
pub(super) struct Names {
    pub outcomes: Ids,
    pub texts: Ids,
    pub modules: Ids,
    pub activities: Ids,
    pub questions: Ids,
    pub pools: BTreeMap<ActivityId, Ids>,
}

impl Names {
    pub const fn new() -> Self {
        Self {
            outcomes: Ids::new("outcome"),
            texts: Ids::new("text"),
            modules: Ids::new("module"),
            activities: Ids::new("activity"),
            questions: Ids::new("question"),
            pools: BTreeMap::new(),
        }
    }
}

impl Draft {
    pub fn activity(&self, id: &ActivityId) -> Option<&Activity> {
        self.activities.iter().map(|at| &at.value).find(|activity| activity.id == *id)
    }

    pub fn questions_of(&self, quiz: &ActivityId) -> impl Iterator<Item = &Question> {
        self.questions.iter().map(|at| &at.value).filter(move |question| question.activity == *quiz)
    }

    /// The words of one language that count as right.
    pub fn accepted_in(&self, language: &Language) -> BTreeMap<QuestionId, Accepted> {
        let words = self.accepted.iter().filter_map(|(id, words)| Some((id.clone(), words.get(language)?.clone())));
        words.collect()
    }

    /// The finished structure; `None` when something without which there is none was not given.
    pub fn finish(self, media: BTreeMap<MediaName, crate::courses::model::ContentHash>) -> Option<(Structure, Keys)> {
        let structure = Structure {
            slug: self.slug?,
            source_language: self.source_language?,
            hours: self.hours,
            licence: self.licence,
            review_by: self.review_by?,
            reviewers: self.reviewers,
            prerequisites: self.prerequisites,
            audience: self.audience,
            completion: self.completion.value,
            certificate: self.certificate.value,
            outcomes: values(self.outcomes),
            texts: self.texts,
            modules: values(self.modules),
            activities: values(self.activities),
            questions: values(self.questions),
            media,
        };
        Some((structure, Keys::new(self.keys)))
    }
}

fn values<T>(items: Vec<At<T>>) -> Vec<T> {
    items.into_iter().map(|at| at.value).collect()
}
