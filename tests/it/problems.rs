//! The codes of problems: each stands in the one list, with its status, its words and an entry on the page behind its `type`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use virtual_college::http::problem::catalogue::{FIELDS, ITEMS, PROBLEMS, sample};
use virtual_college::i18n::{Args, Catalogues, I18n, Locale};

use crate::support::Campus;

fn sources() -> String {
    let mut all = String::new();
    let mut waiting = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).expect("source");
                all.extend(text.lines().map(str::trim).flat_map(|line| [line, " "]));
            }
        }
    }
    all
}

/// The codes and statuses with which the code makes problems.
fn made(sources: &str) -> BTreeMap<String, u16> {
    let makers = [
        ("Problem::unauthorised(", Some(401)),
        ("Problem::forbidden(", Some(403)),
        ("Problem::not_found(", Some(404)),
        ("Problem::conflict(", Some(409)),
        ("Problem::too_many(", Some(429)),
        ("Problem::new(", None),
        ("Self::new(", None),
    ];
    let mut made = BTreeMap::new();
    for (maker, status) in makers {
        for (at, _) in sources.match_indices(maker) {
            let arguments = &sources[at + maker.len()..];
            let (first, rest) = arguments.split_once('"').expect("a text somewhere");
            let (code, _) = rest.split_once('"').expect("its end");
            let number = first.trim().trim_end_matches(',').parse().ok();
            let is_direct = if status.is_some() { first.trim().is_empty() } else { number.is_some() };
            if is_direct && code.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') {
                made.insert(code.to_owned(), status.or(number).expect("a status"));
            }
        }
    }
    made
}

#[test]
fn the_list_of_problems_is_that_of_the_code() {
    let listed: BTreeMap<String, u16> =
        PROBLEMS.iter().flat_map(|(status, codes)| codes.iter().map(|code| ((*code).to_owned(), *status))).collect();
    let mut made = made(&sources());
    // Made of what the framework reports, with its own status.
    made.insert("request-malformed".to_owned(), 400);
    assert_eq!(listed, made, "src/http/problem/catalogue.rs lists each problem under its status");
}

/// Whatever has a `.detail` explains a refusal, so it is in one of the lists; and the other way round.
#[test]
fn every_code_is_put_into_words_and_all_words_are_of_a_code() {
    let listed: BTreeSet<&str> =
        PROBLEMS.iter().flat_map(|(_, codes)| *codes).chain(FIELDS).chain(ITEMS).copied().collect();
    let mut worded = BTreeSet::new();
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("locales/en")).expect("the catalogue") {
        let text = std::fs::read_to_string(entry.expect("an entry").path()).expect("text");
        let mut message = String::new();
        for line in text.lines() {
            if line.starts_with(|c: char| c.is_ascii_lowercase()) {
                line.split(" =").next().unwrap_or_default().clone_into(&mut message);
            } else if line.trim_start().starts_with(".detail =") {
                worded.insert(message.clone());
            }
        }
    }
    assert_eq!(worded.iter().map(String::as_str).collect::<BTreeSet<_>>(), listed);
}

#[test]
fn each_can_be_shown_without_an_occurrence_in_each_language() {
    let i18n = I18n::new(Catalogues::shipped().expect("catalogues"), Locale::EN);
    for locale in i18n.catalogues().locales() {
        let words = i18n.localizer(std::slice::from_ref(&locale));
        for code in PROBLEMS.iter().flat_map(|(_, codes)| *codes).chain(FIELDS).chain(ITEMS) {
            let detail = words.plain_attribute(code, "detail", &sample());
            assert!(!detail.contains(['{', '$']) && detail != *code, "{locale} {code}: {detail}");
        }
    }
    assert_eq!(i18n.misses(), virtual_college::i18n::Misses::default());
}

#[actix_web::test]
async fn the_type_of_a_problem_leads_to_its_explanation_in_the_readers_language() {
    let campus = Campus::open_with(|config| {
        config.server.public_url = Some("https://college.example.org/".parse().expect("a URL"));
    })
    .await;
    let problem = campus.guest().get("/api/v1/parties/ZZ").await.json();
    assert_eq!(problem["type"], "https://college.example.org/api/docs/problems#party-unknown");
    let i18n = I18n::new(Catalogues::shipped().expect("catalogues"), Locale::EN);
    for language in ["en", "fr", "es"] {
        let page = campus.guest().speaking(language).get("/api/docs/problems").await;
        page.assert_status(200);
        assert_eq!(page.header("content-language"), Some(language));
        assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
        assert!(page.header("vary").is_some_and(|vary| vary.contains("accept-language")));
        let html = page.text();
        assert!(html.contains(&format!("<html lang=\"{language}\" dir=\"ltr\">")), "{html}");
        let words = i18n.localizer_for(&language.parse().expect("a language"));
        for code in PROBLEMS.iter().flat_map(|(_, codes)| *codes).chain(FIELDS).chain(ITEMS) {
            assert_eq!(html.matches(&format!(" id=\"{code}\"")).count(), 1, "{code} has one entry");
            let title = words.text(code, &Args::new()).replace('&', "&#38;");
            assert!(html.contains(&title), "{code} in {language}: {title}");
        }
    }
    let policy = campus.guest().get("/api/docs/problems").await;
    assert!(policy.header("content-security-policy").is_some_and(|policy| policy.contains("default-src 'none'")));
}

#[test]
fn the_page_is_linked_from_the_document() {
    let document = serde_json::to_value(<virtual_college::http::openapi::Document as utoipa::OpenApi>::openapi());
    assert_eq!(document.expect("a document")["externalDocs"]["url"], "/api/docs/problems");
}
