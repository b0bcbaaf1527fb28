use actix_web::http::Method;
use serde_json::json;

use crate::support::{Answer, Campus, PASSWORD};

async fn registered(campus: &Campus, locale: &str) -> String {
    let body = json!({ "email": "ana@example.org", "password": PASSWORD, "name": "Ana", "locale": locale });
    campus.guest().post("/api/v1/accounts", body).await.assert_status(201);
    format!("/confirm/{}", campus.mailed_token("ana@example.org").await)
}

async fn submit(campus: &Campus, path: &str, form: &str) -> Answer {
    let body = Some(("application/x-www-form-urlencoded", form.as_bytes().to_vec()));
    campus.guest().send(Method::POST, path, body).await
}

#[actix_web::test]
async fn looking_at_a_link_uses_nothing_and_pressing_the_button_confirms() {
    let campus = Campus::open().await;
    let path = registered(&campus, "fr").await;
    for _ in 0..3 {
        let page = campus.guest().get(&path).await;
        page.assert_status(200);
        assert!(page.text().contains(r#"<html lang="fr" dir="ltr">"#), "{}", page.text());
        assert!(page.text().contains("Confirmer mon adresse"));
    }
    let session = campus.sign_in("ana@example.org").await.json();
    let ana = campus.guest().with_token(session["access_token"].as_str().unwrap());
    assert_eq!(ana.get("/api/v1/me").await.json()["verified"], false);
    for form in ["", "password=not+this+one+at+all"] {
        let page = submit(&campus, &path, form).await;
        page.assert_status(422);
        assert!(page.text().contains("mot de passe que vous avez indiqué n’est pas le bon"), "{}", page.text());
    }
    let form = url::form_urlencoded::Serializer::new(String::new()).append_pair("password", PASSWORD).finish();
    submit(&campus, &path, &form).await.assert_status(200);
    ana.get("/api/v1/me").await.assert_problem(401, "token-invalid");
    let session = campus.sign_in("ana@example.org").await.json();
    let ana = campus.guest().with_token(session["access_token"].as_str().unwrap());
    assert_eq!(ana.get("/api/v1/me").await.json()["verified"], true);
}

#[actix_web::test]
async fn the_page_loads_nothing_and_is_not_indexed() {
    let campus = Campus::open().await;
    let path = registered(&campus, "en").await;
    let page = campus.guest().get(&path).await;
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-") && policy.contains("form-action 'self'"));
    assert!(page.header("x-robots-tag").unwrap().contains("noindex"));
    assert_eq!(page.header("cache-control"), Some("no-store"));
    assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
    assert!(!page.text().contains("<script") && !page.text().contains("http"));
}

#[actix_web::test]
async fn a_new_password_is_chosen_on_the_page() {
    let campus = Campus::open().await;
    campus.person("ana").speaks("es").await;
    campus.guest().post("/api/v1/password-resets", json!({ "email": "ana@example.org" })).await.assert_status(202);
    let path = format!("/confirm/{}", campus.mailed_token("ana@example.org").await);
    assert!(campus.guest().get(&path).await.text().contains(r#"type="password""#));
    for form in ["password=short", "", "password=password1234", "password=%FF%FE"] {
        let page = submit(&campus, &path, form).await;
        page.assert_status(422);
        assert!(page.text().contains(r#"role="alert""#) && page.text().contains("contraseña"), "{}", page.text());
    }
    submit(&campus, &path, "password=eight+wild+elephants").await.assert_status(200);
    submit(&campus, &path, "password=nine+wild+elephants").await.assert_status(404);
    campus.guest().get(&path).await.assert_status(404);
    let session = json!({ "email": "ana@example.org", "password": "eight wild elephants" });
    campus.guest().post("/api/v1/sessions", session).await.assert_status(201);
}

#[actix_web::test]
async fn a_link_that_does_not_hold_is_said_to_and_shows_nothing_of_what_was_sent() {
    let campus = Campus::open().await;
    for token in ["x", "%3Cscript%3Ealert(1)%3C%2Fscript%3E", "..%2F..%2Fme", "%00"] {
        let path = format!("/confirm/{token}");
        for page in [campus.guest().speaking("fr").get(&path).await, submit(&campus, &path, "password=x").await] {
            page.assert_status(404);
            assert!(!page.text().contains("alert(1)"));
        }
    }
    let page = campus.guest().speaking("fr").get("/confirm/x").await;
    assert!(page.text().contains("Ce lien ne fonctionne plus"), "{}", page.text());
}
