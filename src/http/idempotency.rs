//! `Idempotency-Key`: a write that is sent again is answered again, and done once.
//!
//! The answer is kept for 24 hours, scoped to the actor, in the transaction of the write itself; a crash between the two is
//! therefore not possible. The same key with another request is a conflict (draft-ietf-httpapi-idempotency-key-header).

use std::future::{Ready, ready};
use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest};
use sha2::{Digest, Sha256};
use utoipa::IntoParams;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Type};

use super::Reply;
use super::json::BodyDigest;
use crate::app::App;
use crate::db::{Json, Tx, idempotency};
use crate::error::{AppError, Problem};
use crate::ids::PersonId;

const KEPT_FOR: Duration = Duration::from_hours(24);
const LONGEST_KEY: usize = 255;

/// The request of a write, so that it can be recognised when it is sent again.
#[derive(Clone, Debug)]
pub struct Once(HttpRequest);

/// What was sent: the client's key, and a digest of method, path, query and body.
struct Sent {
    key: Option<String>,
    digest: Vec<u8>,
}

impl FromRequest for Once {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self(request.clone())))
    }
}

/// How the OpenAPI document shows it: `params(Once)`.
impl IntoParams for Once {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let key = ParameterBuilder::new()
            .name("Idempotency-Key")
            .parameter_in(ParameterIn::Header)
            .description(Some(
                "Chosen by the client, kept for 24 hours: the same request sent again is answered again and done once",
            ))
            .schema(Some(
                ObjectBuilder::new().schema_type(Type::String).min_length(Some(1)).max_length(Some(LONGEST_KEY)),
            ))
            .example(Some("5f0d2a9e-2c51-4b7e-9a0a-6f1f0c3d8e21".into()));
        vec![key.build()]
    }
}

impl Once {
    /// Refuses a key that cannot be, for a handler that reads before it writes.
    ///
    /// # Errors
    /// 400 for such a key.
    pub fn check(&self) -> Result<(), AppError> {
        self.key().map(drop)
    }

    fn key(&self) -> Result<Option<String>, AppError> {
        match self.0.headers().get("idempotency-key").map(|value| value.to_str()) {
            None => Ok(None),
            Some(Ok(key)) if (1..=LONGEST_KEY).contains(&key.len()) => Ok(Some(key.to_owned())),
            Some(_) => Err(Problem::new(400, "idempotency-key-invalid").into()),
        }
    }

    /// Extractors run side by side, so the body's digest is there only now, when the handler has begun.
    fn read(&self) -> Result<Sent, AppError> {
        let key = self.key()?;
        let mut digest = Sha256::new();
        let uri = self.0.uri();
        // A NUL stands in none of them, so that no two requests are the same text.
        for part in [self.0.method().as_str(), uri.path(), uri.query().unwrap_or_default()] {
            digest.update(part);
            digest.update([0]);
        }
        if let Some(body) = self.0.extensions().get::<BodyDigest>() {
            digest.update(body.0);
        }
        Ok(Sent { key, digest: digest.finalize().to_vec() })
    }
}

impl App {
    /// Runs a write of a signed-in person at most once per `Idempotency-Key`.
    ///
    /// # Errors
    /// What the write refuses (a refusal is not kept); 409 when the key was used for another request.
    pub async fn write_once(
        &self,
        person: PersonId,
        once: Once,
        mut work: impl FnMut(&mut Tx<'_>) -> Result<Reply, AppError> + Send + 'static,
    ) -> Result<Reply, AppError> {
        let sent = once.read()?;
        self.db
            .write(move |tx| {
                let Some(key) = &sent.key else { return work(tx) };
                let now = tx.now();
                if let Some(kept) = idempotency::find(tx.conn(), person, key, now)? {
                    return repeat(&kept, &sent);
                }
                let reply = work(tx)?;
                idempotency::keep(tx.conn(), person, key, &sent.digest, &Json::of(&reply)?, now.plus(KEPT_FOR))?;
                Ok(reply)
            })
            .await
    }
}

fn repeat(kept: &idempotency::Kept, sent: &Sent) -> Result<Reply, AppError> {
    if kept.request != sent.digest {
        return Err(Problem::conflict("idempotency-key-reused").into());
    }
    Ok(kept.answer.read()?)
}
