//! What `Db` promises: one failing or panicking write harms no other, and an answered write is there.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use diesel::prelude::*;
use virtual_college::db::schema::{changes, throttles};
use virtual_college::db::{Change, ChangeFeed, Conn, DatabaseUrl, Purpose, Tx, announce, open};
use virtual_college::error::{AppError, Problem};

use crate::support::Campus;

fn note(tx: &mut Tx<'_>, key: u8) -> Result<(), AppError> {
    let now = tx.now();
    diesel::insert_into(throttles::table)
        .values((
            throttles::key.eq(vec![key]),
            throttles::failures.eq(1),
            throttles::blocked_until.eq(now),
            throttles::forgotten_at.eq(now),
        ))
        .execute(tx.conn())?;
    Ok(())
}

async fn noted(campus: &Campus) -> Vec<u8> {
    let keys: Vec<Vec<u8>> = campus
        .app
        .db
        .read(|s| Ok(throttles::table.select(throttles::key).order(throttles::key).load(s.conn())?))
        .await
        .expect("read");
    keys.concat()
}

#[actix_web::test]
async fn a_refused_and_a_panicking_write_leave_no_trace_and_harm_no_other() {
    let campus = Campus::open().await;
    let db = &campus.app.db;
    let refused = db.write(|tx| {
        note(tx, 1)?;
        Err::<(), _>(Problem::conflict("route-unknown").into())
    });
    let panicked = db.write(|tx| {
        note(tx, 2)?;
        tx.conn().transaction(|_| -> Result<(), AppError> { panic!("a write that panics on purpose") })
    });
    let broken = db.write(|tx| {
        note(tx, 3)?;
        note(tx, 3)
    });
    let (refused, panicked, broken, fine) =
        futures_util::future::join4(refused, panicked, broken, db.write(|tx| note(tx, 4))).await;
    assert_eq!(refused.err().and_then(|error| error.code()), Some("route-unknown"));
    assert!(matches!(panicked, Err(AppError::Broken(_))));
    assert!(matches!(broken, Err(AppError::Broken(_))));
    assert!(fine.is_ok());
    assert_eq!(noted(&campus).await, [4]);
    db.write(|tx| note(tx, 5)).await.expect("the writer goes on");
    assert_eq!(noted(&campus).await, [4, 5]);
}

#[actix_web::test]
async fn many_writes_at_once_are_all_there() {
    let campus = Campus::open().await;
    let writes = (0..64_u8).map(|key| campus.app.db.write(move |tx| note(tx, key)));
    assert!(futures_util::future::join_all(writes).await.iter().all(Result::is_ok));
    assert_eq!(noted(&campus).await, (0..64).collect::<Vec<u8>>());
}

#[actix_web::test]
async fn a_read_cannot_write() {
    let campus = Campus::open().await;
    let attempt = campus.app.db.read(|snapshot| {
        let now = snapshot.now();
        note(&mut Tx::new(snapshot.conn(), now), 9)
    });
    assert!(matches!(attempt.await, Err(AppError::Broken(_))));
    assert!(noted(&campus).await.is_empty());
}

#[derive(QueryableByName)]
struct Setting {
    #[diesel(sql_type = diesel::sql_types::Text)]
    value: String,
}

#[test]
fn the_limits_of_requests_do_not_hold_for_maintenance() {
    let directory = tempfile::TempDir::new().expect("a directory");
    let database = crate::support::empty_database(directory.path());
    for (purpose, limit) in
        [(Purpose::Read, "30s"), (Purpose::Write, "30s"), (Purpose::Export, "0"), (Purpose::Maintain, "0")]
    {
        let Conn::Postgres(mut conn) = open(&database.url, purpose).expect("open") else { return };
        let ask = "SELECT current_setting('statement_timeout') AS value";
        let setting: Setting = diesel::sql_query(ask).get_result(&mut conn).expect("ask");
        assert_eq!(setting.value, limit, "{purpose:?}");
    }
}

#[test]
fn whoever_only_looks_leaves_the_file_as_it_is() {
    let directory = tempfile::TempDir::new().expect("a directory");
    let database = crate::support::TestDatabase::open(directory.path());
    let DatabaseUrl::Sqlite(path) = &database.url else { return };
    let before = std::fs::read(path).expect("read");
    for purpose in [Purpose::Read, Purpose::Export] {
        let mut conn = open(&database.url, purpose).expect("open");
        virtual_college::db::examine(&mut conn).expect("ask");
    }
    assert!(std::fs::read(path).expect("read") == before);
    open(&database.url, Purpose::Write).expect("open");
    assert!(std::fs::read(path).expect("read") != before, "whoever writes keeps a log");
}

#[actix_web::test]
async fn a_counter_raised_by_many_at_once_misses_none() {
    let campus = Campus::open().await;
    campus.app.db.write(|tx| note(tx, 7)).await.expect("begin");
    let raises = (0..16).map(|_| {
        campus.app.db.write(|tx| {
            let count: i32 = throttles::table.find(vec![7]).select(throttles::failures).first(tx.conn())?;
            diesel::update(throttles::table.find(vec![7])).set(throttles::failures.eq(count + 1)).execute(tx.conn())?;
            Ok(())
        })
    });
    let done = futures_util::future::join_all(raises).await.iter().filter(|result| result.is_ok()).count();
    assert!(done > 0, "rivals do not all lose");
    let count: i32 = campus
        .app
        .db
        .read(|s| Ok(throttles::table.find(vec![7]).select(throttles::failures).first(s.conn())?))
        .await
        .expect("read");
    assert_eq!(usize::try_from(count).ok(), Some(1 + done), "an answered write is there, a refused one is not");
}

#[actix_web::test]
async fn changes_reach_the_followers_of_this_process_and_of_others_until_they_are_applied() {
    let campus = Campus::open().await;
    let heard = Arc::new(AtomicU32::new(0));
    let listener = Arc::clone(&heard);
    let task = campus
        .app
        .db
        .follow(move |change: &Change| {
            assert_eq!((change.kind.as_str(), change.key.as_str()), ("course", "introduction"));
            // The first time something is in the way.
            match listener.fetch_add(1, Ordering::SeqCst) {
                0 => Err(AppError::broken("not now")),
                1 => panic!("not now either"),
                _ => Ok(()),
            }
        })
        .expect("follow");
    campus.app.db.write(|tx| Ok(announce(tx, "course", "introduction")?)).await.expect("announce");
    let other = virtual_college::db::Db::open(campus.app.db.url(), 1, campus.clock.clone()).expect("another process");
    other.write(|tx| Ok(announce(tx, "course", "introduction")?)).await.expect("announce");
    for _ in 0..40 {
        if heard.load(Ordering::SeqCst) == 4 {
            break;
        }
        actix_web::rt::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    task.abort();
    assert_eq!(heard.load(Ordering::SeqCst), 4, "each change is applied, and what failed is tried again");
}

fn announce_at(conn: &mut Conn, key: &str, at: virtual_college::clock::Timestamp) {
    let values = (changes::kind.eq("test"), changes::key.eq(key), changes::at.eq(at));
    diesel::insert_into(changes::table).values(values).execute(conn).expect("announce");
}

/// What a feed hands over now.
fn delivered(feed: &mut ChangeFeed, conn: &mut Conn) -> QueryResult<Vec<String>> {
    let heard = std::cell::RefCell::new(Vec::new());
    feed.deliver(conn, &|change| {
        heard.borrow_mut().push(change.key.clone());
        Ok(())
    })?;
    Ok(heard.into_inner())
}

#[actix_web::test]
async fn what_could_not_be_read_is_read_the_next_time() {
    let campus = Campus::open().await;
    let url = campus.app.db.url();
    let (mut conn, mut other) = (open(url, Purpose::Write).expect("open"), open(url, Purpose::Write).expect("open"));
    let mut feed = ChangeFeed::start(&mut conn).expect("start");
    assert_eq!(delivered(&mut feed, &mut conn).expect("nothing yet"), Vec::<String>::new());
    announce_at(&mut other, "one", campus.clock.now());
    // On this connection alone: nothing is committed by the others that would make it look again.
    diesel::sql_query("CREATE TEMPORARY TABLE changes (other INTEGER)").execute(&mut conn).expect("stand before it");
    assert!(delivered(&mut feed, &mut conn).is_err());
    diesel::sql_query("DROP TABLE changes").execute(&mut conn).expect("step aside");
    assert_eq!(delivered(&mut feed, &mut conn).expect("a look"), ["one"]);
}

#[actix_web::test]
async fn a_row_that_commits_late_is_heard_of_whatever_the_clocks_of_others_show() {
    let campus = Campus::open().await;
    let url = campus.app.db.url();
    if matches!(url, DatabaseUrl::Sqlite(_)) {
        return;
    }
    let (mut conn, mut late, mut fast) = (
        open(url, Purpose::Read).expect("open"),
        open(url, Purpose::Write).expect("open"),
        open(url, Purpose::Write).expect("open"),
    );
    let mut feed = ChangeFeed::start(&mut conn).expect("start");
    let now = campus.clock.now();
    diesel::sql_query("BEGIN ISOLATION LEVEL READ COMMITTED").execute(&mut late).expect("begin");
    announce_at(&mut late, "late", now);
    announce_at(&mut fast, "an hour ahead", now.plus(crate::support::hours(1)));
    assert_eq!(delivered(&mut feed, &mut conn).expect("a look"), ["an hour ahead"]);
    assert_eq!(delivered(&mut feed, &mut conn).expect("a look"), Vec::<String>::new());
    diesel::sql_query("COMMIT").execute(&mut late).expect("commit");
    assert_eq!(delivered(&mut feed, &mut conn).expect("a look"), ["late"]);
    assert_eq!(delivered(&mut feed, &mut conn).expect("a look"), Vec::<String>::new());
}
