//! A college of 60 languages and 200,000 texts: processor time per request of what translators ask for, of a publication, and the memory
//! of what is served. `benches/run --scale` starts it.

use std::path::Path;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::college::{ADMINISTRATOR, College};
use crate::seed;
use crate::servers::Database;
use crate::wire::Outcome;

/// Of processor time, of the server and its database.
const GOAL_MS: f64 = 50.0;
const PUBLICATION_GOAL_MS: f64 = 2_000.0;
const SERVED_GOAL_MIB: f64 = 64.0;
const MEASURED: Duration = Duration::from_millis(300);
const STATES: [&str; 6] = ["missing", "suggested", "changes-requested", "stale", "failing", "approved"];

pub async fn run(databases: Vec<Database>) -> Outcome<bool> {
    let mut rows = Vec::new();
    println!("{:<58} {:<10} {:>9} {:>9} {:>6} {:>6}", "question", "database", "cpu ms", "goal ms", "items", "status");
    let word = std::env::args().skip(1).find(|argument| !argument.starts_with('-')).unwrap_or_default();
    for database in databases.into_iter().filter(|database| database.name().contains(&word)) {
        let mut college = College::open(&database).await?;
        // While it is filled no other may write, and an access token does not last so long.
        college.administrator().await?;
        let began = Instant::now();
        seed::fill(&college.database_url()?)?;
        println!("# {}: filled in {:.0} s", database.name(), began.elapsed().as_secs_f64());
        college.reconnect().await?;
        let token = college.sign_in(ADMINISTRATOR).await?;
        let mut bench = Bench { college, token, database: database.name(), rows: Vec::new() };
        bench.lists().await?;
        bench.details().await?;
        bench.publications().await?;
        rows.extend(bench.rows);
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench");
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let are_met = rows.iter().all(|row| row["met"] == true);
    std::fs::write(folder.join("scale.json"), format!("{:#}\n", Value::Array(rows)))
        .map_err(|error| error.to_string())?;
    Ok(are_met)
}

struct Bench {
    college: College,
    token: String,
    database: &'static str,
    rows: Vec<Value>,
}

/// Deep in the list: late in a late course.
fn deep(course: u32, place: u32) -> String {
    let unit = Uuid::from_u128(u128::from(seed::unit(course, place)));
    let place = json!([course + 100, format!("course/c{course:02}"), place, unit]);
    format!("&cursor={}", URL_SAFE_NO_PAD.encode(place.to_string()))
}

impl Bench {
    async fn lists(&mut self) -> Outcome<()> {
        let end = deep(seed::COURSES - 1, seed::UNITS_OF_COURSE - 1_000);
        for tag in ["de", "sw", "sl"] {
            for (page, cursor) in [("first", ""), ("deep", end.as_str())] {
                self.ask(&format!("work {tag}, {page} page"), &format!("/locales/{tag}/work?limit=100{cursor}"))
                    .await?;
                for state in STATES {
                    let path = format!("/locales/{tag}/work?limit=100&state={state}{cursor}");
                    self.ask(&format!("work {tag}, {state}, {page} page"), &path).await?;
                }
            }
            let section = format!("/locales/{tag}/work?catalogue=course/c19&section=l99");
            self.ask(&format!("work {tag}, a lesson of a course"), &section).await?;
            for (what, text) in [
                ("a frequent word", "permit"),
                ("a rare word", "quokka"),
                ("nothing", "xylophone"),
                ("a part of words", "spec"),
                ("a phrase", "permit ke"),
                ("two letters", "qu"),
                ("two letters of none", "qx"),
                ("two Chinese characters", "%E8%AE%B8%E5%8F%AF"),
                ("100 letters", &"spe".repeat(33)),
            ] {
                let path = format!("/locales/{tag}/work?limit=100&q={}", text.replace(' ', "%20"));
                self.ask(&format!("search {tag}, {what}"), &path).await?;
                self.ask(&format!("search {tag}, {what}, missing"), &format!("{path}&state=missing")).await?;
            }
        }
        Ok(())
    }

    async fn details(&mut self) -> Outcome<()> {
        let alone = Uuid::from_u128(u128::from(seed::unit(10, 4_321)));
        let shared = Uuid::from_u128(u128::from(seed::unit(10, 4_359)));
        for (what, path) in [
            ("statistics of a language", "/locales/de/statistics".to_owned()),
            ("contributors of a language", "/locales/de/contributors".to_owned()),
            ("contributors of a course", "/locales/de/contributors?catalogue=course/c10".to_owned()),
            ("languages", "/locales?limit=100".to_owned()),
            ("catalogues", "/catalogues".to_owned()),
            ("a unit", format!("/units/{alone}?locale=de")),
            ("memory, exact", format!("/units/{shared}/memory?locale=de")),
            ("memory, alike", format!("/units/{alone}/memory?locale=de")),
            ("terms, first page of 5,000", "/terms?locale=de&limit=100".to_owned()),
            ("terms, search", "/terms?locale=de&q=por%20ke".to_owned()),
        ] {
            self.ask(what, &path).await?;
        }
        Ok(())
    }

    /// The same question again and again, one at a time.
    async fn ask(&mut self, what: &str, path: &str) -> Outcome<()> {
        let path = format!("/api/v1{path}");
        let bearer = format!("Bearer {}", self.token);
        let headers = [("authorization", bearer.as_str())];
        let answer = self.college.get(&path, &headers).await?;
        let body = answer.json(200).map_err(|error| format!("{path}: {error}"))?;
        let items = body["items"].as_array().map_or(1, Vec::len);
        let (mut asked, began, cpu) = (0_u32, Instant::now(), self.college.server.cpu()?);
        while began.elapsed() < MEASURED || asked < 5 {
            let answer = self.college.get(&path, &headers).await?;
            asked += 1;
            answer.json(200).map_err(|error| format!("{path}: {error}"))?;
        }
        let cpu = self.college.server.cpu()?.saturating_sub(cpu);
        self.note(what, cpu.as_secs_f64() * 1e3 / f64::from(asked), GOAL_MS, items);
        Ok(())
    }

    fn note(&mut self, what: &str, found: f64, goal: f64, items: usize) {
        let mark = if found > goal { "over" } else { "" };
        println!("{what:<58} {:<10} {found:>9.2} {goal:>9.0} {items:>6} {mark:>6}", self.database);
        let found = (found * 100.0).round() / 100.0;
        self.rows.push(
            json!({ "question": what, "database": self.database, "found": found, "goal": goal, "met": found <= goal }),
        );
    }

    /// Each language publishes the whole interface; what is served of it stays in memory.
    async fn publications(&mut self) -> Outcome<()> {
        let before = self.college.server.resident_mib()?;
        let (mut longest, mut slowest, mut refused) = (0.0_f64, 0.0_f64, Vec::new());
        let tags = || seed::WHOLLY.iter().chain(&seed::PARTLY).chain(&seed::HARDLY);
        for tag in tags() {
            let (began, cpu) = (Instant::now(), self.college.server.cpu()?);
            let path = format!("/api/v1/locales/{tag}/publications");
            let token = self.token.clone();
            match self.college.post(&path, Some(&token), &json!({}), 201).await {
                Ok(_) => {
                    slowest = slowest.max(began.elapsed().as_secs_f64() * 1e3);
                    tokio::time::sleep(Duration::from_millis(400)).await;
                    longest = longest.max(self.college.server.cpu()?.saturating_sub(cpu).as_secs_f64() * 1e3);
                }
                Err(error) => refused.push(error),
            }
        }
        println!("# {} of 59 publications refused; {}", refused.len(), refused.first().map_or("", String::as_str));
        for tag in tags() {
            let path = "/api/v1/courses/no-such-course";
            for _ in 0..20 {
                self.college.get(path, &[("accept-language", tag)]).await?;
            }
        }
        let after = self.college.server.resident_mib()?;
        self.note("publication, the longest: ms until it is answered", slowest, PUBLICATION_GOAL_MS, tags().count());
        self.note(
            "publication, the longest: ms of processor until served",
            longest,
            PUBLICATION_GOAL_MS,
            tags().count(),
        );
        self.note(
            "all languages served: MiB of memory more than three",
            after - before,
            SERVED_GOAL_MIB,
            tags().count(),
        );
        Ok(())
    }
}
