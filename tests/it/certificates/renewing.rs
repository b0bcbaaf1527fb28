//! Certificates that end, renewed by a shorter course or in a room.

use diesel::prelude::*;
use serde_json::{Value, json};
use virtual_college::courses::CourseId;
use virtual_college::courses::model::Issue;
use virtual_college::db::Tx;
use virtual_college::db::schema::certificate_policies as kept_policies;

use super::changing::act;
use super::policies::{reminders, set};
use super::school::*;
use super::workshops::{confirm, proposed_with};
use crate::support::{Campus, Client, Person, days, hours};

const REFRESHER: &str = "refresher";

/// Two years, and a shorter course after that.
fn two_years() -> Value {
    json!({ "validity": { "kind": "months", "months": 24 }, "renewal": REFRESHER })
}

/// A college whose certificates are renewed by a course that gives none of its own.
async fn college(campus: &Campus) -> Person {
    let sam = campus.person("sam").secretariat().await;
    course(campus, Issue::OnCompletion).await;
    course_called(campus, REFRESHER, Issue::None).await;
    set(&sam, two_years()).await;
    sam
}

/// Completes the course, and its certificate.
async fn holds(campus: &Campus, name: &str) -> (Person, Value) {
    let person = campus.person(name).await;
    completes(campus, &person, SLUG, "en").await;
    campus.run_jobs().await;
    let held = certificate(&person).await;
    (person, held)
}

/// Completes the shorter course, some days later; the enrolment in it.
async fn refreshes(campus: &Campus, person: &Person) -> String {
    let back = campus.back(person).await;
    let answer = back.post("/api/v1/enrolments", json!({ "course": REFRESHER, "locale": "fr" })).await;
    answer.assert_status(201);
    let id = answer.json()["id"].as_str().expect("an id").to_owned();
    complete(campus, id.parse().expect("an id"), None).await;
    campus.run_jobs().await;
    id
}

/// The number and the end of each certificate, the latest first.
async fn ends(person: &Client) -> Vec<(String, String)> {
    let list = person.get("/api/v1/me/certificates").await.json();
    let text = |it: &Value, member: &str| it[member].as_str().unwrap_or_default().to_owned();
    let items = list["items"].as_array().expect("a list").clone();
    items.iter().map(|it| (text(it, "serial"), text(it, "valid_until"))).collect()
}

fn pair(number: &str, end: &str) -> (String, String) {
    (number.to_owned(), end.to_owned())
}

#[actix_web::test]
async fn who_completes_the_shorter_course_in_time_gets_another_certificate_and_is_not_reminded() {
    let campus = Campus::open_with(in_public).await;
    college(&campus).await;
    let (ana, old) = holds(&campus, "ana").await;
    let (ben, _) = holds(&campus, "ben").await;
    campus.clock.advance(days(600));
    campus.mailbox().clear();
    let through = refreshes(&campus, &ana).await;
    let back = campus.back(&ana).await;
    assert_eq!(
        ends(&back).await,
        [pair("VC-2028-00000001", "2030-10-22T23:59:59Z"), pair("VC-2027-00000001", "2029-03-02T23:59:59Z")]
    );
    let new = back.get("/api/v1/me/certificates").await.json()["items"][0].clone();
    assert_eq!((&new["course"]["slug"], &new["language"]), (&json!(SLUG), &json!("fr")), "{new:#}");
    assert_eq!(new.get("grade_basis_points"), None, "the other grade is not of this course");
    assert_eq!(campus.mailbox().all().iter().filter(|it| it.text.contains("VC-2028-00000001")).count(), 1);
    let old = campus
        .guest()
        .with_header("accept", "application/json")
        .get(&format!("/verify/{}", old["id"].as_str().expect("an id")))
        .await;
    assert_eq!(old.json()["state"], "valid", "until its own end");

    let enrolments = back.get("/api/v1/me/enrolments").await.json();
    let renewed =
        enrolments["items"].as_array().expect("items").iter().find(|it| it["renewed_through"] == json!(through));
    let renewed = renewed.expect("an enrolment");
    assert_eq!((&renewed["state"], &renewed["course"]["slug"]), (&json!("completed"), &json!(SLUG)));
    let id = renewed["id"].as_str().expect("an id");
    campus.assert_rebuilds(&ana, id).await;
    // It opens nothing: neither lessons nor the exam with its key, to nobody who was not let in otherwise.
    let nothing = back.post(&format!("/api/v1/enrolments/{id}/events"), json!({ "events": [] })).await;
    nothing.assert_problem(409, "enrolment-not-active");

    campus.mailbox().clear();
    let (mut told, mut all) = (Vec::new(), 0);
    for _ in 0..14 {
        campus.clock.advance(days(10));
        campus.run_jobs().await;
        let letters = campus.mailbox().all();
        told.extend(letters.into_iter().filter(|it| it.subject.contains("ends on")).map(|it| it.to));
        all += reminders(&campus).await;
    }
    assert!(all >= 3 && told.iter().all(|to| *to == ben.email), "{told:?}");
}

#[actix_web::test]
async fn nothing_is_renewed_that_is_over_or_withdrawn_or_would_not_hold_for_longer() {
    let campus = Campus::open_with(in_public).await;
    let sam = college(&campus).await;
    let (ana, _) = holds(&campus, "ana").await;
    let (ben, of_ben) = holds(&campus, "ben").await;
    let cy = campus.person("cy").await;
    refreshes(&campus, &ana).await;
    refreshes(&campus, &cy).await;
    let revoked = of_ben["id"].as_str().expect("an id");
    act(&sam, revoked, "revocation", json!({ "public_reason": "misconduct" })).await.assert_status(201);
    campus.clock.advance(days(300));
    refreshes(&campus, &ben).await;
    assert_eq!(count(&campus).await, 2, "on the same day, without a certificate, and with one that was revoked");
    campus.clock.advance(days(500));
    refreshes(&campus, &ana).await;
    assert_eq!(count(&campus).await, 2, "it is over");
}

#[actix_web::test]
async fn a_renewal_waits_for_a_signature_where_the_policy_wants_one_and_nobody_is_reminded_meanwhile() {
    let campus = Campus::open_with(in_public).await;
    let sam = college(&campus).await;
    let (ana, _) = holds(&campus, "ana").await;
    let mut signed = two_years();
    signed["issue"] = json!("after-sign-off");
    set(&sam, signed).await;
    campus.clock.advance(days(639));
    refreshes(&campus, &ana).await;
    campus.clock.advance(days(5));
    assert_eq!((reminders(&campus).await, count(&campus).await), (0, 1));
    let back = campus.back(&sam).await;
    let waiting = super::signing_off::ids(&back.get("/api/v1/certificates").await.json());
    assert_eq!(waiting.len(), 1);
    let refused = json!({ "certificates": waiting, "decision": "refused", "public_reason": "Please call us." });
    back.post("/api/v1/certificate-sign-offs", refused).await.assert_status(200);
    campus.clock.advance(hours(7));
    assert_eq!(reminders(&campus).await, 1, "there is nothing on its way to her");
    let back = campus.back(&sam).await;
    let signed_off = json!({ "certificates": waiting, "decision": "signed-off" });
    back.post("/api/v1/certificate-sign-offs", signed_off).await.assert_status(200);
    campus.run_jobs().await;
    assert_eq!(count(&campus).await, 2);
}

#[actix_web::test]
async fn a_certificate_that_is_over_or_soon_is_renewed_in_a_room() {
    let campus = Campus::open_with(in_public).await;
    let sam = college(&campus).await;
    let (_ana, _) = holds(&campus, "ana").await;
    let list = "name,email\nana,ana@example.org\n";
    // In October, 620 days before its end; then in December 2028, when she is reminded.
    for (later, day, rows) in [(230, "2027-10-15", json!({ "has-one": 1 })), (420, "2028-12-10", json!({ "ready": 1 }))]
    {
        campus.clock.advance(days(later));
        let sam = campus.back(&sam).await;
        let (path, found) = proposed_with(&campus, &sam, list, &[("ended_on", day)]).await;
        assert_eq!(found["rows"], rows, "{found:#}");
        if found["count"] == json!(1) {
            confirm(&sam, &path, &found).await.assert_status(202);
            campus.run_jobs().await;
        }
    }
    assert_eq!(count(&campus).await, 2);
    let sam = campus.back(&sam).await;
    let (_, again) = proposed_with(&campus, &sam, list, &[("ended_on", "2028-12-11")]).await;
    assert_eq!(again["rows"], json!({ "has-one": 1 }), "the new one holds for two years");
}

#[actix_web::test]
async fn two_lists_of_the_same_people_renew_once() {
    let campus = Campus::open_with(in_public).await;
    let sam = college(&campus).await;
    holds(&campus, "ana").await;
    campus.clock.advance(days(650));
    let sam = campus.back(&sam).await;
    let (list, day) = ("name,email\nana,ana@example.org\n", ("ended_on", "2028-12-10"));
    let (one, found) = proposed_with(&campus, &sam, list, &[day, ("title", "Antananarivo")]).await;
    let (two, also) = proposed_with(&campus, &sam, list, &[day, ("title", "Toamasina")]).await;
    assert_eq!((&found["rows"], &also["rows"]), (&json!({ "ready": 1 }), &json!({ "ready": 1 })));
    confirm(&sam, &one, &found).await.assert_status(202);
    confirm(&sam, &two, &also).await.assert_status(202);
    campus.run_jobs().await;
    assert_eq!(count(&campus).await, 2, "the old one and the new one");
}

#[actix_web::test]
async fn the_shorter_course_renews_in_a_room_as_often_as_it_is_taken() {
    let campus = Campus::open_with(in_public).await;
    let sam = campus.person("sam").secretariat().await;
    course(&campus, Issue::OnCompletion).await;
    course_called(&campus, REFRESHER, Issue::OnCompletion).await;
    set(&sam, two_years()).await;
    let (ana, _) = holds(&campus, "ana").await;
    let list = "name,email\nana,ana@example.org\n";
    for (later, day, held) in [(600, "2028-10-20", 3), (720, "2030-10-10", 5)] {
        campus.clock.advance(days(later));
        let sam = campus.back(&sam).await;
        for title in ["Antananarivo", "The same, again"] {
            let change = [("course", REFRESHER), ("ended_on", day), ("title", title)];
            let (path, found) = proposed_with(&campus, &sam, list, &change).await;
            if found["count"] == json!(1) {
                confirm(&sam, &path, &found).await.assert_status(202);
            }
            campus.run_jobs().await;
        }
        let ends = ends(&campus.back(&ana).await).await;
        assert_eq!(ends.len(), held, "one of each course: {ends:?}");
    }
}

/// What the policy of a course says, damaged or as it was.
async fn set_policy_text(campus: &Campus, edit: fn(String) -> String) {
    let set = move |tx: &mut Tx<'_>| {
        let kept: Vec<(CourseId, i32, String)> = kept_policies::table
            .select((kept_policies::course, kept_policies::version, kept_policies::policy))
            .load(tx.conn())?;
        for (course, version, text) in kept {
            let row = diesel::update(kept_policies::table.find((course, version)));
            row.set(kept_policies::policy.eq(edit(text))).execute(tx.conn())?;
        }
        Ok(())
    };
    campus.app.db.write(set).await.expect("set");
}

#[actix_web::test]
async fn what_is_the_matter_with_another_course_keeps_nobody_from_completing_this_one() {
    let campus = Campus::open_with(in_public).await;
    college(&campus).await;
    let (ana, _) = holds(&campus, "ana").await;
    campus.clock.advance(days(600));
    set_policy_text(&campus, |text| format!("?{text}")).await;
    refreshes(&campus, &ana).await;
    let back = campus.back(&ana).await;
    let own = back.get("/api/v1/me/enrolments").await.json();
    let refresher = own["items"].as_array().expect("items").iter().find(|it| it["course"]["slug"] == REFRESHER);
    assert_eq!(refresher.map(|it| &it["state"]), Some(&json!("completed")), "{own:#}");
    assert_eq!(ends(&back).await.len(), 1);

    set_policy_text(&campus, |text| text.trim_start_matches('?').to_owned()).await;
    campus.clock.advance(hours(1));
    campus.run_jobs().await;
    assert_eq!(ends(&campus.back(&ana).await).await.len(), 2, "it is tried again");
}
