use std::time::Duration;

use serde_json::json;

use crate::support::{Answer, Campus, PASSWORD, minutes};

async fn guess(campus: &Campus, email: &str, password: &str) -> Answer {
    campus.guest().post("/api/v1/sessions", json!({ "email": email, "password": password })).await
}

#[actix_web::test]
async fn guessing_becomes_slow_and_the_right_password_is_not_told_apart() {
    let campus = Campus::open().await;
    campus.person("ana").await;
    for email in ["ana@example.org", "nobody@example.org"] {
        for _ in 0..6 {
            guess(&campus, email, "a wrong password").await.assert_problem(401, "sign-in-failed");
        }
        for password in ["a wrong password", PASSWORD] {
            let answer = guess(&campus, email, password).await;
            answer.assert_problem(429, "rate-limited");
            assert_eq!(answer.header("retry-after"), Some("5"), "{email}");
        }
    }
    campus.clock.advance(Duration::from_secs(5));
    guess(&campus, "ana@example.org", "a wrong password").await.assert_problem(401, "sign-in-failed");
    let longer = guess(&campus, "ana@example.org", PASSWORD).await;
    assert_eq!(longer.header("retry-after"), Some("10"));
    campus.clock.advance(Duration::from_secs(10));
    guess(&campus, "ana@example.org", PASSWORD).await.assert_status(201);
    guess(&campus, "ana@example.org", "a wrong password").await.assert_problem(401, "sign-in-failed");
    guess(&campus, "ana@example.org", PASSWORD).await.assert_status(201);
}

#[actix_web::test]
async fn strangers_do_not_lock_the_owner_out_elsewhere() {
    let campus = Campus::open_with(|config| config.server.trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()]).await;
    campus.person("ana").await;
    let from = async |network: usize, password: &str| {
        let client = campus.guest().with_header("x-forwarded-for", &format!("203.0.113.{network}"));
        client.post("/api/v1/sessions", json!({ "email": "ana@example.org", "password": password })).await.status
    };
    let mut guesses = Vec::new();
    for _ in 0..8 {
        guesses.push(from(1, "a wrong password").await);
    }
    assert_eq!(guesses, [401, 401, 401, 401, 401, 401, 429, 429]);
    assert_eq!((from(1, PASSWORD).await, from(2, PASSWORD).await), (429, 201));

    // From many networks there is a limit, too, which is forgiven little by little.
    let mut counted = 0;
    for n in 0..100 {
        counted += usize::from(from(3 + n / 5, "a wrong password").await == 401);
    }
    assert_eq!((counted, from(99, PASSWORD).await), (54, 429));
    campus.clock.advance(minutes(5));
    assert_eq!(from(99, PASSWORD).await, 201);
}

#[actix_web::test]
async fn many_guesses_at_once_are_not_more_than_many_in_a_row() {
    let campus = Campus::open().await;
    campus.person("ana").await;
    let guesses = (0..20).map(|n| {
        let password = format!("a wrong password {n}");
        let campus = &campus;
        async move { guess(campus, "ana@example.org", &password).await.status }
    });
    let statuses = futures_util::future::join_all(guesses).await;
    assert!(statuses.iter().filter(|status| **status == 401).count() <= 6, "{statuses:?}");
}

#[actix_web::test]
async fn one_network_that_guesses_many_accounts_is_slowed_down() {
    let campus = Campus::open().await;
    campus.person("ana").await;
    for n in 0..60 {
        guess(&campus, &format!("person{n}@example.org"), "a wrong password").await.assert_status(401);
    }
    guess(&campus, "another@example.org", "a wrong password").await.assert_problem(429, "rate-limited");

    campus.clock.advance(Duration::from_secs(5));
    guess(&campus, "ana@example.org", PASSWORD).await.assert_status(201);
    guess(&campus, "ana@example.org", PASSWORD).await.assert_status(201);
    guess(&campus, "another@example.org", "a wrong password").await.assert_status(401);
    guess(&campus, "another@example.org", "a wrong password").await.assert_problem(429, "rate-limited");
}

#[actix_web::test]
async fn many_guesses_at_once_from_one_network_are_not_more_than_many_in_a_row() {
    let campus = Campus::open().await;
    let guesses = (0..80).map(|n| {
        let campus = &campus;
        async move { guess(campus, &format!("person{n}@example.org"), "a wrong password").await.status }
    });
    let statuses = futures_util::future::join_all(guesses).await;
    assert!(statuses.iter().filter(|status| **status != 429).count() <= 60, "{statuses:?}");
}

#[actix_web::test]
async fn a_mailbox_is_not_filled_whoever_asks() {
    let campus = Campus::open().await;
    campus.person("ana").await;
    let ask =
        async |email: &str| campus.guest().post("/api/v1/password-resets", json!({ "email": email })).await.status;
    for email in ["ana@example.org", "nobody@example.org"] {
        let mut statuses = Vec::new();
        for _ in 0..5 {
            statuses.push(ask(email).await);
        }
        assert_eq!(statuses, [202, 202, 202, 202, 429], "{email}");
    }
    campus.clock.advance(minutes(1));
    assert_eq!(ask("ana@example.org").await, 202);
    assert_eq!(ask("ana@example.org").await, 429);
}

#[actix_web::test]
async fn only_a_trusted_proxy_says_where_a_request_comes_from() {
    let peer = "127.0.0.0/8".parse().unwrap();
    for (trusted, last) in [(vec![], 429), (vec![peer], 401)] {
        let campus = Campus::open_with(|config| config.server.trusted_proxies = trusted).await;
        for n in 0..60 {
            let client = campus.guest().with_header("x-forwarded-for", &format!("203.0.113.{}", n % 30));
            let body = json!({ "email": format!("p{n}@example.org"), "password": "a wrong password" });
            client.post("/api/v1/sessions", body).await.assert_status(401);
        }
        let client = campus.guest().with_header("x-forwarded-for", "198.51.100.7");
        let body = json!({ "email": "other@example.org", "password": "a wrong password" });
        assert_eq!(client.post("/api/v1/sessions", body).await.status, last);
    }
}
