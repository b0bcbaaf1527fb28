//! The rules against a table of known cases, and against all samples of CLDR where they are at hand.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};

fn select(locale: &str, kind: PluralRuleType, number: &str) -> Result<PluralCategory, &'static str> {
    let locale: unic_langid::LanguageIdentifier = locale.parse().map_err(|_| "not a language tag")?;
    PluralRules::create(locale, kind)?.select(number)
}

fn name(category: PluralCategory) -> String {
    format!("{category:?}").to_lowercase()
}

#[test]
fn cardinals_take_the_form_that_grammar_asks_for() {
    for (locale, number, expected) in [
        ("en", "1", "one"),
        ("en", "1.0", "other"),
        ("en", "0", "other"),
        ("fr", "0", "one"),
        ("fr", "1.5", "one"),
        ("fr", "2", "other"),
        ("fr", "1000000", "many"),
        ("es", "1000000", "many"),
        ("es-MX", "1", "one"),
        ("it", "2000000", "many"),
        ("ar", "0", "zero"),
        ("ar", "2", "two"),
        ("ar", "103", "few"),
        ("ar", "111", "many"),
        ("ar", "100", "other"),
        ("ar-EG", "1003", "few"),
        ("lt", "22", "few"),
        ("lt", "11", "other"),
        ("lt", "1.5", "many"),
        ("mt", "103", "few"),
        ("be", "15", "many"),
        ("be", "22", "few"),
        ("ru", "21", "one"),
        ("ru", "112", "many"),
        ("uk-Cyrl-UA", "3", "few"),
        ("pt", "0", "one"),
        ("pt-PT", "0", "other"),
        ("pt-Latn-PT", "0", "other"),
        ("pt-BR", "0", "one"),
        ("sr", "2", "few"),
        ("sr-Latn", "2", "few"),
        ("sr-Latn-RS", "21", "one"),
        ("sw", "1", "one"),
        ("sw", "2", "other"),
        ("mg", "0", "one"),
        ("mg", "1", "one"),
        ("mg", "2", "other"),
        ("ln", "1", "one"),
        ("ln", "2", "other"),
        ("wo", "1", "other"),
        ("ff", "1.5", "one"),
        ("zh-Hant-HK", "1", "other"),
        ("cy", "6", "many"),
        ("he", "2", "two"),
    ] {
        let found = select(locale, PluralRuleType::CARDINAL, number).map(name);
        assert_eq!(found.as_deref(), Ok(expected), "{locale} {number}");
    }
}

#[test]
fn ordinals_take_the_form_that_grammar_asks_for() {
    for (locale, number, expected) in [
        ("en", "21", "one"),
        ("en", "12", "other"),
        ("en-GB", "103", "few"),
        ("fr", "1", "one"),
        ("fr", "2", "other"),
        ("it", "11", "many"),
        ("uk", "33", "few"),
        ("sv", "2", "one"),
        ("ca", "4", "few"),
    ] {
        let found = select(locale, PluralRuleType::ORDINAL, number).map(name);
        assert_eq!(found.as_deref(), Ok(expected), "{locale} {number}");
    }
}

#[test]
fn an_unknown_language_is_an_error_and_not_other() {
    for locale in ["und", "qu", "xx", "gn"] {
        assert!(select(locale, PluralRuleType::CARDINAL, "1").is_err(), "{locale}");
    }
    assert!(select("mg", PluralRuleType::ORDINAL, "1").is_err());
}

#[test]
fn what_is_no_number_is_refused_and_odd_numbers_are_not() {
    for text in ["", "-", "one", "1.x", "--1", "99999999999999999999999.5"] {
        assert!(select("en", PluralRuleType::CARDINAL, text).is_err(), "{text}");
    }
    let rules =
        PluralRules::create("ar".parse::<unic_langid::LanguageIdentifier>().expect("a tag"), PluralRuleType::CARDINAL)
            .expect("rules");
    for number in [f64::NAN, f64::INFINITY, f64::MIN, 1e300, 1e-30, -0.0, f64::MIN_POSITIVE] {
        let _ = rules.select(number);
    }
    assert_eq!(rules.select(-3), Ok(PluralCategory::FEW));
    assert_eq!(rules.select(i64::MIN), Ok(PluralCategory::FEW));
}

#[test]
fn every_sample_of_cldr_agrees() {
    let Some(folder) = std::env::var_os("COLLEGE_SAMPLES") else {
        let _ = writeln!(std::io::stderr(), "NOT RUN: every_sample_of_cldr_agrees: COLLEGE_SAMPLES is not set");
        return;
    };
    let files = find(&Path::new(&folder).join("ftl"));
    assert!(!files.is_empty(), "no plural-samples.tsv under {folder:?}");
    let mut rows = 0;
    for line in files.iter().flat_map(|file| {
        std::fs::read_to_string(file).expect("a readable table").lines().map(str::to_owned).collect::<Vec<_>>()
    }) {
        let [locale, kind, number, expected] = line.split('\t').collect::<Vec<_>>()[..] else { continue };
        if matches!(locale, "root" | "und") {
            continue;
        }
        let kind = if kind == "ord" { PluralRuleType::ORDINAL } else { PluralRuleType::CARDINAL };
        assert_eq!(select(locale, kind, number).map(name).as_deref(), Ok(expected), "{line}");
        rows += 1;
    }
    assert!(rows > 11_000, "only {rows} samples");
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
