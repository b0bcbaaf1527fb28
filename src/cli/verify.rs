//! `virtual-college verify`: whether a credential is genuine, told offline.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::Value;

use super::Failure;
use crate::clock::{Clock, Timestamp};
use crate::formats::credential::{Finding, KeySet, Said, Verdict, Verifier};

const EXAMPLES: &str = "\
Examples:
  virtual-college verify credential.json --did did.json
  virtual-college verify token.jwt --did did.json --list suspension-1.json
  virtual-college verify - --did did.json < credential.json

Nothing is fetched. The issuer's DID document is at https://<host>/.well-known/did.json; fetch it from the issuer, never from whoever
shows the credential. Without the list that the credential names (credentialStatus), it is not known whether it was withdrawn. The
credential is attached to each certificate in PDF: qpdf --show-attachment=credential.json certificate.pdf. The exit code is 0 when the
credential is genuine and nothing is known against it.
";
/// More than any document that is looked at here.
const MOST_BYTES: u64 = 8 * 1024 * 1024;

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Verify {
    /// A credential in JSON or as a JWT; - reads it from standard input.
    file: PathBuf,
    /// The issuer's DID document.
    #[arg(long, value_name = "FILE")]
    did: PathBuf,
    /// A status list of the issuer.
    #[arg(long, value_name = "FILE")]
    list: Vec<PathBuf>,
    /// At this moment (RFC 3339) and not now.
    #[arg(long, value_name = "MOMENT", value_parser = Timestamp::parse)]
    at: Option<Timestamp>,
}

pub fn run(verify: &Verify) -> Result<(), Failure> {
    let document = read(&verify.did)?;
    let unfit = |why: &dyn std::fmt::Display| Failure::new(&format!("reading {}", verify.did.display()), why);
    let keys = KeySet::from_did_document(&document).map_err(|fault| unfit(&fault))?;
    let document: Value = serde_json::from_slice(&document).map_err(|error| unfit(&error))?;
    let issuer = document.get("id").and_then(Value::as_str).unwrap_or_default();
    let now = verify.at.unwrap_or_else(|| Clock::System.now());
    let alone = Verifier { issuer, keys: &keys, lists: &[], now };
    let mut lists = Vec::new();
    for path in &verify.list {
        let list = alone.status_list(&read(path)?);
        lists.push(list.map_err(|verdict| Failure::new(&format!("the list {}", path.display()), words(&verdict)))?);
    }
    let Finding { verdict, said } = Verifier { lists: &lists, ..alone }.verify(&read(&verify.file)?);
    if let Some(said) = &said {
        tell(said, issuer);
    }
    match verdict {
        Verdict::Valid | Verdict::StatusUnknown => {
            println!("{}", words(&verdict));
            Ok(())
        }
        verdict => Err(Failure::say(words(&verdict))),
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = match path.to_str() {
        Some("-") => std::io::stdin().take(MOST_BYTES).read_to_end(&mut bytes),
        _ => std::fs::File::open(path).and_then(|file| file.take(MOST_BYTES).read_to_end(&mut bytes)),
    };
    read.map_err(|error| Failure::new(&format!("reading {}", path.display()), error))?;
    Ok(bytes)
}

/// What a genuine credential says, one fact a line.
fn tell(said: &Said, issuer: &str) {
    let text = |pointer: &str| said.credential.pointer(pointer).and_then(Value::as_str).map(printable);
    for (label, value) in [
        ("issuer", Some(issuer.to_owned())),
        ("credential", said.id.as_deref().map(printable)),
        ("name", text("/credentialSubject/identifier/0/identityHash")),
        ("course", text("/credentialSubject/achievement/name")),
        ("serial", text("/credentialSubject/licenseNumber")),
        ("valid from", said.valid_from.map(|moment| moment.to_string())),
        ("valid until", said.valid_until.map(|moment| moment.to_string())),
    ] {
        if let Some(value) = value {
            println!("{label:<12} {value}");
        }
    }
}

/// A terminal obeys some characters.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

fn words(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Valid => "Valid.".to_owned(),
        Verdict::StatusUnknown => {
            "Genuine. Whether it was withdrawn since is told by the list that it names, which is not at hand (--list)."
                .to_owned()
        }
        Verdict::NotYetValid => "Genuine, and not valid yet.".to_owned(),
        Verdict::Expired => "Genuine, and expired.".to_owned(),
        Verdict::Revoked => "Genuine, and revoked: do not accept it.".to_owned(),
        Verdict::Suspended => "Genuine, and withdrawn, for now or for ever: do not accept it.".to_owned(),
        Verdict::Tampered => "Not genuine: it was changed after it was signed.".to_owned(),
        Verdict::UnknownKey => {
            "Not genuine: it was signed with a key that the issuer does not have, or has withdrawn.".to_owned()
        }
        Verdict::WrongIssuer => "Not genuine: it names another issuer.".to_owned(),
        Verdict::Malformed(fault) => format!("It cannot be judged: {}.", printable(&fault.to_string())),
    }
}
