//! Pages: what anybody sees in a browser, without an account and without a script.

mod browser;
mod catalogue;
mod enrolling;
mod languages;
mod learning;
mod lessons;
mod problems;
mod quizzes;
mod registering;
mod signing_in;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use crate::support::{Answer, Campus, Client};

/// What the College is read in, and the direction of it.
const LANGUAGES: [(&str, &str); 4] = [("en", "ltr"), ("fr", "ltr"), ("es", "ltr"), ("ar-XB", "rtl")];
/// What browsers send.
const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
/// A page of each kind, of [`college`].
const PAGES: [&str; 7] = [
    "/",
    "/courses",
    "/courses?audience=everyone",
    "/courses/fish",
    "/courses/skins",
    "/courses/fish/welcome",
    "/nothing",
];
/// Bytes of a page on the wire with its style, at the most: some more than it weighs.
const HEAVIEST: [(&str, usize); 7] = [
    ("/", 3_800),
    ("/courses", 3_650),
    ("/courses/fish", 3_600),
    ("/courses/fish/welcome", 3_250),
    ("/courses/introduction-to-cites", 4_850),
    ("/courses/introduction-to-cites/why-cites", 5_350),
    ("/nothing", 9_900),
];

/// A course for everyone and one for officials.
async fn college() -> Campus {
    let campus = Campus::open().await;
    campus.course("fish").open().await;
    campus.course("skins").for_officials(&["customs"]).after("fish").await;
    campus
}

fn browser(campus: &Campus) -> Client {
    campus.guest().with_header("accept", BROWSER)
}

fn in_language(path: &str, tag: &str) -> String {
    format!("{path}{}lang={tag}", if path.contains('?') { '&' } else { '?' })
}

/// A page without the marks around what is put into a sentence.
fn read(page: &Answer) -> String {
    page.text().replace(['\u{2068}', '\u{2069}'], "")
}

/// What every page is, whatever it is about.
#[track_caller]
fn assert_whole(page: &Answer, path: &str, (tag, dir): (&str, &str)) {
    let (html, what) = (page.text(), format!("{path} in {tag}"));
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"), "{what}: {html}");
    assert_eq!(page.header("content-language"), Some(tag), "{what}");
    assert!(html.contains(&format!("<html lang=\"{tag}\" dir=\"{dir}\">")), "{what}: {html}");
    assert_eq!(["<h1", "<title", "<main id=\"main\""].map(|part| html.matches(part).count()), [1, 1, 1], "{what}");
    let (skip, header) = (html.find("<a class=\"skip\" href=\"#main\">"), html.find("<header>"));
    assert!(skip.is_some() && skip < header, "{what}: whoever uses the keyboard meets the way to the content first");
    for (other, _) in LANGUAGES.iter().take(3).filter(|(other, _)| *other != tag) {
        let link = format!("href=\"{}\" lang=\"{other}\" dir=\"ltr\" hreflang=\"{other}\"", in_language(path, other));
        assert!(html.contains(&link.replace('&', "&#38;")), "{what} keeps the place in {other}: {html}");
    }
    for word in ["<script", "javascript:", "onclick", "onload", " style=", "http:", "https:", "=\"//", "pages-"] {
        assert!(!html.contains(word), "{what} has {word}: {html}");
    }
    if tag == "en" {
        assert!(html.contains("<summary>Language <b>English</b></summary>"), "{what}: {html}");
    }
    assert_eq!(page.header("set-cookie"), None, "{what}");
    assert_eq!(
        (page.header("x-content-type-options"), page.header("referrer-policy")),
        (Some("nosniff"), Some("no-referrer"))
    );
    let policy = page.header("content-security-policy").expect("a policy");
    let style = html.split("<style>").nth(1).and_then(|rest| rest.split("</style>").next()).expect("a style");
    let style = STANDARD.encode(Sha256::digest(style));
    assert!(policy.starts_with(&format!("default-src 'none'; style-src 'sha256-{style}';")), "{what}: {policy}");
    assert!(!policy.contains("unsafe") && !policy.contains("script-src"), "{what}: {policy}");
}

#[actix_web::test]
async fn every_page_is_whole_in_every_language() {
    let campus = college().await;
    for path in PAGES {
        for language in LANGUAGES {
            let page = browser(&campus).get(&in_language(path, language.0)).await;
            assert_eq!(page.status, if path == "/nothing" { 404 } else { 200 }, "{path}: {}", page.text());
            assert_whole(&page, path, language);
        }
    }
    let closed = browser(&campus).get("/courses/fish/exam?lang=fr").await;
    assert_eq!((closed.status, closed.header("www-authenticate")), (401, Some("Bearer")));
    assert_whole(&closed, "/courses/fish/exam", ("fr", "ltr"));
}

#[actix_web::test]
async fn a_page_is_light_with_its_style_and_loads_nothing_but_pictures() {
    let campus = college().await;
    let ships = virtual_college::courses::publish_shipped(&campus.app.db, campus.app.on_publication);
    ships.await.expect("the courses that ship");
    campus.app.reload().await.expect("the library");
    let client = browser(&campus).with_header("accept-encoding", "br, gzip");
    let mut weights = Vec::new();
    for (path, heaviest) in HEAVIEST {
        for (tag, _) in LANGUAGES {
            let page = client.get(&in_language(path, tag)).await;
            weights.push((page.body.len() > heaviest, path, tag, page.body.len()));
        }
    }
    assert!(weights.iter().all(|(is_heavy, ..)| !is_heavy), "{weights:#?}");
    let html = browser(&campus).get("/courses/introduction-to-cites").await.text();
    let loaded: Vec<&str> = html.split("<link ").skip(1).filter_map(|tag| tag.split('>').next()).collect();
    assert_eq!(
        loaded,
        ["rel=\"icon\" type=\"image/svg+xml\" href=\"/icon.svg\""],
        "and that only by whoever shows icons"
    );
    campus.guest().get("/icon.svg").await.assert_status(200);
}

#[actix_web::test]
async fn a_page_has_a_strong_tag_by_language_and_coding_and_is_not_sent_twice() {
    let campus = college().await;
    for path in PAGES.into_iter().filter(|path| *path != "/nothing") {
        let mut tags = Vec::new();
        for (language, coding) in [("en", "identity"), ("fr", "identity"), ("en", "br"), ("en", "gzip")] {
            let client = browser(&campus).speaking(language).with_header("accept-encoding", coding);
            let page = client.get(path).await;
            assert_eq!((page.status, page.header("content-language")), (200, Some(language)), "{path}");
            assert_eq!(page.header("content-encoding"), Some(coding).filter(|it| *it != "identity"), "{path}");
            assert_eq!(page.header("cache-control"), Some("public, no-cache"));
            assert!(page.header("vary").is_some_and(|vary| vary.contains("accept-language")), "{path}");
            let tag = page.header("etag").expect("an entity tag").to_owned();
            let again = client.with_header("if-none-match", &tag).get(path).await;
            assert_eq!((again.status, again.body.len()), (304, 0), "{path} in {language}, {coding}");
            tags.push(tag);
        }
        tags.sort();
        tags.dedup();
        assert_eq!(tags.len(), 4, "{path}: what differs has tags that differ");
    }
}

#[actix_web::test]
async fn a_page_is_shaped_once_and_asks_the_database_for_nothing() {
    let campus = college().await;
    let kept = PAGES.into_iter().filter(|path| *path != "/nothing");
    for (number, path) in kept.enumerate() {
        browser(&campus).get(path).await;
        assert_eq!(campus.app.pages.kept(), number + 1, "{path}");
        let before = campus.app.db.statements().total();
        browser(&campus).get(path).await;
        assert_eq!(campus.app.db.statements().total(), before, "{path}");
        assert_eq!(campus.app.pages.kept(), number + 1, "{path} was shaped again");
    }
}

#[actix_web::test]
async fn whoever_makes_up_addresses_is_shown_the_same_few_pages() {
    let campus = college().await;
    let letters = || ('a'..='z').step_by(2);
    let cursor = |slug: &str| virtual_college::http::cursor(&slug).expect("a cursor");
    for (one, other) in letters().flat_map(|one| letters().map(move |other| (one, other))) {
        for path in [
            format!("/?lang=en-{one}{other}"),
            format!("/courses/fish?lang={one}{other}-ZZ"),
            format!("/courses?language={one}{other}{one}"),
            format!("/courses?cursor={}", cursor(&format!("skin{one}{other}"))),
            format!("/courses/nothing?lang={one}{other}"),
        ] {
            browser(&campus).get(&path).await;
        }
    }
    // What is found is English, French or Spanish, or nothing; and the list begins at its beginning, or after a course.
    assert!(campus.app.pages.kept() < 20, "{}", campus.app.pages.kept());
}
