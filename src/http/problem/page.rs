//! The page behind the `type` of problems: every code, what it means and its status, in the reader's language.

use std::sync::LazyLock;

use actix_web::http::header;
use actix_web::{HttpResponse, get};
use askama::Template;

use super::super::html;
use super::catalogue::{FIELDS, ITEMS, PROBLEMS, sample};
use crate::error::AppError;
use crate::http::Reader;
use crate::i18n::{Args, Localizer};

/// Where it stands.
pub const PATH: &str = "/api/docs/problems";

const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;max-width:45rem;margin:2rem auto;padding:0 1rem;color:#222;\
    background:#fff}dt{margin-block-start:1rem}dd{margin-inline-start:1.5rem}:target{background:#fe8}";

/// All words come from the catalogues; the template has none.
#[derive(Template)]
#[template(path = "http/problem/page.html")]
struct ProblemsPage {
    lang: String,
    dir: &'static str,
    style: &'static str,
    college: String,
    title: String,
    text: String,
    sections: Vec<Section>,
}

struct Section {
    title: String,
    entries: Vec<Entry>,
}

struct Entry {
    code: &'static str,
    status: Option<u16>,
    title: String,
    detail: String,
}

impl ProblemsPage {
    fn new(words: &Localizer) -> Self {
        let none = Args::new();
        let problems = PROBLEMS.iter().flat_map(|(status, codes)| codes.iter().map(|code| (*code, Some(*status))));
        let known = |code: &&str| super::catalogue::status_of(code).is_none();
        let fields = FIELDS.iter().copied().filter(known).map(|code| (code, None));
        let items = ITEMS.iter().copied().filter(known).map(|code| (code, None));
        let section = |name: &str, entries: Vec<(&'static str, Option<u16>)>| Section {
            title: words.attribute("problems-page", name, &none),
            entries: entries.into_iter().map(|(code, status)| Entry::new(code, status, words)).collect(),
        };
        Self {
            lang: words.locale().to_string(),
            dir: words.direction().as_str(),
            style: STYLE,
            college: words.text("college-name", &none),
            title: words.text("problems-page", &none),
            text: words.attribute("problems-page", "text", &none),
            sections: vec![
                section("problems", problems.collect()),
                section("fields", fields.collect()),
                section("items", items.collect()),
            ],
        }
    }
}

impl Entry {
    fn new(code: &'static str, status: Option<u16>, words: &Localizer) -> Self {
        let args = sample();
        Self { code, status, title: words.text(code, &args), detail: words.attribute(code, "detail", &args) }
    }
}

/// Nothing is loaded but the style.
fn policy() -> &'static str {
    static POLICY: LazyLock<String> = LazyLock::new(|| html::policy(STYLE, "form-action 'none'"));
    &POLICY
}

/// The codes of problems, with what they mean: the page that the `type` of a problem leads to.
#[utoipa::path(
    operation_id = "readProblems", tag = "documentation",
    responses((status = 200, body = String, content_type = "text/html")),
)]
#[get("/api/docs/problems")]
pub async fn show(reader: Reader) -> Result<HttpResponse, AppError> {
    let words = reader.language().localizer();
    let html = ProblemsPage::new(&words).render().map_err(AppError::broken)?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_SECURITY_POLICY, policy()))
        .insert_header((header::CONTENT_LANGUAGE, words.locale().as_str()))
        .content_type("text/html; charset=utf-8")
        .body(html))
}
