//! The terms that a field has agreed on.

use serde_json::{Value, json};
use virtual_college::accounts::{Role, Scope};

use super::bureau::{API, Bureau, id, suggests};
use crate::support::{Client, eventually};

const TERMS: &str = "/api/v1/terms";

async fn listed(client: &Client, query: &str) -> Vec<Value> {
    client.get(&format!("{TERMS}?{query}")).await.assert_status(200).json()["items"].as_array().expect("terms").clone()
}

#[actix_web::test]
async fn the_terms_of_the_convention_are_there_in_its_languages_page_by_page() {
    let it = Bureau::open().await;
    let guest = it.campus.guest();
    let all = listed(&guest, "locale=fr&limit=100").await;
    assert!(all.len() > 20, "{}", all.len());
    let mut paged = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = guest.get(&format!("{TERMS}?locale=fr&limit=7{cursor}")).await.json();
        paged.extend(page["items"].as_array().expect("terms").clone());
        let Some(next) = page["next"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(paged.len(), all.len());
    assert_eq!(paged, all);
    let found = listed(&guest, "locale=fr&q=EXPORT%20perm").await;
    assert!(found.iter().any(|term| term["term"] == "export permit"), "{found:#?}");
    assert!(
        listed(&guest, "locale=fr&q=specim%C3%A9n").await.len() == listed(&guest, "locale=fr&q=Specimen").await.len()
    );
    guest.get(&format!("{TERMS}?locale=xh")).await.assert_problem(404, "locale-unknown");
    guest.get(&format!("{TERMS}?locale=fr&q={}", "a".repeat(101))).await.assert_problem(400, "query-invalid");
}

#[actix_web::test]
async fn source_editors_keep_terms_and_translators_say_what_they_are_called() {
    let it = Bureau::open().await;
    let editor = it.campus.person("edda").holding(Role::SourceEditor, Scope::site()).await;
    let new = json!({ "term": "sea horse", "definition": "Hippocampus spp." });
    it.lead.post(TERMS, new.clone()).await.assert_problem(403, "forbidden");
    let term = editor.post(TERMS, new.clone()).await.assert_status(201).json();
    editor.post(TERMS, new).await.assert_problem(409, "term-exists");
    editor.post(TERMS, json!({ "term": " " })).await.assert_field("/term", "field-empty");
    let path = format!("{TERMS}/{}", id(&term));
    let change = json!({ "definition": "Any Hippocampus." });
    editor.patch(&path, change.clone()).await.assert_problem(428, "precondition-required");
    let at = |version: u8| editor.with_header("if-match", &format!("\"v{version}\""));
    let changed = at(1).patch(&path, change.clone()).await.assert_status(200).json();
    assert_eq!((&changed["version"], &changed["definition"]), (&json!(2), &json!("Any Hippocampus.")));
    at(1).patch(&path, change).await.assert_problem(412, "precondition-failed");

    let said = format!("{path}/translations");
    let call = |locale: &str, text: &str, forbidden: bool| json!({ "locale": locale, "text": text, "forbidden": forbidden, "note": "As fishermen say." });
    let seen = it.translator.put(&said, call("sw", "farasi wa bahari", false)).await.assert_status(200).json();
    assert_eq!(seen["called"][0]["text"], "farasi wa bahari");
    it.lead.put(&said, call("sw", "farasi maji", true)).await.assert_status(200);
    it.translator.put(&said, call("fr", "hippocampe", false)).await.assert_problem(403, "forbidden");
    editor.put(&said, call("sw", "x", false)).await.assert_problem(403, "forbidden");
    it.translator.put(&said, call("sw", "", false)).await.assert_field("/text", "field-empty");
    let unknown = format!("{TERMS}/{}/translations", it.lead.id);
    it.translator.put(&unknown, call("sw", "x", false)).await.assert_problem(404, "term-unknown");
    let found = listed(&it.translator, "locale=sw&q=farasi").await;
    let told: Vec<(&Value, &Value)> = found[0]["called"]
        .as_array()
        .expect("names")
        .iter()
        .map(|called| (&called["text"], &called["forbidden"]))
        .collect();
    assert_eq!(told, [(&json!("farasi wa bahari"), &json!(false)), (&json!("farasi maji"), &json!(true)),]);
    let take_back = format!("{said}?locale=sw&text=farasi%20maji");
    it.reviewer.delete(&take_back).await.assert_status(204);
    it.reviewer.delete(&take_back).await.assert_problem(404, "term-unknown");
    at(1).delete(&path).await.assert_problem(412, "precondition-failed");
    it.lead.with_header("if-match", "*").delete(&path).await.assert_problem(403, "forbidden");
    at(2).delete(&path).await.assert_status(204);
    assert_eq!(listed(&it.translator, "locale=sw&q=hippocampus").await, Vec::<Value>::new());
}

#[actix_web::test]
async fn a_unit_shows_its_terms_and_the_checks_go_by_them_on_every_instance() {
    let it = Bureau::open().await;
    let text = "kind = Export permits for sea horses.\n";
    virtual_college::translations::note_messages(&it.campus.app.db, "samples", text).await.expect("noted");
    let (_, elsewhere) = it.campus.another_instance().await;
    let elsewhere = elsewhere.with_token(&it.translator.access_token);
    let unit = it.message("kind").await;
    let path = format!("{API}/units/{}?locale=sw", id(&unit));
    let terms = async || elsewhere.get(&path).await.assert_status(200).json()["terms"].clone();
    assert_eq!(terms().await, json!([{ "term": "export permit", "called": [], "forbidden": [] }]));
    let permit = listed(&it.translator, "locale=sw&q=export%20permit").await[0].clone();
    for (text, forbidden) in [("kibali cha usafirishaji nje", false), ("leseni", true)] {
        let said = format!("{TERMS}/{}/translations", id(&permit));
        let call = json!({ "locale": "sw", "text": text, "forbidden": forbidden });
        it.translator.put(&said, call).await.assert_status(200);
    }
    let expected = json!([{
        "term": "export permit", "called": ["kibali cha usafirishaji nje"], "forbidden": ["leseni"],
    }]);
    eventually(async || terms().await == expected).await;
    let kept = suggests(&elsewhere, &unit, "kind = Leseni za farasi wa bahari.").await.assert_status(201).json();
    let rules: Vec<&Value> = kept["findings"].as_array().expect("findings").iter().map(|it| &it["rule"]).collect();
    assert!(rules.contains(&&json!("warn.glossary")), "{rules:?}");
}
