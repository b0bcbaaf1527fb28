//! A small course in two languages that has one of everything and no mistake, to be broken in one place.

use crate::courses::source::{Code, Mistake, Package, Report, check};

pub(in crate::courses) const COURSE: &str = r#"slug = "tiny"
source_language = "en"
hours = 2
licence = "CC-BY-4.0"
review_by = 2028-11-30
reviewers = ["Ana Ríos"]
prerequisites = ["another"]

[audience]
kind = "officials"
authorities = ["customs"]

[completion]
rule = "some"
count = 2

[certificate]
issue = "on-completion"

[[outcomes]]
id = "tell"

[[texts]]
id = "conf-12-3"
kind = "resolution"
reference = "Conf. 12.3"

[[modules]]
id = "first"
completion = { rule = "some", count = 1 }

[[activities]]
id = "intro"
module = "first"
kind = "lesson"
outcomes = ["tell"]
completion = { rule = "time", seconds = 60 }
preview = true

[[activities]]
id = "exam"
module = "first"
kind = "quiz"
outcomes = ["tell"]
completion = { rule = "passed" }

[activities.quiz]
pass_mark = 70
attempts = 3
time_limit_minutes = 20
score = "best"
weight = 1
pools = [{ id = "drawn", draw = 1 }]

[[questions]]
id = "q-single"
activity = "exam"
kind = "single"
outcomes = ["tell"]
choices = ["i", "ii", "iii"]
key = "i"

[[questions]]
id = "q-multiple"
activity = "exam"
kind = "multiple"
outcomes = ["tell"]
pool = "drawn"
points = 2
choices = ["a", "b", "c"]
key = ["a", "c"]

[[questions]]
id = "q-true"
activity = "exam"
kind = "true-false"
outcomes = ["tell"]
key = false

[[questions]]
id = "q-match"
activity = "exam"
kind = "matching"
outcomes = ["tell"]
left = ["l1", "l2"]
right = ["r2", "r1", "r3"]
key = { l1 = "r1", l2 = "r2" }

[[questions]]
id = "q-order"
activity = "exam"
kind = "ordering"
outcomes = ["tell"]
items = ["second", "initial", "third"]
key = ["initial", "second", "third"]

[[questions]]
id = "q-sort"
activity = "exam"
kind = "categorise"
outcomes = ["tell"]
items = ["skin", "root"]
categories = ["animal", "plant"]
key = { skin = "animal", root = "plant" }

[[questions]]
id = "q-cloze"
activity = "exam"
kind = "cloze"
outcomes = ["tell"]
[questions.gaps.who]
choices = ["party", "trader"]
key = "party"
[questions.gaps.what]
accept = { en = ["permit"], fr = ["permis"], es = ["permiso"] }

[[questions]]
id = "q-short"
activity = "exam"
kind = "short-answer"
outcomes = ["tell"]
[questions.accept]
en = ["CITES"]
fr = ["la CITES", "CITES"]

[[questions]]
id = "q-number"
activity = "exam"
kind = "numeric"
outcomes = ["tell"]
key = 90
tolerance = 0.5
"#;

const EN_COURSE: &str = r#"title = "Tiny"
summary = "A short course."
description = """
What one learns,
for whom."""

[outcomes]
tell = "Tell things apart."
[modules]
first = "The first"
[activities]
intro = "Introduction"
exam = "Exam"
"#;

pub(super) const EN_LESSON: &str = "## Start *here*

A word[^1] about [Resolution Conf. 12.3](cite:conf-12-3), then [the exam](activity:exam), then [CITES](https://cites.org/eng).

![Two boxes.](media/boxes.svg)

- one
- two
  1. inner

| a | b |
|---|--:|
| 1 | 2 |

> Quoted & <3.

### Further

[^1]: A note.
";

const FR_LESSON: &str = "## Commencer *ici*

Un mot[^1] sur la [Résolution Conf. 12.3](cite:conf-12-3).

![Deux boîtes.](media/boxes.svg)

* un
* deux
  1. dedans

| a | b |
|---|---|
| 1 | 2 |

> Cité.

### Plus loin

[^1]: Une note.
";

const EN_EXAM: &str = r#"introduction = "Nine questions."

[questions.q-single]
stem = "Which?"
feedback = "The first."
[questions.q-single.choices]
i = "Appendix I"
ii = "Appendix II"
iii = "Appendix III"
[questions.q-single.choice_feedback]
ii = "No."

[questions.q-multiple]
stem = "Which ones?"
feedback = "Two."
choices = { a = "A", b = "B", c = "C" }

[questions.q-true]
stem = "True?"
feedback = "No."

[questions.q-match]
stem = "Match."
feedback = "So."
left = { l1 = "L1", l2 = "L2" }
right = { r1 = "R1", r2 = "R2", r3 = "R3" }

[questions.q-order]
stem = "Order."
feedback = "So."
items = { initial = "1", second = "2", third = "3" }

[questions.q-sort]
stem = "Sort."
feedback = "So."
items = { skin = "Skin", root = "Root" }
categories = { animal = "Animal", plant = "Plant" }

[questions.q-cloze]
stem = "A {{who}} issues a {{what}}."
feedback = "So."
[questions.q-cloze.gaps]
who = { party = "Party", trader = "trader" }

[questions.q-short]
stem = "Name it."
feedback = "So."

[questions.q-number]
stem = "How many?"
feedback = "90."
unit = "days"
"#;

const DRAWING: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 479.5" font-family="sans-serif">
  <rect width="640" height="10" fill="#fff"/>
  <text x="1" y="2">{{one}} &#8211; 2</text>
</svg>
"##;

/// The tiny course.
pub(in crate::courses) fn package() -> Package {
    let files = [
        ("course.toml", COURSE),
        ("en/course.toml", EN_COURSE),
        ("en/intro.md", EN_LESSON),
        ("en/exam.toml", EN_EXAM),
        ("en/media.toml", "[boxes]\none = \"One & <two> {{two}}\"\n"),
        ("fr/course.toml", EN_COURSE),
        ("fr/intro.md", FR_LESSON),
        ("fr/exam.toml", EN_EXAM),
        ("fr/media.toml", "[boxes]\none = \"Un\"\n"),
        ("media/boxes.svg", DRAWING),
    ];
    files.into_iter().map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).collect()
}

/// The course with one text in one file replaced.
pub(super) fn with(file: &str, from: &str, to: &str) -> Package {
    let mut package = package();
    let text = String::from_utf8(package[file].clone()).unwrap();
    assert!(text.contains(from), "{file} does not hold {from:?}");
    package.insert(file.to_owned(), text.replacen(from, to, 1).into_bytes());
    package
}

/// The course with one file added or replaced.
pub(super) fn with_file(file: &str, bytes: &[u8]) -> Package {
    let mut package = package();
    package.insert(file.to_owned(), bytes.to_vec());
    package
}

pub(super) fn checked(package: &Package) -> Report {
    check(package, Some("tiny"))
}

/// Code, file and line of each mistake.
pub(super) fn found(report: &Report) -> Vec<(Code, &str, usize)> {
    report.mistakes.iter().map(|Mistake { file, line, code, .. }| (*code, file.as_str(), *line)).collect()
}

/// The number of the line of a file that holds a text.
pub(super) fn line_of(package: &Package, file: &str, text: &str) -> usize {
    let source = String::from_utf8_lossy(&package[file]).into_owned();
    let line = source.lines().position(|line| line.contains(text));
    line.unwrap_or_else(|| panic!("{file} does not hold {text:?}")) + 1
}
