//! For which authority of which Party people work, and who vouches for it.

use serde_json::{Value, json};
use virtual_college::accounts::{Role, Scope};

use crate::support::{Campus, Client, days};

fn office(party: &str) -> Value {
    json!({ "party": party, "authority": "customs", "organisation": "Direction générale des douanes" })
}

async fn stated(person: &Client, party: &str) -> String {
    let answer = person.post("/api/v1/me/affiliations", office(party)).await;
    answer.assert_status(201);
    answer.json()["id"].as_str().expect("an id").to_owned()
}

fn decision(id: &str) -> String {
    format!("/api/v1/affiliations/{id}/decision")
}

async fn state_of(person: &Client) -> Value {
    person.get("/api/v1/me/affiliations").await.json()["items"][0]["state"].clone()
}

#[actix_web::test]
async fn a_focal_point_vouches_for_an_officer_of_her_party_and_he_is_told_in_his_language() {
    let campus = Campus::open().await;
    let ana = campus.person("ana").speaks("fr").await;
    let focal = campus.person("focal").focal_point("MG").await;
    let id = stated(&ana, "MG").await;

    let queue = focal.get("/api/v1/affiliations?state=requested").await;
    assert_eq!(queue.json()["items"][0]["id"], id.as_str());
    assert_eq!(queue.json()["items"][0]["person"]["email"], ana.email.as_str());
    let answer = focal.post(&decision(&id), json!({ "decision": "vouched" })).await;
    answer.assert_status(200);
    assert_eq!(answer.json()["state"], "vouched");
    assert_eq!(answer.json()["expires_at"], "2029-03-01T09:00:00Z");

    assert_eq!(state_of(&ana).await, "vouched");
    let (to, letter) = campus.letter("affiliation-decided").await;
    assert_eq!(to, ana.email);
    assert_eq!((&letter["party"], &letter["vouched"]), (&json!("Madagascar"), &json!(true)));
    assert_eq!(campus.audited("affiliation-vouched").await, 1);
}

#[actix_web::test]
async fn a_vouching_expires_by_itself() {
    let campus = Campus::open().await;
    let ana = campus.person("ana").await;
    let focal = campus.person("focal").focal_point("MG").await;
    let id = stated(&ana, "MG").await;
    focal
        .post(&decision(&id), json!({ "decision": "vouched", "until": "2027-03-12T00:00:00Z" }))
        .await
        .assert_status(200);
    ana.post("/api/v1/me/affiliations", office("MG")).await.assert_problem(409, "affiliation-exists");
    campus.clock.advance(days(10));
    let (ana, focal) = (campus.back(&ana).await, campus.back(&focal).await);
    assert_eq!(state_of(&ana).await, "expired");
    let expired = focal.get("/api/v1/affiliations?state=expired").await;
    assert_eq!(expired.json()["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(focal.get("/api/v1/affiliations?state=vouched").await.json()["items"], json!([]));
    ana.post("/api/v1/me/affiliations", office("MG")).await.assert_status(201);
}

#[actix_web::test]
async fn only_those_in_whose_care_a_party_is_see_its_requests_and_decide() {
    let campus = Campus::open().await;
    let ana = campus.person("ana").await;
    let trainee = campus.person("trainee").await;
    let author = campus.person("author").holding(Role::Author, Scope::site()).await;
    let kenyan = campus.person("kenyan").focal_point("KE").await;
    let secretariat = campus.person("secretariat").secretariat().await;
    let id = stated(&ana, "MG").await;
    let vouched = || json!({ "decision": "vouched" });

    campus.guest().get("/api/v1/affiliations").await.assert_problem(401, "sign-in-required");
    for outsider in [&ana, &trainee, &author] {
        outsider.get("/api/v1/affiliations").await.assert_problem(403, "forbidden");
        outsider.post(&decision(&id), vouched()).await.assert_problem(403, "forbidden");
    }
    assert_eq!(kenyan.get("/api/v1/affiliations").await.json()["items"], json!([]));
    kenyan.get("/api/v1/affiliations?party=MG").await.assert_problem(403, "forbidden");
    kenyan.post(&decision(&id), vouched()).await.assert_problem(404, "affiliation-unknown");
    assert_eq!(trainee.get("/api/v1/me/affiliations").await.json()["items"], json!([]));
    trainee.delete(&format!("/api/v1/me/affiliations/{id}")).await.assert_problem(404, "affiliation-unknown");
    assert_eq!(state_of(&ana).await, "requested");
    assert_eq!(secretariat.get("/api/v1/affiliations?party=MG").await.json()["items"][0]["id"], id.as_str());
    secretariat.post(&decision(&id), vouched()).await.assert_status(200);
}

#[actix_web::test]
async fn a_vouching_is_renewed_while_it_holds() {
    let campus = Campus::open().await;
    let ana = campus.person("ana").await;
    let focal = campus.person("focal").focal_point("MG").await;
    let id = stated(&ana, "MG").await;
    let until = |moment: &str| json!({ "decision": "vouched", "until": moment });
    focal.post(&decision(&id), until("2027-03-12T00:00:00Z")).await.assert_status(200);
    let renewed = focal.post(&decision(&id), until("2027-03-14T00:00:00Z")).await;
    assert_eq!(renewed.json()["expires_at"], "2027-03-14T00:00:00Z");
    campus.clock.advance(days(11));
    assert_eq!(state_of(&campus.back(&ana).await).await, "vouched");
    campus.clock.advance(days(1));
    let focal = campus.back(&focal).await;
    focal.post(&decision(&id), until("2027-04-14T00:00:00Z")).await.assert_problem(409, "affiliation-already-decided");
    assert_eq!(campus.audited("affiliation-vouched").await, 2);
}

#[actix_web::test]
async fn nobody_vouches_for_herself() {
    let campus = Campus::open().await;
    let focal = campus.person("focal").focal_point("MG").await;
    let secretariat = campus.person("secretariat").secretariat().await;
    for person in [&focal, &secretariat] {
        let id = stated(person, "MG").await;
        let answer = person.post(&decision(&id), json!({ "decision": "vouched" })).await;
        answer.assert_problem(403, "affiliation-own");
    }
}

#[actix_web::test]
async fn a_refusal_has_a_reason_and_takes_a_vouching_back() {
    let campus = Campus::open().await;
    let ana = campus.person("ana").await;
    let focal = campus.person("focal").focal_point("MG").await;
    let id = stated(&ana, "MG").await;
    focal.post(&decision(&id), json!({ "decision": "refused" })).await.assert_field("/reason", "field-missing");
    for (until, code) in [("2027-03-02T09:00:00Z", "moment-passed"), ("2040-01-01T00:00:00Z", "until-too-far")] {
        let body = json!({ "decision": "vouched", "until": until });
        focal.post(&decision(&id), body).await.assert_field("/until", code);
    }
    focal.post(&decision(&id), json!({ "decision": "vouched" })).await.assert_status(200);
    let refused = json!({ "decision": "refused", "reason": "Has left the service." });
    focal.post(&decision(&id), refused).await.assert_status(200);
    let own = ana.get("/api/v1/me/affiliations").await;
    assert_eq!(own.json()["items"][0]["reason"], "Has left the service.");
    assert_eq!(own.json()["items"][0]["state"], "refused");
    ana.delete(&format!("/api/v1/me/affiliations/{id}")).await.assert_problem(409, "affiliation-already-decided");
}

#[actix_web::test]
async fn what_is_stated_is_checked() {
    let campus = Campus::open().await;
    let ana = campus.person("ana").await;
    let path = "/api/v1/me/affiliations";
    for (member, value, code) in [
        ("party", json!("ZZ"), "party-unknown"),
        ("party", json!("mg"), "field-invalid"),
        ("party", json!(7), "field-wrong-type"),
        ("authority", json!("navy"), "field-unknown-word"),
        ("organisation", json!("  "), "field-empty"),
        ("organisation", json!("x".repeat(201)), "field-too-long"),
        ("organisation", json!("a\u{202e}b"), "field-control-characters"),
        ("vouched", json!(true), "field-unknown"),
    ] {
        let mut body = office("MG");
        body[member] = value;
        ana.post(path, body).await.assert_field(&format!("/{member}"), code);
    }
    assert_eq!(ana.get(path).await.json()["items"], json!([]));
    ana.get("/api/v1/me/affiliations?limit=0").await.assert_problem(400, "limit-out-of-range");
}

#[actix_web::test]
async fn a_person_has_a_few_requests_open_and_may_withdraw_them() {
    let campus = Campus::open().await;
    let ana = campus.person("ana").await;
    let mut ids = Vec::new();
    for party in ["MG", "KE", "ZA", "FR", "DE", "PE", "BR", "MX", "IN", "CN"] {
        ids.push(stated(&ana, party).await);
    }
    ana.post("/api/v1/me/affiliations", office("JP")).await.assert_problem(409, "affiliation-too-many-requests");
    let gone = format!("/api/v1/me/affiliations/{}", ids[0]);
    ana.delete(&gone).await.assert_status(204);
    ana.delete(&gone).await.assert_status(204);
    stated(&ana, "MG").await;

    let first = ana.get("/api/v1/me/affiliations?limit=6").await;
    let next = first.json()["next"].as_str().expect("a cursor").to_owned();
    let second = ana.get(&format!("/api/v1/me/affiliations?limit=6&cursor={next}")).await;
    let count = |answer: &crate::support::Answer| answer.json()["items"].as_array().map(Vec::len);
    assert_eq!((count(&first), count(&second), &second.json()["next"]), (Some(6), Some(5), &Value::Null));
}

#[actix_web::test]
async fn sending_a_request_twice_makes_one() {
    let campus = Campus::open().await;
    let ana = campus.person("ana").await;
    let once = ana.with_header("idempotency-key", "one");
    let (first, second) = (
        once.post("/api/v1/me/affiliations", office("MG")).await,
        once.post("/api/v1/me/affiliations", office("MG")).await,
    );
    assert_eq!((first.status, first.body), (second.status, second.body));
}
