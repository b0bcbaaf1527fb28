//! Which plural form a number takes, by the rules of CLDR 48, behind the interface of `intl_pluralrules` 7.

pub mod operands;
mod rules;

use std::fmt;

use unic_langid::LanguageIdentifier;

use crate::operands::PluralOperands;
pub use crate::rules::CLDR_VERSION;
use crate::rules::Rule;

/// The names that CLDR gives to plural forms.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum PluralCategory {
    ZERO,
    ONE,
    TWO,
    FEW,
    MANY,
    OTHER,
}

/// Numbers that count (three lessons) and numbers that order (the third lesson).
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum PluralRuleType {
    ORDINAL,
    CARDINAL,
}

/// The rules of one language.
#[derive(Clone)]
pub struct PluralRules {
    locale: LanguageIdentifier,
    rule: Rule,
}

impl PluralRules {
    /// The rules of a language.
    ///
    /// # Errors
    /// When CLDR has none for it. There is no default: a guess would be grammatically wrong without anybody noticing.
    pub fn create<L: Into<LanguageIdentifier>>(langid: L, prt: PluralRuleType) -> Result<Self, &'static str> {
        let locale = langid.into();
        match rules::find(&locale, prt) {
            Some(rule) => Ok(Self { locale, rule }),
            None => Err("CLDR has no plural rules for this language"),
        }
    }

    /// The form that a number takes.
    ///
    /// # Errors
    /// When the text is not a number.
    pub fn select<N: TryInto<PluralOperands>>(&self, number: N) -> Result<PluralCategory, &'static str> {
        match number.try_into() {
            Ok(operands) => Ok((self.rule)(&operands)),
            Err(_) => Err("not a number"),
        }
    }

    /// All languages that have rules, in no particular order.
    #[must_use]
    pub fn get_locales(prt: PluralRuleType) -> Vec<LanguageIdentifier> {
        rules::locales(prt)
    }

    /// The locale that these rules were asked for.
    #[must_use]
    pub fn get_locale(&self) -> &LanguageIdentifier {
        &self.locale
    }
}

impl fmt::Debug for PluralRules {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("PluralRules").field(&self.locale.to_string()).finish()
    }
}
