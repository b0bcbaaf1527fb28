//! Names that can be printed, and names that cannot until fonts are there.

use std::sync::Arc;

use serde_json::json;
use virtual_college::app::App;
use virtual_college::certificates::render::DEFAULT_FONT_DIRECTORIES;
use virtual_college::courses::model::Issue;
use virtual_college::jobs::{self, Registry};

use super::school::*;
use crate::support::{Campus, Person, hours, not_run};

pub async fn renamed(campus: &Campus, name: &str) -> Person {
    let person = campus.person("ana").await;
    let me = person.get("/api/v1/me").await;
    let etag = me.header("etag").expect("a version").to_owned();
    let answer = person.with_header("if-match", &etag).patch("/api/v1/me", json!({ "name": name })).await;
    answer.assert_status(200);
    person
}

#[actix_web::test]
async fn a_name_without_a_font_waits_for_one_and_is_never_printed_with_holes() {
    let campus = Campus::open_with(|config| config.certificates.font_directories = Some(Vec::new())).await;
    let ana = renamed(&campus, "欧阳慧敏").await;
    course(&campus, Issue::OnCompletion).await;
    completes(&campus, &ana, SLUG, "en").await;
    for _ in 0..20 {
        campus.run_jobs().await;
        campus.clock.advance(hours(12));
    }
    assert_eq!(count(&campus).await, 0);
    assert!(campus.mailbox().is_empty());
    let failed = campus.app.db.read(|snapshot| jobs::failed(snapshot, 10)).await.expect("the failed jobs");
    assert!(failed.is_empty(), "it is no fault of the job: {failed:?}");
    let token = campus.sign_in(&ana.email).await.json()["access_token"].as_str().expect("a token").to_owned();
    let pending = campus.guest().with_token(&token).get("/api/v1/me/pending-certificates").await.json();
    assert_eq!(
        (&pending["items"][0]["state"], &pending["items"][0]["script"]),
        (&json!("needs-script"), &json!("Han"))
    );
    assert!(pending["items"][0]["detail"].as_str().is_some_and(|detail| detail.contains("Han")), "{pending:#}");
    let sam = campus.person("sam").secretariat().await;
    let seen = sam.get("/api/v1/certificates?state=needs-script").await.json();
    assert_eq!((&seen["items"][0]["person"]["id"], &seen["items"][0]["script"]), (&json!(ana.id), &json!("Han")));

    let mut config = campus.app.config.clone();
    config.certificates.font_directories = Some(DEFAULT_FONT_DIRECTORIES.map(Into::into).to_vec());
    let with_fonts = Arc::new(App::open(config, campus.clock.clone()).expect("another start"));
    with_fonts.db.write(virtual_college::certificates::resume).await.expect("resume");
    jobs::drain(&with_fonts, &Registry::of_the_college()).await.expect("jobs");
    let has_font = std::path::Path::new("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc").exists();
    if has_font {
        assert_eq!(count(&campus).await, 1);
    } else {
        not_run(module_path!(), "its second half, no CJK font (apt-get install fonts-noto-cjk)");
        return;
    }
    // The instance without the font has the record, and still prints no holes.
    let token = campus.sign_in(&ana.email).await.json()["access_token"].as_str().expect("a token").to_owned();
    let ana = campus.guest().with_token(&token);
    let id = ana.get("/api/v1/me/certificates").await.json()["items"][0]["id"].as_str().expect("an id").to_owned();
    let refused = ana.get(&format!("/api/v1/certificates/{id}/pdf")).await;
    refused.assert_problem(409, "certificate-script-missing");
    assert!(refused.json()["detail"].as_str().is_some_and(|detail| detail.contains("Han")));
}

#[actix_web::test]
async fn a_name_that_cannot_be_printed_is_taken_with_a_warning() {
    let campus = Campus::open_with(|config| config.certificates.font_directories = Some(Vec::new())).await;
    let ana = campus.person("ana").speaks("fr").await;
    for (name, warning) in [
        ("欧阳慧敏", Some("Aucune police pour certaines lettres")),
        (&*"n".repeat(120), Some("trop long pour la page")),
        ("Ana Rakoto", None),
    ] {
        let etag = ana.get("/api/v1/me").await.header("etag").expect("a version").to_owned();
        let changed = ana.with_header("if-match", &etag).patch("/api/v1/me", json!({ "name": name })).await;
        changed.assert_status(200);
        let found = changed.json()["name_warning"].as_str().map(str::to_owned);
        assert_eq!(found.is_some(), warning.is_some(), "{name}: {found:?}");
        assert!(found.is_none_or(|found| warning.is_some_and(|warning| found.contains(warning))), "{name}");
        let applicant = json!({
            "email": format!("{}@example.org", uuid::Uuid::now_v7()), "password": "a long enough word of mine",
            "name": name, "locale": "fr",
        });
        let registered = campus.guest().speaking("fr").post("/api/v1/accounts", applicant).await;
        registered.assert_status(201);
        assert_eq!(registered.json()["name_warning"].is_string(), warning.is_some(), "{name}");
    }
}

#[actix_web::test]
async fn names_of_many_kinds_are_printed_as_they_are() {
    for name in
        ["محمّد عبد الله الأنصاري", "<b>Ana</b> & #include \"x\" $y$ *z*", "Zoë Nuñez-Šimůnková", "Преображенская"]
    {
        let campus = Campus::open_with(|config| config.certificates.font_directories = Some(Vec::new())).await;
        let ana = renamed(&campus, name).await;
        course(&campus, Issue::OnCompletion).await;
        completes(&campus, &ana, SLUG, "en").await;
        campus.run_jobs().await;
        let certificate = certificate(&ana).await;
        assert_eq!(certificate["name"], name);
        let id = certificate["id"].as_str().expect("an id");
        let pdf = ana.get(&format!("/api/v1/certificates/{id}/pdf")).await;
        pdf.assert_status(200);
        let page = campus.guest().get(&format!("/verify/{id}")).await;
        let escaped = name.replace('&', "&#38;").replace('<', "&#60;").replace('>', "&#62;").replace('"', "&#34;");
        assert!(page.text().contains(&escaped), "{}", page.text());
        assert!(!page.text().contains("<b>"));
        let json = campus.guest().with_header("accept", "application/json").get(&format!("/verify/{id}")).await;
        assert_eq!(json.json()["name"], name);
        if let Some(text) = super::printing::text_of(&pdf.body)
            && name.is_ascii()
        {
            let (text, name) =
                (text.split_whitespace().collect::<String>(), name.split_whitespace().collect::<String>());
            assert!(text.contains(&name), "{text}");
        }
    }
}

#[actix_web::test]
async fn a_chinese_name_is_on_the_page_in_each_language() {
    if !std::path::Path::new("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc").exists() {
        not_run(module_path!(), "Chinese names, no CJK font (apt-get install fonts-noto-cjk)");
        return;
    }
    let campus = Campus::open_with(|config| {
        config.certificates.font_directories = Some(DEFAULT_FONT_DIRECTORIES.map(Into::into).to_vec());
    });
    let campus = campus.await;
    let ana = renamed(&campus, "欧阳慧敏").await;
    course(&campus, Issue::OnCompletion).await;
    completes(&campus, &ana, SLUG, "fr").await;
    campus.run_jobs().await;
    let id = certificate(&ana).await["id"].as_str().expect("an id").to_owned();
    for language in ["fr", "en", "es"] {
        let pdf = ana.get(&format!("/api/v1/certificates/{id}/pdf?lang={language}")).await;
        pdf.assert_status(200);
        if let Some(text) = super::printing::text_of(&pdf.body) {
            assert!(text.contains("欧阳慧敏"), "{text}");
        }
    }
}
