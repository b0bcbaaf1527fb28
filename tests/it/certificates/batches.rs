//! Signing off many at once.

use diesel::prelude::*;
use serde_json::{Value, json};
use virtual_college::courses::model::Issue;
use virtual_college::db::schema::{
    certificate_candidates, certificates as issued, enrolments as enrolled, jobs as queue, outbox, role_grants,
    sign_off_batch_items,
};
use virtual_college::db::{Json, Tx};
use virtual_college::jobs::{self, Registry, Step};
use virtual_college::on_backend;

use super::school::*;
use crate::support::{Answer, Campus, Client, Person, days, hours};

const BATCHES: &str = "/api/v1/certificate-sign-off-batches";
const QUEUE: &str = "/api/v1/certificates?limit=100";

/// So many who wait for a signature, and a member of the Secretariat.
async fn waiting(campus: &Campus, count: usize) -> (Vec<Person>, Person) {
    let sam = campus.person("sam").secretariat().await;
    course(campus, Issue::AfterSignOff).await;
    let mut people = Vec::new();
    for number in 0..count {
        let person = campus.person(&format!("p{number:02}")).await;
        completes(campus, &person, SLUG, "en").await;
        people.push(person);
    }
    (people, sam)
}

async fn propose(staff: &Client, body: Value) -> (String, Value) {
    let answer = staff.post(BATCHES, body).await;
    answer.assert_status(201);
    let proposal = answer.json();
    let path = format!("{BATCHES}/{}", proposal["id"].as_str().expect("an id"));
    assert_eq!(answer.header("location"), Some(path.as_str()));
    (path, proposal)
}

async fn confirm(staff: &Client, path: &str, proposal: &Value) -> Answer {
    let body = json!({ "confirmation_token": proposal["confirmation_token"] });
    staff.post(&format!("{path}/confirmation"), body).await
}

/// How often each person was issued a certificate, and was written to about it.
async fn issued_and_told(campus: &Campus) -> (Vec<i64>, i64) {
    let found = campus.app.db.read(|snapshot| {
        let per_person =
            issued::table.group_by(issued::person).select(diesel::dsl::count_star()).load::<i64>(snapshot.conn())?;
        let letters = outbox::table.select(outbox::letter).load::<String>(snapshot.conn())?;
        Ok((per_person, letters.iter().filter(|letter| letter.contains("certificate-issued")).count()))
    });
    let (per_person, letters) = found.await.expect("counts");
    (per_person, i64::try_from(letters).expect("a count"))
}

#[actix_web::test]
async fn many_are_signed_off_once_it_was_confirmed_what_was_shown() {
    let campus = Campus::open_with(in_public).await;
    let (people, sam) = waiting(&campus, 25).await;
    let (path, proposal) = propose(&sam, json!({ "course": SLUG })).await;
    assert_eq!(
        (&proposal["state"], &proposal["count"], &proposal["has_more"]),
        (&json!("proposed"), &json!(25), &json!(false))
    );
    let sample = proposal["sample"].as_array().expect("a sample");
    let names: Vec<&str> = sample.iter().filter_map(|it| it["name"].as_str()).collect();
    assert_eq!(names, ["p00", "p06", "p12", "p18", "p24"]);
    let preview = sam.get(sample[0]["preview"].as_str().expect("a path")).await;
    preview.assert_status(200);
    assert!(preview.body.starts_with(b"%PDF-"));
    campus.run_jobs().await;
    assert_eq!(count(&campus).await, 0, "nothing happens before it is confirmed");

    for _ in 0..2 {
        let confirmed = confirm(&sam, &path, &proposal).await;
        confirmed.assert_status(202);
        assert_eq!(confirmed.json()["state"], "running");
    }
    campus.run_jobs().await;
    let done = sam.get(&path).await.json();
    assert_eq!((&done["state"], &done["done"]), (&json!("done"), &json!(25)));
    assert_eq!(done["outcomes"], json!({ "signed-off": 25 }));
    confirm(&sam, &path, &proposal).await.assert_status(202);
    campus.run_jobs().await;
    assert_eq!(issued_and_told(&campus).await, (vec![1; 25], 25));
    let certificates = campus.mailbox().all().iter().filter(|letter| letter.subject.contains("certificate")).count();
    assert_eq!(certificates, 25);
    assert_eq!(certificate(&people[3]).await["state"], "valid");
    let items = sam.get(&format!("{path}/items?outcome=signed-off&limit=10")).await.json();
    assert_eq!(items["items"].as_array().map(Vec::len), Some(10));
    assert!(items["next"].is_string());
    let (mut numbers, mut next) = (Vec::new(), Some(String::new()));
    while let Some(cursor) = next {
        let page = sam.get(&format!("/api/v1/certificate-register?limit=10{cursor}")).await.json();
        numbers.extend(page["items"].as_array().expect("items").iter().map(|it| it["serial"].to_string()));
        next = page["next"].as_str().map(|cursor| format!("&cursor={cursor}"));
    }
    assert!(numbers.len() == 25 && numbers.is_sorted(), "many of one moment, by their numbers: {numbers:?}");
    assert_eq!(campus.audited("certificate-signed-off").await, 25);
    assert_eq!(campus.audited("certificates-signed-off-together").await, 1);
}

#[actix_web::test]
async fn what_is_not_any_more_what_was_shown_is_not_confirmed() {
    let campus = Campus::open().await;
    let (people, sam) = waiting(&campus, 3).await;
    let (path, proposal) = propose(&sam, json!({})).await;
    let queue = sam.get(QUEUE).await.json();
    let one = json!({ "certificates": [queue["items"][1]["id"]], "decision": "refused", "public_reason": "No." });
    sam.post("/api/v1/certificate-sign-offs", one).await.assert_status(200);
    let answer = confirm(&sam, &path, &proposal).await;
    answer.assert_problem(409, "sign-off-batch-changed");
    let name = queue["items"][1]["person"]["name"].as_str().expect("a name");
    assert!(answer.json()["detail"].as_str().expect("a detail").contains(name), "it says who: {}", answer.text());
    campus.run_jobs().await;
    assert_eq!(count(&campus).await, 0);

    // Whoever was refused is called as her account says, so a new name shows, too.
    let ids = json!({ "certificates": [queue["items"][1]["id"]] });
    let (path, proposal) = propose(&sam, ids).await;
    let renamed = people.iter().find(|person| person.email.starts_with(name)).expect("somebody");
    let etag = renamed.get("/api/v1/me").await.header("etag").expect("a version").to_owned();
    let renamed = renamed.with_header("if-match", &etag);
    renamed.patch("/api/v1/me", json!({ "name": "Somebody Else" })).await.assert_status(200);
    let answer = confirm(&sam, &path, &proposal).await;
    answer.assert_problem(409, "sign-off-batch-changed");
    assert!(answer.text().contains("Somebody Else"));
}

#[actix_web::test]
async fn who_is_called_otherwise_by_the_time_of_her_turn_is_not_signed_off() {
    let campus = Campus::open_with(in_public).await;
    let (people, sam) = waiting(&campus, 2).await;
    let queue = sam.get(QUEUE).await.json();
    let ids = json!({ "certificates": [queue["items"][0]["id"], queue["items"][1]["id"]] });
    let mut refusal = json!({ "decision": "refused", "public_reason": "Please give your own name." });
    refusal["certificates"] = ids["certificates"].clone();
    sam.post("/api/v1/certificate-sign-offs", refusal).await.assert_status(200);
    let (path, proposal) = propose(&sam, ids).await;
    confirm(&sam, &path, &proposal).await.assert_status(202);
    let etag = people[0].get("/api/v1/me").await.header("etag").expect("a version").to_owned();
    let renamed = people[0].with_header("if-match", &etag);
    renamed.patch("/api/v1/me", json!({ "name": "Somebody Else" })).await.assert_status(200);
    campus.run_jobs().await;
    let done = sam.get(&path).await.json();
    assert_eq!((&done["state"], &done["outcomes"]), (&json!("done"), &json!({ "changed": 1, "signed-off": 1 })));
    assert_eq!(count(&campus).await, 1);
}

#[actix_web::test]
async fn only_who_saw_it_confirms_and_only_in_time() {
    let campus = Campus::open().await;
    let (people, sam) = waiting(&campus, 2).await;
    let una = campus.person("una").secretariat().await;
    let (path, proposal) = propose(&sam, json!({})).await;
    confirm(&una, &path, &proposal).await.assert_problem(403, "sign-off-token-wrong");
    let wrong = json!({ "confirmation_token": "x".repeat(43) });
    confirm(&sam, &path, &wrong).await.assert_problem(403, "sign-off-token-wrong");
    for nobody in [&people[0], &campus.person("fay").focal_point("MG").await] {
        nobody.post(BATCHES, json!({})).await.assert_problem(403, "forbidden");
        nobody.get(&path).await.assert_problem(403, "forbidden");
        nobody.get(&format!("{path}/items")).await.assert_problem(403, "forbidden");
        confirm(nobody, &path, &proposal).await.assert_problem(403, "forbidden");
    }
    let unknown = format!("{BATCHES}/0197a2c4-6f1e-7c3a-9d55-3f6a1b2c4d5e");
    sam.get(&unknown).await.assert_problem(404, "sign-off-batch-unknown");
    campus.clock.advance(hours(1));
    let sam = campus.back(&sam).await;
    confirm(&sam, &path, &proposal).await.assert_problem(409, "sign-off-batch-expired");
    propose(&sam, json!({})).await;
    confirm(&sam, &path, &proposal).await.assert_problem(404, "sign-off-batch-unknown");
    sam.post(BATCHES, json!({ "party": "FR" })).await.assert_problem(409, "sign-off-nobody");
    for (body, pointer) in [
        (json!({ "certificates": [] }), "/certificates"),
        (json!({ "certificates": [proposal["id"]], "course": SLUG }), "/certificates"),
        (json!({ "course": "nothing" }), "/course"),
        (json!({ "cohort": "x" }), "/cohort"),
    ] {
        let answer = sam.post(BATCHES, body).await;
        answer.assert_problem(422, "body-invalid");
        assert_eq!(answer.json()["errors"][0]["pointer"], pointer);
    }
}

#[actix_web::test]
async fn nobody_signs_for_herself_and_what_cannot_be_printed_waits() {
    let campus = Campus::open_with(|config| config.certificates.font_directories = Some(Vec::new())).await;
    let (_, sam) = waiting(&campus, 1).await;
    completes(&campus, &sam, SLUG, "en").await;
    let han = super::office::renamed(&campus, "欧阳慧敏").await;
    completes(&campus, &han, SLUG, "en").await;
    let (path, proposal) = propose(&sam, json!({})).await;
    assert_eq!(proposal["count"], 2);
    assert_eq!(proposal["left_out"][0]["outcome"], "own-certificate");
    confirm(&sam, &path, &proposal).await.assert_status(202);
    campus.run_jobs().await;
    let done = sam.get(&path).await.json();
    assert_eq!(done["outcomes"], json!({ "signed-off": 1, "not-printable": 1 }));
    assert_eq!(count(&campus).await, 1);
}

/// Waits until a batch has come so far that there are so many certificates.
async fn until_issued(campus: &Campus, least: i64) {
    while count(campus).await < least {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
}

/// The process dies in the middle, some chunks done, one half written and one half drawn; another one goes on, and two do at once.
#[actix_web::test]
async fn a_crash_is_gone_on_from_and_two_workers_issue_nothing_twice() {
    let campus = Campus::open_with(in_public).await;
    let (_, sam) = waiting(&campus, 65).await;
    campus.run_jobs().await;
    let (path, proposal) = propose(&sam, json!({})).await;
    confirm(&sam, &path, &proposal).await.assert_status(202);
    let payload = only_payload(&campus, "sign-off-batch").await;
    let run = |app: &virtual_college::http::AppData| {
        (handler("sign-off-batch").run)(app.clone().into_inner(), payload.clone())
    };
    let cut_off = tokio::spawn(run(&campus.app));
    until_issued(&campus, 20).await;
    cut_off.abort();
    let _ = cut_off.await;
    let after_the_crash = count(&campus).await;
    assert!((20..=40).contains(&after_the_crash), "{after_the_crash}");

    let (other, _) = campus.unknowing_instance().await;
    for _ in 0..5 {
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
    assert_eq!((&done["state"], &done["outcomes"]), (&json!("done"), &json!({ "signed-off": 65 })));
    assert_eq!(issued_and_told(&campus).await.0, vec![1; 65]);
    let letters = campus.mailbox().all().len() + other.mail.mailbox().expect("a mailbox").all().len();
    assert_eq!(letters - 1, 65, "each is written to once, and Sam about her role");
    assert_eq!(campus.audited("certificate-signed-off").await, 65);
}

#[actix_web::test]
async fn who_may_not_sign_off_any_more_signs_nothing_off_any_more() {
    let campus = Campus::open().await;
    let (_, sam) = waiting(&campus, 45).await;
    let (path, proposal) = propose(&sam, json!({})).await;
    confirm(&sam, &path, &proposal).await.assert_status(202);
    let payload = only_payload(&campus, "sign-off-batch").await;
    let step = tokio::spawn((handler("sign-off-batch").run)(campus.app.clone().into_inner(), payload));
    until_issued(&campus, 20).await;
    let person = sam.id;
    let revoke = move |tx: &mut Tx<'_>| {
        let now = tx.now();
        let grants = diesel::update(role_grants::table.filter(role_grants::person.eq(person)));
        Ok(grants.set(role_grants::revoked_at.eq(now)).execute(tx.conn())?)
    };
    campus.app.db.write(revoke).await.expect("revoke");
    step.await.expect("a step").expect("some chunks");
    campus.run_jobs().await;
    let issued = count(&campus).await;
    assert!([20, 40].contains(&issued), "what was being written is, and no more: {issued}");
    let una = campus.person("una").secretariat().await;
    let stopped = una.get(&path).await.json();
    assert_eq!((&stopped["state"], &stopped["done"]), (&json!("stopped"), &json!(issued)));
    assert_eq!(sam_open(&campus).await, 45 - issued);
}

/// One whose enrolment cannot be read, and one who cannot be read herself: neither holds up the others, and it is said who they are.
#[actix_web::test]
async fn what_is_damaged_is_named_and_holds_up_nobody_else() {
    let campus = Campus::open_with(in_public).await;
    let (people, sam) = waiting(&campus, 23).await;
    let queue = sam.get(QUEUE).await.json();
    let id = |place: usize| queue["items"][place]["id"].clone();
    let (path, proposal) = propose(&sam, json!({})).await;
    confirm(&sam, &path, &proposal).await.assert_status(202);
    let (one, other) = (people[1].id, people[21].id);
    let damage = move |tx: &mut Tx<'_>| {
        let enrolment = diesel::update(enrolled::table.filter(enrolled::person.eq(one)));
        let candidate = diesel::update(certificate_candidates::table.filter(certificate_candidates::person.eq(other)));
        let damaged = enrolment.set(enrolled::locale.eq("?")).execute(tx.conn())?
            + candidate.set(certificate_candidates::party.eq("?")).execute(tx.conn())?;
        assert_eq!(damaged, 2);
        Ok(())
    };
    campus.app.db.write(damage).await.expect("damage");
    campus.run_jobs().await;

    let done = sam.get(&path).await.json();
    assert_eq!((&done["state"], &done["outcomes"]), (&json!("done"), &json!({ "signed-off": 21, "failed": 2 })));
    let failed = sam.get(&format!("{path}/items?outcome=failed")).await.json();
    let failed: Vec<&Value> = failed["items"].as_array().expect("items").iter().map(|it| &it["certificate"]).collect();
    assert_eq!(failed, [&id(1), &id(21)]);
    assert_eq!(count(&campus).await, 21);

    let body = json!({ "decision": "signed-off", "certificates": [id(1)] });
    let decided = sam.post("/api/v1/certificate-sign-offs", body).await.json();
    assert_eq!(decided["items"][0]["outcome"], "failed", "{decided:#}");
    assert!(decided["items"][0]["detail"].as_str().is_some_and(|detail| detail.contains("damaged")), "{decided:#}");
    let mend = move |tx: &mut Tx<'_>| {
        let enrolment = diesel::update(enrolled::table.filter(enrolled::person.eq(one)));
        Ok(enrolment.set(enrolled::locale.eq("en")).execute(tx.conn())?)
    };
    campus.app.db.write(mend).await.expect("mend");
    let (path, proposal) = propose(&sam, json!({ "certificates": [id(1)] })).await;
    confirm(&sam, &path, &proposal).await.assert_status(202);
    campus.run_jobs().await;
    assert_eq!(sam.get(&path).await.json()["outcomes"], json!({ "signed-off": 1 }), "it waited");
}

#[actix_web::test]
async fn a_batch_whose_job_is_gone_or_was_given_up_is_gone_on_with() {
    for was_given_up in [false, true] {
        let campus = Campus::open_with(in_public).await;
        let (_, sam) = waiting(&campus, 2).await;
        campus.run_jobs().await;
        let (path, proposal) = propose(&sam, json!({})).await;
        confirm(&sam, &path, &proposal).await.assert_status(202);
        if was_given_up {
            give_up_job(&campus, "sign-off-batch").await;
        } else {
            forget_job(&campus, "sign-off-batch").await;
        }
        campus.run_jobs().await;
        assert_eq!(sam.get(&path).await.json()["state"], "running");
        campus.clock.advance(hours(1));
        campus.run_jobs().await;
        let sam = campus.back(&sam).await;
        assert_eq!(sam.get(&path).await.json()["outcomes"], json!({ "signed-off": 2 }), "given up: {was_given_up}");
    }
}

/// A batch as large as one may be is forgotten in many writes.
#[actix_web::test]
async fn what_nobody_confirmed_is_forgotten_a_few_rows_at_a_time() {
    let campus = Campus::open().await;
    let (_, sam) = waiting(&campus, 1).await;
    let (path, _) = propose(&sam, json!({})).await;
    let fill = |tx: &mut Tx<'_>| {
        let batch: Vec<u8> = sign_off_batch_items::table.select(sign_off_batch_items::batch).first(tx.conn())?;
        let row = |place: i32| {
            (
                sign_off_batch_items::batch.eq(batch.clone()),
                sign_off_batch_items::place.eq(place),
                sign_off_batch_items::candidate.eq(vec![0_u8; 16]),
                sign_off_batch_items::seen.eq(vec![0_u8]),
            )
        };
        let rows: Vec<_> = (1..1_200).map(row).collect();
        let added =
            on_backend!(tx.conn(), |c| diesel::insert_into(sign_off_batch_items::table).values(&rows).execute(c));
        Ok(added?)
    };
    campus.app.db.write(fill).await.expect("rows");
    campus.clock.advance(hours(1));
    for left in [700, 200, 0] {
        let step = (handler("forget-expired-batches").run)(campus.app.clone().into_inner(), Json::empty());
        assert!(matches!(step.await, Ok(Step::Continue(_))), "there may be more");
        let count = campus.app.db.read(|it| Ok(sign_off_batch_items::table.count().get_result::<i64>(it.conn())?));
        assert_eq!(count.await.expect("a count"), left);
    }
    let sam = campus.back(&sam).await;
    sam.get(&path).await.assert_problem(404, "sign-off-batch-unknown");
}

async fn sam_open(campus: &Campus) -> i64 {
    let open = campus.app.db.read(|snapshot| {
        let open = sign_off_batch_items::table.filter(sign_off_batch_items::outcome.is_null());
        Ok(open.count().get_result::<i64>(snapshot.conn())?)
    });
    open.await.expect("a count")
}

#[actix_web::test]
async fn a_certificate_takes_as_many_statements_however_many_there_are() {
    let campus = Campus::open_with(in_public).await;
    let (_, sam) = waiting(&campus, 30).await;
    let queue = sam.get(QUEUE).await.json();
    let ids: Vec<Value> = queue["items"].as_array().expect("items").iter().map(|it| it["id"].clone()).collect();
    let mut counted = Vec::new();
    // The first one also begins a list.
    for some in [&ids[..1], &ids[1..2], &ids[2..12], &ids[12..30]] {
        let (path, proposal) = propose(&sam, json!({ "certificates": some })).await;
        confirm(&sam, &path, &proposal).await.assert_status(202);
        let payload = {
            let found = campus.app.db.read(|snapshot| {
                let jobs = queue::table.filter(queue::kind.eq("sign-off-batch")).order(queue::id.desc());
                Ok(jobs.select(queue::payload).first::<Json>(snapshot.conn())?)
            });
            found.await.expect("a job")
        };
        let before = campus.app.db.statements().total();
        (handler("sign-off-batch").run)(campus.app.clone().into_inner(), payload).await.expect("a chunk");
        counted.push(campus.app.db.statements().total() - before);
    }
    assert_eq!(count(&campus).await, 30);
    let each = (counted[2] - counted[1]) / 9;
    assert_eq!((counted[2] - counted[1], counted[3] - counted[2]), (9 * each, 8 * each), "{counted:?}");
    assert!(each <= 20, "statements for a certificate: {counted:?}");
}

#[actix_web::test]
async fn the_queue_is_looked_through_by_cohort_and_by_how_long_they_wait() {
    let campus = Campus::open().await;
    let sam = campus.person("sam").secretariat().await;
    course(&campus, Issue::AfterSignOff).await;
    let answer = sam.post("/api/v1/cohorts", json!({ "name": "Spring", "sponsor": "A project" })).await;
    let cohort = answer.json()["id"].as_str().expect("an id").to_owned();
    let ana = campus.person("ana").await;
    completes_with(&campus, &ana, json!({ "course": SLUG, "cohort": cohort }), None).await;
    campus.clock.advance(days(2));
    let ben = campus.person("ben").await;
    completes(&campus, &ben, SLUG, "en").await;
    let sam = campus.back(&sam).await;
    for (filter, names) in [
        (String::new(), vec!["ana", "ben"]),
        (format!("&cohort={cohort}"), vec!["ana"]),
        ("&waiting_since=2027-03-03T00:00:00Z".to_owned(), vec!["ana"]),
        ("&waiting_since=2027-03-01T00:00:00Z".to_owned(), vec![]),
        ("&party=MG".to_owned(), vec![]),
    ] {
        let queue = sam.get(&format!("{QUEUE}{filter}")).await.json();
        let found: Vec<&str> =
            queue["items"].as_array().expect("items").iter().filter_map(|it| it["person"]["name"].as_str()).collect();
        assert_eq!(found, names, "{filter}");
        let counted = sam.get(&format!("/api/v1/certificate-candidates/count?limit=1{filter}")).await.json();
        assert_eq!(counted["count"], names.len(), "{filter}");
    }
    let (_, proposal) = propose(&sam, json!({ "cohort": cohort, "waiting_since": "2027-03-03T00:00:00Z" })).await;
    assert_eq!(proposal["count"], 1);
}

#[actix_web::test]
async fn a_certificate_is_looked_at_before_it_exists_and_uses_no_number_up() {
    let campus = Campus::open_with(in_public).await;
    let (people, sam) = waiting(&campus, 1).await;
    let id = sam.get(QUEUE).await.json()["items"][0]["id"].as_str().expect("an id").to_owned();
    let path = format!("/api/v1/certificate-candidates/{id}/preview");
    let english = sam.get(&path).await;
    let french = sam.get(&format!("{path}?lang=fr")).await;
    for page in [&english, &french] {
        page.assert_status(200);
        assert_eq!(page.header("content-type"), Some("application/pdf"));
        assert_eq!(page.header("cache-control"), Some("no-store"));
    }
    assert_ne!(english.body, french.body);
    if let Some(text) = super::printing::text_of(&english.body) {
        assert!(text.contains("PREVIEW") && text.contains("p00") && text.contains("VC-2027-00000000"), "{text}");
    }
    sam.get(&format!("{path}?lang=de")).await.assert_problem(404, "certificate-language-unavailable");
    sam.get(&format!("{path}?lang=!")).await.assert_problem(400, "language-unknown");
    people[0].get(&path).await.assert_problem(403, "forbidden");
    let nobody = "/api/v1/certificate-candidates/0197a2c4-6f1e-7c3a-9d55-3f6a1b2c4d5e/preview";
    sam.get(nobody).await.assert_problem(404, "candidate-unknown");
    let body = json!({ "certificates": [id], "decision": "signed-off" });
    sam.post("/api/v1/certificate-sign-offs", body).await.assert_status(200);
    campus.run_jobs().await;
    assert_eq!(certificate(&people[0]).await["serial"], "VC-2027-00000001");
}
