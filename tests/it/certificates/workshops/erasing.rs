//! What a list leaves behind of people, and how they are rid of it.

use super::*;

#[actix_web::test]
async fn who_has_no_account_has_her_certificate_erased_by_the_secretariat() {
    let campus = Campus::open_with(in_public).await;
    let sam = secretariat(&campus, Issue::OnCompletion).await;
    let (path, _) = issue(&campus, &sam, "name,email,reference\nRivo Rakoto,,1\nCy,cy@example.org,2\n").await;
    let fay = campus.person("fay").focal_point("MG").await;
    for row in rows(&sam, &path, "").await {
        let id = row["certificate"]["id"].as_str().expect("an id").to_owned();
        let serial = json!({ "serial": row["certificate"]["serial"] });
        let erasure = format!("/api/v1/certificates/{id}/erasure");
        fay.post(&erasure, serial.clone()).await.assert_problem(404, "certificate-unknown");
        sam.post(&erasure, serial).await.assert_status(200);
        let page = campus.guest().with_header("accept", "application/json").get(&format!("/verify/{id}")).await;
        assert!(page.json().get("name").is_none(), "{:#}", page.json());
    }
    let names: Vec<Option<String>> = campus
        .app
        .db
        .read(|snapshot| {
            Ok(certificate_candidates::table.select(certificate_candidates::name).load(snapshot.conn())?)
        })
        .await
        .expect("names");
    assert_eq!((names, campus.audited("certificate-erased").await), (vec![None, None], 2));
}
