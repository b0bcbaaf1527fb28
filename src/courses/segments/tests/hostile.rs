//! Whatever the bytes are, there is an answer, and soon.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::{known_after, listed, units};
use crate::courses::segments::lesson::{self, Unit};
use crate::courses::segments::splice::{fits, splice, tidied};

/// Takes a lesson apart, and puts it together from its own texts and from others.
fn exercise(source: &str, other: &str) {
    let read = lesson::read(source);
    let mut end = 0;
    for unit in &read.units {
        assert!(unit.span.start >= end && source.get(unit.span.clone()).is_some(), "{source:?}");
        assert!(!unit.text.is_empty());
        end = unit.span.end;
    }
    let own = splice(source, &read, &read.units.iter().map(|unit| Some(unit.text.clone())).collect::<Vec<_>>());
    assert_eq!(own.source, source);
    let fitting = |unit: &Unit| Some(tidied(unit.kind, other)).filter(|text| fits(unit.kind, unit.is_open, text));
    let texts: Vec<_> = read.units.iter().map(fitting).collect();
    splice(source, &read, &texts);
}

fn soon(what: &str, work: impl FnOnce()) {
    #[allow(clippy::disallowed_methods, reason = "how long it took is what is tested")]
    let begin = Instant::now();
    work();
    // Unoptimised, on a machine that does other things: it is a matter of minutes where it is quadratic.
    assert!(begin.elapsed() < Duration::from_secs(20), "{what}: {:?}", begin.elapsed());
}

#[test]
fn deep_and_huge_lessons_are_taken_apart_in_linear_time() {
    for (what, lesson) in [
        ("quotations", ">".repeat(24_000)),
        ("quotations with lines", format!("{} a\n{}", ">".repeat(12_000), "b\n".repeat(6_000))),
        ("lists", "- ".repeat(12_000) + "x"),
        ("items", "- x\n".repeat(6_000)),
        ("cells", format!("{}\n{}\n", "|a".repeat(6_000), "|-".repeat(6_000))),
        ("rows", "|a|b|\n|-|-|\n".to_owned() + &"|c|d|\n".repeat(4_000)),
        ("images", "![".repeat(12_000) + &"](a)".repeat(3_000)),
        ("links", "[a](".repeat(6_000)),
        ("notes", "[^1]: a\n".repeat(3_000)),
        ("paragraphs", "a\n\n".repeat(8_000)),
        ("headings", "# a\n".repeat(6_000)),
    ] {
        soon(what, || {
            exercise(&lesson, "x");
            let known = known_after(&[], &lesson);
            known_after(&known, &lesson.replace('a', "c"));
        });
    }
}

#[test]
fn lessons_that_are_nearly_alike_are_compared_in_bounded_time() {
    let shuffled = |seed: usize| {
        (0..400)
            .map(|index| ["permit ", "skin ", "orchid ", "sea "][(index * seed + index / 7) % 4])
            .collect::<String>()
    };
    let lesson = |seed: usize| (0..12).map(|index| shuffled(seed + index) + "\n\n").collect::<String>();
    soon("shuffled", || drop(known_after(&known_after(&[], &lesson(3)), &lesson(5))));
    let numbered =
        |from: usize| (from..from + 2_000).map(|n| n.to_string() + " words").collect::<Vec<_>>().join("\n\n");
    soon("numbered", || drop(known_after(&known_after(&[], &numbered(1_000)), &numbered(5_000))));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_markup_is_put_together_as_it_was(
        lesson in "([\\[\\]{}=\"'#<>|*_`~^&;:!\\\\/(). \n\t-]|[a-c0-2é\u{301}]|cite:|media/|\n\n|\n> |\n- |\n\\| a \\| b \\|\n\\|--\\|--\\|\n){0,60}",
        other in "([\\[\\]#>|*`!\\\\ \n-]|[a-c]|\n\n){0,8}",
    ) {
        exercise(&lesson, &other);
    }

    #[test]
    fn a_text_that_fits_reads_back(text in "([\\[\\]#>|*`!\\\\(): \n-]|[a-c1]|\n\n|\\^){0,10}") {
        let lesson = "## a\n\nb\n\n- c\n\n> d\n\n| e |\n|---|\n| f |\n\n![g](media/a.svg)\n\n- > h\n\n[^1]: i\n";
        let read = lesson::read(lesson);
        for (index, unit) in read.units.iter().enumerate() {
            let text = tidied(unit.kind, &text);
            if text.is_empty() || !fits(unit.kind, unit.is_open, &text) {
                continue;
            }
            let mut texts = vec![None; read.units.len()];
            texts[index] = Some(text.clone());
            let again = units(&splice(lesson, &read, &texts).source);
            prop_assert_eq!(again.len(), read.units.len(), "{} {:?}", unit.kind.as_str(), text);
            prop_assert_eq!(&again[index].text, &text);
        }
    }
}

#[test]
fn a_cell_that_a_row_leaves_out_takes_nothing_from_the_cell_before_it() {
    exercise("| a | b |\n|--|--|\n\\", "x");
}

#[test]
fn strings_that_broke_others_are_taken_apart() {
    let Some(folder) = std::env::var_os("COLLEGE_SAMPLES") else {
        use std::io::Write as _;
        let _ = writeln!(
            std::io::stderr(),
            "NOT RUN: strings_that_broke_others_are_taken_apart: COLLEGE_SAMPLES is not set"
        );
        return;
    };
    let file = std::fs::read_to_string(std::path::Path::new(&folder).join("strings/blns.json")).unwrap();
    let strings: Vec<String> = serde_json::from_str(&file).unwrap();
    assert!(strings.len() > 400);
    let all = strings.join("\n\n");
    exercise(&all, "x");
    assert!(!listed(&all).is_empty());
    for string in &strings {
        exercise("## a\n\n- b\n  - c\n\n> d\n\n| e |\n|---|\n", string);
        exercise(string, string);
    }
}
