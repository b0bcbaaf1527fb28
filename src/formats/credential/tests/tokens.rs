//! Tokens: what is in them and what is refused.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::{DID, award, judge, prover, token, tokener};
use crate::formats::credential::fault::Malformed;
use crate::formats::credential::signer::Signer as _;
use crate::formats::credential::verify::Verdict;
use crate::formats::credential::{AchievementCredential, did, integrity, jwt};

fn part(token: &str, index: usize) -> Value {
    let part = token.split('.').nth(index).expect("a part");
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).expect("base64url")).expect("JSON")
}

/// A token with this header and payload, signed with our key.
fn made(header: &Value, payload: &Value) -> String {
    let encode = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let signed = format!("{}.{}", encode(header), encode(payload));
    let signature = tokener(1).sign(signed.as_bytes()).expect("signed");
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
}

#[test]
fn the_payload_is_the_credential_and_the_claims_repeat_it() {
    let text = token(award());
    let mut payload = part(&text, 1);
    let claim = |name: &str| payload[name].clone();
    assert_eq!(claim("iss"), DID);
    assert_eq!(claim("jti"), claim("id"));
    assert_eq!(claim("sub"), payload["credentialSubject"]["id"]);
    assert_eq!((claim("nbf"), claim("exp")), (json!(1_795_435_200), json!(1_953_201_600)));
    for name in ["iss", "jti", "sub", "nbf", "exp"] {
        payload.as_object_mut().expect("an object").remove(name);
    }
    assert_eq!(payload, serde_json::to_value(AchievementCredential::new(award())).expect("JSON"));
    assert_eq!(part(&text, 0)["alg"], "ES256");
    assert_eq!(judge(text.as_bytes()).verdict, Verdict::Valid);
    assert_eq!(judge(made(&part(&text, 0), &part(&text, 1)).as_bytes()).verdict, Verdict::Valid);
}

#[test]
fn no_other_algorithm_and_no_key_that_is_brought_along() {
    let text = token(award());
    let (header, payload) = (part(&text, 0), part(&text, 1));
    for algorithm in ["none", "None", "nOnE", "HS256", "EdDSA", "RS256", "ES256K", "es256", ""] {
        let mut header = header.clone();
        header["alg"] = json!(algorithm);
        let refused = Verdict::Malformed(Malformed::Algorithm(algorithm.to_owned()));
        assert_eq!(judge(made(&header, &payload).as_bytes()).verdict, refused);
        let unsigned = made(&header, &payload);
        let unsigned = &unsigned[..=unsigned.rfind('.').expect("a point")];
        assert_eq!(judge(unsigned.as_bytes()).verdict, refused);
    }
    for (name, value) in [
        ("jwk", serde_json::to_value(tokener(1).public_key().jwk("a".to_owned())).expect("JSON")),
        ("jku", json!("https://evil.example.org/jwks.json")),
        ("x5c", json!([])),
        ("crit", json!(["exp"])),
        ("b64", json!(false)),
        ("typ", json!("at+jwt")),
        ("kid", json!(7)),
    ] {
        let mut header = header.clone();
        header[name] = value;
        let verdict = judge(made(&header, &payload).as_bytes()).verdict;
        assert!(matches!(verdict, Verdict::Malformed(Malformed::Token(_))), "{name}: {verdict:?}");
    }
    let mut proofs_key = header.clone();
    proofs_key["kid"] = json!(did::method(DID, &prover(1).public_key()));
    assert_eq!(judge(made(&proofs_key, &payload).as_bytes()).verdict, Verdict::Tampered);
}

#[test]
fn claims_say_what_the_credential_says() {
    let text = token(award());
    let header = part(&text, 0);
    for (name, value) in [
        ("iss", json!("did:web:evil.example.org")),
        ("jti", json!("https://college.example.org/verify/0")),
        ("sub", json!("urn:uuid:0")),
        ("nbf", json!(0)),
        ("exp", json!(4_000_000_000_i64)),
    ] {
        let mut payload = part(&text, 1);
        payload[name] = value;
        let verdict = judge(made(&header, &payload).as_bytes()).verdict;
        assert_eq!(verdict, Verdict::Malformed(Malformed::Claim(name)));
        payload.as_object_mut().expect("an object").remove(name);
        let verdict = judge(made(&header, &payload).as_bytes()).verdict;
        assert!(matches!(verdict, Verdict::Malformed(_)), "{name}: {verdict:?}");
    }
    let mut endless = award();
    endless.valid_until = None;
    let text = token(endless);
    let mut payload = part(&text, 1);
    assert_eq!(payload.get("exp"), None);
    payload["exp"] = json!(4_000_000_000_i64);
    let verdict = judge(made(&header, &payload).as_bytes()).verdict;
    assert_eq!(verdict, Verdict::Malformed(Malformed::Claim("exp")));
}

#[test]
fn a_claim_that_stands_twice_is_refused() {
    let text = token(award());
    let payload = part(&text, 1).to_string().replacen('{', r#"{"iss":"did:web:evil.example.org","#, 1);
    let signed =
        format!("{}.{}", text.split('.').next().unwrap_or_default(), URL_SAFE_NO_PAD.encode(payload.as_bytes()));
    let signature = tokener(1).sign(signed.as_bytes()).expect("signed");
    let twice = format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature));
    assert!(matches!(judge(twice.as_bytes()).verdict, Verdict::Malformed(Malformed::Json(_))));
}

#[test]
fn each_signature_wants_its_kind_of_key() {
    let credential = AchievementCredential::new(award());
    assert!(jwt::sign(&credential, &prover(1), "a").is_err());
    assert!(integrity::sign(&credential, &tokener(1), "did:web:a#b", super::at("2026-01-01T00:00:00Z")).is_err());
    assert!(crate::formats::credential::LocalSigner::p256(&[0; 32]).is_err());
}
