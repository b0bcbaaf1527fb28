//! What every route has in common.

use actix_web::http::Method;
use diesel::connection::SimpleConnection as _;
use virtual_college::db::{Conn, Purpose, open};

use crate::support::Campus;

#[actix_web::test]
async fn a_wrong_method_is_told_from_a_wrong_path() {
    let campus = Campus::open().await;
    let answer = campus.guest().delete("/api/v1/parties").await;
    answer.assert_problem(405, "method-not-allowed");
    assert_eq!(answer.header("allow"), Some("GET, HEAD, OPTIONS"));
    campus.guest().delete("/api/v1/nothing-here").await.assert_problem(404, "route-unknown");
}

#[actix_web::test]
async fn methods_that_somebody_makes_up_are_counted_as_one() {
    let campus = Campus::open().await;
    for method in ["BREW", "WHEN", "PROPFIND"] {
        let method = Method::from_bytes(method.as_bytes()).expect("a method");
        campus.guest().send(method, "/healthz", None).await;
    }
    campus.guest().get("/healthz").await.assert_status(200);
    let metrics = campus.guest().get("/metrics").await.text();
    let counted = |method| metrics.contains(&format!("college_http_requests_total{{method=\"{method}\""));
    assert_eq!(["GET", "other", "BREW", "WHEN", "PROPFIND"].map(counted), [true, true, false, false, false]);
}

#[actix_web::test]
async fn a_process_is_ready_while_its_database_can_be_read_and_written() {
    let campus = Campus::open().await;
    campus.guest().get("/readyz").await.assert_status(200);
    let mut conn = open(campus.app.db.url(), Purpose::Write).expect("open");
    if matches!(conn, Conn::Sqlite(_)) {
        conn.batch_execute("BEGIN IMMEDIATE").expect("hold the lock");
        campus.guest().get("/readyz").await.assert_problem(503, "busy");
        conn.batch_execute("ROLLBACK").expect("let go");
        campus.guest().get("/readyz").await.assert_status(200);
    }
    conn.batch_execute("ALTER TABLE changes RENAME TO mislaid").expect("rename");
    campus.guest().get("/healthz").await.assert_status(200);
    campus.guest().get("/readyz").await.assert_problem(503, "busy");
}

#[actix_web::test]
async fn problems_speak_the_callers_language() {
    let campus = Campus::open().await;
    for (language, title) in [("fr-CA", "fr"), ("es-PE, en;q=0.5", "es"), ("en;q=0.9, fr;q=0.2", "en"), ("tlh", "en")] {
        let answer = campus.guest().speaking(language).get("/api/v1/parties/ZZ").await;
        answer.assert_problem(404, "party-unknown");
        assert_eq!(answer.header("content-language"), Some(title), "{language}");
    }
}

#[actix_web::test]
async fn every_answer_carries_a_request_id_and_safe_headers() {
    let campus = Campus::open().await;
    let trace = "0af7651916cd43dd8448eb211c80319c";
    let traced = campus.guest().with_header("traceparent", &format!("00-{trace}-b7ad6b7169203331-01"));
    let answer = traced.get("/api/v1/parties").await;
    assert_eq!(answer.header("x-request-id").map(|id| id.replace('-', "")).as_deref(), Some(trace));
    for (name, value) in [("x-content-type-options", "nosniff"), ("x-frame-options", "DENY")] {
        assert_eq!(answer.header(name), Some(value));
    }
    let other = campus.guest().with_header("traceparent", "nonsense").get("/healthz").await;
    assert_eq!(other.header("x-request-id").map(str::len), Some(36));
}

#[actix_web::test]
async fn the_openapi_document_names_every_route_and_is_readable_without_a_network() {
    let campus = Campus::open().await;
    let document = campus.guest().get("/api/openapi.json").await.json();
    assert_eq!(document["openapi"].as_str().map(|version| &version[..3]), Some("3.1"));
    assert!(document["paths"]["/api/v1/parties"]["get"].is_object());
    let page = campus.guest().get("/api/docs/").await;
    page.assert_status(200);
    assert!(!page.text().contains("https://"), "the page asks nobody else");
}

#[actix_web::test]
async fn the_process_says_that_it_lives_serves_and_counts() {
    let campus = Campus::open().await;
    campus.guest().get("/healthz").await.assert_status(200);
    campus.guest().get("/readyz").await.assert_status(200);
    let metrics = campus.guest().get("/metrics").await.text();
    assert!(
        metrics.contains(r#"college_http_requests_total{method="GET",route="/healthz",status="200"} 1"#),
        "{metrics}"
    );
}

#[actix_web::test]
async fn methods_that_nobody_serves_are_refused_like_any_other() {
    let campus = Campus::open().await;
    for method in [Method::TRACE, Method::CONNECT] {
        let answer = campus.guest().send(method, "/api/v1/parties", None).await;
        assert_eq!(answer.status, 405);
    }
}
