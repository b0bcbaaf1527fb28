//! Signing in with a browser, what is one's own there, and signing out; as its user and as an attacker.

use serde_json::json;
use virtual_college::courses::model::Issue;

use super::browser::{browser_of, encoded, kept, send};
use crate::certificates::school::{SLUG, certificate, completes, course, in_public};
use crate::support::{Answer, Campus, Client, PASSWORD, days, hours};

async fn signed_in(campus: &Campus, email: &str) -> Answer {
    send(&super::browser(campus), "/sign-in", &[("email", email), ("password", PASSWORD), ("next", "/my")]).await
}

/// What the forms of a session say.
async fn form_token(browser: &Client) -> String {
    let page = browser.get("/my").await.text();
    let value = page.split("name=\"form_token\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    value.expect("a token").to_owned()
}

async fn is_signed_in(browser: &Client) -> bool {
    let page = browser.get("/my").await;
    assert!([200, 303].contains(&page.status), "{}", page.text());
    page.status == 200
}

#[actix_web::test]
async fn somebody_signs_in_sees_what_is_hers_and_signs_out() {
    let campus = Campus::open_with(in_public).await;
    course(&campus, Issue::OnCompletion).await;
    let ana = campus.person("ana").speaks("fr").await;
    let guest = super::browser(&campus);
    let sent_away = guest.get("/my").await;
    assert_eq!((sent_away.status, sent_away.header("location")), (303, Some("/sign-in?next=%2Fmy")));
    let form = guest.get("/sign-in?next=%2Fmy").await;
    form.assert_status(200);
    let html = form.text();
    for part in
        ["<label for=\"email\">", "autocomplete=\"username\"", "autocomplete=\"current-password\"", "value=\"/my\""]
    {
        assert!(html.contains(part), "{part}: {html}");
    }

    let answer = signed_in(&campus, &ana.email).await;
    assert_eq!((answer.status, answer.header("location")), (303, Some("/my")));
    let cookie = answer.header("set-cookie").expect("a cookie").to_owned();
    assert!(cookie.starts_with("__Host-session="), "{cookie}");
    for flag in ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"] {
        assert!(cookie.split("; ").any(|it| it == flag), "{flag}: {cookie}");
    }
    let browser = super::browser(&campus).with_header("cookie", &kept(&answer));
    completes(&campus, &ana, SLUG, "fr").await;
    campus.run_jobs().await;
    let mine = browser.get("/my").await;
    assert_eq!(
        (mine.status, mine.header("cache-control"), mine.header("content-language")),
        (200, Some("no-store"), Some("fr"))
    );
    let html = mine.text();
    for part in ["Ma formation", "Terminé le 2 mars 2027", "VC-2027-00000001", "/pdf?lang=fr\">"] {
        assert!(super::read(&mine).contains(part), "{part}: {html}");
    }
    let id = certificate(&ana).await["id"].as_str().expect("an id").to_owned();
    let pdf = browser.get(&format!("/my/certificates/{id}/pdf")).await;
    assert_eq!(
        (pdf.status, pdf.header("content-type"), pdf.header("vary")),
        (200, Some("application/pdf"), Some("cookie"))
    );

    let again = send(&browser, "/sign-in", &[("email", &ana.email), ("password", PASSWORD)]).await;
    assert!(!is_signed_in(&browser).await, "the session that the browser had is over");
    let browser = super::browser(&campus).with_header("cookie", &kept(&again));
    let mirrored = browser.get("/my?lang=ar-XB").await.text();
    assert!(mirrored.contains(&format!("\"/my/certificates/{id}/pdf\"")), "in its own language: {mirrored}");

    let out = send(&browser, "/sign-out", &[("form_token", &form_token(&browser).await)]).await;
    assert_eq!((out.status, out.header("location")), (303, Some("/")));
    assert!(out.header("set-cookie").is_some_and(|it| it.contains("Max-Age=0")), "{:?}", out.header("set-cookie"));
    assert!(!is_signed_in(&browser).await);
    let (_, other) = campus.another_instance().await;
    let elsewhere = other.with_header("cookie", &kept(&answer)).get("/my").await;
    assert_eq!(elsewhere.status, 303, "nowhere");
}

#[actix_web::test]
async fn what_did_not_work_is_said_and_what_was_typed_stands_there() {
    let campus = Campus::open().await;
    let ana = campus.person("ana").await;
    let browser = super::browser(&campus).speaking("fr");
    for (email, password) in
        [(&*ana.email, "not my password"), ("nobody@example.org", PASSWORD), ("no <address>", "quite wrong")]
    {
        let answer =
            send(&browser, "/sign-in", &[("email", email), ("password", password), ("next", "/courses")]).await;
        assert_eq!((answer.status, answer.header("set-cookie"), answer.header("location")), (401, None, None));
        let html = answer.text();
        assert!(
            html.contains("role=\"alert\"") && html.contains("Échec de la connexion") && !html.contains(password),
            "{html}"
        );
        assert!(
            html.contains(&email.replace('<', "&#60;").replace('>', "&#62;")) && html.contains("value=\"/courses\""),
            "{html}"
        );
    }
    for _ in 0..5 {
        send(&browser, "/sign-in", &[("email", &ana.email), ("password", "wrong")]).await;
    }
    let wait = send(&browser, "/sign-in", &[("email", &ana.email), ("password", PASSWORD)]).await;
    assert_eq!(wait.status, 429);
    assert!(wait.header("retry-after").is_some() && wait.text().contains("role=\"alert\""), "{}", wait.text());
}

#[actix_web::test]
async fn nothing_is_done_by_a_page_of_another_site_or_of_another_session() {
    let campus = Campus::open().await;
    let (ana, eve) = (campus.person("ana").await, campus.person("eve").await);
    let (browser, other) = (browser_of(&campus, &ana).await, browser_of(&campus, &eve).await);
    let (own, foreign) = (form_token(&browser).await, form_token(&other).await);
    assert_ne!(own, foreign);
    for forged in [
        browser.with_header("sec-fetch-site", "cross-site"),
        browser.with_header("sec-fetch-site", "same-site"),
        browser.with_header("origin", "https://evil.example"),
        browser.with_header("origin", "null"),
        browser.with_header("host", "college.example").with_header("origin", "x://college.example"),
    ] {
        send(&forged, "/sign-out", &[("form_token", &own)]).await.assert_status(403);
        let fields = [("email", &*eve.email), ("password", PASSWORD)];
        send(&forged, "/sign-in", &fields).await.assert_status(403);
    }
    for token in ["", &foreign] {
        send(&browser, "/sign-out", &[("form_token", token)]).await.assert_status(403);
    }
    assert!(is_signed_in(&browser).await && is_signed_in(&other).await);
    let proxied = browser.with_header("origin", &campus.app.base_url());
    send(&proxied, "/sign-out", &[("form_token", "")]).await.assert_status(403);
    let here = browser.with_header("host", "college.example").with_header("origin", "http://college.example");
    send(&here, "/sign-out", &[("form_token", &own)]).await.assert_status(303);
    assert!(!is_signed_in(&browser).await && is_signed_in(&other).await);
}

#[actix_web::test]
async fn a_cookie_opens_the_pages_of_its_session_and_nothing_else() {
    let campus = Campus::open_with(in_public).await;
    course(&campus, Issue::OnCompletion).await;
    let (ana, eve) = (campus.person("ana").await, campus.person("eve").await);
    completes(&campus, &ana, SLUG, "en").await;
    campus.run_jobs().await;
    let id = certificate(&ana).await["id"].as_str().expect("an id").to_owned();
    let (of_ana, of_eve) = (signed_in(&campus, &ana.email).await, signed_in(&campus, &eve.email).await);
    let (of_ana, of_eve) = (kept(&of_ana), kept(&of_eve));
    let eves = super::browser(&campus).with_header("cookie", &of_eve);
    let path = format!("/my/certificates/{id}/pdf");
    assert_eq!(eves.get(&path).await.status, 404);
    assert_eq!(super::browser(&campus).get(&path).await.status, 303);

    let (session, secret) = (of_ana.split('.').next().expect("a session"), of_eve.split('.').nth(1).expect("a secret"));
    let name = session.split('=').next().expect("a name");
    for forged in [
        format!("{session}.{secret}"),
        session.to_owned(),
        format!("{session}."),
        format!("{name}="),
        format!("{of_ana}A"),
    ] {
        assert!(!is_signed_in(&super::browser(&campus).with_header("cookie", &forged)).await, "{forged}");
    }
    let api = campus.guest().with_header("cookie", &of_ana);
    api.get("/api/v1/me").await.assert_problem(401, "sign-in-required");
    let bearer = of_ana.split_once('=').expect("a value").1;
    campus.guest().with_token(bearer).get("/api/v1/me").await.assert_problem(401, "token-invalid");
    let token = campus.sign_in(&ana.email).await.json()["access_token"].as_str().expect("a token").to_owned();
    let posing = super::browser(&campus).with_header("cookie", &format!("{name}={token}"));
    assert!(!is_signed_in(&posing).await, "a token of the API is no cookie");
}

#[actix_web::test]
async fn a_session_in_a_browser_lasts_as_long_as_it_is_used_and_ends_with_the_password() {
    let campus = Campus::open().await;
    let (ana, sam) = (campus.person("ana").await, campus.person("sam").secretariat().await);
    let (browser, idle, staff) =
        (browser_of(&campus, &ana).await, browser_of(&campus, &ana).await, browser_of(&campus, &sam).await);
    for _ in 0..3 {
        campus.clock.advance(days(14));
        assert!(is_signed_in(&browser).await);
    }
    assert!(!is_signed_in(&idle).await && !is_signed_in(&staff).await, "not used for 30 days, or older than 12 hours");
    let staff = browser_of(&campus, &sam).await;
    campus.clock.advance(hours(11));
    assert!(is_signed_in(&staff).await);
    campus.clock.advance(hours(2));
    assert!(!is_signed_in(&staff).await, "however much it is used");

    let back = campus.back(&ana).await;
    let change = json!({ "current_password": PASSWORD, "new_password": "another sentence of mine" });
    back.put("/api/v1/me/password", change).await.assert_status(201);
    assert!(!is_signed_in(&browser).await);
}

#[actix_web::test]
async fn nobody_is_led_elsewhere_after_signing_in() {
    let campus = Campus::open().await;
    let ana = campus.person("ana").await;
    for (next, led_to) in [
        ("/courses?audience=everyone", "/courses?audience=everyone"),
        ("//evil.example", "/my"),
        ("https://evil.example", "/my"),
    ] {
        let fields = [("email", &*ana.email), ("password", PASSWORD), ("next", next)];
        let answer = send(&super::browser(&campus), "/sign-in", &fields).await;
        assert_eq!(answer.header("location"), Some(led_to), "{next}");
        let page = super::browser(&campus)
            .get(&format!("/sign-in?next={}", String::from_utf8_lossy(&encoded(&[("", next)])[1..])))
            .await;
        assert!(!page.text().contains("evil.example"), "{next}: {}", page.text());
    }
}
