//! A file that somebody shows to be verified: whatever carries a credential is read, and what it carries is judged. Nobody's key signs
//! what the fuzzer thinks of.

#![no_main]

use libfuzzer_sys::fuzz_target;
use virtual_college::clock::Timestamp;
use virtual_college::formats::credential::carrier::extract;
use virtual_college::formats::credential::{Claim, KeySet, LocalSigner, Signer, Verifier};

const CREDENTIAL_BYTES: usize = 64 * 1024;

fuzz_target!(|file: &[u8]| {
    let Ok(carried) = extract(file) else { return };
    assert!(carried.credential.len() <= file.len().max(CREDENTIAL_BYTES));
    let Ok(claim) = Claim::read(&carried.credential) else { return };
    let keys = KeySet::of(&claim.issuer, &[LocalSigner::ed25519(&[1; 32]).public_key()]);
    let now = Timestamp::from_micros(1_803_978_000_000_000);
    let verifier = Verifier { issuer: &claim.issuer, keys: &keys, lists: &[], now };
    assert_eq!(verifier.verify(&carried.credential).said, None);
});
