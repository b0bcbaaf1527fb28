//! Lists of those who took part in something, as tables for spreadsheets: one row each, with the columns name, email, party,
//! language, reference and grade. Only name is needed; columns may stand in any order, and others are passed over.

use super::table::{Cells, END, Table, column};

/// No list is larger.
pub const FILE_BYTES: usize = 2 * 1024 * 1024;
/// No list has more rows.
pub const ROWS: usize = 5_000;

/// A row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Counted from 1.
    pub line: usize,
    /// `None` when nobody knows where its cells end.
    pub said: Option<Said>,
}

/// What a row says of somebody, as it stands there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    pub name: String,
    pub email: String,
    pub party: String,
    pub language: String,
    pub reference: String,
    pub grade: String,
}

/// The file is no such list: no table in UTF-8, without a column `name`, without rows, or with too many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

/// Reads a list. A row that is damaged is one row, and takes no other with it.
///
/// # Errors
/// When the file as a whole cannot be read.
pub fn read(bytes: &[u8]) -> Result<Vec<Listed>, Unreadable> {
    let table = Table::read(bytes, |names| column(names, "name").is_some()).map_err(|_| Unreadable)?;
    let columns = ["name", "email", "party", "language", "reference", "grade"].map(|name| table.column(name));
    let said = |cells: Cells<'_>| {
        let text = |place: Option<usize>| place.map_or("", |place| cells.text(place)).trim().to_owned();
        let [name, email, party, language, reference, grade] = columns.map(text);
        Said { name, email, party, language, reference, grade }
    };
    let listed = table.rows().map(|row| Listed { line: row.line, said: row.cells().ok().map(said) });
    // A list that was written here may end with a row that says so.
    let listed = listed.filter(|row| row.said.as_ref().is_none_or(|said| said.name != END));
    let listed: Vec<Listed> = listed.take(ROWS + 1).collect();
    if (1..=ROWS).contains(&listed.len()) { Ok(listed) } else { Err(Unreadable) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn names(text: &str) -> Result<Vec<(usize, Option<String>)>, Unreadable> {
        Ok(read(text.as_bytes())?.into_iter().map(|row| (row.line, row.said.map(|said| said.name))).collect())
    }

    #[test]
    fn a_list_is_read_as_spreadsheets_save_it() {
        let ana = Said {
            name: "Ana Rakoto".to_owned(),
            email: "ana@example.org".to_owned(),
            party: "MG".to_owned(),
            language: "fr".to_owned(),
            reference: "7".to_owned(),
            grade: "85".to_owned(),
        };
        for text in [
            "name,email,party,language,reference,grade\nAna Rakoto,ana@example.org,MG,fr,7,85\n",
            "\u{FEFF}Name;Email;Party;Language;Reference;Grade\r\n Ana Rakoto ;ana@example.org;MG;fr;7;85\r\n;;;;;\r\n",
            "sep=;\ngrade;reference;language;party;email;remark;name\n85;7;fr;MG;ana@example.org;\"x;y\";Ana Rakoto",
            "\"name\",\"email\",party,language,reference,grade\n\"Ana Rakoto\",ana@example.org,MG,fr,7,85,more\n#end\n",
        ] {
            let rows = read(text.as_bytes()).expect("a list");
            assert_eq!(
                rows.into_iter().filter_map(|row| row.said).collect::<Vec<_>>(),
                std::slice::from_ref(&ana),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_list_is_refused_as_a_whole_and_a_damaged_row_alone() {
        for text in ["", "name\n", "email\nana@example.org\n", "<html>", "nom;courriel\nAna;x"] {
            assert_eq!(names(text), Err(Unreadable), "{text:?}");
        }
        assert_eq!(read(b"name\nJos\xe9\n"), Err(Unreadable), "Latin-1");
        assert_eq!(names("name,email\nAna,\"x\nBen,b@example.org\n"), Ok(vec![(2, None), (3, Some("Ben".to_owned()))]));
        let many = |rows: usize| format!("name\n{}", "Ana\n".repeat(rows));
        assert_eq!(names(&many(ROWS)).map(|rows| rows.len()), Ok(ROWS));
        assert_eq!(names(&many(ROWS + 1)), Err(Unreadable));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_bytes_make_it_stumble(bytes in any::<Vec<u8>>(), tail in any::<String>()) {
            let _ = read(&bytes);
            let _ = read(format!("name,email\n{tail}").as_bytes());
        }
    }
}
