//! The one shape: its JSON, its statements, and that each member is in one.

use serde_json::{Value, json};

use super::{REVOKED_LIST, award, parsed, proven, published};
use crate::formats::credential::achievement::{AchievementCredential, BasisPoints};
use crate::formats::credential::contexts::CONTEXTS;
use crate::formats::credential::fault::Malformed;
use crate::formats::credential::status::StatusPurpose;
use crate::formats::credential::{conformance, integrity, rdf};

#[test]
fn a_certificate_has_one_shape() {
    insta::assert_snapshot!(serde_json::to_string_pretty(&AchievementCredential::new(award())).expect("JSON"));
}

#[test]
fn its_statements_are_always_the_same() {
    let credential = serde_json::to_value(AchievementCredential::new(award())).expect("JSON");
    insta::assert_snapshot!(rdf::canonical(&credential).expect("statements"));
}

#[test]
fn what_is_signed_conforms_and_says_less_where_less_is_known() {
    let mut sparse = award();
    (sparse.grade, sparse.valid_until, sparse.course.hours) = (None, None, None);
    sparse.status.clear();
    for award in [award(), sparse] {
        let text = proven(award);
        assert_eq!(conformance::check(&parsed(&text)), Ok(()), "{text}");
        assert!(!text.contains("null"));
    }
}

#[test]
fn what_is_signed_of_a_proof_is_what_the_contexts_make_of_it() {
    let list = published(REVOKED_LIST, StatusPurpose::Revocation, &[7].into());
    for text in [proven(award()), list] {
        let mut document = parsed(&text);
        let proof = integrity::Proof::take_from(&mut document).expect("a proof");
        assert_eq!(Ok(proof.own_statements()), proof.canonical(&document));
    }
}

#[test]
fn one_status_is_an_object_and_several_are_a_list() {
    let mut award = award();
    let status =
        |award| serde_json::to_value(AchievementCredential::new(award)).expect("JSON")["credentialStatus"].take();
    assert!(status(award.clone()).is_array());
    award.status.truncate(1);
    assert_eq!(status(award)["statusPurpose"], "revocation");
}

#[test]
fn a_grade_is_written_as_a_percentage() {
    for (points, text) in [(10_000, "100"), (8_750, "87.5"), (8_705, "87.05"), (0, "0")] {
        assert_eq!(serde_json::to_value(BasisPoints(points)).ok(), Some(Value::from(text)));
    }
}

/// The statements as the contexts give them from beginning to end.
fn with_whole_contexts(document: &Value) -> String {
    let text = document.to_string();
    let parser = oxjsonld::JsonLdParser::new().for_slice(&text).with_load_document_callback(|url, _| {
        let context = CONTEXTS.iter().find(|context| context.url == url).expect("a known one");
        let document = context.text.as_bytes().to_vec();
        Ok(oxjsonld::JsonLdRemoteDocument { document, document_url: url.to_owned() })
    });
    let statements: Vec<oxrdf::Quad> = parser.collect::<Result<_, _>>().expect("statements");
    rdf::canonical_of(&statements)
}

#[test]
fn what_a_document_needs_of_its_contexts_says_the_same_as_the_whole() {
    let credential = serde_json::to_value(AchievementCredential::new(award())).expect("JSON");
    let list = parsed(&super::published(super::REVOKED_LIST, StatusPurpose::Revocation, &[3].into()));
    let mut compact = credential.clone();
    compact["evidence"] = json!({
        "type": "https://purl.imsglobal.org/spec/vc/ob/vocab.html#Evidence", "name": "A paper", "narrative": "Long",
    });
    compact["termsOfUse"] = json!({ "id": "https://college.example.org/terms", "type": "https://example.org/Terms" });
    for mut document in [credential, list, compact] {
        let _ = document.as_object_mut().and_then(|members| members.remove("proof"));
        let whole = with_whole_contexts(&document);
        assert!(whole.lines().count() > 5);
        assert_eq!(rdf::canonical(&document), Ok(whole.clone()));
        assert_eq!(rdf::canonical_of_any(&document), Ok(whole));
    }
}

/// Every leaf of a document, by pointer.
fn leaves(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => members.iter().for_each(|(name, item)| leaves(item, &format!("{at}/{name}"), found)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| leaves(item, &format!("{at}/{index}"), found));
        }
        _ => found.push(at.to_owned()),
    }
}

#[test]
fn no_member_can_change_unseen() {
    let credential = serde_json::to_value(AchievementCredential::new(award())).expect("JSON");
    let before = rdf::canonical(&credential).expect("statements");
    let mut found = Vec::new();
    leaves(&credential, "", &mut found);
    for pointer in found.iter().filter(|pointer| !pointer.starts_with("/@context")) {
        let mut changed = credential.clone();
        let leaf = changed.pointer_mut(pointer).expect("a leaf");
        *leaf = match leaf.take() {
            Value::String(text) => json!(format!("{text}x")),
            Value::Bool(is) => json!(!is),
            Value::Number(number) => json!(number.as_i64().unwrap_or_default() + 1),
            other => other,
        };
        match rdf::canonical(&changed) {
            Ok(after) => assert_ne!(before, after, "{pointer}"),
            Err(Malformed::Undefined(_)) => {}
            Err(other) => panic!("{pointer}: {other}"),
        }
    }
}

#[test]
fn what_would_not_be_signed_is_not_signed() {
    let credential = serde_json::to_value(AchievementCredential::new(award())).expect("JSON");
    let add = |pointer: &str, name: &str, value: Value| {
        let mut document = credential.clone();
        document.pointer_mut(pointer).and_then(Value::as_object_mut).expect("an object").insert(name.to_owned(), value);
        let signer = super::prover(1);
        integrity::sign(&document, &signer, "did:web:college.example.org#a", super::at("2026-11-23T12:00:01Z"))
            .map_err(|error| error.to_string())
    };
    for (pointer, name, value, word) in [
        ("", "honours", json!("cum laude"), "honours"),
        ("/credentialSubject", "honours", json!("cum laude"), "honours"),
        ("/credentialSubject/achievement", "honours", json!({"id": "urn:a"}), "honours"),
        ("/credentialSubject/achievement", "inlanguage", json!("fr"), "inlanguage"),
        // Defined, but not in a Profile.
        ("/issuer", "achievementType", json!("x"), "achievementType"),
        ("", "description", Value::Null, "description"),
        ("", "evidence", json!([]), "evidence"),
        ("", "evidence", json!([[{"type": "Evidence"}]]), "evidence"),
        ("", "evidence", json!("not an address"), "not an address"),
        ("", "evidence", json!("/relative"), "/relative"),
        ("", "evidence", json!("_:b0"), "_:b0"),
        ("", "evidence", json!({"id": "_:b0", "name": "x"}), "_:b0"),
        ("", "evidence", json!({"id": 7}), "id"),
        ("", "evidence", json!({"type": "Evidenze"}), "Evidenze"),
        ("", "evidence", json!({"type": []}), "type"),
        ("", "evidence", json!({"@id": "urn:a"}), "@id"),
        ("", "evidence", json!({"@context": {"honours": "urn:h"}, "honours": "x"}), "@context"),
        ("", "@foo", json!("x"), "@foo"),
        ("", "@graph", json!([{"id": "urn:a", "name": "x"}]), "@graph"),
        ("", "urn:x: y", json!("x"), "urn:x: y"),
        ("", "", json!("x"), "means nothing"),
        ("", "description", json!({"@value": "x", "@direction": "rtl"}), "description"),
        ("", "description", json!({"@value": "x", "@language": "not a language"}), "description"),
        ("", "proof", json!({"type": "DataIntegrityProof"}), "proof"),
        ("", "verifiableCredential", json!({"secret": "x"}), "verifiableCredential"),
        ("", "evidence", json!({"id": "https://college.example.org/courses/customs", "name": "x"}), "described twice"),
    ] {
        let refusal = add(pointer, name, value).expect_err(name);
        assert!(refusal.contains(word), "{name}: {refusal}");
    }
    assert!(add("", "description", json!({"@value": "x", "@language": "en"})).is_ok());
}
