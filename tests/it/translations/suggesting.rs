//! Suggesting a text: who may, what is checked, what is kept.

use serde_json::json;
use virtual_college::accounts::{Role, Scope};
use virtual_college::i18n::Locale;

use super::bureau::{API, Bureau, approval, at_version, id, reviews, suggests};

#[actix_web::test]
async fn the_terms_come_first_and_the_source_that_was_read_counts() {
    let it = Bureau::open().await;
    let unit = it.message("draft-unknown").await;
    let (ben, body) = (it.campus.person("ben").await, "draft-unknown = Hamna\n    .detail = Hamna.");
    suggests(&ben, &unit, body).await.assert_problem(403, "contribution-terms-not-accepted");
    it.campus.guest().post(&format!("{API}/units/{}/translations", id(&unit)), json!({})).await.assert_status(401);
    let stale = json!({ "locale": "sw", "body": body, "revision": 2 });
    let path = format!("{API}/units/{}/translations", id(&unit));
    it.translator.post(&path, stale).await.assert_problem(409, "source-moved");
    suggests(&it.translator, &unit, body).await.assert_status(201);
    suggests(&it.lead, &unit, body).await.assert_problem(409, "translation-exists");
    let unknown = json!({ "locale": "xh", "body": body, "revision": 1 });
    it.translator.post(&path, unknown).await.assert_problem(404, "locale-unknown");
    let nowhere = format!("{API}/units/{}/translations", it.lead.id);
    it.translator
        .post(&nowhere, json!({ "locale": "sw", "body": body, "revision": 1 }))
        .await
        .assert_problem(404, "unit-unknown");
}

#[actix_web::test]
async fn a_text_that_a_check_blocks_is_kept_and_cannot_be_approved() {
    let it = Bureau::open().await;
    let suggestion = it.suggested("course-unknown", "course-unknown = Hamna\n    .detail = Kozi “{ $kozi }”.").await;
    let rules: Vec<(&str, bool)> = suggestion["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .map(|finding| (finding["rule"].as_str().expect("a rule"), finding["blocks"] == true))
        .collect();
    assert!(rules.contains(&("var.extra", true)), "{rules:?}");
    let refused = reviews(&it.reviewer, &suggestion, approval()).await;
    refused.assert_problem(409, "translation-checks-block");
    assert_eq!(it.share("interface/courses").await["failing"], 1);
    // A reviewer may mend it, where nobody else reviews; here she asks for changes.
    let request = json!({ "verdict": "request-changes", "reason": "markup", "revision": 1 });
    reviews(&it.reviewer, &suggestion, request).await.assert_status(200);
    let listed = it.translator.get(&format!("{API}/locales/sw/work?state=failing")).await.json();
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(1));
}

#[actix_web::test]
async fn a_warning_is_set_aside_with_a_reason() {
    let it = Bureau::open().await;
    let unit = it.message("course-unknown").await;
    let body = "course-unknown = Hakuna kozi hiyo.\n    .detail = Hakuna kozi iitwayo “{ $course }”.";
    let dry = json!({ "unit": id(&unit), "locale": "sw", "body": body });
    let checked = it.translator.post(&format!("{API}/checks"), dry).await.assert_status(200).json();
    assert_eq!(checked["passes"], true);
    assert_eq!(checked["findings"][0]["rule"], "warn.end-punctuation");
    let with = |reason: &str| {
        json!({
            "locale": "sw", "body": body, "revision": 1,
            "dismissals": [{ "rule": "warn.end-punctuation", "reason": reason }],
        })
    };
    let path = format!("{API}/units/{}/translations", id(&unit));
    it.translator.post(&path, with(" ")).await.assert_field("/dismissals/0/reason", "field-empty");
    let kept = it.translator.post(&path, with("It is a sentence.")).await.assert_status(201).json();
    assert_eq!(kept["dismissals"], json!([{ "rule": "warn.end-punctuation", "reason": "It is a sentence." }]));
    let approved = reviews(&it.reviewer, &kept, approval()).await.assert_status(200).json();
    assert_eq!(approved["dismissals"], kept["dismissals"]);
}

#[actix_web::test]
async fn whoever_is_new_is_marked_as_such_for_her_first_twenty() {
    let it = Bureau::open().await;
    let ben = it.contributor("ben").await;
    let path = format!("{API}/locales/sw/work?catalogue=interface/demo&limit=21");
    let units = it.translator.get(&path).await.json()["items"].as_array().expect("units").clone();
    let others = it.translator.get(&format!("{API}/locales/sw/work?catalogue=interface/courses")).await.json();
    let units: Vec<_> = units.into_iter().chain(others["items"].as_array().expect("units").clone()).take(21).collect();
    let mut new = Vec::new();
    for unit in &units {
        let body = unit["source"].as_str().expect("a source");
        new.push(suggests(&ben, unit, body).await.assert_status(201).json()["newcomer"] == true);
    }
    assert_eq!(new.iter().filter(|is_new| **is_new).count(), 20);
    assert_eq!(new.last(), Some(&false));
}

#[actix_web::test]
async fn a_suggestion_is_its_authors_alone() {
    let it = Bureau::open().await;
    let suggestion = it.suggested("draft-unknown", "draft-unknown = Hamna\n    .detail = Hamna rasimu.").await;
    let path = format!("{API}/translations/{}", id(&suggestion));
    let rewording = json!({ "body": "draft-unknown = Hakuna\n    .detail = Hakuna rasimu.", "revision": 1 });
    let others = at_version(&it.lead, &suggestion);
    others.patch(&path, rewording.clone()).await.assert_problem(403, "translation-not-yours");
    others.post(&format!("{path}/withdrawal"), json!({})).await.assert_problem(403, "translation-not-yours");
    it.translator.patch(&path, rewording.clone()).await.assert_problem(428, "precondition-required");
    let own = at_version(&it.translator, &suggestion);
    own.post(&format!("{path}/withdrawal"), json!({})).await.assert_status(200);
    own.patch(&path, rewording).await.assert_problem(409, "translation-settled");
    // Her text is there still.
    let texts = it.history("draft-unknown").await["translations"].clone();
    assert_eq!((&texts[0]["state"], &texts[0]["body"]), (&json!("withdrawn"), &suggestion["body"]));
}

#[actix_web::test]
async fn votes_are_counted_once_and_not_for_oneself() {
    let it = Bureau::open().await;
    let suggestion = it.suggested("draft-unknown", "draft-unknown = Hamna\n    .detail = Hamna rasimu.").await;
    let path = format!("{API}/translations/{}/vote", id(&suggestion));
    it.translator.put(&path, json!({})).await.assert_problem(403, "translation-own-work");
    let voted = it.lead.put(&path, json!({})).await.assert_status(200).json();
    assert_eq!(voted["votes"], 1);
    assert_eq!(it.lead.put(&path, json!({})).await.assert_status(200).json()["votes"], 1);
    let ben = it.campus.person("ben").await;
    ben.put(&path, json!({})).await.assert_problem(403, "contribution-terms-not-accepted");
    assert_eq!(it.lead.delete(&path).await.assert_status(200).json()["votes"], 0);
    assert_eq!(it.lead.delete(&path).await.assert_status(200).json()["votes"], 0);
    reviews(&it.reviewer, &suggestion, approval()).await.assert_status(200);
    it.lead.put(&path, json!({})).await.assert_problem(409, "translation-settled");
}

#[actix_web::test]
async fn whoever_translates_one_language_or_course_is_new_elsewhere() {
    let it = Bureau::open().await;
    let unit = it.message_in("fr", "draft-unknown").await;
    let body = "draft-unknown = Ébauche inconnue\n    .detail = Ce cours n’a pas d’ébauche de ce nom.";
    let french = json!({ "locale": "fr", "body": body, "revision": 1 });
    let path = format!("{API}/units/{}/translations", id(&unit));
    let kept = it.translator.post(&path, french).await.assert_status(201).json();
    assert_eq!(kept["newcomer"], true);
    reviews(&it.reviewer, &kept, approval()).await.assert_problem(403, "forbidden");
    let swahili = "sw".parse::<Locale>().expect("a language");
    let of_course = Scope::course_locale(&swahili, "introduction-to-cites");
    let cora = it.campus.person("cora").holding(Role::TranslationReviewer, of_course).await;
    super::bureau::contributes(&cora).await;
    let waiting = it.suggested(SEEN_KEY, SEEN_TEXT).await;
    reviews(&cora, &waiting, approval()).await.assert_problem(403, "forbidden");
    let unit = it.message("course-unknown").await;
    let own = suggests(&cora, &unit, "course-unknown = Hamna\n    .detail = Hamna “{ $course }”.").await;
    assert_eq!(own.assert_status(201).json()["newcomer"], true);
}

const SEEN_KEY: &str = "language";
const SEEN_TEXT: &str = "language = Lugha";
