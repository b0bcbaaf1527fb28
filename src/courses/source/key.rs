//! The right answers: that there is one, and that it names what the question offers.

use std::collections::{BTreeMap, BTreeSet};

use super::codes::Code;
use super::ids::Ids;
use super::limits;
use super::node::{Node, Table};
use super::question::{Asked, Declared, declare};
use super::report::{number, text};
use crate::courses::model::{ChoiceId, GapId, GapKey, Key, Language};

/// The key; when there is none the question has no right answer.
fn key_of<'a>(asked: &Asked<'a>, table: Table<'a>) -> Option<Node<'a>> {
    let key = table.may("key");
    if key.is_none() {
        table.fault(Code::KeyMissing, [text(asked.name)]);
    }
    key
}

pub(super) fn single(asked: &Asked<'_>, choices: &Ids) -> Option<Key> {
    let choice = choices.refer(key_of(asked, asked.table)?)?;
    Some(Key::Single { choice })
}

pub(super) fn multiple(asked: &Asked<'_>, choices: &Ids) -> Option<Key> {
    let key = key_of(asked, asked.table)?;
    let right: BTreeSet<_> = choices.refer_all(key).into_iter().collect();
    if key.is_list() && key.items().next().is_none() {
        key.fault(Code::KeyMissing, [text(asked.name)]);
    }
    Some(Key::Multiple { choices: right })
}

pub(super) fn true_false(asked: &Asked<'_>) -> Option<Key> {
    let right = key_of(asked, asked.table)?.boolean()?;
    Some(Key::TrueFalse { right })
}

/// Gives each of some names one of others: matching and sorting.
pub(super) fn assignment(asked: &Asked<'_>, from: &Declared, to: &Ids) -> Option<BTreeMap<ChoiceId, ChoiceId>> {
    let key = key_of(asked, asked.table)?;
    let mut pairs = BTreeMap::new();
    for node in key.table()?.members() {
        let (name, target) = (from.ids.refer_word(node, node.name), to.refer(node));
        pairs.extend(name.zip(target));
    }
    let given = |name: &ChoiceId| key.table().is_some_and(|table| table.may(name.as_str()).is_some());
    for name in from.list.iter().filter(|name| !given(name)) {
        key.fault(Code::KeyIncomplete, [text(name)]);
    }
    Some(pairs)
}

pub(super) fn ordering(asked: &Asked<'_>, items: &Declared) -> Option<Key> {
    let key = key_of(asked, asked.table)?;
    let order: Vec<ChoiceId> = items.ids.refer_all(key);
    if key.is_list() {
        for item in items.list.iter().filter(|item| !order.contains(item)) {
            key.fault(Code::KeyIncomplete, [text(item)]);
        }
    }
    Some(Key::Ordering { order })
}

pub(super) fn numeric(asked: &Asked<'_>) -> Option<Key> {
    let tolerance = asked.table.may("tolerance").and_then(|node| {
        let tolerance = node.decimal()?;
        if tolerance < 0.0 {
            node.fault(Code::NumberRange, [text(node.name), text(0), text("∞")]);
        }
        Some(tolerance)
    });
    let value = key_of(asked, asked.table)?.decimal()?;
    Some(Key::Numeric { value, tolerance: tolerance.unwrap_or_default() })
}

pub(super) fn short_answer(asked: &mut Asked<'_>) -> Option<Key> {
    let Some(node) = asked.table.may("accept") else {
        asked.table.fault(Code::KeyMissing, [text(asked.name)]);
        return None;
    };
    for (language, words) in accept(node, asked.languages)? {
        asked.accepted.entry(language).or_default().answer = words;
    }
    Some(Key::ShortAnswer)
}

/// A gap is chosen from a list, or written.
pub(super) fn gap(
    asked: &mut Asked<'_>,
    table: Table<'_>,
    id: &GapId,
) -> Option<(Option<Vec<ChoiceId>>, Option<GapKey>)> {
    table.only(&["choices", "key", "accept"]);
    let is_chosen = table.may("choices").is_some() || table.may("key").is_some();
    match (is_chosen, table.may("accept")) {
        (true, None) => {
            let choices = declare(table, "choices", 2);
            let key =
                key_of(asked, table).and_then(|node| choices.ids.refer(node)).map(|choice| GapKey::Choice { choice });
            Some((Some(choices.list), key))
        }
        (false, Some(node)) => {
            for (language, words) in accept(node, asked.languages)? {
                asked.accepted.entry(language).or_default().gaps.insert(id.clone(), words);
            }
            Some((None, Some(GapKey::Written)))
        }
        _ => {
            table.fault(Code::GapAnswer, [text(id)]);
            None
        }
    }
}

/// The words that count, for every language that has an edition; languages to come may have theirs already.
fn accept(node: Node<'_>, languages: &[Language]) -> Option<BTreeMap<Language, Vec<String>>> {
    let table = node.table()?;
    let mut accepted = BTreeMap::new();
    for list in table.members() {
        let words = list.items().filter_map(accepted_word).collect::<Vec<_>>();
        if list.is_list() && list.items().next().is_none() {
            list.fault(Code::TooFew, [text(list.name), number(1)]);
        }
        match Language::parse(list.name) {
            Ok(language) => drop(accepted.insert(language, words)),
            Err(_) => list.fault(Code::LanguageTag, [text(list.name)]),
        }
    }
    for language in languages.iter().filter(|language| !accepted.contains_key(*language)) {
        node.fault(Code::AcceptMissing, [text(language)]);
    }
    Some(accepted)
}

/// Case, accents, spaces and punctuation do not count, so something else has to.
fn accepted_word(node: Node<'_>) -> Option<String> {
    let word = node.text(limits::PHRASE)?;
    if !word.chars().any(char::is_alphanumeric) {
        node.fault(Code::AcceptBlank, [text(&word)]);
    }
    Some(word)
}
