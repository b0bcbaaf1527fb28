//! Proofs in the document: Data Integrity 1.0 with the cryptosuite `eddsa-rdfc-2022` (Data Integrity `EdDSA` Cryptosuites 1.0, §3.2).

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::fault::Malformed;
use super::key::{PublicKey, from_base58, to_base58};
use super::rdf;
use super::signer::{Signer, SigningError};
use crate::clock::Timestamp;

const TYPE: &str = "DataIntegrityProof";
const CRYPTOSUITE: &str = "eddsa-rdfc-2022";
const PURPOSE: &str = "assertionMethod";
const SECURITY: &str = "https://w3id.org/security#";

/// A proof (Data Integrity 1.0, §2.1), with these members and no others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Proof {
    #[serde(rename = "type")]
    kind: String,
    cryptosuite: String,
    created: String,
    /// The name of the key.
    pub verification_method: String,
    #[serde(rename = "proofPurpose")]
    purpose: String,
    #[serde(rename = "proofValue")]
    value: String,
}

/// What is signed of the proof itself (`EdDSA` Cryptosuites, §3.2.5).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ProofConfiguration<'a> {
    #[serde(rename = "@context")]
    context: &'a Value,
    #[serde(rename = "type")]
    kind: &'a str,
    cryptosuite: &'a str,
    created: &'a str,
    verification_method: &'a str,
    proof_purpose: &'a str,
}

/// A document with its proof.
#[derive(Serialize)]
struct Secured<'a, T> {
    #[serde(flatten)]
    document: &'a T,
    proof: [Proof; 1],
}

/// Signs a document and writes it with its proof (§3.2.1). `method` is the key's name in the DID document.
///
/// # Errors
/// When a member would not be signed, or the key does not sign.
pub fn sign<T: Serialize>(
    document: &T,
    signer: &dyn Signer,
    method: &str,
    created: Timestamp,
) -> Result<String, SigningError> {
    if !matches!(signer.public_key(), PublicKey::Ed25519(_)) {
        return Err(SigningError::Key(format!("{CRYPTOSUITE} needs a key of Ed25519")));
    }
    let mut proof = Proof {
        kind: TYPE.to_owned(),
        cryptosuite: CRYPTOSUITE.to_owned(),
        created: created.to_string(),
        verification_method: method.to_owned(),
        purpose: PURPOSE.to_owned(),
        value: String::new(),
    };
    let plain = serde_json::to_value(document)?;
    let digests = digests(&proof.own_statements(), &rdf::canonical(&plain)?);
    proof.value = to_base58(&signer.sign(&digests)?);
    Ok(serde_json::to_string(&Secured { document, proof: [proof] })?)
}

fn digests(configuration: &str, document: &str) -> Vec<u8> {
    [Sha256::digest(configuration), Sha256::digest(document)].concat()
}

impl Proof {
    /// Takes the one proof out of a document (Data Integrity 1.0, §4.3).
    ///
    /// # Errors
    /// When there is none, or several, or one of another kind.
    pub fn take_from(document: &mut Value) -> Result<Self, Malformed> {
        let wrong = |why: &str| Malformed::Proof(why.to_owned());
        let proof = document.as_object_mut().and_then(|members| members.remove("proof"));
        let proof = match proof.ok_or_else(|| wrong("there is none"))? {
            Value::Array(mut proofs) if proofs.len() == 1 => proofs.pop().unwrap_or_default(),
            Value::Array(_) => return Err(wrong("there must be one")),
            proof => proof,
        };
        let kind = proof.get("type").and_then(Value::as_str).unwrap_or_default();
        if kind != TYPE {
            return Err(wrong(&format!("“{kind}” is not {TYPE}")));
        }
        let proof: Self = serde_json::from_value(proof).map_err(|error| wrong(&error.to_string()))?;
        if proof.cryptosuite != CRYPTOSUITE {
            return Err(wrong(&format!("“{}” is not {CRYPTOSUITE}", proof.cryptosuite)));
        }
        if proof.purpose != PURPOSE {
            return Err(wrong("it was not made to assert something"));
        }
        if Timestamp::parse(&proof.created).is_err() {
            return Err(wrong("created is no date-time"));
        }
        Ok(proof)
    }

    /// Whether the proof is the key's for this document, which is without its proof (§3.2.2).
    ///
    /// # Errors
    /// When a member of the document is not signed.
    pub fn verifies(&self, document: &Value, key: &PublicKey) -> Result<bool, Malformed> {
        let digests = self.digests(document, &rdf::canonical(document)?)?;
        Ok(self.is_signature_of(&digests, key))
    }

    /// §3.2.4 and §3.2.7: an Ed25519 signature in base58btc.
    pub(super) fn is_signature_of(&self, digests: &[u8], key: &PublicKey) -> bool {
        matches!(key, PublicKey::Ed25519(_))
            && from_base58(&self.value).is_some_and(|signature| key.verifies(digests, &signature))
    }

    /// The hash of the proof's own members, then the document's (§3.2.4).
    pub(super) fn digests(&self, document: &Value, canonical: &str) -> Result<Vec<u8>, Malformed> {
        Ok(digests(&self.canonical(document)?, canonical))
    }

    /// What [`Proof::canonical`] comes to for a proof that was made here, in the contexts of Verifiable Credentials 2.0: written down, since
    /// finding it out takes as long as for the document itself.
    pub(super) fn own_statements(&self) -> String {
        let Self { cryptosuite, created, verification_method, .. } = self;
        [
            format!("<http://purl.org/dc/terms/created> \"{created}\"^^<http://www.w3.org/2001/XMLSchema#dateTime>"),
            format!("<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{SECURITY}{TYPE}>"),
            format!("<{SECURITY}cryptosuite> \"{cryptosuite}\"^^<{SECURITY}cryptosuiteString>"),
            format!("<{SECURITY}proofPurpose> <{SECURITY}{PURPOSE}>"),
            format!("<{SECURITY}verificationMethod> <{verification_method}>"),
        ]
        .map(|statement| format!("_:c14n0 {statement} .\n"))
        .concat()
    }

    /// The proof without its value, in the contexts of the document (§3.2.5).
    pub(super) fn canonical(&self, document: &Value) -> Result<String, Malformed> {
        let configuration = ProofConfiguration {
            context: document.get("@context").unwrap_or(&Value::Null),
            kind: &self.kind,
            cryptosuite: &self.cryptosuite,
            created: &self.created,
            verification_method: &self.verification_method,
            proof_purpose: &self.purpose,
        };
        let configuration = serde_json::to_value(configuration).map_err(|error| Malformed::Json(error.to_string()))?;
        rdf::canonical_of_any(&configuration)
    }
}
