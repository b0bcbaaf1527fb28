//! The entries of a file, as the tools of gettext write them.

use std::iter::Peekable;
use std::str::Bytes;

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
        if self.has_target {
            self.finish()?;
        }
        // Translations of what is no more: what was said before is of them.
        if line.starts_with("#~") {
            self.finish()?;
            self.entry = Entry::default();
            return Some(());
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
        let words = unquote(quoted)?;
        let text = match self.field? {
            Field::Context => self.entry.context.get_or_insert_default(),
            Field::Source => &mut self.entry.source,
            Field::Target => &mut self.entry.target,
            Field::Other => return Some(()),
        };
        text.push_str(&words);
        Some(())
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

/// The text of a string in quotation marks.
fn unquote(quoted: &str) -> Option<String> {
    let mut bytes = quoted.strip_prefix('"')?.strip_suffix('"')?.bytes().peekable();
    let mut text = Vec::with_capacity(bytes.len());
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => return None,
            b'\\' => text.push(unescape(&mut bytes)?),
            byte => text.push(byte),
        }
    }
    String::from_utf8(text).ok()
}

/// What follows a backslash, as in C: a byte, of which several may make one character.
fn unescape(bytes: &mut Peekable<Bytes<'_>>) -> Option<u8> {
    Some(match bytes.next()? {
        b'n' => b'\n',
        b't' => b'\t',
        b'r' => b'\r',
        b'a' => 0x7,
        b'b' => 0x8,
        b'v' => 0xB,
        b'f' => 0xC,
        b'x' => number(0, 2, 16, bytes)?,
        digit @ b'0'..=b'7' => number(u32::from(digit - b'0'), 2, 8, bytes)?,
        byte @ (b'"' | b'\\' | b'\'' | b'?') => byte,
        _ => return None,
    })
}

/// No text has a NUL.
fn number(first: u32, most: usize, radix: u32, bytes: &mut Peekable<Bytes<'_>>) -> Option<u8> {
    let mut number = first;
    for _ in 0..most {
        let Some(digit) = bytes.peek().and_then(|byte| char::from(*byte).to_digit(radix)) else { break };
        number = number * radix + digit;
        bytes.next();
    }
    u8::try_from(number).ok().filter(|byte| *byte != 0)
}
