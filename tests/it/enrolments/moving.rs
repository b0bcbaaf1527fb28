//! Moving on to the current version.

use std::sync::mpsc::channel;

use serde_json::json;
use virtual_college::courses::model::Slug;
use virtual_college::db::Snapshot;

use super::{complete, enrolment};
use crate::support::Campus;

#[actix_web::test]
async fn a_learner_stays_in_her_version_until_she_moves_on_and_is_told_what_is_different() {
    let campus = Campus::open().await;
    let first = campus.course("fish").with_lesson("old").await;
    let ana = campus.person("ana").speaks("fr").await;
    let id = ana.enrols(&first).await;
    let path = format!("{}/version", enrolment(&id));
    ana.post(&path, json!({})).await.assert_problem(409, "enrolment-version-current");

    let second = campus
        .course("fish")
        .with_lesson("new")
        .edited("fr/permits.md", "Lisez ceci.", "Lisez cela.")
        .edited("course.toml", "key = 90", "key = 91")
        .await;
    assert_eq!(second.number, first.number + 1);
    ana.get("/api/v1/courses/fish/activities/old").await.assert_status(200);
    ana.get("/api/v1/courses/fish/activities/new").await.assert_problem(404, "activity-unknown");
    let shown = ana.get(&enrolment(&id)).await.json();
    assert_eq!((&shown["version"], &shown["current_version"]), (&json!(1), &json!(2)));

    let answer = ana.post(&path, json!({})).await;
    answer.assert_status(200);
    let moved = answer.json();
    assert_eq!(moved["enrolment"]["version"], 2);
    assert_eq!(moved["changes"]["added"], json!([{ "id": "new", "title": "Lesson new" }]));
    assert_eq!(moved["changes"]["removed"], json!([{ "id": "old", "title": "Lesson old" }]));
    let changed = json!([{ "id": "practice", "title": "Exercice" }, { "id": "permits", "title": "Permis" }]);
    assert_eq!(moved["changes"]["changed"], changed);
    ana.get("/api/v1/courses/fish/activities/old").await.assert_problem(404, "activity-unknown");
    ana.get("/api/v1/courses/fish/activities/new").await.assert_status(200);
}

#[actix_web::test]
async fn nobody_comes_to_read_another_language_without_having_asked_for_it() {
    let campus = Campus::open().await;
    let first = campus.course("fish").await;
    let ana = campus.person("ana").speaks("fr").await;
    let id = ana.enrols(&first).await;
    let path = format!("{}/version", enrolment(&id));
    campus.course("fish").edited("en/practice.toml", "\"Which?\"", "\"Which one?\"").await;
    let refused = ana.post(&path, json!({})).await;
    refused.assert_problem(409, "enrolment-version-not-in-language");
    assert!(refused.json()["detail"].as_str().expect("a detail").contains("English"), "{:#}", refused.json());
    let shown = ana.get(&enrolment(&id)).await.json();
    assert_eq!((&shown["version"], &shown["locale"]), (&json!(1), &json!("fr")));
    let other = ana.post(&format!("{path}?locale=fr"), json!({})).await;
    other.assert_problem(409, "enrolment-version-not-in-language");
    ana.post(&format!("{path}?locale=no-language-at-all"), json!({})).await.assert_problem(400, "query-invalid");

    let moved = ana.post(&format!("{path}?locale=en"), json!({})).await.assert_status(200).json();
    assert_eq!((&moved["lang"], &moved["dir"]), (&json!("en"), &json!("ltr")));
    assert_eq!((&moved["enrolment"]["version"], &moved["enrolment"]["locale"]), (&json!(2), &json!("en")));
    assert_eq!(moved["changes"]["changed"], json!([{ "id": "practice", "title": "Practice" }]));
    assert_eq!(ana.get("/api/v1/courses/fish/activities/permits").await.json()["lang"], "en");
}

#[actix_web::test]
async fn moving_on_leads_into_no_course_for_officials_without_its_approval() {
    let campus = Campus::open().await;
    let open = campus.course("fish").await;
    let ana = campus.person("ana").await;
    let id = ana.enrols(&open).await;
    campus.course("fish").for_officials(&["customs"]).await;
    let path = format!("{}/version", enrolment(&id));
    let refused = ana.post(&path, json!({})).await;
    refused.assert_problem(409, "enrolment-approval-required");
    assert_eq!(ana.get(&enrolment(&id)).await.json()["version"], 1);
    campus.course("fish").with_lesson("new").await;
    ana.post(&path, json!({})).await.assert_status(200);

    // Approved as a customs officer, she has not been approved as an officer of another authority.
    let course = campus.course("skins").for_officials(&["customs"]).await;
    let office = json!({ "party": "MG", "authority": "customs", "organisation": "Customs" });
    ana.post("/api/v1/me/affiliations", office).await.assert_status(201);
    let id = ana.enrols(&course).await;
    let focal = campus.person("focal").focal_point("MG").await;
    focal.post(&format!("{}/decision", enrolment(&id)), json!({ "decision": "approved" })).await.assert_status(200);
    let path = format!("{}/version", enrolment(&id));
    campus.course("skins").for_officials(&["enforcement-authority"]).await;
    ana.post(&path, json!({})).await.assert_problem(409, "enrolment-approval-required");
    campus.course("skins").for_officials(&["customs", "enforcement-authority"]).await;
    ana.post(&path, json!({})).await.assert_status(200);
}

#[actix_web::test]
async fn a_process_that_knows_no_new_version_yet_moves_nobody_back() {
    let campus = Campus::open().await;
    let first = campus.course("fish").await;
    let ana = campus.person("ana").await;
    let id = ana.enrols(&first).await;
    let (_, elsewhere) = campus.unknowing_instance().await;
    let elsewhere = elsewhere.with_token(&ana.access_token);
    campus.course("fish").with_lesson("new").await;
    let path = format!("{}/version", enrolment(&id));
    ana.post(&path, json!({})).await.assert_status(200);
    elsewhere.post(&path, json!({})).await.assert_problem(409, "enrolment-version-current");
    assert_eq!(ana.get(&enrolment(&id)).await.json()["version"], 2);
}

#[actix_web::test]
async fn a_reader_of_an_older_state_puts_nothing_back() {
    let campus = Campus::open().await;
    let first = campus.course("fish").await;
    let (begun, has_begun) = channel();
    let (go_on, may_go_on) = channel::<()>();
    let (db, library) = (campus.app.db.clone(), campus.app.library.clone());
    let reader = std::thread::spawn(move || {
        let read = |snapshot: &mut Snapshot<'_>| {
            library.refresh(snapshot)?;
            begun.send(()).expect("somebody waits");
            may_go_on.recv().expect("a word");
            library.refresh(snapshot)
        };
        db.read_blocking(read).expect("the older state");
    });
    has_begun.recv().expect("a beginning");
    let better = campus.course("fish").edited("fr/permits.md", "Lisez ceci.", "Lisez cela.").await;
    let second = campus.course("fish").with_lesson("new").await;
    go_on.send(()).expect("a reader");
    reader.join().expect("the reader");
    let current = campus.app.library.current(&Slug::parse("fish").expect("a slug")).expect("the course");
    assert_eq!((better.version, current.id), (first.version, second.version));
}

#[actix_web::test]
async fn what_is_completed_withdrawn_or_somebody_elses_does_not_move() {
    let campus = Campus::open().await;
    let course = campus.course("fish").await;
    let (ana, ben) = (campus.person("ana").await, campus.person("ben").await);
    let done = ana.enrols(&course).await;
    complete(&campus, &ana, &done).await;
    let left = ana.enrols(&course).await;
    ana.delete(&enrolment(&left)).await.assert_status(204);
    campus.course("fish").with_lesson("new").await;
    let path = |id: &str| format!("{}/version", enrolment(id));
    ana.post(&path(&done), json!({})).await.assert_problem(409, "enrolment-closed");
    ana.post(&path(&left), json!({})).await.assert_problem(409, "enrolment-not-active");
    ben.post(&path(&done), json!({})).await.assert_problem(404, "enrolment-unknown");
}
