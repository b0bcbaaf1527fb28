//! The entries of a file, as the tools of gettext write them.

use std::iter::Peekable;
use std::str::Chars;

use super::{FORMAT, REVISION};
use crate::formats::exchange::{Fault, FaultCode, UNITS};

/// A message of a file.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Entry {
    pub line: usize,
    pub context: Option<String>,
    pub source: String,
    pub target: String,
    pub is_plural: bool,
    pub is_fuzzy: bool,
    pub revision: Option<String>,
}

/// The last text that was begun: strings below it go on with it.
#[derive(Clone, Copy, PartialEq)]
enum Field {
    Context,
    Source,
    Target,
    /// Of a plural: not kept.
    Other,
}

#[derive(Default)]
struct Reader {
    entries: Vec<Entry>,
    entry: Entry,
    field: Option<Field>,
    has_source: bool,
    has_target: bool,
}

/// # Errors
/// At the first line that is none of PO; nothing of a damaged file is taken.
pub(super) fn entries(text: &str) -> Result<Vec<Entry>, Fault> {
    let mut reader = Reader::default();
    let mut last = 0;
    for (number, line) in text.lines().enumerate() {
        last = number + 1;
        reader.take(line.trim(), last).ok_or_else(|| reader.fault(last))?;
        if reader.entries.len() > UNITS {
            return Err(Fault::new(FaultCode::TooManyUnits).with("most", UNITS));
        }
    }
    reader.finish().ok_or_else(|| reader.fault(last))?;
    if reader.entries.is_empty() {
        return Err(Fault::new(FaultCode::WrongFormat).with("format", FORMAT));
    }
    Ok(reader.entries)
}

impl Reader {
    fn fault(&self, line: usize) -> Fault {
        let code = if self.entries.is_empty() { FaultCode::WrongFormat } else { FaultCode::Malformed };
        Fault::new(code).with("format", FORMAT).at_line(line)
    }

    /// `None` when the line cannot stand here.
    fn take(&mut self, line: &str, number: usize) -> Option<()> {
        if line.is_empty() {
            return if self.has_target { self.finish() } else { Some(()) };
        }
        if line.starts_with('#') {
            return self.take_comment(line);
        }
        if line.starts_with('"') {
            return self.append(line);
        }
        let (keyword, text) = line.split_at(line.find([' ', '\t', '"'])?);
        self.begin(keyword, number)?;
        self.append(text.trim_start())
    }

    fn take_comment(&mut self, line: &str) -> Option<()> {
        // Translations of what is no more.
        if line.starts_with("#~") {
            return Some(());
        }
        if self.has_target {
            self.finish()?;
        }
        if let Some(flags) = line.strip_prefix("#,") {
            self.entry.is_fuzzy |= flags.split(',').any(|flag| flag.trim() == "fuzzy");
        } else if let Some(revision) = line.strip_prefix("#.").and_then(|note| note.trim().strip_prefix(REVISION)) {
            self.entry.revision = Some(revision.trim().to_owned());
        }
        Some(())
    }

    fn begin(&mut self, keyword: &str, number: usize) -> Option<()> {
        if self.has_target && matches!(keyword, "msgctxt" | "msgid") {
            self.finish()?;
        }
        if self.entry.line == 0 {
            self.entry.line = number;
        }
        self.field = Some(match keyword {
            "msgctxt" if !self.has_source && self.entry.context.is_none() => {
                self.entry.context = Some(String::new());
                Field::Context
            }
            "msgid" if !self.has_source => {
                self.has_source = true;
                Field::Source
            }
            "msgid_plural" if self.has_source && !self.has_target => {
                self.entry.is_plural = true;
                Field::Other
            }
            "msgstr" if self.has_source && !self.has_target => {
                self.has_target = true;
                Field::Target
            }
            _ if keyword.starts_with("msgstr[") && self.entry.is_plural => {
                self.has_target = true;
                Field::Other
            }
            _ => return None,
        });
        Some(())
    }

    fn append(&mut self, quoted: &str) -> Option<()> {
        let text = match self.field? {
            Field::Context => self.entry.context.get_or_insert_default(),
            Field::Source => &mut self.entry.source,
            Field::Target => &mut self.entry.target,
            Field::Other => &mut String::new(),
        };
        let inner = quoted.strip_prefix('"')?;
        let mut characters = inner.chars().peekable();
        loop {
            match characters.next()? {
                '"' => break,
                '\\' => text.push(unescape(&mut characters)?),
                c => text.push(c),
            }
        }
        characters.next().is_none().then_some(())
    }

    /// Puts an entry with the others. `None` when a part of it is missing.
    fn finish(&mut self) -> Option<()> {
        if self.has_target {
            self.entries.push(std::mem::take(&mut self.entry));
        } else if self.has_source || self.entry.context.is_some() {
            return None;
        }
        (self.field, self.has_source, self.has_target) = (None, false, false);
        Some(())
    }
}

/// What follows a backslash, as in C; bytes that are no ASCII are not written so.
fn unescape(characters: &mut Peekable<Chars<'_>>) -> Option<char> {
    Some(match characters.next()? {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'a' => '\u{7}',
        'b' => '\u{8}',
        'v' => '\u{B}',
        'f' => '\u{C}',
        'x' => number(0, 2, 16, characters)?,
        c if c.is_digit(8) => number(c.to_digit(8)?, 2, 8, characters)?,
        c @ ('"' | '\\' | '\'' | '?') => c,
        _ => return None,
    })
}

fn number(first: u32, most: usize, radix: u32, characters: &mut Peekable<Chars<'_>>) -> Option<char> {
    let mut number = first;
    for _ in 0..most {
        let Some(digit) = characters.peek().and_then(|c| c.to_digit(radix)) else { break };
        number = number * radix + digit;
        characters.next();
    }
    char::from_u32(number).filter(char::is_ascii)
}
