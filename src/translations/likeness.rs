//! How alike two texts are, word by word, and where they differ.

use std::collections::{BTreeSet, HashMap};

use unicode_segmentation::UnicodeSegmentation as _;

use crate::words;

words!(
    /// What becomes of a piece of a text on the way to another.
    Fate {
        Same = "same",
        Added = "added",
        Removed = "removed",
    }
);

/// A piece of a text, compared with another text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub fate: Fate,
    pub text: String,
}

/// Steps of one comparison: what both texts begin and end with is not among them.
const MOST_STEPS: usize = 250_000;

/// How much of two texts is the same, in per cent: the words that both have in the same order, whatever their case.
#[must_use]
pub fn likeness(one: &str, two: &str) -> u8 {
    let lower = |text: &str| text.unicode_words().map(str::to_lowercase).collect::<Vec<_>>();
    let (one, two) = (lower(one), lower(two));
    let common = match common(&one, &two) {
        Some(pairs) => pairs.len(),
        None => shared(&one, &two),
    };
    per_cent(common, one.len() + two.len())
}

/// What [`likeness`] is at most, in linear time: in any order.
#[must_use]
pub fn likeness_at_most(one: &str, two: &str) -> u8 {
    let lower = |text: &str| text.unicode_words().map(str::to_lowercase).collect::<Vec<_>>();
    let (one, two) = (lower(one), lower(two));
    per_cent(shared(&one, &two), one.len() + two.len())
}

fn per_cent(common: usize, both: usize) -> u8 {
    (common * 200).checked_div(both).and_then(|share| u8::try_from(share).ok()).unwrap_or(100)
}

fn shared(one: &[String], two: &[String]) -> usize {
    let mut left: HashMap<&str, usize> = HashMap::new();
    for word in one {
        *left.entry(word).or_default() += 1;
    }
    let taken = two.iter().filter(|word| match left.get_mut(word.as_str()) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    });
    taken.count()
}

/// One text on the way to another. Put together, what is not removed is the second text, and what is not added the first.
#[must_use]
pub fn difference(from: &str, to: &str) -> Vec<Piece> {
    let (from, to): (Vec<&str>, Vec<&str>) = (from.split_word_bounds().collect(), to.split_word_bounds().collect());
    // Too long to compare: all of it is another text.
    let pairs = without_stray_spaces(common(&from, &to).unwrap_or_default(), &from);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut add = |fate: Fate, words: &[&str]| match pieces.last_mut() {
        _ if words.is_empty() => {}
        Some(last) if last.fate == fate => last.text.extend(words.iter().copied()),
        _ => pieces.push(Piece { fate, text: words.concat() }),
    };
    let (mut left, mut right) = (0, 0);
    for (one, two) in pairs.into_iter().chain([(from.len(), to.len())]) {
        add(Fate::Removed, from.get(left..one).unwrap_or_default());
        add(Fate::Added, to.get(right..two).unwrap_or_default());
        add(Fate::Same, from.get(one..one + 1).unwrap_or_default());
        (left, right) = (one + 1, two + 1);
    }
    pieces
}

/// A space between two changed words joins them: people read what changed as one piece.
fn without_stray_spaces(pairs: Vec<(usize, usize)>, from: &[&str]) -> Vec<(usize, usize)> {
    let known: BTreeSet<(usize, usize)> = pairs.iter().copied().collect();
    let is_beside = |one: usize, two: usize| {
        let before = one.checked_sub(1).zip(two.checked_sub(1)).is_some_and(|pair| known.contains(&pair));
        before || known.contains(&(one + 1, two + 1))
    };
    let is_space = |one: usize| from.get(one).is_some_and(|word| word.trim().is_empty());
    pairs.into_iter().filter(|(one, two)| !is_space(*one) || is_beside(*one, *two)).collect()
}

/// The longest common subsequence, as places in both; `None` when it takes too many steps.
fn common<T: PartialEq>(one: &[T], two: &[T]) -> Option<Vec<(usize, usize)>> {
    let head = one.iter().zip(two).take_while(|(one, two)| one == two).count();
    let rest = |all: &'_ [T]| all.len() - head;
    let tail = one.iter().rev().zip(two.iter().rev()).take_while(|(one, two)| one == two).count();
    let tail = tail.min(rest(one)).min(rest(two));
    let (left, right) = (one.get(head..one.len() - tail)?, two.get(head..two.len() - tail)?);
    if left.len() * right.len() > MOST_STEPS {
        return None;
    }
    let ends = (0..tail).map(|step| (one.len() - tail + step, two.len() - tail + step));
    let middle = middle(left, right).into_iter().map(|(one, two)| (one + head, two + head));
    Some((0..head).map(|place| (place, place)).chain(middle).chain(ends).collect())
}

fn middle<T: PartialEq>(one: &[T], two: &[T]) -> Vec<(usize, usize)> {
    let width = two.len() + 1;
    // For each pair of places, how much is common from there on.
    let mut longest = vec![0_u32; (one.len() + 1) * width];
    let at = |longest: &[u32], left: usize, right: usize| longest.get(left * width + right).copied().unwrap_or(0);
    for (left, word) in one.iter().enumerate().rev() {
        for (right, other) in two.iter().enumerate().rev() {
            let best = if word == other {
                at(&longest, left + 1, right + 1) + 1
            } else {
                at(&longest, left + 1, right).max(at(&longest, left, right + 1))
            };
            if let Some(cell) = longest.get_mut(left * width + right) {
                *cell = best;
            }
        }
    }
    let (mut pairs, mut left, mut right) = (Vec::new(), 0, 0);
    while let (Some(word), Some(other)) = (one.get(left), two.get(right)) {
        if word == other {
            pairs.push((left, right));
            (left, right) = (left + 1, right + 1);
        } else if at(&longest, left + 1, right) >= at(&longest, left, right + 1) {
            left += 1;
        } else {
            right += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_counts_words_in_their_order() {
        for (one, two, expected) in [
            ("", "", 100),
            ("One two", "one, TWO!", 100),
            ("One two three four", "One two five four", 75),
            ("One two three four", "four three two one", 25),
            ("One two", "Three", 0),
            ("An export permit is issued", "An import permit is issued", 80),
            ("許可", "許可", 100),
        ] {
            assert_eq!(likeness(one, two), expected, "{one} / {two}");
            assert_eq!(likeness(two, one), expected, "{two} / {one}");
            assert!(likeness_at_most(one, two) >= expected);
        }
    }

    #[test]
    fn both_texts_can_be_read_from_their_difference() {
        let long = "a b c ".repeat(2_000);
        for (from, to) in [
            ("An export permit is issued.", "An import permit was issued!"),
            ("", "New"),
            ("Old", ""),
            ("Same", "Same"),
            ("One two two", "two"),
            (&long, "x y z"),
            (&long, &"c b a ".repeat(2_000)),
        ] {
            let pieces = difference(from, to);
            let without = |fate: Fate| {
                pieces.iter().filter(|piece| piece.fate != fate).map(|piece| piece.text.as_str()).collect::<String>()
            };
            assert_eq!((without(Fate::Added), without(Fate::Removed)), (from.to_owned(), to.to_owned()));
        }
        let told = difference("An export permit", "An import permit");
        let told: Vec<String> = told.iter().map(|piece| format!("{} {:?}", piece.fate, piece.text)).collect();
        assert_eq!(told, [r#"same "An ""#, r#"removed "export""#, r#"added "import""#, r#"same " permit""#]);
    }
}
