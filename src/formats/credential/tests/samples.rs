//! What others wrote is judged as its name says, or the difference is told.

use serde_json::{Value, json};

use super::{at, file, parsed, sample_folder};
use crate::formats::credential::conformance;
use crate::formats::credential::did::KeySet;
use crate::formats::credential::key::PublicKey;
use crate::formats::credential::verify::{Verdict, Verifier};

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
            // Presentations are none of ours. A term that is defined twice is found by who processes contexts that stand in a
            // document: here such a context is refused, wrong or not, when its signature is to be verified.
            if entry.path().is_dir() || name.starts_with("presentation-") || name == "credential-redef-type2-fail.json"
            {
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

#[test]
fn the_inputs_of_the_public_validator_are_judged() {
    let Some(folder) = sample_folder("the_inputs_of_the_public_validator_are_judged", "openbadges3") else { return };
    let judge = |name: &str| {
        let text = file(&folder, name);
        let document: Option<Value> = serde_json::from_str(&text).ok();
        let issuer = document.as_ref().and_then(|document| document.get("issuer")).and_then(conformance::issuer);
        let issuer = issuer.unwrap_or("https://example.com/issuers/876543");
        let verifier = Verifier { issuer, keys: &keys_of(issuer), lists: &[], now: at("2026-11-24T00:00:00Z") };
        verifier.verify(text.as_bytes()).verdict
    };
    assert_eq!(judge("simple.json"), Verdict::Valid);
    assert_eq!(judge("endorsement-valid.json"), Verdict::Valid);
    assert_eq!(judge("simple-err-expired.json"), Verdict::Expired);
    // The document gives its issuer a key that belongs to another name, `did:key`.
    assert_eq!(judge("simple-did-key-method.json"), Verdict::UnknownKey);
    for (name, why) in [
        ("simple-err-context.json", "the first context"),
        ("simple-err-type.json", "OtherCredential"),
        ("simple-err-issuer.json", "issuer"),
        ("simple-noproof.json", "there is none"),
        // The VC Data Model 1.1, its cryptosuites and contexts, were replaced before there was a certificate of ours.
        ("simple-eddsa-2022.json", "eddsa-2022"),
        ("credential-status-revoked.json", "Ed25519Signature2020"),
        ("simple.jwt", "RS256"),
    ] {
        let verdict = judge(name);
        let Verdict::Malformed(fault) = &verdict else { panic!("{name}: {verdict:?}") };
        assert!(fault.to_string().contains(why), "{name}: {fault}");
    }
}
