//! Plurals as they are served, through Fluent: fluent-bundle with its own rules gets these wrong.

use std::path::{Path, PathBuf};

use super::{locale, samples, serve};
use crate::i18n::Args;

const FORMS: &str = "x = { $n ->\n [zero] zero\n [one] one\n [two] two\n [few] few\n [many] many\n*[other] other\n }";

#[test]
fn fluent_counts_as_grammar_does() {
    for (tag, number, expected) in [
        ("ar", 103, "few"),
        ("ar", 111, "many"),
        ("ar", 100, "other"),
        ("lt", 22, "few"),
        ("be", 15, "many"),
        ("be", 22, "few"),
        ("mt", 2, "two"),
        ("mt", 103, "few"),
        ("fr", 0, "one"),
        ("fr", 1_000_000, "many"),
        ("es", 1_000_000, "many"),
        ("pt-BR", 0, "one"),
        ("pt-PT", 0, "other"),
        ("it", 1_000_000, "many"),
        ("sr-Latn", 2, "few"),
        ("sr-Latn-RS", 21, "one"),
        ("zh-Hant-HK", 1, "other"),
        ("mg", 0, "one"),
        ("mg", 2, "other"),
        ("ln", 1, "one"),
        ("wo", 1, "other"),
        ("sw", 1, "one"),
        ("ff-Adlm", 1, "one"),
        ("uz-Arab", 1, "one"),
        ("ar-EG", -3, "few"),
    ] {
        let i18n = serve(&[(tag, FORMS)]);
        let found = i18n.localizer(&[locale(tag)]).plain("x", &Args::new().set("n", number));
        assert_eq!(found, expected, "{tag} {number}");
    }
}

#[test]
fn every_whole_sample_of_cldr_is_served_rightly() {
    let Some(folder) = samples("every_whole_sample_of_cldr_is_served_rightly") else { return };
    let tables = find(&folder);
    assert!(!tables.is_empty(), "no plural-samples.tsv under {folder:?}");
    let text: String = tables.iter().map(|table| std::fs::read_to_string(table).expect("a readable table")).collect();
    let rows: Vec<_> = text.lines().map(|line| line.split('\t').collect::<Vec<_>>()).collect();
    let mut served = std::collections::BTreeMap::new();
    let mut compared = 0;
    for row in &rows {
        let [tag, "card", number, expected] = row[..] else { continue };
        let (Ok(whole), false) = (number.parse::<i32>(), matches!(tag, "und" | "root")) else { continue };
        // Aliases such as `iw` and `tl` are not themselves any more once they are a locale; their languages are in the
        // table too.
        let i18n = served.entry(tag).or_insert_with(|| serve(&[(tag, FORMS)]));
        assert_eq!(i18n.localizer(&[locale(tag)]).plain("x", &Args::new().set("n", whole)), expected, "{row:?}");
        compared += 1;
    }
    assert!(compared > 3_000, "only {compared} samples");
}

fn find(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    entries
        .flatten()
        .map(|entry| entry.path())
        .flat_map(|path| match path.file_name() {
            _ if path.is_dir() => find(&path),
            Some(name) if name == "plural-samples.tsv" => vec![path],
            _ => Vec::new(),
        })
        .collect()
}
