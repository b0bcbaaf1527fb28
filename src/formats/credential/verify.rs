//! What an input is worth: a credential in JSON with its proof, or as a token.

use serde_json::Value;

use super::conformance;
use super::did::KeySet;
use super::fault::Malformed;
use super::integrity::Proof;
use super::json;
use super::jwt::{self, Token};
use super::status::{StatusBits, StatusPlace, StatusPurpose};
use crate::clock::Timestamp;

const LIST_BYTES: usize = 4 * 1024 * 1024;

/// Judges credentials of one issuer.
#[derive(Clone, Copy, Debug)]
pub struct Verifier<'a> {
    /// The DID whose credentials are judged.
    pub issuer: &'a str,
    pub keys: &'a KeySet,
    pub lists: &'a [PublishedList],
    pub now: Timestamp,
}

/// A status list of which the signature was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedList {
    id: String,
    purpose: StatusPurpose,
    bits: StatusBits,
}

/// What an input is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    Valid,
    NotYetValid,
    Expired,
    Revoked,
    Suspended,
    /// It is genuine; the list that knows whether it still stands is not at hand.
    StatusUnknown,
    /// It is not what was signed.
    Tampered,
    /// It names a key that the issuer does not have.
    UnknownKey,
    WrongIssuer,
    /// It cannot be judged.
    Malformed(Malformed),
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub verdict: Verdict,
    /// What the credential says, where its signature holds.
    pub said: Option<Said>,
}

/// What a genuine credential says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub id: Option<String>,
    pub subject: Option<String>,
    pub valid_from: Option<Timestamp>,
    pub valid_until: Option<Timestamp>,
    pub status: Vec<StatusPlace>,
    /// The whole, without its proof or claims.
    pub credential: Value,
}

/// Which credential of whom an input claims to be. Nothing of it is to be believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    pub id: Option<String>,
    pub issuer: String,
}

impl Claim {
    /// Reads a credential in JSON or as a token, whoever signed it and however.
    ///
    /// # Errors
    /// When it cannot be read, or names no issuer.
    pub fn read(input: &[u8]) -> Result<Self, Malformed> {
        let input = input.trim_ascii();
        let said = match input.first() {
            Some(b'{') => json::read(input, json::CREDENTIAL_BYTES)?,
            _ => jwt::payload(str::from_utf8(input).map_err(|_| Malformed::Format)?)?,
        };
        let text = |name: &str| said.get(name).and_then(Value::as_str);
        let issuer = said.get("issuer").and_then(conformance::issuer).or(text("iss"));
        let issuer = issuer.ok_or(Malformed::Model("it names no issuer"))?.to_owned();
        Ok(Self { id: text("id").or(text("jti")).map(str::to_owned), issuer })
    }
}

impl From<Malformed> for Verdict {
    fn from(fault: Malformed) -> Self {
        Self::Malformed(fault)
    }
}

impl Verifier<'_> {
    /// Judges an input, whatever it is.
    #[must_use]
    pub fn verify(&self, input: &[u8]) -> Finding {
        match self.genuine(input, json::CREDENTIAL_BYTES).and_then(|credential| Ok(Said::read(credential)?)) {
            Ok(said) => Finding { verdict: self.standing(&said), said: Some(said) },
            Err(verdict) => Finding { verdict, said: None },
        }
    }

    /// Checks a status list credential, signed as a credential is (Bitstring Status List 1.0, §3.2).
    ///
    /// # Errors
    /// When it is not the issuer's, was changed, is not valid now, or is no list.
    pub fn status_list(&self, input: &[u8]) -> Result<PublishedList, Verdict> {
        let said = Said::read(self.genuine(input, LIST_BYTES)?)?;
        match self.standing(&said) {
            Verdict::Valid => Ok(PublishedList::read(&said)?),
            verdict => Err(verdict),
        }
    }

    /// The credential, if it is as the issuer signed it.
    fn genuine(&self, input: &[u8], limit: usize) -> Result<Value, Verdict> {
        let input = input.trim_ascii();
        if input.len() > limit.max(json::CREDENTIAL_BYTES * 2) {
            return Err(Malformed::TooLarge(limit).into());
        }
        match input.first() {
            Some(b'{') => self.proven(input, limit),
            _ => self.token(str::from_utf8(input).map_err(|_| Malformed::Format)?),
        }
    }

    /// Data Integrity 1.0, §4.3.
    fn proven(&self, input: &[u8], limit: usize) -> Result<Value, Verdict> {
        let mut document = json::read(input, limit)?;
        let proof = Proof::take_from(&mut document)?;
        self.check(&document)?;
        let key = self.keys.find(self.own(&proof.verification_method)?).ok_or(Verdict::UnknownKey)?;
        if proof.verifies(&document, key)? { Ok(document) } else { Err(Verdict::Tampered) }
    }

    /// RFC 7515 §5.2.
    fn token(&self, text: &str) -> Result<Value, Verdict> {
        let token = Token::read(text)?;
        match self.own(&token.kid).ok().and_then(|kid| self.keys.find(kid)) {
            Some(key) if !token.verifies(key) => Err(Verdict::Tampered),
            key => {
                let credential = token.credential()?;
                self.check(&credential)?;
                if key.is_some() { Ok(credential) } else { Err(Verdict::UnknownKey) }
            }
        }
    }

    fn check(&self, credential: &Value) -> Result<(), Verdict> {
        conformance::check(credential)?;
        let issuer = credential.get("issuer").and_then(conformance::issuer);
        if issuer == Some(self.issuer) { Ok(()) } else { Err(Verdict::WrongIssuer) }
    }

    /// A key of the issuer is named by the issuer's own DID.
    fn own<'m>(&self, method: &'m str) -> Result<&'m str, Verdict> {
        let is_own = method.strip_prefix(self.issuer).is_some_and(|fragment| fragment.starts_with('#'));
        if is_own { Ok(method) } else { Err(Verdict::UnknownKey) }
    }

    fn standing(&self, said: &Said) -> Verdict {
        if said.valid_from.is_some_and(|from| self.now < from) {
            return Verdict::NotYetValid;
        }
        if self.is_set(said, StatusPurpose::Revocation) == Some(true) {
            return Verdict::Revoked;
        }
        if said.valid_until.is_some_and(|until| until < self.now) {
            return Verdict::Expired;
        }
        match (self.is_set(said, StatusPurpose::Revocation), self.is_set(said, StatusPurpose::Suspension)) {
            (_, Some(true)) => Verdict::Suspended,
            (Some(_), Some(_)) => Verdict::Valid,
            _ => Verdict::StatusUnknown,
        }
    }

    /// None when a list is not at hand, or has no such index.
    fn is_set(&self, said: &Said, purpose: StatusPurpose) -> Option<bool> {
        let mut places = said.status.iter().filter(|place| place.status_purpose == purpose);
        places.try_fold(false, |is_set, place| {
            let list = self.lists.iter().find(|list| list.holds(place))?;
            Some(is_set | list.bits.get(place.status_list_index)?)
        })
    }
}

impl PublishedList {
    fn holds(&self, place: &StatusPlace) -> bool {
        self.id == place.status_list_credential && self.purpose == place.status_purpose
    }

    fn read(said: &Said) -> Result<Self, Malformed> {
        let wrong = Malformed::StatusList("it is no BitstringStatusListCredential");
        let subject = said.credential.get("credentialSubject").ok_or(wrong.clone())?;
        let text = |name: &str| subject.get(name).and_then(Value::as_str).ok_or(wrong.clone());
        let has_type = |of: &Value, name: &str| {
            of.get("type")
                .is_some_and(|kind| kind == name || kind.as_array().is_some_and(|all| all.contains(&name.into())))
        };
        if !has_type(&said.credential, "BitstringStatusListCredential") || !has_type(subject, "BitstringStatusList") {
            return Err(wrong);
        }
        let purpose = serde_json::from_value(text("statusPurpose")?.into()).map_err(|_| wrong.clone())?;
        Ok(Self { id: said.id.clone().ok_or(wrong.clone())?, purpose, bits: StatusBits::decode(text("encodedList")?)? })
    }
}

impl Said {
    fn read(credential: Value) -> Result<Self, Malformed> {
        let text = |pointer: &str| credential.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
        let moment = |pointer: &str| text(pointer).and_then(|text| Timestamp::parse(&text).ok());
        let status = match credential.get("credentialStatus") {
            None => Vec::new(),
            Some(Value::Array(places)) => places.clone(),
            Some(place) => vec![place.clone()],
        };
        let status = status.into_iter().map(|place| {
            serde_json::from_value(place)
                .map_err(|_| Malformed::Model("its status is kept in a way that is not known here"))
        });
        Ok(Self {
            id: text("/id"),
            subject: text("/credentialSubject/id"),
            valid_from: moment("/validFrom"),
            valid_until: moment("/validUntil"),
            status: status.collect::<Result<_, _>>()?,
            credential,
        })
    }
}
