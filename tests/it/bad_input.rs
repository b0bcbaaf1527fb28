//! Bad input on every route: a clear refusal in the caller's language, never a fault of ours, and nothing changed.

use std::path::{Path, PathBuf};

use actix_web::http::Method;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use virtual_college::db::transfer::tables;
use virtual_college::db::{Conn, Purpose, open};

use crate::support::world::{Body, Operation, Request, World, operations};
use crate::support::{Answer, Client, not_run};

/// What belongs to staff; everything else Ana may do herself.
const STAFF: [&str; 24] = [
    "addCertificatePicture",
    "createCertificateDesign",
    "previewCertificateDesign",
    "setCertificateDesign",
    "grantRole",
    "grantAccommodation",
    "revokeAccommodation",
    "confirmSignOffBatch",
    "confirmWorkshop",
    "correctCertificate",
    "createCohort",
    "decideAffiliation",
    "decideCorrectionRequest",
    "decideEnrolment",
    "noteFlagChange",
    "proposeSignOffBatch",
    "proposeWorkshop",
    "publishCourse",
    "restoreCertificate",
    "revokeCertificate",
    "setCertificatePolicy",
    "signOffCertificates",
    "suspendCertificate",
    "uploadCourse",
];

fn doer(operation: &Operation) -> &'static str {
    if STAFF.contains(&operation.id.as_str()) { "secretariat" } else { "owner" }
}

/// The operations that write, and somebody who may.
async fn writing() -> Vec<Operation> {
    let document = World::document().await;
    operations(&document).into_iter().filter(|operation| operation.method != "get").collect()
}

async fn taking_json() -> Vec<Operation> {
    writing().await.into_iter().filter(|operation| operation.json_body().is_some()).collect()
}

/// Tells whether anything was committed.
struct Watch(Conn);

#[derive(QueryableByName)]
struct Seen {
    #[diesel(sql_type = BigInt)]
    seen: i64,
}

#[derive(QueryableByName)]
struct Written {
    #[diesel(sql_type = Text)]
    written: String,
}

impl Watch {
    fn on(world: &World) -> Self {
        Self(open(&world.campus.app.config.database_url, Purpose::Read).expect("open"))
    }

    /// The same as long as nothing was written.
    fn look(&mut self) -> String {
        match &mut self.0 {
            Conn::Sqlite(conn) => {
                let seen = diesel::sql_query("SELECT data_version AS seen FROM pragma_data_version").load::<Seen>(conn);
                seen.expect("ask")[0].seen.to_string()
            }
            Conn::Postgres(conn) => {
                // Each row names the transaction that wrote it: reading the rows themselves would take minutes.
                let sum = |table: &str| {
                    format!("(SELECT concat(count(*), '/', sum(t.xmin::text::bigint)) FROM \"{table}\" t)")
                };
                let sums: Vec<String> = tables().iter().map(|table| sum(table.name)).collect();
                let query = format!("SELECT concat_ws(' ', {}) AS written", sums.join(", "));
                diesel::sql_query(query).load::<Written>(conn).expect("ask").remove(0).written
            }
        }
    }
}

#[track_caller]
fn assert_refused(answer: &Answer, what: &str) {
    assert!((400..500).contains(&answer.status), "{what}: {} {}", answer.status, answer.text());
    assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{what}");
    assert_eq!(answer.header("content-language"), Some("fr"), "{what}");
    let problem = answer.json();
    for member in ["title", "detail", "code", "instance"] {
        assert!(problem[member].as_str().is_some_and(|text| !text.is_empty()), "{what}: {problem:#}");
    }
}

#[track_caller]
fn assert_points(answer: &Answer, what: &str, pointer: &str) {
    assert_refused(answer, what);
    assert_eq!(answer.status, 422, "{what}: {}", answer.text());
    let errors = answer.json()["errors"].clone();
    let points = |error: &Value| error["pointer"].as_str().is_some_and(|given| given.starts_with(pointer));
    assert!(
        errors.as_array().is_some_and(|errors| errors.iter().any(points)),
        "{what}: nothing points to {pointer}: {errors:#}"
    );
}

async fn send(client: &Client, request: &Request, body: Body) -> Answer {
    let client = client.with_header("if-match", "\"v1\"").speaking("fr");
    let method: Method = request.method.to_uppercase().parse().expect("a method");
    match body {
        Body::None => client.send(method, &request.path, None).await,
        Body::Json(body) => client.send_json(method, &request.path, &body).await,
        Body::Other(kind, bytes) => client.send(method, &request.path, Some((kind, bytes))).await,
    }
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
        ("deep within", [b"{\"answer\":".repeat(40), b"1".to_vec(), b"}".repeat(40)].concat()),
        ("huge", [b"{\"email\": \"".to_vec(), b"a".repeat(400_000), b"\"}".to_vec()].concat()),
        ("a huge number", br#"{"email": 1e999999}"#.to_vec()),
        ("two of them", b"{} {}".to_vec()),
    ]
}

#[actix_web::test]
async fn no_body_whatever_breaks_a_route_that_writes() {
    let world = World::open().await;
    let (mut watch, routes) = (Watch::on(&world), taking_json().await);
    assert!(routes.len() > 20, "{routes:?}");
    for operation in &routes {
        let (client, request) = (world.actor(doer(operation)), world.request(operation, doer(operation)));
        let before = watch.look();
        for (name, body) in bad_bodies() {
            let answer = send(&client, &request, Body::Other("application/json", body)).await;
            assert_refused(&answer, &format!("{} with {name}", operation.id));
        }
        assert_eq!(watch.look(), before, "{} changed something", operation.id);
    }
}

/// Every member of a body that is right, by its pointer, but what is for the course to judge.
fn members(body: &Value, at: &str) -> Vec<(String, Value)> {
    let Some(named) = body.as_object() else { return Vec::new() };
    let found = named.iter().flat_map(|(name, value)| {
        let pointer = format!("{at}/{name}");
        let within = if pointer == "/answer" { Vec::new() } else { members(value, &pointer) };
        [(pointer, value.clone())].into_iter().chain(within)
    });
    found.collect()
}

fn of_another_type(value: &Value) -> Value {
    if value.is_string() { json!(7) } else { json!("of another type") }
}

#[actix_web::test]
async fn each_member_that_is_wrong_missing_or_unknown_is_pointed_to() {
    let world = World::open().await;
    let mut watch = Watch::on(&world);
    let mut tried = 0;
    for operation in taking_json().await {
        let (client, request) = (world.actor(doer(&operation)), world.request(&operation, doer(&operation)));
        let Body::Json(right) = request.body.clone() else { panic!("{} takes JSON", operation.id) };
        let before = watch.look();
        let mut wrong = right.clone();
        wrong["surprise"] = json!(true);
        assert_points(&send(&client, &request, Body::Json(wrong)).await, &operation.id, "/surprise");
        for (pointer, value) in members(&right, "") {
            let mut wrong = right.clone();
            *wrong.pointer_mut(&pointer).expect("a member") = of_another_type(&value);
            let what = format!("{} with another {pointer}", operation.id);
            assert_points(&send(&client, &request, Body::Json(wrong)).await, &what, &pointer);
            tried += 1;
        }
        for name in required(&operation) {
            let mut wrong = right.clone();
            if wrong.as_object_mut().is_some_and(|members| members.remove(&name).is_some()) {
                let what = format!("{} without {name}", operation.id);
                assert_points(&send(&client, &request, Body::Json(wrong)).await, &what, &format!("/{name}"));
            }
        }
        assert_eq!(watch.look(), before, "{} changed something", operation.id);
    }
    assert!(tried > 35, "only {tried} members");
}

/// The members that the document says are required.
fn required(operation: &Operation) -> Vec<String> {
    let document = crate::support::documented::DOCUMENT.get().expect("the document");
    let schema = crate::support::documented::resolved(document, &operation.json_body().expect("a body")["schema"]);
    let names = schema["required"].as_array().cloned().unwrap_or_default();
    names.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect()
}

#[actix_web::test]
async fn a_moment_that_no_clock_in_utc_shows_is_refused() {
    let world = World::open().await;
    let administrator = world.actor("admin");
    let decision = "/api/v1/affiliations/0197a2c4-6f1e-7c3a-9d55-3f6a1b2c4d5e/decision";
    for moment in ["9999-12-31T23:59:59-01:00", "0001-01-01T00:00:00+01:00", "0000-06-01T00:00:00Z"] {
        let role = json!({
            "email": "ana@example.org", "role": "author", "scope": { "kind": "site" }, "expires_at": moment,
        });
        administrator.post("/api/v1/role-grants", role).await.assert_field("/expires_at", "field-invalid");
        let vouched = json!({ "decision": "vouched", "until": moment });
        administrator.post(decision, vouched).await.assert_field("/until", "field-invalid");
    }
}

#[actix_web::test]
async fn a_body_of_another_type_is_not_looked_at() {
    let world = World::open().await;
    let mut watch = Watch::on(&world);
    let before = watch.look();
    for operation in writing().await {
        let (client, mut request) = (world.actor(doer(&operation)), world.request(&operation, doer(&operation)));
        let right = match std::mem::replace(&mut request.body, Body::None) {
            Body::Json(body) => body.to_string().into_bytes(),
            Body::Other("application/zip", bytes) => bytes,
            _ => continue,
        };
        for kind in
            ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=iso-8859-1", "json", ""]
        {
            let answer = send(&client, &request, Body::Other(kind, right.clone())).await;
            assert_refused(&answer, &format!("{} as {kind}", operation.id));
            assert_eq!(answer.json()["code"], "content-type-unsupported", "{} as {kind}", operation.id);
        }
        let without = send(&client, &request, Body::None).await;
        assert_eq!(without.json()["code"], "content-type-unsupported", "{} without a type", operation.id);
    }
    assert_eq!(watch.look(), before);
}

#[actix_web::test]
async fn what_is_packed_is_measured_unpacked() {
    let world = World::open().await;
    let mut bomb = GzEncoder::new(Vec::new(), Compression::best());
    std::io::copy(&mut std::io::Read::take(std::io::repeat(b' '), 64 * 1024 * 1024), &mut bomb).expect("pack");
    let bomb = bomb.finish().expect("a bomb");
    let packed = world.actor("owner").with_header("content-encoding", "gzip");
    for operation in taking_json().await {
        let request = world.request(&operation, "owner");
        let answer = send(&packed, &request, Body::Other("application/json", bomb.clone())).await;
        assert_refused(&answer, &operation.id);
        assert_eq!(answer.json()["code"], "body-too-large", "{}", operation.id);
        let answer = send(&packed, &request, Body::Other("application/json", b"not gzip".to_vec())).await;
        assert_refused(&answer, &operation.id);
    }
}

#[actix_web::test]
async fn an_archive_that_is_none_is_refused_and_nothing_kept() {
    let world = World::open().await;
    let (mut watch, author) = (Watch::on(&world), world.actor("author").speaking("fr"));
    let before = watch.look();
    let right = world.campus.course("skins").packed();
    for (name, bytes) in [
        ("nothing", Vec::new()),
        ("text", b"not an archive".to_vec()),
        ("half of one", right[..right.len() / 2].to_vec()),
        ("another course", world.campus.course("fish").packed()),
    ] {
        let answer = author.send(Method::POST, "/api/v1/courses", Some(("application/zip", bytes))).await;
        assert_refused(&answer, name);
        assert!([403, 422].contains(&answer.status), "{name}: {}", answer.text());
    }
    assert_eq!(watch.look(), before);
}

#[actix_web::test]
async fn what_is_somebody_elses_stays_as_it_is() {
    let world = World::open().await;
    let mut watch = Watch::on(&world);
    let before = watch.look();
    for operation in writing().await {
        if !operation.path.contains("{id}") {
            continue;
        }
        for by in ["guest", "unverified", "trainee", "focal FR", "author"] {
            let request = world.request(&operation, by);
            let answer = send(&world.actor(by), &request, request.body.clone()).await;
            assert_refused(&answer, &format!("{} by {by}", operation.id));
            assert!([401, 403, 404].contains(&answer.status), "{} by {by}: {}", operation.id, answer.text());
        }
    }
    assert_eq!(watch.look(), before);
}

#[actix_web::test]
async fn an_id_that_cannot_be_names_nothing() {
    let world = World::open().await;
    let mut watch = Watch::on(&world);
    let before = watch.look();
    let long = "0".repeat(5_000);
    for operation in operations(&World::document().await) {
        if !operation.path.starts_with("/api/v1") || !operation.path.contains("{id}") {
            continue;
        }
        for id in
            ["0", "-1", "null", "..%2f..", "%00", "%ff", "00000000-0000-0000-0000-000000000000", "' OR 1=1 --", &long]
        {
            let id = id.replace(' ', "%20").replace('\'', "%27");
            let mut request = world.request(&operation, doer(&operation));
            let query = request.path.find('?').map_or(String::new(), |at| request.path.split_off(at));
            request.path = operation.path.replace("{id}", &id).replace(['{', '}'], "") + &query;
            let answer = send(&world.actor(doer(&operation)), &request, request.body.clone()).await;
            assert_refused(&answer, &format!("{} of {id}", operation.id));
            assert!([403, 404].contains(&answer.status), "{} of {id}: {}", operation.id, answer.text());
        }
    }
    assert_eq!(watch.look(), before);
}

#[actix_web::test]
async fn no_query_whatever_breaks_a_list() {
    let world = World::open().await;
    for operation in operations(&World::document().await) {
        let takes = |name: &str| {
            let parameters = operation.described["parameters"].as_array().expect("parameters");
            parameters.iter().any(|parameter| parameter["name"] == name)
        };
        if !takes("limit") {
            continue;
        }
        let (client, path) = (world.actor("admin").speaking("fr"), world.request(&operation, "admin").path);
        for query in [
            "limit=0",
            "limit=101",
            "limit=-1",
            "limit=many",
            "limit=99999999999999999999",
            "limit=1&limit=2",
            "cursor=x",
            "cursor=",
            "cursor=%00",
            "cursor=bnVsbA",
            "cursor=W10",
            "surprise=1",
            "%ff=%fe",
            "limit[]=1",
        ] {
            let answer = client.get(&format!("{path}?{query}")).await;
            assert_refused(&answer, &format!("{}?{query}", operation.id));
            assert_eq!(answer.status, 400, "{}?{query}", operation.id);
        }
    }
}

#[actix_web::test]
async fn a_key_that_cannot_be_is_refused_wherever_one_is_taken() {
    let world = World::open().await;
    let mut tried = 0;
    for operation in writing().await {
        let named = operation.described["parameters"].as_array().expect("parameters").iter();
        if !named.into_iter().any(|parameter| parameter["name"] == "Idempotency-Key") {
            continue;
        }
        let (by, request) = (doer(&operation), world.request(&operation, doer(&operation)));
        for key in [String::new(), "k".repeat(256)] {
            let client = world.actor(by).with_header("idempotency-key", &key);
            let answer = send(&client, &request, request.body.clone()).await;
            assert_refused(&answer, &operation.id);
            assert_eq!(answer.json()["code"], "idempotency-key-invalid", "{}: {}", operation.id, answer.text());
        }
        tried += 1;
    }
    assert!(tried > 8, "only {tried} routes take a key");
}

/// What is done is not done again: the second request says why, or answers the same and changes nothing.
/// What is done in this order, and what it is refused with where it was done before.
const IN_ORDER: [(&str, Option<&str>); 30] = [
    ("saveAnswer", None),
    ("submitAttempt", None),
    ("saveAnswer", Some("attempt-closed")),
    ("enrol", None),
    ("enrol", Some("enrolment-exists")),
    ("moveEnrolment", None),
    ("moveEnrolment", Some("enrolment-version-current")),
    ("requestAffiliation", None),
    ("requestAffiliation", Some("affiliation-exists")),
    ("decideAffiliation", None),
    ("revokeAccommodation", None),
    ("revokeAccommodation", Some("accommodation-unknown")),
    ("grantRole", None),
    ("grantRole", Some("role-grant-exists")),
    ("noteFlagChange", None),
    ("noteFlagChange", Some("party-flag-unchanged")),
    ("publishCourse", None),
    ("publishCourse", Some("course-already-published")),
    ("suspendCertificate", None),
    ("suspendCertificate", Some("certificate-suspended")),
    ("restoreCertificate", None),
    ("restoreCertificate", Some("certificate-not-suspended")),
    ("revokeCertificate", None),
    ("revokeCertificate", Some("certificate-already-revoked")),
    ("correctCertificate", None),
    ("correctCertificate", Some("certificate-already-replaced")),
    ("claimCollege", Some("setup-done")),
    ("resetPassword", None),
    ("resetPassword", Some("link-invalid")),
    ("updateMe", Some("precondition-failed")),
];

#[actix_web::test]
async fn what_is_in_the_wrong_state_is_refused_with_its_reason() {
    let world = World::open().await;
    let mut watch = Watch::on(&world);
    let routes = writing().await;
    for (id, refusal) in IN_ORDER {
        let operation = routes.iter().find(|operation| operation.id == id).expect("an operation");
        let request = world.request(operation, doer(operation));
        let client = match id {
            "updateMe" => world.actor("owner").with_header("if-match", "\"v0\""),
            id if id.ends_with("Certificate") => world.actor(doer(operation)).with_header("if-match", "*"),
            _ => world.actor(doer(operation)),
        };
        let before = watch.look();
        let method: Method = request.method.to_uppercase().parse().expect("a method");
        let body = match &request.body {
            Body::Json(body) => Some(("application/json", body.to_string().into_bytes())),
            _ => None,
        };
        let answer = client.speaking("fr").send(method, &request.path, body).await;
        match refusal {
            None => assert!(answer.status < 300, "{id}: {}", answer.text()),
            Some(code) => {
                assert_refused(&answer, id);
                assert_eq!(answer.json()["code"], code, "{id}");
                assert_eq!(watch.look(), before, "{id} changed something");
            }
        }
    }
}

fn samples(test: &str, folder: &str) -> Option<PathBuf> {
    let samples = std::env::var("COLLEGE_SAMPLES").ok();
    if samples.is_none() {
        not_run(test, "COLLEGE_SAMPLES is not set");
    }
    samples.map(|samples| Path::new(&samples).join(folder))
}

#[actix_web::test]
async fn other_peoples_json_is_refused_by_every_route() {
    let Some(folder) = samples("other_peoples_json_is_refused_by_every_route", "json") else { return };
    let world = World::open().await;
    let mut watch = Watch::on(&world);
    let files = std::fs::read_dir(folder).expect("samples").map(|entry| entry.expect("an entry").path());
    let files: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|it| it == "json")).collect();
    assert!(files.len() > 100, "only {} samples", files.len());
    for operation in taking_json().await {
        let (client, request) = (world.actor(doer(&operation)), world.request(&operation, doer(&operation)));
        let before = watch.look();
        for file in &files {
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let body = std::fs::read(file).expect("a sample");
            let answer = send(&client, &request, Body::Other("application/json", body)).await;
            assert_refused(&answer, &format!("{} with {name}", operation.id));
            assert!(!name.starts_with("n_") || answer.status == 400, "{} with {name}: {}", operation.id, answer.text());
        }
        assert_eq!(watch.look(), before, "{} changed something", operation.id);
    }
}

/// Each string stands for each member in turn. What is taken is taken; what is refused changes nothing.
#[actix_web::test]
async fn naughty_strings_break_nothing() {
    let Some(folder) = samples("naughty_strings_break_nothing", "strings") else { return };
    let text = std::fs::read_to_string(folder.join("blns.json")).expect("the strings");
    let strings: Vec<String> = serde_json::from_str(&text).expect("a list");
    assert!(strings.len() > 400, "only {} strings", strings.len());
    let world = World::open().await;
    let mut watch = Watch::on(&world);
    for operation in taking_json().await {
        let (client, request) = (world.actor(doer(&operation)), world.request(&operation, doer(&operation)));
        let Body::Json(right) = &request.body else { continue };
        let texts: Vec<String> =
            members(right, "").into_iter().filter(|(_, value)| value.is_string()).map(|(pointer, _)| pointer).collect();
        let mut before = watch.look();
        for (string, pointer) in strings.iter().zip(texts.iter().cycle()) {
            let mut body = right.clone();
            *body.pointer_mut(pointer).expect("a member") = json!(string);
            let answer = send(&client, &request, Body::Json(body)).await;
            let what = format!("{} with {string:?} at {pointer}: {}", operation.id, answer.text());
            assert!(answer.status < 500, "{what}");
            // A wrong password is counted.
            let counts = ["signIn", "changePassword", "confirmEmail"].contains(&operation.id.as_str());
            if answer.status >= 400 && !counts {
                assert_eq!(watch.look(), before, "{what}");
            }
            before = watch.look();
        }
    }
}
