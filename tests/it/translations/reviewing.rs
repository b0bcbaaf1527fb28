//! Reviewing: nobody approves her own work, two reviewers do not undo each other, nothing that was written is lost.

use serde_json::{Value, json};
use virtual_college::accounts::{Role, Scope};
use virtual_college::i18n::Locale;

use super::bureau::{API, Bureau, approval, at_version, contributes, id, reviews, suggests, sw};

const KEY: &str = "draft-unknown";
const FIRST: &str = "draft-unknown = Hamna rasimu\n    .detail = Kozi haina rasimu hiyo.";
const SECOND: &str = "draft-unknown = Hakuna rasimu\n    .detail = Kozi hii haina rasimu hiyo.";

#[actix_web::test]
async fn nobody_approves_her_own_work() {
    let it = Bureau::open().await;
    let own = suggests(&it.reviewer, &it.message(KEY).await, FIRST).await.assert_status(201).json();
    reviews(&it.reviewer, &own, approval()).await.assert_problem(403, "translation-own-work");
    let tias = it.suggested(KEY, SECOND).await;
    let rewritten = json!({ "verdict": "approve", "revision": 1, "body": SECOND.replace("hii ", "") });
    reviews(&it.reviewer, &tias, rewritten).await.assert_problem(403, "translation-own-work");
    // Her own wording in the words of another is no way around it either.
    let taken = json!({ "verdict": "approve", "revision": 1, "body": FIRST });
    reviews(&it.reviewer, &tias, taken).await.assert_problem(403, "translation-own-work");
    reviews(&it.translator, &tias, approval()).await.assert_problem(403, "forbidden");
    reviews(&it.lead, &own, approval()).await.assert_status(200);
}

#[actix_web::test]
async fn the_one_reviewer_may_approve_her_own_work_when_the_lead_allows_it_and_no_longer_than_she_is_alone() {
    let it = Bureau::open().await;
    super::bureau::proposes(&it.translator, "ln").await.assert_status(201);
    super::bureau::accepts(&it.admin, "ln").await.assert_status(200);
    let (tia, path) = (&it.translator, format!("{API}/locales/ln"));
    let unit = it.message_in("ln", KEY).await;
    let suggests = async |body: &str| {
        let new = json!({ "locale": "ln", "body": body, "revision": 1 });
        tia.post(&format!("{API}/units/{}/translations", id(&unit)), new).await.assert_status(201).json()
    };
    let own = suggests(FIRST).await;
    reviews(tia, &own, approval()).await.assert_problem(403, "translation-own-work");
    let allow = json!({ "may_approve_own": true });
    tia.with_header("if-match", "*").patch(&path, allow.clone()).await.assert_status(200);
    let approved = reviews(tia, &own, approval()).await.assert_status(200).json();
    assert_eq!(approved["state"], "approved");
    let role = json!({
        "person": it.reviewer.id, "role": "translation-reviewer", "scope": { "kind": "locale", "key": "ln" }
    });
    tia.post(&format!("{API}/role-grants"), role).await.assert_status(201);
    let own = suggests(SECOND).await;
    reviews(tia, &own, approval()).await.assert_problem(403, "translation-own-work");
    tia.with_header("if-match", "*").patch(&path, allow).await.assert_problem(409, "locale-several-reviewers");
}

/// Whoever may review anything anywhere is not the one reviewer of a language that somebody leads.
#[actix_web::test]
async fn an_administrator_does_not_approve_her_own_work_where_somebody_else_reviews() {
    let it = Bureau::open().await;
    super::bureau::contributes(&it.admin).await;
    super::bureau::proposes(&it.translator, "ln").await.assert_status(201);
    super::bureau::accepts(&it.admin, "ln").await.assert_status(200);
    let allow = json!({ "may_approve_own": true });
    it.translator.with_header("if-match", "*").patch(&format!("{API}/locales/ln"), allow).await.assert_status(200);
    let unit = it.message_in("ln", KEY).await;
    let new = json!({ "locale": "ln", "body": FIRST, "revision": 1 });
    let own = it.admin.post(&format!("{API}/units/{}/translations", id(&unit)), new).await.assert_status(201).json();
    reviews(&it.admin, &own, approval()).await.assert_problem(403, "translation-own-work");
}

#[actix_web::test]
async fn of_two_reviewers_at_once_the_second_reads_again() {
    let it = Bureau::open().await;
    let seen = it.suggested(KEY, FIRST).await;
    let rejection = json!({ "verdict": "reject", "reason": "style", "revision": 1 });
    let (approves, rejects) =
        tokio::join!(reviews(&it.lead, &seen, approval()), reviews(&it.reviewer, &seen, rejection));
    let mut statuses = [approves.status, rejects.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412]);
    let history = it.history(KEY).await;
    assert_eq!(history["reviews"].as_array().map(Vec::len), Some(1));
    let review = json!({ "verdict": "reject", "reason": "style", "revision": 1 });
    let path = format!("{API}/translations/{}/reviews", id(&seen));
    it.lead.post(&path, review).await.assert_problem(428, "precondition-required");
}

#[actix_web::test]
async fn what_was_rejected_or_replaced_is_there_still_and_may_come_back() {
    let it = Bureau::open().await;
    let first = it.suggested(KEY, FIRST).await;
    let rejection = json!({ "verdict": "reject", "reason": "wrong-meaning", "revision": 1, "remark": "Not a draft." });
    let rejected = reviews(&it.reviewer, &first, rejection).await.assert_status(200).json();
    reviews(&it.lead, &rejected, approval()).await.assert_problem(409, "translation-settled");
    it.approved(KEY, SECOND).await;
    // The same words may be suggested again, and approved by somebody who sees it otherwise.
    let again = it.suggested(KEY, FIRST).await;
    reviews(&it.lead, &again, approval()).await.assert_status(200);
    let history = it.history(KEY).await;
    let texts: Vec<(&str, &str)> = history["translations"]
        .as_array()
        .expect("texts")
        .iter()
        .map(|text| (text["state"].as_str().expect("a state"), text["body"].as_str().expect("a body")))
        .collect();
    assert_eq!(texts, [("approved", FIRST), ("superseded", SECOND), ("rejected", FIRST)]);
    assert_eq!(history["reviews"].as_array().map(Vec::len), Some(3));
    assert_eq!(history["reviews"][0]["remark"], "Not a draft.");
}

#[actix_web::test]
async fn a_batch_tells_what_became_of_each() {
    let it = Bureau::open().await;
    let good = it.suggested(KEY, FIRST).await;
    let bad = it.suggested("course-unknown", "course-unknown = Hamna\n    .detail = { $x }").await;
    let own = suggests(&it.reviewer, &it.message("language").await, "language = Lugha").await.json();
    let other = it.suggested("activity-unknown", "activity-unknown = Hamna\n    .detail = “{ $activity }”").await;
    let of = |translation: &Value, version: i32, verdict: &str| {
        json!({
            "translation": translation["id"], "version": version, "verdict": verdict, "revision": 1,
        })
    };
    let batch = [
        of(&good, 1, "approve"),
        of(&good, 1, "approve"),
        of(&bad, 1, "approve"),
        of(&own, 1, "approve"),
        of(&other, 7, "approve"),
        of(&other, 1, "reject"),
        json!({ "translation": it.lead.id, "version": 1, "verdict": "approve", "revision": 1 }),
    ];
    let path = format!("{API}/review-batches");
    let answer = it.reviewer.post(&path, json!({ "reviews": batch })).await.assert_status(200).json();
    let told: Vec<&str> = answer["items"]
        .as_array()
        .expect("outcomes")
        .iter()
        .map(|outcome| outcome["code"].as_str().unwrap_or("done"))
        .collect();
    assert_eq!(
        told,
        [
            "done",
            "precondition-failed",
            "translation-checks-block",
            "translation-own-work",
            "precondition-failed",
            "field-missing",
            "translation-unknown",
        ]
    );
    let details = answer["items"].as_array().expect("outcomes").iter().filter_map(|outcome| outcome["detail"].as_str());
    assert!(details.clone().count() == 6 && details.clone().all(|text| text.len() > 10), "{answer:#}");
    let ben = it.campus.person("ben").await;
    let refused = ben.post(&path, json!({ "reviews": [of(&other, 1, "approve")] })).await.assert_status(200).json();
    assert_eq!(refused["items"][0]["code"], "forbidden");
    it.reviewer.post(&path, json!({ "reviews": [] })).await.assert_problem(422, "body-invalid");
    let many: Vec<Value> = (0..101).map(|_| of(&good, 1, "approve")).collect();
    it.reviewer.post(&path, json!({ "reviews": many })).await.assert_problem(422, "body-invalid");
}

#[actix_web::test]
async fn whoever_reviews_needs_the_role_of_the_language() {
    let it = Bureau::open().await;
    let seen = it.suggested(KEY, FIRST).await;
    let french = Scope::locale(&Locale::FR);
    let noel = it.campus.person("noel").holding(Role::TranslationReviewer, french).await;
    reviews(&noel, &seen, approval()).await.assert_problem(403, "forbidden");
    let rosa = it.campus.person("rosa").holding(Role::TranslationReviewer, sw()).await;
    contributes(&rosa).await;
    let wrong = json!({ "verdict": "approve", "revision": 9 });
    reviews(&rosa, &seen, wrong).await.assert_problem(409, "source-moved");
    let before = at_version(&rosa, &json!({ "version": 3 }));
    before
        .post(&format!("{API}/translations/{}/reviews", id(&seen)), approval())
        .await
        .assert_problem(412, "precondition-failed");
    reviews(&rosa, &seen, approval()).await.assert_status(200);
}
