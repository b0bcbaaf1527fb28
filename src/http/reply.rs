//! Answers that handlers give, apart from published content (see [`super::caching`]).

use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderName};
use actix_web::{HttpRequest, HttpResponse, Responder};
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::throttle::Quota;

/// A JSON answer that can be kept and repeated byte for byte (see [`super::Once`]).
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Reply {
    status: u16,
    location: Option<String>,
    etag: Option<String>,
    body: Option<String>,
    /// Of this very request, so it is not repeated.
    #[serde(skip)]
    quota: Option<Quota>,
}

impl Reply {
    /// 200 with a body.
    ///
    /// # Errors
    /// When the view cannot be written as JSON.
    pub fn ok(view: &impl Serialize) -> Result<Self, AppError> {
        Ok(Self { status: 200, location: None, etag: None, body: Some(serde_json::to_string(view)?), quota: None })
    }

    /// 201 with a body, and where the new thing is found.
    ///
    /// # Errors
    /// When the view cannot be written as JSON.
    pub fn created(location: impl Into<String>, view: &impl Serialize) -> Result<Self, AppError> {
        Ok(Self { status: 201, location: Some(location.into()), ..Self::ok(view)? })
    }

    /// 202: taken note of; says no more than that.
    ///
    /// # Errors
    /// When the view cannot be written as JSON.
    pub fn accepted(view: &impl Serialize) -> Result<Self, AppError> {
        Ok(Self { status: 202, ..Self::ok(view)? })
    }

    /// 204.
    #[must_use]
    pub fn no_content() -> Self {
        Self { status: 204, location: None, etag: None, body: None, quota: None }
    }

    /// With a strong entity tag made of the thing's row version, for `If-Match`.
    #[must_use]
    pub fn with_version(mut self, row_version: i32) -> Self {
        self.etag = Some(version_tag(row_version));
        self
    }

    /// With what the client may still do.
    #[must_use]
    pub fn with_quota(mut self, quota: Quota) -> Self {
        self.quota = Some(quota);
        self
    }
}

/// The fields that tell a client what it may still do.
#[must_use]
pub fn quota_headers(quota: &Quota) -> [(HeaderName, u64); 3] {
    [
        (HeaderName::from_static("ratelimit-limit"), quota.limit),
        (HeaderName::from_static("ratelimit-remaining"), quota.remaining),
        (HeaderName::from_static("ratelimit-reset"), quota.reset.as_secs()),
    ]
}

/// The entity tag of a thing that is changed under `If-Match`.
#[must_use]
pub fn version_tag(row_version: i32) -> String {
    format!("\"v{row_version}\"")
}

impl Responder for Reply {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse<BoxBody> {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = HttpResponse::build(status);
        if let Some(location) = self.location {
            response.insert_header((header::LOCATION, location));
        }
        if let Some(etag) = self.etag {
            response.insert_header((header::ETAG, etag));
        }
        for header in self.quota.iter().flat_map(quota_headers) {
            response.insert_header(header);
        }
        match self.body {
            Some(body) => response.content_type("application/json").body(body),
            None => response.finish(),
        }
    }
}
