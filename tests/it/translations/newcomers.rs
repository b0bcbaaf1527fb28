//! Somebody new: reviewed apart, and not faster than anybody can write.

use serde_json::{Value, json};

use super::bureau::{API, Bureau, accepts, id, proposes, reviews, suggests};
use crate::support::hours;

/// The keys of what a reviewer finds.
async fn found(it: &Bureau, query: &str) -> Vec<String> {
    let reader = it.campus.back(&it.reviewer).await;
    let page = reader.get(&format!("{API}/locales/sw/work?limit=100{query}")).await.assert_status(200).json();
    let units = page["items"].as_array().expect("units");
    units.iter().map(|unit| unit["key"].as_str().expect("a key").to_owned()).collect()
}

#[actix_web::test]
async fn the_first_twenty_of_somebody_new_are_found_apart() {
    let it = Bureau::open().await;
    let zuri = it.contributor("zuri").await;
    let page = it.translator.get(&format!("{API}/locales/sw/work?catalogue=interface/accounts&limit=22")).await.json();
    let units = page["items"].as_array().expect("units").clone();
    let key = |unit: &Value| unit["key"].as_str().expect("a key").to_owned();
    for unit in &units[..21] {
        suggests(&zuri, unit, &format!("{} = Neno", key(unit))).await.assert_status(201);
    }
    suggests(&it.translator, &units[21], &format!("{} = Neno", key(&units[21]))).await.assert_status(201);
    suggests(&it.translator, &units[0], &format!("{} = Lingine", key(&units[0]))).await.assert_status(201);
    let first: Vec<String> = units[..20].iter().map(key).collect();
    assert_eq!(found(&it, "&newcomer=true").await, first);
    assert_eq!(found(&it, "&newcomer=true&state=suggested&catalogue=interface/accounts").await, first);
    assert_eq!(found(&it, "&newcomer=true&state=changes-requested").await, Vec::<String>::new());
    assert_eq!(found(&it, "&newcomer=true&catalogue=interface/common").await, Vec::<String>::new());
    // A unit for which both wait is found both ways.
    assert_eq!(found(&it, "&newcomer=false").await, [key(&units[0]), key(&units[20]), key(&units[21])]);
    let shown = it.translator.get(&format!("{API}/locales/sw/work?newcomer=true&limit=1")).await.json();
    let waiting = shown["items"][0]["waiting"].as_array().expect("suggestions").iter();
    let flags: Vec<&Value> = waiting.map(|suggestion| &suggestion["newcomer"]).collect();
    assert_eq!(flags, [&json!(false), &json!(true)]);
}

#[actix_web::test]
async fn nobody_suggests_faster_than_anybody_can_write() {
    let it = Bureau::open().await;
    let zuri = it.contributor("zuri").await;
    let (unit, now) = (it.message("language").await, it.campus.clock.now());
    it.campus.app.suggestions.admit(zuri.id, 598, now).expect("some hundreds");
    let own = suggests(&zuri, &unit, "language = Lugha").await.assert_status(201).json();
    let path = format!("{API}/translations/{}", id(&own));
    let again = json!({ "body": "language = Lugha yako", "revision": 1 });
    zuri.with_header("if-match", "*").patch(&path, again.clone()).await.assert_status(200);
    let refused = suggests(&zuri, &unit, "language = Neno").await;
    refused.assert_problem(429, "rate-limited");
    assert!(refused.header("retry-after").is_some_and(|seconds| seconds.parse::<u64>().is_ok_and(|it| it > 0)));
    zuri.with_header("if-match", "*").patch(&path, again).await.assert_problem(429, "rate-limited");
    suggests(&it.translator, &unit, "language = Neno").await.assert_status(201);
    it.campus.clock.advance(hours(1));
    let zuri = it.campus.back(&zuri).await;
    suggests(&zuri, &unit, "language = Maneno").await.assert_status(201);
}

#[actix_web::test]
async fn whoever_hands_the_original_back_is_warned() {
    let it = Bureau::open().await;
    let zuri = it.contributor("zuri").await;
    let unit = it.message("draft-unknown").await;
    let copied = suggests(&zuri, &unit, unit["source"].as_str().expect("a source")).await.assert_status(201).json();
    let rules: Vec<&str> =
        copied["findings"].as_array().expect("findings").iter().filter_map(|it| it["rule"].as_str()).collect();
    assert!(rules.contains(&"warn.same-as-source"), "{rules:?}");
    assert_eq!(copied["newcomer"], true);
}

/// So that one person without a role does not fill the reviewers' queue. What was sent back waits, too, and may be mended.
#[actix_web::test]
async fn of_somebody_without_a_role_a_hundred_suggestions_wait_at_most() {
    let it = Bureau::open().await;
    let zuri = it.contributor("zuri").await;
    let page = it.translator.get(&format!("{API}/locales/sw/work?limit=100")).await.json();
    let units = page["items"].as_array().expect("units").clone();
    let body = |unit: &Value| format!("{} = Neno", unit["key"].as_str().expect("a key"));
    let mut own = Vec::new();
    for unit in &units {
        own.push(suggests(&zuri, unit, &body(unit)).await.assert_status(201).json());
    }
    let more = async || suggests(&zuri, &units[0], &body(&units[0]).replace("Neno", "Maneno")).await;
    let refused = more().await;
    refused.assert_problem(409, "translation-many-wait");
    assert!(refused.json()["detail"].as_str().is_some_and(|told| told.starts_with("100 of your suggestions")));

    let request = json!({ "verdict": "request-changes", "reason": "style", "revision": 1 });
    let returned = reviews(&it.reviewer, &own[1], request).await.assert_status(200).json();
    more().await.assert_problem(409, "translation-many-wait");
    let rewording = json!({ "body": body(&units[1]).replace("Neno", "Maneno"), "revision": 1 });
    let path = format!("{API}/translations/{}", id(&returned));
    zuri.with_header("if-match", "*").patch(&path, rewording).await.assert_status(200);
    more().await.assert_problem(409, "translation-many-wait");

    // Whoever has a role has no bound, and another language has its own.
    suggests(&it.translator, &units[0], &body(&units[0]).replace("Neno", "Lingine")).await.assert_status(201);
    proposes(&it.translator, "ln").await.assert_status(201);
    accepts(&it.admin, "ln").await.assert_status(200);
    let elsewhere = json!({ "locale": "ln", "body": body(&units[0]), "revision": 1 });
    zuri.post(&format!("{API}/units/{}/translations", id(&units[0])), elsewhere).await.assert_status(201);
    let path = format!("{API}/translations/{}/withdrawal", id(&own[2]));
    zuri.with_header("if-match", "*").post(&path, json!({})).await.assert_status(200);
    more().await.assert_status(201);
}
