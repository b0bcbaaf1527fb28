//! A college of the demonstration's own: the real server as a process of its own, stopped when the story ends.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::cli::Failure;

pub struct College {
    pub directory: PathBuf,
    /// `http://127.0.0.1:<port>`
    pub address: String,
    /// What claims the first administrator.
    pub setup_code: String,
    server: Child,
}

impl College {
    /// Starts the server on any free port and reads what it prints.
    pub fn start(directory: &Path) -> Result<Self, Failure> {
        let program = std::env::current_exe().map_err(|error| Failure::new("finding this program", error))?;
        let mut server = Command::new(program)
            .args(["serve", "--listen", "127.0.0.1:0", "--data-dir"])
            .arg(directory)
            .env_remove("DATABASE_URL")
            .env("RUST_LOG", "error")
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| Failure::new("starting the server", error))?;
        let printed = server.stdout.take().ok_or_else(|| Failure::new("starting the server", "it prints nothing"))?;
        let (mut address, mut setup_code) = (None, None);
        for line in BufReader::new(printed).lines().map_while(Result::ok) {
            if let Some(at) = line.find("http://127.0.0.1:") {
                address = line.get(at..).map(|url| url.trim_end_matches('/').to_owned());
            } else if let Some((_, code)) = line.rsplit_once(": ") {
                setup_code = Some(code.trim().to_owned());
            }
            if let (Some(address), Some(setup_code)) = (&address, &setup_code) {
                let (address, setup_code) = (address.clone(), setup_code.clone());
                return Ok(Self { directory: directory.to_owned(), address, setup_code, server });
            }
        }
        let _ = server.kill();
        Err(Failure::new("starting the server", "it ended before it printed its address and code"))
    }
}

impl Drop for College {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
