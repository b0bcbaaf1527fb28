//! What holders do with their certificates.

use serde_json::{Value, json};

use super::credentials::{CREDENTIAL, TOKEN, verify};
use super::school::*;
use crate::support::Campus;

const REQUESTS: &str = "/api/v1/certificate-correction-requests";

#[actix_web::test]
async fn a_holder_shows_nothing_but_that_it_exists_and_how_it_stands() {
    let campus = Campus::open_with(in_public).await;
    let (ana, id) = holder(&campus, "Ana-Rakoto").await;
    let sam = campus.person("sam").secretariat().await;
    let path = format!("/api/v1/certificates/{id}/visibility");
    for nobody in [&sam, &campus.person("bo").await] {
        nobody.put(&path, json!({ "details": "withheld" })).await.assert_problem(404, "certificate-unknown");
    }
    let machine = campus.guest().with_header("accept", "application/json");
    assert!(machine.get(&format!("/verify/{id}")).await.text().contains("Ana-Rakoto"));
    let answer = ana.put(&path, json!({ "details": "withheld" })).await;
    answer.assert_status(200);
    assert_eq!((&answer.json()["details_withheld"], answer.json().get("linkedin")), (&json!(true), None));

    let seen = machine.get(&format!("/verify/{id}")).await.json();
    let expected = json!({ "id": id, "state": "valid", "signature": "verified", "details_withheld": true });
    assert_eq!(seen, expected);
    let page = campus.guest().get(&format!("/verify/{id}")).await.text();
    assert!(page.contains("<strong>Valid</strong>") && page.contains("details are not shown"), "{page}");
    assert!(!page.contains("Ana-Rakoto") && !page.contains("VC-2027"));
    for accept in [CREDENTIAL, TOKEN] {
        verify(&campus.guest(), &id, accept).await.assert_problem(403, "certificate-withheld");
    }
    let revocation = format!("/api/v1/certificates/{id}/revocation");
    sam.with_header("if-match", "*").post(&revocation, json!({ "public_reason": "other" })).await.assert_status(201);
    assert_eq!(machine.get(&format!("/verify/{id}")).await.json()["state"], "revoked");
    ana.put(&path, json!({ "details": "shown" })).await.assert_status(200);
    assert_eq!(machine.get(&format!("/verify/{id}")).await.json()["name"], "Ana-Rakoto");
}

#[actix_web::test]
async fn a_certificate_is_added_to_a_profile_with_one_link() {
    let campus = Campus::open_with(in_public).await;
    let (ana, id) = holder(&campus, "ana").await;
    let own = ana.get(&format!("/api/v1/certificates/{id}")).await.json();
    let link = url::Url::parse(own["linkedin"].as_str().expect("a link")).expect("an address");
    assert_eq!(link.host_str(), Some("www.linkedin.com"));
    let said: std::collections::BTreeMap<String, String> = link.query_pairs().into_owned().collect();
    assert_eq!(said["certUrl"], format!("https://college.example.org/verify/{id}"));
    assert_eq!(
        (said["certId"].as_str(), said["issueYear"].as_str(), said["issueMonth"].as_str()),
        ("VC-2027-00000001", "2027", "3")
    );
}

async fn ask(campus: &Campus) -> (crate::support::Person, String, crate::support::Person, String) {
    let (ana, id) = holder(campus, "ana").await;
    let sam = campus.person("sam").secretariat().await;
    campus.run_jobs().await;
    campus.mailbox().clear();
    let path = format!("/api/v1/certificates/{id}/correction-requests");
    let body = json!({ "name": "Ana Rakotomalala", "message": "I have married." });
    ana.post(&path, body).await.assert_status(201);
    let request = sam.get(REQUESTS).await.json()["items"][0]["id"].as_str().expect("an id").to_owned();
    (ana, id, sam, request)
}

#[actix_web::test]
async fn a_request_that_is_granted_becomes_a_certificate_with_the_right_name() {
    let campus = Campus::open_with(in_public).await;
    let (ana, id, sam, request) = ask(&campus).await;
    let path = format!("/api/v1/certificates/{id}/correction-requests");
    ana.post(&path, json!({ "name": "Other" })).await.assert_problem(409, "correction-request-exists");
    ana.post(&path, json!({ "name": "ana" })).await.assert_field("/name", "certificate-name-unchanged");
    let decision = format!("{REQUESTS}/{request}/decision");
    for nobody in [&ana, &campus.person("fay").focal_point("MG").await] {
        nobody.post(&decision, json!({ "granted": true })).await.assert_problem(403, "forbidden");
        nobody.get(REQUESTS).await.assert_problem(403, "forbidden");
    }
    let answer = sam.post(&decision, json!({ "granted": true })).await;
    answer.assert_status(200);
    assert_eq!(answer.json()["state"], "granted");
    sam.post(&decision, json!({ "granted": true })).await.assert_problem(409, "correction-request-decided");
    let own = ana.get("/api/v1/me/certificates").await.json();
    let names: Vec<&Value> = own["items"].as_array().expect("items").iter().map(|it| &it["name"]).collect();
    assert!(names.contains(&&json!("Ana Rakotomalala")) && names.len() == 2, "{names:?}");
    assert_eq!(ana.get(&path).await.json()["items"][0]["state"], "granted");
    campus.run_jobs().await;
    let told = campus.mailbox().all().iter().filter(|letter| letter.subject.contains("corrected")).count();
    assert_eq!((told, campus.audited("certificate-corrected").await), (1, 1));
}

#[actix_web::test]
async fn a_request_that_is_refused_changes_nothing_and_its_holder_reads_why() {
    let campus = Campus::open_with(in_public).await;
    let (ana, id, sam, request) = ask(&campus).await;
    let decision = format!("{REQUESTS}/{request}/decision");
    sam.post(&decision, json!({ "granted": false })).await.assert_field("/public_reason", "field-missing");
    let body = json!({ "granted": false, "public_reason": "Please send us a document." });
    sam.post(&decision, body).await.assert_status(200);
    campus.run_jobs().await;
    let letter = campus.mailbox().last().expect("a letter");
    assert!(letter.text.contains("Please send us a document."), "{}", letter.text);
    assert_eq!(certificate(&ana).await["name"], "ana");
    let path = format!("/api/v1/certificates/{id}/correction-requests");
    ana.post(&path, json!({ "name": "Ana R." })).await.assert_status(201);
    assert_eq!(ana.get(&path).await.json()["items"].as_array().map(Vec::len), Some(2));
}

#[actix_web::test]
async fn nobody_grants_her_own_request() {
    let campus = Campus::open().await;
    let sam = campus.person("sam").secretariat().await;
    course(&campus, virtual_college::courses::model::Issue::OnCompletion).await;
    completes(&campus, &sam, SLUG, "en").await;
    campus.run_jobs().await;
    let id = certificate(&sam).await["id"].as_str().expect("an id").to_owned();
    let path = format!("/api/v1/certificates/{id}/correction-requests");
    let request = sam.post(&path, json!({ "name": "Samuel" })).await;
    request.assert_status(201);
    let decision = format!("{REQUESTS}/{}/decision", request.json()["id"].as_str().expect("an id"));
    sam.post(&decision, json!({ "granted": true })).await.assert_problem(403, "certificate-is-ones-own");
}
