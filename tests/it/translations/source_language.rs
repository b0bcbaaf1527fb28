//! The language of the original: there is nothing to translate into it.

use actix_web::http::Method;
use diesel::prelude::*;
use serde_json::json;
use virtual_college::db::schema::translations;

use super::bureau::{API, Bureau, approval, contributes, id, reviews};

#[actix_web::test]
async fn nothing_is_translated_into_the_language_of_the_original_and_it_is_said_what_to_do() {
    let it = Bureau::open().await;
    it.campus.course("fish").for_translators().await;
    contributes(&it.admin).await;
    let suggestion = json!({ "locale": "en", "body": "language = Tongue", "revision": 1 });
    let message = it.message("language").await;
    let path = format!("{API}/units/{}/translations", id(&message));
    let refused = it.admin.post(&path, suggestion).await;
    refused.assert_problem(409, "source-language");
    assert!(refused.json()["detail"].as_str().is_some_and(|detail| detail.contains("release")), "{}", refused.json());

    let course = it.admin.get(&format!("{API}/locales/sw/work?catalogue=course/fish")).await.json();
    let suggestion = json!({ "locale": "en", "body": "Fishes", "revision": 1 });
    let refused = it.admin.post(&format!("{API}/units/{}/translations", id(&course["items"][0])), suggestion).await;
    refused.assert_problem(409, "source-language");
    assert!(refused.json()["detail"].as_str().is_some_and(|detail| detail.contains("version of the course")));

    for path in ["publications", "courses/fish/publications"] {
        let refused = it.admin.post(&format!("{API}/locales/en/{path}"), json!({})).await;
        refused.assert_problem(409, "source-language");
    }
    let file = ("application/octet-stream", b"language = Tongue\n".to_vec());
    let path = format!("{API}/locales/en/imports/interface/common?format=ftl");
    it.admin.send(Method::POST, &path, Some(file)).await.assert_problem(409, "source-language");
    let work = it.admin.get(&format!("{API}/locales/en/work")).await.assert_status(200).json();
    assert_eq!(work["items"], json!([]));
}

#[actix_web::test]
async fn what_was_suggested_for_it_before_cannot_be_approved() {
    let it = Bureau::open().await;
    let suggestion = it.suggested("language", "language = Lugha").await;
    let moved = it.campus.app.db.write(|tx| {
        let waiting = translations::table.filter(translations::state.eq("suggested"));
        Ok(diesel::update(waiting).set(translations::locale.eq("en")).execute(tx.conn())?)
    });
    moved.await.expect("moved");
    reviews(&it.admin, &suggestion, approval()).await.assert_problem(409, "source-language");
}
