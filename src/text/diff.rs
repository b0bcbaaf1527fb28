//! What changed between two states of a text, word by word.

use similar::{Algorithm, DiffOp, capture_diff_slices, diff_ratio};
use unicode_segmentation::UnicodeSegmentation;

/// A stretch of the old text, of the new one, or of both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiffPart {
    pub change: Change,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Same,
    Removed,
    Added,
}

/// The search for the shortest difference may take the square of what differs. Texts that differ in more tokens than this are
/// shown as one replaced by the other.
const MOST_TOKENS: usize = 6_000;
/// The tokens that [`Comparison`] looks at closely, before it only counts them.
const EFFORT: usize = 4_000_000;
/// Characters up to which a text is compared by characters: in a heading of two words a changed letter is not half of it.
const SHORT: usize = 200;

/// Compares two texts by the words of UAX 29. Without what was added the parts are the old text, without what was removed the
/// new one.
#[must_use]
pub fn word_diff(old: &str, new: &str) -> Vec<DiffPart> {
    let (before, after): (Vec<_>, Vec<_>) = (old.split_word_bounds().collect(), new.split_word_bounds().collect());
    let (head, tail) = common_ends(&before, &after);
    let removed = before.get(head..before.len() - tail).unwrap_or_default();
    let added = after.get(head..after.len() - tail).unwrap_or_default();
    let mut parts = Parts::default();
    parts.same(&before.get(..head).unwrap_or_default().concat());
    if removed.len() + added.len() > MOST_TOKENS {
        parts.change(&removed.concat(), &added.concat());
    } else {
        let of = |tokens: &[&str], range| tokens.get::<std::ops::Range<usize>>(range).unwrap_or_default().concat();
        for op in capture_diff_slices(Algorithm::Myers, removed, added) {
            match op {
                DiffOp::Equal { .. } => parts.same(&of(removed, op.old_range())),
                _ => parts.change(&of(removed, op.old_range()), &of(added, op.new_range())),
            }
        }
    }
    parts.same(&before.get(before.len() - tail..).unwrap_or_default().concat());
    parts.finish()
}

/// How many tokens two texts share at their beginnings, and how many more at their ends.
fn common_ends<T: PartialEq>(old: &[T], new: &[T]) -> (usize, usize) {
    let head = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let most = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(old, new)| old == new).count();
    (head, tail)
}

#[derive(Default)]
struct Parts {
    done: Vec<DiffPart>,
    removed: String,
    added: String,
    /// A space between two changes: it becomes part of them.
    between: String,
}

impl Parts {
    fn same(&mut self, text: &str) {
        let is_changing = !self.removed.is_empty() || !self.added.is_empty();
        if is_changing && text.chars().all(char::is_whitespace) {
            self.between.push_str(text);
            return;
        }
        let text = std::mem::take(&mut self.between) + text;
        self.flush();
        match self.done.last_mut() {
            Some(last) if last.change == Change::Same => last.text.push_str(&text),
            _ => self.push(Change::Same, text),
        }
    }

    fn change(&mut self, removed: &str, added: &str) {
        let between = std::mem::take(&mut self.between);
        self.removed.extend([&between, removed]);
        self.added.extend([&between, added]);
    }

    fn flush(&mut self) {
        let (removed, added) = (std::mem::take(&mut self.removed), std::mem::take(&mut self.added));
        self.push(Change::Removed, removed);
        self.push(Change::Added, added);
    }

    fn push(&mut self, change: Change, text: String) {
        if !text.is_empty() {
            self.done.push(DiffPart { change, text });
        }
    }

    fn finish(mut self) -> Vec<DiffPart> {
        let between = std::mem::take(&mut self.between);
        self.flush();
        self.push(Change::Same, between);
        self.done
    }
}

/// Compares many texts with each other, in a time that is bounded for all of them together.
#[derive(Debug)]
pub struct Comparison {
    left: usize,
}

impl Default for Comparison {
    fn default() -> Self {
        Self { left: EFFORT }
    }
}

impl Comparison {
    /// Twice what two texts share, by what they have: 1 for the same text, 0 for nothing in common. Short texts are compared by
    /// characters, others by words. Below `least` it may be any number below that.
    #[must_use]
    pub fn ratio(&mut self, old: &str, new: &str, least: f32) -> f32 {
        if old == new {
            return 1.0;
        }
        if old.len().max(new.len()) <= SHORT {
            self.of_tokens(&old.chars().collect::<Vec<_>>(), &new.chars().collect::<Vec<_>>(), least)
        } else {
            let (old, new): (Vec<_>, Vec<_>) = (old.unicode_words().collect(), new.unicode_words().collect());
            self.of_tokens(&old, &new, least)
        }
    }

    fn of_tokens<T: Ord + Eq + std::hash::Hash + Copy>(&mut self, old: &[T], new: &[T], least: f32) -> f32 {
        let all = (old.len() + new.len()).max(1);
        let most = 2.0 * old.len().min(new.len()) as f32 / all as f32;
        if most < least {
            return most;
        }
        let most = 2.0 * shared(old, new) as f32 / all as f32;
        let (head, tail) = common_ends(old, new);
        let effort = (all - 2 * (head + tail)).saturating_pow(2);
        if most < least || effort > self.left {
            return most;
        }
        self.left -= effort;
        diff_ratio(&capture_diff_slices(Algorithm::Myers, old, new), old.len(), new.len())
    }
}

/// How many tokens two texts share, in whatever order.
fn shared<T: Ord + Copy>(old: &[T], new: &[T]) -> usize {
    let (mut old, mut new) = (old.to_vec(), new.to_vec());
    old.sort_unstable();
    new.sort_unstable();
    let (mut old, mut new) = (old.into_iter().peekable(), new.into_iter().peekable());
    let mut count = 0;
    while let (Some(a), Some(b)) = (old.peek(), new.peek()) {
        match a.cmp(b) {
            std::cmp::Ordering::Less => drop(old.next()),
            std::cmp::Ordering::Greater => drop(new.next()),
            std::cmp::Ordering::Equal => {
                count += 1;
                old.next();
                new.next();
            }
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `[-removed-]` and `{+added+}`.
    fn shown(old: &str, new: &str) -> String {
        let show = |part: &DiffPart| match part.change {
            Change::Same => part.text.clone(),
            Change::Removed => format!("[-{}-]", part.text),
            Change::Added => format!("{{+{}+}}", part.text),
        };
        word_diff(old, new).iter().map(show).collect()
    }

    #[test]
    fn a_difference_is_shown_by_words() {
        for (old, new, expected) in [
            ("", "", ""),
            ("a", "a", "a"),
            ("", "new", "{+new+}"),
            ("old", "", "[-old-]"),
            ("Six months.", "Twelve months.", "[-Six-]{+Twelve+} months."),
            ("one two three", "one 2 3 three", "one [-two-]{+2 3+} three"),
            ("to be or not", "to do and not", "to [-be or-]{+do and+} not"),
            ("un État", "un État partie", "un État{+ partie+}"),
        ] {
            assert_eq!(shown(old, new), expected);
        }
    }

    #[test]
    fn texts_without_end_take_no_time_without_end() {
        let (old, new) = ("a b ".repeat(50_000), "c d ".repeat(50_000));
        assert_eq!(word_diff(&old, &new).len(), 2 + 1);
        let mut comparison = Comparison::default();
        for _ in 0..1_000 {
            let _ = comparison.ratio(&"a b c ".repeat(500), &"c b a ".repeat(500), 0.5);
        }
    }

    #[test]
    fn a_ratio_is_that_of_what_stays() {
        let mut comparison = Comparison::default();
        assert!(comparison.ratio("Source code", "Source codes", 0.75) > 0.9);
        assert!(comparison.ratio("yes", "no", 0.75) < 0.5);
        let long = "A permit travels with the goods. ".repeat(20);
        assert!(comparison.ratio(&long, &long.replace("goods", "cargo"), 0.75) > 0.8);
        assert!(comparison.ratio(&long, &"None of these is proof. ".repeat(20), 0.75) < 0.5);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn both_texts_can_be_read_from_their_difference(old in "[ab. \n]{0,40}|\\PC{0,30}", new in "[ab. \n]{0,40}|\\PC{0,30}") {
            let parts = word_diff(&old, &new);
            let side = |other: Change| parts.iter().filter(|part| part.change != other).map(|part| part.text.as_str()).collect::<String>();
            prop_assert_eq!(side(Change::Added), old);
            prop_assert_eq!(side(Change::Removed), new);
        }
    }
}
