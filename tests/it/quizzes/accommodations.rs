//! Extra time for those who need it.

use serde_json::{Value, json};

use super::started;
use crate::support::{Campus, Person, START, days, minutes};

const PATH: &str = "/api/v1/accommodations";

fn extra(person: &Person, percent: i32) -> Value {
    json!({
        "person": person.id, "extra_time_percent": percent, "reason": "Dyslexia.", "until": START.plus(days(100)),
    })
}

async fn deadline(campus: &Campus, name: &Person, enrolment: &str) -> Value {
    started(&campus.back(name).await, enrolment, "exam").await.1["deadline"].clone()
}

#[actix_web::test]
async fn an_attempt_has_the_extra_time_that_holds_when_it_begins() {
    let campus = Campus::open().await;
    let (fish, birds) = (campus.course("fish").await, campus.course("birds").await);
    let (ana, sam) = (campus.person("ana").await, campus.person("sam").secretariat().await);
    let (in_fish, in_birds) = (ana.enrols(&fish).await, ana.enrols(&birds).await);

    // Of several grants the most generous counts; one of them is for the other enrolment alone.
    sam.post(PATH, extra(&ana, 10)).await.assert_status(201);
    let granted = sam.post(PATH, extra(&ana, 50)).await;
    granted.assert_status(201);
    let mut there = extra(&ana, 100);
    there["enrolment"] = json!(in_birds);
    sam.post(PATH, there).await.assert_status(201);
    assert_eq!(deadline(&campus, &ana, &in_fish).await, json!(START.plus(minutes(30))));
    assert_eq!(deadline(&campus, &ana, &in_birds).await, json!(START.plus(minutes(40))));

    // What has begun keeps its deadline.
    let one = format!("{PATH}/{}", granted.json()["id"].as_str().unwrap());
    sam.delete(&one).await.assert_status(204);
    sam.delete(&one).await.assert_problem(404, "accommodation-unknown");
    campus.clock.advance(minutes(25));
    campus.run_jobs().await;
    let ana_again = campus.back(&ana).await;
    let attempts = ana_again.get(&format!("/api/v1/enrolments/{in_fish}/attempts")).await.json();
    assert_eq!(attempts["items"][0]["submitted_at"], Value::Null, "{attempts:#}");
    campus.clock.advance(minutes(10));
    campus.run_jobs().await;
    let now = campus.clock.now();
    assert_eq!(deadline(&campus, &ana, &in_fish).await, json!(now.plus(minutes(22))), "10 % are left");

    campus.clock.advance(days(100));
    campus.run_jobs().await;
    let now = campus.clock.now();
    assert_eq!(deadline(&campus, &ana, &in_fish).await, json!(now.plus(minutes(20))), "it has ended");
    assert_eq!((campus.audited("accommodation-granted").await, campus.audited("accommodation-revoked").await), (3, 1));
}

#[actix_web::test]
async fn a_person_sees_her_extra_time_and_the_reason_stays_with_the_secretariat() {
    let campus = Campus::open().await;
    let (ana, eve) = (campus.person("ana").await, campus.person("eve").await);
    let sam = campus.person("sam").secretariat().await;
    let granted = sam.post(PATH, extra(&ana, 25)).await;
    assert_eq!((&granted.json()["reason"], &granted.json()["granted_by"]), (&json!("Dyslexia."), &json!(sam.id)));

    let own = ana.get("/api/v1/me/accommodations").await;
    let item = &own.json()["items"][0];
    assert_eq!((&item["extra_time_percent"], &item["expires_at"]), (&json!(25), &json!(START.plus(days(100)))));
    assert!(!own.text().contains("Dyslexia") && !own.text().contains("granted_by"), "{}", own.text());
    assert_eq!(eve.get("/api/v1/me/accommodations").await.json()["items"], json!([]));

    let listed = sam.get(&format!("{PATH}?person={}", ana.id)).await.json();
    assert_eq!((listed["items"].as_array().map(Vec::len), &listed["items"][0]), (Some(1), &granted.json()));
    assert_eq!(sam.get(&format!("{PATH}?person={}", eve.id)).await.json()["items"], json!([]));
    sam.delete(&format!("{PATH}/{}", granted.json()["id"].as_str().unwrap())).await.assert_status(204);
    assert_eq!(ana.get("/api/v1/me/accommodations").await.json()["items"], json!([]));
    assert_eq!(sam.get(PATH).await.json()["items"], json!([]));
}

#[actix_web::test]
async fn the_secretariat_alone_grants_extra_time_and_nobody_to_herself() {
    let campus = Campus::open().await;
    let (ana, sam) = (campus.person("ana").await, campus.person("sam").secretariat().await);
    let focal = campus.person("focal").focal_point("MG").await;
    for other in [&ana, &focal] {
        other.post(PATH, extra(&ana, 25)).await.assert_problem(403, "forbidden");
        other.get(PATH).await.assert_problem(403, "forbidden");
        other.delete(&format!("{PATH}/{}", ana.id)).await.assert_problem(403, "forbidden");
    }
    campus.guest().get(PATH).await.assert_problem(401, "sign-in-required");
    sam.post(PATH, extra(&sam, 25)).await.assert_problem(403, "accommodation-own");

    let course = campus.course("fish").await;
    let enrolment = focal.enrols(&course).await;
    for (member, value, code) in [
        ("person", json!("0197a2c4-6f1e-7c3a-9d55-3f6a1b2c4d5e"), "person-unknown"),
        ("enrolment", json!(enrolment), "enrolment-unknown"),
        ("extra_time_percent", json!(0), "extra-time-out-of-range"),
        ("extra_time_percent", json!(301), "extra-time-out-of-range"),
        ("reason", json!(" "), "field-empty"),
        ("until", json!(START), "moment-passed"),
        ("until", json!(START.plus(days(6 * 365))), "until-too-far"),
        ("for", json!("life"), "field-unknown"),
    ] {
        let mut body = extra(&ana, 25);
        body[member] = value;
        sam.post(PATH, body).await.assert_field(&format!("/{member}"), code);
    }
    assert_eq!(sam.get(PATH).await.json()["items"], json!([]));
    let once = sam.with_header("idempotency-key", "one");
    let (first, second) = (once.post(PATH, extra(&ana, 25)).await, once.post(PATH, extra(&ana, 25)).await);
    assert_eq!((first.status, &first.body), (201, &second.body));
}
