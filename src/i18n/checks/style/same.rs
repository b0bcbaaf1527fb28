//! Texts that are still in the language of their source.

use unicode_segmentation::UnicodeSegmentation as _;

use super::Sides;
use crate::i18n::Args;
use crate::i18n::checks::Rule;
use crate::i18n::checks::finding::Report;
use crate::i18n::checks::setting::Setting;

/// Whether the text is its source. Names, codes and numbers are the same in all languages, and so is many a single word
/// ("Version", "Menu"): only a sentence is taken for untranslated, or several words that are not all written as names.
pub(super) fn check(sides: Sides<'_>, setting: &Setting<'_>, report: &mut Report) -> bool {
    let Some((given, source)) = sides.usual() else { return false };
    let is_same = given.text.split_whitespace().eq(source.text.split_whitespace());
    if !is_same || setting.locale.language() == setting.source.language() {
        return false;
    }
    let rest = setting.knowledge.names.texts().fold(source.text.clone(), |text, name| text.replace(name, " "));
    let words: Vec<&str> =
        rest.unicode_word_indices().filter(|(at, word)| is_word(&rest, *at, word)).map(|(_, word)| word).collect();
    let is_sentence = source.text.trim_end().ends_with(['.', '!', '?', ':', '…']);
    let is_said = words.len() > 1 && words.iter().any(|word| word.starts_with(char::is_lowercase));
    let is_untranslated = is_said || !words.is_empty() && is_sentence;
    if is_untranslated {
        report.add(Rule::SameAsSource, given.span(0..given.text.len()), Args::new());
    }
    is_untranslated
}

/// Not a code, a number, an abbreviation or the ending of a file: `HTML5`, `H.264`, `CITES`, `*.txt`.
fn is_word(text: &str, at: usize, word: &str) -> bool {
    let is_ending = text.get(..at).is_some_and(|before| before.ends_with('.'));
    let letters = word.chars().filter(|c| c.is_lowercase()).count();
    !is_ending && letters > 1 && word.chars().all(|c| c.is_alphabetic() || c == '\'' || c == '’')
}

#[cfg(test)]
mod tests {
    use super::super::tests::style;

    #[test]
    fn only_what_can_be_translated_counts() {
        for (tag, text, expected) in [
            ("fr", "Welcome, \u{FFFC}!", "warn.same-as-source"),
            ("fr", "Sign in", "warn.same-as-source"),
            ("ja", "Sign in", "warn.same-as-source"),
            ("fr", "Flash Player", ""),
            ("fr", "Ruffle Bundle (*.ruf)", ""),
            ("fr", "Version", ""),
            ("fr", "Version \u{FFFC}", ""),
            ("fr", "HTML5 H.264 (OpenH264)", ""),
            ("fr", "1.2", ""),
            ("fr", "Conf. 12.3", ""),
            ("en-GB", "Sign in", ""),
        ] {
            assert_eq!(style(tag, text, text), expected, "{tag} {text}");
        }
    }
}
