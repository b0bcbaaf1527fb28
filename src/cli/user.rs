//! `virtual-college user`: accounts and roles, for whoever can reach the database anyway.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use clap::{Args, Subcommand};

use super::{Failure, Place};
use crate::accounts::{self, Email, NewRole, Password, Passwords, Profile, Registration, Role, Scope, ScopeKind, Whom};
use crate::error::{AppError, FieldProblem, Problem};
use crate::i18n::Locale;
use crate::parties;
use crate::secret::{Secret, Token};

const CREATE_EXAMPLES: &str = "\
Examples:
  virtual-college user create --email ana@example.org --name \"Ana Rakoto\" --locale fr
  virtual-college user create --email ana@example.org --name \"Ana Rakoto\" --password-file - < password.txt

Without --password-file a password is made and printed, once. The address counts as confirmed.
";
const GRANT_EXAMPLES: &str = "\
Examples:
  virtual-college user grant --email ana@example.org --role administrator --scope site
  virtual-college user grant --email ana@example.org --role focal-point --scope party:MG
  virtual-college user grant --email ana@example.org --role author --scope course:introduction-to-cites
  virtual-college user grant --email ana@example.org --role translator --scope locale:sw
";
const DISABLE_EXAMPLES: &str = "\
Example:
  virtual-college user disable --email ana@example.org

All sessions end within a second, and nobody signs in with the address until it is enabled. What the person did stays.
";
const ENABLE_EXAMPLES: &str = "\
Example:
  virtual-college user enable --email ana@example.org
";
/// 130 random bits in the alphabet of base64url.
const GENERATED_CHARACTERS: usize = 22;

#[derive(Debug, Subcommand)]
pub enum User {
    /// Make an account.
    #[command(after_help = CREATE_EXAMPLES)]
    Create(Create),
    /// Give a role to somebody who has an account.
    #[command(after_help = GRANT_EXAMPLES)]
    Grant(Grant),
    /// Keep somebody from signing in.
    #[command(after_help = DISABLE_EXAMPLES)]
    Disable(Holder),
    /// Let somebody sign in again.
    #[command(after_help = ENABLE_EXAMPLES)]
    Enable(Holder),
}

#[derive(Debug, Args)]
pub struct Holder {
    #[arg(long, value_name = "ADDRESS")]
    email: String,
}

#[derive(Debug, Args)]
pub struct Create {
    #[arg(long, value_name = "ADDRESS")]
    email: String,
    /// As it shall stand on certificates.
    #[arg(long)]
    name: String,
    /// The language of letters.
    #[arg(long, default_value = "en", value_name = "LANGUAGE")]
    locale: Locale,
    /// A file whose first line is the password; - reads it from standard input.
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Grant {
    #[arg(long, value_name = "ADDRESS")]
    email: String,
    #[arg(long, value_parser = roles())]
    role: Role,
    /// What the role is for: site, party:MG, course:some-slug or locale:sw.
    #[arg(long, value_parser = parse_scope)]
    scope: Scope,
}

fn roles() -> impl clap::builder::TypedValueParser<Value = Role> {
    PossibleValuesParser::new(Role::ALL.iter().map(|role| role.as_str())).try_map(|word| word.parse::<Role>())
}

fn parse_scope(text: &str) -> Result<Scope, String> {
    if text == ScopeKind::Site.as_str() {
        return Ok(Scope::site());
    }
    let scope = text.split_once(':').and_then(|(kind, key)| Some(Scope::new(kind.parse().ok()?, key)));
    scope
        .filter(|scope| scope.kind != ScopeKind::Site && !scope.key.is_empty())
        .ok_or_else(|| "expected site, party:<code>, course:<slug> or locale:<tag>".to_owned())
}

pub fn run(place: &Place, command: &User) -> Result<(), Failure> {
    match command {
        User::Create(create) => create_user(place, create),
        User::Grant(grant) => give(place, grant),
        User::Disable(holder) => set_disabled(place, holder, true),
        User::Enable(holder) => set_disabled(place, holder, false),
    }
}

fn create_user(place: &Place, create: &Create) -> Result<(), Failure> {
    let (config, db) = place.open()?;
    let generated = create.password_file.is_none();
    let secret = match &create.password_file {
        Some(file) => read_password(file)?,
        None => Secret::new(Token::fresh().reveal().chars().take(GENERATED_CHARACTERS).collect::<String>()),
    };
    let (email, name, password) = checked(create, &secret)?;
    let passwords = Passwords::new(config.accounts.password_cost)?;
    let profile = Profile { name, locale: create.locale.clone(), country: None };
    let registration = Registration { password: passwords.hash_blocking(&password)?, email, profile };
    let address = registration.email.address().to_owned();
    let person = db.write_blocking(move |tx| accounts::create_user(tx, &registration))?;
    println!("{address} has an account now (person {person}).");
    if generated {
        println!("Password: {}", secret.reveal());
    }
    Ok(())
}

/// All problems at once.
fn checked(create: &Create, secret: &Secret) -> Result<(Email, String, Password), Failure> {
    let email = Email::parse(&create.email, "/email");
    let name = accounts::name(&create.name, "/name");
    let password = Password::choose(secret, &[&create.email, &create.name], "/password");
    match (email, name, password) {
        (Ok(email), Ok(name), Ok(password)) => Ok((email, name, password)),
        (email, name, password) => {
            let problems: Vec<FieldProblem> = [email.err(), name.err(), password.err()].into_iter().flatten().collect();
            Err(AppError::from(Problem::invalid(problems)).into())
        }
    }
}

fn read_password(file: &Path) -> Result<Secret, Failure> {
    let mut text = String::new();
    let read = match file.to_str() {
        Some("-") => std::io::stdin().read_to_string(&mut text),
        _ => std::fs::File::open(file).and_then(|mut file| file.read_to_string(&mut text)),
    };
    read.map_err(|error| Failure::new(&format!("reading the password from {}", file.display()), error))?;
    Ok(Secret::new(text.lines().next().unwrap_or_default()))
}

fn give(place: &Place, grant: &Grant) -> Result<(), Failure> {
    let email = address(&grant.email)?;
    let (_, db) = place.open()?;
    let role = NewRole { whom: Whom::Email(email), role: grant.role, scope: grant.scope.clone(), expires_at: None };
    let record = db.write_blocking(move |tx| accounts::grant_as_operator(tx, &role, parties::name))?;
    let reach = match grant.scope.kind {
        ScopeKind::Site => "the site".to_owned(),
        kind => format!("the {kind} {}", grant.scope.key),
    };
    println!("{} is {} of {reach} now.", record.name, grant.role);
    Ok(())
}

fn set_disabled(place: &Place, holder: &Holder, disabled: bool) -> Result<(), Failure> {
    let email = address(&holder.email)?;
    let (_, db) = place.open()?;
    let name = db.write_blocking(move |tx| accounts::set_disabled(tx, &email, disabled))?;
    let able = if disabled { "cannot sign in any more" } else { "can sign in again" };
    println!("{name} {able}.");
    Ok(())
}

fn address(text: &str) -> Result<Email, Failure> {
    let email = Email::parse(text, "/email");
    Ok(email.map_err(|problem| AppError::from(Problem::invalid(vec![problem])))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_names_its_kind_and_which_one() {
        assert_eq!(parse_scope("site"), Ok(Scope::site()));
        assert_eq!(parse_scope("party:MG"), Ok(Scope::party("MG")));
        assert_eq!(parse_scope("course:intro"), Ok(Scope::course("intro")));
        for wrong in ["", "site:", "site:x", "party", "party:", "MG", "planet:earth"] {
            assert!(parse_scope(wrong).is_err(), "{wrong}");
        }
    }
}
