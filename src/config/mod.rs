//! Configuration: sensible defaults, then `college.toml` in the data directory, then the environment (`COLLEGE_…`, and
//! `COLLEGE_…_FILE` for what stands in a file of its own), then the command line. One file per section; every mistake is
//! reported at once. This is the only folder that reads the environment.

mod accounts;
mod certificates;
mod describe;
mod mail;
mod server;
mod settings;

use std::path::{Path, PathBuf};

pub use accounts::{AccountsConfig, PasswordCost};
pub use certificates::CertificatesConfig;
pub use mail::{Encryption, MailConfig, SmtpConfig, TransportKind};
pub use server::{Network, ServerConfig};
pub use settings::{Mistake, Settings};

use crate::db::DatabaseUrl;

/// What is in force.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where the College keeps what is not in the database: the master key, mail written to files, the SQLite file itself.
    pub data_dir: PathBuf,
    pub server: ServerConfig,
    pub database_url: DatabaseUrl,
    pub accounts: AccountsConfig,
    pub certificates: CertificatesConfig,
    pub mail: MailConfig,
}

/// The names of the variables that configure a College started here, for whoever starts one that must not inherit them.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
pub fn variables() -> impl Iterator<Item = String> {
    std::env::vars_os().filter_map(|(name, _)| name.into_string().ok()).filter(|name| settings::is_ours(name))
}

impl Config {
    /// Everything at its default, in a data directory.
    #[must_use]
    pub fn defaults(data_dir: &Path) -> Self {
        Self::read(data_dir, &mut Settings::default())
    }

    /// Loads what is in force for a data directory and a configuration file.
    ///
    /// # Errors
    /// Every mistake that was found.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
    pub fn load(data_dir: &Path, file: Option<&Path>) -> Result<Self, Vec<Mistake>> {
        Self::load_from(data_dir, Settings::collect(file, std::env::vars_os()))
    }

    /// As [`load`](Self::load), from settings already collected.
    ///
    /// # Errors
    /// Every mistake that was found.
    pub fn load_from(data_dir: &Path, mut settings: Settings) -> Result<Self, Vec<Mistake>> {
        let config = Self::read(data_dir, &mut settings);
        let mistakes = settings.finish();
        if mistakes.is_empty() { Ok(config) } else { Err(mistakes) }
    }

    fn read(data_dir: &Path, settings: &mut Settings) -> Self {
        Self {
            data_dir: data_dir.to_owned(),
            server: ServerConfig::read(settings),
            database_url: settings
                .read_hidden("database.url")
                .unwrap_or_else(|| DatabaseUrl::Sqlite(data_dir.join("college.db"))),
            accounts: AccountsConfig::read(settings),
            certificates: CertificatesConfig::read(settings),
            mail: MailConfig::read(settings),
        }
    }
}

/// Which lines of the log are written: `RUST_LOG`, as with other programs.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "the environment is read in this folder only")]
pub fn log_filter() -> Option<String> {
    std::env::var("RUST_LOG").ok()
}
