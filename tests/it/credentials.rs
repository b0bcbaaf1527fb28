//! Signed credentials as other people's verifiers judge them.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use uuid::Uuid;
use virtual_college::clock::Timestamp;
use virtual_college::formats::credential::achievement::{AchievementCredential, Award, BasisPoints, Course, Issuer};
use virtual_college::formats::credential::did::{self, DidDocument, Jwks};
use virtual_college::formats::credential::status::{
    ENTRIES, StatusBits, StatusListCredential, StatusPlace, StatusPurpose,
};
use virtual_college::formats::credential::{LocalSigner, Signer, integrity, jwt};

use crate::support::{contexts, judged};

const DID: &str = "did:web:college.example.org";
const LISTS: [(&str, StatusPurpose); 2] = [
    ("https://college.example.org/status/revocation/1", StatusPurpose::Revocation),
    ("https://college.example.org/status/suspension/1", StatusPurpose::Suspension),
];
const REVOKED: u32 = 94_567;
const SUSPENDED: u32 = 4_242;

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).expect("a date-time")
}

fn signers() -> (LocalSigner, LocalSigner) {
    (LocalSigner::ed25519(&[1; 32]), LocalSigner::p256(&[1; 32]).expect("a key"))
}

fn award(index: u32) -> Award {
    Award {
        id: "https://college.example.org/verify/5f3c9a0e7b1d4f6282c4e1a90b7d3e58".to_owned(),
        issuer: Issuer {
            did: DID.to_owned(),
            name: "The College".to_owned(),
            url: "https://college.example.org".to_owned(),
        },
        name: "Certificat de fin de formation".to_owned(),
        subject: Uuid::from_u128(1),
        holder: "محمّد \"Zoë\" Nuñez 欧阳晓明".to_owned(),
        serial: "VC-2026-00000042".to_owned(),
        course: Course {
            id: "https://college.example.org/courses/customs".to_owned(),
            name: "La CITES pour les douaniers".to_owned(),
            description: "Cours en ligne, 6 heures".to_owned(),
            criteria: "Terminer tous les modules.\nObtenir 80 % à l’évaluation finale.".to_owned(),
            version: "2".to_owned(),
            language: "fr".to_owned(),
            hours: Some(6),
        },
        grade: Some(BasisPoints(8_750)),
        valid_from: at("2026-11-23T12:00:00Z"),
        valid_until: Some(at("2031-11-23T12:00:00Z")),
        status: LISTS.map(|(list, purpose)| StatusPlace::new(list, purpose, index)).into(),
    }
}

fn proven(document: &impl serde::Serialize) -> Value {
    let signer = signers().0;
    let method = did::method(DID, &signer.public_key());
    let text = integrity::sign(document, &signer, &method, at("2026-11-23T12:00:00Z")).expect("signed");
    serde_json::from_str(&text).expect("JSON")
}

fn list((id, purpose): (&str, StatusPurpose)) -> (String, Value) {
    let set: BTreeSet<u32> = [if purpose == StatusPurpose::Revocation { REVOKED } else { SUSPENDED }].into();
    let times = (at("2026-11-23T12:00:00Z"), None);
    let bits = StatusBits::new(ENTRIES, &set);
    let credential = StatusListCredential::new(id, DID, purpose, &bits, times).expect("a list");
    (id.to_owned(), proven(&credential))
}

/// The documents that a verifier may load: contexts, and our lists.
fn documents() -> Value {
    contexts().into_iter().chain(LISTS.map(list)).collect()
}

/// The document, with a text in place of another wherever it stands.
fn altered(document: &Value, from: &str, to: &str) -> Value {
    let text = document.to_string().replace(from, to);
    assert_ne!(text, document.to_string());
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn verifiers_of_others_accept_what_stands_and_refuse_the_rest() {
    let (prover, tokener) = signers();
    let genuine = proven(&AchievementCredential::new(award(7)));
    let mut addition = genuine.clone();
    addition["credentialSubject"]["honours"] = json!("cum laude");
    let credentials = [
        ("valid", genuine.clone()),
        ("refused", altered(&genuine, "87.5", "97.5")),
        ("refused", altered(&genuine, "Zoë", "Zoe")),
        ("refused", altered(&genuine, "revocation/1", "suspension/1")),
        ("refused", addition),
        ("refused: revocation", proven(&AchievementCredential::new(award(REVOKED)))),
        ("refused: suspension", proven(&AchievementCredential::new(award(SUSPENDED)))),
    ];
    let token = jwt::sign(&AchievementCredential::new(award(7)), &tokener, &did::method(DID, &tokener.public_key()));
    let token = token.expect("signed");
    let (head, tail) = token.split_at(token.len() / 2);
    let changed = format!("{head}{}{}", if tail.starts_with('A') { 'B' } else { 'A' }, &tail[1..]);
    let tokens = [("valid", token.clone()), ("refused", changed), ("refused", token[..token.len() - 8].to_owned())];

    let keys = [prover.public_key(), tokener.public_key()];
    let input = json!({
        "didDocument": DidDocument::new(DID, &keys),
        "jwks": Jwks::new(DID, &keys),
        "documents": documents(),
        "credentials": credentials.iter().map(|(_, credential)| credential).collect::<Vec<_>>(),
        "tokens": tokens.iter().map(|(_, token)| token).collect::<Vec<_>>(),
        "now": "2026-11-24T00:00:00Z",
    });
    let Some(said) = judged("verifiers_of_others_accept_what_stands_and_refuse_the_rest", &input) else { return };
    let expected = |of: &str, index: usize, word: &str| {
        let verdict = said[of][index].as_str().unwrap_or_default();
        assert!(verdict.starts_with(word), "{of} {index}: {verdict}");
    };
    credentials.iter().enumerate().for_each(|(index, (word, _))| expected("credentials", index, word));
    tokens.iter().enumerate().for_each(|(index, (word, _))| expected("tokens", index, word));
}
