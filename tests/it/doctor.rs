//! Progress that was damaged: found, told and mended by the doctor.

use diesel::prelude::*;
use serde_json::{Value, json};
use virtual_college::db::schema::{
    activity_states, attempt_answers, attempts, catalogues, certificate_candidates, contributions, enrolments,
    progress_events, translation_counts,
};
use virtual_college::db::{Conn, Purpose, open};
use virtual_college::enrolments::EnrolmentId;
use virtual_college::progress::Difference;

use crate::support::{
    Campus, Client, Course, Person, Ran, TestDatabase, college_at, empty_database, latin_database, minutes, run,
};

/// The doctor as a person at the terminal calls it. It goes by the machine's clock, and has its own opinion of a college in
/// which it is 2027: what it says of progress is looked at alone.
fn doctor(campus: &Campus, more: &[&str]) -> (String, Ran) {
    let arguments = [&["doctor", "--offline", "--rebuild-progress"], more].concat();
    let ran = run(college_at(campus.directory.path(), campus.app.db.url(), &arguments));
    let of_progress =
        ran.output.lines().skip_while(|line| !line.contains(" progress: ")).collect::<Vec<_>>().join("\n");
    (of_progress, ran)
}

/// What somebody would do by hand in the database.
fn by_hand(campus: &Campus, damage: impl FnOnce(&mut Conn) -> QueryResult<usize>) {
    let mut conn = open(campus.app.db.url(), Purpose::Write).expect("open");
    assert_eq!(damage(&mut conn).expect("a change"), 1);
}

async fn enrol(person: &Client, course: &Course) -> String {
    let answer = person.post("/api/v1/enrolments", json!({ "course": course.slug })).await;
    answer.assert_status(201);
    answer.json()["id"].as_str().expect("an id").to_owned()
}

/// Everything but the quizzes, in the minute after the enrolment.
async fn learns(campus: &Campus, person: &Client, enrolment: &str) {
    campus.clock.advance(minutes(1));
    let now = campus.clock.now();
    let event = |activity: &str, more: Value| {
        let mut event = json!({
            "id": uuid::Uuid::now_v7().to_string(), "activity": activity, "kind": "viewed", "occurred_at": now,
        });
        event.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        event
    };
    let events = [
        event("welcome", json!({})),
        event("permits", json!({})),
        event("slow", json!({ "kind": "time", "active_seconds": 60 })),
    ];
    person
        .post(&format!("/api/v1/enrolments/{enrolment}/events"), json!({ "events": events }))
        .await
        .assert_status(200);
}

async fn takes(person: &Client, enrolment: &str, quiz: &str) -> String {
    let path = format!("/api/v1/enrolments/{enrolment}/activities/{quiz}/attempts");
    let attempt = person.post(&path, json!({})).await.json();
    let id = attempt["id"].as_str().expect("an id").to_owned();
    for question in attempt["questions"].as_array().expect("questions") {
        let question = question["id"].as_str().expect("an id");
        let answer = if question == "e-fixed" { json!({ "choice": "right" }) } else { json!({ "value": true }) };
        person.put(&format!("/api/v1/attempts/{id}/answers/{question}"), json!({ "answer": answer })).await;
    }
    person.post(&format!("/api/v1/attempts/{id}/submission"), json!({})).await.assert_status(200);
    id
}

/// Somebody who has completed a course that is signed off.
async fn graduate(campus: &Campus, name: &str, course: &Course) -> (Person, String) {
    let person = campus.person(name).await;
    let enrolment = enrol(&person, course).await;
    learns(campus, &person, &enrolment).await;
    takes(&person, &enrolment, "practice").await;
    takes(&person, &enrolment, "exam").await;
    (person, enrolment)
}

async fn progress(person: &Client, enrolment: &str) -> Value {
    person.get(&format!("/api/v1/enrolments/{enrolment}/progress")).await.json()
}

#[actix_web::test]
async fn damaged_progress_is_told_and_mended_only_when_that_is_asked_for() {
    let campus = Campus::open().await;
    let course = campus.course("fish").sign_off().await;
    let (ana, enrolment) = graduate(&campus, "ana", &course).await;
    let (bo, other) = graduate(&campus, "bo", &course).await;
    let (said, _) = doctor(&campus, &[]);
    assert!(said.starts_with("ok       progress: 2 enrolments as events and attempts tell it"), "{said}");
    let (sound, id) = (progress(&ana, &enrolment).await, enrolment.parse::<EnrolmentId>().expect("an id"));

    let state = |activity: &'static str| {
        activity_states::table.filter(activity_states::enrolment.eq(id)).filter(activity_states::activity.eq(activity))
    };
    by_hand(&campus, |conn| {
        let undone = (activity_states::active_seconds.eq(7), activity_states::completed_at.eq(None::<i64>));
        diesel::update(state("slow")).set(undone).execute(conn)
    });
    by_hand(&campus, |conn| diesel::delete(state("welcome")).execute(conn));
    by_hand(&campus, |conn| {
        let forged = activity_states::activity.eq("never");
        diesel::update(state("permits")).set(forged).execute(conn)
    });
    by_hand(&campus, |conn| {
        let of_exam = progress_events::enrolment.eq(id).and(progress_events::activity.eq("exam"));
        diesel::delete(progress_events::table.filter(of_exam)).execute(conn)
    });
    let damaged = progress(&ana, &enrolment).await;
    assert_ne!(damaged, sound);

    let (said, ran) = doctor(&campus, &[]);
    ran.assert_code(1);
    for words in [
        &*format!(
            "problem  progress: enrolment {enrolment} of person {}: no event tells of the attempt at exam",
            ana.id
        ),
        "slow is stored as (7 s, 0 attempts, not done); its events come to (60 s, 0 attempts, done 2027-03-02T09:01:00Z)",
        "welcome is stored as nothing; its events come to (0 s, 0 attempts, viewed 2027-03-02T09:01:00Z, done",
        "never is stored as (0 s, 0 attempts, viewed 2027-03-02T09:01:00Z, done 2027-03-02T09:01:00Z); its events come to nothing",
        "doctor --rebuild-progress --repair",
    ] {
        assert!(said.contains(words), "no “{words}” in\n{said}");
    }
    assert!(!said.contains(&other), "{said}");
    assert_eq!(progress(&ana, &enrolment).await, damaged, "the doctor changes nothing");

    let (said, _) = doctor(&campus, &["--repair"]);
    assert!(
        said.contains("warning  progress:") && said.contains("Mended.") && !said.contains("problem  progress"),
        "{said}"
    );
    assert_eq!(progress(&ana, &enrolment).await, sound);
    campus.assert_rebuilds(&ana, &enrolment).await;
    campus.assert_rebuilds(&bo, &other).await;
    let (said, _) = doctor(&campus, &["--repair"]);
    assert!(said.starts_with("ok       progress: 2 enrolments"), "{said}");
}

#[actix_web::test]
async fn a_completion_that_was_lost_is_found_with_what_follows_from_it() {
    let campus = Campus::open().await;
    let course = campus.course("fish").sign_off().await;
    let (ana, enrolment) = graduate(&campus, "ana", &course).await;
    let (bo, other) = graduate(&campus, "bo", &course).await;
    let (lost, forgotten) = (enrolment.parse::<EnrolmentId>().unwrap(), other.parse::<EnrolmentId>().unwrap());
    by_hand(&campus, |conn| {
        diesel::delete(certificate_candidates::table.filter(certificate_candidates::enrolment.eq(lost))).execute(conn)
    });
    by_hand(&campus, |conn| {
        let active = (enrolments::state.eq("active"), enrolments::completed_at.eq(None::<i64>));
        diesel::update(enrolments::table.filter(enrolments::id.eq(lost))).set(active).execute(conn)
    });
    by_hand(&campus, |conn| {
        let queue = certificate_candidates::table.filter(certificate_candidates::enrolment.eq(forgotten));
        diesel::delete(queue).execute(conn)
    });

    let (said, ran) = doctor(&campus, &[]);
    ran.assert_code(1);
    let told = |enrolment: &str, person: &Person, what: &str| {
        said.contains(&format!("enrolment {enrolment} of person {}: {what}", person.id))
    };
    assert!(told(&enrolment, &ana, "nothing is left to do, and it is not completed"), "{said}");
    assert!(told(&other, &bo, "it is completed, and no certificate has followed"), "{said}");
    doctor(&campus, &["--repair"]);
    assert_eq!(progress(&ana, &enrolment).await["is_complete"], true);
    let sam = campus.person("sam").secretariat().await;
    let waiting = sam.get("/api/v1/certificates?state=awaiting-sign-off").await.json();
    assert_eq!(waiting["items"].as_array().map(Vec::len), Some(2), "{waiting:#}");
}

#[actix_web::test]
async fn a_certificate_that_is_owed_is_not_forgotten_and_one_that_was_is_issued() {
    let campus = Campus::open().await;
    let course = campus.course("fish").await;
    let (ana, _) = graduate(&campus, "ana", &course).await;
    let (said, _) = doctor(&campus, &[]);
    assert!(said.starts_with("ok       progress"), "{said}");
    by_hand(&campus, |conn| diesel::delete(certificate_candidates::table).execute(conn));
    assert!(doctor(&campus, &[]).0.contains("no certificate has followed"));
    doctor(&campus, &["--repair"]);
    // It was enqueued by the machine's clock, which may be ahead of this college's.
    campus.clock.advance(minutes(60 * 24 * 365 * 20));
    campus.run_jobs().await;
    let session = campus.sign_in(&ana.email).await;
    let ana = campus.guest().with_token(session.json()["access_token"].as_str().expect("a token"));
    assert_eq!(ana.get("/api/v1/me/certificates").await.json()["items"].as_array().map(Vec::len), Some(1));
}

#[actix_web::test]
async fn what_cannot_be_mended_is_told_and_stays_and_keeps_nobody_from_looking_on() {
    let campus = Campus::open().await;
    let course = campus.course("fish").sign_off().await;
    let (_, enrolment) = graduate(&campus, "ana", &course).await;
    let (_, unreadable) = graduate(&campus, "bo", &course).await;
    let (cy, mendable) = graduate(&campus, "cy", &course).await;
    let (di, halved) = graduate(&campus, "di", &course).await;
    let of = |enrolment: &str| enrolment.parse::<EnrolmentId>().expect("an id");
    let exam = attempts::enrolment.eq(of(&enrolment)).and(attempts::activity.eq("exam"));
    let attempt: Vec<u8> = {
        let mut conn = open(campus.app.db.url(), Purpose::Read).expect("open");
        attempts::table.filter(exam).select(attempts::id).first(&mut conn).expect("an attempt")
    };
    let mut conn = open(campus.app.db.url(), Purpose::Write).expect("open");
    diesel::delete(attempt_answers::table.filter(attempt_answers::attempt.eq(&attempt)))
        .execute(&mut conn)
        .expect("gone");
    by_hand(&campus, |conn| diesel::delete(attempts::table.filter(attempts::id.eq(&attempt))).execute(conn));
    let edition = progress_events::enrolment.eq(of(&unreadable)).and(progress_events::activity.eq("welcome"));
    by_hand(&campus, |conn| {
        diesel::update(progress_events::table.filter(edition))
            .set(progress_events::edition.eq("nonsense"))
            .execute(conn)
    });
    let view = progress_events::enrolment.eq(of(&halved)).and(progress_events::activity.eq("welcome"));
    by_hand(&campus, |conn| diesel::delete(progress_events::table.filter(view)).execute(conn));
    let slow = activity_states::enrolment.eq(of(&mendable)).and(activity_states::activity.eq("slow"));
    by_hand(&campus, |conn| {
        diesel::update(activity_states::table.filter(slow)).set(activity_states::active_seconds.eq(1)).execute(conn)
    });

    let (said, ran) = doctor(&campus, &["--repair"]);
    ran.assert_code(1);
    assert!(said.contains(&format!("problem  progress: enrolment {enrolment}")), "{said}");
    assert!(
        said.contains("an event tells of an attempt at exam of 2027-03-02T09:01:00Z, which is not there"),
        "{said}"
    );
    assert!(said.contains(&format!("enrolment {unreadable}")) && said.contains("cannot be read"), "{said}");
    assert!(said.contains("it is completed, and something is left to do"), "{said}");
    campus.assert_rebuilds(&cy, &mendable).await;
    assert_eq!(campus.differences(&di, &halved).await, [Difference::CompletedTooEarly]);
    assert_eq!(progress(&di, &halved).await["is_complete"], true, "completion never goes back");
}

#[actix_web::test]
async fn a_college_of_more_than_a_page_is_looked_at_to_its_end() {
    let campus = Campus::open().await;
    let course = campus.course("fish").await;
    let ana = campus.person("ana").await;
    for _ in 0..205 {
        let enrolment = enrol(&ana, &course).await;
        ana.delete(&format!("/api/v1/enrolments/{enrolment}")).await.assert_status(204);
        campus.clock.advance(std::time::Duration::from_millis(1));
    }
    let last = enrol(&ana, &course).await;
    learns(&campus, &ana, &last).await;
    assert!(doctor(&campus, &[]).0.starts_with("ok       progress: 206 enrolments"));
    let slow =
        activity_states::enrolment.eq(last.parse::<EnrolmentId>().unwrap()).and(activity_states::activity.eq("slow"));
    by_hand(&campus, |conn| {
        diesel::update(activity_states::table.filter(slow)).set(activity_states::active_seconds.eq(1)).execute(conn)
    });
    assert!(doctor(&campus, &[]).0.contains(&last));
}

#[actix_web::test]
async fn what_is_kept_of_translations_is_compared_with_a_recount_and_mended() {
    let campus = Campus::open().await;
    let ana = campus.person("ana").await;
    let recount = |more: &[&str]| {
        let arguments = [&["doctor", "--offline", "--recount-translations"], more].concat();
        run(college_at(campus.directory.path(), campus.app.db.url(), &arguments))
    };
    let sound = "ok       translations: what is kept of them is what they come to";
    recount(&[]).assert_says(sound);
    let mail = || catalogues::table.filter(catalogues::slug.eq("interface/mail"));
    let mut conn = open(campus.app.db.url(), Purpose::Write).expect("open");
    let id: Vec<u8> = mail().select(catalogues::id).first(&mut conn).expect("a catalogue");
    let units = mail().select(catalogues::unit_count).first(&mut conn).expect("its units");
    let approved = translation_counts::table.find(("fr", id.clone())).select(translation_counts::approved);
    let approved = approved.first(&mut conn).expect("its share");
    by_hand(&campus, |conn| diesel::update(mail()).set(catalogues::unit_count.eq(0)).execute(conn));
    by_hand(&campus, |conn| {
        let french = translation_counts::table.find(("fr", id.clone()));
        diesel::update(french).set(translation_counts::approved.eq(translation_counts::approved - 1)).execute(conn)
    });
    by_hand(&campus, |conn| {
        let place =
            (contributions::locale.eq("es"), contributions::catalogue.eq(id.clone()), contributions::person.eq(ana.id));
        let deeds = (contributions::suggested.eq(9), contributions::approved.eq(9), contributions::reviewed.eq(9));
        diesel::insert_into(contributions::table).values((place, deeds)).execute(conn)
    });
    let (units, approved): (i32, i32) = (units, approved);
    let person = ana.id;
    let damaged = [
        format!("translations: what interface/mail holds (units 0, counted {units}) is not as it is counted"),
        format!(
            "translations: how far fr is with interface/mail (approved {}, counted {approved}) is not as it is counted",
            approved - 1
        ),
        format!(
            "translations: what people contributed to es (suggested by {person} 9, counted 0; approved of {person} 9, counted 0; \
             reviewed by {person} 9, counted 0) is not as it is counted"
        ),
    ];
    for (more, word) in [(&[][..], "problem"), (&["--repair"], "warning")] {
        let said = recount(more);
        for line in &damaged {
            said.assert_says(&format!("{word:<8} {line}"));
        }
    }
    recount(&[]).assert_says(sound);
}

#[test]
fn a_database_that_knows_latin_letters_alone_is_warned_of() {
    let folder = tempfile::TempDir::new().expect("a directory");
    let warning = "its LC_CTYPE is C";
    let doctor = |database: &TestDatabase| run(college_at(folder.path(), &database.url, &["doctor", "--offline"]));
    assert!(!doctor(&empty_database(folder.path())).output.contains(warning));
    if let Some(database) = latin_database() {
        doctor(&database).assert_says(warning);
    }
}

#[test]
fn repair_alone_is_not_understood() {
    let campus = tempfile::TempDir::new().expect("a directory");
    let path = campus.path().display().to_string();
    run(crate::support::college(&["doctor", "--repair", "--data-dir", &path]))
        .assert_code(2)
        .assert_says("--rebuild-progress");
}
