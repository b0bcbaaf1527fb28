use proptest::prelude::*;

use super::*;
use crate::formats::exchange::tests::{any_document, document, said, translated, unit};

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
const EDITED: &str = r##"# French translations.
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
"lines \x41\101\'"
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
"##;

#[test]
fn what_editors_make_of_it_is_read() {
    let expected =
        document(vec![unit("a", "Good", Some("Bon")), unit("b", "Two\nlines AA'", None), unit("c", "Count", None)]);
    let received = read(EDITED.as_bytes(), &expected).expect("a file");
    let stale = Unit { state: UnitState::Stale, ..unit("a", "Good", Some("Bon")) };
    assert_eq!(received.units, [stale, unit("b", "Two\nlines AA'", Some("Deux\nlignes"))]);
    assert_eq!(said(&received.faults), "exchange-unknown-unit line=32 unit=c");
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
fn languages_are_called_as_the_tools_call_them() {
    for (name, expected) in [
        ("pt_BR", "pt-BR"),
        ("sr@latin", "sr-Latn"),
        ("sr_RS@cyrillic", "sr-Cyrl-RS"),
        ("ca_ES.UTF-8@valencia", "ca-ES-valencia"),
        ("fr", "fr"),
        ("@", ""),
    ] {
        assert_eq!(tag(name), expected);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn writing_and_reading_changes_nothing(document in any_document("[A-c\"\\\\\\n\\t\\r\u{1}#é ]{1,12}")) {
        let received = read(write(&document).as_bytes(), &document).expect("a file");
        prop_assert_eq!(said(&received.faults), "");
        prop_assert_eq!(received.units, translated(&document));
    }

    #[test]
    fn no_bytes_make_it_stumble(bytes in any::<Vec<u8>>(), lines in proptest::collection::vec("(msgid|msgstr|#,|#|msgctxt|) ?\"?[a\\\\\"é]{0,3}\"?", 0..9)) {
        let expected = document(vec![unit("a", "A", None)]);
        let _ = read(&bytes, &expected);
        let _ = read(format!("msgid \"\"\nmsgstr \"\"\n\n{}", lines.join("\n")).as_bytes(), &expected);
    }
}
