//! Two people: the token of one on the ids of the other.

use actix_web::http::Method;
use serde_json::json;

use super::enrolment;
use crate::support::Campus;

#[actix_web::test]
async fn nobody_learns_of_anothers_enrolment_or_changes_it() {
    let campus = Campus::open().await;
    let course = campus.course("fish").await;
    let (ana, ben) = (campus.person("ana").await, campus.person("ben").await);
    let id = ana.enrols(&course).await;
    let before = ana.get(&enrolment(&id)).await.body;
    let nobodys = ben.id.to_string();

    for (method, path, body) in [
        (Method::GET, "", json!(null)),
        (Method::DELETE, "", json!(null)),
        (Method::PATCH, "", json!({ "locale": "fr" })),
        (Method::POST, "/version", json!({})),
    ] {
        for of in [&id, &nobodys] {
            let answer = ben.send_json(method.clone(), &format!("{}{path}", enrolment(of)), &body).await;
            answer.assert_problem(404, "enrolment-unknown");
        }
        let answer = campus.guest().send_json(method.clone(), &format!("{}{path}", enrolment(&id)), &body).await;
        answer.assert_problem(401, "sign-in-required");
        let answer = ben.send_json(method, &format!("{}{path}", enrolment("no-id")), &body).await;
        answer.assert_problem(404, "not-found");
    }
    assert_eq!(ben.get("/api/v1/me/enrolments").await.json()["items"], json!([]));
    assert_eq!(ana.get(&enrolment(&id)).await.body, before, "nothing has changed");
}

#[actix_web::test]
async fn staff_of_a_party_see_its_enrolments_and_no_others() {
    let campus = Campus::open().await;
    let course = campus.course("fish").await;
    let ana = campus.person("ana").from("MG").await;
    let focal = campus.person("focal").focal_point("MG").await;
    let secretariat = campus.person("secretariat").secretariat().await;
    let id = ana.enrols(&course).await;
    // Where she lives makes her nobody's official.
    focal.get(&enrolment(&id)).await.assert_problem(404, "enrolment-unknown");
    let shown = secretariat.get(&enrolment(&id)).await.json();
    assert_eq!((&shown["person"]["name"], &shown["progress"]), (&json!("ana"), &json!(null)));
    for method in [Method::DELETE, Method::PATCH] {
        let answer = secretariat.send_json(method, &enrolment(&id), &json!({ "locale": "fr" })).await;
        answer.assert_problem(404, "enrolment-unknown");
    }
}
