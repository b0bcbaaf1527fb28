//! Certificates that anyone can check, anywhere: signed as they are issued, and told in the status lists when they do not stand.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use diesel::prelude::*;
use serde_json::{Value, json};
use virtual_college::courses::model::Issue;
use virtual_college::db::Tx;
use virtual_college::db::schema::{certificate_credentials as credentials, outbox, status_lists};
use virtual_college::jobs::Step;
use virtual_college::keys::{self, Outcome, Purpose, Revocation, RevocationReason};

use super::school::*;
use crate::support::{Answer, Campus, Client, START, contexts, days, eventually, hours, judged};

pub const CREDENTIAL: &str = "application/vc";
pub const TOKEN: &str = "application/vc+jwt";

pub async fn verify(client: &Client, id: &str, accept: &str) -> Answer {
    client.with_header("accept", accept).get(&format!("/verify/{id}")).await
}

pub async fn credential(campus: &Campus, id: &str) -> Value {
    let answer = verify(&campus.guest(), id, CREDENTIAL).await;
    answer.assert_status(200);
    answer.json()
}

/// The path of an address of ours.
fn path(address: &Value) -> String {
    let address = address.as_str().expect("an address");
    address.strip_prefix("https://college.example.org").expect("ours").to_owned()
}

/// What whoever verifies elsewhere fetches from here: keys, and the list that a credential names.
async fn fetched(client: &Client, credentials: &[Value]) -> (Value, Value, Value) {
    let did = client.get("/.well-known/did.json").await;
    let jwks = client.get("/.well-known/jwks.json").await;
    let mut documents: BTreeMap<String, Value> = contexts().into_iter().collect();
    for credential in credentials {
        let list = &credential["credentialStatus"]["statusListCredential"];
        let answer = client.get(&path(list)).await;
        answer.assert_status(200);
        documents.insert(list.as_str().expect("an address").to_owned(), answer.json());
    }
    (did.assert_status(200).json(), jwks.assert_status(200).json(), json!(documents))
}

/// What the verifiers of others say, now, of these.
pub async fn said(
    test: &str,
    client: &Client,
    credentials: &[Value],
    tokens: &[String],
) -> Option<(Vec<String>, Vec<String>)> {
    let (did, jwks, documents) = fetched(client, credentials).await;
    let input = json!({
        "didDocument": did, "jwks": jwks, "documents": documents, "credentials": credentials, "tokens": tokens,
        "now": "2027-03-03T00:00:00Z",
    });
    let said = judged(test, &input)?;
    let words = |of: &str| serde_json::from_value(said[of].clone()).expect("words");
    Some((words("credentials"), words("tokens")))
}

pub fn altered(document: &Value, from: &str, to: &str) -> Value {
    let text = document.to_string().replace(from, to);
    assert_ne!(text, document.to_string(), "{from}");
    serde_json::from_str(&text).expect("JSON")
}

/// The token, saying something else under the same signature.
pub fn altered_token(token: &str, from: &str, to: &str) -> String {
    let [head, payload, signature] = token.split('.').collect::<Vec<_>>().try_into().expect("three parts");
    let said = String::from_utf8(URL_SAFE_NO_PAD.decode(payload).expect("base64url")).expect("UTF-8");
    assert!(said.contains(from), "{said}");
    format!("{head}.{}.{signature}", URL_SAFE_NO_PAD.encode(said.replace(from, to)))
}

pub async fn revoke(campus: &Campus, id: &str) {
    let sam = campus.person("sam").secretariat().await;
    let body = json!({ "public_reason": "misconduct" });
    let path = format!("/api/v1/certificates/{id}/revocation");
    sam.with_header("if-match", "*").post(&path, body).await.assert_status(201);
}

pub async fn revoke_key(campus: &Campus, purpose: Purpose) {
    let (master, at) = (campus.app.keychain.master(), campus.clock.now());
    let why = Revocation { at, compromised_at: START, reason: RevocationReason::KeyCompromise };
    let revoke = move |tx: &mut Tx<'_>| {
        let in_use = keys::signing(tx, &master)?;
        let kid = if purpose == Purpose::Proof { in_use.proof.kid } else { in_use.token.kid };
        let outcome = keys::revoke(tx, &master, &kid, &why)?;
        assert!(matches!(outcome, Outcome::Revoked { .. }));
        virtual_college::certificates::sign_now(tx)
    };
    campus.app.db.write(revoke).await.expect("revoke");
    hear_of_keys(campus);
}

/// The keys that follow are in use, and those of before stay for what they signed.
pub async fn rotate_keys(campus: &Campus) {
    let master = campus.app.keychain.master();
    let rotate = move |tx: &mut Tx<'_>| {
        keys::rotate(tx, &master, Purpose::Proof, keys::OVERLAP)?;
        keys::rotate(tx, &master, Purpose::Token, keys::OVERLAP)
    };
    campus.app.db.write(rotate).await.expect("rotate");
    hear_of_keys(campus);
    campus.clock.advance(hours(3));
}

/// What anybody sees of a certificate, and what the signatures are worth.
pub async fn facts(campus: &Campus, id: &str) -> (Value, String) {
    let mut facts = verify(&campus.guest(), id, "application/json").await.json();
    let signature = facts["signature"].take();
    (facts, signature.as_str().expect("a word").to_owned())
}

/// What a process does when it hears of a change of keys.
pub fn hear_of_keys(campus: &Campus) {
    let change = virtual_college::db::Change { seq: 0, kind: "key".into(), key: "proof".into() };
    campus.app.apply_change(&change).expect("applied");
}

pub async fn letters(campus: &Campus) -> i64 {
    campus.app.db.read(|snapshot| Ok(outbox::table.count().get_result(snapshot.conn())?)).await.expect("a count")
}

#[actix_web::test]
async fn a_certificate_is_signed_as_it_is_issued_and_others_accept_it_until_it_is_revoked() {
    let test = "a_certificate_is_signed_as_it_is_issued_and_others_accept_it_until_it_is_revoked";
    let campus = Campus::open_with(in_public).await;
    let (_, id) = holder(&campus, "ana").await;
    let genuine = credential(&campus, &id).await;
    assert_eq!(genuine["id"], format!("https://college.example.org/verify/{id}"));
    assert_eq!(genuine["issuer"]["id"], "did:web:college.example.org");
    assert!(genuine["credentialStatus"].is_object(), "one, as Open Badges wants it: {genuine:#}");
    let token = verify(&campus.guest(), &id, TOKEN).await;
    assert_eq!((token.status, token.header("content-type")), (200, Some(TOKEN)));
    let token = token.text();
    let changed = altered_token(&token, "\"ana\"", "\"eva\"");

    let credentials = [
        genuine.clone(),
        altered(&genuine, "\"ana\"", "\"eva\""),
        altered(&genuine, "87.5", "97.5"),
        altered(&genuine, "did:web:college.example.org", "did:web:evil.example.org"),
    ];
    let tokens = [token.clone(), changed];
    if let Some((documents, jwts)) = said(test, &campus.guest(), &credentials, &tokens).await {
        assert_eq!(documents[0], "valid");
        assert!(documents[1..].iter().all(|word| word.starts_with("refused")), "{documents:?}");
        assert_eq!(jwts[0], "valid");
        assert!(jwts[1].starts_with("refused"), "{jwts:?}");
    }
    revoke(&campus, &id).await;
    assert_eq!(
        credential(&campus, &id).await,
        genuine,
        "what was signed stays; its status says that it does not stand"
    );
    if let Some((documents, _)) = said(test, &campus.guest(), &[genuine], &[]).await {
        assert!(documents[0].starts_with("refused: suspension"), "{documents:?}");
    }
}

#[actix_web::test]
async fn an_old_credential_verifies_after_its_keys_were_followed_by_others() {
    let test = "an_old_credential_verifies_after_its_keys_were_followed_by_others";
    let campus = Campus::open_with(in_public).await;
    let (_, id) = holder(&campus, "ana").await;
    let (old, token) = (credential(&campus, &id).await, verify(&campus.guest(), &id, TOKEN).await.text());
    rotate_keys(&campus).await;
    let ben = campus.person("ben").await;
    completes(&campus, &ben, SLUG, "en").await;
    campus.run_jobs().await;
    let new = certificate(&ben).await["id"].as_str().expect("an id").to_owned();
    let new = credential(&campus, &new).await;
    assert_ne!(new["proof"][0]["verificationMethod"], old["proof"][0]["verificationMethod"]);
    assert_eq!(verify(&campus.guest(), &id, "application/json").await.json()["signature"], "verified");
    if let Some((documents, jwts)) = said(test, &campus.guest(), &[old, new], &[token]).await {
        assert_eq!((documents, jwts), (vec!["valid".to_owned(); 2], vec!["valid".to_owned()]));
    }
}

#[actix_web::test]
async fn what_a_revoked_key_signed_is_refused_and_signed_again() {
    let test = "what_a_revoked_key_signed_is_refused_and_signed_again";
    for purpose in [Purpose::Proof, Purpose::Token] {
        let campus = Campus::open_with(in_public).await;
        let (_, id) = holder(&campus, "ana").await;
        campus.run_jobs().await;
        let (shown, _) = facts(&campus, &id).await;
        let (old, token) = (credential(&campus, &id).await, verify(&campus.guest(), &id, TOKEN).await.text());
        let posted = letters(&campus).await;
        campus.clock.advance(hours(1));
        revoke_key(&campus, purpose).await;
        assert_eq!(facts(&campus, &id).await, (shown.clone(), "key-revoked".to_owned()));
        let page = verify(&campus.guest(), &id, "text/html").await.text();
        assert!(page.contains("Being renewed"), "{page}");
        let now = said(test, &campus.guest(), std::slice::from_ref(&old), std::slice::from_ref(&token)).await;
        if let Some((documents, jwts)) = now {
            let refused = if purpose == Purpose::Proof { &documents[0] } else { &jwts[0] };
            assert!(refused.starts_with("refused"), "{documents:?} {jwts:?}");
        }

        campus.run_jobs().await;
        hear_of_keys(&campus);
        assert_eq!(
            facts(&campus, &id).await,
            (shown, "verified".to_owned()),
            "serial, dates and all else are as they were"
        );
        let new = credential(&campus, &id).await;
        for member in ["id", "validFrom", "credentialSubject", "credentialStatus"] {
            assert_eq!(new[member], old[member], "{member}");
        }
        assert_eq!(letters(&campus).await, posted, "nobody is written to");
        let token = verify(&campus.guest(), &id, TOKEN).await.text();
        if let Some((documents, jwts)) = said(test, &campus.guest(), &[new], &[token]).await {
            assert_eq!((documents[0].as_str(), jwts[0].as_str()), ("valid", "valid"));
        }
    }
}

#[actix_web::test]
async fn a_key_that_is_revoked_while_another_is_seen_to_has_its_credentials_signed_again_too() {
    let campus = Campus::open_with(in_public).await;
    let (_, id) = holder(&campus, "ana").await;
    revoke_key(&campus, Purpose::Proof).await;
    let mut payload = only_payload(&campus, "sign-certificates").await;
    let mut steps = 0;
    loop {
        let step = (handler("sign-certificates").run)(campus.app.clone().into_inner(), payload).await.expect("a step");
        steps += 1;
        assert!(steps < 20, "it comes to an end");
        let Step::Continue(next) = step else { break };
        payload = next;
        // Ana's has been signed again, and whoever goes on has come past it.
        if steps == 2 {
            revoke_key(&campus, Purpose::Proof).await;
        }
    }
    hear_of_keys(&campus);
    assert_eq!(facts(&campus, &id).await.1, "verified");
}

#[actix_web::test]
async fn one_address_answers_in_the_form_that_is_wanted() {
    let campus = Campus::open_with(in_public).await;
    let (_, id) = holder(&campus, "ana").await;
    let guest = campus.guest();
    for (accept, content_type) in [
        ("text/html", "text/html; charset=utf-8"),
        ("application/json", "application/json"),
        (CREDENTIAL, CREDENTIAL),
        ("application/ld+json", "application/ld+json"),
        ("application/vc+ld+json;q=0.9, text/html;q=0.1", "application/vc+ld+json"),
        (TOKEN, TOKEN),
        ("application/jwt, application/json;q=0.9", "application/jwt"),
        // What nobody asks for in earnest.
        ("application/vc%0d%0aX-Evil: 1", "text/html; charset=utf-8"),
        ("application/vc;q=\t1,\u{fffd}", "text/html; charset=utf-8"),
        (&format!("application/{}", "x".repeat(4_000)), "text/html; charset=utf-8"),
        (&",".repeat(4_000), "text/html; charset=utf-8"),
    ] {
        let answer = verify(&guest, &id, accept).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, Some(content_type)), "{accept}");
        assert!(answer.header("vary").is_some_and(|vary| vary.contains("accept,")));
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
        assert!(answer.names().all(|name| !name.eq_ignore_ascii_case("x-evil")));
        let links = answer.header("link").expect("links");
        for media_type in ["text/html", "application/json", CREDENTIAL, TOKEN] {
            let link = format!("<https://college.example.org/verify/{id}>; rel=\"alternate\"; type=\"{media_type}\"");
            assert!(links.contains(&link), "{links}");
        }
        let etag = answer.header("etag").expect("a tag").to_owned();
        let again = guest.with_header("accept", accept).with_header("if-none-match", &etag);
        assert_eq!(again.get(&format!("/verify/{id}")).await.status, 304, "{accept}");
    }
    let unknown = verify(&guest, &"0".repeat(32), CREDENTIAL).await;
    unknown.assert_problem(404, "certificate-unknown");
    assert_eq!(unknown.header("link"), None);
    let page = verify(&guest, &id, "text/html").await.text();
    assert!(page.contains("Genuine: it was checked for this page."), "{page}");
}

#[actix_web::test]
async fn keys_and_lists_are_for_anybody_from_anywhere() {
    let campus = Campus::open_with(in_public).await;
    let guest = campus.guest();
    let early = guest.get("/.well-known/did.json").await;
    early.assert_status(200);
    let (_, id) = holder(&campus, "ana").await;
    for (path, content_type) in [
        ("/.well-known/did.json", "application/did+json"),
        ("/.well-known/jwks.json", "application/jwk-set+json"),
        ("/credentials/status/revocation/1", CREDENTIAL),
        ("/credentials/status/suspension/1", CREDENTIAL),
    ] {
        let answer = guest.get(path).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, Some(content_type)), "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"), "{path}");
        assert_eq!(answer.header("cache-control"), Some("public, max-age=300"), "{path}");
        assert!(answer.header("ratelimit-remaining").is_some(), "{path}");
        let etag = answer.header("etag").expect("a tag").to_owned();
        assert_eq!(guest.with_header("if-none-match", &etag).get(path).await.status, 304, "{path}");
    }
    assert_eq!(
        guest.get("/.well-known/did.json").await.body,
        early.body,
        "the keys were there before they were needed"
    );
    let did = early.json();
    assert_eq!(
        (&did["id"], did["verificationMethod"].as_array().map(Vec::len)),
        (&json!("did:web:college.example.org"), Some(2))
    );
    let listed = credential(&campus, &id).await["credentialStatus"]["statusListCredential"].clone();
    assert_eq!(path(&listed), "/credentials/status/suspension/1");
    for nothing in ["suspension/2", "suspension/0", "suspension/-1", "suspension/x", "message/1", "Revocation/1", "x/1"]
    {
        guest.get(&format!("/credentials/status/{nothing}")).await.assert_problem(404, "not-found");
    }
}

/// The indexes that are set in a list.
/// The places of a status list that are set.
pub async fn set(client: &Client, purpose: &str) -> Vec<u32> {
    use virtual_college::formats::credential::status::{ENTRIES, StatusBits};
    let list = client.get(&format!("/credentials/status/{purpose}/1")).await;
    list.assert_status(200);
    let list = list.json();
    assert_eq!(list["credentialSubject"]["statusPurpose"], purpose);
    let bits = StatusBits::decode(list["credentialSubject"]["encodedList"].as_str().expect("a list")).expect("bits");
    (0..ENTRIES).filter(|index| bits.get(*index) == Some(true)).collect()
}

#[actix_web::test]
async fn a_list_says_what_does_not_stand_and_every_instance_hears_of_it() {
    let campus = Campus::open_with(in_public).await;
    let (_, id) = holder(&campus, "ana").await;
    let (_, elsewhere) = campus.another_instance().await;
    let index: u32 = credential(&campus, &id).await["credentialStatus"]["statusListIndex"]
        .as_str()
        .and_then(|index| index.parse().ok())
        .expect("an index");
    let guest = campus.guest();
    for client in [&guest, &elsewhere] {
        assert_eq!((set(client, "revocation").await, set(client, "suspension").await), (vec![], vec![]));
    }
    let of_one = guest.get("/credentials/status/suspension/1").await.body;
    assert_eq!(elsewhere.get("/credentials/status/suspension/1").await.body, of_one, "the same bytes everywhere");

    let suspend = |tx: &mut Tx<'_>| {
        diesel::update(credentials::table).set(credentials::suspended.eq(true)).execute(tx.conn())?;
        Ok(virtual_college::db::announce(tx, "status-list", "1")?)
    };
    campus.app.db.write(suspend).await.expect("suspend");
    campus.app.certificates.forget(id.parse().expect("an id"));
    assert_eq!((set(&guest, "revocation").await, set(&guest, "suspension").await), (vec![], vec![index]));
    campus.clock.advance(hours(1));
    revoke(&campus, &id).await;
    assert_eq!((set(&guest, "revocation").await, set(&guest, "suspension").await), (vec![index], vec![index]));
    eventually(async || set(&elsewhere, "revocation").await == [index]).await;

    let of_today = guest.get("/credentials/status/revocation/1").await.json();
    campus.clock.advance(days(1));
    let of_tomorrow = guest.get("/credentials/status/revocation/1").await.json();
    assert_eq!(of_tomorrow["validFrom"], of_today["validFrom"], "since when it says so");
    assert!(
        of_tomorrow["validUntil"].as_str() > of_today["validUntil"].as_str(),
        "an old copy does not stand for long"
    );
}

#[actix_web::test]
async fn a_list_that_is_half_full_is_followed_by_another() {
    let campus = Campus::open_with(in_public).await;
    let (_, first) = holder(&campus, "ana").await;
    let fill = |tx: &mut Tx<'_>| {
        diesel::update(status_lists::table).set(status_lists::taken.eq(65_535)).execute(tx.conn())?;
        Ok(())
    };
    campus.app.db.write(fill).await.expect("fill");
    let mut lists = vec![path(&credential(&campus, &first).await["credentialStatus"]["statusListCredential"])];
    for name in ["ben", "cy"] {
        let person = campus.person(name).await;
        completes(&campus, &person, SLUG, "en").await;
        campus.run_jobs().await;
        let id = certificate(&person).await["id"].as_str().expect("an id").to_owned();
        lists.push(path(&credential(&campus, &id).await["credentialStatus"]["statusListCredential"]));
    }
    assert_eq!(lists, [1, 1, 2].map(|number| format!("/credentials/status/suspension/{number}")));
}

#[actix_web::test]
async fn a_credential_that_was_altered_in_the_database_is_found_out() {
    for (from, to) in [("\"ana\"", "\"eva\""), ("87.5", "97.5"), ("proofValue\":\"z", "proofValue\":\"z2")] {
        let campus = Campus::open_with(in_public).await;
        let (_, id) = holder(&campus, "ana").await;
        let alter = move |tx: &mut Tx<'_>| {
            let document: String = credentials::table.select(credentials::document).first(tx.conn())?;
            let altered = document.replacen(from, to, 1);
            assert_ne!(altered, document);
            diesel::update(credentials::table).set(credentials::document.eq(altered)).execute(tx.conn())?;
            Ok(())
        };
        campus.app.db.write(alter).await.expect("alter");
        assert_eq!(verify(&campus.guest(), &id, "application/json").await.json()["state"], "altered");
        verify(&campus.guest(), &id, CREDENTIAL).await.assert_problem(409, "certificate-altered");
    }
    // One that is genuine, and somebody else's.
    let campus = Campus::open_with(in_public).await;
    let (_, id) = holder(&campus, "ana").await;
    let ben = campus.person("ben").await;
    completes(&campus, &ben, SLUG, "en").await;
    campus.run_jobs().await;
    let swap = |tx: &mut Tx<'_>| {
        let all: Vec<String> = credentials::table.select(credentials::document).load(tx.conn())?;
        for (own, other) in [(&all[0], &all[1]), (&all[1], &all[0])] {
            let marked = format!("{other} ");
            let row = credentials::table.filter(credentials::document.eq(own));
            diesel::update(row).set(credentials::document.eq(marked)).execute(tx.conn())?;
        }
        Ok(())
    };
    campus.app.db.write(swap).await.expect("swap");
    assert_eq!(verify(&campus.guest(), &id, "application/json").await.json()["state"], "altered");
}

#[actix_web::test]
async fn signing_and_checking_take_the_same_number_of_statements_each_time() {
    let campus = Campus::open_with(in_public).await;
    course(&campus, Issue::OnCompletion).await;
    let total = || campus.app.db.statements().total();
    let mut counts = Vec::new();
    for name in ["ana", "ben", "cy", "dee"] {
        let person = campus.person(name).await;
        completes(&campus, &person, SLUG, "en").await;
        let before = total();
        campus.run_jobs().await;
        let issuing = total() - before;
        let id = certificate(&person).await["id"].as_str().expect("an id").to_owned();
        let before = total();
        verify(&campus.guest(), &id, CREDENTIAL).await.assert_status(200);
        let checking = total() - before;
        let before = total();
        verify(&campus.guest(), &id, TOKEN).await.assert_status(200);
        assert_eq!(total(), before, "what was checked is remembered");
        counts.push((issuing, checking));
    }
    // The first run does whatever happens regularly, too.
    assert!(counts[1..].iter().all(|count| *count == counts[1]) && counts[1].1 <= 5, "{counts:?}");
}
