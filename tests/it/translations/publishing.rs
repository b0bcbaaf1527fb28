//! Publishing: what is needed, what the gate refuses, what is served.

use serde_json::json;

use super::bureau::{API, Bureau, id};

#[actix_web::test]
async fn what_would_fail_before_a_readers_eyes_is_refused_by_name() {
    let it = Bureau::open().await;
    it.asks_little().await;
    it.has_the_common_words().await;
    it.approved("course-unknown", "course-unknown = Hakuna\n    .detail = Hakuna “{ $course }”.").await;
    let good = it.publishes().await.assert_status(201).json();
    // Each is right by itself; together they never end.
    it.approved("-college", "-college = Chuo cha { -convention }").await;
    it.approved("-convention", "-convention = CITES ya { -college }").await;
    let refused = it.publishes().await;
    refused.assert_problem(422, "publication-refused");
    let problem = refused.json();
    let places: Vec<&str> =
        problem["errors"].as_array().expect("places").iter().filter_map(|error| error["pointer"].as_str()).collect();
    assert!(places.iter().any(|place| place.starts_with("common.ftl#-co")), "{problem:#}");
    let published = it.campus.guest().get(&format!("{API}/locales/sw/publications")).await.json();
    assert_eq!(published["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(published["items"][0]["id"], good["id"]);
}

#[actix_web::test]
async fn the_same_again_is_no_new_generation_and_an_unknown_one_is_not_rolled_back_to() {
    let it = Bureau::open().await;
    it.asks_little().await;
    it.has_the_common_words().await;
    it.approved("course-unknown", "course-unknown = Hakuna\n    .detail = Hakuna “{ $course }”.").await;
    let first = it.publishes().await.assert_status(201).json();
    let again = it.publishes().await.assert_status(201).json();
    assert_eq!((&again["id"], &again["generation"]), (&first["id"], &json!(1)));
    let path = |tag: &str, id: &str| format!("{API}/locales/{tag}/publications/{id}/rollback");
    let unknown = it.lead.id.to_string();
    it.lead.post(&path("sw", &unknown), json!({})).await.assert_problem(404, "publication-unknown");
    it.admin.post(&path("fr", id(&first)), json!({})).await.assert_problem(404, "publication-unknown");
    it.translator.post(&path("sw", id(&first)), json!({})).await.assert_problem(403, "forbidden");
    it.amends(json!({ "state": "beta" })).await.assert_status(200);
    it.amends(json!({ "state": "paused" })).await.assert_status(200);
    it.publishes().await.assert_problem(409, "locale-closed");
    it.lead.post(&path("sw", id(&first)), json!({})).await.assert_problem(409, "locale-closed");
}

#[actix_web::test]
async fn a_language_of_which_nothing_is_published_is_not_served() {
    let it = Bureau::open().await;
    it.amends(json!({ "state": "beta" })).await.assert_problem(409, "locale-nothing-published");
    it.asks_little().await;
    it.has_the_common_words().await;
    it.approved("course-unknown", "course-unknown = Hakuna\n    .detail = Hakuna “{ $course }”.").await;
    it.amends(json!({ "state": "beta" })).await.assert_problem(409, "locale-nothing-published");
    it.publishes().await.assert_status(201);
    it.amends(json!({ "state": "beta" })).await.assert_status(200);
    it.amends(json!({ "state": "live" })).await.assert_status(200);
}
