//! Whatever is changed in a signed credential is refused, or means nothing.

use std::sync::LazyLock;

use proptest::prelude::*;
use serde_json::Value;

use super::{award, parsed, proven, token};
use crate::formats::credential::did::KeySet;
use crate::formats::credential::integrity::Proof;
use crate::formats::credential::rdf;
use crate::formats::credential::verify::{Verdict, Verifier};

static PROVEN: LazyLock<String> = LazyLock::new(|| proven(award()));
static TOKEN: LazyLock<String> = LazyLock::new(|| token(award()));
static KEYS: LazyLock<KeySet> = LazyLock::new(|| super::keys(1));

/// Whether two signed documents say the same: the same JSON, or at least the same statements under the same proof.
fn means_the_same(left: &Value, right: &str) -> bool {
    let Ok(mut right) = serde_json::from_str::<Value>(right) else { return false };
    let mut left = left.clone();
    let proofs = (Proof::take_from(&mut left), Proof::take_from(&mut right));
    left == right && proofs.0.is_ok() && proofs.0 == proofs.1
        || proofs.0 == proofs.1 && rdf::canonical(&left).ok() == rdf::canonical(&right).ok()
}

fn with_one_changed(text: &str, at: usize, by: char) -> String {
    text.chars().enumerate().map(|(index, is)| if index == at { by } else { is }).collect()
}

/// Without lists, so that a genuine credential is of unknown status.
fn judge_fast(input: &str) -> Verdict {
    let now = super::at("2026-11-24T00:00:00Z");
    let verifier = Verifier { issuer: super::DID, keys: &KEYS, lists: &[], now };
    verifier.verify(input.as_bytes()).verdict
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_character_of_a_token_cannot_be_changed(place in any::<prop::sample::Index>(), by in character()) {
        let changed = with_one_changed(&TOKEN, place.index(TOKEN.chars().count()), by);
        if changed != *TOKEN {
            let found = judge_fast(&changed);
            prop_assert!(!matches!(found, Verdict::Valid | Verdict::StatusUnknown), "{changed}: {found:?}");
        }
    }

    #[test]
    fn one_character_of_a_document_cannot_be_changed(place in any::<prop::sample::Index>(), by in character()) {
        let text = PROVEN.as_str();
        let changed = with_one_changed(text, place.index(text.chars().count()), by);
        if matches!(judge_fast(&changed), Verdict::Valid | Verdict::StatusUnknown) {
            prop_assert!(means_the_same(&parsed(text), &changed), "{changed}");
        }
    }

    #[test]
    fn one_character_of_a_document_cannot_be_added_or_taken(place in any::<prop::sample::Index>(), by in character(), take in any::<bool>()) {
        let text = PROVEN.as_str();
        let at = place.index(text.chars().count());
        let changed: String = if take {
            text.chars().enumerate().filter(|(index, _)| *index != at).map(|(_, is)| is).collect()
        } else {
            text.chars().enumerate().flat_map(|(index, is)| [Some(by).filter(|_| index == at), Some(is)]).flatten().collect()
        };
        if matches!(judge_fast(&changed), Verdict::Valid | Verdict::StatusUnknown) {
            prop_assert!(means_the_same(&parsed(text), &changed), "{changed}");
        }
    }

    #[test]
    fn a_member_added_anywhere_is_refused(place in any::<prop::sample::Index>(), name in name(), value in value()) {
        let mut document = parsed(&PROVEN);
        let mut objects = Vec::new();
        pointers(&document, "", &mut objects);
        let pointer = place.get(&objects).clone();
        let object = document.pointer_mut(&pointer).and_then(Value::as_object_mut).expect("an object");
        if !object.contains_key(&name) {
            object.insert(name.clone(), value);
            let found = judge_fast(&document.to_string());
            prop_assert!(!matches!(found, Verdict::Valid | Verdict::StatusUnknown), "{pointer}: {name}: {found:?}");
        }
    }

    #[test]
    fn whatever_comes_gets_an_answer(input in any::<Vec<u8>>(), text in ".{0,200}") {
        let _ = judge_fast(&String::from_utf8_lossy(&input));
        let _ = judge_fast(&text);
    }
}

fn character() -> impl Strategy<Value = char> {
    prop_oneof![
        any::<char>(),
        prop::sample::select(vec![' ', '"', '\\', ',', ':', '{', '}', '[', ']', '0', '1', 'a', 'z', '#', '@', '\n'])
    ]
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "@id",
            "@type",
            "@graph",
            "@included",
            "@nest",
            "@reverse",
            "@context",
            "@value",
            "@list",
            "@set",
            "@base",
            "@vocab",
            "id",
            "type",
            "name",
            "description",
            "evidence",
            "image",
            "tag",
            "credentialStatus",
            "validUntil",
            "validFrom",
            "proof",
            "result",
            "role",
            "source",
            "jti",
            "awardedDate",
            "endorsement",
            "alignment",
            "related",
            "hashed",
            "exp",
        ])
        .prop_map(str::to_owned),
        "[a-zA-Z@:_. ]{0,12}",
    ]
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "[a-z: /#_@]{0,10}".prop_map(Value::from),
        Just(Value::from("urn:a")),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::btree_map(name(), inner, 0..3).prop_map(|members| members.into_iter().collect()),
        ]
    })
}

fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            found.push(at.to_owned());
            members.iter().for_each(|(name, item)| pointers(item, &format!("{at}/{name}"), found));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| pointers(item, &format!("{at}/{index}"), found));
        }
        _ => {}
    }
}
