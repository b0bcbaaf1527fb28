//! Files of GNU gettext (PO) for volunteers and their editors: `msgctxt` is the key of a unit, `fuzzy` says that its translation
//! is stale.

mod posix;
mod reading;

use std::borrow::Cow;
use std::fmt::Write as _;

use self::reading::Entry;
use super::exchange::{Arrival, Document, Fault, FaultCode, Intake, Received, Unit, UnitState, compare_heads, text_of};

const FORMAT: &str = "PO";
const CATALOGUE: &str = "X-Catalogue";
const SOURCE_LANGUAGE: &str = "X-Source-Language";
const LANGUAGE: &str = "Language";
/// How many entries the file was written with: one that was cut off has fewer. Editors keep those of texts that are no more, too.
const COUNT: &str = "X-Text-Count";
const NO_MORE: &str = "#~ msgid ";
/// Before the hash in an extracted comment, which editors keep.
const REVISION: &str = "revision:";

/// A file that Poedit, Weblate and the tools of gettext read.
#[must_use]
pub fn write(document: &Document) -> String {
    let header = [
        ("Project-Id-Version", Cow::from(&document.catalogue)),
        (LANGUAGE, posix::name(&document.target_locale).into()),
        ("MIME-Version", "1.0".into()),
        ("Content-Type", "text/plain; charset=UTF-8".into()),
        ("Content-Transfer-Encoding", "8bit".into()),
        (SOURCE_LANGUAGE, posix::name(&document.source_locale).into()),
        (CATALOGUE, Cow::from(&document.catalogue)),
        (COUNT, document.units.len().to_string().into()),
    ];
    let header = header.map(|(name, value)| format!("{name}: {value}\n")).concat();
    let mut out = String::new();
    write_text(&mut out, "msgid", "");
    write_text(&mut out, "msgstr", &header);
    for unit in &document.units {
        out.push('\n');
        write_unit(&mut out, unit);
    }
    out
}

fn write_unit(out: &mut String, unit: &Unit) {
    // Some tools end lines at more signs than others: whatever a note says, it says within its comment.
    let notes =
        unit.notes.iter().flat_map(|note| note.split(|c: char| c.is_control() || "\u{2028}\u{2029}".contains(c)));
    for line in notes.filter(|line| !line.trim().is_empty()) {
        let _ = writeln!(out, "#. {line}");
    }
    if let Some(most) = unit.max_length {
        let _ = writeln!(out, "#. maxlen: {most}");
    }
    let _ = writeln!(out, "#. {REVISION} {}", unit.source_hash);
    if unit.state == UnitState::Stale {
        out.push_str("#, fuzzy\n");
    }
    write_text(out, "msgctxt", &unit.key);
    write_text(out, "msgid", &unit.source);
    write_text(out, "msgstr", unit.target.as_deref().unwrap_or_default());
}

/// A text of several lines begins below its keyword, as the tools write it.
fn write_text(out: &mut String, keyword: &str, text: &str) {
    let _ = write!(out, "{keyword} ");
    if text.trim_end_matches('\n').contains('\n') {
        out.push_str("\"\"\n");
    }
    let mut is_first = true;
    for line in text.split_inclusive('\n') {
        is_first = false;
        out.push('"');
        line.chars().for_each(|c| write_character(out, c));
        out.push_str("\"\n");
    }
    if is_first {
        out.push_str("\"\"\n");
    }
}

fn write_character(out: &mut String, c: char) {
    match c {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\t' => out.push_str("\\t"),
        '\r' => out.push_str("\\r"),
        '\u{7}' => out.push_str("\\a"),
        '\u{8}' => out.push_str("\\b"),
        '\u{B}' => out.push_str("\\v"),
        '\u{C}' => out.push_str("\\f"),
        // No text has one, and readers end there.
        '\0' => out.push(char::REPLACEMENT_CHARACTER),
        c if c.is_ascii_control() => {
            let _ = write!(out, "\\{:03o}", u32::from(c));
        }
        c => out.push(c),
    }
}

/// Reads a file that was written here, and saved by an editor or merged since.
///
/// # Errors
/// When the file as a whole cannot be read, or is of another catalogue or other languages.
pub fn read(bytes: &[u8], expected: &Document) -> Result<Received, Vec<Fault>> {
    let text = text_of(bytes)?;
    let entries = reading::entries(&text).map_err(|fault| vec![fault])?;
    let mut intake = Intake::of(expected);
    let found = entries.len() - 1 + text.lines().filter(|line| line.trim_start().starts_with(NO_MORE)).count();
    for entry in entries {
        if entry.context.is_none() && entry.source.is_empty() {
            check_header(&entry.target, expected)?;
            let written = field(&entry.target, COUNT).and_then(|count| count.parse::<usize>().ok());
            if let Some(written) = written.filter(|written| found < *written) {
                let fault = Fault::new(FaultCode::FewerUnits).with("found", found).with("expected", written);
                intake.refuse(fault.with("code", COUNT));
            }
        } else if entry.is_plural {
            let key = entry.context.as_ref().unwrap_or(&entry.source);
            intake.refuse(Fault::new(FaultCode::PluralEntry).at_line(entry.line).at_unit(key));
        } else {
            intake.take(arrival(entry));
        }
    }
    Ok(intake.finish())
}

fn arrival(entry: Entry) -> Arrival {
    Arrival {
        line: entry.line,
        key: entry.context.unwrap_or_else(|| entry.source.clone()),
        source: entry.source,
        revision: entry.revision,
        target: entry.target,
        state: Some(if entry.is_fuzzy { UnitState::Stale } else { UnitState::Suggested }),
    }
}

fn check_header(header: &str, expected: &Document) -> Result<(), Vec<Fault>> {
    let [source, target] = [SOURCE_LANGUAGE, LANGUAGE].map(|name| field(header, name).map(posix::tag));
    compare_heads(field(header, CATALOGUE), [source.as_deref(), target.as_deref()], expected)
}

fn field<'a>(header: &'a str, wanted: &str) -> Option<&'a str> {
    let fields = header.lines().filter_map(|line| line.split_once(':'));
    let mut values = fields.filter(|(name, _)| name.trim().eq_ignore_ascii_case(wanted)).map(|(_, value)| value.trim());
    values.rfind(|value| !value.is_empty())
}

#[cfg(test)]
mod tests;
