//! The verdicts.

use super::{
    DID, REVOKED_LIST, SUSPENDED_LIST, at, award, judge, keys, lists, parsed, proven, prover, published, token, tokener,
};
use crate::formats::credential::did::{self, DidDocument, Jwks, KeySet};
use crate::formats::credential::fault::Malformed;
use crate::formats::credential::signer::Signer as _;
use crate::formats::credential::status::StatusPurpose;
use crate::formats::credential::verify::{Verdict, Verifier};
use crate::formats::credential::{AchievementCredential, integrity};

fn both() -> [String; 2] {
    [proven(award()), token(award())]
}

#[test]
fn a_genuine_credential_is_valid_and_says_what_was_awarded() {
    for input in both() {
        let found = judge(format!("\n {input}\n").as_bytes());
        assert_eq!(found.verdict, Verdict::Valid, "{input}");
        let said = found.said.expect("what it says");
        assert_eq!(said.id, Some(award().id));
        assert_eq!(said.subject, Some(format!("urn:uuid:{}", award().subject)));
        assert_eq!(said.valid_until, award().valid_until);
        assert_eq!(said.status, award().status);
        assert_eq!(said.credential, serde_json::to_value(AchievementCredential::new(award())).expect("JSON"));
    }
}

#[test]
fn time_and_lists_decide_whether_it_stands() {
    let (revoked, suspended) = (lists(&[94_567], &[]), lists(&[], &[4_242]));
    let (both_set, none) = (lists(&[94_567], &[4_242]), lists(&[94_566, 94_568], &[94_567]));
    let day = "2026-11-24T00:00:00Z";
    for (lists, now, verdict) in [
        (&none[..], day, Verdict::Valid),
        (&none[..], "2026-11-23T11:59:59Z", Verdict::NotYetValid),
        (&none[..], "2026-11-23T12:00:00Z", Verdict::Valid),
        (&none[..], "2031-11-23T12:00:00Z", Verdict::Valid),
        (&none[..], "2031-11-23T12:00:01Z", Verdict::Expired),
        (&revoked[..], day, Verdict::Revoked),
        (&revoked[..], "2032-01-01T00:00:00Z", Verdict::Revoked),
        (&suspended[..], day, Verdict::Suspended),
        (&both_set[..], day, Verdict::Revoked),
        (&[][..], day, Verdict::StatusUnknown),
        (&none[..1], day, Verdict::StatusUnknown),
        (&revoked[..1], day, Verdict::Revoked),
        (&[][..], "2032-01-01T00:00:00Z", Verdict::Expired),
    ] {
        for input in both() {
            let verifier = Verifier { issuer: DID, keys: &keys(1), lists, now: at(now) };
            let found = verifier.verify(input.as_bytes());
            assert_eq!(found.verdict, verdict, "{now}");
            assert!(found.said.is_some());
        }
    }
}

#[test]
fn who_signed_it_matters() {
    for input in both() {
        let judge = |issuer: &str, keys: &KeySet| {
            let now = at("2026-11-24T00:00:00Z");
            Verifier { issuer, keys, lists: &lists(&[], &[]), now }.verify(input.as_bytes())
        };
        assert_eq!(judge("did:web:other.example.org", &keys(1)).verdict, Verdict::WrongIssuer);
        assert_eq!(judge(DID, &keys(2)).verdict, Verdict::UnknownKey);
        assert_eq!(judge(DID, &KeySet::default()).verdict, Verdict::UnknownKey);
        assert_eq!(judge(DID, &KeySet::default()).said, None);
    }
    // With a key that is ours by name only.
    let signer = prover(9);
    let method = did::method(DID, &prover(1).public_key());
    let forged = integrity::sign(&AchievementCredential::new(award()), &signer, &method, at("2026-11-23T12:00:01Z"));
    assert_eq!(judge(forged.expect("signed").as_bytes()).verdict, Verdict::Tampered);
    // With a key of somebody else, named as theirs.
    let method = did::method("did:web:other.example.org", &signer.public_key());
    let other = integrity::sign(&AchievementCredential::new(award()), &signer, &method, at("2026-11-23T12:00:01Z"));
    let keys = KeySet::of("did:web:other.example.org", &[signer.public_key()]);
    let verifier = Verifier { issuer: DID, keys: &keys, lists: &[], now: at("2026-11-24T00:00:00Z") };
    assert_eq!(verifier.verify(other.expect("signed").as_bytes()).verdict, Verdict::UnknownKey);
}

#[test]
fn an_old_credential_verifies_after_its_key_retired() {
    let all = [prover(2), prover(1)].map(|key| key.public_key());
    let all = [&all[..], &[tokener(2), tokener(1)].map(|key| key.public_key())].concat();
    let document = serde_json::to_vec(&DidDocument::new(DID, &all)).expect("JSON");
    let set = serde_json::to_vec(&Jwks::new(DID, &all)).expect("JSON");
    for keys in [KeySet::from_did_document(&document), KeySet::from_jwks(&set)] {
        let keys = keys.expect("keys");
        for input in both() {
            let now = at("2026-11-24T00:00:00Z");
            let found = Verifier { issuer: DID, keys: &keys, lists: &lists(&[], &[]), now }.verify(input.as_bytes());
            assert_eq!(found.verdict, Verdict::Valid);
        }
    }
    insta::assert_snapshot!(serde_json::to_string_pretty(&DidDocument::new(DID, &all)).expect("JSON"));
}

#[test]
fn a_did_document_lends_its_name_to_its_own_keys_only() {
    let mut document = DidDocument::new(DID, &[prover(1).public_key(), prover(2).public_key()]);
    document.assertion_method.pop();
    document.verification_method.push(document.verification_method[0].clone());
    document.verification_method[2].id = "did:web:other.example.org#a".to_owned();
    document.assertion_method.push("did:web:other.example.org#a".to_owned());
    let keys = KeySet::from_did_document(&serde_json::to_vec(&document).expect("JSON")).expect("keys");
    assert!(keys.find(&did::method(DID, &prover(1).public_key())).is_some());
    assert!(keys.find(&did::method(DID, &prover(2).public_key())).is_none());
    assert!(keys.find("did:web:other.example.org#a").is_none());
    assert!(KeySet::from_did_document(b"{}").is_err());
    let mut document = DidDocument::new(DID, &[prover(1).public_key(), prover(3).public_key()]);
    document.verification_method[1].revoked = Some(at("2026-11-20T00:00:00Z"));
    let keys = KeySet::from_did_document(&serde_json::to_vec(&document).expect("JSON")).expect("keys");
    assert!(keys.find(&did::method(DID, &prover(1).public_key())).is_some());
    assert!(
        keys.find(&did::method(DID, &prover(3).public_key())).is_none(),
        "its own document says that it was revoked"
    );
    let rsa = br#"{"keys":[{"kty":"RSA","kid":"a","n":"AQAB","e":"AQAB"}]}"#;
    assert!(KeySet::from_jwks(rsa).is_ok_and(|keys| keys.find("a").is_none()));
}

#[test]
fn a_status_list_is_believed_only_as_it_was_signed() {
    let text = published(REVOKED_LIST, StatusPurpose::Revocation, &[7].into());
    let read = |text: &str, keys: &KeySet| {
        Verifier { issuer: DID, keys, lists: &[], now: at("2026-11-24T00:00:00Z") }.status_list(text.as_bytes())
    };
    assert!(read(&text, &keys(1)).is_ok());
    assert_eq!(read(&text, &keys(2)), Err(Verdict::UnknownKey));
    assert_eq!(read(&text.replace("revocation", "suspension"), &keys(1)), Err(Verdict::Tampered));
    assert!(matches!(read(&proven(award()), &keys(1)), Err(Verdict::StatusUnknown)));
    // A list of one purpose does not answer for the other.
    let mut lists = lists(&[], &[]);
    lists[1] = read(&text, &keys(1)).expect("a list");
    let verifier = Verifier { issuer: DID, keys: &keys(1), lists: &lists, now: at("2026-11-24T00:00:00Z") };
    assert_eq!(verifier.verify(proven(award()).as_bytes()).verdict, Verdict::StatusUnknown);
    assert_ne!(REVOKED_LIST, SUSPENDED_LIST);
}

#[test]
fn a_status_of_another_kind_is_not_passed_over() {
    let mut document = parsed(&proven(award()));
    document["credentialStatus"] = serde_json::json!({"id": "urn:a", "type": "1EdTechRevocationList"});
    let _ = integrity::Proof::take_from(&mut document);
    let (signer, method) = (prover(1), did::method(DID, &prover(1).public_key()));
    let text = integrity::sign(&document, &signer, &method, at("2026-11-23T12:00:01Z")).expect("signed");
    assert!(matches!(judge(text.as_bytes()).verdict, Verdict::Malformed(Malformed::Model(_))));
}
