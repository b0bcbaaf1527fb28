//! What is refused, in the same look for whoever asks with a browser, and as ever for programs.

use actix_web::http::Method;

use super::{browser, college};

#[actix_web::test]
async fn a_browser_is_told_of_a_problem_by_a_page_and_a_program_by_a_document() {
    let campus = college().await;
    for (path, status, code, words) in [
        ("/nothing", 404, "route-unknown", "Adresse inconnue"),
        ("/courses/nothing", 404, "course-unknown", "Ce cours n’existe pas"),
        ("/courses/fish/nothing", 404, "activity-unknown", "Cette activité n’existe pas"),
        ("/courses/No%20slug", 404, "not-found", "<h1>"),
        ("/courses?cursor=x", 400, "cursor-invalid", "<h1>"),
        ("/a/b/c/d", 404, "route-unknown", "Adresse inconnue"),
    ] {
        let page = browser(&campus).speaking("fr").get(path).await;
        assert_eq!((page.status, page.header("content-type")), (status, Some("text/html; charset=utf-8")), "{path}");
        assert_eq!((page.header("content-language"), page.header("cache-control")), (Some("fr"), Some("no-store")));
        assert!(page.text().contains(words) && page.text().contains("href=\"/courses\""), "{path}: {}", page.text());
        assert!(page.header("vary").is_some_and(|vary| vary.starts_with("accept,")), "{path}");
        for accept in ["*/*", "application/json", "text/html;q=0.9, application/problem+json", "image/webp"] {
            campus.guest().with_header("accept", accept).get(path).await.assert_problem(status, code);
        }
    }
}

#[actix_web::test]
async fn the_api_answers_everybody_with_documents() {
    let campus = college().await;
    for (path, status, code) in [
        ("/api/v1/nothing", 404, "route-unknown"),
        ("/api/v1/courses/nothing", 404, "course-unknown"),
        ("/api/v1/me", 401, "sign-in-required"),
    ] {
        browser(&campus).get(path).await.assert_problem(status, code);
    }
}

#[actix_web::test]
async fn a_page_of_a_problem_keeps_what_goes_with_it_and_repeats_nothing_as_markup() {
    let campus = college().await;
    let wrong = browser(&campus).send(Method::DELETE, "/courses", None).await;
    assert_eq!((wrong.status, wrong.header("allow")), (405, Some("GET, HEAD, OPTIONS")));
    assert!(!wrong.text().contains("hreflang"), "asking for it again in another language is asking for something else");
    let path = "/courses/%3Cscript%3Ealert(1)%3C%2Fscript%3E?x=%22%3E%3Cscript%3E";
    let hostile = browser(&campus).get(path).await;
    assert_eq!(hostile.status, 404);
    assert!(!hostile.text().contains("<script"), "{}", hostile.text());
}

#[actix_web::test]
async fn a_page_of_a_problem_leads_nowhere_else_whatever_was_asked_for() {
    let campus = college().await;
    let long = format!("/nothing?{}", "a".repeat(60_000));
    for path in ["//evil.example/verify", "/\\evil.example", "///x", &long] {
        let page = browser(&campus).get(path).await;
        assert_eq!(page.status, 404, "{}", page.text());
        let html = page.text();
        assert!(!html.contains("href=\"//") && !html.contains("evil") && !html.contains("hreflang"), "{html}");
        assert!(html.contains("href=\"/courses\"") && html.len() < 20_000, "{}", html.len());
    }
}

#[actix_web::test]
async fn what_a_problem_is_about_does_not_disturb_the_sentence_around_it() {
    let campus = college().await;
    let page = browser(&campus).get("/courses/nothing?lang=ar-XB").await.text();
    assert!(page.contains("\u{2068}nothing\u{2069}"), "{page}");
}
