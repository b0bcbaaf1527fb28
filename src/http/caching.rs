//! Published content: compressed once, kept in memory, answered with a strong entity tag or `304`.

use std::io::Write as _;

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderMap, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use sha2::{Digest, Sha256};

const BROTLI_QUALITY: u32 = 9;
const BROTLI_WINDOW: u32 = 22;
/// Below this a compressed answer saves nothing: it fits one packet anyway.
const WORTH_COMPRESSING: usize = 1_024;

/// An immutable answer in every encoding that is offered, with its headers ready. Cloned freely.
#[derive(Clone, Debug)]
pub struct CachedBody {
    content_type: HeaderValue,
    content_language: Option<HeaderValue>,
    plain: Encoded,
    brotli: Option<Encoded>,
    gzip: Option<Encoded>,
}

/// A body in one encoding.
#[derive(Clone, Debug)]
struct Encoded {
    coding: Option<HeaderValue>,
    /// Strong, so it differs by encoding (RFC 9110 §8.8.3.3).
    etag: HeaderValue,
    bytes: Bytes,
}

impl Encoded {
    fn plain(hash: &str, bytes: Vec<u8>) -> Self {
        Self { coding: None, etag: header_value(&format!("\"{hash}\"")), bytes: Bytes::from(bytes) }
    }

    fn with(coding: &'static str, hash: &str, bytes: Vec<u8>) -> Self {
        let etag = header_value(&format!("\"{hash}-{coding}\""));
        Self { coding: Some(HeaderValue::from_static(coding)), etag, bytes: Bytes::from(bytes) }
    }
}

/// Tags of languages and hashes are ASCII, so nothing is ever left out.
fn header_value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

impl CachedBody {
    /// Compresses a body, once.
    #[must_use]
    pub fn new(content_type: &'static str, content_language: Option<String>, body: Vec<u8>) -> Self {
        let hash = URL_SAFE_NO_PAD.encode(Sha256::digest(&body));
        let worth = body.len() >= WORTH_COMPRESSING && is_text(content_type);
        let brotli = worth.then(|| brotli_of(&body)).flatten().map(|bytes| Encoded::with("br", &hash, bytes));
        let gzip = worth.then(|| gzip_of(&body)).flatten().map(|bytes| Encoded::with("gzip", &hash, bytes));
        Self {
            content_type: HeaderValue::from_static(content_type),
            content_language: content_language.as_deref().map(header_value),
            plain: Encoded::plain(&hash, body),
            brotli,
            gzip,
        }
    }

    /// A body that is not kept: compressing it well would take longer than sending it.
    #[must_use]
    pub fn uncompressed(content_type: &'static str, content_language: Option<String>, body: Vec<u8>) -> Self {
        let hash = URL_SAFE_NO_PAD.encode(Sha256::digest(&body));
        Self {
            content_type: HeaderValue::from_static(content_type),
            content_language: content_language.as_deref().map(header_value),
            plain: Encoded::plain(&hash, body),
            brotli: None,
            gzip: None,
        }
    }

    /// The body as it was given.
    #[must_use]
    pub fn bytes(&self) -> Bytes {
        self.plain.bytes.clone()
    }

    /// Bytes held in memory.
    #[must_use]
    pub fn weight(&self) -> usize {
        let encodings = [Some(&self.plain), self.brotli.as_ref(), self.gzip.as_ref()];
        encodings.into_iter().flatten().map(|encoded| encoded.bytes.len()).sum()
    }

    /// Answers a request: `304` when the client has it, else the smallest encoding that it takes. `cache_control` says who
    /// may keep it and how long.
    #[must_use]
    pub fn respond(&self, request: &HttpRequest, cache_control: &'static str) -> HttpResponse {
        let chosen = self.choose(request.headers());
        let known = matches(request.headers(), &chosen.etag);
        let mut response = self.begin(if known { StatusCode::NOT_MODIFIED } else { StatusCode::OK });
        response.insert_header((header::ETAG, chosen.etag.clone()));
        response.insert_header((header::CACHE_CONTROL, HeaderValue::from_static(cache_control)));
        if known { response.finish() } else { self.finish(response, chosen) }
    }

    /// Answers a request with a refusal that is the same for everybody. Nobody keeps it.
    #[must_use]
    pub fn refuse(&self, request: &HttpRequest, status: StatusCode) -> HttpResponse {
        self.finish(self.begin(status), self.choose(request.headers()))
    }

    fn begin(&self, status: StatusCode) -> HttpResponseBuilder {
        let mut response = HttpResponse::build(status);
        response.insert_header((header::VARY, HeaderValue::from_static(self.vary())));
        if let Some(language) = &self.content_language {
            response.insert_header((header::CONTENT_LANGUAGE, language.clone()));
        }
        response
    }

    fn finish(&self, mut response: HttpResponseBuilder, chosen: &Encoded) -> HttpResponse {
        if let Some(coding) = &chosen.coding {
            response.insert_header((header::CONTENT_ENCODING, coding.clone()));
        }
        response.insert_header((header::CONTENT_TYPE, self.content_type.clone())).body(chosen.bytes.clone())
    }

    /// What the answer depends on: what has no language is the same for every reader.
    const fn vary(&self) -> &'static str {
        match self.content_language {
            Some(_) => "accept-encoding, accept-language, cookie",
            None => "accept-encoding",
        }
    }

    fn choose(&self, headers: &HeaderMap) -> &Encoded {
        let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or("");
        match (&self.brotli, &self.gzip) {
            (Some(brotli), _) if accepts(accepted, "br") => brotli,
            (_, Some(gzip)) if accepts(accepted, "gzip") => gzip,
            _ => &self.plain,
        }
    }
}

/// Whether an `Accept-Encoding` takes a coding (RFC 9110 §12.5.3): named, and not with `q=0`.
fn accepts(header: &str, coding: &str) -> bool {
    header.split(',').any(|item| {
        let mut parts = item.split(';').map(str::trim);
        let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(coding));
        named && !parts.any(|part| matches!(part, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}

/// `If-None-Match` compares weakly (RFC 9110 §13.1.2).
fn matches(headers: &HeaderMap, etag: &HeaderValue) -> bool {
    let Some(given) = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()) else { return false };
    given.split(',').map(str::trim).any(|tag| tag == "*" || etag == tag.trim_start_matches("W/"))
}

fn is_text(content_type: &str) -> bool {
    content_type.starts_with("text/") || content_type.contains("json") || content_type.contains("svg")
}

fn brotli_of(body: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut out, 4_096, BROTLI_QUALITY, BROTLI_WINDOW);
    writer.write_all(body).ok()?;
    writer.flush().ok()?;
    drop(writer);
    Some(out)
}

fn gzip_of(body: &[u8]) -> Option<Vec<u8>> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(body).ok()?;
    writer.finish().ok()
}
