//! As little of HTTP/1.1 as it takes to keep a server busy: requests are bytes made beforehand, connections stay open.

use std::net::SocketAddr;

use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

pub type Outcome<T> = Result<T, String>;

/// A request as it goes over the wire.
pub fn request(method: &str, path: &str, headers: &[(&str, &str)], body: Option<(&str, &[u8])>) -> Vec<u8> {
    let mut text = format!("{method} {path} HTTP/1.1\r\nhost: college.example.org\r\n");
    for (name, value) in headers {
        text.extend([name, ": ", value, "\r\n"]);
    }
    if let Some((media_type, body)) = body {
        let length = body.len().to_string();
        text.extend(["content-type: ", media_type, "\r\ncontent-length: ", &length, "\r\n"]);
    }
    text += "\r\n";
    let mut bytes = text.into_bytes();
    bytes.extend_from_slice(body.map_or(&[], |(_, body)| body));
    bytes
}

/// An answer: its status and its body as sent.
pub struct Answer {
    pub status: u16,
    head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        header(&self.head, name)
    }

    /// The body as JSON, if the status is as expected.
    pub fn json(&self, status: u16) -> Outcome<Value> {
        let text = String::from_utf8_lossy(&self.body);
        if self.status != status {
            let named = serde_json::from_str::<Value>(&text)
                .ok()
                .and_then(|problem| problem["code"].as_str().map(str::to_owned));
            return Err(format!("{} {}", self.status, named.unwrap_or_default()));
        }
        if text.is_empty() { Ok(Value::Null) } else { serde_json::from_str(&text).map_err(|error| error.to_string()) }
    }
}

fn header<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    let lines = head.lines().filter_map(|line| line.split_once(':'));
    lines.into_iter().find(|(given, _)| given.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
}

/// A connection that is kept alive.
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    pub async fn open(address: SocketAddr) -> Outcome<Self> {
        let stream = TcpStream::connect(address).await.map_err(|error| error.to_string())?;
        stream.set_nodelay(true).map_err(|error| error.to_string())?;
        Ok(Self { stream, buffer: Vec::with_capacity(64 * 1024) })
    }

    /// Sends a request and reads the whole answer; only its status is looked at.
    pub async fn exchange(&mut self, request: &[u8]) -> Outcome<u16> {
        self.transfer(request).await.map(|frame| frame.status)
    }

    /// As [`exchange`](Self::exchange), with the answer.
    pub async fn ask(&mut self, request: &[u8]) -> Outcome<Answer> {
        let Frame { status, head, chunked, .. } = self.transfer(request).await?;
        let (head, body) = self.buffer.split_at(head);
        let body = if chunked { joined(body) } else { body.to_vec() };
        Ok(Answer { status, head: String::from_utf8_lossy(head).into_owned(), body })
    }

    async fn transfer(&mut self, request: &[u8]) -> Outcome<Frame> {
        self.stream.write_all(request).await.map_err(|error| error.to_string())?;
        self.buffer.clear();
        let mut frame = None;
        loop {
            let read = self.stream.read_buf(&mut self.buffer).await.map_err(|error| error.to_string())?;
            if read == 0 {
                return Err("the server closed the connection".into());
            }
            if frame.is_none() {
                frame = Frame::read(&self.buffer)?;
            }
            match frame {
                Some(frame) if frame.is_complete(&self.buffer) => return Ok(frame),
                _ => {}
            }
        }
    }
}

/// What the head says about the whole.
#[derive(Clone, Copy)]
struct Frame {
    status: u16,
    /// Bytes of the head with its empty line.
    head: usize,
    body: usize,
    chunked: bool,
}

impl Frame {
    fn read(bytes: &[u8]) -> Outcome<Option<Self>> {
        let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else { return Ok(None) };
        let text = std::str::from_utf8(&bytes[..end]).map_err(|error| error.to_string())?;
        let status = text.get(9..12).and_then(|digits| digits.parse().ok()).ok_or("no status line")?;
        let chunked = header(text, "transfer-encoding") == Some("chunked");
        let body = header(text, "content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
        Ok(Some(Self { status, head: end + 4, body: if status == 304 { 0 } else { body }, chunked }))
    }

    fn is_complete(&self, bytes: &[u8]) -> bool {
        if self.chunked { bytes.ends_with(b"0\r\n\r\n") } else { bytes.len() >= self.head + self.body }
    }
}

/// The body of a chunked answer (RFC 9112 §7.1) without extensions.
fn joined(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(end) = rest.windows(2).position(|window| window == b"\r\n") {
        let size = std::str::from_utf8(&rest[..end]).ok().and_then(|digits| usize::from_str_radix(digits, 16).ok());
        let Some(size) = size.filter(|size| *size > 0 && end + 2 + size <= rest.len()) else { break };
        body.extend_from_slice(&rest[end + 2..end + 2 + size]);
        rest = rest.get(end + 4 + size..).unwrap_or_default();
    }
    body
}
