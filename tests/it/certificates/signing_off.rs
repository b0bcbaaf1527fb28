//! The Secretariat's queue.

use serde_json::{Value, json};
use virtual_college::courses::model::Issue;
use virtual_college::{certificates, enrolments};

use super::school::*;
use crate::support::{Campus, days};

const QUEUE: &str = "/api/v1/certificates?state=awaiting-sign-off";
const SIGN_OFFS: &str = "/api/v1/certificate-sign-offs";

pub fn ids(queue: &Value) -> Vec<Value> {
    queue["items"].as_array().expect("items").iter().map(|item| item["id"].clone()).collect()
}

pub fn outcomes(answer: &Value) -> Vec<&str> {
    answer["items"].as_array().expect("items").iter().filter_map(|item| item["outcome"].as_str()).collect()
}

#[actix_web::test]
async fn a_course_that_is_signed_off_makes_its_learners_wait_and_each_is_decided_once() {
    let campus = Campus::open().await;
    let sam = campus.person("sam").secretariat().await;
    course(&campus, Issue::AfterSignOff).await;
    let ana = campus.person("ana").await;
    completes_for(&campus, &ana, (SLUG, "fr"), Some("MG")).await;
    campus.clock.advance(days(1));
    let sam_token = campus.sign_in(&sam.email).await.json()["access_token"].as_str().expect("a token").to_owned();
    let staff = campus.guest().with_token(&sam_token);
    let cy = campus.person("cy").await;
    completes(&campus, &cy, SLUG, "en").await;
    campus.run_jobs().await;
    assert_eq!((count(&campus).await, candidate_count(&campus).await), (0, 2));

    let queue = staff.get(&format!("{QUEUE}&lang=fr")).await;
    queue.assert_status(200);
    let queue = queue.json();
    let first = &queue["items"][0];
    assert_eq!((&first["person"]["name"], &first["party"]), (&json!("ana"), &json!("MG")));
    assert_eq!((&first["course"]["slug"], &first["course"]["lang"]), (&json!(SLUG), &json!("fr")));
    assert_eq!(first["completed_at"], "2027-03-02T09:00:00Z");
    assert_eq!(queue["items"][1]["person"]["name"], "cy");

    let (one, other) = (ids(&queue)[0].clone(), ids(&queue)[1].clone());
    let unknown = json!("0197a2c4-6f1e-7c3a-9d55-3f6a1b2c4d5e");
    let body = json!({ "certificates": [one, one, unknown], "decision": "signed-off" });
    let answer = staff.post(SIGN_OFFS, body).await;
    answer.assert_status(200);
    assert_eq!(outcomes(&answer.json()), ["signed-off", "already-decided", "unknown"]);
    let body = json!({
        "certificates": [one, other], "decision": "refused",
        "public_reason": "You were not at the workshop.", "private_reason": "Her office says that she is ill.",
    });
    assert_eq!(outcomes(&staff.post(SIGN_OFFS, body).await.json()), ["already-decided", "refused"]);
    let pending = cy.get("/api/v1/me/pending-certificates").await.json();
    assert_eq!(pending["items"][0]["state"], "refused");
    assert_eq!(pending["items"][0]["reason"], "You were not at the workshop.");

    campus.run_jobs().await;
    assert_eq!(count(&campus).await, 1);
    let letters: Vec<String> = campus.mailbox().all().into_iter().map(|letter| letter.to).collect();
    let of_trainees: Vec<_> = letters.iter().filter(|to| *to != "sam@example.org").collect();
    assert_eq!(of_trainees, ["cy@example.org", "ana@example.org"]);
    assert_eq!(ids(&staff.get(QUEUE).await.json()).len(), 0);
    let refused = staff.get("/api/v1/certificates?state=refused").await.json();
    assert_eq!(refused["items"][0]["public_reason"], "You were not at the workshop.");
    assert_eq!(refused["items"][0]["private_reason"], "Her office says that she is ill.");
}

#[actix_web::test]
async fn who_is_refused_is_told_the_public_reason_in_her_language_and_once() {
    let campus = Campus::open().await;
    let sam = campus.person("sam").secretariat().await;
    course(&campus, Issue::AfterSignOff).await;
    let (ana, bo) = (campus.person("ana").speaks("fr").await, campus.person("bo").await);
    completes(&campus, &ana, SLUG, "fr").await;
    completes(&campus, &bo, SLUG, "en").await;
    let all = ids(&sam.get(QUEUE).await.json());
    let silent = json!({ "certificates": all, "decision": "refused", "private_reason": "We know why." });
    sam.post(SIGN_OFFS, silent).await.assert_field("/public_reason", "field-missing");
    assert_eq!(ids(&sam.get(QUEUE).await.json()), all, "nothing was decided");

    let reason = "Vous n’étiez pas à l’atelier.";
    let body = json!({
        "certificates": all, "decision": "refused", "public_reason": reason, "private_reason": "A hint of misconduct.",
    });
    assert_eq!(outcomes(&sam.post(SIGN_OFFS, body.clone()).await.json()), ["refused", "refused"]);
    assert_eq!(outcomes(&sam.post(SIGN_OFFS, body).await.json()), ["already-decided", "already-decided"]);
    campus.run_jobs().await;
    let letters: Vec<_> = campus.mailbox().all().into_iter().filter(|letter| letter.to != "sam@example.org").collect();
    assert_eq!(
        letters.iter().map(|letter| letter.to.as_str()).collect::<Vec<_>>(),
        ["ana@example.org", "bo@example.org"]
    );
    assert!(letters[0].subject.starts_with("Aucun certificat n’a pu être délivré"), "{}", letters[0].subject);
    for letter in &letters {
        assert!(letter.text.contains(reason) && letter.html.contains(reason), "{}", letter.text);
        assert!(!letter.source.contains("misconduct"), "{}", letter.source);
    }
    assert_eq!(count(&campus).await, 0);
}

#[actix_web::test]
async fn nobody_signs_for_herself_and_only_the_secretariat_signs() {
    let campus = Campus::open().await;
    let sam = campus.person("sam").secretariat().await;
    let kim = campus.person("kim").secretariat().await;
    course(&campus, Issue::AfterSignOff).await;
    completes(&campus, &sam, SLUG, "en").await;
    let queue = sam.get(QUEUE).await.json();
    let body = json!({ "certificates": ids(&queue), "decision": "signed-off" });
    let answer = sam.post(SIGN_OFFS, body.clone()).await.json();
    assert_eq!(outcomes(&answer), ["own-certificate"]);
    assert!(answer["items"][0]["detail"].as_str().is_some_and(|detail| !detail.is_empty()));

    let (eve, fay) = (campus.person("eve").await, campus.person("fay").focal_point("MG").await);
    for nobody in [&eve, &fay] {
        nobody.get(QUEUE).await.assert_problem(403, "forbidden");
        nobody.post(SIGN_OFFS, body.clone()).await.assert_problem(403, "forbidden");
    }
    campus.guest().get(QUEUE).await.assert_problem(401, "sign-in-required");
    campus.guest().post(SIGN_OFFS, body.clone()).await.assert_problem(401, "sign-in-required");
    campus.run_jobs().await;
    assert_eq!(count(&campus).await, 0);

    let once = kim.with_header("idempotency-key", "today");
    let answer = once.post(SIGN_OFFS, body.clone()).await;
    assert_eq!(outcomes(&answer.json()), ["signed-off"]);
    assert_eq!(once.post(SIGN_OFFS, body).await.body, answer.body);
    campus.run_jobs().await;
    assert_eq!(count(&campus).await, 1);
}

#[actix_web::test]
async fn the_queue_is_filtered_and_read_page_by_page() {
    let campus = Campus::open().await;
    let sam = campus.person("sam").secretariat().await;
    course_called(&campus, "one", Issue::AfterSignOff).await;
    course_called(&campus, "two", Issue::AfterSignOff).await;
    for (name, slug, party) in [("ana", "one", Some("MG")), ("bo", "one", Some("FR")), ("cy", "two", Some("MG"))] {
        let person = campus.person(name).await;
        completes_for(&campus, &person, (slug, "en"), party).await;
        campus.clock.advance(std::time::Duration::from_millis(5));
    }
    for (filter, names) in [
        ("", vec!["ana", "bo", "cy"]),
        ("&course=one", vec!["ana", "bo"]),
        ("&party=MG", vec!["ana", "cy"]),
        ("&course=two&party=FR", vec![]),
    ] {
        let queue = sam.get(&format!("{QUEUE}{filter}")).await.json();
        let found: Vec<_> =
            queue["items"].as_array().expect("items").iter().map(|it| it["person"]["name"].clone()).collect();
        assert_eq!(found, names, "{filter}");
    }
    let first = sam.get(&format!("{QUEUE}&limit=2")).await;
    assert!(first.header("link").is_some_and(|link| link.contains("rel=\"next\"")));
    let next = first.json()["next"].as_str().expect("more").to_owned();
    assert_eq!(ids(&sam.get(&format!("{QUEUE}&limit=2&cursor={next}")).await.json()).len(), 1);
    sam.get(&format!("{QUEUE}&course=none")).await.assert_problem(404, "course-unknown");
    for query in ["?state=valid", "?state=awaiting-sign-off&party=mg", "?who=me", "?course=A"] {
        sam.get(&format!("/api/v1/certificates{query}")).await.assert_problem(400, "query-invalid");
    }
}

#[actix_web::test]
async fn a_decision_that_is_not_one_changes_nothing() {
    let campus = Campus::open().await;
    let sam = campus.person("sam").secretariat().await;
    let id = "0197a2c4-6f1e-7c3a-9d55-3f6a1b2c4d5e";
    let sign = |body: Value| sam.post(SIGN_OFFS, body);
    let answer = sign(json!({ "certificates": [], "decision": "refused" })).await;
    answer.assert_field("/certificates", "field-empty").assert_field("/public_reason", "field-missing");
    let many = json!({
        "certificates": vec![id; 101], "decision": "refused", "public_reason": "a\u{202e}b", "private_reason": " ",
    });
    let answer = sign(many).await;
    answer.assert_field("/certificates", "field-too-many-items");
    answer.assert_field("/public_reason", "field-control-characters").assert_field("/private_reason", "field-empty");
    assert_eq!(sign(json!({ "certificates": vec![id; 100], "decision": "signed-off" })).await.status, 200);
    for (body, pointer) in [
        (json!({ "certificates": ["x"], "decision": "refused" }), "/certificates/0"),
        (json!({ "certificates": [id], "decision": "maybe" }), "/decision"),
        (json!({ "certificates": [id], "decision": "refused", "by": "me" }), "/by"),
        (json!({ "certificates": [id], "decision": "refused", "reason": "No." }), "/reason"),
    ] {
        let answer = sign(body).await;
        answer.assert_problem(422, "body-invalid");
        assert_eq!(answer.json()["errors"][0]["pointer"], pointer);
    }
}

#[actix_web::test]
async fn a_refusal_can_be_taken_back_and_a_signature_cannot() {
    let campus = Campus::open().await;
    let sam = campus.person("sam").secretariat().await;
    course(&campus, Issue::AfterSignOff).await;
    let ana = campus.person("ana").await;
    completes(&campus, &ana, SLUG, "en").await;
    let id = ids(&sam.get(QUEUE).await.json())[0].clone();
    let say = |decision: &str| {
        let reason = "She was there after all.";
        sam.post(SIGN_OFFS, json!({ "certificates": [id], "decision": decision, "public_reason": reason }))
    };
    for (decision, outcome) in [
        ("refused", "refused"),
        ("refused", "already-decided"),
        ("signed-off", "signed-off"),
        ("refused", "already-decided"),
        ("signed-off", "already-decided"),
    ] {
        assert_eq!(outcomes(&say(decision).await.json()), [outcome], "{decision}");
    }
    campus.run_jobs().await;
    assert_eq!(count(&campus).await, 1);
    assert_eq!(ids(&sam.get("/api/v1/certificates?state=issued").await.json()), [id]);
    assert_eq!(ana.get("/api/v1/me/pending-certificates").await.json(), json!({ "items": [] }));
}

#[actix_web::test]
async fn what_cannot_be_printed_is_not_signed_off_and_the_script_is_named() {
    let campus = Campus::open_with(|config| config.certificates.font_directories = Some(Vec::new())).await;
    let sam = campus.person("sam").secretariat().await;
    course(&campus, Issue::AfterSignOff).await;
    let ana = super::office::renamed(&campus, "欧阳慧敏").await;
    let cy = campus.person("cy").await;
    completes(&campus, &ana, SLUG, "en").await;
    completes(&campus, &cy, SLUG, "en").await;
    let body = json!({ "certificates": ids(&sam.get(QUEUE).await.json()), "decision": "signed-off" });
    let answer = sam.post(SIGN_OFFS, body).await.json();
    let mut found = outcomes(&answer);
    found.sort_unstable();
    assert_eq!(found, ["not-printable", "signed-off"]);
    let items = answer["items"].as_array().expect("items");
    let refused = items.iter().find(|item| item["outcome"] == "not-printable").expect("one");
    assert_eq!(refused["script"], "Han");
    assert!(refused["detail"].as_str().is_some_and(|detail| detail.contains("Han")), "{refused}");
    assert_eq!(ids(&sam.get(QUEUE).await.json()).len(), 1);
}

#[actix_web::test]
async fn a_certificate_bears_the_name_that_was_signed_off_and_a_change_shows_in_the_queue() {
    let campus = Campus::open().await;
    let sam = campus.person("sam").secretariat().await;
    course(&campus, Issue::AfterSignOff).await;
    let ana = super::office::renamed(&campus, "Ana Rakoto").await;
    completes(&campus, &ana, SLUG, "en").await;
    let change = async |name: &str| {
        let etag = ana.get("/api/v1/me").await.header("etag").expect("a version").to_owned();
        let changed = ana.with_header("if-match", &etag).patch("/api/v1/me", json!({ "name": name })).await;
        changed.assert_status(200);
    };
    change("Somebody Else").await;
    let queue = sam.get(QUEUE).await.json();
    let person = &queue["items"][0]["person"];
    assert_eq!((&person["name"], &person["renamed_to"]), (&json!("Ana Rakoto"), &json!("Somebody Else")));

    // Refused on account of it, she corrects it; what is then signed off is what the Secretariat sees.
    let id = ids(&queue)[0].clone();
    let say = |decision: &str| {
        let reason = "Please give your own name.";
        sam.post(SIGN_OFFS, json!({ "certificates": [id], "decision": decision, "public_reason": reason }))
    };
    assert_eq!(outcomes(&say("refused").await.json()), ["refused"]);
    change("Ana Rakotomalala").await;
    let refused = sam.get("/api/v1/certificates?state=refused").await.json();
    assert_eq!(refused["items"][0]["person"], json!({ "id": ana.id, "name": "Ana Rakotomalala" }));
    assert_eq!(outcomes(&say("signed-off").await.json()), ["signed-off"]);
    change("Président de la République").await;
    campus.run_jobs().await;
    assert_eq!(certificate(&ana).await["name"], "Ana Rakotomalala");
}

#[actix_web::test]
async fn a_certificate_for_a_party_bears_the_name_that_was_vouched_for() {
    let campus = Campus::open().await;
    let course = campus.course("fish").for_officials(&["customs"]).await;
    let (ana, focal) =
        (super::office::renamed(&campus, "Bob Rasolo").await, campus.person("focal").focal_point("MG").await);
    let office = json!({ "party": "MG", "authority": "customs", "organisation": "Douanes" });
    ana.post("/api/v1/me/affiliations", office).await.assert_status(201);
    let enrolment = ana.enrols(&course).await;
    let approved = format!("/api/v1/enrolments/{enrolment}/decision");
    focal.post(&approved, json!({ "decision": "approved" })).await.assert_status(200);
    let etag = ana.get("/api/v1/me").await.header("etag").expect("a version").to_owned();
    let name = json!({ "name": "Président de la République" });
    ana.with_header("if-match", &etag).patch("/api/v1/me", name).await.assert_status(200);
    let seen = focal.get("/api/v1/affiliations?state=vouched").await.json();
    assert_eq!(seen["items"][0]["vouched_name"], "Bob Rasolo");

    let (library, id) = (campus.app.library.clone(), enrolment.parse().expect("an id"));
    let complete = move |tx: &mut virtual_college::db::Tx<'_>| {
        let (enrolment, now) = (enrolments::find_by_id(tx, id)?.expect("an enrolment"), tx.now());
        assert!(enrolments::set_completed(tx, &enrolment, None, now)?);
        let enrolment = enrolments::find_by_id(tx, id)?.expect("an enrolment");
        certificates::on_completion(tx, &library, &enrolment, None)
    };
    campus.app.db.write(complete).await.expect("complete");
    campus.run_jobs().await;
    assert_eq!(certificate(&ana).await["name"], "Bob Rasolo");
}
