//! Catalogues from people who mean harm. Without the guard most of these abort the process, or panic, or fill the
//! memory.

use proptest::prelude::*;

use super::{locale, samples, source};
use crate::i18n::checks::Rule;
use crate::i18n::{Args, Catalogues, I18n, Locale, Source};

fn lines(numbers: std::ops::Range<i32>, line: impl Fn(i32) -> String) -> String {
    numbers.map(line).collect::<Vec<_>>().join("\n") + "\n"
}

fn refusal(text: &str) -> Vec<Rule> {
    let findings = Catalogues::build(vec![source("fr", "test.ftl", text)]).err().unwrap_or_default();
    findings.into_iter().map(|finding| finding.finding.rule).collect()
}

#[test]
fn depth_is_refused_before_the_parser_sees_it() {
    for opening in
        ["{", "{ ", "{\n", "{ FOO(", "{\nFOO(\n", "{ -a(b: ", "{ $x ->\n *[a] ", "{ FOO(\"}}}}\", ", "{ FOO(\"{\") }{"]
    {
        let text = format!("a = {}", opening.repeat(40_000 / opening.len()));
        assert_eq!(refusal(&text), [Rule::Depth], "{opening:?}");
    }
}

#[test]
fn what_the_count_lets_pass_the_parser_survives() {
    for opening in ["{", "{ FOO(", "{\nFOO(\n", "{ $x ->\n *[a] ", "{ -a(b: ", "{ $x ->\n *[a] { FOO("] {
        let braces = opening.matches(['{', '(']).count();
        let text = format!("a = {}", opening.repeat(990 / braces));
        assert!(!refusal(&text).is_empty(), "{opening:?}");
        let spread: String = lines(0..200, |n| format!("a{n} = {}", opening.repeat(990 / braces / 4)));
        assert!(!refusal(&spread).is_empty(), "{opening:?}");
    }
    let closed = format!("a = {}$x{}", "{".repeat(900), "}".repeat(900));
    assert!(refusal(&closed).contains(&Rule::Depth));
    let selects = format!("a = {}y{}", "{ $x ->\n    *[a] ".repeat(400), "\n    }".repeat(400));
    assert!(refusal(&selects).contains(&Rule::Depth));
}

#[test]
fn size_is_limited() {
    assert_eq!(refusal(&format!("# {}", "x\n# ".repeat(500_000))), [Rule::Size]);
    assert_eq!(refusal(&format!("a = {}", "x".repeat(70_000))), [Rule::Size]);
    assert_eq!(refusal(&lines(0..5_001, |n| format!("a{n} = x"))), [Rule::Size]);
    assert_eq!(refusal(&lines(0..5_000, |n| format!("a{n} = x"))), []);
    let variants: String = lines(0..65, |n| format!("  [{n}] x"));
    assert_eq!(refusal(&format!("a = {{ $n ->\n{variants} *[other] x\n }}")), [Rule::Depth]);
}

#[test]
fn what_fluent_would_panic_on_or_show_wrongly_is_refused() {
    for (text, rule) in [
        ("a = }", Rule::Junk),
        ("a = { $n ->\n [one] x\n }", Rule::Junk),
        ("a = { FOO() }", Rule::UnknownFunction),
        ("a = { DATETIME($x) }", Rule::UnknownFunction),
        ("a = { NUMBER() }", Rule::BadArgument),
        ("a = { NUMBER($n, minimumFractionDigits: 99) }", Rule::BadArgument),
        ("a = { NUMBER($n, currency: \"EUR\") }", Rule::BadArgument),
        ("a = { NUMBER($n, minimumFractionDigits: 1.5) }", Rule::BadArgument),
        ("a = { NUMBER($n, $m) }", Rule::BadArgument),
        ("a = { 1.00000000000000000000000000001 }", Rule::BadArgument),
        ("a = { $n ->\n [1.0000000000000000000000000] x\n *[other] y\n }", Rule::BadArgument),
        ("a = { 1 ->\n [one] x\n *[other] y\n }", Rule::IdleSelect),
        ("a = { \"1\" ->\n [one] x\n *[other] y\n }", Rule::IdleSelect),
        ("a = { { $x } }", Rule::NestedPlaceable),
        ("-a = { $x }\nb = { -a }", Rule::ExtraVariable),
        ("c = { $x }\n-a = { c }\nb = { -a }", Rule::TermMessage),
    ] {
        assert_eq!(refusal(text), [rule], "{text}");
    }
    assert_eq!(refusal("-a = { $case ->\n *[nominative] x\n [genitive] y\n }\nb = { -a(case: \"genitive\") }"), []);
    assert_eq!(refusal("\u{feff}a = x\r\nb = { \"{\" } ( ( (\r\n"), []);
}

#[test]
fn a_language_without_plural_rules_may_have_one_form_only() {
    let build = |tag, text| {
        Catalogues::build(vec![source(tag, "test.ftl", text)])
            .map_err(|findings| findings.first().map(|it| it.finding.rule))
    };
    assert_eq!(build("qu", "a = { $n ->\n [one] x\n *[other] y\n }").err().flatten(), Some(Rule::NoPluralRule));
    assert!(build("qu", "a = { $n ->\n [0] x\n *[other] y\n }").is_ok());
    assert_eq!(
        build("mg", "a = { NUMBER($n, type: \"ordinal\") ->\n [one] x\n *[other] y\n }").err().flatten(),
        Some(Rule::NoPluralRule)
    );
    assert!(build("mg", "a = { $n ->\n [one] x\n *[other] y\n }").is_ok());
}

#[test]
fn laughs_and_cycles_are_cut_off() {
    let laughs: String = lines(1..10, |n| format!("l{n} = {}", format!("{{ l{} }}", n - 1).repeat(10)));
    let big = format!("big = {}\nq = {}\n", "A".repeat(60_000), "{ big }".repeat(99));
    let chain: String = lines(0..4_000, |n| format!("c{n} = {{ c{} }}", n + 1));
    let texts = [
        format!("l0 = LOL\n{laughs}x = {{ l9 }}"),
        format!("{big}x = {{ q }}"),
        format!("{chain}x = {{ c0 }}"),
        format!("{laughs}l0 = L\nx = {{ NUMBER(l9) ->\n *[other] {{ l9 }}\n }}"),
        "x = { y }\ny = { z }\nz = { x }".to_owned(),
    ];
    for text in texts {
        let sources = vec![source("en", "a.ftl", "x = sound"), source("fr", "a.ftl", &text)];
        let i18n = I18n::new(Catalogues::build(sources).unwrap_or_else(|findings| panic!("{findings:?}")), Locale::EN);
        assert_eq!(i18n.localizer(&[Locale::FR]).plain("x", &Args::new()), "sound");
        assert_eq!(i18n.misses().broken, 1);
    }
}

#[test]
fn no_sample_of_broken_or_real_catalogues_does_harm() {
    let Some(folder) = samples("no_sample_of_broken_or_real_catalogues_does_harm") else { return };
    let (mut taken, mut refused) = (0, 0);
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
            } else if let (Some("ftl"), Ok(text)) =
                (path.extension().and_then(|it| it.to_str()), std::fs::read_to_string(&path))
            {
                *if try_everything(source("fr", "a.ftl", &text)) { &mut taken } else { &mut refused } += 1;
            }
        }
    }
    assert!(taken > 500 && refused > 10, "{taken} taken, {refused} refused");
}

/// Builds a catalogue and formats every line that looks like a message, with arguments of the wrong kind.
fn try_everything(source: Source) -> bool {
    let ids: Vec<String> =
        source.text.lines().filter_map(|line| Some(line.split_once('=')?.0.trim().to_owned())).collect();
    let Ok(catalogues) = Catalogues::build(vec![source]) else { return false };
    let i18n = I18n::new(catalogues, Locale::EN);
    let args = Args::new().set("n", f64::NAN).set("name", 1e300).set("count", "one").set("x", -1e-300);
    for id in ids {
        let text = i18n.localizer(&[locale("fr")]).text(&id, &args);
        assert!(!text.contains("{$") && !text.contains("{-"), "{text}");
    }
    true
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_causes_a_panic(text in "([a-c] = |[{}()\\[\\]*\"$.\n -]|->|NUMBER\\(|\\$n|one|other|-t|[0-9.]{1,9}|\\\\u|é){0,60}") {
        try_everything(source("fr", "a.ftl", &text));
    }
}
