//! Showing a credential elsewhere: a picture with it inside, and a check without a network.

use virtual_college::keys::Purpose;

use super::credentials::*;
use super::presenting::pdf;
use super::school::*;
use crate::support::{Campus, college, run};

#[actix_web::test]
async fn the_command_tells_offline_what_is_genuine() {
    let campus = Campus::open_with(in_public).await;
    let (ana, id) = holder(&campus, "ana").await;
    let place = |name: &str| campus.directory.path().join(name).to_str().expect("UTF-8").to_owned();
    let keep = |name: &str, bytes: &[u8]| std::fs::write(place(name), bytes).expect("write");
    let genuine = credential(&campus, &id).await;
    keep("credential.json", genuine.to_string().as_bytes());
    keep("token.jwt", verify(&campus.guest(), &id, TOKEN).await.text().as_bytes());
    keep("altered.json", altered(&genuine, "\"ana\"", "\"eva\"").to_string().as_bytes());
    keep("did.json", &campus.guest().get("/.well-known/did.json").await.body);
    keep("list.json", &campus.guest().get("/credentials/status/suspension/1").await.body);
    let certificate = pdf(&ana, &id, "fr").await;
    keep("certificate.pdf", &certificate);
    keep("edited.pdf", &[&certificate[..], b"\n% edited"].concat());
    for format in ["svg", "png"] {
        let badge = ana.get(&format!("/api/v1/certificates/{id}/badge?format={format}")).await;
        keep(&format!("badge.{format}"), &badge.assert_status(200).body);
    }
    keep("altered.svg", badge_of_another(&place("badge.svg")).as_bytes());
    keep("scan.pdf", b"%PDF-1.7\n%%EOF");
    let tell = |file: &str, more: &[&str]| {
        let (file, did) = (place(file), place("did.json"));
        let arguments = ["verify", &file, "--did", &did, "--at", "2027-03-02T12:00:00Z"];
        run(college(&[&arguments[..], more].concat()))
    };
    let list = place("list.json");
    for file in ["credential.json", "token.jwt"] {
        tell(file, &[]).assert_code(0).assert_says("name         ana").assert_says("Genuine. Whether it was withdrawn");
        tell(file, &["--list", &list]).assert_code(0).assert_says("Valid.");
    }
    for file in ["certificate.pdf", "edited.pdf", "badge.svg", "badge.png"] {
        let told = tell(file, &["--list", &list]);
        told.assert_code(0).assert_says("name         ana").assert_says("grade        87.5").assert_says("Valid.");
        told.assert_says("Compare the above with what the file shows");
    }
    tell("altered.svg", &[]).assert_code(1).assert_says("it was changed after it was signed");
    tell("scan.pdf", &[]).assert_code(1).assert_says("there is no credential in this pdf");
    tell("altered.json", &[]).assert_code(1).assert_says("it was changed after it was signed");
    tell("did.json", &[]).assert_code(1).assert_says("It cannot be judged");
    tell("credential.json", &["--list", &place("credential.json")]).assert_code(1).assert_says("the list");
    let ran = tell("nowhere.json", &[]);
    ran.assert_code(1).assert_says("reading");

    revoke(&campus, &id).await;
    keep("list.json", &campus.guest().get("/credentials/status/suspension/1").await.body);
    tell("credential.json", &["--list", &list]).assert_code(1).assert_says("do not accept it");
    revoke_key(&campus, Purpose::Proof).await;
    keep("did.json", &campus.guest().get("/.well-known/did.json").await.body);
    tell("credential.json", &[]).assert_code(1).assert_says("has withdrawn");
    tell("token.jwt", &[]).assert_code(0);
}

fn badge_of_another(path: &str) -> String {
    std::fs::read_to_string(path).expect("a badge").replace("\"ana\"", "\"eva\"")
}

#[actix_web::test]
async fn the_command_tells_what_has_expired() {
    let campus = Campus::open_with(in_public).await;
    let (ana, id) = holder_until(&campus, "ana", "2027-06-01T00:00:00Z").await;
    let place = |name: &str| campus.directory.path().join(name).to_str().expect("UTF-8").to_owned();
    let did = place("did.json");
    std::fs::write(&did, campus.guest().get("/.well-known/did.json").await.body).expect("write");
    std::fs::write(place("a.pdf"), pdf(&ana, &id, "en").await).expect("write");
    for (now, code, words) in
        [("2027-05-31T00:00:00Z", 0, "Genuine. Whether"), ("2027-06-02T00:00:00Z", 1, "and expired")]
    {
        let told = run(college(&["verify", &place("a.pdf"), "--did", &did, "--at", now]));
        told.assert_code(code).assert_says(words).assert_says("valid until");
    }
}

#[actix_web::test]
async fn a_badge_is_a_picture_with_the_credential_in_it() {
    let campus = Campus::open_with(in_public).await;
    let (ana, id) = holder(&campus, "ana").await;
    let signed = verify(&campus.guest(), &id, CREDENTIAL).await.text();
    let path = format!("/api/v1/certificates/{id}/badge");
    let svg = ana.get(&format!("{path}?format=svg")).await;
    assert_eq!((svg.status, svg.header("content-type")), (200, Some("image/svg+xml")));
    assert_eq!(svg.header("content-disposition"), Some("attachment; filename=\"VC-2027-00000001.svg\""));
    assert!(svg.text().contains(&format!("<openbadges:credential><![CDATA[{signed}]]></openbadges:credential>")));
    let png = ana.get(&format!("{path}?format=png")).await;
    assert_eq!((png.status, png.header("content-type")), (200, Some("image/png")));
    assert_eq!(text_in(&png.body), signed);
    assert!(ana.get(&format!("{path}?format=png")).await.body == png.body, "the same bytes");
    for wrong in ["", "?format=gif", "?format=svg&size=9"] {
        ana.get(&format!("{path}{wrong}")).await.assert_problem(400, "query-invalid");
    }
    let ben = campus.person("ben").await;
    ben.get(&format!("{path}?format=svg")).await.assert_problem(404, "certificate-unknown");
    revoke(&campus, &id).await;
    ana.get(&format!("{path}?format=svg")).await.assert_problem(409, "certificate-revoked");
}

/// The text in a PNG, read chunk by chunk.
fn text_in(png: &[u8]) -> String {
    let mut rest = &png[8..];
    while let Some((head, more)) = rest.split_first_chunk::<8>() {
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        if &head[4..] == b"iTXt" {
            let text = more[..length].strip_prefix(b"openbadgecredential\0\0\0\0\0").expect("the keyword");
            return String::from_utf8(text.to_vec()).expect("UTF-8");
        }
        rest = &more[length + 4..];
    }
    panic!("no text")
}
