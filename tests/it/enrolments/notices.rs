//! Letters to those who decide, and to those whose approvals end.

use serde_json::{Value, json};
use virtual_college::accounts::{Role, Scope};

use super::enrolment;
use crate::support::{Campus, Client, PASSWORD, Person, START, days, hours, minutes};

async fn states(person: &Client, party: &str, organisation: &str) -> String {
    let body = json!({ "party": party, "authority": "customs", "organisation": organisation });
    let answer = person.post("/api/v1/me/affiliations", body).await;
    answer.assert_status(201);
    answer.json()["id"].as_str().expect("an id").to_owned()
}

/// To whom letters of a kind went since the last call, and what they said.
async fn told(campus: &Campus, subject: &str) -> Vec<(String, String)> {
    campus.run_jobs().await;
    let letters = campus.mailbox().all();
    let mut told: Vec<_> =
        letters.into_iter().filter(|it| it.subject.contains(subject)).map(|it| (it.to, it.text)).collect();
    told.sort();
    told
}

const WAITING: &str = "waiting for your decision";

#[actix_web::test]
async fn focal_points_are_told_of_requests_once_an_hour_at_most_without_a_name() {
    let campus = Campus::open().await;
    let course = campus.course("skins").for_officials(&["customs"]).await;
    let (ana, bo) = (campus.person("ana").await, campus.person("bo").await);
    for (name, party) in [("one", "MG"), ("two", "MG"), ("kenyan", "KE")] {
        campus.person(name).focal_point(party).await;
    }
    campus.person("sam").secretariat().await;
    assert_eq!(told(&campus, WAITING).await, [], "nothing waits");

    states(&ana, "MG", "Customs of Toamasina").await;
    ana.enrols(&course).await;
    states(&bo, "MG", "Customs").await;
    campus.clock.advance(minutes(59));
    assert_eq!(told(&campus, WAITING).await, [], "within the hour after the last look");
    campus.clock.advance(minutes(1));
    let first = told(&campus, WAITING).await;
    let people: Vec<&str> = first.iter().map(|(to, _)| to.as_str()).collect();
    assert_eq!(people, ["one@example.org", "two@example.org"]);
    for (_, text) in &first {
        assert!(text.contains("Madagascar: 2 affiliations to confirm"), "{text}");
        assert!(text.contains("Madagascar: 1 enrolment to decide on"), "{text}");
        for personal in ["ana", "Toamasina", "@"] {
            assert!(!text.replace("Madagascar", "").contains(personal), "{personal}: {text}");
        }
    }

    // The same requests wait: nobody is written to again. A new one: everything that waits is told.
    campus.clock.advance(hours(5));
    assert_eq!(told(&campus, WAITING).await.len(), 2);
    let bo = campus.back(&bo).await;
    states(&bo, "MG", "Customs of Antananarivo").await;
    campus.clock.advance(hours(1));
    let second = told(&campus, WAITING).await;
    assert_eq!(second.len(), 4);
    assert!(second.iter().any(|(_, text)| text.contains("Madagascar: 3 affiliations to confirm")), "{second:?}");
    assert_eq!(campus.app.i18n.misses().broken, 0);
}

#[actix_web::test]
async fn nobody_is_told_of_the_office_of_somebody_who_has_not_confirmed_her_address() {
    let campus = Campus::open().await;
    campus.person("focal").focal_point("MG").await;
    let account = json!({
        "email": "ulla@example.org", "password": PASSWORD, "name": "Ulla", "locale": "en",
        "affiliation": { "party": "MG", "authority": "customs", "organisation": "Customs" },
    });
    campus.guest().post("/api/v1/accounts", account).await.assert_status(201);
    let token = campus.mailed_token("ulla@example.org").await;
    campus.clock.advance(hours(1));
    assert_eq!(told(&campus, WAITING).await, []);
    campus
        .guest()
        .post("/api/v1/email-verifications", json!({ "token": token, "password": PASSWORD }))
        .await
        .assert_status(204);
    campus.clock.advance(hours(1));
    let told = told(&campus, "waiting for your decision").await;
    assert_eq!(told.len(), 1, "{told:?}");
}

#[actix_web::test]
async fn where_nobody_else_can_decide_the_secretariat_is_told_in_one_letter() {
    let campus = Campus::open().await;
    let (ana, lou) = (campus.person("ana").await, campus.person("lou").focal_point("FR").await);
    let former = campus.person("former").focal_point("MG").await;
    let admin = campus.person("admin").administrator().speaks("fr").await;
    let grants = admin.get(&format!("/api/v1/role-grants?person={}", former.id)).await.json();
    let grant = grants["items"][0]["id"].as_str().expect("a grant").to_owned();
    admin.delete(&format!("/api/v1/role-grants/{grant}")).await.assert_status(204);
    states(&ana, "MG", "Customs").await;
    // The only focal point of a Party does not decide on her own request.
    states(&lou, "FR", "Customs").await;

    campus.run_jobs().await;
    let letters = campus.mailbox().all();
    let (to, subject): (Vec<_>, Vec<_>) = letters
        .iter()
        .filter(|letter| letter.text.contains("rattachement à confirmer") || letter.subject.contains(WAITING))
        .map(|letter| (letter.to.as_str(), letter.subject.as_str()))
        .unzip();
    assert_eq!((to, subject), (vec!["admin@example.org"], vec!["2 demandes attendent votre décision"]));
    let text = &letters.iter().find(|letter| letter.subject.contains("demandes")).expect("the letter").text;
    assert!(
        text.contains("France\u{a0}: 1 rattachement") && text.contains("Madagascar\u{a0}: 1 rattachement"),
        "{text}"
    );

    // The Secretariat comes before the administrators.
    campus.person("sam").holding(Role::Secretariat, Scope::site()).await;
    campus.clock.advance(hours(1));
    let ana = campus.back(&ana).await;
    states(&ana, "KE", "Customs").await;
    campus.run_jobs().await;
    let last = told(&campus, WAITING).await;
    assert_eq!(last.iter().map(|(to, _)| to.as_str()).collect::<Vec<_>>(), ["sam@example.org"]);
    assert!(last[0].1.contains("Kenya: 1 affiliation to confirm"), "{}", last[0].1);
}

#[actix_web::test]
async fn a_request_that_nobody_could_decide_on_is_told_when_somebody_can() {
    let campus = Campus::open().await;
    let ana = campus.person("ana").await;
    states(&ana, "MG", "Customs").await;
    assert_eq!(told(&campus, WAITING).await, []);
    campus.clock.advance(hours(3));
    campus.person("focal").focal_point("MG").await;
    assert_eq!(told(&campus, WAITING).await.len(), 1);
}

async fn approve(campus: &Campus, focal: &Person, id: &str, until: Value) {
    let body = json!({ "decision": "approved", "until": until });
    let answer = campus.back(focal).await.post(&format!("{}/decision", enrolment(id)), body).await;
    answer.assert_status(200);
}

const ENDING: &str = "approved for ends soon";

#[actix_web::test]
async fn who_was_approved_is_told_a_month_before_the_end_once_and_in_one_letter() {
    let campus = Campus::open().await;
    let skins = campus.course("skins").for_officials(&["customs"]).await;
    let (ana, focal) = (campus.person("ana").await, campus.person("focal").focal_point("MG").await);
    states(&ana, "MG", "Customs").await;
    let id = ana.enrols(&skins).await;
    approve(&campus, &focal, &id, json!(START.plus(days(100)))).await;
    campus.clock.advance(days(69));
    assert_eq!(told(&campus, ENDING).await, []);
    campus.clock.advance(days(1));
    let letters = told(&campus, ENDING).await;
    assert_eq!(letters.len(), 1);
    let (to, text) = &letters[0];
    assert_eq!(to, "ana@example.org");
    assert!(text.contains("(Madagascar): until 10 June 2027"), "{text}");
    assert!(text.contains("“All about skins”: until 10 June 2027"), "{text}");
    campus.clock.advance(days(10));
    assert_eq!(told(&campus, ENDING).await.len(), 1, "once");

    // Prolonged, it has another end, of which she is told in its time; the affiliation's stays.
    approve(&campus, &focal, &id, json!(START.plus(days(200)))).await;
    campus.clock.advance(days(100));
    let letters = told(&campus, ENDING).await;
    assert_eq!(letters.len(), 2, "{letters:?}");
    assert!(letters.iter().any(|(_, text)| text.contains("until 18 September 2027") && !text.contains("Madagascar")));
}

#[actix_web::test]
async fn who_has_completed_or_left_is_not_told_of_an_end() {
    let campus = Campus::open().await;
    let (skins, roots) = (
        campus.course("skins").for_officials(&["customs"]).await,
        campus.course("roots").for_officials(&["customs"]).await,
    );
    let (ana, focal) = (campus.person("ana").await, campus.person("focal").focal_point("MG").await);
    let office = states(&ana, "MG", "Customs").await;
    let (done, left) = (ana.enrols(&skins).await, ana.enrols(&roots).await);
    for id in [&done, &left] {
        approve(&campus, &focal, id, json!(START.plus(days(100)))).await;
    }
    super::complete(&campus, &ana, &done).await;
    ana.delete(&enrolment(&left)).await.assert_status(204);
    ana.delete(&format!("/api/v1/me/affiliations/{office}")).await.assert_status(204);
    campus.clock.advance(days(80));
    assert_eq!(told(&campus, ENDING).await, []);
}

#[actix_web::test]
async fn what_has_ended_shows_as_expired_in_lists() {
    let campus = Campus::open().await;
    let skins = campus.course("skins").for_officials(&["customs"]).await;
    let (ana, focal) = (campus.person("ana").await, campus.person("focal").focal_point("MG").await);
    states(&ana, "MG", "Customs").await;
    let id = ana.enrols(&skins).await;
    approve(&campus, &focal, &id, json!(START.plus(days(10)))).await;
    let count = async |client: &Client, state: &str| {
        let list = client.get(&format!("/api/v1/enrolments?state={state}")).await;
        list.assert_status(200);
        list.json()["items"].as_array().map(Vec::len)
    };
    assert_eq!((count(&focal, "active").await, count(&focal, "expired").await), (Some(1), Some(0)));
    campus.clock.advance(days(10));
    let (ana, focal) = (campus.back(&ana).await, campus.back(&focal).await);
    assert_eq!((count(&focal, "active").await, count(&focal, "expired").await), (Some(0), Some(1)));
    let own = ana.get("/api/v1/me/enrolments").await.json();
    assert_eq!((&own["items"][0]["state"], &own["items"][0]["expired"]), (&json!("expired"), &json!(true)));
    assert_eq!(focal.get(&enrolment(&id)).await.json()["state"], "expired");
    assert_eq!(ana.get("/api/v1/me/affiliations").await.json()["items"][0]["state"], "expired");
}
