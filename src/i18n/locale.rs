//! The name of a language: a canonical BCP 47 tag, its direction and its CLDR parents.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use icu_locale::fallback::LocaleFallbackConfig;
use icu_locale::{LanguageIdentifier, LocaleCanonicalizer, LocaleDirectionality, LocaleExpander, LocaleFallbacker};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::pseudo::Pseudo;

/// RFC 5646 (4.4.1) finds no real tag above 35 characters.
const LONGEST: usize = 64;

/// A language, perhaps with script, region and variants: `fr`, `zh-Hant`, `pt-BR`.
///
/// Always in canonical form (`iw` is read as `he`, `FR-ca` as `fr-CA`). Extensions such as `-u-ca-buddhist` are
/// dropped: they choose a calendar, not a language.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub struct Locale(Cow<'static, str>);

/// The text is no BCP 47 language tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a BCP 47 language tag")]
pub struct NotALanguage;

crate::text_column!(Locale);

impl Locale {
    pub const EN: Self = Self(Cow::Borrowed("en"));
    pub const FR: Self = Self(Cow::Borrowed("fr"));
    pub const ES: Self = Self(Cow::Borrowed("es"));

    /// The working languages of the Convention. English is the language of the source texts.
    pub const WORKING: [Self; 3] = [Self::EN, Self::FR, Self::ES];

    /// Reads a tag and brings it into canonical form.
    ///
    /// # Errors
    /// When it is not well-formed, too long, or names no language (`und`).
    pub fn parse(tag: &str) -> Result<Self, NotALanguage> {
        if tag.len() > LONGEST {
            return Err(NotALanguage);
        }
        let mut locale = icu_locale::Locale::try_from_str(tag).map_err(|_| NotALanguage)?;
        LocaleCanonicalizer::new_extended().canonicalize(&mut locale);
        if locale.id.language.is_unknown() {
            return Err(NotALanguage);
        }
        Ok(Self(Cow::Owned(locale.id.to_string())))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is no language but English made strange, for whoever looks for what cannot be translated.
    #[must_use]
    pub fn is_pseudo(&self) -> bool {
        Pseudo::of(self).is_some()
    }

    /// Whether people write in it, as far as its tag tells: no code for "none", "many" or private use, no variant that CLDR 48 has no
    /// data for.
    #[must_use]
    pub fn is_written(&self) -> bool {
        let identifier = self.identifier();
        let language = identifier.language.as_str();
        let names_none = ["mis", "mul", "und", "zxx"].contains(&language) || ("qaa"..="qtz").contains(&language);
        let has_no_script = identifier.script.is_some_and(|script| {
            let script = script.as_str();
            ["Zinh", "Zmth", "Zsye", "Zsym", "Zxxx", "Zyyy", "Zzzz"].contains(&script)
                || ("Qaaa"..="Qabx").contains(&script)
        });
        let is_nowhere = identifier.region.is_some_and(|region| {
            let region = region.as_str();
            ["AA", "ZZ"].contains(&region)
                || ("QM"..="QZ").contains(&region)
                || ("XA"..="XZ").contains(&region) && region != "XK"
        });
        let variants: Vec<&str> = identifier.variants.iter().map(icu_locale::subtags::Variant::as_str).collect();
        let is_known = match variants.as_slice() {
            [] => true,
            [variant] => [("be", "tarask"), ("ca", "valencia"), ("el", "polyton")].contains(&(language, variant)),
            _ => false,
        };
        !names_none && !has_no_script && !is_nowhere && is_known
    }

    /// Whether the two are of one language, in another script, region or spelling: `zh-TW` and `zh-Hant`, `no` and `nb`.
    #[must_use]
    pub fn is_akin_to(&self, other: &Self) -> bool {
        self.maximised().language == other.maximised().language
    }

    /// Whether the two are the same language, spelt otherwise: `sw` and `sw-TZ`, `zh-TW` and `zh-Hant`, `no` and `nb`. A text that is right
    /// in one is right in the other.
    #[must_use]
    pub fn is_same_as(&self, other: &Self) -> bool {
        self.maximised() == other.maximised() && self.identifier().variants == other.identifier().variants
    }

    /// The language without script and region: `zh` of `zh-Hant-HK`.
    #[must_use]
    pub fn language(&self) -> &str {
        self.0.split_once('-').map_or(&*self.0, |(language, _)| language)
    }

    #[must_use]
    pub fn direction(&self) -> Direction {
        // The extended data knows the likely script of every language, Malagasy included, of which the common data
        // knows nothing.
        match LocaleDirectionality::new_extended().get(&self.identifier()) {
            Some(icu_locale::Direction::RightToLeft) => Direction::Rtl,
            _ => Direction::Ltr,
        }
    }

    /// This locale and its CLDR parents, nearest first: es-MX, es-419, es. Never another script: sr-Latn does not lead
    /// to sr.
    #[must_use]
    pub fn lineage(&self) -> Vec<Self> {
        let mut lineage = vec![self.clone()];
        let mut steps = LocaleFallbacker::new()
            .for_config(LocaleFallbackConfig::default())
            .fallback_for((&self.identifier()).into());
        while !steps.get().is_unknown() {
            let step = Self(Cow::Owned(steps.get().to_string()));
            if !lineage.contains(&step) {
                lineage.push(step);
            }
            steps.step();
        }
        lineage
    }

    /// The tag with its likely script and region, without variants: what two tags of the same language have in common.
    pub(super) fn maximised(&self) -> LanguageIdentifier {
        // CLDR keeps `no` and `nb` apart, though one is what readers of Norwegian mean by the other.
        let mut identifier = match self.language() {
            "no" => self.0.replacen("no", "nb", 1).parse().unwrap_or(LanguageIdentifier::UNKNOWN),
            _ => self.identifier(),
        };
        identifier.variants.clear();
        LocaleExpander::new_extended().maximize(&mut identifier);
        identifier
    }

    pub(super) fn identifier(&self) -> LanguageIdentifier {
        self.0.parse().unwrap_or(LanguageIdentifier::UNKNOWN)
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl fmt::Debug for Locale {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl FromStr for Locale {
    type Err = NotALanguage;

    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        Self::parse(tag)
    }
}

impl Serialize for Locale {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Locale {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let tag = Cow::<str>::deserialize(input)?;
        Self::parse(&tag).map_err(serde::de::Error::custom)
    }
}

/// Which way a script runs: the value of HTML's `dir`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    Ltr,
    Rtl,
}

impl Direction {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

impl fmt::Display for Direction {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::tests::locale;

    #[test]
    fn tags_are_read_into_canonical_form() {
        for (tag, canonical) in [
            ("iw", "he"),
            ("tl", "fil"),
            ("in", "id"),
            ("sh", "sr-Latn"),
            ("FR-ca", "fr-CA"),
            ("zh-hANT-hk", "zh-Hant-HK"),
            ("en-u-ca-buddhist", "en"),
            ("mo", "ro"),
            ("pt-br", "pt-BR"),
            ("ca-ES-valencia", "ca-ES-valencia"),
        ] {
            assert_eq!(locale(tag).as_str(), canonical, "{tag}");
        }
        for tag in ["", "e", "und", "en_US", "en-", "français", "*", "x-private", "root", &"a".repeat(100), "en\0"] {
            assert_eq!(Locale::parse(tag), Err(NotALanguage), "{tag:?}");
        }
    }

    #[test]
    fn a_language_that_is_spelt_otherwise_is_the_same() {
        for (one, other, same) in [
            ("sw", "sw-TZ", true),
            ("sw", "swh", true),
            ("sw", "sw-KE", false),
            ("zh-TW", "zh-Hant", true),
            ("zh-CN", "zh-Hans", true),
            ("zh-Hans", "zh-Hant", false),
            ("no", "nb", true),
            ("no", "nn", false),
            ("pt", "pt-BR", true),
            ("pt", "pt-PT", false),
            ("sr", "sr-Latn", false),
            ("ca", "ca-valencia", false),
        ] {
            assert_eq!(locale(one).is_same_as(&locale(other)), same, "{one} and {other}");
        }
    }

    #[test]
    fn direction_is_known_where_the_common_data_has_none() {
        for tag in ["ar", "he", "fa", "ur", "ckb", "ff-Adlm", "uz-Arab", "pa-Arab", "dv"] {
            assert_eq!(locale(tag).direction(), Direction::Rtl, "{tag}");
        }
        for tag in ["en", "fr", "mg", "tzm", "ln", "zh", "ku", "ff", "uz", "qqq"] {
            assert_eq!(locale(tag).direction(), Direction::Ltr, "{tag}");
        }
    }

    #[test]
    fn a_lineage_keeps_to_its_script() {
        for (tag, expected) in [
            ("es-MX", "es-MX es-419 es"),
            ("sr-Latn", "sr-Latn"),
            ("sr-Latn-RS", "sr-Latn-RS sr-Latn"),
            ("pt-PT", "pt-PT pt"),
            ("pt-BR", "pt-BR pt"),
            ("zh-TW", "zh-TW zh-Hant"),
            ("zh-Hant-HK", "zh-Hant-HK zh-HK zh-Hant"),
            ("zh-Hant", "zh-Hant"),
            ("en-GB", "en-GB en-001 en"),
            ("mg", "mg"),
            ("pt-AO", "pt-AO pt-PT pt"),
        ] {
            let found: Vec<_> = locale(tag).lineage().iter().map(ToString::to_string).collect();
            assert_eq!(found.join(" "), expected);
        }
    }

    #[test]
    fn a_locale_passes_through_json_and_is_canonical_after_it() {
        let read: Locale = serde_json::from_str("\"IW\"").expect("a language");
        assert_eq!(serde_json::to_string(&read).expect("JSON"), "\"he\"");
        assert!(serde_json::from_str::<Locale>("\"no language\"").is_err());
    }
}
