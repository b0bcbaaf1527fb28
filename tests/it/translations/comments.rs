//! Talking about a text.

use serde_json::{Value, json};

use super::bureau::{API, Bureau, id, proposes};
use crate::support::Client;

const KEY: &str = "draft-unknown";

async fn says(person: &Client, unit: &Value, comment: Value) -> crate::support::Answer {
    person.post(&format!("{API}/units/{}/comments", id(unit)), comment).await
}

async fn heard(person: &Client, unit: &Value, query: &str) -> Vec<String> {
    let page = person.get(&format!("{API}/units/{}/comments?{query}", id(unit))).await.assert_status(200).json();
    let comments = page["items"].as_array().expect("comments");
    comments.iter().map(|it| it["body"].as_str().expect("a text").to_owned()).collect()
}

#[actix_web::test]
async fn whoever_contributes_talks_about_a_text_in_her_language_or_to_all() {
    let it = Bureau::open().await;
    let unit = it.message(KEY).await;
    let ben = it.campus.person("ben").await;
    let question = json!({ "locale": "sw", "body": "Which draft?" });
    says(&ben, &unit, question.clone()).await.assert_problem(403, "contribution-terms-not-accepted");
    let asked = says(&it.translator, &unit, question.clone()).await.assert_status(201).json();
    assert_eq!((&asked["author"]["name"], &asked["locale"]), (&json!("tia"), &json!("sw")));
    says(&it.lead, &unit, json!({ "locale": "sw", "to_all": true, "body": "Of a course." })).await.assert_status(201);
    says(&it.lead, &unit, json!({ "locale": "fr", "body": "Ébauche" })).await.assert_status(201);
    assert_eq!(heard(&ben, &unit, "locale=sw").await, ["Which draft?", "Of a course."]);
    assert_eq!(heard(&ben, &unit, "locale=fr").await, ["Of a course.", "Ébauche"]);
    let page = ben.get(&format!("{API}/units/{}/comments?locale=sw&limit=1", id(&unit))).await.json();
    let next = page["next"].as_str().expect("a next page");
    assert_eq!(heard(&ben, &unit, &format!("locale=sw&limit=1&cursor={next}")).await, ["Of a course."]);

    says(&it.lead, &unit, json!({ "locale": "sw", "body": " " })).await.assert_field("/body", "field-empty");
    let long = json!({ "locale": "sw", "body": "x".repeat(1_001) });
    says(&it.lead, &unit, long).await.assert_field("/body", "field-too-long");
    says(&it.lead, &unit, json!({ "locale": "x", "body": "x" })).await.assert_field("/locale", "language-unknown");
    says(&it.lead, &unit, json!({ "locale": "xh", "body": "x" })).await.assert_problem(404, "locale-unknown");
    proposes(&it.translator, "ln").await.assert_status(201);
    says(&it.lead, &unit, json!({ "locale": "ln", "body": "x" })).await.assert_problem(409, "locale-closed");
    let nowhere = json!({ "id": it.lead.id });
    says(&it.lead, &nowhere, question).await.assert_problem(404, "unit-unknown");
    it.campus.guest().get(&format!("{API}/units/{}/comments?locale=sw", id(&unit))).await.assert_status(401);
}

#[actix_web::test]
async fn a_comment_is_removed_by_its_author_and_by_the_lead() {
    let it = Bureau::open().await;
    let unit = it.message(KEY).await;
    let say = async |person: &Client, to_all: bool| {
        let comment = json!({ "locale": "sw", "to_all": to_all, "body": "Hm." });
        says(person, &unit, comment).await.assert_status(201).json()
    };
    let path = |comment: &Value| format!("{API}/comments/{}", id(comment));
    let (tias, own) = (say(&it.translator, false).await, say(&it.translator, false).await);
    it.reviewer.delete(&path(&tias)).await.assert_problem(403, "forbidden");
    it.translator.delete(&path(&own)).await.assert_status(204);
    it.translator.delete(&path(&own)).await.assert_problem(404, "comment-unknown");
    assert_eq!(it.campus.audited("translation-comment-removed").await, 0);
    it.lead.delete(&path(&tias)).await.assert_status(204);
    assert_eq!(it.campus.audited("translation-comment-removed").await, 1);
    // What is said to all languages is no one lead's.
    let to_all = say(&it.translator, true).await;
    it.lead.delete(&path(&to_all)).await.assert_problem(403, "forbidden");
    it.admin.delete(&path(&to_all)).await.assert_status(204);
    assert_eq!(heard(&it.translator, &unit, "locale=sw").await, Vec::<String>::new());
}
