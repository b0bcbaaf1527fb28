//! The files of a language, put together from its texts.

use std::collections::BTreeMap;

use unicode_normalization::is_nfc;

use super::key::{Part, SegmentKey};
use super::lesson::{self, Unit, Units};
use super::manuscript::{BlockIds, Manuscript};
use super::splice::{Spliced, fits, splice, tidied};
use super::{Texts, places, toml};
use crate::courses::model::{ActivityId, Borrowed, GapId, Language, Work};
use crate::courses::source::{self, Loans, Package, Report};
use crate::i18n::checks::normalise;

/// The texts of a language, as far as there are any.
#[derive(Clone, Copy, Debug)]
pub struct Wording<'a> {
    pub language: &'a Language,
    pub texts: &'a Texts,
}

/// A course in its source language and one more.
#[derive(Clone, Debug)]
pub struct Assembled {
    /// `course.toml` with the accepted words of all languages, the pictures, and the files of the two languages.
    pub package: Package,
    /// Which texts of the package are in another language than their file.
    pub loans: Loans,
    /// The texts that the language does not have, and the language that each was taken from.
    pub fallen_back: BTreeMap<SegmentKey, Language>,
    /// Texts that were there and could not be put in their place: they would have broken the block or cell that they belong to.
    pub refused: Vec<SegmentKey>,
}

impl Assembled {
    /// Checks it and compiles it.
    #[must_use]
    pub fn check(&self) -> Report {
        source::check_partial(&self.package, &self.loans)
    }
}

impl Manuscript {
    /// Puts the files of a language together, on the skeleton of the source language. Each text is taken from the first
    /// wording that has it; that of the language itself comes first, and after the last the source language.
    #[must_use]
    pub fn assemble(&self, ids: &BlockIds, target: &Language, chain: &[Wording<'_>]) -> Assembled {
        let source = format!("{}/", self.source_language());
        let is_kept = |path: &str| path.starts_with(&source) || path.starts_with(source::PICTURES) || path == COURSE;
        let package = self.package.iter().filter(|(path, _)| is_kept(path));
        let assembled = Assembled {
            package: package.map(|(path, bytes)| (path.clone(), bytes.clone())).collect(),
            loans: Loans::default(),
            fallen_back: BTreeMap::new(),
            refused: Vec::new(),
        };
        let mut binder = Binder { manuscript: self, ids, target, chain, assembled };
        binder.bind();
        binder.assembled
    }
}

const COURSE: &str = "course.toml";

struct Binder<'a> {
    manuscript: &'a Manuscript,
    ids: &'a BlockIds,
    target: &'a Language,
    chain: &'a [Wording<'a>],
    assembled: Assembled,
}

/// A text and the language that it is in.
type Found = (String, Language);

impl Binder<'_> {
    fn bind(&mut self) {
        let structure = &self.manuscript.compiled.structure;
        let modules = structure.modules.iter().map(|module| SegmentKey::Module(module.id.clone()));
        let activities = structure.activities.iter().map(|activity| SegmentKey::Activity(activity.id.clone()));
        self.file(COURSE, places::of_course(structure).into_iter().chain(modules).chain(activities));
        for activity in &structure.activities {
            match activity.work {
                Work::Lesson => self.lesson(&activity.id),
                Work::Quiz(_) => {
                    self.file(&format!("{}.toml", activity.id), places::of_quiz(structure, &activity.id).into_iter());
                }
            }
        }
        self.file("media.toml", self.manuscript.pictures.values().flatten().cloned());
        self.accepted();
    }

    /// A TOML file of the language: that of the source language with other texts.
    fn file(&mut self, name: &str, keys: impl Iterator<Item = SegmentKey>) {
        let skeleton =
            source::text_of(&self.manuscript.package, &format!("{}/{name}", self.manuscript.source_language()));
        let Some(mut file) = skeleton.and_then(|text| toml::open(&text)) else { return };
        for key in keys {
            let Some(path) = places::path(&key) else { continue };
            let Some((text, language)) = self.find(&key) else { continue };
            toml::set(&mut file, &path, &text);
            self.note(&key, &language);
        }
        self.assembled.package.insert(format!("{}/{name}", self.target), file.to_string().into_bytes());
    }

    /// The words that count as right stand with the keys, for all languages in one file.
    fn accepted(&mut self) {
        let text = source::text_of(&self.manuscript.package, COURSE);
        let Some(mut course) = text.and_then(|text| toml::open(&text)) else { return };
        let structure = &self.manuscript.compiled.structure;
        for key in structure.activities.iter().flat_map(|activity| places::of_quiz(structure, &activity.id)) {
            let SegmentKey::Question(question, Part::Accepted(gap)) = &key else { continue };
            let Some((words, language)) = self.find(&key) else { continue };
            let place = (question.as_str(), gap.as_ref().map(GapId::as_str));
            toml::accept(&mut course, place, self.target.as_str(), &words);
            self.note(&key, &language);
        }
        self.assembled.package.insert(COURSE.to_owned(), course.to_string().into_bytes());
    }

    /// A text outside of lessons.
    fn find(&self, key: &SegmentKey) -> Option<Found> {
        for wording in self.chain {
            let text = wording.texts.get(key).map(|text| normalise(text).trim().to_owned());
            if let Some(text) = text.filter(|text| !text.is_empty()) {
                return Some((text, wording.language.clone()));
            }
        }
        let source = self.manuscript.source_language();
        let word = || self.manuscript.words.get(source)?.get(key).cloned();
        let text = places::text(self.manuscript.edition(source)?, key).or_else(word)?;
        Some((text, source.clone()))
    }

    fn note(&mut self, key: &SegmentKey, language: &Language) {
        if language == self.target {
            return;
        }
        self.assembled.fallen_back.insert(key.clone(), language.clone());
        if !key.is_sealed() && !matches!(key, SegmentKey::Block(..)) {
            let texts = self.assembled.loans.texts.entry(self.target.clone()).or_default();
            texts.insert(key.to_string(), language.clone());
        }
    }

    fn lesson(&mut self, id: &ActivityId) {
        let manuscript = self.manuscript;
        let own = manuscript.source_language();
        let source = manuscript.edition(own).and_then(|edition| edition.text.lessons.get(id));
        let (Some(units), Some(source)) = (manuscript.lessons.get(id), source) else { return };
        let keys: Vec<_> = self.ids.of(id).iter().map(|block| SegmentKey::Block(id.clone(), block.clone())).collect();
        let mut found: Vec<Option<Found>> =
            units.units.iter().zip(&keys).map(|(unit, key)| self.find_block(unit, key)).collect();
        found.resize(units.units.len(), None);
        let spliced = bound(&source.source, units, &found).unwrap_or_else(|| {
            let given = keys.iter().zip(&mut found);
            self.assembled.refused.extend(given.filter_map(|(key, text)| text.take().map(|_| key.clone())));
            splice(&source.source, units, &vec![None; units.units.len()])
        });
        let languages = found.iter().map(|text| text.as_ref().map_or(own, |(_, language)| language));
        for (key, language) in keys.iter().zip(languages.clone()) {
            self.note(key, language);
        }
        let foreign = languages.zip(&spliced.spans).filter(|(language, _)| *language != self.target);
        let borrowed: Vec<_> = foreign
            .map(|(language, span)| Borrowed { language: language.clone(), start: span.start, end: span.end })
            .collect();
        let path = format!("{}/{id}.md", self.target);
        if !borrowed.is_empty() {
            self.assembled.loans.lessons.insert(path.clone(), borrowed);
        }
        self.assembled.package.insert(path, spliced.source.into_bytes());
    }

    fn find_block(&mut self, unit: &Unit, key: &SegmentKey) -> Option<Found> {
        for wording in self.chain {
            let Some(text) = wording.texts.get(key).map(|text| tidied(unit.kind, text)).filter(|text| !text.is_empty())
            else {
                continue;
            };
            if text == unit.text || fits(unit.kind, unit.is_open, &text) {
                return Some((text, wording.language.clone()));
            }
            self.assembled.refused.push(key.clone());
        }
        None
    }
}

/// The lesson with other texts, when it reads back as these very texts.
fn bound(source: &str, units: &Units, found: &[Option<Found>]) -> Option<Spliced> {
    let texts: Vec<_> = found.iter().map(|found| found.as_ref().map(|(text, _)| text.clone())).collect();
    let spliced = splice(source, units, &texts);
    let read = lesson::read(&spliced.source).units;
    let is_same = |(unit, (read, text)): (&Unit, (&Unit, &Option<String>))| {
        (read.kind, read.spot) == (unit.kind, unit.spot) && read.text == *text.as_ref().unwrap_or(&unit.text)
    };
    let is_whole = read.len() == units.units.len() && units.units.iter().zip(read.iter().zip(&texts)).all(is_same);
    (is_whole && is_nfc(&spliced.source)).then_some(spliced)
}
