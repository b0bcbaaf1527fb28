use std::time::Duration;

use serde_json::{Value, json};

use crate::support::{Campus, PASSWORD, days, hours, minutes};

fn ana() -> Value {
    json!({ "email": "ana@example.org", "password": PASSWORD, "name": "Ana Rakoto", "locale": "fr", "country": "MG" })
}

fn ana_but(member: &str, value: Value) -> Value {
    let mut body = ana();
    body[member] = value;
    body
}

#[actix_web::test]
async fn somebody_registers_confirms_her_address_and_is_verified() {
    let campus = Campus::open().await;
    let guest = campus.guest();
    guest.post("/api/v1/accounts", ana()).await.assert_status(201);
    let session = campus.sign_in("ANA@example.org").await.assert_status(201).json();
    let ana = guest.with_token(session["access_token"].as_str().unwrap());
    let me = ana.get("/api/v1/me").await.json();
    assert_eq!(
        (&me["verified"], &me["name"], &me["locale"], &me["country"]),
        (&json!(false), &json!("Ana Rakoto"), &json!("fr"), &json!("MG"))
    );

    let token = campus.mailed_token("ana@example.org").await;
    for _ in 0..2 {
        guest
            .post("/api/v1/email-verifications", json!({ "token": token, "password": PASSWORD }))
            .await
            .assert_status(204);
    }
    ana.get("/api/v1/me").await.assert_problem(401, "token-invalid");
    let session = campus.sign_in("ana@example.org").await.json();
    let ana = guest.with_token(session["access_token"].as_str().unwrap());
    assert_eq!(ana.get("/api/v1/me").await.json()["verified"], true);
}

#[actix_web::test]
async fn an_address_with_an_account_is_answered_alike_and_its_owner_is_told_by_mail() {
    let campus = Campus::open().await;
    campus.person("ana").await;
    let known = campus.guest().post("/api/v1/accounts", ana()).await;
    let unknown = campus.guest().post("/api/v1/accounts", ana_but("email", json!("ben@example.org"))).await;
    assert_eq!(
        (known.status, known.text(), known.header("location")),
        (201, unknown.text(), unknown.header("location"))
    );
    let letters = campus.letters().await;
    let mut kinds: Vec<_> =
        letters.iter().map(|(to, letter)| (to.as_str(), letter["kind"].as_str().unwrap())).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, [("ana@example.org", "already-registered"), ("ben@example.org", "verify-email")]);
    campus.sign_in("ana@example.org").await.assert_status(201);
}

#[actix_web::test]
async fn a_look_alike_address_does_not_receive_the_letters_of_another() {
    let campus = Campus::open().await;
    campus.person("ana").await;
    campus.guest().post("/api/v1/password-resets", json!({ "email": "ａｎａ@EXAMPLE.org" })).await.assert_status(202);
    assert_eq!(campus.letters().await.last().unwrap().0, "ana@example.org");
}

#[actix_web::test]
async fn every_member_that_is_wrong_is_named_at_once_and_nothing_is_made() {
    let campus = Campus::open().await;
    let answer = campus
        .guest()
        .post(
            "/api/v1/accounts",
            json!({ "email": "ana", "password": "short", "name": "a\u{202E}b", "locale": "??", "country": "mg" }),
        )
        .await;
    for (pointer, code) in [
        ("/email", "email-invalid"),
        ("/password", "password-too-short"),
        ("/name", "field-control-characters"),
        ("/locale", "language-unknown"),
        ("/country", "country-invalid"),
    ] {
        answer.assert_field(pointer, code);
    }
    for (member, value, code) in [
        ("password", json!("password1234"), "password-too-common"),
        ("password", json!("Ana Rakoto 1"), "password-too-common"),
        ("password", json!("x".repeat(129)), "field-too-long"),
        ("password", json!(12), "field-wrong-type"),
        ("name", json!("x".repeat(121)), "field-too-long"),
        ("name", json!("  "), "field-empty"),
        ("email", json!(null), "field-wrong-type"),
        ("role", json!("administrator"), "field-unknown"),
    ] {
        let answer = campus.guest().post("/api/v1/accounts", ana_but(member, value)).await;
        answer.assert_field(&format!("/{member}"), code);
    }
    assert!(campus.letters().await.is_empty());
}

fn customs_of(party: &str) -> Value {
    json!({ "party": party, "authority": "customs", "organisation": "Direction générale des douanes" })
}

#[actix_web::test]
async fn whoever_registers_may_state_her_office_and_is_vouched_for_once_her_address_is_confirmed() {
    let campus = Campus::open().await;
    campus.app.db.write(virtual_college::parties::seed).await.unwrap();
    let focal_point = campus.person("fidy").focal_point("MG").await;
    let guest = campus.guest();
    guest.post("/api/v1/accounts", ana_but("affiliation", customs_of("MG"))).await.assert_status(201);
    let waiting = focal_point.get("/api/v1/affiliations").await.json();
    assert_eq!(
        (&waiting["items"][0]["organisation"], &waiting["items"][0]["person"]["name"]),
        (&json!("Direction générale des douanes"), &json!("Ana Rakoto"))
    );
    let path = format!("/api/v1/affiliations/{}/decision", waiting["items"][0]["id"].as_str().unwrap());
    let vouch = json!({ "decision": "vouched" });
    focal_point.post(&path, vouch.clone()).await.assert_problem(409, "person-unverified");
    let token = campus.mailed_token("ana@example.org").await;
    guest.post("/api/v1/email-verifications", json!({ "token": token, "password": PASSWORD })).await.assert_status(204);
    focal_point.post(&path, vouch).await.assert_status(200);

    let again = guest.post("/api/v1/accounts", ana_but("affiliation", customs_of("FR"))).await;
    let other = json!({ "email": "ben@example.org", "password": PASSWORD, "name": "Ben", "locale": "en" });
    assert_eq!((again.status, again.text()), (201, guest.post("/api/v1/accounts", other).await.text()));
    let staff = campus.person("sara").secretariat().await;
    let waiting = staff.get("/api/v1/affiliations").await.json();
    assert_eq!(waiting["items"], json!([]), "the office of somebody who has an account already is dropped");
}

/// An attacker waits for an official with an account under her address.
#[actix_web::test]
async fn whoever_registers_an_address_first_keeps_nothing_when_its_owner_comes() {
    let campus = Campus::open().await;
    campus.app.db.write(virtual_college::parties::seed).await.unwrap();
    let guest = campus.guest();
    let theirs = "a password of a stranger";
    let mut squat = ana_but("affiliation", customs_of("FR"));
    (squat["password"], squat["name"]) = (json!(theirs), json!("Mallory"));
    guest.post("/api/v1/accounts", squat.clone()).await.assert_status(201);
    let theirs = json!({ "email": "ana@example.org", "password": theirs });
    let session = guest.post("/api/v1/sessions", theirs.clone()).await.assert_status(201).json();
    let unasked = campus.mailed_token("ana@example.org").await;
    campus.clock.advance(minutes(2));

    guest.post("/api/v1/accounts", ana_but("affiliation", customs_of("MG"))).await.assert_status(201);
    let verify = "/api/v1/email-verifications";
    let given = |token: &str| json!({ "token": token, "password": PASSWORD });
    guest.post(verify, given(&unasked)).await.assert_problem(404, "link-invalid");
    let token = campus.mailed_token("ana@example.org").await;
    let mallory = guest.with_token(session["access_token"].as_str().unwrap());
    mallory.get("/api/v1/me").await.assert_problem(401, "token-invalid");
    let refresh = json!({ "refresh_token": session["refresh_token"] });
    guest.post("/api/v1/sessions/refresh", refresh).await.assert_problem(401, "refresh-invalid");
    guest.post("/api/v1/sessions", theirs.clone()).await.assert_problem(401, "sign-in-failed");
    guest.post(verify, given(&token)).await.assert_status(204);

    let session = campus.sign_in("ana@example.org").await.assert_status(201).json();
    let ana = guest.with_token(session["access_token"].as_str().unwrap());
    let me = ana.get("/api/v1/me").await.json();
    assert_eq!((&me["name"], &me["verified"]), (&json!("Ana Rakoto"), &json!(true)));
    let staff = campus.person("sara").secretariat().await;
    let waiting = staff.get("/api/v1/affiliations").await.json();
    assert_eq!(waiting["items"].as_array().unwrap().len(), 1, "{waiting}");
    assert_eq!(waiting["items"][0]["party"], "MG", "{waiting}");

    campus.clock.advance(minutes(5));
    guest.post("/api/v1/accounts", squat).await.assert_status(201);
    guest.post("/api/v1/sessions", theirs).await.assert_problem(401, "sign-in-failed");
    assert_eq!(ana.get("/api/v1/me").await.json()["name"], "Ana Rakoto");
}

/// An attacker comes after the owner, and waits for her to press the button.
#[actix_web::test]
async fn the_owner_of_an_address_does_not_confirm_the_registration_of_a_stranger() {
    let campus = Campus::open().await;
    let guest = campus.guest();
    guest.post("/api/v1/accounts", ana()).await.assert_status(201);
    guest.post("/api/v1/accounts", ana_but("password", json!("a password of a stranger"))).await.assert_status(201);
    let token = campus.mailed_token("ana@example.org").await;
    let verify = json!({ "token": token, "password": PASSWORD });
    guest.post("/api/v1/email-verifications", verify).await.assert_problem(403, "password-wrong");
    campus.clock.advance(minutes(10));
    guest.post("/api/v1/password-resets", json!({ "email": "ana@example.org" })).await.assert_status(202);
    let path = format!("/api/v1/password-resets/{}", campus.mailed_token("ana@example.org").await);
    guest.put(&path, json!({ "password": PASSWORD })).await.assert_status(204);
    let theirs = json!({ "email": "ana@example.org", "password": "a password of a stranger" });
    guest.post("/api/v1/sessions", theirs).await.assert_problem(401, "sign-in-failed");
    campus.sign_in("ana@example.org").await.assert_status(201);
}

#[actix_web::test]
async fn an_office_is_checked_with_the_rest_whether_or_not_the_address_has_an_account() {
    let campus = Campus::open().await;
    campus.app.db.write(virtual_college::parties::seed).await.unwrap();
    campus.person("ana").await;
    for email in ["ana@example.org", "ben@example.org"] {
        let mut body = ana_but("affiliation", customs_of("XX"));
        body["affiliation"]["organisation"] = json!("a\u{202E}b");
        body["email"] = json!(email);
        body["password"] = json!("short");
        let answer = campus.guest().post("/api/v1/accounts", body).await;
        answer.assert_field("/password", "password-too-short");
        answer.assert_field("/affiliation/party", "party-unknown");
        answer.assert_field("/affiliation/organisation", "field-control-characters");
    }
}

#[actix_web::test]
async fn a_refusal_speaks_the_language_of_the_reader() {
    let campus = Campus::open().await;
    for (language, words) in [("fr", "mot de passe"), ("es", "contraseña"), ("en", "password")] {
        let body = ana_but("password", json!("password1234"));
        let answer = campus.guest().speaking(language).post("/api/v1/accounts", body).await;
        assert!(answer.text().contains(words), "{language}: {}", answer.text());
    }
}

#[actix_web::test]
async fn a_link_ends_and_a_new_one_takes_the_place_of_the_old() {
    let campus = Campus::open().await;
    let guest = campus.guest();
    guest.post("/api/v1/accounts", ana()).await.assert_status(201);
    let first = campus.mailed_token("ana@example.org").await;
    let again = json!({ "email": "ana@example.org" });
    guest.post("/api/v1/email-verification-requests", again.clone()).await.assert_status(202);
    let second = campus.mailed_token("ana@example.org").await;
    guest
        .post("/api/v1/email-verifications", json!({ "token": first, "password": PASSWORD }))
        .await
        .assert_problem(404, "link-invalid");
    campus.clock.advance(days(3));
    guest
        .post("/api/v1/email-verifications", json!({ "token": second, "password": PASSWORD }))
        .await
        .assert_problem(404, "link-invalid");

    guest.post("/api/v1/email-verification-requests", again.clone()).await.assert_status(202);
    let third = campus.mailed_token("ana@example.org").await;
    guest.post("/api/v1/email-verifications", json!({ "token": third, "password": PASSWORD })).await.assert_status(204);
    let letters = campus.letters().await.len();
    campus.clock.advance(days(2));
    let confirmed = guest.post("/api/v1/email-verification-requests", again).await;
    let unknown = guest.post("/api/v1/email-verification-requests", json!({ "email": "ben@example.org" })).await;
    assert_eq!((confirmed.status, confirmed.text()), (202, unknown.text()));
    assert_eq!(campus.letters().await.len(), letters, "nothing to confirm, no letter");
}

#[actix_web::test]
async fn a_forgotten_password_is_replaced_and_every_session_ends() {
    let campus = Campus::open().await;
    let ana = campus.person("ana").await;
    let guest = campus.guest();
    let known = guest.post("/api/v1/password-resets", json!({ "email": "ana@example.org" })).await;
    let unknown = guest.post("/api/v1/password-resets", json!({ "email": "ben@example.org" })).await;
    assert_eq!((known.status, known.text()), (202, unknown.text()));
    assert_eq!(unknown.status, 202);
    assert_eq!(campus.letters().await.len(), 1);

    let path = format!("/api/v1/password-resets/{}", campus.mailed_token("ana@example.org").await);
    guest.put(&path, json!({ "password": "ana@example.org" })).await.assert_field("/password", "password-too-common");
    let new = json!({ "password": "eight wild elephants" });
    guest.put(&path, new.clone()).await.assert_status(204);
    guest.put(&path, new).await.assert_problem(404, "link-invalid");

    ana.get("/api/v1/me").await.assert_problem(401, "token-invalid");
    let refresh = json!({ "refresh_token": ana.refresh_token });
    guest.post("/api/v1/sessions/refresh", refresh).await.assert_problem(401, "refresh-invalid");
    campus.sign_in("ana@example.org").await.assert_problem(401, "sign-in-failed");
    let session = json!({ "email": "ana@example.org", "password": "eight wild elephants" });
    guest.post("/api/v1/sessions", session).await.assert_status(201);
    assert_eq!(campus.letters().await.last().unwrap().1["kind"], "password-changed");
}

#[actix_web::test]
async fn letters_that_were_asked_for_go_out_and_strangers_are_forgotten() {
    use diesel::prelude::*;
    use virtual_college::db::schema::jobs;
    let campus = Campus::open().await;
    campus.person("ana").await;
    for name in ["ana", "nobody"] {
        let body = json!({ "email": format!("{name}@example.org") });
        campus.guest().post("/api/v1/password-resets", body).await.assert_status(202);
    }
    campus.run_jobs().await;
    let to: Vec<String> = campus.mailbox().all().into_iter().map(|letter| letter.to).collect();
    assert_eq!(to, ["ana@example.org"]);
    let left = campus.app.db.read(|snapshot| Ok(jobs::table.select(jobs::payload).load::<String>(snapshot.conn())?));
    assert!(left.await.unwrap().iter().all(|payload| !payload.contains("example.org")));
}

#[actix_web::test]
async fn a_reset_link_lasts_an_hour_and_is_no_other_link() {
    let campus = Campus::open().await;
    let guest = campus.guest();
    guest.post("/api/v1/accounts", ana()).await.assert_status(201);
    let verification = campus.mailed_token("ana@example.org").await;
    let new = json!({ "password": "eight wild elephants" });
    let put = |token: &str| format!("/api/v1/password-resets/{token}");
    guest.put(&put(&verification), new.clone()).await.assert_problem(404, "link-invalid");
    guest.put(&put("nothing"), new.clone()).await.assert_problem(404, "link-invalid");
    guest.post("/api/v1/password-resets", json!({ "email": "ana@example.org" })).await.assert_status(202);
    let reset = campus.mailed_token("ana@example.org").await;
    guest
        .post("/api/v1/email-verifications", json!({ "token": reset, "password": PASSWORD }))
        .await
        .assert_problem(404, "link-invalid");
    campus.clock.advance(hours(1));
    guest.put(&put(&reset), new).await.assert_problem(404, "link-invalid");
}

#[actix_web::test]
async fn whoever_resets_by_mail_has_confirmed_the_address() {
    let campus = Campus::open().await;
    let guest = campus.guest();
    guest.post("/api/v1/accounts", ana_but("password", json!("chosen by a stranger"))).await.assert_status(201);
    campus.clock.advance(Duration::from_millis(1));
    guest.post("/api/v1/password-resets", json!({ "email": "ana@example.org" })).await.assert_status(202);
    let path = format!("/api/v1/password-resets/{}", campus.mailed_token("ana@example.org").await);
    guest.put(&path, json!({ "password": PASSWORD })).await.assert_status(204);
    let session = campus.sign_in("ana@example.org").await.json();
    let ana = guest.with_token(session["access_token"].as_str().unwrap());
    assert_eq!(ana.get("/api/v1/me").await.json()["verified"], true);
}

#[actix_web::test]
async fn a_letter_that_is_owed_is_posted_once_however_often_its_job_runs() {
    use diesel::prelude::*;
    use virtual_college::db::Json;
    use virtual_college::db::schema::jobs;
    use virtual_college::jobs::{Job, enqueue};
    let campus = Campus::open().await;
    campus.person("ana").await;
    campus.run_jobs().await;
    let before = campus.mailbox().all().len();
    campus.guest().post("/api/v1/password-resets", json!({ "email": "ana@example.org" })).await.assert_status(202);
    let again = |tx: &mut virtual_college::db::Tx<'_>| {
        let waiting = jobs::table.filter(jobs::kind.eq("send-account-letter")).filter(jobs::state.eq("waiting"));
        let payload: Json = waiting.select(jobs::payload).first(tx.conn())?;
        enqueue(tx, &Job::new("send-account-letter", &payload.read::<Value>()?)?)
    };
    campus.app.db.write(again).await.expect("enqueue");
    campus.run_jobs().await;
    assert_eq!(campus.mailbox().all().len(), before + 1);
}

/// A client that acts for the reader of the mailbox needs the link alone. What was opened before ends.
#[actix_web::test]
async fn the_link_alone_confirms_an_address_and_ends_what_was_opened_before() {
    let campus = Campus::open().await;
    let guest = campus.guest();
    guest.post("/api/v1/accounts", ana()).await.assert_status(201);
    let before = campus.sign_in("ana@example.org").await.assert_status(201).json();
    let token = campus.mailed_token("ana@example.org").await;
    guest.post("/api/v1/email-verifications", json!({ "token": token })).await.assert_status(204);
    let early = guest.with_token(before["access_token"].as_str().unwrap());
    early.get("/api/v1/me").await.assert_problem(401, "token-invalid");
    let session = campus.sign_in("ana@example.org").await.assert_status(201).json();
    let ana = guest.with_token(session["access_token"].as_str().unwrap());
    assert_eq!(ana.get("/api/v1/me").await.json()["verified"], true);
}
