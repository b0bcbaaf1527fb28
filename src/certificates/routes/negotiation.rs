//! In which form a certificate is verified.

use actix_web::HttpRequest;

use crate::http::accept::Accept;

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
    let accept = Accept::of(request);
    let mut best = (Form::Page, 0);
    for (media_type, form) in OFFERED {
        let quality = accept.quality(media_type);
        if quality > best.1 {
            best = (form, quality);
        }
    }
    best.0
}

/// Whether a page is asked for by name, and nothing more than it.
pub fn wants_page(request: &HttpRequest) -> bool {
    Accept::of(request).names_page() && wanted(request) == Form::Page
}

#[cfg(test)]
mod tests {
    use actix_web::http::header;
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
