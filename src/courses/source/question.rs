//! `[[questions]]`: what is asked. What is right is read in [`super::key`].

use std::collections::BTreeMap;

use super::codes::Code;
use super::draft::{AcceptedWords, Draft};
use super::ids::Ids;
use super::key;
use super::node::{At, Node, Table};
use super::report::{number, text};
use crate::courses::model::{
    Accepted, ActivityId, ChoiceId, Form, Gap, GapId, Key, Language, PoolId, Question, QuestionId,
};

/// What all questions have.
const MEMBERS: [&str; 6] = ["id", "activity", "kind", "outcomes", "pool", "points"];

#[derive(Clone, Copy)]
enum Kind {
    Single,
    Multiple,
    TrueFalse,
    Matching,
    Ordering,
    Categorise,
    Cloze,
    ShortAnswer,
    Numeric,
}

const KINDS: [(&str, Kind); 9] = [
    ("single", Kind::Single),
    ("multiple", Kind::Multiple),
    ("true-false", Kind::TrueFalse),
    ("matching", Kind::Matching),
    ("ordering", Kind::Ordering),
    ("categorise", Kind::Categorise),
    ("cloze", Kind::Cloze),
    ("short-answer", Kind::ShortAnswer),
    ("numeric", Kind::Numeric),
];

/// A question while its form is read.
pub(super) struct Asked<'a> {
    pub table: Table<'a>,
    /// Its name for messages, sound or not.
    pub name: &'a str,
    pub languages: &'a [Language],
    /// Words that may be written, by language.
    pub accepted: BTreeMap<Language, Accepted>,
}

/// Reads a question into the draft, with its key.
pub(super) fn read(table: Table<'_>, draft: &mut Draft, languages: &[Language]) {
    let Some(node) = table.need("id") else { return };
    let id: Option<QuestionId> = draft.names.questions.declare(node);
    let activity = table.need("activity").and_then(|node| quiz(node, draft));
    let outcomes = table.need("outcomes").map(|list| draft.names.outcomes.refer_some(list)).unwrap_or_default();
    let pool = table.may("pool").and_then(|node| pool(node, activity.as_ref(), draft));
    let points = table.may("points").and_then(|node| node.integer(&(1..=100))).unwrap_or(1);
    let kind = table.need("kind").and_then(|node| node.one_of(&KINDS));
    let mut asked = Asked { table, name: node.word().unwrap_or_default(), languages, accepted: BTreeMap::new() };
    let Some(form) = kind.and_then(|kind| form(kind, &mut asked)) else { return };
    let (Some(id), Some(activity)) = (id, activity) else { return };
    if let Some(key) = &form.1 {
        check_order(node, &form.0, key);
    }
    keep(&mut draft.accepted, &id, asked.accepted);
    draft.keys.extend(form.1.map(|key| (id.clone(), key)));
    let question = Question { id, activity, outcomes, pool, points, form: form.0 };
    draft.questions.push(At { line: node.line, value: question });
}

fn keep(all: &mut AcceptedWords, id: &QuestionId, words: BTreeMap<Language, Accepted>) {
    if !words.is_empty() {
        all.insert(id.clone(), words);
    }
}

fn quiz(node: Node<'_>, draft: &Draft) -> Option<ActivityId> {
    let id = draft.names.activities.refer(node)?;
    if draft.activity(&id).is_some_and(|activity| activity.quiz().is_none()) {
        node.fault(Code::QuestionNotInQuiz, [text(&id)]);
        return None;
    }
    Some(id)
}

fn pool(node: Node<'_>, activity: Option<&ActivityId>, draft: &Draft) -> Option<PoolId> {
    draft.names.pools.get(activity?)?.refer(node)
}

/// The order in which things stand must not be the answer, not even in a quiz that shuffles: its outline does not.
fn check_order(node: Node<'_>, form: &Form, key: &Key) {
    let is_given_away = match (form, key) {
        (Form::Ordering { items }, Key::Ordering { order }) => items == order,
        (Form::Matching { left, right }, Key::Matching { pairs }) => {
            left.iter().zip(right).all(|(l, r)| pairs.get(l) == Some(r))
        }
        _ => false,
    };
    if is_given_away {
        node.fault(Code::OrderGivenAway, [text(node.word().unwrap_or_default())]);
    }
}

/// The members that a kind of question has besides [`MEMBERS`].
const fn members(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Single | Kind::Multiple => &["choices", "key"],
        Kind::TrueFalse => &["key"],
        Kind::Matching => &["left", "right", "key"],
        Kind::Ordering => &["items", "key"],
        Kind::Categorise => &["items", "categories", "key"],
        Kind::Cloze => &["gaps"],
        Kind::ShortAnswer => &["accept"],
        Kind::Numeric => &["key", "tolerance"],
    }
}

fn form(kind: Kind, asked: &mut Asked<'_>) -> Option<(Form, Option<Key>)> {
    let table = asked.table;
    table.only(&[&MEMBERS[..], members(kind)].concat());
    Some(match kind {
        Kind::Single => {
            let choices = declare(table, "choices", 2);
            let key = key::single(asked, &choices.ids);
            (Form::Single { choices: choices.list }, key)
        }
        Kind::Multiple => {
            let choices = declare(table, "choices", 2);
            let key = key::multiple(asked, &choices.ids);
            (Form::Multiple { choices: choices.list }, key)
        }
        Kind::TrueFalse => (Form::TrueFalse, key::true_false(asked)),
        Kind::Matching => {
            let left = declare(table, "left", 2);
            let right = declare(table, "right", left.list.len().max(2));
            let key = key::assignment(asked, &left, &right.ids).map(|pairs| Key::Matching { pairs });
            (Form::Matching { left: left.list, right: right.list }, key)
        }
        Kind::Ordering => {
            let items = declare(table, "items", 2);
            let key = key::ordering(asked, &items);
            (Form::Ordering { items: items.list }, key)
        }
        Kind::Categorise => {
            let (items, categories) = (declare(table, "items", 2), declare(table, "categories", 2));
            let key = key::assignment(asked, &items, &categories.ids).map(|places| Key::Categorise { places });
            (Form::Categorise { items: items.list, categories: categories.list }, key)
        }
        Kind::Cloze => cloze(asked)?,
        Kind::ShortAnswer => (Form::ShortAnswer, key::short_answer(asked)),
        Kind::Numeric => (Form::Numeric, key::numeric(asked)),
    })
}

fn cloze(asked: &mut Asked<'_>) -> Option<(Form, Option<Key>)> {
    let list = asked.table.need("gaps")?;
    let tables: Vec<_> = list.table()?.members().collect();
    if tables.is_empty() {
        list.fault(Code::TooFew, [text("gaps"), number(1)]);
    }
    let (mut names, mut gaps, mut keys) = (Ids::new("gap"), Vec::new(), BTreeMap::new());
    for node in tables {
        let id: Option<GapId> = names.declare_word(node, node.name);
        let (Some(id), Some(table)) = (id, node.table()) else { continue };
        let Some((choices, key)) = key::gap(asked, table, &id) else { continue };
        keys.extend(key.map(|key| (id.clone(), key)));
        gaps.push(At { line: node.line, value: Gap { id, choices } });
    }
    gaps.sort_by_key(|gap| gap.line);
    let gaps = gaps.into_iter().map(|gap| gap.value).collect();
    Some((Form::Cloze { gaps }, Some(Key::Cloze { gaps: keys })))
}

/// A list of names that a question declares.
pub(super) struct Declared {
    pub ids: Ids,
    pub list: Vec<ChoiceId>,
}

/// Reads a list of at least so many new names.
pub(super) fn declare(table: Table<'_>, member: &str, least: usize) -> Declared {
    let mut declared = Declared { ids: Ids::new("choice"), list: Vec::new() };
    let Some(node) = table.need(member) else { return declared };
    for item in node.items() {
        declared.list.extend(declared.ids.declare(item));
    }
    if node.is_list() && node.items().count() < least {
        node.fault(Code::TooFew, [text(member), number(least)]);
    }
    declared
}
