//! A real mail server beside a test: aiosmtpd, in Python.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;
use virtual_college::config::{Encryption, MailConfig, TransportKind};

/// A mail server that lasts as long as this value.
pub struct SmtpServer {
    process: Child,
    pub port: u16,
    directory: TempDir,
}

impl SmtpServer {
    /// Starts a server; `None`, with a word about it, where Python or aiosmtpd is missing.
    pub fn start(test: &str, flags: &[&str]) -> Option<Self> {
        is_possible(test).then(|| Self::spawn(TempDir::new().expect("a directory"), flags))
    }

    fn spawn(directory: TempDir, flags: &[&str]) -> Self {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/support/smtp_server.py");
        let mut process = super::python()
            .arg(script)
            .arg(directory.path())
            .args(flags)
            .stdout(Stdio::piped())
            .spawn()
            .expect("start the mail server");
        let mut line = String::new();
        let output = process.stdout.take().expect("its output");
        BufReader::new(output).read_line(&mut line).expect("its port");
        let port = line.trim().parse().expect("a port");
        Self { process, port, directory }
    }

    /// The same server, dead for a while: what it received stays.
    pub fn kill(mut self) -> DeadServer {
        self.process.kill().expect("kill the mail server");
        self.process.wait().expect("its end");
        let directory = std::mem::replace(&mut self.directory, TempDir::new().expect("a directory"));
        DeadServer { port: self.port, directory }
    }

    /// What arrived, the oldest first, as Python's mail parser reads it.
    pub fn received(&self) -> Vec<Value> {
        let mut files: Vec<PathBuf> = std::fs::read_dir(self.directory.path())
            .expect("the directory")
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
            .collect();
        files.sort();
        let read = |path: &PathBuf| std::fs::read_to_string(path).expect("a letter");
        files.iter().map(|path| serde_json::from_str(&read(path)).expect("JSON")).collect()
    }

    /// A configuration that sends here.
    pub fn configure(&self, mail: &mut MailConfig, encryption: Encryption) {
        mail.transport = TransportKind::Smtp;
        mail.from_address = "college@example.org".parse().expect("an address");
        mail.smtp.host = "localhost".into();
        mail.smtp.port = Some(self.port);
        mail.smtp.encryption = encryption;
        mail.smtp.timeout = Duration::from_secs(20);
        mail.smtp.root_certificate =
            (encryption != Encryption::None).then(|| self.directory.path().join("certificate.pem"));
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A server that does not answer.
pub struct DeadServer {
    port: u16,
    directory: TempDir,
}

impl DeadServer {
    /// Back, at the same port.
    pub fn revive(self) -> SmtpServer {
        SmtpServer::spawn(self.directory, &["--port", &self.port.to_string()])
    }
}

fn is_possible(test: &str) -> bool {
    static POSSIBLE: OnceLock<bool> = OnceLock::new();
    let possible = *POSSIBLE.get_or_init(|| {
        let import = super::python().args(["-c", "import aiosmtpd"]).stderr(Stdio::null()).status();
        import.is_ok_and(|status| status.success())
    });
    if !possible {
        super::not_run(test, "Python with aiosmtpd is missing (pip install -r tests/requirements.txt)");
    }
    possible
}
