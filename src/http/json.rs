//! JSON bodies: limits, depth, and a pointer to whatever is wrong.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, web};
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::error::{AppError, FieldProblem, Problem};

/// Larger than any form, and set for the whole server; uploads have a route and a limit of their own.
pub const BODY_LIMIT: usize = 256 * 1024;
/// Deeper than any body of ours; the parser recurses, so depth is bounded before it starts.
const DEPTH_LIMIT: usize = 32;

/// A JSON body of type `T`. `T` denies unknown members.
#[derive(Debug)]
pub struct Json<T>(pub T);

/// SHA-256 of the body as it came, for [`super::Once`].
#[derive(Clone, Debug)]
pub struct BodyDigest(pub [u8; 32]);

impl BodyDigest {
    #[must_use]
    pub fn of(body: &[u8]) -> Self {
        Self(Sha256::digest(body).into())
    }
}

impl<T: DeserializeOwned + 'static> FromRequest for Json<T> {
    type Error = AppError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, AppError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let is_json = is_json(&request);
        let body = web::Bytes::from_request(&request, payload);
        Box::pin(async move {
            if !is_json {
                return Err(Problem::new(415, "content-type-unsupported").into());
            }
            let body = body.await.map_err(|error| body_problem(&error))?;
            request.extensions_mut().insert(BodyDigest::of(&body));
            parse(&body).map(Json)
        })
    }
}

/// 413, for a body of more than [`BODY_LIMIT`].
#[must_use]
pub fn too_large() -> Problem {
    Problem::new(413, "body-too-large").with("bytes", i64::try_from(BODY_LIMIT).unwrap_or(i64::MAX))
}

fn body_problem(error: &actix_web::Error) -> AppError {
    match error.as_response_error().status_code().as_u16() {
        413 => too_large().into(),
        _ => Problem::new(400, "body-incomplete").into(),
    }
}

fn is_json(request: &HttpRequest) -> bool {
    let Some(value) = request.headers().get(header::CONTENT_TYPE) else { return false };
    let Some(mime) = value.to_str().ok().and_then(|text| text.parse::<mime::Mime>().ok()) else { return false };
    let utf8 = mime.get_param(mime::CHARSET).is_none_or(|charset| charset == mime::UTF_8);
    mime.type_() == mime::APPLICATION && (mime.subtype() == mime::JSON || mime.suffix() == Some(mime::JSON)) && utf8
}

/// Reads a body.
///
/// # Errors
/// 400 `body-malformed` with line and column when it is not JSON (RFC 8259), 422 `body-invalid` with a pointer when it is
/// not what the route takes.
pub fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, AppError> {
    if deeper_than(body, DEPTH_LIMIT) {
        return Err(Problem::new(400, "body-too-deep").with("depth", DEPTH_LIMIT as i64).into());
    }
    let mut reader = serde_json::Deserializer::from_slice(body);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| refusal(&error, body))?;
    reader.end().map_err(|error| malformed(&error))?;
    Ok(value)
}

fn refusal(error: &serde_path_to_error::Error<serde_json::Error>, body: &[u8]) -> AppError {
    // What is not JSON to its very end is not looked at further.
    if let Err(error) = serde_json::from_slice::<serde_json::Value>(body) {
        return malformed(&error);
    }
    let message = error.inner().to_string();
    // Where a word is expected and none begins, serde speaks of bad JSON.
    let (code, member) = if error.inner().is_data() { classify(&message) } else { ("field-wrong-type", None) };
    let mut pointer = pointer(error.path());
    if code == "field-missing"
        && let Some(member) = member
    {
        pointer = format!("{pointer}/{}", escape(member));
    }
    let problem = FieldProblem::new(pointer, code);
    let problem = if code == "field-unknown-word" { problem.with("words", words(&message)) } else { problem };
    Problem::invalid(vec![problem]).into()
}

fn malformed(error: &serde_json::Error) -> AppError {
    Problem::new(400, "body-malformed").with("line", error.line() as i64).with("column", error.column() as i64).into()
}

/// serde tells kinds of errors apart by their words only.
fn classify(message: &str) -> (&'static str, Option<&str>) {
    let named = message.split('`').nth(1);
    match message {
        m if m.starts_with("unknown field") => ("field-unknown", named),
        m if m.starts_with("missing field") => ("field-missing", named),
        m if m.starts_with("duplicate field") => ("field-duplicate", named),
        m if m.starts_with("unknown variant") => ("field-unknown-word", None),
        m if m.starts_with("invalid type") => ("field-wrong-type", None),
        _ => ("field-invalid", None),
    }
}

/// The words of "unknown variant `perhaps`, expected one of `yes`, `no`".
fn words(message: &str) -> String {
    let known = message.rsplit_once(", expected ").map_or("", |(_, known)| known);
    known.split('`').skip(1).step_by(2).collect::<Vec<_>>().join(", ")
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter()
        .filter_map(|segment| match segment {
            Segment::Seq { index } => Some(format!("/{index}")),
            Segment::Map { key } => Some(format!("/{}", escape(key))),
            Segment::Enum { .. } | Segment::Unknown => None,
        })
        .collect()
}

/// RFC 6901 §3.
fn escape(member: &str) -> String {
    member.replace('~', "~0").replace('/', "~1")
}

/// A linear look at brackets outside strings.
fn deeper_than(body: &[u8], limit: usize) -> bool {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for byte in body {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => depth += 1,
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > limit {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only its shape matters")]
    struct Form {
        name: String,
        items: Vec<u8>,
        #[serde(default)]
        word: Option<Word>,
    }

    #[derive(Debug, serde::Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Word {
        Yes,
    }

    fn found(body: &str) -> (u16, Vec<(String, &'static str)>) {
        match parse::<Form>(body.as_bytes()) {
            Err(AppError::Refused(problem)) => {
                (problem.status, problem.fields.iter().map(|f| (f.pointer.clone(), f.code)).collect())
            }
            _ => (200, vec![]),
        }
    }

    #[test]
    fn each_mistake_is_named_with_its_pointer() {
        for (body, status, fields) in [
            (r#"{"name":"a","items":[]}"#, 200, vec![]),
            (r#"{"name":"a","items":[],"x":1}"#, 422, vec![("/x", "field-unknown")]),
            (r#"{"name":"a"}"#, 422, vec![("/items", "field-missing")]),
            (r#"{"name":"a","items":[1,"b"]}"#, 422, vec![("/items/1", "field-wrong-type")]),
            (r#"{"name":"a","items":[300]}"#, 422, vec![("/items/0", "field-invalid")]),
            (r#"{"name":"a","items":[],"word":"no"}"#, 422, vec![("/word", "field-unknown-word")]),
            (r#"{"name":"a","items":[],"word":7}"#, 422, vec![("/word", "field-wrong-type")]),
            (r#"{"name":"a","items":[],"word":7"#, 400, vec![]),
            (r#"{"name":"a","items":["#, 400, vec![]),
            (r#"{"name":"a","items":[]} x"#, 400, vec![]),
        ] {
            let fields: Vec<_> = fields.into_iter().map(|(p, c)| (p.to_owned(), c)).collect();
            assert_eq!(found(body), (status, fields), "{body}");
        }
    }

    #[test]
    fn the_words_that_are_accepted_are_told() {
        for (message, expected) in [
            ("unknown variant `a`, expected `yes`", "yes"),
            ("unknown variant `a`, expected `yes` or `no`", "yes, no"),
            ("unknown variant `, expected `x`, expected one of `yes`, `no`, `both`", "yes, no, both"),
        ] {
            assert_eq!(words(message), expected);
        }
    }

    #[test]
    fn depth_is_bounded_before_parsing() {
        assert!(deeper_than("[".repeat(33).as_bytes(), 32));
        assert!(!deeper_than(r#"{"a":"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["}"#.as_bytes(), 32));
        assert_eq!(found(&"[".repeat(100_000)).0, 400);
    }
}
