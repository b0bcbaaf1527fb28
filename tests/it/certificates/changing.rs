//! What the Secretariat does to a certificate that was issued: suspending, restoring, correcting the name.

use serde_json::{Value, json};
use virtual_college::courses::model::Issue;

use super::credentials::credential;
use super::school::*;
use crate::support::{Answer, Campus, Client, Person, days};

/// A member of the Secretariat who acts on what she has just seen.
pub async fn act(staff: &Client, id: &str, what: &str, body: Value) -> Answer {
    let seen = staff.get(&format!("/api/v1/certificates/{id}")).await;
    let staff = staff.with_header("if-match", seen.header("etag").expect("a version"));
    staff.post(&format!("/api/v1/certificates/{id}/{what}"), body).await
}

pub async fn suspend(staff: &Client, id: &str) {
    let body = json!({ "public_reason": "under-review", "private_reason": "See the report." });
    act(staff, id, "suspension", body).await.assert_status(200);
}

pub async fn verified(campus: &Campus, id: &str) -> Value {
    campus.guest().with_header("accept", "application/json").get(&format!("/verify/{id}")).await.json()
}

pub async fn page(campus: &Campus, id: &str) -> String {
    campus.guest().get(&format!("/verify/{id}")).await.text()
}

/// A campus with a certificate of Ana's, a member of the Secretariat, and an empty mailbox.
async fn stage() -> (Campus, Person, String, Person) {
    let campus = Campus::open_with(in_public).await;
    let (ana, id) = holder(&campus, "ana").await;
    let sam = campus.person("sam").secretariat().await;
    campus.run_jobs().await;
    campus.mailbox().clear();
    (campus, ana, id, sam)
}

/// Which places of a status list are set.
pub async fn withdrawn(campus: &Campus, id: &str) -> (bool, bool) {
    let index = credential(campus, id).await["credentialStatus"]["statusListIndex"].clone();
    let index: u32 = index.as_str().and_then(|text| text.parse().ok()).expect("a place");
    let revoked = super::credentials::set(&campus.guest(), "revocation").await.contains(&index);
    (revoked, super::credentials::set(&campus.guest(), "suspension").await.contains(&index))
}

#[actix_web::test]
async fn a_suspended_certificate_says_so_until_it_is_restored() {
    let (campus, ana, id, sam) = stage().await;
    assert_eq!(withdrawn(&campus, &id).await, (false, false));
    campus.clock.advance(days(1));
    let sam = campus.back(&sam).await;
    suspend(&sam, &id).await;

    let seen = verified(&campus, &id).await;
    assert_eq!(seen["state"], "suspended");
    let suspension = json!({ "suspended_at": "2027-03-03T09:00:00Z", "reason": "under-review" });
    assert_eq!(seen["suspension"], suspension);
    let shown = page(&campus, &id).await;
    assert!(shown.contains("3 March 2027") && shown.contains("It is under review."), "{shown}");
    assert_eq!(withdrawn(&campus, &id).await, (false, true), "another verifier refuses it, too");

    let body = json!({ "public_reason": "cleared", "private_reason": "The report was withdrawn." });
    act(&sam, &id, "restoration", body).await.assert_status(200);
    assert_eq!(verified(&campus, &id).await["state"], "valid");
    assert_eq!(withdrawn(&campus, &id).await, (false, false));

    let own = campus.back(&ana).await.get(&format!("/api/v1/certificates/{id}")).await.json().to_string();
    for said in [own, page(&campus, &id).await, verified(&campus, &id).await.to_string()] {
        assert!(!said.contains("report"), "what is private leaks: {said}");
    }
    let history = sam.get(&format!("/api/v1/certificates/{id}")).await.json();
    let reasons: Vec<&Value> = (1..=2).map(|place| &history["events"][place]["private_reason"]).collect();
    assert_eq!(reasons, ["See the report.", "The report was withdrawn."]);
    campus.run_jobs().await;
    let mut letters: Vec<String> = campus.mailbox().all().into_iter().map(|letter| letter.subject).collect();
    letters.sort_unstable();
    assert_eq!(letters.len(), 2);
    assert!(letters[0].contains("has been suspended") && letters[1].contains("in force again"), "{letters:?}");
}

#[actix_web::test]
async fn nothing_is_done_twice_or_where_it_makes_no_sense_or_to_what_somebody_did_not_see() {
    let (campus, _, id, sam) = stage().await;
    let suspended = json!({ "public_reason": "under-review" });
    let restored = json!({ "public_reason": "suspended-in-error" });
    act(&sam, &id, "restoration", restored.clone()).await.assert_problem(409, "certificate-not-suspended");
    let path = format!("/api/v1/certificates/{id}/suspension");
    sam.post(&path, suspended.clone()).await.assert_problem(428, "precondition-required");
    let once = sam.with_header("if-match", "\"v1\"").with_header("idempotency-key", "one");
    once.post(&path, suspended.clone()).await.assert_status(200);
    once.post(&path, suspended.clone()).await.assert_status(200);
    let late = sam.with_header("if-match", "\"v1\"");
    late.post(&path, suspended.clone()).await.assert_problem(412, "precondition-failed");
    act(&sam, &id, "suspension", suspended.clone()).await.assert_problem(409, "certificate-suspended");
    act(&sam, &id, "correction", json!({ "name": "Ana R." })).await.assert_problem(409, "certificate-suspended");
    act(&sam, &id, "revocation", json!({ "public_reason": "other" })).await.assert_status(201);
    assert_eq!(withdrawn_for_ever(&campus).await, 1);
    for (what, body) in [("suspension", suspended), ("restoration", restored), ("correction", json!({ "name": "A" }))] {
        act(&sam, &id, what, body).await.assert_problem(409, "certificate-already-revoked");
    }
    for (what, body, pointer) in [
        ("suspension", json!({ "public_reason": "misconduct" }), "/public_reason"),
        ("restoration", json!({ "public_reason": "cleared", "private_reason": "" }), "/private_reason"),
        ("correction", json!({ "name": " " }), "/name"),
        ("correction", json!({ "name": "Ana", "private_reason": "a\u{0}" }), "/private_reason"),
    ] {
        let answer = act(&sam, &id, what, body).await;
        answer.assert_problem(422, "body-invalid");
        assert_eq!(answer.json()["errors"][0]["pointer"], pointer, "{what}");
    }
    assert_eq!(campus.audited("certificate-suspended").await, 1);
}

async fn withdrawn_for_ever(campus: &Campus) -> usize {
    super::credentials::set(&campus.guest(), "revocation").await.len()
}

#[actix_web::test]
async fn a_corrected_name_is_another_certificate_and_the_old_one_leads_to_it() {
    let (campus, ana, old, sam) = stage().await;
    campus.clock.advance(days(1));
    let sam = campus.back(&sam).await;
    let genuine = credential(&campus, &old).await;
    act(&sam, &old, "correction", json!({ "name": "ana" })).await.assert_field("/name", "certificate-name-unchanged");
    let body = json!({ "name": "Ana Rakotomalala", "private_reason": "As in her passport." });
    let answer = act(&sam, &old, "correction", body).await;
    answer.assert_status(201);
    let new = answer.json()["id"].as_str().expect("an id").to_owned();
    assert_eq!(answer.header("location"), Some(format!("/api/v1/certificates/{new}").as_str()));
    assert_eq!(
        (&answer.json()["name"], &answer.json()["serial"]),
        (&json!("Ana Rakotomalala"), &json!("VC-2027-00000002"))
    );
    assert_eq!(answer.json()["events"][0]["kind"], "reissued");

    let before = verified(&campus, &old).await;
    assert_eq!((&before["state"], &before["replaced_by"]), (&json!("replaced"), &json!(new)));
    assert_eq!(before["revocation"], json!({ "revoked_at": "2027-03-03T09:00:00Z", "reason": "replaced" }));
    let successor = format!("<a href=\"/verify/{new}?lang=en\">https://college.example.org/verify/{new}</a>");
    assert!(page(&campus, &old).await.contains(&successor), "it can be followed");
    assert_eq!(before["name"], "ana", "what is for ever stays");
    let shown = page(&campus, &old).await;
    assert!(shown.contains(&format!("/verify/{new}")) && shown.contains("3 March 2027"), "{shown}");
    let after = verified(&campus, &new).await;
    assert_eq!((&after["state"], &after["signature"]), (&json!("valid"), &json!("verified")));
    for same in ["course", "hours", "grade_basis_points", "completed_at", "valid_until", "officials", "languages"] {
        assert_eq!(after[same], before[same], "{same}");
    }
    let index = |document: &Value| document["credentialStatus"]["statusListIndex"].as_str().map(str::to_owned);
    assert_eq!(withdrawn(&campus, &new).await, (false, false));
    let revoked = super::credentials::set(&campus.guest(), "revocation").await;
    assert_eq!(Some(revoked[0].to_string()), index(&genuine), "the old place is set, for ever");

    campus.run_jobs().await;
    let letters = campus.mailbox().all();
    assert_eq!(letters.len(), 1);
    assert!(letters[0].text.contains("VC-2027-00000001") && letters[0].text.contains("VC-2027-00000002"));
    let ana = campus.back(&ana).await;
    let own = ana.get("/api/v1/me/certificates").await.json();
    assert_eq!(own["items"].as_array().map(Vec::len), Some(2));
    assert!(!own.to_string().contains("passport"));
    act(&sam, &old, "correction", json!({ "name": "Ana" })).await.assert_problem(409, "certificate-already-replaced");
    act(&sam, &old, "revocation", json!({ "public_reason": "other" }))
        .await
        .assert_problem(409, "certificate-already-replaced");
    campus.clock.advance(days(2));
    campus.run_jobs().await;
    assert_eq!(count(&campus).await, 2, "nothing follows from it");
}

#[actix_web::test]
async fn a_name_that_cannot_be_printed_is_not_corrected_to() {
    let campus = Campus::open_with(|config| config.certificates.font_directories = Some(Vec::new())).await;
    let (_, id) = holder(&campus, "ana").await;
    let sam = campus.person("sam").secretariat().await;
    let answer = act(&sam, &id, "correction", json!({ "name": "欧阳慧敏" })).await;
    answer.assert_problem(409, "certificate-script-missing");
    assert_eq!(verified(&campus, &id).await["state"], "valid");
}

#[actix_web::test]
async fn a_genuine_certificate_bears_the_name_that_a_test_was_corrected_to() {
    let campus = Campus::open().await;
    let (ana, id) = holder(&campus, "ana").await;
    let sam = campus.person("sam").secretariat().await;
    act(&sam, &id, "correction", json!({ "name": "Ana Rakotomalala" })).await.assert_status(201);
    let (app, _) = campus.instance_with(in_public).await;
    campus.clock.advance(days(1));
    let registry = virtual_college::jobs::Registry::of_the_college();
    virtual_college::jobs::drain(&app.clone().into_inner(), &registry).await.expect("what is due");
    let own = campus.back(&ana).await.get("/api/v1/me/certificates").await.json();
    assert_eq!((&own["items"][0]["test"], &own["items"][0]["name"]), (&json!(false), &json!("Ana Rakotomalala")));
    assert_eq!(own["items"].as_array().map(Vec::len), Some(3));
}

#[actix_web::test]
async fn nobody_but_the_secretariat_acts_and_nobody_on_her_own() {
    let campus = Campus::open().await;
    let (ana, id) = holder(&campus, "ana").await;
    let sam = campus.person("sam").secretariat().await;
    course_called(&campus, "other", Issue::OnCompletion).await;
    completes(&campus, &sam, "other", "en").await;
    campus.run_jobs().await;
    let own = certificate(&sam).await["id"].as_str().expect("an id").to_owned();
    for (what, body) in [
        ("suspension", json!({ "public_reason": "under-review" })),
        ("restoration", json!({ "public_reason": "cleared" })),
        ("correction", json!({ "name": "Ana R." })),
    ] {
        let path = format!("/api/v1/certificates/{id}/{what}");
        ana.with_header("if-match", "*").post(&path, body.clone()).await.assert_problem(403, "forbidden");
        campus.guest().post(&path, body.clone()).await.assert_problem(401, "sign-in-required");
        act(&sam, &own, what, body).await.assert_problem(403, "certificate-is-ones-own");
    }
}

#[actix_web::test]
async fn a_right_name_is_given_to_a_certificate_that_holds_no_more() {
    let campus = Campus::open_with(in_public).await;
    let (_, id) = holder_until(&campus, "ana", "2027-03-05T00:00:00Z").await;
    campus.clock.advance(days(10));
    let sam = campus.person("sam").secretariat().await;
    assert_eq!(verified(&campus, &id).await["state"], "expired");
    let answer = act(&sam, &id, "correction", json!({ "name": "Ana Maria Rakoto" })).await;
    answer.assert_status(201);
    let new = answer.json()["id"].as_str().expect("an id").to_owned();
    let seen = verified(&campus, &new).await;
    assert_eq!(&seen["state"], "expired", "{seen:#}");
    assert!(seen.to_string().contains("Ana Maria Rakoto"), "{seen:#}");
    let credential = credential(&campus, &new).await;
    assert_eq!(credential["validFrom"], credential["validUntil"]);
}
