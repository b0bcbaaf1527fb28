//! Which language a reader gets.

use proptest::prelude::*;

use super::{locale, locales, tags};
use crate::i18n::{Bridges, Locale, Negotiated, Preferences, Wishes, negotiate};

fn choose(header: &str, offered: &str) -> Negotiated {
    let header = Preferences::from_header(header);
    let wishes = Wishes { explicit: None, cookie: None, account: None, header: &header };
    negotiate(&wishes, &locales(offered), &Locale::EN, Bridges::standard())
}

#[test]
fn the_header_is_read_as_rfc_9110_says() {
    const MANY: &str = "en fr es pt ar sr zh-Hans zh-Hant he fil";
    for (header, offered, chain) in [
        ("", MANY, "en"),
        ("fr", MANY, "fr en"),
        ("fr-CA;q=0.2, en;q=0.9", MANY, "en fr"),
        ("en-US,fr;q=0", MANY, "en"),
        ("es;q=0.5, fr;q=0.5", MANY, "es fr en"),
        ("es;q=0.500, fr;q=0.501", MANY, "fr es en"),
        ("es ; q=0.8\t,\t fr ; q=0.9", MANY, "fr es en"),
        ("fr;Q=0.3, es;q=1.000", MANY, "es fr en"),
        ("es;q=1.001, fr;q=0.5", MANY, "fr en"),
        ("es;q=0.1234, es;q=, es;q=-1, es;q=.5, es; level=1, es;q=0.5;x=1, es;q =0.5, fr;q=0.1", MANY, "fr en"),
        ("garbage!!,;q=2,,  ,ar", MANY, "ar en"),
        ("FR-ca", MANY, "fr en"),
        ("iw", MANY, "he en"),
        ("tl;q=0.9", MANY, "fil en"),
        ("fr\u{a0}, es", MANY, "es en"),
    ] {
        assert_eq!(tags(&choose(header, offered).chain), chain, "{header}");
    }
}

#[test]
fn a_script_is_never_exchanged_for_another() {
    for (header, offered, chosen) in [
        ("zh-TW", "en zh-Hans zh-Hant", "zh-Hant"),
        ("zh-HK", "en zh-Hans zh-Hant", "zh-Hant"),
        ("zh-Hant-HK", "en zh-Hans zh-Hant", "zh-Hant"),
        ("zh", "en zh-Hant zh-Hans", "zh-Hans"),
        ("zh-CN", "en zh-Hant zh", "zh"),
        ("zh-SG", "en zh", "zh"),
        ("zh-TW", "en zh-Hans", "en"),
        ("zh-TW", "en zh", "en"),
        ("sr-Latn", "en sr", "en"),
        ("sr-Latn", "en sr sr-Latn", "sr-Latn"),
        ("sr", "en sr-Cyrl", "sr-Cyrl"),
        ("sh", "en sr sr-Latn", "sr-Latn"),
        ("uz-Arab", "en uz", "en"),
    ] {
        assert_eq!(choose(header, offered).locale.as_str(), chosen, "{header} among {offered}");
    }
}

#[test]
fn regions_lead_to_their_language_and_to_their_sisters() {
    for (header, offered, chosen) in [
        ("es-MX", "en es", "es"),
        ("es-MX", "en es es-419", "es-419"),
        ("es-AR, pt;q=0.9", "en pt es-419", "es-419"),
        ("pt-PT", "en pt", "pt"),
        ("pt-PT", "en pt pt-PT", "pt-PT"),
        ("pt-BR", "en pt-PT", "pt-PT"),
        ("en-GB", "fr en", "en"),
        ("no", "en nb", "nb"),
        ("nb-NO", "en no", "no"),
        ("ar-MA,fr;q=0.9", "en fr ar", "ar"),
    ] {
        assert_eq!(choose(header, offered).locale.as_str(), chosen, "{header} among {offered}");
    }
}

#[test]
fn bridges_come_from_the_readers_own_list_first() {
    for (header, offered, chain) in [
        ("pt-BR", "en fr es pt", "pt en"),
        ("pt-BR, es;q=0.8", "en fr es pt", "pt es en"),
        ("pt-BR, es;q=0.8", "en fr es", "es en"),
        ("pt-BR", "en fr es", "en"),
        ("mg", "en fr es mg", "mg fr en"),
        ("mg", "en fr es", "fr en"),
        ("mg, en;q=0.8", "en fr es mg", "mg en fr"),
        ("mg,fr;q=0.8,en;q=0.5", "en fr es", "fr en"),
        ("ln-CD", "en fr es", "fr en"),
        ("qu-PE", "en fr es", "es en"),
        ("mg, fr;q=0", "en fr es", "en"),
        ("es-MX", "en es es-MX", "es-MX es en"),
    ] {
        assert_eq!(tags(&choose(header, offered).chain), chain, "{header} among {offered}");
    }
}

#[test]
fn a_refused_language_is_not_chosen_while_another_will_do() {
    for (header, offered, chosen) in [
        ("*", "en fr es", "en"),
        ("*;q=0", "en fr", "en"),
        ("*, en;q=0", "en fr es", "fr"),
        ("en;q=0", "en fr es", "fr"),
        ("es, *;q=0", "en fr es", "es"),
        ("en;q=0.1, *;q=0.5", "en fr es", "fr"),
        ("fr-CA, fr;q=0", "en fr", "en"),
        ("fr-CA, fr;q=0", "en fr fr-CA", "fr-CA"),
        ("zh;q=0, fr;q=0.1", "zh-Hant fr", "fr"),
        ("en;q=0", "en", "en"),
    ] {
        assert_eq!(choose(header, offered).locale.as_str(), chosen, "{header} among {offered}");
    }
}

#[test]
fn the_request_beats_the_cookie_beats_the_account_beats_the_header() {
    let header = Preferences::from_header("ar, fr;q=0");
    let tag = |text: &str| (!text.is_empty()).then(|| locale(text));
    for (explicit, cookie, account, chain) in [
        ("es", "fr", "pt", "es fr pt ar en"),
        ("", "fr", "pt", "fr pt ar en"),
        ("", "", "pt-BR", "pt ar en"),
        ("", "", "", "ar en"),
        ("zz", "", "es", "es ar en"),
        ("fr", "", "", "fr ar en"),
    ] {
        let (explicit, cookie, account) = (Some(explicit), Some(cookie), Some(account));
        let [explicit, cookie, account] = [explicit, cookie, account].map(|text| text.and_then(tag));
        let wishes =
            Wishes { explicit: explicit.as_ref(), cookie: cookie.as_ref(), account: account.as_ref(), header: &header };
        let chosen = negotiate(&wishes, &locales("en fr es pt ar"), &Locale::EN, Bridges::standard());
        assert_eq!(tags(&chosen.chain), chain);
        assert_eq!(chosen.chain.first(), Some(&chosen.locale));
    }
}

#[test]
fn what_is_offered_decides_when_the_sites_language_is_not_among_it() {
    assert_eq!(tags(&choose("", "fr es").chain), "fr");
    assert_eq!(tags(&choose("de", "pt").chain), "pt");
    assert_eq!(tags(&choose("fr", "").chain), "en");
}

#[test]
fn a_header_is_read_up_to_its_limits() {
    let filler = "xx;q=0.1,".repeat(31);
    assert_eq!(choose(&format!("{filler}fr"), "en fr").locale, Locale::FR);
    assert_eq!(choose(&format!("{filler}xx,fr"), "en fr").locale, Locale::EN);
    let long = format!("fr-{}, es", "x".repeat(5_000));
    assert_eq!(choose(&long, "en fr es").locale, Locale::EN);
    // Cut at 4 KB in the middle of "es": what is left of it must not be taken for another language.
    let cut = format!("fr;q=0.5,{}est", " ".repeat(4_096 - 9 - 2));
    assert_eq!(tags(&choose(&cut, "en fr es et").chain), "fr en");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_header_causes_a_panic(header in ".{0,200}") {
        let _ = choose(&header, "en fr es zh-Hant");
    }

    #[test]
    fn near_headers_cause_no_panic_and_are_answered_from_what_is_offered(
        header in "([a-zA-Z*-]{0,9}[ \t]{0,2}(;[ \t]?[qQ]=[01]?\\.?[0-9]{0,4})?,?){0,40}",
    ) {
        let offered = "en fr es zh-Hant sr-Latn pt";
        let chosen = choose(&header, offered);
        prop_assert!(locales(offered).contains(&chosen.locale));
        prop_assert!(chosen.chain.iter().all(|locale| locales(offered).contains(locale)));
        prop_assert!(chosen.chain.contains(&Locale::EN));
    }

    #[test]
    fn a_tag_reads_back_as_itself(tag in "[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8}){0,4}") {
        if let Ok(locale) = Locale::parse(&tag) {
            prop_assert_eq!(Locale::parse(locale.as_str()), Ok(locale.clone()));
            prop_assert!(locale.lineage().starts_with(std::slice::from_ref(&locale)));
        }
    }
}
