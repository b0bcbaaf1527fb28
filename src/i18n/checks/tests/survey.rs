//! Texts that people wrote in earnest. Little is found in them, and every finding was looked at: what is counted here is what
//! a speaker of the language would want to know. (Serbian in Latin letters under the tag of Cyrillic Serbian, Latin `ə` in Tatar,
//! Russian in a Persian file, a control character in Korean, `16x16` become `8x8`, and much that is still in English.)

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::corpora::check;
use crate::i18n::checks::{
    Catalogue, Finding, Flags, Knowledge, Original, ProtectedNames, Setting, TextKind, check_catalogues, check_text,
    read,
};
use crate::i18n::tests::{samples, source};
use crate::i18n::{Locale, Source};

/// How often each rule is broken.
type Counts = BTreeMap<String, usize>;

/// Counts findings, and writes each into the file that `COLLEGE_SURVEY` names, for people to look at.
#[derive(Default)]
struct Survey {
    counts: Counts,
    lines: String,
}

impl Survey {
    fn note(&mut self, place: &str, finding: &Finding, text: &str, source: &str) {
        *self.counts.entry(finding.rule.to_string()).or_default() += 1;
        let written = finding.span.clone().and_then(|span| text.get(span)).unwrap_or_default();
        let line =
            [place, &finding.to_string(), written, source, text].map(|cell| cell.replace(['\n', '\t'], " ")).join("\t");
        self.lines.push_str(&line);
        self.lines.push('\n');
    }

    fn write(&self, name: &str) {
        if let Some(folder) = std::env::var_os("COLLEGE_SURVEY") {
            std::fs::write(PathBuf::from(folder).join(name), &self.lines).expect("written");
        }
    }

    fn compare(&self, name: &str, expected: &[(&str, usize)]) {
        self.write(name);
        let expected: Counts = expected.iter().map(|(rule, count)| ((*rule).to_owned(), *count)).collect();
        assert_eq!(self.counts, expected, "{name}");
    }
}

fn files(root: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        std::fs::read_dir(root).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    found.sort();
    found
}

fn survey_fluent(root: &Path, original: &str, names: &[&str]) -> Survey {
    let mut survey = Survey::default();
    let names = ProtectedNames::new([], names.iter().map(|name| (*name).to_owned()));
    let knowledge = Knowledge { names, ..Knowledge::default() };
    for folder in files(root) {
        let tag = folder.file_name().and_then(|name| name.to_str()).expect("a tag");
        for path in files(&folder) {
            let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
            let Ok(english) = std::fs::read(root.join(original).join(name)) else { continue };
            let english = source("en", name, &read(&english).expect("UTF-8"));
            let file = source(tag, name, &read(&std::fs::read(&path).expect("a file")).expect("UTF-8"));
            for found in check(&file, &english, &knowledge) {
                let id = found.id.clone().unwrap_or_default();
                survey.note(&format!("{tag}/{name}/{id}"), &found.finding, &file.text, line(&english.text, &id));
            }
        }
    }
    survey
}

fn line<'t>(text: &'t str, id: &str) -> &'t str {
    text.lines().find(|line| line.starts_with(id)).unwrap_or_default()
}

#[test]
fn the_catalogues_of_czkawka_are_as_they_were_when_each_finding_was_looked_at() {
    let Some(folder) = samples("the_catalogues_of_czkawka_…") else { return };
    survey_fluent(&folder.join("czkawka_core/czkawka_core/i18n"), "en", &[]).compare(
        "czkawka.tsv",
        &[
            ("char.confusable", 3),
            ("lang.script", 2),
            ("warn.duplicate-word", 1),
            ("warn.end-punctuation", 23),
            ("warn.fr-nbsp", 1),
            ("warn.same-as-source", 79),
        ],
    );
}

#[test]
fn the_catalogues_of_ruffle_are_as_they_were_when_each_finding_was_looked_at() {
    let Some(folder) = samples("the_catalogues_of_ruffle_…") else { return };
    for (name, root, expected) in [
        ("ruffle-core.tsv", "ruffle/core/assets/texts", &[("char.confusable", 3), ("lang.script", 12)][..]),
        (
            "ruffle-desktop.tsv",
            "ruffle/desktop/assets/texts",
            &[
                ("char.confusable", 7),
                ("char.control", 1),
                ("lang.script", 173),
                ("warn.end-punctuation", 9),
                ("warn.numbers", 2),
                ("warn.space", 1),
            ],
        ),
    ] {
        survey_fluent(&folder.join(root), "en-US", &["Ruffle", "Flash Player"]).compare(name, expected);
    }
}

#[test]
fn the_shipped_catalogues_break_no_rule_that_blocks() {
    let mut survey = Survey::default();
    let shipped = Source::shipped();
    for found in check_catalogues(shipped, &|_| Knowledge::default()) {
        assert!(!found.finding.blocks(), "{found}");
        let file = shipped.iter().find(|file| file.locale == found.locale && file.file == found.file).expect("a file");
        let place = format!("{}/{}/{}", found.locale, found.file, found.id.clone().unwrap_or_default());
        survey.note(&place, &found.finding, &file.text, "");
    }
    survey.write("shipped.tsv");
}

/// The pairs of texts of two files: blocks of a lesson, strings of a quiz.
fn pairs(name: &str, source: &str, text: &str) -> Vec<(TextKind, String, String)> {
    let mut pairs = Vec::new();
    if Path::new(name).extension().is_some_and(|ending| ending == "md") {
        let blocks = |text: &str| text.split("\n\n").map(|block| block.trim_end().to_owned()).collect::<Vec<_>>();
        let (source, text) = (blocks(source), blocks(text));
        assert_eq!(source.len(), text.len(), "{name}");
        pairs.extend(source.into_iter().zip(text).map(|(source, text)| (TextKind::Markdown, source, text)));
    } else {
        let value = |text: &str| toml::from_str::<toml::Table>(text).map(toml::Value::Table).expect("TOML");
        walk(&value(source), &value(text), &mut |source, text| {
            pairs.push((TextKind::Plain, source.to_owned(), text.to_owned()));
        });
    }
    pairs
}

fn walk(source: &toml::Value, text: &toml::Value, take: &mut dyn FnMut(&str, &str)) {
    match (source, text) {
        (toml::Value::String(source), toml::Value::String(text)) => take(source, text),
        (toml::Value::Table(source), toml::Value::Table(text)) => {
            for (name, value) in source {
                if let Some(twin) = text.get(name) {
                    walk(value, twin, take);
                }
            }
        }
        _ => {}
    }
}

#[test]
fn the_shipped_courses_break_no_rule_that_blocks() {
    let mut survey = Survey::default();
    let (catalogue, knowledge) = (Catalogue::default(), Knowledge::default());
    let mut compared = 0;
    let courses = Path::new(env!("CARGO_MANIFEST_DIR")).join("courses");
    for course in files(&courses).into_iter().filter(|path| path.is_dir()) {
        for (locale, path) in [Locale::FR, Locale::ES]
            .into_iter()
            .flat_map(|locale| files(&course.join(locale.as_str())).into_iter().map(move |path| (locale.clone(), path)))
        {
            let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
            let english = std::fs::read_to_string(course.join("en").join(name)).expect("English");
            let text = std::fs::read_to_string(&path).expect("a text");
            let setting =
                Setting { locale: &locale, source: &Locale::EN, catalogue: &catalogue, knowledge: &knowledge };
            for (kind, source, text) in pairs(name, &english, &text) {
                compared += 1;
                let original = Original { text: &source, flags: Flags::default() };
                for finding in check_text(kind, &text, original, &setting) {
                    assert!(!finding.blocks(), "{locale}/{name}: {finding}\n{source}\n{text}");
                    survey.note(&format!("{locale}/{name}"), &finding, &text, &source);
                }
            }
        }
    }
    assert!(compared > 3_000, "{compared}");
    survey.write("courses.tsv");
}
