//! Coming by an account in a browser, and back into it.

use super::browser::{encoded, form, led_to, send};
use super::{LANGUAGES, browser, in_language, read};
use crate::support::{Answer, Campus, PASSWORD};

const ANA: [(&str, &str); 4] =
    [("name", "Ana Rakoto"), ("email", "ana@example.org"), ("password", PASSWORD), ("locale", "fr")];

async fn registers(campus: &Campus, fields: &[(&str, &str)]) -> Answer {
    let page = browser(campus).get("/register").await;
    form(&page).with(fields).send(&browser(campus)).await
}

#[actix_web::test]
async fn somebody_registers_confirms_her_address_and_signs_in() {
    let campus = Campus::open().await;
    let sign_in = browser(&campus).get("/sign-in?lang=fr").await.text();
    for link in ["href=\"/register?lang=fr\"", "href=\"/forgotten-password?lang=fr\""] {
        assert!(sign_in.contains(link), "{link}: {sign_in}");
    }
    let page = browser(&campus).speaking("fr").get("/register").await;
    let html = page.text();
    assert_eq!(form(&page).value("locale"), "fr", "the language of the page: {html}");
    for autocomplete in ["name", "email", "new-password"] {
        assert!(html.contains(&format!("autocomplete=\"{autocomplete}\"")), "{autocomplete}: {html}");
    }
    for field in ["name", "email", "password", "locale"] {
        assert!(html.contains(&format!("<label for=\"{field}\">")), "{field}: {html}");
    }
    let sent = registers(&campus, &ANA).await;
    assert_eq!(led_to(&sent), "/letter-sent");
    assert!(read(&browser(&campus).get("/letter-sent").await).contains("We have sent you a letter"));

    let link = format!("/confirm/{}", campus.mailed_token("ana@example.org").await);
    let page = browser(&campus).get(&link).await;
    assert!(page.text().contains("<html lang=\"fr\"") && page.text().contains("<header>"), "{}", page.text());
    let done = form(&page).with(&[("password", PASSWORD)]).send(&browser(&campus)).await;
    done.assert_status(200);
    assert!(done.text().contains("href=\"/sign-in\""), "{}", done.text());
    let signed_in = send(&browser(&campus), "/sign-in", &[("email", "ana@example.org"), ("password", PASSWORD)]).await;
    assert_eq!(led_to(&signed_in), "/my");
    let ana = browser(&campus).with_header("cookie", &super::browser::kept(&signed_in));
    assert!(read(&ana.get("/my").await).contains("Compte de Ana Rakoto"));
}

#[actix_web::test]
async fn nobody_learns_whether_an_address_has_an_account() {
    let campus = Campus::open().await;
    let ben = campus.person("ben").await;
    let told = |answer: &Answer| {
        let mut names: Vec<String> = answer.names().map(str::to_owned).collect();
        names.sort();
        (answer.status, answer.header("location").map(str::to_owned), answer.text(), names)
    };
    let with_email = |email: &'static str| ANA.map(|(name, value)| (name, if name == "email" { email } else { value }));
    let known = registers(&campus, &with_email("ben@example.org")).await;
    let unknown = registers(&campus, &with_email("nobody@example.org")).await;
    assert_eq!(told(&known), told(&unknown));
    for email in [&*ben.email, "no-account@example.org"] {
        let asked = send(&browser(&campus), "/forgotten-password", &[("email", email)]).await;
        assert_eq!(led_to(&asked), "/letter-sent", "{email}");
    }
    let letters = campus.letters().await;
    let mut kinds: Vec<(&str, &str)> =
        letters.iter().map(|(to, letter)| (&**to, letter["kind"].as_str().expect("a kind"))).collect();
    kinds.sort_unstable();
    assert_eq!(
        kinds,
        [
            ("ben@example.org", "already-registered"),
            ("ben@example.org", "reset-password"),
            ("nobody@example.org", "verify-email")
        ]
    );
    // Nothing of hers was changed.
    campus.sign_in(&ben.email).await.assert_status(201);
}

#[actix_web::test]
async fn what_is_wrong_is_said_at_its_field_and_all_but_the_password_stands_there() {
    let campus = Campus::open().await;
    let secret = "short one";
    let wrong =
        registers(&campus, &[("name", " "), ("email", "no <address>"), ("password", secret), ("locale", "es")]).await;
    wrong.assert_status(422);
    let html = read(&wrong);
    for field in ["name", "email", "password"] {
        for part in [
            format!("<a href=\"#{field}\">"),
            format!("id=\"{field}-error\""),
            format!("aria-describedby=\"{field}-error\""),
        ] {
            assert!(html.contains(&part), "{part}: {html}");
        }
    }
    let again = form(&wrong);
    assert_eq!((again.value("email"), again.value("locale"), again.value("password")), ("no <address>", "es", ""));
    assert!(!html.contains(secret) && !html.contains("<address>"), "{html}");
    let asked = send(&browser(&campus), "/forgotten-password", &[("email", "nobody")]).await;
    asked.assert_status(422);
    assert!(asked.text().contains("href=\"#email\"") && form(&asked).value("email") == "nobody", "{}", asked.text());
    assert_eq!(campus.letters().await, []);
    let unprintable = registers(&campus, &[("name", &*"n".repeat(120)), ANA[1], ANA[2], ANA[3]]).await;
    let place = led_to(&unprintable);
    assert_eq!(place, "/letter-sent?name=unprintable");
    assert!(read(&browser(&campus).get(place).await).contains("Certificates cannot be printed with this name"));
}

#[actix_web::test]
async fn a_forgotten_password_is_chosen_anew_by_a_mailed_link() {
    let campus = Campus::open().await;
    let ana = campus.person("ana").speaks("es").await;
    let page = browser(&campus).get("/forgotten-password").await;
    assert_eq!(led_to(&form(&page).with(&[("email", &ana.email)]).send(&browser(&campus)).await), "/letter-sent");
    let link = format!("/confirm/{}", campus.mailed_token(&ana.email).await);
    let page = form(&browser(&campus).get(&link).await);
    let short = page.with(&[("password", "short")]).send(&browser(&campus)).await;
    short.assert_status(422);
    assert!(
        short.text().contains("href=\"#password\"") && !short.text().contains("value=\"short\""),
        "{}",
        short.text()
    );
    page.with(&[("password", "eight calm caracals")]).send(&browser(&campus)).await.assert_status(200);
    page.with(&[("password", "nine calm caracals")]).send(&browser(&campus)).await.assert_status(404);
    let fields = [("email", &*ana.email), ("password", "eight calm caracals")];
    assert_eq!(led_to(&send(&browser(&campus), "/sign-in", &fields).await), "/my");
}

#[actix_web::test]
async fn another_site_registers_nobody_and_one_network_not_too_many() {
    let campus = Campus::open().await;
    for forged in [
        browser(&campus).with_header("sec-fetch-site", "cross-site"),
        browser(&campus).with_header("origin", "https://evil.example"),
    ] {
        send(&forged, "/register", &ANA).await.assert_status(403);
        send(&forged, "/forgotten-password", &[("email", "ana@example.org")]).await.assert_status(403);
    }
    assert_eq!(campus.letters().await, []);
    let mut last = 303;
    for _ in 0..6 {
        let asked = send(&browser(&campus), "/forgotten-password", &[("email", "ana@example.org")]).await;
        last = asked.status;
        if last == 429 {
            assert!(
                asked.header("retry-after").is_some() && asked.text().contains("role=\"alert\""),
                "{}",
                asked.text()
            );
            assert_eq!(form(&asked).value("email"), "ana@example.org");
        }
    }
    assert_eq!(last, 429, "nobody's mailbox is filled by us");
    let big = [("name", "x".repeat(700_000))];
    let big: Vec<(&str, &str)> = big.iter().map(|(name, value)| (*name, &**value)).collect();
    assert!(encoded(&big).len() > 600 * 1024);
    send(&browser(&campus), "/register", &big).await.assert_status(413);
}

#[actix_web::test]
async fn the_pages_of_accounts_are_whole_in_every_language() {
    let campus = Campus::open().await;
    for path in ["/register", "/forgotten-password", "/letter-sent", "/sign-in?next=%2Fmy"] {
        for language in LANGUAGES {
            let page = browser(&campus).get(&in_language(path, language.0)).await;
            assert_eq!(page.status, 200, "{path}: {}", page.text());
            assert!(page.body.len() < 15_000, "{path} weighs {}", page.body.len());
            // They are for one moment, and tell the College itself which page a form was on.
            assert_eq!(
                (page.header("cache-control"), page.header("referrer-policy")),
                (Some("no-store"), Some("same-origin"))
            );
            assert_words(&page, path, language);
        }
    }
}

#[track_caller]
fn assert_words(page: &Answer, path: &str, (tag, dir): (&str, &str)) {
    let html = page.text();
    assert!(html.contains(&format!("<html lang=\"{tag}\" dir=\"{dir}\">")), "{path}: {html}");
    assert_eq!(["<h1", "<title", "<main id=\"main\""].map(|part| html.matches(part).count()), [1, 1, 1], "{path}");
    for word in ["<script", " style=", "http:", "https:", "\"pages-", ">pages-"] {
        assert!(!html.contains(word), "{path} in {tag} has {word}: {html}");
    }
}
