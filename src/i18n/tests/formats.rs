//! How languages write dates, numbers and lists.

use time::macros::date;

use super::locale;
use crate::clock::Timestamp;
use crate::i18n::{autonym, format, language_name};

#[test]
fn a_day_is_written_out_in_every_language() {
    for (tag, expected) in [
        ("en", "23 November 2026"),
        ("en-US", "November 23, 2026"),
        ("fr", "23 novembre 2026"),
        ("fr-CA", "23 novembre 2026"),
        ("es", "23 de noviembre de 2026"),
        ("es-MX", "23 de noviembre de 2026"),
        ("ar", "23 نوفمبر 2026"),
        ("zh", "2026年11月23日"),
        ("zh-Hant", "2026年11月23日"),
        ("ru", "23 ноября 2026\u{202f}г."),
        ("pt", "23 de novembro de 2026"),
        ("sw", "23 Novemba 2026"),
        // No data for these in ICU4X: their own by CLDR.
        ("mg", "23 Novambra 2026"),
        ("ln-CD", "23 sánzá ya zómi na mɔ̌kɔ́ 2026"),
        ("bm", "23 nowanburu 2026"),
        ("ki", "23 Mwere wa ikũmi na ũmwe 2026"),
        ("lg", "23 Novemba 2026"),
        ("sn", "2026 Mbudzi 23"),
        ("gn", "2026 Jasypateĩ 23"),
        ("ckb", "٢٣ی تشرینی دووەمی ٢٠٢٦"),
        ("dz", "སྤྱི་ལོ་༢༠༢༦ ཟླ་བཅུ་གཅིག་པ་ ཚེས་ ༢༣"),
        // CLDR has no names of months: English at the end of the chain, and never "2026 M11 23".
        ("ny", "23 November 2026"),
        ("qqq", "23 November 2026"),
        // The Gregorian calendar also where another one is customary.
        ("th", "23 พฤศจิกายน ค.ศ. 2026"),
        ("fa", "۲۳ نوامبر ۲۰۲۶"),
    ] {
        assert_eq!(format::long_date(date!(2026 - 11 - 23), &locale(tag)), expected, "{tag}");
    }
}

#[test]
fn no_language_that_has_a_name_writes_the_number_of_a_month_for_its_name() {
    for row in include_str!("../data/languages.tsv").lines().skip(1) {
        let tag = row.split('\t').next().expect("a tag");
        let day = format::long_date(date!(2026 - 11 - 23), &locale(tag));
        assert!(!day.contains("M11") && day.chars().filter(|c| c.is_numeric()).count() >= 6, "{tag}: {day}");
    }
}

#[test]
fn the_first_of_a_month_is_an_ordinal_in_french_alone() {
    for (tag, expected) in
        [("fr", "1er janvier 2027"), ("mg", "1 Janoary 2027"), ("es", "1 de enero de 2027"), ("en", "1 January 2027")]
    {
        assert_eq!(format::long_date(date!(2027 - 01 - 01), &locale(tag)), expected, "{tag}");
    }
    assert_eq!(format::long_date(date!(2027 - 01 - 11), &locale("fr")), "11 janvier 2027");
}

#[test]
fn a_moment_says_that_it_is_in_universal_time() {
    let moment = Timestamp::parse("2026-11-23T23:30:49-01:00").expect("a moment");
    for (tag, expected) in [
        ("en", "24 November 2026 at 00:30 UTC"),
        ("fr", "24 novembre 2026 à 00:30 UTC"),
        ("es", "24 de noviembre de 2026 a las 00:30 UTC"),
        ("zh", "2026年11月24日 00:30 UTC"),
        ("ru", "24 ноября 2026\u{202f}г. в 00:30 UTC"),
        ("mg", "24 Novambra 2026 00:30 UTC"),
        ("os", "24 ноябры, 2026\u{202f}аз, 00:30 UTC"),
    ] {
        assert_eq!(format::date_time(moment, &locale(tag)), expected, "{tag}");
    }
    let one = Timestamp::parse("2026-11-24T01:05:00Z").expect("a moment");
    assert_eq!(format::date_time(one, &locale("es-MX")), "24 de noviembre de 2026 a la 01:05 UTC");
    let before = Timestamp::parse("1969-12-31T23:59:59Z").expect("a moment");
    assert_eq!(format::date_time(before, &locale("en")), "31 December 1969 at 23:59 UTC");
}

#[test]
fn the_ends_of_time_are_written_too() {
    for tag in ["en", "fr", "ar", "mg"] {
        for moment in [i64::MIN, i64::MAX, 0] {
            assert!(!format::date_time(Timestamp::from_micros(moment), &locale(tag)).is_empty());
        }
        for day in [time::Date::MIN, time::Date::MAX] {
            assert!(!format::long_date(day, &locale(tag)).is_empty());
        }
    }
}

#[test]
fn numbers_have_the_digits_and_groups_of_the_language() {
    for (tag, expected) in [
        ("en", "1,234,567.5"),
        ("fr", "1\u{202f}234\u{202f}567,5"),
        ("es", "1.234.567,5"),
        ("ar", "1,234,567.5"),
        ("ar-EG", "١٬٢٣٤٬٥٦٧٫٥"),
        ("hi", "12,34,567.5"),
        ("de-CH", "1'234'567.5"),
        ("sw", "1,234,567.5"),
        ("mg", "1,234,567.5"),
        ("ln", "1.234.567,5"),
        ("ki", "1,234,567.5"),
        ("se", "1\u{a0}234\u{a0}567,5"),
        ("ckb", "١٬٢٣٤٬٥٦٧٫٥"),
    ] {
        assert_eq!(format::number(1_234_567.5, &locale(tag)), expected, "{tag}");
    }
    assert_eq!(format::number(1234.0, &locale("es")), "1234");
    assert_eq!(format::number(-0.12345, &locale("en")), "-0.123");
    assert_eq!(format::number(f64::NAN, &locale("en")), "NaN");
}

#[test]
fn percentages_have_their_sign_where_the_language_puts_it() {
    for (tag, expected) in [
        ("en", "87.5%"),
        ("fr", "87,5\u{a0}%"),
        ("es", "87,5\u{a0}%"),
        ("es-MX", "87.5%"),
        ("tr", "%87,5"),
        ("zh-Hant-HK", "87.5%"),
        ("ar", "87.5\u{200e}%\u{200e}"),
        ("fa", "۸۷٫۵٪"),
        ("ru", "87,5\u{a0}%"),
        ("mg", "87.5%"),
    ] {
        assert_eq!(format::percent(8_750, &locale(tag)), expected, "{tag}");
    }
    for (basis_points, expected) in [(10_000, "100%"), (0, "0%"), (1, "0.01%"), (-250, "-2.5%"), (3_333, "33.33%")] {
        assert_eq!(format::percent(basis_points, &locale("en")), expected);
    }
}

#[test]
fn lists_are_joined_as_the_language_joins_them() {
    let items = ["A", "B", "C"].map(str::to_owned);
    for (tag, expected) in [
        ("en", "A, B and C"),
        ("en-US", "A, B, and C"),
        ("fr", "A, B et C"),
        ("es", "A, B y C"),
        ("ar", "A وB وC"),
        ("zh", "A、B和C"),
        ("mg", "A, B, C"),
        ("gsw", "A, B und C"),
    ] {
        assert_eq!(format::list(&items, &locale(tag)), expected, "{tag}");
    }
    assert_eq!(format::list(&[], &locale("fr")), "");
}

#[test]
fn languages_are_called_what_their_speakers_and_readers_call_them() {
    for (tag, own, french, swahili) in [
        ("en", "English", "anglais", "Kiingereza"),
        ("mg", "Malagasy", "malgache", "Kimalagasi"),
        ("sw", "Kiswahili", "swahili", "Kiswahili"),
        ("zh", "中文", "chinois", "Kichina"),
        ("zh-Hant-HK", "繁體中文", "chinois traditionnel", "Kichina cha Jadi"),
        ("sr-Latn", "srpski (latinica)", "serbe (latin)", "Kiserbia (Kilatini)"),
        ("pt-BR", "português", "portugais brésilien", "Kireno (Brazili)"),
        ("qqq", "qqq", "qqq", "qqq"),
    ] {
        assert_eq!(autonym(&locale(tag)), own, "{tag}");
        assert_eq!(language_name(&locale(tag), &locale("fr-CA")), french, "{tag}");
        assert_eq!(language_name(&locale(tag), &locale("sw")), swahili, "{tag}");
    }
    assert_eq!(language_name(&locale("ar"), &locale("mg")), "arabe");
    assert_eq!(language_name(&locale("ar"), &locale("de")), "Arabic");
}
