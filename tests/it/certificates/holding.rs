//! What holders do with their certificates.

use diesel::prelude::*;
use serde_json::{Value, json};
use virtual_college::db::{Tx, schema};
use virtual_college::keys::Purpose;

use super::changing::act;
use super::credentials::{CREDENTIAL, TOKEN, altered, credential, revoke_key, verify};
use super::presenting::{pdf, show};
use super::school::*;
use crate::support::{Answer, Campus};

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
    // Not green: nothing that the paper says was looked at. What can be looked at is asked for.
    for part in
        ["answer doubt", "<strong>Valid – details hidden</strong>", "details are not shown", "<form method=\"post\""]
    {
        assert!(page.contains(part), "{part} is not in {page}");
    }
    assert!(!page.contains("Ana-Rakoto") && !page.contains("VC-2027-00000001"));
    for accept in [CREDENTIAL, TOKEN] {
        verify(&campus.guest(), &id, accept).await.assert_problem(403, "certificate-withheld");
    }
    let revocation = format!("/api/v1/certificates/{id}/revocation");
    sam.with_header("if-match", "*").post(&revocation, json!({ "public_reason": "other" })).await.assert_status(201);
    let seen = machine.get(&format!("/verify/{id}")).await.json();
    assert_eq!((&seen["state"], &seen["revocation"]["reason"]), (&json!("revoked"), &json!("other")));
    assert_eq!(seen["revocation"]["revoked_at"], "2027-03-02T09:00:00Z");
    let page = campus.guest().get(&format!("/verify/{id}")).await.text();
    assert!(page.contains("2 March 2027"), "{page}");
    ana.put(&path, json!({ "details": "shown" })).await.assert_status(200);
    assert_eq!(machine.get(&format!("/verify/{id}")).await.json()["name"], "Ana-Rakoto");
    let page = campus.guest().get(&format!("/verify/{id}")).await.text();
    assert!(page.contains("Ana-Rakoto") && !page.contains("Compare these details"), "what does not hold: {page}");
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

#[actix_web::test]
async fn a_request_is_over_when_its_certificate_is_corrected_or_revoked_otherwise() {
    let campus = Campus::open_with(in_public).await;
    let (ana, id, sam, _) = ask(&campus).await;
    let path = |id: &str| format!("/api/v1/certificates/{id}/correction-requests");
    let corrected = act(&sam, &id, "correction", json!({ "name": "Ana Rakotomalala" })).await;
    corrected.assert_status(201);
    assert_eq!(ana.get(&path(&id)).await.json()["items"][0]["state"], "granted");
    let new = corrected.json()["id"].as_str().expect("an id").to_owned();
    ana.post(&path(&new), json!({ "name": "Ana Rabe" })).await.assert_status(201);
    act(&sam, &new, "revocation", json!({ "public_reason": "misconduct" })).await.assert_status(201);
    let request = ana.get(&path(&new)).await.json()["items"][0].clone();
    assert_eq!(request["state"], "refused");
    assert!(request["public_reason"].as_str().is_some_and(|reason| !reason.is_empty()), "{request:#}");
    assert_eq!(sam.get(REQUESTS).await.json()["items"], json!([]), "nothing waits");
}

#[actix_web::test]
async fn a_wish_goes_on_to_the_certificate_that_takes_the_place_of_a_test() {
    let campus = Campus::open().await;
    let (ana, id, _, request) = ask(&campus).await;
    let (app, _) = campus.instance_with(in_public).await;
    app.db.write(virtual_college::certificates::resume).await.expect("resume");
    virtual_college::jobs::drain(&app.clone().into_inner(), &virtual_college::jobs::Registry::of_the_college())
        .await
        .expect("drained");
    let own = ana.get("/api/v1/me/certificates").await.json();
    let genuine = own["items"].as_array().expect("items").iter().find(|it| it["test"] == json!(false));
    let genuine = genuine.and_then(|it| it["id"].as_str()).expect("a genuine one").to_owned();
    let of = |id: &str| format!("/api/v1/certificates/{id}/correction-requests");
    assert_eq!(ana.get(&of(&genuine)).await.json()["items"][0]["id"], json!(request));
    assert_eq!(ana.get(&of(&id)).await.json()["items"], json!([]));
}

async fn erase(holder: &crate::support::Client, id: &str, serial: &str) -> Answer {
    holder.post(&format!("/api/v1/certificates/{id}/erasure"), json!({ "serial": serial })).await
}

/// Whatever is kept of certificates, as one text.
async fn kept(campus: &Campus) -> String {
    let read = |snapshot: &mut virtual_college::db::Snapshot<'_>| {
        let conn = snapshot.conn();
        let records: Vec<String> = schema::certificates::table.select(schema::certificates::record).load(conn)?;
        let documents: Vec<(String, String)> = schema::certificate_credentials::table
            .select((schema::certificate_credentials::document, schema::certificate_credentials::token))
            .load(conn)?;
        let names: Vec<Option<String>> =
            schema::certificate_candidates::table.select(schema::certificate_candidates::name).load(conn)?;
        let reasons: Vec<Option<String>> =
            schema::certificate_events::table.select(schema::certificate_events::private_reason).load(conn)?;
        let wishes: Vec<String> =
            schema::correction_requests::table.select(schema::correction_requests::name).load(conn)?;
        Ok(format!("{records:?} {documents:?} {names:?} {reasons:?} {wishes:?}"))
    };
    campus.app.db.read(read).await.expect("what is kept")
}

#[actix_web::test]
async fn what_a_certificate_says_is_erased_and_whoever_has_the_file_can_still_prove_it() {
    let campus = Campus::open_with(in_public).await;
    let (ana, id) = holder(&campus, "Ana-Rakoto").await;
    let sam = campus.person("sam").secretariat().await;
    let wish = json!({ "name": "Ana-Rakoto Maria" });
    ana.post(&format!("/api/v1/certificates/{id}/correction-requests"), wish).await.assert_status(201);
    let (page, signed) = (pdf(&ana, &id, "fr").await, credential(&campus, &id).await);
    let hash = ana.get(&format!("/api/v1/certificates/{id}")).await.json()["record_sha256"].clone();
    let serial = "VC-2027-00000001";

    erase(&*campus.person("bo").await, &id, serial).await.assert_problem(404, "certificate-unknown");
    erase(&sam, &id, serial).await.assert_problem(409, "certificate-erasure-holders");
    erase(&ana, &id, "VC-2027-00000002").await.assert_field("/serial", "certificate-serial-other");
    let doubt = json!({ "public_reason": "under-review", "private_reason": "Rakoto, see the letter" });
    act(&sam, &id, "suspension", doubt).await.assert_status(200);
    erase(&ana, &id, serial).await.assert_problem(409, "certificate-erasure-suspended");
    act(&sam, &id, "restoration", json!({ "public_reason": "cleared" })).await.assert_status(200);
    assert!(kept(&campus).await.contains("Rakoto"));

    let answer = erase(&ana, &id, " vc-2027-00000001").await;
    answer.assert_status(200);
    let left = answer.json();
    assert_eq!(
        (&left["name"], &left["state"], left.get("pdf"), left.get("linkedin")),
        (&json!(""), &json!("valid"), None, None)
    );
    assert_eq!((&left["record_sha256"], left["erased_at"].is_string()), (&hash, true));
    assert!(!kept(&campus).await.contains("Rakoto"), "{}", kept(&campus).await);
    assert_eq!(campus.audited("certificate-erased").await, 1);

    let shown = campus.guest().get(&format!("/verify/{id}")).await.text();
    assert!(
        shown.contains("<strong>Valid – details erased</strong>") && !shown.contains("its number and the name"),
        "{shown}"
    );
    let said = campus.guest().with_header("accept", "application/json").get(&format!("/verify/{id}")).await.json();
    assert_eq!(
        (&said["state"], &said["details_withheld"], said["erased_at"].is_string()),
        (&json!("valid"), &json!(true), true)
    );
    for accept in [CREDENTIAL, TOKEN] {
        verify(&campus.guest(), &id, accept).await.assert_problem(410, "certificate-erased");
    }
    for path in ["pdf", "badge?format=png"] {
        ana.get(&format!("/api/v1/certificates/{id}/{path}")).await.assert_problem(410, "certificate-erased");
    }
    let shown_again = json!({ "details": "shown" });
    let visibility = format!("/api/v1/certificates/{id}/visibility");
    ana.put(&visibility, shown_again).await.assert_problem(410, "certificate-erased");
    erase(&ana, &id, serial).await.assert_problem(410, "certificate-erased");
    act(&sam, &id, "correction", json!({ "name": "Ana" })).await.assert_problem(410, "certificate-erased");

    // Who kept the file proves with it what she completed; a forged one is still found out.
    let guest = campus.guest().with_header("accept", "application/json");
    let answer = |file: Answer| file.json()["answer"].clone();
    assert_eq!(answer(show(&guest, "application/pdf", page.clone()).await), "valid");
    let json_of = |document: &Value| document.to_string().into_bytes();
    assert_eq!(answer(show(&guest, "application/json", json_of(&signed)).await), "valid");
    let forged = altered(&signed, "Ana-Rakoto", "Eve-Rakoto");
    assert_eq!(answer(show(&guest, "application/json", json_of(&forged)).await), "altered");
    let mut edited = page.clone();
    edited.extend(b"\n% edited\n");
    assert_eq!(answer(show(&guest, "application/pdf", edited).await), "altered");

    // It is neither signed again nor issued again, and can still be revoked.
    revoke_key(&campus, Purpose::Proof).await;
    campus.run_jobs().await;
    assert!(!kept(&campus).await.contains("eddsa"));
    assert_eq!(count(&campus).await, 1);
    act(&sam, &id, "revocation", json!({ "public_reason": "misconduct" })).await.assert_status(201);
    let said = campus.guest().with_header("accept", "application/json").get(&format!("/verify/{id}")).await.json();
    assert_eq!(said["state"], "revoked");
}

#[actix_web::test]
async fn an_erasure_takes_what_was_replaced_with_it() {
    let campus = Campus::open_with(in_public).await;
    let (ana, old) = holder(&campus, "Ana-Rakoto").await;
    let sam = campus.person("sam").secretariat().await;
    act(&sam, &old, "correction", json!({ "name": "Ana-Rakoto Maria" })).await.assert_status(201);
    let new = ana.get(&format!("/api/v1/certificates/{old}")).await.json()["replaced_by"].clone();
    let new = new.as_str().expect("a certificate");
    erase(&ana, &old, "VC-2027-00000001").await.assert_problem(409, "certificate-already-replaced");
    assert!(kept(&campus).await.contains("Rakoto"), "the one that holds is not erased with it");
    erase(&ana, new, "VC-2027-00000002").await.assert_status(200);
    assert!(!kept(&campus).await.contains("Rakoto"), "{}", kept(&campus).await);
    let said = campus.guest().with_header("accept", "application/json").get(&format!("/verify/{old}")).await.json();
    assert_eq!(
        (&said["state"], &said["replaced_by"], said["erased_at"].is_string()),
        (&json!("replaced"), &json!(new), true)
    );
    let register = sam.get("/api/v1/certificate-register").await.json();
    for row in register["items"].as_array().expect("items") {
        assert_eq!((&row["name"], row["erased_at"].is_string()), (&json!(""), true), "{row:#}");
    }
}

#[actix_web::test]
async fn another_name_than_the_one_that_was_asked_for_answers_no_request() {
    let campus = Campus::open_with(in_public).await;
    let (ana, id, sam, request) = ask(&campus).await;
    let correction = act(&sam, &id, "correction", json!({ "name": "Ana Rakotomanana" })).await;
    correction.assert_status(201);
    let genuine = correction.json()["id"].as_str().expect("an id").to_owned();
    let waiting = sam.get(REQUESTS).await.json()["items"][0].clone();
    assert_eq!(
        (&waiting["id"], &waiting["certificate"]),
        (&json!(request), &json!(genuine)),
        "it goes on: {waiting:#}"
    );
    sam.post(&format!("{REQUESTS}/{request}/decision"), json!({ "granted": true })).await.assert_status(200);
    let own = ana.get("/api/v1/me/certificates").await.json();
    let names: Vec<&Value> = own["items"].as_array().expect("items").iter().map(|it| &it["name"]).collect();
    assert!(names.contains(&&json!("Ana Rakotomalala")) && names.len() == 3, "{names:?}");
}

#[actix_web::test]
async fn a_holder_whose_account_is_closed_asks_the_secretariat_to_erase() {
    let campus = Campus::open_with(in_public).await;
    let (ana, id) = holder(&campus, "ana").await;
    let sam = campus.person("sam").secretariat().await;
    let erasure = format!("/api/v1/certificates/{id}/erasure");
    let serial = json!({ "serial": "VC-2027-00000001" });
    sam.post(&erasure, serial.clone()).await.assert_problem(409, "certificate-erasure-holders");
    let email = virtual_college::accounts::Email::parse(&ana.email, "/email").expect("an address");
    let disable = move |tx: &mut Tx<'_>| virtual_college::accounts::set_disabled(tx, &email, true).map(drop);
    campus.app.db.write(disable).await.expect("disabled");
    sam.post(&erasure, serial).await.assert_status(200);
    assert!(super::changing::verified(&campus, &id).await.get("name").is_none());
}
