//! What carries a credential, what seems to, and what is built to hurt.

use std::io::Write as _;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use proptest::prelude::*;

use super::*;
use crate::formats::credential::bake;

const DOCUMENT: &str =
    r#"{"@context":["https://www.w3.org/ns/credentials/v2"],"issuer":"did:web:a","name":"Ünal ]]> <b>","proof":[]}"#;
const SVG: &str = "<svg xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\"><g id=\"a\"/></svg>";
const PNG: &[u8] = include_bytes!("../../../certificates/badge/badge.png");

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
    packer.write_all(bytes).expect("packed");
    packer.finish().expect("packed")
}

/// A file with these streams, as no table describes them.
fn pdf(streams: &[&[u8]], rest: &str) -> Vec<u8> {
    let objects = streams.iter().enumerate().flat_map(|(number, data)| {
        let head = format!("{number} 0 obj\n<< /Length {} >>\nstream\n", data.len());
        [head.as_bytes(), data, b"\nendstream\nendobj\n"].concat()
    });
    b"%PDF-1.7\n".iter().copied().chain(objects).chain(rest.bytes()).collect()
}

fn chunk(kind: &[u8], data: &[u8]) -> Vec<u8> {
    [&u32::try_from(data.len()).expect("short").to_be_bytes()[..], kind, data, &[0; 4]].concat()
}

/// A picture with these chunks.
fn png(chunks: &[Vec<u8>]) -> Vec<u8> {
    [png::SIGNATURE, &chunk(b"IHDR", &[0; 13]), &chunks.concat(), &chunk(b"IEND", b"")].concat()
}

fn text_chunk(head: &[u8], text: &[u8]) -> Vec<u8> {
    chunk(b"iTXt", &[b"openbadgecredential\0", head, text].concat())
}

fn found(file: &[u8]) -> Result<(Carrier, String), CarrierFault> {
    let carried = extract(file)?;
    Ok((carried.carrier, String::from_utf8(carried.credential).expect("UTF-8")))
}

#[test]
fn a_credential_is_found_in_whatever_carries_it() {
    let svg = bake::svg(SVG, DOCUMENT).expect("a picture");
    let token = "eyJhbGciOiJFUzI1NiJ9.e30.AAAA";
    let in_element = |text: &str| SVG.replace("<g id=\"a\"/>", text);
    let of_token = in_element(&format!("<openbadges:credential verify=\"{token}\"/>"));
    let in_svg = DOCUMENT.replace("]]>", "]]\\u003e");
    let escaped = in_element(&format!(
        "<openbadges:credential>\n{}</openbadges:credential>",
        DOCUMENT.replace('<', "&lt;").replace('>', "&gt;")
    ));
    for (file, carrier, credential) in [
        (DOCUMENT.as_bytes().to_vec(), Carrier::Json, DOCUMENT),
        (format!("\u{feff}{DOCUMENT}\r\n").into_bytes(), Carrier::Json, DOCUMENT),
        (format!("{token}\n").into_bytes(), Carrier::Jwt, token),
        (svg.into_bytes(), Carrier::Svg, &in_svg),
        (
            format!("<?xml version=\"1.0\"?>\n<!DOCTYPE svg PUBLIC \"a\" \"b\">\n{of_token}").into_bytes(),
            Carrier::Svg,
            token,
        ),
        (escaped.into_bytes(), Carrier::Svg, DOCUMENT),
        (bake::png(PNG, DOCUMENT).expect("a picture"), Carrier::Png, DOCUMENT),
        (png(&[text_chunk(b"\x01\0en\0name\0", &packed(DOCUMENT.as_bytes()))]), Carrier::Png, DOCUMENT),
        (pdf(&[&packed(b"q Q"), &packed(DOCUMENT.as_bytes())], "%%EOF"), Carrier::Pdf, DOCUMENT),
        (pdf(&[DOCUMENT.as_bytes()], "%%EOF"), Carrier::Pdf, DOCUMENT),
        (pdf(&[DOCUMENT.as_bytes(), &packed(DOCUMENT.as_bytes())], "%%EOF"), Carrier::Pdf, DOCUMENT),
        ([b"\n junk \n".to_vec(), pdf(&[DOCUMENT.as_bytes()], "%%EOF")].concat(), Carrier::Pdf, DOCUMENT),
    ] {
        assert_eq!(found(&file), Ok((carrier, credential.to_owned())), "{}", String::from_utf8_lossy(&file));
    }
}

#[test]
fn what_carries_none_is_told_apart() {
    use Carrier::{Pdf, Png, Svg};
    use CarrierFault::{Damaged, Empty, Encrypted, Several, TooLarge, Unrecognised};
    let other = DOCUMENT.replace("did:web:a", "did:web:b");
    let twice = "<openbadges:credential>{}</openbadges:credential><a><b:credential>[]</b:credential></a>";
    for (file, fault) in [
        (Vec::new(), Unrecognised),
        (b"hello".to_vec(), Unrecognised),
        (b"[1]".to_vec(), Unrecognised),
        (b"a.b".to_vec(), Unrecognised),
        (b"a..b".to_vec(), Unrecognised),
        (b"a.b.c.d".to_vec(), Unrecognised),
        (b"<html><body/></html>".to_vec(), Unrecognised),
        (b"PK\x03\x04".to_vec(), Unrecognised),
        (vec![b' '; LARGEST + 1], TooLarge),
        (pdf(&[], "%%EOF"), Empty(Pdf)),
        (pdf(&[b"{}", &packed(b"{\"a\":1}"), &packed(b"q Q")], "%%EOF"), Empty(Pdf)),
        (pdf(&[&packed(DOCUMENT.as_bytes())[..40]], "%%EOF"), Empty(Pdf)),
        (pdf(&[DOCUMENT.as_bytes(), other.as_bytes()], "%%EOF"), Several(Pdf)),
        (pdf(&[b"\x8a\x01"], "trailer << /Encrypt 5 0 R >>\n%%EOF"), Encrypted),
        (pdf(&[], ""), Damaged(Pdf)),
        (png(&[]), Empty(Png)),
        (png(&[chunk(b"tEXt", b"openbadgecredential\0{}")]), Empty(Png)),
        (png(&[text_chunk(b"\0\0\0\0", b"{}"), text_chunk(b"\0\0\0\0", b"{ }")]), Several(Png)),
        (png(&[text_chunk(b"\x02\0\0\0", b"{}")]), Damaged(Png)),
        (png(&[text_chunk(b"\0\0", b"")]), Damaged(Png)),
        (png(&[text_chunk(b"\x01\0\0\0", b"not packed")]), Damaged(Png)),
        (png::SIGNATURE.to_vec(), Damaged(Png)),
        ([png::SIGNATURE, b"\xff\xff\xff\xffiTXt"].concat(), Damaged(Png)),
        (SVG.as_bytes().to_vec(), Empty(Svg)),
        (SVG.replace("<g id=\"a\"/>", twice).into_bytes(), Several(Svg)),
        (SVG.replace("</svg>", "").into_bytes(), Damaged(Svg)),
        (b"<svg>\xff</svg>".to_vec(), Damaged(Svg)),
    ] {
        assert_eq!(found(&file), Err(fault), "{}", String::from_utf8_lossy(file.get(..400).unwrap_or(&file)));
    }
}

/// Each is as large as may be sent, and takes no longer than reading it.
#[test]
#[expect(clippy::disallowed_methods, reason = "how long it takes is what is tested")]
fn what_is_built_to_hurt_is_put_away_soon() {
    let zeros = packed(&vec![b' '; 60 * 1024 * 1024]);
    let object = packed(format!("{{\"a\":\"{}\"}}", "x".repeat(60_000)).as_bytes());
    let brace = packed(&[&b"{"[..], &vec![b' '; 60 * 1024 * 1024]].concat());
    let circle = "1 0 obj << /Type /ObjStm /Extends 1 0 R >> endobj xref 0 1 trailer << /Prev 9 >> startxref 9 %%EOF ";
    let entities = "<!ENTITY a \"x\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">";
    let many = LARGEST / 32;
    for (name, file) in [
        ("a bomb in each stream", pdf(&[&zeros, &brace, &zeros, &brace], "%%EOF")),
        ("one bomb after the other", pdf(&vec![&packed(&zeros)[..]; 500], "%%EOF")),
        ("objects as long as may be", pdf(&vec![&object[..]; 1_900], "%%EOF")),
        ("nothing but streams", pdf(&vec![&b"\x78"[..]; 60_000], "%%EOF")),
        ("streams within streams", [b"%PDF-", &b"stream\n{".repeat(LARGEST / 8 - 1)[..]].concat()),
        ("tables in circles", pdf(&[circle.repeat(40_000).as_bytes()], "%%EOF")),
        ("nested arrays", pdf(&["[".repeat(2_000_000).as_bytes()], "%%EOF")),
        ("a packed text that is a bomb", png(&[text_chunk(b"\x01\0\0\0", &brace)])),
        ("another text that is a bomb", png(&[chunk(b"zTXt", &[b"Comment\0\0", &zeros[..]].concat())])),
        ("nothing but chunks", png(&vec![chunk(b"tEXt", b""); LARGEST / 12 - 10])),
        (
            "other credentials",
            png(&(0..LARGEST / 45).map(|n| text_chunk(b"\0\0\0\0", &n.to_be_bytes())).collect::<Vec<_>>()),
        ),
        ("deep elements", [b"<svg>", &b"<a>".repeat(LARGEST / 3 - 5)[..]].concat()),
        ("attributes", format!("<svg {}/>", "a='' ".repeat(LARGEST / 6)).into_bytes()),
        ("names", format!("<svg>{}</svg>", "<credential/>".repeat(LARGEST / 14)).into_bytes()),
        ("entities", format!("<!DOCTYPE svg [{entities}]><svg>&c;</svg>").into_bytes()),
        ("a text outside", b"<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><svg>&a;</svg>".to_vec()),
        ("points", b".".repeat(many)),
    ] {
        assert!(file.len() <= LARGEST, "{name}: {}", file.len());
        let began = Instant::now();
        let found = extract(&file);
        // Of which a build that is optimised takes a tenth.
        assert!(began.elapsed() < Duration::from_secs(5), "{name}: {:?}", began.elapsed());
        assert!(found.is_err(), "{name}: {found:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is found stands in the file, or is no longer than a credential may be.
    #[test]
    fn no_bytes_make_it_stumble(
        head in prop::sample::select(vec![&b"%PDF-1.7\n"[..], png::SIGNATURE, b"<svg>", b"{", b"", b"a.b."]),
        pieces in prop::collection::vec(prop_oneof![
            prop::sample::select(vec![
                &b"stream\n"[..], b"stream\r\n{", b"endstream", b"\x78\x9c", b"/Encrypt", b"%%EOF", b"\0\0\0\x10iTXt",
                b"openbadgecredential\0\0\0\0\0", b"\0\0\0\0IEND\0\0\0\0", b"<credential>", b"</credential>", b"</svg>", b"<![CDATA[",
                b"verify='", DOCUMENT.as_bytes(),
            ]).prop_map(<[u8]>::to_vec),
            prop::collection::vec(any::<u8>(), 0..24),
        ], 0..24),
    ) {
        let file = [head.to_vec(), pieces.concat()].concat();
        if let Ok(carried) = extract(&file) {
            prop_assert!(carried.credential.len() <= file.len().max(CREDENTIAL_BYTES));
        }
    }

    /// A credential that was changed anywhere is found as it was changed, or not at all.
    #[test]
    fn what_is_found_is_what_is_there(at in 0..400_usize, byte in any::<u8>()) {
        let mut picture = bake::png(PNG, DOCUMENT).expect("a picture");
        let length = picture.len();
        *picture.get_mut(length - 1 - at).expect("a byte") = byte;
        if let Ok(Carried { credential, .. }) = extract(&picture) {
            prop_assert!(picture.windows(credential.len().max(1)).any(|bytes| bytes == credential));
        }
    }
}
