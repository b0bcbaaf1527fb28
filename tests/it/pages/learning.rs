//! Taking a course in a browser without any script: where to go on, lessons that are read, and what counts.

use serde_json::{Value, json};

use super::browser::{browser_of, form, led_to, send};
use super::{LANGUAGES, in_language, read};
use crate::support::{Answer, Campus, Client, Person, days, hours, minutes};

async fn state_of(person: &Client, enrolment: &str, activity: &str) -> Value {
    let progress = person.get(&format!("/api/v1/enrolments/{enrolment}/progress")).await.json();
    let modules = progress["modules"].as_array().expect("modules").iter();
    let mut activities = modules.flat_map(|module| module["activities"].as_array().expect("activities").clone());
    activities.find(|it| it["id"] == activity).expect("the activity")
}

/// A course for everyone that Ana takes, and her browser.
async fn taking(campus: &Campus, locale: &str) -> (Person, String, Client) {
    let course = campus.course("fish").await;
    let ana = campus.person("ana").speaks(locale).await;
    let enrolment = ana.enrols(&course).await;
    let browser = browser_of(campus, &ana).await;
    (ana, enrolment, browser)
}

/// Opens a lesson, stays for a while, and says that it was read.
async fn reads(campus: &Campus, browser: &Client, lesson: &str, seconds: u64) -> Answer {
    let page = browser.get(&format!("/my/courses/fish/{lesson}")).await;
    page.assert_status(200);
    campus.clock.advance(std::time::Duration::from_secs(seconds));
    form(&page).send(browser).await
}

#[actix_web::test]
async fn who_takes_a_course_is_led_from_step_to_step() {
    let campus = Campus::open().await;
    let (ana, enrolment, browser) = taking(&campus, "fr").await;
    let mine = browser.get("/my").await;
    let next = "<a class=\"button\" href=\"/my/courses/fish/welcome\">Continuer\u{a0}: Bienvenue</a>";
    assert!(mine.text().contains(next), "in one tap: {}", mine.text());
    let course = browser.get("/my/courses/fish").await;
    let html = read(&course);
    for part in
        ["Tout sur fish", "Commencer\u{a0}: Bienvenue", "Faire les 5 parties obligatoires", "0 sur 3 parties faites"]
    {
        assert!(html.contains(part), "{part}: {html}");
    }

    assert_eq!(led_to(&reads(&campus, &browser, "welcome", 30).await), "/my/courses/fish/slow");
    let welcome = state_of(&ana, &enrolment, "welcome").await;
    assert_eq!((&welcome["active_seconds"], &welcome["completed_lang"]), (&json!(30), &json!("fr")));
    assert_eq!(welcome["viewed_at"], json!(crate::support::START), "when it was shown");

    // A minute is asked for.
    assert_eq!(led_to(&reads(&campus, &browser, "slow", 40).await), "/my/courses/fish/slow#read");
    let slow = read(&browser.get("/my/courses/fish/slow").await);
    assert!(slow.contains("Pas encore fait") && slow.contains("à lire pendant 1 minute"), "{slow}");
    assert_eq!(led_to(&reads(&campus, &browser, "slow", 25).await), "/my/courses/fish/practice");
    assert_eq!(state_of(&ana, &enrolment, "slow").await["active_seconds"], 65);

    let course = read(&browser.get("/my/courses/fish").await);
    assert!(course.contains("2 sur 5 parties faites") && course.contains("Continuer\u{a0}: Exercice"), "{course}");
    campus.assert_rebuilds(&ana, &enrolment).await;
}

#[actix_web::test]
async fn time_at_a_lesson_counts_once_and_for_an_hour_at_most() {
    let campus = Campus::open().await;
    let (ana, enrolment, browser) = taking(&campus, "en").await;
    let page = form(&browser.get("/my/courses/fish/slow").await);
    campus.clock.advance(minutes(2));
    page.send(&browser).await.assert_status(303);
    page.send(&browser).await.assert_status(303);
    assert_eq!(state_of(&ana, &enrolment, "slow").await["active_seconds"], 120, "sent twice");

    let page = form(&browser.get("/my/courses/fish/permits").await);
    campus.clock.advance(hours(9));
    page.send(&browser).await.assert_status(303);
    let back = campus.back(&ana).await;
    assert_eq!(state_of(&back, &enrolment, "permits").await["active_seconds"], 3_600, "left open over night");

    // What a page does not say is not believed: neither the future nor a time before there was an enrolment.
    for shown_at in ["99999999999999999", "-5", "1", "nonsense", ""] {
        page.with(&[("shown_at", shown_at)]).send(&browser).await.assert_status(303);
    }
    let most = state_of(&back, &enrolment, "permits").await["active_seconds"].as_i64().expect("seconds");
    assert!(most <= 7_200, "{most}");
    campus.assert_rebuilds(&ana, &enrolment).await;
}

#[actix_web::test]
async fn a_lesson_leads_to_its_neighbours_and_the_public_one_to_hers() {
    let campus = Campus::open().await;
    let (_, _, browser) = taking(&campus, "en").await;
    let html = browser.get("/my/courses/fish/slow").await.assert_status(200).text();
    for link in [
        "<a rel=\"prev\" href=\"/my/courses/fish/welcome\">",
        "<a rel=\"next\" href=\"/my/courses/fish/practice\">",
        "<li><a href=\"/my\">My learning</a></li>",
        "<li><a href=\"/my/courses/fish\">",
        "<b aria-current=\"page\">",
    ] {
        assert!(html.contains(link), "{link}: {html}");
    }
    assert!(!html.contains("for those who are enrolled"), "all of it is open to her: {html}");
    let public = super::browser(&campus).get("/courses/fish/welcome").await.text();
    assert!(public.contains("<a href=\"/my/courses/fish/welcome\">Are you enrolled?"), "{public}");
    let own = browser.get("/courses/fish/welcome").await.text();
    assert_eq!(own, super::browser(&campus).get("/courses/fish/welcome").await.text(), "the same for all who read");
    let other = browser.get("/my/courses/fish/slow?lang=fr").await.text();
    assert!(other.contains("Lisez ceci.") && other.contains("action=\"/my/courses/fish/slow?lang=fr\""), "{other}");
}

#[actix_web::test]
async fn a_lesson_is_noted_in_the_language_in_which_it_was_shown() {
    let campus = Campus::open().await;
    let (ana, enrolment, browser) = taking(&campus, "en").await;
    let page = form(&browser.get("/my/courses/fish/welcome?lang=fr").await);
    assert_eq!(led_to(&page.send(&browser).await), "/my/courses/fish/slow?lang=fr");
    assert_eq!(state_of(&ana, &enrolment, "welcome").await["completed_lang"], "fr");
    let page = form(&browser.get("/my/courses/fish/permits").await);
    page.with(&[("shown_in", "zu")]).send(&browser).await.assert_status(303);
    assert_eq!(state_of(&ana, &enrolment, "permits").await["viewed_at"], Value::Null, "it is not offered in Zulu");
}

#[actix_web::test]
async fn who_completes_a_course_is_told_on_its_page() {
    let campus = Campus::open().await;
    let course = campus.course("fish").await;
    let ana = campus.person("ana").await;
    let enrolment = ana.enrols(&course).await;
    let browser = browser_of(&campus, &ana).await;
    super::quizzes::passes_all_quizzes(&browser).await;
    for (lesson, next) in [("welcome", "slow"), ("slow", "practice")] {
        assert_eq!(led_to(&reads(&campus, &browser, lesson, 70).await), format!("/my/courses/fish/{next}"));
    }
    assert_eq!(led_to(&reads(&campus, &browser, "permits", 5).await), "/my/courses/fish", "nothing is left to do");
    let html = read(&browser.get("/my/courses/fish").await);
    assert!(html.contains("Completed on March 2, 2027") || html.contains("Completed on 2 March 2027"), "{html}");
    assert!(!html.contains("class=\"button\"") && html.contains("100%"), "{html}");
    // Who reads it again is led on as before.
    assert_eq!(led_to(&reads(&campus, &browser, "permits", 5).await), "/my/courses/fish/exam");
    campus.assert_rebuilds(&ana, &enrolment).await;
}

#[actix_web::test]
async fn after_the_end_everything_can_be_read_and_nothing_counts() {
    let campus = Campus::open().await;
    campus.course("skins").for_officials(&["customs"]).await;
    let (ana, fay) = (campus.person("ana").await, campus.person("fay").focal_point("MG").await);
    let office = json!({ "party": "MG", "authority": "customs", "organisation": "Customs" });
    ana.post("/api/v1/me/affiliations", office).await.assert_status(201);
    let asked = ana.post("/api/v1/enrolments", json!({ "course": "skins" })).await.json();
    let id = asked["id"].as_str().expect("an id").to_owned();
    let until = json!({ "decision": "approved", "until": "2027-04-01T00:00:00Z" });
    fay.post(&format!("/api/v1/enrolments/{id}/decision"), until).await.assert_status(200);
    let browser = browser_of(&campus, &ana).await;
    let html = read(&browser.get("/my/courses/skins").await);
    assert!(html.contains("What you do counts until") && html.contains("2027 at 00:00"), "{html}");
    let read_before = form(&browser.get("/my/courses/skins/permits").await);
    for _ in 0..2 {
        campus.clock.advance(days(20));
        browser.get("/my").await.assert_status(200);
    }
    let page = browser.get("/my/courses/skins/permits").await;
    let html = read(&page);
    assert!(html.contains("Your enrolment has ended") && !html.contains("id=\"read\""), "{html}");
    let refused = read_before.send(&browser).await;
    refused.assert_status(409);
    assert!(read(&refused).contains("Your enrolment has ended"), "who read it before is told: {}", refused.text());
    let back = campus.back(&ana).await;
    assert_eq!(state_of(&back, &id, "permits").await["viewed_at"], Value::Null);
    let quiz = browser.get("/my/courses/skins/exam").await;
    assert!(!quiz.text().contains("<form method=\"post\""), "no attempt can begin: {}", quiz.text());
    let course = browser.get("/my/courses/skins").await.text();
    assert!(course.contains("Your enrolment has ended") && !course.contains("class=\"button\""), "{course}");
}

#[actix_web::test]
async fn nobody_sees_or_does_what_is_anothers() {
    let campus = Campus::open().await;
    let (ana, enrolment, browser) = taking(&campus, "en").await;
    let eve = campus.person("eve").await;
    let guest = super::browser(&campus);
    let own = form(&browser.get("/my/courses/fish/permits").await);
    for path in ["/my/courses/fish", "/my/courses/fish/permits", "/my/courses/fish/practice"] {
        let answer = guest.get(path).await;
        let next = format!("/sign-in?next={}", path.replace('/', "%2F"));
        assert_eq!(led_to(&answer), next);
    }
    let eves = browser_of(&campus, &eve).await;
    assert_eq!(led_to(&eves.get("/my/courses/fish").await), "/my/courses/fish/enrol");
    for activity in ["welcome", "permits", "practice"] {
        assert_eq!(led_to(&eves.get(&format!("/my/courses/fish/{activity}")).await), "/my/courses/fish");
    }
    eves.get("/my/courses/nothing").await.assert_status(404);
    browser.get("/my/courses/fish/nothing").await.assert_status(404);

    // Her form in another's browser, in none, and without what shows that it is hers.
    own.send(&eves).await.assert_status(403);
    own.send(&guest).await.assert_status(401);
    own.with(&[("form_token", "")]).send(&browser).await.assert_status(403);
    send(&browser, &own.action, &[]).await.assert_status(403);
    let cross = browser.with_header("sec-fetch-site", "cross-site");
    own.send(&cross).await.assert_status(403);
    let eves_token = form(&eves.get("/my").await);
    let forged = own.with(&[("form_token", eves_token.value("form_token"))]);
    forged.send(&eves).await.assert_status(403);
    assert_eq!(state_of(&ana, &enrolment, "permits").await["viewed_at"], Value::Null);
    // Data is answered with data.
    let plain = campus.guest().with_header("accept", "application/json");
    let fields = [("form_token", own.value("form_token"))];
    send(&plain, &own.action, &fields).await.assert_problem(401, "sign-in-required");
}

#[actix_web::test]
async fn a_form_that_was_sent_after_its_session_is_kept_until_somebody_has_signed_in_again() {
    let campus = Campus::open().await;
    let (ana, enrolment, browser) = taking(&campus, "en").await;
    let page = form(&browser.get("/my/courses/fish/welcome").await);
    campus.clock.advance(days(31));
    let away = page.send(&browser).await;
    away.assert_status(401);
    let sign_in = form(&away).with(&[("email", &ana.email), ("password", "not my password")]);
    let wrong = sign_in.send(&browser).await;
    wrong.assert_status(401);
    let sign_in = form(&wrong).with(&[("email", &ana.email), ("password", crate::support::PASSWORD)]);
    let again = sign_in.send(&browser).await;
    again.assert_status(200);
    assert!(!again.text().contains(crate::support::PASSWORD) && again.text().contains("What you wrote is still here"));
    let back = super::browser(&campus).with_header("cookie", &super::browser::kept(&again));
    let form = form(&again);
    assert_eq!(form.action, "/my/courses/fish/welcome");
    assert_eq!(led_to(&form.send(&back).await), "/my/courses/fish/slow");
    let ana = campus.back(&ana).await;
    let viewed = state_of(&ana, &enrolment, "welcome").await["viewed_at"].clone();
    assert_eq!(viewed, json!(crate::support::START), "when it was shown");
}

#[actix_web::test]
async fn the_pages_of_a_course_are_whole_and_light_in_every_language() {
    let campus = Campus::open().await;
    let (_, _, browser) = taking(&campus, "en").await;
    campus.course("skins").for_officials(&["customs"]).await;
    let start = form(&browser.get("/my/courses/fish/practice").await).send(&browser).await;
    let attempt = led_to(&start).to_owned();
    let submission = format!("{attempt}/submission");
    let squeezed = browser.with_header("accept-encoding", "gzip");
    let enrolment = browser.get("/my/courses/fish").await.text();
    let withdrawal =
        enrolment.split("href=\"").find(|it| it.contains("/withdrawal\"")).and_then(|it| it.split('"').next());
    let withdrawal = withdrawal.expect("a way out").to_owned();
    for path in [
        "/my",
        "/my/courses/fish",
        "/my/courses/fish/welcome",
        "/my/courses/fish/practice",
        "/my/courses/skins/enrol",
        &withdrawal,
        &attempt,
        &submission,
    ] {
        for (tag, dir) in LANGUAGES {
            let page = browser.get(&in_language(path, tag)).await;
            let html = page.text();
            assert_eq!((page.status, page.header("content-language")), (200, Some(tag)), "{path}: {html}");
            assert_eq!(page.header("cache-control"), Some("no-store"), "{path}");
            assert!(html.contains(&format!("<html lang=\"{tag}\" dir=\"{dir}\">")), "{path}: {html}");
            assert_eq!(
                ["<h1", "<title", "<main id=\"main\""].map(|part| html.matches(part).count()),
                [1, 1, 1],
                "{path}"
            );
            for word in ["<script", " style=", "http:", "https:", "=\"//", "\"pages-", ">pages-"] {
                assert!(!html.contains(word), "{path} in {tag} has {word}: {html}");
            }
            let wire = squeezed.get(&in_language(path, tag)).await;
            assert_eq!(wire.header("content-encoding"), Some("gzip"), "{path}");
            // All Parties are named where one enrols in a course for officials.
            let most = if path.ends_with("/enrol") { 9_000 } else { 6_000 };
            assert!(wire.body.len() < most, "{path} in {tag} weighs {}", wire.body.len());
        }
    }
}
