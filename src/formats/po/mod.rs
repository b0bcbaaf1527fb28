//! Files of GNU gettext (PO) for volunteers and their editors: `msgctxt` is the key of a unit, `fuzzy` says that its translation
//! is stale.

mod reading;

use std::borrow::Cow;
use std::fmt::Write as _;

use self::reading::Entry;
use super::exchange::{Arrival, Document, Fault, FaultCode, Intake, Received, Unit, UnitState, compare_heads, text_of};
use crate::i18n::Locale;

const FORMAT: &str = "PO";
const CATALOGUE: &str = "X-Catalogue";
const SOURCE_LANGUAGE: &str = "X-Source-Language";
const LANGUAGE: &str = "Language";
/// Before the hash in an extracted comment, which editors keep.
const REVISION: &str = "revision:";

/// A file that Poedit, Weblate and the tools of gettext read.
#[must_use]
pub fn write(document: &Document) -> String {
    let header = [
        ("Project-Id-Version", Cow::from(&document.catalogue)),
        (LANGUAGE, document.target_locale.as_str().replace('-', "_").into()),
        ("MIME-Version", "1.0".into()),
        ("Content-Type", "text/plain; charset=UTF-8".into()),
        ("Content-Transfer-Encoding", "8bit".into()),
        (SOURCE_LANGUAGE, document.source_locale.as_str().replace('-', "_").into()),
        (CATALOGUE, Cow::from(&document.catalogue)),
    ];
    let header: String = header.iter().map(|(name, value)| format!("{name}: {value}\n")).collect();
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
    let notes = unit.notes.iter().flat_map(|note| note.split(['\n', '\r']));
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
    for entry in entries {
        if entry.context.is_none() && entry.source.is_empty() {
            check_header(&entry.target, expected)?;
        } else if entry.is_plural {
            let key = entry.context.as_ref().unwrap_or(&entry.source);
            intake.refuse(Fault::new(FaultCode::UnknownUnit).at_line(entry.line).at_unit(key));
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
        state: entry.is_fuzzy.then_some(UnitState::Stale),
    }
}

fn check_header(header: &str, expected: &Document) -> Result<(), Vec<Fault>> {
    let value = |wanted: &str| {
        let fields = header.lines().filter_map(|line| line.split_once(':'));
        let value = fields.filter(|(name, _)| name.trim().eq_ignore_ascii_case(wanted)).map(|(_, value)| value.trim());
        value.filter(|value| !value.is_empty()).last()
    };
    let [source, target] = [SOURCE_LANGUAGE, LANGUAGE].map(|name| value(name).map(tag));
    compare_heads(value(CATALOGUE), [source.as_deref(), target.as_deref()], expected)
}

/// The tag of a language from its name as a POSIX locale: `pt_BR`, `sr@latin`, `ca_ES.UTF-8@valencia`.
fn tag(name: &str) -> String {
    let (name, modifier) = name.split_once('@').unwrap_or((name, ""));
    let name = name.split('.').next().unwrap_or_default().replace('_', "-");
    let (language, region) = name.split_once('-').unwrap_or((&name, ""));
    let parts = match modifier {
        "" => return name,
        "latin" => [language, "Latn", region],
        "cyrillic" => [language, "Cyrl", region],
        variant => [language, region, variant],
    };
    let tag = parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    Locale::parse(&tag).map_or(tag, |locale| locale.to_string())
}

#[cfg(test)]
mod tests;
