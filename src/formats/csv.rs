//! Tables (RFC 4180) of units for spreadsheets: one row each, with the columns key, kind, source, target, state, revision, notes.
//!
//! Spreadsheets calculate a cell that begins like a formula. An apostrophe in front keeps it a text, and is taken away again.

use csv::{ReaderBuilder, StringRecord, Terminator, WriterBuilder};

use super::exchange::{Arrival, Document, Fault, FaultCode, Intake, Received, UNITS, Unit, UnitState, text_of};

const FORMAT: &str = "CSV";
const COLUMNS: [&str; 7] = ["key", "kind", "source", "target", "state", "revision", "notes"];
/// What spreadsheets write between cells, by the language of the computer.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// A table that spreadsheets open as UTF-8.
#[must_use]
pub fn write(document: &Document) -> Vec<u8> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer("\u{FEFF}".as_bytes().to_vec());
    // Writing to memory does not fail.
    let _ = writer.write_record(COLUMNS);
    for unit in &document.units {
        let _ = writer.write_record(row(unit).map(|cell| guarded(&cell)));
    }
    writer.into_inner().unwrap_or_default()
}

fn row(unit: &Unit) -> [String; 7] {
    [
        unit.key.clone(),
        unit.kind.as_str().to_owned(),
        unit.source.clone(),
        unit.target.clone().unwrap_or_default(),
        unit.state.as_str().to_owned(),
        unit.source_hash.clone(),
        unit.notes.join("\n"),
    ]
}

/// The wide signs are formulas too where East Asian languages are set.
fn begins_a_formula(text: &str) -> bool {
    text.trim_start_matches('\'')
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}'])
}

fn guarded(cell: &str) -> String {
    if begins_a_formula(cell) { format!("'{cell}") } else { cell.to_owned() }
}

fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| begins_a_formula(rest)).unwrap_or(cell)
}

/// Reads a table that was written here, and perhaps saved by a spreadsheet since. Columns may stand in any order; key, source and
/// target are needed.
///
/// # Errors
/// When the file as a whole cannot be read.
pub fn read(bytes: &[u8], expected: &Document) -> Result<Received, Vec<Fault>> {
    let text = text_of(bytes)?;
    // Excel can be told the separator in a line of its own.
    let skipped =
        text.split_inclusive('\n').next().filter(|line| line.trim_end().len() == 5 && line.starts_with("sep="));
    let table = text.get(skipped.map_or(0, str::len)..).unwrap_or_default();
    let (separator, columns) = columns(table).ok_or_else(|| vec![wrong_format()])?;
    if table.bytes().filter(|byte| *byte == b'"').count() % 2 == 1 {
        return Err(vec![malformed(text.lines().count())]);
    }
    let mut intake = Intake::of(expected);
    let mut rows = ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(table.as_bytes());
    let mut record = StringRecord::new();
    let mut count = 0;
    while rows.read_record(&mut record).map_err(|_| vec![wrong_format()])? {
        let line = record.position().map_or(0, |at| usize::try_from(at.line()).unwrap_or_default());
        let line = line + usize::from(skipped.is_some());
        count += 1;
        if count > UNITS {
            return Err(vec![Fault::new(FaultCode::TooManyUnits).with("most", UNITS)]);
        }
        if record.iter().all(str::is_empty) {
            continue;
        }
        match columns.arrival(&record, line) {
            Some(arrival) => intake.take(arrival),
            None => intake.refuse(malformed(line)),
        }
    }
    Ok(intake.finish())
}

fn wrong_format() -> Fault {
    Fault::new(FaultCode::WrongFormat).with("format", FORMAT)
}

fn malformed(line: usize) -> Fault {
    Fault::new(FaultCode::Malformed).with("format", FORMAT).at_line(line)
}

/// In which columns a table has what.
struct Columns {
    key: usize,
    source: usize,
    target: usize,
    state: Option<usize>,
    revision: Option<usize>,
}

/// The separator by which the first row names the columns.
fn columns(table: &str) -> Option<(u8, Columns)> {
    SEPARATORS.into_iter().find_map(|separator| {
        let mut reader = ReaderBuilder::new().delimiter(separator).from_reader(table.as_bytes());
        let names = reader.headers().ok()?;
        let place = |wanted: &str| names.iter().position(|name| name.trim().eq_ignore_ascii_case(wanted));
        let columns = Columns {
            key: place("key")?,
            source: place("source")?,
            target: place("target")?,
            state: place("state"),
            revision: place("revision"),
        };
        Some((separator, columns))
    })
}

impl Columns {
    /// `None` when the row is shorter than it must be.
    fn arrival(&self, record: &StringRecord, line: usize) -> Option<Arrival> {
        let cell = |place: usize| record.get(place).map(|cell| unguarded(cell).to_owned());
        Some(Arrival {
            line,
            key: cell(self.key)?,
            source: cell(self.source)?,
            target: cell(self.target)?,
            state: self.state.and_then(cell).and_then(|word| UnitState::parse(word.trim())),
            revision: self.revision.and_then(cell).filter(|revision| !revision.is_empty()),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::formats::exchange::tests::{any_document, document, said, translated, unit};

    const HEAD: &str = "key,kind,source,target,state,revision,notes";

    #[test]
    fn a_table_is_as_spreadsheets_like_it() {
        let units = vec![unit("a", "Say \"yes\", or\nno", Some("=1+1")), unit("-b", "- B", None)];
        let written = String::from_utf8(write(&document(units))).expect("UTF-8");
        assert_eq!(
            written,
            format!(
                "\u{FEFF}{HEAD}\r\na,plain,\"Say \"\"yes\"\", or\nno\",'=1+1,suggested,16,\r\n'-b,plain,'- B,,missing,3,\r\n"
            )
        );
    }

    #[test]
    fn what_spreadsheets_make_of_it_is_read() {
        let expected = document(vec![unit("a", "A; B", None), unit("b", "B", None)]);
        for text in [
            "key,source,target\na,A; B,Á\nb,B,\n",
            "\u{FEFF}Key;Source;Target\r\na;\"A; B\";Á\r\n;;\r\n",
            "sep=;\nkey;source;target\na;\"A; B\";Á",
            "target\tsource\tkey\tstate\nÁ\tA; B\ta\tdone\n",
            "\"key\",\"notes\",\"source\",\"target\"\n\"a\",\"x\ny\",\"A; B\",\"Á\"\n",
        ] {
            let received = read(text.as_bytes(), &expected).expect("a table");
            assert_eq!((received.units, said(&received.faults)), (vec![unit("a", "A; B", Some("Á"))], String::new()));
        }
    }

    #[test]
    fn what_is_no_table_or_cut_off_is_said() {
        let expected = document(vec![unit("a", "A", None), unit("b", "B", None)]);
        for (text, found) in [
            ("", "exchange-wrong-format format=CSV"),
            ("key,source\na,A", "exchange-wrong-format format=CSV"),
            ("sep=;", "exchange-wrong-format format=CSV"),
            ("key,source,target\na,A,\"Á", "exchange-malformed line=2 format=CSV"),
            ("key,source,target\na,A,Á\nb,B", "exchange-malformed line=3 format=CSV"),
            ("sep=,\nkey,source,target\nx,A,Á", "exchange-unknown-unit line=3 unit=x"),
        ] {
            let faults = read(text.as_bytes(), &expected).map_or_else(|faults| faults, |received| received.faults);
            assert_eq!(said(&faults), found, "{text:?}");
        }
    }

    #[test]
    fn an_apostrophe_guards_formulas_only() {
        for (text, cell) in [
            ("=1", "'=1"),
            ("'=1", "''=1"),
            ("+1", "'+1"),
            ("@x", "'@x"),
            ("\t=1", "'\t=1"),
            ("＝1", "'＝1"),
            ("'tis", "'tis"),
            ("1-1", "1-1"),
            ("", ""),
        ] {
            assert_eq!((guarded(text).as_str(), unguarded(cell)), (cell, text));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn writing_and_reading_changes_nothing(document in any_document("[=+@'\"A-c;,\\t\\n é-]{1,12}")) {
            let received = read(&write(&document), &document).expect("a table");
            prop_assert_eq!(said(&received.faults), "");
            prop_assert_eq!(received.units, translated(&document));
        }

        #[test]
        fn no_bytes_make_it_stumble(bytes in any::<Vec<u8>>(), tail in any::<String>()) {
            let expected = document(vec![unit("a", "A", None)]);
            let _ = read(&bytes, &expected);
            let _ = read(format!("{HEAD}\n{tail}").as_bytes(), &expected);
        }
    }
}
