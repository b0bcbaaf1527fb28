//! Work that is done after the request that asked for it, or at certain times.
//!
//! * A **job** is enqueued in the transaction of what caused it ([`enqueue`]): a kind, a JSON payload, when it is due, and
//!   perhaps a key under which it is enqueued only once.
//! * The **worker** claims due jobs by a lease and runs the kind's handler. Jobs are done at least once; a handler makes its
//!   effect idempotent. What fails is tried again with growing pauses.
//! * Work longer than some 20 ms of the database is cut into chunks: a handler answers [`Step::Continue`].
//! * The **schedule** repeats what must happen regularly, on one instance at a time.

mod model;
mod registry;
mod runner;
mod schedule;
mod service;
mod store;
mod worker;

pub use model::{Job, JobId, Step};
pub use registry::{Handler, Registry, Running};
pub use service::{dismiss_failed, enqueue, failed, go_on_with, is_asked_again, prune, retry_failed, run_now};
pub use store::FailedJob;
pub use worker::{Handle, drain, start, start_with};
