//! The texts outside of lessons: which there are, in reading order, and where each stands.

use super::key::{Part, SegmentKey};
use crate::courses::model::{ActivityId, Edition, Form, Question, QuestionText, Structure};

/// The texts of the course as a whole that come before its modules.
pub(super) fn of_course(structure: &Structure) -> Vec<SegmentKey> {
    let outcomes = structure.outcomes.iter().cloned().map(SegmentKey::Outcome);
    [SegmentKey::Title, SegmentKey::Summary, SegmentKey::Description].into_iter().chain(outcomes).collect()
}

/// The texts of a quiz. Some that need not be there are among them.
pub(super) fn of_quiz(structure: &Structure, quiz: &ActivityId) -> Vec<SegmentKey> {
    let questions = structure.questions_of(quiz);
    let parts = questions
        .flat_map(|question| parts(question).into_iter().map(|part| SegmentKey::Question(question.id.clone(), part)));
    [SegmentKey::Introduction(quiz.clone())].into_iter().chain(parts).collect()
}

fn parts(question: &Question) -> Vec<Part> {
    let mut parts = vec![Part::Stem];
    match &question.form {
        Form::Single { choices } | Form::Multiple { choices } => {
            parts.extend(choices.iter().cloned().map(Part::Choice));
        }
        Form::Matching { left, right } => {
            parts.extend(left.iter().cloned().map(Part::Left));
            parts.extend(right.iter().cloned().map(Part::Right));
        }
        Form::Ordering { items } => parts.extend(items.iter().cloned().map(Part::Item)),
        Form::Categorise { items, categories } => {
            parts.extend(items.iter().cloned().map(Part::Item));
            parts.extend(categories.iter().cloned().map(Part::Category));
        }
        Form::Cloze { gaps } => {
            for gap in gaps {
                match &gap.choices {
                    Some(choices) => parts.extend(choices.iter().map(|id| Part::Gap(gap.id.clone(), id.clone()))),
                    None => parts.push(Part::Accepted(Some(gap.id.clone()))),
                }
            }
        }
        Form::ShortAnswer => parts.push(Part::Accepted(None)),
        Form::Numeric => parts.push(Part::Unit),
        Form::TrueFalse => {}
    }
    parts.push(Part::Feedback);
    if let Form::Single { choices } | Form::Multiple { choices } = &question.form {
        parts.extend(choices.iter().cloned().map(Part::ChoiceFeedback));
    }
    parts
}

/// A text of an edition; `None` when it has none of this key. Blocks of lessons and words of pictures are not looked for.
pub(super) fn text(edition: &Edition, key: &SegmentKey) -> Option<String> {
    let text = &edition.text;
    match key {
        SegmentKey::Title => Some(text.title.clone()),
        SegmentKey::Summary => Some(text.summary.clone()),
        SegmentKey::Description => Some(text.description.clone()),
        SegmentKey::Outcome(id) => text.outcomes.get(id).cloned(),
        SegmentKey::Module(id) => text.modules.get(id).cloned(),
        SegmentKey::Activity(id) => text.activities.get(id).cloned(),
        SegmentKey::Introduction(quiz) => text.quizzes.get(quiz)?.introduction.clone(),
        SegmentKey::Question(id, part) if part.is_sealed() => {
            let accepted = || edition.sealed.accepted.get(id);
            let feedback = edition.sealed.feedback.get(id);
            match part {
                Part::Feedback => Some(feedback?.feedback.clone()),
                Part::ChoiceFeedback(choice) => feedback?.choices.get(choice).cloned(),
                Part::Accepted(Some(gap)) => Some(accepted()?.gaps.get(gap)?.join("\n")),
                _ => Some(accepted()?.answer.join("\n")),
            }
        }
        SegmentKey::Question(id, part) => {
            of_question(text.quizzes.values().find_map(|quiz| quiz.questions.get(id))?, part)
        }
        SegmentKey::Block(..) | SegmentKey::Picture(..) => None,
    }
}

fn of_question(words: &QuestionText, part: &Part) -> Option<String> {
    match part {
        Part::Stem => Some(&words.stem),
        Part::Choice(id) => words.choices.get(id),
        Part::Left(id) => words.left.get(id),
        Part::Right(id) => words.right.get(id),
        Part::Item(id) => words.items.get(id),
        Part::Category(id) => words.categories.get(id),
        Part::Gap(gap, id) => words.gaps.get(gap).and_then(|words| words.get(id)),
        Part::Unit => words.unit.as_ref(),
        Part::Feedback | Part::ChoiceFeedback(_) | Part::Accepted(_) => None,
    }
    .cloned()
}

/// Where a text stands within the file of its language: the keys of the tables, and its own. Accepted words stand elsewhere.
pub(super) fn path(key: &SegmentKey) -> Option<Vec<&str>> {
    Some(match key {
        SegmentKey::Title => vec!["title"],
        SegmentKey::Summary => vec!["summary"],
        SegmentKey::Description => vec!["description"],
        SegmentKey::Outcome(id) => vec!["outcomes", id.as_str()],
        SegmentKey::Module(id) => vec!["modules", id.as_str()],
        SegmentKey::Activity(id) => vec!["activities", id.as_str()],
        SegmentKey::Introduction(_) => vec!["introduction"],
        SegmentKey::Picture(name, key) => vec![name.as_str(), key.as_str()],
        SegmentKey::Question(question, part) => {
            let within = match part {
                Part::Stem => vec!["stem"],
                Part::Choice(id) => vec!["choices", id.as_str()],
                Part::Left(id) => vec!["left", id.as_str()],
                Part::Right(id) => vec!["right", id.as_str()],
                Part::Item(id) => vec!["items", id.as_str()],
                Part::Category(id) => vec!["categories", id.as_str()],
                Part::Gap(gap, id) => vec!["gaps", gap.as_str(), id.as_str()],
                Part::Unit => vec!["unit"],
                Part::Feedback => vec!["feedback"],
                Part::ChoiceFeedback(id) => vec!["choice_feedback", id.as_str()],
                Part::Accepted(_) => return None,
            };
            [vec!["questions", question.as_str()], within].concat()
        }
        SegmentKey::Block(..) => return None,
    })
}
