//! The composition root: from a configuration to everything that handlers, jobs and the command line work with.

use std::net::{IpAddr, SocketAddr};
use std::sync::OnceLock;
use std::time::Duration;

use crate::accounts::{Identities, PartyName, Passwords};
use crate::certificates::Office;
use crate::clock::Clock;
use crate::config::Config;
use crate::courses::{Library, OnPublication};
use crate::db::{Change, Db, Tx};
use crate::enrolments::{self, Enrolled, Learning};
use crate::error::AppError;
use crate::http::health::Metrics;
use crate::http::intake::{self, Intake};
use crate::http::problem::ProblemPage;
use crate::i18n::{Catalogues, I18n, Locale};
use crate::ids::PersonId;
use crate::keys::{self, Keychain};
use crate::mail::Transport;
use crate::pages::{self, Pages};
use crate::parties::{self, Directory};
use crate::pool::Pool;
use crate::progress;
use crate::throttle::Window;
use crate::translations::{self, Desk};

/// Certificates that one network may verify in a minute: the customs of a whole country stand behind one address now and then.
const VISITS: u64 = 3_000;

/// Numbers with names that one network may ask about in a minute: whoever reads them from paper is slower, and whoever guesses
/// gets nowhere.
const INQUIRIES: u64 = 30;

/// Events that one person may send in an hour: some weeks away, with an event each minute.
const EVENTS: u64 = 20_000;

/// Texts that one person may suggest in an hour: one every six seconds.
const SUGGESTIONS: u64 = 600;

/// Texts that wait to be checked.
const READERS: usize = 64;

/// Everything that a use case may need beside its transaction. One for the process.
pub struct App {
    pub config: Config,
    pub clock: Clock,
    pub db: Db,
    pub i18n: I18n,
    pub mail: Transport,
    pub parties: Directory,
    pub library: Library,
    pub pages: Pages,
    pub enrolled: Enrolled,
    /// How enrolments ask for progress.
    pub learning: Learning,
    pub metrics: Metrics,
    pub keychain: Keychain,
    pub passwords: Passwords,
    pub identities: Identities,
    /// How grants of roles learn of Parties.
    pub party_name: PartyName,
    /// How a publication of a course is told to its translators.
    pub on_publication: OnPublication,
    /// How letters to somebody who translates are ended by whoever has one.
    pub end_letters: fn(&mut Tx<'_>, PersonId) -> Result<(), AppError>,
    /// How a problem is shown to whoever meets it in a browser.
    pub problem_page: ProblemPage,
    /// How translators learn which courses many people study.
    pub demand: translations::Demand,
    /// Which versions of a course people study, for those who translate it.
    pub in_use: translations::InUse,
    pub certificates: Office,
    /// Who checks translations.
    pub desk: Desk,
    /// Where checks and gates work.
    pub readers: Pool,
    /// How often one network may verify certificates.
    pub visits: Window<IpAddr>,
    /// How often one network may ask about a number and a name.
    pub inquiries: Window<IpAddr>,
    /// How many events one person may send.
    pub events: Window<PersonId>,
    /// How many texts one person may suggest.
    pub suggestions: Window<PersonId>,
    /// How many bodies may be awaited.
    pub intake: Intake,
    /// Where this process listens in fact: a port that was 0 in the configuration has a number here.
    bound: OnceLock<SocketAddr>,
}

impl App {
    /// Opens what the configuration names. The schema is expected to be there.
    ///
    /// # Errors
    /// When the database cannot be opened, or its keys with the master key.
    pub fn open(config: Config, clock: Clock) -> Result<Self, AppError> {
        let db = Db::open(&config.database_url, config.server.connections, clock.clone())?;
        let metrics = Metrics::new().map_err(AppError::broken)?;
        let catalogues = Catalogues::shipped().map_err(|findings| AppError::broken(format!("{findings:?}")))?;
        let i18n = I18n::new(catalogues, Locale::EN);
        db.read_blocking(|snapshot| translations::serve(snapshot, &i18n))?;
        let library = Library::default();
        db.read_blocking(|snapshot| library.refresh(snapshot))?;
        let configured = config.accounts.master_key.as_ref();
        let master = db.read_blocking(|snapshot| keys::master_key(snapshot, &config.data_dir, configured))?;
        let keychain = Keychain::new(master);
        let passwords = Passwords::new(config.accounts.password_cost)?;
        let identities = Identities::new(config.server.public_url.as_ref());
        let mail = Transport::open(&config)?;
        let certificates = Office::new(&config.certificates)?;
        let bound = OnceLock::new();
        let intake = Intake::new(intake::most_connections(config.server.connections));
        Ok(Self {
            config,
            clock,
            db,
            i18n,
            mail,
            parties: Directory::default(),
            library,
            pages: Pages::default(),
            enrolled: Enrolled::default(),
            learning: Learning { counts: progress::summaries, settle: progress::settle },
            metrics,
            keychain,
            passwords,
            identities,
            party_name: parties::name,
            on_publication: translations::on_publication,
            end_letters: translations::end_letters,
            problem_page: pages::refusal,
            demand: enrolments::count_since,
            in_use: enrolments::versions_in_use,
            certificates,
            desk: Desk::default(),
            readers: Pool::new(READERS),
            visits: Window::new(VISITS, Duration::from_mins(1)),
            inquiries: Window::new(INQUIRIES, Duration::from_mins(1)),
            events: Window::new(EVENTS, Duration::from_hours(1)),
            suggestions: Window::new(SUGGESTIONS, Duration::from_hours(1)),
            intake,
            bound,
        })
    }

    /// Takes note of the address that the process listens on. The first one stays.
    pub fn listens_on(&self, address: SocketAddr) {
        self.bound.get_or_init(|| address);
    }

    /// What links begin with, without a slash at the end: the public address, or the one that is listened on in fact.
    #[must_use]
    pub fn base_url(&self) -> String {
        match (&self.config.server.public_url, self.bound.get()) {
            (None, Some(address)) => format!("http://{address}"),
            _ => self.config.server.base_url(),
        }
    }

    /// Reads again what is kept in memory.
    ///
    /// # Errors
    /// When the database refuses, or what it holds is damaged.
    pub async fn reload(&self) -> Result<(), AppError> {
        self.parties.forget();
        let library = self.library.clone();
        self.db.read(move |snapshot| library.refresh(snapshot)).await
    }

    /// Applies a change that this or another process committed. May block.
    ///
    /// # Errors
    /// When what changed cannot be read now.
    pub fn apply_change(&self, change: &Change) -> Result<(), AppError> {
        self.identities.apply(change);
        self.certificates.apply(change);
        self.parties.apply(change);
        self.enrolled.apply(change);
        if change.kind == "key" {
            self.keychain.forget();
        }
        self.desk.apply(change);
        if change.kind == translations::LOCALE_CHANGED {
            self.db.read_blocking(|snapshot| translations::serve(snapshot, &self.i18n))?;
        }
        if change.kind == "course" {
            self.db.read_blocking(|snapshot| self.library.refresh(snapshot))?;
        }
        Ok(())
    }
}
