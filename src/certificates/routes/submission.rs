//! What somebody sends to be verified: a file as it is, or a page's form with a file, or with a number and a name.

use actix_multipart::Multipart;
use actix_web::http::header;
use actix_web::{HttpRequest, web};
use futures_util::StreamExt as _;

use crate::certificates::CertificateError;
use crate::error::{AppError, FieldProblem, Problem};
use crate::formats::credential::carrier::{CarrierFault, LARGEST};
use crate::http::upload::receive;

/// What a form may have beside its file.
const FIELDS_BYTES: usize = 16 * 1024;
const MOST_PARTS: usize = 16;

/// What is to be verified.
#[derive(Debug, PartialEq, Eq)]
pub enum Submission {
    File(Vec<u8>),
    Number { serial: String, name: String },
}

#[derive(Default)]
struct Form {
    file: Vec<u8>,
    serial: String,
    name: String,
}

/// Receives it. The media type says whether it is a form; what a file is, it says itself.
///
/// # Errors
/// 400 when it breaks off or is no form, 413 when it is too large, 415 or 422 when it is nothing.
pub async fn submission(request: &HttpRequest, payload: web::Payload) -> Result<Submission, AppError> {
    let value = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let media_type = value.and_then(|text| text.parse::<mime::Mime>().ok());
    let essence = media_type.as_ref().map_or("", mime::Mime::essence_str);
    if essence == mime::MULTIPART_FORM_DATA.essence_str() {
        return parts(Multipart::new(request.headers(), payload)).await?.submission();
    }
    if essence == mime::APPLICATION_WWW_FORM_URLENCODED.essence_str() {
        return fields(&receive(payload, FIELDS_BYTES).await?).submission();
    }
    match receive(payload, LARGEST).await? {
        file if file.is_empty() => Err(CertificateError::NotVerifiable(CarrierFault::Unrecognised).into()),
        file => Ok(Submission::File(file)),
    }
}

fn fields(body: &[u8]) -> Form {
    let mut form = Form::default();
    for (name, value) in url::form_urlencoded::parse(body) {
        form.set(&name, value.into_owned().into_bytes());
    }
    form
}

async fn parts(mut multipart: Multipart) -> Result<Form, AppError> {
    let malformed = || AppError::from(Problem::new(400, "request-malformed"));
    let (mut form, mut received, mut count) = (Form::default(), 0, 0);
    while let Some(part) = multipart.next().await {
        let mut part = part.map_err(|_| malformed())?;
        let (name, mut bytes) = (part.name().unwrap_or_default().to_owned(), Vec::new());
        count += 1;
        while let Some(chunk) = part.next().await {
            let chunk = chunk.map_err(|_| malformed())?;
            received += chunk.len();
            let most = if name == "file" { LARGEST } else { FIELDS_BYTES };
            if bytes.len() + chunk.len() > most || received > LARGEST + FIELDS_BYTES {
                return Err(CertificateError::NotVerifiable(CarrierFault::TooLarge).into());
            }
            bytes.extend_from_slice(&chunk);
        }
        if count > MOST_PARTS {
            return Err(malformed());
        }
        if name == "file" && !form.file.is_empty() {
            return Err(malformed());
        }
        form.set(&name, bytes);
    }
    Ok(form)
}

impl Form {
    fn set(&mut self, name: &str, value: Vec<u8>) {
        let text = |value: &[u8]| String::from_utf8_lossy(value).trim().to_owned();
        match name {
            "file" => self.file = value,
            "serial" => self.serial = text(&value),
            "name" => self.name = text(&value),
            _ => {}
        }
    }

    /// A file, or a number with a name: of both nobody would know which one was judged. A page sends an empty file where none was chosen.
    fn submission(self) -> Result<Submission, AppError> {
        if !self.file.is_empty() {
            let is_alone = self.serial.is_empty() && self.name.is_empty();
            let both = || Problem::invalid(vec![FieldProblem::new("/file", "verification-one-of-both")]).into();
            return if is_alone { Ok(Submission::File(self.file)) } else { Err(both()) };
        }
        let missing = |text: &str, pointer: &str| text.is_empty().then(|| FieldProblem::new(pointer, "field-missing"));
        let missing: Vec<_> =
            [missing(&self.serial, "/serial"), missing(&self.name, "/name")].into_iter().flatten().collect();
        if missing.is_empty() {
            Ok(Submission::Number { serial: self.serial, name: self.name })
        } else {
            Err(Problem::invalid(missing).into())
        }
    }
}
