//! What the writer promises when its queue is full, its disk is full, or a commit fails.

use std::sync::mpsc;

use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use diesel::sql_types::{Binary, Integer};
use tempfile::TempDir;

use super::*;
use crate::clock::Timestamp;
use crate::db::{DatabaseUrl, open};

type Waiting = oneshot::Receiver<Result<(), AppError>>;

/// A writer over a file of its own, whose thread can be held up.
struct Bench {
    writer: Writer,
    url: DatabaseUrl,
    bell: Arc<Notify>,
    _directory: TempDir,
}

impl Bench {
    fn new(queue_limit: usize) -> Self {
        let directory = TempDir::new().expect("a directory");
        let url = DatabaseUrl::Sqlite(directory.path().join("bench.db"));
        let mut conn = open(&url, Purpose::Write).expect("open");
        let schema = "CREATE TABLE notes (key BLOB PRIMARY KEY) STRICT; CREATE TABLE parents (id INTEGER PRIMARY KEY) STRICT; \
                      CREATE TABLE children (parent INTEGER REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED) STRICT";
        conn.batch_execute(schema).expect("make the tables");
        let bell = Arc::new(Notify::new());
        let clock = Clock::still_at(Timestamp::from_micros(0));
        let writer = Writer::start(conn, clock, queue_limit, Arc::clone(&bell)).expect("start");
        Self { writer, url, bell, _directory: directory }
    }

    fn queue(&self, work: impl FnOnce(&mut Conn) -> QueryResult<()> + Send + 'static) -> Waiting {
        self.writer.enqueue(Urgency::Request, |tx| Ok(work(tx.conn())?)).expect("there is room")
    }

    /// Holds the writer up until the sender is dropped, so that what is queued meanwhile is one batch.
    fn hold_up(&self) -> (mpsc::Sender<()>, Waiting) {
        let (told, at_work) = mpsc::channel();
        let (release, released) = mpsc::channel::<()>();
        let held = self.queue(move |_| {
            let _ = told.send(());
            let _ = released.recv();
            Ok(())
        });
        at_work.recv().expect("the writer began");
        (release, held)
    }

    fn notes(&self) -> i64 {
        let mut conn = open(&self.url, Purpose::Read).expect("open");
        diesel::sql_query("SELECT COUNT(*) AS count FROM notes").get_result::<Count>(&mut conn).expect("count").count
    }
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    count: i64,
}

fn note(key: Vec<u8>) -> impl FnOnce(&mut Conn) -> QueryResult<()> + Send {
    move |conn| diesel::sql_query("INSERT INTO notes VALUES ($1)").bind::<Binary, _>(key).execute(conn).map(drop)
}

/// `ok`, the code of a refusal, or `broken`.
fn answer(waiting: Waiting) -> &'static str {
    match waiting.blocking_recv().expect("an answer") {
        Ok(()) => "ok",
        Err(error) => error.code().unwrap_or("broken"),
    }
}

#[test]
fn a_full_queue_refuses_at_once_and_each_urgency_has_its_own() {
    let bench = Bench::new(2);
    let (release, held) = bench.hold_up();
    let waiting = [bench.queue(note(vec![1])), bench.queue(note(vec![2]))];
    let refused = bench.writer.enqueue(Urgency::Request, |_| Ok(()));
    let Err(AppError::Refused(problem)) = refused else { panic!("a third write was taken") };
    assert_eq!((problem.status, problem.code, problem.retry_after), (503, "busy", Some(1)));
    let background = bench.writer.enqueue(Urgency::Background, |_| Ok(())).expect("the other line is empty");
    drop(release);
    assert_eq!([held, background].map(answer), ["ok", "ok"]);
    assert_eq!(waiting.map(answer), ["ok", "ok"]);
    assert_eq!(bench.notes(), 2);
}

#[test]
fn requests_go_before_background_work() {
    let bench = Bench::new(9);
    let (release, held) = bench.hold_up();
    let (told, order) = mpsc::channel();
    let all = [("later", Urgency::Background), ("last", Urgency::Background), ("first", Urgency::Request)];
    let waiting = all.map(|(name, urgency)| {
        let told = told.clone();
        bench.writer.enqueue(urgency, move |_| told.send(name).map_err(AppError::broken)).expect("there is room")
    });
    drop((release, told));
    assert_eq!(waiting.map(answer), ["ok"; 3]);
    assert_eq!(answer(held), "ok");
    assert_eq!(order.iter().collect::<Vec<_>>(), ["first", "later", "last"]);
}

#[test]
fn a_request_does_not_wait_for_background_work_that_waits_too() {
    let bench = Bench::new(9);
    let (release, held) = bench.hold_up();
    let (go_on, blocked) = mpsc::channel::<()>();
    let slow = bench.writer.enqueue(Urgency::Background, move |_| {
        let _ = blocked.recv();
        Ok(())
    });
    let request = bench.queue(note(vec![1]));
    drop(release);
    assert_eq!(answer(held), "ok");
    assert_eq!(answer(request), "ok", "answered while the background job has not ended");
    drop(go_on);
    assert_eq!(answer(slow.expect("there is room")), "ok");
}

#[test]
fn background_work_has_its_turn_among_requests_without_end() {
    let mut queue = Queue::default();
    let job = || -> Job { Box::new(|_| Box::new(|_| ())) };
    queue.background.push_back(job());
    let mut batches = 0;
    while !queue.background.is_empty() {
        queue.requests.push_back(job());
        assert_eq!(queue.batch().len(), 1);
        batches += 1;
    }
    assert_eq!(batches, PATIENCE + 1);
}

#[test]
fn the_bell_is_rung_for_a_write_to_whose_answer_nobody_listens() {
    let bench = Bench::new(9);
    let rung = bench.bell.notified();
    drop(bench.queue(note(vec![1])));
    assert_eq!(answer(bench.queue(note(vec![2]))), "ok");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
    runtime.block_on(async { tokio::time::timeout(std::time::Duration::from_secs(5), rung).await }).expect("rung");
}

#[test]
fn a_full_disk_undoes_the_batch_runs_no_more_of_it_and_says_so() {
    let bench = Bench::new(9);
    assert_eq!(answer(bench.queue(|conn| conn.batch_execute("PRAGMA max_page_count = 64"))), "ok");
    let (release, held) = bench.hold_up();
    let waiting = [
        bench.queue(note(vec![1])),
        bench.queue(note(vec![2; 1 << 20])),
        bench.queue(note(vec![3])),
        bench.queue(note(vec![4])),
    ];
    drop(release);
    assert_eq!(answer(held), "ok");
    assert_eq!(waiting.map(answer), ["busy", "storage-full", "busy", "busy"]);
    assert_eq!(bench.notes(), 0, "what was not answered with ok is not there");
    assert_eq!(answer(bench.queue(note(vec![5]))), "ok", "the writer goes on");
    assert_eq!(bench.notes(), 1);
}

#[test]
fn a_write_that_overlooks_a_full_disk_is_not_taken_for_done() {
    let bench = Bench::new(9);
    assert_eq!(answer(bench.queue(|conn| conn.batch_execute("PRAGMA max_page_count = 64"))), "ok");
    let overlooked = bench.queue(|conn| {
        let _ = note(vec![2; 1 << 20])(conn);
        Ok(())
    });
    assert_eq!(answer(overlooked), "busy");
    assert_eq!(answer(bench.queue(note(vec![5]))), "ok");
}

#[test]
fn a_commit_that_fails_fails_the_whole_batch_and_no_other() {
    let bench = Bench::new(9);
    let (release, held) = bench.hold_up();
    let orphan = |conn: &mut Conn| {
        diesel::sql_query("INSERT INTO children VALUES ($1)").bind::<Integer, _>(7).execute(conn).map(drop)
    };
    let waiting = [bench.queue(note(vec![1])), bench.queue(orphan), bench.queue(note(vec![2]))];
    drop(release);
    assert_eq!(answer(held), "ok");
    assert_eq!(waiting.map(answer), ["busy"; 3]);
    assert_eq!(bench.notes(), 0);
    assert_eq!(answer(bench.queue(note(vec![3]))), "ok");
    assert_eq!(bench.notes(), 1);
}
