//! What is in force, for whoever looks after the College. Secrets are named, never shown.

use std::fmt::Display;

use super::{Config, Encryption, TransportKind};
use crate::secret::Secret;

const UNSET: &str = "not set";

impl Config {
    /// Every setting by its name in the file, and its value.
    #[must_use]
    pub fn describe(&self) -> Vec<(&'static str, String)> {
        let (server, accounts, mail) = (&self.server, &self.accounts, &self.mail);
        let smtp = &mail.smtp;
        let mut settings = vec![
            ("data directory", self.data_dir.display().to_string()),
            ("database.url", self.database_url.to_string()),
            ("database.connections", server.connections.to_string()),
            ("server.listen", server.listen.to_string()),
            ("server.public_url", or_unset(server.public_url.as_ref())),
            ("server.workers", server.workers.map_or_else(|| "one per core".to_owned(), |count| count.to_string())),
            ("server.trusted_proxies", list(&server.trusted_proxies)),
            ("accounts.password_memory_kib", accounts.password_cost.memory_kib.to_string()),
            ("accounts.password_passes", accounts.password_cost.passes.to_string()),
            ("accounts.master_key", master_key(accounts.master_key.as_ref())),
            ("certificates.fonts", self.fonts()),
            ("mail.transport", transport(mail.transport).to_owned()),
            ("mail.from_address", mail.from_address.to_string()),
            ("mail.from_name", mail.from_name.clone().unwrap_or_else(|| "the College's name".to_owned())),
        ];
        if mail.transport == TransportKind::Smtp {
            settings.extend([
                ("mail.smtp.host", smtp.host.clone()),
                ("mail.smtp.port", smtp.port().to_string()),
                ("mail.smtp.encryption", encryption(smtp.encryption).to_owned()),
                ("mail.smtp.username", or_unset(smtp.username.as_ref())),
                ("mail.smtp.password", hidden(smtp.password.as_ref())),
                ("mail.smtp.timeout_seconds", smtp.timeout.as_secs().to_string()),
                ("mail.smtp.root_certificate", or_unset(smtp.root_certificate.as_ref().map(|path| path.display()))),
            ]);
        }
        settings
    }

    fn fonts(&self) -> String {
        match &self.certificates.font_directories {
            Some(directories) => list(directories.iter().map(|directory| directory.display())),
            None => "where Debian keeps the Noto fonts".to_owned(),
        }
    }
}

fn or_unset(value: Option<impl Display>) -> String {
    value.map_or_else(|| UNSET.to_owned(), |value| value.to_string())
}

fn list(items: impl IntoIterator<Item = impl Display>) -> String {
    let items: Vec<String> = items.into_iter().map(|item| item.to_string()).collect();
    if items.is_empty() { "none".to_owned() } else { items.join(", ") }
}

fn hidden(secret: Option<&Secret>) -> String {
    or_unset(secret.map(|_| "set, hidden"))
}

fn master_key(secret: Option<&Secret>) -> String {
    secret.map_or("master.key of the data directory", |_| "set, hidden").to_owned()
}

const fn transport(kind: TransportKind) -> &'static str {
    match kind {
        TransportKind::Smtp => "smtp",
        TransportKind::File => "file",
        TransportKind::Memory => "memory",
    }
}

const fn encryption(kind: Encryption) -> &'static str {
    match kind {
        Encryption::StartTls => "starttls",
        Encryption::Tls => "tls",
        Encryption::None => "none",
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::config::Settings;

    #[test]
    fn everything_is_named_and_no_secret_shown() {
        let environment = [
            ("DATABASE_URL", "postgres://college:geheim@db.example/college"),
            ("COLLEGE_MAIL_TRANSPORT", "smtp"),
            ("COLLEGE_MAIL_SMTP_HOST", "mail.example"),
            ("COLLEGE_MAIL_SMTP_USERNAME", "college"),
            ("COLLEGE_MAIL_SMTP_PASSWORD", "geheim"),
            ("COLLEGE_ACCOUNTS_MASTER_KEY", "Z2VoZWltZ2VoZWltZ2VoZWltZ2VoZWltZ2VoZWltZ2U"),
        ];
        let environment = environment.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let config = Config::load_from(Path::new("data"), Settings::collect(None, environment)).expect("no mistakes");
        let lines: Vec<String> = config.describe().iter().map(|(name, value)| format!("{name} = {value}")).collect();
        let text = lines.join("\n");
        assert!(!text.contains("geheim") && !text.contains("Z2VoZWlt"), "{text}");
        for line in ["mail.smtp.password = set, hidden", "mail.smtp.port = 587", "server.public_url = not set"] {
            assert!(lines.iter().any(|known| known == line), "{line} in {text}");
        }
    }
}
