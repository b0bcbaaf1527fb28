//! XLIFF 2.1 (OASIS) for agencies: a file for a catalogue, a `<unit>` for each text, and a group of them for a message that has
//! several sentences. Placeables, terms and marks are inline codes.
//!
//! The name of a `<unit>` is the key of ours, since ids have no room for one; the revision of its source is in its metadata.

mod reading;
mod sentences;
#[cfg(test)]
mod tests;
mod writing;

use std::collections::HashMap;

use self::reading::Read;
use self::sentences::{Sentences, sentences, whole};
pub use self::writing::write;
use super::codes::message::entries;
use super::codes::{Item, check, join};
use super::exchange::{Arrival, Document, Fault, FaultCode, Intake, Received, Unit, UnitState};
use super::xml::{Nodes, document_text};

const FORMAT: &str = "XLIFF 2";
const CORE: &str = "urn:oasis:names:tc:xliff:document:2.0";
const METADATA: &str = "urn:oasis:names:tc:xliff:metadata:2.0";
const SIZE: &str = "urn:oasis:names:tc:xliff:sizerestriction:2.0";
const STALE: &str = "vc:stale";
/// The kind of a message that is one text, as Fluent writes it.
const ENTRY: &str = "entry";
const REVISION: &str = "revision";

/// Reads a file that was written here, and translated since.
///
/// # Errors
/// When the file as a whole cannot be read, or is of another catalogue or other languages.
pub fn read(bytes: &[u8], expected: &Document) -> Result<Received, Vec<Fault>> {
    let text = document_text(bytes, FORMAT)?;
    let known = sentences(expected);
    let mut reader = Reader::of(expected, &known);
    reading::units(Nodes::of(&text, FORMAT, false), expected, |read| reader.take(read))?;
    Ok(reader.finish())
}

/// A unit of which something came in.
struct Partial<'a> {
    unit: &'a Unit,
    line: usize,
    state: Option<UnitState>,
    /// Only where the file has the message as a whole.
    whole: Option<Sentences>,
    /// By the places of its sentences.
    targets: Vec<Option<Vec<Item>>>,
    fault: Option<Fault>,
}

struct Reader<'a> {
    expected: &'a Document,
    known: &'a [Sentences],
    /// Where each sentence belongs: the places of the unit and of the sentence within it.
    places: HashMap<&'a str, (usize, usize)>,
    partials: HashMap<usize, Partial<'a>>,
    order: Vec<usize>,
    intake: Intake<'a>,
}

impl<'a> Reader<'a> {
    fn of(expected: &'a Document, known: &'a [Sentences]) -> Self {
        let mut places = HashMap::new();
        for (place, (unit, sentences)) in expected.units.iter().zip(known).enumerate() {
            // By this name comes a message as a whole.
            places.insert(unit.key.as_str(), (place, 0));
            let named = sentences.list.iter().enumerate();
            places.extend(named.map(|(sentence, it)| (it.name.as_str(), (place, sentence))));
        }
        let intake = Intake::of(expected);
        Self { expected, known, places, partials: HashMap::new(), order: Vec::new(), intake }
    }

    fn take(&mut self, read: Read) {
        let found = self.places.get(read.name.as_str()).and_then(|(place, sentence)| {
            Some((*place, *sentence, self.expected.units.get(*place)?, self.known.get(*place)?))
        });
        let Some((place, sentence, unit, own)) = found else {
            return self.intake.take(Arrival { line: read.line, key: read.name, ..Arrival::default() });
        };
        let partial = self.partials.entry(place).or_insert_with(|| {
            self.order.push(place);
            Partial::of(unit, own, &read)
        });
        let line = read.line;
        if !partial.take(read, sentence, own) {
            self.intake.refuse(Fault::new(FaultCode::DuplicateUnit).at_line(line).at_unit(&unit.id));
        }
    }

    fn finish(mut self) -> Received {
        let mut complete = Vec::new();
        let order = std::mem::take(&mut self.order);
        let absent = self.expected.units.len() - order.len();
        for place in order {
            let (Some(partial), Some(own)) = (self.partials.remove(&place), self.known.get(place)) else { continue };
            let (unit, line, state) = (partial.unit, partial.line, partial.state);
            match partial.text(own) {
                Ok(target) => complete.push((unit, line, state, target)),
                Err(fault) => self.intake.refuse(fault.at_line(line).at_unit(&unit.id)),
            }
        }
        self.take_complete(complete);
        Received { absent, ..self.intake.finish() }
    }

    /// Takes texts that are whole. What was put together is read as a message before it is believed.
    fn take_complete(&mut self, complete: Vec<(&'a Unit, usize, Option<UnitState>, Target)>) {
        let texts = complete.iter().filter_map(|(.., target)| match target {
            Target::Message(_, text) => Some(text.clone()),
            Target::Text(_) => None,
        });
        let mut read = entries(texts.collect()).into_iter();
        for (unit, line, state, target) in complete {
            let target = match target {
                Target::Text(text) => text,
                Target::Message(id, text) => {
                    if read.next().flatten().is_none_or(|entry| entry.id != id) {
                        self.intake.refuse(Fault::new(FaultCode::NotAMessage).at_line(line).at_unit(&unit.id));
                        continue;
                    }
                    text
                }
            };
            let (key, source, revision) = (unit.key.clone(), unit.source.clone(), Some(unit.source_hash.clone()));
            self.intake.take(Arrival { line, key, source, revision, target, state });
        }
    }
}

/// What a unit is translated with.
enum Target {
    Text(String),
    /// With the name that it must have.
    Message(String, String),
}

impl<'a> Partial<'a> {
    fn of(unit: &'a Unit, own: &Sentences, read: &Read) -> Self {
        let is_whole = read.is_entry && own.shape.is_some();
        let whole = is_whole.then(|| whole(unit));
        let count = whole.as_ref().unwrap_or(own).list.len();
        Self { unit, line: read.line, state: read.state, whole, targets: vec![None; count], fault: None }
    }

    /// Takes a sentence, unless it was there before.
    fn take(&mut self, read: Read, place: usize, own: &Sentences) -> bool {
        let sentences = self.whole.as_ref().unwrap_or(own);
        let known = sentences.list.get(place).filter(|known| known.name == read.name);
        if known.is_some() && self.targets.get(place).is_some_and(Option::is_some) {
            return false;
        }
        let code = match (known, self.targets.get(place)) {
            (None, _) | (_, None) => Some(FaultCode::UnknownUnit),
            _ if read.revision.is_some_and(|revision| revision != self.unit.source_hash) => {
                Some(FaultCode::MovedSource)
            }
            (Some(known), _) if known.source != read.source => Some(FaultCode::ChangedSource),
            _ => None,
        };
        if let Some(code) = code {
            self.fault.get_or_insert_with(|| Fault::new(code));
        }
        if read.state == Some(UnitState::Stale) {
            self.state = read.state;
        }
        if let Some(target) = self.targets.get_mut(place) {
            *target = Some(read.target);
        }
        true
    }

    fn text(self, own: &Sentences) -> Result<Target, Fault> {
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        let sentences = self.whole.as_ref().unwrap_or(own);
        let targets: Vec<Vec<Item>> = self.targets.into_iter().map(Option::unwrap_or_default).collect();
        let known = sentences.list.iter().map(|sentence| sentence.target.as_deref().unwrap_or_default());
        if known.eq(targets.iter().map(Vec::as_slice)) {
            return Ok(Target::Text(self.unit.target.clone().unwrap_or_default()));
        }
        if targets.iter().all(Vec::is_empty) {
            return Ok(Target::Text(String::new()));
        }
        let mut texts = Vec::with_capacity(targets.len());
        for (sentence, items) in sentences.list.iter().zip(&targets) {
            if items.is_empty() {
                return Err(Fault::new(FaultCode::Incomplete));
            }
            check(items, &sentence.codes).map_err(|(code, what)| Fault::new(code).with("code", what))?;
            texts.push(join(items, &sentence.codes));
        }
        match &sentences.shape {
            Some(shape) => Ok(Target::Message(shape.id.clone(), shape.write(&texts))),
            None => Ok(Target::Text(texts.concat())),
        }
    }
}
