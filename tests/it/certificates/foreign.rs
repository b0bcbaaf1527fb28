//! What programs that know nothing of us say of certificates: openbadgeslib of their credentials, pikepdf of their pages.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};
use virtual_college::courses::model::ContentHash;
use virtual_college::keys::Purpose;

use super::credentials::*;
use super::presenting::pdf;
use super::school::*;
use crate::support::{Campus, Person, python_says};

const ISSUER: &str = "did:web:college.example.org";
const DID_DOCUMENT: &str = "https://college.example.org/.well-known/did.json";

/// What is shown to a verifier elsewhere, and when.
struct Shown<'a> {
    credentials: Vec<String>,
    tokens: Vec<String>,
    pictures: Map<String, Value>,
    issuer: &'a str,
    now: &'a str,
}

impl Shown<'_> {
    /// What the library says of it, with the keys and lists that are published now.
    async fn judged(self, test: &str, campus: &Campus) -> Option<Value> {
        let guest = campus.guest();
        let list = "/credentials/status/suspension/1";
        let mut documents = json!({ DID_DOCUMENT: guest.get("/.well-known/did.json").await.text() });
        // It takes a list as a token only.
        documents[format!("https://college.example.org{list}")] =
            guest.with_header("accept", TOKEN).get(list).await.assert_status(200).text().into();
        documents["https://other.example.org/.well-known/did.json"] = documents[DID_DOCUMENT]
            .as_str()
            .expect("a text")
            .replace("college.example.org", "other.example.org")
            .into();
        let Shown { credentials, tokens, pictures, issuer, now } = self;
        let input = json!({
            "issuer": issuer, "documents": documents, "credentials": credentials, "tokens": tokens, "pictures": pictures,
            "now": now,
        });
        python_says(test, ("openbadgeslib", "openbadges_check.py"), input.to_string().as_bytes())
    }
}

fn shown(credentials: Vec<String>, tokens: Vec<String>) -> Shown<'static> {
    Shown { credentials, tokens, pictures: Map::new(), issuer: ISSUER, now: "2027-03-02T12:00:00Z" }
}

#[track_caller]
fn assert_said(said: &Value, of: &str, words: &[&str]) {
    let verdicts: Vec<&str> = said[of].as_array().expect("verdicts").iter().filter_map(Value::as_str).collect();
    assert_eq!(verdicts.len(), words.len(), "{verdicts:#?}");
    for (verdict, word) in verdicts.iter().zip(words) {
        assert!(verdict.starts_with(word), "{word}: {verdicts:#?}");
    }
}

async fn picture(holder: &Person, id: &str, format: &str) -> Value {
    let badge = holder.get(&format!("/api/v1/certificates/{id}/badge?format={format}")).await;
    STANDARD.encode(&badge.assert_status(200).body).into()
}

#[actix_web::test]
async fn openbadgeslib_accepts_what_stands_and_refuses_the_rest() {
    let test = "openbadgeslib_accepts_what_stands_and_refuses_the_rest";
    let campus = Campus::open_with(in_public).await;
    let (ana, id) = holder(&campus, "ana").await;
    let genuine = verify(&campus.guest(), &id, CREDENTIAL).await.text();
    let token = verify(&campus.guest(), &id, TOKEN).await.text();
    let changed = altered_token(&token, "\"ana\"", "\"eva\"");
    let credentials = vec![
        genuine.clone(),
        genuine.replace("\"ana\"", "\"eva\""),
        genuine.replace("87.5", "97.5"),
        genuine.replace("\"licenseNumber\"", "\"honours\":\"cum laude\",\"licenseNumber\""),
        genuine.replace(ISSUER, "did:web:other.example.org"),
    ];
    let mut all = shown(credentials, vec![token.clone(), changed]);
    for format in ["svg", "png"] {
        all.pictures.insert(format.to_owned(), picture(&ana, &id, format).await);
    }
    let Some(said) = all.judged(test, &campus).await else { return };
    assert_said(&said, "credentials", &["valid", "refused", "refused", "refused", "refused"]);
    assert_said(&said, "tokens", &["valid", "refused"]);
    assert_eq!((said["svg"].as_str(), said["png"].as_str()), (Some(genuine.as_str()), Some(genuine.as_str())));

    let both = || shown(vec![genuine.clone()], vec![token.clone()]);
    let other = Shown { issuer: "did:web:other.example.org", ..both() };
    let said = other.judged(test, &campus).await.expect("verdicts");
    assert_said(&said, "credentials", &["refused"]);
    assert_said(&said, "tokens", &["refused"]);
    let early = Shown { now: "2027-03-01T12:00:00Z", ..both() };
    let said = early.judged(test, &campus).await.expect("verdicts");
    assert_said(&said, "credentials", &["refused"]);
    assert_said(&said, "tokens", &["refused"]);

    revoke(&campus, &id).await;
    let said = both().judged(test, &campus).await.expect("verdicts");
    assert_said(&said, "credentials", &["refused: Credential status 'suspension' is set"]);
    assert_said(&said, "tokens", &["refused: Credential status 'suspension' is set"]);
}

#[actix_web::test]
async fn openbadgeslib_refuses_what_has_expired() {
    let campus = Campus::open_with(in_public).await;
    let (_, id) = holder_until(&campus, "ana", "2027-06-01T00:00:00Z").await;
    let genuine = verify(&campus.guest(), &id, CREDENTIAL).await.text();
    let token = verify(&campus.guest(), &id, TOKEN).await.text();
    for (now, word) in
        [("2027-03-02T12:00:00Z", "valid"), ("2027-03-03T12:00:00Z", "valid"), ("2027-06-02T12:00:00Z", "refused")]
    {
        let both = Shown { now, ..shown(vec![genuine.clone()], vec![token.clone()]) };
        let Some(said) = both.judged("openbadgeslib_refuses_what_has_expired", &campus).await else { return };
        assert_said(&said, "credentials", &[word]);
        assert_said(&said, "tokens", &[word]);
    }
}

#[actix_web::test]
async fn openbadgeslib_refuses_what_a_revoked_key_signed_and_accepts_what_a_retired_one_did() {
    let test = "openbadgeslib_refuses_what_a_revoked_key_signed_and_accepts_what_a_retired_one_did";
    for purpose in [Purpose::Proof, Purpose::Token] {
        let campus = Campus::open_with(in_public).await;
        let (_, id) = holder(&campus, "ana").await;
        let genuine = verify(&campus.guest(), &id, CREDENTIAL).await.text();
        let token = verify(&campus.guest(), &id, TOKEN).await.text();
        let both = || shown(vec![genuine.clone()], vec![token.clone()]);
        revoke_key(&campus, purpose).await;
        let Some(said) = both().judged(test, &campus).await else { return };
        let (of, other) = if purpose == Purpose::Proof { ("credentials", "tokens") } else { ("tokens", "credentials") };
        assert_said(&said, of, &["refused"]);
        // The list is a token too, signed with the key that took the place of a revoked one.
        assert_said(&said, other, &["valid"]);
    }
    let campus = Campus::open_with(in_public).await;
    let (_, id) = holder(&campus, "ana").await;
    let genuine = verify(&campus.guest(), &id, CREDENTIAL).await.text();
    let token = verify(&campus.guest(), &id, TOKEN).await.text();
    rotate_keys(&campus).await;
    let said = shown(vec![genuine], vec![token]).judged(test, &campus).await.expect("verdicts");
    assert_said(&said, "credentials", &["valid"]);
    assert_said(&said, "tokens", &["valid"]);
}

#[actix_web::test]
async fn pikepdf_finds_an_archivable_accessible_page_with_the_credential_attached() {
    let test = "pikepdf_finds_an_archivable_accessible_page_with_the_credential_attached";
    let campus = Campus::open_with(in_public).await;
    let (ana, id) = holder(&campus, "ana").await;
    let credential = verify(&campus.guest(), &id, CREDENTIAL).await.body;
    let sha256 = ContentHash::of(&credential).to_string();
    for language in ["en", "fr", "es"] {
        let file = pdf(&ana, &id, language).await;
        let Some(facts) = python_says(test, ("pikepdf", "pdf_check.py"), &file) else { return };
        assert_eq!(
            (&facts["part"], &facts["conformance"], &facts["ua"]),
            (&json!("3"), &json!("A"), &json!("1")),
            "{facts:#}"
        );
        assert_eq!((&facts["pages"], &facts["encrypted"], &facts["problems"]), (&json!(1), &json!(false), &json!([])));
        assert_eq!(
            (&facts["language"], &facts["marked"], &facts["shows_title"]),
            (&json!(language), &json!(true), &json!(true))
        );
        assert!(facts["title"].as_str().is_some_and(|title| !title.is_empty()));
        assert_eq!((&facts["intents"], &facts["active"]), (&json!(["/GTS_PDFA1"]), &json!([])));
        let tags: Vec<&str> =
            facts["tags"].as_array().expect("tags").iter().filter_map(|tag| tag["tag"].as_str()).collect();
        assert_eq!(tags.first(), Some(&"Document"), "{tags:?}");
        let headings: Vec<&&str> = tags.iter().filter(|tag| tag.starts_with('H')).collect();
        assert_eq!(headings.first(), Some(&&"H1"), "{tags:?}");
        let figures = facts["tags"].as_array().expect("tags").iter().filter(|tag| tag["tag"] == "Figure");
        assert!(figures.clone().count() > 0 && figures.clone().all(|figure| figure["alt"].is_string()), "{facts:#}");
        let fonts = facts["fonts"].as_array().expect("fonts");
        assert!(
            !fonts.is_empty() && fonts.iter().all(|font| font["embedded"] == true && font["unicode"] == true),
            "{fonts:#?}"
        );
        assert_eq!(facts["attachments"].as_object().map(Map::len), Some(1));
        let attached = &facts["attachments"]["credential.json"];
        assert_eq!(
            (&attached["sha256"], &attached["type"]),
            (&json!(sha256), &json!("application/vc")),
            "{attached:#}"
        );
        assert_eq!(facts["associated"], json!([attached["relationship"]]), "{facts:#}");
        assert!(
            ["/Source", "/Data", "/Alternative", "/Supplement"].iter().any(|one| attached["relationship"] == *one),
            "{attached:#}"
        );
    }
}
