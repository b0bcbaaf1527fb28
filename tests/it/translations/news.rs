//! Letters to those who translate: what is new, once a day at most.

use std::time::Duration;

use actix_web::http::Method;
use serde_json::{Value, json};
use virtual_college::db::Json;
use virtual_college::translations::HANDLERS;

use super::bureau::{API, Bureau, approval, at_version, reviews, suggests};
use super::staleness::changed;
use crate::support::{Campus, Client, days, hours};

const SUBJECTS: [&str; 3] = ["Translations: what is new", "Traductions\u{a0}: ce qu’il y a", "Traducciones: novedades"];

/// What happens from then on is news.
async fn wants_letters(campus: &Campus, person: &Client, wanted: bool) {
    let terms = json!({ "licence": "CC-BY-4.0", "named": true, "digest": wanted });
    person.put(&format!("{API}/me/contributor"), terms).await.assert_status(200);
    campus.clock.advance(Duration::from_millis(1));
}

/// Letters about what is new, to whom and with what, since the College began.
async fn told(campus: &Campus) -> Vec<(String, String)> {
    campus.run_jobs().await;
    let letters = campus.mailbox().all().into_iter();
    let news = letters.filter(|it| SUBJECTS.iter().any(|subject| it.subject.starts_with(subject)));
    let mut told: Vec<_> = news.map(|it| (it.to, it.text)).collect();
    told.sort();
    told
}

fn assert_says(text: &str, lines: &[&str]) {
    for line in lines {
        assert!(text.contains(line), "{line} is missing: {text}");
    }
}

/// Three texts of somebody's, and a verdict of each kind.
async fn hears_three_verdicts(it: &Bureau, person: &Client) {
    let mut seen = Vec::new();
    for (key, body) in [
        ("language", "language = Lugha"),
        ("draft-unknown", "draft-unknown = Hamna\n    .detail = Hamna rasimu."),
        ("course-unknown", "course-unknown = Hamna kozi\n    .detail = Hakuna kozi hiyo."),
    ] {
        seen.push(suggests(person, &it.message(key).await, body).await.assert_status(201).json());
    }
    let no = |verdict: &str, reason: &str| json!({ "verdict": verdict, "reason": reason, "revision": 1 });
    let mut asked = no("request-changes", "terminology");
    asked["remark"] = json!("Say “mafunzo”.");
    reviews(&it.reviewer, &seen[0], approval()).await.assert_status(200);
    reviews(&it.reviewer, &seen[1], no("reject", "wrong-meaning")).await.assert_status(200);
    reviews(&it.reviewer, &seen[2], asked).await.assert_status(200);
}

#[actix_web::test]
async fn who_translates_is_told_the_next_day_of_all_verdicts_in_one_letter_with_links() {
    let it = Bureau::open().await;
    wants_letters(&it.campus, &it.translator, true).await;
    hears_three_verdicts(&it, &it.translator).await;
    it.campus.clock.advance(hours(14));
    assert_eq!(told(&it.campus).await, [], "the day is not over");
    it.campus.clock.advance(hours(2));
    let letters = told(&it.campus).await;
    assert_eq!(letters.len(), 1, "{letters:?}");
    let (to, text) = &letters[0];
    assert_eq!(to, "tia@example.org");
    assert_says(
        text,
        &[
            "Approved (Swahili): “language = Language”",
            "Not accepted (Swahili): “draft-unknown = ",
            "Reason: the meaning differs. Your text is kept.",
            "Another wording is asked for (Swahili): “course-unknown = ",
            "Reason: terminology.",
            "The reviewer writes: “Say “mafunzo”.”",
            "You contribute on the terms that you accepted (version 2026-11); your texts are published under the licence CC BY 4.0.",
            "If you do not want such messages any more, end them here:",
        ],
    );
    let asked = text.find("Another wording").expect("a line");
    assert!(asked < text.find("Approved").expect("a line"), "what is to be done comes first: {text}");
    // Every link leads somewhere.
    let tia = it.campus.back(&it.translator).await;
    let mail = it.campus.mailbox().last().expect("the letter");
    assert_eq!(mail.links.len(), 4);
    for link in &mail.links {
        tia.get(&path_of(link)).await.assert_status(200);
    }
    it.campus.clock.advance(days(1));
    assert_eq!(told(&it.campus).await.len(), 1, "once");
    assert_eq!(it.campus.app.i18n.misses().broken, 0);
}

/// What follows the address of the College.
fn path_of(link: &str) -> String {
    let (_, rest) = link.split_once("://").expect("an address");
    rest.find('/').map(|at| rest[at..].to_owned()).expect("a path")
}

#[actix_web::test]
async fn whoever_has_a_letter_ends_them_by_one_click_and_does_nothing_else_with_it() {
    let it = Bureau::open().await;
    wants_letters(&it.campus, &it.translator, true).await;
    hears_three_verdicts(&it, &it.translator).await;
    it.campus.clock.advance(days(1));
    assert_eq!(told(&it.campus).await.len(), 1);
    let mail = it.campus.mailbox().last().expect("the letter");
    let link = mail.links.last().expect("a link");
    let unfolded = mail.source.replace("\r\n ", " ");
    for header in
        [format!("List-Unsubscribe: <{link}>"), "List-Unsubscribe-Post: List-Unsubscribe=One-Click".to_owned()]
    {
        assert!(unfolded.lines().any(|line| line == header), "{header} is missing: {unfolded}");
    }
    let (guest, path) = (it.campus.guest(), path_of(link));
    let wants = async || it.campus.back(&it.translator).await.get(&format!("{API}/me/contributor")).await.json();
    // A scanner of mails looks at it.
    let page = guest.get(&path).await.assert_status(200).text();
    assert!(page.contains("End these messages?") && !page.contains("password"), "{page}");
    assert_eq!(wants().await["digest"], true);
    for _ in 0..2 {
        let form = Some(("application/x-www-form-urlencoded", b"List-Unsubscribe=One-Click".to_vec()));
        let page = guest.send(Method::POST, &path, form).await.assert_status(200).text();
        assert!(page.contains("The messages are ended"), "{page}");
    }
    assert_eq!(wants().await["digest"], false);
    // It is no way in.
    let token = path.rsplit('/').next().expect("a token");
    let verification = json!({ "token": token });
    guest.post(&format!("{API}/email-verifications"), verification).await.assert_problem(404, "link-invalid");
    let password = json!({ "password": "eight calm caracals" });
    guest.put(&format!("{API}/password-resets/{token}"), password).await.assert_problem(404, "link-invalid");
    it.campus.clock.advance(days(401));
    guest.get(&path).await.assert_status(404);
}

#[actix_web::test]
async fn letters_are_in_the_language_of_the_reader() {
    let it = Bureau::open().await;
    for (name, language) in [("fatou", "fr"), ("elena", "es")] {
        let person = it.campus.person(name).speaks(language).await;
        wants_letters(&it.campus, &person, true).await;
        let key = if language == "fr" { "draft-unknown" } else { "language" };
        let body =
            if language == "fr" { "draft-unknown = Hamna\n    .detail = Hamna rasimu." } else { "language = Lugha" };
        let seen = suggests(&person, &it.message(key).await, body).await.assert_status(201).json();
        let no = json!({ "verdict": "reject", "reason": "style", "revision": 1 });
        reviews(&it.reviewer, &seen, no).await.assert_status(200);
    }
    it.campus.clock.advance(days(1));
    let letters = told(&it.campus).await;
    assert_eq!(letters.len(), 2, "{letters:?}");
    assert_says(&letters[0].1, &["No aceptado (suajili): «language = Language». Motivo: estilo."]);
    assert_says(&letters[1].1, &["Non retenu (swahili)", "Motif\u{a0}: style."]);
}

#[actix_web::test]
async fn new_and_changed_sources_are_told_as_numbers_to_those_who_work_there() {
    let it = Bureau::open().await;
    let zuri = it.contributor("zuri").await;
    for person in [&it.translator, &it.reviewer, &zuri] {
        wants_letters(&it.campus, person, true).await;
    }
    // Zuri holds no role, and has worked on another file.
    suggests(&zuri, &it.message("language").await, "language = Lugha").await.assert_status(201);
    it.campus.clock.advance(hours(1));
    let more = "\nbrand-new = Brand new\nnewer-still = Newer still\n";
    it.source_says(&(changed("There is no such draft", "No draft of this name exists") + more)).await;
    it.campus.clock.advance(days(1));
    let letters = told(&it.campus).await;
    let people: Vec<&str> = letters.iter().map(|(to, _)| to.as_str()).collect();
    assert_eq!(people, ["remy@example.org", "tia@example.org"]);
    let of_tia = &letters[1].1;
    assert_says(
        of_tia,
        &[
            "Swahili, interface/courses: 2 new texts",
            "/api/v1/locales/sw/work?catalogue=interface/courses&state=missing",
            "Swahili, interface/courses: 1 text has changed in the original",
        ],
    );
    assert!(!of_tia.contains("French") && !of_tia.contains("wait"), "{of_tia}");
    // To those who review, what waits is told in the same letter.
    assert_says(&letters[0].1, &["Swahili: 1 suggestion waits for your review, since 2 March 2027"]);
}

#[actix_web::test]
async fn a_deadline_is_told_two_weeks_a_week_and_three_days_before_it_with_what_is_left() {
    let it = Bureau::open().await;
    wants_letters(&it.campus, &it.translator, true).await;
    it.approved("draft-unknown", "draft-unknown = Hamna\n    .detail = Hamna rasimu.").await;
    let share = it.share("interface/courses").await;
    let catalogues = it.admin.get(&format!("{API}/catalogues")).await.json();
    let find = |slug: &str| {
        let all = catalogues["items"].as_array().expect("catalogues");
        all.iter().find(|it| it["catalogue"] == slug).expect("a catalogue").clone()
    };
    let catalogue = find("interface/courses");
    let deadline = json!({ "deadline": "2027-03-20" });
    at_version(&it.admin, &catalogue)
        .patch(&format!("{API}/catalogues/interface/courses"), deadline)
        .await
        .assert_status(200);
    it.campus.clock.advance(days(1));
    assert_eq!(told(&it.campus).await.len(), 1, "the approval, and no deadline");
    it.campus.clock.advance(days(3));
    let letters = told(&it.campus).await;
    assert_eq!(letters.len(), 2);
    let left = share["units"].as_i64().expect("a number") - 1;
    let line = format!("Swahili, interface/courses: to be done by 20 March 2027; {left} texts are left");
    let tells = |letters: &[(String, String)]| letters.iter().filter(|(_, text)| text.contains(&line)).count();
    assert_eq!(tells(&letters), 1, "{letters:?}");
    it.campus.clock.advance(days(10));
    assert_eq!(tells(&told(&it.campus).await), 2);
    it.campus.clock.advance(days(1));
    assert_eq!(tells(&told(&it.campus).await), 3);
    it.campus.clock.advance(days(10));
    assert_eq!(told(&it.campus).await.len(), 4, "it is past");
}

#[actix_web::test]
async fn what_waits_for_a_review_is_told_when_something_came_and_again_each_week() {
    let it = Bureau::open().await;
    wants_letters(&it.campus, &it.reviewer, true).await;
    it.suggested("language", "language = Lugha").await;
    // Her own does not wait for her.
    let own = it.message("draft-unknown").await;
    suggests(&it.reviewer, &own, "draft-unknown = Hamna\n    .detail = Hamna.").await.assert_status(201);
    let mut counts = Vec::new();
    for _ in 0..9 {
        it.campus.clock.advance(days(1));
        counts.push(told(&it.campus).await.len());
    }
    assert_eq!(counts, [1, 1, 1, 1, 1, 1, 1, 2, 2]);
    for (_, text) in told(&it.campus).await {
        assert_says(
            &text,
            &["Swahili: 1 suggestion waits for your review, since 2 March 2027", "/work?state=suggested"],
        );
    }
}

#[actix_web::test]
async fn who_does_not_want_letters_gets_none_not_even_one_that_waits_already() {
    let it = Bureau::open().await;
    hears_three_verdicts(&it, &it.translator).await;
    it.campus.clock.advance(days(1));
    assert_eq!(told(&it.campus).await, [], "she did not want any");
    // She is not told of the past either.
    let tia = it.campus.back(&it.translator).await;
    wants_letters(&it.campus, &tia, true).await;
    it.campus.clock.advance(days(1));
    assert_eq!(told(&it.campus).await, []);
    let seen = it.campus.back(&it.translator).await;
    let seen = suggests(
        &seen,
        &message(&it, "activity-unknown").await,
        "activity-unknown = Hamna\n    .detail = “{ $activity }”",
    )
    .await;
    let remy = it.campus.back(&it.reviewer).await;
    reviews(&remy, &seen.assert_status(201).json(), approval()).await.assert_status(200);
    it.campus.clock.advance(days(1));
    posts(&it.campus).await;
    assert_eq!(it.campus.letters().await.iter().filter(|(_, it)| it["kind"] == "translation-news").count(), 1);
    wants_letters(&it.campus, &it.campus.back(&it.translator).await, false).await;
    assert_eq!(told(&it.campus).await, []);
}

#[actix_web::test]
async fn whose_account_is_disabled_gets_none() {
    let it = Bureau::open().await;
    wants_letters(&it.campus, &it.translator, true).await;
    hears_three_verdicts(&it, &it.translator).await;
    it.campus.clock.advance(days(1));
    posts(&it.campus).await;
    let disable = async |disabled: bool| {
        let email = virtual_college::accounts::Email::parse("tia@example.org", "/email").expect("an address");
        let set = move |tx: &mut virtual_college::db::Tx<'_>| {
            virtual_college::accounts::set_disabled(tx, &email, disabled).map(drop)
        };
        it.campus.app.db.write(set).await.expect("set");
    };
    disable(true).await;
    assert_eq!(told(&it.campus).await, [], "one that waits is not sent");
    it.campus.clock.advance(days(1));
    assert_eq!(told(&it.campus).await, []);
}

#[actix_web::test]
async fn two_instances_and_a_job_that_runs_again_make_one_letter() {
    let it = Bureau::open().await;
    for person in [&it.translator, &it.reviewer, &it.lead] {
        wants_letters(&it.campus, person, true).await;
    }
    hears_three_verdicts(&it, &it.translator).await;
    it.suggested("activity-unknown", "activity-unknown = Hamna\n    .detail = “{ $activity }”").await;
    it.campus.clock.advance(days(1));
    let (other, _) = it.campus.another_instance().await;
    let other = other.into_inner();
    let here = it.campus.app.clone().into_inner();
    let handler = HANDLERS.iter().find(|handler| handler.kind == "tell-translators").expect("the job");
    let run = |app| (handler.run)(app, Json::empty());
    let (one, two) = tokio::join!(run(here.clone()), run(other.clone()));
    one.and(two).expect("told");
    run(other).await.expect("told again");
    let people: Vec<String> = told(&it.campus).await.into_iter().map(|(to, _)| to).collect();
    assert_eq!(people, ["lea@example.org", "remy@example.org", "tia@example.org"]);
}

/// Runs the job that posts, and leaves in the outbox what it posted.
async fn posts(campus: &Campus) {
    let handler = HANDLERS.iter().find(|handler| handler.kind == "tell-translators").expect("the job");
    (handler.run)(campus.app.clone().into_inner(), Json::empty()).await.expect("posted");
}

/// A message as somebody reads it whose session is new.
async fn message(it: &Bureau, key: &str) -> Value {
    let reader = it.campus.back(&it.reviewer).await;
    let found = reader.get(&format!("{API}/locales/sw/work?limit=100&q={key}")).await.assert_status(200).json();
    let unit = found["items"].as_array().expect("units").iter().find(|unit| unit["key"] == key);
    unit.expect("the message").clone()
}
