//! The processes that are measured, and the processor time that they took.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use crate::wire::Outcome;

/// `/proc` counts in hundredths of a second on every Linux (`man 5 proc`, `USER_HZ`).
const TICK: Duration = Duration::from_millis(10);

/// A database to measure on.
#[derive(Clone)]
pub enum Database {
    Sqlite,
    /// A server of its own: its URL and the id of its first process.
    Postgres {
        url: String,
        process: u32,
    },
}

impl Database {
    pub fn name(&self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres { .. } => "PostgreSQL",
        }
    }
}

/// A server process; killed when dropped.
pub struct Server {
    process: Child,
    output: BufReader<ChildStdout>,
    pub address: SocketAddr,
    database: Option<u32>,
}

impl Server {
    /// The College, in an empty directory. Its log goes to a file there, as it would in production.
    pub fn college(directory: &Path, database: &Database) -> Outcome<Self> {
        let mut command = pinned();
        command.arg("serve").arg("--data-dir").arg(directory).args(["--listen", "127.0.0.1:0"]);
        // People are made in one go from addresses of their own, and making them is not what is measured.
        command.env("COLLEGE_SERVER_TRUSTED_PROXIES", "127.0.0.1").env("COLLEGE_ACCOUNTS_PASSWORD_MEMORY_KIB", "64");
        // Certificates are signed, and not marked as tests.
        command.env("COLLEGE_SERVER_PUBLIC_URL", "https://college.example.org");
        let log = std::fs::File::create(directory.join("log.jsonl")).map_err(|error| error.to_string())?;
        command.stderr(log);
        let Database::Postgres { url, process } = database else { return Self::start(command, None) };
        command.env("DATABASE_URL", url);
        Self::start(command, Some(*process))
    }

    /// The bare handler, with the files of a directory.
    pub fn bare(directory: &Path) -> Outcome<Self> {
        let mut command = pinned();
        command.args(["bare", "--listen", "127.0.0.1:0"]).arg(directory);
        Self::start(command, None)
    }

    fn start(mut command: Command, database: Option<u32>) -> Outcome<Self> {
        let mut process = command.stdout(Stdio::piped()).spawn().map_err(|error| error.to_string())?;
        let output = process.stdout.take().ok_or("no output")?;
        let mut server =
            Self { process, output: BufReader::new(output), address: SocketAddr::from(([0; 4], 0)), database };
        let line = server.read_line()?;
        let address = line.rsplit_once("http://").and_then(|(_, address)| address.parse().ok());
        server.address = address.ok_or_else(|| format!("the server did not start: {line}"))?;
        Ok(server)
    }

    /// The next line that the server prints.
    pub fn read_line(&mut self) -> Outcome<String> {
        let mut line = String::new();
        self.output.read_line(&mut line).map_err(|error| error.to_string())?;
        Ok(line.trim().to_owned())
    }

    /// User and system time since the start, with that of the database's processes.
    pub fn cpu(&self) -> Outcome<Duration> {
        let own = Times::of(self.process.id())?.own;
        let database = self.database.map_or(Ok(0), ticks_of_family)?;
        Ok(TICK * u32::try_from(own + database).map_err(|error| error.to_string())?)
    }

    /// Memory of the server that is in use (`man 5 proc`, `VmRSS`).
    pub fn resident_mib(&self) -> Outcome<f64> {
        let text = std::fs::read_to_string(format!("/proc/{}/status", self.process.id()))
            .map_err(|error| error.to_string())?;
        let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("no VmRSS")?;
        let kib: f64 = line.trim().trim_end_matches(" kB").parse().map_err(|_| "VmRSS is no number")?;
        Ok(kib / 1024.0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The College's binary, or another build to compare with, on the core that `benches/run` keeps for servers.
fn pinned() -> Command {
    let built = || env!("CARGO_BIN_EXE_virtual-college").to_owned();
    let binary = std::env::var("BENCH_BINARY").unwrap_or_else(|_| built());
    let Ok(core) = std::env::var("BENCH_SERVER_CORE") else { return Command::new(binary) };
    let mut command = Command::new("taskset");
    command.args(["-c", &core, &binary]);
    command
}

struct Times {
    parent: u32,
    own: u64,
    /// Of children that ended.
    ended: u64,
}

impl Times {
    fn of(process: u32) -> Outcome<Self> {
        let text = std::fs::read_to_string(format!("/proc/{process}/stat")).map_err(|error| error.to_string())?;
        // The name in parentheses may hold spaces; the fields after it are numbered from 3.
        let fields: Vec<&str> = text.rsplit_once(')').map_or("", |(_, rest)| rest).split_whitespace().collect();
        let field = |number: usize| fields.get(number - 3).and_then(|value| value.parse::<u64>().ok()).unwrap_or(0);
        let parent = u32::try_from(field(4)).unwrap_or(0);
        Ok(Self { parent, own: field(14) + field(15), ended: field(16) + field(17) })
    }
}

/// Of a process, its living children and those that ended.
fn ticks_of_family(first: u32) -> Outcome<u64> {
    let root = Times::of(first)?;
    let processes = std::fs::read_dir("/proc").map_err(|error| error.to_string())?;
    let ids = processes.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<u32>().ok());
    let children = ids.filter_map(|id| Times::of(id).ok()).filter(|times| times.parent == first);
    Ok(root.own + root.ended + children.map(|times| times.own + times.ended).sum::<u64>())
}
