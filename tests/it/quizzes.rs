//! Attempts: what is asked, what is kept, what it is worth, and what nobody is told too early.

mod accommodations;
mod oversight;

use std::collections::BTreeSet;

use diesel::prelude::*;
use futures_util::future::join_all;
use serde_json::{Value, json};
use virtual_college::clock::Timestamp;
use virtual_college::courses::model::{ActivityId, Slug};
use virtual_college::courses::{EditionId, VersionId};
use virtual_college::db::schema::attempts;
use virtual_college::db::{Json, Tx};
use virtual_college::enrolments::EnrolmentId;
use virtual_college::ids::PersonId;
use virtual_college::quizzes::{AttemptId, draw};

use crate::support::{Answer, Campus, Client, START, minutes};

async fn start(person: &Client, enrolment: &str, quiz: &str) -> Answer {
    person.post(&format!("/api/v1/enrolments/{enrolment}/activities/{quiz}/attempts"), json!({})).await
}

async fn started(person: &Client, enrolment: &str, quiz: &str) -> (String, Value) {
    let answer = start(person, enrolment, quiz).await;
    answer.assert_status(201);
    let attempt = answer.json();
    assert_eq!(answer.header("location"), Some(path(attempt["id"].as_str().unwrap()).as_str()));
    (attempt["id"].as_str().unwrap().to_owned(), attempt)
}

fn path(attempt: &str) -> String {
    format!("/api/v1/attempts/{attempt}")
}

async fn put(person: &Client, attempt: &str, question: &str, answer: Value) -> Answer {
    person.put(&format!("/api/v1/attempts/{attempt}/answers/{question}"), json!({ "answer": answer })).await
}

async fn submit(person: &Client, attempt: &str) -> Answer {
    person.post(&format!("/api/v1/attempts/{attempt}/submission"), json!({})).await
}

fn asked(attempt: &Value) -> Vec<String> {
    let questions = attempt["questions"].as_array().expect("questions").iter();
    questions.map(|question| question["id"].as_str().expect("an id").to_owned()).collect()
}

/// The right answer to every question of the course.
fn right(question: &str) -> Value {
    match question {
        "p-single" => json!({ "choice": "i" }),
        "p-multiple" => json!({ "choices": ["c", "a"] }),
        "p-true" => json!({ "value": false }),
        "p-match" => json!({ "pairs": { "l1": "r1", "l2": "r2" } }),
        "p-order" => json!({ "order": ["initial", "second", "third"] }),
        "p-sort" => json!({ "places": { "skin": "animal", "root": "plant" } }),
        "p-cloze" => json!({ "gaps": { "who": "party", "what": "Permit!" } }),
        "p-short" => json!({ "text": " c.i.t.é.s " }),
        "p-number" => json!({ "value": "90,5" }),
        "e-fixed" => json!({ "choice": "right" }),
        _ => json!({ "value": true }),
    }
}

/// Takes a quiz, answering right or not at all.
async fn take(person: &Client, enrolment: &str, quiz: &str, rightly: bool) -> Value {
    let (id, attempt) = started(person, enrolment, quiz).await;
    if rightly {
        for question in asked(&attempt) {
            put(person, &id, &question, right(&question)).await.assert_status(200);
        }
    }
    let closed = submit(person, &id).await;
    closed.assert_status(200);
    closed.json()
}

async fn state_of(person: &Client, enrolment: &str, quiz: &str) -> Value {
    let progress = person.get(&format!("/api/v1/enrolments/{enrolment}/progress")).await.json();
    let modules = progress["modules"].as_array().expect("modules").iter();
    let mut activities = modules.flat_map(|module| module["activities"].as_array().expect("activities").clone());
    activities.find(|activity| activity["id"] == quiz).expect("the quiz")
}

#[actix_web::test]
async fn an_attempt_is_frozen_when_it_starts_and_one_is_open_at_a_time() {
    let campus = Campus::open().await;
    let course = campus.course("fish").await;
    let ana = campus.person("ana").speaks("fr").await;
    let enrolment = ana.enrols(&course).await;
    let (id, attempt) = started(&ana, &enrolment, "exam").await;
    assert_eq!((&attempt["number"], &attempt["lang"], &attempt["answers"]), (&json!(1), &json!("fr"), &json!({})));
    assert_eq!(attempt["deadline"], json!(START.plus(minutes(20))));
    let questions: BTreeSet<String> = asked(&attempt).into_iter().collect();
    assert!(questions.contains("e-fixed") && questions.len() == 3, "{questions:?}");

    let again = start(&ana.speaking("en"), &enrolment, "exam").await;
    assert_eq!((again.status, again.json()), (200, attempt.clone()), "the open one, in its language");
    assert_eq!(ana.get(&format!("{}?lang=en", path(&id))).await.json(), attempt);

    let stored: Vec<(i64, Json)> = {
        let rows = attempts::table.select((attempts::seed, attempts::questions));
        campus.app.db.read(move |snapshot| Ok(rows.load(snapshot.conn())?)).await.expect("attempts")
    };
    let version = campus.app.library.current(&Slug::parse("fish").expect("a slug")).expect("the course");
    let exam = ActivityId::parse("exam").expect("an id");
    let rules = version.structure.quiz(&exam).expect("the exam");
    for (seed, questions) in stored {
        assert_eq!(draw(&version.structure, &exam, rules, seed), questions.read().expect("a paper"), "{seed}");
    }

    let questions: BTreeSet<Vec<String>> = {
        let mut papers = BTreeSet::new();
        for number in 0..8 {
            let eve = campus.person(&format!("eve{number}")).await;
            let enrolment = eve.enrols(&course).await;
            papers.insert(asked(&started(&eve, &enrolment, "exam").await.1));
        }
        papers
    };
    assert!(questions.len() > 1, "each draws anew");
}

#[actix_web::test]
async fn a_right_answer_to_every_kind_of_question_gives_all_points() {
    let campus = Campus::open().await;
    let course = campus.course("fish").await;
    let ana = campus.person("ana").await;
    let enrolment = ana.enrols(&course).await;
    let closed = take(&ana, &enrolment, "practice", true).await;
    assert_eq!((&closed["score"], &closed["passed"]), (&json!(100.0), &json!(true)), "{closed:#}");
    assert!(
        closed["marks"]
            .as_array()
            .unwrap()
            .iter()
            .all(|mark| mark["verdict"] == "right" && mark["feedback"].is_string())
    );
    let shown = ana.get(&path(closed["id"].as_str().unwrap())).await.json();
    assert_eq!(shown, closed);
    assert!(!closed.to_string().contains("right_answer"), "passed, and the last attempt counts: {closed:#}");
    assert_eq!(state_of(&ana, &enrolment, "practice").await["score"], 100.0);
    campus.assert_rebuilds(&ana, &enrolment).await;
}

#[actix_web::test]
async fn the_last_answer_counts_and_part_of_it_gives_part_of_the_points() {
    let campus = Campus::open().await;
    let course = campus.course("fish").await;
    let ana = campus.person("ana").await;
    let enrolment = ana.enrols(&course).await;
    let (id, _) = started(&ana, &enrolment, "practice").await;
    for (question, answer) in [
        ("p-single", json!({ "choice": "i" })),
        ("p-single", json!({ "choice": "ii" })),
        ("p-multiple", json!({ "choices": ["a"] })),
        ("p-match", json!({ "pairs": { "l1": "r1" } })),
        ("p-number", json!({ "value": "89.49" })),
    ] {
        let saved = put(&ana, &id, question, answer.clone()).await;
        saved.assert_status(200);
        assert_eq!((&saved.json()["answer"], &saved.json()["late"]), (&answer, &json!(false)));
    }
    let open = ana.get(&path(&id)).await.json();
    assert_eq!(open["answers"]["p-single"], json!({ "choice": "ii" }));
    let closed = submit(&ana, &id).await.json();
    // 1 of 2 points, half a point: 1.5 of 10.
    assert_eq!((&closed["score"], &closed["passed"]), (&json!(15.0), &json!(false)));
    let marks: Vec<(&Value, &Value)> =
        closed["marks"].as_array().unwrap().iter().map(|mark| (&mark["verdict"], &mark["points"])).collect();
    assert_eq!(
        marks[..4],
        [
            (&json!("wrong"), &json!(0.0)),
            (&json!("partly"), &json!(1.0)),
            (&json!("wrong"), &json!(0.0)),
            (&json!("partly"), &json!(0.5)),
        ]
    );
    assert_eq!(closed["marks"][0]["choice_feedback"], json!({ "ii": "No." }));
    for tells_the_key in ["right_answer", "feedback"] {
        assert_eq!(closed["marks"][0][tells_the_key], Value::Null, "she may try again, and it counts");
    }
}

#[actix_web::test]
async fn nothing_tells_the_key_before_the_attempt_is_closed() {
    let campus = Campus::open().await;
    let course = campus
        .course("fish")
        .edited("en/practice.toml", "feedback = \"", "feedback = \"SEALED ")
        .edited("en/practice.toml", "ii = \"No.\"", "ii = \"SEALED\"")
        .edited("en/exam.toml", "feedback = \"", "feedback = \"SEALED ")
        .edited("course.toml", "en = [\"permit\"]", "en = [\"SEALED permit\"]")
        .edited("course.toml", "en = [\"CITES\"]", "en = [\"SEALED CITES\"]")
        .edited("course.toml", "key = 90", "key = 918273")
        .await;
    let ana = campus.person("ana").await;
    let enrolment = ana.enrols(&course).await;
    let mut answers = vec![
        ana.get("/api/v1/courses/fish").await,
        ana.get("/api/v1/courses/fish/activities/practice").await,
        ana.get("/api/v1/courses/fish/activities/exam").await,
    ];
    for quiz in ["practice", "exam"] {
        let begun = start(&ana, &enrolment, quiz).await;
        let (id, attempt) = (begun.json()["id"].as_str().unwrap().to_owned(), begun.json());
        answers.extend([begun, start(&ana, &enrolment, quiz).await]);
        for question in asked(&attempt) {
            answers.push(put(&ana, &id, &question, json!({ "nonsense": 1 })).await);
            answers.push(put(&ana, &id, &question, right(&question)).await);
        }
        answers.push(put(&ana, &id, "nothing", json!({})).await);
        answers.push(ana.get(&path(&id)).await);
    }
    answers.push(ana.get(&format!("/api/v1/enrolments/{enrolment}/progress")).await);
    answers.push(ana.get(&format!("/api/v1/enrolments/{enrolment}")).await);
    for answer in answers {
        let text = answer.text();
        for word in
            ["SEALED", "918273", "accept", "feedback", "right_answer", "\"key\"", "verdict", "tolerance", "seed"]
        {
            assert!(!text.contains(word), "{word} in {text}");
        }
    }
}

#[actix_web::test]
async fn the_key_of_a_graded_quiz_is_shown_when_trying_again_is_over() {
    let campus = Campus::open().await;
    let course = campus.course("fish").edited("course.toml", "weight = 1", "weight = 0").await;
    let ana = campus.person("ana").await;
    let enrolment = ana.enrols(&course).await;
    let practice = take(&ana, &enrolment, "practice", false).await;
    assert!(practice["marks"].as_array().unwrap().iter().all(|mark| mark["right_answer"].is_object()));

    let first = take(&ana, &enrolment, "exam", false).await;
    assert!(!first.to_string().contains("right_answer"));
    take(&ana, &enrolment, "exam", false).await;
    let (third, _) = started(&ana, &enrolment, "exam").await;
    let first = ana.get(&path(first["id"].as_str().unwrap())).await;
    assert!(!first.text().contains("right_answer"), "one is open");
    let closed = submit(&ana, &third).await;
    assert!(closed.text().contains("right_answer"));
    start(&ana, &enrolment, "exam").await.assert_problem(409, "attempts-used-up");
    assert_eq!(state_of(&ana, &enrolment, "exam").await["attempts"], 3);
    campus.assert_rebuilds(&ana, &enrolment).await;
}

#[actix_web::test]
async fn enrolling_again_gives_no_new_attempts_before_the_course_is_completed() {
    let campus = Campus::open().await;
    let course = campus.course("fish").await;
    let ana = campus.person("ana").await;
    let withdraw = async |enrolment: &str| {
        campus.clock.advance(std::time::Duration::from_secs(1));
        ana.delete(&format!("/api/v1/enrolments/{enrolment}")).await.assert_status(204);
    };
    let first = ana.enrols(&course).await;
    let closed = take(&ana, &first, "exam", false).await;
    started(&ana, &first, "exam").await;
    withdraw(&first).await;
    let second = ana.enrols(&course).await;
    let (third, attempt) = started(&ana, &second, "exam").await;
    assert_eq!(attempt["number"], 3);
    submit(&ana, &third).await.assert_status(200);
    start(&ana, &second, "exam").await.assert_problem(409, "attempts-used-up");
    let closed = ana.get(&path(closed["id"].as_str().unwrap())).await;
    assert!(closed.text().contains("right_answer"), "nobody goes on with what a withdrawn enrolment left open");
    withdraw(&second).await;
    let third = ana.enrols(&course).await;
    start(&ana, &third, "exam").await.assert_problem(409, "attempts-used-up");

    crate::enrolments::complete(&campus, &ana, &third).await;
    start(&ana, &third, "exam").await.assert_problem(409, "attempts-used-up");
    campus.clock.advance(std::time::Duration::from_secs(1));
    let fourth = ana.enrols(&course).await;
    assert_eq!(started(&ana, &fourth, "exam").await.1["number"], 1);
}

#[actix_web::test]
async fn the_rules_of_a_further_attempt_say_whether_the_key_is_shown() {
    let campus = Campus::open().await;
    let course = campus.course("fish").await;
    let ana = campus.person("ana").await;
    let enrolment = ana.enrols(&course).await;
    let passed = take(&ana, &enrolment, "exam", true).await;
    assert_eq!((&passed["passed"], &passed["marks"][0]["verdict"]), (&json!(true), &json!("right")));
    assert!(!passed.to_string().contains("right_answer"), "passed, and two attempts are left");
    take(&ana, &enrolment, "exam", false).await;
    campus.course("fish").edited("course.toml", "attempts = 3", "attempts = 4").await;
    let last = take(&ana, &enrolment, "exam", false).await;
    let shows_the_key = async || {
        let shown = ana.get(&path(last["id"].as_str().unwrap())).await;
        shown.text().contains("right_answer")
    };
    start(&ana, &enrolment, "exam").await.assert_problem(409, "attempts-used-up");
    assert!(!shows_the_key().await, "the current version has an attempt for her");
    ana.post(&format!("/api/v1/enrolments/{enrolment}/version"), json!({})).await.assert_status(200);
    assert!(!shows_the_key().await);
    crate::enrolments::complete(&campus, &ana, &enrolment).await;
    assert!(shows_the_key().await, "the grade stays as it is");
}

#[actix_web::test]
async fn what_is_no_answer_is_refused_with_its_pointer() {
    let campus = Campus::open().await;
    let course = campus.course("fish").await;
    let ana = campus.person("ana").await;
    let enrolment = ana.enrols(&course).await;
    let (id, _) = started(&ana, &enrolment, "practice").await;
    for (question, answer, pointer, code) in [
        ("p-single", json!(null), "/answer", "field-wrong-type"),
        ("p-single", json!({ "choice": "iv" }), "/answer/choice", "answer-id-unknown"),
        ("p-multiple", json!({ "choices": ["a", "a"] }), "/answer/choices/1", "answer-id-repeated"),
        ("p-order", json!({ "order": ["initial"] }), "/answer/order", "answer-order-incomplete"),
        ("p-match", json!({ "pairs": { "l3": "r1" } }), "/answer/pairs/l3", "answer-id-unknown"),
        ("p-number", json!({ "value": "ninety" }), "/answer/value", "answer-not-a-number"),
        ("p-short", json!({ "text": "x".repeat(601) }), "/answer/text", "field-too-long"),
    ] {
        put(&ana, &id, question, answer).await.assert_field(pointer, code);
    }
    let whole = format!("/api/v1/attempts/{id}/answers/p-single");
    ana.put(&whole, json!({})).await.assert_field("/answer", "field-missing");
    ana.put(&whole, json!({ "answer": {}, "late": false })).await.assert_field("/late", "field-unknown");
    put(&ana, &id, "e-fixed", right("e-fixed")).await.assert_problem(404, "question-unknown");
    put(&ana, &id, "Nonsense!", json!({})).await.assert_problem(404, "not-found");
    assert_eq!(ana.get(&path(&id)).await.json()["answers"], json!({}), "nothing was kept");

    submit(&ana, &id).await.assert_status(200);
    put(&ana, &id, "p-single", right("p-single")).await.assert_problem(409, "attempt-closed");
    start(&ana, &enrolment, "welcome").await.assert_problem(409, "activity-not-a-quiz");
    start(&ana, &enrolment, "nothing").await.assert_problem(404, "activity-unknown");
}

#[actix_web::test]
async fn an_attempt_is_nobody_elses() {
    let campus = Campus::open().await;
    let course = campus.course("fish").await;
    let ana = campus.person("ana").await;
    let enrolment = ana.enrols(&course).await;
    let (id, _) = started(&ana, &enrolment, "practice").await;
    for other in [campus.person("eve").await, campus.person("admin").administrator().await] {
        other.enrols(&course).await;
        start(&other, &enrolment, "practice").await.assert_problem(404, "enrolment-unknown");
        put(&other, &id, "p-single", right("p-single")).await.assert_problem(404, "attempt-unknown");
        submit(&other, &id).await.assert_problem(404, "attempt-unknown");
    }
    campus.guest().get(&path(&id)).await.assert_problem(401, "sign-in-required");
    submit(&campus.guest(), &id).await.assert_problem(401, "sign-in-required");

    ana.delete(&format!("/api/v1/enrolments/{enrolment}")).await.assert_status(204);
    put(&ana, &id, "p-single", right("p-single")).await.assert_problem(409, "enrolment-not-active");
    submit(&ana, &id).await.assert_problem(409, "enrolment-not-active");
    start(&ana, &enrolment, "practice").await.assert_problem(409, "enrolment-not-active");
}

#[actix_web::test]
async fn after_deadline_and_grace_answers_are_kept_and_do_not_count() {
    let campus = Campus::open().await;
    let course = campus.course("fish").await;
    let person = campus.person("ana").await;
    let enrolment = person.enrols(&course).await;
    let (id, attempt) = started(&person, &enrolment, "exam").await;
    campus.clock.advance(minutes(20) + std::time::Duration::from_secs(30));
    let ana = campus.back(&person).await;
    let in_grace = put(&ana, &id, "e-fixed", right("e-fixed")).await;
    assert_eq!(in_grace.json()["late"], false);
    campus.clock.advance(std::time::Duration::from_secs(1));
    for question in asked(&attempt) {
        let late = put(&ana, &id, &question, right(&question)).await;
        late.assert_status(200);
        assert_eq!(late.json()["late"], true);
    }
    let closed = submit(&ana, &id).await.json();
    assert_eq!((&closed["score"], &closed["timed_out"]), (&json!(33.33), &json!(true)));
    assert_eq!(closed["submitted_at"], json!(START.plus(minutes(20) + std::time::Duration::from_secs(30))));
    assert_eq!(closed["answers"], json!({ "e-fixed": right("e-fixed") }));
    assert_eq!(start(&ana, &enrolment, "exam").await.json()["number"], 2);
    campus.assert_rebuilds(&person, &enrolment).await;
}

#[actix_web::test]
async fn an_overdue_attempt_is_closed_by_the_job_or_by_whoever_looks() {
    let campus = Campus::open().await;
    let course = campus.course("fish").await;
    let (ana, eve) = (campus.person("ana").await, campus.person("eve").await);
    let (hers, other) = (ana.enrols(&course).await, eve.enrols(&course).await);
    let (first, _) = started(&ana, &hers, "exam").await;
    let (second, _) = started(&eve, &other, "exam").await;
    campus.run_jobs().await;
    assert_eq!(state_of(&ana, &hers, "exam").await["attempts"], 0);
    campus.clock.advance(minutes(21));
    let looked = campus.back(&eve).await.get(&path(&second)).await.json();
    assert_eq!((&looked["timed_out"], &looked["score"]), (&json!(true), &json!(0.0)));
    campus.run_jobs().await;
    for (person, enrolment, attempt) in [(&ana, &hers, &first), (&eve, &other, &second)] {
        let returned = campus.back(person).await;
        assert_eq!(state_of(&returned, enrolment, "exam").await["attempts"], 1);
        assert_eq!(returned.get(&path(attempt)).await.json()["timed_out"], true);
        campus.assert_rebuilds(person, enrolment).await;
    }
}

#[actix_web::test]
async fn attempts_that_cannot_be_closed_keep_no_other_open() {
    let campus = Campus::open().await;
    let course = campus.course("fish").await;
    let ana = campus.person("ana").await;
    let enrolment = ana.enrols(&course).await;
    let (id, _) = started(&ana, &enrolment, "exam").await;
    let whose = id.parse::<AttemptId>().expect("an id");
    let break_copies = move |tx: &mut Tx<'_>| {
        let found = attempts::table.filter(attempts::id.eq(whose));
        let (person, enrolment, version, edition) = found
            .select((attempts::person, attempts::enrolment, attempts::version, attempts::edition))
            .first::<(PersonId, EnrolmentId, VersionId, EditionId)>(tx.conn())?;
        for number in 0..60 {
            let row = (
                attempts::person.eq(person),
                attempts::id.eq(tx.new_id::<AttemptId>()),
                attempts::enrolment.eq(enrolment),
                attempts::activity.eq(format!("broken-{number}")),
                attempts::number.eq(1),
                attempts::version.eq(version),
                attempts::edition.eq(edition),
                attempts::seed.eq(0),
                attempts::questions.eq("broken"),
                attempts::started_at.eq(START),
                attempts::deadline.eq(START.plus(minutes(1))),
            );
            diesel::insert_into(attempts::table).values(row).execute(tx.conn())?;
        }
        Ok(())
    };
    campus.app.db.write(break_copies).await.expect("broken attempts");
    campus.clock.advance(minutes(21));
    campus.run_jobs().await;
    let closed = campus.app.db.read(move |snapshot| {
        let of_it = attempts::table.filter(attempts::id.eq(whose)).select(attempts::submitted_at);
        Ok(of_it.first::<Option<Timestamp>>(snapshot.conn())?)
    });
    assert!(closed.await.expect("the attempt").is_some());
}

#[actix_web::test]
async fn a_process_that_knows_no_new_edition_yet_reads_it() {
    let campus = Campus::open().await;
    let course = campus.course("fish").await;
    let ana = campus.person("ana").speaks("fr").await;
    let enrolment = ana.enrols(&course).await;
    let (_, elsewhere) = campus.unknowing_instance().await;
    let better = campus.course("fish").edited("fr/exam.toml", "One?", "Un ?").await;
    assert_eq!(better.version, course.version);
    let (id, attempt) = started(&ana, &enrolment, "exam").await;
    assert_eq!(attempt["edition"]["generation"], 2);
    assert_eq!(elsewhere.with_token(&ana.access_token).get(&path(&id)).await.json(), attempt);
}

#[actix_web::test]
async fn what_is_sent_many_times_at_once_happens_once() {
    let campus = Campus::open().await;
    let course = campus.course("fish").await;
    let ana = campus.person("ana").await;
    let enrolment = ana.enrols(&course).await;
    let all = join_all((0..6).map(|_| start(&ana, &enrolment, "exam"))).await;
    let ids: BTreeSet<String> = all.iter().map(|answer| answer.json()["id"].to_string()).collect();
    assert_eq!(ids.len(), 1);
    assert_eq!(all.iter().filter(|answer| answer.status == 201).count(), 1);

    let attempt = all[0].json();
    let id = attempt["id"].as_str().unwrap();
    join_all(asked(&attempt).into_iter().map(|question| {
        let ana = ana.clone();
        async move { put(&ana, id, &question, right(&question)).await.assert_status(200).status }
    }))
    .await;
    let all = join_all((0..6).map(|_| submit(&ana, id))).await;
    assert!(all.iter().all(|answer| answer.status == 200 && answer.json() == all[0].json()));
    let state = state_of(&ana, &enrolment, "exam").await;
    assert_eq!((&state["attempts"], &state["score"]), (&json!(1), &json!(100.0)));
    campus.assert_rebuilds(&ana, &enrolment).await;
}

#[actix_web::test]
async fn who_starts_attempts_without_end_has_to_pause() {
    let campus = Campus::open().await;
    let course = campus.course("fish").await;
    let ana = campus.person("ana").await;
    let enrolment = ana.enrols(&course).await;
    for _ in 0..60 {
        let (attempt, _) = started(&ana, &enrolment, "practice").await;
        submit(&ana, &attempt).await.assert_status(200);
        campus.clock.advance(std::time::Duration::from_secs(5));
    }
    let refused = start(&ana, &enrolment, "practice").await;
    refused.assert_problem(429, "rate-limited");
    assert_eq!(refused.header("retry-after"), Some("3300"));
    campus.clock.advance(minutes(55));
    let ana = campus.back(&ana).await;
    start(&ana, &enrolment, "practice").await.assert_status(201);
}

#[actix_web::test]
async fn a_repeated_request_is_answered_again_with_its_key() {
    let campus = Campus::open().await;
    let course = campus.course("fish").await;
    let ana = campus.person("ana").await;
    let enrolment = ana.enrols(&course).await;
    let keyed = ana.with_header("idempotency-key", "first");
    let first = start(&keyed, &enrolment, "practice").await;
    submit(&ana, first.json()["id"].as_str().unwrap()).await.assert_status(200);
    let again = start(&keyed, &enrolment, "practice").await;
    assert_eq!((again.status, again.body), (201, first.body));
}

#[actix_web::test]
async fn a_course_is_completed_by_its_last_required_activity_once_and_for_good() {
    let campus = Campus::open().await;
    let course = campus.course("fish").sign_off().await;
    let ana = campus.person("ana").await;
    let enrolment = ana.enrols(&course).await;
    let event = |activity: &str, more: Value| {
        let mut event = json!({ "id": uuid::Uuid::now_v7().to_string(), "activity": activity, "kind": "viewed", "occurred_at": START });
        event.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        event
    };
    let events = [
        event("welcome", json!({})),
        event("permits", json!({})),
        event("slow", json!({ "kind": "time", "active_seconds": 60, "occurred_at": START.plus(minutes(1)) })),
    ];
    campus.clock.advance(minutes(1));
    let noted = ana.post(&format!("/api/v1/enrolments/{enrolment}/events"), json!({ "events": events })).await;
    noted.assert_status(200);
    take(&ana, &enrolment, "practice", false).await;
    take(&ana, &enrolment, "exam", false).await;
    let path = format!("/api/v1/enrolments/{enrolment}/progress");
    let before = ana.get(&path).await.json();
    assert_eq!((&before["completed"], &before["next"], &before["grade"]), (&json!(4), &json!("exam"), &json!(0.0)));
    campus.clock.advance(minutes(5));
    take(&ana, &enrolment, "exam", true).await;

    let after = ana.get(&path).await.json();
    assert_eq!((&after["is_complete"], &after["completed_at"]), (&json!(true), &json!(START.plus(minutes(6)))));
    assert_eq!((&after["grade"], &after["next"]), (&json!(75.0), &Value::Null));
    assert_eq!(ana.get(&format!("/api/v1/enrolments/{enrolment}")).await.json()["state"], "completed");
    // Taken once more, the practice (its last attempt counts) no longer changes the grade.
    take(&ana, &enrolment, "practice", true).await;
    assert_eq!(ana.get(&path).await.json()["grade"], 75.0);
    assert_eq!(state_of(&ana, &enrolment, "practice").await["score"], 100.0);
    campus.assert_rebuilds(&ana, &enrolment).await;
    let secretariat = campus.person("sec").secretariat().await;
    let waiting = secretariat.get("/api/v1/certificates?state=awaiting-sign-off").await;
    waiting.assert_status(200);
    assert_eq!(waiting.json()["items"].as_array().map(Vec::len), Some(1));
}
