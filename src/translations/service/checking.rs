//! Asking the checks about a text: one library, with what is known of the locale.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::cache::Cache;
use crate::db::{Change, Json, Snapshot};
use crate::error::AppError;
use crate::i18n::checks::{
    self, Catalogue as Messages, Finding, Flags, Glossary, Knowledge, Level, Original, Part, ProtectedNames, Rendered,
    Setting,
};
use crate::i18n::{I18n, Locale};
use crate::translations::model::{Catalogue, Unit, UnitKind};
use crate::translations::store;

/// Locales whose glossary is kept in memory.
const KEPT: usize = 64;
/// The kind of change that says that the glossary is another.
pub const TERMS_CHANGED: &str = "terms";

/// Whoever checks texts, with the glossaries of the locales at hand. One for the process.
pub struct Desk {
    knowledge: Cache<Locale, Arc<Knowledge>>,
}

impl Default for Desk {
    fn default() -> Self {
        Self { knowledge: Cache::new(KEPT) }
    }
}

impl Desk {
    /// Forgets what a change made old.
    pub fn apply(&self, change: &Change) {
        if change.kind == TERMS_CHANGED {
            self.knowledge.forget_where(|_| true);
        }
    }

    /// What people have agreed on for a locale.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn knowledge(&self, snapshot: &mut Snapshot<'_>, locale: &Locale) -> Result<Arc<Knowledge>, AppError> {
        if let Some(known) = self.knowledge.get(locale) {
            return Ok(known);
        }
        let seen = self.knowledge.seen();
        let glossary = Glossary::new(store::terms::glossary(snapshot.conn(), locale)?);
        let knowledge = Arc::new(Knowledge { glossary, names: ProtectedNames::default(), ..Knowledge::default() });
        self.knowledge.keep(locale.clone(), Arc::clone(&knowledge), seen);
        Ok(knowledge)
    }
}

/// A text that is to be checked against its unit.
#[derive(Clone, Debug)]
pub struct Question<'a> {
    pub unit: &'a Unit,
    pub catalogue: &'a Catalogue,
    pub locale: &'a Locale,
    /// As `checks::normalise` makes it.
    pub body: &'a str,
}

/// What a text may refer to: nothing, unless it is a message.
fn messages(question: &Question<'_>, i18n: &I18n) -> Arc<Messages> {
    match question.unit.kind.text_kind() {
        None => i18n.catalogues().within_reach(question.locale),
        Some(_) => Arc::default(),
    }
}

/// A text as readers would see it, with sample values for what it is told; nothing where a check blocks it. Takes milliseconds: not
/// in a transaction.
#[must_use]
pub fn preview(question: &Question<'_>, i18n: &I18n, knowledge: &Knowledge) -> (Vec<Finding>, Vec<Rendered>) {
    let findings = check(question, i18n, knowledge);
    let Question { unit, catalogue, locale, body } = question;
    if blocking(&findings) > 0 {
        return (findings, Vec::new());
    }
    if unit.kind.text_kind().is_some() {
        let whole = Rendered { part: Part::Value, told: Vec::new(), text: (*body).to_owned() };
        return (findings, vec![whole]);
    }
    let messages = messages(question, i18n);
    let setting = Setting { locale, source: &catalogue.source_locale, catalogue: &messages, knowledge };
    (findings, checks::preview(body, &unit.source, &setting))
}

/// Everything that is to be said about a text. Takes milliseconds: not in a transaction.
#[must_use]
pub fn check(question: &Question<'_>, i18n: &I18n, knowledge: &Knowledge) -> Vec<Finding> {
    let Question { unit, catalogue, locale, body } = question;
    let max_length = unit.max_length.and_then(|length| usize::try_from(length).ok());
    // Accepted answers stand one in each line.
    let one_line = unit.kind == UnitKind::Plain && !unit.source.contains('\n') && !unit.key.contains("/accepted");
    let original = Original { text: &unit.source, flags: Flags { max_length, one_line } };
    let messages = messages(question, i18n);
    let setting = Setting { locale, source: &catalogue.source_locale, catalogue: &messages, knowledge };
    match unit.kind.text_kind() {
        None => checks::check_entry(body, original, &setting),
        Some(kind) => checks::check_text(kind, body, original, &setting),
    }
}

/// What is kept of a finding: the rule's name, and whether it blocks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    pub rule: String,
    pub blocks: bool,
}

/// A warning that somebody set aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dismissal {
    /// The rule's name.
    pub rule: String,
    pub reason: String,
}

/// The findings as they are kept with a translation.
///
/// # Errors
/// When they cannot be written as JSON.
pub fn kept(findings: &[Finding]) -> Result<Json, AppError> {
    let kept = findings.iter().map(|finding| Kept { rule: finding.rule.name().to_owned(), blocks: finding.blocks() });
    Ok(Json::of(&kept.collect::<Vec<_>>())?)
}

/// How many findings block a text.
#[must_use]
pub fn blocking(findings: &[Finding]) -> usize {
    findings.iter().filter(|finding| finding.level == Level::Error).count()
}
