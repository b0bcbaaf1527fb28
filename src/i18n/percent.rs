//! How a percentage is written where it is not `12%`, after CLDR 48. Written by data/generate.py: do not edit.

/// Locales, what stands before the number, and what stands after it. A locale that is missing writes as its parent
/// does.
#[rustfmt::skip]
pub(super) const FORMS: &[(&[&str], &str, &str)] = &[
    (&[
        "ar",
    ], "", "\u{200e}%\u{200e}"),
    (&[
        "ar-BH", "ar-DJ", "ar-EG", "ar-ER", "ar-IL", "ar-IQ", "ar-JO", "ar-KM", "ar-KW", "ar-LB", "ar-MR", "ar-OM",
        "ar-PS", "ar-QA", "ar-SA", "ar-SD", "ar-SO", "ar-SS", "ar-SY", "ar-TD", "ar-YE", "sd", "sdh",
    ], "", "\u{66a}\u{61c}"),
    (&[
        "az-Arab", "bgn", "fa", "ks", "lrc", "mzn", "pa-Arab", "ps", "uz-Arab",
    ], "", "\u{66a}"),
    (&[
        "bas", "be", "br", "bua", "ca", "ce", "cs", "cv", "da", "de", "dsb", "dua", "dz", "en-AT", "en-DE", "en-DK",
        "en-FI", "en-NO", "en-SE", "es", "fi", "fo", "fr", "gl", "gsw", "hr", "hsb", "kl", "ksh", "lb", "lt", "mk",
        "nds", "no", "qu", "rn", "ro", "ru", "se", "sk", "sl", "smn", "sv", "tk", "tt", "zgh",
    ], "", "\u{a0}%"),
    (&[
        "blo", "eu",
    ], "%\u{a0}", ""),
    (&[
        "ckb",
    ], "", "\u{a0}\u{66a}"),
    (&[
        "de-CH", "de-LI", "es-419", "fr-CH",
    ], "", "%"),
    (&[
        "ku", "tr",
    ], "%", ""),
    (&[
        "oc",
    ], "", "\u{202f}%"),
];
