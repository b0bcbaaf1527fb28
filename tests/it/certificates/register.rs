//! The register: who, what, when, and how it stands.

use serde_json::{Value, json};
use virtual_college::courses::model::Issue;

use super::school::*;
use crate::support::{Campus, Client, Person, days};

const REGISTER: &str = "/api/v1/certificate-register";

fn names(page: &Value) -> Vec<&str> {
    page["items"].as_array().expect("items").iter().filter_map(|it| it["name"].as_str()).collect()
}

/// Dora, for a Party; somebody with a strange name, of a cohort; and Cy two days later, whose certificate is suspended.
async fn stage() -> (Campus, Client, Person, String) {
    let campus = Campus::open_with(in_public).await;
    let sam = campus.person("sam").secretariat().await;
    course(&campus, Issue::OnCompletion).await;
    course_called(&campus, "other", Issue::OnCompletion).await;
    let cohort = sam.post("/api/v1/cohorts", json!({ "name": "Spring", "sponsor": "A project" })).await;
    let cohort = cohort.json()["id"].as_str().expect("an id").to_owned();
    let dora = campus.person("dora").await;
    completes_for(&campus, &dora, (SLUG, "fr"), Some("MG")).await;
    let strange = super::office::renamed(&campus, "=HYPERLINK(\"https://evil.example\")").await;
    completes_with(&campus, &strange, json!({ "course": SLUG, "cohort": cohort }), None).await;
    campus.run_jobs().await;
    campus.clock.advance(days(2));
    let cy = campus.person("cy").await;
    completes(&campus, &cy, "other", "en").await;
    campus.run_jobs().await;
    let sam = campus.back(&sam).await;
    let id = certificate(&cy).await["id"].as_str().expect("an id").to_owned();
    let path = format!("/api/v1/certificates/{id}/suspension");
    let why = json!({ "public_reason": "under-review", "private_reason": "a secret" });
    sam.with_header("if-match", "*").post(&path, why).await.assert_status(200);
    (campus, sam, cy, cohort)
}

#[actix_web::test]
async fn the_register_says_who_was_certified_of_what_and_how_it_stands() {
    let (campus, sam, cy, cohort) = stage().await;
    let all = sam.get(REGISTER).await;
    all.assert_status(200);
    assert!(!all.text().contains("a secret"));
    let all = all.json();
    assert_eq!(all["items"].as_array().map(Vec::len), Some(3));
    let last = &all["items"][2];
    assert_eq!(
        (&last["name"], &last["state"], &last["public_reason"]),
        (&json!("cy"), &json!("suspended"), &json!("under-review"))
    );
    assert_eq!(last["withdrawn_at"], "2027-03-04T09:00:00Z");
    for (filter, expected) in [
        (format!("course={SLUG}&party=MG"), vec!["dora"]),
        (format!("cohort={cohort}"), vec!["=HYPERLINK(\"https://evil.example\")"]),
        ("state=suspended".to_owned(), vec!["cy"]),
        ("state=revoked".to_owned(), vec![]),
        ("issued_from=2027-03-03T00:00:00Z".to_owned(), vec!["cy"]),
        ("state=valid&course=other".to_owned(), vec![]),
        ("issued_until=2027-03-01T00:00:00Z".to_owned(), vec![]),
    ] {
        assert_eq!(names(&sam.get(&format!("{REGISTER}?{filter}")).await.json()), expected, "{filter}");
    }
    let mut paged = Vec::new();
    let mut next = format!("{REGISTER}?limit=1");
    loop {
        let page = sam.get(&next).await.json();
        paged.extend(names(&page).iter().map(ToString::to_string));
        let Some(cursor) = page["next"].as_str() else { break };
        next = format!("{REGISTER}?limit=1&cursor={cursor}");
    }
    assert_eq!(paged, names(&all));
    sam.get(&format!("{REGISTER}?course=nothing")).await.assert_problem(404, "course-unknown");
    for nobody in [&cy, &campus.person("fay").focal_point("MG").await] {
        nobody.get(REGISTER).await.assert_problem(403, "forbidden");
        nobody.get(&format!("{REGISTER}?format=csv")).await.assert_problem(403, "forbidden");
    }
}

#[actix_web::test]
async fn as_a_table_it_is_whole_safe_for_spreadsheets_and_noted() {
    let campus = Campus::open_with(in_public).await;
    let sam = campus.person("sam").secretariat().await;
    course(&campus, Issue::OnCompletion).await;
    let formula = super::office::renamed(&campus, "=1+1").await;
    completes(&campus, &formula, SLUG, "en").await;
    for number in 0..4 {
        let person = campus.person(&format!("p{number}")).await;
        completes(&campus, &person, SLUG, "en").await;
    }
    campus.run_jobs().await;
    let table = sam.get(&format!("{REGISTER}?format=csv&course={SLUG}")).await;
    table.assert_status(200);
    assert_eq!(table.header("content-type"), Some("text/csv; charset=utf-8; header=present"));
    let text = table.text();
    let lines: Vec<&str> = text.trim_start_matches('\u{FEFF}').lines().collect();
    assert_eq!(lines.len(), 1 + 5 + 1, "{text}");
    assert!(lines[0].starts_with("serial,state,name,party,course,"));
    assert!(text.contains(",valid,'=1+1,"), "no formula: {text}");
    assert_eq!(lines[6], "#end");
    assert_eq!(campus.audited("certificate-register-exported").await, 1);
}
