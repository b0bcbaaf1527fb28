//! Issuing for a workshop, cut off, stopped and counted.

use std::collections::BTreeSet;

use diesel::prelude::*;
use serde_json::json;
use virtual_college::courses::model::Issue;
use virtual_college::db::Tx;
use virtual_college::db::schema::role_grants;
use virtual_college::ids::PersonId;
use virtual_college::jobs::{self, Registry};

use super::*;

/// The process dies in the middle, some admitted and some of these with certificates; another one goes on, and two do at once.
#[actix_web::test]
async fn a_crash_is_gone_on_from_and_two_workers_issue_nothing_twice() {
    let campus = Campus::open_with(in_public).await;
    let sam = secretariat(&campus, Issue::OnCompletion).await;
    let list = (0..45).fold("name,email\n".to_owned(), |list, number| {
        let email = if number % 2 == 0 { format!("p{number}@example.org") } else { String::new() };
        format!("{list}Officer {number},{email}\n")
    });
    let (path, found) = proposed(&campus, &sam, &list).await;
    confirm(&sam, &path, &found).await.assert_status(202);
    let payload = only_payload(&campus, "issue-workshop").await;
    let run = |app: &virtual_college::http::AppData| {
        (handler("issue-workshop").run)(app.clone().into_inner(), payload.clone())
    };
    // Three steps admit all, the fourth begins to issue.
    run(&campus.app).await.expect("a step");
    assert_eq!((candidate_count(&campus).await, count(&campus).await), (20, 0));
    run(&campus.app).await.expect("a step");
    run(&campus.app).await.expect("a step");
    let cut_off = tokio::spawn(run(&campus.app));
    while count(&campus).await == 0 {
        tokio::task::yield_now().await;
    }
    cut_off.abort();
    let _ = cut_off.await;
    let after_the_crash = count(&campus).await;
    assert!((1..20).contains(&after_the_crash), "in the middle of a step: {after_the_crash}");

    let (other, _) = campus.unknowing_instance().await;
    for _ in 0..3 {
        let (one, two) = futures_util::future::join(run(&campus.app), run(&other)).await;
        for outcome in [one, two] {
            if let Err(error) = outcome {
                assert_eq!(error.code(), Some("busy"), "one gives way to the other: {error}");
            }
        }
    }
    let (first, second) = (campus.app.clone().into_inner(), other.clone().into_inner());
    let registry = Registry::of_the_college();
    let (one, two) = futures_util::future::join(jobs::drain(&first, &registry), jobs::drain(&second, &registry)).await;
    one.and(two).expect("drained");
    campus.run_jobs().await;
    let done = sam.get(&path).await.json();
    assert_eq!((&done["state"], &done["rows"]), (&json!("done"), &json!({ "issued": 45 })));
    assert_eq!(certificates_per_person(&campus).await, vec![1; 45]);
    let told = told(&campus).await;
    let addresses: BTreeSet<&String> = told.iter().collect();
    assert_eq!((told.len(), addresses.len()), (23, 23), "each is written to once");
    assert_eq!(campus.audited("enrolment-completed-in-person").await, 45);
}

#[actix_web::test]
async fn who_may_not_sign_off_any_more_issues_nothing_any_more() {
    let campus = Campus::open().await;
    let sam = secretariat(&campus, Issue::OnCompletion).await;
    let list = (0..25).fold("name\n".to_owned(), |list, number| format!("{list}Officer {number}\n"));
    let (path, found) = proposed(&campus, &sam, &list).await;
    confirm(&sam, &path, &found).await.assert_status(202);
    let payload = only_payload(&campus, "issue-workshop").await;
    (handler("issue-workshop").run)(campus.app.clone().into_inner(), payload).await.expect("a step");
    let person = sam.id;
    let revoke = move |tx: &mut Tx<'_>| {
        let now = tx.now();
        let grants = diesel::update(role_grants::table.filter(role_grants::person.eq(person)));
        Ok(grants.set(role_grants::revoked_at.eq(now)).execute(tx.conn())?)
    };
    campus.app.db.write(revoke).await.expect("revoke");
    campus.run_jobs().await;
    let una = campus.person("una").secretariat().await;
    let stopped = una.get(&path).await.json();
    assert_eq!(stopped["state"], "stopped", "{stopped:#}");
    assert_eq!((candidate_count(&campus).await, stopped["rows"]["ready"].as_i64()), (20, Some(5)));
    campus.clock.advance(hours(2));
    campus.run_jobs().await;
    assert_eq!(count(&campus).await, 20, "who was admitted is owed hers");
    let una = campus.back(&una).await;
    let (_, done) = issue(&campus, &una, &list).await;
    assert_eq!(done["rows"], json!({ "issued": 5, "has-one": 20 }), "the list comes again");
}

/// What is damaged when a list is looked at, when people are admitted, and when their certificates are issued.
#[actix_web::test]
async fn what_is_damaged_is_named_and_holds_up_nobody_else() {
    let campus = Campus::open_with(in_public).await;
    let sam = secretariat(&campus, Issue::OnCompletion).await;
    let mut list = "name,email\n".to_owned();
    let mut people = Vec::new();
    for number in 0..5 {
        let person = campus.person(&format!("p{number}")).await;
        list = format!("{list}p{number},{}\n", person.email);
        people.push(person.id);
    }
    let (first, second, third) = (people[0], people[1], people[2]);
    set_locale(&campus, first, "?").await;
    let (path, found) = proposed(&campus, &sam, &list).await;
    assert_eq!(found["rows"], json!({ "ready": 4, "in-error": 1 }));
    assert_eq!(findings(&sam, &path).await, [(2, String::new(), "workshop-row-failed".to_owned())]);

    set_locale(&campus, second, "?").await;
    confirm(&sam, &path, &found).await.assert_status(202);
    let payload = only_payload(&campus, "issue-workshop").await;
    (handler("issue-workshop").run)(campus.app.clone().into_inner(), payload).await.expect("a step");
    assert_eq!(candidate_count(&campus).await, 3);
    let damage = |locale: &'static str| {
        move |tx: &mut Tx<'_>| {
            let enrolment = diesel::update(enrolled::table.filter(enrolled::person.eq(third)));
            Ok(enrolment.set(enrolled::locale.eq(locale)).execute(tx.conn())?)
        }
    };
    assert_eq!(campus.app.db.write(damage("?")).await.expect("damage"), 1);
    campus.run_jobs().await;
    let done = sam.get(&path).await.json();
    assert_eq!((&done["state"], &done["rows"]), (&json!("done"), &json!({ "issued": 2, "in-error": 3 })));
    assert_eq!(count(&campus).await, 2);
    let said = [(2, "workshop-row-failed"), (3, "workshop-row-failed"), (4, "workshop-certificate-late")];
    assert_eq!(findings(&sam, &path).await, said.map(|(line, code)| (line, String::new(), code.to_owned())));

    campus.app.db.write(damage("en")).await.expect("mend");
    campus.clock.advance(hours(1));
    campus.run_jobs().await;
    assert_eq!(count(&campus).await, 3);
}

async fn set_locale(campus: &Campus, person: PersonId, locale: &'static str) {
    let set = move |tx: &mut Tx<'_>| {
        Ok(diesel::update(people::table.find(person)).set(people::locale.eq(locale)).execute(tx.conn())?)
    };
    assert_eq!(campus.app.db.write(set).await.expect("a person"), 1);
}

#[actix_web::test]
async fn a_list_whose_job_is_gone_is_gone_on_with() {
    let campus = Campus::open_with(in_public).await;
    let sam = secretariat(&campus, Issue::OnCompletion).await;
    let answer = bring(&sam, "name\nAna Lima\n", &[]).await;
    let path = format!("{WORKSHOPS}/{}", answer.json()["id"].as_str().expect("an id"));
    for (kind, state, next) in [("check-workshop", "checking", "proposed"), ("issue-workshop", "running", "done")] {
        forget_job(&campus, kind).await;
        campus.run_jobs().await;
        assert_eq!(campus.back(&sam).await.get(&path).await.json()["state"], state);
        campus.clock.advance(hours(1));
        campus.run_jobs().await;
        let sam = campus.back(&sam).await;
        let found = sam.get(&path).await.json();
        assert_eq!(found["state"], next);
        if next == "proposed" {
            confirm(&sam, &path, &found).await.assert_status(202);
        }
    }
    assert_eq!(count(&campus).await, 1);
}

#[actix_web::test]
async fn a_row_takes_as_many_statements_however_many_there_are() {
    let campus = Campus::open_with(in_public).await;
    let sam = secretariat(&campus, Issue::OnCompletion).await;
    let mut counted = Vec::new();
    for (place, many) in [1, 2, 10, 19].into_iter().enumerate() {
        let list = (0..many).fold("name,email\n".to_owned(), |list, number| {
            format!("{list}Officer {place}-{number},p{place}-{number}@example.org\n")
        });
        let (path, found) = proposed(&campus, &sam, &list).await;
        let before = campus.app.db.statements().total();
        confirm(&sam, &path, &found).await.assert_status(202);
        campus.run_jobs().await;
        counted.push(campus.app.db.statements().total() - before);
    }
    assert_eq!(count(&campus).await, 32);
    let each = (counted[2] - counted[1]).div_ceil(8);
    assert!(each <= 70, "statements for a row, with its letter: {counted:?}");
    assert!(counted[3] - counted[2] <= 9 * (each + 3), "{counted:?}");
}
