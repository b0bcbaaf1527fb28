//! Tables (RFC 4180) as spreadsheets write and read them.
//!
//! Spreadsheets calculate a cell that begins like a formula. An apostrophe in front keeps it a text, and is taken away again.

use super::exchange::{Fault, FaultCode, UNITS, text_of};

pub(super) const FORMAT: &str = "CSV";
/// What spreadsheets write between cells, by the language of the computer.
const SEPARATORS: [char; 3] = [',', ';', '\t'];
/// No table has more columns: so many as there are languages, and room.
const CELLS: usize = 1_000;

/// What the last row of our tables begins with. Rows may be sorted and taken out, and still a table that was cut off is known.
pub(super) const END: &str = "#end";

/// Adds the last row: what the table as a whole is about, and for people why the row is there.
pub(super) fn write_end<const SAID: usize>(out: &mut String, said: [&str; SAID]) {
    let told = ["Please keep this row: it shows that nothing was cut off."];
    write_row(out, [END].into_iter().chain(said).chain(told));
}

/// The fault of a table of ours without its last row.
pub(super) fn cut_off() -> Fault {
    Fault::new(FaultCode::CutOff).with("expected", END)
}

/// A row of a table that is written bit by bit.
#[must_use]
pub fn row<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let mut out = String::new();
    write_row(&mut out, cells);
    out
}

/// Adds a row.
pub(super) fn write_row<'a>(out: &mut String, cells: impl IntoIterator<Item = &'a str>) {
    for (place, cell) in cells.into_iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        let guard = if begins_a_formula(cell) { "'" } else { "" };
        let cell = cell.replace('\0', "\u{FFFD}");
        if cell.contains(['"', ',', ';', '\t', '\r', '\n']) {
            out.extend(["\"", guard, &cell.replace('"', "\"\""), "\""]);
        } else {
            out.extend([guard, &cell]);
        }
    }
    out.push_str("\r\n");
}

/// Before the sign, spreadsheets pass over what cannot be seen. The wide signs are formulas too where East Asian languages are set.
fn begins_a_formula(text: &str) -> bool {
    let text = text.trim_start_matches('\'');
    let seen = text.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{FEFF}' || c == '\'');
    text.starts_with(['\t', '\r', '\n', '\0'])
        || seen.starts_with(['=', '+', '-', '@', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}'])
}

fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| begins_a_formula(rest)).unwrap_or(cell)
}

/// A row that is not empty.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub line: usize,
    /// `None` when a quotation mark stands where none can, or the file ends within the row.
    cells: Option<Vec<String>>,
}

impl Row {
    fn is_end(&self) -> bool {
        self.cells.as_ref().and_then(|cells| cells.first()).is_some_and(|cell| unguarded(cell) == END)
    }

    /// A row without as many cells as others ends with empty ones, unless the file ends within it.
    ///
    /// # Errors
    /// When nobody knows where its cells end.
    pub fn cells(&self) -> Result<Cells<'_>, Fault> {
        let malformed = || Fault::new(FaultCode::Malformed).with("format", FORMAT).at_line(self.line);
        self.cells.as_deref().map(Cells).ok_or_else(malformed)
    }
}

/// The cells of a row.
#[derive(Clone, Copy)]
pub(super) struct Cells<'a>(&'a [String]);

impl<'a> Cells<'a> {
    pub fn has(self, place: usize) -> bool {
        place < self.0.len()
    }

    /// Where something stands.
    pub fn filled(self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()).map(|(place, _)| place)
    }

    /// A text, without the guard.
    pub fn text(self, place: usize) -> &'a str {
        self.0.get(place).map_or("", |cell| unguarded(cell))
    }
}

/// A table whose first row names its columns.
#[derive(Debug)]
pub(super) struct Table {
    text: String,
    separator: char,
    /// In small letters.
    names: Vec<String>,
    /// Where the second row begins: after so many bytes, and in which line.
    begin: (usize, usize),
}

impl Table {
    /// # Errors
    /// When it is no text, has too many rows, or its first row is not one that `is_known`.
    pub fn read(bytes: &[u8], is_known: impl Fn(&[String]) -> bool) -> Result<Self, Vec<Fault>> {
        let text = text_of(bytes)?;
        // Excel can be told the separator in a line of its own.
        let line = text.split('\n').next().unwrap_or_default();
        let told =
            line.strip_prefix("sep=").and_then(|rest| rest.chars().next().filter(|c| c.len_utf8() == rest.len()));
        let skipped = if told.is_some() { (line.len() + 1).min(text.len()) } else { 0 };
        let head = text.get(skipped..).unwrap_or_default();
        let known = SEPARATORS.into_iter().chain(told).find_map(|separator| {
            let mut reader = Reader { rest: head, separator, line: 1 + usize::from(told.is_some()), width: 0 };
            let names = reader.next()?.cells?;
            let names: Vec<String> = names.iter().map(|name| unguarded(name).trim().to_lowercase()).collect();
            is_known(&names).then_some((separator, names, (text.len() - reader.rest.len(), reader.line)))
        });
        let wrong = || vec![Fault::new(FaultCode::WrongFormat).with("format", FORMAT)];
        let (separator, names, begin) = known.ok_or_else(wrong)?;
        let table = Self { text, separator, names, begin };
        if table.rows().filter(|row| !row.is_end()).take(UNITS + 1).count() > UNITS {
            return Err(vec![Fault::new(FaultCode::TooManyUnits).with("most", UNITS)]);
        }
        Ok(table)
    }

    /// One after the other: all at once they would take much more room than the text.
    pub fn rows(&self) -> impl Iterator<Item = Row> {
        let (start, line) = self.begin;
        let rest = self.text.get(start..).unwrap_or_default();
        Reader { rest, separator: self.separator, line, width: self.names.len() }
    }

    pub fn names(&self) -> &[String] {
        &self.names
    }

    pub fn column(&self, name: &str) -> Option<usize> {
        column(&self.names, name)
    }
}

pub(super) fn column(names: &[String], name: &str) -> Option<usize> {
    names.iter().position(|known| known == name)
}

struct Reader<'a> {
    rest: &'a str,
    separator: char,
    line: usize,
    /// So many cells has a row at which the file may end.
    width: usize,
}

impl Iterator for Reader<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        while !self.rest.is_empty() {
            let line = self.line;
            let cells = self.row();
            if cells.as_ref().is_none_or(|cells| cells.iter().any(|cell| !cell.is_empty())) {
                return Some(Row { line, cells });
            }
        }
        None
    }
}

impl Reader<'_> {
    /// Takes the next row, and after a damaged one goes on with the next line. What is read again then is little: between two
    /// marks that begin something stands always one that ends it.
    fn row(&mut self) -> Option<Vec<String>> {
        let (start, mut cells) = (self.rest, Vec::new());
        let mut rest = start;
        loop {
            let is_full = cells.len() == CELLS;
            let Some((cell, after)) = self.cell(rest).filter(|_| !is_full) else {
                let from = if is_full { rest } else { start };
                self.go_to(from.find('\n').and_then(|end| from.get(end + 1..)).unwrap_or_default());
                return None;
            };
            cells.push(cell);
            let end = after.chars().next();
            rest = end.and_then(|c| after.get(c.len_utf8()..)).unwrap_or_default();
            if end != Some(self.separator) {
                self.go_to(rest);
                return (end.is_some() || cells.len() >= self.width).then_some(cells);
            }
        }
    }

    fn go_to(&mut self, rest: &str) {
        let taken = self.rest.len() - rest.len();
        let (passed, rest) = self.rest.split_at(taken);
        self.line += passed.bytes().filter(|byte| *byte == b'\n').count();
        self.rest = rest;
    }

    /// A cell, and what stands after it: a separator, the end of a line, or nothing.
    fn cell<'t>(&self, text: &'t str) -> Option<(String, &'t str)> {
        let is_end = |c: char| c == self.separator || c == '\n';
        let Some(mut quoted) = text.strip_prefix('"') else {
            let (cell, rest) = text.split_at(text.find(is_end).unwrap_or(text.len()));
            return Some((cell.to_owned(), rest));
        };
        let mut cell = String::new();
        loop {
            let (part, rest) = quoted.split_once('"')?;
            cell.push_str(part);
            match rest.strip_prefix('"') {
                Some(more) => {
                    cell.push('"');
                    quoted = more;
                }
                None => return rest.chars().next().is_none_or(is_end).then_some((cell, rest)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rows(text: &str) -> Vec<(usize, Option<Vec<String>>)> {
        let table = Table::read(text.as_bytes(), |names| names.len() > 1).expect("a table");
        table.rows().map(|row| (row.line, row.cells)).collect()
    }

    #[test]
    fn a_damaged_row_is_one_row() {
        let cells = |cells: &[&str]| Some(cells.iter().map(|cell| (*cell).to_owned()).collect());
        for (text, expected) in [
            ("a,b\n1,\"x\n2,\"y\"\n3,z\n", vec![(2, None), (3, cells(&["2", "y"])), (4, cells(&["3", "z"]))]),
            ("a,b\n1,\"x\" y\n2,\"q\"\"\n\"\"\"\n", vec![(2, None), (3, cells(&["2", "q\"\n\""]))]),
            ("a,b\n1,\"x\n2,y\n", vec![(2, None), (3, cells(&["2", "y"]))]),
            ("a,b\r\n1,5\" pipe\r\n\r\n,\r\n2", vec![(2, cells(&["1", "5\" pipe"])), (5, None)]),
            ("a,b\r1,2\r3,4", vec![(2, cells(&["1", "2"])), (3, cells(&["3", "4"]))]),
        ] {
            assert_eq!(rows(text), expected, "{text:?}");
        }
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "how long it takes is what is tested")]
    fn quotation_marks_alone_take_no_time() {
        let text = format!("a,b\n{}", "x,\"\"\" \n".repeat(200_000));
        let started = std::time::Instant::now();
        assert!(Table::read(text.as_bytes(), |_| true).is_err());
        let text = format!("a,b\n{}", "x,\" \"\" \n".repeat(UNITS));
        assert_eq!(rows(&text).len(), UNITS);
        assert!(started.elapsed() < std::time::Duration::from_secs(5));
    }

    #[test]
    fn the_last_row_is_not_one_text_more() {
        let read = |rows: usize| {
            let text = format!("a,b\n{}{END},,\n", "x,y\n".repeat(rows));
            Table::read(text.as_bytes(), |_| true).map(|table| table.rows().count())
        };
        assert_eq!(read(UNITS).expect("as many as there may be"), UNITS + 1);
        assert!(read(UNITS + 1).is_err());
    }

    #[test]
    fn an_apostrophe_guards_formulas_only() {
        for (text, written) in [
            ("=1", "'=1"),
            ("'=1", "''=1"),
            ("+1", "'+1"),
            ("@x", "'@x"),
            ("\t=1", "\"'\t=1\""),
            ("\rx", "\"'\rx\""),
            ("\u{A0} =1", "'\u{A0} =1"),
            ("\u{1}=1", "'\u{1}=1"),
            ("＝1", "'＝1"),
            ("'tis", "'tis"),
            ("1-1", "1-1"),
            ("", ""),
        ] {
            let mut out = String::new();
            write_row(&mut out, [text]);
            assert_eq!(out, format!("{written}\r\n"));
            assert_eq!(unguarded(written.trim_matches('"')), text);
        }
        let mut out = String::new();
        write_row(&mut out, ["\0=1"]);
        assert_eq!(out, "'\u{FFFD}=1\r\n");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_text_makes_it_stumble(tail in "([a,;\"\\n\\r\\t=']|é){0,40}") {
            for row in rows(&format!("a,b\n{tail}")) {
                prop_assert!(row.0 >= 2);
            }
        }

        #[test]
        fn no_cell_begins_a_formula(text in "[=+@\\-'\" \\t\\n\\r,a\u{1}\u{FEFF}＝]{0,6}") {
            let mut out = String::new();
            write_row(&mut out, ["k", &text]);
            let cell = out.trim_start_matches("k,");
            let cell = cell.strip_prefix('"').unwrap_or(cell);
            prop_assert!(!cell.trim_start().starts_with(['=', '+', '-', '@', '＝']), "{out:?}");
            let back = rows(&format!("a,b\n{out}"));
            let back = back[0].1.as_ref().map(|cells| unguarded(&cells[1]).to_owned());
            prop_assert_eq!(back, Some(text.replace("\r\n", "\n").replace('\r', "\n")));
        }
    }
}
