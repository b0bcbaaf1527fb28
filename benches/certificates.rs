//! What a certificate costs to print: processor time of one thread for each of many people, the credential attached, and what the process
//! holds in memory meanwhile. `benches/run --certificates` starts it.
#![allow(clippy::print_stdout, reason = "a benchmark prints")]

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use time::macros::datetime;
use virtual_college::certificates::render::{
    Attachment, DEFAULT_FONT_DIRECTORIES, Face, Fact, Official, Renderer, template_sha256,
};

/// With every letter that a name may bring, from the fonts of the system.
const MOST_MEMORY_MIB: f64 = 120.0;
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
    let most = memory_mib();
    println!("{:<40} {most:.0} MiB, goal {MOST_MEMORY_MIB}", "held in the end");
    if is_reached && most <= MOST_MEMORY_MIB { ExitCode::SUCCESS } else { ExitCode::FAILURE }
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
