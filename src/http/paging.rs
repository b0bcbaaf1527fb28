//! Lists: keyset cursors, no page numbers, a stable order.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::error::{AppError, Problem};

pub const DEFAULT_LIMIT: i64 = 25;
pub const LARGEST_LIMIT: i64 = 100;

/// `?limit=` and `?cursor=` of every list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    pub limit: Option<i64>,
    pub cursor: Option<String>,
}

impl PageQuery {
    /// # Errors
    /// 400 when `limit` is out of range.
    pub fn limit(&self) -> Result<i64, AppError> {
        match self.limit.unwrap_or(DEFAULT_LIMIT) {
            limit @ 1..=LARGEST_LIMIT => Ok(limit),
            _ => Err(Problem::new(400, "limit-out-of-range").with("largest", LARGEST_LIMIT).into()),
        }
    }

    /// The key after which the page starts.
    ///
    /// # Errors
    /// 400 when the cursor is not one of ours.
    pub fn after<K: DeserializeOwned>(&self) -> Result<Option<K>, AppError> {
        self.cursor.as_deref().map(after).transpose()
    }
}

/// The key that a cursor stands for.
///
/// # Errors
/// 400 when the cursor is not one of ours.
pub fn after<K: DeserializeOwned>(cursor: &str) -> Result<K, AppError> {
    let key = URL_SAFE_NO_PAD.decode(cursor).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
    key.ok_or_else(|| Problem::new(400, "cursor-invalid").into())
}

/// One page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// The cursor of the next page; absent on the last.
    #[schema(example = "IjAxOTdhMmM0LTZmMWUtN2MzYS05ZDU1LTNmNmExYjJjNGQ1ZSI")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// Makes a page of rows that were asked for with `limit + 1`: the extra one only tells that there is more.
    #[must_use]
    pub fn new<K: Serialize>(mut rows: Vec<T>, limit: i64, key: impl Fn(&T) -> K) -> Self {
        let limit = usize::try_from(limit).unwrap_or(0);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).and_then(|last| cursor(&key(last)));
        Self { items: rows, next }
    }

    /// The same page with each item shaped for the reader.
    #[must_use]
    pub fn map<U>(self, shape: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(shape).collect(), next: self.next }
    }
}

impl<T: Serialize> Page<T> {
    /// 200, with `Link: rel=next` (RFC 8288) when there is more.
    #[must_use]
    pub fn respond(&self, request: &HttpRequest) -> HttpResponse {
        let mut response = HttpResponse::Ok();
        if let Some(next) = &self.next {
            response.insert_header((header::LINK, format!("<{}>; rel=\"next\"", next_url(request, next))));
        }
        response.json(self)
    }
}

/// Where a list goes on, as it is handed out.
pub fn cursor(key: &impl Serialize) -> Option<String> {
    serde_json::to_vec(key).ok().map(|bytes| URL_SAFE_NO_PAD.encode(bytes))
}

fn next_url(request: &HttpRequest, next: &str) -> String {
    let others = url::form_urlencoded::parse(request.query_string().as_bytes()).filter(|(name, _)| name != "cursor");
    let query =
        url::form_urlencoded::Serializer::new(String::new()).extend_pairs(others).append_pair("cursor", next).finish();
    format!("{}?{query}", request.path())
}
