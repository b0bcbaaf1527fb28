//! Texts in another script than their language's.

use std::collections::HashSet;

use unicode_script::{Script, UnicodeScript as _};
use unicode_segmentation::UnicodeSegmentation as _;

use super::Sides;
use crate::i18n::checks::Rule;
use crate::i18n::checks::finding::Report;
use crate::i18n::checks::setting::Setting;
use crate::i18n::{Args, Locale};

/// Fewer letters may be an abbreviation.
const FEWEST_LETTERS: usize = 4;

/// Compares the script of most letters with the likely script of the language (CLDR likely subtags). Words of the source are
/// left out: they are names, or what people type.
pub(super) fn check(sides: Sides<'_>, setting: &Setting<'_>, report: &mut Report) {
    let Some((given, source)) = sides.usual() else { return };
    let Some(expected) = scripts(setting.locale) else { return };
    let names = setting.knowledge.names.texts().map(str::to_owned);
    let kept: HashSet<String> = names
        .chain([source.text.clone()])
        .flat_map(|text| runs(&text).map(|(_, run)| run).collect::<Vec<_>>())
        .collect();
    let (mut own, mut foreign) = (0_usize, 0_usize);
    for (script, run) in runs(&given.text).filter(|(_, run)| !kept.contains(run)) {
        let count = if expected.contains(&script) { &mut own } else { &mut foreign };
        *count += run.chars().count();
    }
    if foreign > own && foreign >= FEWEST_LETTERS {
        report.add(Rule::Script, given.span(0..given.text.len()), Args::new());
    }
}

/// Letters of one script that stand together, in lower case: in Korean an ending follows a Latin name without a space.
fn runs(text: &str) -> impl Iterator<Item = (Script, String)> {
    text.unicode_words().flat_map(|word| {
        let mut runs: Vec<(Script, String)> = Vec::new();
        for c in word.chars() {
            match (c.script(), runs.last_mut()) {
                (Script::Common | Script::Inherited | Script::Unknown, _) => {}
                (script, Some((last, run))) if *last == script => run.extend(c.to_lowercase()),
                (script, _) => runs.push((script, c.to_lowercase().collect())),
            }
        }
        runs
    })
}

/// The scripts that a language is written in (ISO 15924, with its codes for several at once); `None` when that is not
/// known.
fn scripts(locale: &Locale) -> Option<Vec<Script>> {
    let script = locale.maximised().script?;
    Some(match script.as_str() {
        "Hans" | "Hant" => vec![Script::Han, Script::Bopomofo],
        "Jpan" => vec![Script::Han, Script::Hiragana, Script::Katakana],
        "Kore" => vec![Script::Hangul, Script::Han],
        code => vec![Script::from_short_name(code)?],
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::style;

    #[test]
    fn the_likely_script_of_the_language_is_expected() {
        for (tag, source, text, expected) in [
            ("fr", "Cannot scan", "исключить это", "lang.script"),
            ("fa", "Cannot scan", "исключить", "lang.script"),
            ("fa", "Cannot scan", "نمی‌توانم", ""),
            ("ar", "Cannot scan", "impossible", "lang.script"),
            ("ja", "Cannot scan", "スキャンできません", ""),
            ("ko", "Cannot scan", "검사할 수 없음", ""),
            ("zh-Hant", "Cannot scan", "無法掃描", ""),
            ("sr", "Cannot scan", "Ne mogu", "lang.script"),
            ("sr-Latn", "Cannot scan", "Ne mogu", ""),
            ("mg", "Cannot scan", "Tsy azo jerena", ""),
            ("ff-Adlm", "Cannot scan", "𞤀𞤁𞤂𞤃", ""),
            // Names, and what people type.
            ("ru", "Run Ruffle Player", "Запуск Ruffle Player", ""),
            ("ru", "OpenH264", "OpenH264", ""),
            ("ru", "Format", "SWF", ""),
            ("ru", "Player Version", "Версия Flash Player'а", ""),
            ("ko", "Upgrade HTTP to HTTPS", "HTTP를 HTTPS로 업그레이드", ""),
        ] {
            assert_eq!(style(tag, source, text), expected, "{tag} {text}");
        }
    }
}
