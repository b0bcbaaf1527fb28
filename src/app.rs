//! The composition root: from a configuration to everything that handlers, jobs and the command line work with.

use crate::accounts::Actor;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::error::{AppError, Problem};
use crate::http::health::Metrics;
use crate::i18n::I18n;

/// Everything that a use case may need beside its transaction. One for the process.
pub struct App {
    pub config: Config,
    pub clock: Clock,
    pub db: Db,
    pub i18n: I18n,
    pub metrics: Metrics,
}

impl App {
    /// Opens what the configuration names. The schema is expected to be there.
    ///
    /// # Errors
    /// When the database cannot be opened.
    pub fn open(config: Config, clock: Clock) -> Result<Self, AppError> {
        let db = Db::open(&config.database_url, config.server.connections, clock.clone())?;
        let metrics = Metrics::new().map_err(AppError::broken)?;
        Ok(Self { config, clock, db, i18n: I18n, metrics })
    }

    /// Who holds an access token.
    ///
    /// # Errors
    /// 401 when it does not hold.
    pub async fn identify(&self, _token: &str) -> Result<Actor, AppError> {
        Err(Problem::unauthorised("token-invalid").into())
    }
}
