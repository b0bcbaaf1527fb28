//! Files of translations as other people's tools read them.

use std::process::Stdio;

use serde_json::{Value, json};
use virtual_college::formats::exchange::{Document, Unit, UnitKind, UnitState};
use virtual_college::formats::po;
use virtual_college::i18n::Locale;

use crate::support::{not_run, python};

fn unit(key: &str, source: &str, target: Option<&str>) -> Unit {
    Unit {
        id: format!("course/a#{key}"),
        key: key.to_owned(),
        kind: UnitKind::Plain,
        source: source.to_owned(),
        source_hash: "5f2c".to_owned(),
        target: target.map(str::to_owned),
        state: if target.is_some() { UnitState::Suggested } else { UnitState::Missing },
        notes: vec!["On a button.\r#, fuzzy\u{85}msgid \"x\"".to_owned()],
        max_length: Some(40),
    }
}

#[test]
fn editors_of_gettext_read_what_is_written() {
    let import = python().args(["-c", "import polib"]).stderr(Stdio::null()).status();
    if !import.is_ok_and(|status| status.success()) {
        let test = "editors_of_gettext_read_what_is_written";
        not_run(test, "Python with polib is missing (pip install -r tests/requirements.txt)");
        return;
    }
    let texts = [
        ("a/b", "Say \"A\"\nor \\n", Some("Dis « A »\nou \\n\t\u{b}\u{c}\u{8}\r")),
        ("c", "One\u{2028}line \u{1F98E}", Some("#~ msgid \"x\"\n\n\"\"\n")),
        ("d", "msgid", None),
    ];
    let mut units: Vec<Unit> = texts.into_iter().map(|(key, source, target)| unit(key, source, target)).collect();
    units[1].state = UnitState::Stale;
    let target_locale = Locale::parse("sr-Latn").expect("a language");
    let document = Document { catalogue: "course/a".to_owned(), source_locale: Locale::EN, target_locale, units };
    let file = tempfile::Builder::new().suffix(".po").tempfile().expect("a file");
    std::fs::write(file.path(), po::write(&document)).expect("write the file");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/support/gettext_check.py");
    let output = python().arg(script).arg(file.path()).output().expect("run polib");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let read: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(read["metadata"]["Language"], "sr@latin");
    let comment = "On a button.\n#, fuzzy\nmsgid \"x\"\nmaxlen: 40\nrevision: 5f2c";
    let expected = document.units.iter().map(|unit| {
        let target = unit.target.as_deref().unwrap_or_default();
        let fuzzy = unit.state == UnitState::Stale;
        json!({ "context": unit.key, "source": unit.source, "target": target, "fuzzy": fuzzy, "comment": comment })
    });
    assert_eq!(read["units"], expected.collect::<Value>());
}
