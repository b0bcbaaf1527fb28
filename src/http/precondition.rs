//! `If-Match` (RFC 9110 §13.1.1): who changes a shared thing says which version of it she read.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest};
use utoipa::IntoParams;
use utoipa::openapi::Required;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Type};

use super::reply::version_tag;
use crate::error::{AppError, Problem};

/// The versions that the client accepts as the present one.
#[derive(Clone, Debug)]
pub struct IfMatch(Option<String>);

impl IfMatch {
    /// Whether the thing may be changed, given its present version.
    ///
    /// # Errors
    /// 428 when the client did not say, 412 when it said another version.
    pub fn admit(&self, row_version: i32) -> Result<(), AppError> {
        let Some(given) = &self.0 else { return Err(Problem::new(428, "precondition-required").into()) };
        let present = version_tag(row_version);
        if given.split(',').map(str::trim).any(|tag| tag == "*" || tag == present) {
            return Ok(());
        }
        Err(Problem::new(412, "precondition-failed").into())
    }
}

/// How the OpenAPI document shows it: `params(IfMatch)`.
impl IntoParams for IfMatch {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let tag = ParameterBuilder::new()
            .name("If-Match")
            .parameter_in(ParameterIn::Header)
            .required(Required::True)
            .description(Some("The `ETag` of what was read"))
            .schema(Some(ObjectBuilder::new().schema_type(Type::String)))
            .example(Some(version_tag(3).into()));
        vec![tag.build()]
    }
}

impl FromRequest for IfMatch {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let value = request.headers().get(header::IF_MATCH).and_then(|value| value.to_str().ok());
        ready(Ok(Self(value.map(str::to_owned))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_present_version_is_admitted() {
        for (given, status) in [
            (None, Some("precondition-required")),
            (Some("\"v3\""), None),
            (Some("\"v1\", \"v3\""), None),
            (Some("*"), None),
            (Some("\"v2\""), Some("precondition-failed")),
            (Some("W/\"v3\""), Some("precondition-failed")),
            (Some("v3"), Some("precondition-failed")),
        ] {
            let outcome = IfMatch(given.map(str::to_owned)).admit(3);
            assert_eq!(outcome.err().and_then(|error| error.code()), status, "{given:?}");
        }
    }
}
