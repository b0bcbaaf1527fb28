//! A course as it was written, and what of it is translated.

use std::collections::{BTreeMap, HashMap};

use super::Texts;
use super::carry::{KnownBlock, carry};
use super::key::{BlockId, SegmentKey};
use super::lesson::{self, Spot, Units};
use super::places;
use super::segment::{Segment, SegmentKind};
use crate::courses::model::{Activity, ActivityId, ChoiceId, Compiled, Edition, Language, MediaName, Work};
use crate::courses::source::{self, Mistake, Package, placeholders};

/// A course as it was written: its files, and what a check made of them.
pub struct Manuscript {
    pub(super) package: Package,
    pub(super) compiled: Compiled,
    /// The lessons of the source language, taken apart.
    pub(super) lessons: BTreeMap<ActivityId, Units>,
    /// The words in the pictures, by language.
    pub(super) words: BTreeMap<Language, Texts>,
    /// The placeholders of the pictures in the order in which they are drawn, under the lesson that shows them first.
    pub(super) pictures: BTreeMap<ActivityId, Vec<SegmentKey>>,
}

/// The ids of the texts of each lesson, in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlockIds(BTreeMap<ActivityId, Vec<BlockId>>);

impl From<BTreeMap<ActivityId, Vec<BlockId>>> for BlockIds {
    fn from(ids: BTreeMap<ActivityId, Vec<BlockId>>) -> Self {
        Self(ids)
    }
}

impl BlockIds {
    #[must_use]
    pub fn of(&self, lesson: &ActivityId) -> &[BlockId] {
        self.0.get(lesson).map(Vec::as_slice).unwrap_or_default()
    }
}

impl Manuscript {
    /// Reads a course.
    ///
    /// # Errors
    /// All that a check finds.
    pub fn read(package: Package) -> Result<Self, Vec<Mistake>> {
        let source::Report { mistakes, course } = source::check(&package, None);
        let compiled = course.ok_or(mistakes)?;
        let languages = compiled.editions.keys();
        let words = languages.map(|language| (language.clone(), words(&package, language))).collect();
        let mut manuscript = Self { package, compiled, lessons: BTreeMap::new(), words, pictures: BTreeMap::new() };
        if let Some(source) = manuscript.edition(&manuscript.compiled.structure.source_language) {
            let lessons = source.text.lessons.iter();
            manuscript.lessons = lessons.map(|(id, lesson)| (id.clone(), lesson::read(&lesson.source))).collect();
        }
        manuscript.pictures = manuscript.placeholders();
        Ok(manuscript)
    }

    /// What a check made of it.
    #[must_use]
    pub const fn compiled(&self) -> &Compiled {
        &self.compiled
    }

    #[must_use]
    pub const fn source_language(&self) -> &Language {
        &self.compiled.structure.source_language
    }

    pub(super) fn edition(&self, language: &Language) -> Option<&Edition> {
        self.compiled.editions.get(language)
    }

    /// Gives the texts of all lessons their ids. What was known of a lesson is in reading order; of the first version nothing is.
    #[must_use]
    pub fn identify(&self, known: &BTreeMap<ActivityId, Vec<KnownBlock>>) -> BlockIds {
        let ids = self.lessons.iter().map(|(id, units)| {
            let current: Vec<_> = units.units.iter().map(|unit| (unit.kind, unit.text.as_str())).collect();
            let previous = known.get(id).map(Vec::as_slice).unwrap_or_default();
            (id.clone(), carry(previous, &current))
        });
        BlockIds(ids.collect())
    }

    /// Every text of a language, in reading order; `None` when the course is not in that language.
    #[must_use]
    pub fn segments(&self, language: &Language, ids: &BlockIds) -> Option<Vec<Segment>> {
        let mut list = List { manuscript: self, edition: self.edition(language)?, language, ids, segments: Vec::new() };
        let structure = &self.compiled.structure;
        for key in places::of_course(structure) {
            list.plain(key, None, None);
        }
        for module in &structure.modules {
            list.plain(SegmentKey::Module(module.id.clone()), None, None);
            for activity in structure.activities_of(&module.id) {
                list.activity(activity);
            }
        }
        Some(list.segments)
    }

    fn placeholders(&self) -> BTreeMap<ActivityId, Vec<SegmentKey>> {
        let mut shown = Vec::new();
        let mut keys = BTreeMap::<ActivityId, Vec<SegmentKey>>::new();
        for activity in self.compiled.structure.reading_order() {
            for picture in self.lessons.get(&activity.id).into_iter().flat_map(|units| &units.pictures) {
                if !shown.contains(&picture) {
                    shown.push(picture);
                    keys.entry(activity.id.clone()).or_default().extend(drawn(&self.package, picture));
                }
            }
        }
        keys
    }
}

/// The placeholders of a picture, each once.
fn drawn(package: &Package, file: &str) -> Vec<SegmentKey> {
    let mut keys = Vec::new();
    let Ok(name) = MediaName::parse(file) else { return keys };
    let drawing = source::text_of(package, &format!("{}{name}", source::PICTURES)).filter(|_| name.ending() == "svg");
    for placeholder in placeholders(&drawing.unwrap_or_default()) {
        let key =
            ChoiceId::parse(name.stem()).and_then(|stem| Ok(SegmentKey::Picture(stem, ChoiceId::parse(placeholder)?)));
        keys.extend(key.ok().filter(|key| !keys.contains(key)));
    }
    keys
}

/// The words in the pictures of a language.
fn words(package: &Package, language: &Language) -> Texts {
    let file = source::text_of(package, &format!("{language}/media.toml")).unwrap_or_default();
    let pictures: BTreeMap<String, BTreeMap<String, String>> = ::toml::from_str(&file).unwrap_or_default();
    let words = pictures.into_iter().flat_map(|(name, words)| words.into_iter().map(move |word| (name.clone(), word)));
    let keyed = words.filter_map(|(name, (key, word))| {
        let key = SegmentKey::Picture(ChoiceId::parse(&name).ok()?, ChoiceId::parse(&key).ok()?);
        Some((key, word.trim().to_owned()))
    });
    keyed.collect()
}

/// The texts of a language while they are listed.
struct List<'a> {
    manuscript: &'a Manuscript,
    edition: &'a Edition,
    language: &'a Language,
    ids: &'a BlockIds,
    segments: Vec<Segment>,
}

impl List<'_> {
    fn plain(&mut self, key: SegmentKey, section: Option<&ActivityId>, context: Option<&str>) {
        if let Some(text) = places::text(self.edition, &key) {
            self.segments.push(Segment::plain(key, &text, section, context));
        }
    }

    fn activity(&mut self, activity: &Activity) {
        let module = self.edition.text.modules.get(&activity.module).map(String::as_str);
        self.plain(SegmentKey::Activity(activity.id.clone()), Some(&activity.id), module);
        match activity.work {
            Work::Lesson => self.lesson(&activity.id),
            Work::Quiz(_) => self.quiz(&activity.id),
        }
    }

    fn quiz(&mut self, quiz: &ActivityId) {
        let mut stem = None;
        for key in places::of_quiz(&self.manuscript.compiled.structure, quiz) {
            if matches!(key, SegmentKey::Question(_, super::Part::Stem)) {
                self.plain(key.clone(), Some(quiz), None);
                stem = places::text(self.edition, &key);
            } else {
                self.plain(key, Some(quiz), stem.as_deref());
            }
        }
    }

    fn lesson(&mut self, id: &ActivityId) {
        let (Some(units), Some(lesson)) = (self.manuscript.lessons.get(id), self.edition.text.lessons.get(id)) else {
            return;
        };
        let texts = twins(units, &lesson::read(&lesson.source));
        let mut heading: Option<String> = None;
        for ((unit, block), text) in units.units.iter().zip(self.ids.of(id)).zip(texts) {
            let Some(text) = text else { continue };
            let key = SegmentKey::Block(id.clone(), block.clone());
            let picture = unit.picture.clone();
            let segment =
                Segment { kind: unit.kind, picture, ..Segment::plain(key, &text, Some(id), heading.as_deref()) };
            self.segments.push(segment);
            if unit.kind == SegmentKind::Heading {
                heading = Some(text);
            }
        }
        let words = self.manuscript.words.get(self.language);
        for key in self.manuscript.pictures.get(id).into_iter().flatten() {
            if let Some(word) = words.and_then(|words| words.get(key)) {
                self.segments.push(Segment::plain(key.clone(), word, Some(id), None));
            }
        }
    }
}

/// The text of a lesson's translation for each text of the lesson. Languages have the same blocks, but within an item or
/// footnote one may set apart what the other does not: what has no twin goes with the text before it.
pub(super) fn twins(source: &Units, other: &Units) -> Vec<Option<String>> {
    let places: HashMap<Spot, usize> =
        source.units.iter().enumerate().map(|(index, unit)| (unit.spot, index)).collect();
    let mut texts: Vec<Option<String>> = vec![None; source.units.len()];
    let mut last = None;
    for unit in &other.units {
        match places.get(&unit.spot) {
            Some(index) => {
                last = Some(*index).filter(|_| unit.is_open);
                texts.get_mut(*index).into_iter().for_each(|text| *text = Some(unit.text.clone()));
            }
            None if unit.is_open => {
                if let Some(Some(text)) = last.and_then(|last| texts.get_mut(last)) {
                    text.extend(["\n\n", &unit.text]);
                }
            }
            None => {}
        }
    }
    texts
}
