//! A batch of sign-offs, as large as one may be, while others read: how long it takes, what each costs, and what the readers wait
//! meanwhile. `benches/run --sign-offs` starts it, with both cores for the server.

use std::path::Path;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection as _;
use serde_json::{Value, json};
use virtual_college::db::{Conn, DatabaseUrl, Purpose, open};
use virtual_college::on_backend;

use crate::college::{ADMINISTRATOR, College, JSON};
use crate::servers::Database;
use crate::wire::{Connection, Outcome, request};

const CANDIDATES: u32 = 10_000;
const GOAL: Duration = Duration::from_secs(90);
/// The p99 of reads, against what it is when nothing else is done.
const GOAL_RATIO: f64 = 3.0;
/// Some people who read: so many requests a second in all.
const READS_A_SECOND: u32 = 200;
const ALONE: Duration = Duration::from_secs(10);
const LESSON: &str = "/api/v1/courses/introduction-to-cites/activities/why-cites";

pub async fn run(databases: Vec<Database>) -> Outcome<bool> {
    let mut rows = Vec::new();
    for database in databases {
        let row = measure(&database).await.map_err(|error| format!("{}: {error}", database.name()))?;
        println!("{row}");
        rows.push(row);
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench");
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let are_met = rows.iter().all(|row| row["met"] == true);
    let text = format!("{:#}\n", Value::Array(rows));
    std::fs::write(folder.join("sign-offs.json"), text).map_err(|error| error.to_string())?;
    Ok(are_met)
}

async fn measure(database: &Database) -> Outcome<Value> {
    let mut college = College::open(database).await?;
    fill(&mut college, CANDIDATES).await?;
    college.reconnect().await?;
    let token = college.sign_in(ADMINISTRATOR).await?;

    let alone = read_for(&college, ALONE).await?;
    let batch = college.post("/api/v1/certificate-sign-off-batches", Some(&token), &json!({}), 201).await?;
    let id = batch["id"].as_str().ok_or("no batch")?.to_owned();
    let (began, cpu) = (Instant::now(), college.server.cpu()?);
    let confirmation = json!({ "confirmation_token": batch["confirmation_token"] });
    college
        .post(&format!("/api/v1/certificate-sign-off-batches/{id}/confirmation"), Some(&token), &confirmation, 202)
        .await?;
    let mut reads = Vec::new();
    let state = loop {
        reads.extend(read_for(&college, Duration::from_secs(2)).await?);
        let state = progress(&mut college, &token, &id).await?;
        if state["state"] != "running" {
            break state;
        }
    };
    let (took, cpu) = (began.elapsed(), college.server.cpu()?.saturating_sub(cpu));
    let (quiet, busy) = (p99(alone), p99(reads));
    let is_whole = state["outcomes"]["signed-off"] == CANDIDATES;
    Ok(json!({
        "database": database.name(), "signed_off": state["outcomes"], "seconds": took.as_secs(), "goal_seconds": GOAL.as_secs(),
        "cpu_ms_each": cpu.as_secs_f64() * 1e3 / f64::from(CANDIDATES), "memory_mib": college.server.resident_mib()?,
        "p99_ms_alone": quiet, "p99_ms_meanwhile": busy, "ratio": busy / quiet, "goal_ratio": GOAL_RATIO,
        "met": is_whole && took <= GOAL && busy <= quiet * GOAL_RATIO,
    }))
}

async fn want_sign_off(college: &mut College, administrator: &str) -> Outcome<()> {
    let policy = json!({
        "issue": "after-sign-off", "validity": { "kind": "months", "months": 24 }, "reminders": [90, 30, 7],
        "shows_hours": true, "shows_grade": true, "officials": [],
    });
    college.put("/api/v1/certificate-policies/for-a-signature", administrator, &policy).await
}

/// The path at which a certificate is verified, which was issued for this.
pub async fn certificate(college: &mut College) -> Outcome<String> {
    fill(college, 1).await?;
    let token = college.administrator().await?;
    let batch = college.post("/api/v1/certificate-sign-off-batches", Some(&token), &json!({}), 201).await?;
    let id = batch["id"].as_str().ok_or("no batch")?;
    let path = format!("/api/v1/certificate-sign-off-batches/{id}/confirmation");
    college.post(&path, Some(&token), &json!({ "confirmation_token": batch["confirmation_token"] }), 202).await?;
    while progress(college, &token, id).await?["state"] == "running" {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let bearer = format!("Bearer {token}");
    let register = college.get("/api/v1/certificate-register", &[("authorization", &bearer)]).await?.json(200)?;
    let address = register["items"][0]["verify_url"].as_str().ok_or_else(|| format!("no certificate: {register}"))?;
    address.find("/verify/").and_then(|at| address.get(at..)).map(str::to_owned).ok_or_else(|| "no address".into())
}

async fn progress(college: &mut College, token: &str, id: &str) -> Outcome<Value> {
    let bearer = format!("Bearer {token}");
    let path = format!("/api/v1/certificate-sign-off-batches/{id}");
    college.get(&path, &[("authorization", &bearer)]).await?.json(200)
}

/// So many people who completed a course that asks for a signature.
async fn fill(college: &mut College, count: u32) -> Outcome<()> {
    let administrator = college.administrator().await?;
    college.publish_copy("for-a-signature").await?;
    let learner = college.learners(1).await?.pop().ok_or("nobody registered")?;
    college.enrol(&learner, "for-a-signature").await?;
    want_sign_off(college, &administrator).await?;
    write(&college.database_url()?, count)
}

/// Each with an enrolment as the one that there is, completed, and a place in the queue.
fn write(url: &DatabaseUrl, count: u32) -> Outcome<()> {
    let mut conn = open(url, Purpose::Maintain).map_err(|error| error.to_string())?;
    let is_sqlite = matches!(conn, Conn::Sqlite(_));
    let id = |kind: u32| {
        if is_sqlite {
            format!("unhex(printf('%032x', {kind}0000000 + n))")
        } else {
            format!("decode(lpad(to_hex(({kind}0000000 + n)::bigint), 32, '0'), 'hex')")
        }
    };
    let numbers =
        format!("WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count})");
    let no = if is_sqlite { "0" } else { "FALSE" };
    let [person, enrolment, candidate] = [1, 2, 3].map(id);
    let statements = [
        format!(
            "{numbers} INSERT INTO people (id, name, locale, created_at, row_version) \
             SELECT {person}, 'Rakotomalala Number ' || n, 'fr', 0, 1 FROM numbers"
        ),
        format!(
            "{numbers} INSERT INTO enrolments (person, id, course, version, state, locale, requested_at, completed_at, grade, in_person) \
             SELECT {person}, {enrolment}, e.course, e.version, 'completed', 'fr', e.requested_at, e.requested_at, 8750, {no} \
             FROM numbers, enrolments e JOIN courses c ON c.id = e.course WHERE c.slug = 'for-a-signature' AND e.state = 'active'"
        ),
        format!(
            "{numbers} INSERT INTO certificate_candidates (person, enrolment, id, course, edition, completed_at, state) \
             SELECT {person}, {enrolment}, {candidate}, e.course, (SELECT id FROM course_editions WHERE version = e.version AND locale = 'fr' LIMIT 1), \
             e.requested_at, 'awaiting-sign-off' FROM numbers, enrolments e JOIN courses c ON c.id = e.course WHERE c.slug = 'for-a-signature' AND e.state = 'active'"
        ),
    ];
    for statement in statements {
        on_backend!(&mut conn, |c| c.batch_execute(&statement)).map_err(|error| format!("{error}: {statement}"))?;
    }
    Ok(())
}

/// Somebody reads a lesson at an even pace; how long each answer took.
async fn read_for(college: &College, time: Duration) -> Outcome<Vec<Duration>> {
    let mut connection = Connection::open(college.server.address).await?;
    let asked = request("GET", LESSON, &[("accept", JSON), ("accept-language", "fr")], None);
    let mut pace = tokio::time::interval(Duration::from_secs(1) / READS_A_SECOND);
    let (began, mut found) = (Instant::now(), Vec::new());
    while began.elapsed() < time {
        pace.tick().await;
        let sent = Instant::now();
        if connection.exchange(&asked).await? != 200 {
            return Err("a lesson was not answered".into());
        }
        found.push(sent.elapsed());
    }
    Ok(found)
}

fn p99(mut latencies: Vec<Duration>) -> f64 {
    latencies.sort_unstable();
    let place = latencies.len() * 99 / 100;
    latencies.get(place).map_or(f64::NAN, |latency| latency.as_secs_f64() * 1e3)
}
