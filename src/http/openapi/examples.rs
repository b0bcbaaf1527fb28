//! An example of what a schema describes: its own where it has one, else composed of those of its parts, else what a member of
//! its name holds.

use serde_json::{Map, Value, json};

/// What a text looks like whose schema gives no example. A test finds it.
pub const NO_EXAMPLE: &str = "(no example)";

/// An example of a schema, among those that it may refer to.
#[must_use]
pub fn of(schema: &Value, schemas: &Value) -> Value {
    let own = schema.get("example").or_else(|| schema.pointer("/examples/0"));
    if let Some(own) = own.or_else(|| schema.get("const")).or_else(|| schema.pointer("/enum/0")) {
        return own.clone();
    }
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.rsplit('/').next().unwrap_or_default();
        return of(&schemas[name], schemas);
    }
    if let Some(parts) = schema["allOf"].as_array() {
        let parts = parts.iter().map(|part| of(part, schemas));
        return parts.filter_map(|part| part.as_object().cloned()).flatten().collect::<Map<_, _>>().into();
    }
    let choices = schema["oneOf"].as_array().or_else(|| schema["anyOf"].as_array());
    if let Some(first) = choices.and_then(|choices| choices.iter().find(|choice| choice["type"] != "null")) {
        return of(first, schemas);
    }
    match kind(schema) {
        "object" => object(schema, schemas),
        "array" => json!([of(&schema["items"], schemas)]),
        "integer" | "number" => json!(1),
        "boolean" => json!(true),
        _ => text(schema["format"].as_str()),
    }
}

/// The type; of several the one that is not `null`.
fn kind(schema: &Value) -> &str {
    let several = || schema["type"].as_array()?.iter().find(|kind| **kind != "null")?.as_str();
    schema["type"].as_str().or_else(several).unwrap_or_default()
}

fn object(schema: &Value, schemas: &Value) -> Value {
    if let Some(properties) = schema["properties"].as_object() {
        let required = schema["required"].as_array();
        let is_shown = |name: &str| {
            !SELDOM.contains(&name) || required.is_some_and(|required| required.iter().any(|other| other == name))
        };
        let shown = properties.iter().filter(|(name, _)| is_shown(name));
        return shown.map(|(name, property)| (name.clone(), member(name, property, schemas))).collect();
    }
    match schema.get("additionalProperties").filter(|value| value.is_object()) {
        Some(value) => json!({ "en": of(value, schemas) }),
        None => json!({}),
    }
}

/// Members that are there in the rarer case only, and would contradict the others.
const SELDOM: [&str; 13] = [
    "actor",
    "code",
    "completed_at",
    "completed_lang",
    "detail",
    "grade_percent",
    "private_reason",
    "public_reason",
    "questions",
    "replaced_by",
    "revocation",
    "suspension",
    "totp",
];

fn member(name: &str, schema: &Value, schemas: &Value) -> Value {
    let example = of(schema, schemas);
    match by_name(name).filter(|_| is_plain(schema, schemas)) {
        Some(named) if example.is_array() && !named.is_array() => json!([named]),
        Some(named) => named,
        None => example,
    }
}

/// A number, a truth, a moment or a text that may be anything; or a list of such.
fn is_plain(schema: &Value, schemas: &Value) -> bool {
    if let Some(reference) = schema["$ref"].as_str() {
        return is_plain(&schemas[reference.rsplit('/').next().unwrap_or_default()], schemas);
    }
    let is_any = ["example", "examples", "enum"].iter().all(|member| schema.get(member).is_none());
    match kind(schema) {
        "array" => is_any && is_plain(&schema["items"], schemas),
        "string" => is_any && matches!(schema["format"].as_str(), None | Some("date-time" | "password")),
        kind => is_any && matches!(kind, "integer" | "number" | "boolean"),
    }
}

/// The words of the glossary, each with what it looks like.
fn by_name(name: &str) -> Option<Value> {
    Some(match name {
        "access_token" => json!("eyJhbGciOiJIUzI1NiIsImtpZCI6IjEifQ.eyJzdWIiOiIwMTk3YTJjNCJ9.dGVuIG1pbnV0ZXM"),
        "active_seconds" => json!(240),
        "activities" | "asks" | "questions" => json!(12),
        "authorities" => json!("customs"),
        "characters" => json!(1_850),
        "code" => json!("YpP8KSMFOUGyztxwUvfN0wRZhFRc3kYMm-9_exxc6-0"),
        "completed" => json!(7),
        "deadline" => json!("2027-03-02T09:20:00Z"),
        "description" => json!("For whoever meets the Convention for the first time."),
        "dir" => json!("ltr"),
        "expired" | "is_complete" | "late" | "optional" | "test" | "timed_out" => json!(false),
        "expires_at" | "until" | "valid_until" => json!("2029-03-02T09:00:00Z"),
        "feedback" => json!("Appendix I lists species that are threatened with extinction."),
        "hash" | "edition_hash" | "version_hash" | "record_sha256" => {
            json!("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        }
        "hours" => json!(6),
        "html" => json!("<p>Trade in listed species needs a permit.</p>"),
        "activity" | "id" => json!("three-appendices"),
        "introduction" => json!("Twelve questions on what you have read."),
        "lang" | "language" | "locale" | "completed_lang" => json!("en"),
        "editions" | "languages" | "locales" => json!(["en", "fr", "es"]),
        "licence" => json!("CC-BY-4.0"),
        "module" => json!("basics"),
        "new_password" => json!("eight calm caracals"),
        "next" => json!("export-permit"),
        "pass_mark" => json!(70),
        "previous" => json!("why-cites"),
        "question" => json!("which-appendix"),
        "reason" => json!("We know each other from the permit office."),
        "required" => json!(9),
        "refresh_token" | "token" => json!("Y7q8Zk1fO0d3c2m9b5xWv4tRn6uPj8hLs1aEgIyT0oQ"),
        "seconds" => json!(60),
        "prerequisites" | "slug" => json!("introduction-to-cites"),
        "sponsor" => json!("A regional capacity-building project"),
        "summary" => json!("What the Convention is, how it works, and where you come in."),
        "text" => json!("Tell the three Appendices apart."),
        "time_limit_seconds" => json!(1_200),
        "title" => json!("The three Appendices"),
        "version" | "current_version" => json!(2),
        "weight" => json!(3),
        _ => return None,
    })
}

fn text(format: Option<&str>) -> Value {
    json!(match format {
        Some("uuid") => "0197a2c4-6f1e-7c3a-9d55-3f6a1b2c4d5e",
        Some("date-time") => "2027-03-02T09:00:00Z",
        Some("date") => "2027-03-02",
        Some("password") => "seven tame pangolins",
        _ => NO_EXAMPLE,
    })
}
