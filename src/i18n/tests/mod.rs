//! Tests that need more than one file of the module, and what the tests share.

use super::*;

pub(super) fn locale(tag: &str) -> Locale {
    Locale::parse(tag).unwrap_or_else(|_| panic!("{tag} is a language tag"))
}

pub(super) fn tags(locales: &[Locale]) -> String {
    locales.iter().map(Locale::as_str).collect::<Vec<_>>().join(" ")
}
