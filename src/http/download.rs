//! Answers that are files.

use actix_web::HttpResponse;
use actix_web::http::header;

/// A file to be kept, not to be shown. Its name has letters, digits and signs without a meaning in headers.
#[must_use]
pub fn attachment(name: &str, text: String) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/octet-stream")
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .body(text)
}
