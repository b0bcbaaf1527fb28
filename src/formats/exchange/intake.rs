//! What of a file fits the catalogue as it is now.

use std::collections::{HashMap, HashSet};

use super::{Document, FAULTS, FILE_BYTES, Fault, FaultCode, Unit, UnitState};
use crate::i18n::Locale;

/// What came back and fits, and what does not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Received {
    /// Units of the catalogue with the translations and states of the file; those without a translation are not among them.
    pub units: Vec<Unit>,
    pub faults: Vec<Fault>,
}

impl Received {
    /// Notes a fault, as long as anybody would read it.
    pub(in crate::formats) fn refuse(&mut self, fault: Fault) {
        if self.faults.len() < FAULTS {
            self.faults.push(fault);
        }
    }
}

/// A unit as a file says it.
#[derive(Debug, Default)]
pub(in crate::formats) struct Arrival {
    pub line: usize,
    pub key: String,
    pub source: String,
    /// The hash of the revision that was exported, where the file still has it.
    pub revision: Option<String>,
    pub target: String,
    /// `None` where the file says nothing of it.
    pub state: Option<UnitState>,
}

/// Compares what comes in with the catalogue as it is now, and takes what fits: units whose key is known and stands once, and
/// whose source is the one of now. Nothing is guessed.
pub(in crate::formats) struct Intake<'a> {
    known: HashMap<&'a str, &'a Unit>,
    seen: HashSet<&'a str>,
    received: Received,
}

impl<'a> Intake<'a> {
    pub fn of(expected: &'a Document) -> Self {
        let known = expected.units.iter().map(|unit| (unit.key.as_str(), unit)).collect();
        Self { known, seen: HashSet::new(), received: Received::default() }
    }

    pub fn take(&mut self, arrival: Arrival) {
        let outcome = self.accept(&arrival);
        match outcome {
            Ok(unit) => self.received.units.extend(unit),
            Err(code) => {
                let id = self.known.get(arrival.key.as_str()).map_or(arrival.key.as_str(), |own| own.id.as_str());
                self.received.refuse(Fault::new(code).at_line(arrival.line).at_unit(id));
            }
        }
    }

    fn accept(&mut self, arrival: &Arrival) -> Result<Option<Unit>, FaultCode> {
        let own: &'a Unit = self.known.get(arrival.key.as_str()).ok_or(FaultCode::UnknownUnit)?;
        if !self.seen.insert(&own.key) {
            return Err(FaultCode::DuplicateUnit);
        }
        compare_source(own, &arrival.source, arrival.revision.as_deref())?;
        if arrival.target.is_empty() {
            return Ok(None);
        }
        let is_same = own.target.as_ref() == Some(&arrival.target);
        let state = match arrival.state {
            None if is_same => own.state,
            // Whoever changed the words did not take the mark away.
            Some(UnitState::Stale) if !is_same => UnitState::Suggested,
            None | Some(UnitState::Missing) => UnitState::Suggested,
            Some(state) => state,
        };
        Ok(Some(Unit { target: Some(arrival.target.clone()), state, ..own.clone() }))
    }

    pub fn refuse(&mut self, fault: Fault) {
        self.received.refuse(fault);
    }

    pub fn finish(self) -> Received {
        self.received
    }
}

/// Whether a file shows the source of now.
fn compare_source(own: &Unit, source: &str, revision: Option<&str>) -> Result<(), FaultCode> {
    match revision {
        Some(revision) if revision != own.source_hash => Err(FaultCode::MovedSource),
        _ if source != own.source => Err(FaultCode::ChangedSource),
        _ => Ok(()),
    }
}

/// Reads the text of a file, without its byte order mark and with lines that end in LF.
pub(in crate::formats) fn text_of(bytes: &[u8]) -> Result<String, Vec<Fault>> {
    if bytes.len() > FILE_BYTES {
        return Err(vec![Fault::new(FaultCode::TooLarge).with("size", bytes.len()).with("most", FILE_BYTES)]);
    }
    // Files in UTF-16 are full of them, and no text has one.
    let nul = bytes.iter().position(|byte| *byte == 0);
    match std::str::from_utf8(bytes.get(..nul.unwrap_or(bytes.len())).unwrap_or_default()) {
        Ok(text) if nul.is_some() => Err(vec![Fault::new(FaultCode::Encoding).at_line(text.matches('\n').count() + 1)]),
        Ok(text) => Ok(text.strip_prefix('\u{FEFF}').unwrap_or(text).replace("\r\n", "\n")),
        Err(fault) => {
            let valid = bytes.get(..fault.valid_up_to()).unwrap_or_default();
            let line = valid.iter().filter(|byte| **byte == b'\n').count() + 1;
            Err(vec![Fault::new(FaultCode::Encoding).at_line(line)])
        }
    }
}

/// Whether a file says that it is of another catalogue or of other languages. What it does not say is not wrong.
pub(in crate::formats) fn compare_heads(
    catalogue: Option<&str>,
    [source, target]: [Option<&str>; 2],
    expected: &Document,
) -> Result<(), Vec<Fault>> {
    let mut faults = Vec::new();
    if let Some(found) = catalogue.filter(|found| *found != expected.catalogue) {
        faults.push((FaultCode::WrongCatalogue, found, expected.catalogue.as_str()));
    }
    for (code, found, wanted) in [
        (FaultCode::WrongSourceLanguage, source, &expected.source_locale),
        (FaultCode::WrongTargetLanguage, target, &expected.target_locale),
    ] {
        if let Some(found) = found.filter(|found| Locale::parse(found).as_ref() != Ok(wanted)) {
            faults.push((code, found, wanted.as_str()));
        }
    }
    let faults: Vec<Fault> = faults
        .into_iter()
        .map(|(code, found, wanted)| Fault::new(code).with("found", found).with("expected", wanted))
        .collect();
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}
