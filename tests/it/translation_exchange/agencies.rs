//! What agencies and volunteers send back, and what is wrong with it: each is said in the language of whoever reads the report.

use super::*;
use virtual_college::translations::note_messages;

const CATALOGUE: &str = "interface/demo";
const OTHER: &str = "interface/parties";
const SPOKEN: [&str; 3] = ["en", "fr", "es"];

/// Brings a file in that has faults of one kind, and looks at how they are told.
async fn told(campus: &Campus, tia: &Person, (catalogue, format): (&str, &str), file: &str, code: &str) -> Value {
    let done = import(campus, tia, catalogue, &format!("format={format}"), file).await;
    let path = format!("/api/v1/translation-imports/{}", done["id"].as_str().expect("an id"));
    let mut sentences = Vec::new();
    for language in SPOKEN {
        let report = tia.get(&format!("{path}?lang={language}")).await.assert_status(200).json();
        let faults = report["faults"].as_array().expect("faults");
        assert!(!faults.is_empty() && faults.iter().all(|fault| fault["code"] == code), "{format} {code}: {report}");
        let sentence = faults[0]["detail"].as_str().expect("a sentence").to_owned();
        assert!(sentence.chars().count() > 20 && !sentence.contains(['{', '}']), "{language}: {sentence}");
        sentences.push(sentence);
    }
    assert!(sentences[0] != sentences[1] && sentences[1] != sentences[2] && sentences[0] != sentences[2]);
    done
}

fn place(fault: &Value) -> (bool, String) {
    (fault["line"].as_u64().is_some_and(|line| line > 1), fault["unit"].as_str().unwrap_or_default().to_owned())
}

/// A file whose translations are all new.
async fn edited(tia: &Person, catalogue: &str, format: &str) -> String {
    export(tia, catalogue, format).await.replace('é', "è")
}

#[actix_web::test]
async fn a_file_of_another_language_or_catalogue_is_refused_as_a_whole() {
    let campus = Campus::open().await;
    let tia = translator(&campus).await;
    for (format, own, others, from, foreign) in [
        ("po", "Language: fr", "Language: es", "X-Source-Language: en", "X-Source-Language: es"),
        ("csv", ",en,fr,", ",en,es,", ",en,fr,", ",es,fr,"),
        ("xliff", "trgLang=\"fr\"", "trgLang=\"es\"", "srcLang=\"en\"", "srcLang=\"es\""),
    ] {
        let file = edited(&tia, CATALOGUE, format).await;
        for (wrong, into, code) in [
            (file.replace(own, others), CATALOGUE, "exchange-wrong-target-language"),
            (file.replace(from, foreign), CATALOGUE, "exchange-wrong-source-language"),
            (file.clone(), OTHER, "exchange-wrong-catalogue"),
        ] {
            assert!(into == OTHER || wrong != file);
            let done = told(&campus, &tia, (into, format), &wrong, code).await;
            assert_eq!((&done["state"], &done["taken"]), (&json!("refused"), &json!(0)), "{format} {code}: {done}");
        }
    }
    assert!(waiting(&tia, CATALOGUE).await.is_empty() && waiting(&tia, OTHER).await.is_empty());
}

#[actix_web::test]
async fn of_a_text_that_stands_twice_the_first_is_taken() {
    let campus = Campus::open().await;
    let tia = translator(&campus).await;
    for (format, catalogue) in [("po", CATALOGUE), ("xliff", OTHER)] {
        let file = export(&tia, catalogue, format).await;
        let (begin, end) = if format == "po" { ("\n#. revision", "\n\n") } else { ("<unit ", "</unit>") };
        // The first text that is translated.
        let target = if format == "po" { "msgstr \"" } else { "<target" };
        let at = file.match_indices(begin).map(|(at, _)| at).find(|at| {
            let rest = &file[*at..];
            rest.find(target).is_some_and(|found| found < rest.find(end).unwrap_or(rest.len()))
        });
        let at = at.expect("a unit");
        let length = file[at..].find(end).expect("an end") + end.len();
        let unit = &file[at..at + length];
        let word = unit
            .split(|c: char| !c.is_alphabetic())
            .rfind(|word| word.chars().count() > 3 && !["unit", "segment", "target"].contains(word));
        let word = word.expect("a word");
        let [first, second] = ["Premier", "Second"].map(|other| {
            let (before, after) = unit.rsplit_once(word).expect("the word");
            format!("{before}{other}{after}")
        });
        let twice = file.replacen(unit, &format!("{first}{second}"), 1);
        let done = told(&campus, &tia, (catalogue, format), &twice, "exchange-duplicate-unit").await;
        assert_eq!((&done["state"], &done["taken"]), (&json!("done"), &json!(1)), "{format}: {done}\n{first}");
        let (is_placed, unit) = place(&done["faults"][0]);
        assert!(is_placed && unit.starts_with(catalogue), "{done}");
        let waits = waiting(&tia, catalogue).await;
        assert!(waits[0]["waiting"][0]["body"].as_str().is_some_and(|body| body.contains("Premier")), "{waits:?}");
    }
}

#[actix_web::test]
async fn a_text_of_an_older_source_is_told_and_the_others_are_taken() {
    let campus = Campus::open().await;
    let tia = translator(&campus).await;
    let english = |name: &str| {
        let path = format!("{}/locales/en/{name}.ftl", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(path).expect("a file")
    };
    for (format, catalogue) in [("po", CATALOGUE), ("xliff", OTHER)] {
        let file = edited(&tia, catalogue, format).await;
        let name = catalogue.trim_start_matches("interface/");
        let text = english(name);
        let entries = virtual_college::formats::ftl::entries(&text);
        let first = entries.iter().find(|entry| !entry.text.contains(['{', '.'])).unwrap_or(&entries[0]);
        let newer = text.replacen(first.text, &format!("{} Really", first.text), 1);
        note_messages(&campus.app.db, name, &newer).await.expect("noted");
        let done = told(&campus, &tia, (catalogue, format), &file, "exchange-moved-source").await;
        assert_eq!(done["state"], "done", "{format}: {done}");
        assert!(done["taken"].as_i64().expect("a number") > 0, "{format}: {done}");
        assert_eq!(done["faults"].as_array().map(Vec::len), Some(1), "{done}");
        assert_eq!(place(&done["faults"][0]), (true, format!("{catalogue}#{}", first.id)));
        assert!(waiting(&tia, catalogue).await.iter().all(|unit| unit["key"] != first.id));
    }
}

#[actix_web::test]
async fn damage_and_what_is_not_here_are_said_in_three_languages() {
    let campus = Campus::open().await;
    let tia = translator(&campus).await;
    for format in ["po", "xliff"] {
        let file = edited(&tia, CATALOGUE, format).await;
        let half: String = file.chars().take(file.chars().count() / 2).collect();
        told(&campus, &tia, (CATALOGUE, format), half.trim_end_matches('"'), "exchange-malformed").await;
    }
    let fluent = edited(&tia, CATALOGUE, "ftl").await;
    let table = edited(&tia, CATALOGUE, "csv").await;
    let catalogue = edited(&tia, CATALOGUE, "po").await;
    for (format, file, code) in [
        ("ftl", fluent.trim_end(), "exchange-open-line"),
        ("ftl", "# Only words.\n", "exchange-no-units"),
        ("csv", table.trim_end().rsplit_once('\n').expect("rows").0, "exchange-cut-off"),
        ("po", catalogue.trim_end().rsplit_once("\n\n").expect("entries").0, "exchange-fewer-units"),
    ] {
        told(
            &campus,
            &tia,
            (CATALOGUE, format),
            &format!("{file}{}", if code == "exchange-open-line" { "" } else { "\n" }),
            code,
        )
        .await;
    }
    assert!(waiting(&tia, CATALOGUE).await.is_empty());
}
