//! What is known of a language before anybody translates into it: what a proposal is judged by.

use intl_pluralrules::PluralRuleType;

use super::checks::fluent::forms_of;
use super::{Direction, Locale, autonym, format, language_name};
use crate::clock::Timestamp;

/// One form that numbers take, and a few that take it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberForm {
    /// CLDR's name: `one`, `few`, `other` …
    pub category: &'static str,
    pub examples: Vec<String>,
}

/// Facts of CLDR 48 about a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LanguageFacts {
    pub autonym: String,
    pub name_en: String,
    pub name_fr: String,
    pub name_es: String,
    pub direction: Direction,
    /// Of numbers that count; `None` when CLDR has no rule: then every number takes the same form.
    pub cardinal: Option<Vec<NumberForm>>,
    /// Of numbers that order.
    pub ordinal: Option<Vec<NumberForm>>,
    /// A number as the language writes it.
    pub number: String,
    /// A day as the language writes it.
    pub date: String,
}

impl LanguageFacts {
    #[must_use]
    pub fn of(locale: &Locale, now: Timestamp) -> Self {
        Self {
            autonym: autonym(locale),
            name_en: language_name(locale, &Locale::EN),
            name_fr: language_name(locale, &Locale::FR),
            name_es: language_name(locale, &Locale::ES),
            direction: locale.direction(),
            cardinal: forms_of(locale, PluralRuleType::CARDINAL),
            ordinal: forms_of(locale, PluralRuleType::ORDINAL),
            number: format::number(12_345.5, locale),
            date: format::long_date(now.day(), locale),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::tests::locale;

    #[test]
    fn the_facts_say_whether_cldr_knows_the_plurals() {
        let facts = |tag| LanguageFacts::of(&locale(tag), Timestamp::from_micros(0));
        let categories = |facts: &LanguageFacts| {
            facts.cardinal.as_ref().map(|forms| forms.iter().map(|form| form.category).collect())
        };
        assert_eq!(categories(&facts("sw")), Some(vec!["one", "other"]));
        assert_eq!(categories(&facts("ar")), Some(vec!["zero", "one", "two", "few", "many", "other"]));
        assert_eq!(categories(&facts("mg")), Some(vec!["one", "other"]));
        assert_eq!(categories(&facts("qu")), None);
        assert_eq!((facts("ar").direction, facts("sw").direction), (Direction::Rtl, Direction::Ltr));
        assert_eq!(facts("sw").autonym, "Kiswahili");
    }
}
