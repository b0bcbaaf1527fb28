//! Withdrawing a certificate for ever.

use serde_json::json;
use virtual_college::courses::model::Issue;

use super::school::*;
use crate::support::Campus;

#[actix_web::test]
async fn a_revoked_certificate_says_so_at_once_and_for_ever() {
    let campus = Campus::open_with(in_public).await;
    let (ana, id) = holder(&campus, "ana").await;
    let sam = campus.person("sam").secretariat().await;
    let acts = sam.with_header("if-match", "*");
    campus.run_jobs().await;
    campus.mailbox().clear();
    let verify = format!("/verify/{id}");
    let machine = campus.guest().with_header("accept", "application/json");
    let (_, elsewhere) = campus.another_instance().await;
    let elsewhere = elsewhere.with_header("accept", "application/json");
    assert_eq!(machine.get(&verify).await.json()["state"], "valid");
    assert_eq!(elsewhere.get(&verify).await.json()["state"], "valid");
    assert!(campus.guest().get(&verify).await.text().contains("<strong>Valid</strong>"));

    let unfounded = json!({ "public_reason": "replaced" });
    let answer = acts.post(&format!("/api/v1/certificates/{id}/revocation"), unfounded).await;
    answer.assert_problem(422, "body-invalid");
    let body = json!({ "public_reason": "misconduct", "private_reason": "Two persons took the assessment." });
    let path = format!("/api/v1/certificates/{id}/revocation");
    let answer = acts.post(&path, body.clone()).await;
    answer.assert_status(201);
    assert_eq!(answer.header("location"), Some(format!("/api/v1/certificates/{id}").as_str()));
    assert_eq!(answer.json()["events"][1]["private_reason"], "Two persons took the assessment.");

    let verified = machine.get(&verify).await.json();
    assert_eq!((&verified["state"], &verified["revocation"]["reason"]), (&json!("revoked"), &json!("misconduct")));
    assert_eq!(verified["name"], "ana");
    assert!(!verified.to_string().contains("Two persons"));
    let page = campus.guest().get(&verify).await;
    assert!(page.text().contains("<strong>Revoked</strong>") && page.text().contains("2 March 2027"));
    assert!(!page.text().contains("Two persons"));
    let mut seen = String::new();
    for _ in 0..40 {
        seen = elsewhere.get(&verify).await.json()["state"].to_string();
        if seen == "\"revoked\"" {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(seen, "\"revoked\"", "another process hears of it");

    acts.post(&path, body).await.assert_problem(409, "certificate-already-revoked");
    ana.get(&format!("/api/v1/certificates/{id}/pdf")).await.assert_problem(409, "certificate-revoked");
    let own = ana.get(&format!("/api/v1/certificates/{id}")).await.json();
    assert_eq!((&own["state"], own.get("pdf")), (&json!("revoked"), None));
    assert!(!own.to_string().contains("Two persons") && !own.to_string().contains(&sam.id.to_string()));
    campus.run_jobs().await;
    let letters = campus.mailbox().all();
    assert_eq!(letters.len(), 1);
    assert!(letters[0].text.contains("VC-2027-00000001") && letters[0].text.contains("Misconduct"));
}

#[actix_web::test]
async fn only_the_secretariat_revokes_and_nobody_her_own() {
    let campus = Campus::open().await;
    let (ana, id) = holder(&campus, "ana").await;
    let sam = campus.person("sam").secretariat().await;
    completes(&campus, &sam, SLUG, "en").await;
    campus.run_jobs().await;
    let path = format!("/api/v1/certificates/{id}/revocation");
    let body = json!({ "public_reason": "other" });
    let fay = campus.person("fay").focal_point("MG").await;
    for nobody in [&ana, &fay] {
        nobody.post(&path, body.clone()).await.assert_problem(403, "forbidden");
        let unknown = format!("/api/v1/certificates/{}/revocation", "0".repeat(32));
        nobody.post(&unknown, body.clone()).await.assert_problem(403, "forbidden");
    }
    campus.guest().post(&path, body.clone()).await.assert_problem(401, "sign-in-required");
    let own = certificate(&sam).await["id"].as_str().expect("an id").to_owned();
    let own = format!("/api/v1/certificates/{own}/revocation");
    sam.post(&own, body.clone()).await.assert_problem(403, "certificate-is-ones-own");
    let unknown = format!("/api/v1/certificates/{}/revocation", "0".repeat(32));
    sam.post(&unknown, body).await.assert_problem(404, "certificate-unknown");
    for (body, pointer) in [
        (json!({ "public_reason": "because" }), "/public_reason"),
        (json!({ "public_reason": "other", "why": "x" }), "/why"),
        (json!({ "public_reason": "other", "private_reason": "" }), "/private_reason"),
        (json!({ "public_reason": "other", "private_reason": 7 }), "/private_reason"),
    ] {
        let answer = sam.post(&path, body).await;
        answer.assert_problem(422, "body-invalid");
        assert_eq!(answer.json()["errors"][0]["pointer"], pointer);
    }
    assert_eq!(certificate(&ana).await["state"], "valid");
}

#[actix_web::test]
async fn a_revoked_certificate_is_not_issued_again() {
    let campus = Campus::open().await;
    let ana = campus.person("ana").await;
    course(&campus, Issue::OnCompletion).await;
    let enrolment = completes(&campus, &ana, SLUG, "en").await;
    campus.run_jobs().await;
    let sam = campus.person("sam").secretariat().await;
    let id = certificate(&ana).await["id"].as_str().expect("an id").to_owned();
    let path = format!("/api/v1/certificates/{id}/revocation");
    let error = json!({ "public_reason": "issued-in-error" });
    sam.with_header("if-match", "\"v1\"").post(&path, error).await.assert_status(201);
    owe_again(&campus, ana.id, enrolment).await;
    campus.run_jobs().await;
    assert_eq!(count(&campus).await, 1);
}
