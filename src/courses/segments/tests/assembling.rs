//! A language put together, whole and in part.

use super::{first_ids, key, language, texts};
use crate::courses::model::{ActivityId, Compiled, Language, Lesson, QuestionId};
use crate::courses::segments::{Assembled, Manuscript, SegmentKey, Texts, Wording};
use crate::courses::source::tests::tiny;

fn tiny() -> Manuscript {
    Manuscript::read(tiny::package()).unwrap()
}

/// The texts of the tiny course in a language, by their keys.
fn texts_in(manuscript: &Manuscript, tag: &str) -> Texts {
    texts(&manuscript.segments(&language(tag), &first_ids(manuscript)).unwrap())
}

fn assembled(manuscript: &Manuscript, tag: &str, chain: &[(&str, &Texts)]) -> Assembled {
    let languages: Vec<_> = chain.iter().map(|(tag, _)| language(tag)).collect();
    let chain: Vec<_> = languages.iter().zip(chain).map(|(language, (_, texts))| Wording { language, texts }).collect();
    manuscript.assemble(&first_ids(manuscript), &language(tag), &chain)
}

fn compiled(assembled: &Assembled) -> Compiled {
    let report = assembled.check();
    assert!(report.is_clean(), "{:#?}", report.mistakes);
    report.course.unwrap()
}

fn intro(course: &Compiled, tag: &str) -> Lesson {
    course.editions[&language(tag)].text.lessons[&ActivityId::parse("intro").unwrap()].clone()
}

/// The key of the text of the lesson that begins so in the source language.
fn block(manuscript: &Manuscript, beginning: &str) -> SegmentKey {
    let texts = texts_in(manuscript, "en");
    let found = texts.iter().find(|(key, text)| matches!(key, SegmentKey::Block(..)) && text.starts_with(beginning));
    found.unwrap_or_else(|| panic!("no block begins with {beginning:?}")).0.clone()
}

#[test]
fn a_language_without_texts_is_the_source_language_and_says_so() {
    let manuscript = tiny();
    let nothing = Texts::new();
    let assembled = assembled(&manuscript, "ar", &[("ar", &nothing)]);
    let all = texts_in(&manuscript, "en");
    assert!(assembled.fallen_back.keys().eq(all.keys()));
    assert!(assembled.fallen_back.values().all(|from| *from == language("en")));
    let course = compiled(&assembled);
    assert_eq!(course.hash, manuscript.compiled().hash);
    assert_eq!(course.editions.keys().map(Language::as_str).collect::<Vec<_>>(), ["ar", "en"]);
    let edition = &course.editions[&language("ar")];
    assert!(edition.text.borrowed.keys().all(|key| !key.contains("feedback") && !key.contains("accepted")));
    assert_eq!(edition.text.borrowed["title"], language("en"));
    insta::assert_snapshot!(intro(&course, "ar").html);
}

#[test]
fn an_edition_without_loans_says_nothing_of_them() {
    let manuscript = tiny();
    let own = texts_in(&manuscript, "fr");
    let course = compiled(&assembled(&manuscript, "fr", &[("fr", &own)]));
    let text = serde_json::to_string(&course.editions[&language("fr")].text).unwrap();
    assert!(!text.contains("borrowed"));
    assert!(!intro(&course, "fr").html.contains("lang="));
}

#[test]
fn each_text_is_taken_from_the_first_language_that_has_it() {
    let manuscript = tiny();
    let french = texts_in(&manuscript, "fr");
    let (heading, item) = (block(&manuscript, "Start"), block(&manuscript, "two"));
    let own = Texts::from([
        (SegmentKey::Title, "Ndogo".to_owned()),
        (heading.clone(), "Anza *hapa*".to_owned()),
        (item.clone(), "mbili\n\n   na zaidi".to_owned()),
        (key("questions/q-short/accepted"), "CITES\nMkataba\n".to_owned()),
        (key("questions/q-single/choice-feedback/iii"), "Hapana.".to_owned()),
        (key("pictures/boxes/one"), "Moja".to_owned()),
        (block(&manuscript, "Further"), "  ".to_owned()),
    ]);
    let assembled = assembled(&manuscript, "sw", &[("sw", &own), ("fr", &french)]);
    assert_eq!(assembled.refused, []);
    assert!(!assembled.fallen_back.contains_key(&heading) && !assembled.fallen_back.contains_key(&item));
    assert_eq!(assembled.fallen_back[&SegmentKey::Summary], language("fr"));
    let course = compiled(&assembled);
    assert_eq!(course.hash, manuscript.compiled().hash);
    let edition = &course.editions[&language("sw")];
    assert_eq!((edition.text.title.as_str(), edition.text.borrowed.contains_key("title")), ("Ndogo", false));
    let accepted = &edition.sealed.accepted;
    assert_eq!(accepted[&QuestionId::parse("q-short").unwrap()].answer, ["CITES", "Mkataba"]);
    let feedback = &edition.sealed.feedback[&QuestionId::parse("q-single").unwrap()];
    assert_eq!(feedback.choices.len(), 2);
    let lesson = intro(&course, "sw");
    insta::assert_snapshot!(lesson.source);
    insta::assert_snapshot!(lesson.html);
    for loan in &lesson.borrowed {
        assert!(["fr", "en"].contains(&loan.language.as_str()));
        assert!(lesson.source.get(loan.start..loan.end).is_some_and(|text| !text.trim().is_empty()));
    }
}

#[test]
fn a_text_that_would_break_its_block_is_refused_and_falls_back() {
    let manuscript = tiny();
    for (beginning, text) in [
        ("Start", "# Anza"),
        ("A word", "Neno\n\nlingine"),
        ("A word", "- neno"),
        ("A word", "[a]: https://cites.org"),
        ("one", "moja\n\n## kichwa"),
        ("1", "a | b"),
        ("Quoted", "```\nx"),
        ("A note.", "[^2]: x"),
    ] {
        let key = block(&manuscript, beginning);
        let own = Texts::from([(key.clone(), text.to_owned())]);
        let assembled = assembled(&manuscript, "sw", &[("sw", &own)]);
        let expected = if text == "# Anza" { vec![] } else { vec![key.clone()] };
        assert_eq!(assembled.refused, expected, "{text:?}");
        if text != "# Anza" {
            assert_eq!(assembled.fallen_back[&key], language("en"), "{text:?}");
        }
        compiled(&assembled);
    }
}

#[test]
fn the_description_of_a_picture_is_in_plain_words() {
    let manuscript = tiny();
    let key = block(&manuscript, "Two boxes.");
    for words in ["Masanduku [mawili]", "a](b) *c* `d` <e> &amp; \\f", "mbili\nmistari"] {
        let own = Texts::from([(key.clone(), words.to_owned())]);
        let assembled = assembled(&manuscript, "sw", &[("sw", &own)]);
        assert_eq!(assembled.refused, [], "{words}");
        let course = compiled(&assembled);
        let again = Manuscript::read(assembled.package.clone()).unwrap();
        assert_eq!(texts_in(&again, "sw")[&key], words.replace('\n', " "));
        assert!(intro(&course, "sw").html.contains("<img"));
    }
}

#[test]
fn files_that_nobody_touched_keep_their_bytes() {
    let manuscript = tiny();
    let own = texts_in(&manuscript, "en");
    let assembled = assembled(&manuscript, "en", &[("en", &own)]);
    for (path, bytes) in &assembled.package {
        assert_eq!(String::from_utf8_lossy(bytes), String::from_utf8_lossy(&tiny::package()[path]), "{path}");
    }
    let words = Texts::from([(key("questions/q-cloze/accepted/what"), "kibali".to_owned())]);
    let assembled = super::assembling::assembled(&manuscript, "sw", &[("sw", &words)]);
    let course = String::from_utf8(assembled.package["course.toml"].clone()).unwrap();
    let changed: Vec<_> = course.lines().filter(|line| !tiny::COURSE.contains(line)).collect();
    assert_eq!(
        changed,
        [r#"accept = { en = ["permit"], fr = ["permis"], es = ["permiso"], sw = ["kibali"] }"#, r#"sw = ["CITES"]"#,]
    );
}
