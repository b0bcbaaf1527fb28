use std::time::Duration;

use serde_json::json;
use virtual_college::accounts::{self, Email};

use crate::support::{Campus, PASSWORD, Person, days, hours, minutes};

async fn refresh(campus: &Campus, token: &str) -> crate::support::Answer {
    campus.guest().post("/api/v1/sessions/refresh", json!({ "refresh_token": token })).await
}

#[actix_web::test]
async fn signing_in_gives_tokens_as_oauth_names_them() {
    let campus = Campus::open().await;
    campus.person("ana").await;
    let session = campus.sign_in("ana@example.org").await;
    assert_eq!(session.header("cache-control"), Some("no-store"));
    let session = session.json();
    assert_eq!((&session["token_type"], &session["expires_in"]), (&json!("Bearer"), &json!(600)));
    assert_eq!(session.as_object().unwrap().len(), 4);
}

#[actix_web::test]
async fn a_wrong_password_and_an_unknown_address_are_answered_alike() {
    let campus = Campus::open().await;
    campus.person("ana").await;
    let sign_in = async |email: &str, password: &str| {
        let body = json!({ "email": email, "password": password });
        let mut answer =
            campus.guest().post("/api/v1/sessions", body).await.assert_problem(401, "sign-in-failed").json();
        answer["instance"] = json!("");
        answer
    };
    let wrong = sign_in("ana@example.org", "not her password").await;
    for (email, password) in
        [("ben@example.org", PASSWORD), ("no address", PASSWORD), ("", ""), ("ana@example.org", "")]
    {
        assert_eq!(sign_in(email, password).await, wrong, "{email}");
    }
}

#[actix_web::test]
async fn a_second_factor_that_nobody_has_is_refused_rather_than_ignored() {
    let campus = Campus::open().await;
    campus.person("ana").await;
    let body = json!({ "email": "ana@example.org", "password": PASSWORD, "totp": "123456" });
    campus.guest().post("/api/v1/sessions", body).await.assert_field("/totp", "totp-not-set-up");
}

#[actix_web::test]
async fn an_access_token_lasts_ten_minutes_and_a_refresh_token_gives_the_next() {
    let campus = Campus::open().await;
    let ana = campus.person("ana").await;
    campus.clock.advance(minutes(10));
    ana.get("/api/v1/me").await.assert_problem(401, "token-expired");
    let renewed = refresh(&campus, &ana.refresh_token).await.assert_status(201).json();
    let ana = campus.guest().with_token(renewed["access_token"].as_str().unwrap());
    ana.get("/api/v1/me").await.assert_status(200);
}

#[actix_web::test]
async fn a_refresh_token_that_comes_twice_ends_the_session_for_both() {
    let campus = Campus::open().await;
    let ana = campus.person("ana").await;
    let renewed = refresh(&campus, &ana.refresh_token).await.assert_status(201).json();
    ana.get("/api/v1/me").await.assert_status(200);
    refresh(&campus, &ana.refresh_token).await.assert_problem(401, "refresh-invalid");
    refresh(&campus, renewed["refresh_token"].as_str().unwrap()).await.assert_problem(401, "refresh-invalid");
    let access = campus.guest().with_token(renewed["access_token"].as_str().unwrap());
    access.get("/api/v1/me").await.assert_problem(401, "token-invalid");
    ana.get("/api/v1/me").await.assert_problem(401, "token-invalid");
    campus.sign_in("ana@example.org").await.assert_status(201);
}

#[actix_web::test]
async fn of_many_who_use_a_refresh_token_at_once_at_most_one_succeeds() {
    let campus = Campus::open().await;
    let ana = campus.person("ana").await;
    let answers = futures_util::future::join_all((0..8).map(|_| refresh(&campus, &ana.refresh_token))).await;
    assert!(answers.iter().filter(|answer| answer.status == 201).count() <= 1);
    assert!(answers.iter().all(|answer| matches!(answer.status, 201 | 401)), "{answers:?}");
    ana.get("/api/v1/me").await.assert_status(401);
}

#[actix_web::test]
async fn a_session_is_kept_alive_by_use_and_ends_after_thirty_days_without() {
    let campus = Campus::open().await;
    let ana = campus.person("ana").await;
    campus.clock.advance(days(29));
    let renewed = refresh(&campus, &ana.refresh_token).await.assert_status(201).json();
    campus.clock.advance(days(29));
    let renewed = refresh(&campus, renewed["refresh_token"].as_str().unwrap()).await.assert_status(201).json();
    campus.clock.advance(days(30));
    refresh(&campus, renewed["refresh_token"].as_str().unwrap()).await.assert_problem(401, "refresh-invalid");
}

#[actix_web::test]
async fn staff_sign_in_anew_every_working_day_also_when_the_role_came_later() {
    let campus = Campus::open().await;
    let admin = campus.person("admin").administrator().await;
    let ana = campus.person("ana").await;
    campus.clock.advance(hours(11));
    let admin_again = refresh(&campus, &admin.refresh_token).await.assert_status(201).json();
    let ana_again = refresh(&campus, &ana.refresh_token).await.assert_status(201).json();
    let admin = campus.guest().with_token(admin_again["access_token"].as_str().unwrap());
    let body = json!({ "email": "ana@example.org", "role": "author", "scope": { "kind": "site" } });
    admin.post("/api/v1/role-grants", body).await.assert_status(201);
    campus.clock.advance(hours(1));
    for again in [admin_again, ana_again] {
        refresh(&campus, again["refresh_token"].as_str().unwrap()).await.assert_problem(401, "refresh-invalid");
    }
}

#[actix_web::test]
async fn a_token_is_worth_nothing_after_signing_out() {
    let campus = Campus::open().await;
    let ana = campus.person("ana").await;
    let elsewhere = campus.sign_in("ana@example.org").await.json();
    ana.delete("/api/v1/sessions/current").await.assert_status(204);
    ana.get("/api/v1/me").await.assert_problem(401, "token-invalid");
    ana.delete("/api/v1/sessions/current").await.assert_problem(401, "token-invalid");
    refresh(&campus, &ana.refresh_token).await.assert_problem(401, "refresh-invalid");
    let elsewhere = campus.guest().with_token(elsewhere["access_token"].as_str().unwrap());
    elsewhere.get("/api/v1/me").await.assert_status(200);
}

async fn is_refused_within_a_second(client: &crate::support::Client) -> bool {
    for _ in 0..20 {
        if client.get("/api/v1/me").await.status == 401 {
            return true;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    false
}

#[actix_web::test]
async fn another_instance_knows_within_a_second_that_a_session_is_over() {
    let campus = Campus::open().await;
    let (_app, elsewhere) = campus.another_instance().await;
    let (ana, ben, eva) = (campus.person("ana").await, campus.person("ben").await, campus.person("eva").await);
    let there = |person: &Person| elsewhere.with_token(&person.access_token);
    for person in [&ana, &ben, &eva] {
        there(person).get("/api/v1/me").await.assert_status(200);
    }
    ana.delete("/api/v1/sessions/current").await.assert_status(204);
    assert!(is_refused_within_a_second(&there(&ana)).await, "after signing out");
    let change = json!({ "current_password": PASSWORD, "new_password": "eight wild elephants" });
    ben.put("/api/v1/me/password", change).await.assert_status(201);
    assert!(is_refused_within_a_second(&there(&ben)).await, "after a new password");
    let address = Email::parse(&eva.email, "").unwrap();
    let (same, other) = (address.clone(), address);
    campus.app.db.write(move |tx| accounts::set_disabled(tx, &same, true)).await.unwrap();
    assert!(is_refused_within_a_second(&there(&eva)).await, "after the account was disabled");
    campus.sign_in("eva@example.org").await.assert_problem(401, "sign-in-failed");
    campus.app.db.write(move |tx| accounts::set_disabled(tx, &other, false)).await.unwrap();
    campus.sign_in("eva@example.org").await.assert_status(201);
    assert_eq!((campus.audited("user-disabled").await, campus.audited("user-enabled").await), (1, 1));
}

#[actix_web::test]
async fn what_is_of_no_use_any_more_is_removed_and_what_lives_stays() {
    use diesel::prelude::*;
    use virtual_college::db::schema::{account_tokens, refresh_tokens, sessions, throttles};
    let campus = Campus::open().await;
    let ana = campus.person("ana").await;
    campus.guest().post("/api/v1/password-resets", json!({ "email": "ana@example.org" })).await.assert_status(202);
    campus.clock.advance(days(29));
    let renewed = refresh(&campus, &ana.refresh_token).await.assert_status(201).json();
    campus.run_jobs().await;
    let rows = || {
        let count = campus.app.db.read(|snapshot| {
            let conn = snapshot.conn();
            Ok([
                sessions::table.count().get_result::<i64>(conn)?,
                refresh_tokens::table.count().get_result(conn)?,
                account_tokens::table.count().get_result(conn)?,
                throttles::table.count().get_result(conn)?,
            ])
        });
        async move { count.await.unwrap() }
    };
    assert_eq!(rows().await, [1, 2, 1, 0]);
    refresh(&campus, renewed["refresh_token"].as_str().unwrap()).await.assert_status(201);
    campus.clock.advance(days(91));
    campus.run_jobs().await;
    assert_eq!(rows().await, [0, 0, 0, 0]);
}

#[actix_web::test]
async fn a_token_of_one_instance_is_good_at_another() {
    let campus = Campus::open().await;
    let (_app, elsewhere) = campus.another_instance().await;
    let ana = campus.person("ana").await;
    elsewhere.with_token(&ana.access_token).get("/api/v1/me").await.assert_status(200);
}

#[actix_web::test]
async fn keys_rotate_without_anybody_noticing() {
    use virtual_college::keys::{self, Purpose};
    let campus = Campus::open().await;
    let ana = campus.person("ana").await;
    let kid = |token: &str| {
        use base64::Engine as _;
        let header = token.split('.').next().unwrap();
        let json = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(header).unwrap();
        serde_json::from_slice::<serde_json::Value>(&json).unwrap()["kid"].as_str().unwrap().to_owned()
    };
    let old = kid(&ana.access_token);
    let master = campus.app.keychain.master();
    let rotate = move |tx: &mut virtual_college::db::Tx<'_>| keys::rotate(tx, &master, Purpose::AccessToken, hours(1));
    let new = campus.app.db.write(rotate).await.unwrap();
    campus.app.keychain.forget();
    assert_ne!(new, old);
    let fresh = async || campus.sign_in("ana@example.org").await.json()["access_token"].as_str().unwrap().to_owned();
    assert_eq!(kid(&fresh().await), old, "published before it is used");
    campus.clock.advance(minutes(1));
    assert_eq!(kid(&fresh().await), new);
    ana.get("/api/v1/me").await.assert_status(200);
    let with_new = fresh().await;
    campus.guest().with_token(&with_new).get("/api/v1/me").await.assert_status(200);
    campus.clock.advance(hours(1));
    assert_eq!(kid(&fresh().await), new);
    ana.get("/api/v1/me").await.assert_status(401);

    campus.clock.advance(days(90));
    campus.run_jobs().await;
    campus.app.keychain.forget();
    campus.clock.advance(minutes(2));
    assert_ne!(kid(&fresh().await), new, "a key is used for a quarter of a year");
}
