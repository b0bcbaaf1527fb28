//! A translator's day, from the wish for a language to a trainee who reads it.

use serde_json::{Value, json};

use super::bureau::{API, Bureau, approval, at_version, contributes, id, proposes, reviews, suggests};
use crate::support::{Campus, Client, eventually};

const UNKNOWN: &str = "/api/v1/courses/nothing";

async fn title(client: &Client, query: &str) -> String {
    client.get(&format!("{UNKNOWN}{query}")).await.json()["title"].as_str().expect("a title").to_owned()
}

#[actix_web::test]
async fn a_language_is_wished_for_supported_accepted_and_led_by_whoever_wished_for_it() {
    let campus = Campus::open().await;
    let admin = campus.person("ada").administrator().await;
    let (neema, amani, zuri) =
        (campus.person("neema").await, campus.person("amani").await, campus.person("zuri").await);

    proposes(&neema, "sw").await.assert_problem(403, "contribution-terms-not-accepted");
    contributes(&neema).await;
    let proposed = proposes(&neema, "sw").await;
    let seen = proposed.assert_status(201).json();
    assert_eq!(
        (&seen["autonym"], &seen["plurals"], &seen["state"]),
        (&json!("Kiswahili"), &json!("cldr"), &json!("proposed"))
    );
    proposes(&neema, "sw").await.assert_problem(409, "locale-exists");

    let decision = format!("{API}/locale-proposals/sw/decision");
    neema.post(&decision, json!({ "accepted": true })).await.assert_problem(403, "forbidden");
    let early = admin.post(&decision, json!({ "accepted": true })).await;
    early.assert_problem(409, "locale-supporters-missing");
    assert!(early.json()["detail"].as_str().is_some_and(|detail| detail.contains("2 more people")));
    for (person, supporters) in [(&neema, 1), (&amani, 2), (&amani, 2), (&zuri, 3)] {
        let answer = person.post(&format!("{API}/locale-proposals/sw/supporters"), json!({})).await;
        assert_eq!(answer.assert_status(200).json()["supporters"], supporters);
    }
    let unit = neema.get(&format!("{API}/locales/sw/work?q=course-unknown&limit=1")).await.json()["items"][0].clone();
    suggests(&neema, &unit, "course-unknown = x").await.assert_problem(409, "locale-closed");

    let accepted = admin.post(&decision, json!({ "accepted": true, "reason": "Three Parties read it." })).await;
    assert_eq!(accepted.assert_status(200).json()["state"], "seeding");
    admin.post(&decision, json!({ "accepted": true })).await.assert_problem(409, "locale-step-unknown");

    // The proposer leads, at once: she names a reviewer.
    let role = json!({
        "person": zuri.id, "role": "translation-reviewer", "scope": { "kind": "locale", "key": "sw" }
    });
    neema.post(&format!("{API}/role-grants"), role).await.assert_status(201);
    assert_eq!(campus.audited("locale-proposed").await, 1);
    assert_eq!(campus.audited("locale-decided").await, 1);
}

#[actix_web::test]
async fn a_text_is_suggested_sent_back_reworded_approved_published_and_read_within_the_second() {
    let it = Bureau::open().await;
    let unit = it.message("course-unknown").await;
    let text = |title: &str| format!("course-unknown = {title}\n    .detail = Hakuna kozi iitwayo “{{ $course }}”.");
    let first = suggests(&it.translator, &unit, &text("Hamna kosi hiyo")).await.assert_status(201).json();
    assert_eq!((&first["state"], &first["newcomer"]), (&json!("suggested"), &json!(false)));

    // Remy asks for changes; Tia reads why, and says it better.
    let request = json!({ "verdict": "request-changes", "revision": 1, "remark": "“Kozi”, please." });
    reviews(&it.reviewer, &first, request.clone()).await.assert_field("/reason", "field-missing");
    let request =
        json!({ "verdict": "request-changes", "reason": "grammar", "revision": 1, "remark": "“Kozi”, please." });
    let returned = reviews(&it.reviewer, &first, request).await.assert_status(200).json();
    assert_eq!(returned["state"], "changes-requested");
    let history = it.history("course-unknown").await;
    assert_eq!(
        (&history["standing"], &history["reviews"][0]["reason"], &history["reviews"][0]["remark"]),
        (&json!("changes-requested"), &json!("grammar"), &json!("“Kozi”, please."),)
    );
    let rewording = json!({ "body": text("Hakuna kozi hiyo"), "revision": 1 });
    let path = format!("{API}/translations/{}", id(&first));
    at_version(&it.translator, &first).patch(&path, rewording.clone()).await.assert_problem(412, "precondition-failed");
    let second = at_version(&it.translator, &returned).patch(&path, rewording).await.assert_status(200).json();
    assert_ne!(second["id"], first["id"]);
    let approved = reviews(&it.reviewer, &second, approval()).await.assert_status(200).json();
    assert_eq!(approved["state"], "approved");
    let texts: Vec<Value> = it.history("course-unknown").await["translations"].as_array().expect("texts").clone();
    let states: Vec<&str> = texts.iter().filter_map(|text| text["state"].as_str()).collect();
    assert_eq!(states, ["approved", "withdrawn"]);

    // Lea publishes, first for whoever names the language.
    it.publishes().await.assert_problem(409, "publication-not-complete");
    it.asks_little().await;
    it.publishes().await.assert_problem(409, "publication-not-complete");
    it.has_the_common_words().await;
    let published = it.publishes().await;
    assert_eq!(published.assert_status(201).json()["generation"], 1);
    let (_, elsewhere) = it.campus.another_instance().await;
    assert_eq!(title(&elsewhere, "?lang=sw").await, "There is no such course");
    it.amends(json!({ "state": "live" })).await.assert_problem(409, "locale-step-unknown");
    it.amends(json!({ "state": "beta" })).await.assert_status(200);
    let began = std::time::Instant::now();
    eventually(async || title(&elsewhere, "?lang=sw").await == "Hakuna kozi hiyo").await;
    assert!(began.elapsed().as_millis() < 1_500, "{:?}", began.elapsed());
    assert_eq!(title(&elsewhere.speaking("sw"), "").await, "There is no such course");
    it.amends(json!({ "state": "live" })).await.assert_status(200);
    eventually(async || title(&elsewhere.speaking("sw"), "").await == "Hakuna kozi hiyo").await;
    let answer = elsewhere.speaking("sw-KE").get(UNKNOWN).await;
    assert_eq!(answer.header("content-language"), Some("sw"));

    // A worse wording is taken back as it came.
    it.approved("course-unknown", &text("Kozi gani?")).await;
    assert_eq!(it.publishes().await.assert_status(201).json()["generation"], 2);
    eventually(async || title(&elsewhere.speaking("sw"), "").await == "Kozi gani?").await;
    let earlier = published.json();
    let back = it.lead.post(&format!("{API}/locales/sw/publications/{}/rollback", id(&earlier)), json!({})).await;
    let back = back.assert_status(201).json();
    assert_eq!((&back["generation"], &back["rolled_back_to"]), (&json!(3), &earlier["id"]));
    eventually(async || title(&elsewhere.speaking("sw"), "").await == "Hakuna kozi hiyo").await;
    it.amends(json!({ "state": "paused" })).await.assert_status(200);
    eventually(async || title(&elsewhere.speaking("sw"), "").await == "There is no such course").await;
}
