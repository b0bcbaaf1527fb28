//! Credentials for ever: what was issued before is signed, and keys and credentials survive every move.

use diesel::prelude::*;
use virtual_college::db::schema::{
    certificate_credentials as credentials, certificate_serials, certificates as issued, outbox, status_lists,
};
use virtual_college::db::{DatabaseUrl, Tx};

use super::credentials::*;
use super::school::*;
use crate::support::{Campus, college, college_at, days, empty_database, hours, run};

/// As it was before certificates were signed.
async fn unsign(campus: &Campus) {
    let unsign = |tx: &mut Tx<'_>| {
        diesel::delete(credentials::table).execute(tx.conn())?;
        diesel::delete(status_lists::table).execute(tx.conn())?;
        diesel::update(issued::table).set(issued::signed.eq(false)).execute(tx.conn())?;
        Ok(())
    };
    campus.app.db.write(unsign).await.expect("as before");
    hear_of_keys(campus);
}

#[actix_web::test]
async fn what_was_issued_before_is_signed_once_and_nobody_is_written_to() {
    let campus = Campus::open_with(in_public).await;
    let (_, revoked) = holder(&campus, "ana").await;
    revoke(&campus, &revoked).await;
    let mut shown = Vec::new();
    for number in 0..25 {
        let person = campus.person(&format!("p{number}")).await;
        completes(&campus, &person, SLUG, "en").await;
        campus.run_jobs().await;
        let id = certificate(&person).await["id"].as_str().expect("an id").to_owned();
        shown.push((facts(&campus, &id).await.0, id));
    }
    unsign(&campus).await;
    for (before, id) in &shown {
        assert_eq!(facts(&campus, id).await, (before.clone(), "none".to_owned()));
    }
    verify(&campus.guest(), &revoked, CREDENTIAL).await.assert_problem(406, "certificate-not-signed");
    let (posted, before) = (letters(&campus).await, count(&campus).await);

    campus.clock.advance(hours(1));
    campus.run_jobs().await;
    hear_of_keys(&campus);
    for (before, id) in &shown {
        assert_eq!(facts(&campus, id).await, (before.clone(), "verified".to_owned()), "all else is as it was");
    }
    let signed_at = |snapshot: &mut virtual_college::db::Snapshot<'_>| {
        let all =
            credentials::table.order(credentials::certificate).select((credentials::place, credentials::signed_at));
        Ok(all.load::<(i32, virtual_college::clock::Timestamp)>(snapshot.conn())?)
    };
    let signed = campus.app.db.read(signed_at).await.expect("rows");
    assert_eq!(signed.len(), 26);
    let places: std::collections::BTreeSet<i32> = signed.iter().map(|(place, _)| *place).collect();
    assert_eq!(places.len(), 26, "each has its own place");
    assert!(places.iter().any(|place| *place > 5_000), "and they are drawn at random: {places:?}");
    campus.clock.advance(days(1));
    campus.run_jobs().await;
    assert_eq!(campus.app.db.read(signed_at).await.expect("rows"), signed, "once");
    assert_eq!((letters(&campus).await, count(&campus).await), (posted, before));
    let genuine = credential(&campus, &revoked).await;
    let test = "what_was_issued_before_is_signed_once_and_nobody_is_written_to";
    if let Some((documents, _)) = said(test, &campus.guest(), &[genuine], &[]).await {
        assert!(documents[0].starts_with("refused: suspension"), "revoked before it was signed: {documents:?}");
    }
}

#[actix_web::test]
async fn a_test_is_never_signed() {
    let campus = Campus::open().await;
    let (_, id) = holder(&campus, "ana").await;
    campus.clock.advance(hours(1));
    campus.run_jobs().await;
    for accept in [CREDENTIAL, "application/ld+json", "application/vc+ld+json", TOKEN, "application/jwt"] {
        verify(&campus.guest(), &id, accept).await.assert_problem(406, "certificate-not-signed");
    }
    assert_eq!(verify(&campus.guest(), &id, "application/json").await.json()["signature"], "none");
    for path in ["/.well-known/did.json", "/.well-known/jwks.json", "/credentials/status/suspension/1"] {
        campus.guest().get(path).await.assert_problem(404, "not-found");
    }
}

#[actix_web::test]
async fn a_copy_keeps_keys_and_credentials_and_issues_nothing_anew() {
    let campus = Campus::open_with(in_public).await;
    let (_, id) = holder(&campus, "ana").await;
    campus.run_jobs().await;
    let genuine = credential(&campus, &id).await;
    let list = campus.guest().get("/credentials/status/suspension/1").await.body;
    let did = campus.guest().get("/.well-known/did.json").await.body;
    let to = DatabaseUrl::Sqlite(campus.directory.path().join("copy.db"));
    let addresses = [campus.app.db.url(), &to].map(crate::support::address);
    run(college(&["db", "copy", "--from", &addresses[0], "--to", &addresses[1]])).assert_code(0);
    let (copy, there) = campus.moved_to(to).await;
    campus.clock.advance(hours(2));
    let posted = letters(&campus).await;
    virtual_college::jobs::drain(&copy.clone().into_inner(), &virtual_college::jobs::Registry::of_the_college())
        .await
        .expect("what is due");
    let answer = verify(&there, &id, CREDENTIAL).await;
    assert_eq!((answer.status, answer.json()), (200, genuine));
    assert_eq!(there.get("/credentials/status/suspension/1").await.body, list);
    assert_eq!(there.get("/.well-known/did.json").await.body, did);
    let counted = copy.db.read(|snapshot| {
        let certificates: i64 = issued::table.count().get_result(snapshot.conn())?;
        let letters: i64 = outbox::table.count().get_result(snapshot.conn())?;
        Ok((certificates, letters))
    });
    assert_eq!(counted.await.expect("counts"), (1, posted));
}

#[actix_web::test]
async fn a_backup_keeps_keys_and_credentials_and_issues_nothing_anew() {
    let campus = Campus::open_with(in_public).await;
    let (_, id) = holder(&campus, "ana").await;
    campus.run_jobs().await;
    let genuine = credential(&campus, &id).await;
    let list = campus.guest().get("/credentials/status/suspension/1").await.body;
    let (saved, posted) = (campus.directory.path().join("saved.zip"), letters(&campus).await);
    let saved = saved.to_str().expect("UTF-8");
    run(college_at(campus.directory.path(), campus.app.db.url(), &["backup", "--to", saved])).assert_code(0);
    let directory = tempfile::TempDir::new().expect("a directory");
    let database = empty_database(directory.path());
    run(college_at(directory.path(), &database.url, &["restore", saved])).assert_code(0);
    let (restored, there) = campus
        .instance_with(|config| {
            config.data_dir = directory.path().to_owned();
            config.database_url = database.url.clone();
        })
        .await;
    campus.clock.advance(hours(2));
    virtual_college::jobs::drain(&restored.clone().into_inner(), &virtual_college::jobs::Registry::of_the_college())
        .await
        .expect("what is due");
    assert_eq!(verify(&there, &id, CREDENTIAL).await.json(), genuine);
    assert_eq!(verify(&there, &id, "application/json").await.json()["signature"], "verified");
    assert_eq!(there.get("/credentials/status/suspension/1").await.body, list);
    let counted = restored.db.read(|snapshot| {
        let certificates: i64 = issued::table.count().get_result(snapshot.conn())?;
        let letters: i64 = outbox::table.count().get_result(snapshot.conn())?;
        let last: i32 = certificate_serials::table.select(certificate_serials::last).first(snapshot.conn())?;
        Ok((certificates, letters, last))
    });
    let said = "the numbers of what was issued after the backup are nobody's any more";
    assert_eq!(counted.await.expect("counts"), (1, posted, 10_001), "{said}");
}

#[actix_web::test]
async fn a_college_that_moved_answers_for_what_it_issued_where_it_was() {
    let campus = Campus::open_with(in_public).await;
    let (_, id) = holder(&campus, "ana").await;
    let genuine = credential(&campus, &id).await;
    let moved = |config: &mut virtual_college::config::Config| {
        config.server.public_url = Some("https://learn.example.org/".parse().expect("a URL"));
    };
    let (_app, there) = campus.instance_with(moved).await;
    let answer = verify(&there, &id, CREDENTIAL).await;
    assert_eq!((answer.status, answer.json()), (200, genuine.clone()));
    assert_eq!(verify(&there, &id, "application/json").await.json()["signature"], "verified");
    for (host, did) in [
        ("college.example.org", "did:web:college.example.org"),
        ("learn.example.org", "did:web:learn.example.org"),
        ("evil.example.org", "did:web:learn.example.org"),
    ] {
        let document = there.with_header("host", host).get("/.well-known/did.json").await.json();
        assert_eq!(document["id"], did, "{host}");
    }
    let before = there.with_header("host", "college.example.org");
    let test = "a_college_that_moved_answers_for_what_it_issued_where_it_was";
    if let Some((documents, _)) = said(test, &before, &[genuine], &[]).await {
        assert_eq!(documents, ["valid"]);
    }
}
