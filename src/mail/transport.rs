//! How letters leave the College.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};

use super::compose::Composed;
use super::model::Trouble;
use crate::config::{Config, Encryption, SmtpConfig, TransportKind};
use crate::error::AppError;

/// Where letters go.
#[derive(Clone, Debug)]
pub enum Transport {
    /// To a mail server. A connection for each letter: one that was left in the middle of a conversation must never be used
    /// again, or the answer to one letter is taken for the answer to the next.
    Smtp { server: AsyncSmtpTransport<Tokio1Executor>, timeout: Duration },
    /// As `.eml` files into a directory.
    File(PathBuf),
    /// Into memory.
    Memory(Mailbox),
}

/// A letter as it arrived in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    /// The addresses that the letter links to.
    pub links: Vec<String>,
    pub message_id: String,
    /// The whole message, as a mail server would see it.
    pub source: String,
}

/// Letters kept in memory. Clones share them.
#[derive(Clone, Debug, Default)]
pub struct Mailbox(Arc<Mutex<Vec<Mail>>>);

impl Mailbox {
    /// Everything that arrived, the oldest first.
    #[must_use]
    pub fn all(&self) -> Vec<Mail> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    #[must_use]
    pub fn last(&self) -> Option<Mail> {
        self.all().pop()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all().is_empty()
    }

    /// Throws away what arrived.
    pub fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    fn keep(&self, mail: Mail) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(mail);
    }
}

impl Transport {
    /// What the configuration asks for. Nothing is connected yet.
    ///
    /// # Errors
    /// When the certificate of the mail server's authority cannot be read.
    pub fn open(config: &Config) -> Result<Self, AppError> {
        match config.mail.transport {
            TransportKind::Smtp => smtp(&config.mail.smtp),
            TransportKind::File => Ok(Self::File(config.data_dir.join("mail"))),
            TransportKind::Memory => Ok(Self::Memory(Mailbox::default())),
        }
    }

    /// The letters in memory; none of the other transports keeps any.
    #[must_use]
    pub fn mailbox(&self) -> Option<&Mailbox> {
        match self {
            Self::Memory(mailbox) => Some(mailbox),
            Self::Smtp { .. } | Self::File(_) => None,
        }
    }

    /// Goes as far towards sending as one can without a letter: says hello to the mail server, with TLS and the password if there
    /// are any, or writes into the directory.
    ///
    /// # Errors
    /// Why no letter would leave.
    pub async fn probe(&self) -> Result<(), String> {
        match self {
            Self::Smtp { server, timeout } => match tokio::time::timeout(*timeout, server.test_connection()).await {
                Ok(Ok(true)) => Ok(()),
                Ok(Ok(false)) => Err("the server says hello and then nothing".to_owned()),
                Ok(Err(error)) => Err(error.to_string()),
                Err(_) => Err(format!("no answer within {} s", timeout.as_secs())),
            },
            Self::File(directory) => {
                let nearest = directory.ancestors().find(|above| above.is_dir()).unwrap_or(directory);
                let written = tempfile::tempfile_in(nearest);
                written.map(drop).map_err(|error| format!("{}: {error}", nearest.display()))
            }
            Self::Memory(_) => Ok(()),
        }
    }

    /// Hands a letter over. `Ok` means that the other side has taken it.
    ///
    /// # Errors
    /// Why it did not leave.
    pub async fn send(&self, letter: Composed) -> Result<(), Trouble> {
        match self {
            Self::Smtp { server, timeout } => match tokio::time::timeout(*timeout, server.send(letter.message)).await {
                Ok(Ok(_)) => Ok(()),
                Ok(Err(error)) => Err(trouble(&error, letter.to.to_string().is_ascii())),
                Err(_) => Err(Trouble::Unreachable(format!("no answer within {} s", timeout.as_secs()))),
            },
            Self::File(directory) => {
                let directory = directory.clone();
                let written = tokio::task::spawn_blocking(move || write_file(&directory, &letter)).await;
                match written {
                    Ok(Ok(())) => Ok(()),
                    Ok(Err(error)) => Err(Trouble::Unreachable(error.to_string())),
                    Err(error) => Err(Trouble::Unreachable(error.to_string())),
                }
            }
            Self::Memory(mailbox) => {
                mailbox.keep(arrived(letter));
                Ok(())
            }
        }
    }
}

fn arrived(letter: Composed) -> Mail {
    Mail {
        to: letter.to.to_string(),
        source: String::from_utf8_lossy(&letter.message.formatted()).into_owned(),
        subject: letter.subject,
        text: letter.text,
        html: letter.html,
        links: letter.links,
        message_id: letter.message_id,
    }
}

/// Under a name that is the same in every attempt; nobody ever sees half a file.
fn write_file(directory: &Path, letter: &Composed) -> std::io::Result<()> {
    std::fs::create_dir_all(directory)?;
    let id = letter.message_id.trim_start_matches('<').split('@').next().unwrap_or("letter");
    let mut file = tempfile::Builder::new().prefix(".letter").tempfile_in(directory)?;
    file.write_all(&letter.message.formatted())?;
    file.as_file().sync_all()?;
    file.persist(directory.join(format!("{id}.eml")))?;
    Ok(())
}

fn smtp(config: &SmtpConfig) -> Result<Transport, AppError> {
    let tls = match config.encryption {
        Encryption::StartTls => Tls::Required(tls_parameters(config)?),
        Encryption::Tls => Tls::Wrapper(tls_parameters(config)?),
        Encryption::None => Tls::None,
    };
    let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&config.host)
        .port(config.port())
        .tls(tls)
        .timeout(Some(config.timeout));
    if let Some(username) = &config.username {
        let password = config.password.as_ref().map_or("", |secret| secret.reveal());
        builder = builder.credentials(Credentials::new(username.clone(), password.to_owned()));
    }
    Ok(Transport::Smtp { server: builder.build(), timeout: config.timeout })
}

fn tls_parameters(config: &SmtpConfig) -> Result<TlsParameters, AppError> {
    let mut builder = TlsParameters::builder(config.host.clone());
    if let Some(path) = &config.root_certificate {
        let unreadable = |error: &dyn std::fmt::Display| AppError::broken(format!("{}: {error}", path.display()));
        let pem = std::fs::read(path).map_err(|error| unreadable(&error))?;
        builder = builder.add_root_certificate(Certificate::from_pem(&pem).map_err(|error| unreadable(&error))?);
    }
    builder.build().map_err(AppError::broken)
}

fn trouble(error: &SmtpError, recipient_is_ascii: bool) -> Trouble {
    // Our own side refused to speak: to a server without SMTPUTF8, of an address that needs it.
    if error.is_client() && !recipient_is_ascii {
        return Trouble::Refused(error.to_string());
    }
    let code = error.status().map(u16::from);
    verdict(code, &error.to_string())
}

/// What a refusal is about (RFC 5321 §4.2.3, RFC 3463): this recipient, this letter, or everybody. In doubt, this letter, which
/// is then tried again.
fn verdict(code: Option<u16>, reply: &str) -> Trouble {
    match code {
        // 421 goes away, 454 cannot do TLS or check a password now, 5xx: it does not let us in or does not understand us. 501, 503
        // and 504 are also what servers say to one bad recipient.
        None | Some(421 | 454 | 500 | 502 | 521 | 530 | 534 | 535 | 538) => Trouble::Unreachable(reply.to_owned()),
        Some(550 | 551 | 553 | 556) if !blames_us(reply) => Trouble::Refused(reply.to_owned()),
        Some(501) if enhanced(reply).any(|word| word.starts_with("5.1.")) && !blames_us(reply) => {
            Trouble::Refused(reply.to_owned())
        }
        Some(_) => Trouble::Postponed(reply.to_owned()),
    }
}

/// Enhanced status codes that speak of policy (5.7.x) or of the sender (5.1.7, 5.1.8) can be mended on our side.
fn blames_us(reply: &str) -> bool {
    enhanced(reply).any(|word| word.starts_with("5.7.") || matches!(word, "5.1.7" | "5.1.8"))
}

/// What may be an enhanced status code in a reply.
fn enhanced(reply: &str) -> impl Iterator<Item = &str> {
    reply.split(|c: char| !(c.is_ascii_digit() || c == '.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_final_only_when_it_is_about_the_recipient() {
        let words = |trouble: Trouble| match trouble {
            Trouble::Refused(_) => "refused",
            Trouble::Postponed(_) => "postponed",
            Trouble::Unreachable(_) => "unreachable",
        };
        for (code, reply, expected) in [
            (Some(550), "permanent error (550): 5.1.1 no such user", "refused"),
            (Some(550), "permanent error (550): no such user", "refused"),
            (Some(553), "permanent error (553): mailbox name not allowed", "refused"),
            (Some(556), "permanent error (556): 5.1.10 domain does not accept mail", "refused"),
            (Some(550), "permanent error (550): 5.7.1 relaying denied", "postponed"),
            (Some(550), "permanent error (550): 5.1.8 sender's domain is unknown", "postponed"),
            (Some(554), "permanent error (554): transaction failed", "postponed"),
            (Some(552), "permanent error (552): 5.2.2 mailbox full", "postponed"),
            (Some(501), "permanent error (501): 5.1.3 bad recipient address syntax", "refused"),
            (Some(501), "permanent error (501): 5.1.7 bad sender address syntax", "postponed"),
            (Some(501), "permanent error (501): 5.5.4 invalid arguments", "postponed"),
            (Some(503), "permanent error (503): 5.5.1 bad sequence of commands", "postponed"),
            (Some(504), "permanent error (504): 5.5.2 hostname required", "postponed"),
            (Some(502), "permanent error (502): 5.5.1 command not implemented", "unreachable"),
            (Some(450), "transient error (450): 4.2.0 greylisted", "postponed"),
            (Some(421), "transient error (421): closing", "unreachable"),
            (Some(535), "permanent error (535): 5.7.8 wrong password", "unreachable"),
            (Some(530), "permanent error (530): 5.7.0 log in first", "unreachable"),
            (None, "connection error: refused", "unreachable"),
        ] {
            assert_eq!(words(verdict(code, reply)), expected, "{reply}");
        }
    }
}
