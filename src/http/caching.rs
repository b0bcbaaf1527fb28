//! Published content: compressed once, kept in memory, answered with a strong entity tag or `304`.

use std::io::Write as _;

use actix_web::http::header::{self, HeaderMap, HeaderValue};
use actix_web::{HttpRequest, HttpResponse};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use sha2::{Digest, Sha256};

const BROTLI_QUALITY: u32 = 9;
const BROTLI_WINDOW: u32 = 22;
/// Below this a compressed answer saves nothing: it fits one packet anyway.
const WORTH_COMPRESSING: usize = 1_024;

/// An immutable answer in every encoding that is offered. Cloned freely.
#[derive(Clone, Debug)]
pub struct CachedBody {
    content_type: &'static str,
    content_language: Option<String>,
    etag: String,
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
}

impl CachedBody {
    /// Compresses a body, once.
    #[must_use]
    pub fn new(content_type: &'static str, content_language: Option<String>, body: Vec<u8>) -> Self {
        let hash = Sha256::digest(&body);
        let etag = URL_SAFE_NO_PAD.encode(hash);
        let worth = body.len() >= WORTH_COMPRESSING && is_text(content_type);
        let brotli = worth.then(|| brotli_of(&body)).flatten().map(Bytes::from);
        let gzip = worth.then(|| gzip_of(&body)).flatten().map(Bytes::from);
        Self { content_type, content_language, etag, plain: Bytes::from(body), brotli, gzip }
    }

    /// Bytes held in memory.
    #[must_use]
    pub fn weight(&self) -> usize {
        self.plain.len() + self.brotli.as_ref().map_or(0, Bytes::len) + self.gzip.as_ref().map_or(0, Bytes::len)
    }

    /// Answers a request: `304` when the client has it, else the smallest encoding that it takes. `cache_control` says who
    /// may keep it and how long.
    #[must_use]
    pub fn respond(&self, request: &HttpRequest, cache_control: &'static str) -> HttpResponse {
        let (coding, bytes) = self.choose(request.headers());
        let etag = self.tag(coding);
        let known = matches(request.headers(), &etag);
        let mut response = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
        response.insert_header((header::ETAG, etag));
        response.insert_header((header::CACHE_CONTROL, HeaderValue::from_static(cache_control)));
        response.insert_header((header::VARY, HeaderValue::from_static("accept-encoding, accept-language, cookie")));
        if let Some(language) = &self.content_language {
            response.insert_header((header::CONTENT_LANGUAGE, language.as_str()));
        }
        if known {
            return response.finish();
        }
        if let Some(coding) = coding {
            response.insert_header((header::CONTENT_ENCODING, HeaderValue::from_static(coding)));
        }
        response.content_type(self.content_type).body(bytes.clone())
    }

    fn choose(&self, headers: &HeaderMap) -> (Option<&'static str>, &Bytes) {
        let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or("");
        match (&self.brotli, &self.gzip) {
            (Some(brotli), _) if accepts(accepted, "br") => (Some("br"), brotli),
            (_, Some(gzip)) if accepts(accepted, "gzip") => (Some("gzip"), gzip),
            _ => (None, &self.plain),
        }
    }

    /// Strong, so it differs by encoding (RFC 9110 §8.8.3.3).
    fn tag(&self, coding: Option<&str>) -> String {
        match coding {
            Some(coding) => format!("\"{}-{coding}\"", self.etag),
            None => format!("\"{}\"", self.etag),
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
fn matches(headers: &HeaderMap, etag: &str) -> bool {
    let Some(given) = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()) else { return false };
    given.split(',').map(str::trim).any(|tag| tag == "*" || tag.trim_start_matches("W/") == etag)
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
