//! A college of the demonstration's own: the real server as a process of its own, stopped when the story ends.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crate::cli::Failure;
use crate::config;

/// How long to wait for a line of what the server prints when it begins.
const PATIENCE: Duration = Duration::from_mins(1);

pub struct College {
    pub directory: PathBuf,
    /// `http://127.0.0.1:<port>`
    pub address: String,
    /// What claims the first administrator.
    pub setup_code: String,
    _server: Server,
}

impl College {
    /// Starts the server on any free port, in a directory that is empty or not there yet, and reads what it prints. Nothing that
    /// the surroundings configure reaches it: a demonstration sends no mail and touches no other database.
    pub fn start(directory: &Path) -> Result<Self, Failure> {
        must_be_empty(directory)?;
        let program = std::env::current_exe().map_err(|error| Failure::new("finding this program", error))?;
        let mut command = Command::new(program);
        config::variables().for_each(|variable| _ = command.env_remove(variable));
        let mut server = command
            .args(["serve", "--listen", "127.0.0.1:0", "--data-dir"])
            .arg(directory)
            .env("RUST_LOG", "error")
            .stdout(Stdio::piped())
            .spawn()
            .map(Server)
            .map_err(|error| Failure::new("starting the server", error))?;
        let printed = server.0.stdout.take().ok_or_else(|| Failure::new("starting the server", "it prints nothing"))?;
        let lines = lines(printed);
        let address =
            wait_for(&lines, |line| Some(line.get(line.find("http://127.0.0.1:")?..)?.trim_end_matches('/')))?;
        let setup_code = wait_for(&lines, |line| Some(line.rsplit_once(": ")?.1.trim()))?;
        Ok(Self { directory: directory.to_owned(), address, setup_code, _server: server })
    }
}

fn must_be_empty(directory: &Path) -> Result<(), Failure> {
    match std::fs::read_dir(directory).map(|mut entries| entries.next().is_none()) {
        Ok(false) => Err(Failure::say(format!(
            "{} is not empty. The demonstration begins with a fresh college: name another directory with --keep.",
            directory.display()
        ))),
        _ => Ok(()),
    }
}

/// Read on a thread of its own, so that the wait for a line can end.
fn lines(printed: ChildStdout) -> Receiver<String> {
    let (sender, lines) = channel();
    std::thread::spawn(move || {
        BufReader::new(printed).lines().map_while(Result::ok).try_for_each(|line| sender.send(line))
    });
    lines
}

fn wait_for(lines: &Receiver<String>, find: impl Fn(&str) -> Option<&str>) -> Result<String, Failure> {
    loop {
        let line = lines.recv_timeout(PATIENCE).map_err(|_| {
            Failure::new("starting the server", "it ended, or fell silent, before it printed its address and code")
        })?;
        if let Some(found) = find(&line) {
            return Ok(found.to_owned());
        }
    }
}

struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
