//! What the Secretariat wants of a course's certificates.

use serde_json::{Value, json};
use virtual_college::courses::model::Issue;

use super::credentials::credential;
use super::school::*;
use crate::support::{Campus, Client, days, hours};

pub const POLICY: &str = "/api/v1/certificate-policies/for-everyone";

pub fn policy(changes: Value) -> Value {
    let mut policy = json!({
        "validity": { "kind": "none" }, "reminders": [90, 30, 7], "shows_hours": true, "shows_grade": true, "officials": [],
    });
    policy.as_object_mut().expect("an object").extend(changes.as_object().expect("an object").clone());
    policy
}

pub async fn set(staff: &Client, changes: Value) {
    let seen = staff.get(POLICY).await;
    let staff = staff.with_header("if-match", seen.header("etag").expect("a version"));
    staff.put(POLICY, policy(changes)).await.assert_status(200);
}

#[actix_web::test]
async fn a_policy_is_changed_by_who_saw_it_and_every_state_of_it_is_kept() {
    let campus = Campus::open().await;
    let sam = campus.person("sam").secretariat().await;
    course(&campus, Issue::OnCompletion).await;
    let seen = sam.get(POLICY).await;
    assert_eq!(seen.header("etag"), Some("\"v0\""));
    assert_eq!(seen.json()["policy"]["validity"], json!({ "kind": "none" }));
    let body = policy(json!({ "validity": { "kind": "months", "months": 24 } }));
    sam.put(POLICY, body.clone()).await.assert_problem(428, "precondition-required");
    let first = sam.with_header("if-match", "\"v0\"");
    let answer = first.put(POLICY, body.clone()).await;
    answer.assert_status(200);
    assert_eq!(answer.header("etag"), Some("\"v1\""));
    first.put(POLICY, body).await.assert_problem(412, "precondition-failed");
    set(&sam, json!({ "issue": "after-sign-off", "renewal": SLUG })).await;
    let history = sam.get(&format!("{POLICY}/history")).await.json();
    let versions: Vec<i64> =
        history["items"].as_array().expect("items").iter().filter_map(|it| it["version"].as_i64()).collect();
    assert_eq!(versions, [2, 1]);
    assert_eq!(history["items"][1]["policy"]["validity"], json!({ "kind": "months", "months": 24 }));
    assert_eq!(history["items"][0]["changed_by"], json!(sam.id));
    assert_eq!(campus.audited("certificate-policy-set").await, 2);
    let unknown = "/api/v1/certificate-policies/nothing";
    sam.get(unknown).await.assert_problem(404, "course-unknown");
    for nobody in [campus.person("ana").await, campus.person("fay").focal_point("MG").await] {
        for path in [POLICY.to_owned(), format!("{POLICY}/history")] {
            nobody.get(&path).await.assert_problem(403, "forbidden");
        }
        let nobody = nobody.with_header("if-match", "*");
        nobody.put(POLICY, policy(json!({}))).await.assert_problem(403, "forbidden");
    }
}

#[actix_web::test]
async fn what_is_wrong_with_a_policy_is_pointed_to() {
    let campus = Campus::open().await;
    let sam = campus.person("sam").secretariat().await.with_header("if-match", "*");
    course(&campus, Issue::OnCompletion).await;
    let term = |change: Value| {
        let mut term = json!({ "names": { "en": "Ana" }, "roles": { "en": "Chief" }, "from": "2027-01-01T00:00:00Z" });
        term.as_object_mut().expect("an object").extend(change.as_object().expect("an object").clone());
        json!({ "officials": [term] })
    };
    for (changes, pointer, code) in [
        (json!({ "validity": { "kind": "months" } }), "/validity/months", "field-missing"),
        (json!({ "validity": { "kind": "months", "months": 0 } }), "/validity/months", "number-out-of-range"),
        (json!({ "validity": { "kind": "months", "months": 601 } }), "/validity/months", "number-out-of-range"),
        (json!({ "validity": { "kind": "none", "months": 6 } }), "/validity/months", "policy-member-unfit"),
        (json!({ "validity": { "kind": "until" } }), "/validity/until", "field-missing"),
        (
            json!({ "validity": { "kind": "until", "until": "2027-01-01T00:00:00Z" } }),
            "/validity/until",
            "moment-passed",
        ),
        (json!({ "reminders": [30, 366] }), "/reminders/1", "number-out-of-range"),
        (json!({ "reminders": [1, 2, 3, 4, 5, 6, 7] }), "/reminders", "field-too-many-items"),
        (json!({ "renewal": "nothing" }), "/renewal", "cohort-course-unknown"),
        (term(json!({ "until": "2026-01-01T00:00:00Z" })), "/officials/0/until", "policy-term-unfit"),
        (term(json!({ "names": {} })), "/officials/0/names", "field-empty"),
        (term(json!({ "roles": { "en": "" } })), "/officials/0/roles/en", "field-empty"),
        (term(json!({ "names": { "!": "Ana" } })), "/officials/0/names/!", "language-unknown"),
    ] {
        sam.put(POLICY, policy(changes)).await.assert_field(pointer, code);
    }
    for (changes, pointer) in [
        (json!({ "validity": { "kind": "months", "months": "six" } }), "/validity/months"),
        (json!({ "validity": { "kind": "some" } }), "/validity/kind"),
        (json!({ "issue": "soon" }), "/issue"),
        (json!({ "extra": 1 }), "/extra"),
    ] {
        let answer = sam.put(POLICY, policy(changes)).await;
        answer.assert_problem(422, "body-invalid");
        assert_eq!(answer.json()["errors"][0]["pointer"], pointer);
    }
    assert_eq!(sam.get(POLICY).await.json()["version"], 0);
}

#[actix_web::test]
async fn a_policy_holds_for_what_is_issued_from_then_on_and_for_nothing_else() {
    let campus = Campus::open_with(in_public).await;
    let (ana, id) = holder(&campus, "ana").await;
    let sam = campus.person("sam").secretariat().await;
    campus.run_jobs().await;
    let before = ana.get(&format!("/api/v1/certificates/{id}")).await.json();
    campus.mailbox().clear();
    let official = |name: &str, from: &str, until: Option<&str>| json!({ "names": { "en": name }, "roles": { "en": "Secretary-General" }, "from": from, "until": until });
    let officials = [
        official("Former", "2020-01-01T00:00:00Z", Some("2027-01-01T00:00:00Z")),
        official("Present", "2027-01-01T00:00:00Z", None),
    ];
    let changes = json!({
        "validity": { "kind": "months", "months": 24 }, "shows_hours": false, "shows_grade": false, "officials": officials,
    });
    set(&sam, changes).await;
    campus.run_jobs().await;
    assert_eq!(ana.get(&format!("/api/v1/certificates/{id}")).await.json(), before);
    assert!(campus.mailbox().is_empty(), "a policy mails nobody");

    let ben = campus.person("ben").await;
    completes(&campus, &ben, SLUG, "en").await;
    campus.run_jobs().await;
    let new = certificate(&ben).await;
    assert_eq!(new["valid_until"], "2029-03-02T23:59:59Z");
    assert_eq!((new.get("hours"), new.get("grade_basis_points")), (None, None));
    assert_eq!(new["officials"].as_array().map(Vec::len), Some(1));
    assert_eq!(new["officials"][0]["names"]["en"], "Present");
    let id = new["id"].as_str().expect("an id").to_owned();
    let signed = credential(&campus, &id).await;
    assert_eq!(signed["validUntil"], "2029-03-02T23:59:59Z");
    assert_eq!(signed.pointer("/credentialSubject/achievement/creditsAvailable"), None);
    let verified = campus.guest().with_header("accept", "application/json").get(&format!("/verify/{id}")).await.json();
    assert_eq!((&verified["state"], &verified["signature"]), (&json!("valid"), &json!("verified")));
    let page = campus.guest().get(&format!("/verify/{id}")).await.text();
    assert!(page.contains("2 March 2029") && page.contains("Present") && !page.contains("Hours of study"), "{page}");
    let pdf = ben.get(&format!("/api/v1/certificates/{id}/pdf")).await;
    if let Some(text) = super::printing::text_of(&pdf.body) {
        assert!(text.contains("2 March 2029") && text.contains("Present") && !text.contains("of study"), "{text}");
    }
    campus.clock.advance(days(732));
    let later = campus.guest().with_header("accept", "application/json").get(&format!("/verify/{id}")).await.json();
    assert_eq!(later["state"], "expired");
}

#[actix_web::test]
async fn a_policy_says_whether_the_secretariat_signs() {
    let campus = Campus::open().await;
    let sam = campus.person("sam").secretariat().await;
    course(&campus, Issue::OnCompletion).await;
    set(&sam, json!({ "issue": "after-sign-off" })).await;
    let ana = campus.person("ana").await;
    completes(&campus, &ana, SLUG, "en").await;
    campus.run_jobs().await;
    assert_eq!((count(&campus).await, candidate_count(&campus).await), (0, 1));
    set(&sam, json!({ "issue": "on-completion" })).await;
    campus.run_jobs().await;
    assert_eq!(count(&campus).await, 0, "who waits goes on waiting");
    let ben = campus.person("ben").await;
    completes(&campus, &ben, SLUG, "en").await;
    campus.run_jobs().await;
    assert_eq!(count(&campus).await, 1);
}

#[actix_web::test]
async fn what_would_be_over_from_the_beginning_waits_for_another_end() {
    let campus = Campus::open_with(in_public).await;
    let sam = campus.person("sam").secretariat().await;
    course(&campus, Issue::OnCompletion).await;
    let until = |end: &str| json!({ "issue": "on-completion", "validity": { "kind": "until", "until": end } });
    set(&sam, until("2027-03-03T00:00:00Z")).await;
    // Of what is owed already, the job comes too late; Ben completes the course afterwards.
    let ana = campus.person("ana").await;
    completes(&campus, &ana, SLUG, "en").await;
    campus.clock.advance(days(2));
    let (sam, ben) = (campus.back(&sam).await, campus.person("ben").await);
    completes(&campus, &ben, SLUG, "en").await;
    campus.run_jobs().await;
    assert_eq!(count(&campus).await, 0);
    let queue = super::signing_off::ids(&sam.get("/api/v1/certificates").await.json());
    assert_eq!(queue.len(), 2, "both wait for the Secretariat");

    let body = json!({ "certificates": queue, "decision": "signed-off" });
    let answer = sam.post("/api/v1/certificate-sign-offs", body.clone()).await.json();
    assert_eq!(super::signing_off::outcomes(&answer), ["validity-over", "validity-over"]);
    assert!(answer["items"][0]["detail"].as_str().is_some_and(|detail| detail.contains("a day that has passed")));
    set(&sam, until("2028-01-01T00:00:00Z")).await;
    assert_eq!(
        super::signing_off::outcomes(&sam.post("/api/v1/certificate-sign-offs", body).await.json()),
        ["signed-off", "signed-off"]
    );
    campus.run_jobs().await;
    assert_eq!(count(&campus).await, 2);
}

/// The subjects of letters about an end, since the last look.
pub async fn reminders(campus: &Campus) -> usize {
    campus.run_jobs().await;
    let found = campus.mailbox().all().iter().filter(|letter| letter.subject.contains("ends on")).count();
    campus.mailbox().clear();
    found
}

#[actix_web::test]
async fn holders_are_reminded_once_for_each_reminder_also_when_nothing_ran_on_the_day() {
    let campus = Campus::open_with(in_public).await;
    let sam = campus.person("sam").secretariat().await;
    course(&campus, Issue::OnCompletion).await;
    course_called(&campus, "refresher", Issue::OnCompletion).await;
    set(&sam, json!({ "validity": { "kind": "until", "until": "2027-12-31T23:59:59Z" }, "renewal": "refresher" }))
        .await;
    let ana = campus.person("ana").await;
    completes(&campus, &ana, SLUG, "en").await;
    assert_eq!(reminders(&campus).await, 0);
    // 214 days: 2 October.
    campus.clock.advance(days(213));
    assert_eq!(reminders(&campus).await, 0);
    campus.clock.advance(days(2));
    campus.run_jobs().await;
    let letter = campus.mailbox().last().expect("a letter");
    assert!(letter.text.contains("31 December 2027") && letter.text.contains("complete the course"), "{}", letter.text);
    campus.mailbox().clear();
    for _ in 0..8 {
        campus.clock.advance(hours(7));
        assert_eq!(reminders(&campus).await, 0, "once");
    }
    let (other, _) = campus.unknowing_instance().await;
    virtual_college::jobs::drain(&other.clone().into_inner(), &virtual_college::jobs::Registry::of_the_college())
        .await
        .expect("drained");
    assert_eq!(reminders(&campus).await + other.mail.mailbox().expect("a mailbox").all().len(), 0);
    // Nothing ran on the thirtieth day before the end, nor on the seventh: the last that was missed is sent, and only that.
    campus.clock.advance(days(84));
    assert_eq!(reminders(&campus).await, 1);
    campus.clock.advance(days(1));
    assert_eq!(reminders(&campus).await, 0);
    campus.clock.advance(days(30));
    assert_eq!(reminders(&campus).await, 0, "it has ended");
}

#[actix_web::test]
async fn nobody_is_reminded_of_a_certificate_that_was_withdrawn() {
    let campus = Campus::open_with(in_public).await;
    let sam = campus.person("sam").secretariat().await;
    course(&campus, Issue::OnCompletion).await;
    set(&sam, json!({ "validity": { "kind": "months", "months": 1 } })).await;
    let ana = campus.person("ana").await;
    completes(&campus, &ana, SLUG, "en").await;
    let registry = virtual_college::jobs::Registry::new(
        virtual_college::certificates::HANDLERS.iter().copied().filter(|it| it.kind == "issue-certificate"),
    );
    virtual_college::jobs::drain(&campus.app.clone().into_inner(), &registry).await.expect("issued");
    let id = certificate(&ana).await["id"].as_str().expect("an id").to_owned();
    let path = format!("/api/v1/certificates/{id}/revocation");
    sam.with_header("if-match", "*").post(&path, json!({ "public_reason": "other" })).await.assert_status(201);
    campus.clock.advance(days(3));
    assert_eq!(reminders(&campus).await, 0);
}
