//! The OpenAPI document: what it says is so, and everything is said.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;

use actix_web::http::Method;
use serde_json::{Value, json};

use crate::support::documented::{self, resolved};
use crate::support::world::{Operation, World, operations};
use crate::support::{Answer, Campus, not_run, python};

/// JSON with small things on one line, so that a person can read the snapshot.
fn readable(value: &Value, indent: usize, out: &mut String) {
    const WIDTH: usize = 120;
    let short = value.to_string();
    let parts: Vec<(String, &Value)> = match value {
        _ if indent + short.len() <= WIDTH => Vec::new(),
        Value::Object(members) => members.iter().map(|(name, value)| (format!("{}: ", json!(name)), value)).collect(),
        Value::Array(items) => items.iter().map(|item| (String::new(), item)).collect(),
        _ => Vec::new(),
    };
    if parts.is_empty() {
        out.push_str(&short);
        return;
    }
    let (open, close) = if value.is_array() { ('[', ']') } else { ('{', '}') };
    out.push(open);
    for (place, (name, part)) in parts.iter().enumerate() {
        out.push_str(if place == 0 { "\n" } else { ",\n" });
        out.push_str(&" ".repeat(indent + 2));
        out.push_str(name);
        readable(part, indent + 2, out);
    }
    out.push('\n');
    out.push_str(&" ".repeat(indent));
    out.push(close);
}

#[actix_web::test]
async fn the_document() {
    let mut document = World::document().await;
    document["info"]["version"] = json!("[version]");
    let mut text = String::new();
    readable(&document, 0, &mut text);
    insta::assert_snapshot!(text);
}

#[actix_web::test]
async fn every_operation_has_a_name_that_is_a_verb_a_tag_examples_and_its_refusals() {
    let document = World::document().await;
    let tags: Vec<&Value> = document["tags"].as_array().expect("tags").iter().map(|tag| &tag["name"]).collect();
    let mut names = BTreeSet::new();
    for Operation { id, tag, path, described, .. } in operations(&document) {
        assert!(names.insert(id.clone()), "{id} is the name of two operations");
        let is_verb = id.bytes().all(|b| b.is_ascii_alphabetic()) && id.starts_with(|c: char| c.is_ascii_lowercase());
        assert!(is_verb && !["get", "post", "put", "patch", "delete"].contains(&id.as_str()), "{id}");
        assert!(tags.contains(&&json!(tag)), "{id}: {tag} is not explained");
        assert!(described["summary"].is_string(), "{id} says what it does");
        let left: Vec<&String> =
            described.as_object().expect("an object").keys().filter(|k| k.starts_with("x-")).collect();
        assert!(left.is_empty(), "{id}: a problem of {left:?} is not in the list of problems");
        let responses = described["responses"].as_object().expect("responses");
        let refuses = |status: &str| responses.contains_key(status);
        if path.starts_with("/api/v1") {
            assert!(refuses("500") && refuses("503"), "{id}");
            assert!(refuses("401") || described["security"].is_null(), "{id}");
            assert!(!path.contains("{id}") || refuses("404"), "{id}");
        }
        if described["requestBody"].is_object()
            && tag != "pages"
            && !["uploadCourse", "importTerms", "importTranslations", "proposeWorkshop"].contains(&id.as_str())
        {
            assert!(["400", "413", "415", "422"].iter().all(|status| refuses(status)), "{id}");
        }
        let bodies =
            responses.values().map(|response| resolved(&document, response)).chain([&described["requestBody"]]);
        for (kind, body) in bodies.flat_map(|body| body["content"].as_object().into_iter().flatten()) {
            let is_shown = !body["example"].is_null() || body["examples"].as_object().is_some_and(|it| !it.is_empty());
            assert!(
                is_shown || !(kind.contains("json") || kind.starts_with("text/")),
                "{id}: {kind} without an example"
            );
        }
    }
    assert!(!document.to_string().contains("(no example)"), "a text in a schema has no example");
}

#[actix_web::test]
async fn what_is_created_is_linked_to_what_can_be_done_with_it() {
    let document = World::document().await;
    let links = |id: &str| {
        let operations = operations(&document);
        let operation = operations.into_iter().find(|operation| operation.id == id).expect("an operation");
        let links = operation.described["responses"]["201"]["links"].as_object().cloned().unwrap_or_default();
        links.into_iter().map(|(name, link)| (name, link["parameters"].clone())).collect::<BTreeMap<_, _>>()
    };
    let enrolment = links("enrol");
    for id in ["showEnrolment", "updateEnrolment", "withdrawEnrolment", "recordEvents", "showProgress"] {
        assert_eq!(enrolment[id], json!({ "id": "$response.body#/id" }), "{id}");
    }
    assert!(links("startAttempt").contains_key("submitAttempt"));
    assert_eq!(links("revokeCertificate")["showCertificate"], json!({ "id": "$request.path.id" }));
    assert_eq!(links("correctCertificate")["showCertificate"], json!({ "id": "$response.body#/id" }));
    for operation in operations(&document) {
        let is_created = operation.described["responses"]["201"].is_object();
        assert!(
            !is_created || !links(&operation.id).is_empty(),
            "{} creates something and leads nowhere",
            operation.id
        );
    }
}

/// Routes are registered where they are documented, which the types see to, except in the server itself.
#[actix_web::test]
async fn every_route_of_the_code_is_documented_and_every_documented_one_is_served() {
    let document = World::document().await;
    let mut documented: BTreeSet<(String, String)> = BTreeSet::new();
    let guest = Campus::open().await.guest();
    for Operation { method, path, .. } in operations(&document) {
        let route = path.strip_prefix("/api/v1").unwrap_or(&path);
        documented.insert((method.to_owned(), route.to_owned()));
        let asked = path.replace("{id}", "0197a2c4-6f1e-7c3a-9d55-3f6a1b2c4d5e").replace(['{', '}'], "");
        let asked = asked.replace("/iso2", "/MG");
        let answer = guest.send(method.to_uppercase().parse().expect("a method"), &asked, None).await;
        let is_problem = answer.header("content-type") == Some("application/problem+json");
        let is_unknown = is_problem && answer.json()["code"] == "route-unknown";
        assert!(answer.status != 405 && !is_unknown, "{method} {path} is documented and not served");
    }
    let mut routes = BTreeSet::new();
    // The handler to measure against is a server of its own.
    for (file, line) in source_lines().into_iter().filter(|(file, _)| !file.ends_with("src/cli/bare.rs")) {
        for method in ["get", "post", "put", "patch", "delete"] {
            if let Some(rest) = line.trim().strip_prefix(&format!("#[{method}(\"")) {
                let path = rest.split('"').next().expect("a path");
                routes.insert((method.to_owned(), path.to_owned()));
            }
        }
        let by_hand = ["web::resource(", "web::scope(", ".route(", "#[route(", "#[routes]", "#[head(", "#[options("];
        assert!(!by_hand.iter().any(|word| line.contains(word)), "{file} has a route that nobody documents: {line}");
        assert!(!line.contains("web::ServiceConfig"), "{file} registers routes past the document: {line}");
    }
    assert_eq!(routes, documented);
}

fn source_lines() -> Vec<(String, String)> {
    let mut lines = Vec::new();
    let mut waiting = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).expect("source");
                lines.extend(text.lines().map(|line| (path.display().to_string(), line.to_owned())));
            }
        }
    }
    lines
}

#[actix_web::test]
async fn every_example_of_a_body_is_taken_by_its_route() {
    let document = World::document().await;
    for operation in operations(&document) {
        let Some(body) = operation.json_body() else { continue };
        let campus = Campus::open().await;
        let administrator = campus.person("ada").administrator().await.with_header("if-match", "\"v1\"");
        let client = if operation.id == "claimCollege" { campus.guest() } else { administrator };
        let path = operation.path.replace("{id}", "0197a2c4-6f1e-7c3a-9d55-3f6a1b2c4d5e");
        let path = path.replace("{iso2}", "MG").replace(['{', '}'], "");
        let method: Method = operation.method.to_uppercase().parse().expect("a method");
        let answer = client.send_json(method, &path, &body["example"]).await;
        assert!(![400, 413, 415].contains(&answer.status), "{}: {}", operation.id, answer.text());
        assert!(!answer.text().contains("\"code\":\"field-"), "{}: {}", operation.id, answer.text());
    }
}

/// What the college answers to requests that are right, each with the pointer to its schema.
async fn answers(document: &Value) -> Vec<Value> {
    let mut found = Vec::new();
    for actor in ["owner", "admin"] {
        let world = World::open().await;
        let mut operations = operations(document);
        operations
            .sort_by_key(|it| (it.id == "changePassword", it.id == "signOut", it.method != "get", it.path.clone()));
        for operation in &operations {
            let answer = world.make(&world.actor(actor), &world.request(operation, actor)).await;
            found.extend(schema_of(operation, &answer).map(|schema| {
                let what = format!("{} for {actor} ({})", operation.id, answer.status);
                json!({ "what": what, "schema": schema, "body": answer.json() })
            }));
        }
    }
    found
}

fn schema_of(operation: &Operation, answer: &Answer) -> Option<String> {
    let kind = answer.header("content-type")?.split(';').next()?.to_owned();
    if answer.body.is_empty() || !kind.contains("json") {
        return None;
    }
    if kind == "application/problem+json" {
        return Some("/components/schemas/ProblemDocument".to_owned());
    }
    let escaped = |text: &str| text.replace('~', "~0").replace('/', "~1");
    let (path, kind) = (escaped(&operation.path), escaped(&kind));
    Some(format!("/paths/{path}/{}/responses/{}/content/{kind}/schema", operation.method, answer.status))
}

#[actix_web::test]
async fn an_independent_validator_finds_no_fault_with_document_examples_and_answers() {
    let import = python().args(["-c", "import openapi_spec_validator"]).stderr(Stdio::null()).status();
    if !import.is_ok_and(|status| status.success()) {
        let test = "an_independent_validator_finds_no_fault_with_document_examples_and_answers";
        not_run(test, "Python with openapi-spec-validator is missing (pip install -r tests/requirements.txt)");
        return;
    }
    let document = World::document().await;
    let answers = answers(&document).await;
    assert!(answers.len() > 60, "only {} answers", answers.len());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/support/openapi_check.py");
    let mut python =
        python().arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("start the validator");
    let mut input = python.stdin.take().expect("its input");
    let given = json!({ "document": document, "answers": answers }).to_string();
    input.write_all(given.as_bytes()).expect("write to the validator");
    drop(input);
    let output = python.wait_with_output().expect("its end");
    assert!(output.status.success(), "the validator failed");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
}

#[actix_web::test]
#[should_panic(expected = "of which the OpenAPI document does not tell")]
async fn an_answer_that_is_not_documented_fails_whatever_test_meets_it() {
    let campus = Campus::open().await;
    let answer = campus.guest().get("/api/v1/me").await;
    let mut document = World::document().await;
    document["paths"]["/api/v1/me"]["get"]["responses"].as_object_mut().expect("responses").remove("401");
    documented::check(&document, "GET", "/api/v1/me", &answer);
}

#[actix_web::test]
async fn the_page_that_shows_the_document_works_without_a_network() {
    let guest = Campus::open().await.guest();
    let moved = guest.get("/api/docs").await;
    assert_eq!((moved.status, moved.header("location")), (308, Some("/api/docs/")));
    let page = guest.get("/api/docs/").await;
    page.assert_status(200);
    assert_eq!(page.header("content-type"), Some("text/html"));
    let policy = page.header("content-security-policy").expect("a policy").to_owned();
    assert!(policy.contains("default-src 'self'") && !policy.contains("unsafe-eval"), "{policy}");
    let html = page.text();
    assert!(
        !html.contains("http:") && !html.contains("https:") && !html.contains("=\"//"),
        "it asks nobody else: {html}"
    );
    let named = |ending: &str| -> Vec<String> {
        let words = html.split(['"', '\'']).filter(|word| Path::new(word).extension().is_some_and(|it| it == ending));
        words.map(|word| format!("/api/docs/{}", word.trim_start_matches("./"))).collect()
    };
    for (ending, kind) in [("js", "text/javascript"), ("css", "text/css")] {
        let files = named(ending);
        assert!(files.len() >= 2, "{files:?}");
        for file in files {
            let answer = guest.get(&file).await;
            assert_eq!((answer.status, answer.header("content-type")), (200, Some(kind)), "{file}");
        }
    }
    let start = guest.get("/api/docs/swagger-initializer.js").await.text();
    assert!(start.contains("/api/openapi.json") && !start.contains("http"), "{start}");
    guest.get("/api/docs/nothing.js").await.assert_problem(404, "not-found");
}
