//! What is probably not meant: warnings, for a text that is sound otherwise. As a compiler does, the checks speak of style only
//! where nothing has to be written anew.

mod numbers;
mod punctuation;
mod same;
mod script;
mod spaces;
mod words;

use super::finding::Report;
use super::reading::Reading;
use super::setting::Setting;

/// A text and its source, in each way in which they can come out; the usual one first.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sides<'a> {
    pub given: &'a [Reading],
    pub source: &'a [Reading],
}

impl Sides<'_> {
    fn usual(&self) -> Option<(&Reading, &Reading)> {
        self.given.first().zip(self.source.first())
    }
}

pub(super) fn check(sides: Sides<'_>, setting: &Setting<'_>, report: &mut Report) {
    // A text that is not translated breaks every other rule as well.
    if same::check(sides, setting, report) {
        return;
    }
    script::check(sides, setting, report);
    punctuation::check(sides, setting, report);
    spaces::check(sides, report);
    words::check(sides, setting, report);
    numbers::check(sides, report);
    setting.knowledge.glossary.check(sides, report);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locale;
    use crate::i18n::checks::fluent::Catalogue;
    use crate::i18n::checks::setting::Knowledge;
    use crate::i18n::checks::tests::{found, listed};
    use crate::i18n::tests::locale;

    /// The rules that a translation of a text breaks.
    pub(super) fn style(tag: &str, source: &str, text: &str) -> String {
        let (given, source) = ([Reading::plain(text)], [Reading::plain(source)]);
        let (locale, catalogue, knowledge) = (locale(tag), Catalogue::default(), Knowledge::default());
        let setting = Setting { locale: &locale, source: &Locale::EN, catalogue: &catalogue, knowledge: &knowledge };
        listed(&found(|report| check(Sides { given: &given, source: &source }, &setting, report)))
    }

    #[test]
    fn an_untranslated_text_is_reported_once() {
        assert_eq!(style("fr", "Is this right?", "Is this right?"), "warn.same-as-source");
    }
}
