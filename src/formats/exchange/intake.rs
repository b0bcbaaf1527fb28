//! What of a file fits the catalogue as it is now.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::{Document, FAULTS, FILE_BYTES, Fault, FaultCode, Unit, UnitState};
use crate::i18n::Locale;

/// What came back and fits, and what does not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Received {
    /// Units of the catalogue that the file says something new about, with its translations. All are suggestions: nobody has
    /// reviewed them here, whatever the file says.
    pub units: Vec<Unit>,
    /// So many units of the file say what is known.
    pub unchanged: usize,
    /// So many units of the catalogue are not in the file.
    pub absent: usize,
    pub faults: Vec<Fault>,
}

impl Received {
    /// Notes a fault, as long as anybody would read it; and whatever came before, that the file is damaged.
    pub fn refuse(&mut self, fault: Fault) {
        if self.faults.len() == FAULTS && fault.code.is_damage() {
            self.faults.pop();
        }
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
        let target = lines_of(&arrival.target);
        let is_same = own.target.as_deref().map(lines_of).as_ref() == Some(&target);
        // Whoever took the mark away says that the words are still right.
        let is_confirmed =
            own.state == UnitState::Stale && matches!(arrival.state, Some(UnitState::Suggested | UnitState::Approved));
        if is_same && !is_confirmed {
            self.received.unchanged += 1;
            return Ok(None);
        }
        Ok(Some(Unit { target: Some(target.into_owned()), state: UnitState::Suggested, ..own.clone() }))
    }

    pub fn refuse(&mut self, fault: Fault) {
        self.received.refuse(fault);
    }

    pub fn finish(self) -> Received {
        Received { absent: self.known.len() - self.seen.len(), ..self.received }
    }
}

/// Whether a file shows the source of now.
fn compare_source(own: &Unit, source: &str, revision: Option<&str>) -> Result<(), FaultCode> {
    match revision {
        Some(revision) if revision != own.source_hash => Err(FaultCode::MovedSource),
        _ if lines_of(source) != lines_of(&own.source) => Err(FaultCode::ChangedSource),
        _ => Ok(()),
    }
}

/// A text whose lines end in LF: what formats and editors make of other ends is no change.
pub(super) fn lines_of(text: &str) -> Cow<'_, str> {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n").into() } else { text.into() }
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
        Ok(text) => Ok(lines_of(text.strip_prefix('\u{FEFF}').unwrap_or(text)).into_owned()),
        Err(fault) => {
            let valid = bytes.get(..fault.valid_up_to()).unwrap_or_default();
            let line = valid.split(|byte| *byte == b'\n').count();
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
