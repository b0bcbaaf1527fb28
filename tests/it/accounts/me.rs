use serde_json::json;

use crate::support::{Campus, PASSWORD};

#[actix_web::test]
async fn only_who_is_signed_in_has_a_self() {
    let campus = Campus::open().await;
    campus.guest().get("/api/v1/me").await.assert_problem(401, "sign-in-required");
    assert_eq!(campus.guest().get("/api/v1/me").await.header("www-authenticate"), Some("Bearer"));
}

#[actix_web::test]
async fn one_changes_ones_own_profile_knowing_what_it_was() {
    let campus = Campus::open().await;
    let ana = campus.person("ana").from("MG").await;
    let before = ana.get("/api/v1/me").await;
    let version = before.header("etag").unwrap().to_owned();
    let change = json!({ "name": "Ana R.", "locale": "es", "country": null });
    ana.patch("/api/v1/me", change.clone()).await.assert_problem(428, "precondition-required");
    let stale = ana.with_header("if-match", "\"v0\"");
    stale.patch("/api/v1/me", change.clone()).await.assert_problem(412, "precondition-failed");
    let current = ana.with_header("if-match", &version);
    let after = current.patch("/api/v1/me", change.clone()).await;
    let view = after.assert_status(200).json();
    assert_eq!((&view["name"], &view["locale"], &view["country"]), (&json!("Ana R."), &json!("es"), &json!(null)));
    assert_ne!(after.header("etag"), Some(version.as_str()));
    current.patch("/api/v1/me", change).await.assert_problem(412, "precondition-failed");
    let refusal = ana.patch("/api/v1/me", json!({})).await;
    assert_eq!(refusal.header("content-language"), Some("es"), "the new language is used at once");
}

#[actix_web::test]
async fn a_profile_takes_nothing_but_name_language_and_country() {
    let campus = Campus::open().await;
    let ana = campus.person("ana").await;
    let ana = ana.with_header("if-match", "*");
    for (change, pointer, code) in [
        (json!({ "email": "new@example.org" }), "/email", "field-unknown"),
        (json!({ "verified": true }), "/verified", "field-unknown"),
        (json!({ "name": "" }), "/name", "field-empty"),
        (json!({ "name": 7 }), "/name", "field-wrong-type"),
        (json!({ "locale": "klingon!" }), "/locale", "language-unknown"),
        (json!({ "country": "Madagascar" }), "/country", "country-invalid"),
    ] {
        ana.patch("/api/v1/me", change).await.assert_field(pointer, code);
    }
    assert_eq!(ana.get("/api/v1/me").await.json()["name"], "ana");
}

#[actix_web::test]
async fn a_password_is_changed_with_the_old_one_and_all_older_tokens_end() {
    let campus = Campus::open().await;
    let ana = campus.person("ana").await;
    let change = |current: &str, new: &str| json!({ "current_password": current, "new_password": new });
    let put = |body| ana.put("/api/v1/me/password", body);
    put(change("wrong", "eight wild elephants")).await.assert_problem(403, "password-wrong");
    put(change(PASSWORD, "short")).await.assert_field("/new_password", "password-too-short");
    put(change(PASSWORD, "ana@example.org")).await.assert_field("/new_password", "password-too-common");
    let session = put(change(PASSWORD, "eight wild elephants")).await.assert_status(201).json();

    ana.get("/api/v1/me").await.assert_problem(401, "token-invalid");
    let refresh = json!({ "refresh_token": ana.refresh_token });
    campus.guest().post("/api/v1/sessions/refresh", refresh).await.assert_problem(401, "refresh-invalid");
    let renewed = campus.guest().with_token(session["access_token"].as_str().unwrap());
    renewed.get("/api/v1/me").await.assert_status(200);
    campus.sign_in(&ana.email).await.assert_problem(401, "sign-in-failed");
}
