//! An example of what a schema describes: its own where it has one, else composed of those of its parts.

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
        "integer" | "number" => schema.get("minimum").filter(|least| **least != 0).cloned().unwrap_or(json!(1)),
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
        return properties.iter().map(|(name, property)| (name.clone(), of(property, schemas))).collect();
    }
    match schema.get("additionalProperties").filter(|value| value.is_object()) {
        Some(value) => json!({ "en": of(value, schemas) }),
        None => json!({}),
    }
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
