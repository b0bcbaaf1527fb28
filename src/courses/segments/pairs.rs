//! Which text of a language stands for which of the source language, and which were left behind when their source changed.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::key::SegmentKey;
use super::manuscript::{BlockIds, Manuscript, twins};
use super::{Texts, lesson, places};
use crate::courses::model::{Activity, ActivityId, Borrowed, ContentHash, Edition, Language, Structure, Work};
use crate::i18n::checks::normalise;

/// A text of a language with its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// As [`place`] spells it.
    pub place: String,
    /// The activity that it belongs to; `None`: the course as a whole.
    pub section: Option<ActivityId>,
    /// For whoever is to find it; a picture is called by its name.
    pub text: String,
    /// Of the text.
    pub hash: ContentHash,
    /// Of its source.
    pub source: ContentHash,
}

/// Where a text of a language stands, whichever version it is of. A block of a lesson is found by what it says: it may be moved, and has
/// no id while a package is looked at.
#[must_use]
pub fn place(key: &SegmentKey, text: &str) -> String {
    match key {
        SegmentKey::Block(lesson, _) => block(lesson, hash(text)),
        _ => key.to_string(),
    }
}

fn block(lesson: &ActivityId, hash: ContentHash) -> String {
    format!("lessons/{lesson}#{hash}")
}

fn hash(text: &str) -> ContentHash {
    ContentHash::of(normalise(text).trim().as_bytes())
}

/// Whether trainees are judged by what stands at a place.
#[must_use]
pub fn is_assessed(place: &str) -> bool {
    place.parse::<SegmentKey>().is_ok_and(|key| key.is_assessed())
}

/// Every text of a language that has one in the source language, in reading order. Words of pictures are in their pictures.
#[must_use]
pub fn pairs(structure: &Structure, source: &Edition, other: &Edition) -> Vec<Pair> {
    let mut list = List { source, other, pairs: Vec::new() };
    for key in places::of_course(structure) {
        list.plain(&key, None);
    }
    for module in &structure.modules {
        list.plain(&SegmentKey::Module(module.id.clone()), None);
        for activity in structure.activities_of(&module.id) {
            list.activity(structure, activity);
        }
    }
    list.pairs
}

struct List<'a> {
    source: &'a Edition,
    other: &'a Edition,
    pairs: Vec<Pair>,
}

impl List<'_> {
    fn plain(&mut self, key: &SegmentKey, section: Option<&ActivityId>) {
        let (Some(source), Some(text)) = (places::text(self.source, key), places::text(self.other, key)) else {
            return;
        };
        self.add(key.to_string(), section, (&source, text));
    }

    fn add(&mut self, place: String, section: Option<&ActivityId>, (source, text): (&str, String)) {
        let pair = Pair { place, section: section.cloned(), hash: hash(&text), source: hash(source), text };
        self.pairs.push(pair);
    }

    fn activity(&mut self, structure: &Structure, activity: &Activity) {
        self.plain(&SegmentKey::Activity(activity.id.clone()), Some(&activity.id));
        match activity.work {
            Work::Lesson => self.lesson(&activity.id),
            Work::Quiz(_) => {
                for key in places::of_quiz(structure, &activity.id) {
                    self.plain(&key, Some(&activity.id));
                }
            }
        }
    }

    fn lesson(&mut self, id: &ActivityId) {
        let lessons = (self.source.text.lessons.get(id), self.other.text.lessons.get(id));
        let (Some(source), Some(other)) = lessons else { return };
        let units = lesson::read(&source.source);
        for (unit, text) in units.units.iter().zip(twins(&units, &lesson::read(&other.source))) {
            let Some(text) = text else { continue };
            self.add(block(id, hash(&text)), Some(id), (&unit.text, text));
        }
        for file in &units.pictures {
            self.picture(id, file);
        }
    }

    /// A picture that differs in the source language and not in this one shows words of before.
    fn picture(&mut self, lesson: &ActivityId, file: &str) {
        let find = |edition: &Edition| {
            edition.text.pictures.iter().find(|(name, _)| name.to_string() == file).map(|(_, picture)| picture.hash)
        };
        let (Some(source), Some(hash)) = (find(self.source), find(self.other)) else { return };
        let place = format!("lessons/{lesson}/media/{file}");
        self.pairs.push(Pair { place, section: Some(lesson.clone()), text: file.to_owned(), hash, source });
    }
}

/// The texts of an edition of a manuscript, by the languages that they are in: what nobody has translated yet is in another. Words of
/// pictures are known only where the manuscript has the language.
#[must_use]
pub fn wordings(manuscript: &Manuscript, edition: &Edition, ids: &BlockIds) -> BTreeMap<Language, Texts> {
    let structure = &manuscript.compiled().structure;
    let own = &edition.text.language;
    let mut texts: BTreeMap<Language, Texts> = BTreeMap::new();
    let mut keys = places::of_course(structure);
    keys.extend(structure.modules.iter().map(|module| SegmentKey::Module(module.id.clone())));
    for activity in &structure.activities {
        keys.push(SegmentKey::Activity(activity.id.clone()));
        match activity.work {
            Work::Quiz(_) => keys.extend(places::of_quiz(structure, &activity.id)),
            Work::Lesson => lesson_wordings(manuscript, (edition, &activity.id), ids, &mut texts),
        }
    }
    for key in keys {
        let Some(text) = places::text(edition, &key) else { continue };
        let language = edition.text.borrowed.get(&key.to_string()).unwrap_or(own);
        texts.entry(language.clone()).or_default().insert(key, text);
    }
    let words = manuscript.words.get(own).cloned().unwrap_or_default();
    texts.entry(own.clone()).or_default().extend(words);
    texts
}

fn lesson_wordings(
    manuscript: &Manuscript,
    (edition, id): (&Edition, &ActivityId),
    ids: &BlockIds,
    texts: &mut BTreeMap<Language, Texts>,
) {
    let (Some(units), Some(other)) = (manuscript.lessons.get(id), edition.text.lessons.get(id)) else { return };
    let read = lesson::read(&other.source);
    let language = |unit: &lesson::Unit| {
        let is_in = |it: &&Borrowed| it.start < unit.span.end && unit.span.start < it.end;
        other.borrowed.iter().find(is_in).map_or(&edition.text.language, |borrowed| &borrowed.language)
    };
    let languages: HashMap<lesson::Spot, &Language> =
        read.units.iter().map(|unit| (unit.spot, language(unit))).collect();
    for ((unit, block), text) in units.units.iter().zip(ids.of(id)).zip(twins(units, &read)) {
        let (Some(text), Some(language)) = (text, languages.get(&unit.spot)) else { continue };
        let key = SegmentKey::Block(id.clone(), block.clone());
        texts.entry((*language).clone()).or_default().insert(key, text);
    }
}

fn names_of(pairs: &[Pair]) -> HashSet<&str> {
    pairs.iter().map(|pair| pair.place.as_str()).collect()
}

/// The texts that say what they said before though their source is another, each with the hash of the source that it was made from.
/// `known` are those of which that was so before. A text that goes with another source beside the one that it had is no such text. What
/// trainees are judged by is found under another name, too, when the one that it had is gone.
#[must_use]
pub fn outdated<'a>(
    before: &[Pair],
    known: &BTreeMap<String, ContentHash>,
    now: &'a [Pair],
) -> Vec<(&'a Pair, ContentHash)> {
    let (old_names, names) = (names_of(before), names_of(now));
    let mut made_from: HashMap<(&str, ContentHash), Vec<ContentHash>> = HashMap::new();
    let mut renamed: HashMap<ContentHash, Vec<ContentHash>> = HashMap::new();
    for pair in before {
        let from = known.get(&pair.place).copied().unwrap_or(pair.source);
        made_from.entry((&pair.place, pair.hash)).or_default().push(from);
        if !names.contains(pair.place.as_str()) && is_assessed(&pair.place) {
            renamed.entry(pair.hash).or_default().push(from);
        }
    }
    let by_another_name = |pair: &Pair| {
        let is_new = !old_names.contains(pair.place.as_str()) && is_assessed(&pair.place);
        renamed.get(&pair.hash).filter(|_| is_new)
    };
    let standing: HashSet<(&str, ContentHash)> = now.iter().map(|pair| (pair.place.as_str(), pair.source)).collect();
    let left = |pair: &'a Pair| {
        let from = made_from.get(&(pair.place.as_str(), pair.hash)).or_else(|| by_another_name(pair))?;
        let is_there = from.iter().any(|source| standing.contains(&(pair.place.as_str(), *source)));
        from.first().filter(|_| !is_there).map(|source| (pair, *source))
    };
    now.iter().filter_map(left).collect()
}
