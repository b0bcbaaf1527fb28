//! Certificates of earlier versions of a course, which end when the Secretariat says so.

use serde_json::{Value, json};
use virtual_college::courses::model::{Issue, Slug};

use super::changing::{act, page, suspend, verified, withdrawn};
use super::policies::{POLICY, policy, set};
use super::presenting::pdf;
use super::school::*;
use crate::support::{Campus, Client, Person, days};

/// The end, 40 days after the beginning.
const END: &str = "2027-04-11T00:00:00Z";

/// Publishes the next version of the course.
async fn next_version(campus: &Campus) {
    let before = campus.app.library.current(&Slug::parse(SLUG).expect("a slug")).expect("a course").number;
    let published =
        course_with(campus, SLUG, Issue::OnCompletion, |text| text.title.push_str(", second version")).await;
    assert_eq!(published.number, before + 1);
}

/// The id of the certificate of somebody who completes the present version.
async fn certified(campus: &Campus, name: &str) -> (Person, String) {
    let person = campus.person(name).await;
    completes(campus, &person, SLUG, "en").await;
    campus.run_jobs().await;
    let id = certificate(&person).await["id"].as_str().expect("an id").to_owned();
    (person, id)
}

fn ends(before: i64, end: &str) -> Value {
    json!({ "earlier_versions": { "before": before, "end": end } })
}

async fn show(client: &Client, id: &str) -> Value {
    client.get(&format!("/api/v1/certificates/{id}")).await.json()
}

/// Ana holds a certificate of the first version, Ben one of the second.
async fn stage() -> (Campus, (Person, String), (Person, String), Person) {
    let campus = Campus::open_with(in_public).await;
    let ana = holder(&campus, "ana").await;
    next_version(&campus).await;
    let ben = certified(&campus, "ben").await;
    let sam = campus.person("sam").secretariat().await;
    campus.run_jobs().await;
    campus.mailbox().clear();
    (campus, ana, ben, sam)
}

#[actix_web::test]
async fn certificates_of_earlier_versions_end_on_the_day_that_the_secretariat_names() {
    let (campus, (ana, of_ana), (ben, of_ben), sam) = stage().await;
    let (printed, seen) = (pdf(&ana, &of_ana, "en").await, ana.get(&format!("/api/v1/certificates/{of_ana}")).await);
    set(&sam, ends(2, END)).await;
    campus.run_jobs().await;

    let letters = campus.mailbox().all();
    assert_eq!(letters.len(), 1, "{letters:#?}");
    let letter = &letters[0];
    assert!(letter.to.contains("ana") && letter.subject.contains("ends on 11 April 2027"), "{letter:#?}");
    assert!(
        letter.text.contains("A newer version of the course") && letter.text.contains("second version"),
        "{}",
        letter.text
    );

    let path = format!("/api/v1/certificates/{of_ana}");
    let tag = seen.header("etag").expect("a version").to_owned();
    ana.with_header("if-none-match", &tag).get(&path).await.assert_status(200);
    let now = show(&ana, &of_ana).await;
    assert_eq!((&now["state"], &now["ends_early"], &now["valid_until"]), (&json!("valid"), &json!(END), &Value::Null));
    assert!(now["linkedin"].as_str().expect("a link").contains("expirationYear=2027&expirationMonth=4"));
    assert_eq!(pdf(&ana, &of_ana, "en").await, printed, "what is printed stays");
    assert_eq!(show(&ben, &of_ben).await.get("ends_early"), None);
    assert_eq!(
        (verified(&campus, &of_ana).await["state"].clone(), withdrawn(&campus, &of_ana).await.0),
        (json!("valid"), false)
    );
    let shown = page(&campus, &of_ana).await;
    assert!(shown.contains("11 April 2027") && shown.contains("A newer version of the course"), "{shown}");

    campus.clock.advance(days(39));
    campus.run_jobs().await;
    assert_eq!(verified(&campus, &of_ana).await["state"], "valid");
    campus.clock.advance(days(2));
    campus.run_jobs().await;
    for (id, state, is_revoked) in [(&of_ana, "expired", true), (&of_ben, "valid", false)] {
        assert_eq!(verified(&campus, id).await["state"], state);
        // What is over for ever does not stand at present, either.
        assert_eq!(withdrawn(&campus, id).await, (is_revoked, is_revoked), "{state}");
    }
    let sam = campus.person("sue").secretariat().await;
    let expired = sam.get("/api/v1/certificate-register?state=expired").await.json();
    assert_eq!(expired["items"].as_array().map(Vec::len), Some(1));
    assert_eq!((&expired["items"][0]["id"], &expired["items"][0]["ends_early"]), (&json!(of_ana), &json!(END)));
    assert_eq!(
        sam.get("/api/v1/certificate-register?state=valid").await.json()["items"].as_array().map(Vec::len),
        Some(1)
    );
}

#[actix_web::test]
async fn holders_are_told_of_an_earlier_end_once_and_reminded_of_it() {
    let (campus, ..) = stage().await;
    let sam = campus.person("sue").secretariat().await;
    set(&sam, ends(2, "2027-06-30T00:00:00Z")).await;
    let mut told = Vec::new();
    for day in 0..122 {
        campus.run_jobs().await;
        if !campus.mailbox().all().is_empty() {
            told.push(day);
        }
        campus.mailbox().clear();
        campus.clock.advance(days(1));
    }
    // 1 June and 24 June are 30 and 7 days before.
    assert_eq!(told, [0, 30, 90, 113]);
}

#[actix_web::test]
async fn an_earlier_end_that_is_taken_back_ends_nothing_and_holders_are_told() {
    let (campus, (ana, of_ana), _, sam) = stage().await;
    set(&sam, ends(2, END)).await;
    campus.run_jobs().await;
    campus.mailbox().clear();
    set(&sam, json!({})).await;
    campus.run_jobs().await;
    let letters = campus.mailbox().all();
    assert_eq!(letters.len(), 1, "{letters:#?}");
    assert!(letters[0].subject.contains("goes on holding"), "{}", letters[0].subject);
    assert_eq!(show(&ana, &of_ana).await.get("ends_early"), None);
    campus.clock.advance(days(41));
    campus.run_jobs().await;
    assert_eq!(
        (verified(&campus, &of_ana).await["state"].clone(), withdrawn(&campus, &of_ana).await),
        (json!("valid"), (false, false))
    );
}

#[actix_web::test]
async fn what_has_ended_is_not_brought_back_by_another_policy() {
    let (campus, (_, of_ana), _, sam) = stage().await;
    set(&sam, ends(2, END)).await;
    campus.run_jobs().await;
    campus.clock.advance(days(41));
    campus.run_jobs().await;
    let sam = campus.person("sue").secretariat().await;
    // The day is past, and what else the policy says is changed all the same.
    set(&sam, json!({ "earlier_versions": { "before": 2, "end": END }, "shows_grade": false })).await;
    set(&sam, json!({})).await;
    campus.run_jobs().await;
    assert_eq!(
        (verified(&campus, &of_ana).await["state"].clone(), withdrawn(&campus, &of_ana).await.0),
        (json!("expired"), true)
    );
}

#[actix_web::test]
async fn a_certificate_of_an_earlier_version_says_its_end_when_it_is_issued_before() {
    let campus = Campus::open_with(in_public).await;
    course(&campus, Issue::OnCompletion).await;
    let (eve, zoe) = (campus.person("eve").await, campus.person("zoe").await);
    let mut enrolments = Vec::new();
    for person in [&eve, &zoe] {
        let answer = person.post("/api/v1/enrolments", json!({ "course": SLUG, "locale": "en" })).await;
        enrolments.push(answer.json()["id"].as_str().expect("an id").parse().expect("an id"));
    }
    next_version(&campus).await;
    let sam = campus.person("sam").secretariat().await;
    set(&sam, ends(2, END)).await;
    complete(&campus, enrolments[0], None).await;
    campus.run_jobs().await;
    let early = certificate(&eve).await;
    assert_eq!((&early["valid_until"], early.get("ends_early")), (&json!(END), None));

    // After that day only the Secretariat can say what a certificate of that version is worth.
    campus.clock.advance(days(41));
    complete(&campus, enrolments[1], None).await;
    campus.run_jobs().await;
    assert_eq!(count(&campus).await, 1);
    let sam = campus.person("sue").secretariat().await;
    let waiting = sam.get("/api/v1/certificates?state=awaiting-sign-off").await.json();
    assert_eq!(waiting["items"].as_array().map(Vec::len), Some(1), "{waiting:#}");
}

#[actix_web::test]
async fn what_happens_to_a_certificate_that_ends_early() {
    let (campus, (ana, of_ana), _, sam) = stage().await;
    suspend(&sam, &of_ana).await;
    set(&sam, ends(2, END)).await;
    campus.run_jobs().await;
    assert_eq!(show(&ana, &of_ana).await["ends_early"], END);
    act(&sam, &of_ana, "restoration", json!({ "public_reason": "cleared" })).await.assert_status(200);
    // A corrected name does not make it hold for longer: the new one is printed with the end.
    act(&sam, &of_ana, "correction", json!({ "name": "Ana Maria Rakoto" })).await.assert_status(201);
    let replaced = show(&ana, &of_ana).await;
    let new = replaced["replaced_by"].as_str().expect("a certificate").to_owned();
    campus.run_jobs().await;
    let new = show(&ana, &new).await;
    assert_eq!((&new["valid_until"], new.get("ends_early")), (&json!(END), None));
}

#[actix_web::test]
async fn an_earlier_end_leaves_time_and_names_a_version_that_is_there() {
    let (campus, _, _, sam) = stage().await;
    let staff = sam.with_header("if-match", "*");
    for (before, end, pointer, code) in [
        (1, END, "/earlier_versions/before", "version-not-later"),
        (3, END, "/earlier_versions/before", "version-not-later"),
        (i64::MAX, END, "/earlier_versions/before", "version-not-later"),
        (2, "2027-03-20T00:00:00Z", "/earlier_versions/end", "moment-too-soon"),
        (2, "2020-03-20T00:00:00Z", "/earlier_versions/end", "moment-too-soon"),
    ] {
        staff.put(POLICY, policy(ends(before, end))).await.assert_field(pointer, code);
    }
    campus.run_jobs().await;
    assert!(campus.mailbox().is_empty());
}

#[actix_web::test]
async fn what_was_owed_before_the_end_and_comes_after_it_waits_for_the_secretariat() {
    let campus = Campus::open_with(in_public).await;
    course(&campus, Issue::OnCompletion).await;
    let ana = campus.person("ana").await;
    completes(&campus, &ana, SLUG, "en").await;
    next_version(&campus).await;
    let sam = campus.person("sam").secretariat().await;
    set(&sam, ends(2, END)).await;
    // Nothing was done meanwhile: no font, or no process.
    campus.clock.advance(days(41));
    campus.run_jobs().await;
    assert_eq!(count(&campus).await, 0);
    let sam = campus.back(&sam).await;
    let queue = sam.get("/api/v1/certificates").await.json();
    assert_eq!(queue["items"][0]["person"]["id"], json!(ana.id), "{queue:#}");
}
