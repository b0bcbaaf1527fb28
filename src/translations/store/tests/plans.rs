//! How the databases go about what the stores ask: what grows with texts is found by index. SQLite always, and PostgreSQL where
//! `COLLEGE_TEST_DATABASE` names a server.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use diesel::connection::{Instrumentation, InstrumentationEvent, SimpleConnection as _};
use diesel::deserialize;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::row::NamedRow;
use diesel::sql_types::{BigInt, Text};

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

/// What is expected of some queries.
#[derive(Clone, Copy)]
pub struct Expected<'a> {
    /// How many they are.
    pub count: usize,
    /// Whether nothing has to be sorted.
    pub is_sorted: bool,
    /// What they are answered from: without one of these they would read thousands of rows.
    pub indexes: &'a [&'a str],
}

/// Asserts that some queries are answered from the indexes that are there for them and, when asked for, sort nothing; and that this would
/// be noticed of each of the indexes, were it not there. On PostgreSQL beside thousands of rows that are not asked for.
pub fn assert_by_index(expected: Expected<'_>, ask: impl Fn(&mut Conn)) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut conn = open(&DatabaseUrl::Sqlite(folder.path().join("plans.db")), Purpose::Maintain).expect("a database");
    prove(&mut conn, expected, &ask);
    if let Some(server) = server() {
        on_postgres(&server, |conn| prove(conn, expected, &ask));
    }
}

fn prove(conn: &mut Conn, expected: Expected<'_>, ask: &dyn Fn(&mut Conn)) {
    migrations::up(conn).expect("tables");
    if matches!(conn, Conn::Postgres(_)) {
        conn.batch_execute(CROWD).expect("rows");
    }
    examine_without(conn, None, (expected, ask)).unwrap_or_else(|found| panic!("{found}"));
    for index in expected.indexes {
        let found = examine_without(conn, Some(index), (expected, ask));
        assert!(found.is_err(), "nobody would notice that {index} is not there");
    }
}

/// Examines, as if an index were not there.
fn examine_without(
    conn: &mut Conn,
    index: Option<&str>,
    (expected, ask): (Expected<'_>, &dyn Fn(&mut Conn)),
) -> Result<(), String> {
    let drop = index.map(|index| format!("DROP INDEX {index};")).unwrap_or_default();
    conn.batch_execute(&format!("BEGIN; {drop}")).expect("begun");
    let found = examine(conn, expected, ask);
    conn.batch_execute("ROLLBACK;").expect("as it was");
    found
}

/// Rows in the thousands, of which none is asked for: of other catalogues, other locales, other people. What waits to be taken into an
/// index of texts makes it dear, and nobody tidies up here.
const CROWD: &str = "
    CREATE FUNCTION id(n BIGINT) RETURNS BYTEA LANGUAGE sql AS $$ SELECT decode(lpad(to_hex(n), 32, '0'), 'hex') $$;
    INSERT INTO people (id, name, locale, row_version, created_at)
    SELECT id(n), 'Somebody', 'en', 1, 0 FROM generate_series(1, 50) n;
    INSERT INTO catalogues (id, kind, slug, source_locale, core, priority, rank, unit_count, word_count, row_version)
    SELECT id(n), 'course', 'course/' || n, 'en', false, 0, 0, 2000, 4000, 1 FROM generate_series(1, 4) n;
    INSERT INTO units
      (id, catalogue, key, ordinal, section, kind, note, assessed, source, source_folded, source_hash, revision,
       significant_revision, words, row_version)
    SELECT id(n), id(1 + n % 4), 'k' || n, n / 4, '', 'plain', '', false, 'Text ' || n, 'text ' || n,
      md5(n::text) || md5(n::text), 1, 1, 2, 1
    FROM generate_series(1, 8000) n;
    INSERT INTO unit_signatures (hash, unit) SELECT 1000 + n, id(n) FROM generate_series(1, 8000) n;
    INSERT INTO translations
      (id, unit, catalogue, locale, revision, body, body_folded, state, origin, author, newcomer, fails, findings,
       dismissals, votes, created_at, settled_at, row_version)
    SELECT id(10000 * l + n), id(n), id(1 + n % 4), (ARRAY['fr', 'de', 'sw'])[l], 1, 'Texte ' || n, 'texte ' || n,
      CASE WHEN l > 1 AND n % 20 = 0 THEN (ARRAY['', 'suggested', 'changes-requested'])[l] ELSE 'approved' END, 'person', id(1 + n % 50), false, false, '[]', '[]', 0, n,
      n, 1
    FROM generate_series(1, 8000) n, generate_series(1, 3) l;
    SELECT gin_clean_pending_list('units_text'::regclass), gin_clean_pending_list('translations_text'::regclass);
    ANALYZE;
";
/// Rows that the queries of a test may come past.
const MOST_READ: i64 = 200;

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

fn examine(conn: &mut Conn, expected: Expected<'_>, ask: &dyn Fn(&mut Conn)) -> Result<(), String> {
    let asked = Arc::new(Mutex::new(Vec::new()));
    conn.set_instrumentation(Asked(Arc::clone(&asked)));
    ask(conn);
    conn.set_instrumentation(None::<Asked>);
    let asked = std::mem::take(&mut *asked.lock().expect("one thread"));
    assert_eq!(asked.len(), expected.count, "{asked:#?}");
    if let Conn::Postgres(conn) = conn {
        let read = read(conn);
        let rows: i64 = read.iter().map(|(_, rows)| rows).sum();
        if rows > MOST_READ {
            return Err(format!("{rows} rows were read: {read:?}"));
        }
    }
    let mut steps = Vec::new();
    for query in asked {
        let query = query.split(" -- binds").next().expect("a query");
        let plan = match conn {
            Conn::Sqlite(conn) => sqlite_plan(conn, query),
            Conn::Postgres(conn) => postgres_plan(conn, query, !expected.is_sorted),
        };
        let is_slow = |step: &String| is_scan(step) || expected.is_sorted && is_sort(step);
        if plan.is_empty() || plan.iter().any(is_slow) {
            return Err(format!("{query}: {plan:#?}"));
        }
        steps.extend(plan);
    }
    match expected.indexes.iter().find(|index| !is_looked_up(&steps, index)) {
        Some(index) => Err(format!("nothing is looked up in {index}: {steps:#?}")),
        None => Ok(()),
    }
}

/// Whether something is looked up in an index, which is more than going through all of it.
fn is_looked_up(steps: &[String], index: &str) -> bool {
    let on_sqlite = |step: &String| step.starts_with("SEARCH ") && step.contains(&format!("INDEX {index} ("));
    let on_postgres = |pair: &[String]| {
        let [step, condition] = pair else { return false };
        let names = step.split_whitespace().any(|word| word == index);
        step.contains("Index") && names && condition.starts_with("Index Cond")
    };
    steps.iter().any(on_sqlite) || steps.windows(2).any(on_postgres)
}

#[derive(QueryableByName)]
struct Touched {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = BigInt)]
    rows: i64,
}

/// The tables and indexes that were gone through in this transaction, each with how many rows of it were.
fn read(conn: &mut PgConnection) -> Vec<(String, i64)> {
    let touched: Vec<Touched> = diesel::sql_query(
        "SELECT relname::text AS name, pg_stat_get_xact_tuples_returned(oid) AS rows FROM pg_class \
         WHERE relkind IN ('r', 'i') AND relnamespace = 'public'::regnamespace AND pg_stat_get_xact_numscans(oid) > 0",
    )
    .load(conn)
    .expect("what was read");
    touched.into_iter().map(|touched| (touched.name, touched.rows)).collect()
}

fn sqlite_plan(conn: &mut SqliteConnection, query: &str) -> Vec<String> {
    let plan: Vec<Step> = diesel::sql_query(format!("EXPLAIN QUERY PLAN {query}")).load(conn).expect("a plan");
    plan.into_iter().map(|step| step.detail).collect()
}

/// The plan for any values. Without values there is no telling how few rows are meant, and a table might be gone through, or what must not
/// be sorted sorted, were that not made dear.
fn postgres_plan(conn: &mut PgConnection, query: &str, may_sort: bool) -> Vec<String> {
    let values =
        (1..=99).take_while(|number| query.contains(&format!("${number}"))).map(|_| "NULL").collect::<Vec<_>>();
    let values = if values.is_empty() { String::new() } else { format!("({})", values.join(", ")) };
    conn.batch_execute(&format!(
        "SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = {may_sort}; \
         SET LOCAL plan_cache_mode = force_generic_plan; PREPARE asked AS {query}"
    ))
    .expect("prepared");
    let lines: Vec<Line> =
        diesel::sql_query(format!("EXPLAIN (COSTS OFF) EXECUTE asked{values}")).load(conn).expect("a plan");
    conn.batch_execute("DEALLOCATE asked").expect("done");
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
fn a_look_up_in_an_index_is_told_from_going_through_it() {
    for (steps, expected) in [
        (vec!["SEARCH units USING COVERING INDEX units_order (catalogue=?)"], true),
        (vec!["SCAN units USING COVERING INDEX units_order"], false),
        (vec!["SEARCH units USING INDEX units_order_else (catalogue=?)"], false),
        (vec!["Index Scan using units_order on units", "Index Cond: (catalogue = $1)"], true),
        (vec!["Bitmap Index Scan on units_order", "Index Cond: (catalogue = $1)"], true),
        (vec!["Index Scan using units_order on units", "Filter: (catalogue = $1)"], false),
    ] {
        let steps: Vec<String> = steps.into_iter().map(str::to_owned).collect();
        assert_eq!(is_looked_up(&steps, "units_order"), expected, "{steps:?}");
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
        let expected = Expected { count: 1, is_sorted: false, indexes: &[] };
        assert!(std::panic::catch_unwind(|| assert_by_index(expected, ask)).is_err(), "on PostgreSQL: {on_postgres}");
    }
}
