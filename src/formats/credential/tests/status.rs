//! Lists of bits.

use std::collections::BTreeSet;
use std::io::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::{REVOKED_LIST, parsed, published};
use crate::formats::credential::conformance;
use crate::formats::credential::status::{ENTRIES, StatusBits, StatusPlace, StatusPurpose};

#[test]
fn what_is_set_is_read_and_nothing_else() {
    let set: BTreeSet<u32> = [0, 7, 8, 94_567, ENTRIES - 1].into();
    let bits = StatusBits::new(1, &set);
    let text = bits.encode().expect("packed");
    assert_eq!(StatusBits::decode(&text).as_ref(), Ok(&bits));
    for index in 0..ENTRIES {
        assert_eq!(bits.get(index), Some(set.contains(&index)), "{index}");
    }
    assert_eq!(bits.get(ENTRIES), None);
    assert_eq!(bits.get(u32::MAX), None);
    assert_eq!(text, StatusBits::new(ENTRIES, &set).encode().expect("packed"), "the same list has the same text");
}

/// Bitstring Status List 1.0, §2.2: the example, a list of 131,072 zeros.
#[test]
fn the_list_of_the_specification_is_read() {
    let text = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA";
    assert_eq!(StatusBits::decode(text), Ok(StatusBits::new(ENTRIES, &BTreeSet::new())));
}

#[test]
fn what_is_no_list_is_refused() {
    let pack = |bytes: usize| {
        let mut packer = GzEncoder::new(Vec::new(), Compression::best());
        packer.write_all(&vec![0; bytes]).expect("packed");
        format!("u{}", URL_SAFE_NO_PAD.encode(packer.finish().expect("packed")))
    };
    let decode = |text: &str| StatusBits::decode(text).map_err(|error| error.to_string());
    assert!(decode(&pack(16_384)).is_ok());
    for (text, word) in [
        (pack(16_383), "fewer"),
        (pack(64 * 1024 * 1024), "too many"),
        (pack(16_384)[1..].to_owned(), "multibase"),
        ("u!!".to_owned(), "base64url"),
        ("uAAAA".to_owned(), "unpack"),
    ] {
        let refusal = decode(&text).expect_err(word);
        assert!(refusal.contains(word), "{refusal}");
    }
}

#[test]
fn the_published_list_conforms() {
    let list = parsed(&published(REVOKED_LIST, StatusPurpose::Revocation, &[3].into()));
    assert_eq!(conformance::check(&list), Ok(()));
    assert_eq!(list["credentialSubject"]["statusPurpose"], "revocation");
    assert_eq!(list["credentialSubject"]["id"], format!("{REVOKED_LIST}#list"));
    let place = serde_json::to_value(StatusPlace::new(REVOKED_LIST, StatusPurpose::Suspension, 3)).expect("JSON");
    assert_eq!(place["statusListIndex"], "3");
    assert_eq!(place["statusPurpose"], "suspension");
}
