//! Files of gettext as editors leave them, cut off, and hostile.

use proptest::prelude::*;

use super::*;
use crate::formats::exchange::tests::{any_document, comes_back, document, said, unit};

#[test]
fn a_file_is_as_editors_like_it() {
    let stale = Unit {
        state: UnitState::Stale,
        notes: vec!["On a button.\nShort.".to_owned()],
        max_length: Some(12),
        ..unit("a/b", "Say \"A\"\nor \\", Some("Á"))
    };
    let written = write(&document(vec![stale, unit("c", "C", None)]));
    let (header, units) = written.split_once("\n\n").expect("a header");
    assert!(header.starts_with("msgid \"\"\nmsgstr \"\"\n\"Project-Id-Version: course/a\\n\"\n\"Language: fr\\n\"\n"));
    assert_eq!(
        units,
        "#. On a button.\n#. Short.\n#. maxlen: 12\n#. revision: 12\n#, fuzzy\nmsgctxt \"a/b\"\nmsgid \"\"\n\
         \"Say \\\"A\\\"\\n\"\n\"or \\\\\"\nmsgstr \"Á\"\n\n#. revision: 1\nmsgctxt \"c\"\nmsgid \"C\"\nmsgstr \"\"\n"
    );
}

/// As msgmerge, Poedit and Weblate leave it.
const EDITED: &str = r#"# French translations.
# Ana <ana@example.org>, 2026.
#, fuzzy
msgid ""
msgstr ""
"Project-Id-Version: x\n"
"PO-Revision-Date: 2026-11-25 08:00+0000\n"
"Language: fr\n"
"Content-Type: text/plain; charset=UTF-8\n"
"X-Source-Language: en\n"
"X-Generator: Poedit 3.6\n"

#. A note
#. revision: 4
#: src/a.rs:1
#, fuzzy, no-c-format
#| msgctxt "a"
#| msgid "Ald"
msgctxt "a"
msgid "Good"
msgstr "Bon"

# Ours
#, no-wrap
msgctxt "b"
msgid ""
"Two\n"
"lines \x41\101\'\303\251\xC3\xA9"
msgstr ""
"Deux\n"
"lignes"
msgctxt "c"
msgid "Count"
msgid_plural "Counts"
msgstr[0] "Compte"
msgstr[1] "Comptes"

#~ msgctxt "d"
#~ msgid "Gone"
#~ msgstr "Parti"
"#;

#[test]
fn what_editors_make_of_it_is_read() {
    let expected =
        document(vec![unit("a", "Good", Some("Bon")), unit("b", "Two\nlines AA'éé", None), unit("c", "Count", None)]);
    let received = read(EDITED.as_bytes(), &expected).expect("a file");
    assert_eq!(received.unchanged, 1);
    assert_eq!(received.units, [unit("b", "Two\nlines AA'éé", Some("Deux\nlignes"))]);
    assert_eq!(said(&received.faults), "exchange-plural-entry line=32 unit=c");
}

#[test]
fn what_is_no_file_or_cut_off_is_said() {
    let expected = document(vec![unit("a", "Good", None), unit("b", "B", None)]);
    let head = "msgid \"\"\nmsgstr \"\"\n\n";
    for (text, found) in [
        (String::new(), "exchange-wrong-format format=PO"),
        ("# only a comment".to_owned(), "exchange-wrong-format format=PO"),
        ("a = Good".to_owned(), "exchange-wrong-format line=1 format=PO"),
        (EDITED.replace(": fr", ": pt_BR"), "exchange-wrong-target-language found=pt-BR expected=fr"),
        (EDITED.replace("age: en", "age: es"), "exchange-wrong-source-language found=es expected=en"),
        (format!("{head}msgctxt \"a\"\nmsgid \"Good\"\n"), "exchange-malformed line=5 format=PO"),
        (format!("{head}msgctxt \"a\"\nmsgid \"Good\"\nmsgstr \"Bo"), "exchange-malformed line=6 format=PO"),
        (format!("{head}msgctxt \"a\"\nmsgid \"Good\"\nmsgstr \"Bo\\"), "exchange-malformed line=6 format=PO"),
        (format!("{head}msgctxt \"a\"\nmsgid \"Good\"\nmsgstr \"\\377\""), "exchange-malformed line=6 format=PO"),
        (format!("{head}msgid \"a\"\nmsgid \"b\""), "exchange-malformed line=5 format=PO"),
        (format!("{head}\"a\""), "exchange-malformed line=4 format=PO"),
        (format!("{head}msgctxt \"a\"\nmsgid \"Bad\"\nmsgstr \"\""), "exchange-changed-source line=4 unit=course/a#a"),
        (format!("{head}msgid \"Good\"\nmsgstr \"\""), "exchange-unknown-unit line=4 unit=Good"),
    ] {
        let faults = read(text.as_bytes(), &expected).map_or_else(|faults| faults, |received| received.faults);
        assert_eq!(said(&faults), found, "{text:?}");
    }
}

#[test]
fn what_is_said_of_something_gone_is_not_said_of_the_next() {
    let head = "msgid \"\"\nmsgstr \"\"\n\n";
    let gone = "#. revision: old\n#, fuzzy\n#~ msgctxt \"d\"\n#~ msgid \"Gone\"\n#~ msgstr \"Parti\"\n";
    let stale = Unit { state: UnitState::Stale, ..unit("a", "Good", Some("Bon")) };
    let text = format!("{head}{gone}msgctxt \"a\"\nmsgid \"Good\"\nmsgstr \"Bon\"\n{gone}");
    let received = read(text.as_bytes(), &document(vec![stale])).expect("a file");
    assert_eq!((received.units, said(&received.faults)), (vec![unit("a", "Good", Some("Bon"))], String::new()));
    let cut = format!("{head}msgctxt \"a\"\nmsgid \"Good\"\n{gone}");
    assert_eq!(
        said(&read(cut.as_bytes(), &document(Vec::new())).expect_err("cut")),
        "exchange-malformed line=8 format=PO"
    );
}

#[test]
fn a_note_says_nothing_outside_its_comment() {
    for note in
        ["a\r#, fuzzy", "a\nmsgid \"x\"", "revision: 0", ", fuzzy", "~ x", "a\u{2028}#, fuzzy", "a\u{85}msgid", "\0"]
    {
        let noted = Unit { notes: vec![note.to_owned()], ..unit("a", "Good\r", Some("Bon\u{7}\u{8}\t\u{B}\u{C}\r")) };
        let written = write(&document(vec![noted.clone()]));
        assert!(written.contains("\"Bon\\a\\b\\t\\v\\f\\r\""), "{written}");
        assert!(written.lines().all(|line| line.is_empty() || line.starts_with(['"', 'm', '#'])), "{written}");
        assert!(!written.lines().any(|line| line.starts_with("#,")), "{written}");
        comes_back(&document(vec![noted]), written.as_bytes(), read);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn writing_and_reading_changes_nothing(document in any_document("[A-c\"\\\\\\n\\t\\r\u{1}#é ]{1,12}")) {
        comes_back(&document, write(&document).as_bytes(), read);
    }

    #[test]
    fn no_bytes_make_it_stumble(bytes in any::<Vec<u8>>(), lines in proptest::collection::vec("(msgid|msgstr|#,|#|msgctxt|) ?\"?[a\\\\\"é]{0,3}\"?", 0..9)) {
        let expected = document(vec![unit("a", "A", None)]);
        let _ = read(&bytes, &expected);
        let _ = read(format!("msgid \"\"\nmsgstr \"\"\n\n{}", lines.join("\n")).as_bytes(), &expected);
    }
}
