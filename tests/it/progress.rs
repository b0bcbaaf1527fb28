//! What learners do, and how far they come.

mod orders;

use diesel::connection::{Connection as _, InstrumentationEvent};
use futures_util::future::join_all;
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use uuid::Uuid;
use virtual_college::clock::Timestamp;
use virtual_college::courses::model::ActivityId;
use virtual_college::db::{Purpose, Tx, open};
use virtual_college::progress::{self, EarlierLessons, LessonEventKind, Offer};

use crate::support::{Campus, Client, START, days, hours, minutes};

fn id() -> String {
    Uuid::now_v7().to_string()
}

fn viewed(activity: &str, at: Timestamp) -> Value {
    json!({ "id": id(), "activity": activity, "kind": "viewed", "occurred_at": at })
}

fn active(activity: &str, at: Timestamp, seconds: i64) -> Value {
    json!({ "id": id(), "activity": activity, "kind": "time", "occurred_at": at, "active_seconds": seconds })
}

/// Sends events and gives the status, or else the code, of each.
async fn note(person: &Client, enrolment: &str, events: &[Value]) -> Vec<String> {
    let answer = person.post(&format!("/api/v1/enrolments/{enrolment}/events"), json!({ "events": events })).await;
    answer.assert_status(200);
    let word = |item: &Value| item["code"].as_str().or(item["status"].as_str()).expect("a word").to_owned();
    answer.json()["items"].as_array().expect("items").iter().map(word).collect()
}

async fn progress_of(person: &Client, enrolment: &str) -> Value {
    let answer = person.get(&format!("/api/v1/enrolments/{enrolment}/progress")).await;
    answer.assert_status(200);
    answer.json()
}

fn activity<'p>(progress: &'p Value, id: &str) -> &'p Value {
    let modules = progress["modules"].as_array().expect("modules").iter();
    let mut activities = modules.flat_map(|module| module["activities"].as_array().expect("activities"));
    activities.find(|activity| activity["id"] == id).expect("the activity")
}

#[actix_web::test]
async fn a_view_completes_a_lesson_and_counts_once() {
    let campus = Campus::open().await;
    let course = campus.course("fish").await;
    let ana = campus.person("ana").speaks("fr").await;
    let enrolment = ana.enrols(&course).await;
    let before = progress_of(&ana, &enrolment).await;
    assert_eq!((&before["completed"], &before["required"], &before["next"]), (&json!(0), &json!(5), &json!("welcome")));

    let event = viewed("welcome", START);
    assert_eq!(note(&ana, &enrolment, std::slice::from_ref(&event)).await, ["stored"]);
    assert_eq!(note(&ana, &enrolment, &[event.clone(), event]).await, ["known", "known"]);

    let after = progress_of(&ana, &enrolment).await;
    assert_eq!(
        (&after["completed"], &after["next"], &after["is_complete"]),
        (&json!(1), &json!("slow"), &json!(false))
    );
    let welcome = activity(&after, "welcome");
    assert_eq!((&welcome["viewed_at"], &welcome["completed_at"]), (&json!(START), &json!(START)));
    assert_eq!(welcome["completed_lang"], "fr");
    let listed = ana.get("/api/v1/me/enrolments").await.json();
    assert_eq!(listed["items"][0]["progress"], json!({ "completed": 1, "required": 5 }));
    campus.assert_rebuilds(&ana, &enrolment).await;
}

#[actix_web::test]
async fn each_event_is_answered_for_itself() {
    let campus = Campus::open().await;
    let course = campus.course("fish").await;
    let person = campus.person("ana").await;
    let enrolment = person.enrols(&course).await;
    campus.clock.advance(hours(1));
    let (ana, now) = (campus.back(&person).await, START.plus(hours(1)));
    let mut extra = viewed("welcome", START);
    extra["mood"] = json!("good");
    let mut nameless = viewed("welcome", START);
    nameless["id"] = json!("first");
    let mut winking = viewed("welcome", START);
    winking["kind"] = json!("winked");
    let mut with_time = viewed("welcome", START);
    with_time["active_seconds"] = json!(5);
    let mut without_time = active("slow", START, 5);
    without_time.as_object_mut().unwrap().remove("active_seconds");
    let (mut later_than_any_clock, mut earlier_than_any_clock) = (viewed("welcome", START), viewed("welcome", START));
    later_than_any_clock["occurred_at"] = json!("9999-12-31T23:59:59-01:00");
    earlier_than_any_clock["occurred_at"] = json!("0001-01-01T00:00:00+01:00");
    let events = [
        json!(7),
        json!(null),
        json!({}),
        extra,
        nameless,
        winking,
        with_time,
        without_time,
        active("slow", START, 0),
        active("slow", START, -5),
        viewed("nothing", START),
        viewed("exam", START),
        viewed("welcome", now.plus(minutes(6))),
        viewed("welcome", now.plus(minutes(4))),
        viewed("permits", Timestamp::parse("0001-01-01T00:00:00Z").unwrap()),
        active("slow", START.plus(hours(1)), i64::MAX),
        later_than_any_clock,
        earlier_than_any_clock,
    ];
    assert_eq!(
        note(&ana, &enrolment, &events).await,
        [
            "field-wrong-type",
            "field-wrong-type",
            "field-missing",
            "field-unknown",
            "field-invalid",
            "field-unknown-word",
            "event-seconds-invalid",
            "event-seconds-invalid",
            "event-seconds-invalid",
            "event-seconds-invalid",
            "event-activity-unknown",
            "event-not-a-lesson",
            "event-in-the-future",
            "stored",
            "stored",
            "stored",
            "field-invalid",
            "field-invalid",
        ]
    );
    let progress = progress_of(&ana, &enrolment).await;
    assert_eq!(activity(&progress, "slow")["active_seconds"], 3_600);
    assert_eq!(activity(&progress, "welcome")["viewed_at"], json!(now), "a clock ahead is taken as now");
    campus.assert_rebuilds(&person, &enrolment).await;
    let in_spanish = format!("/api/v1/enrolments/{enrolment}/events?lang=es");
    let answer = ana.post(&in_spanish, json!({ "events": [viewed("exam", START)] })).await;
    let item = answer.json()["items"][0].clone();
    assert!(item["detail"].as_str().is_some_and(|text| text.contains("cuestionario")), "{item}");
}

#[actix_web::test]
async fn what_arrives_out_of_order_merges_and_no_second_counts_twice() {
    let campus = Campus::open().await;
    let course = campus.course("fish").await;
    let person = campus.person("ana").await;
    let enrolment = person.enrols(&course).await;
    campus.clock.advance(days(30));
    let ana = campus.back(&person).await;
    let at = |seconds| START.plus(std::time::Duration::from_secs(seconds));
    // 0 to 40, 100 to 140, and the same again from another device: 80 seconds, 60 of them at 120.
    for (event, seconds, completed_at) in [
        (active("slow", at(140), 40), 40, Value::Null),
        (active("slow", at(140), 40), 40, Value::Null),
        (active("slow", at(40), 40), 80, json!(at(120))),
        (active("slow", at(60), 20), 100, json!(at(60))),
        (active("slow", at(5_000), 100), 200, json!(at(60))),
        (active("slow", at(5_000), 3_600), 3_700, json!(at(60))),
    ] {
        assert_eq!(note(&ana, &enrolment, &[event]).await, ["stored"]);
        let progress = progress_of(&ana, &enrolment).await;
        let slow = activity(&progress, "slow");
        assert_eq!((&slow["active_seconds"], &slow["completed_at"]), (&json!(seconds), &completed_at));
        campus.assert_rebuilds(&person, &enrolment).await;
    }
    let late = [viewed("welcome", at(50)), viewed("welcome", at(10)), viewed("welcome", at(99))];
    note(&ana, &enrolment, &late).await;
    let progress = progress_of(&ana, &enrolment).await;
    assert_eq!(activity(&progress, "welcome")["completed_at"], json!(at(10)));
    campus.assert_rebuilds(&person, &enrolment).await;
}

#[actix_web::test]
async fn nothing_counts_from_before_the_enrolment() {
    let campus = Campus::open().await;
    let course = campus.course("fish").await;
    let person = campus.person("ana").await;
    campus.clock.advance(hours(1));
    let ana = campus.back(&person).await;
    let (enrolment, began) = (ana.enrols(&course).await, START.plus(hours(1)));
    campus.clock.advance(minutes(2));
    let unset = Timestamp::parse("0001-01-01T00:00:00Z").expect("a date");
    let long_ago = active("slow", unset, 3_600);
    let before_68_years = active("slow", began.minus(days(69 * 366)), 3_600);
    let early = "event-before-enrolment";
    assert_eq!(note(&ana, &enrolment, &[long_ago, before_68_years]).await, [early; 2]);
    let events = [
        active("slow", began.minus(minutes(1)), 60),
        active("slow", began, 60),
        active("slow", began.plus(minutes(1)), 3_600),
        viewed("welcome", began.minus(minutes(1))),
    ];
    assert_eq!(note(&ana, &enrolment, &events).await, [early, early, "stored", "stored"]);
    let progress = progress_of(&ana, &enrolment).await;
    assert_eq!(activity(&progress, "slow")["active_seconds"], 60);
    assert_eq!(activity(&progress, "welcome")["viewed_at"], json!(began), "the clock of a device may be slow");
    campus.assert_rebuilds(&person, &enrolment).await;
}

#[actix_web::test]
async fn a_thousand_events_are_taken_at_once_and_no_more() {
    let campus = Campus::open().await;
    let course = campus.course("fish").await;
    let person = campus.person("ana").await;
    let enrolment = person.enrols(&course).await;
    campus.clock.advance(days(1));
    let ana = campus.back(&person).await;
    let events: Vec<Value> = (1..=1_001).map(|n| active("slow", START.plus(minutes(n)), 60)).collect();
    let path = format!("/api/v1/enrolments/{enrolment}/events");
    let refused = ana.post(&path, json!({ "events": events })).await;
    refused.assert_field("/events", "events-too-many");
    assert_eq!(note(&ana, &enrolment, &events[..1_000]).await, vec!["stored"; 1_000]);
    assert_eq!(note(&ana, &enrolment, &events[..1_000]).await, vec!["known"; 1_000]);
    let progress = progress_of(&ana, &enrolment).await;
    assert_eq!(activity(&progress, "slow")["active_seconds"], 60_000);
    campus.assert_rebuilds(&person, &enrolment).await;
    let huge = json!({ "events": [], "more": "x".repeat(300_000) });
    ana.post(&path, huge).await.assert_problem(413, "body-too-large");
    assert_eq!(note(&ana, &enrolment, &[]).await, Vec::<String>::new());
}

#[actix_web::test]
async fn an_id_that_is_anothers_is_no_success() {
    let campus = Campus::open().await;
    let (fish, birds) = (campus.course("fish").await, campus.course("birds").await);
    let ana = campus.person("ana").await;
    let (first, second) = (ana.enrols(&fish).await, ana.enrols(&birds).await);
    let event = viewed("welcome", START);
    assert_eq!(note(&ana, &first, std::slice::from_ref(&event)).await, ["stored"]);
    let mut elsewhere = viewed("permits", START);
    elsewhere["id"] = event["id"].clone();
    assert_eq!(note(&ana, &first, &[event.clone(), elsewhere]).await, ["known", "event-id-taken"]);
    assert_eq!(note(&ana, &second, std::slice::from_ref(&event)).await, ["event-id-taken"]);
    assert_eq!(progress_of(&ana, &second).await["completed"], 0);
}

#[actix_web::test]
async fn opening_a_lesson_again_takes_no_row() {
    let campus = Campus::open().await;
    let course = campus.course("fish").await;
    let ana = campus.person("ana").await;
    let enrolment = ana.enrols(&course).await;
    campus.clock.advance(minutes(9));
    assert_eq!(note(&ana, &enrolment, &[viewed("welcome", START.plus(minutes(3)))]).await, ["stored"]);
    let again: Vec<Value> = (3..=9).map(|minute| viewed("welcome", START.plus(minutes(minute)))).collect();
    assert_eq!(note(&ana, &enrolment, &again).await, ["known"; 7]);
    // An earlier one says more, and so does one in another language.
    let mut in_french = viewed("welcome", START.plus(minutes(9)));
    in_french["lang"] = json!("fr");
    assert_eq!(note(&ana, &enrolment, &[viewed("welcome", START.plus(minutes(1))), in_french]).await, ["stored"; 2]);
    let progress = progress_of(&ana, &enrolment).await;
    assert_eq!(activity(&progress, "welcome")["viewed_at"], json!(START.plus(minutes(1))));
    campus.assert_rebuilds(&ana, &enrolment).await;
}

#[actix_web::test]
async fn who_sends_events_without_end_has_to_pause() {
    let campus = Campus::open().await;
    let course = campus.course("fish").await;
    let (ana, bob) = (campus.person("ana").await, campus.person("bob").await);
    let (of_ana, of_bob) = (ana.enrols(&course).await, bob.enrols(&course).await);
    let path = format!("/api/v1/enrolments/{of_ana}/events");
    let nothing: Vec<Value> = vec![json!({}); 1_000];
    for _ in 0..20 {
        ana.post(&path, json!({ "events": nothing })).await.assert_status(200);
    }
    let refused = ana.post(&path, json!({ "events": [viewed("welcome", START)] })).await;
    refused.assert_problem(429, "rate-limited");
    assert!(refused.header("retry-after").is_some());
    assert_eq!(note(&bob, &of_bob, &[viewed("welcome", START)]).await, ["stored"]);
    campus.clock.advance(hours(1));
    let ana = campus.back(&ana).await;
    assert_eq!(note(&ana, &of_ana, &[viewed("welcome", START)]).await, ["stored"]);
}

#[actix_web::test]
async fn an_event_sent_many_times_at_once_is_stored_once() {
    let campus = Campus::open().await;
    let course = campus.course("fish").await;
    let ana = campus.person("ana").await;
    let enrolment = ana.enrols(&course).await;
    campus.clock.advance(minutes(1));
    let events = [active("slow", START.plus(minutes(1)), 30)];
    let all = join_all((0..6).map(|_| note(&ana, &enrolment, &events))).await;
    assert_eq!(all.iter().filter(|words| **words == ["stored"]).count(), 1, "{all:?}");
    assert_eq!(activity(&progress_of(&ana, &enrolment).await, "slow")["active_seconds"], 30);
    campus.assert_rebuilds(&ana, &enrolment).await;
}

#[actix_web::test]
async fn nobody_sees_or_writes_the_progress_of_another() {
    let campus = Campus::open().await;
    let course = campus.course("fish").await;
    let (ana, eve) = (campus.person("ana").await, campus.person("eve").await);
    let admin = campus.person("admin").administrator().await;
    let enrolment = ana.enrols(&course).await;
    let (events, progress) =
        (format!("/api/v1/enrolments/{enrolment}/events"), format!("/api/v1/enrolments/{enrolment}/progress"));
    let body = json!({ "events": [viewed("welcome", START)] });
    for other in [&eve, &admin] {
        other.post(&events, body.clone()).await.assert_problem(404, "enrolment-unknown");
        other.post(&events, json!({ "events": [] })).await.assert_problem(404, "enrolment-unknown");
        other.get(&progress).await.assert_problem(404, "enrolment-unknown");
    }
    campus.guest().post(&events, body.clone()).await.assert_problem(401, "sign-in-required");
    campus.guest().get(&progress).await.assert_problem(401, "sign-in-required");
    ana.post("/api/v1/enrolments/7/events", body.clone()).await.assert_problem(404, "not-found");
    ana.post(&events, json!({ "events": {} })).await.assert_field("/events", "field-wrong-type");
    ana.post(&events, json!({ "events": [], "x": 1 })).await.assert_field("/x", "field-unknown");
    // The same event id in another's hands is another event.
    let own = eve.enrols(&course).await;
    let event = viewed("welcome", START);
    assert_eq!(note(&ana, &enrolment, std::slice::from_ref(&event)).await, ["stored"]);
    assert_eq!(note(&eve, &own, &[event]).await, ["stored"]);

    ana.delete(&format!("/api/v1/enrolments/{enrolment}")).await.assert_status(204);
    ana.post(&events, body).await.assert_problem(409, "enrolment-not-active");
    ana.get(&progress).await.assert_status(200);
}

#[actix_web::test]
async fn credit_for_what_is_no_more_is_kept_and_may_still_arrive() {
    let campus = Campus::open().await;
    let first = campus.course("fish").with_lesson("gone").with_lesson("missed").await;
    let ana = campus.person("ana").await;
    let enrolment = ana.enrols(&first).await;
    note(&ana, &enrolment, &[viewed("gone", START)]).await;
    campus.course("fish").await;
    ana.post(&format!("/api/v1/enrolments/{enrolment}/version"), json!({})).await.assert_status(200);
    campus.clock.advance(minutes(9));

    assert_eq!(
        note(&ana, &enrolment, &[viewed("missed", START), viewed("never", START)]).await,
        ["stored", "event-activity-unknown"]
    );
    let progress = progress_of(&ana, &enrolment).await;
    let earlier: Vec<&Value> = progress["earlier"].as_array().unwrap().iter().map(|at| &at["id"]).collect();
    assert_eq!((earlier, &progress["required"]), (vec![&json!("gone"), &json!("missed")], &json!(5)));
    campus.assert_rebuilds(&ana, &enrolment).await;
}

#[actix_web::test]
async fn an_event_may_name_the_language_that_a_lesson_was_read_in() {
    let campus = Campus::open().await;
    let course = campus.course("fish").await;
    let ana = campus.person("ana").await;
    let enrolment = ana.enrols(&course).await;
    let in_lang = |activity: &str, lang: &str| {
        let mut event = viewed(activity, START);
        event["lang"] = json!(lang);
        event
    };
    let events =
        [in_lang("welcome", "fr"), in_lang("permits", "sw"), in_lang("permits", "!"), viewed("permits", START)];
    assert_eq!(
        note(&ana, &enrolment, &events).await,
        ["stored", "event-language-not-offered", "field-invalid", "stored"]
    );
    let progress = progress_of(&ana, &enrolment).await;
    let languages = ["welcome", "permits"].map(|id| activity(&progress, id)["completed_lang"].clone());
    assert_eq!(languages, [json!("fr"), json!("en")]);
    campus.assert_rebuilds(&ana, &enrolment).await;
}

#[actix_web::test]
async fn what_some_asks_for_may_be_done_in_what_is_removed() {
    let campus = Campus::open().await;
    let (all, two) = ("[completion]\nrule = \"all\"", "[completion]\nrule = \"some\"\ncount = 2");
    let first = campus.course("fish").with_lesson("gone").edited("course.toml", all, two).await;
    let ana = campus.person("ana").await;
    let enrolment = ana.enrols(&first).await;
    note(&ana, &enrolment, &[viewed("gone", START)]).await;
    campus.course("fish").edited("course.toml", all, two).await;
    ana.post(&format!("/api/v1/enrolments/{enrolment}/version"), json!({})).await.assert_status(200);
    let before = progress_of(&ana, &enrolment).await;
    assert_eq!((&before["completed"], &before["required"]), (&json!(1), &json!(2)));
    let listed = ana.get("/api/v1/me/enrolments").await.json();
    assert_eq!(listed["items"][0]["progress"], json!({ "completed": 1, "required": 2 }));
    note(&ana, &enrolment, &[viewed("welcome", START)]).await;
    assert_eq!(progress_of(&ana, &enrolment).await["is_complete"], true);
}

#[actix_web::test]
async fn lessons_that_nobody_knows_cost_no_more_when_there_are_many() {
    let campus = Campus::open().await;
    for lesson in ["one", "two", "three"] {
        campus.course("fish").with_lesson(lesson).await;
    }
    let course = campus.course("fish").await;
    let ana = campus.person("ana").await;
    let enrolment = ana.enrols(&course).await;
    let statements = async |events: &[Value]| {
        let before = campus.app.db.statements().total();
        let words = note(&ana, &enrolment, events).await;
        (campus.app.db.statements().total() - before, words)
    };
    let unknown: Vec<Value> = (0..100).map(|n| viewed(&format!("unknown-{n}"), START)).collect();
    let _ = statements(&unknown[..1]).await;
    let (of_one, _) = statements(&unknown[..1]).await;
    let (of_many, words) = statements(&unknown).await;
    assert_eq!((of_many, words), (of_one, vec!["event-activity-unknown".to_owned(); 100]));
    let (_, words) = statements(&[viewed("one", START), viewed("never", START), viewed("three", START)]).await;
    assert_eq!(words, ["stored", "event-activity-unknown", "stored"]);
}

#[actix_web::test]
async fn one_event_takes_at_most_six_statements() {
    let campus = Campus::open().await;
    let course = campus.course("fish").await;
    let ana = campus.person("ana").await;
    let enrolment = ana.enrols(&course).await;
    let _ = progress_of(&ana, &enrolment).await;
    let (url, library, actor) =
        (campus.app.db.url().clone(), campus.app.library.clone(), campus.app.identify(&ana.access_token));
    let actor = actor.await.expect("ana");
    let enrolment = enrolment.parse().expect("an id");
    let counted = std::thread::spawn(move || {
        let mut conn = open(&url, Purpose::Write).expect("a connection");
        let counter = Arc::new(AtomicUsize::new(0));
        let counting = Arc::clone(&counter);
        conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
            if let InstrumentationEvent::StartQuery { .. } = event {
                counting.fetch_add(1, Ordering::SeqCst);
            }
        });
        let mut counts = Vec::new();
        for (activity, active_seconds) in
            [("permits", None), ("permits", None), ("slow", Some(30)), ("slow", Some(31)), ("slow", Some(32))]
        {
            let offer = Offer {
                id: id().parse().expect("an id"),
                activity: ActivityId::parse(activity).expect("an activity"),
                kind: active_seconds.map_or(LessonEventKind::Viewed, |_| LessonEventKind::Time),
                occurred_at: START.plus(minutes(9 - counts.len() as u64)),
                active_seconds,
                lang: None,
            };
            counter.store(0, Ordering::SeqCst);
            let mut tx = Tx::new(&mut conn, START.plus(minutes(9)));
            progress::note(&mut tx, &library, &actor, enrolment, (&[offer], &EarlierLessons::new())).expect("noted");
            counts.push(counter.load(Ordering::SeqCst));
        }
        counts
    });
    let counts = counted.join().expect("counted");
    assert!(counts.iter().all(|count| (3..=6).contains(count)), "{counts:?}");
}
