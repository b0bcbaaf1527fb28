//! In which language a page is, and what on it is in another.

use serde_json::json;

use super::{PAGES, browser, college, in_language};
use crate::course_languages::Translators;
use crate::support::Campus;

#[actix_web::test]
async fn a_language_that_was_asked_for_by_name_is_kept_by_every_link() {
    let campus = college().await;
    // The way to a link, and whether it leads to the page in another language.
    let links = |html: &str| -> Vec<(String, bool)> {
        let tags = html.split("<a ").skip(1).filter_map(|tag| tag.split('>').next());
        let links = tags.filter_map(|tag| {
            Some((tag.split("href=\"").nth(1)?.split('"').next()?.to_owned(), tag.contains("hreflang=")))
        });
        links.filter(|(href, _)| href.starts_with('/')).collect()
    };
    for path in PAGES {
        let named = links(&browser(&campus).get(&in_language(path, "fr")).await.text());
        let (others, own): (Vec<_>, Vec<_>) = named.into_iter().partition(|(_, is_language)| *is_language);
        assert!(own.len() >= 6 && own.iter().all(|(href, _)| href.ends_with("lang=fr")), "{path}: {own:#?}");
        assert!(others.iter().all(|(href, _)| href.contains("lang=")), "{path}: {others:#?}");
        let plain = links(&browser(&campus).speaking("fr").get(path).await.text());
        assert!(
            plain.iter().all(|(href, is_language)| *is_language == href.contains("lang=")),
            "{path}: what her browser says every time need not be repeated: {plain:#?}"
        );
    }
    let form = browser(&campus).get("/courses?lang=fr").await.text();
    assert!(form.contains("<input type=\"hidden\" name=\"lang\" value=\"fr\">"), "{form}");
}

#[actix_web::test]
async fn a_name_is_carried_on_as_what_it_leads_to() {
    let campus = college().await;
    for (tag, carried) in [
        ("fr-CA", Some("fr")),
        ("fr", Some("fr")),
        ("ar-XB", Some("ar-XB")),
        ("qab", None),
        ("zu", None),
        // Whoever reads Wolof reads French, too.
        ("wo", Some("fr")),
    ] {
        let html = browser(&campus).get(&format!("/courses/fish?lang={tag}")).await.text();
        let expected = carried.map_or("href=\"/courses\"".to_owned(), |tag| format!("href=\"/courses?lang={tag}\""));
        assert!(html.contains(&expected), "{tag}: {html}");
    }
}

#[actix_web::test]
async fn what_a_language_has_no_words_for_is_marked() {
    let campus = college().await;
    let page = browser(&campus).speaking("es").get("/courses/fish").await.text();
    assert!(
        page.contains("<html lang=\"es\" dir=\"ltr\">") && page.contains("<h1><span lang=\"en\" dir=\"ltr\">"),
        "{page}"
    );
    assert!(page.contains("<title>"), "a title in two languages is of neither: {page}");
    let mirrored = browser(&campus).get("/courses/fish/welcome?lang=ar-XB").await.text();
    assert!(mirrored.contains("<article lang=\"en\" dir=\"ltr\">"), "{mirrored}");
}

#[actix_web::test]
async fn a_course_says_that_it_is_read_in_another_language_to_whom_that_is_news() {
    for (second, path, wishes, told) in [
        ("fr", "/courses/fish", "fr", None),
        ("fr", "/courses/fish", "es", Some("no está disponible en este idioma (español). Se muestra en: inglés")),
        ("fr", "/courses/fish/welcome", "es", Some("no está disponible en este idioma")),
        // Nobody speaks Malagasy here but the course.
        ("mg", "/courses/fish", "mg, fr;q=0.8", None),
        ("mg", "/courses/fish/welcome", "mg, fr;q=0.8", None),
        (
            "mg",
            "/courses/fish",
            "fr, mg;q=0.8",
            Some("pas disponible dans cette langue (français). Langue affichée\u{a0}: malgache"),
        ),
        ("mg", "/courses/fish?lang=mg", "fr", None),
        ("pt", "/courses/fish?lang=pt-BR", "es", None),
        ("fr-CA", "/courses/fish", "fr", None),
    ] {
        let campus = Campus::open().await;
        campus.course("fish").instead_of_french(second).await;
        // What somebody else was shown at the address is not what she is shown.
        for others in ["mg, fr;q=0.8", "fr, mg;q=0.8", "es"] {
            browser(&campus).speaking(others).get(path).await;
        }
        let html = browser(&campus).speaking(wishes).get(path).await.text().replace(['\u{2068}', '\u{2069}'], "");
        assert_eq!(html.contains("class=\"notice\""), told.is_some(), "{second}, {path} for {wishes}: {html}");
        assert!(html.contains(told.unwrap_or_default()), "{second}, {path} for {wishes}: {html}");
    }
}

#[actix_web::test]
async fn each_text_of_a_course_says_which_language_it_is_in() {
    for (missing, titles, summaries) in [("title", "en", "sw"), ("summary", "sw", "en")] {
        let campus = Campus::open().await;
        campus.course("fish").for_translators().await;
        campus.course("skins").after("fish").await;
        let translators = Translators::at(&campus).await;
        translators.translate(|unit| unit["key"] == missing).await;
        translators.asks_for(90).await;
        translators.publish("sw").await.assert_status(201);
        campus.app.reload().await.expect("the library");
        // The page is English: Swahili is marked, and what is borrowed is not.
        let marks = |language: &str| if language == "sw" { " lang=\"sw\" dir=\"ltr\"" } else { "" };
        for (path, places) in [
            ("/courses/fish?lang=sw", vec!["<h1>TITLE", "<p class=\"lead\"SUMMARY>", "translated in part"]),
            ("/courses?lang=sw", vec!["<h2><a href=\"/courses/fish?lang=sw\">TITLE", "</h2>\n<pSUMMARY>"]),
            ("/courses/skins?lang=sw", vec!["<dd><a href=\"/courses/fish?lang=sw\">TITLE"]),
        ] {
            let html = browser(&campus).get(path).await.text();
            for place in places {
                let title = if titles == "sw" { format!("<span{}>", marks(titles)) } else { "All about".to_owned() };
                let expected = place.replace("TITLE", &title).replace("SUMMARY", marks(summaries));
                assert!(html.contains(&expected), "{missing} is missing, {path} has {expected}: {html}");
            }
        }
        let card = campus.guest().get("/api/v1/courses?lang=sw").await.json()["items"][0].clone();
        assert_eq!(
            (&card["lang"], &card["borrowed"][missing]["lang"]),
            (&json!("sw"), &json!("en")),
            "as the API says"
        );
        let lesson = browser(&campus).get("/courses/fish/welcome?lang=sw").await.text();
        assert!(lesson.contains("<article lang=\"sw\" dir=\"ltr\">"), "{lesson}");
    }
}
