//! Whose keys these are: did:web (W3C CCG method specification), the DID document (DID Core 1.0, §5) and the JWK set.
//!
//! A key that is retired stays in both for ever: what it signed is verified for as long as the host name lives. One that was revoked is
//! in neither: there are verifiers that believe whatever key the document names, asserting or not.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::Url;

use super::fault::Malformed;
use super::json;
use super::key::{Jwk, PublicKey};
use crate::clock::Timestamp;

const DOCUMENT_BYTES: usize = 256 * 1024;
const CONTEXTS: [&str; 3] =
    ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1", "https://w3id.org/security/jwk/v1"];

/// The DID of whoever serves an address: `did:web:college.example.org`; a port is escaped, a path follows with colons. None for
/// an address without a host name.
#[must_use]
pub fn web(address: &Url) -> Option<String> {
    let mut did = format!("did:web:{}", address.domain()?);
    if let Some(port) = address.port() {
        did.push_str("%3A");
        did.push_str(&port.to_string());
    }
    for segment in address.path_segments().into_iter().flatten().filter(|segment| !segment.is_empty()) {
        did.push(':');
        did.push_str(segment);
    }
    Some(did)
}

/// Where the DID document is found, below the root of the host (did:web, §3.2).
#[must_use]
pub fn document_path(did: &str) -> String {
    let segments: Vec<&str> = did.split(':').skip(3).collect();
    match segments.as_slice() {
        [] => "/.well-known/did.json".to_owned(),
        segments => format!("/{}/did.json", segments.join("/")),
    }
}

/// The name of a key: the DID, and the key itself as fragment.
#[must_use]
pub fn method(did: &str, key: &PublicKey) -> String {
    format!("{did}#{}", key.multibase())
}

/// What `did.json` holds.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DidDocument {
    #[serde(rename = "@context")]
    pub context: Vec<String>,
    pub id: String,
    pub verification_method: Vec<VerificationMethod>,
    pub assertion_method: Vec<String>,
}

/// A key of a DID document (Controlled Identifiers 1.0, §2.2).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VerificationMethod {
    pub id: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub controller: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public_key_multibase: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public_key_jwk: Option<Jwk>,
    /// From when on it is not to be believed (Controlled Identifiers 1.0, §2.2), as others say it of their keys.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked: Option<Timestamp>,
}

impl DidDocument {
    /// The document of a DID with all its keys, retired ones too.
    #[must_use]
    pub fn new(did: &str, keys: &[PublicKey]) -> Self {
        Self {
            context: CONTEXTS.map(str::to_owned).to_vec(),
            id: did.to_owned(),
            verification_method: keys.iter().map(|key| VerificationMethod::new(did, key)).collect(),
            assertion_method: keys.iter().map(|key| method(did, key)).collect(),
        }
    }
}

impl VerificationMethod {
    fn new(did: &str, key: &PublicKey) -> Self {
        let id = method(did, key);
        let (kind, multibase, jwk) = match key {
            PublicKey::Ed25519(_) => ("Multikey", Some(key.multibase()), None),
            PublicKey::P256(_) => ("JsonWebKey", None, Some(key.jwk(id.clone()))),
        };
        let (kind, controller) = (kind.to_owned(), did.to_owned());
        Self { id, kind, controller, public_key_multibase: multibase, public_key_jwk: jwk, revoked: None }
    }

    fn key(&self) -> Result<PublicKey, Malformed> {
        match (&self.public_key_multibase, &self.public_key_jwk) {
            (Some(text), None) => PublicKey::from_multibase(text),
            (None, Some(jwk)) => jwk.key(),
            _ => Err(Malformed::Key(self.id.clone())),
        }
    }
}

/// A JWK set (RFC 7517 §5).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Jwks {
    pub keys: Vec<Jwk>,
}

#[derive(Deserialize)]
struct AnyKeys {
    keys: Vec<Value>,
}

impl Jwks {
    /// The keys of a DID, retired ones too, named as in its DID document.
    #[must_use]
    pub fn new(did: &str, keys: &[PublicKey]) -> Self {
        Self { keys: keys.iter().map(|key| key.jwk(method(did, key))).collect() }
    }
}

/// Keys that are trusted, by the name that a proof or token gives.
#[derive(Clone, Debug, Default)]
pub struct KeySet(BTreeMap<String, PublicKey>);

impl KeySet {
    /// Our own keys.
    #[must_use]
    pub fn of(did: &str, keys: &[PublicKey]) -> Self {
        Self(keys.iter().map(|key| (method(did, key), key.clone())).collect())
    }

    /// The keys with which a DID asserts something (Data Integrity 1.0, §4.3): those of its own document that it controls. A key of
    /// another kind is passed over.
    ///
    /// # Errors
    /// When it is no DID document.
    pub fn from_did_document(bytes: &[u8]) -> Result<Self, Malformed> {
        let document: DidDocument = parse(bytes)?;
        let asserts = |method: &&VerificationMethod| {
            document.assertion_method.contains(&method.id)
                && method.revoked.is_none()
                && method.controller == document.id
                && method.id.strip_prefix(&document.id).is_some_and(|fragment| fragment.starts_with('#'))
        };
        let methods = document.verification_method.iter().filter(asserts);
        Ok(Self(methods.filter_map(|method| Some((method.id.clone(), method.key().ok()?))).collect()))
    }

    /// The keys of a JWK set. A key of another kind is passed over.
    ///
    /// # Errors
    /// When it is no JWK set.
    pub fn from_jwks(bytes: &[u8]) -> Result<Self, Malformed> {
        let set: AnyKeys = parse(bytes)?;
        let keys = set.keys.into_iter().filter_map(|key| serde_json::from_value::<Jwk>(key).ok());
        Ok(Self(keys.filter_map(|jwk| jwk.key().ok().map(|key| (jwk.kid, key))).collect()))
    }

    #[must_use]
    pub fn find(&self, method: &str) -> Option<&PublicKey> {
        self.0.get(method)
    }
}

fn parse<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Result<T, Malformed> {
    serde_json::from_value(json::read(bytes, DOCUMENT_BYTES)?).map_err(|error| Malformed::Json(error.to_string()))
}
