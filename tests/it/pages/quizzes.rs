//! Taking a quiz in a browser without any script.

use serde_json::{Value, json};

use super::browser::{Form, browser_of, form, led_to, send};
use super::read;
use crate::support::{Campus, Client, PASSWORD, Person, days, minutes};

/// The right answer to every question of the practice quiz, in the fields of its form.
const RIGHT: [(&str, &str); 15] = [
    ("answer.p-single", "i"),
    ("answer.p-multiple", "a"),
    ("answer.p-multiple", "c"),
    ("answer.p-true", "false"),
    ("answer.p-match.l1", "r1"),
    ("answer.p-match.l2", "r2"),
    ("answer.p-order.initial", "1"),
    ("answer.p-order.second", "2"),
    ("answer.p-order.third", "3"),
    ("answer.p-sort.skin", "animal"),
    ("answer.p-sort.root", "plant"),
    ("answer.p-cloze.who", "party"),
    ("answer.p-cloze.what", " Permit"),
    ("answer.p-short", "CITES"),
    ("answer.p-number", "90,5"),
];
const EXAM: [(&str, &str); 4] =
    [("answer.e-fixed", "right"), ("answer.e-one", "true"), ("answer.e-two", "true"), ("answer.e-three", "true")];

async fn taking(campus: &Campus) -> (Person, String, Client) {
    let course = campus.course("fish").await;
    let ana = campus.person("ana").await;
    let enrolment = ana.enrols(&course).await;
    let browser = browser_of(campus, &ana).await;
    (ana, enrolment, browser)
}

/// Begins an attempt, and gives its address.
async fn begins(browser: &Client, quiz: &str) -> String {
    let page = browser.get(&format!("/my/courses/fish/{quiz}")).await;
    page.assert_status(200);
    led_to(&form(&page).send(browser).await).to_owned()
}

async fn form_at(browser: &Client, address: &str) -> Form {
    let page = browser.get(address).await;
    page.assert_status(200);
    form(&page)
}

/// Takes a quiz from its page to its result.
async fn takes(browser: &Client, quiz: &str, answers: &[(&str, &str)]) -> String {
    let attempt = begins(browser, quiz).await;
    let filled = form_at(browser, &attempt).await.with(answers);
    let confirm = led_to(&filled.with(&[("then", "submission")]).send(browser).await).to_owned();
    assert_eq!(confirm, format!("{attempt}/submission"));
    assert_eq!(led_to(&form_at(browser, &confirm).await.send(browser).await), attempt);
    attempt
}

pub async fn passes_all_quizzes(browser: &Client) {
    takes(browser, "practice", &RIGHT).await;
    takes(browser, "exam", &EXAM).await;
}

async fn answers_of(person: &Client, attempt: &str) -> Value {
    let id = attempt.rsplit('/').next().expect("an id");
    person.get(&format!("/api/v1/attempts/{id}")).await.json()
}

#[actix_web::test]
async fn every_kind_of_question_can_be_answered_and_its_answer_stands_there_when_one_comes_back() {
    let campus = Campus::open().await;
    let (ana, enrolment, browser) = taking(&campus).await;
    let quiz = read(&browser.get("/my/courses/fish/practice").await);
    for part in ["Nine questions.", "9 questions", "50%", "as many as you like", "your last attempt counts"] {
        assert!(quiz.contains(part), "{part}: {quiz}");
    }
    let attempt = begins(&browser, "practice").await;
    let page = browser.get(&attempt).await;
    let html = read(&page);
    assert!(html.contains("0 of 9 questions answered and saved") && !html.contains("minutes left"), "{html}");
    assert_eq!((html.matches("<fieldset").count(), html.matches("<legend>").count()), (9, 9), "{html}");
    let controls = html
        .split(['<', '>'])
        .filter(|tag| tag.starts_with("input ") && tag.contains("type=\"text\"") || tag.starts_with("select "));
    for control in controls {
        let id = control.split("id=\"").nth(1).and_then(|it| it.split('"').next()).expect("an id");
        assert!(html.contains(&format!("<label for=\"{id}\"")), "{id} has a label: {html}");
    }
    assert_eq!(led_to(&form(&page).with(&RIGHT).send(&browser).await), attempt);

    let page = browser.get(&attempt).await;
    let (html, kept) = (read(&page), form(&page));
    assert!(html.contains("9 of 9 questions answered and saved"), "{html}");
    assert_eq!(html.matches("Your answer is saved.").count(), 9, "{html}");
    for (name, value) in RIGHT {
        assert!(kept.values(name).contains(&value.trim()), "{name}: {:?}", kept.values(name));
    }
    let quiz = browser.get("/my/courses/fish/practice").await.text();
    assert!(quiz.contains(&format!("<a class=\"button\" href=\"{attempt}\">Go on with your attempt</a>")), "{quiz}");
    let submission = read(&browser.get(&format!("{attempt}/submission")).await);
    assert!(!submission.contains("not answered") && submission.contains("cannot be changed"), "{submission}");
    form_at(&browser, &format!("{attempt}/submission")).await.send(&browser).await.assert_status(303);
    let result = read(&browser.get(&attempt).await);
    assert!(
        result.contains("100% – you have passed") && result.matches("<strong>Right</strong>").count() == 9,
        "{result}"
    );
    for said in [
        "Appendix I",
        "<dd>A</dd>",
        "<dd>C</dd>",
        "<dd>L1 – R1</dd>",
        "(1) Party",
        "(2) Permit",
        "<dd>90,5\u{a0}days</dd>",
        "The first.",
    ] {
        assert!(result.contains(said), "{said}: {result}");
    }
    assert_eq!(answers_of(&ana, &attempt).await["score"], 100.0);
    campus.assert_rebuilds(&ana, &enrolment).await;
}

#[actix_web::test]
async fn what_is_wrong_in_form_is_said_and_stands_there_and_the_rest_is_kept() {
    let campus = Campus::open().await;
    let (ana, _, browser) = taking(&campus).await;
    let attempt = begins(&browser, "practice").await;
    let typed = form_at(&browser, &attempt).await.with(&[
        ("answer.p-single", "ii"),
        ("answer.p-number", "ninety <b>"),
        ("answer.p-order.initial", "1"),
        ("answer.p-order.second", "1"),
        ("answer.p-order.third", "3"),
        ("answer.p-match.l1", "r3"),
        ("then", "submission"),
    ]);
    let answer = typed.send(&browser).await;
    answer.assert_status(422);
    let html = read(&answer);
    for part in [
        "role=\"alert\"",
        "href=\"#q-p-number\"",
        "href=\"#q-p-order\"",
        "Please give a number in digits",
        "a place of its own",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert!(
        html.contains("id=\"q-p-number\"") && html.contains("id=\"q-p-order\"") && !html.contains("<b>ninety"),
        "{html}"
    );
    let again = form(&answer);
    for (name, value) in [("answer.p-number", "ninety <b>"), ("answer.p-order.second", "1"), ("answer.p-single", "ii")]
    {
        assert_eq!(again.value(name), value, "{name}");
    }
    let kept = answers_of(&ana, &attempt).await["answers"].clone();
    assert_eq!(kept, json!({ "p-single": { "choice": "ii" }, "p-match": { "pairs": { "l1": "r3" } } }));
    assert!(html.contains("2 of 9 questions answered and saved"), "{html}");

    // What was given can be taken back, where the kind of question knows that.
    let mended = again.with(&[("answer.p-number", "90"), ("answer.p-order.second", "2"), ("answer.p-match.l1", "")]);
    assert_eq!(led_to(&mended.send(&browser).await), attempt);
    let kept = answers_of(&ana, &attempt).await["answers"].clone();
    assert_eq!((&kept["p-number"], &kept["p-match"]), (&json!({ "value": "90" }), &json!({ "pairs": {} })));
    // Fields that are made up change nothing.
    for (name, value) in [("answer.p-single", "made-up"), ("answer.p-true", "perhaps"), ("answer.p-match.l1", "l1")] {
        form_at(&browser, &attempt).await.with(&[(name, value)]).send(&browser).await.assert_status(422);
    }
    let token = ("form_token", again.value("form_token"));
    send(&browser, &attempt, &[token, ("answer.e-fixed", "right"), ("answer.nothing", "x")]).await.assert_status(303);
    assert_eq!(answers_of(&ana, &attempt).await["answers"], kept);
}

#[actix_web::test]
async fn before_it_is_handed_in_one_sees_what_is_missing() {
    let campus = Campus::open().await;
    let (ana, _, browser) = taking(&campus).await;
    let attempt = begins(&browser, "practice").await;
    let some = form_at(&browser, &attempt).await.with(&[("answer.p-short", "CITES"), ("answer.p-match.l1", "r1")]);
    let confirm = led_to(&some.with(&[("then", "submission")]).send(&browser).await).to_owned();
    let html = read(&browser.get(&confirm).await);
    assert_eq!((html.matches("not answered").count(), html.matches("answered in part").count()), (7, 1), "{html}");
    assert!(html.contains(&format!("<a href=\"{attempt}#q-p-number\">Question 9</a>")), "{html}");
    assert!(answers_of(&ana, &attempt).await["submitted_at"].is_null(), "looking hands nothing in");
    form_at(&browser, &confirm).await.send(&browser).await.assert_status(303);
    let result = read(&browser.get(&attempt).await);
    assert!(result.contains("you have not passed yet") && result.contains("To pass: 50%"), "{result}");
    assert!(result.contains("0.5 of 1 point") && result.contains("Partly right"), "{result}");
    assert_eq!(led_to(&browser.get(&confirm).await), attempt, "it is over");
}

#[actix_web::test]
async fn nothing_tells_what_is_right_before_trying_again_is_over() {
    let campus = Campus::open().await;
    let (_, _, browser) = taking(&campus).await;
    for left in [2, 1, 0] {
        let attempt = takes(&browser, "exam", &[("answer.e-fixed", "wrong")]).await;
        let result = read(&browser.get(&attempt).await);
        let told = ["Right answer", "The right one."].map(|part| result.contains(part));
        assert_eq!(told, [left == 0; 2], "{left}: {result}");
        let quiz = read(&browser.get("/my/courses/fish/exam").await);
        let said = if left == 0 { "none".to_owned() } else { left.to_string() };
        assert!(quiz.contains(&format!("<dt>Attempts left</dt>\n<dd>{said}</dd>")), "{quiz}");
        assert_eq!(quiz.contains("<form method=\"post\""), left > 0, "{quiz}");
        assert_eq!(quiz.matches("not passed").count(), 3 - left, "{quiz}");
    }
    let token = form_at(&browser, "/my").await;
    let again = send(&browser, "/my/courses/fish/exam", &[("form_token", token.value("form_token"))]).await;
    again.assert_status(409);
    assert!(read(&again).contains("No attempts left"), "{}", again.text());
}

#[actix_web::test]
async fn time_is_told_and_what_comes_after_it_is_kept_and_does_not_count() {
    let campus = Campus::open().await;
    let (ana, enrolment, browser) = taking(&campus).await;
    let quiz = read(&browser.get("/my/courses/fish/exam").await);
    assert!(quiz.contains("20 minutes") && quiz.contains("The time runs from the moment you begin"), "{quiz}");
    let attempt = begins(&browser, "exam").await;
    campus.clock.advance(minutes(5));
    let page = browser.get(&attempt).await;
    assert!(read(&page).contains("15 minutes left, until"), "{}", page.text());
    let filled = form(&page).with(&[("answer.e-fixed", "right")]);
    assert_eq!(led_to(&filled.send(&browser).await), attempt);
    campus.clock.advance(minutes(16));
    let late = filled.with(&[("answer.e-fixed", "wrong"), ("then", "submission")]);
    assert_eq!(led_to(&late.send(&browser).await), attempt);
    let result = read(&browser.get(&attempt).await);
    for part in ["Time was up", "came after the end of the time", "<dd>Right</dd>"] {
        assert!(result.contains(part), "{part}: {result}");
    }
    let back = campus.back(&ana).await;
    let api = answers_of(&back, &attempt).await;
    assert_eq!((&api["timed_out"], &api["answers"]["e-fixed"]), (&json!(true), &json!({ "choice": "right" })));
    assert_eq!(api["late_answers"]["e-fixed"]["answer"], json!({ "choice": "wrong" }));
    campus.assert_rebuilds(&ana, &enrolment).await;
}

#[actix_web::test]
async fn an_expired_session_loses_nothing_that_was_typed() {
    let campus = Campus::open().await;
    let (ana, _, browser) = taking(&campus).await;
    let attempt = begins(&browser, "practice").await;
    let page = form_at(&browser, &attempt).await;
    campus.clock.advance(days(31));
    let away =
        page.with(&RIGHT).with(&[("answer.p-number", "no \"number\""), ("then", "submission")]).send(&browser).await;
    away.assert_status(401);
    assert!(away.text().contains("Please sign in"), "{}", away.text());
    let again = form(&away).with(&[("email", &ana.email), ("password", PASSWORD)]).send(&browser).await;
    again.assert_status(200);
    let back = super::browser(&campus).with_header("cookie", &super::browser::kept(&again));
    assert_eq!(answers_of(&campus.back(&ana).await, &attempt).await["answers"], json!({}), "nothing is kept yet");
    let shown = form(&again).send(&back).await;
    shown.assert_status(422);
    let shown = form(&shown);
    for (name, value) in RIGHT.into_iter().filter(|(name, _)| *name != "answer.p-number") {
        assert!(shown.values(name).contains(&value), "{name}: {:?}", shown.values(name));
    }
    assert_eq!(shown.value("answer.p-number"), "no \"number\"");
    assert_eq!(led_to(&shown.with(&[("answer.p-number", "90")]).send(&back).await), attempt);

    // She signed in elsewhere in this browser meanwhile: her form is of the session before.
    let signed_in = super::browser::browser_of(&campus, &ana).await;
    let stale = shown.with(&[("answer.p-short", "typed before")]).send(&signed_in).await;
    stale.assert_status(403);
    let kept = answers_of(&campus.back(&ana).await, &attempt).await["answers"]["p-short"].clone();
    assert_eq!(kept, json!({ "text": "CITES" }), "nothing is done yet");
    assert_eq!(led_to(&form(&stale).with(&[("answer.p-number", "90")]).send(&signed_in).await), attempt);
    let kept = answers_of(&campus.back(&ana).await, &attempt).await["answers"]["p-short"].clone();
    assert_eq!(kept, json!({ "text": "typed before" }));
}

#[actix_web::test]
async fn an_attempt_is_for_who_makes_it() {
    let campus = Campus::open().await;
    let (ana, _, browser) = taking(&campus).await;
    let (eve, sam) = (campus.person("eve").await, campus.person("sam").secretariat().await);
    eve.enrols(&crate::support::Course {
        slug: "fish".into(),
        ..campus.course("fish").edited("en/welcome.md", "Read", "Do read").await
    })
    .await;
    let attempt = begins(&browser, "practice").await;
    let own = form_at(&browser, &attempt).await.with(&[("answer.p-short", "CITES")]);
    for stranger in [browser_of(&campus, &eve).await, browser_of(&campus, &sam).await] {
        let token = form(&stranger.get("/my").await);
        let forged = own.with(&[("form_token", token.value("form_token"))]);
        stranger.get(&attempt).await.assert_status(404);
        stranger.get(&format!("{attempt}/submission")).await.assert_status(404);
        forged.send(&stranger).await.assert_status(404);
        let mut hand_in = forged.clone();
        hand_in.action = format!("{attempt}/submission");
        hand_in.send(&stranger).await.assert_status(404);
        own.send(&stranger).await.assert_status(403);
    }
    let guest = super::browser(&campus);
    own.send(&guest).await.assert_status(401);
    assert_eq!(led_to(&guest.get(&attempt).await), format!("/sign-in?next={}", attempt.replace('/', "%2F")));
    for forged in [own.with(&[("form_token", "")]), own.with(&[("form_token", "AAAA")])] {
        forged.send(&browser).await.assert_status(403);
    }
    own.send(&browser.with_header("origin", "https://evil.example")).await.assert_status(403);
    assert_eq!(answers_of(&ana, &attempt).await["answers"], json!({}));
    for path in ["/my/attempts/nothing", "/my/attempts/0197a2c4-6f1e-7c3a-9d55-3f6a1b2c4d5e"] {
        browser.get(path).await.assert_status(404);
    }

    let confirm = form_at(&browser, &format!("{attempt}/submission")).await;
    assert_eq!(led_to(&confirm.send(&browser).await), attempt);
    assert_eq!(led_to(&confirm.send(&browser).await), attempt, "twice is once");
    let closed = own.send(&browser).await;
    closed.assert_status(409);
    assert!(closed.text().contains("Attempt closed"), "{}", closed.text());
    assert_eq!(answers_of(&ana, &attempt).await["answers"], json!({}));
}
