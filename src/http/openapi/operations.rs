//! What all operations share: the problems that follow from what they take, headers, languages, links, and examples.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::http::StatusCode;
use serde_json::{Map, Value, json};

use super::examples;
use crate::error::{FieldProblem, Problem};
use crate::http::paging::{DEFAULT_LIMIT, LARGEST_LIMIT};
use crate::http::problem::catalogue::{PROBLEMS, sample, status_of};
use crate::http::problem::{ProblemDocument, is_for_people};
use crate::i18n::Localizer;

const BASE: &str = "/api/v1";
const PROBLEM: &str = "application/problem+json";
const PAGE: &str = "text/html";
const PAGE_EXAMPLE: &str = "<!doctype html>\n<html lang=\"en\" dir=\"ltr\">…</html>";
const RATE_LIMIT: [&str; 3] = ["RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"];

/// The document of the routes, with all that they share.
#[must_use]
pub fn complete(document: &utoipa::openapi::OpenApi, words: &Localizer) -> Value {
    let mut document = serde_json::to_value(document).unwrap_or_default();
    let mut shared = Shared {
        schemas: document["components"]["schemas"].clone(),
        routes: routes(&document),
        titles: PROBLEMS
            .iter()
            .flat_map(|(_, codes)| *codes)
            .map(|code| (*code, words.plain(code, &sample())))
            .collect(),
        refusals: Map::new(),
    };
    for (path, item) in document["paths"].as_object_mut().into_iter().flatten() {
        for (method, operation) in item.as_object_mut().into_iter().flatten() {
            shared.complete((method, path), operation);
        }
    }
    let components = &mut document["components"];
    components["parameters"] = parameters();
    components["headers"] = headers();
    components["examples"] = problems(words);
    components["responses"] = shared.refusals.into();
    document
}

/// An operation, as links lead to it.
struct Route {
    path: String,
    id: String,
}

fn routes(document: &Value) -> Vec<Route> {
    let paths = document["paths"].as_object().into_iter().flatten();
    let operations = paths.flat_map(|(path, item)| {
        item.as_object().into_iter().flat_map(|item| item.values()).map(move |operation| (path, operation))
    });
    operations
        .filter_map(|(path, operation)| {
            Some(Route { path: path.clone(), id: operation["operationId"].as_str()?.into() })
        })
        .collect()
}

struct Shared {
    schemas: Value,
    routes: Vec<Route>,
    /// English, by code.
    titles: BTreeMap<&'static str, String>,
    /// Answers that several operations give.
    refusals: Map<String, Value>,
}

impl Shared {
    fn complete(&mut self, (method, path): (&str, &str), operation: &mut Value) {
        let codes = take_problems((method, path), operation);
        let facts = Facts::of(operation, &codes);
        add_parameters(operation, &facts);
        let links = self.links(path, operation);
        let Some(responses) = operation["responses"].as_object_mut() else { return };
        for (status, response) in responses.iter_mut() {
            describe(status, response);
            let named = facts.headers(status, response);
            add_headers(response, &named);
            if status == "201" && !links.is_empty() {
                response["links"] = links.clone().into();
            }
            self.add_examples(response);
        }
        for (status, codes) in by_status(&codes) {
            let refusal = self.refusal(status, &codes, is_for_people(path));
            match responses.get_mut(&status.to_string()) {
                None => drop(responses.insert(status.to_string(), refusal)),
                Some(page) if page["content"][PROBLEM].is_null() => {
                    page["content"][PROBLEM] = among(&codes);
                }
                Some(_) => {}
            }
        }
        if operation["requestBody"].is_object() {
            self.add_examples(&mut operation["requestBody"]);
        }
    }

    /// The answer with these problems: it is said once, and named by them.
    fn refusal(&mut self, status: u16, codes: &BTreeSet<&'static str>, has_page: bool) -> Value {
        let name = format!("{status}-{}", codes.iter().copied().collect::<Vec<_>>().join("."));
        let name = if has_page { format!("{name}-or-page") } else { name };
        if !self.refusals.contains_key(&name) {
            let title = |code: &&str| format!("`{code}`: {}", self.titles.get(code).map_or("", String::as_str));
            let mut refusal = json!({
                "description": codes.iter().map(title).collect::<Vec<_>>().join("\n\n"),
                "content": { PROBLEM: among(codes) },
            });
            if has_page {
                refusal["content"][PAGE] = json!({ "schema": { "type": "string" }, "example": PAGE_EXAMPLE });
            }
            add_headers(&mut refusal, &refusal_headers(status, codes));
            self.refusals.insert(name.clone(), refusal);
        }
        json!({ "$ref": format!("#/components/responses/{name}") })
    }

    fn add_examples(&self, message: &mut Value) {
        let Some(content) = message.get_mut("content").and_then(Value::as_object_mut) else { return };
        for (media_type, body) in content {
            if media_type.contains("json") {
                if body["examples"].is_null() && body["example"].is_null() {
                    body["example"] = examples::of(&body["schema"], &self.schemas);
                }
            } else if media_type == PAGE {
                body["example"] = json!(PAGE_EXAMPLE);
            } else if !media_type.starts_with("text/") && media_type != "application/x-www-form-urlencoded" {
                // Bytes as they are have no schema of their own (OpenAPI 3.1, §4.8.14.2).
                body["schema"] = json!({ "type": "string", "contentMediaType": media_type });
            }
        }
    }

    /// From what was created to what can be done with it: all that is at its address, and what lies below it. With
    /// `x-creates-another` it is another thing of the kind that the path names.
    fn links(&self, path: &str, operation: &mut Value) -> Map<String, Value> {
        let created = take(operation, "x-creates").and_then(|created| Some(format!("{BASE}{}", created.as_str()?)));
        let is_another = take(operation, "x-creates-another").is_some();
        let Some(created) = created else { return Map::new() };
        let known: Vec<&str> = parameters_of(&created).collect();
        let below = format!("{created}/");
        let leads = |route: &&Route| {
            let is_near = route.path == created || !known.is_empty() && route.path.starts_with(&below);
            is_near && parameters_of(&route.path).all(|name| known.contains(&name))
        };
        let value = |name: &&str| {
            let is_given = !is_another && parameters_of(path).any(|given| given == *name);
            let from = if is_given { format!("$request.path.{name}") } else { format!("$response.body#/{name}") };
            ((*name).to_owned(), json!(from))
        };
        let parameters: Map<String, Value> = known.iter().map(value).collect();
        let link = |route: &Route| (route.id.clone(), json!({ "operationId": route.id, "parameters": parameters }));
        self.routes.iter().filter(leads).map(link).collect()
    }
}

/// A problem document, one of these.
fn among(codes: &BTreeSet<&'static str>) -> Value {
    let example = |code: &&str| ((*code).to_owned(), json!({ "$ref": format!("#/components/examples/{code}") }));
    json!({
        "schema": { "$ref": "#/components/schemas/ProblemDocument" },
        "examples": codes.iter().map(example).collect::<Map<_, _>>(),
    })
}

fn parameters_of(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}'))
}

fn take(operation: &mut Value, extension: &str) -> Option<Value> {
    operation.as_object_mut()?.remove(extension)
}

/// What an operation takes, as far as its answers follow from that.
#[expect(clippy::struct_excessive_bools, reason = "facts that have nothing to do with each other")]
struct Facts {
    is_throttled: bool,
    is_cached: bool,
    is_list: bool,
    has_language: bool,
}

impl Facts {
    fn of(operation: &Value, codes: &BTreeSet<&'static str>) -> Self {
        let is_cached = operation["responses"]["304"].is_object();
        Self {
            is_throttled: codes.contains("rate-limited"),
            is_cached,
            is_list: has_parameter(operation, "cursor"),
            has_language: is_cached && operation["tags"][0] != "documentation",
        }
    }

    /// The headers of an answer that is no refusal, by name.
    fn headers(&self, status: &str, response: &Value) -> Vec<&'static str> {
        let is_read = matches!(status, "200" | "304");
        let own = |name: &str| response["headers"][name].is_object();
        let is_page = response["content"]["text/html"].is_object() && !own("Location");
        let mut names = vec!["X-Request-Id", "traceparent"];
        let mut add = |applies: bool, name: &'static str| names.extend(applies.then_some(name));
        add(own("ETag") || self.is_cached && is_read, "ETag");
        add(own("Location") || status == "201", "Location");
        add(is_page || self.has_language && is_read, "Content-Language");
        add(own("Link") || self.is_list && status == "200", "Link");
        names.extend(RATE_LIMIT.into_iter().filter(|_| self.is_throttled));
        names
    }
}

fn refusal_headers(status: u16, codes: &BTreeSet<&'static str>) -> Vec<&'static str> {
    let mut names = vec!["X-Request-Id", "traceparent", "Content-Language"];
    let counted = ["rate-limited", "sign-in-failed", "password-wrong"].iter().any(|code| codes.contains(code));
    names.extend((status == 401).then_some("WWW-Authenticate"));
    names.extend(matches!(status, 429 | 503).then_some("Retry-After"));
    names.extend(RATE_LIMIT.into_iter().filter(|_| counted));
    names
}

fn add_headers(response: &mut Value, names: &[&str]) {
    for name in names {
        response["headers"][name] = json!({ "$ref": format!("#/components/headers/{name}") });
    }
}

fn has_parameter(operation: &Value, name: &str) -> bool {
    operation["parameters"].as_array().into_iter().flatten().any(|parameter| parameter["name"] == name)
}

/// Takes the problems of the operation's domain, and adds those that follow from what it takes. What nobody knows stays where
/// it was, for a test to find.
fn take_problems((method, path): (&str, &str), operation: &mut Value) -> BTreeSet<&'static str> {
    let known = |code: &str| PROBLEMS.iter().flat_map(|(_, codes)| *codes).find(|known| **known == code).copied();
    let stated = operation["x-problems"].as_array().cloned().unwrap_or_default();
    let stated: Vec<Option<&'static str>> =
        stated.iter().map(|code| known(code.as_str().unwrap_or_default())).collect();
    if stated.iter().all(Option::is_some) {
        take(operation, "x-problems");
    }
    let mut codes: BTreeSet<&'static str> = stated.into_iter().flatten().collect();
    let mut add = |applies: bool, more: &[&'static str]| codes.extend(more.iter().filter(|_| applies));
    let security = operation["security"].as_array().cloned().unwrap_or_default();
    let named = |name: &str| has_parameter(operation, name);
    let queries = operation["parameters"].as_array().into_iter().flatten();
    let is_api = path.starts_with(BASE);
    add(!security.is_empty(), &["token-expired", "token-invalid"]);
    add(!security.is_empty() && !security.contains(&json!({})), &["sign-in-required"]);
    add(
        operation["requestBody"]["content"]["application/json"].is_object(),
        &[
            "body-incomplete",
            "body-invalid",
            "body-malformed",
            "body-too-deep",
            "body-too-large",
            "body-too-slow",
            "content-type-unsupported",
        ],
    );
    add(named("Idempotency-Key"), &["idempotency-key-invalid", "idempotency-key-reused"]);
    add(named("If-Match"), &["precondition-failed", "precondition-required"]);
    add(named("limit"), &["limit-out-of-range"]);
    add(named("cursor"), &["cursor-invalid"]);
    add(queries.into_iter().any(|it| it["in"] == "query" && it["name"] != "lang"), &["query-invalid"]);
    add(is_api && parameters_of(path).any(|name| name != "token"), &["not-found"]);
    add(is_api, &["busy", "internal-error"]);
    add(is_api && method != "get", &["storage-full"]);
    codes
}

fn by_status(codes: &BTreeSet<&'static str>) -> BTreeMap<u16, BTreeSet<&'static str>> {
    let mut by_status: BTreeMap<u16, BTreeSet<&'static str>> = BTreeMap::new();
    for code in codes {
        by_status.entry(status_of(code).unwrap_or(500)).or_default().insert(code);
    }
    by_status
}

fn add_parameters(operation: &mut Value, facts: &Facts) {
    let mut added = vec!["Accept-Language"];
    added.extend((!has_parameter(operation, "lang")).then_some("lang"));
    added.extend(facts.is_cached.then_some("If-None-Match"));
    let added = added.into_iter().map(|name| json!({ "$ref": format!("#/components/parameters/{name}") }));
    let mut parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
    for parameter in &mut parameters {
        describe_paging(parameter);
    }
    parameters.extend(added);
    operation["parameters"] = parameters.into();
}

/// Lists have their own parameters, among them those of every list. One that says what `limit` is has no usual one.
fn describe_paging(parameter: &mut Value) {
    if parameter["name"] == "limit" && parameter["description"].is_string() {
        parameter["schema"] = json!({ "type": "integer", "minimum": 1, "maximum": LARGEST_LIMIT });
        return;
    }
    let (description, schema) = match parameter["name"].as_str() {
        Some("limit") => {
            let schema = json!({ "type": "integer", "minimum": 1, "maximum": LARGEST_LIMIT, "default": DEFAULT_LIMIT });
            ("How many items at most", schema)
        }
        Some("cursor") => ("Where to go on: `next` of the page before", json!({ "type": "string", "minLength": 1 })),
        _ => return,
    };
    parameter["description"] = json!(description);
    parameter["schema"] = schema;
}

fn describe(status: &str, response: &mut Value) {
    if response["description"].as_str().is_none_or(str::is_empty) {
        let status = status.parse().ok().and_then(|status| StatusCode::from_u16(status).ok());
        response["description"] = json!(status.and_then(|status| status.canonical_reason()).unwrap_or("As asked"));
    }
}

fn parameters() -> Value {
    let text = json!({ "type": "string" });
    json!({
        "lang": {
            "name": "lang", "in": "query", "schema": text, "example": "fr",
            "description": "The language to answer in, as a BCP 47 tag. It goes before all other ways to ask for one",
        },
        "Accept-Language": {
            "name": "Accept-Language", "in": "header", "schema": text, "example": "fr-CA, es;q=0.8",
            "description": "The languages to answer in, by preference (RFC 9110 §12.5.4)",
        },
        "If-None-Match": {
            "name": "If-None-Match", "in": "header", "schema": text, "example": "\"kX3vJ1\"",
            "description": "The `ETag` of what the client has: if it is still that, the answer is `304` without a body",
        },
    })
}

fn headers() -> Value {
    let header = |description: &str, kind: &str, example: Value| json!({ "description": description, "schema": { "type": kind }, "example": example });
    json!({
        "Content-Language": header("The language of the answer", "string", json!("fr")),
        "ETag": header("Strong: names these very bytes, or this version", "string", json!("\"kX3vJ1\"")),
        "Link": header("`rel=next`: the next page, while there is one; `rel=alternate`: the same in other forms (RFC 8288)", "string", json!("</api/v1/cohorts?cursor=IjAxOTdhMmM0Ig>; rel=\"next\"")),
        "Location": header("Where what was made is found", "string", json!("/api/v1/enrolments/0197a2c4-6f1e-7c3a-9d55-3f6a1b2c4d5e")),
        "RateLimit-Limit": header("How many requests are free of waiting", "integer", json!(100)),
        "RateLimit-Remaining": header("How many of them are left", "integer", json!(97)),
        "RateLimit-Reset": header("Seconds until they are counted anew, or until the wait is over", "integer", json!(60)),
        "Retry-After": header("Seconds after which trying again makes sense", "integer", json!(30)),
        "WWW-Authenticate": header("How to sign in: with a bearer token", "string", json!("Bearer")),
        "X-Request-Id": header("Names this request: quote it when you ask for help", "string", json!("0197a2c4-6f1e-7c3a-9d55-3f6a1b2c4d5e")),
        "traceparent": header("The trace of the request, continued (W3C Trace Context)", "string", json!("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")),
    })
}

/// An example of every problem.
fn problems(words: &Localizer) -> Value {
    let example = |status: u16, code: &'static str| {
        let fields = match code {
            "body-invalid" => vec![FieldProblem::new("/name", "field-missing")],
            "workshop-list-unreadable" => vec![FieldProblem::new("", "workshop-list-without-names")],
            "course-package-refused" => vec![FieldProblem::sentence("en/exam.toml:1", "course-file-missing")],
            _ => Vec::new(),
        };
        let problem = Problem { args: sample(), fields, ..Problem::new(status, code) };
        let document = ProblemDocument::new(
            &problem,
            words,
            ("https://college.example.org", "0197a2c4-6f1e-7c3a-9d55-3f6a1b2c4d5e"),
        );
        json!({ "summary": document.title, "value": document })
    };
    let codes = PROBLEMS.iter().flat_map(|(status, codes)| codes.iter().map(move |code| (*status, *code)));
    codes.map(|(status, code)| (code.to_owned(), example(status, code))).collect::<Map<_, _>>().into()
}
