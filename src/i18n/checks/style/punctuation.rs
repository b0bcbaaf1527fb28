//! How a sentence ends, and the spaces that French asks for.

use unicode_segmentation::UnicodeSegmentation as _;

use super::{Reading, Sides};
use crate::i18n::Args;
use crate::i18n::checks::Rule;
use crate::i18n::checks::finding::Report;
use crate::i18n::checks::reading::HOLE;
use crate::i18n::checks::setting::Setting;

pub(super) fn check(sides: Sides<'_>, setting: &Setting<'_>, report: &mut Report) {
    let language = setting.locale.language();
    check_end(sides, language, report);
    if language == "fr" && setting.source.language() != "fr" {
        // In Canada only guillemets and the colon are set apart (Le guide du rédacteur, 6.14).
        let signs = if setting.locale.as_str() == "fr-CA" { ":»" } else { "!?:;»" };
        sides.given.iter().for_each(|reading| check_french(reading, signs, report));
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    None,
    Stop,
    Question,
    Exclamation,
    Colon,
    Ellipsis,
}

impl End {
    const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Stop => "stop",
            Self::Question => "question",
            Self::Exclamation => "exclamation",
            Self::Colon => "colon",
            Self::Ellipsis => "ellipsis",
        }
    }
}

/// Each way in which the text comes out ends as some way of the source does. After a comma, as in a greeting, each language has its
/// own sign.
fn check_end(sides: Sides<'_>, language: &str, report: &mut Report) {
    if sides.source.iter().any(|reading| reading.text.trim_end().ends_with(',')) {
        return;
    }
    let expected: Vec<End> = sides.source.iter().map(|reading| end(&reading.text, language)).collect();
    for reading in sides.given {
        let text = reading.text.trim_end();
        let found = end(text, language);
        let Some(usual) = expected.first().filter(|_| !expected.contains(&found)) else { continue };
        let is_fine = match found {
            End::Stop if *usual == End::None => is_abbreviation(text),
            // The stop of the sentence, after a quotation that has its own sign: `«¿Es así?».`
            End::Stop => text.strip_suffix('.').is_some_and(|quotation| expected.contains(&end(quotation, language))),
            _ => false,
        };
        if !is_fine {
            let last = text.char_indices().next_back().map_or(0, |(at, _)| at);
            let args = Args::new().set("expected", usual.name()).set("found", found.name());
            report.add(Rule::EndPunctuation, reading.span(last..text.len()), args);
        }
    }
}

/// One or two words with a point are shortened words: "sec.", "Commit ref."
fn is_abbreviation(text: &str) -> bool {
    text.ends_with('.') && text.unicode_words().count() <= 2
}

/// What a text ends with; quotation marks and brackets after it do not count.
fn end(text: &str, language: &str) -> End {
    let closers = |c: char| c.is_whitespace() || "\"'”’»›)]}」』】）〉》*_\u{2069}\u{200E}\u{200F}".contains(c);
    let text = text.trim_end_matches(closers);
    let end = match text.chars().next_back() {
        _ if text.ends_with("...") => End::Ellipsis,
        Some('…' | '⋯') => End::Ellipsis,
        Some(';' | '\u{37E}') if language == "el" => End::Question,
        Some('|') if language == "hi" => End::Stop,
        Some('.' | '。' | '．' | '｡' | '।' | '॥' | '۔' | '։' | '።' | '။' | '។' | '།') => End::Stop,
        Some('?' | '？' | '؟' | '፧' | '⁇') => End::Question,
        Some('!' | '！' | '‼') => End::Exclamation,
        Some(':' | '：' | '፦' | '៖') => End::Colon,
        _ => End::None,
    };
    match end {
        End::Stop if !has_stop(language) => End::None,
        // Armenian writes these within the word that is asked about or stressed.
        End::Question | End::Exclamation if language == "hy" => End::None,
        End::Question | End::Colon if matches!(language, "km" | "lo" | "my" | "th") => End::None,
        _ => end,
    }
}

/// Whether short texts end with a full stop as they do in English. Thai and Lao have none; elsewhere usage varies.
fn has_stop(language: &str) -> bool {
    !matches!(
        language,
        "ar" | "bo"
            | "ckb"
            | "dv"
            | "dz"
            | "fa"
            | "he"
            | "ja"
            | "km"
            | "ko"
            | "lo"
            | "my"
            | "ps"
            | "sd"
            | "th"
            | "ug"
            | "ur"
            | "yue"
            | "zh"
    )
}

/// A space before signs of two parts, and within guillemets (Lexique des règles typographiques en usage à l'Imprimerie
/// nationale). That the line must not break there is for the page to see to: people cannot type the narrow space.
fn check_french(reading: &Reading, signs: &str, report: &mut Report) {
    let mut before = None;
    let mut text = reading.text.char_indices().peekable();
    while let Some((at, c)) = text.next() {
        let after = text.peek().map(|(_, after)| *after);
        // `12:30`, `https://`, `Sign in!` in quotation marks: what goes on was not written as French.
        let ends = after.is_none_or(|after| after.is_whitespace() || "»”)".contains(after));
        let lacks_space = match c {
            '«' => after.is_some_and(|after| !after.is_whitespace()),
            _ => {
                signs.contains(c)
                    && (ends || c == '»')
                    && before.is_some_and(|before: char| {
                        before.is_alphanumeric() || before == HOLE || "%)”»".contains(before)
                    })
            }
        };
        if lacks_space {
            report.add(
                Rule::FrenchSpace,
                reading.span(at..at + c.len_utf8()),
                Args::new().set("sign", c.to_string()).set("place", if c == '«' { "after" } else { "before" }),
            );
        }
        before = Some(c);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::style;

    #[test]
    fn a_sentence_ends_as_in_the_source() {
        for (tag, source, text, expected) in [
            ("fr", "Welcome, \u{FFFC}!", "Bienvenue, \u{FFFC}", "warn.end-punctuation"),
            ("fr", "Welcome, \u{FFFC}!", "Bienvenue, \u{FFFC} !", ""),
            ("fr", "Read the guide.", "Lisez le guide", "warn.end-punctuation"),
            ("fr", "Read the guide", "Lisez le guide.", "warn.end-punctuation"),
            ("fr", "Read \"the guide.\"", "Lisez « le guide ».", ""),
            ("fr", "Loading...", "Chargement…", ""),
            ("fr", "Loading...", "Chargement.", "warn.end-punctuation"),
            ("fr", "seconds", "sec.", ""),
            ("th", "Is it so?", "เป็นอย่างนั้นหรือ", ""),
            ("es", "She asks: \"Is it so?\"", "Pregunta: «¿Es así?».", ""),
            ("es", "Hello,", "Hola:", ""),
            ("zh", "Read the guide.", "阅读指南。", ""),
            ("zh", "Read the guide.", "阅读指南", ""),
            ("zh", "Is it so?", "是这样吗？", ""),
            ("zh", "Is it so?", "是这样吗", "warn.end-punctuation"),
            ("ar", "Is it so?", "هل هذا صحيح؟", ""),
            ("hi", "Read the guide.", "मार्गदर्शिका पढ़ें।", ""),
            ("el", "Is it so?", "Είναι έτσι;", ""),
            ("th", "Read the guide.", "อ่านคู่มือ", ""),
            ("hy", "Is it so?", "Այդպե՞ս է", ""),
            ("ur", "Read the guide.", "گائیڈ پڑھیں۔", ""),
            ("ja", "Name:", "名前：", ""),
        ] {
            assert_eq!(style(tag, source, text), expected, "{tag} {text}");
        }
    }

    #[test]
    fn french_sets_signs_apart() {
        for (tag, source, text, expected) in [
            ("fr", "Welcome!", "Bienvenue!", "warn.fr-nbsp"),
            ("fr", "Welcome!", "Bienvenue !", ""),
            ("fr", "Welcome!", "Bienvenue\u{202f}!", ""),
            ("fr", "Name: \u{FFFC}", "Nom: \u{FFFC}", "warn.fr-nbsp"),
            ("fr", "Name: \u{FFFC}", "Nom : \u{FFFC}", ""),
            ("fr", "\u{FFFC}: \u{FFFC}", "\u{FFFC}: \u{FFFC}", "warn.fr-nbsp"),
            ("fr", "The word \"guide\"", "Le mot «guide»", "warn.fr-nbsp warn.fr-nbsp"),
            ("fr", "The word \"guide\"", "Le mot « guide »", ""),
            ("fr", "At 12:30, see https://cites.org/?a=b", "À 12:30, voir https://cites.org/?a=b", ""),
            ("fr", "Run std::io", "Lancez std::io", ""),
            ("fr-CA", "Welcome!", "Bienvenue!", ""),
            ("fr-CA", "Name: \u{FFFC}", "Nom: \u{FFFC}", "warn.fr-nbsp"),
            ("es", "Welcome!", "¡Bienvenida!", ""),
        ] {
            assert_eq!(style(tag, source, text), expected, "{tag} {text}");
        }
    }
}
