//! The real program, as a person at a terminal starts it.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStderr, ChildStdout, Command, Stdio};
use std::time::Duration;

use virtual_college::db::DatabaseUrl;

/// The program with nothing of this process's environment but the path to other programs.
pub fn college(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_virtual-college"));
    command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default()).args(arguments);
    command
}

/// The program for a data directory and a database.
pub fn college_at(data: &Path, database: &DatabaseUrl, arguments: &[&str]) -> Command {
    let mut command = college(arguments);
    command.env("COLLEGE_DATA_DIR", data).env("DATABASE_URL", address(database));
    command
}

/// The URL with its password.
pub fn address(url: &DatabaseUrl) -> String {
    match url {
        DatabaseUrl::Sqlite(path) => format!("sqlite:{}", path.display()),
        DatabaseUrl::Postgres(secret) => secret.reveal().to_owned(),
    }
}

/// What came of it.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub output: String,
    pub errors: String,
}

impl Ran {
    #[track_caller]
    pub fn assert_code(&self, code: i32) -> &Self {
        assert_eq!(self.code, Some(code), "{}\n{}", self.output, self.errors);
        self
    }

    #[track_caller]
    pub fn assert_says(&self, words: &str) -> &Self {
        assert!(self.output.contains(words) || self.errors.contains(words), "no “{words}” in {self:#?}");
        self
    }
}

pub fn run(mut command: Command) -> Ran {
    let output = command.stdin(Stdio::null()).output().expect("start the program");
    Ran {
        code: output.status.code(),
        output: String::from_utf8_lossy(&output.stdout).into_owned(),
        errors: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// A server that runs as long as this value.
pub struct Served {
    process: Child,
    // Kept open: a server whose log nobody can take is another test.
    log: BufReader<ChildStderr>,
    _output: BufReader<ChildStdout>,
    address: String,
}

impl Served {
    /// Starts the server on a free port, and waits until it says which.
    pub fn start(mut command: Command) -> Self {
        command.args(["serve", "--listen", "127.0.0.1:0"]).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut process = command.spawn().expect("start the server");
        let mut output = BufReader::new(process.stdout.take().expect("its output"));
        let mut log = BufReader::new(process.stderr.take().expect("its log"));
        let address = loop {
            let mut line = String::new();
            if output.read_line(&mut line).expect("a line") == 0 {
                let mut errors = String::new();
                let _ = log.read_to_string(&mut errors);
                panic!("the server ended: {errors}");
            }
            if let Some((_, address)) = line.split_once("http://") {
                break address.trim().to_owned();
            }
        };
        Self { process, log, _output: output, address }
    }

    /// A connection of one's own.
    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).expect("connect");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("set a limit");
        stream
    }

    /// The whole answer to a GET, head and body.
    pub fn get(&self, path: &str) -> String {
        let mut stream = self.connect();
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address);
        stream.write_all(request.as_bytes()).expect("ask");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        String::from_utf8_lossy(&answer).into_owned()
    }

    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill").args([&format!("-{name}"), &self.process.id().to_string()]).status();
        assert!(sent.expect("kill").success());
    }

    /// Reads the log until a line holds these words.
    pub fn wait_for_log(&mut self, words: &str) {
        let mut line = String::new();
        while !line.contains(words) {
            line.clear();
            assert!(self.log.read_line(&mut line).expect("a line") > 0, "the log ends without “{words}”");
        }
    }

    /// The exit code.
    pub fn wait(&mut self) -> Option<i32> {
        self.process.wait().expect("its end").code()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
