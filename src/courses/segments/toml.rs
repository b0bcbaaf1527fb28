//! Texts in TOML files, each put in its place; all that is not touched keeps its bytes.

use toml_edit::{Array, Decor, DocumentMut, Item, Table, TableLike, Value};

/// A file to be changed. `None` when it is no TOML.
pub(super) fn open(text: &str) -> Option<DocumentMut> {
    text.parse().ok()
}

/// Puts a text in its place. A text that is there already, and tables around it, are left as they are written.
pub(super) fn set(file: &mut DocumentMut, path: &[&str], text: &str) {
    let Some((name, tables)) = path.split_last() else { return };
    let mut table: &mut dyn TableLike = file.as_table_mut();
    for step in tables {
        let Some(inner) = table.entry(step).or_insert(Item::Table(Table::new())).as_table_like_mut() else { return };
        table = inner;
    }
    let is_there = table.get(name).and_then(Item::as_str).is_some_and(|there| there.trim() == text);
    if !is_there {
        put(table, name, text.into());
    }
}

/// Puts the words that count as right in a language, one on each line, beside those of others.
pub(super) fn accept(course: &mut DocumentMut, (question, gap): (&str, Option<&str>), language: &str, words: &str) {
    let Some(asked) = find(course, question) else { return };
    let holder = match gap {
        None => Some(asked),
        Some(gap) => asked
            .get_mut("gaps")
            .and_then(Item::as_table_like_mut)
            .and_then(|gaps| gaps.get_mut(gap))
            .and_then(Item::as_table_like_mut),
    };
    let Some(accept) = holder.and_then(|holder| holder.get_mut("accept")).and_then(Item::as_table_like_mut) else {
        return;
    };
    let words: Vec<&str> = words.lines().map(str::trim).filter(|word| !word.is_empty()).collect();
    let there = accept.get(language).and_then(Item::as_array);
    let is_there = there.is_some_and(|there| {
        there.len() == words.len() && there.iter().zip(&words).all(|(there, word)| there.as_str() == Some(*word))
    });
    if !is_there {
        put(accept, language, Value::Array(words.into_iter().collect::<Array>()));
    }
}

fn find<'a>(course: &'a mut DocumentMut, question: &str) -> Option<&'a mut dyn TableLike> {
    let is_it = |table: &dyn TableLike| table.get("id").and_then(Item::as_str) == Some(question);
    match course.get_mut("questions")? {
        Item::ArrayOfTables(tables) => {
            tables.iter_mut().find(|table| is_it(*table)).map(|table| table as &mut dyn TableLike)
        }
        Item::Value(Value::Array(tables)) => tables
            .iter_mut()
            .filter_map(Value::as_inline_table_mut)
            .find(|table| is_it(*table))
            .map(|table| table as &mut dyn TableLike),
        _ => None,
    }
}

/// Replaces a value, and keeps the space and comments around it.
fn put(table: &mut dyn TableLike, name: &str, mut value: Value) {
    if let Some(there) = table.get_mut(name).and_then(Item::as_value_mut) {
        *value.decor_mut() = there.decor().clone();
        *there = value;
        return;
    }
    // The space before a closing brace belongs to the last value.
    if let Some((_, Item::Value(last))) = table.iter_mut().last() {
        let space = last.decor().suffix().and_then(|suffix| suffix.as_str()).unwrap_or_default().to_owned();
        if !space.is_empty() && space.trim().is_empty() {
            last.decor_mut().set_suffix("");
            *value.decor_mut() = Decor::new(" ", space);
        }
    }
    table.insert(name, Item::Value(value));
}
