//! In which form an answer is wanted: `Accept` (RFC 9110 §12.5.1).

use actix_web::HttpRequest;
use actix_web::http::header;

const PAGES: [&str; 2] = ["text/html", "application/xhtml+xml"];
const DOCUMENTS: [&str; 2] = ["application/json", "application/problem+json"];

/// The media ranges that a client names, each with its quality in thousandths.
pub struct Accept<'r>(Vec<(&'r str, u16)>);

impl<'r> Accept<'r> {
    #[must_use]
    pub fn of(request: &'r HttpRequest) -> Self {
        let values = request.headers().get_all(header::ACCEPT).filter_map(|value| value.to_str().ok());
        Self(values.flat_map(|value| value.split(',')).filter_map(range).collect())
    }

    /// The quality of a media type: that of the most specific range that it is in. A range of many means what is usual of them,
    /// which XHTML and problems are not.
    #[must_use]
    pub fn quality(&self, media_type: &str) -> u16 {
        let kind = media_type.split_once('/').map_or("", |(kind, _)| kind);
        let is_usual = !matches!(media_type, "application/xhtml+xml" | "application/problem+json");
        let is_whole = |name: &str| name.strip_suffix("/*").is_some_and(|named| named.eq_ignore_ascii_case(kind));
        let many = || self.most(is_whole).or_else(|| self.named("*/*")).filter(|_| is_usual);
        self.named(media_type).or_else(many).unwrap_or(0)
    }

    fn named(&self, range: &str) -> Option<u16> {
        self.most(|name| name.eq_ignore_ascii_case(range))
    }

    fn most(&self, is_meant: impl Fn(&str) -> bool) -> Option<u16> {
        self.0.iter().filter(|(name, _)| is_meant(name)).map(|(_, quality)| *quality).max()
    }

    /// Whether a page is asked for by name: what sends files and forms by itself wants data.
    #[must_use]
    pub fn names_page(&self) -> bool {
        PAGES.iter().any(|page| self.named(page).is_some_and(|quality| quality > 0))
    }

    /// Whether a page is asked for by name, and no document is wanted more.
    #[must_use]
    pub fn prefers_page(&self) -> bool {
        let most = |types: [&str; 2]| types.into_iter().map(|it| self.quality(it)).max();
        self.names_page() && most(PAGES) >= most(DOCUMENTS)
    }
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
    fn a_page_is_for_whoever_asks_for_it_by_name_and_wants_no_document_more() {
        for (accept, page) in [
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", true),
            ("application/xhtml+xml", true),
            ("text/html, application/json;q=0.1", true),
            ("text/html;q=0.9, application/problem+json", false),
            ("text/html;q=0, */*", false),
            ("text/html;q=0.5, application/*", false),
            ("*/*", false),
            ("", false),
        ] {
            let request = TestRequest::default().insert_header((header::ACCEPT, accept)).to_http_request();
            assert_eq!(Accept::of(&request).prefers_page(), page, "{accept}");
        }
    }
}
