//! The files of a package: which there are, and their texts.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::codes::Code;
use super::limits;
use super::node::{self, Table};
use super::package::{Loans, Package};
use super::report::{Log, number, text};
use super::sheet::Sheet;
use crate::courses::model::Language;

pub(super) struct Files<'a> {
    pub log: &'a Log,
    pub package: &'a Package,
    pub borrowed: &'a Loans,
    texts: BTreeMap<&'a str, String>,
    /// What somebody asked for. What nobody asks for does not belong to the course.
    wanted: RefCell<BTreeSet<String>>,
}

impl<'a> Files<'a> {
    pub fn new(package: &'a Package, borrowed: &'a Loans, log: &'a Log) -> Self {
        let texts =
            package.iter().filter_map(|(path, bytes)| Some((path.as_str(), decode(path, bytes, log)?))).collect();
        Self { log, package, borrowed, texts, wanted: RefCell::default() }
    }

    /// Every sub-folder that is named like a language and holds at least one file.
    pub fn languages(&self) -> Vec<Language> {
        let folders: BTreeSet<&str> = self.package.keys().filter_map(|path| Some(path.split_once('/')?.0)).collect();
        let mut languages: Vec<_> = folders.into_iter().filter_map(|folder| Language::parse(folder).ok()).collect();
        if languages.len() > limits::LANGUAGES {
            self.log.add("", 1, Code::TooMany, [text("languages"), number(limits::LANGUAGES)]);
            languages.truncate(limits::LANGUAGES);
        }
        languages
    }

    pub fn text(&self, path: &str) -> Option<&str> {
        self.wanted.borrow_mut().insert(path.to_owned());
        self.texts.get(path).map(String::as_str)
    }

    /// A text that has to be there. A file that is there but cannot be read has been reported.
    pub fn need_text(&self, path: &str) -> Option<&str> {
        let found = self.text(path);
        if found.is_none() && !self.package.contains_key(path) {
            self.log.add(path, 1, Code::FileMissing, []);
        }
        found
    }

    /// Reads a file that has to be there as TOML.
    pub fn toml<T>(&self, path: &str, read: impl FnOnce(Table<'_>) -> T) -> Option<T> {
        let sheet = Sheet::new(path, self.need_text(path)?, self.log);
        let document = node::parse(&sheet)?;
        Some(read(Table::new(&sheet, &document)))
    }

    /// Says that a file belongs to the course.
    pub fn want(&self, path: &str) {
        self.wanted.borrow_mut().insert(path.to_owned());
    }

    /// Reports what belongs to nothing.
    pub fn check_all_wanted(&self, is_excused: impl Fn(&str) -> bool) {
        let wanted = self.wanted.borrow();
        for path in self.package.keys().filter(|path| !wanted.contains(*path) && !is_excused(path)) {
            match path.split_once('/') {
                Some((folder, "course.toml")) => self.log.add(path, 1, Code::LanguageTag, [text(folder)]),
                _ => self.log.add(path, 1, Code::FileUnknown, []),
            }
        }
    }
}

/// The text of a file that should be one: UTF-8, without byte-order mark, lines ending in LF, composed (NFC).
pub(super) fn decode(path: &str, bytes: &[u8], log: &Log) -> Option<String> {
    let limit = match path.rsplit_once('.')?.1 {
        "toml" => limits::TOML_BYTES,
        "md" => limits::LESSON_BYTES,
        "svg" => limits::SVG_BYTES,
        _ => return None,
    };
    if bytes.len() > limit {
        log.add(path, 1, Code::FileTooLarge, [number(bytes.len()), number(limit)]);
        return None;
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        log.add(path, first_bad_line(bytes), Code::FileNotUtf8, []);
        return None;
    };
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text).replace("\r\n", "\n");
    Some(if is_nfc(&text) { text } else { text.nfc().collect() })
}

fn first_bad_line(bytes: &[u8]) -> usize {
    let sound = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    bytes.iter().take(sound).filter(|byte| **byte == b'\n').count() + 1
}
