//! Clients that hold connections open, over real ones.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;

use crate::support::{Served, TestDatabase, address};

/// The program, with so few files that a crowd is soon one.
fn with_few_files(directory: &TempDir, database: &TestDatabase) -> Served {
    let mut command = Command::new("sh");
    let few = "ulimit -n 256; exec \"$0\" \"$@\"";
    command.args(["-c", few, env!("CARGO_BIN_EXE_virtual-college")]).env_clear();
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command.env("COLLEGE_DATA_DIR", directory.path()).env("DATABASE_URL", address(&database.url));
    // Nobody reads what it would say of each.
    command.env("RUST_LOG", "error");
    Served::start(command)
}

fn begin(served: &Served, head: &str) -> TcpStream {
    let mut stream = served.connect();
    stream.set_read_timeout(Some(Duration::from_secs(40))).expect("set a limit");
    stream.write_all(format!("{head}Host: localhost\r\nContent-Type: application/json\r\n").as_bytes()).expect("ask");
    stream
}

/// What is answered until the other side closes.
fn rest(mut stream: TcpStream) -> String {
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("the connection is closed");
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn a_body_that_never_ends_is_refused_in_the_end_and_takes_nobody_elses_place() {
    let directory = TempDir::new().expect("a directory");
    let database = TestDatabase::of_today(directory.path());
    let served = with_few_files(&directory, &database);
    let crowd: Vec<TcpStream> = (0..400)
        .map(|_| {
            let mut stream = begin(&served, "POST /api/v1/sessions HTTP/1.1\r\n");
            stream.write_all(b"Content-Length: 1000\r\n\r\n{\"e").expect("ask");
            stream
        })
        .collect();
    assert!(served.get("/healthz").starts_with("HTTP/1.1 200"));
    let answers: Vec<String> = crowd.into_iter().map(rest).collect();
    let count = |status: &str| answers.iter().filter(|answer| answer.starts_with(status)).count();
    let (slow, busy) = (count("HTTP/1.1 408"), count("HTTP/1.1 503"));
    assert_eq!(slow + busy, 400, "{answers:?}");
    assert!(slow > 0 && busy > 0, "{slow} {busy}");
    assert!(answers.iter().any(|answer| answer.contains("\"body-too-slow\"")));
    assert!(served.get("/readyz").starts_with("HTTP/1.1 200"));
}

#[test]
fn a_body_in_chunks_that_never_ends_does_not_keep_a_connection_open() {
    let directory = TempDir::new().expect("a directory");
    let database = TestDatabase::of_today(directory.path());
    let served = with_few_files(&directory, &database);
    let chunked = |head: &str| {
        let mut stream = begin(&served, head);
        stream.write_all(b"Transfer-Encoding: chunked\r\n\r\n3\r\n{\"e\r\n").expect("ask");
        stream
    };
    let (awaited, unread) = (chunked("POST /api/v1/sessions HTTP/1.1\r\n"), chunked("GET /healthz HTTP/1.1\r\n"));
    assert!(rest(unread).starts_with("HTTP/1.1 200"));
    assert!(rest(awaited).starts_with("HTTP/1.1 408"));
}
