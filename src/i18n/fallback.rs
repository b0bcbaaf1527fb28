//! Which language is read after which, when a text is missing.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::Locale;

/// The languages that a community reads besides its own. CLDR has no such link: whoever leads a locale decides.
///
/// Portuguese does not lead to Spanish: being able to understand a language is not consent to be addressed in it.
#[derive(Clone, Debug, Default)]
pub struct Bridges(BTreeMap<Locale, Vec<Locale>>);

const TO_FRENCH: [&str; 13] = ["bm", "dyo", "ff", "ht", "kab", "kg", "ln", "lua", "mg", "rn", "sg", "tzm", "wo"];
const TO_SPANISH: [&str; 4] = ["ay", "gn", "nah", "qu"];

impl Bridges {
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// The bridges that the College starts with, until its database says otherwise.
    #[must_use]
    pub fn standard() -> &'static Self {
        static STANDARD: LazyLock<Bridges> = LazyLock::new(|| {
            let french = TO_FRENCH.into_iter().map(|tag| (tag, Locale::FR));
            let spanish = TO_SPANISH.into_iter().map(|tag| (tag, Locale::ES));
            Bridges(french.chain(spanish).filter_map(|(tag, to)| Some((Locale::parse(tag).ok()?, vec![to]))).collect())
        });
        &STANDARD
    }

    pub fn set(&mut self, from: Locale, to: Vec<Locale>) {
        self.0.insert(from, to);
    }

    /// Where a locale leads: its own bridge, or that of its nearest parent.
    #[must_use]
    pub fn of(&self, from: &Locale) -> &[Locale] {
        from.lineage().iter().find_map(|step| self.0.get(step)).map_or(&[], Vec::as_slice)
    }
}

/// A locale, its parents, its bridge and at last English, in which every text is written first.
#[must_use]
pub fn fallback_chain(locale: &Locale, bridges: &Bridges) -> Vec<Locale> {
    let others = bridges.of(locale).iter().flat_map(Locale::lineage);
    let mut chain = Vec::new();
    for step in locale.lineage().into_iter().chain(others).chain([Locale::EN]) {
        if !chain.contains(&step) {
            chain.push(step);
        }
    }
    chain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::tests::{locale, tags};

    #[test]
    fn a_chain_is_parents_then_bridge_then_english() {
        for (tag, expected) in [
            ("es-MX", "es-MX es-419 es en"),
            ("pt-BR", "pt-BR pt en"),
            ("pt-PT", "pt-PT pt en"),
            ("sr-Latn", "sr-Latn en"),
            ("zh-Hant-HK", "zh-Hant-HK zh-HK zh-Hant en"),
            ("zh-Hant", "zh-Hant en"),
            ("mg", "mg fr en"),
            ("mg-MG", "mg-MG mg fr en"),
            ("ln-CD", "ln-CD ln fr en"),
            ("wo", "wo fr en"),
            ("qu", "qu es en"),
            ("gn", "gn es en"),
            ("en", "en"),
            ("en-GB", "en-GB en-001 en"),
        ] {
            assert_eq!(tags(&fallback_chain(&locale(tag), Bridges::standard())), expected);
        }
    }

    #[test]
    fn a_bridge_is_whatever_the_locale_lead_decides() {
        let mut bridges = Bridges::standard().clone();
        bridges.set(locale("mg"), vec![]);
        bridges.set(locale("pt"), vec![locale("es-419")]);
        assert_eq!(tags(&fallback_chain(&locale("mg"), &bridges)), "mg en");
        assert_eq!(tags(&fallback_chain(&locale("pt-BR"), &bridges)), "pt-BR pt es-419 es en");
    }
}
