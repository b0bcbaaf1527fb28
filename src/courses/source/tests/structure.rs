//! Mistakes in `course.toml`, one at a time.

use super::tiny::{checked, found, line_of, package, with};
use crate::courses::source::Code::{self, *};

/// From a text, to a text, the mistakes: each with a text that stands in its line.
type Case<'a> = (&'a str, &'a str, &'a [(Code, &'a str)]);

fn run(file: &str, cases: &[Case<'_>]) {
    for (from, to, expected) in cases {
        let broken = with(file, from, to);
        let report = checked(&broken);
        let mut expected: Vec<_> =
            expected.iter().map(|(code, marker)| (*code, file, line_of(&broken, file, marker))).collect();
        expected.sort_by_key(|(code, file, line)| (*file, *line, *code));
        let own: Vec<_> = found(&report).into_iter().filter(|(_, at, _)| *at == file).collect();
        assert_eq!(own, expected, "{from:?} -> {to:?}\n{:#?}", report.mistakes);
        assert!(report.course.is_none());
    }
}

#[test]
fn the_tiny_course_has_no_mistake() {
    let report = checked(&package());
    assert_eq!(found(&report), []);
    assert!(report.course.is_some());
}

#[test]
fn the_head_of_a_course_is_checked() {
    run(
        "course.toml",
        &[
            ("slug = \"tiny\"", "slug = \"other\"", &[(SlugFolder, "other")]),
            ("slug = \"tiny\"", "slug = \"Tiny\"", &[(SlugFolder, "Tiny"), (IdMalformed, "Tiny")]),
            ("slug = \"tiny\"", "", &[(MemberMissing, "")]),
            ("hours = 2", "hours = 0", &[(NumberRange, "hours")]),
            ("hours = 2", "hours = 1.5", &[(WrongType, "hours")]),
            ("hours = 2", "hours = 2\nminutes = 3", &[(MemberUnknown, "minutes")]),
            ("\"en\"", "\"EN\"", &[(LanguageTag, "EN")]),
            ("\"en\"", "\"es\"", &[(SourceLanguageMissing, "\"es\"")]),
            ("2028-11-30", "\"2028-11-30\"", &[(WrongType, "review_by")]),
            ("2028-11-30", "2028-11-30T10:00:00Z", &[(DayMalformed, "review_by")]),
            ("CC-BY-4.0", "CC BY, see \\u202Efile", &[(LicenceMalformed, "CC BY"), (TextCharacter, "CC BY")]),
            ("\"another\"", "\"tiny\"", &[(PrerequisiteSelf, "prereq")]),
            ("\"another\"", "\"An other\"", &[(IdMalformed, "An other")]),
            ("\"another\"", "\"another\",\n\"another\"", &[(ValueDuplicate, "\"another\"]")]),
            ("[\"Ana Ríos\"]", "[\"\"]", &[(TextEmpty, "reviewers")]),
            ("\"officials\"", "\"friends\"", &[(ValueUnknown, "friends")]),
            ("\"officials\"", "\"everyone\"", &[(MemberUnknown, "authorities")]),
            ("[\"customs\"]", "[]", &[(TooFew, "authorities")]),
            ("issue = \"on-completion\"", "issue = true", &[(WrongType, "issue")]),
            ("count = 2", "count = 3", &[(CountTooLarge, "[completion]")]),
            ("count = 2", "", &[(MemberMissing, "[completion]")]),
            ("kind = \"resolution\"", "kind = \"law\"", &[(ValueUnknown, "law")]),
        ],
    );
}

#[test]
fn modules_and_activities_are_checked() {
    run(
        "course.toml",
        &[
            ("count = 1", "count = 3", &[(CountTooLarge, "id = \"first\"")]),
            ("[[modules]]\n", "[[modules]]\nid = \"spare\"\n[[modules]]\n", &[(ModuleEmpty, "spare")]),
            (
                "module = \"first\"",
                "module = \"second\"",
                &[(ReferenceUnknown, "second"), (OutcomeNotTaught, "id = \"tell\""), (CountTooLarge, "[completion]")],
            ),
            (
                "outcomes = [\"tell\"]",
                "outcomes = [\"sing\"]",
                &[(ReferenceUnknown, "sing"), (OutcomeNotTaught, "id = \"tell\"")],
            ),
            ("rule = \"time\", seconds = 60", "rule = \"passed\"", &[(CompletionKind, "passed")]),
            ("rule = \"passed\"", "rule = \"viewed\"", &[(CompletionKind, "viewed")]),
            ("seconds = 60", "seconds = 0", &[(NumberRange, "seconds")]),
            ("preview = true", "preview = \"yes\"", &[(WrongType, "preview")]),
            ("weight = 1", "weight = 0", &[(WeightNone, "[certificate]")]),
            ("score = \"best\"", "score = \"mean\"", &[(ValueUnknown, "mean")]),
            ("pass_mark = 70", "pass_mark = 101", &[(NumberRange, "pass_mark")]),
            ("draw = 1", "draw = 2", &[(PoolOverdrawn, "id = \"exam\"")]),
            (
                "completion = { rule = \"passed\" }",
                "completion = { rule = \"passed\" }\npreview=true",
                &[(PreviewQuiz, "preview=true")],
            ),
            ("[activities.quiz]\n", "[activities.quiz]\nmarks = 1\n", &[(MemberUnknown, "marks")]),
        ],
    );
    let broken = with("course.toml", "preview = true", "optional = true");
    assert_eq!(found(&checked(&broken)), [(CountTooLarge, "course.toml", 13)]);
}

#[test]
fn ids_are_checked() {
    run(
        "course.toml",
        &[
            ("[[outcomes]]\n", "[[outcomes]]\nid = \"Tell Me\"\n[[outcomes]]\n", &[(IdMalformed, "Tell Me")]),
            (
                "choices = [\"i\", \"ii\", \"iii\"]",
                "choices = [\"i\", \"ii\", \"iii\", \"i\"]",
                &[(IdDuplicate, "\"iii\", \"i\"")],
            ),
            (
                "choices = [\"i\", \"ii\", \"iii\"]",
                "choices = [\"i\", \"ii\", \"iii\", \"I\"]",
                &[(IdMalformed, "\"I\"")],
            ),
        ],
    );
    let broken = with("course.toml", "id = \"q-multiple\"", "id = \"q-single\"");
    let report = checked(&broken);
    let first = line_of(&broken, "course.toml", "q-single");
    let duplicate = report.mistakes.iter().find(|mistake| mistake.code == IdDuplicate).unwrap();
    assert_eq!(duplicate.line, first + 8);
    assert!(duplicate.arguments.contains(&("first", super::number(first))));
}

#[test]
fn questions_and_keys_are_checked() {
    run(
        "course.toml",
        &[
            ("key = \"i\"", "", &[(KeyMissing, "[[questions]]")]),
            ("key = \"i\"", "key = \"iv\"", &[(ReferenceUnknown, "\"iv\"")]),
            ("key = \"i\"", "key = [\"i\"]", &[(WrongType, "key = [\"i\"]")]),
            ("key = \"i\"", "key = \"i\"\nitems = []", &[(MemberUnknown, "items = []")]),
            ("key = [\"a\", \"c\"]", "key = []", &[(KeyMissing, "key = []")]),
            (
                "key = [\"a\", \"c\"]",
                "key = [\"a\",\n\"d\",\n\"a\"]",
                &[(ReferenceUnknown, "\"d\""), (ValueDuplicate, "\"a\"]")],
            ),
            ("key = false", "key = \"false\"", &[(WrongType, "key = \"false\"")]),
            ("key = { l1 = \"r1\", l2 = \"r2\" }", "key = { l1 = \"r1\" }", &[(KeyIncomplete, "key = { l1")]),
            (
                "key = { l1 = \"r1\", l2 = \"r2\" }",
                "key = { l1 = \"l2\", l2 = \"r2\" }",
                &[(ReferenceUnknown, "key = { l1")],
            ),
            ("right = [\"r2\", \"r1\", \"r3\"]", "right = [\"r1\", \"r2\", \"r3\"]", &[(OrderGivenAway, "q-match")]),
            (
                "items = [\"second\", \"initial\", \"third\"]",
                "items = [\"initial\", \"second\", \"third\"]",
                &[(OrderGivenAway, "q-order")],
            ),
            (
                "key = [\"initial\", \"second\", \"third\"]",
                "key = [\"initial\", \"third\"]",
                &[(KeyIncomplete, "key = [\"initial\"")],
            ),
            ("root = \"plant\"", "root = \"stone\"", &[(ReferenceUnknown, "stone")]),
            ("key = \"party\"", "key = \"king\"", &[(ReferenceUnknown, "king")]),
        ],
    );
}

#[test]
fn written_answers_and_what_all_questions_have_are_checked() {
    run(
        "course.toml",
        &[
            (
                "en = [\"permit\"], fr = [\"permis\"]",
                "en = [\"permit\"]",
                &[(AcceptMissing, "accept = { en = [\"permit\"]")],
            ),
            ("fr = [\"la CITES\", \"CITES\"]", "fr = [\"…\"]", &[(AcceptBlank, "…")]),
            ("fr = [\"la CITES\", \"CITES\"]", "fr = []", &[(TooFew, "fr = []")]),
            ("fr = [\"la CITES\", \"CITES\"]", "fr = [\"x\"]\nfrançais = [\"x\"]", &[(Toml, "français")]),
            ("key = 90", "key = nan", &[(WrongType, "nan")]),
            ("key = 90", "key = \"90\"", &[(WrongType, "\"90\"")]),
            ("tolerance = 0.5", "tolerance = -1", &[(NumberRange, "tolerance")]),
            ("points = 2", "points = 0", &[(NumberRange, "points")]),
            ("pool = \"drawn\"", "pool = \"else\"", &[(ReferenceUnknown, "else"), (PoolOverdrawn, "id = \"exam\"")]),
            ("activity = \"exam\"", "activity = \"exams\"", &[(ReferenceUnknown, "exams")]),
            ("activity = \"exam\"", "activity = \"intro\"", &[(QuestionNotInQuiz, "activity = \"intro\"")]),
            ("kind = \"single\"", "kind = \"essay\"", &[(ValueUnknown, "essay")]),
        ],
    );
}

#[test]
fn every_mistake_is_reported_and_a_broken_thing_is_not_blamed_on_others() {
    let mut broken = with("course.toml", "hours = 2", "hours = \"two\"\nfoo = 1");
    broken.insert("en/exam.toml".into(), b"[questions".to_vec());
    broken.remove("fr/intro.md");
    let report = checked(&broken);
    assert_eq!(
        found(&report),
        [
            (WrongType, "course.toml", 3),
            (MemberUnknown, "course.toml", 4),
            (Toml, "en/exam.toml", 1),
            (FileMissing, "fr/intro.md", 1),
        ]
    );
}
