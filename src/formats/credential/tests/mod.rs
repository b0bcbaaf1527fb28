//! What is signed, and what is not believed.

mod forgery;
mod hostile;
mod samples;
mod shape;
mod status;
mod tokens;
mod vectors;
mod verifying;

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;
use uuid::Uuid;

use super::achievement::{AchievementCredential, Award, BasisPoints, Course, Issuer};
use super::did::{self, KeySet};
use super::signer::{LocalSigner, Signer as _};
use super::status::{StatusBits, StatusListCredential, StatusPlace, StatusPurpose};
use super::verify::{Finding, PublishedList, Verifier};
use super::{integrity, jwt};
use crate::clock::Timestamp;

const DID: &str = "did:web:college.example.org";
const REVOKED_LIST: &str = "https://college.example.org/status/revocation/1";
const SUSPENDED_LIST: &str = "https://college.example.org/status/suspension/1";

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).expect("a date-time")
}

fn prover(seed: u8) -> LocalSigner {
    LocalSigner::ed25519(&[seed; 32])
}

fn tokener(seed: u8) -> LocalSigner {
    LocalSigner::p256(&[seed; 32]).expect("a number of the curve")
}

fn keys(seed: u8) -> KeySet {
    KeySet::of(DID, &[prover(seed).public_key(), tokener(seed).public_key()])
}

fn award() -> Award {
    Award {
        id: "https://college.example.org/verify/5f3c9a0e7b1d4f6282c4e1a90b7d3e58".to_owned(),
        issuer: Issuer {
            did: DID.to_owned(),
            name: "CITES Virtual College".to_owned(),
            url: "https://college.example.org".to_owned(),
        },
        name: "Certificate of completion".to_owned(),
        subject: Uuid::from_u128(0x0197_f3a2_7c1e_7d3a_9b60_0000_0000_1092),
        holder: "محمّد \"Zoë\" Nuñez 欧阳晓明".to_owned(),
        serial: "VC-2026-00000042".to_owned(),
        course: Course {
            id: "https://college.example.org/courses/customs".to_owned(),
            name: "CITES for Customs Officers".to_owned(),
            description: "An online course of 6 hours.".to_owned(),
            criteria: "All modules completed and 80 % reached in the final assessment.".to_owned(),
            version: "2".to_owned(),
            language: "en".to_owned(),
            hours: Some(6),
        },
        grade: Some(BasisPoints(8_750)),
        valid_from: at("2026-11-23T12:00:00.123456Z"),
        valid_until: Some(at("2031-11-23T12:00:00Z")),
        status: vec![
            StatusPlace::new(REVOKED_LIST, StatusPurpose::Revocation, 94_567),
            StatusPlace::new(SUSPENDED_LIST, StatusPurpose::Suspension, 4_242),
        ],
    }
}

fn proven(award: Award) -> String {
    let signer = prover(1);
    let method = did::method(DID, &signer.public_key());
    let credential = AchievementCredential::new(award);
    integrity::sign(&credential, &signer, &method, at("2026-11-23T12:00:01Z")).expect("signed")
}

fn token(award: Award) -> String {
    let signer = tokener(1);
    let kid = did::method(DID, &signer.public_key());
    jwt::sign(&AchievementCredential::new(award), &signer, &kid).expect("signed")
}

/// The two lists as they are published, with these indexes set.
fn lists(revoked: &[u32], suspended: &[u32]) -> Vec<PublishedList> {
    [(REVOKED_LIST, StatusPurpose::Revocation, revoked), (SUSPENDED_LIST, StatusPurpose::Suspension, suspended)]
        .into_iter()
        .map(|(id, purpose, set)| {
            let text = published(id, purpose, &set.iter().copied().collect());
            let now = at("2026-11-24T00:00:00Z");
            Verifier { issuer: DID, keys: &keys(1), lists: &[], now }.status_list(text.as_bytes()).expect("a list")
        })
        .collect()
}

fn published(id: &str, purpose: StatusPurpose, set: &BTreeSet<u32>) -> String {
    let times = (at("2026-11-23T12:00:00Z"), None);
    let bits = StatusBits::new(super::status::ENTRIES, set);
    let list = StatusListCredential::new(id, DID, purpose, &bits, times).expect("a list");
    let signer = prover(1);
    let method = did::method(DID, &signer.public_key());
    integrity::sign(&list, &signer, &method, at("2026-11-23T12:00:01Z")).expect("signed")
}

/// What the College finds, a day later, when nothing was revoked.
fn judge(input: &[u8]) -> Finding {
    Verifier { issuer: DID, keys: &keys(1), lists: &lists(&[], &[]), now: at("2026-11-24T00:00:00Z") }.verify(input)
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

/// A folder of samples; None, said by name, where there are none.
fn sample_folder(test: &str, folder: &str) -> Option<PathBuf> {
    let Some(root) = std::env::var_os("COLLEGE_SAMPLES") else {
        let _ = writeln!(std::io::stderr(), "NOT RUN: {test}: COLLEGE_SAMPLES is not set");
        return None;
    };
    Some(Path::new(&root).join(folder))
}

fn file(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}
