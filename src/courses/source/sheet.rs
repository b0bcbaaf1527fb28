//! A file under reading: its lines, and where its mistakes go.

use super::codes::Code;
use super::report::{Argument, Log, text};

pub(super) struct Sheet<'a> {
    pub file: &'a str,
    pub text: &'a str,
    /// The offset at which each line begins.
    starts: Vec<usize>,
    log: &'a Log,
}

impl<'a> Sheet<'a> {
    pub fn new(file: &'a str, text: &'a str, log: &'a Log) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { file, text, starts, log }
    }

    /// The line, from 1, of a place in the text.
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).max(1)
    }

    pub fn last_line(&self) -> usize {
        self.line(self.text.trim_end().len())
    }

    pub fn fault<const N: usize>(&self, line: usize, code: Code, values: [Argument; N]) {
        self.log.add(self.file, line, code, values);
    }

    /// Finds characters that have no place in a text, in a value that begins in `line`.
    pub fn check_characters(&self, line: usize, value: &str) {
        for (row, content) in value.split('\n').enumerate() {
            if let Some(bad) = content.chars().find(|c| !is_allowed(*c)) {
                self.fault(line + row, Code::TextCharacter, [text(format_args!("U+{:04X}", u32::from(bad)))]);
            }
        }
    }
}

/// No control characters but the tab, and nothing that reorders or hides what surrounds it. Marks and joiners that scripts need
/// (ZWJ, ZWNJ, LRM, RLM, ALM) are welcome.
const fn is_allowed(c: char) -> bool {
    !matches!(c,
        '\0'..='\u{8}' | '\u{A}'..='\u{1F}' | '\u{7F}'..='\u{9F}'
        | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{206F}'
        | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFD}' | '\u{FDD0}'..='\u{FDEF}' | '\u{FFFE}' | '\u{FFFF}'
        | '\u{E000}'..='\u{F8FF}' | '\u{E0000}'..='\u{E00FF}' | '\u{E01F0}'..='\u{10FFFF}')
}
