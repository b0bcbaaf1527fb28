//! Coming to a course in a browser, and leaving it.

use serde_json::json;

use super::browser::{browser_of, form, led_to, send};
use super::read;
use crate::support::{Campus, days};

#[actix_web::test]
async fn a_course_for_everyone_is_begun_at_once_from_its_page() {
    let campus = Campus::open().await;
    campus.course("fish").await;
    let ana = campus.person("ana").speaks("fr").await;
    let course = super::browser(&campus).get("/courses/fish?lang=fr").await.text();
    let way = "/my/courses/fish/enrol";
    assert!(course.contains(&format!("<a class=\"button\" href=\"{way}?lang=fr\">S’inscrire</a>")), "{course}");
    let closed = super::browser(&campus).get("/courses/fish/exam").await.text();
    assert!(closed.contains(&format!("<a class=\"button\" href=\"{way}\">Enrol</a>")), "{closed}");
    let guest = super::browser(&campus).get(way).await;
    assert_eq!(led_to(&guest), "/sign-in?next=%2Fmy%2Fcourses%2Ffish%2Fenrol");

    let browser = browser_of(&campus, &ana).await;
    let page = browser.get(way).await;
    assert_eq!((page.status, form(&page).value("locale")), (200, "fr"), "{}", page.text());
    let filled = form(&page).with(&[("locale", "en")]);
    assert_eq!(led_to(&filled.send(&browser).await), "/my/courses/fish");
    let listed = ana.get("/api/v1/me/enrolments").await.json();
    assert_eq!((&listed["items"][0]["state"], &listed["items"][0]["locale"]), (&json!("active"), &json!("en")));
    let html = browser.get("/my/courses/fish").await.text();
    assert!(html.contains("All about fish") && html.contains("href=\"/my/courses/fish/welcome\""), "{html}");
    assert_eq!(led_to(&browser.get(way).await), "/my/courses/fish", "she takes it already");
    assert_eq!(led_to(&filled.send(&browser).await), "/my/courses/fish", "pressed twice");
    let listed = ana.get("/api/v1/me/enrolments").await.json();
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(1));
}

#[actix_web::test]
async fn what_does_not_let_somebody_in_is_said_and_what_was_chosen_stands_there() {
    let campus = Campus::open().await;
    campus.course("fish").await;
    campus.course("skins").after("fish").await;
    let ana = campus.person("ana").await;
    let browser = browser_of(&campus, &ana).await;
    let page = form(&browser.get("/my/courses/skins/enrol").await);
    let refused = page.with(&[("locale", "fr")]).send(&browser).await;
    refused.assert_status(409);
    let html = read(&refused);
    assert!(
        html.contains("role=\"alert\"") && html.contains("Please complete this course first: All about fish."),
        "{html}"
    );
    assert_eq!(form(&refused).value("locale"), "fr");
    for tag in ["es", "no tag at all"] {
        let refused = page.with(&[("locale", tag)]).send(&browser).await;
        refused.assert_status(422);
        assert!(
            refused.text().contains("href=\"#locale\"") && refused.text().contains("aria-invalid"),
            "{}",
            refused.text()
        );
    }
    let account =
        json!({ "email": "ulla@example.org", "password": crate::support::PASSWORD, "name": "Ulla", "locale": "en" });
    campus.guest().post("/api/v1/accounts", account).await.assert_status(201);
    let signed_in = [("email", "ulla@example.org"), ("password", crate::support::PASSWORD)];
    let signed_in = send(&super::browser(&campus), "/sign-in", &signed_in).await;
    let ulla = super::browser(&campus).with_header("cookie", &super::browser::kept(&signed_in));
    let refused = form(&ulla.get("/my/courses/fish/enrol").await).send(&ulla).await;
    refused.assert_status(403);
    assert!(read(&refused).contains("Please confirm your e-mail address first"), "{}", refused.text());
}

#[actix_web::test]
async fn an_official_states_her_office_asks_and_is_told_what_became_of_it() {
    let campus = Campus::open().await;
    campus.course("skins").for_officials(&["customs", "judiciary"]).await;
    let (ana, fay) = (campus.person("ana").await, campus.person("fay").focal_point("MG").await);
    let browser = browser_of(&campus, &ana).await;
    let way = "/my/courses/skins/enrol";
    let page = form(&browser.get(way).await);
    let refused = page.with(&[("party", "MG"), ("organisation", " ")]).send(&browser).await;
    refused.assert_status(422);
    let html = refused.text();
    for part in [
        "href=\"#authority\"",
        "href=\"#organisation\"",
        "id=\"authority-error\"",
        "<option value=\"MG\" selected>Madagascar",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert!(!html.contains("href=\"#party\""), "{html}");
    let asked = page.with(&[("party", "MG"), ("authority", "customs"), ("organisation", "Douanes <i>")]);
    assert_eq!(led_to(&asked.send(&browser).await), way);
    let waits = read(&browser.get(way).await);
    assert!(waits.contains("Your enrolment waits for approval") && waits.contains("You asked on"), "{waits}");
    assert!(!waits.contains("<form method=\"post\"") && waits.contains("/withdrawal\""), "{waits}");
    assert_eq!(led_to(&browser.get("/my/courses/skins").await), way);
    let mine = read(&browser.get("/my").await);
    assert!(
        mine.contains("Your enrolment waits for approval") && mine.contains("href=\"/my/courses/skins\""),
        "{mine}"
    );

    let id = ana.get("/api/v1/me/enrolments").await.json()["items"][0]["id"].as_str().expect("an id").to_owned();
    let decision = format!("/api/v1/enrolments/{id}/decision");
    let no = json!({ "decision": "refused", "reason": "Who are you? <b>" });
    fay.post(&decision, no).await.assert_status(200);
    let page = browser.get(way).await;
    let html = read(&page);
    assert!(html.contains("Your enrolment was refused") && html.contains("Who are you? &#60;b&#62;"), "{html}");
    assert!(html.contains("Douanes &#60;i&#62;, Madagascar"), "her office is known now: {html}");
    assert_eq!(led_to(&form(&page).send(&browser).await), way);
    let offices = ana.get("/api/v1/me/affiliations").await.json();
    assert_eq!(offices["items"].as_array().map(Vec::len), Some(1), "stated once");
    let items = ana.get("/api/v1/me/enrolments").await.json()["items"].clone();
    let yes = format!("/api/v1/enrolments/{}/decision", items[0]["id"].as_str().expect("an id"));
    fay.post(&yes, json!({ "decision": "approved" })).await.assert_status(200);
    assert_eq!(led_to(&browser.get(way).await), "/my/courses/skins");
    browser.get("/my/courses/skins/permits").await.assert_status(200);

    // The vouching is taken back: nothing is read, and she states her office anew.
    let office = offices["items"][0]["id"].as_str().expect("an id");
    let no = json!({ "decision": "refused", "reason": "You have left" });
    fay.post(&format!("/api/v1/affiliations/{office}/decision"), no).await.assert_status(200);
    assert_eq!(led_to(&browser.get("/my/courses/skins/permits").await), "/my/courses/skins");
    let page = browser.get(way).await;
    assert!(read(&page).contains("Affiliation no longer confirmed"), "{}", page.text());
    let anew = form(&page).with(&[("party", "MG"), ("authority", "customs"), ("organisation", "Douanes")]);
    assert_eq!(led_to(&anew.send(&browser).await), way);
    let offices = ana.get("/api/v1/me/affiliations").await.json();
    let anew = offices["items"].as_array().expect("offices").iter().find(|it| it["state"] == "requested").expect("one");
    let vouched = format!("/api/v1/affiliations/{}/decision", anew["id"].as_str().expect("an id"));
    fay.post(&vouched, json!({ "decision": "vouched" })).await.assert_status(200);
    browser.get("/my/courses/skins/permits").await.assert_status(200);
}

#[actix_web::test]
async fn a_course_is_left_after_a_question_and_by_nobody_else() {
    let campus = Campus::open().await;
    let course = campus.course("fish").await;
    let (ana, eve) = (campus.person("ana").await, campus.person("eve").await);
    let enrolment = ana.enrols(&course).await;
    let (browser, eves) = (browser_of(&campus, &ana).await, browser_of(&campus, &eve).await);
    let way = format!("/my/enrolments/{enrolment}/withdrawal");
    let page = browser.get(&way).await;
    assert!(read(&page).contains("Your certificates and results stay."), "{}", page.text());
    let ask = form(&page);
    eves.get(&way).await.assert_status(404);
    ask.send(&eves).await.assert_status(403);
    let token = form(&eves.get("/my").await);
    ask.with(&[("form_token", token.value("form_token"))]).send(&eves).await.assert_status(404);
    ask.with(&[("form_token", "")]).send(&browser).await.assert_status(403);
    super::browser(&campus).get(&way).await.assert_status(303);
    ask.send(&super::browser(&campus)).await.assert_status(401);
    assert_eq!(ana.get(&format!("/api/v1/enrolments/{enrolment}")).await.json()["state"], "active");

    assert_eq!(led_to(&ask.send(&browser).await), "/my");
    assert_eq!(led_to(&ask.send(&browser).await), "/my", "pressed twice");
    assert_eq!(ana.get(&format!("/api/v1/enrolments/{enrolment}")).await.json()["state"], "withdrawn");
    assert_eq!(led_to(&browser.get("/my/courses/fish/permits").await), "/my/courses/fish");
    let again = browser.get("/my/courses/fish/enrol").await;
    assert!(read(&again).contains("You left this course."), "{}", again.text());
    assert_eq!(led_to(&form(&again).send(&browser).await), "/my/courses/fish");
}

#[actix_web::test]
async fn what_was_chosen_is_kept_over_an_expired_session() {
    let campus = Campus::open().await;
    campus.course("skins").for_officials(&["customs"]).await;
    let ana = campus.person("ana").await;
    let browser = browser_of(&campus, &ana).await;
    let page = form(&browser.get("/my/courses/skins/enrol").await);
    campus.clock.advance(days(31));
    let typed = page.with(&[("party", "MG"), ("authority", "customs"), ("organisation", "Douanes")]);
    let away = typed.send(&browser).await;
    away.assert_status(401);
    let password = crate::support::PASSWORD;
    let again = form(&away).with(&[("email", &ana.email), ("password", password)]).send(&browser).await;
    let back = super::browser(&campus).with_header("cookie", &super::browser::kept(&again));
    assert_eq!(led_to(&form(&again).send(&back).await), "/my/courses/skins/enrol");
    let ana = campus.back(&ana).await;
    assert_eq!(ana.get("/api/v1/me/affiliations").await.json()["items"][0]["organisation"], "Douanes");
}

#[actix_web::test]
async fn an_office_that_is_typed_in_is_meant_whatever_was_chosen_before_it() {
    let campus = Campus::open().await;
    campus.course("skins").for_officials(&["customs", "judiciary"]).await;
    let ana = campus.person("ana").await;
    let known = json!({ "party": "MG", "authority": "customs", "organisation": "Douanes" });
    ana.post("/api/v1/me/affiliations", known).await.assert_status(201);
    let browser = browser_of(&campus, &ana).await;
    let page = form(&browser.get("/my/courses/skins/enrol").await);
    let typed = page.with(&[("party", "MG"), ("authority", "judiciary"), ("organisation", "Tribunal")]);
    assert_eq!(led_to(&typed.send(&browser).await), "/my/courses/skins/enrol");
    let listed = ana.get("/api/v1/me/enrolments").await.json();
    assert_eq!(listed["items"][0]["authority"], "judiciary", "{listed:#}");
}
