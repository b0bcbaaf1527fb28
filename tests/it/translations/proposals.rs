//! Which languages may be wished for, and what is known of them.

use serde_json::{Value, json};

use super::bureau::{API, Bureau, accepts, contributes, proposes};
use crate::support::Campus;

#[actix_web::test]
async fn facts_are_what_cldr_knows_and_it_is_said_where_it_knows_nothing() {
    let campus = Campus::open().await;
    for (tag, canonical, direction, forms) in [
        ("sw", "sw", "ltr", "one other"),
        ("mg", "mg", "ltr", "one other"),
        ("ln", "ln", "ltr", "one other"),
        ("sr-Latn", "sr-Latn", "ltr", "one few other"),
        ("ar", "ar", "rtl", "zero one two few many other"),
        ("iw", "he", "rtl", "one two other"),
        ("qqq", "qqq", "ltr", "none"),
    ] {
        let facts = campus.guest().get(&format!("{API}/language-facts/{tag}")).await.assert_status(200).json();
        let listed = facts["cardinal"].as_array().map(|forms| {
            let names: Vec<&str> = forms.iter().filter_map(|form| form["category"].as_str()).collect();
            names.join(" ")
        });
        let listed = listed.unwrap_or_else(|| "none".to_owned());
        assert_eq!(
            (facts["tag"].as_str(), facts["direction"].as_str(), listed.as_str()),
            (Some(canonical), Some(direction), forms),
            "{facts:#}"
        );
        for member in ["autonym", "name_en", "name_fr", "name_es", "number", "date"] {
            assert!(facts[member].as_str().is_some_and(|text| !text.is_empty()), "{tag}: {member}");
        }
    }
    let guest = campus.guest();
    let date = async |tag: &str| guest.get(&format!("{API}/language-facts/{tag}")).await.json()["date"].clone();
    assert_eq!(date("sw").await, "2 Machi 2027");
    // Gregorian, whatever the calendar of the country.
    assert!(date("fa").await.as_str().is_some_and(|date| date.contains("2027") || date.contains("۲۰۲۷")));
    guest.get(&format!("{API}/language-facts/x-klingon")).await.assert_problem(404, "not-found");
}

#[actix_web::test]
async fn tags_are_made_canonical_and_nonsense_is_refused() {
    let it = Bureau::open().await;
    for (given, canonical) in [("iw", "he"), ("zh-hk", "zh-HK"), ("zh-hant", "zh-Hant"), ("sh", "sr-Latn")] {
        let answer = proposes(&it.translator, given).await;
        assert_eq!(answer.assert_status(201).json()["tag"], canonical);
    }
    proposes(&it.translator, "he").await.assert_problem(409, "locale-exists");
    for tag in ["x-klingon", "", "und", "no language", "*", "en_US", &"a".repeat(70)] {
        proposes(&it.translator, tag).await.assert_field("/tag", "language-unknown");
    }
    for shipped in ["en", "fr", "es"] {
        proposes(&it.translator, shipped).await.assert_problem(409, "locale-exists");
    }
    let wrong = json!({ "tag": "rw", "motive": "", "bridge": ["fr", "x"] });
    let answer = it.translator.post(&format!("{API}/locale-proposals"), wrong).await;
    answer.assert_problem(422, "body-invalid");
    answer.assert_field("/bridge/1", "language-unknown");
    // Nobody can read Kinyarwanda, Klingon or the language itself in its place.
    for bridge in ["rw", "tlh", "sw"] {
        let unread = json!({ "tag": "rw", "motive": "Many would read it", "bridge": ["fr", bridge] });
        let answer = it.translator.post(&format!("{API}/locale-proposals"), unread).await;
        answer.assert_field("/bridge/1", "bridge-not-served");
    }
    let twice = json!({ "tag": "rw", "motive": "", "bridge": ["es", "fr", "FR"] });
    it.translator.post(&format!("{API}/locale-proposals"), twice).await.assert_field("/bridge/2", "field-duplicate");
}

#[actix_web::test]
async fn a_refused_language_says_why_and_may_be_accepted_later() {
    let it = Bureau::open().await;
    proposes(&it.translator, "ln").await.assert_status(201);
    let decision = format!("{API}/locale-proposals/ln/decision");
    it.lead.post(&decision, json!({ "accepted": false })).await.assert_problem(403, "forbidden");
    let refusal = json!({ "accepted": false, "reason": "Nobody could review it." });
    let refused = it.admin.post(&decision, refusal).await.assert_status(200).json();
    assert_eq!((&refused["state"], &refused["reason"]), (&json!("refused"), &json!("Nobody could review it.")));
    let listed = it.campus.guest().get(&format!("{API}/locales?limit=100")).await.json();
    let tags: Vec<&Value> = listed["items"].as_array().expect("languages").iter().map(|it| &it["tag"]).collect();
    assert_eq!(tags, ["en", "es", "fr", "sw"]);
    accepts(&it.admin, "ln").await.assert_status(200);
    it.admin
        .post(&format!("{API}/locale-proposals/tlh/decision"), json!({ "accepted": true }))
        .await
        .assert_problem(404, "locale-unknown");
}

#[actix_web::test]
async fn a_leads_rights_end_at_her_language() {
    let it = Bureau::open().await;
    proposes(&it.translator, "ln").await.assert_status(201);
    accepts(&it.admin, "ln").await.assert_status(200);
    for tag in ["ln", "fr"] {
        let path = format!("{API}/locales/{tag}");
        let change = json!({ "least_interface": 10 });
        it.lead.with_header("if-match", "*").patch(&path, change).await.assert_problem(403, "forbidden");
        it.lead.post(&format!("{path}/publications"), json!({})).await.assert_problem(403, "forbidden");
        let role = json!({
            "person": it.translator.id, "role": "translator", "scope": { "kind": "locale", "key": tag }
        });
        it.lead.post(&format!("{API}/role-grants"), role).await.assert_status(403);
    }
    let role = json!({ "person": it.lead.id, "role": "translations-administrator", "scope": { "kind": "site" } });
    it.lead.post(&format!("{API}/role-grants"), role).await.assert_status(403);
    let path = format!("{API}/locales/sw");
    it.lead.patch(&path, json!({ "least_interface": 10 })).await.assert_problem(428, "precondition-required");
    it.amends(json!({ "least_interface": 101 })).await.assert_field("/least_interface", "share-out-of-range");
    it.amends(json!({ "may_approve_own": true })).await.assert_problem(409, "locale-several-reviewers");
    // The working languages ship; nobody takes them away.
    let fr = format!("{API}/locales/fr");
    it.admin
        .with_header("if-match", "*")
        .patch(&fr, json!({ "state": "paused" }))
        .await
        .assert_problem(409, "locale-step-unknown");
}

#[actix_web::test]
async fn what_nobody_writes_is_no_language_to_translate_into() {
    let it = Bureau::open().await;
    for tag in [
        "zxx",
        "mul",
        "mis",
        "qaa",
        "qtz",
        "qps-Ploc",
        "en-XB",
        "sw-ZZ",
        "sw-Qaaa",
        "ru-Zxxx",
        "de-1996",
        "de-1996-1901",
        "en-US-posix",
        "sw-u-nu-arab",
        "sw-x-coast",
    ] {
        let answer = proposes(&it.translator, tag).await;
        assert_eq!(answer.status, 422, "{tag}: {}", answer.json());
        answer.assert_field("/tag", "language-not-proposable");
    }
    for tag in ["ca-valencia", "es-419", "sq-XK", "qu"] {
        proposes(&it.translator, tag).await.assert_status(201);
    }
}

#[actix_web::test]
async fn it_is_said_which_languages_are_nearly_the_same() {
    let it = Bureau::open().await;
    for (tag, akin) in [
        ("sw-KE", json!(["sw"])),
        ("zh-Hant", json!([])),
        ("zh-HK", json!(["zh-Hant"])),
        ("no", json!([])),
        ("nn", json!([])),
    ] {
        let facts = it.campus.guest().get(&format!("{API}/language-facts/{tag}")).await.assert_status(200).json();
        assert_eq!(facts["akin"], akin, "{tag}");
        let proposed = proposes(&it.translator, tag).await.assert_status(201).json();
        assert_eq!(proposed["akin"], akin, "{tag}");
    }
}

#[actix_web::test]
async fn a_language_that_is_there_is_not_proposed_in_another_spelling() {
    let it = Bureau::open().await;
    contributes(&it.admin).await;
    for tag in ["zh-Hant", "no", "sr-Latn", "pt"] {
        proposes(&it.admin, tag).await.assert_status(201);
    }
    for (spelt, there) in [
        ("sw-TZ", "sw"),
        ("swh", "sw"),
        ("SW", "sw"),
        ("zh-TW", "zh-Hant"),
        ("nb", "no"),
        ("sh", "sr-Latn"),
        ("pt-BR", "pt"),
        ("fr-FR", "fr"),
        ("es-ES", "es"),
    ] {
        let refused = proposes(&it.translator, spelt).await;
        let problem = refused.assert_problem(409, "locale-exists").json();
        assert!(
            problem["detail"].as_str().is_some_and(|detail| detail.contains(&format!("” ({there}) is there"))),
            "{spelt}: {problem}"
        );
    }
    for other in ["sw-KE", "pt-PT", "fr-CA"] {
        proposes(&it.translator, other).await.assert_status(201);
    }
}

#[actix_web::test]
async fn one_person_proposes_some_languages_in_a_day() {
    let it = Bureau::open().await;
    let ben = it.contributor("ben").await;
    for tag in ["rw", "ln", "mg", "wo"] {
        proposes(&ben, tag).await.assert_status(201);
    }
    proposes(&ben, "wo").await.assert_problem(409, "locale-exists");
    proposes(&ben, "ha").await.assert_status(201);
    let refused = proposes(&ben, "yo").await;
    refused.assert_problem(429, "rate-limited");
    assert_eq!(refused.header("retry-after"), Some("86400"));
    proposes(&it.translator, "yo").await.assert_status(201);
    it.campus.clock.advance(crate::support::days(1));
    proposes(&it.campus.back(&ben).await, "ig").await.assert_status(201);
}
