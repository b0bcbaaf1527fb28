//! In which form an answer is wanted: `Accept` (RFC 9110 §12.5.1).

use actix_web::HttpRequest;
use actix_web::http::header;

/// A form in which a certificate is verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For people.
    Page,
    /// What is known of it.
    Json,
    /// The credential, as media of this type.
    Credential(&'static str),
    /// The credential as a JWT.
    Token(&'static str),
}

/// Media types and their forms, the first first where several are wanted as much.
const OFFERED: [(&str, Form); 9] = [
    ("text/html", Form::Page),
    ("application/xhtml+xml", Form::Page),
    ("application/json", Form::Json),
    ("application/problem+json", Form::Json),
    ("application/vc", Form::Credential("application/vc")),
    ("application/ld+json", Form::Credential("application/ld+json")),
    ("application/vc+ld+json", Form::Credential("application/vc+ld+json")),
    ("application/vc+jwt", Form::Token("application/vc+jwt")),
    ("application/jwt", Form::Token("application/jwt")),
];

/// The form that is wanted most. Who says nothing, or wants nothing that there is, gets the page.
pub fn wanted(request: &HttpRequest) -> Form {
    let values = request.headers().get_all(header::ACCEPT).filter_map(|value| value.to_str().ok());
    let ranges: Vec<(&str, u16)> = values.flat_map(|value| value.split(',')).filter_map(range).collect();
    let mut best = (Form::Page, 0);
    for (media_type, form) in OFFERED {
        let quality = quality(&ranges, media_type);
        if quality > best.1 {
            best = (form, quality);
        }
    }
    best.0
}

/// Whether a page is asked for by name, and nothing more than it: what sends files and forms by itself wants data.
pub fn wants_page(request: &HttpRequest) -> bool {
    let values = request.headers().get_all(header::ACCEPT).filter_map(|value| value.to_str().ok());
    let is_named = values.flat_map(|value| value.split(',')).filter_map(range).any(|(name, quality)| {
        quality > 0 && ["text/html", "application/xhtml+xml"].iter().any(|page| name.eq_ignore_ascii_case(page))
    });
    is_named && wanted(request) == Form::Page
}

/// The quality of a media type: that of the most specific range that it is in. A range of many means what is usual of them,
/// which XHTML and problems are not.
fn quality(ranges: &[(&str, u16)], media_type: &str) -> u16 {
    let of = |wanted: &str| {
        let named = ranges.iter().filter(|(name, _)| name.eq_ignore_ascii_case(wanted));
        named.map(|(_, quality)| *quality).max()
    };
    let whole = media_type.split_once('/').map(|(kind, _)| format!("{kind}/*")).unwrap_or_default();
    let is_usual = !matches!(media_type, "application/xhtml+xml" | "application/problem+json");
    of(media_type).or_else(|| of(&whole).or_else(|| of("*/*")).filter(|_| is_usual)).unwrap_or(0)
}

/// A media range and its quality in thousandths.
fn range(text: &str) -> Option<(&str, u16)> {
    let mut parts = text.split(';').map(str::trim);
    let name = parts.next().filter(|name| !name.is_empty())?;
    let quality = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
    let quality = quality.map_or(Some(1_000.0), |text| text.parse::<f32>().ok())?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=1000")]
    Some((name, if quality > 1.0 { 1_000.0 } else { (quality * 1_000.0).max(0.0) } as u16))
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn each_gets_what_is_wanted_most() {
        const CREDENTIAL: Form = Form::Credential("application/vc");
        for (accept, expected) in [
            ("", Form::Page),
            ("*/*", Form::Page),
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", Form::Page),
            ("application/json", Form::Json),
            ("Application/JSON; charset=utf-8", Form::Json),
            ("application/json;q=0.5, text/html", Form::Page),
            ("application/json, text/html;q=0.9", Form::Json),
            ("application/json;q=0", Form::Page),
            ("application/json;q=high", Form::Page),
            ("application/*", Form::Json),
            ("application/*, application/json;q=0", CREDENTIAL),
            ("application/vc", CREDENTIAL),
            ("application/vc;q=0.9, application/json;q=0.8", CREDENTIAL),
            ("application/vc;q=0.8, application/json;q=0.9", Form::Json),
            ("application/ld+json", Form::Credential("application/ld+json")),
            ("application/vc+ld+json, application/ld+json;q=0.5", Form::Credential("application/vc+ld+json")),
            ("application/vc+jwt", Form::Token("application/vc+jwt")),
            ("application/jwt, */*;q=0.1", Form::Token("application/jwt")),
            ("application/vc+jwt, application/vc", CREDENTIAL),
            ("image/png", Form::Page),
            ("application/vc;q=0.0004, text/plain", Form::Page),
            ("*/*;q=0.5, text/html;q=0.1", Form::Json),
        ] {
            let request = TestRequest::default().insert_header((header::ACCEPT, accept)).to_http_request();
            assert_eq!(wanted(&request), expected, "{accept}");
        }
    }
}
