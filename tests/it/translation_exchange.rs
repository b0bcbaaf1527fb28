//! Catalogues that are translated elsewhere: out in a format, back as suggestions.

mod agencies;
mod damaged;

use actix_web::http::Method;
use serde_json::{Value, json};
use virtual_college::accounts::{Role, Scope};
use virtual_college::i18n::Locale;

use crate::support::{Answer, Campus, Client, Person};

const FORMATS: [&str; 5] = ["ftl", "xliff", "po", "csv", "tmx"];

/// Translates into French, and has accepted the terms.
async fn translator(campus: &Campus) -> Person {
    let tia = campus.person("tia").speaks("fr").holding(Role::Translator, Scope::locale(&Locale::FR)).await;
    let terms = json!({ "licence": "CC-BY-4.0", "named": true, "digest": false });
    tia.put("/api/v1/me/contributor", terms).await.assert_status(200);
    tia
}

async fn export(client: &Client, catalogue: &str, format: &str) -> String {
    let answer = client.get(&format!("/api/v1/locales/fr/exports/{catalogue}?format={format}")).await;
    answer.assert_status(200);
    assert!(answer.header("content-disposition").is_some_and(|it| it.starts_with("attachment")));
    answer.text()
}

async fn send(client: &Client, catalogue: &str, query: &str, file: &str) -> Answer {
    let path = format!("/api/v1/locales/fr/imports/{catalogue}?{query}");
    client.send(Method::POST, &path, Some(("application/octet-stream", file.as_bytes().to_vec()))).await
}

/// Brings a file in, and waits for the job that reads it.
async fn import(campus: &Campus, client: &Client, catalogue: &str, query: &str, file: &str) -> Value {
    let sent = send(client, catalogue, query, file).await;
    sent.assert_status(201);
    assert_eq!(sent.json()["state"], "waiting");
    campus.run_jobs().await;
    let id = sent.json()["id"].as_str().expect("an id").to_owned();
    client.get(&format!("/api/v1/translation-imports/{id}")).await.json()
}

async fn waiting(client: &Client, catalogue: &str) -> Vec<Value> {
    let list = client.get(&format!("/api/v1/locales/fr/work?catalogue={catalogue}&state=suggested&limit=100")).await;
    list.json()["items"].as_array().expect("units").clone()
}

#[actix_web::test]
async fn what_goes_out_and_comes_back_untouched_changes_nothing() {
    let campus = Campus::open().await;
    let tia = translator(&campus).await;
    campus.course("fish").for_translators().await;
    for catalogue in ["interface/mail", "interface/problems", "course/fish"] {
        for format in FORMATS.into_iter().filter(|format| *format != "ftl" || catalogue != "course/fish") {
            let file = export(&tia, catalogue, format).await;
            let done = import(&campus, &tia, catalogue, &format!("format={format}"), &file).await;
            assert_eq!(
                (&done["state"], &done["total"], &done["faults"]),
                (&json!("done"), &json!(0), &json!([])),
                "{catalogue} in {format}: {done}"
            );
            assert!(done["unchanged"].as_i64().expect("a number") > 5, "{catalogue} in {format}");
        }
        assert!(waiting(&tia, catalogue).await.is_empty());
    }
}

#[actix_web::test]
async fn what_was_translated_elsewhere_waits_for_a_reviewer() {
    let campus = Campus::open().await;
    let tia = translator(&campus).await;
    for (format, catalogue) in FORMATS.into_iter().filter(|it| *it != "tmx").zip([
        "interface/demo",
        "interface/courses",
        "interface/affiliations",
        "interface/parties",
    ]) {
        let before = tia.get(&format!("/api/v1/locales/fr/work?catalogue={catalogue}&limit=1")).await.json();
        let approved = before["items"][0]["approved"]["body"].as_str().expect("a text").to_owned();
        let words = approved.lines().find_map(|line| line.split_once("= ")).expect("a value").1.to_owned();
        let file = export(&tia, catalogue, format).await;
        let edited = file.replacen(&words, &format!("{words} !"), 1);
        assert_ne!(edited, file, "{format}: {words}");
        let query = format!("format={format}&dry_run=true");
        let looked = import(&campus, &tia, catalogue, &query, &edited).await;
        assert_eq!((&looked["total"], &looked["taken"]), (&json!(1), &json!(1)), "{format}: {looked}");
        assert!(waiting(&tia, catalogue).await.is_empty(), "a dry run only looks");
        let done = import(&campus, &tia, catalogue, &format!("format={format}"), &edited).await;
        assert_eq!((&done["state"], &done["taken"]), (&json!("done"), &json!(1)), "{format}: {done}");
        let waiting = waiting(&tia, catalogue).await;
        let suggestion = &waiting.first().expect("a suggestion")["waiting"][0];
        assert_eq!((&suggestion["state"], &suggestion["origin"]), (&json!("suggested"), &json!("import")));
        assert!(suggestion["body"].as_str().expect("a text").contains(" !"), "{format}: {suggestion}");
        let again = import(&campus, &tia, catalogue, &format!("format={format}"), &edited).await;
        let looked = import(&campus, &tia, catalogue, &query, &edited).await;
        for again in [again, looked] {
            assert_eq!(
                (&again["total"], &again["taken"], &again["waiting"], &again["moved"], &again["faults"]),
                (&json!(1), &json!(0), &json!(1), &json!(0), &json!([])),
                "{format}: {again}"
            );
        }
        assert_eq!(self::waiting(&tia, catalogue).await.len(), 1, "{format}: twice is as good as once");
    }
}

#[actix_web::test]
async fn a_file_that_cannot_be_read_is_refused_in_the_readers_language() {
    let campus = Campus::open().await;
    let tia = translator(&campus).await;
    for format in FORMATS {
        for file in ["\u{0}", "<", "{", "\"\"\"", "<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>"] {
            let done = import(&campus, &tia, "interface/demo", &format!("format={format}"), file).await;
            assert_eq!((&done["state"], &done["taken"]), (&json!("refused"), &json!(0)), "{format}: {done}");
        }
    }
    let broken = import(&campus, &tia, "interface/demo", "format=xliff", "<xliff").await;
    assert_eq!(broken["state"], "refused");
    let detail = broken["faults"][0]["detail"].as_str().expect("a sentence").to_owned();
    assert!(detail.contains("Ce fichier n’est pas"), "{detail}");
    assert!(waiting(&tia, "interface/demo").await.is_empty());
}

#[actix_web::test]
async fn files_are_brought_in_by_translators_of_the_language_only() {
    let campus = Campus::open().await;
    campus.course("fish").for_translators().await;
    let tia = translator(&campus).await;
    let file = export(&tia, "interface/demo", "po").await;
    let bo = campus.person("bo").await;
    send(&bo, "interface/demo", "format=po", &file).await.assert_problem(403, "contribution-terms-not-accepted");
    let terms = json!({ "licence": "CC0-1.0", "named": true, "digest": false });
    bo.put("/api/v1/me/contributor", terms).await.assert_status(200);
    send(&bo, "interface/demo", "format=po", &file).await.assert_problem(403, "forbidden");
    bo.get("/api/v1/locales/fr/exports/course/fish?format=po").await.assert_problem(404, "catalogue-unknown");
    bo.get("/api/v1/locales/fr/imports").await.assert_problem(403, "forbidden");
    let own = send(&tia, "interface/demo", "format=po", &file).await;
    let path = format!("/api/v1/translation-imports/{}", own.json()["id"].as_str().expect("an id"));
    bo.get(&path).await.assert_problem(404, "import-unknown");
    tia.get("/api/v1/locales/fr/exports/course/fish?format=ftl").await.assert_problem(409, "exchange-format-unfit");
    send(&tia, "course/fish", "format=ftl", "a = b").await.assert_problem(409, "exchange-format-unfit");
    send(&tia, "interface/none", "format=po", &file).await.assert_problem(404, "catalogue-unknown");
    assert_eq!(tia.get("/api/v1/locales/fr/imports").await.json()["items"].as_array().map(Vec::len), Some(1));
}
