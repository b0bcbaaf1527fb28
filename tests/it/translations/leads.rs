//! Whoever leads a language: there is one, and she is missed when she falls silent.

use serde_json::json;
use virtual_college::accounts::{Role, Scope};

use super::bureau::{API, Bureau, contributes, id, suggests, sw};
use crate::support::days;

/// Whom it was told that nobody looks after a language, and what it said.
async fn told(it: &Bureau) -> Vec<(String, String)> {
    it.campus.run_jobs().await;
    let letters = it.campus.mailbox().all().into_iter();
    letters.filter(|it| it.subject.starts_with("A translation has nobody")).map(|it| (it.to, it.text)).collect()
}

#[actix_web::test]
async fn a_lead_who_does_nothing_for_three_months_is_missed_once_a_quarter() {
    let it = Bureau::open().await;
    let tara = it.campus.person("tara").holding(Role::TranslationsAdministrator, Scope::site()).await;
    it.campus.clock.advance(days(80));
    assert_eq!(told(&it).await, []);
    let lead = it.campus.back(&it.lead).await;
    let found = lead.get(&format!("{API}/locales/sw/work?q=language&catalogue=interface/common")).await.json();
    let unit = found["items"].as_array().expect("units").iter().find(|unit| unit["key"] == "language").expect("it");
    suggests(&lead, unit, "language = Lugha").await.assert_status(201);
    it.campus.clock.advance(days(89));
    assert_eq!(told(&it).await, [], "she did something");
    it.campus.clock.advance(days(1));
    let letters = told(&it).await;
    assert_eq!(letters.len(), 1, "{letters:?}");
    assert_eq!(letters[0].0, "tara@example.org");
    for link in it.campus.mailbox().last().expect("the letter").links {
        let path = link.split_once("/api").map(|(_, path)| format!("/api{path}")).expect("a path");
        it.campus.back(&tara).await.get(&path).await.assert_status(200);
    }
    assert!(letters[0].1.contains("Swahili: since 21 May 2027"), "{}", letters[0].1);
    for _ in 0..89 {
        it.campus.clock.advance(days(1));
    }
    assert_eq!(told(&it).await.len(), 1, "once");
    it.campus.clock.advance(days(1));
    assert_eq!(told(&it).await.len(), 2, "and again after a quarter");

    // Somebody else takes the role on: nobody is missed.
    it.campus.person("nia").holding(Role::LocaleLead, sw()).await;
    it.campus.clock.advance(days(89));
    assert_eq!(told(&it).await.len(), 2);
}

#[actix_web::test]
async fn a_language_that_loses_its_last_lead_is_told_of_at_once() {
    let it = Bureau::open().await;
    assert_eq!(told(&it).await, []);
    let grants = it.admin.get(&format!("{API}/role-grants?person={}&role=locale-lead", it.lead.id)).await.json();
    it.admin.delete(&format!("{API}/role-grants/{}", id(&grants["items"][0]))).await.assert_status(204);
    it.campus.clock.advance(days(1));
    let letters = told(&it).await;
    assert_eq!(letters.len(), 1, "{letters:?}");
    assert!(letters[0].1.contains("Swahili: nobody leads it"), "{}", letters[0].1);
    it.campus.clock.advance(days(1));
    assert_eq!(told(&it).await.len(), 1, "once a quarter");

    // Whoever leads it next is missed anew.
    let nia = it.campus.person("nia").holding(Role::LocaleLead, sw()).await;
    it.campus.clock.advance(days(1));
    assert_eq!(told(&it).await.len(), 1);
    let admin = it.campus.back(&it.admin).await;
    let grants = admin.get(&format!("{API}/role-grants?person={}&role=locale-lead", nia.id)).await.json();
    admin.delete(&format!("{API}/role-grants/{}", id(&grants["items"][0]))).await.assert_status(204);
    it.campus.clock.advance(days(1));
    assert_eq!(told(&it).await.len(), 2);
}

#[actix_web::test]
async fn a_language_keeps_a_lead() {
    let it = Bureau::open().await;
    let grant = async |person: &str| {
        let grants = it.admin.get(&format!("{API}/role-grants?person={person}&role=locale-lead")).await.json();
        id(&grants["items"][0]).to_owned()
    };
    let own = format!("{API}/role-grants/{}", grant(&it.lead.id.to_string()).await);
    it.lead.delete(&own).await.assert_problem(409, "last-locale-lead");
    let second = it.campus.person("nia").await;
    contributes(&second).await;
    let role = json!({ "person": second.id, "role": "locale-lead", "scope": { "kind": "locale", "key": "sw" } });
    it.lead.post(&format!("{API}/role-grants"), role).await.assert_status(201);
    it.lead.delete(&own).await.assert_status(204);
    let last = format!("{API}/role-grants/{}", grant(&second.id.to_string()).await);
    it.campus.back(&second).await.delete(&last).await.assert_problem(409, "last-locale-lead");
}
