//! Bad input on every route that writes: a clear refusal, never a fault of ours.

use actix_web::http::Method;
use serde_json::json;

use crate::support::{Answer, Campus, Client, not_run};

/// Takes archives, not JSON; what it does with bad ones is tested with the courses.
const UPLOAD: &str = "/api/v1/courses";
/// Takes a form, and its token names nothing here.
const FORM: &str = "/confirm/{token}";

async fn writing_routes(campus: &Campus) -> Vec<(Method, String)> {
    let document = campus.guest().get("/api/openapi.json").await.json();
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for (name, method) in [("post", Method::POST), ("put", Method::PUT), ("patch", Method::PATCH)] {
            let takes_json = item[name]["requestBody"]["content"]["application/json"].is_object();
            if takes_json && ![UPLOAD, FORM].contains(&path.as_str()) {
                found.push((method, path.clone()));
            }
        }
    }
    found
}

fn filled(path: &str) -> String {
    let id = "00000000-0000-7000-8000-000000000000";
    path.split('/').map(|segment| if segment.starts_with('{') { id } else { segment }).collect::<Vec<_>>().join("/")
}

fn bad_bodies() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("nothing", Vec::new()),
        ("a number", b"1".to_vec()),
        ("a list", b"[]".to_vec()),
        ("null", b"null".to_vec()),
        ("an unknown member", br#"{"surprise": true}"#.to_vec()),
        ("cut off", br#"{"email": "a"#.to_vec()),
        ("not UTF-8", b"{\"email\": \"\xff\xfe\"}".to_vec()),
        ("a lone surrogate", br#"{"email": "\ud800"}"#.to_vec()),
        ("NUL", b"{\"email\": \"\\u0000\"}".to_vec()),
        ("deep", [b"[".repeat(50_000), b"]".repeat(50_000)].concat()),
        ("huge", [b"{\"email\": \"".to_vec(), b"a".repeat(400_000), b"\"}".to_vec()].concat()),
        ("a huge number", br#"{"email": 1e999999}"#.to_vec()),
    ]
}

fn assert_refused(answer: &Answer, what: &str) {
    assert!((400..500).contains(&answer.status), "{what}: {} {}", answer.status, answer.text());
    assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{what}");
}

async fn try_bodies(client: &Client, routes: &[(Method, String)], bodies: &[(&str, Vec<u8>)]) {
    for (method, path) in routes {
        for (name, body) in bodies {
            let answer = client.send(method.clone(), &filled(path), Some(("application/json", body.clone()))).await;
            assert_refused(&answer, &format!("{method} {path} with {name}"));
        }
    }
}

#[actix_web::test]
async fn no_body_whatever_breaks_a_route_that_writes() {
    let campus = Campus::open().await;
    let routes = writing_routes(&campus).await;
    assert!(routes.len() > 15, "{routes:?}");
    let administrator = campus.person("administrator").administrator().await;
    try_bodies(&administrator, &routes, &bad_bodies()).await;
}

#[actix_web::test]
async fn a_moment_that_no_clock_in_utc_shows_is_refused() {
    let campus = Campus::open().await;
    let administrator = campus.person("administrator").administrator().await;
    let decision = filled("/api/v1/affiliations/{id}/decision");
    for moment in ["9999-12-31T23:59:59-01:00", "0001-01-01T00:00:00+01:00", "0000-06-01T00:00:00Z"] {
        let role = json!({
            "email": "ana@example.org", "role": "author", "scope": { "kind": "site" }, "expires_at": moment,
        });
        administrator.post("/api/v1/role-grants", role).await.assert_field("/expires_at", "field-invalid");
        let vouched = json!({ "decision": "vouched", "until": moment });
        administrator.post(&decision, vouched).await.assert_field("/until", "field-invalid");
    }
}

#[actix_web::test]
async fn a_body_of_another_type_is_not_looked_at() {
    let campus = Campus::open().await;
    let administrator = campus.person("administrator").administrator().await;
    for (method, path) in writing_routes(&campus).await {
        let body = Some(("text/plain", b"{}".to_vec()));
        let answer = administrator.send(method.clone(), &filled(&path), body).await;
        assert_refused(&answer, &format!("{method} {path}"));
        // An id that cannot name anything is found out first.
        assert!([404, 415].contains(&answer.status), "{method} {path}: {}", answer.status);
    }
}

#[actix_web::test]
async fn other_peoples_bad_json_is_refused_too() {
    let Ok(samples) = std::env::var("COLLEGE_SAMPLES") else {
        not_run("other_peoples_bad_json_is_refused_too", "COLLEGE_SAMPLES is not set");
        return;
    };
    let campus = Campus::open().await;
    let trainee = campus.person("trainee").await;
    let mut tried = 0;
    for entry in std::fs::read_dir(std::path::Path::new(&samples).join("json")).expect("samples") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|extension| extension == "json") {
            let body = std::fs::read(&path).expect("a sample");
            for route in ["/api/v1/me/affiliations", "/api/v1/sessions/refresh"] {
                let answer = trainee.send(Method::POST, route, Some(("application/json", body.clone()))).await;
                assert_refused(&answer, &path.display().to_string());
            }
            tried += 1;
        }
    }
    assert!(tried > 100, "only {tried} samples were there");
}
