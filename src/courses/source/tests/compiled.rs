//! What comes out of a course without mistakes.

use super::tiny::{EN_LESSON, checked, package, with, with_file};
use crate::courses::model::{
    ActivityId, BlockKind, Compiled, EditionText, Key, Keys, Language, MediaName, QuestionId, Sealed, Structure,
};
use crate::courses::source::Package;

fn compiled(package: &Package) -> Compiled {
    let report = checked(package);
    assert!(report.is_clean(), "{:#?}", report.mistakes);
    report.course.unwrap()
}

fn language(tag: &str) -> Language {
    Language::parse(tag).unwrap()
}

#[test]
fn a_lesson_becomes_safe_html() {
    let course = compiled(&package());
    let lesson = &course.editions[&language("en")].text.lessons[&ActivityId::parse("intro").unwrap()];
    insta::assert_snapshot!(lesson.html, @r##"
    <h2 id="section-1">Start <em>here</em></h2>
    <p>A word<sup><a href="#note-1" role="doc-noteref">1</a></sup> about <cite data-text="conf-12-3">Resolution Conf. 12.3</cite>, then <a href="activity:exam">the exam</a>, then <a href="https://cites.org/eng" rel="external noopener noreferrer">CITES</a>.</p>
    <figure><img src="media/boxes.svg" alt="Two boxes." width="640" height="480" loading="lazy"></figure>
    <ul>
    <li>one</li>
    <li>two
    <ol>
    <li>inner</li>
    </ol>
    </li>
    </ul>
    <table><thead><tr><th scope="col">a</th><th scope="col" class="right">b</th></tr></thead><tbody>
    <tr><td>1</td><td class="right">2</td></tr>
    </tbody></table>
    <blockquote>
    <p>Quoted &amp; &lt;3.</p>
    </blockquote>
    <h3 id="section-2">Further</h3>
    <section role="doc-endnotes"><ol>
    <li id="note-1"><p>A note.</p>
    </li>
    </ol></section>
    "##);
    assert_eq!(lesson.source, EN_LESSON);
}

#[test]
fn a_lesson_knows_its_blocks() {
    let course = compiled(&package());
    let lesson = &course.editions[&language("en")].text.lessons[&ActivityId::parse("intro").unwrap()];
    let kinds: Vec<_> = lesson.blocks.iter().map(|block| block.kind).collect();
    assert_eq!(
        kinds,
        [
            BlockKind::Heading { level: 2 },
            BlockKind::Paragraph,
            BlockKind::Picture,
            BlockKind::List { items: 2 },
            BlockKind::NumberedList { items: 1 },
            BlockKind::Table { rows: 1, columns: 2 },
            BlockKind::Quotation,
            BlockKind::Paragraph,
            BlockKind::Heading { level: 3 },
            BlockKind::Footnote,
        ]
    );
    let second = &lesson.blocks[1];
    assert!(lesson.source[second.start..second.end].starts_with("A word"));
}

#[test]
fn a_picture_holds_the_words_of_its_language_escaped() {
    let course = compiled(&package());
    let picture = |tag| &course.editions[&language(tag)].text.pictures[&MediaName::parse("boxes.svg").unwrap()];
    let english = String::from_utf8(course.blobs[&picture("en").hash].clone()).unwrap();
    assert!(english.contains(">One &amp; &lt;two&gt; {{two}} &#8211; 2</text>"), "{english}");
    assert_eq!((picture("en").width, picture("en").height), (640, 480));
    assert_ne!(picture("en").hash, picture("fr").hash);
    assert_eq!(picture("en").bytes, english.len());
}

#[test]
fn no_answer_is_in_what_a_trainee_may_read() {
    let course = compiled(&package());
    let edition = &course.editions[&language("en")];
    let shown =
        [serde_json::to_string(&course.structure).unwrap(), serde_json::to_string(&edition.text).unwrap()].concat();
    for secret in ["\"key\"", "accept", "feedback", "la CITES", "The first."] {
        assert!(!shown.contains(secret), "{secret}");
    }
    let printed = format!("{:?}", course.keys) + &format!("{:?}", edition.sealed);
    assert_eq!(printed, "Keys(of 9 questions)Sealed(of 9 questions)");
}

#[test]
fn keys_and_words_are_kept_apart() {
    let course = compiled(&package());
    let id = |name| QuestionId::parse(name).unwrap();
    assert!(course.keys.of(&id("q-true")) == Some(&Key::TrueFalse { right: false }));
    assert!(course.keys.of(&id("q-number")) == Some(&Key::Numeric { value: 90.0, tolerance: 0.5 }));
    let sealed = &course.editions[&language("fr")].sealed;
    assert_eq!(sealed.accepted[&id("q-short")].answer, ["la CITES", "CITES"]);
    assert_eq!(sealed.accepted[&id("q-cloze")].gaps.values().next(), Some(&vec!["permis".to_owned()]));
    assert_eq!(sealed.feedback.len(), 9);
}

#[test]
fn the_published_form_reads_back_what_it_writes_and_refuses_more() {
    let course = compiled(&package());
    let edition = &course.editions[&language("en")];
    let structure = serde_json::to_value(&course.structure).unwrap();
    assert_eq!(serde_json::from_value::<Structure>(structure.clone()).unwrap(), course.structure);
    let keys = serde_json::to_value(&course.keys).unwrap();
    assert!(serde_json::from_value::<Keys>(keys).unwrap() == course.keys);
    let text = serde_json::to_value(&edition.text).unwrap();
    assert_eq!(serde_json::from_value::<EditionText>(text).unwrap(), edition.text);
    let sealed = serde_json::to_value(&edition.sealed).unwrap();
    assert!(serde_json::from_value::<Sealed>(sealed).unwrap() == edition.sealed);
    for path in ["", "/activities/1", "/activities/1/work", "/questions/0/form", "/completion", "/audience"] {
        let mut more = structure.clone();
        more.pointer_mut(path).unwrap().as_object_mut().unwrap().insert("more".into(), 1.into());
        assert!(serde_json::from_value::<Structure>(more).is_err(), "{path}");
    }
}

#[test]
fn the_hash_of_a_version_is_that_of_its_content() {
    let course = compiled(&package());
    let crlf = String::from_utf8(package()["en/intro.md"].clone()).unwrap().replace('\n', "\r\n");
    assert_eq!(compiled(&package()).hash, course.hash);
    assert_eq!(compiled(&with_file("en/intro.md", crlf.as_bytes())).hash, course.hash);
    let changes = [
        ("course.toml", "pass_mark = 70", "pass_mark = 71"),
        ("course.toml", "key = false", "key = true"),
        ("course.toml", "en = [\"CITES\"]", "en = [\"Cites\"]"),
        ("en/course.toml", "Tell things apart.", "Tell all apart."),
        ("en/exam.toml", "The first.", "The first!"),
        ("en/intro.md", "Quoted", "quoted"),
        ("media/boxes.svg", "#fff", "#ffe"),
    ];
    for (file, from, to) in changes {
        assert_ne!(compiled(&with(file, from, to)).hash, course.hash, "{file}: {to}");
    }
}

#[test]
fn a_better_translation_is_a_new_edition_of_the_same_version() {
    let course = compiled(&package());
    for (file, from, to) in [("fr/intro.md", "Un mot", "Un autre mot"), ("course.toml", "la CITES", "de la CITES")] {
        let better = compiled(&with(file, from, to));
        assert_eq!(better.hash, course.hash);
        assert_eq!(better.editions[&language("en")].hash, course.editions[&language("en")].hash);
        assert_ne!(better.editions[&language("fr")].hash, course.editions[&language("fr")].hash);
    }
}

#[test]
fn the_structure_answers_what_is_asked_of_it() {
    let structure = compiled(&package()).structure;
    let exam = ActivityId::parse("exam").unwrap();
    assert_eq!(structure.quiz(&exam).map(|rules| rules.pass_mark), Some(70));
    assert_eq!(structure.questions_of(&exam).count(), 9);
    assert_eq!(
        structure.required_activities().map(|activity| activity.id.as_str()).collect::<Vec<_>>(),
        ["intro", "exam"]
    );
    assert!(structure.quiz(&ActivityId::parse("intro").unwrap()).is_none());
}
