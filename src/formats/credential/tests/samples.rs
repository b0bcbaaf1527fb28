//! What others wrote is judged as its name says, or the difference is told.

use serde_json::{Value, json};

use super::{at, file, parsed, sample_folder};
use crate::formats::credential::did::KeySet;
use crate::formats::credential::key::PublicKey;
use crate::formats::credential::verify::{Verdict, Verifier};
use crate::formats::credential::{carrier, conformance};

/// A file of the test suite of the VC Data Model 2.0 as its runner sends it: with dates, and with an issuer where it names none.
fn as_sent(name: &str, text: &str) -> Value {
    let text = text.replace("PAST DATE", "2026-01-01T00:00:00Z").replace("FUTURE DATE", "2036-01-01T00:00:00Z");
    let mut document = parsed(&text);
    if let Some(members) = document.as_object_mut().filter(|_| !name.contains("no-issuer")) {
        let issuer = members.entry("issuer").or_insert_with(|| json!("did:example:issuer"));
        if let Some(issuer) = issuer.as_object_mut() {
            issuer.entry("id").or_insert_with(|| json!("did:example:issuer"));
        }
    }
    document
}

/// What of them is judged otherwise than its name says, by how its name begins, and why.
const NOT_JUDGED: [(&str, &str); 2] = [
    ("presentation-", "nobody presents several credentials as one here: presentations are none of ours"),
    (
        "credential-redef-type2-fail",
        "a term defined twice is found by who processes contexts that stand in a document, which are refused here, wrong or not, \
         when its signature is verified",
    ),
];

#[test]
fn the_inputs_of_the_data_model_are_judged_as_their_names_say() {
    let test = "the_inputs_of_the_data_model_are_judged_as_their_names_say";
    let Some(folder) = sample_folder(test, "vc/vcdm2-input") else { return };
    let mut wrong = Vec::new();
    let mut judged = 0;
    for folder in [folder.clone(), folder.join("names-and-descriptions")] {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let entry = entry.expect("an entry");
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.path().is_dir() || NOT_JUDGED.iter().any(|(begin, _)| name.starts_with(begin)) {
                continue;
            }
            let found = conformance::check(&as_sent(&name, &file(&folder, &name)));
            judged += 1;
            if found.is_ok() != name.ends_with("-ok.json") {
                wrong.push(format!("{name}: {found:?}"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(judged > 30, "{judged}");
}

/// The key of the samples' issuers, by the names that they give it.
fn keys_of(issuer: &str) -> KeySet {
    const KEYS: [&str; 3] = [
        "z6MkoMGF38Ck9xkdqrbZt4h9eHb1qc3GhAAkoSWa4Vy3SHRN",
        "z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi",
        "z6MkrvfzkMnvCroEUP2DVc9SHPE48CRsvHiVSusHioxTYu1x",
    ];
    KeySet::of(issuer, &KEYS.map(|key| PublicKey::from_multibase(key).expect("a key")))
}

/// The inputs of the public validator: what comes of each, and, where that is not what its name says, why.
const VALIDATOR: [(&str, &str, &str); 13] = [
    ("simple.json", "Valid", ""),
    ("simple-json.png", "Valid", ""),
    ("simple-json.svg", "Valid", ""),
    ("endorsement-valid.json", "Valid", ""),
    ("simple-err-expired.json", "Expired", ""),
    ("simple-err-context.json", "Malformed: the first context", ""),
    ("simple-err-type.json", "Malformed: the member “OtherCredential”", ""),
    ("simple-err-issuer.json", "Malformed: its issuer", ""),
    ("simple-noproof.json", "Malformed: the proof cannot be read: there is none", ""),
    (
        "simple-did-key-method.json",
        "UnknownKey",
        "it names a key of its own making (did:key), which is not its issuer's",
    ),
    (
        "simple-eddsa-2022.json",
        "Malformed",
        "the cryptosuite eddsa-2022 was replaced before there was a certificate of ours",
    ),
    (
        "credential-status-revoked.json",
        "Malformed",
        "it is of the Data Model 1.1, with Ed25519Signature2020 and a status list of that time",
    ),
    (
        "simple.jwt",
        "Malformed: the algorithm “RS256”",
        "a token is taken with ES256 and nothing else, so that nobody chooses a weaker one",
    ),
];

#[test]
fn the_inputs_of_the_public_validator_are_judged_as_their_names_say_or_it_is_told_why() {
    let test = "the_inputs_of_the_public_validator_are_judged_as_their_names_say_or_it_is_told_why";
    let Some(folder) = sample_folder(test, "openbadges3") else { return };
    for (name, expected, _) in VALIDATOR {
        let bytes = std::fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        let credential = carrier::extract(&bytes).unwrap_or_else(|fault| panic!("{name}: {fault}")).credential;
        let document: Option<Value> = serde_json::from_slice(&credential).ok();
        let issuer = document.as_ref().and_then(|document| document.get("issuer")).and_then(conformance::issuer);
        let issuer = issuer.unwrap_or("https://example.com/issuers/876543");
        let verifier = Verifier { issuer, keys: &keys_of(issuer), lists: &[], now: at("2026-11-24T00:00:00Z") };
        let said = match verifier.verify(&credential).verdict {
            Verdict::Malformed(fault) => format!("Malformed: {fault}"),
            verdict => format!("{verdict:?}"),
        };
        assert!(said.starts_with(expected), "{name}: {said}");
    }
    let files = std::fs::read_dir(&folder).expect("a folder").flatten().map(|entry| entry.file_name());
    let named = files.filter(|name| !["ORIGIN.md", "LICENSE.upstream"].iter().any(|other| name == other));
    assert_eq!(named.count(), VALIDATOR.len(), "each has its line");
}
