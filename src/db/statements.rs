//! How many SQL statements were sent: a number that a test compares route by route, and that Prometheus shows.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use diesel::connection::{Connection as _, Instrumentation, InstrumentationEvent};

use super::Conn;

/// Counts statements, without those that begin and end transactions: several writes share these. Clones share the number.
#[derive(Clone, Default)]
pub struct Statements(Arc<AtomicU64>);

impl Statements {
    /// All since the start.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    /// Counts what a connection sends from now on, and nobody else does.
    pub(super) fn count(&self, conn: &mut Conn) {
        conn.set_instrumentation(Counter { total: self.clone(), of_transaction: false });
    }
}

impl fmt::Debug for Statements {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.total())
    }
}

struct Counter {
    total: Statements,
    /// The next statement is one that the transaction manager announced.
    of_transaction: bool,
}

impl Instrumentation for Counter {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        match event {
            InstrumentationEvent::BeginTransaction { .. }
            | InstrumentationEvent::CommitTransaction { .. }
            | InstrumentationEvent::RollbackTransaction { .. } => self.of_transaction = true,
            InstrumentationEvent::StartQuery { .. } if !std::mem::take(&mut self.of_transaction) => {
                self.total.0.fetch_add(1, Ordering::Relaxed);
            }
            _ => {}
        }
    }
}
