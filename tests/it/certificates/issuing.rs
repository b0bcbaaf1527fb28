//! From a completed enrolment to a certificate, once.

use std::sync::Arc;

use serde_json::json;
use virtual_college::app::App;
use virtual_college::courses::model::Issue;
use virtual_college::i18n::Locale;
use virtual_college::jobs::{self, Registry};

use super::school::*;
use crate::support::{Campus, days, hours};

#[actix_web::test]
async fn who_completes_a_course_gets_a_certificate_and_a_letter() {
    let campus = Campus::open_with(in_public).await;
    let ana = campus.person("ana").speaks("fr").await;
    course(&campus, Issue::OnCompletion).await;
    completes_for(&campus, &ana, (SLUG, "fr"), Some("MG")).await;
    assert_eq!(count(&campus).await, 0, "issued after the transaction, not within it");

    campus.run_jobs().await;

    let certificate = certificate(&ana).await;
    assert_eq!(certificate["serial"], "VC-2027-00000001");
    assert_eq!(certificate["state"], "valid");
    assert_eq!(certificate["test"], false);
    assert_eq!(certificate["name"], "ana");
    assert_eq!(certificate["language"], "fr");
    assert_eq!(certificate["languages"], json!(["fr", "en", "es"]));
    assert_eq!(certificate["course"]["version"], 1);
    assert_eq!(certificate["course"]["edition_language"], "fr");
    assert_eq!(certificate["grade_basis_points"], 8_750);
    assert_eq!(certificate["party"]["names"]["fr"], "Madagascar");
    assert_eq!(certificate["issued_at"], "2027-03-02T09:00:00Z");
    assert_eq!(certificate["events"][0]["kind"], "issued");
    let id = certificate["id"].as_str().expect("an id");
    assert!(id.len() == 32 && id.bytes().all(|b| b.is_ascii_hexdigit()), "{id}");
    assert_eq!(certificate["verify_url"], format!("https://college.example.org/verify/{id}"));

    let letter = campus.mailbox().last().expect("a letter");
    assert_eq!(letter.to, "ana@example.org");
    assert!(letter.text.contains("VC-2027-00000001"), "{}", letter.text);
    assert_eq!(letter.links, [format!("https://college.example.org/verify/{id}")]);
}

#[actix_web::test]
async fn a_college_without_a_host_name_issues_tests_since_nobody_could_look_it_up() {
    let campus =
        Campus::open_with(|config| config.server.public_url = Some("http://192.0.2.7/".parse().expect("a URL"))).await;
    let ana = campus.person("ana").await;
    course(&campus, Issue::OnCompletion).await;
    completes(&campus, &ana, SLUG, "en").await;
    campus.run_jobs().await;
    assert_eq!(certificate(&ana).await["test"], true);
}

#[actix_web::test]
async fn a_job_that_runs_twice_or_four_at_a_time_issues_one_certificate() {
    let campus = Campus::open().await;
    let ana = campus.person("ana").await;
    course(&campus, Issue::OnCompletion).await;
    let enrolment = completes(&campus, &ana, SLUG, "en").await;
    for _ in 0..3 {
        owe_again(&campus, ana.id, enrolment).await;
    }
    campus.run_jobs().await;
    owe_again(&campus, ana.id, enrolment).await;
    campus.run_jobs().await;

    assert_eq!(count(&campus).await, 1);
    assert_eq!(campus.mailbox().all().len(), 1);
    assert_eq!(certificate(&ana).await["serial"], "VC-2027-00000001");
}

#[actix_web::test]
async fn nothing_is_issued_or_mailed_by_starting_reading_or_drawing() {
    let campus = Campus::open().await;
    let (ana, id) = holder(&campus, "ana").await;
    campus.mailbox().clear();
    campus.clock.advance(days(400));
    let ana_again = campus.sign_in(&ana.email).await.json()["access_token"].as_str().expect("a token").to_owned();
    let ana = campus.guest().with_token(&ana_again);

    let (other, client) = campus.another_instance().await;
    other.db.write(virtual_college::certificates::resume).await.expect("resume");
    campus.run_jobs().await;
    ana.get(&format!("/api/v1/certificates/{id}/pdf")).await.assert_status(200);
    client.with_token(&ana_again).get(&format!("/api/v1/certificates/{id}/pdf?lang=es")).await.assert_status(200);
    client.get(&format!("/verify/{id}")).await.assert_status(200);
    campus.run_jobs().await;

    assert_eq!(count(&campus).await, 1);
    assert!(campus.mailbox().is_empty());
}

#[actix_web::test]
async fn serials_count_within_their_year() {
    let campus = Campus::open().await;
    course(&campus, Issue::OnCompletion).await;
    let mut serials = Vec::new();
    for (name, wait) in [("ana", 0), ("bo", 0), ("cy", 365)] {
        campus.clock.advance(days(wait));
        let person = campus.person(name).await;
        completes(&campus, &person, SLUG, "en").await;
        campus.run_jobs().await;
        serials.push(certificate(&person).await["serial"].as_str().expect("a serial").to_owned());
    }
    assert_eq!(serials, ["VC-2027-00000001", "VC-2027-00000002", "VC-2028-00000001"]);
}

#[actix_web::test]
async fn a_course_without_certificates_issues_none() {
    let campus = Campus::open().await;
    let ana = campus.person("ana").await;
    course(&campus, Issue::None).await;
    completes(&campus, &ana, SLUG, "en").await;
    campus.run_jobs().await;
    assert_eq!((count(&campus).await, candidate_count(&campus).await), (0, 0));
}

#[actix_web::test]
async fn a_college_without_a_public_address_issues_tests() {
    let campus = Campus::open().await;
    let (ana, _) = holder(&campus, "ana").await;
    let certificate = certificate(&ana).await;
    assert_eq!(certificate["test"], true);
    assert!(certificate["verify_url"].as_str().is_some_and(|url| url.starts_with("http://127.0.0.1:8080/verify/")));
    assert!(campus.mailbox().last().is_some_and(|letter| letter.text.contains("TEST")));

    // On port 0 the address is the one that is listened on in fact.
    campus.app.listens_on(([127, 0, 0, 1], 45_678).into());
    assert_eq!(campus.app.base_url(), "http://127.0.0.1:45678");
    let same = super::school::certificate(&ana).await;
    assert_eq!(same["verify_url"], certificate["verify_url"], "what was printed stays");
}

#[actix_web::test]
async fn a_genuine_certificate_takes_the_place_of_a_test_when_the_college_has_an_address() {
    let campus = Campus::open().await;
    let (ana, test) = holder(&campus, "ana").await;
    let (ben, sam) = (campus.person("ben").await, campus.person("sam").secretariat().await);
    completes(&campus, &ben, SLUG, "en").await;
    campus.run_jobs().await;
    let revoked = certificate(&ben).await["id"].as_str().expect("an id").to_owned();
    let path = format!("/api/v1/certificates/{revoked}/revocation");
    let error = json!({ "public_reason": "issued-in-error" });
    sam.with_header("if-match", "\"v1\"").post(&path, error).await.assert_status(201);
    let verified = campus.guest().with_header("accept", "application/json").get(&format!("/verify/{test}")).await;
    assert_eq!(verified.json()["state"], "valid");
    let cy = campus.person("cy").await;
    completes(&campus, &cy, SLUG, "en").await;
    campus.run_jobs().await;
    super::changing::suspend(&sam, certificate(&cy).await["id"].as_str().expect("an id")).await;

    let mut config = campus.app.config.clone();
    in_public(&mut config);
    let in_public = Arc::new(App::open(config, campus.clock.clone()).expect("another start"));
    for _ in 0..2 {
        in_public.db.write(virtual_college::certificates::resume).await.expect("resume");
        jobs::drain(&in_public, &Registry::of_the_college()).await.expect("jobs");
    }
    let listed = ana.get("/api/v1/me/certificates").await.json();
    let items: Vec<_> = listed["items"].as_array().expect("items").iter().collect();
    assert_eq!(items.len(), 2, "{listed:#}");
    let genuine = items.iter().find(|item| item["test"] == false).expect("a genuine one");
    let replaced = items.iter().find(|item| item["test"] == true).expect("the test");
    assert_eq!((&replaced["state"], &replaced["replaced_by"]), (&json!("replaced"), &genuine["id"]));
    assert_eq!(genuine["state"], "valid");
    assert_eq!(count(&campus).await, 4, "what was revoked or is suspended is not issued again");
}

#[actix_web::test]
async fn a_certificate_is_its_holders_and_the_secretariats() {
    let campus = Campus::open().await;
    let (ana, id) = holder(&campus, "ana").await;
    let eve = campus.person("eve").await;
    let focal_point = campus.person("fay").focal_point("MG").await;
    let secretariat = campus.person("sam").secretariat().await;
    for path in [format!("/api/v1/certificates/{id}"), format!("/api/v1/certificates/{id}/pdf")] {
        ana.get(&path).await.assert_status(200);
        secretariat.get(&path).await.assert_status(200);
        eve.get(&path).await.assert_problem(404, "certificate-unknown");
        focal_point.get(&path).await.assert_problem(404, "certificate-unknown");
        campus.guest().get(&path).await.assert_problem(401, "sign-in-required");
    }
    assert_eq!(eve.get("/api/v1/me/certificates").await.json(), json!({ "items": [] }));
    for id in ["0", "../x", "00000000000000000000000000000000", "0197a2c4-6f1e-7c3a-9d55-3f6a1b2c4d5e"] {
        assert_eq!(ana.get(&format!("/api/v1/certificates/{id}")).await.status, 404, "{id}");
    }
}

#[actix_web::test]
async fn certificates_are_listed_page_by_page_the_latest_first() {
    let campus = Campus::open().await;
    let ana = campus.person("ana").await;
    for number in 1..=3 {
        let slug = format!("course-{number}");
        course_called(&campus, &slug, Issue::OnCompletion).await;
        completes(&campus, &ana, &slug, "en").await;
        campus.run_jobs().await;
    }
    let first = ana.get("/api/v1/me/certificates?limit=2").await.json();
    let next = first["next"].as_str().expect("more");
    let second = ana.get(&format!("/api/v1/me/certificates?limit=2&cursor={next}")).await.json();
    let all = [&first, &second].map(|page| page["items"].as_array().expect("items").clone()).concat();
    let mut slugs: Vec<String> = all.iter().map(|it| it["course"]["slug"].to_string()).collect();
    slugs.sort();
    slugs.dedup();
    assert_eq!((all.len(), slugs.len()), (3, 3), "all issued at one moment, and none twice");
    assert!(second.get("next").is_none());
    ana.get("/api/v1/me/certificates?cursor=x").await.assert_problem(400, "cursor-invalid");
    ana.get("/api/v1/me/certificates?limit=0").await.assert_problem(400, "limit-out-of-range");
}

#[actix_web::test]
async fn what_changes_after_the_completion_does_not_change_the_certificate() {
    let campus = Campus::open().await;
    let sam = campus.person("sam").secretariat().await;
    let version = course(&campus, Issue::AfterSignOff).await;
    let ana = campus.person("ana").await;
    let enrolment = completes(&campus, &ana, SLUG, "fr").await;
    let studied = Arc::clone(version.edition(&Locale::FR).expect("an edition"));

    let path = format!("/api/v1/enrolments/{enrolment}");
    ana.patch(&path, json!({ "locale": "es" })).await.assert_problem(409, "enrolment-closed");
    let newer = course_with(&campus, SLUG, Issue::AfterSignOff, |text| {
        if text.language.to_string() == "fr" {
            text.title.push_str(" (2)");
        }
    });
    let newer = newer.await;
    assert_eq!(newer.id, version.id);
    assert_eq!(newer.edition(&Locale::FR).expect("an edition").generation, 2);

    let queue = sam.get("/api/v1/certificates").await.json();
    let body = json!({ "certificates": [queue["items"][0]["id"]], "decision": "signed-off" });
    sam.post("/api/v1/certificate-sign-offs", body).await.assert_status(200);
    campus.run_jobs().await;
    let certificate = certificate(&ana).await;
    assert_eq!(certificate["language"], "fr");
    assert_eq!(certificate["course"]["edition_generation"], 1);
    assert_eq!(certificate["course"]["edition_hash"], studied.hash);
    assert_eq!(certificate["course"]["titles"]["fr"], studied.text.title);
}

#[actix_web::test]
async fn what_is_owed_is_issued_though_its_job_was_given_up_or_lost() {
    for is_lost in [false, true] {
        let campus = Campus::open().await;
        let ana = campus.person("ana").await;
        course(&campus, Issue::OnCompletion).await;
        completes(&campus, &ana, SLUG, "en").await;
        give_up_jobs(&campus, is_lost).await;
        campus.run_jobs().await;
        assert_eq!(count(&campus).await, 1, "lost: {is_lost}");

        // And later too, when no process starts.
        course_called(&campus, "another", Issue::OnCompletion).await;
        completes(&campus, &ana, "another", "en").await;
        give_up_jobs(&campus, is_lost).await;
        campus.run_jobs().await;
        assert_eq!(count(&campus).await, 1);
        campus.clock.advance(hours(1));
        campus.run_jobs().await;
        assert_eq!(count(&campus).await, 2, "lost: {is_lost}");
    }
}
