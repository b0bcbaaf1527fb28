//! The queue: work that is done after the request, and what happens regularly.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use virtual_college::app::App;
use virtual_college::clock::Timestamp;
use virtual_college::db::{Json, Snapshot, Tx, schema};
use virtual_college::error::{AppError, Problem};
use virtual_college::jobs::{self, Handler, Job, Registry, Running, Step};
use virtual_college::mail::{self, Letter, Recipient};

use crate::support::{Campus, days, hours, minutes};

/// What the job of a test does when it runs; `test` tells one test's runs from another's.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Task {
    test: String,
    act: Act,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
enum Act {
    Succeed,
    Fail,
    Panic,
    /// Goes on until this counts down to zero.
    Chunks(u32),
    /// Takes so many milliseconds.
    Take(u64),
    /// The first time, takes longer than its lease, so that somebody else does it meanwhile and fails.
    OutliveLease,
    /// Takes longer than its first lease, and tries whether somebody else does it meanwhile.
    RenewLease,
}

const LONGER_THAN_A_LEASE: Duration = minutes(11);
static RUNS: Mutex<BTreeMap<String, u32>> = Mutex::new(BTreeMap::new());

fn runs(test: &str) -> u32 {
    RUNS.lock().unwrap_or_else(PoisonError::into_inner).get(test).copied().unwrap_or(0)
}

fn count(test: &str) {
    *RUNS.lock().unwrap_or_else(PoisonError::into_inner).entry(test.to_owned()).or_default() += 1;
}

fn perform(app: Arc<App>, payload: Json) -> Running {
    Box::pin(async move {
        let task: Task = payload.read()?;
        if let Act::Take(millis) = task.act {
            tokio::time::sleep(Duration::from_millis(millis)).await;
        }
        count(&task.test);
        match task.act {
            Act::OutliveLease if runs(&task.test) == 1 => {
                app.clock.advance(LONGER_THAN_A_LEASE);
                jobs::drain(&app, &registry()).await?;
                Ok(Step::Done)
            }
            Act::OutliveLease if runs(&task.test) == 2 => Err(AppError::broken("it did not work")),
            Act::RenewLease => {
                app.clock.advance(Duration::from_secs(50));
                let first = lease(&app).await?;
                // Twenty-five seconds of the runtime, which pass at once.
                tokio::time::pause();
                tokio::time::sleep(Duration::from_secs(25)).await;
                tokio::time::resume();
                while lease(&app).await? == first {
                    tokio::time::sleep(Duration::from_millis(5)).await;
                }
                app.clock.advance(Duration::from_secs(50));
                jobs::drain(&app, &registry()).await?;
                Ok(Step::Done)
            }
            Act::Succeed | Act::Take(_) | Act::Chunks(0) | Act::OutliveLease => Ok(Step::Done),
            Act::Chunks(left) => Ok(Step::Continue(Json::of(&Task { act: Act::Chunks(left - 1), ..task })?)),
            Act::Fail => Err(AppError::broken("it did not work")),
            Act::Panic => panic!("it fell over"),
        }
    })
}

/// Until when the only job is somebody's.
async fn lease(app: &App) -> Result<Option<Timestamp>, AppError> {
    app.db.read(|snapshot| Ok(schema::jobs::table.select(schema::jobs::leased_until).first(snapshot.conn())?)).await
}

fn perform_hourly(_: Arc<App>, _: Json) -> Running {
    count("hourly");
    Box::pin(async { Ok(Step::Done) })
}

fn registry() -> Registry {
    Registry::new([Handler { kind: "perform", every: None, run: perform }])
}

async fn enqueue(campus: &Campus, test: &str, act: Act) {
    let job = Job::new("perform", &Task { test: test.into(), act }).expect("a job");
    assert!(campus.app.db.write(move |tx| jobs::enqueue(tx, &job)).await.expect("enqueue"));
}

async fn drain(campus: &Campus, registry: &Registry) {
    jobs::drain(&campus.app.clone().into_inner(), registry).await.expect("drain");
}

#[actix_web::test]
async fn a_job_runs_once_and_not_when_its_transaction_is_undone() {
    let campus = Campus::open().await;
    enqueue(&campus, "once", Act::Succeed).await;
    let job = Job::new("perform", &Task { test: "once".into(), act: Act::Succeed }).expect("a job");
    let undone: Result<(), AppError> = campus
        .app
        .db
        .write(move |tx| {
            jobs::enqueue(tx, &job)?;
            Err(Problem::conflict("not-found").into())
        })
        .await;
    assert!(undone.is_err());
    drain(&campus, &registry()).await;
    drain(&campus, &registry()).await;
    assert_eq!(runs("once"), 1);
}

#[actix_web::test]
async fn under_one_key_there_is_one_job() {
    let campus = Campus::open().await;
    let mut added = Vec::new();
    for _ in 0..3 {
        let task = Task { test: "key".into(), act: Act::Succeed };
        let job = Job::new("perform", &task).expect("a job").once("key:1");
        added.push(campus.app.db.write(move |tx| jobs::enqueue(tx, &job)).await.expect("enqueue"));
        drain(&campus, &registry()).await;
    }
    assert_eq!((added, runs("key")), (vec![true, false, false], 1));
}

#[actix_web::test]
async fn a_job_waits_until_it_is_due() {
    let campus = Campus::open().await;
    let task = Task { test: "due".into(), act: Act::Succeed };
    let job = Job::new("perform", &task).expect("a job").due_at(campus.clock.now().plus(hours(2)));
    campus.app.db.write(move |tx| jobs::enqueue(tx, &job)).await.expect("enqueue");
    for (advance, expected) in [(hours(1), 0), (hours(1), 1), (hours(1), 1)] {
        campus.clock.advance(advance);
        drain(&campus, &registry()).await;
        assert_eq!(runs("due"), expected);
    }
}

#[actix_web::test]
async fn what_fails_is_tried_again_with_growing_pauses_and_then_given_up() {
    let campus = Campus::open().await;
    enqueue(&campus, "failing", Act::Fail).await;
    drain(&campus, &registry()).await;
    drain(&campus, &registry()).await;
    assert_eq!(runs("failing"), 1, "not before a pause");
    campus.clock.advance(minutes(1));
    drain(&campus, &registry()).await;
    assert_eq!(runs("failing"), 2);
    campus.clock.advance(minutes(1));
    drain(&campus, &registry()).await;
    assert_eq!(runs("failing"), 2, "the second pause is longer");
    for _ in 0..20 {
        campus.clock.advance(hours(6));
        drain(&campus, &registry()).await;
    }
    assert_eq!(runs("failing"), 16);
    let failed = campus.app.db.read(|snapshot| jobs::failed(snapshot, 10)).await.expect("read");
    assert_eq!(failed.len(), 1);
    assert_eq!((failed[0].kind.as_str(), failed[0].last_error.as_deref()), ("perform", Some("it did not work")));
    let metrics = campus.guest().get("/metrics").await.text();
    assert!(metrics.contains(r#"college_jobs_total{kind="perform",outcome="failed"} 1"#), "{metrics}");
}

#[actix_web::test]
async fn what_was_given_up_is_kept_for_a_month_to_be_retried_or_dismissed() {
    let campus = Campus::open().await;
    let failed = async || campus.app.db.read(|snapshot| jobs::failed(snapshot, 10)).await.expect("read").len();
    enqueue(&campus, "kept", Act::Fail).await;
    enqueue(&campus, "forgotten", Act::Succeed).await;
    let give_up = async || {
        for _ in 0..20 {
            campus.clock.advance(hours(6));
            drain(&campus, &registry()).await;
        }
    };
    give_up().await;
    campus.clock.advance(days(27));
    let prune = async || campus.app.db.write(|tx| jobs::prune(tx, 10)).await.expect("prune");
    assert_eq!(prune().await, 1, "what was done longer ago is forgotten");
    assert_eq!(failed().await, 1);
    assert_eq!(campus.app.db.write(jobs::retry_failed).await.expect("retry"), 1);
    drain(&campus, &registry()).await;
    assert_eq!((runs("kept"), failed().await), (17, 0));
    give_up().await;
    assert_eq!(campus.app.db.write(jobs::dismiss_failed).await.expect("dismiss"), 1);
    assert_eq!(failed().await, 0);
    enqueue(&campus, "kept", Act::Fail).await;
    give_up().await;
    campus.clock.advance(days(31));
    assert_eq!((prune().await, failed().await), (1, 0), "it goes like what was done, and its key is free");
}

#[actix_web::test]
async fn a_job_that_panics_takes_nobody_with_it() {
    let campus = Campus::open().await;
    enqueue(&campus, "panic", Act::Panic).await;
    enqueue(&campus, "beside-panic", Act::Succeed).await;
    drain(&campus, &registry()).await;
    assert_eq!((runs("panic"), runs("beside-panic")), (1, 1));
    campus.clock.advance(minutes(1));
    drain(&campus, &registry()).await;
    assert_eq!((runs("panic"), runs("beside-panic")), (2, 1));
}

#[actix_web::test]
async fn long_work_is_done_in_chunks() {
    let campus = Campus::open().await;
    enqueue(&campus, "chunks", Act::Chunks(9)).await;
    drain(&campus, &registry()).await;
    assert_eq!(runs("chunks"), 10);
}

#[actix_web::test]
async fn a_kind_that_only_a_newer_version_knows_is_left_to_it() {
    let campus = Campus::open().await;
    enqueue(&campus, "newer", Act::Succeed).await;
    drain(&campus, &Registry::new([])).await;
    campus.clock.advance(days(9));
    drain(&campus, &Registry::new([])).await;
    assert_eq!(runs("newer"), 0);
    drain(&campus, &registry()).await;
    assert_eq!(runs("newer"), 1);
}

#[actix_web::test]
async fn two_workers_never_run_the_same_job() {
    let campus = Campus::open().await;
    for _ in 0..40 {
        enqueue(&campus, "two", Act::Take(1)).await;
    }
    let mut config = campus.app.config.clone();
    config.server.connections = 2;
    let other = Arc::new(App::open(config, campus.clock.clone()).expect("open it once more"));
    let registry = registry();
    let (mine, theirs) = futures_util::future::join(
        jobs::drain(&campus.app.clone().into_inner(), &registry),
        jobs::drain(&other, &registry),
    )
    .await;
    assert!(mine.is_ok() && theirs.is_ok());
    assert_eq!(runs("two"), 40);
}

#[actix_web::test]
async fn what_a_dead_worker_had_claimed_is_run_when_its_lease_has_run_out() {
    let campus = Campus::open().await;
    enqueue(&campus, "orphan", Act::Succeed).await;
    let claim = |tx: &mut Tx<'_>| {
        let lease = tx.now().plus(minutes(10));
        Ok(diesel::update(schema::jobs::table).set(schema::jobs::leased_until.eq(lease)).execute(tx.conn())?)
    };
    assert_eq!(campus.app.db.write(claim).await.expect("claim"), 1);
    for (advance, expected) in [(minutes(9), 0), (minutes(1), 1), (minutes(10), 1)] {
        campus.clock.advance(advance);
        drain(&campus, &registry()).await;
        assert_eq!(runs("orphan"), expected);
    }
}

#[actix_web::test]
async fn whoever_comes_back_after_its_lease_no_longer_decides_what_became_of_the_job() {
    let campus = Campus::open().await;
    enqueue(&campus, "outlived", Act::OutliveLease).await;
    drain(&campus, &registry()).await;
    assert_eq!(runs("outlived"), 2, "another took over");
    campus.clock.advance(minutes(1));
    drain(&campus, &registry()).await;
    assert_eq!(runs("outlived"), 3, "the other's failure counts, and not that the first said it was done");
    campus.clock.advance(days(1));
    drain(&campus, &registry()).await;
    assert_eq!(runs("outlived"), 3);
}

#[actix_web::test]
async fn a_job_that_takes_long_stays_with_who_does_it() {
    let campus = Campus::open().await;
    campus.app.db.write(|tx| Ok(diesel::delete(schema::jobs::table).execute(tx.conn())?)).await.expect("no other job");
    enqueue(&campus, "renewed", Act::RenewLease).await;
    drain(&campus, &registry()).await;
    assert_eq!(runs("renewed"), 1, "nobody else did it");
}

#[actix_web::test]
async fn a_long_job_holds_up_no_other() {
    let campus = Campus::open().await;
    enqueue(&campus, "long", Act::Take(4_000)).await;
    let worker = jobs::start_with(campus.app.clone().into_inner(), registry());
    for expected in 1..=6 {
        enqueue(&campus, "short", Act::Succeed).await;
        let done = async {
            while runs("short") < expected {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(2), done).await.expect("the short job is done");
    }
    assert_eq!(runs("long"), 0);
    worker.stop().await;
    assert_eq!(runs("long"), 1);
}

#[actix_web::test]
async fn what_is_regular_runs_again_and_again_but_never_twice_at_a_time() {
    let campus = Campus::open().await;
    let registry = Registry::new([Handler { kind: "hourly", every: Some(hours(1)), run: perform_hourly }]);
    for expected in 1..=5 {
        drain(&campus, &registry).await;
        drain(&campus, &registry).await;
        assert_eq!(runs("hourly"), expected);
        campus.clock.advance(hours(1));
    }
}

#[actix_web::test]
async fn the_worker_wakes_on_a_commit_and_finishes_what_runs_before_it_stops() {
    let campus = Campus::open().await;
    let worker = jobs::start_with(campus.app.clone().into_inner(), registry());
    tokio::time::sleep(Duration::from_millis(300)).await;
    enqueue(&campus, "worker", Act::Take(500)).await;
    let to = Recipient { person: None, address: "ana@example.org".into(), locale: virtual_college::i18n::Locale::EN };
    campus.app.db.write(move |tx| mail::post(tx, &to, Letter::PasswordChanged)).await.expect("post");
    let arrived = async {
        while campus.mailbox().is_empty() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(5), arrived).await.expect("the letter was sent at once");
    worker.stop().await;
    assert_eq!(runs("worker"), 1, "it was finished");
    enqueue(&campus, "worker", Act::Succeed).await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(runs("worker"), 1, "nothing new is taken");
}

#[actix_web::test]
async fn a_job_knows_whether_the_same_is_asked_for_again() {
    let campus = Campus::open().await;
    let asked = async |payload: u32| {
        let again = move |snapshot: &mut Snapshot<'_>| jobs::is_asked_again(snapshot, "look", &Json::of(&payload)?);
        campus.app.db.read(again).await.expect("an answer")
    };
    let job = Job::new("look", &1).expect("a job");
    assert!(!asked(1).await);
    campus.app.db.write(move |tx| jobs::enqueue(tx, &job)).await.expect("enqueue");
    assert_eq!((asked(1).await, asked(2).await), (true, false));
    // One that is running does not see what is said from now on.
    let begin = |tx: &mut Tx<'_>| {
        let until = tx.now().plus(minutes(5));
        Ok(diesel::update(schema::jobs::table).set(schema::jobs::leased_until.eq(until)).execute(tx.conn())?)
    };
    campus.app.db.write(begin).await.expect("begin");
    assert!(!asked(1).await);
}
