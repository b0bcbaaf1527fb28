//! What is put right after a list was done.

use serde_json::json;
use virtual_college::courses::model::Issue;

use super::super::changing::act;
use super::super::policies;
use super::*;

fn states(rows: &[Value]) -> Vec<&str> {
    rows.iter().filter_map(|row| row["state"].as_str()).collect()
}

#[actix_web::test]
async fn what_was_issued_in_error_is_issued_anew_by_a_list_that_is_right() {
    let campus = Campus::open_with(in_public).await;
    let sam = secretariat(&campus, Issue::OnCompletion).await;
    let list = "name,email,reference,grade\nAna,ana@example.org,,8\nBen,,1,70\nCy,,2,60\n";
    let (path, _) = issue(&campus, &sam, list).await;
    let ids: Vec<String> = rows(&sam, &path, "")
        .await
        .iter()
        .map(|row| row["certificate"]["id"].as_str().expect("an id").into())
        .collect();
    for (id, reason) in ids.iter().zip(["issued-in-error", "issued-in-error", "misconduct"]) {
        act(&sam, id, "revocation", json!({ "public_reason": reason })).await.assert_status(201);
    }

    let (_, found) = proposed(&campus, &sam, list).await;
    assert_eq!(
        (&found["rows"], &found["count"]),
        (&json!({ "has-one": 3 }), &json!(0)),
        "who says the same mends nothing"
    );
    let revoked = |line| (line, String::new(), "workshop-certificate-revoked".to_owned());
    assert_eq!(
        findings(&sam, found["id"].as_str().map(|id| format!("{WORKSHOPS}/{id}")).expect("an id").as_str()).await,
        [2, 3, 4].map(revoked)
    );

    let mended = list.replace(",8\n", ",80\n").replace("Cy,,2,60", "Cy,,2,61");
    let (first, found) = proposed(&campus, &sam, &mended).await;
    let (second, again) = proposed(&campus, &sam, &mended).await;
    assert_eq!((&found["rows"], &found["count"]), (&json!({ "ready": 1, "has-one": 2 }), &json!(1)), "{found:#}");
    confirm(&sam, &first, &found).await.assert_status(202);
    confirm(&sam, &second, &again).await.assert_status(202);
    campus.run_jobs().await;
    let anew = rows(&sam, &first, "&state=issued").await;
    assert_eq!((anew.len(), &anew[0]["findings"][0]["code"]), (1, &json!("workshop-certificate-anew")));
    let id = anew[0]["certificate"]["id"].as_str().expect("an id");
    let said = super::super::changing::verified(&campus, id).await;
    assert_eq!((&said["grade_basis_points"], &said["state"]), (&json!(8_000), &json!("valid")), "{said:#}");
    assert_eq!(certificates_per_person(&campus).await.iter().sum::<i64>(), 4, "once, though two lists were confirmed");
    assert_eq!(certificates_per_person(&campus).await.len(), 3, "they are the same people");
}

#[actix_web::test]
async fn what_was_erased_is_not_brought_back_by_a_list() {
    let campus = Campus::open_with(in_public).await;
    let sam = secretariat(&campus, Issue::OnCompletion).await;
    let (path, _) = issue(&campus, &sam, "name,reference,grade\nRivo Rakoto,1,8\n").await;
    let certificate = rows(&sam, &path, "").await[0]["certificate"].clone();
    let id = certificate["id"].as_str().expect("an id");
    act(&sam, id, "revocation", json!({ "public_reason": "issued-in-error" })).await.assert_status(201);
    let erasure = format!("/api/v1/certificates/{id}/erasure");
    sam.post(&erasure, json!({ "serial": certificate["serial"] })).await.assert_status(200);
    let (_, found) = proposed(&campus, &sam, "name,reference,grade\nRivo Rakoto,1,80\n").await;
    assert_eq!(found["rows"], json!({ "has-one": 1 }), "{found:#}");
}

#[actix_web::test]
async fn a_row_whose_certificate_waits_for_another_end_is_set_right_when_it_is_issued() {
    let campus = Campus::open_with(in_public).await;
    let sam = secretariat(&campus, Issue::OnCompletion).await;
    let until = |end: &str| json!({ "issue": "on-completion", "validity": { "kind": "until", "until": end } });
    policies::set(&sam, until("2027-03-02T12:00:00Z")).await;
    let (path, found) = proposed(&campus, &sam, "name,email,reference\nAna,ana@example.org,\n").await;
    campus.clock.advance(hours(4));
    let sam = campus.back(&sam).await;
    confirm(&sam, &path, &found).await.assert_status(202);
    campus.run_jobs().await;
    let late = rows(&sam, &path, "").await;
    assert_eq!(
        (states(&late), &late[0]["findings"][0]["code"]),
        (vec!["in-error"], &json!("workshop-certificate-waits"))
    );

    policies::set(&sam, until("2028-01-01T00:00:00Z")).await;
    let queue = super::super::signing_off::ids(&sam.get("/api/v1/certificates").await.json());
    let body = json!({ "certificates": queue, "decision": "signed-off" });
    sam.post("/api/v1/certificate-sign-offs", body).await.assert_status(200);
    campus.run_jobs().await;
    let issued = rows(&sam, &path, "").await;
    assert_eq!((states(&issued), &issued[0]["findings"]), (vec!["issued"], &json!([])), "{issued:#?}");
    assert_eq!(issued[0]["certificate"]["serial"], "VC-2027-00000001");
}

#[actix_web::test]
async fn why_nothing_came_of_a_row_is_still_said_when_the_list_is_done_and_nobody_is_named() {
    let campus = Campus::open_with(in_public).await;
    let sam = secretariat(&campus, Issue::OnCompletion).await;
    super::super::office::renamed(&campus, "Ana Rákoto").await;
    let list = "name,email,party,grade\nAna,ana@example.org,,\nBen,,,120\nCy Randria,cy@example.org,ZZ,900\n";
    let (path, done) = issue(&campus, &sam, list).await;
    assert_eq!(done["rows"], json!({ "issued": 1, "in-error": 2 }), "{done:#}");
    let left = rows(&sam, &path, "&state=in-error").await;
    let codes: Vec<&Value> = left.iter().map(|row| &row["findings"][0]["code"]).collect();
    assert_eq!(codes, [&json!("workshop-grade-invalid"), &json!("workshop-grade-invalid")], "{left:#?}");
    assert!(left.iter().all(|row| row["findings"].as_array().is_some_and(|findings| findings.len() == 1)));
    assert!(!json!(left).to_string().contains("Randria"));
}
