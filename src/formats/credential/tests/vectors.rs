//! The contexts, and the test vectors of the cryptosuite: byte for byte.

use sha2::{Digest, Sha256};

use super::{file, parsed, sample_folder};
use crate::formats::credential::contexts::CONTEXTS;
use crate::formats::credential::did;
use crate::formats::credential::integrity::Proof;
use crate::formats::credential::key::{PublicKey, from_base58, to_base58};
use crate::formats::credential::rdf;
use crate::formats::credential::signer::{LocalSigner, Signer as _};
use crate::text::hex;

/// File and SHA-256 of each context, in order.
const PUBLISHED: [(&str, &str); 5] = [
    ("credentials-v2.json", "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734"),
    ("ob-v3p0-context-3.0.3.json", "3d34f4d4ef1bce691106e63798beb5e7b862ba841423f5ee1e53ab7ddf3bca84"),
    ("ob-v3p0-extensions.json", "87c06c81bc2317663bf288d740d94fddd2818c4342b186270ff6371dfaa63f93"),
    ("security-data-integrity-v2.json", "67f21e6e33a6c14e5ccfd2fc7865f7474fb71a04af7e94136cb399dfac8ae8f4"),
    ("security-multikey-v1.json", "ba2c182de2d92f7e47184bcca8fcf0beaee6d3986c527bf664c195bbc7c58597"),
];

#[test]
fn every_context_is_as_its_publisher_serves_it() {
    let folder = sample_folder("every_context_is_as_its_publisher_serves_it", "contexts");
    for (context, (name, sha256)) in CONTEXTS.iter().zip(PUBLISHED) {
        assert_eq!(hex(&Sha256::digest(context.text.as_bytes())), sha256, "{name}");
        if let Some(folder) = &folder {
            assert!(file(folder, name) == context.text, "{name}");
        }
    }
}

#[test]
fn the_vectors_of_the_cryptosuite_match_byte_for_byte() {
    let Some(folder) = sample_folder("the_vectors_of_the_cryptosuite_match_byte_for_byte", "vc/w3c-eddsa") else {
        return;
    };
    let pair = parsed(&file(&folder, "keyPair.json"));
    let secret = from_base58(pair["privateKeyMultibase"].as_str().expect("a key")).expect("base58");
    let signer = LocalSigner::ed25519(secret[2..].try_into().expect("32 bytes"));
    let public = signer.public_key();
    assert_eq!(public.multibase(), pair["publicKeyMultibase"].as_str().expect("a key"));

    let folder = folder.join("eddsa-rdfc-2022");
    let mut document = parsed(&file(&folder, "signedDataInt.json"));
    let proof = Proof::take_from(&mut document).expect("a proof");
    assert_eq!(document, parsed(&file(&folder, "../unsigned.json")));
    let canonical = rdf::canonical_of_any(&document).expect("statements");
    assert_eq!(canonical, file(&folder, "canonDocDataInt.txt"));
    assert_eq!(hex(&Sha256::digest(canonical.as_bytes())), file(&folder, "docHashDataInt.txt"));
    let configuration = proof.canonical(&document).expect("statements");
    assert_eq!(configuration, file(&folder, "proofCanonDataInt.txt"));
    assert_eq!(hex(&Sha256::digest(configuration.as_bytes())), file(&folder, "proofHashDataInt.txt"));
    let digests = proof.digests(&document, &canonical).expect("digests");
    assert_eq!(hex(&digests), file(&folder, "combinedHashDataInt.txt"));
    let signature = signer.sign(&digests).expect("signed");
    assert_eq!(hex(&signature), file(&folder, "sigHexDataInt.txt"));
    assert_eq!(to_base58(&signature), file(&folder, "sigBTC58DataInt.txt"));
    assert!(proof.is_signature_of(&digests, &public));
    assert!(!proof.is_signature_of(&digests, &super::prover(9).public_key()));
}

#[test]
fn keys_are_read_as_they_are_written() {
    for key in [super::prover(1).public_key(), super::tokener(1).public_key()] {
        assert_eq!(PublicKey::from_multibase(&key.multibase()).as_ref(), Ok(&key));
        assert_eq!(key.jwk("a".to_owned()).key().as_ref(), Ok(&key));
    }
    // RFC 8037, appendix A.
    let secret = [
        0x9d, 0x61, 0xb1, 0x9d, 0xef, 0xfd, 0x5a, 0x60, 0xba, 0x84, 0x4a, 0xf4, 0x92, 0xec, 0x2c, 0xc4, 0x44, 0x49,
        0xc5, 0x69, 0x7b, 0x32, 0x69, 0x19, 0x70, 0x3b, 0xac, 0x03, 0x1c, 0xae, 0x7f, 0x60,
    ];
    let jwk = LocalSigner::ed25519(&secret).public_key().jwk(String::new());
    assert_eq!(jwk.x, "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
    for wrong in ["", "z", "u6Mk", "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ", &"z1".repeat(500)] {
        assert!(PublicKey::from_multibase(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn the_did_is_the_public_address() {
    for (address, name, path) in [
        ("https://college.example.org", "did:web:college.example.org", "/.well-known/did.json"),
        ("https://college.example.org:8443/", "did:web:college.example.org%3A8443", "/.well-known/did.json"),
        ("https://example.org/learn/college/", "did:web:example.org:learn:college", "/learn/college/did.json"),
    ] {
        let found = did::web(&address.parse().expect("an address"));
        assert_eq!(found.as_deref(), Some(name));
        assert_eq!(did::document_path(name), path);
    }
    assert_eq!(did::web(&"http://127.0.0.1:8080".parse().expect("an address")), None);
}
