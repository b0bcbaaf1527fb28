//! Judging what somebody shows: a file that carries a credential, or the number and the name on paper.
//!
//! What is printed of a certificate in an answer is always from the record, never from the file. A signature tells whose words a credential has;
//! that a *page* was not edited around a genuine credential is told by its bytes: the SHA-256 of every PDF that was handed out is kept.
//! A picture has no printed fields, so that its credential is all that counts.

use std::sync::Arc;

use super::credential::{Identity, agrees};
use super::error::CertificateError;
use super::face::compose;
use super::model::{Answer, Certificate, CertificateId, Standing};
use super::office::Verification;
use super::service::{self, Rendition};
use crate::app::App;
use crate::clock::Timestamp;
use crate::error::AppError;
use crate::formats::credential::carrier::{Carried, Carrier, CarrierFault, extract};
use crate::formats::credential::{Claim, KeySet, Said, Verdict, Verifier};
use crate::keys::{self, PublishedKey};

/// What became of it.
pub struct Judgement {
    pub answer: Answer,
    /// What the credential came in; `None` for a number and a name.
    pub carrier: Option<Carrier>,
    /// The certificate that it is, or claims to be.
    pub known: Option<(CertificateId, Arc<Verification>)>,
    /// Whom it names as its issuer, where that is not the College.
    pub foreign_issuer: Option<String>,
}

/// Whose words a credential has.
#[derive(Debug)]
enum Words {
    Ours(Box<Said>),
    /// They name the College, and are not as they were signed.
    Altered,
    WithdrawnKey,
    ForeignKey,
    ForeignIssuer(String),
}

/// A credential as far as it can be judged without its record.
#[derive(Debug)]
struct Inspected {
    carrier: Carrier,
    id: Option<CertificateId>,
    words: Words,
}

impl App {
    /// Judges a file, whatever it is.
    ///
    /// # Errors
    /// 413, 415 or 422 when there is no credential in it that could be judged, 503 when too many wait already.
    pub async fn judge(&self, file: Vec<u8>) -> Result<Judgement, AppError> {
        let (present, now, file) = (self.base_url(), self.clock.now(), Arc::new(file));
        let (addresses, keys) =
            self.db.read(|snapshot| Ok((service::issuing_addresses(snapshot)?, keys::published(snapshot)?))).await?;
        let issuers: Vec<Identity> =
            std::iter::once(&present).chain(&addresses).filter_map(|address| Identity::of(address)).collect();
        let read = Arc::clone(&file);
        let inspected = self.certificates.counter.run(move || inspect(&read, &issuers, (&keys, now))).await?;
        let Inspected { carrier, id, words } = inspected.map_err(CertificateError::NotVerifiable)?;
        let known = match id {
            Some(id) => Some((id, self.verification(id).await?)),
            None => None,
        };
        let known = known.filter(|(_, it)| it.standing != Standing::Unknown);
        let is_ours = matches!(words, Words::Ours(_));
        let (mut answer, foreign_issuer) = answer(words, known.as_ref().map(|(_, it)| &**it));
        let certificate = known.as_ref().and_then(|(_, it)| it.certificate());
        if let (Carrier::Pdf, Some(certificate)) = (carrier, certificate.filter(|_| is_ours))
            && !self.is_own_rendition(certificate, &file).await?
        {
            answer = Answer::Altered;
        }
        Ok(Judgement { answer, carrier: Some(carrier), known, foreign_issuer })
    }

    /// What stands behind a number and a name. One without the other, or with another, is unknown: nobody learns from the
    /// answer which numbers there are, or whose they are.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn inquire(&self, serial: &str, name: &str) -> Result<Judgement, AppError> {
        let (serial, name) = (service::spelt(serial), name.to_owned());
        let id = self.db.read(move |snapshot| service::find_by_number(snapshot, &serial, &name)).await?;
        let known = match id {
            Some(id) => Some((id, self.verification(id).await?)),
            None => None,
        };
        let answer = known.as_ref().map_or(Answer::Unknown, |(_, it)| it.standing.into());
        Ok(Judgement { answer, carrier: None, known, foreign_issuer: None })
    }

    /// Whether a PDF is one that the College made. The hash of each is on disk before it is handed out; a database that was
    /// restored from an earlier day lacks some, whose pages are drawn once more: the same record, the same bytes.
    async fn is_own_rendition(&self, certificate: &Certificate, file: &[u8]) -> Result<bool, AppError> {
        let sha256 = Rendition::of(certificate, &certificate.record.facts.language, file);
        let is_kept = self.db.read(move |snapshot| service::is_kept(snapshot, &sha256)).await?;
        if is_kept || certificate.erased_at.is_some() {
            return Ok(is_kept);
        }
        let of = (certificate.holder(), certificate.record.id);
        let credential = self.db.read(move |snapshot| service::credential(snapshot, of)).await?;
        let appearance = self.appearance(&certificate.record.facts).await?;
        for locale in certificate.record.facts.languages() {
            let face = compose(&certificate.record, &locale, credential.as_ref(), &appearance);
            match self.certificates.press.print(face).await {
                Ok(drawn) if drawn == file => return Ok(true),
                Err(error) if error.code() == Some("busy") => return Err(error),
                // Fonts that are not there any more draw nothing that could be compared.
                Ok(_) | Err(_) => {}
            }
        }
        Ok(false)
    }
}

/// Reads a file, and checks its signature with the keys of the address that it names.
fn inspect(
    file: &[u8],
    issuers: &[Identity],
    (keys, now): (&[PublishedKey], Timestamp),
) -> Result<Inspected, CarrierFault> {
    let Carried { carrier, credential } = extract(file)?;
    let claim = Claim::read(&credential).map_err(|_| CarrierFault::Damaged(carrier))?;
    let Some(issuer) = issuers.iter().find(|issuer| issuer.did == claim.issuer) else {
        return Ok(Inspected { carrier, id: None, words: Words::ForeignIssuer(claim.issuer) });
    };
    let path = claim.id.as_deref().and_then(|id| id.strip_prefix(&issuer.base_url));
    let id = path.and_then(|path| path.strip_prefix("/verify/")?.parse().ok());
    let verified = |is_meant: fn(&PublishedKey) -> bool| {
        let meant: Vec<_> = keys.iter().filter(|key| is_meant(key)).map(|key| key.key.clone()).collect();
        let keys = KeySet::of(&issuer.did, &meant);
        Verifier { issuer: &issuer.did, keys: &keys, lists: &[], now }.verify(&credential)
    };
    let finding = verified(|key| key.revoked.is_none());
    let words = match (finding.said, finding.verdict) {
        (Some(said), _) => Words::Ours(Box::new(said)),
        (None, Verdict::UnknownKey) if verified(|_| true).said.is_some() => Words::WithdrawnKey,
        (None, Verdict::UnknownKey) => Words::ForeignKey,
        // Whatever the College signed was well-formed.
        (None, _) => Words::Altered,
    };
    Ok(Inspected { carrier, id, words })
}

/// A genuine credential stands as its record does, if it says what that says.
fn answer(words: Words, known: Option<&Verification>) -> (Answer, Option<String>) {
    match (words, known) {
        (Words::ForeignIssuer(issuer), _) => (Answer::ForeignIssuer, Some(issuer)),
        (Words::WithdrawnKey, _) => (Answer::WithdrawnKey, None),
        (Words::ForeignKey, _) => (Answer::ForeignKey, None),
        (Words::Altered, _) => (Answer::Altered, None),
        (Words::Ours(_), None) => (Answer::Unknown, None),
        (Words::Ours(said), Some(known)) => {
            let is_other = known.certificate().is_some_and(|it| it.erased_at.is_none() && !agrees(it, &said));
            (if is_other { Answer::Altered } else { known.standing.into() }, None)
        }
    }
}
