//! How the databases go about what the stores ask: what grows with texts is found by index. SQLite always, and PostgreSQL where
//! `COLLEGE_TEST_DATABASE` names a server.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use diesel::connection::{Instrumentation, InstrumentationEvent, SimpleConnection as _};
use diesel::deserialize;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::row::NamedRow;
use diesel::sql_types::Text;

use crate::db::schema::units;
use crate::db::{Conn, DatabaseUrl, Purpose, migrations, open};

#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = Text)]
    detail: String,
}

struct Line(String);

impl QueryableByName<Pg> for Line {
    fn build<'a>(row: &impl NamedRow<'a, Pg>) -> deserialize::Result<Self> {
        NamedRow::get::<Text, String>(row, "QUERY PLAN").map(Self)
    }
}

/// Keeps what is asked.
struct Asked(Arc<Mutex<Vec<String>>>);

impl Instrumentation for Asked {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            self.0.lock().expect("one thread").push(query.to_string());
        }
    }
}

/// Asserts that so many queries go through no table and, when asked for, sort nothing.
pub fn assert_by_index(count: usize, is_sorted: bool, ask: impl Fn(&mut Conn)) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut conn = open(&DatabaseUrl::Sqlite(folder.path().join("plans.db")), Purpose::Maintain).expect("a database");
    examine(&mut conn, (count, is_sorted), &ask);
    if let Some(server) = server() {
        on_postgres(&server, |conn| examine(conn, (count, is_sorted), &ask));
    }
}

#[expect(clippy::disallowed_methods, reason = "where the suite runs is no setting of the College")]
fn server() -> Option<String> {
    std::env::var("COLLEGE_TEST_DATABASE").ok().filter(|url| url.starts_with("postgres"))
}

/// A database of its own, as the programs' own tests have.
fn on_postgres(server: &str, examine: impl FnOnce(&mut Conn)) {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let name = format!("college_plans_{}_{number}", std::process::id());
    let mut url = url::Url::parse(server).expect("a URL");
    let mut on_server = open(&server.parse().expect("a server"), Purpose::Maintain).expect("the server");
    let create = format!("CREATE DATABASE {name} TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C.UTF-8' ENCODING 'UTF8'");
    on_server.batch_execute(&create).expect("a database");
    url.set_path(&name);
    let mut conn = open(&url.as_str().parse().expect("a database"), Purpose::Maintain).expect("a database");
    examine(&mut conn);
    drop(conn);
    on_server.batch_execute(&format!("DROP DATABASE {name} WITH (FORCE)")).expect("dropped");
}

fn examine(conn: &mut Conn, (count, is_sorted): (usize, bool), ask: &dyn Fn(&mut Conn)) {
    migrations::up(conn).expect("tables");
    let asked = Arc::new(Mutex::new(Vec::new()));
    conn.set_instrumentation(Asked(Arc::clone(&asked)));
    ask(conn);
    let asked = asked.lock().expect("one thread").clone();
    assert_eq!(asked.len(), count, "{asked:#?}");
    for query in asked {
        let query = query.split(" -- binds").next().expect("a query");
        let plan = match conn {
            Conn::Sqlite(conn) => sqlite_plan(conn, query),
            Conn::Postgres(conn) => postgres_plan(conn, query),
        };
        let is_slow = |step: &String| is_scan(step) || is_sorted && is_sort(step);
        assert!(!plan.is_empty() && !plan.iter().any(is_slow), "{query}: {plan:#?}");
    }
}

fn sqlite_plan(conn: &mut SqliteConnection, query: &str) -> Vec<String> {
    let plan: Vec<Step> = diesel::sql_query(format!("EXPLAIN QUERY PLAN {query}")).load(conn).expect("a plan");
    plan.into_iter().map(|step| step.detail).collect()
}

/// The plan for any values. An empty table would be gone through whatever there is, were that not made dear.
fn postgres_plan(conn: &mut PgConnection, query: &str) -> Vec<String> {
    let values =
        (1..=99).take_while(|number| query.contains(&format!("${number}"))).map(|_| "NULL").collect::<Vec<_>>();
    let values = if values.is_empty() { String::new() } else { format!("({})", values.join(", ")) };
    conn.batch_execute(&format!(
        "SET enable_seqscan = off; SET enable_sort = off; SET plan_cache_mode = force_generic_plan; \
         DEALLOCATE ALL; PREPARE asked AS {query}"
    ))
    .expect("prepared");
    let lines: Vec<Line> =
        diesel::sql_query(format!("EXPLAIN (COSTS OFF) EXECUTE asked{values}")).load(conn).expect("a plan");
    lines.into_iter().map(|line| line.0.trim_start_matches([' ', '-', '>']).to_owned()).collect()
}

/// FTS5 calls everything a scan; a look-up has a pattern (`M`).
fn is_scan(step: &str) -> bool {
    let is_look_up = step.split_once("VIRTUAL TABLE INDEX ").is_some_and(|(_, how)| how.contains('M'));
    step.starts_with("SCAN") && !is_look_up || step.starts_with("Seq Scan")
}

fn is_sort(step: &str) -> bool {
    step.contains("TEMP B-TREE") || step.starts_with("Sort ") || step == "Sort" || step.starts_with("Incremental Sort")
}

#[test]
fn a_scan_is_told_from_a_look_up() {
    for (step, expected) in [
        ("SCAN units", true),
        ("SEARCH units USING INDEX units_order (catalogue=?)", false),
        ("SCAN g VIRTUAL TABLE INDEX 0:", true),
        ("SCAN g VIRTUAL TABLE INDEX 0:M2", false),
        ("Seq Scan on units", true),
        ("Index Scan using units_order on units", false),
    ] {
        assert_eq!(is_scan(step), expected, "{step}");
    }
}

#[test]
fn a_table_that_is_gone_through_fails_on_each_engine() {
    for on_postgres in [false, true].into_iter().filter(|on_postgres| !on_postgres || server().is_some()) {
        let ask = move |conn: &mut Conn| {
            let sought = units::table.select(units::note).into_boxed();
            let sought = if matches!(conn, Conn::Postgres(_)) == on_postgres {
                sought.filter(units::note.eq("nowhere"))
            } else {
                sought.filter(units::source_hash.eq("nowhere"))
            };
            assert_eq!(sought.load::<String>(conn).expect("asked"), Vec::<String>::new());
        };
        assert!(std::panic::catch_unwind(|| assert_by_index(1, false, ask)).is_err(), "on PostgreSQL: {on_postgres}");
    }
}
