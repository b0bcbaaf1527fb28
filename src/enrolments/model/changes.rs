//! What is different in another version of a course, activity by activity.

use std::collections::BTreeSet;

use crate::courses::PublishedVersion;
use crate::courses::model::{ActivityId, EditionText, Question};

/// The activities that a learner finds changed when she moves to another version, in reading order. What she did in those
/// that are no longer there stays to her credit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VersionChanges {
    pub added: Vec<ActivityId>,
    pub removed: Vec<ActivityId>,
    /// Another rule, other questions or keys, or other words in her language.
    pub changed: Vec<ActivityId>,
}

/// One version as a learner meets it: its structure and keys, and the words of one language.
#[derive(Clone, Copy)]
pub struct Face<'a> {
    pub version: &'a PublishedVersion,
    pub text: &'a EditionText,
}

impl Face<'_> {
    fn ids(&self) -> impl Iterator<Item = &ActivityId> {
        self.version.structure.reading_order().map(|activity| &activity.id)
    }

    /// Everything about an activity that a learner can notice, and the keys that her answers are marked by.
    fn is_same(&self, other: &Self, id: &ActivityId) -> bool {
        let (ours, theirs) = (&self.version.structure, &other.version.structure);
        let questions: Vec<&Question> = ours.questions_of(id).collect();
        let keys_agree = || questions.iter().all(|q| self.version.keys.of(&q.id) == other.version.keys.of(&q.id));
        ours.activity(id) == theirs.activity(id)
            && questions == theirs.questions_of(id).collect::<Vec<_>>()
            && keys_agree()
            && self.text.lessons.get(id).map(|lesson| &lesson.html) == other.text.lessons.get(id).map(|l| &l.html)
            && self.text.quizzes.get(id) == other.text.quizzes.get(id)
    }
}

impl VersionChanges {
    #[must_use]
    pub fn between(old: Face<'_>, new: Face<'_>) -> Self {
        let had: BTreeSet<_> = old.ids().collect();
        let has: BTreeSet<_> = new.ids().collect();
        let added = new.ids().filter(|id| !had.contains(id)).cloned().collect();
        let removed = old.ids().filter(|id| !has.contains(id)).cloned().collect();
        let kept = new.ids().filter(|id| had.contains(id));
        let changed = kept.filter(|id| !new.is_same(&old, id)).cloned().collect();
        Self { added, removed, changed }
    }
}
