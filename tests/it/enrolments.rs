//! Who takes which course, and who allowed it.

mod moving;
mod notices;
mod requests;
mod strangers;

use serde_json::{Value, json};
use virtual_college::enrolments;
use virtual_college::http::AppData;

use crate::support::{Campus, Person, eventually, minutes};

pub fn enrolment(id: &str) -> String {
    format!("/api/v1/enrolments/{id}")
}

/// Completes an enrolment as the domain of progress does.
pub async fn complete(campus: &Campus, person: &Person, id: &str) {
    let (person, id) = (person.id, id.parse().expect("an id"));
    let write = move |tx: &mut virtual_college::db::Tx<'_>| {
        let (found, now) = (enrolments::find(tx, person, id)?.expect("the enrolment"), tx.now());
        let first = enrolments::set_completed(tx, &found, Some(8_750), now)?;
        let second = enrolments::set_completed(tx, &found, Some(100), now)?;
        Ok((first, second))
    };
    assert_eq!(campus.app.db.write(write).await.expect("completed"), (true, false));
}

#[actix_web::test]
async fn a_course_for_everyone_is_begun_at_once_in_the_learners_language() {
    let campus = Campus::open().await;
    let course = campus.course("fish").open().await;
    let ana = campus.person("ana").speaks("fr").await;
    let lesson = "/api/v1/courses/fish/activities/permits";
    ana.get(lesson).await.assert_problem(403, "enrolment-required");

    let answer = ana.post("/api/v1/enrolments", json!({ "course": "fish" })).await;
    answer.assert_status(201);
    let view = answer.json();
    assert_eq!(answer.header("location"), Some(enrolment(view["id"].as_str().unwrap()).as_str()));
    assert_eq!((&view["state"], &view["locale"]), (&json!("active"), &json!("fr")));
    assert_eq!((&view["course"]["title"], &view["course"]["lang"]), (&json!("Tout sur fish"), &json!("fr")));
    assert_eq!(view["progress"], json!({ "completed": 0, "required": 5 }));
    assert_eq!(view["version"], course.number);
    ana.get(lesson).await.assert_status(200);
}

#[actix_web::test]
async fn one_enrolment_is_open_for_a_course_and_a_later_one_is_new() {
    let campus = Campus::open().await;
    let course = campus.course("fish").await;
    let ana = campus.person("ana").await;
    let first = ana.enrols(&course).await;
    let body = json!({ "course": "fish" });
    ana.post("/api/v1/enrolments", body.clone()).await.assert_problem(409, "enrolment-exists");

    ana.delete(&enrolment(&first)).await.assert_status(204);
    ana.delete(&enrolment(&first)).await.assert_status(204);
    let lesson = "/api/v1/courses/fish/activities/permits";
    ana.get(lesson).await.assert_problem(403, "enrolment-required");
    // Ids are ordered by time: the clock of a test stands still unless told.
    campus.clock.advance(minutes(1));
    let second = ana.enrols(&course).await;
    assert_ne!(first, second);
    ana.get(lesson).await.assert_status(200);

    complete(&campus, &ana, &second).await;
    let shown = ana.get(&enrolment(&second)).await.json();
    assert_eq!((&shown["state"], &shown["grade_percent"]), (&json!("completed"), &json!(87.5)));
    ana.delete(&enrolment(&second)).await.assert_problem(409, "enrolment-closed");
    ana.get(lesson).await.assert_status(200);
    campus.clock.advance(minutes(1));
    let third = ana.enrols(&course).await;

    let list = ana.get("/api/v1/me/enrolments").await.json();
    let ids: Vec<&str> = list["items"].as_array().unwrap().iter().filter_map(|item| item["id"].as_str()).collect();
    assert_eq!(ids, [third.as_str(), &second, &first]);
    let page = ana.get("/api/v1/me/enrolments?limit=2").await;
    assert!(page.header("link").is_some_and(|link| link.contains("rel=\"next\"")));
    let rest =
        ana.get(&format!("/api/v1/me/enrolments?limit=2&cursor={}", page.json()["next"].as_str().unwrap())).await;
    assert_eq!(rest.json()["items"].as_array().map(Vec::len), Some(1));
}

#[actix_web::test]
async fn two_requests_at_once_make_one_enrolment() {
    let campus = Campus::open().await;
    campus.course("fish").await;
    let ana = campus.person("ana").await;
    let body = || json!({ "course": "fish" });
    let (a, b, c) = tokio::join!(
        ana.post("/api/v1/enrolments", body()),
        ana.post("/api/v1/enrolments", body()),
        ana.post("/api/v1/enrolments", body()),
    );
    let mut statuses = [a.status, b.status, c.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409, 409]);
}

#[actix_web::test]
async fn what_a_course_builds_on_comes_first() {
    let campus = Campus::open().await;
    let basics = campus.course("basics").await;
    let other = campus.course("other").await;
    campus.course("advanced").after("basics").after("other").await;
    let ana = campus.person("ana").speaks("fr").await;
    let body = || json!({ "course": "advanced" });
    let answer = ana.post("/api/v1/enrolments", body()).await;
    answer.assert_problem(409, "enrolment-prerequisites-missing");
    let detail = answer.json()["detail"].as_str().unwrap().to_owned();
    assert!(detail.contains("Tout sur basics et Tout sur other"), "{detail}");

    for course in [basics, other] {
        let id = ana.enrols(&course).await;
        ana.post("/api/v1/enrolments", body()).await.assert_problem(409, "enrolment-prerequisites-missing");
        complete(&campus, &ana, &id).await;
    }
    ana.post("/api/v1/enrolments", body()).await.assert_status(201);
}

#[actix_web::test]
async fn learning_asks_for_a_confirmed_address_and_a_course_that_is_there() {
    let campus = Campus::open().await;
    campus.course("fish").await;
    let ana = campus.person("ana").await;
    let path = "/api/v1/enrolments";
    campus.guest().post(path, json!({ "course": "fish" })).await.assert_problem(401, "sign-in-required");
    ana.post(path, json!({ "course": "nowhere" })).await.assert_problem(404, "course-unknown");
    for (body, pointer, code) in [
        (json!({}), "/course", "field-missing"),
        (json!({ "course": "No Slug" }), "/course", "field-invalid"),
        (json!({ "course": "fish", "locale": "!" }), "/locale", "language-unknown"),
        (json!({ "course": "fish", "locale": "sw" }), "/locale", "enrolment-language-not-offered"),
        (json!({ "course": "fish", "state": "active" }), "/state", "field-unknown"),
        (json!({ "course": "fish", "cohort": ana.id }), "/cohort", "cohort-unknown"),
    ] {
        ana.post(path, body).await.assert_field(pointer, code);
    }
    assert_eq!(ana.get("/api/v1/me/enrolments").await.json()["items"], json!([]));

    let registration =
        json!({ "email": "new@example.org", "password": crate::support::PASSWORD, "name": "New", "locale": "en" });
    campus.guest().post("/api/v1/accounts", registration).await;
    let session = campus.sign_in("new@example.org").await;
    let new = campus.guest().with_token(session.json()["access_token"].as_str().expect("a token"));
    new.post(path, json!({ "course": "fish" })).await.assert_problem(403, "email-not-verified");
}

#[actix_web::test]
async fn a_cohort_is_for_its_course_and_its_party() {
    let campus = Campus::open().await;
    campus.course("fish").await;
    campus.course("birds").await;
    let ana = campus.person("ana").await;
    let secretariat = campus.person("secretariat").secretariat().await;
    let cohort = secretariat.post("/api/v1/cohorts", json!({ "name": "Birders", "course": "birds" })).await.json();
    let body = |course: &str| json!({ "course": course, "cohort": cohort["id"] });
    ana.post("/api/v1/enrolments", body("fish")).await.assert_problem(409, "enrolment-cohort-unfit");
    let answer = ana.post("/api/v1/enrolments", body("birds")).await;
    assert_eq!(answer.json()["cohort"], cohort["id"]);

    // Who has no office is no official of a Party, whatever the course asks for.
    let of_kenya = secretariat.post("/api/v1/cohorts", json!({ "name": "Officers", "party": "KE" })).await.json();
    let body = json!({ "course": "fish", "cohort": of_kenya["id"] });
    ana.post("/api/v1/enrolments", body).await.assert_problem(409, "enrolment-cohort-unfit");

    campus.course("skins").for_officials(&["customs"]).await;
    let office = json!({ "party": "MG", "authority": "customs", "organisation": "Customs" });
    ana.post("/api/v1/me/affiliations", office).await.assert_status(201);
    for (party, status) in [("KE", 409), ("MG", 201)] {
        let cohort = json!({ "name": "Officers", "party": party });
        let cohort = secretariat.post("/api/v1/cohorts", cohort).await.json();
        let answer = ana.post("/api/v1/enrolments", json!({ "course": "skins", "cohort": cohort["id"] })).await;
        answer.assert_status(status);
        if status == 409 {
            answer.assert_problem(409, "enrolment-cohort-unfit");
        }
    }
}

#[actix_web::test]
async fn the_language_changes_until_the_course_is_completed() {
    let campus = Campus::open().await;
    let course = campus.course("fish").await;
    let ana = campus.person("ana").await;
    let id = ana.enrols(&course).await;
    let path = enrolment(&id);
    let locale = |tag: &str| json!({ "locale": tag });
    let answer = ana.patch(&path, locale("fr")).await;
    answer.assert_status(200);
    assert_eq!(ana.get(&path).await.json()["locale"], "fr");
    ana.patch(&path, locale("sw")).await.assert_field("/locale", "enrolment-language-not-offered");
    ana.patch(&path, locale("x")).await.assert_field("/locale", "language-unknown");
    ana.patch(&path, json!({ "locale": "en", "state": "completed" })).await.assert_field("/state", "field-unknown");
    complete(&campus, &ana, &id).await;
    ana.patch(&path, locale("en")).await.assert_problem(409, "enrolment-closed");
    let second = ana.enrols(&course).await;
    ana.delete(&enrolment(&second)).await.assert_status(204);
    ana.patch(&enrolment(&second), locale("en")).await.assert_problem(409, "enrolment-closed");
}

#[actix_web::test]
async fn what_is_learned_is_read_in_the_language_of_the_enrolment_unless_another_is_asked_for() {
    let campus = Campus::open().await;
    let course = campus.course("fish").await;
    let ana = campus.person("ana").speaks("fr").await;
    let lesson = "/api/v1/courses/fish/activities/permits";
    assert_eq!(ana.get("/api/v1/courses/fish").await.json()["lang"], "fr");
    let body = json!({ "course": course.slug, "locale": "en" });
    let id = ana.post("/api/v1/enrolments", body).await.json()["id"].as_str().expect("an id").to_owned();
    for (path, lang) in [
        (lesson, "en"),
        ("/api/v1/courses/fish", "en"),
        ("/api/v1/courses/fish/activities/permits?lang=fr", "fr"),
        ("/api/v1/courses/fish/activities/permits?lang=sw", "en"),
    ] {
        assert_eq!(ana.get(path).await.json()["lang"], lang, "{path}");
    }
    let quiz = |lang: &str| format!("{}/activities/practice/attempts{lang}", enrolment(&id));
    let attempt = ana.post(&quiz(""), json!({})).await.json();
    assert_eq!(attempt["lang"], "en");
    ana.post(&format!("/api/v1/attempts/{}/submission", attempt["id"].as_str().unwrap()), json!({})).await;
    assert_eq!(ana.post(&quiz("?lang=fr"), json!({})).await.json()["lang"], "fr");
    ana.patch(&enrolment(&id), json!({ "locale": "fr" })).await.assert_status(200);
    assert_eq!(ana.get(lesson).await.json()["lang"], "fr");
}

#[actix_web::test]
async fn another_process_knows_within_a_second_who_is_enrolled() {
    let campus = Campus::open().await;
    let course = campus.course("fish").await;
    let (app, _) = campus.another_instance().await;
    let ana = campus.person("ana").await;
    let version =
        async |app: &AppData| app.enrolled_in(ana.id, course.id).await.unwrap().map(|reading| reading.version);
    assert_eq!(version(&app).await, None);
    let id = ana.enrols(&course).await;
    assert_eq!(version(&campus.app).await, Some(course.version));
    eventually(async || version(&app).await == Some(course.version)).await;
    ana.delete(&enrolment(&id)).await.assert_status(204);
    assert_eq!(version(&campus.app).await, None);
    eventually(async || version(&app).await.is_none()).await;
}

#[actix_web::test]
async fn sending_an_enrolment_twice_makes_one() {
    let campus = Campus::open().await;
    campus.course("fish").await;
    let ana = campus.person("ana").await;
    let once = ana.with_header("idempotency-key", "one");
    let body = || -> Value { json!({ "course": "fish" }) };
    let (first, second) =
        (once.post("/api/v1/enrolments", body()).await, once.post("/api/v1/enrolments", body()).await);
    assert_eq!((first.status, &first.body), (201, &second.body));
    campus.course("birds").await;
    let other = once.post("/api/v1/enrolments", json!({ "course": "birds" })).await;
    other.assert_problem(409, "idempotency-key-reused");
    let otherwise = once.post("/api/v1/enrolments?lang=es", body()).await;
    otherwise.assert_problem(409, "idempotency-key-reused");
    let own = ana.get("/api/v1/me/enrolments").await.json();
    assert_eq!(own["items"].as_array().map(Vec::len), Some(1));
}
