//! The forms that numbers take, asked of the rules by which messages are served.

use std::cell::OnceCell;

use fluent_syntax::ast::{InlineExpression, Variant, VariantKey};
use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};

use crate::i18n::Locale;

const CATEGORIES: [(PluralCategory, &str); 6] = [
    (PluralCategory::ZERO, "zero"),
    (PluralCategory::ONE, "one"),
    (PluralCategory::TWO, "two"),
    (PluralCategory::FEW, "few"),
    (PluralCategory::MANY, "many"),
    (PluralCategory::OTHER, "other"),
];

/// Whether a key is the name of a form, and not of all other numbers.
pub(super) fn is_particular(key: &str) -> bool {
    key != "other" && is_category(key)
}

pub(super) fn is_category(key: &str) -> bool {
    CATEGORIES.iter().any(|(_, name)| *name == key)
}

/// `None` when CLDR has no rule for the language.
pub(super) fn rules(locale: &Locale, kind: PluralRuleType) -> Option<PluralRules> {
    PluralRules::create(locale.as_str().parse::<unic_langid::LanguageIdentifier>().ok()?, kind).ok()
}

/// By which numbers a selector chooses: those that count, unless it says `type: "ordinal"`.
pub(super) fn kind(selector: &InlineExpression<&str>) -> PluralRuleType {
    let InlineExpression::FunctionReference { arguments, .. } = selector else { return PluralRuleType::CARDINAL };
    let is_ordinal = arguments.named.iter().any(|argument| {
        argument.name.name == "type" && matches!(argument.value, InlineExpression::StringLiteral { value: "ordinal" })
    });
    if is_ordinal { PluralRuleType::ORDINAL } else { PluralRuleType::CARDINAL }
}

/// The variable that a selector asks, be it through `NUMBER()`.
pub(crate) fn variable<'a>(selector: &InlineExpression<&'a str>) -> Option<&'a str> {
    match selector {
        InlineExpression::VariableReference { id } => Some(id.name),
        InlineExpression::FunctionReference { arguments, .. } => arguments.positional.first().and_then(variable),
        _ => None,
    }
}

pub(super) fn is_number(selector: &InlineExpression<&str>) -> bool {
    matches!(selector, InlineExpression::FunctionReference { id, .. } if id.name == "NUMBER")
}

/// By which forms of numbers a select chooses; `None` when it chooses by something else.
pub(crate) fn number_kind(selector: &InlineExpression<&str>, variants: &[Variant<&str>]) -> Option<PluralRuleType> {
    (is_number(selector) || counts(variants)).then(|| kind(selector))
}

/// Whether the keys themselves say that a number chooses.
pub(super) fn counts(variants: &[Variant<&str>]) -> bool {
    variants.iter().any(|variant| match variant.key {
        VariantKey::NumberLiteral { .. } => true,
        VariantKey::Identifier { name } => is_particular(name),
    })
}

pub(crate) fn key<'a>(variant: &Variant<&'a str>) -> &'a str {
    match variant.key {
        VariantKey::Identifier { name } => name,
        VariantKey::NumberLiteral { value } => value,
    }
}

/// One form, and numbers that take it.
#[derive(Clone, Debug)]
pub(super) struct Form {
    pub category: &'static str,
    /// Of the whole numbers up to 1,000, and some above: the first few.
    pub whole: Vec<u32>,
    /// A number as it is written, where no whole number takes this form.
    pub fraction: Option<&'static str>,
}

/// Enough to show what is meant.
const EXAMPLES: usize = 6;
const LARGE: [u32; 3] = [10_000, 100_000, MILLION];
pub(super) const MILLION: u32 = 1_000_000;
/// For the forms of fractions: Czech, Lithuanian, Manx …
const FRACTIONS: [&str; 8] = ["0.0", "0.1", "0.5", "1.0", "1.5", "2.0", "2.5", "10.1"];

impl Form {
    /// The only number that takes this form, as far as whole numbers go.
    pub fn only(&self) -> Option<u32> {
        match self.whole[..] {
            [number] => Some(number),
            _ => None,
        }
    }

    /// Whether people meet numbers of this form: not millions alone, as `many` in French, and not fractions alone.
    pub fn is_usual(&self) -> bool {
        self.whole.first().is_some_and(|least| *least < MILLION)
    }

    pub fn examples(&self) -> Vec<String> {
        match self.fraction {
            Some(fraction) => vec![fraction.to_owned()],
            None => self.whole.iter().take(3).map(ToString::to_string).collect(),
        }
    }
}

/// The forms of one language, found when they are first asked for.
#[derive(Default)]
pub(super) struct Forms {
    cardinal: OnceCell<Option<Vec<Form>>>,
    ordinal: OnceCell<Option<Vec<Form>>>,
}

impl Forms {
    /// In CLDR's order; `None` when CLDR has no rule for the language.
    pub fn of(&self, locale: &Locale, kind: PluralRuleType) -> Option<&[Form]> {
        let known = match kind {
            PluralRuleType::CARDINAL => &self.cardinal,
            PluralRuleType::ORDINAL => &self.ordinal,
        };
        known.get_or_init(|| rules(locale, kind).map(|rules| forms(&rules))).as_deref()
    }

    pub fn form(&self, locale: &Locale, kind: PluralRuleType, category: &str) -> Option<&Form> {
        self.of(locale, kind)?.iter().find(|form| form.category == category)
    }
}

fn forms(rules: &PluralRules) -> Vec<Form> {
    let mut forms: Vec<Form> =
        CATEGORIES.iter().map(|(_, category)| Form { category, whole: Vec::new(), fraction: None }).collect();
    let mut take = |category: Result<PluralCategory, _>, add: &mut dyn FnMut(&mut Form)| {
        let place = CATEGORIES.iter().position(|(known, _)| category == Ok::<_, &str>(*known));
        place.and_then(|place| forms.get_mut(place)).map(add)
    };
    for number in (0..=1_000).chain(LARGE) {
        take(rules.select(number), &mut |form| {
            if form.whole.len() < EXAMPLES {
                form.whole.push(number);
            }
        });
    }
    for fraction in FRACTIONS {
        take(rules.select(fraction), &mut |form| {
            if form.whole.is_empty() {
                form.fraction.get_or_insert(fraction);
            }
        });
    }
    forms.retain(|form| !form.whole.is_empty() || form.fraction.is_some());
    forms
}
