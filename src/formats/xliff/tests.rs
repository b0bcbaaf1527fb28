//! Files as agencies have them, what their tools make of them, and what does not fit.

use proptest::prelude::*;

use super::*;
use crate::formats::exchange::UnitKind;
use crate::formats::exchange::tests::{any_document, comes_back, document, said, suggested, unit, untranslated};
use crate::i18n::tests::locale;

const COUNT: &str =
    "a = You have { $n ->\n    [one] one task\n   *[other] { $n } tasks\n } in { -college }\n    .title = Tasks";

fn message(key: &str, source: &str, target: Option<&str>) -> Unit {
    Unit { kind: UnitKind::Message, ..unit(key, source, target) }
}

fn markdown(source: &str, target: Option<&str>) -> Unit {
    Unit { kind: UnitKind::Markdown, ..unit("m/1", source, target) }
}

fn imported(text: &str, expected: &Document) -> (Vec<String>, String) {
    let received = read(text.as_bytes(), expected).unwrap_or_else(|faults| panic!("{}", said(&faults)));
    (received.units.into_iter().filter_map(|unit| unit.target).collect(), said(&received.faults))
}

/// Puts a translation behind each source.
fn translate(written: &str, target: impl Fn(usize, &str) -> String) -> String {
    let mut parts = written.split("</source>");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for (place, part) in parts.enumerate() {
        let source = out.rsplit_once("<source>").expect("a source").1.to_owned();
        out.extend(["</source><target>", &target(place + 1, &source), "</target>", part]);
    }
    out
}

#[test]
fn a_file_is_as_agencies_like_it() {
    let noted = Unit {
        notes: vec!["A < B".to_owned()],
        max_length: Some(40),
        state: UnitState::Stale,
        ..markdown("See **the** `list`\u{1}", Some("Voir **la** `liste`"))
    };
    assert_eq!(
        write(&document(vec![noted])),
        r#"<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0" xmlns:slr="urn:oasis:names:tc:xliff:sizerestriction:2.0" version="2.1" srcLang="en" trgLang="fr">
  <file id="f1" original="course/a" xml:space="preserve">
    <slr:profiles generalProfile="xliff:codepoints"/>
    <unit id="u1" name="m/1" type="vc:markdown" canResegment="no" slr:sizeRestriction="40">
      <mda:metadata><mda:metaGroup category="revision"><mda:meta type="revision">19</mda:meta></mda:metaGroup></mda:metadata>
      <notes><note>A &lt; B</note></notes>
      <originalData><data id="d1">**</data><data id="e1">**</data><data id="d2">`list`</data></originalData>
      <segment state="initial" subState="vc:stale">
        <source>See <pc id="1" canCopy="no" canDelete="no" dataRefStart="d1" dataRefEnd="e1">the</pc> <ph id="2" canCopy="no" canDelete="no" dataRef="d2" disp="`list`"/><cp hex="0001"/></source>
        <target>Voir <pc id="1" canCopy="no" canDelete="no" dataRefStart="d1" dataRefEnd="e1">la</pc> `liste`</target>
      </segment>
    </unit>
  </file>
</xliff>
"#
    );
}

#[test]
fn a_message_is_a_group_of_its_sentences() {
    let mut expected = document(vec![message("a", COUNT, None)]);
    expected.target_locale = locale("ar");
    let written = write(&expected);
    let names: Vec<&str> = written.split("<unit id=\"u1-").skip(1).filter_map(|unit| unit.split('"').nth(2)).collect();
    let forms = ["zero", "one", "two", "few", "many", "other"].map(|form| format!("a[$n: {form}]"));
    assert_eq!(names, forms.iter().map(String::as_str).chain(["a.title"]).collect::<Vec<_>>());
    assert!(
        written.contains("<group id=\"g1\" name=\"a\">") && written.contains("<note>$n = 3, 4, 5</note>"),
        "{written}"
    );
    let translated = translate(&written, |number, source| {
        let college = source.rfind("<ph").and_then(|at| source.get(at..)).unwrap_or_default();
        format!("T{number} {college}")
    });
    let (units, faults) = imported(&translated, &expected);
    assert_eq!(faults, "");
    let forms = ["zero", "one", "two", "few", "many"].iter().enumerate();
    let variants: Vec<String> =
        forms.map(|(place, form)| format!("        [{form}] T{} {{ -college }}\n", place + 1)).collect();
    let variants = variants.concat();
    let message =
        format!("a =\n    {{ $n ->\n{variants}       *[other] T6 {{ -college }}\n    }}\n    .title = T7{{ \" \" }}");
    assert_eq!(units, [message]);
}

#[test]
fn what_sentences_cannot_say_goes_as_it_is() {
    let target = "a = { $n ->\n    [one] Une\n   *[other] { $n }\n }";
    for (source, target) in [
        ("a = { $n } tasks", target),
        ("a = Tasks", "a = Tâches\n    .gender = f"),
        ("a = {", "a = }"),
        ("a = { $n ->\n    [one] One\n   *[other] { $n }\n }", "a = { $n ->\n    [5] Cinq\n   *[other] { $n }\n }"),
    ] {
        let expected = document(vec![message("a", source, Some(target))]);
        let written = write(&expected);
        assert!(written.contains("type=\"vc:entry\""), "{written}");
        comes_back(&expected, written.as_bytes(), read);
        let changed = written.replace("</target>", " x</target>");
        assert_eq!(imported(&changed, &expected), (vec![format!("{target} x")], String::new()));
    }
}

#[test]
fn an_unchanged_message_keeps_its_bytes() {
    let target =
        "a = Vous avez { $n ->\n [one] une tâche\n *[other] { $n } tâches\n } dans { -college }\n  .title = Tâches";
    let expected = document(vec![message("a", COUNT, Some(target)), message("-b", "-b = B", Some("-b =   Bé"))]);
    let written = write(&expected);
    assert!(!written.contains("vc:entry"), "{written}");
    assert_eq!(read(written.as_bytes(), &expected), Ok(Received { unchanged: 2, ..Received::default() }));
    let confirmed = written.replace("une tâche", "1 tâche").replace("translated", "final");
    let (units, faults) = imported(&confirmed, &expected);
    assert_eq!((units.len(), faults.as_str()), (1, ""));
    assert!(units[0].contains("[one] Vous avez 1 tâche dans { -college }"), "{}", units[0]);
}

#[test]
fn what_tools_make_of_it_is_read() {
    let expected = document(vec![markdown("See **the** `list`", None)]);
    let written = write(&expected);
    let (head, tail) = written.split_once("<segment").expect("a segment");
    let source = tail.split_once("<source>").and_then(|(_, rest)| rest.split_once("</source>")).expect("a source").0;
    let unit = |segments: &str| format!("{head}{segments}</unit></file></xliff>");
    let matches =
        "<mtc:matches xmlns:mtc='m'><mtc:match><source>x</source><target>y</target></mtc:match></mtc:matches>";
    let annotated =
        "<mrk id='m1' type='comment' value='!'>Voir</mrk> <sc id='1'/>la<ec startRef='1'/> <sm id='m2'/><ph id='2'/>";
    let texts = [
        unit(&format!("<segment state='final'><source>{source}</source><target>{annotated}</target></segment>")),
        unit(&format!(
            "<segment id='s1'><source>{source}</source><target>{annotated}</target><x:y xmlns:x='z'>n</x:y></segment>"
        ))
        .replace("<notes>", "")
        .replace("<originalData>", &format!("{matches}<originalData>")),
        unit(
            "<segment><source>See</source><target>Voir</target></segment><ignorable><source> </source></ignorable>\
             <segment><source><pc id='1'>the</pc> <ph id='2'/></source><target><pc id='1'>la</pc> <ph id='2'/></target></segment>",
        ),
    ];
    for text in texts {
        assert_eq!(imported(&text, &expected), (vec!["Voir **la** `list`".to_owned()], String::new()), "{text}");
    }
}

#[test]
fn what_does_not_fit_is_said() {
    let units = vec![markdown("See **the** `list`", Some("Voir **la** `list`")), message("a", COUNT, None)];
    let expected = document(units);
    let written = write(&expected);
    let first = "exchange-{} line=4 unit=course/a#m/1";
    let fault = |code: &str, args: &str| format!("{}{args}", first.replace("{}", code));
    let replaced = |from: &str, to: &str| {
        assert!(written.contains(from), "{from}");
        written.replace(from, to)
    };
    for (text, found) in [
        (replaced(">18<", ">17<"), fault("moved-source", "")),
        (replaced("See ", "Look at "), fault("changed-source", "")),
        (replaced("name=\"m/1\"", "name=\"m/2\""), "exchange-unknown-unit line=4 unit=m/2".to_owned()),
        (replaced("Voir ", "<ph id='2'/>"), fault("doubled-code", " code=`list`")),
        (replaced("Voir ", "<ph id='9'/>"), fault("unknown-code", " code=9")),
        (replaced("Voir ", "<ph id='x'/>"), fault("unknown-code", " code=0")),
        (
            replaced("<target>Voir ", "<target>Voir</target><target>"),
            "exchange-malformed line=9 format=XLIFF 2".to_owned(),
        ),
        (replaced("Voir ", "<ec startRef='1'/>"), fault("crossed-code", " code=**")),
        (
            replaced("srcLang=\"en\"", "srcLang=\"es\""),
            "exchange-wrong-source-language found=es expected=en".to_owned(),
        ),
        (
            replaced("trgLang=\"fr\"", "trgLang=\"pt\""),
            "exchange-wrong-target-language found=pt expected=fr".to_owned(),
        ),
        (
            replaced("original=\"course/a\"", "original=\"b\""),
            "exchange-wrong-catalogue found=b expected=course/a".to_owned(),
        ),
        (replaced("version=\"2.1\"", "version=\"1.2\""), "exchange-wrong-format line=2 format=XLIFF 2".to_owned()),
        (replaced("<xliff ", "<!DOCTYPE xliff><xliff "), "exchange-declaration line=2".to_owned()),
        (replaced("Voir ", "&x;"), "exchange-declaration line=9".to_owned()),
        (replaced("</file>", ""), "exchange-malformed line=45 format=XLIFF 2".to_owned()),
        (replaced("Voir ", &"<mrk>".repeat(70)), "exchange-too-deep line=9 format=XLIFF 2 most=64".to_owned()),
        (String::new(), "exchange-wrong-format line=1 format=XLIFF 2".to_owned()),
    ] {
        let faults = read(text.as_bytes(), &expected).map_or_else(|faults| faults, |received| received.faults);
        assert_eq!(said(&faults), found, "{text}");
    }
}

#[test]
fn a_message_is_translated_as_a_whole_or_not() {
    let expected = document(vec![message("a", COUNT, None)]);
    let written = write(&expected);
    let code = "<ph id='1'/><ph id='2'/>";
    let sentence =
        |text: &str, count: usize| written.replacen("</source>", &format!("</source><target>{text}</target>"), count);
    assert_eq!(imported(&sentence(code, 1), &expected).1, "exchange-incomplete line=5 unit=course/a#a");
    assert_eq!(imported(&sentence("", 9), &expected), (vec![], String::new()));
    let simple = document(vec![message("a", "a = Hi { $n }", None)]);
    let written = write(&simple);
    for (text, units, faults) in [
        ("Oui <ph id='1'/>", vec!["a = Oui { $n }"], ""),
        ("Oui", vec![], "exchange-lost-code line=4 unit=course/a#a code={ $n }"),
        ("<ph id='1'/> {", vec![], "exchange-not-a-message line=4 unit=course/a#a"),
        ("<ph id='1'/>\nb = B", vec!["a = { $n }\n    b = B"], ""),
        ("<ph id='1'/>\n.b = B", vec!["a = { $n }\n    { \".\" }b = B"], ""),
    ] {
        let translated = written.replace("</source>", &format!("</source><target>{text}</target>"));
        let units: Vec<String> = units.into_iter().map(str::to_owned).collect();
        assert_eq!(imported(&translated, &simple), (units, faults.to_owned()), "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn writing_and_reading_changes_nothing(
        document in any_document("([a-c]|\\*|`|\\{\\{|\\}\\}|<|>|&|\\]\\]>|\\n|\\r|\\t| |\u{1}|é|\\[|\\]\\(x\\)|\\{ |\\$n|=){1,12}"),
        kinds in proptest::collection::vec(0..4_usize, 5)
    ) {
        let mut document = document;
        for (unit, kind) in document.units.iter_mut().zip(kinds) {
            // Messages that come back are written anew.
            unit.kind = [UnitKind::Markdown, UnitKind::Cell, UnitKind::Plain, UnitKind::Caption][kind];
        }
        let count = document.units.iter().filter(|unit| unit.target.is_some()).count();
        let written = write(&document);
        let known = read(written.as_bytes(), &document).expect("a file");
        prop_assert_eq!(known, Received { unchanged: count, ..Received::default() });
        let fresh = read(written.as_bytes(), &untranslated(&document)).expect("a file");
        prop_assert_eq!(fresh.units.len() + fresh.faults.len(), count);
        prop_assert!(fresh.faults.iter().all(|fault| fault.code == FaultCode::LostCode), "{}", said(&fresh.faults));
        let expected = suggested(&document);
        prop_assert!(fresh.units.iter().all(|unit| expected.contains(unit)), "{:?} {:?}", fresh.units, expected);
        // A translation that has what its source has.
        document.units.iter_mut().filter(|unit| unit.target.is_some()).for_each(|unit| unit.target = Some(unit.source.clone()));
        comes_back(&document, write(&document).as_bytes(), read);
    }

    #[test]
    fn messages_come_back(words in proptest::collection::vec("([a-c]|\\[|\\*|\\.|é| \\{ \\$n \\}|\\n    |<|&){1,5}", 4), tag in 0..3_usize) {
        let [a, b, c, d] = &words[..] else { unreachable!() };
        let source = format!("k = x{a} {{ $n ->\n    [one] x{b}\n   *[other] x{c}\n }}\n    .t = x{d}");
        let target = format!("k = y{d} {{ $n ->\n    [one] y{c}\n   *[other] y{b}\n }}\n    .t = y{a}");
        let mut document = document(vec![message("k", &source, Some(&target))]);
        document.target_locale = locale(["fr", "ja", "ar"][tag]);
        let written = write(&document);
        let unchanged = read(written.as_bytes(), &document).expect("a file");
        prop_assert_eq!((said(&unchanged.faults), unchanged.unchanged), (String::new(), 1));
        let fresh = read(written.as_bytes(), &untranslated(&document)).expect("a file");
        // The code may stand more or less often than in the source.
        prop_assert!(fresh.units.len() + fresh.faults.len() == 1);
        if let [unit] = &fresh.units[..] {
            let again = Document { units: vec![unit.clone()], ..document.clone() };
            prop_assert_eq!(write(&again).replace("vc:entry", "vc:message"), written.replace("vc:entry", "vc:message"));
        }
    }

    #[test]
    fn no_bytes_make_it_stumble(bytes in any::<Vec<u8>>(), pieces in proptest::collection::vec(
        "</?(unit|segment|source|target|pc|ph|group|file|mda:meta)( (id|name|hex|version)='[a12]{0,3}')?/?>|[a&;<]", 0..20)) {
        let expected = document(vec![unit("a", "A", None)]);
        let _ = read(&bytes, &expected);
        let _ = read(format!("<xliff version='2.1' srcLang='en' trgLang='fr'>{}", pieces.concat()).as_bytes(), &expected);
        let _ = read(format!("<xliff version='2.1'><file id='1'><unit id='a'>{}</unit></file></xliff>", pieces.concat()).as_bytes(), &expected);
    }
}
