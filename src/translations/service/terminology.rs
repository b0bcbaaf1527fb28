//! The glossary as a file for other people's tools, and what comes back.
//!
//! It is small: a file is taken at once or not at all, so that nobody is left with half a glossary. What a file does not speak of
//! stays as it is.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::checking::TERMS_CHANGED;
use super::glossary::{LONGEST_TERM, LONGEST_TEXT, MOST_CALLED, MOST_TERMS, changed, has_room, say};
use super::rights;
use crate::accounts::{Actor, Scope};
use crate::db::{Snapshot, Tx, announce};
use crate::error::AppError;
use crate::formats::exchange::{FAULTS, Fault, FaultCode};
use crate::formats::terminology::{Concept, Term, TermStatus, Terminology, csv, tbx};
use crate::i18n::Locale;
use crate::text;
use crate::translations::TranslationError;
use crate::translations::model::TermFormat;
use crate::translations::store::locales;
use crate::translations::store::terms::{self, Called, TermEntry, TermId};

/// In which language terms are known.
const SOURCE: Locale = Locale::EN;
/// What one file may change: half a second.
const MOST_CHANGES: usize = 5_000;

/// All terms with what they are called in a locale, or in all of them.
///
/// # Errors
/// 404 when there is no such locale.
pub fn concepts(snapshot: &mut Snapshot<'_>, locale: Option<&Locale>) -> Result<Vec<Concept>, AppError> {
    let locales = match locale {
        None => terms::locales(snapshot.conn())?,
        Some(locale) => {
            locales::find(snapshot.conn(), locale)?.ok_or(TranslationError::LocaleUnknown)?;
            vec![locale.clone()]
        }
    };
    let mut called: HashMap<TermId, Vec<Called>> = HashMap::new();
    for locale in &locales {
        for (id, some) in terms::called(snapshot.conn(), locale)? {
            called.entry(id).or_default().extend(some);
        }
    }
    let concept = |entry: TermEntry| {
        let source =
            Term { line: 0, locale: SOURCE, text: entry.source, status: TermStatus::Preferred, note: String::new() };
        let others = called.remove(&entry.id).unwrap_or_default().into_iter().map(|called| Term {
            line: 0,
            locale: called.locale,
            text: called.text,
            status: if called.forbidden { TermStatus::Deprecated } else { TermStatus::Admitted },
            note: called.note,
        });
        Concept { line: 0, definition: entry.definition, terms: std::iter::once(source).chain(others).collect() }
    };
    Ok(terms::list(snapshot.conn())?.into_iter().map(concept).collect())
}

/// The glossary as a file. `origin` says where it is from.
#[must_use]
pub fn write(format: TermFormat, concepts: &[Concept], origin: &str) -> String {
    match format {
        TermFormat::Tbx => tbx::write(concepts, origin, &SOURCE),
        TermFormat::Csv => csv::write(concepts),
    }
}

/// # Errors
/// 403 unless somebody acts who accepted the terms of contribution, or who edits the terms themselves.
pub fn may_bring(snapshot: &mut Snapshot<'_>, actor: &Actor) -> Result<(), AppError> {
    rights::as_glossary_editor(actor).or_else(|_| rights::as_contributor(snapshot, actor).map(drop))
}

/// Reads a file. Takes up to a second.
///
/// # Errors
/// All that is wrong with it.
pub fn read(format: TermFormat, bytes: &[u8]) -> Result<Vec<Concept>, Vec<Fault>> {
    let Terminology { concepts, faults, .. } = match format {
        TermFormat::Tbx => tbx::read(bytes),
        TermFormat::Csv => csv::read(bytes),
    }?;
    match (faults.is_empty(), concepts.is_empty()) {
        (true, false) => Ok(concepts),
        (true, true) => Err(vec![Fault::new(FaultCode::NoTerm)]),
        (false, _) => Err(faults),
    }
}

/// What a file changes, or would change.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    pub terms_added: usize,
    /// They are explained otherwise.
    pub terms_changed: usize,
    /// What terms are called, or must not be called, that is new or different.
    pub called: usize,
    /// Terms, and what they are called, that were so before.
    pub unchanged: usize,
    /// Unless there are none, nothing was changed.
    pub faults: Vec<Fault>,
}

/// Takes what is new in a file or different from the glossary, all of it or nothing.
///
/// # Errors
/// 403 as [`may_bring`], and for who says what terms are called without having accepted the terms of contribution; 409 when there
/// would be too many terms.
pub fn import(tx: &mut Tx<'_>, actor: &Actor, concepts: &[Concept], is_dry: bool) -> Result<Outcome, AppError> {
    may_bring(tx, actor)?;
    let mut plan = Plan::new(tx, actor)?;
    for concept in concepts {
        plan.concept(tx, concept)?;
    }
    plan.check_room(tx)?;
    if !plan.called.is_empty() {
        rights::as_contributor(tx, actor)?;
    }
    let outcome = plan.outcome();
    if !is_dry && outcome.faults.is_empty() {
        plan.write(tx, actor)?;
    }
    Ok(outcome)
}

/// A term, known or new, as a file leaves it.
struct Planned {
    entry: TermEntry,
    is_new: bool,
    is_changed: bool,
}

/// What a file says against what is there.
struct Plan<'a> {
    actor: &'a Actor,
    /// By source, in lower case.
    terms: BTreeMap<String, Planned>,
    /// By term and text, in each locale that the file speaks of.
    said: HashMap<Locale, HashMap<(TermId, String), Called>>,
    /// Whether the actor may say what terms are called there.
    open: HashMap<Locale, Result<(), FaultCode>>,
    called: BTreeMap<(TermId, String, String), Called>,
    fresh: HashMap<Locale, i64>,
    outcome: Outcome,
}

impl<'a> Plan<'a> {
    fn new(snapshot: &mut Snapshot<'_>, actor: &'a Actor) -> Result<Self, AppError> {
        let known = terms::list(snapshot.conn())?.into_iter();
        let known =
            known.map(|entry| (entry.source.to_lowercase(), Planned { entry, is_new: false, is_changed: false }));
        Ok(Self {
            actor,
            terms: known.collect(),
            said: HashMap::new(),
            open: HashMap::new(),
            called: BTreeMap::new(),
            fresh: HashMap::new(),
            outcome: Outcome::default(),
        })
    }

    fn refuse(&mut self, fault: Fault) {
        if self.outcome.faults.len() < FAULTS {
            self.outcome.faults.push(fault);
        }
    }

    fn concept(&mut self, tx: &mut Tx<'_>, concept: &Concept) -> Result<(), AppError> {
        let Some((place, source)) = source_of(&concept.terms) else {
            self.refuse(Fault::new(FaultCode::NoSourceTerm).at_line(concept.line).with("expected", SOURCE.as_str()));
            return Ok(());
        };
        let text = tidy(&source.text, LONGEST_TERM, source.line);
        let definition = optional(&concept.definition, concept.line);
        let (text, definition) = match (text, definition) {
            (Ok(text), Ok(definition)) => (text, definition),
            (Err(fault), _) | (_, Err(fault)) => {
                self.refuse(fault);
                return Ok(());
            }
        };
        let id = self.term(tx, (text, definition), source.line);
        for (_, term) in concept.terms.iter().enumerate().filter(|(number, _)| *number != place) {
            self.call(tx, id, term)?;
        }
        Ok(())
    }

    /// Plans a term. A definition that the file leaves out stays.
    fn term(&mut self, tx: &mut Tx<'_>, (source, definition): (String, String), line: usize) -> TermId {
        let planned = self.terms.entry(source.to_lowercase()).or_insert_with(|| Planned {
            entry: TermEntry { id: tx.new_id(), source, definition: String::new(), row_version: 1 },
            is_new: true,
            is_changed: true,
        });
        let differs = !definition.is_empty() && planned.entry.definition != definition;
        if differs {
            planned.entry.definition = definition;
            planned.is_changed = true;
        }
        let (id, is_changed) = (planned.entry.id, planned.is_changed);
        if is_changed && rights::as_glossary_editor(self.actor).is_err() {
            self.refuse(Fault::new(FaultCode::NotYours).at_line(line).with("found", SOURCE.as_str()));
        } else if !is_changed {
            self.outcome.unchanged += 1;
        }
        id
    }

    /// Plans what a term is called. A note that the file leaves out stays.
    fn call(&mut self, tx: &mut Tx<'_>, id: TermId, term: &Term) -> Result<(), AppError> {
        let tidied =
            tidy(&term.text, LONGEST_TERM, term.line).and_then(|text| Ok((text, optional(&term.note, term.line)?)));
        let (text, note) = match tidied {
            Ok(tidied) => tidied,
            Err(fault) => {
                self.refuse(fault);
                return Ok(());
            }
        };
        let locale = &term.locale;
        if !self.said.contains_key(locale) {
            let known = terms::called(tx.conn(), locale)?.into_iter();
            let known = known.flat_map(|(id, some)| some.into_iter().map(move |it| ((id, it.text.clone()), it)));
            self.said.insert(locale.clone(), known.collect());
        }
        let known = self.said.get(locale).and_then(|said| said.get(&(id, text.clone())));
        let note = known.filter(|_| note.is_empty()).map_or(note, |known| known.note.clone());
        let called = Called { locale: locale.clone(), text, forbidden: term.status.is_forbidden(), note };
        let is_new = known.is_none();
        if known == Some(&called) {
            self.outcome.unchanged += 1;
            return Ok(());
        }
        if let Err(code) = self.may_call(tx, locale)? {
            self.refuse(Fault::new(code).at_line(term.line).with("found", locale.as_str()));
            return Ok(());
        }
        let key = (id, locale.to_string(), called.text.clone());
        if self.called.insert(key, called).is_none() && is_new {
            *self.fresh.entry(locale.clone()).or_default() += 1;
        }
        Ok(())
    }

    fn may_call(&mut self, tx: &mut Tx<'_>, locale: &Locale) -> Result<Result<(), FaultCode>, AppError> {
        if let Some(known) = self.open.get(locale) {
            return Ok(*known);
        }
        let found = match rights::open_locale(tx, locale) {
            Ok(_) if rights::is_translator(self.actor, &Scope::locale(locale)) => Ok(()),
            Ok(_) => Err(FaultCode::NotYours),
            Err(AppError::Refused(_)) => Err(FaultCode::ClosedLocale),
            Err(broken) => return Err(broken),
        };
        self.open.insert(locale.clone(), found);
        Ok(found)
    }

    fn check_room(&mut self, snapshot: &mut Snapshot<'_>) -> Result<(), AppError> {
        has_room(i64::try_from(self.terms.len()).unwrap_or(i64::MAX), MOST_TERMS)?;
        for (locale, fresh) in &self.fresh {
            has_room(terms::count_called(snapshot.conn(), locale)? + fresh, MOST_CALLED)?;
        }
        let changes = self.called.len() + self.terms.values().filter(|term| term.is_changed).count();
        if changes > MOST_CHANGES {
            self.refuse(Fault::new(FaultCode::TooManyUnits).with("most", MOST_CHANGES));
        }
        Ok(())
    }

    fn outcome(&self) -> Outcome {
        let added = self.terms.values().filter(|term| term.is_new).count();
        let changed = self.terms.values().filter(|term| term.is_changed && !term.is_new).count();
        Outcome { terms_added: added, terms_changed: changed, called: self.called.len(), ..self.outcome.clone() }
    }

    fn write(self, tx: &mut Tx<'_>, actor: &Actor) -> Result<(), AppError> {
        let called: BTreeSet<TermId> = self.called.keys().map(|(id, ..)| *id).collect();
        let is_touched = |term: &&Planned| term.is_changed || called.contains(&term.entry.id);
        for Planned { entry, is_new, is_changed } in self.terms.values().filter(is_touched) {
            if *is_new {
                terms::add(tx.conn(), entry.id, &entry.source, &entry.definition)?;
            } else {
                terms::update(tx.conn(), entry)?;
            }
            if *is_changed {
                changed(tx, actor, if *is_new { "term-added" } else { "term-changed" }, entry)?;
            }
        }
        for ((id, ..), called) in &self.called {
            say(tx, *id, called, actor.person)?;
        }
        Ok(announce(tx, TERMS_CHANGED, "")?)
    }
}

/// Which of the terms a concept is known by: the preferred one in the language of the originals, or else one that may be used.
fn source_of(terms: &[Term]) -> Option<(usize, &Term)> {
    let is_fit = |term: &Term| term.locale == SOURCE && !term.status.is_forbidden();
    let mut fit = terms.iter().enumerate().filter(|(_, term)| is_fit(term));
    let first = fit.clone().next();
    fit.find(|(_, term)| term.status == TermStatus::Preferred).or(first)
}

/// A text of a file on one line.
fn tidy(text: &str, most: usize, line: usize) -> Result<String, Fault> {
    let fault = |_| Fault::new(FaultCode::UnfitTerm).at_line(line).with("most", most);
    text::line(&text.replace(['\n', '\r', '\t'], " "), most).map_err(fault)
}

fn optional(text: &str, line: usize) -> Result<String, Fault> {
    if text.trim().is_empty() { Ok(String::new()) } else { tidy(text, LONGEST_TEXT, line) }
}
