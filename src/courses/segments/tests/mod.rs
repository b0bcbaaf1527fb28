//! Courses taken apart and put together again.

mod assembling;
mod carrying;
mod hostile;
mod lessons;
mod round_trip;

use std::collections::BTreeMap;
use std::path::Path;

use super::lesson::{self, Unit};
use super::{BlockIds, KnownBlock, Manuscript, Segment, SegmentKey, Texts, carry};
use crate::courses::model::Language;
use crate::courses::source::{self, Package};

/// Both courses that ship.
fn shipped() -> Vec<Manuscript> {
    ["introduction-to-cites", "cites-for-customs-officers"].map(|slug| Manuscript::read(files(slug)).unwrap()).into()
}

fn files(slug: &str) -> Package {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("courses").join(slug);
    source::open_folder(&folder).unwrap().0
}

fn language(tag: &str) -> Language {
    Language::parse(tag).unwrap()
}

fn key(text: &str) -> SegmentKey {
    text.parse().unwrap()
}

/// The ids that a first version gets.
fn first_ids(manuscript: &Manuscript) -> BlockIds {
    manuscript.identify(&BTreeMap::new())
}

fn texts(segments: &[Segment]) -> Texts {
    segments.iter().map(|segment| (segment.key.clone(), segment.text.clone())).collect()
}

fn units(source: &str) -> Vec<Unit> {
    lesson::read(source).units
}

/// `kind: text` of each text of a lesson.
fn listed(source: &str) -> Vec<String> {
    units(source).iter().map(|unit| format!("{}: {}", unit.kind.as_str(), unit.text)).collect()
}

/// The texts of a lesson with ids that follow from those of an earlier state.
fn known_after(previous: &[KnownBlock], source: &str) -> Vec<KnownBlock> {
    let units = units(source);
    let current: Vec<_> = units.iter().map(|unit| (unit.kind, unit.text.as_str())).collect();
    let ids = carry(previous, &current);
    assert_eq!(ids.len(), units.len());
    ids.into_iter().zip(units).map(|(id, unit)| KnownBlock { id, kind: unit.kind, text: unit.text }).collect()
}
