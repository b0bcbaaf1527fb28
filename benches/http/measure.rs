//! One cell of the table: a fixed number of connections, each sending its next request when the last one is answered.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::{Duration, Instant};

use crate::operations::Load;
use crate::servers::Server;
use crate::wire::{Connection, Outcome};

const WARM_UP: Duration = Duration::from_millis(250);
const MEASURED: Duration = Duration::from_millis(1_250);

/// What a cell found.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    /// Processor time of the server and its database for a request.
    pub cpu_us: f64,
    pub per_second: f64,
    pub p50_ms: f64,
    pub p99_ms: f64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    WarmUp,
    Measured,
    Over,
}

struct Shared {
    phase: Cell<Phase>,
    latencies: RefCell<Vec<Duration>>,
}

/// Measures a server under a load; `bare` is the path of the bare handler and what it answers.
///
/// A single answer with another status than expected makes the cell worthless, so it is an error.
pub async fn measure(server: &Server, load: &Rc<Load>, bare: Option<&str>) -> Outcome<Found> {
    let shared = Rc::new(Shared { phase: Cell::new(Phase::WarmUp), latencies: RefCell::default() });
    let bare: Option<Rc<str>> = bare.map(Rc::from);
    let mut clients = Vec::new();
    for number in 0..load.connections {
        let connection = Connection::open(server.address).await?;
        let client =
            Client { number, connection, load: Rc::clone(load), bare: bare.clone(), shared: Rc::clone(&shared) };
        clients.push(tokio::task::spawn_local(client.run()));
    }
    tokio::time::sleep(WARM_UP).await;
    let (began, cpu) = (Instant::now(), server.cpu()?);
    shared.phase.set(Phase::Measured);
    tokio::time::sleep(MEASURED).await;
    shared.phase.set(Phase::Over);
    let (took, cpu) = (began.elapsed(), server.cpu()?.saturating_sub(cpu));
    for client in clients {
        client.await.map_err(|error| error.to_string())??;
    }
    Ok(found(&mut shared.latencies.borrow_mut(), took, cpu))
}

struct Client {
    number: usize,
    connection: Connection,
    load: Rc<Load>,
    bare: Option<Rc<str>>,
    shared: Rc<Shared>,
}

impl Client {
    async fn run(mut self) -> Outcome<()> {
        let status = match &self.bare {
            Some(_) if self.load.status != 304 => 200,
            _ => self.load.status,
        };
        let mut request = self.load.request(self.number, self.bare.as_deref());
        while self.shared.phase.get() != Phase::Over {
            let began = Instant::now();
            let answered = self.connection.exchange(&request).await?;
            if answered != status {
                return Err(format!("answered {answered}, expected {status}"));
            }
            if self.shared.phase.get() == Phase::Measured {
                self.shared.latencies.borrow_mut().push(began.elapsed());
            }
            if self.load.anew {
                request = self.load.request(self.number, self.bare.as_deref());
            }
        }
        Ok(())
    }
}

fn found(latencies: &mut [Duration], took: Duration, cpu: Duration) -> Found {
    latencies.sort_unstable();
    let quantile = |share: f64| {
        let at = (latencies.len() as f64 * share) as usize;
        latencies.get(at).or(latencies.last()).map_or(f64::NAN, |latency| latency.as_secs_f64() * 1e3)
    };
    let requests = latencies.len() as f64;
    Found {
        cpu_us: cpu.as_secs_f64() * 1e6 / requests,
        per_second: requests / took.as_secs_f64(),
        p50_ms: quantile(0.5),
        p99_ms: quantile(0.99),
    }
}

/// The middle of each figure over several rounds.
pub fn median(rounds: &[Found]) -> Found {
    let middle = |figure: fn(&Found) -> f64| {
        let mut figures: Vec<f64> = rounds.iter().map(figure).collect();
        figures.sort_by(f64::total_cmp);
        figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
    };
    Found {
        cpu_us: middle(|found| found.cpu_us),
        per_second: middle(|found| found.per_second),
        p50_ms: middle(|found| found.p50_ms),
        p99_ms: middle(|found| found.p99_ms),
    }
}
