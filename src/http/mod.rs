//! HTTP: the server, the one list of routes, problems in the caller's language, extractors, caching and paging.
//!
//! A request passes [`envelope`] (request id, language, headers, log line, problems put into words), then the routes of
//! [`routes`], whose handlers extract ([`actor`], [`json`], [`params`]), make one `db.read` or `db.write`, and shape
//! the reply ([`reply`], [`caching`]).

pub mod accept;
pub mod actor;
pub mod caching;
pub mod client;
pub mod download;
pub mod envelope;
pub mod health;
pub mod html;
pub mod idempotency;
pub mod intake;
pub mod json;
pub mod language;
pub mod methods;
pub mod openapi;
pub mod paging;
pub mod params;
pub mod precondition;
pub mod problem;
pub mod reply;
pub mod routes;
pub mod server;
pub mod trace;
pub mod upload;

pub use actor::MaybeActor;
pub use caching::CachedBody;
pub use client::ClientAddress;
pub use idempotency::Once;
pub use json::Json;
pub use language::{Language, Reader, TextLanguage};
pub use paging::{Page, PageQuery, cursor};
pub use params::{Path, Query};
pub use precondition::IfMatch;
pub use reply::Reply;

/// The composition root, as handlers receive it.
pub type AppData = actix_web::web::Data<crate::app::App>;
