//! A college to measure: everything in it is made over HTTP, as people would make it.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;
use virtual_college::db::DatabaseUrl;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::servers::{Database, Server};
use crate::wire::{Answer, Connection, Outcome, request};

pub const SHIPPED: &str = "introduction-to-cites";
pub const ADMINISTRATOR: &str = "admin@example.org";
const PASSWORD: &str = "seven tame pangolins";
const LONGEST_WAIT: Duration = Duration::from_mins(1);

pub struct College {
    pub server: Server,
    directory: TempDir,
    database: Database,
    desk: Connection,
    administrator: Option<String>,
    learners: Vec<String>,
}

/// How JSON travels.
pub const JSON: &str = "application/json";

impl College {
    pub async fn open(database: &Database) -> Outcome<Self> {
        let directory = TempDir::new().map_err(|error| error.to_string())?;
        let server = Server::college(directory.path(), database)?;
        let desk = Connection::open(server.address).await?;
        Ok(Self { server, directory, database: database.clone(), desk, administrator: None, learners: Vec::new() })
    }

    /// Where its data are.
    pub fn database_url(&self) -> Outcome<DatabaseUrl> {
        match &self.database {
            Database::Sqlite => Ok(DatabaseUrl::Sqlite(self.directory.path().join("college.db"))),
            Database::Postgres { url, .. } => url.parse().map_err(|_| format!("no address of a database: {url}")),
        }
    }

    /// The server closes a connection that was idle for long.
    pub async fn reconnect(&mut self) -> Outcome<()> {
        self.desk = Connection::open(self.server.address).await?;
        Ok(())
    }

    pub async fn get(&mut self, path: &str, headers: &[(&str, &str)]) -> Outcome<Answer> {
        self.desk.ask(&request("GET", path, headers, None)).await
    }

    /// Posts JSON and expects a status.
    pub async fn post(&mut self, path: &str, token: Option<&str>, body: &Value, status: u16) -> Outcome<Value> {
        let body = body.to_string();
        self.send(path, &[("x-forwarded-for", "10.0.0.1")], token, (JSON, body.as_bytes()), status).await
    }

    /// Puts JSON in the place of whatever is there.
    pub async fn put(&mut self, path: &str, token: &str, body: &Value) -> Outcome<()> {
        let (bearer, body) = (format!("Bearer {token}"), body.to_string());
        let headers = [("authorization", bearer.as_str()), ("if-match", "*")];
        let answer = self.desk.ask(&request("PUT", path, &headers, Some((JSON, body.as_bytes())))).await?;
        answer.json(200).map(drop).map_err(|error| format!("PUT {path}: {error}"))
    }

    async fn send(
        &mut self,
        path: &str,
        headers: &[(&str, &str)],
        token: Option<&str>,
        body: (&str, &[u8]),
        status: u16,
    ) -> Outcome<Value> {
        let bearer = token.map(|token| format!("Bearer {token}"));
        let mut headers = headers.to_vec();
        headers.extend(bearer.as_deref().map(|bearer| ("authorization", bearer)));
        let answer = self.desk.ask(&request("POST", path, &headers, Some(body))).await?;
        answer.json(status).map_err(|error| format!("POST {path}: {error}"))
    }

    /// The token of the administrator, who claims the college with the code that the server prints.
    pub async fn administrator(&mut self) -> Outcome<String> {
        if let Some(token) = &self.administrator {
            return Ok(token.clone());
        }
        let line = self.server.read_line()?;
        let code = line.rsplit_once(": ").map(|(_, code)| code).ok_or("the server printed no code")?;
        let account = json!({ "email": ADMINISTRATOR, "password": PASSWORD, "name": "Ana Rakoto", "locale": "en" });
        self.post("/api/v1/setup", None, &json!({ "code": code, "account": account }), 201).await?;
        let token = self.sign_in(ADMINISTRATOR).await?;
        self.administrator = Some(token.clone());
        Ok(token)
    }

    pub async fn sign_in(&mut self, email: &str) -> Outcome<String> {
        let session =
            self.post("/api/v1/sessions", None, &json!({ "email": email, "password": PASSWORD }), 201).await?;
        session["access_token"].as_str().map(str::to_owned).ok_or_else(|| "no access token".into())
    }

    /// The tokens of so many people who registered, confirmed their address and signed in.
    pub async fn learners(&mut self, count: usize) -> Outcome<Vec<String>> {
        let emails: Vec<String> = (self.learners.len()..count).map(|n| format!("learner{n}@example.org")).collect();
        for (n, email) in emails.iter().enumerate() {
            let network = format!("10.1.{}.{}", n / 50, n % 50);
            let account =
                json!({ "email": email, "password": PASSWORD, "name": "Ana Rakoto", "locale": "fr" }).to_string();
            let from = [("x-forwarded-for", network.as_str())];
            self.send("/api/v1/accounts", &from, None, (JSON, account.as_bytes()), 201).await?;
        }
        for token in self.mailed_tokens(&emails).await? {
            self.post("/api/v1/email-verifications", None, &json!({ "token": token, "password": PASSWORD }), 204)
                .await?;
        }
        for email in &emails {
            let token = self.sign_in(email).await?;
            self.learners.push(token);
        }
        Ok(self.learners.iter().take(count).cloned().collect())
    }

    /// The tokens of the links that were mailed to each address, once all letters are there.
    async fn mailed_tokens(&self, emails: &[String]) -> Outcome<Vec<String>> {
        let folder = self.directory.path().join("mail");
        let read = async || {
            loop {
                let letters = letters(&folder);
                if let Some(tokens) = emails.iter().map(|email| letters.get(email).cloned()).collect() {
                    return tokens;
                }
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        tokio::time::timeout(LONGEST_WAIT, read()).await.map_err(|_| "the letters did not come".into())
    }

    /// The shipped course published once more, under another slug.
    pub async fn publish_copy(&mut self, slug: &str) -> Outcome<()> {
        let token = self.administrator().await?;
        let zip = packed_as(slug).map_err(|error| error.to_string())?;
        let draft = &self.send("/api/v1/courses", &[], Some(&token), ("application/zip", &zip), 201).await?["draft"];
        let body = json!({ "draft": draft });
        self.post(&format!("/api/v1/courses/{slug}/publications"), Some(&token), &body, 201).await.map(drop)
    }

    /// Enrols in a course; the enrolment's id.
    pub async fn enrol(&mut self, token: &str, course: &str) -> Outcome<String> {
        let enrolment = self.post("/api/v1/enrolments", Some(token), &json!({ "course": course }), 201).await?;
        enrolment["id"].as_str().map(str::to_owned).ok_or_else(|| "no id".into())
    }
}

/// To whom each letter is, and the token of its link.
fn letters(folder: &Path) -> BTreeMap<String, String> {
    let files = std::fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
    let letters = files.filter(|path| path.extension().is_some_and(|extension| extension == "eml"));
    letters.filter_map(|path| letter(&std::fs::read_to_string(path).ok()?)).collect()
}

fn letter(source: &str) -> Option<(String, String)> {
    // Quoted-printable (RFC 2045 §6.7) breaks long lines.
    let text = source.replace("=\r\n", "");
    let to = text.lines().find_map(|line| line.strip_prefix("To: "))?;
    let address = to.rsplit('<').next()?.trim().trim_end_matches('>').to_owned();
    let (_, after) = text.split_once("/confirm/")?;
    let token = after.chars().take_while(|letter| letter.is_ascii_alphanumeric() || "-_".contains(*letter)).collect();
    Some((address, token))
}

fn packed_as(slug: &str) -> zip::result::ZipResult<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("courses").join(SHIPPED);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for path in files(&folder)? {
        let name = path.strip_prefix(&folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let mut bytes = std::fs::read(&path)?;
        if name == "course.toml" {
            bytes = String::from_utf8_lossy(&bytes).replace(SHIPPED, slug).into_bytes();
        }
        zip.start_file(format!("{slug}/{name}"), SimpleFileOptions::default())?;
        zip.write_all(&bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let (mut found, mut waiting) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() { waiting.push(path) } else { found.push(path) }
        }
    }
    Ok(found)
}
