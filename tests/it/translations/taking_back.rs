//! What was approved is taken back: by a reviewer, who says why, and after a rollback, which is not undone unasked.

use std::time::Duration;

use serde_json::{Value, json};
use virtual_college::accounts::{Role, Scope};
use virtual_college::i18n::Locale;

use super::bureau::{API, Bureau, approval, contributes, id, reviews, suggests};

const KEY: &str = "course-unknown";

fn text(title: &str) -> String {
    format!("{KEY} = {title}\n    .detail = Hakuna “{{ $course }}”.")
}

fn rejection() -> Value {
    json!({ "verdict": "reject", "reason": "wrong-meaning", "revision": 1, "remark": "It says the opposite." })
}

/// How a unit stands, and the states of its texts, the latest first.
async fn stands(it: &Bureau, key: &str) -> (String, Vec<String>) {
    let history = it.history(key).await;
    let word = |value: &Value| value.as_str().expect("a word").to_owned();
    let texts = history["translations"].as_array().expect("texts");
    (word(&history["standing"]), texts.iter().map(|text| word(&text["state"])).collect())
}

#[actix_web::test]
async fn a_reviewer_takes_an_approval_back_and_says_why() {
    let it = Bureau::open().await;
    it.approved(KEY, &text("Hakuna kozi")).await;
    let bad = it.approved(KEY, &text("Kozi ipo")).await;
    let before = it.share("interface/courses").await;
    assert_eq!((&before["approved"], &before["missing"]), (&json!(1), &json!(before["units"].as_i64().unwrap() - 1)));
    reviews(&it.translator, &bad, rejection()).await.assert_problem(403, "forbidden");
    reviews(&it.reviewer, &bad, approval()).await.assert_problem(409, "translation-settled");
    let without = json!({ "verdict": "reject", "revision": 1 });
    reviews(&it.reviewer, &bad, without).await.assert_field("/reason", "field-missing");
    let taken = reviews(&it.reviewer, &bad, rejection()).await.assert_status(200).json();
    assert_eq!(taken["state"], "rejected");
    // The text before it stands again, and is published in its place.
    assert_eq!(stands(&it, KEY).await, ("approved".into(), vec!["rejected".into(), "approved".into()]));
    let after = it.share("interface/courses").await;
    assert_eq!((&after["approved"], &after["missing"]), (&before["approved"], &before["missing"]));
    let good = it.history(KEY).await["translations"][1].clone();
    reviews(&it.reviewer, &good, rejection()).await.assert_status(200);
    assert_eq!(stands(&it, KEY).await, ("missing".into(), vec!["rejected".into(), "rejected".into()]));
    let history = it.history(KEY).await;
    let last = history["reviews"].as_array().expect("reviews").last().expect("a review").clone();
    assert_eq!((&last["reason"], &last["remark"]), (&json!("wrong-meaning"), &json!("It says the opposite.")));
}

#[actix_web::test]
async fn changes_may_be_asked_for_in_what_is_approved_and_its_author_rewords_it() {
    let it = Bureau::open().await;
    let bad = it.approved(KEY, &text("Kozi ipo")).await;
    let request = json!({ "verdict": "request-changes", "reason": "grammar", "revision": 1 });
    let returned = reviews(&it.lead, &bad, request).await.assert_status(200).json();
    assert_eq!(stands(&it, KEY).await, ("changes-requested".into(), vec!["changes-requested".into()]));
    let share = it.share("interface/courses").await;
    assert_eq!((&share["approved"], &share["changes_requested"]), (&json!(0), &json!(1)));
    let rewording = json!({ "body": text("Hakuna kozi"), "revision": 1 });
    let tia = super::bureau::at_version(&it.translator, &returned);
    let second = tia.patch(&format!("{API}/translations/{}", id(&bad)), rewording).await.assert_status(200).json();
    reviews(&it.reviewer, &second, approval()).await.assert_status(200);
    assert_eq!(stands(&it, KEY).await.0, "approved");
}

/// She would undo what another reviewer decided about her.
#[actix_web::test]
async fn nobody_takes_the_approval_of_her_own_text_back() {
    let it = Bureau::open().await;
    let own = suggests(&it.reviewer, &it.message(KEY).await, &text("Kozi ipo")).await.assert_status(201).json();
    let approved = reviews(&it.lead, &own, approval()).await.assert_status(200).json();
    reviews(&it.reviewer, &approved, rejection()).await.assert_problem(403, "translation-own-work");
    reviews(&it.lead, &approved, rejection()).await.assert_status(200);
}

#[actix_web::test]
async fn a_rollback_tells_what_it_took_away_and_no_publication_brings_it_back_unasked() {
    let it = Bureau::open().await;
    it.asks_little().await;
    it.has_the_common_words().await;
    it.approved(KEY, &text("Hakuna kozi hiyo")).await;
    let good = it.publishes().await.assert_status(201).json();
    let bad = it.approved(KEY, &text("Kozi ipo")).await;
    let other =
        it.approved("draft-unknown", "draft-unknown = Hakuna rasimu\n    .detail = Kozi haina rasimu hiyo.").await;
    it.publishes().await.assert_status(201);
    let path = format!("{API}/locales/sw/publications/{}/rollback", id(&good));
    let back = it.lead.post(&path, json!({})).await.assert_status(201).json();
    assert_eq!((&back["rolled_back_to"], &back["differing"]), (&good["id"], &json!(2)));
    let keys: Vec<&str> = back["texts"].as_array().expect("texts").iter().filter_map(|it| it["key"].as_str()).collect();
    assert_eq!(keys, [KEY, "draft-unknown"]);
    assert_eq!(back["texts"][1]["unit"], other["unit"]);

    it.campus.clock.advance(Duration::from_secs(1));
    let asked = it.publishes().await;
    asked.assert_problem(409, "publication-brings-back");
    let pointers: Vec<Value> =
        asked.json()["errors"].as_array().expect("places").iter().map(|it| it["pointer"].clone()).collect();
    assert_eq!(pointers, ["interface/courses#course-unknown", "interface/courses#draft-unknown"]);
    // What is approved after the rollback was approved knowing of it.
    reviews(&it.reviewer, &bad, rejection()).await.assert_status(200);
    assert_eq!(stands(&it, KEY).await.0, "approved", "the text that is served stands again");
    it.approved(KEY, &text("Kozi hiyo haipo")).await;
    let asked = it.publishes().await;
    asked.assert_problem(409, "publication-brings-back");
    assert_eq!(asked.json()["errors"].as_array().map(Vec::len), Some(1));
    let path = format!("{API}/locales/sw/publications?brings_back=true");
    it.lead.post(&path, json!({})).await.assert_status(201);
    it.approved("activity-unknown", "activity-unknown = Hamna\n    .detail = “{ $activity }”").await;
    it.publishes().await.assert_status(201);
}

#[actix_web::test]
async fn a_text_of_the_repository_that_a_reviewer_took_back_does_not_return_with_the_next_start() {
    let it = Bureau::open().await;
    let fran = it.campus.person("fran").holding(Role::TranslationReviewer, Scope::locale(&Locale::FR)).await;
    contributes(&fran).await;
    let french = async || {
        let unit = it.message_in("fr", KEY).await;
        fran.get(&format!("{API}/units/{}?locale=fr", id(&unit))).await.assert_status(200).json()
    };
    let shipped = french().await["translations"][0].clone();
    assert_eq!((&shipped["state"], &shipped["origin"]), (&json!("approved"), &json!("repository")));
    reviews(&fran, &shipped, rejection()).await.assert_status(200);
    virtual_college::translations::seed(&it.campus.app.db).await.expect("another start");
    let after = french().await;
    assert_eq!((&after["standing"], after["translations"].as_array().map(Vec::len)), (&json!("missing"), Some(1)));
}

/// Whoever had read the texts before the other published reads them again, and then asks.
#[actix_web::test]
async fn a_publication_under_way_does_not_undo_a_rollback() {
    let it = Bureau::open().await;
    it.asks_little().await;
    it.has_the_common_words().await;
    it.approved(KEY, &text("Hakuna kozi hiyo")).await;
    let good = it.publishes().await.assert_status(201).json();
    it.approved(KEY, &text("Kozi ipo")).await;
    it.publishes().await.assert_status(201);
    it.approved("draft-unknown", "draft-unknown = Hakuna rasimu\n    .detail = Kozi haina rasimu hiyo.").await;
    let (_, elsewhere) = it.campus.another_instance().await;
    let (publications, back) =
        (format!("{API}/locales/sw/publications"), format!("{API}/locales/sw/publications/{}/rollback", id(&good)));
    let latest = async || it.campus.guest().get(&publications).await.json()["items"][0].clone();

    let held = it.campus.at_a_standstill().await;
    let (lead, path) = (it.lead.at(&it.lead), publications.clone());
    let under_way = actix_web::rt::spawn(async move { lead.post(&path, json!({})).await });
    held.holds_somebody().await;
    it.lead.at(&elsewhere).post(&back, json!({})).await.assert_status(201);
    drop(held);
    under_way.await.expect("an answer").assert_problem(409, "publication-brings-back");
    assert_eq!(latest().await["rolled_back_to"], good["id"]);

    let held = it.campus.at_a_standstill().await;
    let (lead, path) = (it.lead.at(&it.lead), back.clone());
    let under_way = actix_web::rt::spawn(async move { lead.post(&path, json!({})).await });
    held.holds_somebody().await;
    let anyway = format!("{publications}?brings_back=true");
    it.lead.at(&elsewhere).post(&anyway, json!({})).await.assert_status(201);
    drop(held);
    under_way.await.expect("an answer").assert_status(201);
    assert_eq!(latest().await["rolled_back_to"], good["id"]);
}

/// What nobody has read was not taken away from anybody, and what a publication leaves out does not come back.
#[actix_web::test]
async fn a_rollback_took_away_what_was_published_and_would_be_again() {
    let it = Bureau::open().await;
    it.asks_little().await;
    it.has_the_common_words().await;
    it.approved(KEY, &text("Hakuna kozi hiyo")).await;
    let good = it.publishes().await.assert_status(201).json();
    let bad = it.approved(KEY, &text("Kozi ipo")).await;
    it.approved("draft-unknown", "draft-unknown = Hakuna rasimu\n    .detail = Kozi haina rasimu hiyo.").await;
    it.publishes().await.assert_status(201);
    it.campus.clock.advance(Duration::from_secs(1));
    it.approved("activity-unknown", "activity-unknown = Hamna\n    .detail = “{ $activity }”").await;
    it.campus.clock.advance(Duration::from_secs(1));
    let path = format!("{API}/locales/sw/publications/{}/rollback", id(&good));
    let back = it.lead.post(&path, json!({})).await.assert_status(201).json();
    let keys: Vec<&str> = back["texts"].as_array().expect("texts").iter().filter_map(|it| it["key"].as_str()).collect();
    assert_eq!(keys, [KEY, "draft-unknown"], "nobody has read the other text");
    reviews(&it.reviewer, &bad, rejection()).await.assert_status(200);
    it.publishes().await.assert_problem(409, "publication-brings-back");
    // Another source, which has a variable that the text lacks: no publication takes it along.
    let source = super::staleness::changed("There is no such draft", "There is no draft { $draft }");
    it.source_says(&source).await;
    it.publishes().await.assert_status(201);
}

/// The one that is taken back was approved knowing of the rollback, and the one that stands again was not.
#[actix_web::test]
async fn a_text_that_stands_again_is_as_old_as_it_is() {
    let it = Bureau::open().await;
    it.asks_little().await;
    it.has_the_common_words().await;
    it.approved(KEY, &text("Hakuna kozi hiyo")).await;
    let good = it.publishes().await.assert_status(201).json();
    let approved = it.approved(KEY, &text("Kozi ipo")).await;
    it.publishes().await.assert_status(201);
    it.campus.clock.advance(Duration::from_secs(1));
    let path = format!("{API}/locales/sw/publications/{}/rollback", id(&good));
    it.lead.post(&path, json!({})).await.assert_status(201);
    it.campus.clock.advance(Duration::from_secs(1));
    let other = it.approved(KEY, &text("Kozi imefungwa")).await;
    let history = it.history(KEY).await;
    assert_eq!(history["translations"][1]["settled_at"], approved["settled_at"], "when it was approved");
    reviews(&it.reviewer, &other, rejection()).await.assert_status(200);
    it.publishes().await.assert_problem(409, "publication-brings-back");
}
