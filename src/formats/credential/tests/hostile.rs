//! Inputs that are built to hurt.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{judge, parsed, proven};
use crate::formats::credential::fault::Malformed;
use crate::formats::credential::verify::Verdict;
use crate::formats::credential::{json as strict, rdf};

fn with_evidence(evidence: &Value) -> Value {
    json!({
        "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
        "id": "urn:a", "type": "VerifiableCredential", "evidence": evidence,
    })
}

/// Things without an id, each with so many like it, so deep.
fn alike(many: usize, deep: usize) -> Value {
    match deep {
        0 => json!({"type": "Evidence"}),
        _ => json!({"type": "Evidence", "evidence": vec![alike(many, deep - 1); many]}),
    }
}

#[test]
fn graphs_made_to_be_work_without_end_are_refused_before() {
    for (many, deep) in [(7, 1), (12, 1), (30, 1), (2, 5), (3, 3), (5, 2)] {
        let document = with_evidence(&json!([alike(many, deep), alike(many, deep)]));
        assert_eq!(rdf::canonical(&document), Err(Malformed::Poison), "{many} {deep}");
    }
    assert_eq!(rdf::canonical(&with_evidence(&vec![alike(4, 1); 60].into())), Err(Malformed::Poison));
}

#[test]
#[expect(clippy::disallowed_methods, reason = "how long it takes is what is tested")]
fn the_worst_that_is_taken_does_not_take_long() {
    let mut chain = json!({"type": "VerifiableCredential"});
    for _ in 0..9 {
        chain = json!({"type": "VerifiableCredential", "evidence": chain});
    }
    let flat = vec![json!({"type": "VerifiableCredential", "evidence": {"type": "Evidence"}}); 60];
    for evidence in [
        json!([alike(6, 1)]),
        json!([alike(3, 1), alike(3, 1), alike(3, 1)]),
        json!([alike(2, 2), alike(2, 2), alike(2, 2)]),
        vec![chain; 12].into(),
        flat.into(),
    ] {
        let document = with_evidence(&evidence);
        let started = Instant::now();
        let _ = rdf::canonical(&document);
        assert!(started.elapsed() < Duration::from_secs(5), "{:?} {evidence}", started.elapsed());
    }
}

#[test]
fn size_and_depth_are_bounded() {
    let deep = |levels: usize| format!("{}1{}", r#"{"a":"#.repeat(levels), "}".repeat(levels));
    for (input, fault) in [
        (deep(17), Malformed::TooDeep(16)),
        (format!("{{\"a\":[{}1]}}", "1,".repeat(2_000)), Malformed::TooMany(2_000)),
        (" ".repeat(70_000) + "{}", Malformed::Proof("there is none".to_owned())),
        (format!("{{\"a\":\"{}\"}}", "a".repeat(70_000)), Malformed::TooLarge(65_536)),
        (format!("{{\"a\":\"{}\"}}", "a".repeat(200_000)), Malformed::TooLarge(65_536)),
    ] {
        assert_eq!(judge(input.as_bytes()).verdict, Verdict::Malformed(fault));
    }
    for input in [deep(100_000), "[".repeat(60_000), "{\"a\":".repeat(12_000)] {
        assert!(matches!(judge(input.as_bytes()).verdict, Verdict::Malformed(_)));
        assert!(strict::read(input.as_bytes(), usize::MAX).is_err());
    }
    for input in ["{\"a\":1,\"a\":2}", "{\"a\":{\"b\":1,\"\\u0062\":1}}", "{} {}", "", "\u{feff}{}", "{\"a\":1e999}"] {
        assert!(matches!(strict::read(input.as_bytes(), 1_000), Err(Malformed::Json(_))), "{input}");
    }
}

#[test]
fn a_context_that_is_not_known_is_refused_by_name() {
    for (context, name) in [
        (json!("https://evil.example.org/v1"), "https://evil.example.org/v1"),
        (json!(["https://www.w3.org/ns/credentials/v2", "https://evil.example.org/v1"]), "https://evil.example.org/v1"),
        (json!(["https://www.w3.org/ns/credentials/v2", {"name": "urn:x"}]), r#"{"name":"urn:x"}"#),
        (json!({"@vocab": "urn:x#"}), r#"{"@vocab":"urn:x#"}"#),
    ] {
        let document = json!({"@context": context, "id": "urn:a"});
        assert_eq!(rdf::canonical(&document), Err(Malformed::Context(name.to_owned())));
    }
    let mut document = parsed(&proven(super::award()));
    document["@context"] = json!(["https://www.w3.org/ns/credentials/v2", "https://evil.example.org/v1"]);
    let found = judge(document.to_string().as_bytes()).verdict;
    assert!(matches!(found, Verdict::Malformed(_)), "{found:?}");
    assert!(rdf::canonical(&json!({"id": "urn:a"})).is_err());
    assert!(rdf::canonical(&json!({"@context": [], "id": "urn:a"})).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Every member of our contexts, with whatever in it.
    #[test]
    fn whatever_is_in_a_document_is_signed_or_refused(members in prop::collection::btree_map(term(), anything(), 0..5)) {
        let mut document = with_evidence(&json!({"type": "Evidence"}));
        document.as_object_mut().expect("an object").extend(members);
        let _ = rdf::canonical(&document);
    }
}

fn term() -> impl Strategy<Value = String> {
    let mut terms: Vec<String> = crate::formats::credential::contexts::REFERENCES.iter().cloned().collect();
    terms.extend(
        [
            "type",
            "name",
            "tag",
            "allowedValue",
            "_sd",
            "cnf",
            "proofPurpose",
            "statusMessage",
            "jwk",
            "hashed",
            "narrative",
        ]
        .map(str::to_owned),
    );
    prop::sample::select(terms)
}

fn anything() -> impl Strategy<Value = Value> {
    let types =
        ["Evidence", "Achievement", "Profile", "VerifiablePresentation", "JsonSchema", "DataIntegrityProof", "urn:t"];
    let leaf = prop_oneof![
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        prop::sample::select(types.to_vec()).prop_map(Value::from),
        Just(json!({"@value": "x", "@language": "en"})),
        Just(json!("urn:b")),
        ".{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(Value::from),
            prop::collection::btree_map(term(), inner, 0..4).prop_map(|members| members.into_iter().collect()),
        ]
    })
}
