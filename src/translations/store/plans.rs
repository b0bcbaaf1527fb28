//! How SQLite goes about what the stores ask: what grows with texts is found by index.

use std::sync::{Arc, Mutex};

use diesel::connection::{Instrumentation, InstrumentationEvent};
use diesel::prelude::*;
use diesel::sql_types::Text;

use crate::db::{Conn, DatabaseUrl, Purpose, migrations, open};

#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = Text)]
    detail: String,
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
pub fn assert_by_index(count: usize, is_sorted: bool, ask: impl FnOnce(&mut Conn)) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut conn = open(&DatabaseUrl::Sqlite(folder.path().join("plans.db")), Purpose::Write).expect("a database");
    migrations::up(&mut conn).expect("tables");
    let asked = Arc::new(Mutex::new(Vec::new()));
    conn.set_instrumentation(Asked(Arc::clone(&asked)));
    ask(&mut conn);
    let asked = asked.lock().expect("one thread").clone();
    assert_eq!(asked.len(), count, "{asked:#?}");
    for query in asked {
        let query = query.split(" -- binds").next().expect("a query");
        let plan: Vec<Step> = diesel::sql_query(format!("EXPLAIN QUERY PLAN {query}")).load(&mut conn).expect("a plan");
        let plan: Vec<String> = plan.into_iter().map(|step| step.detail).collect();
        let is_scan = |step: &String| step.starts_with("SCAN") && !step.contains("VIRTUAL TABLE INDEX");
        let is_sort = |step: &String| is_sorted && step.contains("TEMP B-TREE");
        assert!(!plan.is_empty() && !plan.iter().any(|step| is_scan(step) || is_sort(step)), "{query}: {plan:#?}");
    }
}
