//! Those who translate: on which terms, and whether they are named.

use serde_json::{Value, json};

use virtual_college::translations::miscounts;

use super::bureau::{API, Bureau, approval, id, reviews, suggests};
use crate::support::Client;

#[actix_web::test]
async fn whoever_contributed_is_named_unless_she_does_not_want_it() {
    let it = Bureau::open().await;
    let ben = it.contributor("ben").await;
    it.approved("language", "language = Lugha").await;
    for (key, body) in
        [("draft-unknown", "draft-unknown = Hamna\n    .detail = Hamna rasimu."), ("-college", "-college = Chuo")]
    {
        let own = suggests(&ben, &it.message(key).await, body).await.assert_status(201).json();
        reviews(&it.reviewer, &own, approval()).await.assert_status(200);
    }
    let guest = it.campus.guest();
    let credits = async |query: &str| {
        let path = format!("{API}/locales/sw/contributors{query}");
        let page = guest.get(&path).await.assert_status(200).json();
        let credits = page["items"].as_array().expect("people").clone();
        credits
            .iter()
            .map(|it| {
                format!(
                    "{} {}/{} {}",
                    it["name"].as_str().expect("a name"),
                    it["approved"],
                    it["suggested"],
                    it["reviewed"]
                )
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(credits("").await, ["ben 2/2 0", "tia 1/1 0", "remy 0/0 3"]);
    assert_eq!(credits("?catalogue=interface/courses").await, ["ben 1/1 0", "remy 0/0 1"]);
    // Replaced since: it counts still.
    it.approved("-college", "-college = Chuo Pepe").await;
    assert_eq!(credits("").await, ["tia 2/2 0", "ben 2/2 0", "remy 0/0 4"]);
    let hidden = json!({ "licence": "CC0-1.0", "named": false, "digest": false });
    ben.put(&format!("{API}/me/contributor"), hidden).await.assert_status(200);
    assert_eq!(credits("").await, ["tia 2/2 0", "remy 0/0 4"]);
    let history = it.history("draft-unknown").await;
    assert_eq!(history["approved"].get("author"), None, "{history:#}");
    let missing = format!("{API}/locales/sw/contributors?catalogue=interface/nothing");
    guest.get(&missing).await.assert_problem(404, "catalogue-unknown");
    guest.get(&format!("{API}/locales/xh/contributors")).await.assert_problem(404, "locale-unknown");
}

/// What is taken back, reviewed twice, or one's own work, counts as it should; and all of it as when it is counted anew.
#[actix_web::test]
async fn everybody_sees_what_she_did_by_language() {
    let it = Bureau::open().await;
    let unit = it.message("language").await;
    let first = suggests(&it.translator, &unit, "language = Luga").await.assert_status(201).json();
    let again = json!({ "verdict": "request-changes", "reason": "grammar", "revision": 1 });
    reviews(&it.reviewer, &first, again).await.assert_status(200);
    let path = format!("{API}/translations/{}", id(&first));
    let better = json!({ "body": "language = Lugha", "revision": 1 });
    let second = it.translator.with_header("if-match", "*").patch(&path, better).await.assert_status(200).json();
    let sent_back = json!({ "verdict": "request-changes", "reason": "grammar", "revision": 1 });
    let second = reviews(&it.lead, &second, sent_back).await.assert_status(200).json();
    reviews(&it.lead, &second, approval()).await.assert_status(200);
    let own = suggests(&it.reviewer, &it.message("-college").await, "-college = Chuo cha Pepe").await;
    let rejected = json!({ "verdict": "reject", "reason": "style", "revision": 1 });
    reviews(&it.reviewer, &own.assert_status(201).json(), rejected).await.assert_status(200);
    it.suggested("-college", "-college = Chuo").await;
    let languages =
        async |person: &Client| person.get(&format!("{API}/me/contributor")).await.json()["languages"].clone();
    let done = |suggested: u8, approved: u8, reviewed: u8| json!([{ "locale": "sw", "suggested": suggested, "approved": approved, "reviewed": reviewed }]);
    assert_eq!(languages(&it.translator).await, done(2, 1, 0), "the one that was taken back does not count");
    assert_eq!(languages(&it.reviewer).await, done(1, 0, 1), "her own text is none of others");
    assert_eq!(languages(&it.lead).await, done(0, 0, 1), "the text that she read twice counts once");
    let page = it.campus.guest().get(&format!("{API}/locales/sw/contributors")).await.json();
    assert_eq!(page["items"][0]["languages"], json!(["sw"]));
    assert_eq!(it.campus.app.db.read(miscounts).await.expect("counted"), []);
}

#[actix_web::test]
async fn terms_are_accepted_once_and_a_licence_chosen_anew_is_noted() {
    let it = Bureau::open().await;
    let ben = it.campus.person("ben").await;
    let path = format!("{API}/me/contributor");
    ben.get(&path).await.assert_problem(403, "contribution-terms-not-accepted");
    let terms = |licence: &str, named: bool| json!({ "licence": licence, "named": named, "digest": true });
    let before = it.campus.audited("contribution-terms-accepted").await;
    for (licence, named, audited) in [("CC-BY-4.0", true, 1), ("CC-BY-4.0", false, 1), ("CC0-1.0", false, 2)] {
        it.campus.clock.advance(std::time::Duration::from_secs(1));
        let seen = ben.put(&path, terms(licence, named)).await.assert_status(200).json();
        assert_eq!(
            (&seen["licence"], &seen["named"], &seen["outdated"]),
            (&json!(licence), &json!(named), &json!(false))
        );
        assert_eq!(it.campus.audited("contribution-terms-accepted").await - before, audited);
    }
    ben.put(&path, terms("MIT", true)).await.assert_status(422);
    assert_eq!(ben.get(&path).await.json()["licence"], Value::from("CC0-1.0"));
}
