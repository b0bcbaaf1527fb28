//! `media/`: the pictures, and what they become in each language.

use std::collections::{BTreeMap, BTreeSet};

use super::codes::Code;
use super::edition::phrases;
use super::files::Files;
use super::limits;
use super::node::Table;
use super::raster;
use super::report::{Log, number, text};
use super::sheet::Sheet;
use super::svg::{self, Drawing};
use crate::courses::model::{ContentHash, Language, MediaName, MediaType, Picture};

/// Bytes with their hashes.
pub(super) type Blobs = Vec<(ContentHash, Vec<u8>)>;

/// All pictures of a course. One that is broken is here all the same, so that a lesson which shows it is not blamed.
pub(super) struct Gallery<'a> {
    pub pictures: BTreeMap<MediaName, Original<'a>>,
}

/// A picture before a language fills its words in.
pub(super) struct Original<'a> {
    pub width: u32,
    pub height: u32,
    media_type: MediaType,
    bytes: &'a [u8],
    /// The words that each language gives it; unknown when the drawing cannot be read.
    keys: Option<BTreeSet<String>>,
}

impl<'a> Gallery<'a> {
    pub fn read(files: &'a Files<'a>) -> Self {
        let mut pictures = BTreeMap::new();
        for (path, bytes) in files.package {
            let Some(file) = path.strip_prefix("media/") else { continue };
            files.want(path);
            match MediaName::parse(file) {
                Ok(name) => {
                    let original = original(files, path, &name, bytes);
                    pictures.insert(name, original);
                }
                Err(_) => files.log.add(path, 1, Code::MediaName, []),
            }
        }
        Self { pictures }
    }

    pub fn hashes(&self) -> BTreeMap<MediaName, ContentHash> {
        self.pictures.iter().map(|(name, original)| (name.clone(), ContentHash::of(original.bytes))).collect()
    }

    pub fn check_all_shown(&self, shown: &BTreeSet<MediaName>, log: &Log) {
        for name in self.pictures.keys().filter(|name| !shown.contains(*name)) {
            log.add(&format!("media/{name}"), 1, Code::MediaUnused, []);
        }
    }

    /// The pictures with the words of a language, and the bytes behind them.
    pub fn in_language(&self, files: &Files<'_>, language: &Language) -> (BTreeMap<MediaName, Picture>, Blobs) {
        let path = format!("{language}/media.toml");
        let has_words = self.pictures.values().any(Original::has_words);
        let words = if has_words || files.package.contains_key(&path) {
            files.toml(&path, |root| self.words(root)).unwrap_or_default()
        } else {
            BTreeMap::new()
        };
        let none = BTreeMap::new();
        let filled = self.pictures.iter().map(|(name, original)| {
            let bytes = original.fill(words.get(name).unwrap_or(&none));
            let hash = ContentHash::of(&bytes);
            let Original { media_type, width, height, .. } = *original;
            ((name.clone(), Picture { hash, media_type, width, height, bytes: bytes.len() }), (hash, bytes))
        });
        filled.unzip()
    }

    fn words(&self, root: Table<'_>) -> BTreeMap<MediaName, BTreeMap<String, String>> {
        let mut words = BTreeMap::new();
        for (name, original) in &self.pictures {
            let keys: Vec<_> = original.keys.iter().flatten().cloned().collect();
            if !keys.is_empty() {
                words.insert(name.clone(), phrases(root, name.stem(), &keys, None, limits::PHRASE));
            }
        }
        for node in root.members() {
            let takes_words = |(name, original): (&MediaName, &Original<'_>)| {
                name.stem() == node.name && (original.keys.is_none() || original.has_words())
            };
            if !self.pictures.iter().any(takes_words) {
                node.fault(Code::TextExtra, [text("media"), text(node.name)]);
            }
        }
        words
    }
}

impl Original<'_> {
    fn has_words(&self) -> bool {
        self.keys.as_ref().is_some_and(|keys| !keys.is_empty())
    }

    fn fill(&self, words: &BTreeMap<String, String>) -> Vec<u8> {
        match std::str::from_utf8(self.bytes) {
            Ok(drawing) if self.media_type == MediaType::Svg => svg::fill(drawing, words).into_bytes(),
            _ => self.bytes.to_vec(),
        }
    }
}

fn original<'a>(files: &'a Files<'a>, path: &str, name: &MediaName, bytes: &'a [u8]) -> Original<'a> {
    let broken = Original { width: 1, height: 1, media_type: MediaType::Png, bytes, keys: None };
    if name.ending() == "svg" {
        let Some(source) = files.text(path) else { return broken };
        let Drawing { width, height, keys } = svg::read(&Sheet::new(path, source, files.log));
        return Original { width, height, media_type: MediaType::Svg, bytes: source.as_bytes(), keys };
    }
    let Some(media_type) = raster::media_type(name.ending()) else {
        files.log.add(path, 1, Code::MediaKind, []);
        return broken;
    };
    if bytes.len() > limits::RASTER_BYTES {
        files.log.add(path, 1, Code::FileTooLarge, [number(bytes.len()), number(limits::RASTER_BYTES)]);
    }
    let Some((width, height)) = raster::dimensions(media_type, bytes) else {
        files.log.add(path, 1, Code::MediaContent, []);
        return broken;
    };
    Original { width, height, media_type, keys: Some(BTreeSet::new()), ..broken }
}
