//! People who learn together.

use serde_json::json;

use crate::support::{Campus, minutes};

const PATH: &str = "/api/v1/cohorts";

#[actix_web::test]
async fn focal_points_make_cohorts_of_their_own_party_and_the_secretariat_any() {
    let campus = Campus::open().await;
    campus.course("fish").await;
    let trainee = campus.person("trainee").await;
    let focal = campus.person("focal").focal_point("MG").await;
    let secretariat = campus.person("secretariat").secretariat().await;
    let malagasy = json!({ "name": "Antananarivo, March 2027", "party": "MG", "course": "fish", "sponsor": "CITES" });

    campus.guest().post(PATH, malagasy.clone()).await.assert_problem(401, "sign-in-required");
    trainee.post(PATH, malagasy.clone()).await.assert_problem(403, "forbidden");
    trainee.get(PATH).await.assert_problem(403, "forbidden");
    focal.post(PATH, json!({ "name": "Nairobi", "party": "KE" })).await.assert_problem(403, "forbidden");
    focal.post(PATH, json!({ "name": "Everywhere" })).await.assert_problem(403, "forbidden");
    focal.post(PATH, malagasy).await.assert_status(201);
    campus.clock.advance(minutes(1));
    secretariat.post(PATH, json!({ "name": "Everywhere" })).await.assert_status(201);

    let seen = focal.get(PATH).await.json();
    assert_eq!(seen["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(seen["items"][0]["sponsor"], "CITES");
    let all = secretariat.get("/api/v1/cohorts?limit=1").await.json();
    assert_eq!(all["items"][0]["name"], "Everywhere", "the latest first");
    let rest =
        secretariat.get(&format!("/api/v1/cohorts?limit=1&cursor={}", all["next"].as_str().unwrap())).await.json();
    assert_eq!((rest["items"][0]["party"].as_str(), rest["next"].as_str()), (Some("MG"), None));
    assert_eq!(secretariat.get("/api/v1/cohorts?course=fish").await.json()["items"].as_array().map(Vec::len), Some(1));
    focal.get("/api/v1/cohorts?party=KE").await.assert_problem(403, "forbidden");
    assert_eq!(campus.audited("cohort-made").await, 2);
}

#[actix_web::test]
async fn what_a_cohort_names_has_to_be_there() {
    let campus = Campus::open().await;
    let secretariat = campus.person("secretariat").secretariat().await;
    for (body, pointer, code) in [
        (json!({ "name": "" }), "/name", "field-empty"),
        (json!({ "name": "a", "sponsor": "b\u{7}" }), "/sponsor", "field-control-characters"),
        (json!({ "name": "a", "course": "nowhere" }), "/course", "cohort-course-unknown"),
        (json!({ "name": "a", "course": "No Slug" }), "/course", "field-invalid"),
        (json!({ "name": "a", "party": "ZZ" }), "/party", "party-unknown"),
        (json!({ "name": "a", "size": 3 }), "/size", "field-unknown"),
    ] {
        secretariat.post(PATH, body).await.assert_field(pointer, code);
    }
}
