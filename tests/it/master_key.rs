//! The master key of a college that has one is never replaced, and its loss is told before anybody needs it.

use virtual_college::keys::Purpose;

use crate::support::{Campus, college_at, run};

const OTHER: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

#[actix_web::test]
async fn a_college_without_its_master_key_does_not_start_and_says_why() {
    let campus = Campus::open().await;
    campus.app.keychain.ring(&campus.app.db, Purpose::AccessToken).await.expect("a stored key");
    let command = |arguments: &[&str]| {
        let mut command = college_at(campus.directory.path(), campus.app.db.url(), arguments);
        command.env("RUST_LOG", "error");
        command
    };
    let doctor = || run(command(&["doctor", "--offline"]));
    doctor().assert_says("ok       master key: it opens every stored key");
    let (file, to) = (campus.directory.path().join("master.key"), campus.directory.path().join("backup.zip"));
    let backup = ["backup", "--to", to.to_str().expect("UTF-8")];
    std::fs::rename(&file, file.with_extension("lost")).expect("lose it");
    for arguments in [&["serve", "--listen", "127.0.0.1:0"][..], &backup] {
        run(command(arguments)).assert_code(1).assert_says("the master key is missing");
    }
    doctor().assert_code(1).assert_says("problem  master key: the master key is missing");
    assert!(!file.exists() && !to.exists(), "nothing took its place");

    std::fs::write(&file, OTHER).expect("write another");
    for arguments in [&["serve", "--listen", "127.0.0.1:0"][..], &backup] {
        run(command(arguments)).assert_code(1).assert_says("was sealed with another master key");
    }
    doctor().assert_code(1).assert_says("problem  master key: the key “access-token/1/");

    std::fs::rename(file.with_extension("lost"), &file).expect("bring it back");
    run(command(&backup)).assert_code(0);
}

#[actix_web::test]
async fn a_process_whose_stored_keys_cannot_be_opened_is_not_ready() {
    use diesel::prelude::*;
    use virtual_college::db::schema::keys;
    let campus = Campus::open().await;
    campus.app.keychain.ring(&campus.app.db, Purpose::AccessToken).await.expect("a stored key");
    campus.guest().get("/readyz").await.assert_status(200);
    let damage = |tx: &mut virtual_college::db::Tx<'_>| {
        Ok(diesel::update(keys::table).set(keys::sealed.eq(vec![0_u8; 64])).execute(tx.conn())?)
    };
    campus.app.db.write(damage).await.expect("damage");
    campus.guest().get("/readyz").await.assert_problem(503, "busy");
}

#[test]
fn a_master_key_that_is_none_is_one_of_the_mistakes_that_are_told_at_once() {
    let directory = tempfile::tempdir().expect("a directory");
    let data = directory.path().join("data");
    let mut command = crate::support::college(&["serve", "--data-dir", data.to_str().expect("UTF-8")]);
    command.env("COLLEGE_ACCOUNTS_MASTER_KEY", "kurz").env("COLLEGE_SERVER_LISTEN", "here");
    let ran = run(command);
    ran.assert_code(1).assert_says("The configuration has 2 mistakes").assert_says("accounts.master_key");
    assert!(!ran.errors.contains("kurz") && !data.exists());
}
