//! Units as tables for spreadsheets: one row each, with the columns key, kind, source, target, state, revision, `max_length`,
//! notes. The last row has the catalogue and the languages in the place of a kind and of texts.

use super::exchange::{Arrival, Document, Fault, FaultCode, Intake, Received, Unit, UnitState, compare_heads};
use super::table::{Cells, END, FORMAT, Table, column, cut_off, write_end, write_row};

const COLUMNS: [&str; 8] = ["key", "kind", "source", "target", "state", "revision", "max_length", "notes"];

/// A table that spreadsheets open as UTF-8.
#[must_use]
pub fn write(document: &Document) -> String {
    let mut out = String::from("\u{FEFF}");
    write_row(&mut out, COLUMNS);
    for unit in &document.units {
        write_unit(&mut out, unit);
    }
    let (source, target) = (document.source_locale.as_str(), document.target_locale.as_str());
    write_end(&mut out, [&document.catalogue, source, target, "", "", ""]);
    out
}

fn write_unit(out: &mut String, unit: &Unit) {
    let most = unit.max_length.map(|most| most.to_string()).unwrap_or_default();
    let target = unit.target.as_deref().unwrap_or_default();
    let cells = [&unit.key, unit.kind.as_str(), &unit.source, target, unit.state.as_str(), &unit.source_hash, &most];
    write_row(out, cells.into_iter().chain([unit.notes.join("\n").as_str()]));
}

/// Reads a table that was written here, and perhaps saved by a spreadsheet since. Columns may stand in any order; key, source and
/// target are needed. A table with revisions is ours, and has its last row.
///
/// # Errors
/// When the file as a whole cannot be read, or is of another catalogue or other languages.
pub fn read(bytes: &[u8], expected: &Document) -> Result<Received, Vec<Fault>> {
    let table = Table::read(bytes, |names| Columns::of(names).is_some())?;
    let columns = Columns::of(table.names()).unwrap_or_default();
    let mut intake = Intake::of(expected);
    let mut is_whole = columns.revision.is_none();
    for row in table.rows() {
        let malformed = || Fault::new(FaultCode::Malformed).with("format", FORMAT).at_line(row.line);
        match row.cells().and_then(|cells| columns.arrival(cells, row.line).ok_or_else(malformed)) {
            Ok(arrival) if arrival.key == END => {
                is_whole = true;
                let kind = columns.kind.zip(row.cells().ok()).map(|(place, cells)| cells.text(place));
                let said = [kind, Some(&arrival.source), Some(&arrival.target)];
                let [catalogue, source, target] = said.map(|text| text.map(str::trim).filter(|text| !text.is_empty()));
                compare_heads(catalogue, [source, target], expected)?;
            }
            Ok(arrival) => intake.take(arrival),
            Err(fault) => intake.refuse(fault),
        }
    }
    if !is_whole {
        intake.refuse(cut_off());
    }
    Ok(intake.finish())
}

/// In which columns a table has what.
#[derive(Default)]
struct Columns {
    key: usize,
    kind: Option<usize>,
    source: usize,
    target: usize,
    state: Option<usize>,
    revision: Option<usize>,
}

impl Columns {
    fn of(names: &[String]) -> Option<Self> {
        let place = |name| column(names, name);
        let [key, source, target] = [place("key")?, place("source")?, place("target")?];
        Some(Self { key, kind: place("kind"), source, target, state: place("state"), revision: place("revision") })
    }

    /// `None` when the row ends before it says which text it translates.
    fn arrival(&self, cells: Cells<'_>, line: usize) -> Option<Arrival> {
        let text = |place: Option<usize>| place.map_or("", |place| cells.text(place));
        (cells.has(self.key) && cells.has(self.source)).then(|| Arrival {
            line,
            key: cells.text(self.key).to_owned(),
            source: cells.text(self.source).to_owned(),
            target: cells.text(self.target).to_owned(),
            state: UnitState::parse(&text(self.state).trim().to_lowercase()),
            revision: Some(text(self.revision).trim()).filter(|revision| !revision.is_empty()).map(str::to_owned),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::formats::exchange::tests::{any_document, comes_back, document, said, unit};

    const HEAD: &str = "key,kind,source,target,state,revision,max_length,notes";

    #[test]
    fn a_table_is_as_spreadsheets_like_it() {
        let limited = Unit { max_length: Some(9), notes: vec!["x".to_owned()], ..unit("-b", "- B", None) };
        let units = vec![unit("a", "Say \"yes\", or\nno", Some("=1+1")), limited];
        let written = write(&document(units));
        assert_eq!(
            written,
            format!(
                "\u{FEFF}{HEAD}\r\na,plain,\"Say \"\"yes\"\", or\nno\",'=1+1,suggested,16,,\r\n'-b,plain,'- B,,missing,3,9,x\r\n\
                 #end,course/a,en,fr,,,,Please keep this row: it shows that nothing was cut off.\r\n"
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
            "sep=\t\r\nkey\tsource\ttarget\r\na\tA; B\tÁ\r\nb\tB\r\n",
            "sep=|\nkey|source|target\na|A; B|Á",
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
            ("key,source,target\na,A,Á\nb", "exchange-malformed line=3 format=CSV"),
            ("key,source,target\na,A,Á\nb,B", "exchange-malformed line=3 format=CSV"),
            ("key,source,target\na,A,Á\nb,B\n", ""),
            ("key,source,target,revision\na,A,Á,1\n", "exchange-cut-off expected=#end"),
            ("key,source,target,revision\n#end,\na,A,Á,1", ""),
            (
                "key,source,target\na,A,\"Á\nx,B,\"C\"",
                "exchange-malformed line=2 format=CSV; exchange-unknown-unit line=3 unit=x",
            ),
            ("sep=,\nkey,source,target\nx,A,Á", "exchange-unknown-unit line=3 unit=x"),
        ] {
            let faults = read(text.as_bytes(), &expected).map_or_else(|faults| faults, |received| received.faults);
            assert_eq!(said(&faults), found, "{text:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn writing_and_reading_changes_nothing(document in any_document("[=+@'\"A-c;,\\t\\n\\r\u{1} é-]{1,12}")) {
            comes_back(&document, write(&document).as_bytes(), read);
        }

        #[test]
        fn no_bytes_make_it_stumble(bytes in any::<Vec<u8>>(), tail in any::<String>()) {
            let expected = document(vec![unit("a", "A", None)]);
            let _ = read(&bytes, &expected);
            let _ = read(format!("{HEAD}\n{tail}").as_bytes(), &expected);
        }
    }
}
