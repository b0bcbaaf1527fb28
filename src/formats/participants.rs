//! Lists of those who took part in something, as tables for spreadsheets: one row each, with the columns name, email, party,
//! language, reference and grade. Only name is needed; columns may stand in any order, and those that mean something else are named.

use super::exchange::FaultCode;
use super::table::{Cells, END, Row, Table};
use crate::text;

/// No list is larger.
pub const FILE_BYTES: usize = 2 * 1024 * 1024;
/// No list has more rows.
pub const ROWS: usize = 5_000;

/// Of the headings of columns that are not read.
const IGNORED: usize = 50;
const HEADING_CHARACTERS: usize = 60;

/// The columns, each with what else it is called. A country is not a Party, and a `note` or `nota` may be a remark: these are not read.
const COLUMNS: [(&str, &[&str]); 6] = [
    (
        "name",
        &[
            "fullname",
            "nom",
            "nomcomplet",
            "nometprenom",
            "nometprenoms",
            "prenometnom",
            "prenomsetnom",
            "nombre",
            "nombrecompleto",
            "nombreyapellido",
            "nombreyapellidos",
            "nombresyapellidos",
            "apellidosynombre",
            "apellidosynombres",
        ],
    ),
    (
        "email",
        &[
            "mail",
            "emailaddress",
            "courriel",
            "adressecourriel",
            "adresseemail",
            "adressemail",
            "adresseelectronique",
            "correo",
            "correoelectronico",
            "direcciondecorreoelectronico",
        ],
    ),
    ("party", &["partycode", "partie", "parte"]),
    ("language", &["langue", "idioma"]),
    ("reference", &["referencia"]),
    ("grade", &["grades", "calificacion", "calificaciones"]),
];
const NAME: usize = 0;
const GRADE: usize = 5;

/// Beside one of these, a column of names holds another part of them.
const WHOLE_OR_PART: [&str; 3] = ["name", "nom", "nombre"];
const PARTS: [&str; 17] = [
    "firstname",
    "firstnames",
    "givenname",
    "givennames",
    "forename",
    "forenames",
    "middlename",
    "lastname",
    "surname",
    "familyname",
    "prenom",
    "prenoms",
    "nomdefamille",
    "apellido",
    "apellidos",
    "primerapellido",
    "segundoapellido",
];
const PERCENT: [&str; 6] = ["%", "percent", "percentage", "pourcent", "pourcentage", "porcentaje"];

/// A list that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    pub rows: Vec<Listed>,
    /// The headings of columns that nothing was taken from.
    pub ignored: Vec<String>,
}

/// A row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Counted from 1.
    pub line: usize,
    /// `None` when nobody knows where its cells end.
    pub said: Option<Said>,
    /// Whether something stands where no column is, so that what stands in the others may be of another one.
    pub has_surplus: bool,
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

/// Why a file is no such list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// No UTF-8 in this line.
    Encoding {
        line: usize,
    },
    /// A NUL byte in this line, as in workbooks and in UTF-16.
    Nul {
        line: usize,
    },
    /// The first row names no column of names.
    NoNames,
    /// Beside the column of names stands this one, of parts of names.
    PartsOfNames {
        heading: String,
    },
    /// This heading means the same as one before it.
    ColumnTwice {
        heading: String,
    },
    NoRows,
    TooManyRows,
}

/// Reads a list. A row that is damaged is one row, and takes no other with it.
///
/// # Errors
/// When the file as a whole cannot be read.
pub fn read(bytes: &[u8]) -> Result<List, Unreadable> {
    let has_names = |headings: &[String]| headings.iter().any(|heading| meaning(heading) == Some(NAME));
    let table = Table::read(bytes, has_names).map_err(|faults| {
        let fault = faults.first().map(|fault| (fault.code, fault.place.line.unwrap_or(1)));
        match fault {
            Some((FaultCode::Encoding, line)) if bytes.contains(&0) => Unreadable::Nul { line },
            Some((FaultCode::Encoding, line)) => Unreadable::Encoding { line },
            Some((FaultCode::TooManyUnits | FaultCode::TooLarge, _)) => Unreadable::TooManyRows,
            _ => Unreadable::NoNames,
        }
    })?;
    let columns = columns(table.names())?;
    let listed = table.rows().map(|row| listed(&row, table.names(), columns));
    // A list that was written here may end with a row that says so.
    let listed = listed.filter(|row| row.said.as_ref().is_none_or(|said| said.name != END));
    let rows: Vec<Listed> = listed.take(ROWS + 1).collect();
    match rows.len() {
        0 => Err(Unreadable::NoRows),
        1..=ROWS => Ok(List { rows, ignored: ignored(table.names()) }),
        _ => Err(Unreadable::TooManyRows),
    }
}

/// Where each of the columns stands.
fn columns(headings: &[String]) -> Result<[Option<usize>; 6], Unreadable> {
    let mut columns = [None; 6];
    for (place, heading) in headings.iter().enumerate() {
        if let Some(column) = meaning(heading).and_then(|column| columns.get_mut(column))
            && column.replace(place).is_some()
        {
            return Err(Unreadable::ColumnTwice { heading: shown(heading) });
        }
    }
    let spelt_as = |known: &'static [&str]| move |heading: &&String| known.contains(&spelt(heading).as_str());
    let is_whole_or_part = headings.iter().any(|heading| spelt_as(&WHOLE_OR_PART)(&heading));
    match headings.iter().find(spelt_as(&PARTS)).filter(|_| is_whole_or_part) {
        Some(heading) => Err(Unreadable::PartsOfNames { heading: shown(heading) }),
        None => Ok(columns),
    }
}

/// Which of the columns a heading means, whatever stands between its words.
///
/// A unit after it is passed over, unless it may change what is meant: a grade of 17 out of 20 is not 17 percent.
fn meaning(heading: &str) -> Option<usize> {
    let (word, unit) = match heading.strip_suffix('%') {
        Some(word) => (word, Some("%")),
        None => match heading.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) {
            Some((word, unit)) => (word, Some(unit)),
            None => (heading, None),
        },
    };
    let word = spelt(word);
    let found = COLUMNS.iter().position(|(column, others)| word == *column || others.contains(&word.as_str()));
    found.filter(|column| match (unit.map(spelt), *column) {
        (Some(_), NAME) => false,
        (Some(unit), GRADE) => PERCENT.contains(&unit.as_str()),
        _ => true,
    })
}

fn spelt(heading: &str) -> String {
    text::folded(heading).chars().filter(|c| !matches!(c, ' ' | '-' | '\u{2010}' | '_')).collect()
}

fn ignored(headings: &[String]) -> Vec<String> {
    let mut ignored: Vec<String> = Vec::new();
    for heading in headings.iter().filter(|heading| meaning(heading).is_none()).map(|heading| shown(heading)) {
        if !heading.is_empty() && !ignored.contains(&heading) && ignored.len() < IGNORED {
            ignored.push(heading);
        }
    }
    ignored
}

fn shown(heading: &str) -> String {
    heading.chars().filter(|c| !text::is_unreadable(*c)).take(HEADING_CHARACTERS).collect()
}

fn listed(row: &Row, headings: &[String], columns: [Option<usize>; 6]) -> Listed {
    let cells = row.cells().ok();
    let said = |cells: Cells<'_>| {
        let text = |place: Option<usize>| place.map_or("", |place| cells.text(place)).trim().to_owned();
        let [name, email, party, language, reference, grade] = columns.map(text);
        Said { name, email, party, language, reference, grade }
    };
    let is_of_none = |place: usize| headings.get(place).is_none_or(String::is_empty);
    let has_surplus = cells.is_some_and(|cells| cells.filled().any(is_of_none));
    Listed { line: row.line, said: cells.map(said), has_surplus }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn names(text: &str) -> Result<Vec<(usize, Option<String>)>, Unreadable> {
        let rows = read(text.as_bytes())?.rows;
        Ok(rows.into_iter().map(|row| (row.line, row.said.map(|said| said.name))).collect())
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
            "\"name\",\"email\",party,language,reference,grade\n\"Ana Rakoto\",ana@example.org,MG,fr,7,85\n#end\n",
            "name,email,party,language,reference,grade,,\nAna Rakoto,ana@example.org,MG,fr,7,85,, ,,\n#end,,,,,,,,,x\n",
            "FULL NAME;E-mail;Party code;Language (of the course);Reference;Grade (%)\nAna Rakoto;ana@example.org;MG;fr;7;85",
            "Nom et prénoms;Courriel;Partie;Langue;Référence;Grade %\nAna Rakoto;ana@example.org;MG;fr;7;85\n",
            "Nombre\u{A0}completo;correo_electrónico;Parte;Idioma;Referencia;Calificación\nAna Rakoto;ana@example.org;MG;fr;7;85\n",
        ] {
            let list = read(text.as_bytes()).expect("a list");
            assert!(list.rows.iter().all(|row| !row.has_surplus), "{text}");
            assert_eq!(
                list.rows.into_iter().filter_map(|row| row.said).collect::<Vec<_>>(),
                std::slice::from_ref(&ana),
                "{text}"
            );
        }
    }

    #[test]
    fn a_cell_that_belongs_to_no_column_is_told() {
        for (text, has_surplus) in [
            ("name,reference,grade\nRakoto, Ana, 3, 87.5\n", true),
            ("name,reference,grade,,\nRakoto, Ana, 3, 87.5\n", true),
            ("name,,grade\nRakoto, Ana, 87.5\n", true),
            ("name,reference,grade\n\"Rakoto, Ana\", 3, 87.5\n", false),
            ("name;reference;grade\nRakoto, Ana; 3; 87.5;;\" \";\n", false),
            ("name,reference,grade\nAna\n", false),
        ] {
            let rows = read(text.as_bytes()).expect("a list").rows;
            assert_eq!(rows.iter().map(|row| row.has_surplus).collect::<Vec<_>>(), [has_surplus], "{text}");
        }
    }

    #[test]
    fn a_column_is_known_by_what_it_is_commonly_called_and_by_nothing_else() {
        for (heading, column) in [
            ("e-mail", Some("email")),
            ("e\u{2011}mail", Some("email")),
            ("mail", Some("email")),
            ("adresse e-mail", Some("email")),
            ("party (iso 3166-1)", Some("party")),
            ("grades", Some("grade")),
            ("grade(%)", Some("grade")),
            ("grade (per cent)", Some("grade")),
            ("grade (out of 20)", None),
            ("name (family)", None),
            ("note", None),
            ("nota", None),
            ("country", None),
            ("pays", None),
            ("name;", None),
            ("surname", None),
            ("", None),
        ] {
            assert_eq!(meaning(heading).map(|column| COLUMNS[column].0), column, "{heading}");
        }
        let list = read(b"Name,Remark,,Country,remark,Grade (/20)\nAna,,,,,\n").expect("a list");
        assert_eq!(list.ignored, ["remark", "country", "grade (/20)"]);
        let wide =
            (0..IGNORED * 2).fold("name".to_owned(), |text, number| format!("{text},{}{number}", "x".repeat(100)));
        let ignored = read(format!("{wide}\nAna\n").as_bytes()).expect("a list").ignored;
        assert_eq!(ignored, ["x".repeat(HEADING_CHARACTERS)], "no more than anybody would read");
    }

    #[test]
    fn what_is_no_list_is_refused_as_a_whole_and_a_damaged_row_alone() {
        let twice = |heading: &str| Unreadable::ColumnTwice { heading: heading.to_owned() };
        let parts = |heading: &str| Unreadable::PartsOfNames { heading: heading.to_owned() };
        for (text, fault) in [
            ("", Unreadable::NoNames),
            ("name\n", Unreadable::NoRows),
            ("name,email\n,,\n", Unreadable::NoRows),
            ("email\nana@example.org\n", Unreadable::NoNames),
            ("<html>", Unreadable::NoNames),
            ("first name;last name\nAna;Rakoto\n", Unreadable::NoNames),
            ("name,Mail,E-mail\nAna,a@example.org,b@example.org\n", twice("e-mail")),
            ("name,name\nAna,Ben\n", twice("name")),
            ("Nom;Prénom\nRakoto;Ana\n", parts("prénom")),
            ("Apellidos;Nombre\nRakoto;Ana\n", parts("apellidos")),
            ("Name;Surname\nAna;Rakoto\n", parts("surname")),
            ("name\nA\0n\0a\0\n", Unreadable::Nul { line: 2 }),
        ] {
            assert_eq!(names(text), Err(fault), "{text:?}");
        }
        assert_eq!(read(b"name\nAna\nJos\xe9\n"), Err(Unreadable::Encoding { line: 3 }), "Latin-1");
        assert_eq!(read(b"\xff\xfen\0a\0m\0e\0"), Err(Unreadable::Nul { line: 1 }), "UTF-16");
        assert_eq!(names("Full name;Surname\nAna Rakoto;Rakoto\n").map(|rows| rows.len()), Ok(1));
        assert_eq!(names("name,email\nAna,\"x\nBen,b@example.org\n"), Ok(vec![(2, None), (3, Some("Ben".to_owned()))]));
        let many = |rows: usize| format!("name\n{}", "Ana\n".repeat(rows));
        assert_eq!(names(&many(ROWS)).map(|rows| rows.len()), Ok(ROWS));
        for rows in [ROWS + 1, 60_000] {
            assert_eq!(names(&many(rows)), Err(Unreadable::TooManyRows));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_bytes_make_it_stumble(bytes in any::<Vec<u8>>(), tail in any::<String>()) {
            let _ = read(&bytes);
            let _ = read(format!("name,email\n{tail}").as_bytes());
            let _ = read(format!("name,{tail}\nAna").as_bytes());
        }
    }
}
