//! Lessons: what guests may read, and what they may not.

use super::{BROWSER, browser, college, read};
use crate::support::Campus;
use virtual_college::i18n::Locale;

#[actix_web::test]
async fn a_lesson_that_is_open_stands_between_its_neighbours() {
    let campus = college().await;
    let html = browser(&campus).get("/courses/fish/welcome?lang=fr").await.assert_status(200).text();
    assert!(html.contains("Lisez ceci.") && !html.contains("rel=\"prev\""), "{html}");
    assert!(html.contains("<a rel=\"next\" href=\"/courses/fish/slow?lang=fr\">"), "{html}");
    assert!(html.contains("<b aria-current=\"page\">"), "the contents say where one is: {html}");
    // As on the page of the course, what guests may not read is no link, and where the way leads on to it that is said.
    let contents = html.split("<details class=\"contents\">").nth(1).and_then(|it| it.split("</details>").next());
    let contents = contents.expect("contents");
    assert!(
        !contents.contains("<a ") && contents.matches("réservé aux personnes inscrites").count() == 4,
        "{contents}"
    );
    let next = html.split("rel=\"next\"").nth(1).and_then(|it| it.split("</a>").next()).expect("a way on");
    assert!(next.contains("réservé aux personnes inscrites"), "{next}");
    assert!(html.contains("<a href=\"/courses?lang=fr\" aria-current=\"true\">Cours</a>"), "{html}");
    for above in ["/?lang=fr", "/courses?lang=fr", "/courses/fish?lang=fr"] {
        assert!(html.contains(&format!("<li><a href=\"{above}\">")), "{above}: {html}");
    }
}

#[actix_web::test]
async fn guests_do_not_read_what_the_api_refuses_them() {
    let campus = college().await;
    for course in ["fish", "skins"] {
        for activity in ["welcome", "slow", "practice", "permits", "exam"] {
            let api = campus.guest().get(&format!("/api/v1/courses/{course}/activities/{activity}")).await;
            let page = browser(&campus).get(&format!("/courses/{course}/{activity}")).await;
            assert_eq!(page.status, api.status, "{course}/{activity}");
            let html = page.text();
            assert_eq!(html.contains("Read this."), activity == "welcome", "{course}/{activity}: {html}");
            assert!(!html.contains("Which?") && !html.contains("Appendix I"), "{course}/{activity}: {html}");
            if page.status == 401 {
                assert!(html.contains("for those who are enrolled"), "{html}");
                assert!(html.contains(&format!("href=\"/courses/{course}/welcome\"")), "what is open: {html}");
                assert!(page.header("etag").is_none() && page.header("cache-control") == Some("no-store"));
            }
        }
    }
    // Whoever is signed in by a token is shown what guests are: that is for the API.
    let ana = campus.person("ana").await.with_header("accept", BROWSER);
    ana.get("/courses/fish/slow").await.assert_status(401);
    let skins = browser(&campus).get("/courses/skins/exam").await.text();
    assert!(skins.contains("The course is for officials"), "{skins}");
}

#[actix_web::test]
async fn links_of_a_lesson_lead_to_pages_and_its_pictures_say_their_size_and_wait() {
    let campus = Campus::open().await;
    let ships = virtual_college::courses::publish_shipped(&campus.app.db, campus.app.on_publication);
    ships.await.expect("the courses that ship");
    campus.app.reload().await.expect("the library");
    let (mut pictures, mut links) = (0, 0);
    for version in campus.app.library.select(&virtual_college::courses::Selection::default()) {
        for activity in version.structure.activities.iter().filter(|activity| activity.preview) {
            let page = browser(&campus).get(&format!("/courses/{}/{}", version.slug(), activity.id)).await;
            let (html, edition) = (page.text(), version.edition(&Locale::EN).expect("an edition"));
            assert!(!html.contains("activity:") && !html.contains("src=\"media/"), "{html}");
            let shown = html.matches("<img ").count();
            let sized = html.split("<img ").skip(1).filter_map(|tag| tag.split('>').next());
            for tag in sized {
                assert!(["width=", "height=", "alt=", "loading=\"lazy\""].iter().all(|it| tag.contains(it)), "{tag}");
            }
            let size = edition.pictures_of(&activity.id);
            let said =
                format!("{shown} picture{}, {} kB", if shown == 1 { "" } else { "s" }, size.bytes.div_ceil(1_000));
            assert_eq!((read(&page).contains(&said), size.pictures), (shown > 0, shown), "{said}: {html}");
            pictures += shown;
            let article = html.split("<article").nth(1).expect("a lesson");
            links += article.matches(&format!("<a href=\"/courses/{}/", version.slug())).count();
        }
    }
    assert!(links > 0 && pictures > 0, "no open lesson leads to another, or has a picture: {links}, {pictures}");
}

#[actix_web::test]
async fn a_lesson_whose_original_has_changed_since_says_so() {
    let campus = college().await;
    campus.course("fish").edited("en/welcome.md", "Read this.", "Read this twice.").await;
    let french = browser(&campus).get("/courses/fish/welcome?lang=fr").await.text();
    assert!(
        french.contains("Lisez ceci.")
            && french.contains("L’original de cette leçon a été modifié après sa traduction"),
        "{french}"
    );
    let english = browser(&campus).get("/courses/fish/welcome?lang=en").await.text();
    assert!(english.contains("Read this twice.") && !english.contains("class=\"notice\""), "{english}");
    let course = read(&browser(&campus).get("/courses/fish?lang=en").await);
    assert!(course.contains("1 lesson not yet updated to the latest original"), "{course}");
}

#[actix_web::test]
async fn what_is_stale_of_a_course_outside_of_its_lessons_is_told_on_its_page_and_is_no_lesson() {
    let campus = college().await;
    campus.course("fish").edited("en/course.toml", "practice = \"", "practice = \"Newly named ").await;
    let french = browser(&campus).get("/courses/fish?lang=fr").await.text();
    assert!(
        french.contains("L’original de ce cours a été modifié") && !french.contains("pas encore à jour"),
        "{french}"
    );
    let english = browser(&campus).get("/courses/fish?lang=en").await.text();
    assert!(english.contains("Newly named") && !english.contains("class=\"notice\""), "{english}");
}
