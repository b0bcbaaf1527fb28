//! `virtual-college keys`: the keys in the database, for whoever answers for the installation.

use std::io::{BufRead as _, IsTerminal as _, Write as _};

use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use clap::{Args, Subcommand};

use super::{Failure, Place};
use crate::certificates;
use crate::clock::{Clock, Timestamp};
use crate::config::Config;
use crate::db::{Db, Tx};
use crate::keys::{self, KeyRecord, MasterKey, Outcome, Purpose, Revocation, RevocationReason};

const LIST_EXAMPLES: &str = "\
Example:
  virtual-college keys list --data-dir /srv/college

Keys with the purposes proof and token sign credentials. Their names are their public keys, as the DID document
(/.well-known/did.json) and the proofs of credentials have them.
";
const ROTATE_EXAMPLES: &str = "\
Examples:
  virtual-college keys rotate proof
  virtual-college keys rotate access-token --yes        ask nothing

Keys turn by themselves (access tokens each quarter, credentials each year); nothing that was signed is lost by it. A new key for
credentials is published for an hour before it signs.
";
const REVOKE_EXAMPLES: &str = "\
Examples:
  virtual-college keys revoke z6MkhaXg… --reason key-compromise --compromised-at 2027-03-01T00:00:00Z
  virtual-college keys revoke z6MkhaXg… --reason superseded --yes

When somebody else may have had a key: its secret is destroyed, nothing that it signed is believed any more, another takes its place
at once, and the server signs again whatever it had signed. Certificates keep their serials, addresses and dates, and nobody is
written to. This cannot be undone.
";

#[derive(Debug, Subcommand)]
pub enum KeysCommand {
    /// Show every key that there ever was, and how it stands.
    #[command(after_help = LIST_EXAMPLES)]
    List,
    /// Make the key that follows.
    #[command(after_help = ROTATE_EXAMPLES)]
    Rotate(Rotate),
    /// Destroy a key that is not to be believed any more.
    #[command(after_help = REVOKE_EXAMPLES)]
    Revoke(Revoke),
}

#[derive(Debug, Args)]
pub struct Rotate {
    #[arg(value_parser = purposes())]
    purpose: Purpose,
    /// Do not ask.
    #[arg(long)]
    yes: bool,
}

#[derive(Debug, Args)]
pub struct Revoke {
    /// Its name, as “keys list” shows it.
    key: String,
    #[arg(long, value_parser = reasons())]
    reason: RevocationReason,
    /// From when on somebody else may have had it (RFC 3339); left out, from now on.
    #[arg(long, value_name = "MOMENT", value_parser = Timestamp::parse)]
    compromised_at: Option<Timestamp>,
    /// Do not ask.
    #[arg(long)]
    yes: bool,
}

fn purposes() -> impl clap::builder::TypedValueParser<Value = Purpose> {
    let words = Purpose::ALL.iter().filter(|purpose| purpose.may_turn()).map(|purpose| purpose.as_str());
    PossibleValuesParser::new(words).try_map(|word| word.parse::<Purpose>())
}

fn reasons() -> impl clap::builder::TypedValueParser<Value = RevocationReason> {
    PossibleValuesParser::new(RevocationReason::ALL.iter().map(|reason| reason.as_str()))
        .try_map(|word| word.parse::<RevocationReason>())
}

pub fn run(place: &Place, command: &KeysCommand) -> Result<(), Failure> {
    let (config, db) = place.open()?;
    match command {
        KeysCommand::List => list(&db),
        KeysCommand::Rotate(rotate) => turn(&config, &db, rotate),
        KeysCommand::Revoke(revoke) => destroy(&config, &db, revoke),
    }
}

fn list(db: &Db) -> Result<(), Failure> {
    let (found, now) = (db.read_blocking(keys::list)?, Clock::System.now());
    if found.is_empty() {
        println!("There are no keys yet: the server makes each when it is needed first.");
    }
    for key in found {
        println!("{:<13} {:>3}  {}  {}", key.purpose.as_str(), key.generation, key.kid, standing(&key, now));
    }
    Ok(())
}

fn standing(key: &KeyRecord, now: Timestamp) -> String {
    match (key.revocation, key.active_until) {
        (Some(Revocation { at, compromised_at, reason }), _) => {
            format!("revoked {at}: {reason}, not to be believed since {compromised_at}")
        }
        (None, _) if now < key.active_from => format!("is used from {} on", key.active_from),
        (None, Some(end)) if end <= now => format!("was used from {} to {end}", key.active_from),
        (None, Some(end)) => format!("is used from {}, ends {end}", key.active_from),
        (None, None) => format!("is used from {} on", key.active_from),
    }
}

fn master(config: &Config, db: &Db) -> Result<MasterKey, Failure> {
    let configured = config.accounts.master_key.as_ref();
    Ok(db.read_blocking(|snapshot| keys::master_key(snapshot, &config.data_dir, configured))?)
}

fn turn(config: &Config, db: &Db, rotate: &Rotate) -> Result<(), Failure> {
    let purpose = rotate.purpose;
    confirm(&format!("Make the next key for {purpose}?"), rotate.yes)?;
    let master = master(config, db)?;
    match db.write_blocking(move |tx| keys::rotate_by_hand(tx, &master, purpose))? {
        Some(kid) => println!("The next {purpose} key is {kid}."),
        None => println!("There is one {purpose} key, for ever."),
    }
    Ok(())
}

fn destroy(config: &Config, db: &Db, revoke: &Revoke) -> Result<(), Failure> {
    let now = Clock::System.now();
    let compromised_at = revoke.compromised_at.unwrap_or(now);
    if compromised_at > now {
        return Err(Failure::say("--compromised-at is still to come. A key is revoked from now on at the latest."));
    }
    confirm(&format!("Destroy the key {} for ever?", revoke.key), revoke.yes)?;
    let (master, kid) = (master(config, db)?, revoke.key.clone());
    let why = Revocation { at: now, compromised_at, reason: revoke.reason };
    let revoke_and_sign = move |tx: &mut Tx<'_>| {
        let outcome = keys::revoke(tx, &master, &kid, &why)?;
        certificates::sign_now(tx)?;
        Ok(outcome)
    };
    match db.write_blocking(revoke_and_sign)? {
        Outcome::Revoked { purpose, in_use } => {
            println!("The {purpose} key {} is revoked, and its secret is destroyed. {in_use} is in use.", revoke.key);
            if purpose.is_public() {
                println!(
                    "The server signs again what it had signed. Backups still hold the secret, sealed: delete them."
                );
            }
            Ok(())
        }
        Outcome::Unknown => {
            Err(Failure::say(format!("There is no key “{}”. “virtual-college keys list” shows them.", revoke.key)))
        }
        Outcome::RevokedBefore(before) => {
            Err(Failure::say(format!("The key was revoked {}: {}. It stays so.", before.at, before.reason)))
        }
        Outcome::Irreplaceable(purpose) => {
            Err(Failure::say(format!("There is one {purpose} key, for ever: it proves nothing to anybody.")))
        }
    }
}

/// Asks whoever sits at the terminal. Where nobody does, only `--yes` counts.
fn confirm(question: &str, yes: bool) -> Result<(), Failure> {
    if yes {
        return Ok(());
    }
    let nothing = || Failure::say("Nothing was done. Confirm with “yes”, or with the option --yes.");
    if !std::io::stdin().is_terminal() {
        return Err(nothing());
    }
    print!("{question} Type yes: ");
    std::io::stdout().flush().map_err(|error| Failure::new("asking", error))?;
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer).map_err(|error| Failure::new("reading the answer", error))?;
    if answer.trim() == "yes" { Ok(()) } else { Err(nothing()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_told_by_how_it_stands() {
        let at = Timestamp::from_micros;
        let key = |from, until, revocation| KeyRecord {
            kid: "k".into(),
            purpose: Purpose::Proof,
            generation: 1,
            active_from: at(from),
            active_until: until,
            revocation,
        };
        let revoked = Revocation { at: at(5), compromised_at: at(3), reason: RevocationReason::KeyCompromise };
        for (key, words) in [
            (key(20, None, None), "is used from"),
            (key(0, None, None), "is used from"),
            (key(0, Some(at(20)), None), ", ends "),
            (key(0, Some(at(10)), None), "was used from"),
            (key(0, Some(at(20)), Some(revoked)), "key-compromise, not to be believed since"),
        ] {
            assert!(standing(&key, at(10)).contains(words), "{words}");
        }
    }
}
