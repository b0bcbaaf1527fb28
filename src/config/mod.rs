//! Configuration (to be completed).

mod mail;

use std::net::SocketAddr;
use std::path::PathBuf;

use url::Url;

pub use mail::{Encryption, MailConfig, SmtpConfig, TransportKind};

use crate::db::DatabaseUrl;

/// What is in force.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where the College keeps what is not in the database: master key, mail written to files, the SQLite file itself.
    pub data_dir: PathBuf,
    pub listen: SocketAddr,
    /// How the world reaches the College; without it certificates are marked TEST.
    pub public_url: Option<Url>,
    pub database_url: DatabaseUrl,
    /// Read connections, and on PostgreSQL write connections.
    pub pool_size: u32,
    pub passwords: PasswordCost,
    pub mail: MailConfig,
}

/// Cost of argon2id (RFC 9106). The default is OWASP's; tests use the floor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PasswordCost {
    pub memory_kib: u32,
    pub passes: u32,
}
