//! How much may come in at a time, and how slowly: whoever holds connections open without saying anything takes neither all of
//! them nor any of them for ever.

use std::cell::{Cell, RefCell};
use std::io::ErrorKind;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use actix_web::HttpMessage as _;
use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::error::PayloadError;
use actix_web::web::Bytes;
use futures_util::Stream;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, Sleep, sleep};

use crate::error::{AppError, Problem};

/// For how long nothing of a body may come.
const PATIENCE: Duration = Duration::from_secs(15);
/// What comes more slowly than this many bytes in a second uses the patience up.
const LEAST_RATE: u32 = 4 * 1024;
/// An open connection costs some forty kilobytes.
const MOST_CONNECTIONS: u64 = 10_000;
/// Files that a process has open beside its connections, and for each connection to its database.
const FILES: u64 = 64;
const FILES_OF_A_DATABASE_CONNECTION: u64 = 4;

/// Lets the process open as many files as it may.
pub fn raise_file_limit() {
    if let Err(error) = rlimit::increase_nofile_limit(u64::MAX) {
        tracing::warn!(%error, "the limit of open files stays as it is");
    }
}

/// So many connections leave enough files for everything else.
#[must_use]
pub fn most_connections(database_connections: u32) -> usize {
    let files = rlimit::Resource::NOFILE.get_soft().unwrap_or(1_024);
    let others = FILES + FILES_OF_A_DATABASE_CONNECTION * u64::from(database_connections);
    let most = files.saturating_sub(others).clamp(FILES, MOST_CONNECTIONS);
    usize::try_from(most).unwrap_or(usize::MAX)
}

/// Bodies that are awaited. They hold half of the connections at most, so that what needs no body is always answered.
#[derive(Clone, Debug)]
pub struct Intake(Arc<Semaphore>);

impl Intake {
    #[must_use]
    pub fn new(connections: usize) -> Self {
        Self(Arc::new(Semaphore::new(connections / 2)))
    }

    /// Takes note of a request that has a body, which from here on has to come at its pace.
    pub(super) fn begin(&self, request: &mut ServiceRequest) -> Option<Body> {
        let payload = request.take_payload();
        if matches!(payload, Payload::None) {
            return None;
        }
        let payload = Rc::new(RefCell::new(payload));
        let (too_slow, permit) = (Rc::new(Cell::new(false)), Arc::clone(&self.0).try_acquire_owned().ok());
        let paced =
            Paced { payload: Rc::clone(&payload), too_slow: Rc::clone(&too_slow), patience: Box::pin(sleep(PATIENCE)) };
        let stream: Pin<Box<dyn Stream<Item = Result<Bytes, PayloadError>>>> = Box::pin(paced);
        request.set_payload(stream.into());
        Some(Body { payload, too_slow, permit })
    }
}

/// The body of one request.
pub(super) struct Body {
    payload: Rc<RefCell<Payload>>,
    too_slow: Rc<Cell<bool>>,
    permit: Option<OwnedSemaphorePermit>,
}

impl Body {
    /// 503 when too many bodies are awaited already.
    pub(super) fn admit(&self) -> Result<(), AppError> {
        if self.permit.is_some() { Ok(()) } else { Err(Problem::busy().into()) }
    }

    /// 408 when it came too slowly.
    pub(super) fn in_time(&self) -> Result<(), AppError> {
        if self.too_slow.get() { Err(Problem::new(408, "body-too-slow").into()) } else { Ok(()) }
    }

    /// The framework reads to the end, however late that comes, a chunked body that nobody holds any more; after an answer to
    /// one that somebody holds it closes the connection, unless nothing is left of it.
    pub(super) fn hold_until_sent(self, response: ServiceResponse<BoxBody>) -> ServiceResponse<BoxBody> {
        let request_body = self.payload;
        response.map_body(|_, body| BoxBody::new(Holding { body, _request_body: request_body }))
    }
}

/// A body as it comes, until it comes too slowly.
struct Paced {
    payload: Rc<RefCell<Payload>>,
    too_slow: Rc<Cell<bool>>,
    patience: Pin<Box<Sleep>>,
}

impl Stream for Paced {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        let next = Pin::new(&mut *this.payload.borrow_mut()).poll_next(context);
        if let Poll::Ready(Some(Ok(chunk))) = &next {
            let bought = Duration::from_secs(chunk.len() as u64) / LEAST_RATE;
            let end = (this.patience.deadline() + bought).min(Instant::now() + PATIENCE);
            this.patience.as_mut().reset(end);
        }
        if next.is_pending() && this.patience.as_mut().poll(context).is_ready() {
            this.too_slow.set(true);
            return Poll::Ready(Some(Err(PayloadError::Io(ErrorKind::TimedOut.into()))));
        }
        next
    }
}

/// The body of an answer, and that of its request.
struct Holding {
    body: BoxBody,
    _request_body: Rc<RefCell<Payload>>,
}

impl MessageBody for Holding {
    type Error = Box<dyn std::error::Error>;

    fn size(&self) -> BodySize {
        self.body.size()
    }

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Self::Error>>> {
        self.body.as_pin_mut().poll_next(context)
    }
}
