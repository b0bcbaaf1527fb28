//! What programs that know nothing of us find in the file. Each says so by name when its program is not installed.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::tempdir;

use super::BARE;
use super::samples::{TEST_MARK, arabic, english};
use crate::certificates::render::Face;

/// What the program prints. None if it is not installed.
fn ask(test: &str, program: &str, arguments: &[&str]) -> Option<String> {
    let Ok(output) = Command::new(program).args(arguments).output() else {
        super::not_run(test, &format!("{program} is not installed (apt-get install qpdf poppler-utils zbar-tools)"));
        return None;
    };
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {arguments:?}: {said} {complaint}");
    Some(said)
}

fn with_pdf(face: &Face, test: impl FnOnce(&str, &Path)) {
    let directory = tempdir().expect("a directory");
    let path = directory.path().join("certificate.pdf");
    fs::write(&path, BARE.render(face).expect("a certificate")).expect("a file");
    test(path.to_str().expect("a plain path"), directory.path());
}

fn has(bytes: &[u8], part: &str) -> bool {
    bytes.windows(part.len()).any(|window| window == part.as_bytes())
}

#[test]
fn the_file_claims_pdf_a_3a_and_pdf_ua_1() {
    let pdf = BARE.render(&english()).expect("a certificate");
    for claim in ["<pdfaid:part>3<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<"] {
        assert!(has(&pdf, claim), "{claim}");
    }
}

#[test]
fn qpdf_finds_no_fault_and_the_credential_within() {
    with_pdf(&english(), |pdf, _| {
        const TEST: &str = "qpdf_finds_no_fault_and_the_credential_within";
        let Some(said) = ask(TEST, "qpdf", &["--check", pdf]) else { return };
        assert!(said.contains("No syntax or stream encoding errors found"), "{said}");
        let attachment = ask(TEST, "qpdf", &["--show-attachment=credential.json", pdf]);
        assert_eq!(attachment.as_deref(), Some(r#"{"type":["VerifiableCredential"]}"#));
    });
}

#[test]
fn pdfinfo_sees_one_tagged_page_with_its_title_and_date() {
    with_pdf(&english(), |pdf, _| {
        const TEST: &str = "pdfinfo_sees_one_tagged_page_with_its_title_and_date";
        let Some(said) = ask(TEST, "pdfinfo", &["-isodates", pdf]) else { return };
        let field = |name: &str| {
            let line = said.lines().find(|line| line.starts_with(name)).unwrap_or_default();
            line.split_once(':').map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
        };
        assert_eq!(field("Pages"), "1");
        assert_eq!(field("Tagged"), "yes");
        assert!(field("Page size").contains("A4"), "{said}");
        assert!(field("Title").contains("Zoë Nuñez-Šimůnková"), "{said}");
        assert!(field("CreationDate").starts_with("2026-11-23T12:30:05"), "{said}");
    });
}

#[test]
fn a_screen_reader_meets_headings_serial_officials_and_the_code_s_meaning() {
    with_pdf(&english().marked_as_test(), |pdf, _| {
        const TEST: &str = "a_screen_reader_meets_headings_serial_officials_and_the_code_s_meaning";
        let Some(tree) = ask(TEST, "pdfinfo", &["-struct-text", pdf]) else { return };
        let at = |part: &str| tree.find(part).unwrap_or_else(|| panic!("{part} in {tree}"));
        assert!(at("H1") < at("Certificate of Completion"), "{tree}");
        assert!(at("Certificate of Completion") < at("H2"), "{tree}");
        assert!(at("H2") < at("Introduction to the Convention"), "{tree}");
        for part in [TEST_MARK, "VC-2026-00000042", "Dr Āriā Te Whāiti", "Figure", "Link"] {
            at(part);
        }
    });
}

#[test]
fn pdftotext_reads_the_words() {
    for (face, parts) in [
        (english(), vec!["Zoë Nuñez-Šimůnková", "Issued on", "VC-2026-00000042"]),
        (
            arabic(),
            vec!["ABS 101", "VC-2026-00000042", "https://college.example.org/verify/5H2MZ4Q8T1V9XK3RBN7WCD6PJA"],
        ),
    ] {
        with_pdf(&face, |pdf, _| {
            let Some(text) = ask("pdftotext_reads_the_words", "pdftotext", &["-layout", pdf, "-"]) else { return };
            for part in parts {
                assert!(text.contains(part), "{part} in {text}");
            }
        });
    }
}

#[test]
fn the_code_on_the_rendered_page_leads_to_the_verification() {
    const TEST: &str = "the_code_on_the_rendered_page_leads_to_the_verification";
    for face in [english(), arabic(), english().marked_as_test()] {
        with_pdf(&face, |pdf, directory| {
            let image = directory.join("page");
            let image = image.to_str().expect("a plain path");
            let drawn = ask(TEST, "pdftoppm", &["-r", "110", "-png", "-singlefile", pdf, image]);
            if drawn.is_none() {
                return;
            }
            let Some(read) = ask(TEST, "zbarimg", &["--quiet", "--raw", &format!("{image}.png")]) else { return };
            assert_eq!(read.trim(), face.verify_url);
        });
    }
}
