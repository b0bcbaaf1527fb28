//! Finding a course, and what is said of it.

use super::{browser, college, read};
use crate::support::Campus;

#[actix_web::test]
async fn courses_are_found_by_language_and_audience() {
    let campus = college().await;
    for (query, fish, skins) in [
        ("", true, true),
        ("?audience=everyone", true, false),
        ("?audience=officials", false, true),
        ("?language=fr&audience=", true, true),
        ("?language=sw", false, false),
        ("?audience=nobody&utm_source=somewhere", true, true),
    ] {
        let page = browser(&campus).get(&format!("/courses{query}")).await;
        let html = page.assert_status(200).text();
        let shown = |slug: &str| html.contains(&format!("href=\"/courses/{slug}\""));
        assert_eq!((shown("fish"), shown("skins")), (fish, skins), "{query}: {html}");
        assert_eq!(html.contains("class=\"notice\""), !fish && !skins, "{query}");
    }
    let chosen = browser(&campus).get("/courses?language=fr&audience=officials").await.text();
    assert!(chosen.contains("<option value=\"fr\" lang=\"fr\" dir=\"ltr\" selected>français"), "{chosen}");
    assert!(chosen.contains("<option value=\"officials\" selected>"), "{chosen}");
}

#[actix_web::test]
async fn the_list_says_what_it_was_chosen_by_though_nothing_is_like_it() {
    let campus = college().await;
    let html = read(&browser(&campus).get("/courses?language=sw").await);
    assert!(html.contains("<option value=\"sw\" lang=\"sw\" dir=\"ltr\" selected>"), "{html}");
    assert!(html.contains("No course can be taken in this language yet: Swahili."), "{html}");
    assert!(html.contains("<a href=\"/courses\">All courses"), "{html}");
    let regional = browser(&campus).get("/courses?language=fr-CA").await.text();
    assert!(regional.contains("<option value=\"fr\" lang=\"fr\" dir=\"ltr\" selected>"), "{regional}");
    assert!(regional.contains("href=\"/courses/fish\""), "{regional}");
    let beyond = virtual_college::http::cursor(&"zebras").expect("a cursor");
    let beyond = read(&browser(&campus).get(&format!("/courses?audience=everyone&cursor={beyond}")).await);
    assert!(beyond.contains("1 course") && beyond.contains("The list of courses ends before this page"), "{beyond}");
    assert!(beyond.contains("<a href=\"/courses?audience=everyone\">To the beginning"), "{beyond}");
}

#[actix_web::test]
async fn the_first_courses_are_those_in_the_language_of_the_reader() {
    let campus = Campus::open().await;
    for slug in ["a", "b", "c"] {
        campus.course(slug).instead_of_french("mg").await;
    }
    campus.course("d").await;
    for (language, first) in [("fr", "d"), ("en", "a")] {
        let html = browser(&campus).speaking(language).get("/").await.text();
        let cards: Vec<&str> = html.split("<h3><a href=\"/courses/").skip(1).collect();
        assert!(cards.len() == 3 && cards[0].starts_with(first), "{language}: {html}");
    }
}

#[actix_web::test]
async fn a_long_list_goes_on_page_by_page_and_each_course_is_there_once() {
    let campus = Campus::open().await;
    for number in 10..37 {
        campus.course(&format!("course-{number}")).await;
    }
    let (mut path, mut found, mut pages) = ("/courses?audience=everyone&lang=fr".to_owned(), Vec::new(), 0);
    loop {
        let html = read(browser(&campus).get(&path).await.assert_status(200));
        let cards = html.split("<h2><a href=\"/courses/").skip(1).filter_map(|card| card.split('?').next());
        found.extend(cards.map(str::to_owned));
        pages += 1;
        assert!(html.contains("27 cours"), "{html}");
        let Some(next) = html.split("rel=\"next\" href=\"").nth(1) else { break };
        path = next.split('"').next().expect("a link").replace("&#38;", "&");
        assert!(path.contains("audience=everyone") && path.contains("lang=fr"), "{path}");
    }
    let expected: Vec<String> = (10..37).map(|number| format!("course-{number}")).collect();
    assert_eq!((found, pages), (expected, 2));
    let wrong = browser(&campus).get("/courses?cursor=x").await;
    assert_eq!((wrong.status, wrong.header("content-type")), (400, Some("text/html; charset=utf-8")));
}

#[actix_web::test]
async fn a_course_says_what_how_long_for_whom_and_in_which_languages() {
    let campus = college().await;
    let html = read(&browser(&campus).get("/courses/skins?lang=en").await);
    for words in
        ["2 hours", "Officials: customs", "3 lessons", "2 quizzes", "<dd>1 kB</dd>", "30 November 2028", "CC-BY-4.0"]
    {
        assert!(html.contains(words), "{words}: {html}");
    }
    assert!(html.contains("href=\"/courses/fish?lang=en\""), "what is to be completed first: {html}");
    assert!(html.contains("hreflang=\"fr\" lang=\"fr\" dir=\"ltr\">français</a> – translated in full"), "{html}");
    // The lessons that guests may read are links, the others are not.
    assert!(
        html.contains("href=\"/courses/skins/welcome?lang=en\"") && !html.contains("href=\"/courses/skins/slow"),
        "{html}"
    );
}

#[actix_web::test]
async fn pages_follow_a_publication() {
    let campus = college().await;
    let paths = ["/", "/courses", "/courses/fish", "/courses/fish/welcome"];
    let shows = async |text: &str| {
        let mut shown = Vec::new();
        for path in paths {
            shown.push(browser(&campus).get(path).await.text().contains(text));
        }
        shown
    };
    assert_eq!(shows("Newly named").await, [false; 4]);
    campus.course("fish").edited("en/course.toml", "title = \"", "title = \"Newly named ").await;
    assert_eq!(shows("Newly named").await, [true; 4]);
}

#[actix_web::test]
async fn what_an_author_wrote_is_text_and_nothing_else() {
    let campus = Campus::open().await;
    let hostile = "<script>alert(1)</script><img src=x onerror=alert(2)> &amp; ' ";
    let title = format!("title = \"{hostile}");
    let summary = format!("summary = \"{hostile}");
    let mut course = campus.course("fish").edited("en/course.toml", "title = \"", &title);
    course = course.edited("en/course.toml", "summary = \"", &summary);
    for place in ["description", "tell", "first", "welcome", "slow"] {
        let beginning = format!("{place} = \"");
        course = course.edited("en/course.toml", &beginning, &format!("{beginning}{hostile}"));
    }
    course.await;
    campus.course("skins").after("fish").await;
    for path in ["/", "/courses", "/courses/fish", "/courses/fish/welcome", "/courses/fish/exam", "/courses/skins"] {
        let html = browser(&campus).get(path).await.text();
        assert!(html.contains("&#60;script&#62;alert(1)"), "{path}: {html}");
        assert!(!html.contains("<script") && !html.contains("<img"), "{path}: {html}");
    }
}
