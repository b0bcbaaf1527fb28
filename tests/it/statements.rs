//! How many SQL statements an answer takes, once what is kept in memory is there. A route that asks for each row of a list, or
//! asks the same thing twice, shows here.

use std::fmt::Write as _;

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::support::{Answer, Campus, PASSWORD};

/// The statements that a request sent, and what came back.
async fn counted(campus: &Campus, request: impl Future<Output = Answer>) -> (u64, Answer) {
    let before = campus.app.db.statements().total();
    let answer = request.await;
    (campus.app.db.statements().total() - before, answer)
}

fn event(number: u8) -> Value {
    json!({ "events": [{
        "id": format!("0197a2c4-6f1e-7c3a-9d55-0000000000{number:02x}"),
        "activity": "welcome",
        "kind": "viewed",
        "occurred_at": "2027-03-02T09:00:00Z",
    }] })
}

fn account(name: &str) -> Value {
    let email = format!("{name}@example.org");
    json!({ "email": email, "password": PASSWORD, "name": "Ana Rakoto", "locale": "en" })
}

#[actix_web::test]
async fn each_route_is_known_for_its_statements() {
    let campus = Campus::open().await;
    let fish = campus.course("fish").await;
    for course in ["skins", "roots"] {
        campus.course(course).await;
    }
    let (guest, ana) = (campus.guest(), campus.person("ana").await);
    let enrolment = ana.enrols(&fish).await;
    let own = format!("/api/v1/enrolments/{enrolment}");
    let (progress, events) = (format!("{own}/progress"), format!("{own}/events"));
    let mut table = String::new();

    for (name, client, path) in [
        ("GET /courses", &guest, "/api/v1/courses"),
        ("GET /courses/{slug}", &*ana, "/api/v1/courses/fish"),
        ("GET /courses/{slug} as a page", &guest, "/courses/fish"),
        ("GET /courses/{slug}/activities/{activity}", &*ana, "/api/v1/courses/fish/activities/permits"),
        ("GET /parties", &guest, "/api/v1/parties"),
        ("GET /me", &*ana, "/api/v1/me"),
        ("GET /me/enrolments", &*ana, "/api/v1/me/enrolments"),
        ("GET /enrolments/{id}", &*ana, &own),
        ("GET /enrolments/{id}/progress", &*ana, &progress),
    ] {
        client.get(path).await.assert_status(200);
        let (statements, answer) = counted(&campus, client.get(path)).await;
        answer.assert_status(200);
        writeln!(table, "{statements:>3}  {name}").expect("a line");
    }
    for (name, client, path, first, second, status) in [
        ("POST /accounts", &guest, "/api/v1/accounts", account("bo"), account("cy"), 201),
        (
            "POST /enrolments",
            &*ana,
            "/api/v1/enrolments",
            json!({ "course": "skins" }),
            json!({ "course": "roots" }),
            201,
        ),
        ("POST /enrolments/{id}/events", &*ana, &events, event(1), event(2), 200),
    ] {
        client.post(path, first).await.assert_status(status);
        let (statements, answer) = counted(&campus, client.post(path, second)).await;
        answer.assert_status(status);
        writeln!(table, "{statements:>3}  {name}").expect("a line");
    }
    let (statements, session) = counted(&campus, campus.sign_in(&ana.email)).await;
    session.assert_status(201);
    writeln!(table, "{statements:>3}  POST /sessions").expect("a line");

    assert_snapshot!(table);
}

#[actix_web::test]
async fn a_longer_list_takes_no_more_statements() {
    let campus = Campus::open().await;
    let ana = campus.person("ana").await;
    let mut courses = Vec::new();
    for number in 0..10 {
        courses.push(campus.course(&format!("course-{number}")).await);
    }

    ana.enrols(&courses[0]).await;
    ana.get("/api/v1/me/enrolments").await.assert_status(200);
    let (of_one, _) = counted(&campus, ana.get("/api/v1/me/enrolments")).await;
    for course in &courses[1..] {
        ana.enrols(course).await;
    }
    ana.get("/api/v1/me/enrolments").await.assert_status(200);
    let (of_ten, answer) = counted(&campus, ana.get("/api/v1/me/enrolments")).await;

    assert_eq!(answer.json()["items"].as_array().map(Vec::len), Some(10));
    assert_eq!(of_ten, of_one);
}

#[actix_web::test]
async fn the_work_of_an_answer_does_not_tell_whether_an_address_has_an_account() {
    let campus = Campus::open().await;
    for name in ["warm", "ana"] {
        campus.person(name).await;
    }
    let guest = campus.guest();
    for path in ["/api/v1/password-resets", "/api/v1/email-verification-requests"] {
        let ask = |name: &str| guest.post(path, json!({ "email": format!("{name}@example.org") }));
        ask("warm").await.assert_status(202);
        let (known, answer) = counted(&campus, ask("ana")).await;
        answer.assert_status(202);
        let (unknown, answer) = counted(&campus, ask("nobody")).await;
        answer.assert_status(202);
        assert_eq!(known, unknown, "{path}");
    }
    let (known, _) = counted(&campus, guest.post("/api/v1/accounts", account("ana"))).await;
    let (unknown, _) = counted(&campus, guest.post("/api/v1/accounts", account("ben"))).await;
    // Where there is an account, the person who was not needed is taken away again.
    assert_eq!(known, unknown + 1);
}
