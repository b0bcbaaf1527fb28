//! What a list is understood to say before anybody confirms it, and why it is refused.

use serde_json::json;
use virtual_college::courses::model::Issue;

use super::*;

fn found_in(line: i64, column: &str, code: &str) -> (i64, String, String) {
    (line, column.to_owned(), code.to_owned())
}

#[actix_web::test]
async fn columns_are_known_by_what_they_are_commonly_called_and_the_others_are_named() {
    let campus = Campus::open().await;
    let sam = secretariat(&campus, Issue::OnCompletion).await;
    campus.person("ana").await;
    let list = "Full name;E-mail;Grade (%);Téléphone;Country;;\nAna;ana@example.org;85,5;x;MG;;\nBen;;120;;;\n";
    let (path, found) = proposed(&campus, &sam, list).await;
    assert_eq!(found["ignored_columns"], json!(["téléphone", "country"]), "{found:#}");
    assert_eq!((&found["rows"], &found["with_account"]), (&json!({ "ready": 1, "in-error": 1 }), &json!(1)));
    assert_eq!(findings(&sam, &path).await, [found_in(3, "grade", "workshop-grade-invalid")]);
    let listed = sam.get(WORKSHOPS).await.json();
    assert_eq!(listed["items"][0]["ignored_columns"], found["ignored_columns"]);
    let (_, found) = proposed(&campus, &sam, "name,reference\nCy,1\n").await;
    assert_eq!(found["ignored_columns"], json!([]));
}

#[actix_web::test]
async fn why_a_list_cannot_be_read_is_said() {
    let campus = Campus::open().await;
    let sam = secretariat(&campus, Issue::OnCompletion).await;
    let long = format!("name\n{}", "Ana\n".repeat(5_001));
    for (list, code, said) in [
        (b"name\nAna\nJos\xe9\n".as_slice(), "workshop-list-encoding", "Line 3"),
        (b"\xff\xfen\0a\0m\0e\0", "workshop-list-no-text", "Line 1"),
        (b"", "workshop-list-without-names", "“name”"),
        (b"person;email\nAna;x\n", "workshop-list-without-names", "“name”"),
        ("Nom;Prénom\nRakoto;Ana\n".as_bytes(), "workshop-list-names-in-parts", "“prénom”"),
        (b"name,e-mail,Mail\nAna,a@example.org,b@example.org\n", "workshop-list-column-twice", "“mail”"),
        (b"name,email\n,\n", "workshop-list-without-rows", "no row"),
        (long.as_bytes(), "workshop-list-too-long", "5,000"),
    ] {
        let answer = sam.send(Method::POST, &address(&[]), Some(("text/csv", list.to_vec()))).await;
        answer.assert_problem(422, "workshop-list-unreadable");
        let errors = &answer.json()["errors"];
        assert_eq!((errors.as_array().map(Vec::len), &errors[0]["code"]), (Some(1), &json!(code)), "{errors:#}");
        assert!(errors[0]["detail"].as_str().is_some_and(|detail| detail.contains(said)), "{errors:#}");
    }
    for (day, code) in [("1975-06-30", "workshop-day-too-early"), ("2029-01-01", "workshop-day-ahead")] {
        bring(&sam, "name\nAna\n", &[("ended_on", day)]).await.assert_field("/ended_on", code);
    }
    bring(&sam, "name\nAna\n", &[("ended_on", "1975-07-01")]).await.assert_status(201);
}

#[actix_web::test]
async fn an_account_that_is_called_otherwise_is_told_by_its_name() {
    let campus = Campus::open().await;
    let sam = secretariat(&campus, Issue::OnCompletion).await;
    super::super::office::renamed(&campus, "Ana Rákoto").await;
    campus.person("ben").await;
    let registration =
        json!({ "email": "cy@example.org", "password": PASSWORD, "name": "Somebody", "locale": "en", "country": "MG" });
    campus.guest().post("/api/v1/accounts", registration).await.assert_status(201);
    let list = "name,email\n\"RAKOTO, Ana\",ana@example.org\nAna Rakoto,ben@example.org\nCy,cy@example.org\n";
    let (path, found) = proposed(&campus, &sam, list).await;
    assert_eq!((&found["rows"], &found["warnings"]), (&json!({ "ready": 3 }), &json!(1)), "{found:#}");
    assert_eq!(findings(&sam, &path).await, [found_in(3, "name", "workshop-account-name-differs")]);
    let finding = rows(&sam, &path, "&warned=true").await[0]["findings"][0].clone();
    assert_eq!(finding["severity"], "warning");
    assert!(finding["detail"].as_str().is_some_and(|detail| detail.contains("called ben.")), "{finding:#}");
}

#[actix_web::test]
async fn a_list_that_comes_again_says_what_its_certificates_say_otherwise() {
    let campus = Campus::open_with(in_public).await;
    let sam = secretariat(&campus, Issue::OnCompletion).await;
    let ben = campus.person("ben").await;
    completes(&campus, &ben, SLUG, "en").await;
    campus.run_jobs().await;
    let first = "name,email,language,reference,grade\n\
        Ana Rakoto,ana@example.org,fr,,80\n\
        Cy,,,1,\n\
        Di,,,2,70\n";
    let (path, _) = issue(&campus, &sam, first).await;
    let serial = rows(&sam, &path, "").await[0]["certificate"]["serial"].clone();
    let again = "name,email,language,reference,grade\n\
        Ana Rakôto,ana@example.org,en,,81\n\
        Cy,,,1,90\n\
        Di,,,2,\n\
        Benjamin,ben@example.org,,,\n";
    let (path, found) = proposed(&campus, &sam, again).await;
    assert_eq!((&found["rows"], &found["warnings"]), (&json!({ "has-one": 4 }), &json!(3)), "{found:#}");
    let code = "workshop-certificate-differs";
    let expected = [(2, "name"), (2, "language"), (2, "grade"), (3, "grade"), (5, "name")];
    assert_eq!(findings(&sam, &path).await, expected.map(|(line, column)| found_in(line, column, code)));
    let detail = rows(&sam, &path, "").await[0]["findings"][0]["detail"].clone();
    let serial = serial.as_str().expect("a number");
    assert!(detail.as_str().is_some_and(|detail| detail.contains(serial)), "{detail}");
    assert_eq!(count(&campus).await, 4, "it stays as it is");

    let (path, found) = proposed(&campus, &sam, first).await;
    assert_eq!((&found["rows"], findings(&sam, &path).await), (&json!({ "has-one": 3 }), vec![]));
}

#[actix_web::test]
async fn a_name_is_one_on_a_list_or_for_a_correction_alike() {
    let campus = Campus::open_with(in_public).await;
    let sam = secretariat(&campus, Issue::OnCompletion).await;
    let ana = campus.person("ana").await;
    completes(&campus, &ana, SLUG, "en").await;
    campus.run_jobs().await;
    let certificate = format!("/api/v1/certificates/{}", certificate(&ana).await["id"].as_str().expect("an id"));
    let etag = sam.get(&certificate).await.header("etag").expect("a version").to_owned();
    let correct = sam.with_header("if-match", &etag);
    let unlike = "certificate-name-unlike";
    for name in ["=1+1", "+Ana", "-Ana", "@Ana", "123"] {
        let body = json!({ "name": name });
        correct.post(&format!("{certificate}/correction"), body.clone()).await.assert_field("/name", unlike);
        ana.post(&format!("{certificate}/correction-requests"), body).await.assert_field("/name", unlike);
        let (path, _) = proposed(&campus, &sam, &format!("name\n{name}\n")).await;
        assert_eq!(findings(&sam, &path).await, [found_in(2, "name", unlike)], "{name}");
    }
    // What she calls herself is hers to say.
    let registration =
        json!({ "email": "bo@example.org", "password": PASSWORD, "name": "-Bo-", "locale": "en", "country": "MG" });
    campus.guest().post("/api/v1/accounts", registration).await.assert_status(201);
}
