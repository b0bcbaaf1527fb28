//! `virtual-college serve`: from an empty directory to a college that answers, until a signal ends it.

use std::io::Write as _;
use std::net::{SocketAddr, TcpListener};

use actix_web::dev::{Server, ServerHandle};
use actix_web::rt::signal::unix::{Signal, SignalKind, signal};
use actix_web::web;
use clap::Args;
use tokio::task::JoinHandle;
use tracing_subscriber::EnvFilter;

use super::{Failure, Place, migrate};
use crate::app::App;
use crate::clock::Clock;
use crate::config::{self, Config};
use crate::db::transfer;
use crate::http::{AppData, intake, server};
use crate::{accounts, certificates, courses, jobs, parties, translations};

const EXAMPLES: &str = "\
Examples:
  virtual-college serve                                 everything in ./data, at http://127.0.0.1:8080
  virtual-college serve --listen 0.0.0.0:80 --data-dir /srv/college
  virtual-college serve --listen 127.0.0.1:0            any free port, which is printed

SIGTERM and SIGINT (Ctrl+C) let running requests and jobs finish; a second one ends at once.
";

#[derive(Debug, Default, Args)]
#[command(after_help = EXAMPLES)]
pub struct Serve {
    /// Address and port; port 0 takes any free one and prints it.
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub listen: Option<SocketAddr>,
}

pub fn run(place: &Place, serve: &Serve) -> Result<(), Failure> {
    let mut config = place.config()?;
    if let Some(listen) = serve.listen {
        config.server.listen = listen;
    }
    start_logging();
    intake::raise_file_limit();
    for migration in migrate::bring_up_to_date(&config)? {
        tracing::info!(migration, "the schema was brought up to date");
    }
    let listener = TcpListener::bind(config.server.listen)
        .map_err(|error| Failure::new(&format!("listening on {}", config.server.listen), error))?;
    let database = config.database_url.clone();
    actix_web::rt::System::new().block_on(serve_until_stopped(config, listener))?;
    transfer::checkpoint(&database)?;
    tracing::info!("the college is closed");
    Ok(())
}

async fn serve_until_stopped(config: Config, listener: TcpListener) -> Result<(), Failure> {
    let signals = Signals::listen().map_err(|error| Failure::new("listening for signals", error))?;
    let app = web::Data::new(App::open(config, Clock::System)?);
    // Followed from before the first load, so that nothing falls between the two.
    let applying = app.clone();
    let following = app.db.follow(move |change| applying.apply_change(change))?;
    load_what_ships(&app).await?;
    let address = listener.local_addr().map_err(|error| Failure::new("listening", error))?;
    app.listens_on(address);
    let workers = app.config.server.workers.unwrap_or_else(super::cores);
    let server = server::listen(app.clone(), listener, workers).map_err(|error| Failure::new("listening", error))?;
    let stopping = actix_web::rt::spawn(stop_on_signal(signals, server.handle()));
    tell(&format!("The Virtual College answers at http://{address}"));
    if let Some(code) = app.db.write(accounts::setup_code).await? {
        let how = "Nobody administers this college yet. POST /api/v1/setup claims it with this code:";
        tell(&format!("{how} {}", code.reveal()));
    }
    let worker = jobs::start(app.into_inner());
    let outcome = while_followed(server, following).await;
    worker.stop().await;
    stopping.abort();
    outcome
}

/// Serves until the server is stopped. A process that does not hear of changes any more would go on to believe what was revoked, so
/// it ends, for whoever watches over it to start another.
async fn while_followed(mut server: Server, mut following: JoinHandle<()>) -> Result<(), Failure> {
    let handle = server.handle();
    tokio::select! {
        outcome = &mut server => {
            following.abort();
            outcome.map_err(|error| Failure::new("serving", error))
        }
        _ = &mut following => {
            actix_web::rt::spawn(handle.stop(true));
            let _ = server.await;
            Err(Failure::say("The changes of the database cannot be followed any more; the log says why. Start the server again."))
        }
    }
}

/// Whether anybody reads it or not: a server goes on without.
fn tell(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// The two signals that end a server: what a service manager sends, and Ctrl+C.
struct Signals {
    terminate: Signal,
    interrupt: Signal,
}

impl Signals {
    fn listen() -> std::io::Result<Self> {
        Ok(Self { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    async fn next(&mut self) {
        let (terminate, interrupt) = (std::pin::pin!(self.terminate.recv()), std::pin::pin!(self.interrupt.recv()));
        futures_util::future::select(terminate, interrupt).await;
    }
}

/// The first signal ends in good order, the second at once. Nothing that was answered is lost either way.
async fn stop_on_signal(mut signals: Signals, server: ServerHandle) {
    signals.next().await;
    tracing::info!("stopping: what runs is finished, nothing new is taken");
    actix_web::rt::spawn(async move {
        signals.next().await;
        tracing::warn!("a second signal: ended at once");
        std::process::exit(1);
    });
    server.stop(true).await;
}

/// What staff published since is never overwritten: each loader adds only what is not there.
async fn load_what_ships(app: &AppData) -> Result<(), Failure> {
    let parties = app.db.write(parties::seed).await?;
    if parties > 0 {
        tracing::info!(parties, "the Parties were loaded");
    }
    translations::seed(&app.db).await?;
    for publication in courses::publish_shipped(&app.db, app.on_publication).await? {
        tracing::info!(number = publication.number, editions = ?publication.languages(), "a shipped course was published");
    }
    app.reload().await?;
    app.db.write(certificates::resume).await?;
    Ok(())
}

/// JSON lines on standard error, without personal data; `RUST_LOG` says how many.
fn start_logging() {
    let wanted = config::log_filter().and_then(|text| EnvFilter::try_new(text).ok());
    let filter = wanted.unwrap_or_else(|| EnvFilter::new("info,actix_server=warn"));
    let _ = tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_hears_of_no_changes_any_more_ends() {
        actix_web::rt::System::new().block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").expect("listen");
            let server = actix_web::HttpServer::new(actix_web::App::new).workers(1).disable_signals();
            let server = server.listen(listener).expect("listen").run();
            let outcome = while_followed(server, tokio::spawn(async {})).await;
            assert!(outcome.is_err_and(|failure| failure.to_string().contains("cannot be followed")));
        });
    }
}
