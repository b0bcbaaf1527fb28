//! Files of Fluent messages (EBNF 1.0) as their entries, byte for byte: fluent-syntax keeps no places, and its serialiser changes
//! some values (0.12 moves a first `[`, `*` or `.` to where it is syntax).

use std::collections::{BTreeMap, HashMap};

use sha2::{Digest, Sha256};

use super::exchange::{Arrival, Document, Fault, FaultCode, Intake, Received, UNITS, text_of};
use crate::i18n::checks;
use crate::i18n::checks::fluent::parse_entries;
use crate::text::hex;

/// A file in pieces: put together they are the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// A message or term, without the comment above and the blank lines below.
    Entry { id: &'a str, text: &'a str },
    /// The comment of the entry that follows, or of a group, or of the file.
    Comment(&'a str),
    /// Blank lines, and what is no Fluent.
    Other(&'a str),
}

/// Takes a file apart. Linear.
#[must_use]
pub fn split(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut at = 0;
    let rest = |at: usize| text.get(at..).unwrap_or_default();
    while at < text.len() {
        let line = first_line(rest(at));
        let length = match checks::entry_name(line) {
            Some(_) => entry_length(rest(at)),
            None if line.starts_with('#') => run(rest(at), |other| level(other) == level(line)),
            None => run(rest(at), |line| !line.starts_with('#') && checks::entry_name(line).is_none()),
        };
        let piece = text.get(at..at + length).unwrap_or_default();
        pieces.push(match checks::entry_name(line) {
            Some(id) => Piece::Entry { id, text: piece },
            None if line.starts_with('#') => Piece::Comment(piece),
            None => Piece::Other(piece),
        });
        at += length;
    }
    pieces
}

/// `#` stands above an entry, `##` above a group, `###` above the file.
fn level(line: &str) -> usize {
    line.bytes().take_while(|byte| *byte == b'#').count()
}

fn first_line(text: &str) -> &str {
    text.split_inclusive('\n').next().unwrap_or_default()
}

/// The bytes of the lines from the first on that are of one kind.
fn run(text: &str, is_same: impl Fn(&str) -> bool) -> usize {
    text.split_inclusive('\n').take_while(|line| is_same(line)).map(str::len).sum()
}

/// An entry ends before the next one, a comment in the first column, or the blank lines before these.
fn entry_length(text: &str) -> usize {
    let mut length = 0;
    let mut end = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        if number > 0 && (line.starts_with('#') || checks::entry_name(line).is_some()) {
            break;
        }
        length += line.len();
        if !line.trim().is_empty() {
            end = length;
        }
    }
    end
}

/// An entry of a file with what is written around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    pub id: &'a str,
    /// Without a line break at the end.
    pub text: &'a str,
    /// The comment right above, without its signs.
    pub comment: String,
    /// The heading of its group (`## …`), without its signs.
    pub group: String,
}

/// The entries of a file, in order.
#[must_use]
pub fn entries(text: &str) -> Vec<Entry<'_>> {
    let (mut entries, mut group, mut comment) = (Vec::new(), String::new(), String::new());
    for piece in split(text) {
        match piece {
            Piece::Comment(written) if written.starts_with("##") => {
                if !written.starts_with("###") {
                    group = bare(written);
                }
                comment.clear();
            }
            Piece::Comment(written) => comment = bare(written),
            Piece::Other(_) => comment.clear(),
            Piece::Entry { id, text } => {
                let comment = std::mem::take(&mut comment);
                entries.push(Entry { id, text: text.trim_end(), comment, group: group.clone() });
            }
        }
    }
    entries
}

fn bare(comment: &str) -> String {
    let lines = comment.lines().map(|line| line.trim_start_matches('#').trim());
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// What an entry means: comments, indentation and blank lines change nothing. `None` when it is no single entry.
#[must_use]
pub fn hash(entry: &str) -> Option<String> {
    hashes([entry]).pop().flatten()
}

/// As [`hash`], of many entries at once: each call parses on a thread of its own.
#[must_use]
pub fn hashes<'a>(entries: impl IntoIterator<Item = &'a str>) -> Vec<Option<String>> {
    let hashed = |canonical: Option<String>| Some(hex(&Sha256::digest(canonical?.as_bytes())));
    checks::canonical_entries(entries).into_iter().map(hashed).collect()
}

/// Why a file could not be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the message {0} could not be read as it was written")]
pub struct Corrupt(pub String);

/// A file in the order of its source, with its comments, groups and blank lines, and with these entries in place of the source's.
/// What is not translated is left out. An entry's bytes are written as they are, without a comment of its own.
///
/// # Errors
/// When an entry would not be read again as what it is, or has no place in the source; then nothing is written.
pub fn merge(source: &str, translated: &BTreeMap<String, String>) -> Result<String, Corrupt> {
    let translated: BTreeMap<&str, &str> =
        translated.iter().map(|(id, text)| (id.as_str(), bare_entry(text))).collect();
    let mut merged = String::new();
    let mut held: Vec<&str> = Vec::new();
    for piece in split(source) {
        match piece {
            Piece::Comment(text) if text.starts_with("##") => {
                merged.extend(held.drain(..));
                merged.push_str(text);
            }
            Piece::Comment(text) | Piece::Other(text) => held.push(text),
            Piece::Entry { id, .. } => {
                let comment = held.iter().rposition(|text| text.starts_with('#'));
                match translated.get(id) {
                    Some(text) => {
                        merged.extend(held.drain(..));
                        merged.push_str(text);
                        merged.push('\n');
                    }
                    // The comment goes with its entry.
                    None => held.truncate(comment.unwrap_or(held.len())),
                }
            }
        }
    }
    let mut merged = tidy(&merged);
    if merged.trim().is_empty() {
        merged.clear();
    }
    check(&merged, translated)?;
    Ok(merged)
}

/// What of a text is its entry, without comments.
#[must_use]
pub fn bare_entry(text: &str) -> &str {
    match entries(text).as_slice() {
        [entry] => entry.text,
        _ => text.trim_end(),
    }
}

/// At most one blank line in a row, and none at the ends.
fn tidy(text: &str) -> String {
    let mut tidied = String::new();
    for piece in split(text) {
        match piece {
            Piece::Other(blank) if blank.trim().is_empty() => {
                if !tidied.is_empty() {
                    tidied.push('\n');
                }
            }
            Piece::Entry { text, .. } | Piece::Comment(text) | Piece::Other(text) => tidied.push_str(text),
        }
    }
    tidied.truncate(tidied.trim_end().len());
    tidied.push('\n');
    tidied
}

/// Reads again what was written.
fn check(merged: &str, mut translated: BTreeMap<&str, &str>) -> Result<(), Corrupt> {
    for entry in entries(merged) {
        if translated.remove(entry.id) != Some(entry.text) {
            return Err(Corrupt(entry.id.to_owned()));
        }
    }
    translated.into_keys().next().map_or(Ok(()), |id| Err(Corrupt(id.to_owned())))
}

/// Reads a file that comes back. It does not show the source, so the file is taken to be made from the source of now. Nor does it
/// show its end: where it was cut off between two entries, the others are absent.
///
/// # Errors
/// When it is no text in UTF-8, or too large.
pub fn read(bytes: &[u8], expected: &Document) -> Result<Received, Vec<Fault>> {
    let text = text_of(bytes)?;
    let sources: HashMap<&str, &str> =
        expected.units.iter().map(|unit| (unit.key.as_str(), unit.source.as_str())).collect();
    let found = entries(&text);
    if found.len() > UNITS {
        return Err(vec![Fault::new(FaultCode::TooManyUnits).with("most", UNITS)]);
    }
    let mut are_sound = are_sound(found.iter().map(|entry| entry.text)).into_iter();
    let mut intake = Intake::of(expected);
    let mut line = 1;
    for piece in split(&text) {
        let written = match piece {
            Piece::Entry { text, .. } if are_sound.next() == Some(false) => {
                intake.refuse(malformed(line + damage(text)));
                text
            }
            Piece::Entry { id, text } => {
                let source = sources.get(id).copied().unwrap_or_default().to_owned();
                let (key, target) = (id.to_owned(), text.trim_end().to_owned());
                intake.take(Arrival { line, key, source, target, ..Arrival::default() });
                text
            }
            Piece::Other(text) if !text.trim().is_empty() => {
                intake.refuse(malformed(line + blank_lines(text)));
                text
            }
            Piece::Comment(text) | Piece::Other(text) => text,
        };
        line += written.matches('\n').count();
    }
    if !text.is_empty() && !text.ends_with('\n') {
        intake.refuse(Fault::new(FaultCode::OpenLine).at_line(line));
    }
    Ok(intake.finish())
}

/// Whether each of some texts is exactly one entry that can be read.
fn are_sound<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<bool> {
    parse_entries(texts.map(str::to_owned).collect()).iter().map(Option::is_some).collect()
}

/// Those of some texts that are exactly one entry of the name they come with, whoever wrote them, without comments.
#[must_use]
pub fn sound_entries(texts: Vec<(&str, &str)>) -> BTreeMap<String, String> {
    let entry = |(id, text): (&str, &str)| match entries(text).as_slice() {
        [entry] if entry.id == id => Some((entry.id.to_owned(), entry.text.to_owned())),
        _ => None,
    };
    let named: Vec<(String, String)> = texts.into_iter().filter_map(entry).collect();
    let are_sound = are_sound(named.iter().map(|(_, text)| text.as_str()));
    named.into_iter().zip(are_sound).filter_map(|(named, is_sound)| is_sound.then_some(named)).collect()
}

const FORMAT: &str = "Fluent";

fn malformed(line: usize) -> Fault {
    Fault::new(FaultCode::Malformed).with("format", FORMAT).at_line(line)
}

fn blank_lines(text: &str) -> usize {
    text.lines().take_while(|line| line.trim().is_empty()).count()
}

/// So many lines below its first one, an entry that is none shows what does not belong to it.
fn damage(entry: &str) -> usize {
    let is_within = |line: &str| line.is_empty() || line.starts_with([' ', '}', '[', '*']);
    entry.lines().skip(1).position(|line| !is_within(line)).map_or(0, |place| place + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FILE: &str = "### The file.\n\n## Greetings\n\n# Shown first.\n# maxlen: 40\nhello = Hello\n    and welcome\n    .title = [Hi]\n\n\n-name = College\n## Counts\n# How many.\ncount =\n    { $n ->\n        [one] One\n\n       *[other] { $n }\n    }\nlast = x\n";

    #[test]
    fn a_file_is_its_pieces() {
        let joined: String = split(FILE)
            .iter()
            .map(|piece| match piece {
                Piece::Entry { text, .. } | Piece::Comment(text) | Piece::Other(text) => *text,
            })
            .collect();
        assert_eq!(joined, FILE);
        let ids: Vec<_> = entries(FILE).iter().map(|entry| (entry.id, entry.group.clone())).collect();
        let expected = [("hello", "Greetings"), ("-name", "Greetings"), ("count", "Counts"), ("last", "Counts")];
        assert_eq!(ids, expected.map(|(id, group)| (id, group.to_owned())));
        let first = entries(FILE).into_iter().next().expect("an entry");
        assert_eq!(first.comment, "Shown first.\nmaxlen: 40");
        assert_eq!(first.text, "hello = Hello\n    and welcome\n    .title = [Hi]");
    }

    #[test]
    fn layout_and_comments_do_not_change_what_an_entry_means() {
        let same = ["a = One { $x }", "a   =   One {$x}", "# A comment.\na =\n    One { $x }"];
        let meant = hash("a = One { $x }").expect("an entry");
        assert!(same.iter().all(|text| hash(text).as_ref() == Some(&meant)));
        for other in ["b = One { $x }", "a = One { $y }", "a = One  { $x }", "a = One { $x }\n    .b = c"] {
            assert_ne!(hash(other).expect("an entry"), meant, "{other}");
        }
        assert_eq!(hash("no entry"), None);
        assert_eq!(hash("a = 1\nb = 2"), None);
    }

    #[test]
    fn a_translation_has_the_order_and_the_comments_of_its_source() {
        let texts = |pairs: &[(&str, &str)]| {
            pairs.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned())).collect::<BTreeMap<_, _>>()
        };
        let french = texts(&[("last", "last = y"), ("hello", "hello =\n    Bonjour")]);
        let expected = "### The file.\n\n## Greetings\n\n# Shown first.\n# maxlen: 40\nhello =\n    Bonjour\n\n## Counts\nlast = y\n";
        assert_eq!(merge(FILE, &french).expect("a file"), expected);
        let whole = entries(FILE).iter().map(|entry| (entry.id.to_owned(), entry.text.to_owned())).collect();
        let written = merge(FILE, &whole).expect("a file");
        assert_eq!(entries(&written), entries(FILE));
        let broken = texts(&[("hello", "hello = Bonjour\nother = x")]);
        assert_eq!(merge(FILE, &broken), Err(Corrupt("hello".to_owned())));
        assert_eq!(merge(FILE, &texts(&[("gone", "gone = x")])), Err(Corrupt("gone".to_owned())));
    }

    proptest! {
        #[test]
        fn changing_one_entry_changes_its_bytes_only(which in 0_usize..4, word in "[a-z]{1,8}") {
            let own: Vec<_> = entries(FILE).iter().map(|it| (it.id.to_owned(), it.text.to_owned())).collect();
            let whole: BTreeMap<_, _> = own.iter().cloned().collect();
            let before = merge(FILE, &whole).expect("a file");
            let (id, text) = own.get(which).expect("an entry");
            let mut changed = whole.clone();
            changed.insert(id.clone(), format!("{id} = {word}"));
            let after = merge(FILE, &changed).expect("a file");
            prop_assert_eq!(after, before.replacen(text.as_str(), &format!("{id} = {word}"), 1));
        }

        #[test]
        fn any_file_is_read_as_it_was_written_and_an_edit_touches_its_entry_only(
            values in proptest::collection::vec("([a-c]| \\{ \\$n \\}|\n    b|\n    \\.t[ac] = d|é| <b>|\"){0,6}z", 1..6),
            gaps in proptest::collection::vec("\n{1,3}(# [a-c]{0,3}\n|## [a-c]{1,3}\n\n)?", 6),
            which in any::<proptest::sample::Index>(), word in "[a-z]{1,8}"
        ) {
            let own: BTreeMap<String, String> =
                values.iter().enumerate().map(|(n, value)| (format!("k{n}"), format!("k{n} = x{value}"))).collect();
            // An attribute must not come twice.
            prop_assume!(own.values().all(|text| hash(text).is_some()));
            let file: String = own.values().zip(&gaps).flat_map(|(text, gap)| [text.as_str(), gap.as_str()]).collect();
            let written = merge(&file, &own).expect("a file");
            let texts = |file: &str| entries(file).iter().map(|it| (it.id.to_owned(), it.text.to_owned())).collect::<BTreeMap<_, _>>();
            prop_assert_eq!(&texts(&file), &own);
            prop_assert_eq!(&texts(&written), &own);
            prop_assert_eq!(merge(&written, &own).expect("a file"), written.clone());
            let (id, text) = own.iter().nth(which.index(own.len())).expect("an entry");
            let edited = format!("{id} = {word}");
            let changed = own.iter().map(|(k, text)| (k.clone(), if k == id { edited.clone() } else { text.clone() })).collect();
            prop_assert_eq!(merge(&file, &changed).expect("a file"), written.replacen(text.as_str(), &edited, 1));
        }

        #[test]
        fn no_text_makes_it_stumble(text in any::<String>()) {
            let joined: String = split(&text).iter().map(|piece| match piece {
                Piece::Entry { text, .. } | Piece::Comment(text) | Piece::Other(text) => *text,
            }).collect();
            prop_assert_eq!(joined, text);
        }
    }
}
