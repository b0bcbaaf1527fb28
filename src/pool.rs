//! Work that keeps a core busy: as much at once as there are cores, a bounded number waiting, the rest told to come back.

use std::sync::Arc;

use tokio::sync::Semaphore;

use crate::error::{AppError, Problem};

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
        Self::of(std::thread::available_parallelism().map_or(1, std::num::NonZero::get), longest_queue)
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
}
