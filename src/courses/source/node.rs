//! TOML with a memory for lines: every value knows its name and place, and reports itself when it is not what it should be.

use std::ops::RangeInclusive;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::codes::Code;
use super::limits;
use super::report::{Argument, number, text};
use super::sheet::Sheet;
use crate::courses::model::Day;

/// A value with its line.
#[derive(Clone, Copy, Debug)]
pub(super) struct At<T> {
    pub line: usize,
    pub value: T,
}

/// Parses a file. After a mistake that leaves the rest doubtful there is no document.
pub(super) fn parse<'a>(sheet: &Sheet<'a>) -> Option<DeTable<'a>> {
    let (document, errors) = DeTable::parse_recoverable(sheet.text);
    let mut is_sound = true;
    for error in errors {
        let line = sheet.line(error.span().map_or(0, |span| span.start));
        sheet.fault(line, Code::Toml, [text(error.message())]);
        is_sound &= error.message().starts_with("duplicate key");
    }
    is_sound.then(|| document.into_inner())
}

#[derive(Clone, Copy)]
pub(super) struct Table<'a> {
    sheet: &'a Sheet<'a>,
    pub line: usize,
    members: &'a DeTable<'a>,
}

impl<'a> Table<'a> {
    pub const fn new(sheet: &'a Sheet<'a>, table: &'a DeTable<'a>) -> Self {
        Self { sheet, line: 1, members: table }
    }

    /// Reports every member that is not one of these.
    pub fn only(self, members: &[&str]) {
        for node in self.members().filter(|node| !members.contains(&node.name)) {
            node.fault(Code::MemberUnknown, [text(node.name)]);
        }
    }

    pub fn members(self) -> impl Iterator<Item = Node<'a>> {
        self.members.iter().map(move |(key, value)| Node {
            sheet: self.sheet,
            name: key.get_ref(),
            line: self.sheet.line(key.span().start),
            start: value.span().start,
            value: value.get_ref(),
        })
    }

    pub fn may(self, member: &str) -> Option<Node<'a>> {
        let (key, value) = self.members.get_key_value(member)?;
        let line = self.sheet.line(key.span().start);
        Some(Node { sheet: self.sheet, name: key.get_ref(), line, start: value.span().start, value: value.get_ref() })
    }

    pub fn need(self, member: &str) -> Option<Node<'a>> {
        let node = self.may(member);
        if node.is_none() {
            self.fault(Code::MemberMissing, [text(member)]);
        }
        node
    }

    pub fn fault<const N: usize>(self, code: Code, values: [Argument; N]) {
        self.sheet.fault(self.line, code, values);
    }

    /// A text that has to be there; empty after a mistake, which is reported.
    pub fn text(self, member: &str, limit: usize) -> String {
        self.need(member).and_then(|node| node.text(limit)).unwrap_or_default()
    }

    pub fn flag(self, member: &str) -> bool {
        self.may(member).and_then(Node::boolean).unwrap_or_default()
    }
}

#[derive(Clone, Copy)]
pub(super) struct Node<'a> {
    pub sheet: &'a Sheet<'a>,
    /// Its key; in a list, the key of the list.
    pub name: &'a str,
    pub line: usize,
    /// Where its value begins.
    start: usize,
    value: &'a DeValue<'a>,
}

impl<'a> Node<'a> {
    pub fn fault<const N: usize>(self, code: Code, values: [Argument; N]) {
        self.sheet.fault(self.line, code, values);
    }

    fn expect<T>(self, expected: &str, value: Option<T>) -> Option<T> {
        if value.is_none() {
            self.fault(Code::WrongType, [text(self.name), text(expected)]);
        }
        value
    }

    pub const fn is_list(self) -> bool {
        matches!(self.value, DeValue::Array(_))
    }

    /// A text as it stands, for ids and other words that machines read.
    pub fn word(self) -> Option<&'a str> {
        self.expect("text", self.value.as_str())
    }

    /// A text for people: not empty, not too long, without odd characters.
    pub fn text(self, limit: usize) -> Option<String> {
        let value = self.word()?.trim();
        if value.is_empty() {
            self.fault(Code::TextEmpty, [text(self.name)]);
            return None;
        }
        if value.chars().count() > limit {
            self.fault(Code::TextTooLong, [text(self.name), number(limit)]);
        }
        self.sheet.check_characters(self.first_line(), value);
        Some(value.to_owned())
    }

    /// The line in which the words of a text begin: a line break right after three quotation marks does not count.
    fn first_line(self) -> usize {
        let written = self.sheet.text.get(self.start..).unwrap_or_default();
        let is_block = written.starts_with("\"\"\"\n") || written.starts_with("'''\n");
        self.sheet.line(self.start) + usize::from(is_block)
    }

    pub fn boolean(self) -> Option<bool> {
        self.expect("truth", self.value.as_bool())
    }

    /// A whole number within a range.
    pub fn integer<T: TryFrom<i64> + Into<i64> + Copy>(self, range: &RangeInclusive<T>) -> Option<T> {
        let digits = self.expect("whole-number", self.value.as_integer())?;
        let (least, most) = ((*range.start()).into(), (*range.end()).into());
        let value =
            i64::from_str_radix(digits.as_str(), digits.radix()).ok().filter(|value| (least..=most).contains(value));
        if value.is_none() {
            self.fault(Code::NumberRange, [text(self.name), number(least), number(most)]);
        }
        T::try_from(value?).ok()
    }

    /// Any finite number.
    pub fn decimal(self) -> Option<f64> {
        let value = match self.value {
            DeValue::Integer(digits) => i64::from_str_radix(digits.as_str(), digits.radix()).ok().and_then(exact),
            DeValue::Float(digits) => digits.as_str().parse().ok().filter(|value: &f64| value.is_finite()),
            _ => None,
        };
        self.expect("number", value)
    }

    pub fn day(self) -> Option<Day> {
        let moment = self.expect("day", self.value.as_datetime())?;
        let day = Day::parse(&moment.to_string()).ok();
        if day.is_none() {
            self.fault(Code::DayMalformed, [text(self.name)]);
        }
        day
    }

    pub fn table(self) -> Option<Table<'a>> {
        let table = self.expect("table", self.value.as_table())?;
        Some(Table { sheet: self.sheet, line: self.line, members: table })
    }

    /// The items of a list; none after a mistake, which is reported.
    pub fn items(self) -> impl Iterator<Item = Node<'a>> {
        let items = self.expect("list", self.value.as_array());
        if items.is_some_and(|items| items.len() > limits::LIST_ITEMS) {
            self.fault(Code::TooMany, [text(self.name), number(limits::LIST_ITEMS)]);
        }
        items.into_iter().flat_map(|items| items.iter()).take(limits::LIST_ITEMS).map(move |item| self.item(item))
    }

    /// One of the words of a closed list.
    pub fn one_of<T: Clone>(self, allowed: &[(&str, T)]) -> Option<T> {
        let word = self.word()?;
        let found = allowed.iter().find(|(name, _)| *name == word).map(|(_, value)| value.clone());
        if found.is_none() {
            let names: Vec<_> = allowed.iter().map(|(name, _)| *name).collect();
            self.fault(Code::ValueUnknown, [text(self.name), text(word), text(names.join(", "))]);
        }
        found
    }

    fn item(self, item: &'a Spanned<DeValue<'a>>) -> Self {
        Node { line: self.sheet.line(item.span().start), start: item.span().start, value: item.get_ref(), ..self }
    }
}

/// Whole numbers that a 64-bit float holds exactly.
#[expect(clippy::cast_precision_loss, reason = "checked to fit")]
fn exact(value: i64) -> Option<f64> {
    (value.unsigned_abs() <= 1 << 53).then_some(value as f64)
}
