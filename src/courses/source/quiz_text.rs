//! `<lang>/<quiz>.toml`: stems, choices, feedback. The words are for a question's form, and cannot say what is right.

use std::collections::BTreeMap;

use super::codes::Code;
use super::draft::Draft;
use super::edition::phrases;
use super::limits;
use super::node::{Node, Table};
use super::report::text;
use crate::courses::model::{
    ActivityId, ChoiceId, Feedback, Form, Gap, GapId, Question, QuestionId, QuestionText, QuizText,
};

pub(super) fn read(
    root: Table<'_>,
    draft: &Draft,
    quiz: &ActivityId,
    words: &mut QuizText,
    sealed: &mut BTreeMap<QuestionId, Feedback>,
) {
    root.only(&["introduction", "questions"]);
    words.introduction = root.may("introduction").and_then(|node| node.text(limits::PARAGRAPH));
    let mut asked = draft.questions_of(quiz).peekable();
    if asked.peek().is_none() && root.may("questions").is_none() {
        return;
    }
    let Some(questions) = root.need("questions").and_then(Node::table) else { return };
    for question in asked {
        match questions.may(question.id.as_str()) {
            None => questions.fault(Code::TextMissing, [text("questions"), text(&question.id)]),
            Some(node) => {
                let Some(table) = node.table() else { continue };
                words.questions.insert(question.id.clone(), read_question(table, &question.form));
                sealed.insert(question.id.clone(), feedback(table, &question.form));
            }
        }
    }
    for node in questions.members() {
        let is_asked = draft.questions_of(quiz).any(|question: &Question| question.id.as_str() == node.name);
        let is_broken = draft.names.questions.knows(node.name)
            && !draft.questions.iter().any(|at| at.value.id.as_str() == node.name);
        if !is_asked && !is_broken {
            node.fault(Code::TextExtra, [text("questions"), text(node.name)]);
        }
    }
}

fn read_question(table: Table<'_>, form: &Form) -> QuestionText {
    table.only(&[&["stem", "feedback"][..], members(form)].concat());
    let mut words = QuestionText { stem: table.text("stem", limits::PARAGRAPH), ..QuestionText::default() };
    let list = |member: &str, ids: &[ChoiceId]| phrases(table, member, ids, None, limits::PHRASE);
    match form {
        Form::Single { choices } | Form::Multiple { choices } => words.choices = list("choices", choices),
        Form::Matching { left, right } => (words.left, words.right) = (list("left", left), list("right", right)),
        Form::Ordering { items } => words.items = list("items", items),
        Form::Categorise { items, categories } => {
            (words.items, words.categories) = (list("items", items), list("categories", categories));
        }
        Form::Cloze { gaps } => {
            check_stem(table, &words.stem, gaps);
            words.gaps = gap_words(table, gaps);
        }
        Form::Numeric => words.unit = table.may("unit").and_then(|node| node.text(limits::TITLE)),
        Form::TrueFalse | Form::ShortAnswer => {}
    }
    words
}

const fn members(form: &Form) -> &'static [&'static str] {
    match form {
        Form::Single { .. } | Form::Multiple { .. } => &["choices", "choice_feedback"],
        Form::Matching { .. } => &["left", "right"],
        Form::Ordering { .. } => &["items"],
        Form::Categorise { .. } => &["items", "categories"],
        Form::Cloze { .. } => &["gaps"],
        Form::Numeric => &["unit"],
        Form::TrueFalse | Form::ShortAnswer => &[],
    }
}

fn feedback(table: Table<'_>, form: &Form) -> Feedback {
    let mut feedback = Feedback { feedback: table.text("feedback", limits::PARAGRAPH), choices: BTreeMap::new() };
    let (Form::Single { choices } | Form::Multiple { choices }) = form else { return feedback };
    let Some(own) = table.may("choice_feedback").and_then(Node::table) else { return feedback };
    for node in own.members() {
        match choices.iter().find(|choice| choice.as_str() == node.name) {
            Some(choice) => feedback.choices.extend(node.text(limits::PARAGRAPH).map(|words| (choice.clone(), words))),
            None => node.fault(Code::TextExtra, [text("choices"), text(node.name)]),
        }
    }
    feedback
}

/// Each gap stands in the stem, once.
fn check_stem(table: Table<'_>, stem: &str, gaps: &[Gap]) {
    let Some(node) = table.may("stem") else { return };
    let mut seen: Vec<&str> = Vec::new();
    for name in placeholders(stem) {
        if seen.contains(&name) {
            node.fault(Code::StemGapTwice, [text(name)]);
        } else if !gaps.iter().any(|gap| gap.id.as_str() == name) {
            node.fault(Code::StemGapUnknown, [text(name)]);
        }
        seen.push(name);
    }
    for gap in gaps.iter().filter(|gap| !seen.contains(&gap.id.as_str())) {
        node.fault(Code::StemGapMissing, [text(&gap.id)]);
    }
}

/// What stands between `{{` and `}}`.
pub(in crate::courses) fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.split("{{").skip(1).map(|rest| rest.split_once("}}").map_or(rest, |(name, _)| name))
}

fn gap_words(table: Table<'_>, gaps: &[Gap]) -> BTreeMap<GapId, BTreeMap<ChoiceId, String>> {
    let chosen = || gaps.iter().filter_map(|gap| Some((&gap.id, gap.choices.as_ref()?)));
    let mut words = BTreeMap::new();
    if chosen().next().is_none() && table.may("gaps").is_none() {
        return words;
    }
    let Some(own) = table.need("gaps").and_then(Node::table) else { return words };
    for (gap, choices) in chosen() {
        if own.may(gap.as_str()).is_none() {
            own.fault(Code::TextMissing, [text("gaps"), text(gap)]);
        } else {
            words.insert(gap.clone(), phrases(own, gap.as_str(), choices, None, limits::PHRASE));
        }
    }
    for node in own.members().filter(|node| !chosen().any(|(gap, _)| gap.as_str() == node.name)) {
        node.fault(Code::TextExtra, [text("gaps"), text(node.name)]);
    }
    words
}
