//! Messages that look alike, some of which are not to be served.

use std::collections::{BTreeMap, BTreeSet};

use intl_pluralrules::PluralRuleType;

use super::plurals::Forms;
use crate::i18n::Locale;
use crate::i18n::checks::tests::{entry, entry_with, listed};
use crate::i18n::checks::{Elsewhere, Knowledge, ProtectedNames};
use crate::i18n::tests::samples;

/// Each row: the language, the source, the translation, the rules that it breaks.
fn check(rows: &[(&str, &str, &str, &str)]) {
    for (tag, source, text, expected) in rows {
        let rest = [
            ("en", "-college = College\n-here = Here\nother = Other"),
            (tag, "-college = C\nother = O\n    .part = P"),
        ];
        assert_eq!(listed(&entry(tag, text, source, &rest, "")), *expected, "{tag}: {text}");
    }
}

#[test]
fn a_submission_is_one_entry_with_the_id_of_its_source() {
    check(&[
        ("fr", "a = One", "a = Un", ""),
        ("fr", "a = One", "# note\na = Un", ""),
        ("fr", "a = One", "b = Un", "id.unknown! id.missing!"),
        ("fr", "a = One", "a = Un\nb = Deux", "id.unknown!"),
        ("fr", "a = One", "a = Un\na = Un", "id.duplicate!"),
        ("fr", "a = One", "a = Un\n-a = Un", "id.duplicate!"),
        ("fr", "a = One", "", "id.missing!"),
        ("fr", "a = One", "a Un", "syntax.junk!"),
        ("fr", "a = One", "a = { Un", "syntax.junk!"),
        ("fr", "a = One", "a = Un }", "syntax.junk!"),
        ("fr", "a = One", "a = { \"}\" } Un", ""),
    ]);
}

#[test]
fn parts_are_those_of_the_source_except_in_terms() {
    check(&[
        ("fr", "a = One\n    .b = Two", "a = Un\n    .b = Deux", ""),
        ("fr", "a = One\n    .b = Two", "a = Un", "parts.missing!"),
        ("fr", "a =\n    .b = Two", "a = Un\n    .b = Deux", "parts.extra!"),
        ("fr", "a = One", "a = Un\n    .onclick = x", "parts.extra!"),
        ("fr", "-a = One", "-a = Un\n    .gender = masculine", ""),
        ("fr", "a = One", "a = { \"\" }", "value.empty!"),
        ("fr", "a = { \"\" }", "a = { \"\" }", ""),
        ("fr", "a = One", "a = { \"{\" }", ""),
    ]);
}

#[test]
fn variables_are_those_of_the_source() {
    check(&[
        ("fr", "a = Hi { $name }", "a = Bonjour { $name }", ""),
        ("fr", "a = Hi { $name }", "a = Bonjour", "var.missing!"),
        ("fr", "a = Hi { $name }", "a = Bonjour { $nom }", "var.extra! var.missing!"),
        ("fr", "a = Hi { $name }", "a = { $name ->\n [x] Bonjour\n *[other] Salut\n }", "var.missing"),
        ("fr", "a = { NUMBER($n) } left", "a = Encore { $n }", ""),
        // Chosen by in the source only: another grammar may not need it.
        ("zh", "a = { $n ->\n [one] Lesson\n *[other] Lessons\n }", "a = 课程", "var.missing"),
        ("fr", "-a = One", "-a = { $x }", "var.extra!"),
        ("fr", "-a = One", "-a = { $case ->\n *[nominative] Un\n [genitive] D’un\n }", ""),
        ("fr", "-a = One", "-a = { other }", "term.message! ref.extra"),
    ]);
}

#[test]
fn a_form_of_several_numbers_shows_the_number() {
    const LEFT: &str = "a = { $n ->\n [one] One lesson\n *[other] { $n } lessons\n }";
    const WHAT: &str = "a = { $what ->\n [much] Too much: { $n }\n [all] All\n *[other] Above { $n }\n }";
    check(&[
        ("de", LEFT, "a = { $n ->\n [one] Eine Lektion\n *[other] { $n } Lektionen\n }", ""),
        (
            "ar",
            LEFT,
            "a = { $n ->\n [zero] لا\n [one] درس\n [two] درسان\n [few] { $n } د\n [many] { $n } د\n *[other] { $n } د\n }",
            "",
        ),
        // 0 too is said to be one lesson.
        ("ln", LEFT, "a = { $n ->\n [one] Liteya moko\n *[other] Mateya { $n }\n }", "var.missing"),
        ("ln", LEFT, "a = { $n ->\n [1] Liteya moko\n [one] Liteya { $n }\n *[other] Mateya { $n }\n }", ""),
        ("de", LEFT, "a = { $n ->\n [one] Eine Lektion\n *[other] Viele Lektionen\n }", "var.missing"),
        ("de", LEFT, "a = Lektionen: { $n }", ""),
        ("fr", WHAT, "a = { $what ->\n [much] Trop : { $n }\n [all] Tout\n *[other] Plus de { $n }\n }", ""),
        ("fr", WHAT, "a = { $what ->\n [much] Trop\n [all] Tout\n *[other] Plus de { $n }\n }", "var.missing"),
    ]);
}

#[test]
fn references_lead_somewhere() {
    check(&[
        ("fr", "a = In { -college }", "a = Au { -college }", ""),
        ("fr", "a = In { -college }", "a = Au { -college(case: \"x\") }", ""),
        ("fr", "a = In { -college }", "a = Au collège", "term.missing"),
        ("fr", "a = In it", "a = Au { -college }", "ref.extra"),
        ("fr", "a = In { -college }", "a = Au { -college }, { -nowhere }", "ref.unresolved! ref.extra"),
        ("fr", "a = { -here } now", "a = { -here } tôt", "ref.unresolved"),
        ("fr", "a = { other } now", "a = { other } tôt", ""),
        ("fr", "a = { other } now", "a = { other.part } tôt", "ref.extra term.missing"),
        ("fr", "a = { other } now", "a = { other.none } tôt", "ref.unresolved! ref.extra term.missing"),
        ("fr", "a = One", "a = { -college.gender ->\n *[m] Un\n [f] Une\n }", "ref.unresolved!"),
        ("fr", "a = One", "a = { -college.gender }", "syntax.junk!"),
        ("fr", "a = One { other }", "a = Un { a } { other }", "ref.cycle! ref.extra"),
    ]);
}

#[test]
fn protected_names_are_used_and_not_imitated() {
    let names = ProtectedNames::new(["-college".to_owned()], ["Virtual College".to_owned()]);
    let elsewhere = Elsewhere::new([("Open the file", "Ouvrir le fichier")]);
    let knowledge = Knowledge { names, elsewhere, ..Knowledge::default() };
    let rest = [("en", "-college = Virtual College"), ("fr", "-college = Collège virtuel")];
    for (source, text, expected) in [
        ("a = In { -college }", "a = Au { -college }", ""),
        ("a = In { -college }", "a = Au collège", "term.missing!"),
        ("a = In it", "a = Dans le Virtual Cоllege", "char.confusable!"),
        ("a = In it", "a = Dans le Virtual College", ""),
        ("a = Open the file", "a = Ouvrir le fichier", ""),
        ("a = Open the file", "a = Ouvrir ce fichier", "warn.inconsistent"),
        ("a = Virtual College of it", "a = Virtual College of it", "warn.same-as-source"),
        ("a = Virtual College", "a = Virtual College", ""),
    ] {
        assert_eq!(listed(&entry_with("fr", text, source, &rest, "", &knowledge)), expected, "{text}");
    }
}

#[test]
fn references_do_not_add_up_to_a_book() {
    let large = format!("x = {}\ny = {}", "A".repeat(9_000), "{ $n }".repeat(45));
    let rest = [("en", large.as_str()), ("fr", large.as_str())];
    for (text, source, expected) in [
        ("a = { x } b", "a = { x } a", ""),
        ("a = { x }{ x }", "a = { x }", "limit.expansion!"),
        ("a = { y } b", "a = { y } a", ""),
        ("a = { y }{ y }", "a = { y }", "limit.expansion!"),
        // Only one of the variants is shown.
        ("a = { $n ->\n *[p] { x } b\n [q] { x } c\n }", "a = { $n ->\n *[p] { x } d\n [q] { x } e\n }", ""),
    ] {
        let found = entry("fr", text, source, &rest, "");
        assert_eq!(listed(&found), expected, "{text}");
    }
}

#[test]
fn a_cycle_is_found_through_other_messages() {
    let rest = [("fr", "b = { c }\nc = { a }\nd = { e }\ne = D"), ("en", "b = B\nc = C\nd = D\ne = E")];
    let found = entry("fr", "a = { b }", "a = { b }", &rest, "");
    assert_eq!(listed(&found), "ref.cycle!");
    let path = found.first().map(ToString::to_string);
    assert_eq!(path.as_deref(), Some("ref.cycle value path=a → b → c → a"));
    assert_eq!(listed(&entry("fr", "a = { d }", "a = { d }", &rest, "")), "");
}

#[test]
fn functions_are_those_that_are_served() {
    check(&[
        ("fr", "a = { $n }", "a = { NUMBER($n, minimumFractionDigits: 2) }", ""),
        ("fr", "a = { $n }", "a = { NUMBER($n, minimumFractionDigits: 20) }", "func.argument!"),
        ("fr", "a = { $n }", "a = { NUMBER($n, currency: \"EUR\") }", "func.argument!"),
        ("fr", "a = { $n }", "a = { NUMBER() }{ $n }", "func.argument!"),
        ("fr", "a = { $n }", "a = { SHOUT($n) }", "func.unknown!"),
        ("fr", "a = { $n }", "a = { { $n } }", "syntax.nested-placeable!"),
    ]);
}

#[test]
fn every_form_of_the_language_is_there_and_no_other() {
    const LEFT: &str = "a = { $n ->\n [one] { $n } lesson\n *[other] { $n } lessons\n }";
    check(&[
        ("sw", LEFT, "a = { $n ->\n [one] somo { $n }\n *[other] masomo { $n }\n }", ""),
        ("mg", LEFT, "a = { $n ->\n [one] lesona { $n }\n *[other] lesona { $n }\n }", ""),
        ("ru", LEFT, "a = { $n ->\n [one] { $n } урок\n *[other] { $n } урока\n }", "plural.missing! plural.missing!"),
        (
            "ru",
            LEFT,
            "a = { $n ->\n [one] { $n } урок\n [few] { $n } урока\n [many] { $n } уроков\n *[other] { $n } урока\n }",
            "",
        ),
        ("fr", LEFT, "a = { $n ->\n [one] { $n } leçon\n *[other] { $n } leçons\n }", "plural.missing"),
        ("fr", LEFT, "a = { $n ->\n [one] { $n } leçon\n [many] { $n } de leçons\n *[other] { $n } leçons\n }", ""),
        (
            "cs",
            LEFT,
            "a = { $n ->\n [one] { $n } lekce\n [few] { $n } lekce\n *[other] { $n } lekcí\n }",
            "plural.missing",
        ),
        ("ja", LEFT, "a = { $n ->\n *[other] 残り{ $n }件\n }", ""),
        ("ja", LEFT, "a = { $n ->\n [one] 残り{ $n }件\n *[other] 残り{ $n }件\n }", "plural.unreachable"),
        (
            "de",
            LEFT,
            "a = { $n ->\n [eins] { $n } Lektion\n *[other] { $n } Lektionen\n }",
            "plural.unknown-key! plural.missing!",
        ),
        ("de", LEFT, "a = { $n ->\n [1] { $n } Lektion\n *[other] { $n } Lektionen\n }", ""),
        ("de", LEFT, "a = { $n ->\n *[other] { $n } Lektionen\n }", "plural.missing!"),
        ("qu", LEFT, "a = { $n ->\n [one] { $n } x\n *[other] { $n } y\n }", "plural.no-rule!"),
        ("qu", LEFT, "a = { $n ->\n *[other] { $n } y\n }", ""),
        (
            "sr-Latn",
            LEFT,
            "a = { $n ->\n [one] { $n } lekcija\n [few] { $n } lekcije\n *[other] { $n } lekcija\n }",
            "",
        ),
    ]);
}

#[test]
fn choices_are_made_by_the_same() {
    const PLACE: &str = "a = { NUMBER($n, type: \"ordinal\") ->\n [one] { $n }st\n [two] { $n }nd\n [few] { $n }rd\n *[other] { $n }th\n }";
    const NONE: &str = "a = { $n ->\n [0] None\n [one] { $n } lesson\n *[other] { $n } lessons\n }";
    const ROLE: &str = "a = { $role ->\n [author] Author\n *[other] Somebody\n }";
    check(&[
        ("fr", PLACE, "a = { NUMBER($n, type: \"ordinal\") ->\n [one] { $n }er\n *[other] { $n }e\n }", ""),
        ("sw", PLACE, "a = { $n ->\n [one] { $n } a\n *[other] { $n } b\n }", "select.type-mismatch!"),
        ("sw", NONE, "a = { $n ->\n [0] Hakuna\n [one] somo { $n }\n *[other] masomo { $n }\n }", ""),
        ("sw", NONE, "a = { $n ->\n [one] somo { $n }\n *[other] masomo { $n }\n }", "warn.exact-variant-lost"),
        (
            "ar",
            NONE,
            "a = { $n ->\n [zero] لا\n [one] درس\n [two] درسان\n [few] { $n } د\n [many] { $n } د\n *[other] { $n } د\n }",
            "",
        ),
        ("fr", ROLE, "a = { $role ->\n [author] Auteur\n *[other] Quelqu’un\n }", ""),
        ("fr", ROLE, "a = { $role ->\n [auteur] Auteur\n *[other] Quelqu’un\n }", "select.unknown-key"),
        ("fr", ROLE, "a = { 1 ->\n [one] Auteur\n *[other] Quelqu’un\n }", "select.literal! var.missing"),
    ]);
}

#[test]
fn markup_is_that_of_the_source_in_every_variant() {
    const GUIDE: &str = "a = Read <b>{ $n }</b>";
    const LINK: &str = "a = <a href=\"{ $url }\">Here</a>";
    check(&[
        ("fr", GUIDE, "a = Lire <b>{ $n }</b>", ""),
        ("fr", GUIDE, "a = Lire <b>{ $n }", "markup.mismatch!"),
        ("fr", GUIDE, "a = Lire <i>{ $n }</i>", "markup.unsafe! markup.unsafe! markup.mismatch!"),
        ("fr", GUIDE, "a = Lire { \"\\u003Cb>\" }{ $n }</b>", ""),
        ("fr", GUIDE, "a = Lire <b>{ $n }</b>{ \"\\u003Cscript\\u003E\" }", "markup.unsafe! markup.mismatch!"),
        ("fr", GUIDE, "a = Lire <b>{ $n }</b> <{ $n }", "markup.unsafe!"),
        ("fr", GUIDE, "a = { $n ->\n [x] <b>{ $n }</b>\n *[other] { $n }\n }", "markup.mismatch!"),
        // No two variants make a tag together.
        (
            "fr",
            GUIDE,
            "a = { $n ->\n [x] { $n } <scr\n *[other] <b>{ $n }</b>\n }{ $n ->\n [x] ipt>\n *[other] { \" \" }\n }",
            "markup.unsafe! markup.mismatch!",
        ),
        ("fr", LINK, "a = <a href=\"{ $url }\">Ici</a>", ""),
        ("fr", LINK, "a = <a href=\"javascript:x\">{ $url }</a>", "markup.unsafe! markup.mismatch!"),
        (
            "fr",
            LINK,
            "a = <a href=\"{ $url ->\n [x] { $url }\n *[other] javascript:x\n }\">Ici</a>",
            "markup.unsafe! var.missing markup.mismatch!",
        ),
    ]);
}

#[test]
fn a_message_leads_where_its_source_leads() {
    check(&[
        ("fr", "a = See https://cites.org", "a = Voir https://cites.org", ""),
        ("fr", "a = See { $link }", "a = Voir { $link }", ""),
        ("fr", "a = See { $link }", "a = Voir { $link } ou https://evil.test", "address.extra!"),
        ("fr", "a = See", "a = Voir { \"https://\" }{ \"evil.test\" }", "address.extra!"),
        ("fr", "a = See", "a = Voir { \"\\u0068ttps://evil.test\" }", "address.extra!"),
        ("fr", "a = See", "a = Voir hTTps://évil.test/", "address.extra!"),
        ("fr", "a = See", "a = Voir ftp://evil.test", "address.extra!"),
        ("fr", "a = See\n    .b = it", "a = Voir\n    .b = aide@evil.test", "address.extra!"),
        ("fr", "-a = See", "-a = Voir https://evil.test", "address.extra!"),
        (
            "fr",
            "a = { $n ->\n [one] x\n *[other] y\n }",
            "a = { $n ->\n [one] https://evil.test\n *[other] y\n }",
            "plural.missing address.extra!",
        ),
    ]);
}

#[test]
fn length_may_be_limited_by_the_source() {
    for (text, comment, expected) in [
        ("a = Se connecter", "# maxlen: 12", ""),
        ("a = S’identifier ici", "# maxlen: 12", "limit.length!"),
        ("a = S’identifier ici", "", ""),
    ] {
        assert_eq!(listed(&entry("fr", text, "a = Sign in", &[], comment)), expected, "{text}");
    }
}

#[test]
fn a_message_is_formed_with_samples() {
    // `c` is told what `a` is told, which is nothing.
    let rest = [("en", "c = { $x }\nd = D"), ("fr", "c = { $x }\nd = D")];
    assert_eq!(listed(&entry("fr", "a = Au { c }", "a = In { c }", &rest, "")), "");
    assert_eq!(listed(&entry("fr", "a = Au { d }", "a = In { d }", &rest, "")), "");
    assert_eq!(listed(&entry("fr", "a = Au { d } { c }", "a = In { d }", &rest, "")), "ref.extra render!");
}

#[test]
fn a_finding_points_at_what_it_is_about() {
    for (text, source, expected) in [
        ("a = Bonjour { $nom }", "a = Hi { $name }", "nom"),
        ("a = Bonjour { SHOUT() }", "a = Hi", "SHOUT"),
        ("a = Bon\u{200B}jour", "a = Hi", "\u{200B}"),
        ("a = Un { \"\\u202E\" }", "a = One", "\\u202E"),
        ("a =\n    Un\n    deux  trois", "a = One two three", "  "),
        ("a = Lire <i>ici", "a = Read here", "<i>"),
        ("a = Lire\n    .x = Ici", "a = Read", ""),
        ("a = { $n ->\n [un] { $n }\n *[other] { $n }\n }", "a = { $n ->\n [one] { $n }\n *[other] { $n }\n }", "un"),
    ] {
        let found = entry("fr", text, source, &[], "");
        let span = found.first().and_then(|finding| finding.span.clone()).unwrap_or_default();
        assert_eq!(text.get(span), Some(expected), "{text}: {found:?}");
    }
}

#[test]
fn forms_are_those_of_cldr() {
    let Some(folder) = samples("forms_are_those_of_cldr") else { return };
    let table = std::fs::read_to_string(folder.join("cldr-core/plural-samples.tsv")).expect("a table");
    let mut expected = BTreeMap::<(String, bool), BTreeSet<String>>::new();
    for row in table.lines().skip(1) {
        if let [tag, kind, _, category] = row.split('\t').collect::<Vec<_>>()[..] {
            expected.entry((tag.to_owned(), kind == "card")).or_default().insert(category.to_owned());
        }
    }
    let mut compared = 0;
    for ((tag, is_cardinal), categories) in expected {
        let Ok(own) = Locale::parse(&tag) else { continue };
        let kind = if is_cardinal { PluralRuleType::CARDINAL } else { PluralRuleType::ORDINAL };
        let forms = Forms::default();
        let Some(found) = forms.of(&own, kind) else { panic!("{tag}") };
        let found: BTreeSet<String> = found.iter().map(|form| form.category.to_owned()).collect();
        assert_eq!(found, categories, "{tag} {kind:?}");
        compared += 1;
    }
    assert!(compared > 250, "{compared}");
}
