//! What a certificate costs to print and to sign: processor time of one thread for each of many people, the credential attached, and what the process
//! holds in memory meanwhile. `benches/run --certificates` starts it.
#![allow(clippy::print_stdout, reason = "a benchmark prints")]

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use time::macros::datetime;
use uuid::Uuid;
use virtual_college::certificates::render::{
    Attachment, DEFAULT_FONT_DIRECTORIES, Face, Fact, Official, Renderer, template_sha256,
};
use virtual_college::clock::Timestamp;
use virtual_college::formats::credential::achievement::{AchievementCredential, Award, BasisPoints, Course, Issuer};
use virtual_college::formats::credential::status::{StatusPlace, StatusPurpose};
use virtual_college::formats::credential::{LocalSigner, Signer as _, did, integrity, jwt};

/// As the College has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// With every letter that a name may bring, from the fonts of the system.
const MOST_MEMORY_MIB: f64 = 120.0;
const DID: &str = "did:web:college.example.org";
const SIGNED: usize = 1_000;
const MOST_SIGNING_MS: f64 = 1.0;
/// As large as a credential of the College.
const CREDENTIAL_BYTES: usize = 4_500;

/// Certificates of one kind.
struct Row {
    what: &'static str,
    face: fn(usize) -> Face,
    count: usize,
    /// A second of one core.
    least: Option<f64>,
}

const ROWS: [Row; 4] = [
    Row { what: "a Latin name, in English", face: latin, count: 2_000, least: Some(100.0) },
    Row { what: "an Arabic name, in Arabic", face: arabic, count: 500, least: Some(70.0) },
    Row { what: "a Chinese name, in English", face: chinese, count: 500, least: None },
    Row { what: "a Latin name, in English, once more", face: latin_again, count: 2_000, least: Some(100.0) },
];

fn main() -> ExitCode {
    let directories = DEFAULT_FONT_DIRECTORIES.map(PathBuf::from);
    let Ok(renderer) = Renderer::new(&directories) else { return ExitCode::FAILURE };
    let mut is_reached = true;
    for row in ROWS {
        // What is made once is no part of any one.
        if let Err(error) = renderer.render(&(row.face)(0)) {
            println!("{:<40} not printed: {error}", row.what);
            continue;
        }
        let (before, held) = (processor_time(), memory_mib());
        let printed = (1..=row.count).filter(|number| renderer.render(&(row.face)(*number)).is_ok()).count();
        let spent = processor_time().saturating_sub(before).as_secs_f64();
        let (rate, milliseconds) = (row.count as f64 / spent, spent * 1000.0 / row.count as f64);
        let goal = row.least.map(|least| format!(", goal {least}")).unwrap_or_default();
        println!(
            "{:<40} {printed} of {}: {milliseconds:.1} ms, {rate:.0} a second of a core{goal}; {held:.0} MiB before, {:.0} after",
            row.what,
            row.count,
            memory_mib(),
        );
        is_reached &= printed == row.count && row.least.is_none_or(|least| rate >= least);
    }
    is_reached &= sign();
    let most = memory_mib();
    println!("{:<40} {most:.0} MiB, goal {MOST_MEMORY_MIB}", "held in the end");
    if is_reached && most <= MOST_MEMORY_MIB { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Both signatures of many credentials, one after the other.
fn sign() -> bool {
    let prover = LocalSigner::ed25519(&[1; 32]);
    let Ok(tokener) = LocalSigner::p256(&[1; 32]) else { return false };
    let name = |signer: &LocalSigner| did::method(DID, &signer.public_key());
    let signed_at = Timestamp::from_micros(1_806_000_000_000_000);
    let before = processor_time();
    let signed = (0..SIGNED).filter(|number| {
        let credential = AchievementCredential::new(award(*number));
        integrity::sign(&credential, &prover, &name(&prover), signed_at).is_ok()
            && jwt::sign(&credential, &tokener, &name(&tokener)).is_ok()
    });
    let signed = signed.count();
    let milliseconds = processor_time().saturating_sub(before).as_secs_f64() * 1000.0 / SIGNED as f64;
    println!(
        "{:<40} {signed} of {SIGNED}: {milliseconds:.2} ms, goal {MOST_SIGNING_MS}",
        "signing, a proof and a token"
    );
    signed == SIGNED && milliseconds <= MOST_SIGNING_MS
}

fn award(number: usize) -> Award {
    let list = |purpose: &str| format!("https://college.example.org/credentials/status/{purpose}/1");
    let place = u32::try_from(number).unwrap_or_default();
    Award {
        id: format!("https://college.example.org/verify/{number:032x}"),
        issuer: Issuer {
            did: DID.to_owned(),
            name: "CITES Virtual College".to_owned(),
            url: "https://college.example.org".to_owned(),
        },
        name: "Certificate of completion".to_owned(),
        subject: Uuid::from_u128(number as u128),
        holder: latin(number).name,
        serial: format!("VC-2027-{number:08}"),
        course: Course {
            id: "https://college.example.org/courses/customs".to_owned(),
            name: "CITES for customs officers".to_owned(),
            description: "An online course of 6 hours.".to_owned(),
            criteria: "All modules completed and 80 % reached in the final assessment.".to_owned(),
            version: "2".to_owned(),
            language: "en".to_owned(),
            hours: Some(6),
        },
        grade: Some(BasisPoints(8_750)),
        valid_from: Timestamp::from_micros(1_806_000_000_000_000),
        valid_until: None,
        status: vec![
            StatusPlace::new(&list("revocation"), StatusPurpose::Revocation, place),
            StatusPlace::new(&list("suspension"), StatusPurpose::Suspension, place),
        ],
    }
}

fn fact(label: &str, value: &str) -> Fact {
    Fact { label: label.to_owned(), value: value.to_owned() }
}

/// A name of its own for everybody, so that nothing of a page is known from another.
fn latin(number: usize) -> Face {
    let serial = format!("VC-2027-{number:08}");
    Face {
        template: template_sha256(),
        shows_emblem: true,
        logos: Vec::new(),
        colours: None,
        locale: "en".to_owned(),
        rtl: false,
        issuer: "Secretariat of the Convention".to_owned(),
        name: format!("{} Rakotomalala {}", letters(number, 'A'), letters(number * 7 + 3, 'A')),
        name_locale: None,
        course: "CITES for customs officers".to_owned(),
        title: "Certificate of completion".to_owned(),
        certify: "This is to certify that".to_owned(),
        statement: "has successfully completed the course".to_owned(),
        detail_lines: vec![
            "6 hours of study · Final grade: 92%".to_owned(),
            "Language studied: English · Version 2".to_owned(),
        ],
        note: None,
        issued: fact("Issued on", "26 November 2026"),
        valid_until: Some(fact("Valid until", "26 November 2029")),
        serial_label: "Serial number".to_owned(),
        verify_label: "Verify this certificate at".to_owned(),
        verify_url: format!("https://college.example.org/verify/{number:032x}"),
        qr_alt: "QR code with the address at which this certificate can be verified".to_owned(),
        officials: vec![Official { name: "The Secretariat".to_owned(), role: "CITES".to_owned(), signature: None }],
        test_mark: None,
        attachment: Some(Attachment {
            media_type: "application/vc".to_owned(),
            description: format!("The credential of {serial}"),
            bytes: serial.bytes().cycle().take(CREDENTIAL_BYTES).collect(),
        }),
        serial,
        issued_at: datetime!(2026-11-26 12:00 UTC),
    }
}

fn latin_again(number: usize) -> Face {
    latin(1_000_000 + number)
}

fn arabic(number: usize) -> Face {
    Face {
        locale: "ar".to_owned(),
        rtl: true,
        name: format!("محمد {} الأنصاري", letters(number, 'ب')),
        title: "شهادة إتمام".to_owned(),
        certify: "نشهد بأن".to_owned(),
        statement: "قد أتم الدورة التدريبية بنجاح".to_owned(),
        issued: fact("تاريخ الإصدار", "26 نوفمبر 2026"),
        ..latin(2_000_000 + number)
    }
}

fn chinese(number: usize) -> Face {
    Face {
        name: format!("王{}", letters(number, '一')),
        name_locale: Some("zh".to_owned()),
        ..latin(3_000_000 + number)
    }
}

/// A number, as a word of sixteen letters that follow one.
fn letters(number: usize, first: char) -> String {
    let letter = |shift: u32| {
        let step = u32::try_from(number >> shift & 15).unwrap_or_default();
        char::from_u32(u32::from(first) + step).unwrap_or(first)
    };
    (0..4).map(|place| letter(place * 4)).collect()
}

/// Of this thread.
fn processor_time() -> Duration {
    let account = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = account.split_whitespace().next().and_then(|text| text.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or_default())
}

/// What the process holds now.
fn memory_mib() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let held =
        status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.trim().strip_suffix(" kB")?.parse::<f64>().ok());
    held.unwrap_or_default() / 1024.0
}
