//! Glossaries as tables: a row for each term, or a row for each concept with a column for each language.

use std::collections::HashMap;

use super::{Concept, Said, Terminology};
use crate::formats::exchange::Fault;
use crate::formats::table::{Cells, END, Row, Table, column, cut_off, write_end, write_row};
use crate::i18n::Locale;

const COLUMNS: [&str; 6] = ["concept", "language", "term", "status", "definition", "note"];

/// A table with a row for each term, which spreadsheets open as UTF-8.
#[must_use]
pub fn write(concepts: &[Concept]) -> String {
    let mut out = String::from("\u{FEFF}");
    write_row(&mut out, COLUMNS);
    for (place, concept) in concepts.iter().enumerate() {
        let number = (place + 1).to_string();
        let mut definition = concept.definition.as_str();
        for term in &concept.terms {
            let cells = [&number, term.locale.as_str(), &term.text, term.status.as_str(), definition, &term.note];
            write_row(&mut out, cells);
            definition = "";
        }
    }
    write_end(&mut out, [""; COLUMNS.len() - 2]);
    out
}

/// Reads a table of either shape. Rows with the same cell in the column `concept` are of one concept. Where each language has a
/// column, a cell has one term in a line, the preferred one first. A table with all columns of ours has its last row.
///
/// # Errors
/// When the file as a whole cannot be read.
pub fn read(bytes: &[u8]) -> Result<Terminology, Vec<Fault>> {
    let table = Table::read(bytes, |names| Columns::of(names).is_some() || languages(names).len() > 1)?;
    let terminology = match Columns::of(table.names()) {
        Some(columns) => columns.read(table.rows()),
        None => read_wide(&table),
    };
    terminology.map_err(|fault| vec![fault])
}

/// In which columns a table of terms has what.
struct Columns {
    concept: Option<usize>,
    language: usize,
    term: usize,
    status: Option<usize>,
    definition: Option<usize>,
    note: Option<usize>,
}

impl Columns {
    fn of(names: &[String]) -> Option<Self> {
        let place = |name| column(names, name);
        Some(Self {
            concept: place("concept"),
            language: place("language")?,
            term: place("term")?,
            status: place("status"),
            definition: place("definition"),
            note: place("note"),
        })
    }

    fn read(&self, rows: impl Iterator<Item = Row>) -> Result<Terminology, Fault> {
        let (mut terminology, mut concepts, mut known) = (Terminology::default(), Vec::new(), HashMap::new());
        let mut is_whole = [self.concept, self.status, self.definition, self.note].contains(&None);
        for row in rows {
            let cells = match row.cells() {
                Ok(cells) => cells,
                Err(fault) => {
                    terminology.refuse(fault);
                    continue;
                }
            };
            let name = text(cells, self.concept).trim();
            if name == END {
                is_whole = true;
                continue;
            }
            let place =
                if name.is_empty() { concepts.len() } else { *known.entry(name.to_owned()).or_insert(concepts.len()) };
            if place == concepts.len() {
                concepts.push(Concept { line: row.line, ..Concept::default() });
            }
            let Some(concept) = concepts.get_mut(place) else { continue };
            if concept.definition.is_empty() {
                text(cells, self.definition).trim().clone_into(&mut concept.definition);
            }
            match terminology.term(&self.said(cells, row.line))? {
                Ok(term) => concept.terms.push(term),
                Err(fault) => terminology.refuse(fault),
            }
        }
        concepts.into_iter().try_for_each(|concept| terminology.add(concept, true))?;
        if !is_whole {
            terminology.refuse(cut_off());
        }
        Ok(terminology)
    }

    fn said<'a>(&self, cells: Cells<'a>, line: usize) -> Said<'a> {
        let [language, term] = [self.language, self.term].map(|place| cells.text(place));
        Said { line, language, text: term, status: text(cells, self.status), note: text(cells, self.note) }
    }
}

fn text(cells: Cells<'_>, place: Option<usize>) -> &str {
    place.map_or("", |place| cells.text(place))
}

/// The columns that are named by a language. Longer names are words, though some are well-formed tags.
fn languages(names: &[String]) -> Vec<(usize, &str)> {
    let tagged = names.iter().enumerate().filter(|(_, name)| {
        let tag = name.replace('_', "-");
        let length = tag.split('-').next().map_or(0, str::len);
        (2..=3).contains(&length) && Locale::parse(&tag).is_ok()
    });
    tagged.map(|(place, name)| (place, name.as_str())).collect()
}

fn read_wide(table: &Table) -> Result<Terminology, Fault> {
    let (languages, definition) = (languages(table.names()), table.column("definition"));
    let mut terminology = Terminology::default();
    for row in table.rows() {
        let cells = match row.cells() {
            Ok(cells) => cells,
            Err(fault) => {
                terminology.refuse(fault);
                continue;
            }
        };
        let definition = text(cells, definition).trim().to_owned();
        let mut concept = Concept { line: row.line, definition, terms: Vec::new() };
        for (place, language) in &languages {
            let lines = cells.text(*place).lines().map(str::trim).filter(|line| !line.is_empty());
            for (number, line) in lines.enumerate() {
                let status = if number == 0 { "preferred" } else { "admitted" };
                let said = Said { line: row.line, language, text: line, status, note: "" };
                concept.terms.push(terminology.term(&said)??);
            }
        }
        terminology.add(concept, false)?;
    }
    Ok(terminology)
}
