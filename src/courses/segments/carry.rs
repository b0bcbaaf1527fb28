//! Ids of blocks over the versions of a lesson: what was moved or edited keeps its own.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::hash::Hash;

use super::key::BlockId;
use super::segment::SegmentKind;
use crate::courses::model::ContentHash;
use crate::text::Comparison;

/// A text of a lesson as an earlier version had it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownBlock {
    pub id: BlockId,
    pub kind: SegmentKind,
    pub text: String,
}

/// What two texts under the same heading share at least, so that one is the other edited.
const EDITED: f32 = 0.75;
/// What two texts between the same neighbours share at least. Words that have nothing in common are another text, whose
/// translation is none of this one.
const BETWEEN_NEIGHBOURS: f32 = 0.5;
/// How many texts around its place are compared with an edited one.
const NEAR: usize = 12;

/// Gives each text of a lesson, in reading order, its id: that of the earlier text which it is, else a new one. First come equal
/// texts, wherever they went; then those between the same neighbours; then those that are alike under the same heading. No id
/// is given twice, and a new one is none that is known. The same texts give the same ids.
#[must_use]
pub fn carry(previous: &[KnownBlock], current: &[(SegmentKind, &str)]) -> Vec<BlockId> {
    let old: Vec<Block<'_>> = previous.iter().map(|known| (known.kind, known.text.as_str())).collect();
    let mut pairing = Pairing::new(&old, current);
    pairing.pair_equal();
    pairing.pair_headings();
    pairing.pair_between_neighbours();
    pairing.pair_within_sections();
    let mut fresh = Fresh::besides(previous);
    let ids = current.iter().zip(&pairing.of_new).map(|(block, partner)| {
        let place = fresh.place(*block);
        let known = partner.and_then(|old| previous.get(old)).map(|known| known.id.clone());
        known.unwrap_or_else(|| fresh.id(*block, place))
    });
    ids.collect()
}

type Block<'a> = (SegmentKind, &'a str);

/// Makes new ids of a text and of how many equal ones stand before it.
struct Fresh<'a> {
    taken: BTreeSet<String>,
    seen: HashMap<Block<'a>, usize>,
}

impl<'a> Fresh<'a> {
    fn besides(known: &[KnownBlock]) -> Self {
        Self { taken: known.iter().map(|known| known.id.to_string()).collect(), seen: HashMap::new() }
    }

    /// How many equal texts there were up to this one.
    fn place(&mut self, block: Block<'a>) -> usize {
        let place = self.seen.entry(block).or_default();
        *place += 1;
        *place
    }

    fn id(&mut self, block: Block<'a>, place: usize) -> BlockId {
        let mut attempt = 0;
        loop {
            let id = spelled(block, place, attempt);
            if self.taken.insert(id.to_string()) {
                return id;
            }
            attempt += 1;
        }
    }
}

fn spelled((kind, text): Block<'_>, place: usize, attempt: usize) -> BlockId {
    let (place, attempt) = (place.to_string(), attempt.to_string());
    let parts = [kind.as_str(), text, &place, &attempt].map(str::as_bytes);
    let hash = ContentHash::of_parts(parts).to_string();
    BlockId::of(hash.get(..8).unwrap_or_default())
}

/// Which old text each new one is.
struct Pairing<'a> {
    old: &'a [Block<'a>],
    new: &'a [Block<'a>],
    of_old: Vec<Option<usize>>,
    of_new: Vec<Option<usize>>,
    comparison: Comparison,
}

impl<'a> Pairing<'a> {
    fn new(old: &'a [Block<'a>], new: &'a [Block<'a>]) -> Self {
        let (of_old, of_new) = (vec![None; old.len()], vec![None; new.len()]);
        Self { old, new, of_old, of_new, comparison: Comparison::default() }
    }

    fn pair(&mut self, old: usize, new: usize) {
        if let (Some(of_old @ None), Some(of_new @ None)) = (self.of_old.get_mut(old), self.of_new.get_mut(new)) {
            (*of_old, *of_new) = (Some(new), Some(old));
        }
    }

    fn free_old(&self) -> impl Iterator<Item = (usize, Block<'a>)> {
        let old = self.old;
        let free = self.of_old.iter().enumerate().filter(|(_, partner)| partner.is_none());
        free.filter_map(move |(index, _)| Some((index, *old.get(index)?)))
    }

    fn free_new(&self) -> impl Iterator<Item = (usize, Block<'a>)> {
        let new = self.new;
        let free = self.of_new.iter().enumerate().filter(|(_, partner)| partner.is_none());
        free.filter_map(move |(index, _)| Some((index, *new.get(index)?)))
    }

    /// Texts that there are once on both sides are sure. From them others are told that stand more often: beside the same
    /// neighbours, then under the same heading, then in their order.
    fn pair_equal(&mut self) {
        let mut places: HashMap<Block<'_>, (Vec<usize>, Vec<usize>)> = HashMap::new();
        for (index, block) in self.old.iter().enumerate() {
            places.entry(*block).or_default().0.push(index);
        }
        for (index, block) in self.new.iter().enumerate() {
            places.entry(*block).or_default().1.push(index);
        }
        for (old, new) in places.into_values() {
            if let ([old], [new]) = (&old[..], &new[..]) {
                self.pair(*old, *new);
            }
        }
        self.pair_equal_neighbours();
        let sections = self.sections();
        self.pair_in_order(
            |index, block| Some((*sections.0.get(index)?.as_ref()?, block)),
            |index, block| Some((*sections.1.get(index)?, block)),
        );
        self.pair_in_order(|_, block| Some(block), |_, block| Some(block));
    }

    fn pair_equal_neighbours(&mut self) {
        for new in 0..self.new.len() {
            let old = new.checked_sub(1).map_or(Some(0), |before| self.old_of(before).map(|old| old + 1));
            self.pair_if_equal(old, new);
        }
        for new in (0..self.new.len()).rev() {
            let after = if new + 1 == self.new.len() { Some(self.old.len()) } else { self.old_of(new + 1) };
            self.pair_if_equal(after.and_then(|old| old.checked_sub(1)), new);
        }
    }

    fn pair_if_equal(&mut self, old: Option<usize>, new: usize) {
        let Some(old) = old else { return };
        if self.old.get(old).is_some_and(|block| Some(block) == self.new.get(new)) {
            self.pair(old, new);
        }
    }

    fn old_of(&self, new: usize) -> Option<usize> {
        self.of_new.get(new).copied().flatten()
    }

    fn pair_in_order<K: Eq + Hash>(
        &mut self,
        old_key: impl Fn(usize, Block<'a>) -> Option<K>,
        new_key: impl Fn(usize, Block<'a>) -> Option<K>,
    ) {
        let mut waiting: HashMap<K, VecDeque<usize>> = HashMap::new();
        for (index, block) in self.free_old() {
            if let Some(key) = old_key(index, block) {
                waiting.entry(key).or_default().push_back(index);
            }
        }
        for (new, block) in self.free_new().collect::<Vec<_>>() {
            let old = new_key(new, block).and_then(|key| waiting.get_mut(&key)?.pop_front());
            if let Some(old) = old {
                self.pair(old, new);
            }
        }
    }

    /// The section of each text as the new lesson counts them. That of an old text is where its heading is now, or else what
    /// stood under it.
    fn sections(&self) -> (Vec<Option<usize>>, Vec<usize>) {
        let new = numbered(self.new);
        let mut found: HashMap<usize, usize> = HashMap::from([(0, 0)]);
        let old = numbered(self.old);
        for (section, partner) in old.iter().zip(&self.of_old) {
            if let Some(now) = partner.and_then(|partner| new.get(partner)) {
                found.entry(*section).or_insert(*now);
            }
        }
        (old.iter().map(|section| found.get(section).copied()).collect(), new)
    }

    fn pair_headings(&mut self) {
        let key = |_: usize, block: Block<'a>| (block.0 == SegmentKind::Heading).then_some(());
        self.pair_alike(key, key);
    }

    fn pair_between_neighbours(&mut self) {
        for (new, block) in self.free_new().collect::<Vec<_>>() {
            let before = new.checked_sub(1).map_or(Some(0), |before| self.old_of(before).map(|old| old + 1));
            let after = if new + 1 == self.new.len() { Some(self.old.len()) } else { self.old_of(new + 1) };
            let Some(place) = before.filter(|place| after == Some(place + 1)) else { continue };
            let Some(old) = self.old.get(place).filter(|old| old.0 == block.0) else { continue };
            if self.comparison.ratio(old.1, block.1, BETWEEN_NEIGHBOURS) >= BETWEEN_NEIGHBOURS {
                self.pair(place, new);
            }
        }
    }

    fn pair_within_sections(&mut self) {
        let (old, new) = self.sections();
        self.pair_alike(
            |index, block| Some((*old.get(index)?.as_ref()?, block.0)),
            |index, block| Some((*new.get(index)?, block.0)),
        );
    }

    /// Pairs what is alike and has the same key, the most alike first.
    fn pair_alike<K: Eq + Hash>(
        &mut self,
        old_key: impl Fn(usize, Block<'a>) -> Option<K>,
        new_key: impl Fn(usize, Block<'a>) -> Option<K>,
    ) {
        let mut groups: HashMap<K, (Vec<usize>, Vec<usize>)> = HashMap::new();
        for (index, block) in self.free_old() {
            if let Some(key) = old_key(index, block) {
                groups.entry(key).or_default().0.push(index);
            }
        }
        for (index, block) in self.free_new() {
            if let Some(key) = new_key(index, block) {
                groups.entry(key).or_default().1.push(index);
            }
        }
        let mut groups: Vec<_> = groups.into_values().filter(|(old, new)| !old.is_empty() && !new.is_empty()).collect();
        // What is compared first, while there is effort left, is to be the same each time.
        groups.sort();
        let mut alike = Vec::new();
        for (old, new) in &groups {
            for (place, new_index) in new.iter().enumerate() {
                for old_index in near(old, place * old.len() / new.len()) {
                    alike.extend(self.likeness(*old_index, *new_index));
                }
            }
        }
        alike.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        for (_, old, new) in alike {
            self.pair(old, new);
        }
    }

    fn likeness(&mut self, old: usize, new: usize) -> Option<(f32, usize, usize)> {
        let ratio = self.comparison.ratio(self.old.get(old)?.1, self.new.get(new)?.1, EDITED);
        (ratio >= EDITED).then_some((ratio, old, new))
    }
}

fn near(indexes: &[usize], place: usize) -> &[usize] {
    let end = (place + NEAR + 1).min(indexes.len());
    indexes.get(place.saturating_sub(NEAR)..end).unwrap_or_default()
}

/// The number of the section of each text: a heading begins one, what stands before the first is in section 0.
fn numbered(blocks: &[Block<'_>]) -> Vec<usize> {
    let mut section = 0;
    let number = |block: &Block<'_>| {
        section += usize::from(block.0 == SegmentKind::Heading);
        section
    };
    blocks.iter().map(number).collect()
}
