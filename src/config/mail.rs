//! `[mail]`: how letters leave the College, and in whose name.

use std::fmt;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use lettre::Address;

use super::Settings;
use crate::secret::Secret;

const DEFAULT_TIMEOUT_SECONDS: u64 = 30;
/// Well below the time for which a letter is leased.
const TIMEOUT_SECONDS: RangeInclusive<u64> = 1..=120;

#[derive(Clone, Debug)]
pub struct MailConfig {
    /// `mail.transport`: `file` (the default), `smtp` or `memory`.
    pub transport: TransportKind,
    /// `mail.from_address`; the part after the @ also ends every Message-ID.
    pub from_address: Address,
    /// `mail.from_name`: the same in every language; left out, the College's name in the recipient's language.
    pub from_name: Option<String>,
    pub smtp: SmtpConfig,
}

/// How letters leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransportKind {
    /// To a mail server.
    Smtp,
    /// As `.eml` files into `mail/` of the data directory.
    File,
    /// Nowhere: kept in memory, for tests.
    Memory,
}

#[derive(Clone, Debug)]
pub struct SmtpConfig {
    /// `mail.smtp.host`
    pub host: String,
    /// `mail.smtp.port`; left out, 587 for STARTTLS, 465 for TLS, 25 without encryption.
    pub port: Option<u16>,
    /// `mail.smtp.encryption`: `starttls` (the default), `tls` or `none`.
    pub encryption: Encryption,
    /// `mail.smtp.username`; without it nobody logs in.
    pub username: Option<String>,
    /// `mail.smtp.password`
    pub password: Option<Secret>,
    /// `mail.smtp.timeout_seconds`: how long it may take to hand over one letter, at most 120.
    pub timeout: Duration,
    /// `mail.smtp.root_certificate`: a PEM file with an authority to trust beside those of the system.
    pub root_certificate: Option<PathBuf>,
}

/// How the conversation with the mail server is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encryption {
    /// Begins in clear text and must become TLS before anything is said (RFC 3207).
    StartTls,
    /// TLS from the first byte (RFC 8314 §3.3).
    Tls,
    /// Clear text: for a relay on the same machine.
    None,
}

impl MailConfig {
    pub(super) fn read(settings: &mut Settings) -> Self {
        let smtp = SmtpConfig::read(settings);
        let transport = settings.read("mail.transport").unwrap_or(TransportKind::File);
        if transport == TransportKind::Smtp && smtp.host.is_empty() {
            settings.mistake("mail.smtp.host", "not set", "expected the name of the mail server");
        }
        Self {
            transport,
            from_address: settings.read("mail.from_address").unwrap_or_else(default_address),
            from_name: settings.read("mail.from_name"),
            smtp,
        }
    }
}

impl SmtpConfig {
    fn read(settings: &mut Settings) -> Self {
        let timeout = settings.read_within("mail.smtp.timeout_seconds", TIMEOUT_SECONDS);
        let smtp = Self {
            host: settings.read("mail.smtp.host").unwrap_or_default(),
            port: settings.read("mail.smtp.port"),
            encryption: settings.read("mail.smtp.encryption").unwrap_or(Encryption::StartTls),
            username: settings.read("mail.smtp.username"),
            password: settings.read_secret("mail.smtp.password"),
            timeout: Duration::from_secs(timeout.unwrap_or(DEFAULT_TIMEOUT_SECONDS)),
            root_certificate: settings.read("mail.smtp.root_certificate"),
        };
        smtp.check_login(settings);
        smtp
    }

    fn check_login(&self, settings: &mut Settings) {
        let (name, password) = ("mail.smtp.username", "mail.smtp.password");
        match (&self.username, &self.password) {
            (Some(_), None) => settings.mistake(password, "not set", "expected with mail.smtp.username"),
            (None, Some(_)) => settings.mistake(name, "not set", "expected with mail.smtp.password"),
            (Some(_), Some(_)) if self.encryption == Encryption::None => {
                let what = "none would send mail.smtp.password in clear text; expected starttls or tls";
                settings.mistake("mail.smtp.encryption", "with a password", what);
            }
            _ => {}
        }
    }

    /// The port that is set, or the usual one.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port.unwrap_or(match self.encryption {
            Encryption::StartTls => 587,
            Encryption::Tls => 465,
            Encryption::None => 25,
        })
    }
}

/// `new` would ask for an error that cannot come; a test parses the address.
fn default_address() -> Address {
    Address::new_dangerous("college", "localhost")
}

/// The text is none of the words that the setting knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unknown(&'static str);

impl fmt::Display for Unknown {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "expected {}", self.0)
    }
}

impl FromStr for TransportKind {
    type Err = Unknown;

    fn from_str(text: &str) -> Result<Self, Unknown> {
        match text {
            "smtp" => Ok(Self::Smtp),
            "file" => Ok(Self::File),
            "memory" => Ok(Self::Memory),
            _ => Err(Unknown("smtp, file or memory")),
        }
    }
}

impl FromStr for Encryption {
    type Err = Unknown;

    fn from_str(text: &str) -> Result<Self, Unknown> {
        match text {
            "starttls" => Ok(Self::StartTls),
            "tls" => Ok(Self::Tls),
            "none" => Ok(Self::None),
            _ => Err(Unknown("starttls, tls or none")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(given: &[(&str, &str)]) -> (MailConfig, Vec<String>) {
        let environment = given.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let mut settings = Settings::collect(None, environment);
        let config = MailConfig::read(&mut settings);
        (config, settings.finish().into_iter().map(|mistake| mistake.setting).collect())
    }

    #[test]
    fn letters_become_files_unless_a_server_is_named() {
        let (config, mistakes) = read(&[]);
        assert_eq!((config.transport, mistakes.len()), (TransportKind::File, 0));
        assert_eq!(config.from_address.to_string().parse(), Ok(default_address()));
    }

    #[test]
    fn the_port_follows_the_encryption() {
        for (encryption, port) in [("starttls", 587), ("tls", 465), ("none", 25)] {
            assert_eq!(read(&[("COLLEGE_MAIL_SMTP_ENCRYPTION", encryption)]).0.smtp.port(), port);
        }
        let given = [("COLLEGE_MAIL_SMTP_ENCRYPTION", "tls"), ("COLLEGE_MAIL_SMTP_PORT", "2525")];
        assert_eq!(read(&given).0.smtp.port(), 2525);
    }

    #[test]
    fn a_name_and_a_password_go_together_and_never_in_clear_text() {
        let name = ("COLLEGE_MAIL_SMTP_USERNAME", "college");
        let password = ("COLLEGE_MAIL_SMTP_PASSWORD", "geheim");
        for (given, mistakes) in [
            (&[name][..], &["mail.smtp.password"][..]),
            (&[password], &["mail.smtp.username"]),
            (&[name, password], &[]),
            (&[name, password, ("COLLEGE_MAIL_SMTP_ENCRYPTION", "none")], &["mail.smtp.encryption"]),
        ] {
            assert_eq!(read(given).1, mistakes, "{given:?}");
        }
    }

    #[test]
    fn every_mistake_is_reported() {
        let (_, mistakes) = read(&[
            ("COLLEGE_MAIL_TRANSPORT", "smtp"),
            ("COLLEGE_MAIL_FROM_ADDRESS", "nobody"),
            ("COLLEGE_MAIL_SMTP_ENCRYPTION", "maybe"),
            ("COLLEGE_MAIL_SMTP_TIMEOUT_SECONDS", "600"),
        ]);
        assert_eq!(
            mistakes,
            ["mail.smtp.timeout_seconds", "mail.smtp.encryption", "mail.smtp.host", "mail.from_address"]
        );
    }
}
