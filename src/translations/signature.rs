//! What a text is found by when another is like it: the smallest hashes of its words (`MinHash`, Broder 1997). Two texts of
//! which most words are the same share most of them, so that alike texts are found through an index, not by comparing all.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};
use unicode_segmentation::UnicodeSegmentation as _;

/// More find fewer by chance, and cost more rows.
const KEPT: usize = 8;

/// A few numbers, the same for the same words in any order and case.
#[must_use]
pub fn signature(text: &str) -> Vec<i32> {
    let words: BTreeSet<String> = text.unicode_words().map(str::to_lowercase).collect();
    let hashes: BTreeSet<i32> = words.iter().map(|word| hash(word)).collect();
    hashes.into_iter().take(KEPT).collect()
}

fn hash(word: &str) -> i32 {
    let digest = Sha256::digest(word.as_bytes());
    digest.iter().take(4).fold(0_i32, |number, byte| number << 8 | i32::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alike_texts_share_most_of_their_signature() {
        let shared = |one: &str, two: &str| {
            let two = signature(two);
            signature(one).iter().filter(|hash| two.contains(hash)).count()
        };
        let text = "An export permit is issued by the Management Authority of the State of export.";
        let edited = "An export permit is issued by the Management Authority of the exporting State.";
        assert_eq!(shared(text, text), KEPT);
        assert!(shared(text, edited) >= 5);
        assert!(shared(text, "Your password was changed.") <= 1);
        assert_eq!(signature(""), Vec::<i32>::new());
        assert_eq!(signature("One two"), signature("two, ONE!"));
    }
}
