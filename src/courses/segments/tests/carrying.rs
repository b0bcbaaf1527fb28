//! Ids over the versions of a lesson.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::known_after;
use crate::courses::segments::{BlockId, KnownBlock, SegmentKind, carry};

const LESSON: &str = "Two letters on the permit tell you where the specimen comes from.

## Source codes

Every permit carries two letters, and you find both in the Resolution.

- Both were born in captivity.
- Both are plants that people helped to grow.

## Let the letters speak

Codes are short, but they can be compared with everything else on the table.

None of these is proof. Each is a reason to look closer and to ask your Management Authority.
";

fn first() -> Vec<KnownBlock> {
    known_after(&[], LESSON)
}

/// What a lesson is after a change: for each text the index that it had, and whether its words are the same.
fn after(from: &str, to: &str) -> Vec<(Option<usize>, bool)> {
    assert!(LESSON.contains(from), "{from}");
    traced(&first(), &LESSON.replacen(from, to, 1))
}

fn traced(before: &[KnownBlock], lesson: &str) -> Vec<(Option<usize>, bool)> {
    let now = known_after(before, lesson);
    let index = |block: &KnownBlock| before.iter().position(|known| known.id == block.id);
    now.iter().map(|block| (index(block), before.contains(block))).collect()
}

fn same(indexes: impl IntoIterator<Item = usize>) -> Vec<(Option<usize>, bool)> {
    indexes.into_iter().map(|index| (Some(index), true)).collect()
}

#[test]
fn the_same_lesson_has_the_same_ids() {
    assert_eq!(after("Two", "Two"), same(0..8));
    assert_eq!(first(), first());
    assert_eq!(first()[1].id.as_str(), "b6a34cfad");
}

#[test]
fn what_is_moved_keeps_its_id() {
    let paragraph = "Codes are short, but they can be compared with everything else on the table.\n\n";
    let moved = format!("{paragraph}{}", LESSON.replacen(paragraph, "", 1));
    assert_eq!(traced(&first(), &moved), same([6, 0, 1, 2, 3, 4, 5, 7]));
    let swapped = after(
        "- Both were born in captivity.\n- Both are plants that people helped to grow.",
        "- Both are plants that people helped to grow.\n- Both were born in captivity.",
    );
    assert_eq!(swapped, same([0, 1, 2, 4, 3, 5, 6, 7]));
}

#[test]
fn what_is_edited_keeps_its_id_and_nothing_else_changes() {
    for (from, to, index) in [
        ("comes from", "came from", 0),
        ("Source codes", "Source code", 1),
        ("in captivity", "in an aviary", 3),
        ("Let the letters speak", "Let letters speak", 5),
        ("look closer and to ask", "look twice, and then to call", 7),
    ] {
        let mut expected = same(0..8);
        expected[index].1 = false;
        assert_eq!(after(from, to), expected, "{from}");
    }
}

#[test]
fn what_is_replaced_or_new_has_a_new_id() {
    let mut expected = same(0..8);
    expected[6] = (None, false);
    assert_eq!(
        after("Codes are short, but they can be compared with everything else on the table.", "Rhinoceros."),
        expected
    );
    let mut added = same(0..8);
    added.insert(2, (None, false));
    assert_eq!(after("Every permit", "Something new stands here.\n\nEvery permit"), added);
    assert_eq!(after("- Both were born in captivity.\n", ""), same([0, 1, 2, 4, 5, 6, 7]));
}

#[test]
fn of_a_paragraph_in_two_the_greater_part_keeps_the_id() {
    let split = after("proof. Each", "proof.\n\nEach");
    let mut expected = same(0..7);
    expected.extend([(None, false), (Some(7), false)]);
    assert_eq!(split, expected);
    let halves = known_after(&first(), &LESSON.replacen("proof. Each", "proof.\n\nEach", 1));
    let mut merged = same(0..7);
    merged.push((Some(8), false));
    assert_eq!(traced(&halves, LESSON), merged);
    // Of two that are as long as each other neither is most of what they become.
    let mut even = same(0..6);
    even.push((None, false));
    assert_eq!(after("table.\n\nNone", "table. None"), even);
}

#[test]
fn equal_texts_are_told_apart_by_their_place() {
    let lesson = "## One\n\nSee below.\n\nFirst words.\n\n## Two\n\nSee below.\n\nSecond words.\n";
    let known = known_after(&[], lesson);
    assert_ne!(known[1].id, known[4].id);
    assert_eq!(traced(&known, lesson), same(0..6));
    assert_eq!(traced(&known, &lesson.replacen("See below.\n\n", "", 1)), same([0, 2, 3, 4, 5]));
    let later = lesson.replacen("## Two\n\nSee below.", "## Two\n\nUnrelated stuff.", 1);
    let mut expected = same(0..6);
    expected[4] = (None, false);
    assert_eq!(traced(&known, &later), expected);
    let swapped = "## Two\n\nSee below.\n\nSecond words.\n\n## One\n\nSee below.\n\nFirst words.\n";
    assert_eq!(traced(&known, swapped), same([3, 4, 5, 0, 1, 2]));
}

#[test]
fn an_id_that_was_given_is_not_given_to_others() {
    let known = first();
    let edited = known_after(&known, &LESSON.replacen("Two letters", "Both letters", 1));
    assert_eq!(edited[0].id, known[0].id);
    // The words that the id was made of come back, as another paragraph.
    let both =
        format!("{}\n{}\n", "Two letters on the permit tell you where the specimen comes from.\n", edited[0].text);
    let now = known_after(&edited, &both);
    assert_eq!(now[1].id, known[0].id);
    assert_ne!(now[0].id, known[0].id);
}

fn words() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop::sample::select(vec!["permit", "skin", "orchid", "from", "the", "sea", "a", "trade"]),
        1..9,
    )
    .prop_map(|words| words.join(" "))
}

fn blocks() -> impl Strategy<Value = Vec<(SegmentKind, String)>> {
    let kind = prop::sample::select(vec![SegmentKind::Paragraph, SegmentKind::Heading, SegmentKind::Cell]);
    prop::collection::vec((kind, words()), 0..14)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_edited_no_id_is_lost_or_doubled(states in prop::collection::vec(blocks(), 1..4), moves in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..6)) {
        let mut known: Vec<KnownBlock> = Vec::new();
        for state in states {
            let mut state = state;
            // What is known, moved about, is among what comes.
            state.extend(known.iter().map(|block| (block.kind, block.text.clone())));
            for (from, to) in moves.iter().filter(|_| !state.is_empty()).collect::<Vec<_>>() {
                let block = state.remove(from.index(state.len()));
                let place = to.index(state.len() + 1);
                state.insert(place, block);
            }
            let current: Vec<_> = state.iter().map(|(kind, text)| (*kind, text.as_str())).collect();
            let ids = carry(&known, &current);
            prop_assert_eq!(&ids, &carry(&known, &current));
            let unique: BTreeSet<&BlockId> = ids.iter().collect();
            prop_assert_eq!(unique.len(), state.len());
            prop_assert!(known.iter().all(|block| unique.contains(&block.id)));
            known = ids.into_iter().zip(state).map(|(id, (kind, text))| KnownBlock { id, kind, text }).collect();
        }
    }
}
