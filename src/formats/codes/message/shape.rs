//! Which sentences a message has in a language. They follow from the source and the language alone, so that a file that comes back
//! fits whatever was translated meanwhile.

use intl_pluralrules::PluralRuleType;

use super::entry::{Bit, Entry, Select};
use crate::formats::codes::Piece;
use crate::i18n::checks::fluent::forms_of;
use crate::i18n::{Locale, NumberForm};

/// More sentences of one message nobody translates one by one.
const MOST_LEAVES: usize = 64;

/// The forms of numbers of two languages.
pub(in crate::formats) struct Languages {
    source: [Option<Vec<NumberForm>>; 2],
    target: [Option<Vec<NumberForm>>; 2],
}

impl Languages {
    pub fn of(source: &Locale, target: &Locale) -> Self {
        let forms = |locale| [PluralRuleType::CARDINAL, PluralRuleType::ORDINAL].map(|kind| forms_of(locale, kind));
        Self { source: forms(source), target: forms(target) }
    }

    fn forms(of: &[Option<Vec<NumberForm>>; 2], kind: PluralRuleType) -> Option<&[NumberForm]> {
        let [cardinal, ordinal] = of;
        if kind == PluralRuleType::ORDINAL { ordinal.as_deref() } else { cardinal.as_deref() }
    }
}

/// What a select is answered with.
#[derive(Clone, Debug)]
pub(in crate::formats) struct Choice {
    pub selector: String,
    /// The variable that counts.
    variable: Option<String>,
    /// In the translation.
    pub key: String,
    /// In the source: the same form where it is of the same numbers, and else the one for all other numbers.
    source_key: String,
    /// Some numbers of the form.
    pub examples: Vec<String>,
}

/// One sentence.
#[derive(Clone, Debug)]
pub(in crate::formats) struct Leaf {
    pub attribute: Option<String>,
    pub choices: Vec<Choice>,
}

impl Leaf {
    /// Whether a form of numbers says the number itself: `{ $n }` can be left out.
    pub fn counts(&self, variable: &str) -> bool {
        self.choices.iter().any(|choice| choice.variable.as_deref() == Some(variable))
    }

    pub fn source(&self, entry: &Entry) -> Vec<Piece> {
        self.pieces(entry, |choice| &choice.source_key).unwrap_or_default()
    }

    /// `None` when the translation lacks the attribute.
    pub fn target(&self, entry: &Entry) -> Option<Vec<Piece>> {
        self.pieces(entry, |choice| &choice.key)
    }

    fn pieces(&self, entry: &Entry, key: fn(&Choice) -> &str) -> Option<Vec<Piece>> {
        let (_, bits) = entry.parts.iter().find(|(name, _)| *name == self.attribute)?;
        let mut pieces = Vec::new();
        flatten(bits, &self.choices, key, &mut pieces);
        Some(pieces)
    }
}

fn flatten(bits: &[Bit], choices: &[Choice], key: fn(&Choice) -> &str, pieces: &mut Vec<Piece>) {
    for bit in bits {
        match bit {
            Bit::Text(text) => match pieces.last_mut() {
                Some(Piece::Text(last)) => last.push_str(text),
                _ => pieces.push(Piece::Text(text.clone())),
            },
            Bit::Code(code, variable) => pieces.push(Piece::Code(code.clone(), variable.clone())),
            Bit::Select(select) => {
                let choice = choices.iter().find(|choice| choice.selector == select.selector);
                flatten(select.variant(choice.map_or(&select.default, |choice| key(choice))), choices, key, pieces);
            }
        }
    }
}

/// How the sentences of a part make one pattern.
#[derive(Clone, Debug)]
pub(in crate::formats) enum Tree {
    /// By its place among the leaves.
    Leaf(usize),
    Select {
        selector: String,
        variants: Vec<(String, Tree)>,
        default: String,
    },
}

/// All sentences of a message.
#[derive(Clone, Debug)]
pub(in crate::formats) struct Shape {
    pub id: String,
    pub parts: Vec<(Option<String>, Tree)>,
    pub leaves: Vec<Leaf>,
}

impl Shape {
    /// `None` when there are too many.
    pub fn of(source: &Entry, languages: &Languages) -> Option<Self> {
        let mut shape = Self { id: source.id.clone(), parts: Vec::new(), leaves: Vec::new() };
        for (attribute, bits) in &source.parts {
            let mut grower = Grower { languages, attribute, bits, leaves: &mut shape.leaves };
            let tree = grower.grow(&mut Vec::new())?;
            shape.parts.push((attribute.clone(), tree));
        }
        Some(shape)
    }

    /// Whether the sentences say all that a translation says: it chooses by nothing else and has no other attributes.
    pub fn covers(&self, translation: &Entry) -> bool {
        translation.parts.iter().all(|(attribute, bits)| {
            let leaves: Vec<&Leaf> = self.leaves.iter().filter(|leaf| leaf.attribute == *attribute).collect();
            !leaves.is_empty() && bits.iter().all(|bit| is_covered(bit, &leaves))
        })
    }
}

fn is_covered(bit: &Bit, leaves: &[&Leaf]) -> bool {
    let Bit::Select(select) = bit else { return true };
    let is_asked = |key: &str| {
        let mut choices = leaves.iter().flat_map(|leaf| &leaf.choices);
        choices.any(|choice| choice.selector == select.selector && choice.key == key)
    };
    let is_needed = leaves.iter().any(|leaf| leaf.choices.iter().any(|choice| choice.selector == select.selector));
    let known = |key: &String| is_needed && (is_asked(key) || *key == select.default);
    select.variants.iter().all(|(key, within)| known(key) && within.iter().all(|bit| is_covered(bit, leaves)))
}

struct Grower<'a> {
    languages: &'a Languages,
    attribute: &'a Option<String>,
    bits: &'a [Bit],
    leaves: &'a mut Vec<Leaf>,
}

impl Grower<'_> {
    fn grow(&mut self, choices: &mut Vec<Choice>) -> Option<Tree> {
        let Some(select) = first_open(self.bits, choices) else {
            if self.leaves.len() == MOST_LEAVES {
                return None;
            }
            self.leaves.push(Leaf { attribute: self.attribute.clone(), choices: choices.clone() });
            return Some(Tree::Leaf(self.leaves.len() - 1));
        };
        let mut written = Vec::new();
        keys(self.bits, &select.selector, &mut written);
        let default = if select.kind.is_some() { "other".to_owned() } else { select.default.clone() };
        let mut variants = Vec::new();
        for choice in self.choices(select, written) {
            let key = choice.key.clone();
            choices.push(choice);
            variants.push((key, self.grow(choices)?));
            choices.pop();
        }
        Some(Tree::Select { selector: select.selector.clone(), variants, default })
    }

    fn choices(&self, select: &Select, written: Vec<String>) -> Vec<Choice> {
        let choice = |key: &str, source_key: &str, examples: &[String]| Choice {
            selector: select.selector.clone(),
            variable: select.variable.clone().filter(|_| select.kind.is_some()),
            key: key.to_owned(),
            source_key: source_key.to_owned(),
            examples: examples.to_vec(),
        };
        let Some(kind) = select.kind else {
            return written.iter().map(|key| choice(key, key, &[])).collect();
        };
        let own = Languages::forms(&self.languages.source, kind).unwrap_or_default();
        let is_number = |key: &&String| key.starts_with(|first: char| first.is_ascii_digit() || first == '-');
        let mut choices: Vec<Choice> =
            written.iter().filter(is_number).map(|key| choice(key, key, std::slice::from_ref(key))).collect();
        match Languages::forms(&self.languages.target, kind) {
            Some(forms) => choices.extend(forms.iter().map(|form| {
                let is_same = own.iter().any(|twin| twin == form) && written.iter().any(|key| key == form.category);
                choice(form.category, if is_same { form.category } else { "other" }, &form.examples)
            })),
            None => choices.push(choice("other", "other", &[])),
        }
        choices
    }
}

/// The first select that nothing was chosen for, outer ones first.
fn first_open<'b>(bits: &'b [Bit], choices: &[Choice]) -> Option<&'b Select> {
    bits.iter().find_map(|bit| {
        let Bit::Select(select) = bit else { return None };
        match choices.iter().find(|choice| choice.selector == select.selector) {
            Some(choice) => first_open(select.variant(&choice.source_key), choices),
            None => Some(select),
        }
    })
}

/// All keys by which a selector is answered, each once.
fn keys(bits: &[Bit], selector: &str, found: &mut Vec<String>) {
    for bit in bits {
        let Bit::Select(select) = bit else { continue };
        for (key, within) in &select.variants {
            if select.selector == selector && !found.contains(key) {
                found.push(key.clone());
            }
            keys(within, selector, found);
        }
    }
}
