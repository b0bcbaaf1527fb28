//! What the tests of all rules share.

mod catalogues;
mod corpora;
mod hostile;
mod sentences;
mod staging;
mod survey;

use super::finding::Report;
use super::{Catalogue, Finding, Flags, Knowledge, Original, Setting, check_entry};
use crate::i18n::tests::{build, locale};
use crate::i18n::{Bridges, Locale, fallback_chain};

/// The findings of one check.
pub(super) fn found(check: impl FnOnce(&mut Report)) -> Vec<Finding> {
    let mut report = Report::default();
    check(&mut report);
    report.into_findings()
}

/// The rules of findings in their order; an exclamation mark stands for an error.
pub(super) fn listed(findings: &[Finding]) -> String {
    let listed = findings.iter().map(|finding| format!("{}{}", finding.rule, if finding.blocks() { "!" } else { "" }));
    listed.collect::<Vec<_>>().join(" ")
}

/// The findings in a message that refers to nothing but what `rest` has, in its own language and in English.
pub(super) fn entry(tag: &str, text: &str, source: &str, rest: &[(&str, &str)], comment: &str) -> Vec<Finding> {
    entry_with(tag, text, source, rest, comment, &Knowledge::default())
}

/// The same where people have agreed on something.
pub(super) fn entry_with(
    tag: &str,
    text: &str,
    source: &str,
    rest: &[(&str, &str)],
    comment: &str,
    knowledge: &Knowledge,
) -> Vec<Finding> {
    let locale = locale(tag);
    let catalogue = Catalogue::of(&build(rest), &fallback_chain(&locale, Bridges::standard()));
    let setting = Setting { locale: &locale, source: &Locale::EN, catalogue: &catalogue, knowledge };
    check_entry(text, Original { text: source, flags: Flags::parse(comment) }, &setting)
}
