//! How certificates look, as data: a layout that is built in, and what comes to it. A state of a design never changes: another is put
//! beside it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Facts, Phrases};
use crate::certificates::render::{Colours, layouts};
use crate::courses::model::ContentHash;
use crate::i18n::Locale;

/// One state of a design. Its JSON is canonical: members in the order of the type, maps sorted by key, no space.
///
/// A member that is added later needs a default and `skip_serializing_if`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Design {
    /// The number of a layout that is built in.
    pub layout: u16,
    /// Words in the place of the catalogue's, in each language.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub texts: BTreeMap<Locale, DesignTexts>,
    /// At the head, in this order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub logos: Vec<DesignLogo>,
    pub shows_emblem: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colours: Option<Colours>,
}

/// The words of one language; what is left out is as in the catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DesignTexts {
    /// "Certificate of completion".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// "This is to certify that".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certify: Option<String>,
    /// "has successfully completed the course".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<String>,
    /// A paragraph of its own; no catalogue has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// The sign of somebody who stands behind the certificates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DesignLogo {
    /// Named by its SHA-256.
    pub picture: ContentHash,
    /// What is read aloud in its place, by language.
    pub alt: BTreeMap<Locale, String>,
}

/// A design as it is kept: the very text, and the SHA-256 that records name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedDesign {
    pub content: String,
    /// Over the hash of the layout and the text, so that it stands for everything that is drawn but the words of the record.
    pub sha256: ContentHash,
}

impl Design {
    /// The SHA-256 of its layout; `None` when there is none of this number.
    #[must_use]
    pub fn layout_sha256(&self) -> Option<&'static str> {
        let found = layouts().iter().find(|layout| layout.number == self.layout);
        found.map(|layout| layout.sha256.as_str())
    }

    /// # Errors
    /// When the design cannot be written as JSON.
    pub fn seal(&self) -> Result<SealedDesign, serde_json::Error> {
        let content = serde_json::to_string(self)?;
        let sha256 = sha256(self.layout_sha256().unwrap_or_default(), &content);
        Ok(SealedDesign { content, sha256 })
    }

    /// The pictures that it shows.
    #[must_use]
    pub fn pictures(&self) -> BTreeSet<ContentHash> {
        self.logos.iter().map(|logo| logo.picture).collect()
    }

    /// Puts the design's words in the place of the catalogue's. A language takes those of itself or of the one that it is a variety of
    /// (`fr-CA`, `fr`), and never those of another.
    pub fn reword(&self, phrases: &mut Phrases, locale: &Locale) {
        let lineage = locale.lineage();
        let word = |of: fn(&DesignTexts) -> Option<&String>| {
            lineage.iter().find_map(|step| self.texts.get(step).and_then(of)).cloned()
        };
        let put = |place: &mut String, text: Option<String>| {
            if let Some(text) = text {
                *place = text;
            }
        };
        put(&mut phrases.title, word(|texts| texts.title.as_ref()));
        put(&mut phrases.certify, word(|texts| texts.certify.as_ref()));
        put(&mut phrases.statement, word(|texts| texts.statement.as_ref()));
        phrases.note = word(|texts| texts.note.as_ref());
    }
}

impl SealedDesign {
    /// The design, unless a single character of it was changed since it was sealed.
    #[must_use]
    pub fn open(&self) -> Option<Design> {
        let design: Design = serde_json::from_str(&self.content).ok()?;
        (sha256(design.layout_sha256()?, &self.content) == self.sha256).then_some(design)
    }
}

impl DesignLogo {
    /// What is read aloud on a page in a language: in that, else in a working language, English first.
    #[must_use]
    pub fn alt(&self, locale: &Locale) -> &str {
        let mut steps = locale.lineage().into_iter().chain(Locale::WORKING);
        let found = steps.find_map(|step| self.alt.get(&step)).or_else(|| self.alt.values().next());
        found.map_or("", String::as_str)
    }
}

impl Facts {
    /// Whether it looks as a layout that is built in, and has no design.
    #[must_use]
    pub fn has_no_design(&self) -> bool {
        layouts().iter().any(|layout| layout.sha256 == self.template)
    }

    /// The pictures of those who sign.
    #[must_use]
    pub fn signatures(&self) -> BTreeSet<ContentHash> {
        self.officials.iter().filter_map(|official| official.signature).collect()
    }
}

fn sha256(layout: &str, content: &str) -> ContentHash {
    ContentHash::of_parts([layout.as_bytes(), content.as_bytes()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::certificates::render::Colour;

    fn design() -> Design {
        let texts = DesignTexts { title: Some("Diploma".to_owned()), ..DesignTexts::default() };
        let french = DesignTexts { note: Some("Avec mention".to_owned()), ..DesignTexts::default() };
        Design {
            layout: 2,
            texts: [(Locale::EN, texts), (Locale::FR, french)].into(),
            logos: vec![DesignLogo {
                picture: ContentHash::of(b"a logo"),
                alt: [(Locale::EN, "The University".to_owned()), (Locale::FR, "L’Université".to_owned())].into(),
            }],
            shows_emblem: true,
            colours: Some(Colours {
                ink: Colour::parse("#101010").expect("a colour"),
                accent: Colour::parse("#202080").expect("a colour"),
            }),
        }
    }

    #[test]
    fn a_sealed_design_opens_only_as_long_as_nothing_was_changed() {
        let sealed = design().seal().expect("JSON");
        assert_eq!(sealed.open(), Some(design()));
        assert_eq!(design().seal().expect("JSON"), sealed);
        for (from, to) in [("Diploma", "Diplomas"), ("\"layout\":2", "\"layout\":1"), ("#202080", "#202081")] {
            let altered = SealedDesign { content: sealed.content.replacen(from, to, 1), ..sealed.clone() };
            assert_ne!(altered.content, sealed.content);
            assert_eq!(altered.open(), None, "{from}");
        }
        let plain = Design { texts: BTreeMap::new(), logos: Vec::new(), colours: None, ..design() };
        assert_eq!(plain.seal().expect("JSON").content, r#"{"layout":2,"shows_emblem":true}"#);
    }

    #[test]
    fn the_layout_is_a_part_of_the_hash() {
        let content = design().seal().expect("JSON").content;
        let [newer, older] = [2, 1].map(|layout| Design { layout, ..design() }.layout_sha256().expect("a layout"));
        assert_ne!(sha256(newer, &content), sha256(older, &content));
    }

    #[test]
    fn a_language_takes_its_own_words_and_never_those_of_another() {
        let catalogue = Phrases { title: "Título".to_owned(), statement: "ha".to_owned(), ..Phrases::default() };
        for (tag, title, note) in [
            ("en", "Diploma", None),
            ("en-AU", "Diploma", None),
            ("fr", "Título", Some("Avec mention")),
            ("fr-CA", "Título", Some("Avec mention")),
            ("es", "Título", None),
            ("ar", "Título", None),
        ] {
            let mut phrases = catalogue.clone();
            design().reword(&mut phrases, &Locale::parse(tag).expect("a language"));
            assert_eq!((phrases.title.as_str(), phrases.note.as_deref()), (title, note), "{tag}");
            assert_eq!(phrases.statement, "ha", "{tag}");
        }
    }

    #[test]
    fn a_logo_is_told_in_the_language_of_the_page_or_in_english() {
        let logo = design().logos.remove(0);
        for (tag, alt) in [("fr-CH", "L’Université"), ("en", "The University"), ("ar", "The University")] {
            assert_eq!(logo.alt(&Locale::parse(tag).expect("a language")), alt, "{tag}");
        }
    }
}
