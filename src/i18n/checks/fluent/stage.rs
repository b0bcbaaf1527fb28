//! The last gate before a publication: everything is formatted once, as it will be.

use std::collections::HashMap;
use std::sync::Arc;

use fluent_bundle::FluentResource;
use fluent_syntax::ast::Entry;

use super::catalogue::{Catalogue, Merged};
use super::compare::check_expansion;
use super::plurals::Forms;
use super::render::Bench;
use super::{Flaw, walk};
use crate::i18n::checks::Rule;
use crate::i18n::checks::finding::{Finding, Located, Report};
use crate::i18n::checks::limits::MOST_FINDINGS;
use crate::i18n::{Args, Catalogues, Locale, Source};

/// What a publication may cost.
pub struct Budget<'a> {
    /// Of text that is written, all samples together.
    pub bytes: usize,
    /// Whether the time is over. There is no clock in here.
    pub is_over: &'a dyn Fn() -> bool,
    /// What is served already need not be parsed again.
    pub served: Option<&'a Catalogues>,
}

/// Catalogues that may be served.
#[derive(Debug)]
pub struct Staged {
    pub catalogues: Catalogues,
    pub messages: usize,
    pub bytes: usize,
}

/// Builds the catalogues of all languages, and formats every message of the languages of a chain with samples, each in its own
/// language, as when it is served: a reference that only another language could meet breaks the message.
///
/// # Errors
/// Everything for which they cannot be served. This may take seconds: not for a request's thread.
pub fn stage(sources: Vec<Source>, chain: &[Locale], budget: &Budget<'_>) -> Result<Staged, Vec<Located>> {
    let files = sources.clone();
    let catalogues = Catalogues::build_upon(sources, budget.served)?;
    let mut staging = Staging { budget, messages: 0, bytes: 0, findings: Vec::new() };
    let english = catalogues.resources(&Locale::EN).unwrap_or_default();
    let originals: HashMap<String, &Entry<&str>> = english
        .iter()
        .flat_map(|resource| resource.entries())
        .filter_map(|entry| Some((walk::id(entry)?, entry)))
        .collect();
    for locale in chain {
        let resources = catalogues.resources(locale).unwrap_or_default();
        let own = files.iter().filter(|file| &file.locale == locale);
        staging.try_language(&catalogues, locale, &own.zip(resources).collect::<Vec<_>>(), &originals);
    }
    let Staging { messages, bytes, findings, .. } = staging;
    if findings.is_empty() { Ok(Staged { catalogues, messages, bytes }) } else { Err(findings) }
}

struct Staging<'a> {
    budget: &'a Budget<'a>,
    messages: usize,
    bytes: usize,
    findings: Vec<Located>,
}

impl Staging<'_> {
    fn try_language(
        &mut self,
        catalogues: &Catalogues,
        locale: &Locale,
        files: &[(&Source, &Arc<FluentResource>)],
        originals: &HashMap<String, &Entry<&str>>,
    ) {
        let catalogue = Catalogue::of(catalogues, std::slice::from_ref(locale));
        let merged = Merged::new(&catalogue);
        let bench = Bench::new(locale, catalogue.resources.clone());
        let forms = Forms::default();
        for (file, entry) in
            files.iter().flat_map(|(file, resource)| resource.entries().map(move |entry| (file, entry)))
        {
            let id = walk::id(entry).unwrap_or_default();
            if let Some(what) = self.spent() {
                let finding = Finding::new(Rule::Budget, Args::new().set("what", what));
                return self.findings.push(Flaw::of(&id, finding).at(file));
            }
            let mut report = Report::default();
            check_expansion(entry, &merged, &mut report);
            if !report.blocks() {
                let original = originals.get(&id).copied().unwrap_or(entry);
                self.bytes += bench.check(entry, original, (&merged, &forms), &mut report);
            }
            self.messages += 1;
            let findings = report.into_findings().into_iter().map(|finding| Flaw::of(&id, finding).at(file));
            self.findings.extend(findings);
        }
    }

    fn spent(&self) -> Option<&'static str> {
        match () {
            () if self.bytes > self.budget.bytes => Some("bytes"),
            () if (self.budget.is_over)() || self.findings.len() > MOST_FINDINGS => Some("time"),
            () => None,
        }
    }
}
