//! Mistakes in the files of a language and in the pictures.

use super::tiny::{EN_LESSON, checked, found, line_of, package, with, with_file};
use crate::courses::source::Code::{self, *};

/// A file, from a text, to a text, the mistakes: each with a text that stands in its line.
type Case<'a> = (&'a str, &'a str, &'a str, &'a [(Code, &'a str)]);

fn run(cases: &[Case<'_>]) {
    for (file, from, to, expected) in cases {
        let broken = with(file, from, to);
        let report = checked(&broken);
        let expected: Vec<_> =
            expected.iter().map(|(code, marker)| (*code, *file, line_of(&broken, file, marker))).collect();
        assert_eq!(found(&report), expected, "{from:?} -> {to:?}\n{:#?}", report.mistakes);
    }
}

#[test]
fn titles_are_checked() {
    let file = "fr/course.toml";
    run(&[
        (file, "title = \"Tiny\"", "title = \"\"", &[(TextEmpty, "title")]),
        (file, "title = \"Tiny\"", "", &[(MemberMissing, "")]),
        (file, "Tiny", "Ti\\u0000ny", &[(TextCharacter, "title")]),
        (file, "for whom", "for\\u2066 whom", &[(TextCharacter, "for\\u2066")]),
        (file, "tell = \"Tell things apart.\"", "", &[(TextMissing, "[outcomes]")]),
        (file, "first = \"The first\"", "first = \"The first\"\nthird = \"x\"", &[(TextExtra, "third")]),
        (file, "exam = \"Exam\"", "exam = 3", &[(WrongType, "exam = 3")]),
        (file, "[modules]", "[module]", &[(MemberMissing, ""), (MemberUnknown, "[module]")]),
    ]);
}

#[test]
fn the_words_of_a_quiz_are_checked() {
    let file = "en/exam.toml";
    run(&[
        (file, "stem = \"Which?\"", "", &[(MemberMissing, "[questions.q-single]")]),
        (file, "feedback = \"The first.\"", "feedback = \"The first.\"\nkey = \"i\"", &[(MemberUnknown, "key = ")]),
        (file, "iii = \"Appendix III\"", "", &[(TextMissing, "[questions.q-single.choices]")]),
        (file, "iii = \"Appendix III\"", "iii = \"Appendix III\"\niv = \"x\"", &[(TextExtra, "iv = ")]),
        (file, "ii = \"No.\"", "iv = \"No.\"", &[(TextExtra, "iv = ")]),
        (
            file,
            "[questions.q-true]\nstem = \"True?\"\nfeedback = \"No.\"",
            "",
            &[(TextMissing, "[questions.q-single]")],
        ),
        (
            file,
            "[questions.q-true]",
            "[questions.q-false]\nstem=\"x\"\nfeedback=\"x\"\n[questions.q-true]",
            &[(TextExtra, "q-false")],
        ),
        (
            file,
            "A {{who}} issues a {{what}}.",
            "A {{who}} issues {{who}} a {{that}}.",
            &[(StemGapMissing, "{{who}}"), (StemGapUnknown, "{{who}}"), (StemGapTwice, "{{who}}")],
        ),
        (
            file,
            "who = { party = \"Party\", trader = \"trader\" }",
            "who = { party = \"Party\" }",
            &[(TextMissing, "who = ")],
        ),
        (file, "who = {", "what = { a = \"b\" }\nwho = {", &[(TextExtra, "what = ")]),
    ]);
}

#[test]
fn lessons_are_checked() {
    let file = "en/intro.md";
    run(&[
        (file, "A word", "A <b>word</b>", &[(Html, "<b>")]),
        (file, "> Quoted", "<div>\n\n> Quoted", &[(Html, "<div>")]),
        (file, "cite:conf-12-3", "cite:conf-1", &[(ReferenceUnknown, "conf-1")]),
        (file, "activity:exam", "activity:exams", &[(ReferenceUnknown, "exams")]),
        (file, "https://cites.org/eng", "http://cites.org/eng", &[(LinkTarget, "http:")]),
        (file, "https://cites.org/eng", "javascript:alert(1)", &[(LinkTarget, "javascript:")]),
        (file, "https://cites.org/eng", "https://me@cites.org/eng", &[(LinkTarget, "me@")]),
        (file, "[the exam]", "[]", &[(LinkEmpty, "[]")]),
        (file, "[the exam](activity:exam)", "[the exam][here]", &[(LinkUndefined, "[here]")]),
        (file, "word[^1]", "word[^1][^2]", &[(LinkUndefined, "[^2]")]),
        (file, "word[^1]", "word", &[(FootnoteUnused, "[^1]: ")]),
        (file, "![Two boxes.]", "![]", &[(ImageAlt, "![]")]),
        (file, "A word", "A wo\u{202E}rd", &[(TextCharacter, "A wo")]),
    ]);
    let first = checked(&with(file, "## Start", "# Start"));
    assert_eq!(found(&first), [(HeadingLevel, file, 1), (BlockMeasure, "fr/intro.md", 1)]);
    let jump = checked(&with(file, "### Further", "#### Further"));
    assert_eq!(found(&jump), [(HeadingJump, file, 17), (BlockMeasure, "fr/intro.md", 17)]);
    let moved = with(file, "media/boxes.svg", "https://example.org/a.png");
    assert_eq!(found(&checked(&moved)), [(ImageTarget, file, 5)]);
    let unknown = with(file, "media/boxes.svg", "media/foxes.svg");
    assert_eq!(found(&checked(&unknown)), [(ReferenceUnknown, file, 5)]);
}

#[test]
fn the_first_parting_of_a_translation_is_reported() {
    let file = "fr/intro.md";
    run(&[
        (file, "### Plus", "## Plus", &[(BlockMeasure, "## Plus")]),
        (file, "* deux\n", "* deux\n* trois\n", &[(BlockMeasure, "* un")]),
        (file, "| 1 | 2 |", "| 1 | 2 |\n| 3 | 4 |", &[(BlockMeasure, "| a | b |")]),
        (file, "* un", "1. un", &[(BlockDiffers, "1. un")]),
        (file, "> Cité.", "Cité.", &[(BlockDiffers, "Cité.")]),
        (file, "### Plus loin", "> Cité encore.", &[(BlockDiffers, "> Cité encore.")]),
        (file, "[^1]: Une note.", "Fin.\n\n[^1]: Une note.", &[(BlockDiffers, "Fin.")]),
    ]);
    let cut = with_file(file, b"## Titre\n\nMot.\n");
    assert_eq!(found(&checked(&cut)), [(BlockMissing, file, 3)]);
    let long = with_file("fr/intro.md", format!("{EN_LESSON}\nMore.\n").as_bytes());
    assert_eq!(found(&checked(&long)), [(BlockExtra, file, 21)]);
}

#[test]
fn drawings_are_checked() {
    let file = "media/boxes.svg";
    run(&[
        (file, "<rect", "<script>1</script><rect", &[(SvgForbidden, "<script"), (SvgWord, "<script")]),
        (file, "<rect", "<foreignObject/><rect", &[(SvgForbidden, "foreignObject")]),
        (file, "<rect", "<style>@import</style><rect", &[(SvgForbidden, "<style"), (SvgWord, "<style")]),
        (file, "<rect", "<image/><rect", &[(SvgForbidden, "<image")]),
        (file, "<rect", "<animate/><rect", &[(SvgForbidden, "<animate")]),
        (file, "<rect", "<?xml-stylesheet href='x'?><rect", &[(SvgForbidden, "xml-stylesheet")]),
        (
            file,
            "<rect",
            "<use href=\"other.svg#a\"/><rect",
            &[(SvgForbidden, "other.svg"), (SvgForbidden, "other.svg")],
        ),
        (file, "<rect", "<a xmlns=\"http://www.w3.org/1999/xhtml\"/><rect", &[(SvgForbidden, "xhtml")]),
        (file, "<rect", "<rect onclick=\"x()\"", &[(SvgForbidden, "onclick")]),
        (file, "<rect", "<rect style=\"fill:red\"", &[(SvgForbidden, "style")]),
        (file, "fill=\"#fff\"", "fill=\"url(https://example.org/a)\"", &[(SvgForbidden, "url(")]),
        (file, "<svg", "<!DOCTYPE svg [<!ENTITY a \"b\">]><svg", &[(SvgForbidden, "DOCTYPE")]),
        (file, "<rect", "<g><rect", &[(SvgXml, "</svg>")]),
        (file, "<svg", "<?xml version=\"1.0\" encoding='UTF-7'?><svg", &[(SvgEncoding, "UTF-7")]),
        (file, "<rect", &format!("{}{}<rect", "<g>".repeat(40), "</g>".repeat(40)), &[(SvgTooDeep, "<g>")]),
        (file, "0 0 640 479.5", "0 0 640", &[(SvgViewBox, "viewBox")]),
        (file, "sans-serif", "Comic Sans", &[(SvgFont, "Comic")]),
        (file, "&#8211; 2", "&#8211; two", &[(SvgWord, "two")]),
        (file, "{{one}}", "{{one}} {{ONE}}", &[(SvgKey, "ONE")]),
        (file, "x=\"1\"", "x=\"{{one}}\"", &[(SvgKey, "x=\"{{")]),
    ]);
    let key = checked(&with(file, "{{one}}", "{{one}} {{two}}"));
    assert_eq!(found(&key), [(TextMissing, "en/media.toml", 1), (TextMissing, "fr/media.toml", 1)]);
    let word = checked(&with("en/media.toml", "one =", "two = \"2\"\none ="));
    assert_eq!(found(&word), [(TextExtra, "en/media.toml", 2)]);
}

#[test]
fn files_are_checked() {
    let long = "x".repeat(24_001);
    let cases: [(&str, &[u8], Code); 8] = [
        ("media/unused.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>", MediaUnused),
        ("media/Photo.PNG", b"", MediaName),
        ("en/extra.md", b"Hello", FileUnknown),
        ("notes.txt", b"Hello", FileUnknown),
        ("english/course.toml", b"", LanguageTag),
        ("fr/intro.md", long.as_bytes(), FileTooLarge),
        ("fr/intro.md", b"a\n\xff", FileNotUtf8),
        ("en/intro/deep.md", b"x", FileUnknown),
    ];
    for (file, bytes, code) in cases {
        let report = checked(&with_file(file, bytes));
        let line = if code == FileNotUtf8 { 2 } else { 1 };
        assert_eq!(found(&report), [(code, file, line)], "{file}");
    }
    let photo = checked(&with_file("media/photo.png", b"GIF89a"));
    assert_eq!(found(&photo), [(MediaContent, "media/photo.png", 1), (MediaUnused, "media/photo.png", 1)]);
}

#[test]
fn every_file_of_a_language_has_to_be_there() {
    for file in ["course.toml", "fr/course.toml", "fr/intro.md", "fr/exam.toml", "fr/media.toml"] {
        let mut package = package();
        package.remove(file);
        assert_eq!(found(&checked(&package)), [(FileMissing, file, 1)]);
    }
}
