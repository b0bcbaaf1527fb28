//! Blocks that look alike, some of which are not.

use super::*;
use crate::i18n::checks::tests::{found, listed};

fn rules(text: &str, source: &str) -> String {
    let links = BTreeMap::from([("https://cites.org/en".to_owned(), "https://cites.org/fr".to_owned())]);
    listed(&found(|report| drop(check(text, source, &links, report))))
}

#[test]
fn a_block_remains_what_it_is() {
    for (text, source, expected) in [
        ("## Les listes", "## The lists", ""),
        ("### Les listes", "## The lists", "md.block!"),
        ("##Les listes", "## The lists", "md.block!"),
        ("- un\n- deux", "- one\n- two", ""),
        ("* un\n* deux", "- one\n- two", ""),
        ("- un", "- one\n- two", "md.block!"),
        ("1. un\n2. deux", "- one\n- two", "md.block!"),
        ("1986 fut une année", "1986 was a year", ""),
        ("1986\\. Une année", "1986 was a year", ""),
        ("1986. Une année", "A year: 1986", "md.block!"),
        ("|a|b|\n|-|-|\n|1|2|", "|x|y|\n|-|-|\n|1|2|", ""),
        ("|a|\n|-|\n|1|", "|x|y|\n|-|-|\n|1|2|", "md.block!"),
        ("> cité", "> quoted", ""),
        ("cité", "> quoted", "md.block!"),
        ("un\n\ndeux", "one", "md.block!"),
        ("un\ndeux", "one", ""),
    ] {
        assert_eq!(rules(text, source), expected, "{text:?}");
    }
}

#[test]
fn a_character_that_is_spelled_as_a_reference_is_read_as_the_character() {
    use crate::i18n::checks::{Flags, Knowledge, Original, Setting, TextKind, check_text};
    let locale = "fr".parse().expect("a language");
    let (source, knowledge) = ("en".parse().expect("a language"), Knowledge::default());
    let catalogue = crate::i18n::checks::Catalogue::default();
    let setting = Setting { locale: &locale, source: &source, catalogue: &catalogue, knowledge: &knowledge };
    for (text, expected) in [
        ("Lire &#x202E;ceci", Some("char.bidi")),
        ("Lire &#x7F;ceci", Some("char.control")),
        ("Lire &#xE0041;ceci", Some("char.control")),
        ("Lire &amp; écrire", None),
    ] {
        let original = Original { text: "Read & write this", flags: Flags::default() };
        let found = check_text(TextKind::Markdown, text, original, &setting);
        let blocking = found.iter().find(|it| it.blocks()).map(|it| it.rule.name());
        assert_eq!(blocking, expected, "{text}");
    }
}

#[test]
fn what_a_block_points_to_stays() {
    for (text, source, expected) in [
        ("[l’article VI](cite:article-vi)", "[Article VI](cite:article-vi)", ""),
        ("[l’article VI](cite:article-iv)", "[Article VI](cite:article-vi)", "md.link! md.link!"),
        ("l’article VI", "[Article VI](cite:article-vi)", "md.link!"),
        ("[](cite:article-vi)", "[Article VI](cite:article-vi)", "md.link!"),
        ("[CITES](https://cites.org/fr)", "[CITES](https://cites.org/en)", ""),
        ("[CITES](https://cites.org/en)", "[CITES](https://cites.org/en)", ""),
        ("[CITES](https://cites.org/es)", "[CITES](https://cites.org/en)", "md.link! md.link!"),
        ("voir <https://cites.org>", "see <https://cites.org>", ""),
        ("[l’article][vi]", "[the Article][vi]", ""),
        ("[l’article][iv]", "[the Article][vi]", "md.link! md.link!"),
        ("[b](x:b) et [a](x:a)", "[a](x:a) and [b](x:b)", ""),
        ("[ainsi]", "[so]", ""),
        ("![Une carte](media/map.svg)", "![A map](media/map.svg)", ""),
        ("![](media/map.svg)", "![A map](media/map.svg)", "md.alt!"),
        ("![Une carte](media/other.svg)", "![A map](media/map.svg)", "md.image! md.image!"),
        ("un mot[^1]", "a word[^1]", ""),
        ("un mot[^2]", "a word[^1]", "md.footnote! md.footnote!"),
        ("un mot", "a word[^1]", "md.footnote!"),
        ("[^1]: Une note", "[^1]: A note", ""),
        ("[^1]: Une note", "[^2]: A note", "md.footnote! md.footnote!"),
        ("un \\[^1] mot", "a word", ""),
        ("`[^1]`", "`[^1]`", ""),
    ] {
        assert_eq!(rules(text, source), expected, "{text:?}");
    }
}

#[test]
fn what_is_no_language_stays() {
    for (text, source, expected) in [
        ("Tapez `check`.", "Type `check`.", ""),
        ("Tapez `contrôler`.", "Type `check`.", "md.code! md.code!"),
        ("```\na = b\n```", "```\na = b\n```", ""),
        ("```\na = c\n```", "```\na = b\n```", "md.code! md.code!"),
        ("un <b>mot</b>", "a word", "md.html! md.html!"),
        ("un <b>mot</b>", "a <b>word</b>", "md.html! md.html!"),
        ("<div>\nx\n</div>", "x", "md.block! md.html!"),
        ("1 < 2 &lt;b&gt;", "1 < 2", ""),
        ("un **mot**", "a **word**", ""),
        ("un ** mot **", "a **word**", "md.emphasis"),
        ("un mot", "a **word**", "md.emphasis"),
        ("un *mot*", "a *word*", ""),
        ("un mot", "a *word*", "md.emphasis"),
        ("un *web*", "a web", ""),
        ("**重要。**很", "**Important.** Very", "md.emphasis"),
    ] {
        assert_eq!(rules(text, source), expected, "{text:?}");
    }
}

#[test]
fn nesting_is_limited() {
    assert_eq!(rules(&format!("{}x", "> ".repeat(20)), "> x"), "limit.depth! md.block!");
}

#[test]
fn a_reader_sees_neither_addresses_nor_code() {
    let outline = outline::Outline::of("Voir [la *liste*](x:y), `code` &amp; <https://cites.org>[^1].\n\n- un");
    assert_eq!(outline.reading.text, "Voir la liste, \u{FFFC} & \u{FFFC}\u{FFFC}.\nun\n");
    assert_eq!(outline.reading.span(5..7), 6..8);
}
