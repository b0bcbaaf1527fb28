//! Courses for officials: requests, and those who decide on them.

use serde_json::{Value, json};
use virtual_college::db::Tx;
use virtual_college::enrolments;
use virtual_college::progress::{self, AttemptOutcome, EditionKey};

use super::enrolment;
use crate::support::{Campus, Client, Course, Person, START, days, eventually, minutes};

fn decision(id: &str) -> String {
    format!("/api/v1/enrolments/{id}/decision")
}

fn approved() -> Value {
    json!({ "decision": "approved" })
}

async fn stated(person: &Client, party: &str, authority: &str) -> String {
    let body = json!({ "party": party, "authority": authority, "organisation": "Customs" });
    let answer = person.post("/api/v1/me/affiliations", body).await;
    answer.assert_status(201);
    answer.json()["id"].as_str().expect("an id").to_owned()
}

/// A course for customs, an officer of Madagascar who asked to take it, and a focal point.
struct Request {
    campus: Campus,
    course: Course,
    ana: Person,
    focal: Person,
    affiliation: String,
    id: String,
}

impl Request {
    async fn new() -> Self {
        let campus = Campus::open().await;
        let course = campus.course("skins").for_officials(&["customs", "enforcement-authority"]).sign_off().await;
        let ana = campus.person("ana").speaks("fr").await;
        let focal = campus.person("focal").focal_point("MG").await;
        let affiliation = stated(&ana, "MG", "customs").await;
        let id = ana.enrols(&course).await;
        Self { campus, course, ana, focal, affiliation, id }
    }

    async fn decide(&self, body: Value) -> crate::support::Answer {
        self.focal.post(&decision(&self.id), body).await
    }

    async fn state(&self) -> Value {
        self.ana.get(&enrolment(&self.id)).await.json()["state"].clone()
    }
}

#[actix_web::test]
async fn officials_ask_and_a_focal_point_approves_and_vouches_in_one_step() {
    let it = Request::new().await;
    let lesson = "/api/v1/courses/skins/activities/permits";
    it.ana.get(lesson).await.assert_problem(403, "enrolment-required");
    let shown = it.ana.get(&enrolment(&it.id)).await.json();
    assert_eq!(
        (&shown["state"], &shown["party"], &shown["authority"]),
        (&json!("requested"), &json!("MG"), &json!("customs"))
    );

    let queue = it.focal.get("/api/v1/enrolments?state=requested&course=skins").await.json();
    let item = &queue["items"][0];
    assert_eq!((&item["id"], &item["person"]["name"]), (&json!(it.id), &json!("ana")));
    assert_eq!((&item["affiliation_state"], &item["organisation"]), (&json!("requested"), &json!("Customs")));

    let answer = it.decide(approved()).await;
    answer.assert_status(200);
    assert_eq!((&answer.json()["state"], &answer.json()["affiliation_state"]), (&json!("active"), &json!("vouched")));
    assert_eq!(answer.json()["expires_at"], "2029-03-01T09:00:00Z");
    it.ana.get(lesson).await.assert_status(200);
    let (to, letter) = it.campus.letter("enrolment-decided").await;
    assert_eq!((to, &letter["course_title"]), (it.ana.email.clone(), &json!("Tout sur skins")));
    // One act, one letter.
    assert_eq!(letter["confirmed_party"], "Madagascar");
    let letters = it.campus.letters().await;
    let to_ana: Vec<_> = letters.iter().filter(|(to, _)| *to == it.ana.email).collect();
    assert_eq!(to_ana.len(), 1, "{to_ana:?}");
    for act in ["enrolment-approved", "affiliation-vouched"] {
        assert_eq!(it.campus.audited(act).await, 1, "{act}");
    }
    it.ana.delete(&enrolment(&it.id)).await.assert_status(204);
    it.decide(json!({ "decision": "refused", "reason": "No." })).await.assert_problem(409, "enrolment-already-decided");
}

/// What an enrolled person does: reads a lesson, and notes that she did.
async fn read_and_note(it: &Request) -> (u16, u16) {
    let event = json!({ "id": uuid::Uuid::now_v7(), "activity": "permits", "kind": "viewed", "occurred_at": START });
    let noted = it.ana.post(&format!("{}/events", enrolment(&it.id)), json!({ "events": [event] })).await;
    (it.ana.get("/api/v1/courses/skins/activities/permits").await.status, noted.status)
}

#[actix_web::test]
async fn what_was_approved_can_be_refused_and_closes_at_once() {
    let it = Request::new().await;
    it.decide(approved()).await.assert_status(200);
    assert_eq!(read_and_note(&it).await, (200, 200));
    it.decide(json!({ "decision": "refused" })).await.assert_field("/reason", "field-missing");
    it.decide(json!({ "decision": "refused", "reason": "Has left the service." })).await.assert_status(200);
    assert_eq!(read_and_note(&it).await, (403, 409));
    let shown = it.ana.get(&enrolment(&it.id)).await.json();
    assert_eq!((&shown["state"], &shown["reason"]), (&json!("refused"), &json!("Has left the service.")));
    assert_eq!(it.campus.audited("enrolment-refused").await, 1);
    let letters = it.campus.letters().await;
    let mut told =
        letters.iter().rev().filter(|(to, letter)| *to == it.ana.email && letter["kind"] == "enrolment-decided");
    assert_eq!(told.next().map(|(_, letter)| &letter["approved"]), Some(&json!(false)));
    it.ana.enrols(&it.course).await;
}

#[actix_web::test]
async fn an_approval_lasts_no_longer_than_the_vouching_that_it_rests_on() {
    let it = Request::new().await;
    it.decide(approved()).await.assert_status(200);
    let office = format!("/api/v1/affiliations/{}/decision", it.affiliation);
    let (other, elsewhere) = it.campus.another_instance().await;
    let elsewhere = elsewhere.with_token(&it.ana.access_token);
    let lesson = "/api/v1/courses/skins/activities/permits";
    elsewhere.get(lesson).await.assert_status(200);

    it.focal.post(&office, json!({ "decision": "refused", "reason": "Moved on." })).await.assert_status(200);
    let event = json!({ "events": [] });
    let events = format!("{}/events", enrolment(&it.id));
    it.ana.post(&events, event.clone()).await.assert_problem(409, "enrolment-vouching-ended");
    eventually(async || elsewhere.get(lesson).await.status == 403).await;
    assert_eq!(it.state().await, "active");

    let again = stated(&it.ana, "MG", "customs").await;
    elsewhere.get(lesson).await.assert_problem(403, "enrolment-required");
    let office = format!("/api/v1/affiliations/{again}/decision");
    it.focal.post(&office, json!({ "decision": "vouched", "until": "2027-03-03T09:00:00Z" })).await.assert_status(200);
    it.ana.post(&events, event.clone()).await.assert_status(200);
    eventually(async || elsewhere.get(lesson).await.status == 200).await;

    // A vouching that has come to its day still lets her read, and tell what she did before.
    it.campus.clock.advance(days(2));
    let ana = it.campus.back(&it.ana).await;
    let seen = |second: u8, at: &str| {
        let id = format!("0197a2c4-6f1e-7c3a-9d55-3f6a1b2c4d{second:02}");
        json!({ "id": id, "activity": "permits", "kind": "viewed", "occurred_at": at })
    };
    let told = [seen(1, "2027-03-03T08:59:59Z"), seen(2, "2027-03-03T09:00:00Z")];
    let told = ana.post(&events, json!({ "events": told })).await.json();
    assert_eq!(
        (&told["items"][0]["status"], &told["items"][1]["code"]),
        (&json!("stored"), &json!("event-after-the-end"))
    );
    let attempts = format!("{}/activities/practice/attempts", enrolment(&it.id));
    ana.post(&attempts, json!({})).await.assert_problem(409, "enrolment-vouching-ended");
    it.campus.app.enrolled.forget(it.ana.id);
    ana.get(lesson).await.assert_status(200);
    ana.delete(&format!("/api/v1/me/affiliations/{again}")).await.assert_status(204);
    ana.post(&events, event).await.assert_problem(409, "enrolment-vouching-ended");
    let reads = async || other.enrolled_in(it.ana.id, it.course.id).await.unwrap().is_some();
    eventually(async || !reads().await).await;
}

#[actix_web::test]
async fn without_an_office_of_an_accepted_kind_one_is_told_what_to_do() {
    let campus = Campus::open().await;
    campus.course("skins").for_officials(&["customs"]).await;
    let ana = campus.person("ana").speaks("fr").await;
    let body = json!({ "course": "skins" });
    let answer = ana.post("/api/v1/enrolments", body.clone()).await;
    answer.assert_problem(409, "enrolment-affiliation-required");
    assert!(answer.json()["detail"].as_str().unwrap().contains("Tout sur skins"));
    let judge = stated(&ana, "MG", "judiciary").await;
    ana.post("/api/v1/enrolments", body.clone()).await.assert_problem(409, "enrolment-affiliation-required");
    let named = json!({ "course": "skins", "affiliation": judge });
    ana.post("/api/v1/enrolments", named).await.assert_problem(409, "enrolment-affiliation-unfit");

    let ben = campus.person("ben").await;
    let bens = stated(&ben, "KE", "customs").await;
    let borrowed = json!({ "course": "skins", "affiliation": bens });
    ana.post("/api/v1/enrolments", borrowed).await.assert_problem(409, "enrolment-affiliation-unfit");
}

#[actix_web::test]
async fn a_refusal_needs_a_reason_and_leaves_the_way_open() {
    let it = Request::new().await;
    it.decide(json!({ "decision": "refused" })).await.assert_field("/reason", "field-missing");
    it.decide(json!({ "decision": "perhaps" })).await.assert_field("/decision", "field-unknown-word");
    it.decide(json!({ "decision": "refused", "reason": "Not this year." })).await.assert_status(200);
    assert_eq!(it.state().await, "refused");
    assert_eq!(it.campus.letter("enrolment-decided").await.1["reason"], "Not this year.");
    it.ana.enrols(&it.course).await;
    it.decide(approved()).await.assert_problem(409, "enrolment-already-decided");
}

#[actix_web::test]
async fn a_refusal_by_mistake_is_taken_back() {
    let it = Request::new().await;
    it.decide(approved()).await.assert_status(200);
    assert_eq!(read_and_note(&it).await, (200, 200));
    let refused = || json!({ "decision": "refused", "reason": "Has left the service." });
    it.decide(refused()).await.assert_status(200);
    assert_eq!(read_and_note(&it).await, (403, 409));
    it.decide(refused()).await.assert_problem(409, "enrolment-already-decided");
    let answer = it.decide(approved()).await;
    assert_eq!((answer.status, &answer.json()["state"]), (200, &json!("active")));
    assert_eq!(read_and_note(&it).await, (200, 200));

    let office = format!("/api/v1/affiliations/{}/decision", it.affiliation);
    for (decision, seen) in [(refused(), (403, 409)), (json!({ "decision": "vouched" }), (200, 200))] {
        it.focal.post(&office, decision).await.assert_status(200);
        it.campus.app.enrolled.forget(it.ana.id);
        assert_eq!(read_and_note(&it).await, seen);
    }
    it.focal.post(&office, refused()).await.assert_status(200);
    stated(&it.ana, "MG", "customs").await;
    let again = it.focal.post(&office, json!({ "decision": "vouched" })).await;
    again.assert_problem(409, "affiliation-already-decided");
}

#[actix_web::test]
async fn what_came_to_its_end_while_nobody_vouched_is_completed_when_somebody_does_again() {
    let it = Request::new().await;
    it.decide(approved()).await.assert_status(200);
    it.campus.clock.advance(minutes(1));
    let event = |activity: &str, kind: &str, seconds: Option<u8>| {
        let mut event = json!({ "id": uuid::Uuid::now_v7(), "activity": activity, "kind": kind, "occurred_at": START.plus(minutes(1)) });
        if let Some(seconds) = seconds {
            event["active_seconds"] = json!(seconds);
        }
        event
    };
    let events = [event("welcome", "viewed", None), event("permits", "viewed", None), event("slow", "time", Some(60))];
    let noted = it.ana.post(&format!("{}/events", enrolment(&it.id)), json!({ "events": events })).await;
    noted.assert_status(200);
    let office = format!("/api/v1/affiliations/{}/decision", it.affiliation);
    it.focal.post(&office, json!({ "decision": "refused", "reason": "Moved on." })).await.assert_status(200);
    let (library, id) = (it.campus.app.library.clone(), it.id.parse().expect("an id"));
    let end = move |tx: &mut Tx<'_>| {
        let enrolment = enrolments::find_by_id(tx, id)?.expect("an enrolment");
        let version = library.version(tx, enrolment.version)?;
        for activity in version.structure.required_activities().filter(|activity| activity.quiz().is_some()) {
            let edition = EditionKey::of(&version, version.edition(&enrolment.locale)?);
            let (activity, submitted_at) = (activity.id.clone(), tx.now());
            let outcome = AttemptOutcome { activity, score: 10_000, passed: true, submitted_at, edition };
            progress::record_attempt(tx, &library, &enrolment, &outcome)?;
        }
        Ok(())
    };
    it.campus.app.db.write(end).await.expect("attempts");
    it.campus.run_jobs().await;
    assert_eq!(it.state().await, "active");
    it.focal.post(&office, json!({ "decision": "vouched" })).await.assert_status(200);
    it.campus.run_jobs().await;
    assert_eq!(it.state().await, "completed");
    let pending = it.ana.get("/api/v1/me/pending-certificates").await.json();
    assert_eq!(pending["items"][0]["state"], "awaiting-sign-off");
}

#[actix_web::test]
async fn an_office_that_was_refused_admits_nobody() {
    let it = Request::new().await;
    let path = format!("/api/v1/affiliations/{}/decision", it.affiliation);
    it.focal.post(&path, json!({ "decision": "refused", "reason": "Unknown." })).await.assert_status(200);
    it.decide(approved()).await.assert_problem(409, "enrolment-affiliation-not-vouched");
    assert_eq!(it.state().await, "requested");
    stated(&it.ana, "KE", "customs").await;
    it.decide(approved()).await.assert_problem(409, "enrolment-affiliation-not-vouched");
    stated(&it.ana, "MG", "customs").await;
    it.campus.clock.advance(minutes(1));
    // An office in another Party that was stated later does not stand in the way.
    stated(&it.ana, "ZA", "customs").await;
    it.decide(approved()).await.assert_status(200);
}

#[actix_web::test]
async fn only_those_in_whose_care_a_party_is_decide() {
    let it = Request::new().await;
    let kenyan = it.campus.person("kenyan").focal_point("KE").await;
    let trainee = it.campus.person("trainee").await;
    let secretariat = it.campus.person("secretariat").secretariat().await;
    it.campus.guest().post(&decision(&it.id), approved()).await.assert_problem(401, "sign-in-required");
    for outsider in [&trainee, &it.ana] {
        outsider.get("/api/v1/enrolments").await.assert_problem(403, "forbidden");
        outsider.post(&decision(&it.id), approved()).await.assert_problem(403, "forbidden");
    }
    assert_eq!(kenyan.get("/api/v1/enrolments").await.json()["items"], json!([]));
    kenyan.get("/api/v1/enrolments?party=MG").await.assert_problem(403, "forbidden");
    kenyan.get(&enrolment(&it.id)).await.assert_problem(404, "enrolment-unknown");
    kenyan.post(&decision(&it.id), approved()).await.assert_problem(404, "enrolment-unknown");
    secretariat.get("/api/v1/enrolments?course=nowhere").await.assert_problem(404, "course-unknown");
    secretariat.get("/api/v1/enrolments?limit=101").await.assert_problem(400, "limit-out-of-range");
    assert_eq!(it.focal.get(&enrolment(&it.id)).await.json()["person"]["name"], "ana");
    assert_eq!(it.state().await, "requested");
    secretariat.post(&decision(&it.id), approved()).await.assert_status(200);
    assert_eq!(secretariat.get("/api/v1/enrolments?state=active").await.json()["items"][0]["id"], it.id.as_str());
}

#[actix_web::test]
async fn nobody_decides_on_her_own_request() {
    let campus = Campus::open().await;
    let course = campus.course("skins").for_officials(&["customs"]).await;
    let focal = campus.person("focal").focal_point("MG").await;
    stated(&focal, "MG", "customs").await;
    let id = focal.enrols(&course).await;
    focal.post(&decision(&id), approved()).await.assert_problem(403, "enrolment-own-request");
}

#[actix_web::test]
async fn an_approval_ends_and_everything_stays_readable_until_it_is_prolonged() {
    let it = Request::new().await;
    it.decide(json!({ "decision": "approved", "until": "2027-03-02T08:59:59Z" }))
        .await
        .assert_field("/until", "moment-passed");
    for until in ["2027-03-12T09:00:00Z", "2027-03-20T09:00:00Z", "2027-03-12T09:00:00Z"] {
        let answer = it.decide(json!({ "decision": "approved", "until": until })).await;
        answer.assert_status(200);
        assert_eq!(answer.json()["expires_at"], until);
    }
    it.campus.course("skins").for_officials(&["customs"]).with_lesson("more").await;
    it.campus.clock.advance(days(10));
    let (ana, focal) = (it.campus.back(&it.ana).await, it.campus.back(&it.focal).await);

    assert_eq!(ana.get(&enrolment(&it.id)).await.json()["expired"], true);
    ana.get("/api/v1/courses/skins/activities/permits").await.assert_status(200);
    ana.patch(&enrolment(&it.id), json!({ "locale": "en" })).await.assert_status(200);
    let move_on = format!("{}/version", enrolment(&it.id));
    ana.post(&move_on, json!({})).await.assert_problem(409, "enrolment-expired");

    // The office was vouched for as long as the enrolment: it has to be stated anew.
    focal.post(&decision(&it.id), approved()).await.assert_problem(409, "enrolment-affiliation-not-vouched");
    stated(&ana, "MG", "customs").await;
    focal.post(&decision(&it.id), approved()).await.assert_status(200);
    ana.post(&move_on, json!({})).await.assert_status(200);
}

#[actix_web::test]
async fn an_office_that_nobody_vouches_for_is_noted_nowhere() {
    let it = Request::new().await;
    it.campus.course("fish").await;
    let body = json!({ "course": "fish", "affiliation": it.affiliation });
    it.ana.post("/api/v1/enrolments", body.clone()).await.assert_problem(409, "enrolment-affiliation-unfit");
    it.decide(approved()).await.assert_status(200);
    let answer = it.ana.post("/api/v1/enrolments", body).await;
    answer.assert_status(201);
    assert_eq!(answer.json()["party"], "MG");
}

#[actix_web::test]
async fn a_vouched_office_is_noted_even_where_a_course_is_for_everyone() {
    let it = Request::new().await;
    let fish = it.campus.course("fish").await;
    let before = it.ana.enrols(&fish).await;
    assert_eq!(it.ana.get(&enrolment(&before)).await.json()["party"], Value::Null);
    it.decide(approved()).await.assert_status(200);
    let birds = it.campus.course("birds").await;
    let after = it.ana.enrols(&birds).await;
    let shown = it.ana.get(&enrolment(&after)).await.json();
    assert_eq!(
        (&shown["state"], &shown["party"], &shown["expires_at"]),
        (&json!("active"), &json!("MG"), &Value::Null)
    );
    let secretariat = it.campus.person("secretariat").secretariat().await;
    let answer = secretariat.post(&decision(&after), approved()).await;
    answer.assert_problem(409, "enrolment-already-decided");
}
