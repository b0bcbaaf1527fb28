//! Certificates for a course that was taught in a room.

mod erasing;
mod interrupted;
mod late;
mod lists;

use std::collections::{BTreeMap, BTreeSet};

use actix_web::http::Method;
use diesel::prelude::*;
use serde_json::{Value, json};
use virtual_college::courses::model::Issue;
use virtual_college::db::schema::{
    accounts, certificate_candidates, certificates as issued, enrolments as enrolled, outbox, people,
    workshop_participants,
};

use super::school::*;
use crate::support::{Answer, Campus, Client, PASSWORD, Person, days, hours};

const WORKSHOPS: &str = "/api/v1/certificate-workshops";

/// A member of the Secretariat, in a college with Parties and a course.
async fn secretariat(campus: &Campus, policy: Issue) -> Person {
    campus.app.db.write(virtual_college::parties::seed).await.expect("Parties");
    let sam = campus.person("sam").secretariat().await;
    course(campus, policy).await;
    campus.run_jobs().await;
    sam
}

fn address(change: &[(&str, &str)]) -> String {
    let mut query = BTreeMap::from([
        ("course", SLUG),
        ("title", "Antananarivo, Ministry of Finance"),
        ("ended_on", "2027-02-26"),
        ("language", "en"),
    ]);
    query.extend(change.iter().copied());
    let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish();
    format!("{WORKSHOPS}?{query}")
}

async fn bring(staff: &Client, list: &str, change: &[(&str, &str)]) -> Answer {
    let body = Some(("text/csv", list.as_bytes().to_vec()));
    staff.send(Method::POST, &address(change), body).await
}

/// Brings a list in; where it is, and what was found.
pub async fn proposed_with(campus: &Campus, staff: &Client, list: &str, change: &[(&str, &str)]) -> (String, Value) {
    let answer = bring(staff, list, change).await;
    answer.assert_status(201);
    let path = format!("{WORKSHOPS}/{}", answer.json()["id"].as_str().expect("an id"));
    assert_eq!(answer.header("location"), Some(path.as_str()));
    assert_eq!((&answer.json()["state"], answer.json().get("confirmation_token")), (&json!("checking"), None));
    campus.run_jobs().await;
    let found = staff.get(&path).await;
    found.assert_status(200);
    assert_eq!(found.json()["state"], "proposed");
    (path, found.json())
}

async fn proposed(campus: &Campus, staff: &Client, list: &str) -> (String, Value) {
    proposed_with(campus, staff, list, &[]).await
}

fn confirmation(found: &Value) -> Value {
    json!({ "count": found["count"], "confirmation_token": found["confirmation_token"], "leave_out_errors": true })
}

pub async fn confirm(staff: &Client, path: &str, found: &Value) -> Answer {
    staff.post(&format!("{path}/confirmation"), confirmation(found)).await
}

/// Brings a list in and confirms what was found.
async fn issue(campus: &Campus, staff: &Client, list: &str) -> (String, Value) {
    let (path, found) = proposed(campus, staff, list).await;
    confirm(staff, &path, &found).await.assert_status(202);
    campus.run_jobs().await;
    let done = staff.get(&path).await.json();
    assert_eq!(done["state"], "done", "{done:#}");
    (path, done)
}

async fn rows(staff: &Client, path: &str, filter: &str) -> Vec<Value> {
    let answer = staff.get(&format!("{path}/rows?limit=100{filter}")).await;
    answer.assert_status(200);
    answer.json()["items"].as_array().expect("rows").clone()
}

/// Line, column and code of everything that there is to say.
async fn findings(staff: &Client, path: &str) -> Vec<(i64, String, String)> {
    let rows = rows(staff, path, "").await;
    let of = |row: &Value| {
        let findings = row["findings"].as_array().expect("findings").clone();
        let line = row["line"].as_i64().expect("a line");
        findings.into_iter().map(move |it| {
            assert!(it["detail"].as_str().is_some_and(|detail| detail.ends_with('.')), "{it}");
            let text = |member: &str| it[member].as_str().unwrap_or_default().to_owned();
            (line, text("column"), text("code"))
        })
    };
    rows.iter().flat_map(of).collect()
}

/// How many rows there are of whatever an issued certificate leaves behind.
async fn everything(campus: &Campus) -> Vec<i64> {
    let counts = campus.app.db.read(|snapshot| {
        let conn = snapshot.conn();
        Ok(vec![
            people::table.count().get_result(conn)?,
            accounts::table.count().get_result(conn)?,
            enrolled::table.count().get_result(conn)?,
            certificate_candidates::table.count().get_result(conn)?,
            issued::table.count().get_result(conn)?,
            outbox::table.count().get_result(conn)?,
        ])
    });
    counts.await.expect("counts")
}

async fn certificates_per_person(campus: &Campus) -> Vec<i64> {
    let found = campus.app.db.read(|snapshot| {
        Ok(issued::table.group_by(issued::person).select(diesel::dsl::count_star()).load::<i64>(snapshot.conn())?)
    });
    found.await.expect("counts")
}

/// To whom was written that there is a certificate.
async fn told(campus: &Campus) -> Vec<String> {
    let letters = campus.letters().await;
    let issued = letters.into_iter().filter(|(_, letter)| letter["kind"] == "certificate-issued");
    issued.map(|(to, _)| to).collect()
}

/// Twenty who have an account, ten who have an address and no account, and ten who have neither.
async fn forty(campus: &Campus) -> (Vec<Person>, String) {
    let mut rows = Vec::new();
    let mut with_account = Vec::new();
    for number in 0..20 {
        let person = campus.person(&format!("p{number:02}")).await;
        rows.push(format!("Officer {number};{};MG;;85,5", person.email.to_uppercase()));
        with_account.push(person);
    }
    rows.extend((20..30).map(|number| format!("Officer {number};q{number}@example.org;;;")));
    rows.extend((30..35).map(|number| format!("Same Name;;MG;AT-{number};70 %")));
    rows.extend((35..40).map(|number| format!("Officer {number};;;;")));
    let list = format!("\u{FEFF}Name;Email;Party;Reference;Grade\r\n{}\r\n", rows.join("\r\n"));
    (with_account, list)
}

#[actix_web::test]
async fn forty_who_were_in_a_room_get_theirs_once_whether_they_have_accounts_or_not() {
    let campus = Campus::open_with(in_public).await;
    let sam = secretariat(&campus, Issue::AfterSignOff).await;
    let (people, list) = forty(&campus).await;
    campus.run_jobs().await;
    let before = everything(&campus).await;
    let (path, found) = proposed(&campus, &sam, &list).await;
    assert_eq!((&found["rows"], &found["count"]), (&json!({ "ready": 40 }), &json!(40)), "{found:#}");
    assert_eq!((&found["with_account"], &found["without_account"]), (&json!(20), &json!(20)));
    assert_eq!(everything(&campus).await, before, "a dry run changes nothing");
    assert_eq!(campus.audited("workshop-confirmed").await, 0);

    for _ in 0..2 {
        confirm(&sam, &path, &found).await.assert_status(202);
    }
    campus.run_jobs().await;
    confirm(&sam, &path, &found).await.assert_status(202);
    campus.run_jobs().await;
    let done = sam.get(&path).await.json();
    assert_eq!((&done["state"], &done["rows"]), (&json!("done"), &json!({ "issued": 40 })));
    assert_eq!(certificates_per_person(&campus).await, vec![1; 40]);
    let told = told(&campus).await;
    let addresses: BTreeSet<&String> = told.iter().collect();
    assert_eq!((told.len(), addresses.len()), (30, 30), "who has an address is written to once: {told:?}");
    let letters = campus.mailbox().all();
    let first = letters.iter().filter(|letter| letter.text.contains("have not chosen a password yet"));
    let first: BTreeSet<&str> = first.map(|letter| letter.to.as_str()).collect();
    assert!(first.len() == 10 && first.iter().all(|to| to.starts_with('q')), "who has no password: {first:?}");
    let serials: BTreeSet<String> =
        rows(&sam, &path, "").await.iter().map(|row| row["certificate"]["serial"].to_string()).collect();
    assert_eq!(serials.len(), 40);
    assert_eq!(campus.audited("workshop-confirmed").await, 1);
    assert_eq!(campus.audited("enrolment-completed-in-person").await, 40);

    let seen = certificate(&people[3]).await;
    assert_eq!((&seen["state"], &seen["name"]), (&json!("valid"), &json!("Officer 3")), "{seen:#}");
    let addresses = campus.app.db.read(|snapshot| {
        let kept = workshop_participants::table.filter(workshop_participants::email.is_not_null());
        Ok(kept.count().get_result::<i64>(snapshot.conn())?)
    });
    assert_eq!(addresses.await.expect("a count"), 0, "addresses are not kept a second time");

    let sam = campus.back(&sam).await;
    let (again, found) = proposed(&campus, &sam, &list).await;
    assert_eq!((&found["rows"], &found["count"]), (&json!({ "has-one": 40 }), &json!(0)));
    confirm(&sam, &again, &found).await.assert_problem(409, "workshop-empty");
    assert_eq!(count(&campus).await, 40);
    let listed = sam.get(&format!("{WORKSHOPS}?limit=1")).await.json();
    assert_eq!(listed["items"][0]["id"], found["id"]);
    assert!(listed["next"].is_string());
}

#[actix_web::test]
async fn what_is_wrong_is_said_by_line_and_left_out_only_when_somebody_says_so() {
    let campus = Campus::open().await;
    let sam = secretariat(&campus, Issue::OnCompletion).await;
    let list = "name,email,party,language,reference,grade\n\
        Ana Rakoto,ana@example.org,MG,fr,,85\n\
        ,ben@example.org,,,,\n\
        Cy,not an address,,,,\n\
        Di,di@example.org,,tlh,,\n\
        Ed,ed@example.org,,sw,,101\n\
        Fay,,ZZ,,1,\n\
        Gus,,Kenya,,2,\n\
        Hal,,,,,\n\
        Hal,hal@example.org,,,,\n\
        Ida,ida@example.org,,,,\n\
        ida,IDA@example.org,,,,\n\
        Ida,ida@example.org,,,,\n\
        Jo,\"x\n\
        Sam,sam@example.org,,,,\n\
        Kim,,,,3,85.505\n\
        Rakoto, Lu,lu@example.org,,,4,80\n\
        \"Rakoto, Mia\",,,,5,80,,\n";
    let (path, found) = proposed(&campus, &sam, list).await;
    let expected = [
        (3, "name", "field-empty"),
        (4, "email", "email-invalid"),
        (5, "language", "workshop-language-not-offered"),
        (6, "language", "workshop-language-not-offered"),
        (6, "grade", "workshop-grade-invalid"),
        (7, "party", "workshop-party-left-out"),
        (8, "party", "workshop-party-left-out"),
        (9, "name", "workshop-name-shared"),
        (12, "", "workshop-row-differs"),
        (13, "", "workshop-row-repeated"),
        (14, "", "workshop-row-malformed"),
        (15, "email", "workshop-row-oneself"),
        (16, "grade", "workshop-grade-invalid"),
        (17, "", "workshop-row-too-many-cells"),
    ];
    let expected = expected.map(|(line, column, code)| (line, column.to_owned(), code.to_owned()));
    assert_eq!(findings(&sam, &path).await, expected);
    assert_eq!(found["rows"], json!({ "ready": 6, "in-error": 10, "repeated": 1 }), "{found:#}");
    assert_eq!((&found["count"], &found["warnings"]), (&json!(6), &json!(3)));
    assert_eq!(rows(&sam, &path, "&state=in-error").await.len(), 10);
    assert_eq!(rows(&sam, &path, "&warned=true").await.len(), 3);
    let french = sam.get(&format!("{path}/rows?state=in-error&lang=fr")).await.json();
    assert_eq!(
        french["items"][0]["findings"][0]["detail"], "Cette information ne peut pas être laissée vide.",
        "{french:#}"
    );

    let confirmations = format!("{path}/confirmation");
    let mut body = confirmation(&found);
    body["leave_out_errors"] = json!(false);
    let answer = sam.post(&confirmations, body).await;
    answer.assert_problem(409, "workshop-has-errors");
    assert!(answer.json()["detail"].as_str().expect("a detail").contains("10"));
    for (member, other) in [("count", json!(7)), ("confirmation_token", json!("x"))] {
        let mut body = confirmation(&found);
        body[member] = other;
        sam.post(&confirmations, body).await.assert_problem(409, "workshop-not-as-shown");
    }
    campus.run_jobs().await;
    assert_eq!(count(&campus).await, 0);
    confirm(&sam, &path, &found).await.assert_status(202);
    campus.run_jobs().await;
    assert_eq!(count(&campus).await, 6);
    assert_eq!(sam.get(&path).await.json()["rows"], json!({ "issued": 6, "in-error": 10, "repeated": 1 }));
}

#[actix_web::test]
async fn what_is_no_list_of_a_workshop_is_refused_at_once() {
    let campus = Campus::open().await;
    let sam = secretariat(&campus, Issue::OnCompletion).await;
    let list = "name\nAna\n";
    for (list, change, status, code) in [
        ("person\nAna\n", vec![], 422, "workshop-list-unreadable"),
        ("name\n", vec![], 422, "workshop-list-unreadable"),
        (list, vec![("course", "nothing")], 422, "body-invalid"),
        (list, vec![("title", " ")], 422, "body-invalid"),
        (list, vec![("language", "sw")], 422, "body-invalid"),
        (list, vec![("language", "!")], 400, "query-invalid"),
        (list, vec![("ended_on", "2029-01-01")], 422, "body-invalid"),
        (list, vec![("ended_on", "yesterday")], 400, "query-invalid"),
        (list, vec![("cohort", "0197a2c4-6f1e-7c3a-9d55-3f6a1b2c4d5e")], 422, "body-invalid"),
        (list, vec![("place", "x")], 400, "query-invalid"),
    ] {
        bring(&sam, list, &change).await.assert_problem(status, code);
    }
    course_called(&campus, "without", Issue::None).await;
    bring(&sam, list, &[("course", "without")]).await.assert_problem(409, "workshop-without-certificate");
    let large = format!("name\n{}", "A".repeat(3 * 1024 * 1024));
    bring(&sam, &large, &[]).await.assert_problem(413, "body-too-large");

    let key = sam.with_header("idempotency-key", "workshop-1");
    let [first, second] = [bring(&key, list, &[]).await, bring(&key, list, &[]).await];
    assert_eq!((first.status, first.json()["id"].as_str()), (201, second.json()["id"].as_str()));
    let path = format!("{WORKSHOPS}/{}", first.json()["id"].as_str().expect("an id"));
    let early = json!({ "count": 1, "confirmation_token": "x" });
    sam.post(&format!("{path}/confirmation"), early).await.assert_problem(409, "workshop-being-checked");
    campus.run_jobs().await;
    let found = sam.get(&path).await.json();
    campus.clock.advance(days(3));
    let sam = campus.back(&sam).await;
    confirm(&sam, &path, &found).await.assert_problem(409, "workshop-expired");
    campus.run_jobs().await;
    sam.get(&path).await.assert_problem(404, "workshop-unknown");
}

#[actix_web::test]
async fn a_trainee_a_translator_and_a_focal_point_may_nothing_of_it() {
    let campus = Campus::open().await;
    let sam = secretariat(&campus, Issue::OnCompletion).await;
    let (path, found) = proposed(&campus, &sam, "name\nAna\n").await;
    let tia = campus.person("tia").holding(
        virtual_college::accounts::Role::Translator,
        virtual_college::accounts::Scope::locale(&virtual_college::i18n::Locale::FR),
    );
    let [tom, tia, fay] = [campus.person("tom").await, tia.await, campus.person("fay").focal_point("MG").await];
    for nobody in [&tom, &tia, &fay] {
        bring(nobody, "name\nAna\n", &[]).await.assert_problem(403, "forbidden");
        nobody.get(WORKSHOPS).await.assert_problem(403, "forbidden");
        nobody.get(&path).await.assert_problem(403, "forbidden");
        nobody.get(&format!("{path}/rows")).await.assert_problem(403, "forbidden");
        confirm(nobody, &path, &found).await.assert_problem(403, "forbidden");
    }
    let una = campus.person("una").secretariat().await;
    confirm(&una, &path, &found).await.assert_status(202);
    campus.run_jobs().await;
    assert_eq!(count(&campus).await, 1, "a colleague who has seen it may");
}

#[actix_web::test]
async fn who_registers_later_finds_hers_and_nobody_else_does() {
    let campus = Campus::open_with(in_public).await;
    let sam = secretariat(&campus, Issue::OnCompletion).await;
    let guest = campus.guest();
    let registration = |email: &str, password: &str| json!({ "email": email, "password": password, "name": "Somebody", "locale": "en", "country": "MG" });
    // Somebody registers another one's address, and stays signed in, before the list comes.
    let theirs = "a password of a stranger";
    guest.post("/api/v1/accounts", registration("ben@example.org", theirs)).await.assert_status(201);
    let squatter = guest.post("/api/v1/sessions", json!({ "email": "ben@example.org", "password": theirs })).await;
    let squatter = guest.with_token(squatter.json()["access_token"].as_str().expect("a token"));
    squatter.get("/api/v1/me/certificates").await.assert_status(200);
    let confirms_ben = campus.mailed_token("ben@example.org").await;

    let list = "name,email,language\nAna Rakoto,ana@example.org,fr\nBen Rasolo,ben@example.org,en\n";
    let (_, done) = issue(&campus, &sam, list).await;
    assert_eq!((&done["rows"], &done["without_account"]), (&json!({ "issued": 2 }), &json!(2)));
    squatter.get("/api/v1/me/certificates").await.assert_problem(401, "token-invalid");
    let body = json!({ "token": confirms_ben, "password": theirs });
    guest.post("/api/v1/email-verifications", body).await.assert_problem(404, "link-invalid");

    // Registering says the same as ever, and opens nothing.
    let known = guest.post("/api/v1/accounts", registration("ana@example.org", theirs)).await;
    let unknown = guest.post("/api/v1/accounts", registration("zoe@example.org", theirs)).await;
    assert_eq!((known.status, known.text()), (201, unknown.text()));
    for (email, password) in [
        ("ana@example.org", theirs),
        ("ana@example.org", ""),
        ("ben@example.org", theirs),
        ("nobody@example.org", theirs),
    ] {
        let body = json!({ "email": email, "password": password });
        guest.post("/api/v1/sessions", body).await.assert_problem(401, "sign-in-failed");
    }
    // What is mailed opens it: to who registered, and to who asks for a password.
    for email in ["ana@example.org", "ben@example.org"] {
        if email == "ben@example.org" {
            let asked = guest.post("/api/v1/password-resets", json!({ "email": email })).await;
            let nobody = guest.post("/api/v1/password-resets", json!({ "email": "nobody@example.org" })).await;
            assert_eq!((asked.status, asked.text()), (202, nobody.text()));
        }
        let path = format!("/api/v1/password-resets/{}", campus.mailed_token(email).await);
        guest.put(&path, json!({ "password": PASSWORD })).await.assert_status(204);
        let session = campus.sign_in(email).await;
        session.assert_status(201);
        let owner = guest.with_token(session.json()["access_token"].as_str().expect("a token"));
        let hers = owner.get("/api/v1/me/certificates").await.json();
        assert_eq!(hers["items"].as_array().map(Vec::len), Some(1), "{hers:#}");
        assert_eq!(owner.get("/api/v1/me").await.json()["verified"], true);
        owner.get("/api/v1/me/enrolments").await;
    }
    let sam = campus.back(&sam).await;
    let (_, found) = proposed(&campus, &sam, list).await;
    assert_eq!(found["rows"], json!({ "has-one": 2 }));
}

/// How somebody's only enrolment stands: its state, version, language and how much is done.
async fn enrolment_of(person: &Client) -> Value {
    let list = person.get("/api/v1/me/enrolments").await;
    list.assert_status(200);
    let items = list.json()["items"].as_array().expect("a list").clone();
    assert_eq!(items.len(), 1, "{items:#?}");
    items.into_iter().next().expect("one")
}

#[actix_web::test]
async fn what_somebody_did_online_stays_as_it_is_and_who_completed_gets_no_second_one() {
    let campus = Campus::open_with(in_public).await;
    let sam = secretariat(&campus, Issue::OnCompletion).await;
    let [ana, cy] = [campus.person("ana").await, campus.person("cy").await];
    for person in [&ana, &cy] {
        let body = json!({ "course": SLUG, "locale": "es" });
        person.post("/api/v1/enrolments", body).await.assert_status(201);
    }
    let begun = enrolment_of(&ana).await;
    campus.clock.advance(hours(1));
    let newer = course_with(&campus, SLUG, Issue::OnCompletion, |text| text.title.push_str(" II")).await;
    assert_eq!(newer.number, 2);
    completes(&campus, &campus.person("ben").await, SLUG, "en").await;
    let cy = campus.back(&cy).await;
    cy.delete(&format!("/api/v1/enrolments/{}", enrolment_of(&cy).await["id"].as_str().expect("an id"))).await;
    campus.run_jobs().await;
    let sam = campus.back(&sam).await;
    let list = "name,email,language,grade\nAna Rakoto,ana@example.org,fr,91\nBen,ben@example.org,,\nCy Randria,cy@example.org,,\n";
    let (path, done) = issue(&campus, &sam, list).await;
    assert_eq!(done["rows"], json!({ "issued": 2, "has-one": 1 }), "{done:#}");
    assert_eq!(rows(&sam, &path, "&state=has-one").await[0]["line"], 3);
    assert_eq!(certificates_per_person(&campus).await, [1, 1, 1]);

    let ana = campus.back(&ana).await;
    let completed = enrolment_of(&ana).await;
    assert_eq!(
        (&completed["id"], &completed["state"], &completed["version"], &completed["locale"]),
        (&begun["id"], &json!("completed"), &json!(2), &json!("es")),
        "{completed:#}"
    );
    assert_eq!(completed["progress"]["completed"], 0, "{completed:#}");
    assert_eq!(completed["completed_at"], "2027-02-26T12:00:00Z");
    let hers = ana.get("/api/v1/me/certificates").await.json()["items"][0].clone();
    assert_eq!((&hers["name"], &hers["course"]["version"]), (&json!("Ana Rakoto"), &json!(2)), "{hers:#}");
}

#[actix_web::test]
async fn the_doctor_leaves_what_was_done_in_a_room() {
    let campus = Campus::open().await;
    let sam = secretariat(&campus, Issue::OnCompletion).await;
    let ana = campus.person("ana").await;
    issue(&campus, &sam, "name,email\nAna Rakoto,ana@example.org\n").await;
    let completed = enrolment_of(&ana).await;
    campus.assert_rebuilds(&ana, completed["id"].as_str().expect("an id")).await;
    let etag = ana.get("/api/v1/me").await.header("etag").expect("a version").to_owned();
    ana.with_header("if-match", &etag).patch("/api/v1/me", json!({ "name": "Ana R." })).await.assert_status(200);
    assert_eq!(certificate(&ana).await["name"], "Ana Rakoto", "as the list says");
}

#[actix_web::test]
async fn the_name_that_an_authority_vouches_for_goes_before_that_of_the_list() {
    let campus = Campus::open().await;
    let sam = secretariat(&campus, Issue::OnCompletion).await;
    let ana = super::office::renamed(&campus, "Ana Rakotomalala").await;
    let focal = campus.person("focal").focal_point("MG").await;
    let office = json!({ "party": "MG", "authority": "customs", "organisation": "Douanes" });
    let office = ana.post("/api/v1/me/affiliations", office).await.json();
    let path = format!("/api/v1/affiliations/{}/decision", office["id"].as_str().expect("an id"));
    focal.post(&path, json!({ "decision": "vouched" })).await.assert_status(200);
    let (path, found) = proposed(&campus, &sam, "name,email\nAna Rakoto,ana@example.org\n").await;
    assert_eq!(findings(&sam, &path).await, [(2, "name".to_owned(), "workshop-name-vouched".to_owned())]);
    confirm(&sam, &path, &found).await.assert_status(202);
    campus.run_jobs().await;
    let hers = certificate(&ana).await;
    assert_eq!((&hers["name"], &hers["party"]["code"]), (&json!("Ana Rakotomalala"), &json!("MG")), "{hers:#}");
}

#[actix_web::test]
async fn hostile_cells_are_names_or_errors_and_never_anything_else() {
    let campus = Campus::open_with(in_public).await;
    let sam = secretariat(&campus, Issue::OnCompletion).await;
    let list = "name,reference\n\
        \"=HYPERLINK(\"\"https://evil.example\"\",\"\"x\"\")\",1\n\
        '=1+1,2\n\
        @SUM(A1),3\n\
        -Ana,4\n\
        \"a\u{202E}b\",5\n\
        123,6\n\
        <b>Ana</b> #include \"\"x\"\",7\n\
        \"O'Brien; DROP TABLE people\",8\n\
        محمد عبد الله,9\n\
        \"Ana\nRakoto\",10\n\
        $1 {{name}} \\o,11\n";
    let (path, done) = issue(&campus, &sam, list).await;
    let errors: Vec<Value> = rows(&sam, &path, "&state=in-error").await.iter().map(|row| row["line"].clone()).collect();
    assert_eq!(errors, [json!(2), json!(3), json!(4), json!(5), json!(6), json!(7)], "{done:#}");
    assert_eq!(done["rows"], json!({ "issued": 5, "in-error": 6 }));
    let row = &rows(&sam, &path, "&state=issued").await[0];
    let page = campus.guest().get(&format!("/verify/{}", row["certificate"]["id"].as_str().expect("an id"))).await;
    assert!(page.text().contains("Ana") && !page.text().contains("<b>"), "{}", page.text());
    let register = sam.get("/api/v1/certificate-register").await.text();
    assert!(register.contains("Ana Rakoto") && register.contains("DROP TABLE people"));
}

#[actix_web::test]
async fn a_name_without_a_font_is_told_before_and_waits_for_one() {
    let campus = Campus::open_with(|config| config.certificates.font_directories = Some(Vec::new())).await;
    let sam = secretariat(&campus, Issue::OnCompletion).await;
    let (path, found) = proposed(&campus, &sam, "name\n欧阳慧敏\nAna\n").await;
    let row = rows(&sam, &path, "&warned=true").await.remove(0);
    assert_eq!((&row["line"], &row["findings"][0]["code"]), (&json!(2), &json!("certificate-script-missing")));
    assert!(row["findings"][0]["detail"].as_str().expect("a detail").contains("Han"));
    confirm(&sam, &path, &found).await.assert_status(202);
    campus.run_jobs().await;
    let done = sam.get(&path).await.json();
    assert_eq!((&done["state"], &done["rows"]), (&json!("done"), &json!({ "issued": 1, "needs-script": 1 })));
    assert_eq!(count(&campus).await, 1);
}

#[actix_web::test]
async fn a_list_that_comes_again_is_about_the_same_people_whatever_was_published_or_changed_in_it() {
    let campus = Campus::open().await;
    let sam = secretariat(&campus, Issue::OnCompletion).await;
    issue(&campus, &sam, "name,reference\nAna Rakoto,\nBen Rasolo,AT-2\n").await;
    course_with(&campus, SLUG, Issue::OnCompletion, |text| text.title.push_str(" II")).await;
    campus.run_jobs().await;
    let again = "reference;name\n;ANA  RAKÔTO\nat-2;Ben Rasolo-Andria\n";
    let title = [("title", " antananarivo,  ministry of finance")];
    let (path, found) = proposed_with(&campus, &sam, again, &title).await;
    assert_eq!(found["rows"], json!({ "has-one": 2 }), "{found:#}");
    let differs = |line| (line, "name".to_owned(), "workshop-certificate-differs".to_owned());
    assert_eq!(findings(&sam, &path).await, [differs(2), differs(3)]);
    // Under another identity it may be somebody else, so somebody has to look.
    let (path, found) = proposed(&campus, &sam, "name,email\nAna Rakoto,ana@example.org\nCy,cy@example.org\n").await;
    assert_eq!(found["rows"], json!({ "ready": 2 }));
    assert_eq!(findings(&sam, &path).await, [(2, "name".to_owned(), "workshop-namesake".to_owned())]);
    let (path, found) = proposed_with(&campus, &sam, "name,reference\nBo,AT-2\n", &[("title", "Toamasina")]).await;
    assert_eq!((&found["rows"], findings(&sam, &path).await), (&json!({ "ready": 1 }), vec![]));
}

#[actix_web::test]
async fn a_cohort_gets_them_in_one_archive() {
    let campus = Campus::open_with(in_public).await;
    let sam = secretariat(&campus, Issue::OnCompletion).await;
    let cohort = |course: &str| json!({ "name": "Autumn", "sponsor": "A project", "course": course });
    let made = sam.post("/api/v1/cohorts", cohort(SLUG)).await.json();
    let cohort_id = made["id"].as_str().expect("an id").to_owned();
    course_called(&campus, "another", Issue::OnCompletion).await;
    let other = sam.post("/api/v1/cohorts", cohort("another")).await.json();
    let list = "name\nAna\nBen\n";
    let unfit = bring(&sam, list, &[("cohort", other["id"].as_str().expect("an id"))]).await;
    unfit.assert_problem(409, "enrolment-cohort-unfit");
    let (path, found) = proposed_with(&campus, &sam, list, &[("cohort", &cohort_id)]).await;
    confirm(&sam, &path, &found).await.assert_status(202);
    campus.run_jobs().await;
    let archive = sam.get(&format!("/api/v1/certificate-register/archive?cohort={cohort_id}")).await;
    archive.assert_status(200);
    let names = archive.body.windows(4).filter(|bytes| bytes == b".pdf").count();
    assert!(names >= 2, "two pages: {names}");
}

#[actix_web::test]
async fn the_certificate_of_somebody_without_an_account_is_one_like_any_other() {
    let campus = Campus::open_with(in_public).await;
    let sam = secretariat(&campus, Issue::OnCompletion).await;
    let (path, _) = issue(&campus, &sam, "name,party,grade\nAna Rakoto,mg,87.5\n").await;
    let row = rows(&sam, &path, "").await.remove(0);
    assert_eq!((&row["has_account"], &row["state"]), (&json!(false), &json!("issued")));
    let id = row["certificate"]["id"].as_str().expect("an id").to_owned();
    let certificate = format!("/api/v1/certificates/{id}");
    let machine = campus.guest().with_header("accept", "application/json");
    let seen = machine.get(&format!("/verify/{id}")).await.json();
    assert_eq!((&seen["state"], &seen["signature"]), (&json!("valid"), &json!("verified")), "{seen:#}");
    assert!(sam.get(&format!("{certificate}/pdf")).await.body.starts_with(b"%PDF-"));
    let register = sam.get("/api/v1/certificate-register?party=MG").await.json();
    assert_eq!(register["items"][0]["name"], "Ana Rakoto", "{register:#}");

    let etag = sam.get(&certificate).await.header("etag").expect("a version").to_owned();
    let correction = json!({ "name": "Ana Rakotomalala" });
    let corrected = sam.with_header("if-match", &etag).post(&format!("{certificate}/correction"), correction).await;
    assert!((200..300).contains(&corrected.status), "{}", corrected.text());
    assert_eq!(machine.get(&format!("/verify/{id}")).await.json()["state"], "replaced");
    let row = rows(&sam, &path, "").await.remove(0);
    assert_ne!(row["certificate"]["id"], json!(id), "the row leads to the one that holds now");
    assert_eq!(told(&campus).await, Vec::<String>::new());
}
