//! In whatever order things arrive, the same is complete, and nothing is lost.

use serde_json::{Value, json};
use virtual_college::clock::Timestamp;

use super::{active, activity, note, progress_of, viewed};
use crate::support::{Campus, Client, Course, Person, START, days, minutes};

fn at(seconds: u64) -> Timestamp {
    START.plus(std::time::Duration::from_secs(seconds))
}

/// Answers every question of a quiz and gives the attempt, still open.
async fn answered(person: &Client, enrolment: &str, quiz: &str) -> String {
    let begun = person.post(&format!("/api/v1/enrolments/{enrolment}/activities/{quiz}/attempts"), json!({})).await;
    begun.assert_status(201);
    let attempt = begun.json();
    let id = attempt["id"].as_str().expect("an id").to_owned();
    for question in attempt["questions"].as_array().expect("questions") {
        let question = question["id"].as_str().expect("an id");
        let answer = if question == "e-fixed" { json!({ "choice": "right" }) } else { json!({ "value": true }) };
        // The practice is done when it is submitted, with whatever answers.
        if quiz == "exam" {
            let saved = format!("/api/v1/attempts/{id}/answers/{question}");
            person.put(&saved, json!({ "answer": answer })).await.assert_status(200);
        }
    }
    id
}

async fn submit(person: &Client, attempt: &str) -> crate::support::Answer {
    person.post(&format!("/api/v1/attempts/{attempt}/submission"), json!({})).await
}

async fn takes(person: &Client, enrolment: &str, quiz: &str) {
    let attempt = answered(person, enrolment, quiz).await;
    submit(person, &attempt).await.assert_status(200);
}

/// Everything but the quizzes, in the first minute.
async fn learns(campus: &Campus, person: &Person, enrolment: &str) {
    campus.clock.advance(minutes(1));
    let events = [viewed("welcome", START), viewed("permits", START), active("slow", at(60), 60)];
    assert_eq!(note(person, enrolment, &events).await, ["stored"; 3]);
}

async fn move_on(person: &Client, enrolment: &str) -> Value {
    let moved = person.post(&format!("/api/v1/enrolments/{enrolment}/version"), json!({})).await;
    moved.assert_status(200);
    moved.json()
}

async fn candidates(campus: &Campus) -> usize {
    let sam = match campus.sign_in("sam@example.org").await {
        session if session.status == 201 => {
            campus.guest().with_token(session.json()["access_token"].as_str().expect("a token"))
        }
        _ => campus.guest().with_token(&campus.person("sam").secretariat().await.access_token),
    };
    let waiting = sam.get("/api/v1/certificates?state=awaiting-sign-off").await;
    waiting.json()["items"].as_array().expect("items").len()
}

async fn state_of(person: &Client, enrolment: &str) -> Value {
    person.get(&format!("/api/v1/enrolments/{enrolment}")).await.json()["state"].clone()
}

/// An official whose approval ends in ten days.
async fn approved(campus: &Campus, course: &Course) -> (Person, String) {
    let ana = campus.person("ana").await;
    let office = json!({ "party": "MG", "authority": "customs", "organisation": "Customs" });
    ana.post("/api/v1/me/affiliations", office).await.assert_status(201);
    let enrolment = ana.enrols(course).await;
    let focal = campus.person("focal").focal_point("MG").await;
    let decision = json!({ "decision": "approved", "until": START.plus(days(10)) });
    focal.post(&format!("/api/v1/enrolments/{enrolment}/decision"), decision).await.assert_status(200);
    (ana, enrolment)
}

#[actix_web::test]
async fn a_version_with_nothing_left_to_do_completes_the_course_at_once() {
    let campus = Campus::open().await;
    let first = campus.course("fish").sign_off().with_lesson("more").await;
    let ana = campus.person("ana").await;
    let enrolment = ana.enrols(&first).await;
    learns(&campus, &ana, &enrolment).await;
    takes(&ana, &enrolment, "practice").await;
    takes(&ana, &enrolment, "exam").await;
    assert_eq!(state_of(&ana, &enrolment).await, "active", "one lesson is left");

    campus.course("fish").sign_off().await;
    campus.clock.advance(minutes(5));
    let moved = move_on(&ana, &enrolment).await;
    assert_eq!(moved["enrolment"]["state"], "completed");
    assert_eq!(moved["enrolment"]["completed_at"], json!(START.plus(minutes(6))));
    assert_eq!(moved["enrolment"]["progress"], json!({ "completed": 5, "required": 5 }));
    assert_eq!(moved["changes"]["removed"], json!([{ "id": "more", "title": "Lesson more" }]));
    assert_eq!(candidates(&campus).await, 1);
    campus.assert_rebuilds(&ana, &enrolment).await;
}

#[actix_web::test]
async fn a_certificate_follows_at_once_when_moving_on_completes_the_course() {
    let campus = Campus::open().await;
    let first = campus.course("fish").with_lesson("more").await;
    let ana = campus.person("ana").await;
    let enrolment = ana.enrols(&first).await;
    learns(&campus, &ana, &enrolment).await;
    takes(&ana, &enrolment, "practice").await;
    takes(&ana, &enrolment, "exam").await;
    campus.course("fish").await;
    move_on(&ana, &enrolment).await;
    campus.run_jobs().await;
    let certificates = ana.get("/api/v1/me/certificates").await.json();
    assert_eq!(certificates["items"][0]["course"]["version"], 2, "{certificates:#}");
    campus.assert_rebuilds(&ana, &enrolment).await;
}

#[actix_web::test]
async fn moving_on_gives_credit_by_the_new_rules_and_takes_none_away() {
    let campus = Campus::open().await;
    let by_time = "completion = { rule = \"time\", seconds = 60 }";
    let by_view = "completion = { rule = \"viewed\" }";
    let first = campus.course("fish").await;
    let ana = campus.person("ana").await;
    let enrolment = ana.enrols(&first).await;
    note(&ana, &enrolment, &[viewed("slow", at(0)), viewed("welcome", at(0))]).await;
    let before = progress_of(&ana, &enrolment).await;
    assert_eq!(activity(&before, "slow")["completed_at"], Value::Null, "60 seconds are asked for");

    campus.course("fish").edited("course.toml", by_time, by_view).await;
    campus.clock.advance(minutes(1));
    move_on(&ana, &enrolment).await;
    let moved = progress_of(&ana, &enrolment).await;
    assert_eq!(activity(&moved, "slow")["completed_at"], json!(at(0)), "a view is enough now");
    campus.assert_rebuilds(&ana, &enrolment).await;

    let longer = "completion = { rule = \"time\", seconds = 600 }";
    let third = campus.course("fish").edited("course.toml", by_view, longer).edited("course.toml", by_time, longer);
    third.await;
    campus.clock.advance(minutes(1));
    move_on(&ana, &enrolment).await;
    let moved = progress_of(&ana, &enrolment).await;
    assert_eq!(activity(&moved, "slow")["completed_at"], json!(at(0)));
    assert_eq!(activity(&moved, "welcome")["completed_at"], json!(at(0)));
    assert_eq!(activity(&moved, "permits")["completed_at"], Value::Null);
    // Seen now, it asks for 600 seconds; seen on a device that was away, while a view was enough, it is done.
    note(&ana, &enrolment, &[viewed("permits", at(120))]).await;
    let now = progress_of(&ana, &enrolment).await;
    assert_eq!(activity(&now, "permits")["completed_at"], Value::Null);
    note(&ana, &enrolment, &[viewed("permits", at(90))]).await;
    let now = progress_of(&ana, &enrolment).await;
    assert_eq!(activity(&now, "permits")["completed_at"], json!(at(90)));
    campus.assert_rebuilds(&ana, &enrolment).await;
}

#[actix_web::test]
async fn what_was_done_before_the_end_of_an_approval_counts_when_it_is_told_afterwards() {
    let campus = Campus::open().await;
    let course = campus.course("fish").for_officials(&["customs"]).sign_off().await;
    let (ana, enrolment) = approved(&campus, &course).await;
    takes(&ana, &enrolment, "practice").await;
    let exam = answered(&ana, &enrolment, "exam").await;
    submit(&ana, &exam).await.assert_status(200);

    campus.clock.advance(days(40));
    let (returned, end) = (campus.back(&ana).await, START.plus(days(10)));
    let before = end.minus(minutes(1));
    let events = [viewed("welcome", before), viewed("permits", end), viewed("permits", before)];
    assert_eq!(note(&returned, &enrolment, &events).await, ["stored", "event-after-the-end", "stored"]);
    assert_eq!(state_of(&returned, &enrolment).await, "expired");
    assert_eq!(note(&returned, &enrolment, &[active("slow", before, 60)]).await, ["stored"]);
    assert_eq!(state_of(&returned, &enrolment).await, "completed");
    assert_eq!(candidates(&campus).await, 1);
    campus.assert_rebuilds(&ana, &enrolment).await;
}

#[actix_web::test]
async fn what_was_answered_before_the_end_of_an_approval_can_be_submitted_after_it() {
    let campus = Campus::open().await;
    let unlimited = campus.course("fish").for_officials(&["customs"]).sign_off();
    let course = unlimited.edited("course.toml", "time_limit_minutes = 20\n", "").await;
    let (ana, enrolment) = approved(&campus, &course).await;
    learns(&campus, &ana, &enrolment).await;
    takes(&ana, &enrolment, "practice").await;
    let exam = answered(&ana, &enrolment, "exam").await;

    campus.clock.advance(days(40));
    let returned = campus.back(&ana).await;
    let answer = format!("/api/v1/attempts/{exam}/answers/e-fixed");
    let wrong = json!({ "answer": { "choice": "wrong" } });
    returned.put(&answer, wrong).await.assert_problem(409, "enrolment-expired");
    let closed = submit(&returned, &exam).await;
    closed.assert_status(200);
    assert_eq!(
        (&closed.json()["passed"], &closed.json()["submitted_at"]),
        (&json!(true), &json!(START.plus(days(10))))
    );
    assert_eq!(state_of(&returned, &enrolment).await, "completed");
    let begin = format!("/api/v1/enrolments/{enrolment}/activities/exam/attempts");
    returned.post(&begin, json!({})).await.assert_problem(409, "enrolment-expired");
    campus.assert_rebuilds(&ana, &enrolment).await;
}

#[actix_web::test]
async fn an_exam_that_the_job_closes_completes_the_course_whatever_happened_meanwhile() {
    let campus = Campus::open().await;
    let course = campus.course("fish").for_officials(&["customs"]).sign_off().await;
    let (ana, enrolment) = approved(&campus, &course).await;
    learns(&campus, &ana, &enrolment).await;
    takes(&ana, &enrolment, "practice").await;
    let exam = answered(&ana, &enrolment, "exam").await;
    // She closes the page, moves on from elsewhere, and is away until after the end of her approval.
    campus.course("fish").for_officials(&["customs"]).sign_off().edited("course.toml", "key = 90", "key = 91").await;
    move_on(&ana, &enrolment).await;
    campus.clock.advance(days(40));
    campus.run_jobs().await;
    let returned = campus.back(&ana).await;
    assert_eq!(state_of(&returned, &enrolment).await, "completed");
    let closed = submit(&returned, &exam).await.json();
    assert_eq!((&closed["timed_out"], &closed["passed"]), (&json!(true), &json!(true)));
    campus.run_jobs().await;
    assert_eq!(candidates(&campus).await, 1, "closing it once more changes nothing");
    campus.assert_rebuilds(&ana, &enrolment).await;
}

#[actix_web::test]
async fn an_exam_that_is_closed_from_all_sides_at_once_counts_once() {
    let campus = Campus::open().await;
    let course = campus.course("fish").sign_off().await;
    let ana = campus.person("ana").await;
    let enrolment = ana.enrols(&course).await;
    learns(&campus, &ana, &enrolment).await;
    takes(&ana, &enrolment, "practice").await;
    let exam = answered(&ana, &enrolment, "exam").await;
    campus.clock.advance(minutes(21));
    let returned = campus.back(&ana).await;
    let path = format!("/api/v1/attempts/{exam}");
    let (first, second, looked, ()) =
        tokio::join!(submit(&returned, &exam), submit(&returned, &exam), returned.get(&path), campus.run_jobs());
    assert_eq!((first.status, second.status, looked.status), (200, 200, 200));
    assert_eq!((first.json(), second.json()), (looked.json(), looked.json()));
    let progress = progress_of(&returned, &enrolment).await;
    assert_eq!((&progress["is_complete"], &activity(&progress, "exam")["attempts"]), (&json!(true), &json!(1)));
    assert_eq!(candidates(&campus).await, 1);
    campus.assert_rebuilds(&ana, &enrolment).await;
}

#[actix_web::test]
async fn an_attempt_of_a_withdrawn_enrolment_is_noted_and_completes_nothing() {
    let campus = Campus::open().await;
    let course = campus.course("fish").sign_off().await;
    let ana = campus.person("ana").await;
    let enrolment = ana.enrols(&course).await;
    learns(&campus, &ana, &enrolment).await;
    takes(&ana, &enrolment, "practice").await;
    answered(&ana, &enrolment, "exam").await;
    ana.delete(&format!("/api/v1/enrolments/{enrolment}")).await.assert_status(204);
    campus.clock.advance(minutes(30));
    campus.run_jobs().await;
    let returned = campus.back(&ana).await;
    assert_eq!(state_of(&returned, &enrolment).await, "withdrawn");
    let progress = progress_of(&returned, &enrolment).await;
    assert_eq!((&progress["completed"], &activity(&progress, "exam")["passed"]), (&json!(5), &json!(true)));
    assert_eq!(candidates(&campus).await, 0);
    campus.assert_rebuilds(&ana, &enrolment).await;
}

/// Numbers from a seed (`SplitMix64`), so that a failure can be repeated.
struct Shuffle(u64);

impl Shuffle {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        usize::try_from((mixed ^ (mixed >> 27)) >> 33).expect("31 bits") % bound
    }

    fn order<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }
}

/// Something that a learner or her device does.
#[derive(Clone)]
enum Step {
    Events(Vec<Value>),
    Practice,
    Exam,
    MoveOn,
}

#[actix_web::test]
async fn the_same_deeds_in_any_order_complete_the_same() {
    let campus = Campus::open().await;
    let first = campus.course("fish").sign_off().with_lesson("gone").await;
    let mut people = Vec::new();
    for seed in 0..24 {
        let person = campus.person(&format!("p{seed}")).await;
        let enrolment = person.enrols(&first).await;
        people.push((seed, person, enrolment));
    }
    let by_view = "id = \"welcome\"\nmodule = \"first\"\nkind = \"lesson\"\noutcomes = [\"tell\"]\ncompletion = { rule = \"viewed\" }";
    let by_time = by_view.replace("{ rule = \"viewed\" }", "{ rule = \"time\", seconds = 100 }");
    campus.course("fish").sign_off().edited("course.toml", by_view, &by_time).await;
    campus.clock.advance(minutes(9));

    let mut ends = Vec::new();
    for (seed, person, enrolment) in &people {
        let mut shuffle = Shuffle(*seed);
        let mut events = vec![
            viewed("welcome", at(500)),
            viewed("welcome", at(20)),
            active("welcome", at(530), 40),
            viewed("permits", at(30)),
            viewed("gone", at(40)),
            active("slow", at(140), 40),
            active("slow", at(140), 40),
            active("slow", at(160), 30),
            active("slow", at(520), 25),
        ];
        let twice = events.clone();
        events.extend(twice);
        shuffle.order(&mut events);
        let mut steps: Vec<Step> =
            events.chunks(1 + shuffle.below(5)).map(|some| Step::Events(some.to_vec())).collect();
        steps.extend([Step::Practice, Step::Exam, Step::MoveOn]);
        shuffle.order(&mut steps);
        for step in steps {
            match step {
                Step::Events(events) => drop(note(person, enrolment, &events).await),
                Step::Practice => takes(person, enrolment, "practice").await,
                Step::Exam => takes(person, enrolment, "exam").await,
                // Whoever has completed the course stays where she is.
                Step::MoveOn if state_of(person, enrolment).await == "completed" => {}
                Step::MoveOn => drop(move_on(person, enrolment).await),
            }
        }
        campus.assert_rebuilds(person, enrolment).await;
        let progress = progress_of(person, enrolment).await;
        let mut activities: Vec<Value> = ["welcome", "slow", "permits", "practice", "exam"]
            .iter()
            .map(|id| activity(&progress, id).clone())
            .collect();
        activities.push(progress["is_complete"].clone());
        activities.push(progress["completed_at"].clone());
        activities.push(progress["grade"].clone());
        ends.push((seed, activities));
    }
    for (seed, end) in &ends {
        assert_eq!(end, &ends[0].1, "seed {seed}");
        assert_eq!(end[5], true, "seed {seed}");
    }
    assert_eq!(candidates(&campus).await, 24);
}
