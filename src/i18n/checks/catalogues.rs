//! Whole languages beside the language that their texts are written in first.

use std::collections::BTreeSet;

use super::fluent::{self, Catalogue, Parsed};
use super::setting::{Elsewhere, Knowledge, Setting};
use super::{Finding, Located, Rule, check_file};
use crate::i18n::{Args, Bridges, Catalogues, Locale, Source, fallback_chain};

/// All that is wrong with a set of files, or may be: each language against English, and English by itself. What is agreed on for a
/// language is asked of `known`.
#[must_use]
pub fn check_catalogues(sources: &[Source], known: &dyn Fn(&Locale) -> Knowledge) -> Vec<Located> {
    let mut findings = Catalogues::build(sources.to_vec()).err().unwrap_or_default();
    // A file with faults of its own would only yield a page of messages that it seems to lack.
    let parsed: Vec<Parsed> =
        sources.iter().filter_map(|source| fluent::parse(vec![source.clone()], |_| None).ok()).flatten().collect();
    let locales: BTreeSet<&Locale> = sources.iter().map(|source| &source.locale).collect();
    for locale in locales {
        findings.extend(check_names(locale, sources));
        let files = parsed.iter().filter(|file| &file.source.locale == locale);
        let twins: Vec<(&Parsed, &Parsed)> = files.filter_map(|file| Some((file, original(file, &parsed)?))).collect();
        findings.extend(twins.iter().flat_map(|(file, source)| missing(file, source)));
        findings.extend(compare(locale, &twins, &parsed, known(locale)));
    }
    findings
}

fn original<'p>(file: &Parsed, all: &'p [Parsed]) -> Option<&'p Parsed> {
    all.iter().find(|other| other.source.locale == Locale::EN && other.source.file == file.source.file)
}

fn compare(locale: &Locale, twins: &[(&Parsed, &Parsed)], all: &[Parsed], knowledge: Knowledge) -> Vec<Located> {
    let mut catalogue = Catalogue::default();
    for step in fallback_chain(locale, Bridges::standard()).iter().rev() {
        for file in all.iter().filter(|file| &file.source.locale == step) {
            catalogue.add(&file.resource, step == locale);
        }
    }
    let pairs: Vec<(String, String)> = twins.iter().flat_map(|(file, source)| fluent::pairs(file, source)).collect();
    let elsewhere = Elsewhere::new(pairs.iter().map(|(source, translation)| (source.as_str(), translation.as_str())));
    let knowledge = Knowledge { elsewhere, ..knowledge };
    let setting = Setting { locale, source: &Locale::EN, catalogue: &catalogue, knowledge: &knowledge };
    twins.iter().flat_map(|(file, source)| check_file(&file.source, &source.source.text, &setting)).collect()
}

fn check_names(locale: &Locale, sources: &[Source]) -> Vec<Located> {
    let names = |locale: &Locale| -> BTreeSet<&str> {
        sources.iter().filter(|source| &source.locale == locale).map(|source| source.file.as_str()).collect()
    };
    let (source, translation) = (names(&Locale::EN), names(locale));
    let say = |rule, file: &&str| {
        let finding = Finding::new(rule, Args::new().set("file", (*file).to_owned()));
        Located { locale: locale.clone(), file: (*file).to_owned(), id: None, finding }
    };
    let missing = source.difference(&translation).map(|file| say(Rule::MissingFile, file));
    missing.chain(translation.difference(&source).map(|file| say(Rule::ExtraFile, file))).collect()
}

fn missing(file: &Parsed, source: &Parsed) -> Vec<Located> {
    let ids = |parsed: &Parsed| -> BTreeSet<String> { parsed.resource.entries().filter_map(fluent::id).collect() };
    let own = ids(file);
    let missing = ids(source).into_iter().filter(|id| !own.contains(id));
    missing
        .map(|id| {
            let finding = Finding::new(Rule::MissingId, Args::new().set("id", id.as_str()));
            let (locale, file) = (file.source.locale.clone(), file.source.file.clone());
            Located { locale, file, id: Some(id), finding }
        })
        .collect()
}
