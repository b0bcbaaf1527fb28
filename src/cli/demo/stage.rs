//! Whom and what every story of the demonstration needs: the college, a visitor, the letters, and a voice.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::client::Client;
use super::college::College;
use super::mailbox::{self, Letter};
use crate::cli::Failure;
use crate::i18n::{Args, Localizer};

/// Each is a new college's, so one password serves everybody in the story.
const PASSWORD: &str = "quatre-baobabs-et-un-fossa";
const ADMINISTRATOR: &str = "Noor de Vries";

pub struct Stage<'a> {
    pub college: &'a College,
    words: Localizer,
    pub language: &'a str,
    pub guest: Client,
}

impl<'a> Stage<'a> {
    pub fn new(college: &'a College, words: Localizer, language: &'a str) -> Self {
        let guest = Client::new(&college.address, language);
        Self { college, words, language, guest }
    }

    /// The first administrator, signed in.
    pub fn claim(&self) -> Result<Client, Failure> {
        self.say("demo-opened", &[("address", &self.college.address)]);
        let email = "administrator@example.org";
        let account = json!({ "email": email, "password": PASSWORD, "name": ADMINISTRATOR, "locale": self.language });
        self.guest.post("/api/v1/setup", &json!({ "code": self.college.setup_code, "account": account }))?;
        self.say("demo-claimed", &[("name", ADMINISTRATOR)]);
        self.signed_in(email)
    }

    /// Somebody new who is given a role.
    pub fn appoint(&self, by: &Client, (name, email): (&str, &str), grant: &Value) -> Result<Client, Failure> {
        self.register(name, email, "MG")?;
        self.grant(by, name, &json!({ "email": email }), grant)?;
        self.signed_in(email)
    }

    /// Gives somebody a role, who is named by her address or, by whoever may not know that, as a person. Whoever is signed in already has it from the next session on.
    pub fn grant(&self, by: &Client, name: &str, whom: &Value, grant: &Value) -> Result<(), Failure> {
        let mut grant = grant.clone();
        if let (Some(members), Some(whom)) = (grant.as_object_mut(), whom.as_object()) {
            members.extend(whom.clone());
        }
        let granted = by.post("/api/v1/role-grants", &grant)?;
        let role = granted["role"].as_str().unwrap_or_default();
        self.say("demo-appointed", &[("name", name), ("role", role)]);
        Ok(())
    }

    /// Somebody new, whose address is confirmed, signed in.
    pub fn register(&self, name: &str, email: &str, country: &str) -> Result<Client, Failure> {
        let account =
            json!({ "email": email, "password": PASSWORD, "name": name, "locale": self.language, "country": country });
        self.guest.post("/api/v1/accounts", &account)?;
        let letter = self.letter(email, 1)?;
        self.say("demo-letter", &[("subject", &letter.subject)]);
        let token = letter.token().ok_or_else(|| Failure::new("reading the letter", "it has no link"))?;
        self.guest.post("/api/v1/email-verifications", &json!({ "token": token }))?;
        self.signed_in(email)
    }

    pub fn signed_in(&self, email: &str) -> Result<Client, Failure> {
        let mut client = self.guest.clone();
        client.sign_in(email, PASSWORD)?;
        Ok(client)
    }

    fn letter(&self, address: &str, count: usize) -> Result<Letter, Failure> {
        mailbox::wait_for(&self.letters(), address, count)
    }

    pub fn letters(&self) -> PathBuf {
        self.college.directory.join("mail")
    }

    pub fn say(&self, message: &str, args: &[(&'static str, &str)]) {
        let args = args.iter().fold(Args::new(), |args, (name, value)| args.set(name, *value));
        println!("• {}", self.words.plain(message, &args));
    }

    pub fn tell_indented(text: &str) {
        println!("    {text}");
    }
}

/// What a page lists.
pub fn items(page: &Value) -> impl Iterator<Item = &Value> {
    page["items"].as_array().into_iter().flatten()
}

/// A member that is there.
pub fn text<'v>(value: &'v Value, member: &str) -> Result<&'v str, Failure> {
    value[member].as_str().ok_or_else(|| Failure::new(member, format!("is not in {value}")))
}
