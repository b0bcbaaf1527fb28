//! Credentials as tokens: the credential itself is the payload (Open Badges 3.0, §8.2; JWS compact, RFC 7515 §7.1), signed with ES256
//! (RFC 7518 §3.4) and nothing else.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::fault::Malformed;
use super::json;
use super::key::PublicKey;
use super::signer::{Signer, SigningError};
use crate::clock::Timestamp;

const ALGORITHM: &str = "ES256";
const HEADER_BYTES: usize = 1_024;

/// The header. One with other members (`jwk`, `jku`, `x5c`, `crit`) would ask to be believed, and is refused (RFC 8725 §3).
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    alg: String,
    #[serde(default)]
    typ: Option<String>,
    kid: String,
}

/// The claims that repeat members of the credential (Open Badges 3.0, §8.2.4).
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Claims {
    iss: String,
    jti: String,
    sub: String,
    nbf: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    exp: Option<i64>,
}

/// A credential with its claims.
#[derive(Serialize)]
struct Payload<'a, T> {
    #[serde(flatten)]
    credential: &'a T,
    #[serde(flatten)]
    claims: Claims,
}

/// Signs a credential as a token. `kid` is the key's name in the DID document.
///
/// # Errors
/// When it lacks what a claim repeats, or the key does not sign.
pub fn sign<T: Serialize>(credential: &T, signer: &dyn Signer, kid: &str) -> Result<String, SigningError> {
    if !matches!(signer.public_key(), PublicKey::P256(_)) {
        return Err(SigningError::Key(format!("{ALGORITHM} needs a key of P-256")));
    }
    let claims = Claims::of(&serde_json::to_value(credential)?)?;
    let header = Header { alg: ALGORITHM.to_owned(), typ: Some("JWT".to_owned()), kid: kid.to_owned() };
    let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let input = format!(
        "{}.{}",
        encode(&serde_json::to_vec(&header)?),
        encode(&serde_json::to_vec(&Payload { credential, claims })?)
    );
    let signature = signer.sign(input.as_bytes())?;
    Ok(format!("{input}.{}", encode(&signature)))
}

impl Claims {
    fn of(credential: &Value) -> Result<Self, Malformed> {
        let text =
            |pointer: &str, claim| credential.pointer(pointer).and_then(Value::as_str).ok_or(Malformed::Claim(claim));
        let seconds = |pointer: &str, claim| {
            text(pointer, claim).and_then(|text| Timestamp::parse(text).map_err(|_| Malformed::Claim(claim)))
        };
        let issuer = if credential.pointer("/issuer/id").is_some() { "/issuer/id" } else { "/issuer" };
        Ok(Self {
            iss: text(issuer, "iss")?.to_owned(),
            jti: text("/id", "jti")?.to_owned(),
            sub: text("/credentialSubject/id", "sub")?.to_owned(),
            nbf: seconds("/validFrom", "nbf")?.as_seconds(),
            exp: match credential.get("validUntil") {
                Some(_) => Some(seconds("/validUntil", "exp")?.as_seconds()),
                None => None,
            },
        })
    }

    fn check(&self, credential: &Value) -> Result<(), Malformed> {
        let said = Self::of(credential)?;
        let equal = [
            ("iss", self.iss == said.iss),
            ("jti", self.jti == said.jti),
            ("sub", self.sub == said.sub),
            ("nbf", self.nbf == said.nbf),
            ("exp", self.exp == said.exp),
        ];
        equal.into_iter().find(|(_, is_equal)| !is_equal).map_or(Ok(()), |(claim, _)| Err(Malformed::Claim(claim)))
    }
}

/// A token that was read and not believed yet.
#[derive(Debug)]
pub struct Token<'a> {
    signed: &'a str,
    payload: &'a str,
    signature: Vec<u8>,
    /// The name of the key.
    pub kid: String,
}

impl<'a> Token<'a> {
    /// Reads a compact token.
    ///
    /// # Errors
    /// When it is none, names another algorithm, or has members in its header that are not looked at here.
    pub fn read(text: &'a str) -> Result<Self, Malformed> {
        let wrong = |why: &str| Malformed::Token(why.to_owned());
        let (signed, signature) = text.rsplit_once('.').ok_or_else(|| wrong("it has no three parts"))?;
        let (header, payload) = signed.split_once('.').ok_or_else(|| wrong("it has no three parts"))?;
        let header = json::read(&decode(header)?, HEADER_BYTES)?;
        match header.get("alg").and_then(Value::as_str) {
            Some(ALGORITHM) => {}
            other => return Err(Malformed::Algorithm(other.unwrap_or_default().to_owned())),
        }
        let header: Header = serde_json::from_value(header).map_err(|error| wrong(&error.to_string()))?;
        if header.typ.as_deref().is_some_and(|typ| !matches!(typ, "JWT" | "vc+jwt")) {
            return Err(wrong("its type is neither JWT nor vc+jwt"));
        }
        Ok(Self { signed, payload, signature: decode(signature)?, kid: header.kid })
    }

    /// The payload without its claims.
    ///
    /// # Errors
    /// When it is no credential, or its claims say something else than its members.
    pub fn credential(&self) -> Result<Value, Malformed> {
        let mut credential = json::read(&decode(self.payload)?, json::CREDENTIAL_BYTES)?;
        take_claims(&mut credential)?.check(&credential)?;
        Ok(credential)
    }

    /// Whether the signature is the key's.
    #[must_use]
    pub fn verifies(&self, key: &PublicKey) -> bool {
        matches!(key, PublicKey::P256(_)) && key.verifies(self.signed.as_bytes(), &self.signature)
    }
}

/// What a token says, whoever signed it and however.
///
/// # Errors
/// When it is no token of JSON.
pub fn payload(text: &str) -> Result<Value, Malformed> {
    let payload = text.split('.').nth(1).ok_or_else(|| Malformed::Token("it has no three parts".to_owned()))?;
    json::read(&decode(payload)?, json::CREDENTIAL_BYTES)
}

fn decode(part: &str) -> Result<Vec<u8>, Malformed> {
    URL_SAFE_NO_PAD.decode(part).map_err(|error| Malformed::Token(error.to_string()))
}

fn take_claims(payload: &mut Value) -> Result<Claims, Malformed> {
    let members = payload.as_object_mut().ok_or(Malformed::Format)?;
    let mut claims = serde_json::Map::new();
    for name in ["iss", "jti", "sub", "nbf", "exp"] {
        claims.extend(members.remove(name).map(|claim| (name.to_owned(), claim)));
    }
    serde_json::from_value(Value::Object(claims)).map_err(|error| Malformed::Token(error.to_string()))
}
