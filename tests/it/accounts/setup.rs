use std::time::Duration;

use serde_json::{Value, json};
use virtual_college::accounts;
use virtual_college::config::PasswordCost;

use crate::support::{Campus, PASSWORD};

async fn code(campus: &Campus) -> Option<String> {
    campus.app.db.write(accounts::setup_code).await.unwrap().map(|token| token.reveal().to_owned())
}

fn claim(code: &str) -> Value {
    json!({ "code": code, "account": { "email": "admin@example.org", "password": PASSWORD, "name": "Admin", "locale": "en" } })
}

#[actix_web::test]
async fn whoever_has_the_code_claims_the_college_once() {
    let campus = Campus::open().await;
    let guest = campus.guest();
    let (first, second) = (code(&campus).await.unwrap(), code(&campus).await.unwrap());
    guest.post("/api/v1/setup", claim("guess")).await.assert_problem(403, "setup-code-invalid");
    guest.post("/api/v1/setup", json!({ "code": first })).await.assert_field("/account", "field-missing");
    let mut weak = claim(&first);
    weak["account"]["password"] = json!("short");
    guest.post("/api/v1/setup", weak).await.assert_field("/account/password", "password-too-short");
    guest.post("/api/v1/setup", claim(&first)).await.assert_status(201);
    guest.post("/api/v1/setup", claim(&second)).await.assert_problem(409, "setup-done");
    assert_eq!(code(&campus).await, None);
    let session = campus.sign_in("admin@example.org").await.json();
    let me = guest.with_token(session["access_token"].as_str().unwrap()).get("/api/v1/me").await.json();
    assert_eq!((&me["verified"], &me["roles"][0]["role"]), (&json!(true), &json!("administrator")));
}

#[actix_web::test]
async fn a_signed_in_person_claims_it_for_herself() {
    let campus = Campus::open().await;
    let ana = campus.person("ana").await;
    let code = code(&campus).await.unwrap();
    ana.post("/api/v1/setup", claim(&code)).await.assert_field("/account", "account-not-needed");
    ana.post("/api/v1/setup", json!({ "code": code })).await.assert_status(201);
    ana.get("/api/v1/role-grants").await.assert_status(200);
}

#[actix_web::test]
async fn of_two_who_claim_at_once_one_does() {
    let campus = Campus::open().await;
    let (ana, ben) = (campus.person("ana").await, campus.person("ben").await);
    let code = code(&campus).await.unwrap();
    let body = json!({ "code": code });
    let (first, second) =
        futures_util::future::join(ana.post("/api/v1/setup", body.clone()), ben.post("/api/v1/setup", body)).await;
    let mut statuses = [first.status, second.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409]);
}

#[actix_web::test]
async fn nobody_makes_the_server_hash_without_the_code() {
    // A hash of this cost would take longer than anybody waits.
    let endless = PasswordCost { memory_kib: 8, passes: 10_000_000 };
    let campus = Campus::open_with(|config| config.accounts.password_cost = endless).await;
    let guest = campus.guest();
    let answer = tokio::time::timeout(Duration::from_secs(20), guest.post("/api/v1/setup", claim("guess"))).await;
    let answer = answer.expect("at once");
    answer.assert_problem(403, "setup-code-invalid");
}

#[actix_web::test]
async fn whoever_has_the_code_cannot_try_without_end_either() {
    let campus = Campus::open().await;
    campus.person("admin").await;
    let code = code(&campus).await.unwrap();
    for _ in 0..100 {
        campus.guest().post("/api/v1/setup", claim(&code)).await.assert_problem(409, "email-taken");
    }
    campus.guest().post("/api/v1/setup", claim(&code)).await.assert_problem(429, "rate-limited");
}

#[actix_web::test]
async fn a_code_is_good_for_a_week() {
    let campus = Campus::open().await;
    let code = code(&campus).await.unwrap();
    campus.clock.advance(crate::support::days(8));
    campus.guest().post("/api/v1/setup", claim(&code)).await.assert_problem(403, "setup-code-invalid");
}
