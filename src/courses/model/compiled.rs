//! A course ready to be published, and the hashes that say which version it is.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::edition::{EditionText, Lesson, Sealed};
use super::hash::ContentHash;
use super::ids::{ActivityId, Language};
use super::question::Keys;
use super::structure::Structure;

/// Goes into every hash. Change it only when the same JSON starts to mean something else.
const FORMAT: &[u8] = b"virtual-college course 1";

#[derive(Clone, Debug)]
pub struct Compiled {
    /// The version: structure, keys, pictures and the text of the source language.
    pub hash: ContentHash,
    pub structure: Structure,
    pub keys: Keys,
    /// One for each language; the source language is among them.
    pub editions: BTreeMap<Language, Edition>,
    /// The bytes of all pictures, by their hash.
    pub blobs: BTreeMap<ContentHash, Vec<u8>>,
}

#[derive(Clone, Debug)]
pub struct Edition {
    pub hash: ContentHash,
    pub text: EditionText,
    pub sealed: Sealed,
}

impl Compiled {
    /// Puts the parts together and hashes them. `None` when the text of the source language is missing or a part cannot be
    /// written as JSON.
    #[must_use]
    pub fn new(
        structure: Structure,
        keys: Keys,
        texts: Vec<(EditionText, Sealed)>,
        blobs: BTreeMap<ContentHash, Vec<u8>>,
    ) -> Option<Self> {
        let editions: BTreeMap<_, _> = texts
            .into_iter()
            .map(|(text, sealed)| Some((text.language.clone(), Edition::new(text, sealed)?)))
            .collect::<Option<_>>()?;
        let source = editions.get(&structure.source_language)?;
        let parts = [FORMAT, b"version", &json(&structure)?, &json(&keys)?, source.hash.as_bytes()];
        let hash = ContentHash::of_parts(parts);
        Some(Self { hash, structure, keys, editions, blobs })
    }
}

impl Edition {
    /// The edition with the lessons marked that are stale: another edition than without. `None` as for [`Compiled::new`].
    #[must_use]
    pub fn with_stale(mut self, stale: BTreeSet<ActivityId>) -> Option<Self> {
        self.text.stale = stale;
        Self::new(self.text, self.sealed)
    }

    /// The edition with what it says of an earlier wording of its source: another edition than without. `None` as for
    /// [`Compiled::new`].
    #[must_use]
    pub fn with_outdated(
        mut self,
        outdated: BTreeMap<String, ContentHash>,
        stale: BTreeSet<ActivityId>,
    ) -> Option<Self> {
        self.text.outdated = outdated;
        self.with_stale(stale)
    }

    fn new(text: EditionText, sealed: Sealed) -> Option<Self> {
        let parts = [FORMAT, b"edition", &json(&as_written(&text))?, &json(&sealed)?];
        let hash = ContentHash::of_parts(parts);
        Some(Self { hash, text, sealed })
    }
}

/// The text without what is made from it: a newer renderer must not make the same words a new edition.
fn as_written(text: &EditionText) -> EditionText {
    let mut bare = text.clone();
    for lesson in bare.lessons.values_mut() {
        let (source, borrowed) = (std::mem::take(&mut lesson.source), std::mem::take(&mut lesson.borrowed));
        *lesson = Lesson { source, html: String::new(), blocks: Vec::new(), characters: 0, borrowed };
    }
    bare
}

/// Canonical here: members in the order of the type, maps sorted by key, no space.
fn json<T: Serialize>(value: &T) -> Option<Vec<u8>> {
    serde_json::to_vec(value).ok()
}
