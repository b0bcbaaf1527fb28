//! Tests that need more than one file of the module, and what all tests share.

mod catalogues;
mod formats;
mod hostile;
mod negotiation;
mod plurals;
mod serving;

use std::io::Write as _;
use std::path::PathBuf;

use super::{Catalogues, I18n, Locale, Source};

pub(crate) fn locale(tag: &str) -> Locale {
    Locale::parse(tag).unwrap_or_else(|_| panic!("{tag} is a language tag"))
}

pub(super) fn locales(tags: &str) -> Vec<Locale> {
    tags.split_whitespace().map(locale).collect()
}

pub(super) fn tags(locales: &[Locale]) -> String {
    locales.iter().map(Locale::as_str).collect::<Vec<_>>().join(" ")
}

pub(super) fn source(tag: &str, file: &str, text: &str) -> Source {
    Source { locale: locale(tag), file: file.to_owned(), text: text.to_owned() }
}

/// The folder of samples, for a test that needs it; without it the test says by name that it did not run.
pub(crate) fn samples(test: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("COLLEGE_SAMPLES");
    if folder.is_none() {
        let _ = writeln!(std::io::stderr(), "NOT RUN: {test}: COLLEGE_SAMPLES is not set");
    }
    folder.map(|folder| PathBuf::from(folder).join("ftl"))
}

pub(super) fn build(sources: &[(&str, &str)]) -> Catalogues {
    let sources = sources.iter().map(|(tag, text)| source(tag, "test.ftl", text)).collect();
    Catalogues::build(sources).unwrap_or_else(|findings| panic!("{findings:#?}"))
}

pub(crate) fn serve(sources: &[(&str, &str)]) -> I18n {
    I18n::new(build(sources), Locale::EN)
}
