//! The units of a catalogue as agencies translate them: text apart from codes, and one sentence for each form of a message.

use crate::formats::codes::markup::pieces;
use crate::formats::codes::message::{Entry, Languages, Leaf, Shape, entries};
use crate::formats::codes::{Code, Item, fit, number, push_text};
use crate::formats::exchange::{Document, Unit, UnitKind};

/// What one `<unit>` says.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    /// The key of the unit, and which sentence of it.
    pub name: String,
    /// For which numbers it is.
    pub examples: Option<String>,
    pub source: Vec<Item>,
    pub codes: Vec<Code>,
    pub target: Option<Vec<Item>>,
}

/// All sentences of a unit.
pub(super) struct Sentences {
    /// How they make a message; `None` where the sentence is the text.
    pub shape: Option<Shape>,
    pub list: Vec<Sentence>,
    /// Whether the translation chooses by something that its source does not: as sentences it would lose that.
    pub is_lossy: bool,
}

/// The sentences of all units of a document.
pub(super) fn sentences(document: &Document) -> Vec<Sentences> {
    let messages = || document.units.iter().filter(|unit| unit.kind == UnitKind::Message);
    let mut sources = entries(messages().map(|unit| unit.source.clone()).collect()).into_iter();
    let mut targets = entries(messages().map(|unit| unit.target.clone().unwrap_or_default()).collect()).into_iter();
    let languages = Languages::of(&document.source_locale, &document.target_locale);
    let of_unit = |unit: &Unit| {
        if unit.kind != UnitKind::Message {
            return Sentences { shape: None, list: vec![of_text(unit)], is_lossy: false };
        }
        let (source, target) = (sources.next().flatten(), targets.next().flatten());
        let read = source.and_then(|source| of_message(unit, &source, target.as_ref(), &languages));
        read.unwrap_or_else(|| whole(unit))
    };
    document.units.iter().map(of_unit).collect()
}

/// A unit as one text in which nothing is a code.
pub(super) fn whole(unit: &Unit) -> Sentences {
    let items = |text: &String| {
        let mut items = Vec::new();
        push_text(&mut items, text);
        items
    };
    let (source, target) = (items(&unit.source), unit.target.as_ref().map(items));
    let sentence = Sentence { name: unit.key.clone(), examples: None, source, codes: Vec::new(), target };
    Sentences { shape: None, list: vec![sentence], is_lossy: false }
}

fn of_text(unit: &Unit) -> Sentence {
    let (source, codes) = number(&pieces(unit.kind, &unit.source), |_| false);
    let target = unit.target.as_ref().map(|text| fit(&pieces(unit.kind, text), &codes));
    Sentence { name: unit.key.clone(), examples: None, source, codes, target }
}

/// `None` when it cannot be said in sentences.
fn of_message(unit: &Unit, source: &Entry, target: Option<&Entry>, languages: &Languages) -> Option<Sentences> {
    let shape = Shape::of(source, languages)?;
    let is_lossy = unit.target.is_some() && target.is_none_or(|target| !shape.covers(target));
    let target = target.filter(|_| !is_lossy);
    let list = shape.leaves.iter().map(|leaf| of_leaf(unit, leaf, source, target)).collect();
    Some(Sentences { shape: Some(shape), list, is_lossy })
}

fn of_leaf(unit: &Unit, leaf: &Leaf, source: &Entry, target: Option<&Entry>) -> Sentence {
    let (items, codes) = number(&leaf.source(source), |variable| leaf.counts(variable));
    let target = target.and_then(|target| leaf.target(target)).map(|pieces| fit(&pieces, &codes));
    let attribute = leaf.attribute.as_ref().map(|name| format!(".{name}")).unwrap_or_default();
    let choices = leaf.choices.iter().map(|choice| format!("[{}: {}]", choice.selector, choice.key));
    let name = format!("{}{attribute}{}", unit.key, choices.collect::<String>());
    let counted = leaf.choices.iter().filter(|choice| !choice.examples.is_empty());
    let examples = counted.map(|choice| format!("{} = {}", choice.selector, choice.examples.join(", ")));
    let examples = Some(examples.collect::<Vec<_>>().join("; ")).filter(|examples| !examples.is_empty());
    Sentence { name, examples, source: items, codes, target }
}
