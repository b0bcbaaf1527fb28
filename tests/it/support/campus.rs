//! A college of one's own: its database, a clock that stands still, and clients.

use std::time::Duration;

use actix_web::test::init_service;
use actix_web::web;
use tempfile::TempDir;
use virtual_college::app::App;
use virtual_college::clock::{Clock, Timestamp};
use virtual_college::config::{Config, PasswordCost, TransportKind};
use virtual_college::db::{DatabaseUrl, Snapshot};
use virtual_college::http::AppData;
use virtual_college::http::server::application;
use virtual_college::jobs::{self, Registry};
use virtual_college::mail::Mailbox;
use virtual_college::pool::Pool;
use virtual_college::progress::{self, Difference};
use virtual_college::{enrolments, quizzes};

use super::Person;
use super::client::{Client, Service};
use super::databases::TestDatabase;

/// When every test begins: 2 March 2027, 09:00 UTC.
pub const START: Timestamp = Timestamp::from_micros(1_803_978_000_000_000);

pub const fn minutes(count: u64) -> Duration {
    Duration::from_secs(count * 60)
}

pub const fn hours(count: u64) -> Duration {
    minutes(count * 60)
}

pub const fn days(count: u64) -> Duration {
    hours(count * 24)
}

/// Everything a test needs; dropped with its database and files.
pub struct Campus {
    pub app: AppData,
    pub clock: Clock,
    service: Service,
    // Fields are dropped in order: connections before the database they are to.
    _database: TestDatabase,
    pub directory: TempDir,
}

impl Campus {
    pub async fn open() -> Self {
        Self::open_with(|_| {}).await
    }

    /// A college whose configuration differs.
    pub async fn open_with(change: impl FnOnce(&mut Config)) -> Self {
        let directory = TempDir::new().expect("a data directory");
        let database = TestDatabase::open(directory.path());
        let mut config = Config::defaults(directory.path());
        config.database_url = database.url.clone();
        config.server.connections = 2;
        // The floor of argon2, so that logging in is not what the suite spends its time on.
        config.accounts.password_cost = PasswordCost { memory_kib: 8, passes: 1 };
        config.mail.transport = TransportKind::Memory;
        change(&mut config);
        let clock = Clock::still_at(START);
        let app = web::Data::new(App::open(config, clock.clone()).expect("open the college"));
        let service = Service::new(init_service(application(app.clone())).await);
        Self { app, clock, service, _database: database, directory }
    }

    /// Another process of the same college, which follows the changes of the first.
    pub async fn another_instance(&self) -> (AppData, Client) {
        let (app, client) = self.unknowing_instance().await;
        let applying = app.clone();
        app.db.follow(move |change| applying.apply_change(change)).expect("follow");
        (app, client)
    }

    /// The same college after it was moved to another database.
    pub async fn moved_to(&self, url: DatabaseUrl) -> (AppData, Client) {
        self.instance_with(|config| config.database_url = url).await
    }

    /// A process of the same college whose configuration differs.
    pub async fn instance_with(&self, change: impl FnOnce(&mut Config)) -> (AppData, Client) {
        let mut config = self.app.config.clone();
        change(&mut config);
        let app = web::Data::new(App::open(config, self.clock.clone()).expect("open it"));
        let service = Service::new(init_service(application(app.clone())).await);
        (app, Client::new(service))
    }

    /// Another process of the same college, which has not heard yet of what happens from now on.
    pub async fn unknowing_instance(&self) -> (AppData, Client) {
        self.instance_with(|_| {}).await
    }

    /// Whatever a gate or a check has to look at on this instance waits until what is returned is dropped: texts are gathered, and
    /// nothing comes of them yet.
    pub async fn at_a_standstill(&self) -> Standstill {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let mut release = Vec::new();
        for _ in 0..cores {
            let (begun, begins) = tokio::sync::oneshot::channel();
            let (sender, ends) = std::sync::mpsc::channel::<()>();
            let readers = self.app.readers.clone();
            let waits = move || {
                begun.send(()).expect("somebody waits for it");
                // Until the sender is dropped.
                while ends.recv().is_ok() {}
            };
            actix_web::rt::spawn(async move { readers.run_patiently(waits).await });
            begins.await.expect("a core");
            release.push(sender);
        }
        Standstill { readers: self.app.readers.clone(), _release: release }
    }

    /// Does everything that is due at the clock's moment: letters and jobs.
    pub async fn run_jobs(&self) {
        let app = self.app.clone().into_inner();
        jobs::drain(&app, &Registry::of_the_college()).await.expect("run what is due");
    }

    /// The letters that were sent.
    pub fn mailbox(&self) -> &Mailbox {
        self.app.mail.mailbox().expect("letters are kept in memory")
    }

    /// What is stored of an enrolment and is not what its events and attempts come to.
    pub async fn differences(&self, person: &Person, enrolment: &str) -> Vec<Difference> {
        let (library, person, id) = (self.app.library.clone(), person.id, enrolment.parse().expect("an id"));
        let compare = move |snapshot: &mut Snapshot<'_>| {
            let enrolment = enrolments::find(snapshot, person, id)?.expect("an enrolment");
            let attempts = quizzes::closed(snapshot, &library, &enrolment)?;
            progress::compare(snapshot, &library, &enrolment, &attempts)
        };
        self.app.db.read(compare).await.expect("a comparison")
    }

    /// Nothing that is stored differs from what the events and the attempts come to.
    pub async fn assert_rebuilds(&self, person: &Person, enrolment: &str) {
        assert_eq!(self.differences(person, enrolment).await, []);
    }

    /// Somebody without an account.
    pub fn guest(&self) -> Client {
        Client::new(self.service.clone())
    }
}

/// While it lasts, nothing that keeps a core busy goes on.
pub struct Standstill {
    readers: Pool,
    _release: Vec<std::sync::mpsc::Sender<()>>,
}

impl Standstill {
    /// Returns once somebody's work waits for it to end.
    pub async fn holds_somebody(&self) {
        super::eventually(async || self.readers.waited_for() == 1).await;
    }
}
