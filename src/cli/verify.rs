//! `virtual-college verify`: whether a credential is genuine, told offline.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::Value;

use super::Failure;
use crate::clock::{Clock, Timestamp};
use crate::formats::credential::carrier::{Carrier, extract};
use crate::formats::credential::{Finding, KeySet, Said, Verdict, Verifier};

const EXAMPLES: &str = "\
Examples:
  virtual-college verify certificate.pdf --did did.json
  virtual-college verify badge.png --did did.json --list suspension-1.json
  virtual-college verify - --did did.json < credential.json
  virtual-college verify token.jwt --did did.json --at 2027-03-01T00:00:00Z

The file is a certificate in PDF, a badge in PNG or SVG, or the credential itself in JSON or as a JWT: its content says which.
Nothing is fetched. The issuer's DID document is at https://<host>/.well-known/did.json; fetch it from the issuer, never from whoever
shows the certificate. Without the list that the credential names (credentialStatus), it is not known whether it was withdrawn.
What is signed is the credential in a file, and not the page or picture around it: compare that with what is printed here. Whether a
PDF is the very file that the College made, its page /verify tells. The exit code is 0 when the credential is genuine and nothing is
known against it.
";
const COMPARE: &str =
    "Compare the above with what the file shows: the credential in it is signed, and what is around it can be edited.";
/// More than any document that is looked at here.
const MOST_BYTES: u64 = 8 * 1024 * 1024;

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Verify {
    /// A PDF, PNG, SVG, JSON or JWT; - reads it from standard input.
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
    let carried = extract(&read(&verify.file)?).map_err(|fault| Failure::new(&shown(&verify.file), fault))?;
    let Finding { verdict, said } = Verifier { lists: &lists, ..alone }.verify(&carried.credential);
    if let Some(said) = &said {
        tell(said, issuer);
    }
    match verdict {
        // Who brings a list wants to be told by it.
        Verdict::StatusUnknown if !lists.is_empty() => Err(Failure::say(other_list(said.as_ref()))),
        Verdict::Valid | Verdict::StatusUnknown => {
            println!("{}", words(&verdict));
            if matches!(carried.carrier, Carrier::Pdf | Carrier::Png | Carrier::Svg) {
                println!("{COMPARE}");
            }
            Ok(())
        }
        verdict => Err(Failure::say(words(&verdict))),
    }
}

fn other_list(said: Option<&Said>) -> String {
    let named = said.and_then(|said| said.status.first()).map(|place| printable(&place.status_list_credential));
    format!(
        "Genuine; whether it was withdrawn since is not told by the lists that were given. The one that it names is {}.",
        named.unwrap_or_default()
    )
}

fn shown(path: &Path) -> String {
    if path == Path::new("-") { "standard input".to_owned() } else { path.display().to_string() }
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
    let number =
        |pointer: &str| said.credential.pointer(pointer).and_then(Value::as_f64).map(|number| number.to_string());
    for (label, value) in [
        ("issuer", Some(issuer.to_owned())),
        ("credential", said.id.as_deref().map(printable)),
        ("name", text("/credentialSubject/identifier/0/identityHash")),
        ("course", text("/credentialSubject/achievement/name")),
        ("version", text("/credentialSubject/achievement/version")),
        ("hours", number("/credentialSubject/achievement/creditsAvailable")),
        ("grade", text("/credentialSubject/result/0/value")),
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
