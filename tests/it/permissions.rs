//! Who may do what: every route of the OpenAPI document, tried by everybody. The snapshot is the documentation of rights.
//!
//! Each request names things that do not exist and sends the least that the route takes, so whoever is let in gets no further than 404,
//! 409 or 422.

use std::fmt::Write as _;

use actix_web::http::Method;
use serde_json::{Value, json};

use crate::support::{Answer, Campus, Client};

const METHODS: [(&str, Method); 5] = [
    ("get", Method::GET),
    ("post", Method::POST),
    ("put", Method::PUT),
    ("patch", Method::PATCH),
    ("delete", Method::DELETE),
];
/// Ends the session that asks, so it is asked last.
const LAST: (&str, &str) = ("delete", "/api/v1/sessions/current");

struct Operation {
    method: Method,
    path: String,
}

async fn operations(campus: &Campus) -> Vec<Operation> {
    let document = campus.guest().get("/api/openapi.json").await.json();
    let paths = document["paths"].as_object().expect("paths").clone();
    let mut found = Vec::new();
    for (path, item) in &paths {
        for (name, method) in METHODS {
            if item[name].is_object() && (name, path.as_str()) != LAST {
                found.push(Operation { method, path: path.clone() });
            }
        }
    }
    found.push(Operation { method: Method::DELETE, path: LAST.1.to_owned() });
    found
}

/// The path with names of things that do not exist.
fn filled(path: &str) -> String {
    path.split('/')
        .map(|segment| match segment {
            "{slug}" | "{activity}" | "{question}" => "nothing",
            "{iso2}" => "ZZ",
            "{token}" | "{hash}" => "0000000000000000000000000000000000000000000000000000000000000000",
            segment if segment.starts_with('{') => "00000000-0000-7000-8000-000000000000",
            segment => segment,
        })
        .collect::<Vec<_>>()
        .join("/")
}

async fn try_it(client: &Client, operation: &Operation) -> Answer {
    let path = filled(&operation.path);
    match operation.method {
        Method::GET | Method::DELETE => client.send(operation.method.clone(), &path, None).await,
        _ => client.send_json(operation.method.clone(), &path, &least(&operation.path)).await,
    }
}

/// A body that gets past the shape where the right is asked for after it.
fn least(path: &str) -> Value {
    match path.trim_start_matches("/api/v1") {
        "/accommodations" => json!({
            "person": "00000000-0000-7000-8000-000000000000", "extra_time_percent": 50, "reason": "Dyslexia",
            "until": "2028-01-01T00:00:00Z",
        }),
        "/affiliations/{id}/decision" => json!({ "decision": "vouched" }),
        "/certificate-sign-offs" => {
            json!({ "certificates": ["00000000000000000000000000000000"], "decision": "signed-off" })
        }
        "/certificates/{id}/revocation" => json!({ "public_reason": "other" }),
        "/cohorts" => json!({ "name": "Spring", "party": "FR", "sponsor": "A project" }),
        "/enrolments" => json!({ "course": "nothing" }),
        "/enrolments/{id}" => json!({ "locale": "fr" }),
        "/enrolments/{id}/decision" => json!({ "decision": "approved" }),
        "/parties/{iso2}/flag-changes" => {
            json!({ "flag": "ldc", "raised": false, "from": "2026-01-01", "reason": "It graduated" })
        }
        "/role-grants" => json!({
            "email": "nobody@example.org", "role": "focal-point", "scope": { "kind": "party", "key": "MG" }
        }),
        _ => json!({}),
    }
}

#[actix_web::test]
async fn the_permission_matrix() {
    let campus = Campus::open().await;
    let actors = campus.everybody().await;
    let operations = operations(&campus).await;
    let mut table = format!("{:<58}", "");
    for (name, _) in &actors {
        let _ = write!(table, "{name:>14}");
    }
    for operation in &operations {
        let _ = write!(table, "\n{:<58}", format!("{:<6} {}", operation.method, operation.path.replace("/api/v1", "")));
        for (_, client) in &actors {
            let answer = try_it(client, operation).await;
            assert!(answer.status < 500, "{} {}: {}", operation.method, operation.path, answer.text());
            let _ = write!(table, "{:>14}", answer.status);
        }
    }
    insta::assert_snapshot!(table);
}
