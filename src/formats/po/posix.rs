//! Languages by the names of POSIX locales: `pt_BR`, `sr@latin`, `ca_ES.UTF-8@valencia`.

use crate::i18n::Locale;

/// Scripts that are said behind an `@`.
const SCRIPTS: [(&str, &str); 5] =
    [("latin", "Latn"), ("cyrillic", "Cyrl"), ("arabic", "Arab"), ("devanagari", "Deva"), ("iqtelif", "Latn")];
/// Modifiers of money and quotation marks, which are no matter of language.
const PASSED_OVER: [&str; 3] = ["euro", "quot", "boldquot"];

/// The name of a language.
pub(super) fn name(locale: &Locale) -> String {
    let (mut parts, mut modifier) = (Vec::new(), "");
    for (place, part) in locale.as_str().split('-').enumerate() {
        let script = SCRIPTS.iter().find(|(_, script)| *script == part).filter(|_| place == 1);
        match script {
            Some((name, _)) => modifier = name,
            None if place > 0 && part.len() > 4 && modifier.is_empty() => modifier = part,
            None => parts.push(part),
        }
    }
    let at = if modifier.is_empty() { "" } else { "@" };
    format!("{}{at}{modifier}", parts.join("_"))
}

/// The tag of a language. A name that is none comes out as it is, for whoever compares it.
pub(super) fn tag(name: &str) -> String {
    let (language, modifier) = name.split_once('@').unwrap_or((name, ""));
    let language = language.split('.').next().unwrap_or_default().replace('_', "-");
    let modifier = modifier.to_ascii_lowercase();
    if modifier.is_empty() || PASSED_OVER.contains(&modifier.as_str()) {
        return language;
    }
    let script = SCRIPTS.iter().find(|(known, _)| *known == modifier).map(|(_, script)| *script);
    let (head, region) = language.split_once('-').unwrap_or((&language, ""));
    let parts = match script {
        Some(script) => [head, script, region],
        None => [head, region, &modifier],
    };
    let tag = parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    Locale::parse(&tag).map_or_else(|_| name.to_owned(), |locale| locale.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::tests::locale;

    #[test]
    fn languages_are_called_as_the_tools_call_them() {
        for (name, expected) in [
            ("pt_BR", "pt-BR"),
            ("sr@latin", "sr-Latn"),
            ("sr_RS@cyrillic", "sr-Cyrl-RS"),
            ("ca_ES.UTF-8@valencia", "ca-ES-valencia"),
            ("de_DE@euro", "de-DE"),
            ("en@quot", "en"),
            ("ks_IN@devanagari", "ks-Deva-IN"),
            ("de_DE@nonsense-of-mine", "de_DE@nonsense-of-mine"),
            ("de@x", "de@x"),
            ("fr", "fr"),
            ("@", ""),
        ] {
            assert_eq!(tag(name), expected);
        }
    }

    #[test]
    fn a_name_leads_back_to_its_language() {
        for (language, expected) in [
            ("fr", "fr"),
            ("pt-BR", "pt_BR"),
            ("sr-Latn", "sr@latin"),
            ("sr-Cyrl-RS", "sr_RS@cyrillic"),
            ("zh-Hant-HK", "zh_Hant_HK"),
            ("ca-ES-valencia", "ca_ES@valencia"),
            ("be-tarask", "be@tarask"),
            ("sr-Latn-ekavsk", "sr_ekavsk@latin"),
        ] {
            assert_eq!(name(&locale(language)), expected);
            assert_eq!(Locale::parse(&tag(expected)), Ok(locale(language)), "{expected}");
        }
    }
}
