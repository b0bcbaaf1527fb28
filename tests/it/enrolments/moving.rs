//! Moving on to the current version.

use serde_json::json;

use super::{complete, enrolled, enrolment};
use crate::support::Campus;

#[actix_web::test]
async fn a_learner_stays_in_her_version_until_she_moves_on_and_is_told_what_is_different() {
    let campus = Campus::open().await;
    let first = campus.course("fish").with_lesson("old").await;
    let ana = campus.person("ana").speaks("fr").await;
    let id = enrolled(&ana, &first).await;
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
async fn what_is_completed_withdrawn_or_somebody_elses_does_not_move() {
    let campus = Campus::open().await;
    let course = campus.course("fish").await;
    let (ana, ben) = (campus.person("ana").await, campus.person("ben").await);
    let done = enrolled(&ana, &course).await;
    complete(&campus, &ana, &done).await;
    let left = enrolled(&ana, &course).await;
    ana.delete(&enrolment(&left)).await.assert_status(204);
    campus.course("fish").with_lesson("new").await;
    let path = |id: &str| format!("{}/version", enrolment(id));
    ana.post(&path(&done), json!({})).await.assert_problem(409, "enrolment-closed");
    ana.post(&path(&left), json!({})).await.assert_problem(409, "enrolment-not-active");
    ben.post(&path(&done), json!({})).await.assert_problem(404, "enrolment-unknown");
}
