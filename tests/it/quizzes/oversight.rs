//! Attempts as they are seen by those who answer for a course.

use std::time::Duration;

use serde_json::{Value, json};
use virtual_college::accounts::{Role, Scope};

use super::{asked, path, put, right, start, started, submit, take};
use crate::support::{Campus, minutes};

fn list(enrolment: &str) -> String {
    format!("/api/v1/enrolments/{enrolment}/attempts")
}

#[actix_web::test]
async fn late_answers_are_shown_to_the_trainee_and_to_staff_of_the_course_and_to_nobody_else() {
    let campus = Campus::open().await;
    let course = campus.course("fish").await;
    let ana = campus.person("ana").await;
    let enrolment = ana.enrols(&course).await;
    let (id, attempt) = started(&ana, &enrolment, "exam").await;
    put(&ana, &id, "e-fixed", json!({ "choice": "wrong" })).await.assert_status(200);
    campus.clock.advance(minutes(20) + Duration::from_secs(31));
    let returned = campus.back(&ana).await;
    put(&returned, &id, "e-fixed", right("e-fixed")).await.assert_status(200);
    let saved_at = campus.clock.now();

    let closed = submit(&returned, &id).await.json();
    assert_eq!(closed["answers"], json!({ "e-fixed": { "choice": "wrong" } }), "the one in time counts");
    let late = json!({ "e-fixed": { "answer": right("e-fixed"), "saved_at": saved_at } });
    assert_eq!((&closed["late_answers"], &closed["score"]), (&late, &json!(0.0)));

    let author = campus.person("author").holding(Role::Author, Scope::course("fish")).await;
    let editor = campus.person("editor").holding(Role::Author, Scope::site()).await;
    let secretariat = campus.person("secretariat").secretariat().await;
    for seeing in [&*author, &*editor, &*secretariat, &returned] {
        assert_eq!(seeing.get(&path(&id)).await.json(), closed);
        let listed = seeing.get(&list(&enrolment)).await;
        listed.assert_status(200);
        let item = &listed.json()["items"][0];
        assert_eq!((&item["id"], &item["late_answers"]), (&json!(id), &json!(1)));
        assert_eq!((&item["timed_out"], &item["score"], &item["number"]), (&json!(true), &json!(0.0), &json!(1)));
    }
    let others = [
        campus.person("eve").await,
        campus.person("focal").focal_point("MG").await,
        campus.person("elsewhere").holding(Role::Author, Scope::course("birds")).await,
        campus.person("reviewer").holding(Role::ScientificReviewer, Scope::course("fish")).await,
    ];
    for other in &others {
        other.get(&path(&id)).await.assert_problem(404, "attempt-unknown");
        other.get(&list(&enrolment)).await.assert_problem(404, "enrolment-unknown");
    }
    campus.guest().get(&list(&enrolment)).await.assert_problem(401, "sign-in-required");
    // Seeing is not answering.
    for staff in [&author, &secretariat] {
        put(staff, &id, "e-fixed", right("e-fixed")).await.assert_problem(404, "attempt-unknown");
        submit(staff, &id).await.assert_problem(404, "attempt-unknown");
        start(staff, &enrolment, "exam").await.assert_problem(404, "enrolment-unknown");
    }
    assert_eq!(asked(&attempt).len(), 3);
}

#[actix_web::test]
async fn staff_see_an_open_attempt_without_its_key_and_one_whose_time_is_up_closed() {
    let campus = Campus::open().await;
    let course = campus.course("fish").await;
    let ana = campus.person("ana").await;
    let enrolment = ana.enrols(&course).await;
    let (id, attempt) = started(&ana, &enrolment, "exam").await;
    let sam = campus.person("sam").secretariat().await;
    let seen = sam.get(&path(&id)).await;
    assert_eq!(seen.json(), attempt);
    for word in ["feedback", "right_answer", "verdict", "score"] {
        assert!(!seen.text().contains(word), "{word} in {}", seen.text());
    }
    campus.clock.advance(minutes(21));
    let closed = campus.back(&sam).await.get(&path(&id)).await.json();
    assert_eq!((&closed["timed_out"], &closed["passed"]), (&json!(true), &json!(false)));
    campus.assert_rebuilds(&ana, &enrolment).await;
}

#[actix_web::test]
async fn attempts_are_listed_page_by_page() {
    let campus = Campus::open().await;
    let course = campus.course("fish").await;
    let ana = campus.person("ana").await;
    let enrolment = ana.enrols(&course).await;
    for rightly in [false, true, false] {
        take(&ana, &enrolment, "practice", rightly).await;
    }
    let first = ana.get(&format!("{}?limit=2", list(&enrolment))).await;
    let numbers = |answer: &Value| -> Vec<Value> {
        answer["items"].as_array().expect("items").iter().map(|item| item["number"].clone()).collect()
    };
    assert_eq!(numbers(&first.json()), [1, 2]);
    assert!(first.header("link").is_some_and(|link| link.contains("rel=\"next\"")));
    let next = first.json()["next"].as_str().expect("a cursor").to_owned();
    let second = ana.get(&format!("{}?limit=2&cursor={next}", list(&enrolment))).await.json();
    assert_eq!((numbers(&second), &second["next"]), (vec![json!(3)], &Value::Null));
    ana.get(&format!("{}?limit=0", list(&enrolment))).await.assert_problem(400, "limit-out-of-range");
}
