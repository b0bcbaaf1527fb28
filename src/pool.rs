//! Work that keeps a core busy: as much at once as there are cores, a bounded number waiting, the rest told to come back; and for what
//! takes long and is for nobody who waits, threads that have what the others leave.

use std::sync::Arc;
use std::thread::available_parallelism;

use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};
use tokio::sync::{Semaphore, oneshot};

use crate::error::{AppError, Problem};

/// A thread with it has a core to itself when nobody else wants one, and a tenth of it otherwise: with the lowest priority that there is,
/// a College that is busy for hours would never come to an end.
#[cfg(target_os = "linux")]
const NICENESS: i32 = 10;

/// The bounded pool. Cloned freely.
#[derive(Clone, Debug)]
pub struct Pool {
    cores: Arc<Semaphore>,
    queue: Arc<Semaphore>,
    longest_queue: usize,
}

impl Pool {
    /// A pool for as much at once as there are cores, where up to so many requests wait or run.
    #[must_use]
    pub fn new(longest_queue: usize) -> Self {
        Self::of(cores(), longest_queue)
    }

    fn of(cores: usize, longest_queue: usize) -> Self {
        Self { cores: Arc::new(Semaphore::new(cores)), queue: Arc::new(Semaphore::new(longest_queue)), longest_queue }
    }

    /// For how many somebody waits, those that are being done among them.
    #[must_use]
    pub fn waited_for(&self) -> usize {
        self.longest_queue.saturating_sub(self.queue.available_permits())
    }

    /// Does the work for somebody who waits for it.
    ///
    /// # Errors
    /// 503 when too many wait already.
    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, AppError> {
        let _waiting = self.queue.try_acquire().map_err(|_| AppError::from(Problem::busy()))?;
        self.run_patiently(work).await
    }

    /// Does the work for nobody in particular, however many wait.
    ///
    /// # Errors
    /// When the work panics.
    pub async fn run_patiently<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, AppError> {
        // The core goes with the work: who gives up waiting does not free it before the work is done.
        let core = Arc::clone(&self.cores).acquire_owned().await.map_err(AppError::broken)?;
        let working = tokio::task::spawn_blocking(move || {
            let _core = core;
            work()
        });
        working.await.map_err(AppError::broken)
    }
}

fn cores() -> usize {
    available_parallelism().map_or(1, std::num::NonZero::get)
}

/// The threads for what nobody waits for. Cloned freely.
///
/// They are Rayon's, because Typst hands work to the threads of that pool from which it is called, and to those of all otherwise.
#[derive(Clone, Debug)]
pub struct Patient {
    threads: Arc<ThreadPool>,
    /// A thread that waits for a part of its work takes up the next: without this one might sit on all of them.
    free: Arc<Semaphore>,
}

impl Patient {
    /// As many threads as there are cores.
    ///
    /// # Errors
    /// When they cannot be started.
    pub fn new() -> Result<Self, ThreadPoolBuildError> {
        let threads = ThreadPoolBuilder::new()
            .num_threads(cores())
            .thread_name(|number| format!("patient-{number}"))
            .start_handler(|_| give_way())
            // Who waits for the work learns of it.
            .panic_handler(|_| {})
            .build()?;
        Ok(Self { threads: Arc::new(threads), free: Arc::new(Semaphore::new(cores())) })
    }

    /// Does the work when there is time for it.
    ///
    /// # Errors
    /// When the work panics.
    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, AppError> {
        let thread = Arc::clone(&self.free).acquire_owned().await.map_err(AppError::broken)?;
        let (sender, receiver) = oneshot::channel();
        self.threads.spawn(move || {
            let _thread = thread;
            let _ = sender.send(work());
        });
        receiver.await.map_err(|_| AppError::broken("the work panicked"))
    }
}

/// On Linux niceness is a thread's own (`man 2 setpriority`); elsewhere it would be the whole College's.
fn give_way() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::setpriority_process(None, NICENESS) {
        tracing::warn!(%error, "work that could wait does not give way");
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::time::Duration;

    use super::*;

    #[tokio::test]
    async fn too_long_a_queue_is_told_to_come_back() {
        let pool = Pool::of(1, 2);
        let all = pool.queue.acquire_many(2).await.expect("places");
        assert_eq!(pool.run(|| ()).await.err().and_then(|error| error.code()), Some("busy"));
        assert!(pool.run_patiently(|| ()).await.is_ok());
        drop(all);
        assert!(pool.run(|| ()).await.is_ok());
    }

    #[tokio::test]
    async fn who_hangs_up_frees_no_core_before_the_work_is_done() {
        let pool = Pool::of(1, 2);
        let ((begun, begins), (finish, finishes)) = (channel(), channel::<()>());
        let first = pool.clone();
        let request = tokio::spawn(async move {
            let work = move || {
                let _ = begun.send(());
                let _ = finishes.recv();
            };
            first.run(work).await
        });
        tokio::task::spawn_blocking(move || begins.recv()).await.expect("waited").expect("begun");
        request.abort();
        assert!(request.await.is_err_and(|ended| ended.is_cancelled()));
        let patience = Duration::from_millis(50);
        assert!(tokio::time::timeout(patience, pool.run(|| ())).await.is_err(), "the core is still busy");
        drop(finish);
        assert!(pool.run(|| ()).await.is_ok());
    }

    #[tokio::test]
    async fn what_panics_takes_no_thread_and_nobody_with_it() {
        let patient = Patient::new().expect("threads");
        for _ in 0..2 * cores() {
            assert!(patient.run(|| panic!("on purpose")).await.is_err());
        }
        assert_eq!(patient.run(|| 7).await.ok(), Some(7));
    }

    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn what_can_wait_gives_way_and_nobody_else_does() {
        let niceness = || rustix::process::getpriority_process(None).expect("a priority");
        let own = niceness();
        assert_eq!(Patient::new().expect("threads").run(niceness).await.ok(), Some(NICENESS));
        assert_eq!(niceness(), own);
    }
}
