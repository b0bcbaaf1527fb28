//! The Parties to the Convention.

use crate::support::Campus;

#[actix_web::test]
async fn anybody_may_read_the_185_parties() {
    let campus = Campus::open().await;
    let answer = campus.guest().get("/api/v1/parties").await;
    answer.assert_status(200);
    assert_eq!(answer.json()["items"].as_array().map(Vec::len), Some(185));
}

#[actix_web::test]
async fn a_code_that_names_no_party_is_not_found() {
    let campus = Campus::open().await;
    campus.guest().get("/api/v1/parties/ZZ").await.assert_problem(404, "party-unknown");
    campus.guest().get("/api/v1/parties/zz").await.assert_problem(404, "not-found");
    campus.guest().get("/api/v1/nonsense").await.assert_problem(404, "route-unknown");
}
