//! Whatever the tests are about, no answer may be one that the OpenAPI document does not tell of.

use std::sync::OnceLock;

use serde_json::Value;

use super::Answer;

const HEADERS: [&str; 11] = [
    "Content-Language",
    "ETag",
    "Link",
    "Location",
    "RateLimit-Limit",
    "RateLimit-Remaining",
    "RateLimit-Reset",
    "Retry-After",
    "WWW-Authenticate",
    "X-Request-Id",
    "traceparent",
];

/// The document of this build.
pub static DOCUMENT: OnceLock<Value> = OnceLock::new();

/// The operation that a request is for: of several paths that are like its own, the one with the most words in it.
pub fn operation<'d>(document: &'d Value, method: &str, path: &str) -> Option<(&'d str, &'d Value)> {
    let asked: Vec<&str> = path.split(['?', '#']).next().unwrap_or_default().split('/').collect();
    let is_like = |pattern: &[&str]| {
        let fits = |(one, other): (&&str, &&str)| one == other || one.starts_with('{') && !other.is_empty();
        pattern.len() == asked.len() && pattern.iter().zip(&asked).all(fits)
    };
    let paths = document["paths"].as_object().expect("paths").iter();
    let like = paths.filter(|(pattern, _)| is_like(&pattern.split('/').collect::<Vec<_>>()));
    let (pattern, item) = like.min_by_key(|(pattern, _)| pattern.matches('{').count())?;
    let operation = item.get(if method == "HEAD" { "get".to_owned() } else { method.to_lowercase() })?;
    Some((pattern, operation))
}

/// What stands behind a reference.
pub fn resolved<'d>(document: &'d Value, value: &'d Value) -> &'d Value {
    let pointer = value["$ref"].as_str().and_then(|reference| reference.strip_prefix('#'));
    pointer.map_or(value, |pointer| document.pointer(pointer).expect("what is referred to"))
}

/// What an answer of some status always brings with it.
const DUE: [(u16, &str); 7] = [
    (401, "WWW-Authenticate"),
    (405, "Allow"),
    (429, "RateLimit-Limit"),
    (429, "RateLimit-Remaining"),
    (429, "RateLimit-Reset"),
    (429, "Retry-After"),
    (503, "Retry-After"),
];

/// Fails when the document does not know of an answer's status, code or headers.
#[track_caller]
pub fn check(document: &Value, method: &str, path: &str, answer: &Answer) {
    for (_, name) in DUE.iter().filter(|(status, _)| *status == answer.status) {
        assert!(answer.header(name).is_some(), "{method} {path} answers {} without {name}", answer.status);
    }
    let Some((pattern, operation)) = operation(document, method, path) else { return };
    let what = format!("{method} {pattern} answers {}", answer.status);
    let response = &operation["responses"][answer.status.to_string()];
    assert!(response.is_object(), "{what}, of which the OpenAPI document does not tell: {}", answer.text());
    let response = resolved(document, response);
    let kind = answer.header("content-type").unwrap_or_default().split(';').next().unwrap_or_default();
    if method != "HEAD" && !answer.body.is_empty() {
        let known = &response["content"][kind];
        assert!(known.is_object(), "{what} as {kind}, of which the OpenAPI document does not tell");
        if let Some(examples) = known["examples"].as_object().filter(|_| kind == "application/problem+json") {
            let code = answer.json()["code"].as_str().expect("a code").to_owned();
            assert!(examples.contains_key(&code), "{what} `{code}`, of which the OpenAPI document does not tell");
        }
    }
    for name in HEADERS {
        let told = response["headers"][name].is_object();
        assert!(
            told || answer.header(name).is_none(),
            "{what} with {name}, of which the OpenAPI document does not tell"
        );
    }
}
