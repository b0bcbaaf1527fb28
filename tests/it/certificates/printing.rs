//! PDFs. What needs a tool of the system says so by name when the tool is absent.

use std::process::Command;

use diesel::prelude::*;
use sha2::{Digest as _, Sha256};
use virtual_college::courses::model::Issue;
use virtual_college::db::schema::certificate_renditions;

use super::school::*;
use crate::support::{Campus, not_run};

/// The text of a PDF; `None`, and a word about it, when there is no `pdftotext`.
pub fn text_of(pdf: &[u8]) -> Option<String> {
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), pdf).expect("write");
    let Ok(output) = Command::new("pdftotext").arg(file.path()).arg("-").output() else {
        not_run("the texts of PDFs", "no pdftotext (apt-get install poppler-utils)");
        return None;
    };
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn check_syntax(pdf: &[u8]) {
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), pdf).expect("write");
    match Command::new("qpdf").arg("--check").arg(file.path()).output() {
        Ok(output) => assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr)),
        Err(_) => not_run("the syntax of PDFs", "no qpdf (apt-get install qpdf)"),
    }
}

/// The credential in a PDF; `None`, and a word about it, when there is no `qpdf`.
fn attached_to(pdf: &[u8]) -> Option<Vec<u8>> {
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), pdf).expect("write");
    let Ok(output) = Command::new("qpdf").arg("--show-attachment=credential.json").arg(file.path()).output() else {
        not_run("the attachments of PDFs", "no qpdf (apt-get install qpdf)");
        return None;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(output.stdout)
}

#[actix_web::test]
async fn a_certificate_is_printed_in_each_of_its_languages_and_always_the_same() {
    let campus = Campus::open_with(in_public).await;
    let ana = campus.person("ana").speaks("es").await;
    course(&campus, Issue::OnCompletion).await;
    completes_for(&campus, &ana, (SLUG, "fr"), Some("MG")).await;
    campus.run_jobs().await;
    let certificate = certificate(&ana).await;
    let id = certificate["id"].as_str().expect("an id");
    let path = format!("/api/v1/certificates/{id}/pdf");
    let signed = ana.with_header("accept", "application/vc").get(&format!("/verify/{id}")).await;
    signed.assert_status(200);
    let mut served = Vec::new();
    for (query, language, words) in [
        ("", "fr", ["Certificat d’achèvement", "2 mars 2027", "Langue d’étude : français", "Madagascar"]),
        ("?lang=en", "en", ["Certificate of completion", "2 March 2027", "Language studied: French", "Version 1"]),
        (
            "?lang=es-MX",
            "es",
            ["Certificado de finalización", "2 de marzo de 2027", "Idioma de estudio: francés", "Parte"],
        ),
    ] {
        let pdf = ana.get(&format!("{path}{query}")).await;
        pdf.assert_status(200);
        assert_eq!(pdf.header("content-type"), Some("application/pdf"));
        assert_eq!(pdf.header("content-language"), Some(language));
        let name = format!("attachment; filename=\"VC-2027-00000001-{language}.pdf\"");
        assert_eq!(pdf.header("content-disposition"), Some(name.as_str()));
        check_syntax(&pdf.body);
        if let Some(attached) = attached_to(&pdf.body) {
            assert!(attached == signed.body, "the credential is attached as it was signed");
        }
        if let Some(text) = text_of(&pdf.body) {
            for word in words.iter().chain(&["ana", "VC-2027-00000001", id]) {
                let (text, word) =
                    (text.split_whitespace().collect::<String>(), word.split_whitespace().collect::<String>());
                assert!(text.contains(&word), "{word} is not in {text}");
            }
            assert!(!text.contains("TEST"));
        }
        served.push(format!("{:x}", HexOf(&Sha256::digest(&pdf.body))));
        // Another process, with nothing in memory, prints the same bytes.
        let (_, other) = campus.another_instance().await;
        let again = other.with_token(&ana.access_token).get(&format!("{path}{query}")).await;
        assert!(again.body == pdf.body, "the same bytes");
        let etag = pdf.header("etag").expect("a tag").to_owned();
        assert!(!etag.starts_with("W/"));
        let known = ana.with_header("if-none-match", &etag).get(&format!("{path}{query}")).await;
        assert_eq!((known.status, known.body.len()), (304, 0));
    }
    let mut kept: Vec<String> = campus
        .app
        .db
        .read(|snapshot| {
            Ok(certificate_renditions::table.select(certificate_renditions::sha256).load(snapshot.conn())?)
        })
        .await
        .expect("renditions");
    kept.sort();
    served.sort();
    assert_eq!(kept, served);
}

struct HexOf<'a>(&'a [u8]);

impl std::fmt::LowerHex for HexOf<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

#[actix_web::test]
async fn a_language_that_is_not_there_is_refused_with_those_that_are() {
    let campus = Campus::open().await;
    let (ana, id) = holder(&campus, "ana").await;
    let path = format!("/api/v1/certificates/{id}/pdf");
    let refused = ana.get(&format!("{path}?lang=mg")).await;
    refused.assert_problem(404, "certificate-language-unavailable");
    assert!(refused.json()["detail"].as_str().is_some_and(|detail| detail.contains("en, es and fr")));
    ana.get(&format!("{path}?lang=no_such")).await.assert_problem(400, "language-unknown");
    ana.get(&format!("{path}?language=fr")).await.assert_problem(400, "query-invalid");
}

#[actix_web::test]
async fn a_test_says_so_on_paper_and_a_compressing_client_gets_the_bytes_as_they_are() {
    let campus = Campus::open().await;
    let (ana, id) = holder(&campus, "ana").await;
    let path = format!("/api/v1/certificates/{id}/pdf");
    let plain = ana.get(&path).await;
    let client = ana.with_header("accept-encoding", "br, gzip, zstd");
    assert!(client.get(&path).await.body == plain.body);
    if let Some(text) = text_of(&plain.body) {
        assert!(text.contains("TEST"), "{text}");
    }
}
