//! Access tokens: JWTs (RFC 7519, profile of RFC 9068) of ten minutes, with one algorithm and no choices.
//!
//! A token is refused unless its header is exactly `alg`, `typ` and `kid` (so no `crit`, no key of its own, no address of
//! one), its algorithm HS256, its key one of ours that still holds, and its claims exactly the eight that are issued, each
//! once. RFC 8725 tells why.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header};
use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::ids::{PersonId, SessionId};
use crate::keys::{Key, KeyRing};

/// How long a token is good for.
pub const LENGTH: Duration = Duration::from_mins(10);
/// Clocks of two instances may differ by so much.
const LEEWAY_SECONDS: i64 = 5;
const TYPE: &str = "at+jwt";
/// Ours have some 500 characters; what is longer is not looked at.
const LONGEST: usize = 2_048;

/// What a token says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claims {
    pub iss: String,
    pub aud: String,
    pub exp: i64,
    pub nbf: i64,
    pub iat: i64,
    pub jti: String,
    pub sub: PersonId,
    pub sid: SessionId,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StrictHeader {
    alg: String,
    typ: String,
    kid: String,
}

/// Why a token does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenFault {
    Invalid,
    Expired,
}

/// Who issues tokens and for whom: the same for all instances of a college.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issuer(String);

impl Issuer {
    /// Named after the public address, where there is one.
    #[must_use]
    pub fn new(public_url: Option<&url::Url>) -> Self {
        Self(public_url.map_or_else(|| "virtual-college".to_owned(), |url| url.origin().ascii_serialization()))
    }

    fn audience(&self) -> String {
        format!("{}/api", self.0)
    }

    /// What a token for a session says.
    #[must_use]
    pub fn claims(&self, person: PersonId, session: SessionId, now: Timestamp) -> Claims {
        let (iat, exp) = (now.as_seconds(), now.plus(LENGTH).as_seconds());
        let jti = crate::ids::time_ordered(now).to_string();
        Claims { iss: self.0.clone(), aud: self.audience(), exp, nbf: iat, iat, jti, sub: person, sid: session }
    }

    /// Whether the claims are of this college and of this moment.
    ///
    /// # Errors
    /// Why not.
    pub fn check(&self, claims: &Claims, now: Timestamp) -> Result<(), TokenFault> {
        let seconds = now.as_seconds();
        let lasts = claims.exp.checked_sub(claims.iat);
        let ours = claims.iss == self.0 && claims.aud == self.audience();
        let begun = claims.nbf <= seconds.saturating_add(LEEWAY_SECONDS) && claims.iat <= claims.nbf;
        let sane = lasts.is_some_and(|lasts| (0..=LENGTH.as_secs() as i64).contains(&lasts));
        match (ours && begun && sane, seconds < claims.exp) {
            (true, true) => Ok(()),
            (true, false) => Err(TokenFault::Expired),
            (false, _) => Err(TokenFault::Invalid),
        }
    }
}

/// Signs claims.
///
/// # Errors
/// When the library refuses the key, which it does not.
pub fn sign(claims: &Claims, key: &Key) -> Result<String, jsonwebtoken::errors::Error> {
    let mut header = Header::new(Algorithm::HS256);
    header.typ = Some(TYPE.to_owned());
    header.kid = Some(key.kid.clone());
    jsonwebtoken::encode(&header, claims, &EncodingKey::from_secret(&key.secret))
}

/// Reads a token whose signature is ours. What it says is still to be [checked](Issuer::check). Gives the key's name too.
///
/// # Errors
/// When it is not one of ours.
pub fn open(token: &str, keys: &KeyRing, now: Timestamp) -> Result<(Claims, String), TokenFault> {
    if token.len() > LONGEST {
        return Err(TokenFault::Invalid);
    }
    let (message, signature) = token.rsplit_once('.').ok_or(TokenFault::Invalid)?;
    let (header, claims) = message.split_once('.').ok_or(TokenFault::Invalid)?;
    let header: StrictHeader = part(header)?;
    if header.alg != "HS256" || header.typ != TYPE {
        return Err(TokenFault::Invalid);
    }
    let key = keys.find(&header.kid, now).ok_or(TokenFault::Invalid)?;
    let decoding = DecodingKey::from_secret(&key.secret);
    let holds = jsonwebtoken::crypto::verify(signature, message.as_bytes(), &decoding, Algorithm::HS256);
    if holds != Ok(true) {
        return Err(TokenFault::Invalid);
    }
    Ok((part(claims)?, header.kid))
}

/// A member that stands twice is refused by the derived reader.
fn part<T: serde::de::DeserializeOwned>(encoded: &str) -> Result<T, TokenFault> {
    let json = URL_SAFE_NO_PAD.decode(encoded).map_err(|_| TokenFault::Invalid)?;
    serde_json::from_slice(&json).map_err(|_| TokenFault::Invalid)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::ids::Id as _;

    const NOW: Timestamp = Timestamp::from_micros(1_800_000_000_000_000);

    fn key() -> Key {
        Key { kid: "k1".into(), generation: 1, secret: [7; 32], active_from: NOW, active_until: None }
    }

    fn issuer() -> Issuer {
        Issuer::new(None)
    }

    fn claims() -> Claims {
        issuer().claims(PersonId::new(NOW), SessionId::new(NOW), NOW)
    }

    /// Signed with our key, whatever it says.
    fn forged(header: &str, claims: &str) -> String {
        let message = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(claims));
        let key = EncodingKey::from_secret(&key().secret);
        let signature = jsonwebtoken::crypto::sign(message.as_bytes(), &key, Algorithm::HS256);
        format!("{message}.{}", signature.unwrap_or_default())
    }

    fn fault(token: &str) -> Option<TokenFault> {
        let read = open(token, &KeyRing::new(vec![key()]), NOW);
        read.and_then(|(claims, _)| issuer().check(&claims, NOW)).err()
    }

    const HEADER: &str = r#"{"alg":"HS256","typ":"at+jwt","kid":"k1"}"#;

    #[test]
    fn a_token_of_ours_holds_until_its_last_second() {
        let token = sign(&claims(), &key()).unwrap_or_default();
        assert_eq!(fault(&token), None);
        let ring = KeyRing::new(vec![key()]);
        let read = |now| open(&token, &ring, now).and_then(|(claims, _)| issuer().check(&claims, now));
        assert_eq!(read(NOW.plus(Duration::from_secs(599))), Ok(()));
        assert_eq!(read(NOW.plus(LENGTH)), Err(TokenFault::Expired));
    }

    #[test]
    fn a_header_that_says_anything_else_is_refused_though_the_signature_is_right() {
        let body = json!(claims()).to_string();
        assert_eq!(fault(&forged(HEADER, &body)), None, "the forger works");
        for header in [
            r#"{"alg":"none","typ":"at+jwt","kid":"k1"}"#,
            r#"{"alg":"NONE","typ":"at+jwt","kid":"k1"}"#,
            r#"{"alg":"hs256","typ":"at+jwt","kid":"k1"}"#,
            r#"{"alg":"HS512","typ":"at+jwt","kid":"k1"}"#,
            r#"{"alg":"RS256","typ":"at+jwt","kid":"k1"}"#,
            r#"{"alg":["HS256"],"typ":"at+jwt","kid":"k1"}"#,
            r#"{"alg":"HS256","alg":"HS256","typ":"at+jwt","kid":"k1"}"#,
            r#"{"alg":"none","alg":"HS256","typ":"at+jwt","kid":"k1"}"#,
            r#"{"alg":"HS256","typ":"JWT","kid":"k1"}"#,
            r#"{"alg":"HS256","kid":"k1"}"#,
            r#"{"alg":"HS256","typ":"at+jwt"}"#,
            r#"{"alg":"HS256","typ":"at+jwt","kid":"k2"}"#,
            r#"{"alg":"HS256","typ":"at+jwt","kid":"../../dev/null"}"#,
            r#"{"alg":"HS256","typ":"at+jwt","kid":"k1' OR '1'='1"}"#,
            r#"{"alg":"HS256","typ":"at+jwt","kid":"k1","crit":["b64"],"b64":false}"#,
            r#"{"alg":"HS256","typ":"at+jwt","kid":"k1","crit":[]}"#,
            r#"{"alg":"HS256","typ":"at+jwt","kid":"k1","jku":"https://evil.example/keys"}"#,
            r#"{"alg":"HS256","typ":"at+jwt","kid":"k1","x5u":"https://evil.example/c"}"#,
            r#"{"alg":"HS256","typ":"at+jwt","kid":"k1","jwk":{"kty":"oct","k":"AAAA"}}"#,
            r#"{"alg":"HS256","typ":"at+jwt","kid":"k1","zip":"DEF"}"#,
            "null",
            "[]",
            "",
        ] {
            assert_eq!(fault(&forged(header, &body)), Some(TokenFault::Invalid), "{header}");
        }
    }

    #[test]
    fn claims_that_are_not_exactly_ours_are_refused() {
        let change = |name: &str, value: Value| {
            let mut body = json!(claims());
            body.as_object_mut().map(|body| body.insert(name.to_owned(), value));
            body.to_string()
        };
        let now = NOW.as_seconds();
        let mut bodies = vec![
            change("iss", json!("https://evil.example")),
            change("aud", json!("another")),
            change("aud", json!(["virtual-college/api"])),
            change("exp", json!(now.to_string())),
            change("exp", json!(f64::MAX)),
            change("exp", json!(i64::MAX)),
            change("exp", json!(1e30)),
            change("exp", json!(null)),
            change("nbf", json!(now + 3_600)),
            change("nbf", json!("now")),
            change("iat", json!(i64::MIN)),
            change("sub", json!("not-an-id")),
            change("sid", json!(1)),
            change("admin", json!(true)),
        ];
        for name in ["iss", "aud", "exp", "nbf", "iat", "jti", "sub", "sid"] {
            let mut body = json!(claims());
            body.as_object_mut().and_then(|body| body.remove(name));
            bodies.push(body.to_string());
        }
        let good = json!(claims()).to_string();
        bodies.push(good.replacen('{', &format!("{{\"exp\":{},", now + 600), 1));
        bodies.push(format!("{good} {good}"));
        for body in bodies {
            assert_eq!(fault(&forged(HEADER, &body)), Some(TokenFault::Invalid), "{body}");
        }
        for exp in [0, -1, now] {
            let found = fault(&forged(HEADER, &change("exp", json!(exp))));
            assert!(found.is_some(), "exp {exp}");
        }
    }

    #[test]
    fn a_signature_is_whole_or_worth_nothing() {
        let token = sign(&claims(), &key()).unwrap_or_default();
        let (message, signature) = token.rsplit_once('.').unwrap_or_default();
        let (header, body) = message.split_once('.').unwrap_or_default();
        for token in [
            message.to_owned(),
            format!("{message}."),
            format!("{message}.{}", signature.get(..10).unwrap_or_default()),
            format!("{message}.{signature}="),
            format!("{message}.{signature}A"),
            format!("{message}.{signature}.{signature}"),
            format!("{body}.{header}.{signature}"),
            format!("{header}..{signature}"),
            "..".to_owned(),
            String::new(),
            "a.b.c".repeat(1_000),
            format!("{message}.{}", signature.chars().rev().collect::<String>()),
        ] {
            assert_eq!(fault(&token), Some(TokenFault::Invalid), "{token}");
        }
    }
}
