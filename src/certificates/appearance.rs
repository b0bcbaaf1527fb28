//! What a record is drawn with beside its words: a layout, and pictures.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use bytes::Bytes;
use thiserror::Error;

use super::model::{Design, DesignLogo, Facts, Official};
use super::render::{Colours, Logo};
use crate::courses::model::ContentHash;
use crate::i18n::Locale;

/// How the pages of one record look.
#[derive(Clone, Debug)]
pub struct Appearance {
    layout: String,
    design: Option<Arc<Design>>,
    pictures: BTreeMap<ContentHash, Bytes>,
}

/// What a record or its design names is not there. Then nothing is drawn.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Absent {
    #[error("a certificate names the design {0}, which is not there or is not what was sealed")]
    Design(String),
    #[error("a certificate shows the picture {0}, which is not there")]
    Picture(ContentHash),
}

impl Appearance {
    /// The pictures that a record and its design show.
    #[must_use]
    pub fn pictures_of(facts: &Facts, design: Option<&Design>) -> BTreeSet<ContentHash> {
        let logos = design.map(Design::pictures).unwrap_or_default();
        logos.into_iter().chain(facts.signatures()).collect()
    }

    /// # Errors
    /// When a picture is not among those given, or the layout of the design is none that is built in.
    pub fn new(
        facts: &Facts,
        design: Option<Arc<Design>>,
        pictures: BTreeMap<ContentHash, Bytes>,
    ) -> Result<Self, Absent> {
        let shown = Self::pictures_of(facts, design.as_deref());
        if let Some(absent) = shown.into_iter().find(|picture| !pictures.contains_key(picture)) {
            return Err(Absent::Picture(absent));
        }
        let layout = match &design {
            Some(design) => design.layout_sha256().ok_or_else(|| Absent::Design(facts.template.clone()))?.to_owned(),
            None => facts.template.clone(),
        };
        Ok(Self { layout, design, pictures })
    }

    #[must_use]
    pub fn layout(&self) -> &str {
        &self.layout
    }

    #[must_use]
    pub fn shows_emblem(&self) -> bool {
        self.design.as_ref().is_none_or(|design| design.shows_emblem)
    }

    #[must_use]
    pub fn colours(&self) -> Option<Colours> {
        self.design.as_ref().and_then(|design| design.colours)
    }

    #[must_use]
    pub fn logos(&self, locale: &Locale) -> Vec<Logo> {
        let logo = |logo: &DesignLogo| Logo { picture: self.picture(logo.picture), alt: logo.alt(locale).to_owned() };
        self.design.iter().flat_map(|design| &design.logos).map(logo).collect()
    }

    #[must_use]
    pub fn signature(&self, official: &Official) -> Option<Bytes> {
        official.signature.map(|signature| self.picture(signature))
    }

    /// Empty bytes are no picture: the renderer refuses them, and leaves no blank.
    fn picture(&self, sha256: ContentHash) -> Bytes {
        self.pictures.get(&sha256).cloned().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::certificates::model::tests::facts;

    #[test]
    fn a_picture_that_is_not_there_is_an_error_and_never_a_blank() {
        let picture = ContentHash::of(b"a logo");
        let alt = [(Locale::EN, "A logo".to_owned())].into();
        let logos = vec![DesignLogo { picture, alt }];
        let design = Design { layout: 2, texts: BTreeMap::new(), logos, shows_emblem: false, colours: None };
        let design = Some(Arc::new(design));
        let found = Appearance::new(&facts("Ana"), design.clone(), BTreeMap::new());
        assert_eq!(found.err(), Some(Absent::Picture(picture)));
        let pictures = BTreeMap::from([(picture, Bytes::from_static(b"a logo"))]);
        let found = Appearance::new(&facts("Ana"), design, pictures).expect("it is there");
        assert_eq!(found.logos(&Locale::FR).first().map(|logo| logo.picture.as_ref()), Some(&b"a logo"[..]));
    }
}
