//! What signs credentials: made once, turned each year, kept for ever, and destroyed when somebody else may have had it.

use diesel::prelude::*;
use virtual_college::db::Tx;
use virtual_college::db::schema::{audit, keys as stored};
use virtual_college::keys::{self, KeyRecord, Outcome, PublishedKey, Purpose, Revocation, RevocationReason};

use crate::support::{Campus, START, college_at, days, hours, minutes, run};

async fn signing(campus: &Campus) -> [String; 2] {
    let master = campus.app.keychain.master();
    let names = move |tx: &mut Tx<'_>| keys::signing(tx, &master).map(|keys| [keys.proof.kid, keys.token.kid]);
    campus.app.db.write(names).await.expect("two keys")
}

async fn list(campus: &Campus) -> Vec<KeyRecord> {
    let all = campus.app.db.read(keys::list).await.expect("keys");
    all.into_iter().filter(|key| key.purpose.is_public()).collect()
}

async fn published(campus: &Campus) -> Vec<PublishedKey> {
    campus.app.db.read(keys::published).await.expect("keys")
}

async fn revoke(campus: &Campus, kid: &str) -> Outcome {
    let (master, kid, at) = (campus.app.keychain.master(), kid.to_owned(), campus.clock.now());
    let why = Revocation { at, compromised_at: START, reason: RevocationReason::KeyCompromise };
    campus.app.db.write(move |tx| keys::revoke(tx, &master, &kid, &why)).await.expect("an outcome")
}

#[actix_web::test]
async fn two_instances_make_one_key() {
    let campus = Campus::open().await;
    let (other, _) = campus.unknowing_instance().await;
    let make = |app: &virtual_college::http::AppData| {
        let (db, master) = (app.db.clone(), app.keychain.master());
        async move { db.write(move |tx| keys::signing(tx, &master).map(|keys| keys.proof.kid)).await.expect("a key") }
    };
    let made =
        futures_util::future::join_all((0..8).map(|n| make(if n % 2 == 0 { &campus.app } else { &other }))).await;
    assert!(made.iter().all(|kid| *kid == made[0]), "{made:?}");
    assert_eq!(list(&campus).await.len(), 2, "one that proves, one that makes tokens");
}

#[actix_web::test]
async fn keys_turn_each_year_and_the_old_ones_stay() {
    let campus = Campus::open().await;
    let [proof, token] = signing(&campus).await;
    campus.clock.advance(days(364));
    campus.run_jobs().await;
    assert_eq!(list(&campus).await.len(), 2);
    campus.clock.advance(days(1));
    campus.run_jobs().await;
    assert_eq!(list(&campus).await.len(), 4);
    assert_eq!(signing(&campus).await, [proof.clone(), token.clone()], "published for an hour before it is used");
    campus.clock.advance(hours(1));
    let next = signing(&campus).await;
    assert!(next[0] != proof && next[1] != token);
    let names: Vec<String> = published(&campus).await.iter().map(|key| key.key.multibase()).collect();
    for kid in [&proof, &token, &next[0], &next[1]] {
        assert!(names.contains(kid), "{kid} is not in {names:?}");
    }
    assert!(published(&campus).await.iter().all(|key| key.revoked.is_none()));
}

#[actix_web::test]
async fn when_the_next_key_is_revoked_while_the_one_before_ends_another_follows() {
    let campus = Campus::open().await;
    let first = signing(&campus).await;
    campus.clock.advance(days(365));
    campus.run_jobs().await;
    campus.clock.advance(minutes(70));
    let next = signing(&campus).await;
    assert!(next[0] != first[0] && next[1] != first[1], "both have turned");
    for kid in &next {
        let Outcome::Revoked { in_use, .. } = revoke(&campus, kid).await else { panic!("not revoked") };
        assert!(!first.contains(&in_use), "the key before is about to end");
    }
    campus.clock.advance(hours(5));
    let later = signing(&campus).await;
    assert!(later.iter().all(|kid| !first.contains(kid) && !next.contains(kid)), "{later:?}");
}

#[actix_web::test]
async fn a_revoked_key_is_destroyed_and_another_is_used_at_once() {
    let campus = Campus::open().await;
    let [proof, token] = signing(&campus).await;
    campus.clock.advance(days(3));
    let Outcome::Revoked { purpose, in_use } = revoke(&campus, &proof).await else { panic!("not revoked") };
    assert_eq!(purpose, Purpose::Proof);
    assert_eq!(signing(&campus).await, [in_use, token]);

    let of_proof = proof.clone();
    let secret = move |snapshot: &mut virtual_college::db::Snapshot<'_>| {
        Ok(stored::table.find(of_proof).select(stored::sealed).first::<Vec<u8>>(snapshot.conn())?)
    };
    assert_eq!(campus.app.db.read(secret).await.expect("a row"), Vec::<u8>::new());
    let known = published(&campus).await.into_iter().find(|key| key.key.multibase() == proof).expect("it stays");
    assert_eq!(known.revoked, Some(START));
    let before = Revocation { at: campus.clock.now(), compromised_at: START, reason: RevocationReason::KeyCompromise };
    assert_eq!(revoke(&campus, &proof).await, Outcome::RevokedBefore(before));
    assert_eq!(revoke(&campus, "z6Mk").await, Outcome::Unknown);
    let acts = |snapshot: &mut virtual_college::db::Snapshot<'_>| {
        Ok(audit::table.filter(audit::act.eq("key-revoked")).count().get_result::<i64>(snapshot.conn())?)
    };
    assert_eq!(campus.app.db.read(acts).await.expect("a count"), 1);
    campus.guest().get("/readyz").await.assert_status(200);
}

#[actix_web::test]
async fn what_a_revoked_key_of_access_tokens_signed_is_refused() {
    let campus = Campus::open().await;
    let ana = campus.person("ana").await;
    ana.get("/api/v1/me").await.assert_status(200);
    let all = campus.app.db.read(keys::list).await.expect("keys");
    for (purpose, is_replaceable) in [(Purpose::AccessToken, true), (Purpose::Throttle, false)] {
        let key = all.iter().find(|key| key.purpose == purpose).expect("a key");
        assert_eq!(matches!(revoke(&campus, &key.kid).await, Outcome::Revoked { .. }), is_replaceable, "{purpose}");
    }
    campus.app.keychain.forget();
    ana.get("/api/v1/me").await.assert_problem(401, "token-invalid");
    campus.sign_in(&ana.email).await.assert_status(201);
}

#[actix_web::test]
async fn the_command_shows_turns_and_revokes_and_does_nothing_unconfirmed() {
    let campus = Campus::open().await;
    let command = |arguments: &[&str]| {
        run(college_at(campus.directory.path(), campus.app.db.url(), &[&["keys"], arguments].concat()))
    };
    command(&["list"]).assert_code(0).assert_says("There are no keys yet");
    let [proof, _] = signing(&campus).await;
    let shown = command(&["list"]);
    shown.assert_code(0).assert_says(&proof);
    command(&["rotate", "proof"]).assert_code(1).assert_says("Nothing was done");
    command(&["revoke", &proof, "--reason", "superseded"]).assert_code(1).assert_says("Nothing was done");
    assert_eq!(list(&campus).await.len(), 2);
    command(&["rotate", "throttle", "--yes"]).assert_code(2);
    command(&["revoke", &proof]).assert_code(2).assert_says("--reason");

    command(&["rotate", "proof", "--yes"]).assert_code(0).assert_says("The next proof key is z6Mk");
    assert_eq!(list(&campus).await.len(), 3);
    let late = ["revoke", &proof, "--reason", "key-compromise", "--compromised-at", "2999-01-01T00:00:00Z", "--yes"];
    command(&late).assert_code(1).assert_says("still to come");
    let compromised =
        ["revoke", &proof, "--reason", "key-compromise", "--compromised-at", "2026-03-01T00:00:00Z", "--yes"];
    command(&compromised).assert_code(0).assert_says("is destroyed").assert_says("signs again");
    command(&compromised).assert_code(1).assert_says("was revoked");
    command(&["revoke", "z6Mk", "--reason", "unspecified", "--yes"]).assert_code(1).assert_says("There is no key");
    command(&["list"]).assert_says("key-compromise, not to be believed since 2026-03-01T00:00:00Z");
    assert_ne!(signing(&campus).await[0], proof);
}
