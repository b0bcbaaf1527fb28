//! All certificates of a cohort in one archive.

use std::io::{Cursor, Read as _};

use serde_json::json;
use virtual_college::courses::model::{ContentHash, Issue};

use super::school::*;
use crate::support::Campus;

#[actix_web::test]
async fn a_cohorts_certificates_are_one_archive_with_a_manifest() {
    let campus = Campus::open_with(in_public).await;
    let sam = campus.person("sam").secretariat().await;
    course(&campus, Issue::OnCompletion).await;
    let cohort = sam.post("/api/v1/cohorts", json!({ "name": "Spring", "sponsor": "A project" })).await;
    let cohort = cohort.json()["id"].as_str().expect("an id").to_owned();
    let mut people = Vec::new();
    for name in ["ana", "ben", "cy"] {
        let person = campus.person(name).await;
        completes_with(&campus, &person, json!({ "course": SLUG, "cohort": cohort }), None).await;
        people.push(person);
    }
    let other = campus.person("other").await;
    completes(&campus, &other, SLUG, "en").await;
    campus.run_jobs().await;
    let revoked = certificate(&people[1]).await;
    let path = format!("/api/v1/certificates/{}/revocation", revoked["id"].as_str().expect("an id"));
    sam.with_header("if-match", "*").post(&path, json!({ "public_reason": "other" })).await.assert_status(201);

    let path = format!("/api/v1/certificate-register/archive?cohort={cohort}");
    let answer = sam.get(&path).await;
    answer.assert_status(200);
    assert_eq!(answer.header("content-type"), Some("application/zip"));
    let mut archive = zip::ZipArchive::new(Cursor::new(answer.body)).expect("an archive");
    assert_eq!(archive.len(), 3, "two pages and the manifest");
    let mut read = |name: &str| {
        let mut bytes = Vec::new();
        archive.by_name(name).expect("a file").read_to_end(&mut bytes).expect("read");
        bytes
    };
    let manifest = String::from_utf8(read("manifest.csv")).expect("UTF-8");
    let rows: Vec<Vec<&str>> = manifest.lines().skip(1).map(|line| line.split(',').collect()).collect();
    assert_eq!((rows.len(), rows[3][0]), (4, "#end"));
    for row in &rows[..3] {
        if row[1] == "ben" {
            assert_eq!(&row[2..], ["revoked", "", "", "certificate-revoked"]);
        } else {
            let pdf = read(row[3]);
            assert!(pdf.starts_with(b"%PDF-"));
            assert_eq!(row[4], ContentHash::of(&pdf).to_string());
        }
    }
    let own = certificate(&people[0]).await;
    let same = people[0].get(own["pdf"].as_str().expect("a path")).await.body;
    let row = rows.iter().find(|row| row.get(1) == Some(&"ana")).expect("a row");
    assert_eq!(read(row[3]), same, "the same bytes as the holder's");
    assert_eq!(campus.audited("certificates-archived").await, 1);

    people[0].get(&path).await.assert_problem(403, "forbidden");
    sam.get("/api/v1/certificate-register/archive").await.assert_problem(400, "query-invalid");
    let nothing = "/api/v1/certificate-register/archive?cohort=0197a2c4-6f1e-7c3a-9d55-3f6a1b2c4d5e";
    sam.get(nothing).await.assert_field("/cohort", "cohort-unknown");
}
