//! Whatever the bytes are, a check answers.

use proptest::prelude::*;

use super::tiny::{checked, found, package, with, with_file};
use crate::courses::source::{Code, check};

/// The names of all files of the tiny course.
fn names() -> Vec<String> {
    package().into_keys().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_in_a_file_do_no_harm(file in prop::sample::select(names()), bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        checked(&with_file(&file, &bytes));
    }

    #[test]
    fn random_markup_in_a_file_does_no_harm(
        file in prop::sample::select(names()),
        text in r#"([\[\]{}="'#<>|*_`~^&;:!\\/(). \n-]|[a-c0-2]|key|\[\[questions\]\]|cite:|media/|<text>|\{\{){0,120}"#,
    ) {
        checked(&with_file(&file, text.as_bytes()));
    }

    #[test]
    fn a_course_cut_anywhere_does_no_harm(file in prop::sample::select(names()), at in any::<prop::sample::Index>()) {
        let mut cut = package();
        if let Some(bytes) = cut.get_mut(&file) {
            bytes.truncate(at.index(bytes.len()));
        }
        let report = checked(&cut);
        prop_assert_eq!(report.is_clean(), report.course.is_some());
    }

    #[test]
    fn a_byte_changed_anywhere_does_no_harm(file in prop::sample::select(names()), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut changed = package();
        if let Some(bytes) = changed.get_mut(&file) {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let report = checked(&changed);
        prop_assert_eq!(report.is_clean(), report.course.is_some());
    }

    #[test]
    fn random_names_of_files_do_no_harm(name in "(en|fr|media|\\.\\.|[a-z/.]{0,9}|\\PC{0,9})/?\\PC{0,9}(\\.(toml|md|svg|png))?") {
        drop(check(&with_file(&name, b"x"), None));
    }
}

#[test]
fn deep_nesting_is_refused_before_it_costs_anything() {
    let quotes = with_file("en/intro.md", ">".repeat(20_000).as_bytes());
    assert!(found(&checked(&quotes)).contains(&(Code::LessonTooDeep, "en/intro.md", 1)));
    let lists = with_file("en/intro.md", format!("{}x", "- ".repeat(10_000)).as_bytes());
    assert!(found(&checked(&lists)).contains(&(Code::LessonTooDeep, "en/intro.md", 1)));
    let groups = with("media/boxes.svg", "<rect", &("<g>".repeat(19_000) + "<rect"));
    assert!(!checked(&groups).is_clean());
    let closed = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\">{}{}</svg>",
        "<g>".repeat(8_000),
        "</g>".repeat(8_000)
    );
    assert!(!checked(&with_file("media/boxes.svg", closed.as_bytes())).is_clean());
    let keys = with_file("en/exam.toml", format!("{}a = 1", "a.".repeat(200_000)).as_bytes());
    assert!(!checked(&keys).is_clean());
    let arrays = with_file("en/exam.toml", format!("a = {}", "[".repeat(400_000)).as_bytes());
    assert!(!checked(&arrays).is_clean());
}

#[test]
fn the_report_does_not_grow_without_end() {
    let many = (0..5_000).map(|n| format!("m{n} = 1")).collect::<Vec<_>>().join("\n");
    let report = checked(&with_file("en/course.toml", many.as_bytes()));
    assert!(report.mistakes.len() <= 1_001);
    assert_eq!(report.mistakes.last().map(|mistake| mistake.code), Some(Code::TooManyMistakes));
}

#[test]
fn an_empty_package_lacks_its_course() {
    assert_eq!(found(&check(&crate::courses::source::Package::new(), None)), [(Code::FileMissing, "course.toml", 1)]);
}
