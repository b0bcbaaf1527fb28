//! What every route has in common.

use diesel::connection::SimpleConnection as _;
use std::io::{Read as _, Write as _};
use std::net::IpAddr;
use std::time::Duration;
use virtual_college::db::{Conn, Purpose, open};

use actix_web::http::Method;
use diesel::prelude::*;
use serde_json::json;
use tempfile::TempDir;
use virtual_college::db::schema::course_drafts;

use crate::support::world::{Body, World, operations};
use crate::support::{Answer, Campus, PASSWORD, Served, TestDatabase, college_at};

const HALF_A_MINUTE: Duration = Duration::from_secs(30);

#[actix_web::test]
async fn a_wrong_method_is_told_from_a_wrong_path() {
    let campus = Campus::open().await;
    let guest = campus.guest();
    let answer = guest.delete("/api/v1/parties").await;
    answer.assert_problem(405, "method-not-allowed");
    assert_eq!(answer.header("allow"), Some("GET, HEAD, OPTIONS"));
    for method in [Method::TRACE, Method::CONNECT] {
        guest.send(method, "/api/v1/parties", None).await.assert_problem(405, "method-not-allowed");
    }
    for path in ["/api/v1/nothing-here", "/api/v1/parties/", "/api/v1//parties", "/nothing-here"] {
        guest.get(path).await.assert_problem(404, "route-unknown");
        guest.send(Method::OPTIONS, path, None).await.assert_problem(404, "route-unknown");
    }
}

#[actix_web::test]
async fn options_are_answered_with_what_a_path_allows_and_nothing_for_other_origins() {
    let guest = Campus::open().await.guest();
    let foreign = guest
        .with_header("origin", "https://elsewhere.example.org")
        .with_header("access-control-request-method", "POST")
        .with_header("access-control-request-headers", "authorization");
    for (path, allow) in [
        ("/api/v1/parties", "GET, HEAD, OPTIONS"),
        ("/api/v1/me", "GET, HEAD, OPTIONS, PATCH"),
        ("/api/v1/enrolments/0197a2c4-6f1e-7c3a-9d55-3f6a1b2c4d5e", "DELETE, GET, HEAD, OPTIONS, PATCH"),
        ("/api/v1/sessions", "OPTIONS, POST"),
        ("/verify/anything", "GET, HEAD, OPTIONS"),
        ("/verify", "GET, HEAD, OPTIONS, POST"),
    ] {
        let answer = foreign.send(Method::OPTIONS, path, None).await;
        assert_eq!((answer.status, answer.header("allow"), answer.body.len()), (204, Some(allow), 0), "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), None, "{path}");
    }
    let read = foreign.get("/api/v1/parties").await;
    assert!(!read.names().any(|name| name.starts_with("access-control-")), "other origins read nothing");
}

/// What must be the same for `HEAD` as for `GET`. Ids of requests differ, and so does a span within a trace.
fn lasting(answer: &Answer) -> Vec<(String, String)> {
    let passing = ["x-request-id", "traceparent", "ratelimit-remaining"];
    let headers = answer.names().filter(|name| !passing.contains(name));
    let mut headers: Vec<_> =
        headers.map(|name| (name.to_owned(), answer.header(name).unwrap_or_default().to_owned())).collect();
    headers.sort();
    headers
}

#[actix_web::test]
async fn head_is_answered_as_get_without_a_body() {
    let world = World::open().await;
    let document = World::document().await;
    for by in ["guest", "owner", "admin"] {
        for operation in operations(&document).iter().filter(|operation| operation.method == "get") {
            let (client, request) = (world.actor(by), world.request(operation, by));
            let get = client.get(&request.path).await;
            let head = client.send(Method::HEAD, &request.path, None).await;
            assert_eq!((head.status, head.text().as_str()), (get.status, ""), "{by} {}", request.path);
            assert_eq!(lasting(&head), lasting(&get), "{by} {}", request.path);
            if let Some(etag) = get.header("etag").filter(|_| {
                !["showMe", "showLocale", "showCertificate", "showCertificateDesign", "showCertificatePolicy"]
                    .contains(&operation.id.as_str())
            }) {
                let known = client.with_header("if-none-match", etag).send(Method::HEAD, &request.path, None).await;
                assert_eq!((known.status, known.header("etag")), (304, Some(etag)), "{}", request.path);
            }
        }
    }
    world.campus.guest().send(Method::HEAD, "/api/v1/sessions", None).await.assert_status(405);
}

#[test]
fn head_over_a_real_connection_tells_the_length_and_leaves_no_bytes() {
    let directory = TempDir::new().expect("a directory");
    let database = TestDatabase::of_today(directory.path());
    let served = Served::start(college_at(directory.path(), &database.url, &[]));
    let mut stream = served.connect();
    let mut ask = |method: &str, path: &str, last: &[u8]| {
        let request = format!("{method} {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("ask");
        let mut answer = Vec::new();
        while !answer.ends_with(last) {
            let mut byte = [0];
            stream.read_exact(&mut byte).expect("an answer");
            answer.push(byte[0]);
        }
        String::from_utf8_lossy(&answer).into_owned()
    };
    let end = b"\r\n\r\n";
    assert!(ask("HEAD", "/healthz", end).contains("content-length: 2"));
    assert!(ask("HEAD", "/api/v1/parties/MG", end).starts_with("HTTP/1.1 200"));
    let answer = ask("GET", "/healthz", b"\r\n\r\nok");
    assert!(answer.starts_with("HTTP/1.1 200"), "nothing of a body stood before it: {answer}");
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
async fn what_depends_on_the_readers_languages_says_so_and_names_its_own() {
    let world = World::open().await;
    let ana = world.actor("owner").speaking("fr");
    let reader = "accept-encoding, accept-language, authorization, cookie";
    let typed = "accept, accept-encoding, accept-language, authorization, cookie";
    for (path, language, vary) in [
        ("/api/v1/parties", Some("fr"), reader),
        ("/api/v1/courses/fish", Some("fr"), reader),
        ("/api/v1/courses", Some("fr"), reader),
        ("/api/v1/me/enrolments", None, reader),
        ("/api/v1/nothing-here", Some("fr"), reader),
        ("/confirm/nothing", Some("fr"), reader),
        ("/api/docs/problems", Some("fr"), reader),
        ("/verify/nothing", Some("fr"), typed),
        ("/verify", Some("fr"), typed),
    ] {
        let client = if path.starts_with("/api/v1/me") { ana.clone() } else { world.campus.guest().speaking("fr") };
        let answer = client.get(path).await;
        assert_eq!((answer.header("content-language"), answer.header("vary")), (language, Some(vary)), "{path}");
    }
    assert_eq!(world.campus.guest().get("/healthz").await.header("content-language"), None);
}

#[actix_web::test]
async fn every_answer_carries_a_request_id_and_safe_headers() {
    let campus = Campus::open().await;
    let answer = campus.guest().get("/api/v1/parties").await;
    assert_eq!(answer.header("x-request-id").map(str::len), Some(36));
    for (name, value) in [("x-content-type-options", "nosniff"), ("x-frame-options", "DENY")] {
        assert_eq!(answer.header(name), Some(value));
    }
}

#[actix_web::test]
async fn browsers_are_held_to_https_where_the_college_is_reached_by_it() {
    for (public, expected) in [("https://college.example.org", Some("max-age=31536000")), ("http://localhost", None)] {
        let campus = Campus::open_with(|config| config.server.public_url = public.parse().ok()).await;
        for path in ["/verify/nothing", "/api/v1/parties", "/confirm/nothing"] {
            let answer = campus.guest().get(path).await;
            assert_eq!(answer.header("strict-transport-security"), expected, "{public}{path}");
        }
    }
}

#[actix_web::test]
async fn an_answer_belongs_to_the_trace_of_its_request() {
    let campus = Campus::open().await;
    let (trace, parent) = ("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331");
    for (flags, path, status) in [("01", "/api/v1/parties", 200), ("00", "/api/v1/nothing", 404)] {
        let traced = campus.guest().with_header("traceparent", &format!("00-{trace}-{parent}-{flags}"));
        let answer = traced.get(path).await;
        assert_eq!(answer.status, status);
        assert_eq!(answer.header("x-request-id").map(|id| id.replace('-', "")).as_deref(), Some(trace));
        let own = answer.header("traceparent").expect("a trace").to_owned();
        assert!(own.starts_with(&format!("00-{trace}-")) && own.ends_with(&format!("-{flags}")), "{own}");
        assert!(!own.contains(parent) && own.len() == 55, "its own span: {own}");
    }
    let fresh = campus.guest().with_header("traceparent", "nonsense").get("/healthz").await;
    let id = fresh.header("x-request-id").expect("an id").replace('-', "");
    assert!(fresh.header("traceparent").is_some_and(|own| own.contains(&id)));
}

/// Limit, what is left of it, and the seconds until it is anew.
fn quota(answer: &Answer) -> [Option<u64>; 3] {
    ["limit", "remaining", "reset"].map(|field| answer.header(&format!("ratelimit-{field}"))?.parse().ok())
}

#[actix_web::test]
async fn verifying_is_limited_by_network_and_not_so_that_a_border_post_would_notice() {
    let world = World::open().await;
    let (app, guest) = (world.campus.app.clone(), world.campus.guest().with_header("accept", "application/json"));
    let operation = operations(&World::document().await).into_iter().find(|it| it.id == "verifyCertificate");
    let path = world.request(&operation.expect("the operation"), "guest").path;
    let writes = app.db.statements().total();
    let first = guest.get(&path).await;
    first.assert_status(200);
    assert_eq!(quota(&first), [Some(3_000), Some(2_999), Some(60)]);
    assert!(app.db.statements().total() - writes < 10, "nothing is written down");

    let unknown = guest.get("/verify/00000000000000000000000000000000").await;
    unknown.assert_problem(404, "certificate-unknown");
    assert_eq!(quota(&unknown), [Some(3_000), Some(2_998), Some(60)]);

    let (here, elsewhere): (IpAddr, IpAddr) = ([127, 0, 0, 1].into(), [192, 0, 2, 7].into());
    world.campus.clock.advance(HALF_A_MINUTE);
    for _ in 0..2_998 {
        app.visits.admit(here, 1, app.clock.now()).expect("within the limit");
    }
    let refused = guest.speaking("fr").get(&path).await;
    refused.assert_problem(429, "rate-limited");
    assert_eq!(quota(&refused), [Some(3_000), Some(0), Some(30)]);
    assert_eq!((refused.header("retry-after"), refused.header("content-language")), (Some("30"), Some("fr")));
    app.visits.admit(elsewhere, 1, app.clock.now()).expect("others are not concerned");
    guest.get("/api/v1/parties").await.assert_status(200);

    world.campus.clock.advance(HALF_A_MINUTE);
    let again = guest.get(&path).await;
    again.assert_status(200);
    assert_eq!(quota(&again), [Some(3_000), Some(2_999), Some(60)]);
}

#[actix_web::test]
async fn who_is_throttled_learns_what_is_left_and_how_long_to_wait() {
    let campus = Campus::open().await;
    let ana = campus.person("ana").await;
    let guest = campus.guest();
    let ask = json!({ "email": ana.email });
    for left in [99, 98, 97, 96] {
        let answer = guest.post("/api/v1/password-resets", ask.clone()).await;
        answer.assert_status(202);
        assert_eq!(quota(&answer)[..2], [Some(100), Some(left)], "of the network, whatever is left of the address");
    }
    let refused = guest.post("/api/v1/password-resets", ask).await;
    refused.assert_problem(429, "rate-limited");
    assert_eq!(quota(&refused), [Some(3), Some(0), Some(60)]);
    assert_eq!(refused.header("retry-after"), Some("60"));

    let wrong = guest.post("/api/v1/sessions", json!({ "email": ana.email, "password": "not hers at all" })).await;
    wrong.assert_problem(401, "sign-in-failed");
    assert_eq!(quota(&wrong)[..2], [Some(60), Some(59)]);
    let right = campus.sign_in(&ana.email).await;
    right.assert_status(201);
    assert_eq!(quota(&right)[..2], [Some(60), Some(59)], "a right password is not counted");

    let change = json!({ "current_password": "not hers at all", "new_password": "eight calm caracals" });
    let wrong = ana.put("/api/v1/me/password", change).await;
    wrong.assert_problem(403, "password-wrong");
    assert_eq!(quota(&wrong)[..2], [Some(5), Some(4)], "of her own account");
    let change = json!({ "current_password": PASSWORD, "new_password": "eight calm caracals" });
    let changed = ana.put("/api/v1/me/password", change).await;
    changed.assert_status(201);
    assert_eq!(quota(&changed)[0], Some(5));
}

#[actix_web::test]
async fn an_archive_that_is_sent_again_is_answered_again_and_kept_once() {
    let world = World::open().await;
    let drafts =
        || world.campus.app.db.read(|snapshot| Ok(course_drafts::table.count().get_result::<i64>(snapshot.conn())?));
    let (before, author) =
        (drafts().await.expect("a count"), world.actor("author").with_header("idempotency-key", "k"));
    let upload = |bytes: Vec<u8>| author.send(Method::POST, "/api/v1/courses", Some(("application/zip", bytes)));
    let archive = world.campus.course("skins").packed();
    let (first, again) = (upload(archive.clone()).await, upload(archive).await);
    assert_eq!((first.status, again.status, &first.body), (201, 201, &again.body));
    assert_eq!(drafts().await.expect("a count"), before + 1);
    let other = world.campus.course("skins").with_lesson("other").packed();
    upload(other).await.assert_problem(409, "idempotency-key-reused");
}

/// A body where none is expected changes nothing.
#[actix_web::test]
async fn a_body_that_nobody_asked_for_is_not_looked_at() {
    let world = World::open().await;
    for operation in operations(&World::document().await).iter().filter(|operation| operation.method == "get") {
        let mut request = world.request(operation, "owner");
        let without = world.make(&world.actor("owner"), &request).await;
        request.body = Body::Other("application/json", b"{\"surprise\": ".to_vec());
        let with = world.make(&world.actor("owner"), &request).await;
        assert_eq!(with.status, without.status, "{}", operation.path);
    }
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
