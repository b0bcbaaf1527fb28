//! The Parties to the Convention.

use serde_json::json;

use crate::support::{Campus, eventually};

#[actix_web::test]
async fn anybody_may_read_the_185_parties() {
    let campus = Campus::open().await;
    let answer = campus.guest().get("/api/v1/parties").await;
    answer.assert_status(200);
    assert_eq!(answer.json()["items"].as_array().map(Vec::len), Some(185));
}

#[actix_web::test]
async fn a_parameter_that_is_refused_is_named() {
    let campus = Campus::open().await;
    for (query, parameter) in
        [("region=atlantis", "region"), ("colour=red", "colour"), ("on=today", "on"), ("q=a&q=b", "q")]
    {
        let answer = campus.guest().get(&format!("/api/v1/parties?{query}")).await;
        answer.assert_problem(400, "query-invalid");
        let detail = answer.json()["detail"].as_str().expect("a detail").to_owned();
        assert!(detail.contains(&format!("“{parameter}”")), "{query}: {detail}");
    }
}

#[actix_web::test]
async fn a_code_that_names_no_party_is_not_found() {
    let campus = Campus::open().await;
    campus.guest().get("/api/v1/parties/ZZ").await.assert_problem(404, "party-unknown");
    campus.guest().get("/api/v1/parties/zz").await.assert_problem(404, "not-found");
    campus.guest().get("/api/v1/nonsense").await.assert_problem(404, "route-unknown");
}

#[actix_web::test]
async fn a_party_is_named_in_the_readers_language_among_the_six() {
    let campus = Campus::open().await;
    for (wish, lang, dir, name) in [
        ("fr-CA", "fr", "ltr", "Allemagne"),
        ("es", "es", "ltr", "Alemania"),
        ("ar", "ar", "rtl", "ألمانيا"),
        ("tlh", "en", "ltr", "Germany"),
    ] {
        let answer = campus.guest().speaking(wish).get("/api/v1/parties/DE").await;
        assert_eq!(answer.header("content-language"), Some(lang), "{wish}");
        let party = answer.json();
        assert_eq!((&party["name"], &party["lang"], &party["dir"]), (&json!(name), &json!(lang), &json!(dir)));
    }
    let asked = campus.guest().get("/api/v1/parties?lang=ru&q=germany").await;
    assert_eq!(asked.json()["items"][0]["name"], "Германия");
}

async fn codes(campus: &Campus, query: &str) -> Vec<String> {
    let answer = campus.guest().get(&format!("/api/v1/parties?{query}")).await;
    answer.assert_status(200);
    let items = answer.json()["items"].as_array().cloned().unwrap_or_default();
    items.iter().filter_map(|item| item["code"].as_str().map(str::to_owned)).collect()
}

#[actix_web::test]
async fn the_list_is_filtered_by_region_flag_day_and_a_part_of_the_name() {
    let campus = Campus::open().await;
    assert_eq!(codes(&campus, "q=cote%20d").await, ["CI"]);
    assert_eq!(codes(&campus, "q=PER%C3%9A").await, ["PE"]);
    assert_eq!(codes(&campus, "q=mdg").await, ["MG"]);
    assert_eq!(codes(&campus, "region=north-america").await, ["CA", "MX", "US"]);
    let african = codes(&campus, "region=africa&flag=ldc").await;
    assert!(african.contains(&"MG".to_owned()) && !african.contains(&"KE".to_owned()), "{african:?}");
    assert!(codes(&campus, "flag=ldc&on=1990-01-01").await.is_empty(), "what is not known is not claimed");
    for query in ["region=atlantis", "flag=rich", "on=yesterday", "on=2024-W01-1", "on=9999-01-01", "colour=red"] {
        let answer = campus.guest().get(&format!("/api/v1/parties?{query}")).await;
        answer.assert_problem(400, "query-invalid");
    }
    let long = format!("/api/v1/parties?q={}", "a".repeat(101));
    campus.guest().get(&long).await.assert_problem(400, "query-invalid");
}

#[actix_web::test]
async fn the_list_costs_nothing_when_the_client_has_it() {
    let campus = Campus::open().await;
    let first = campus.guest().with_header("accept-encoding", "br").get("/api/v1/parties").await;
    assert_eq!(first.header("content-encoding"), Some("br"));
    assert!(first.body.len() < 8_000, "{}", first.body.len());
    let etag = first.header("etag").expect("a tag").to_owned();
    let known = campus.guest().with_header("accept-encoding", "br").with_header("if-none-match", &etag);
    let second = known.get("/api/v1/parties").await;
    assert_eq!((second.status, second.body.len()), (304, 0));
    let other = known.speaking("fr").get("/api/v1/parties").await;
    assert_eq!(other.status, 200, "another language is another list");
}

#[actix_web::test]
async fn the_secretariat_corrects_a_flag_and_the_history_stays() {
    let campus = Campus::open().await;
    let secretariat = campus.person("secretariat").secretariat().await;
    let focal = campus.person("focal").focal_point("MG").await;
    let (_, neighbour) = campus.another_instance().await;
    let path = "/api/v1/parties/MG/flag-changes";
    let lowered = json!({ "flag": "ldc", "raised": false, "from": "2027-01-01", "reason": "Graduated." });

    assert_eq!(neighbour.get("/api/v1/parties/MG").await.json()["flags"], json!(["ldc"]));
    campus.guest().post(path, lowered.clone()).await.assert_problem(401, "sign-in-required");
    focal.post(path, lowered.clone()).await.assert_problem(403, "forbidden");
    secretariat.post("/api/v1/parties/ZZ/flag-changes", lowered.clone()).await.assert_problem(404, "party-unknown");
    secretariat.post(path, lowered.clone()).await.assert_status(201);
    secretariat.post(path, lowered).await.assert_problem(409, "party-flag-unchanged");

    let party = campus.guest().get("/api/v1/parties/MG").await.json();
    assert_eq!(party["flags"], json!([]));
    assert_eq!(party["flag_changes"].as_array().map(Vec::len), Some(2));
    assert_eq!(party["flag_changes"][1]["reason"], "Graduated.");
    let ldcs = |on: &'static str| codes(&campus, on);
    assert!(ldcs("flag=ldc&on=2026-12-31").await.contains(&"MG".to_owned()));
    assert!(!ldcs("flag=ldc&on=2027-01-01").await.contains(&"MG".to_owned()));
    assert!(!ldcs("flag=ldc").await.contains(&"MG".to_owned()));
    assert_eq!(campus.audited("party-flag-changed").await, 1);
    eventually(async || neighbour.get("/api/v1/parties/MG").await.json()["flags"] == json!([])).await;
}

#[actix_web::test]
async fn a_correction_is_checked() {
    let campus = Campus::open().await;
    let secretariat = campus.person("secretariat").secretariat().await;
    for (member, value, code) in [
        ("flag", json!("rich"), "field-unknown-word"),
        ("raised", json!("yes"), "field-wrong-type"),
        ("from", json!("2027-02-30"), "field-invalid"),
        ("from", json!("0001-01-01"), "field-invalid"),
        ("reason", json!(" "), "field-empty"),
        ("by", json!("me"), "field-unknown"),
    ] {
        let mut body = json!({ "flag": "ldc", "raised": false, "from": "2027-01-01", "reason": "Graduated." });
        body[member] = value;
        let answer = secretariat.post("/api/v1/parties/MG/flag-changes", body).await;
        answer.assert_field(&format!("/{member}"), code);
    }
}

#[actix_web::test]
async fn the_list_can_be_read_in_pages() {
    let campus = Campus::open().await;
    let (mut read, mut query) = (Vec::new(), "limit=50".to_owned());
    for _ in 0..4 {
        let page = campus.guest().get(&format!("/api/v1/parties?{query}")).await;
        page.assert_status(200);
        let page = page.json();
        let items = page["items"].as_array().expect("items").clone();
        read.extend(items.iter().filter_map(|item| item["code"].as_str().map(str::to_owned)));
        let Some(next) = page["next"].as_str() else { break };
        query = format!("limit=50&cursor={next}");
    }
    assert_eq!(read, codes(&campus, "").await);
    campus.guest().get("/api/v1/parties?limit=0").await.assert_problem(400, "limit-out-of-range");
    campus.guest().get("/api/v1/parties?cursor=nonsense").await.assert_problem(400, "cursor-invalid");
}
