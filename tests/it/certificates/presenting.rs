//! What anybody brings to be verified: files that carry a credential, and numbers with names.

use std::process::Command;

use actix_web::http::Method;
use diesel::prelude::*;
use serde_json::{Value, json};
use virtual_college::db::Tx;
use virtual_college::db::schema::certificate_renditions as renditions;
use virtual_college::formats::credential::carrier::LARGEST;
use virtual_college::formats::credential::{LocalSigner, Signer, did, integrity, jwt};
use virtual_college::keys;

use super::credentials::*;
use super::school::*;
use crate::support::{Answer, Campus, Client, hours, not_run};

const DID: &str = "did:web:college.example.org";

pub async fn show(client: &Client, kind: &str, bytes: impl Into<Vec<u8>>) -> Answer {
    client.send(Method::POST, "/verify", Some((kind, bytes.into()))).await
}

/// The answer to a file, and the certificate beside it.
async fn judged(campus: &Campus, bytes: impl Into<Vec<u8>>) -> (String, Value) {
    let answer = show(&campus.guest(), "application/octet-stream", bytes).await;
    answer.assert_status(200);
    let mut json = answer.json();
    (json["answer"].as_str().expect("a word").to_owned(), json["certificate"].take())
}

pub async fn pdf(holder: &Client, id: &str, language: &str) -> Vec<u8> {
    let answer = holder.get(&format!("/api/v1/certificates/{id}/pdf?lang={language}")).await;
    answer.assert_status(200).body.clone()
}

/// A number and a name, as a form without a file sends them.
async fn inquire(client: &Client, serial: &str, name: &str) -> Answer {
    let form = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("serial", serial)
        .append_pair("name", name)
        .finish();
    show(client, "application/x-www-form-urlencoded", form).await
}

/// A form as a browser sends it.
fn form(parts: &[(&str, &str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, file, bytes) in parts {
        let file = if file.is_empty() { String::new() } else { format!("; filename=\"{file}\"") };
        let head = format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n");
        body.extend([head.as_bytes(), bytes, b"\r\n"].concat());
    }
    [body, b"--x--\r\n".to_vec()].concat()
}

const FORM: &str = "multipart/form-data; boundary=x";

#[actix_web::test]
async fn a_certificate_is_known_in_whatever_it_comes() {
    let campus = Campus::open_with(in_public).await;
    let (ana, id) = holder(&campus, "ana").await;
    let badge = async |format: &str| ana.get(&format!("/api/v1/certificates/{id}/badge?format={format}")).await.body;
    let facts = verify(&campus.guest(), &id, "application/json").await.json();
    let files = [
        ("pdf", pdf(&ana, &id, "en").await),
        ("pdf", pdf(&ana, &id, "fr").await),
        ("pdf", pdf(&ana, &id, "es").await),
        ("svg", badge("svg").await),
        ("png", badge("png").await),
        ("json", verify(&campus.guest(), &id, CREDENTIAL).await.body),
        ("jwt", verify(&campus.guest(), &id, TOKEN).await.body),
    ];
    for (carrier, file) in &files {
        for kind in ["application/octet-stream", "text/plain", "image/gif", "application/json", ""] {
            let answer = show(&campus.guest(), kind, file.clone()).await;
            answer.assert_status(200);
            let json = answer.json();
            assert_eq!((json["answer"].as_str(), json["carrier"].as_str()), (Some("valid"), Some(*carrier)), "{kind}");
            assert_eq!(json["certificate"], facts, "what is told is the record");
        }
        let sent =
            show(&campus.guest(), FORM, form(&[("file", "a.bin", file), ("serial", "", b""), ("name", "", b"")])).await;
        assert_eq!(sent.json()["answer"], "valid", "{carrier}");
    }
    let answer = show(
        &campus.guest(),
        FORM,
        form(&[("file", "", b""), ("serial", "", b"VC-2027-00000001"), ("name", "", b"ana")]),
    )
    .await;
    assert_eq!((&answer.json()["answer"], &answer.json()["carrier"]), (&json!("valid"), &Value::Null));
    assert_eq!(answer.header("set-cookie"), None);
    assert_eq!(answer.header("x-robots-tag"), Some("noindex, nofollow"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));

    revoke(&campus, &id).await;
    for (carrier, file) in files {
        let (answer, certificate) = judged(&campus, file).await;
        assert_eq!((answer.as_str(), &certificate["state"]), ("revoked", &json!("revoked")), "{carrier}");
        assert_eq!(certificate["revocation"]["reason"], "misconduct");
    }
}

/// A PDF that a tool has written anew; `None` where that is missing.
fn rewritten(pdf: &[u8], options: &[&str]) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().ok()?;
    let (from, to) = (folder.path().join("a.pdf"), folder.path().join("b.pdf"));
    std::fs::write(&from, pdf).ok()?;
    let done = Command::new("qpdf").args(options).arg(&from).arg(&to).status().ok()?;
    assert!(done.success(), "{options:?}");
    std::fs::read(to).ok()
}

#[actix_web::test]
async fn an_edited_page_around_a_genuine_credential_is_called_out() {
    let campus = Campus::open_with(in_public).await;
    let (ana, id) = holder(&campus, "ana").await;
    let genuine = pdf(&ana, &id, "en").await;
    let mut edited = vec![
        [&genuine[..], b"\n% edited"].concat(),
        [&genuine[..], b"\n7 0 obj << /Type /Page >> endobj\ntrailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"]
            .concat(),
    ];
    let mut flipped = genuine.clone();
    let at = genuine.windows(6).position(|word| word == b"stream").expect("a stream") + 20;
    flipped[at] ^= 1;
    edited.push(flipped);
    let whole = [&["--object-streams=generate", "--compress-streams=y"][..], &["--qdf"], &["--linearize"]];
    match whole.map(|options| rewritten(&genuine, options)) {
        [None, ..] => {
            not_run("an_edited_page_around_a_genuine_credential_is_called_out (rewritten)", "qpdf is missing");
        }
        all => edited.extend(all.into_iter().flatten()),
    }
    for file in &edited {
        let (answer, certificate) = judged(&campus, file.clone()).await;
        assert_eq!(answer, "altered", "{}", String::from_utf8_lossy(file));
        assert_eq!((&certificate["state"], &certificate["name"]), (&json!("valid"), &json!("ana")), "as it should be");
    }
    let reader = campus.guest().with_header("accept", "text/html").speaking("en");
    let page = show(&reader, "application/pdf", edited.remove(0)).await;
    let text = page.assert_status(200).text();
    let parts = ["<strong>Altered</strong>", "answer bad", "VC-2027-00000001", "State of the certificate", "Valid"];
    for part in parts {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    assert_eq!(judged(&campus, genuine).await.0, "valid");
}

#[actix_web::test]
async fn a_genuine_pdf_is_known_though_its_hash_was_lost_with_a_day_of_the_database() {
    let campus = Campus::open_with(in_public).await;
    let (ana, id) = holder(&campus, "ana").await;
    let files = [pdf(&ana, &id, "en").await, pdf(&ana, &id, "es").await];
    let lose = |tx: &mut Tx<'_>| Ok(diesel::delete(renditions::table).execute(tx.conn())?);
    assert_eq!(campus.app.db.write(lose).await.expect("lose"), 2);
    for file in files {
        assert_eq!(judged(&campus, [&file[..], b" "].concat()).await.0, "altered");
        assert_eq!(judged(&campus, file).await.0, "valid");
    }
}

#[actix_web::test]
async fn what_was_signed_by_others_or_changed_is_told_apart() {
    let campus = Campus::open_with(in_public).await;
    let (_, id) = holder(&campus, "ana").await;
    let genuine = credential(&campus, &id).await;
    let token = verify(&campus.guest(), &id, TOKEN).await.text();
    let (prover, tokener) = (LocalSigner::ed25519(&[7; 32]), LocalSigner::p256(&[7; 32]).expect("a key"));
    let mut unsigned = genuine.clone();
    unsigned.as_object_mut().expect("an object").remove("proof");
    let with_grade = altered(&unsigned, "87.5", "99.5");
    let at = campus.clock.now();
    let forged = integrity::sign(&with_grade, &prover, &did::method(DID, &prover.public_key()), at).expect("signed");
    let forged_token = jwt::sign(&with_grade, &tokener, &did::method(DID, &tokener.public_key())).expect("signed");
    let mut addition = genuine.clone();
    addition["credentialSubject"]["honours"] = json!("cum laude");
    for (file, answer, is_known) in [
        (altered(&genuine, "\"ana\"", "\"eva\"").to_string(), "altered", true),
        (altered(&genuine, "87.5", "97.5").to_string(), "altered", true),
        (addition.to_string(), "altered", true),
        (unsigned.to_string(), "altered", true),
        (altered_token(&token, "\"ana\"", "\"eva\""), "altered", true),
        (altered(&genuine, &id, &"0".repeat(32)).to_string(), "altered", false),
        (forged, "foreign-key", true),
        (forged_token, "foreign-key", true),
        (altered(&genuine, DID, "did:web:evil.example.org").to_string(), "foreign-issuer", false),
        (altered(&genuine, DID, "did:web:college.example.org.evil.example").to_string(), "foreign-issuer", false),
    ] {
        let (told, certificate) = judged(&campus, file.clone()).await;
        assert_eq!((told.as_str(), certificate.is_object()), (answer, is_known), "{file}");
        if is_known {
            assert_eq!((&certificate["name"], &certificate["grade_basis_points"]), (&json!("ana"), &json!(8_750)));
        }
    }
    let foreign = altered(&genuine, DID, "did:web:evil.example.org").to_string();
    let answer = show(&campus.guest(), CREDENTIAL, foreign.clone()).await.json();
    assert_eq!(answer["foreign_issuer"], "did:web:evil.example.org");
    let page =
        show(&campus.guest().with_header("accept", "text/html").speaking("fr"), CREDENTIAL, foreign).await.text();
    assert!(
        page.contains("<strong>Ne vient pas de ce Collège</strong>") && page.contains("evil.example.org"),
        "{page}"
    );
}

#[actix_web::test]
async fn a_genuine_signature_without_a_record_is_unknown() {
    let campus = Campus::open_with(in_public).await;
    let (_, id) = holder(&campus, "ana").await;
    let mut other = altered(&credential(&campus, &id).await, &id, &"0".repeat(32));
    other.as_object_mut().expect("an object").remove("proof");
    let master = campus.app.keychain.master();
    let sign = move |tx: &mut Tx<'_>| {
        let (signer, now) = (keys::signing(tx, &master)?.proof.signer, tx.now());
        Ok(integrity::sign(&other, &*signer, &did::method(DID, &signer.public_key()), now).expect("signed"))
    };
    let signed = campus.app.db.write(sign).await.expect("signed");
    assert_eq!(judged(&campus, signed).await, ("unknown".to_owned(), Value::Null));
}

#[actix_web::test]
async fn files_of_before_a_key_was_followed_hold_and_those_of_a_revoked_key_do_not() {
    let campus = Campus::open_with(in_public).await;
    let (ana, id) = holder(&campus, "ana").await;
    let old = [pdf(&ana, &id, "en").await, credential(&campus, &id).await.to_string().into_bytes()];
    rotate_keys(&campus).await;
    for file in &old {
        assert_eq!(judged(&campus, file.clone()).await.0, "valid");
    }
    let first = credential(&campus, &id).await["proof"][0]["verificationMethod"].as_str().expect("a name").to_owned();
    let kid = first.split_once('#').expect("a name").1.to_owned();
    let (master, at) = (campus.app.keychain.master(), campus.clock.now());
    let revoke = move |tx: &mut Tx<'_>| {
        let why = keys::Revocation { at, compromised_at: at, reason: keys::RevocationReason::KeyCompromise };
        keys::revoke(tx, &master, &kid, &why)?;
        virtual_college::certificates::sign_now(tx)
    };
    campus.app.db.write(revoke).await.expect("revoke");
    hear_of_keys(&campus);
    for file in &old {
        let (answer, certificate) = judged(&campus, file.clone()).await;
        assert_eq!((answer.as_str(), &certificate["name"]), ("withdrawn-key", &json!("ana")));
    }
    let did_document = campus.guest().get("/.well-known/did.json").await.text();
    assert!(
        !did_document.contains(first.split_once('#').expect("a name").1),
        "a revoked key is not named: {did_document}"
    );
    campus.run_jobs().await;
    hear_of_keys(&campus);
    let session = campus.sign_in(&ana.email).await.json();
    let ana = campus.guest().with_token(session["access_token"].as_str().expect("a token"));
    assert_eq!(judged(&campus, pdf(&ana, &id, "en").await).await.0, "valid", "it was signed again");
}

#[actix_web::test]
async fn a_number_is_worth_nothing_without_its_name() {
    let campus = Campus::open_with(in_public).await;
    let (_, id) = holder(&campus, "ana").await;
    let guest = campus.guest();
    for (serial, name) in
        [("VC-2027-00000001", "ana"), (" vc – 2027 – 00000001 ", "  ÁNA "), ("VC-2027-00000001", "Ana.")]
    {
        let json = inquire(&guest, serial, name).await.json();
        assert_eq!((&json["answer"], &json["certificate"]["id"]), (&json!("valid"), &json!(id)), "{serial} {name}");
    }
    let mut told = Vec::new();
    for (serial, name) in [
        ("VC-2027-00000001", "eva"),
        ("VC-2027-00000001", "an"),
        ("VC-2027-00000001", "%"),
        ("VC-2027-00000002", "ana"),
        ("VC-2027-0000000%", "ana"),
        ("' OR 1=1 --", "ana"),
        ("\0", "\0"),
        ("VC-2027-00000001", "-"),
    ] {
        let before = campus.app.db.statements().total();
        let answer = inquire(&guest, serial, name).await;
        told.push((answer.status, answer.text(), campus.app.db.statements().total() - before));
    }
    assert!(told.iter().all(|one| *one == told[0]), "{told:?}");
    assert_eq!((told[0].0, told[0].1.as_str(), told[0].2), (200, "{\"answer\":\"unknown\"}", 1));
    for (serial, name, pointer) in [("", "ana", "/serial"), ("VC-2027-00000001", " ", "/name")] {
        inquire(&guest, serial, name).await.assert_field(pointer, "field-missing");
    }
    let reader = guest.with_header("accept", "text/html").speaking("en");
    let page = inquire(&reader, "VC-2027-00000001", " ").await;
    assert!(page.assert_status(422).text().contains("<li><a href=\"#name\">Name</a> – "), "it says what is missing");
    let page = inquire(&reader, "VC-2027-00000001", "eva").await;
    assert!(page.text().contains("<strong>Unknown</strong>") && !page.text().contains("<dl>"), "{}", page.text());
}

#[actix_web::test]
async fn whoever_guesses_is_told_to_wait_and_nobody_else() {
    let campus = Campus::open_with(in_public).await;
    let (_, id) = holder(&campus, "ana").await;
    let guest = campus.guest();
    for _ in 0..30 {
        inquire(&guest, "VC-2027-00000001", "eva").await.assert_status(200);
    }
    inquire(&guest, "VC-2027-00000001", "ana").await.assert_problem(429, "rate-limited");
    let page = guest.with_header("accept", "text/html");
    let told = inquire(&page, "VC-2027-00000001", "ana").await;
    assert_eq!((told.status, told.header("content-type")), (429, Some("text/html; charset=utf-8")), "{}", told.text());
    let signed = credential(&campus, &id).await.to_string();
    let answer = show(&guest, CREDENTIAL, signed.clone()).await;
    assert_eq!(answer.header("ratelimit-limit"), Some("3000"));
    let left: u64 = answer.header("ratelimit-remaining").and_then(|left| left.parse().ok()).expect("a number");
    for _ in 0..left / 30 {
        campus.app.visits.admit([127, 0, 0, 1].into(), 30, campus.clock.now()).expect("within the limit");
    }
    show(&guest, CREDENTIAL, signed.clone()).await.assert_problem(429, "rate-limited");
    campus.clock.advance(hours(1));
    show(&guest, CREDENTIAL, signed).await.assert_status(200);
    inquire(&guest, "VC-2027-00000001", "ana").await.assert_status(200);
}

#[actix_web::test]
async fn a_test_is_called_a_test_and_an_expired_certificate_expired() {
    let campus = Campus::open().await;
    holder(&campus, "ana").await;
    let page =
        inquire(&campus.guest().with_header("accept", "text/html").speaking("en"), "VC-2027-00000001", "ana").await;
    assert!(page.text().contains("<strong>TEST – Valid</strong>"), "{}", page.text());

    let campus = Campus::open_with(in_public).await;
    let (_, id) = holder_until(&campus, "ana", "2027-03-02T12:00:00Z").await;
    campus.clock.advance(hours(5));
    for file in [credential(&campus, &id).await.to_string(), verify(&campus.guest(), &id, TOKEN).await.text()] {
        assert_eq!(judged(&campus, file).await.0, "expired");
    }
}

#[actix_web::test]
async fn what_cannot_be_judged_is_refused_in_clear_words() {
    let campus = Campus::open_with(in_public).await;
    let (ana, id) = holder(&campus, "ana").await;
    let genuine = pdf(&ana, &id, "en").await;
    let guest = campus.guest().speaking("fr");
    let mut files = vec![
        (Vec::new(), 415, "verification-file-unrecognised"),
        (b"hello".to_vec(), 415, "verification-file-unrecognised"),
        (b"null".to_vec(), 415, "verification-file-unrecognised"),
        (b"<html></html>".to_vec(), 415, "verification-file-unrecognised"),
        (b"\x1f\x8b\x08\0".to_vec(), 415, "verification-file-unrecognised"),
        (b"{}".to_vec(), 422, "verification-file-damaged"),
        (b"{\"issuer\":".to_vec(), 422, "verification-file-damaged"),
        ([b"{\"a\":".repeat(50_000), b"1".to_vec()].concat(), 422, "verification-file-damaged"),
        (b"a.b.c".to_vec(), 422, "verification-file-damaged"),
        (b"<svg/>".to_vec(), 422, "verification-credential-missing"),
        (b"<svg><a></svg>".to_vec(), 422, "verification-file-damaged"),
        (b"%PDF-1.7\n%%EOF".to_vec(), 422, "verification-credential-missing"),
        (b"%PDF-1.7\n".to_vec(), 422, "verification-file-damaged"),
        (b"\x89PNG\r\n\x1a\n".to_vec(), 422, "verification-file-damaged"),
        (vec![b'{'; LARGEST + 1], 413, "body-too-large"),
    ];
    match rewritten(&genuine, &["--encrypt", "a", "b", "256", "--"]) {
        Some(encrypted) => files.push((encrypted, 422, "verification-file-encrypted")),
        None => not_run("what_cannot_be_judged_is_refused_in_clear_words (encrypted)", "qpdf is missing"),
    }
    // The page alone proves nothing.
    if let Some(bare) = rewritten(&genuine, &["--remove-attachment=credential.json"]) {
        files.push((bare, 422, "verification-credential-missing"));
    }
    for (file, status, code) in files {
        let shown = String::from_utf8_lossy(&file[..file.len().min(60)]).into_owned();
        let answer = show(&guest, "application/octet-stream", file.clone()).await;
        assert_eq!(answer.status, status, "{shown}");
        answer.assert_problem(status, code);
        assert_eq!(answer.header("content-language"), Some("fr"));
        let page = show(&guest.with_header("accept", "text/html"), FORM, form(&[("file", "a", &file)])).await;
        if !file.is_empty() {
            let title = answer.json()["title"].as_str().expect("a title").to_owned();
            assert_eq!((page.status, page.header("content-language")), (status, Some("fr")), "{shown}");
            assert!(
                page.text().contains(&format!("<strong>{title}</strong>")) && page.text().contains("<form "),
                "{}",
                page.text()
            );
        }
        campus.clock.advance(hours(1));
    }
    for (kind, body, status, code) in [
        (FORM, b"".to_vec(), 400, "request-malformed"),
        (FORM, b"--x\r\nnonsense".to_vec(), 400, "request-malformed"),
        (FORM, form(&[("file", "a", b"")]), 422, "body-invalid"),
        (FORM, form(&vec![("a", "", &b"b"[..]); 40]), 400, "request-malformed"),
        ("multipart/form-data", form(&[]), 400, "request-malformed"),
        ("application/x-www-form-urlencoded", b"serial=%ff%00&surprise=1".to_vec(), 422, "body-invalid"),
        ("application/x-www-form-urlencoded", vec![b'a'; 100_000], 413, "body-too-large"),
    ] {
        show(&guest, kind, body).await.assert_problem(status, code);
    }
}

#[actix_web::test]
async fn the_form_is_a_small_page_in_every_language_and_works_by_itself() {
    let campus = Campus::open_with(in_public).await;
    for (query, language, direction, button) in [
        ("?lang=en", "en", "ltr", "Verify"),
        ("?lang=fr", "fr", "ltr", "Vérifier"),
        ("?lang=es", "es", "ltr", "Verificar"),
        ("?lang=ar-XB", "ar-XB", "rtl", ""),
    ] {
        let page = campus.guest().get(&format!("/verify{query}")).await;
        page.assert_status(200);
        let text = page.text();
        for part in [
            format!("<html lang=\"{language}\" dir=\"{direction}\">"),
            format!("<form method=\"post\" action=\"/verify?lang={language}\" enctype=\"multipart/form-data\">"),
            "<label for=\"file\">".to_owned(),
            "<label for=\"serial\">".to_owned(),
            "<label for=\"name\">".to_owned(),
            format!("<button>{button}"),
        ] {
            assert!(text.contains(&part), "{part} is not in {text}");
        }
        assert!(!text.contains("<script") && page.body.len() < 30_000, "{}", page.body.len());
        assert_eq!(page.header("x-robots-tag"), Some("noindex, nofollow"));
        assert_eq!(page.header("set-cookie"), None);
        assert!(page.header("content-security-policy").is_some_and(|policy| policy.contains("form-action 'self'")));
    }
    let (ana, id) = holder(&campus, "ana").await;
    let browser = campus.guest().with_header("accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    let file = pdf(&ana, &id, "en").await;
    for (language, headline) in [("en", "Valid"), ("fr", "Valable"), ("es", "Válido")] {
        let body = form(&[("file", "a.pdf", &file)]);
        let page = browser.send(Method::POST, &format!("/verify?lang={language}"), Some((FORM, body))).await;
        assert!(page.text().contains(&format!("<strong>{headline}</strong>")), "{}", page.text());
        assert!(page.body.len() < 30_000, "{}", page.body.len());
    }
}
