//! `<lang>/`: a course in one language, laid beside the structure that it has to match.

use std::collections::{BTreeMap, BTreeSet};

use super::codes::Code;
use super::draft::Draft;
use super::files::Files;
use super::ids::Ids;
use super::lesson::{self, Written};
use super::limits;
use super::media::{Blobs, Gallery};
use super::node::{self, Table};
use super::quiz_text;
use super::report::text;
use super::sheet::Sheet;
use crate::courses::model::{
    ActivityId, EditionText, Feedback, Language, MediaName, OutcomeId, QuestionId, QuizText, Sealed, Work,
};

/// One language, read.
pub(super) struct Translation {
    pub text: EditionText,
    pub sealed: Sealed,
    /// The blocks of each lesson with their lines, to be laid beside those of the source language.
    pub lessons: BTreeMap<ActivityId, Written>,
    pub blobs: Blobs,
    /// The pictures that its lessons show.
    pub shown: BTreeSet<MediaName>,
}

pub(super) fn read(files: &Files<'_>, draft: &Draft, gallery: &Gallery<'_>, language: &Language) -> Translation {
    let (pictures, blobs) = gallery.in_language(files, language);
    let mut translation = Translation {
        text: EditionText {
            language: language.clone(),
            title: String::new(),
            summary: String::new(),
            description: String::new(),
            outcomes: BTreeMap::new(),
            modules: BTreeMap::new(),
            activities: BTreeMap::new(),
            lessons: BTreeMap::new(),
            quizzes: BTreeMap::new(),
            pictures,
            borrowed: files.borrowed.texts.get(language).cloned().unwrap_or_default(),
            stale: BTreeSet::new(),
            outdated: BTreeMap::new(),
        },
        sealed: Sealed { feedback: BTreeMap::new(), accepted: draft.accepted_in(language) },
        lessons: BTreeMap::new(),
        blobs,
        shown: BTreeSet::new(),
    };
    files.toml(&format!("{language}/course.toml"), |root| read_titles(root, draft, &mut translation.text));
    for at in &draft.activities {
        match at.value.work {
            Work::Lesson => read_lesson(files, draft, gallery, &at.value.id, &mut translation),
            Work::Quiz(_) => read_quiz(files, draft, &at.value.id, &mut translation),
        }
    }
    translation
}

fn read_titles(root: Table<'_>, draft: &Draft, edition: &mut EditionText) {
    root.only(&["title", "summary", "description", "outcomes", "modules", "activities"]);
    edition.title = root.text("title", limits::TITLE);
    edition.summary = root.text("summary", limits::SUMMARY);
    edition.description = root.text("description", limits::PARAGRAPH);
    let outcomes: Vec<OutcomeId> = draft.outcomes.iter().map(|at| at.value.clone()).collect();
    let modules: Vec<_> = draft.modules.iter().map(|at| at.value.id.clone()).collect();
    let activities: Vec<_> = draft.activities.iter().map(|at| at.value.id.clone()).collect();
    edition.outcomes = phrases(root, "outcomes", &outcomes, Some(&draft.names.outcomes), limits::PHRASE);
    edition.modules = phrases(root, "modules", &modules, Some(&draft.names.modules), limits::TITLE);
    edition.activities = phrases(root, "activities", &activities, Some(&draft.names.activities), limits::TITLE);
}

/// A table with one text for each of these ids. `declared` are those that exist in the structure, be they broken.
pub(super) fn phrases<T>(
    table: Table<'_>,
    member: &str,
    ids: &[T],
    declared: Option<&Ids>,
    limit: usize,
) -> BTreeMap<T, String>
where
    T: Ord + Clone + AsRef<str>,
{
    let mut found = BTreeMap::new();
    let Some(own) = table.need(member).and_then(node::Node::table) else { return found };
    for node in own.members() {
        match ids.iter().find(|id| id.as_ref() == node.name) {
            Some(id) => found.extend(node.text(limit).map(|words| (id.clone(), words))),
            None if declared.is_some_and(|ids| ids.knows(node.name)) => {}
            None => node.fault(Code::TextExtra, [text(member), text(node.name)]),
        }
    }
    for id in ids.iter().filter(|id| own.may(id.as_ref()).is_none()) {
        own.fault(Code::TextMissing, [text(member), text(id.as_ref())]);
    }
    found
}

fn read_lesson(
    files: &Files<'_>,
    draft: &Draft,
    gallery: &Gallery<'_>,
    id: &ActivityId,
    translation: &mut Translation,
) {
    let path = format!("{}/{id}.md", translation.text.language);
    let Some(source) = files.need_text(&path) else { return };
    let sheet = Sheet::new(&path, source, files.log);
    let links =
        lesson::Links { texts: &draft.names.texts, activities: &draft.names.activities, pictures: &gallery.pictures };
    let borrowed = files.borrowed.lessons.get(&path).cloned().unwrap_or_default();
    let Some(written) = lesson::read(&sheet, &links, borrowed) else { return };
    translation.shown.extend(written.shown.iter().cloned());
    translation.text.lessons.insert(id.clone(), written.lesson.clone());
    translation.lessons.insert(id.clone(), written);
}

fn read_quiz(files: &Files<'_>, draft: &Draft, id: &ActivityId, translation: &mut Translation) {
    let mut quiz = QuizText::default();
    let mut feedback: BTreeMap<QuestionId, Feedback> = BTreeMap::new();
    files.toml(&format!("{}/{id}.toml", translation.text.language), |root| {
        quiz_text::read(root, draft, id, &mut quiz, &mut feedback);
    });
    translation.text.quizzes.insert(id.clone(), quiz);
    translation.sealed.feedback.append(&mut feedback);
}
