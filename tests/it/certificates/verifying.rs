//! What anybody learns, without an account and without a cookie.

use diesel::prelude::*;
use serde_json::json;
use virtual_college::courses::model::Issue;
use virtual_college::db::schema::{certificate_credentials, certificates as issued};

use super::school::*;
use crate::support::{Campus, Client, days};

fn machine(campus: &Campus) -> Client {
    campus.guest().with_header("accept", "application/json")
}

#[actix_web::test]
async fn the_page_says_everything_that_is_printed() {
    let campus = Campus::open_with(in_public).await;
    let ana = campus.person("ana").await;
    course(&campus, Issue::OnCompletion).await;
    completes_for(&campus, &ana, (SLUG, "fr"), Some("MG")).await;
    campus.run_jobs().await;
    let certificate = certificate(&ana).await;
    let id = certificate["id"].as_str().expect("an id");
    let browser = campus.guest().with_header("accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    let page = browser.speaking("en").get(&format!("/verify/{id}")).await;
    page.assert_status(200);
    let text = page.text();
    for part in [
        "<html lang=\"en\" dir=\"ltr\">",
        "<strong>Valid</strong>",
        "ana",
        "VC-2027-00000001",
        "2 March 2027",
        "4 hours of study",
        "87.5%",
        "French",
        "Madagascar",
        "CITES Virtual College",
        "The Secretariat",
        certificate["course"]["titles"]["en"].as_str().expect("a title"),
        certificate["course"]["titles"]["fr"].as_str().expect("a title"),
        certificate["course"]["titles"]["es"].as_str().expect("a title"),
        certificate["record_sha256"].as_str().expect("a hash"),
        "<meta name=\"robots\" content=\"noindex\">",
        "href=\"?lang=fr\" lang=\"fr\"",
    ] {
        assert!(text.contains(&part.replace('\'', "&#39;")), "{part} is not in {text}");
    }
    assert!(!text.contains("<script") && !text.contains("TEST"));
    assert!(page.body.len() < 30_000, "{}", page.body.len());
    assert_eq!(page.header("content-language"), Some("en"));
    assert_eq!(page.header("x-robots-tag"), Some("noindex, nofollow"));
    assert_eq!(page.header("set-cookie"), None);
    let policy = page.header("content-security-policy").expect("a policy");
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-") && !policy.contains("unsafe"), "{policy}");
    let etag = page.header("etag").expect("a tag").to_owned();
    let known = browser.speaking("en").with_header("if-none-match", &etag).get(&format!("/verify/{id}")).await;
    assert_eq!(known.status, 304);
}

#[actix_web::test]
async fn the_page_is_in_the_readers_language() {
    let campus = Campus::open_with(in_public).await;
    let (_, id) = holder(&campus, "ana").await;
    for (accept, query, language, headline) in [
        ("fr", "", "fr", "Valable"),
        ("es-MX, en;q=0.5", "", "es", "Válido"),
        ("fr", "?lang=es", "es", "Válido"),
        ("sw", "", "en", "Valid"),
        ("fr", "?lang=nonsense_", "fr", "Valable"),
    ] {
        let page = campus.guest().speaking(accept).get(&format!("/verify/{id}{query}")).await;
        assert_eq!(page.header("content-language"), Some(language), "{accept} {query}");
        assert!(page.text().contains(&format!("<strong>{headline}</strong>")), "{}", page.text());
        assert!(page.text().contains(&format!("<html lang=\"{language}\"")));
    }
}

#[actix_web::test]
async fn machines_get_json_and_the_id_is_read_in_either_case() {
    let campus = Campus::open_with(in_public).await;
    let (_, id) = holder(&campus, "ana").await;
    for spelling in [id.clone(), id.to_uppercase()] {
        let answer = machine(&campus).get(&format!("/verify/{spelling}")).await;
        answer.assert_status(200);
        assert_eq!(answer.header("content-type"), Some("application/json"));
        assert!(answer.header("vary").is_some_and(|vary| vary.contains("accept,")));
        let json = answer.json();
        assert_eq!((json["state"].as_str(), json["id"].as_str()), (Some("valid"), Some(id.as_str())));
        for member in ["holder", "enrolment", "events", "course_id", "pdf"] {
            assert_eq!(json.get(member), None, "{member} is nobody else's business");
        }
    }
    campus
        .guest()
        .with_header("authorization", "Bearer nonsense")
        .get(&format!("/verify/{id}"))
        .await
        .assert_status(200);
}

#[actix_web::test]
async fn what_was_never_issued_is_unknown_whatever_it_looks_like() {
    let campus = Campus::open().await;
    for id in [
        "0".repeat(32),
        "x".into(),
        "%3Cscript%3E".into(),
        "a".repeat(500),
        "0197a2c4-6f1e-7c3a-9d55-3f6a1b2c4d5e".into(),
    ] {
        let page = campus.guest().speaking("fr").get(&format!("/verify/{id}")).await;
        assert_eq!((page.status, page.header("content-language")), (404, Some("fr")));
        assert!(page.text().contains("<strong>Inconnu</strong>") && !page.text().contains("<script"));
        assert_eq!(page.header("x-robots-tag"), Some("noindex, nofollow"));
        let answer = machine(&campus).get(&format!("/verify/{id}")).await;
        answer.assert_problem(404, "certificate-unknown");
        assert_eq!(answer.json()["state"], "unknown");
    }
    let before = campus.app.db.statements().total();
    campus.guest().get(&format!("/verify/{}", "1".repeat(32))).await.assert_status(404);
    assert!(campus.app.db.statements().total() - before <= 1, "one look at an index is all that it costs");
    campus.guest().get("/verify/x").await.assert_status(404);
    assert!(campus.app.db.statements().total() - before <= 1, "what is no id costs nothing");
}

#[actix_web::test]
async fn a_test_is_taken_for_a_test_first() {
    let campus = Campus::open().await;
    let (_, id) = holder(&campus, "ana").await;
    let page = campus.guest().get(&format!("/verify/{id}")).await.text();
    assert!(page.contains("<strong>TEST – Valid</strong>") && page.contains("class=\"answer bad\""), "{page}");
    let json = machine(&campus).get(&format!("/verify/{id}")).await.json();
    assert_eq!((json["state"].as_str(), json["test"].as_bool()), (Some("valid"), Some(true)));
}

#[actix_web::test]
async fn a_record_that_was_altered_in_the_database_is_found_out() {
    for (from, to) in [("\"ana\"", "\"eva\""), ("8750", "9990"), ("{", " {")] {
        let campus = Campus::open_with(in_public).await;
        let (ana, id) = holder(&campus, "ana").await;
        let alter = move |tx: &mut virtual_college::db::Tx<'_>| {
            let record: String = issued::table.select(issued::record).first(tx.conn())?;
            let altered = record.replacen(from, to, 1);
            assert_ne!(altered, record);
            diesel::update(issued::table).set(issued::record.eq(altered)).execute(tx.conn())?;
            Ok(())
        };
        campus.app.db.write(alter).await.expect("alter");
        let answer = machine(&campus).get(&format!("/verify/{id}")).await;
        assert_eq!((answer.status, answer.json()["state"].as_str()), (200, Some("altered")));
        let page = campus.guest().get(&format!("/verify/{id}")).await.text();
        assert!(page.contains("<strong>Not to be trusted</strong>") && !page.contains("VC-2027"));
        ana.get(&format!("/api/v1/certificates/{id}/pdf")).await.assert_problem(409, "certificate-altered");
        let listed = ana.get("/api/v1/me/certificates").await;
        assert_eq!((listed.status, &listed.json()["items"][0]), (200, &json!({ "id": id, "state": "altered" })));
    }
}

#[actix_web::test]
async fn a_column_that_says_something_else_than_the_record_is_found_out() {
    let campus = Campus::open().await;
    let (_, id) = holder(&campus, "ana").await;
    let alter = |tx: &mut virtual_college::db::Tx<'_>| {
        diesel::update(issued::table).set(issued::test.eq(false)).execute(tx.conn())?;
        Ok(())
    };
    campus.app.db.write(alter).await.expect("alter");
    assert_eq!(machine(&campus).get(&format!("/verify/{id}")).await.json()["state"], "altered");
}

#[actix_web::test]
async fn it_expires_at_its_last_instant_though_the_answer_is_in_memory() {
    let campus = Campus::open_with(in_public).await;
    let (_, id) = holder(&campus, "ana").await;
    let end = campus.clock.now().plus(days(10));
    let limit = move |tx: &mut virtual_college::db::Tx<'_>| {
        let record: String = issued::table.select(issued::record).first(tx.conn())?;
        let limited = record.replacen("\"valid_until\":null", &format!("\"valid_until\":\"{end}\""), 1);
        let sha256 = virtual_college::courses::model::ContentHash::of(limited.as_bytes()).to_string();
        let set = (issued::record.eq(limited), issued::sha256.eq(sha256), issued::valid_until.eq(Some(end)));
        diesel::update(issued::table).set(set).execute(tx.conn())?;
        // What was signed says that there is no end.
        diesel::delete(certificate_credentials::table).execute(tx.conn())?;
        Ok(())
    };
    campus.app.db.write(limit).await.expect("limit");
    for (wait, state) in [(0, "valid"), (9, "valid"), (1, "expired"), (100, "expired")] {
        campus.clock.advance(days(wait));
        assert_eq!(machine(&campus).get(&format!("/verify/{id}")).await.json()["state"], state, "after {wait}");
    }
    assert!(campus.guest().get(&format!("/verify/{id}")).await.text().contains("<strong>Expired</strong>"));
}
