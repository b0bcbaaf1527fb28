//! Glossaries of ours and of others, in both formats.

use proptest::prelude::*;

use super::*;
use crate::formats::exchange::tests::said;
use crate::i18n::tests::locale;

fn term(language: &str, text: &str, status: TermStatus, note: &str) -> Term {
    Term { line: 0, locale: locale(language), text: text.to_owned(), status, note: note.to_owned() }
}

fn permit() -> Concept {
    Concept {
        line: 0,
        definition: "A \"document\" <of> CITES".to_owned(),
        terms: vec![
            term("en", "permit", TermStatus::Preferred, ""),
            term("fr", "permis", TermStatus::Preferred, "=x"),
            term("fr", "licence", TermStatus::Deprecated, "Not & never"),
        ],
    }
}

/// Without the lines, which a writer does not know.
fn shown(read: Result<Terminology, Vec<Fault>>) -> Result<(Vec<Concept>, String), String> {
    let read = read.map_err(|faults| said(&faults))?;
    let unplaced = |concept: Concept| {
        let terms = concept.terms.into_iter().map(|term| Term { line: 0, ..term }).collect();
        Concept { line: 0, terms, ..concept }
    };
    let concepts = read.concepts.into_iter().map(unplaced);
    Ok((concepts.collect(), said(&read.faults)))
}

fn words(read: Result<Terminology, Vec<Fault>>) -> Result<(Vec<String>, String), String> {
    let (concepts, faults) = shown(read)?;
    let concept = |concept: Concept| {
        let terms = concept.terms.iter().map(|term| {
            let sign = if term.status.is_forbidden() { "!" } else { "" };
            format!("{} {sign}{}", term.locale, term.text)
        });
        format!("{}: {}", concept.definition, terms.collect::<Vec<_>>().join(", "))
    };
    Ok((concepts.into_iter().map(concept).collect(), faults))
}

#[test]
fn a_glossary_is_as_tools_like_it() {
    let written = tbx::write(&[permit()], "A < B", &Locale::EN);
    assert!(
        written.contains("<tbx type=\"TBX-Basic\" style=\"dca\" xml:lang=\"en\" xmlns=\"urn:iso:std:iso:30042:ed-2\">")
    );
    let french = written
        .split_once("<langSec xml:lang=\"fr\">")
        .and_then(|(_, rest)| rest.split_once("</langSec>"))
        .expect("it")
        .0;
    assert_eq!(
        french,
        "\n          <termSec>\n            <term>permis</term>\n            \
         <termNote type=\"administrativeStatus\">preferredTerm-admn-sts</termNote>\n            <note>=x</note>\n          </termSec>\n          \
         <termSec>\n            <term>licence</term>\n            \
         <termNote type=\"administrativeStatus\">deprecatedTerm-admn-sts</termNote>\n            <note>Not &amp; never</note>\n          \
         </termSec>\n        "
    );
    assert_eq!(
        csv::write(&[permit()]),
        "\u{FEFF}concept,language,term,status,definition,note\r\n1,en,permit,preferred,\"A \"\"document\"\" <of> CITES\",\r\n\
         1,fr,permis,preferred,,'=x\r\n1,fr,licence,deprecated,,Not & never\r\n\
         #end,,,,,Please keep this row: it shows that nothing was cut off.\r\n"
    );
}

/// The first edition, and the second with an element for each category.
const OLD: &str = r#"<?xml version='1.0'?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></martifHeader>
<text><body>
<termEntry id="c1"><descripGrp><descrip type="definition">A document</descrip><admin type="source">x</admin></descripGrp>
 <langSet xml:lang="en"><tig><term>permit</term><termNote type="partOfSpeech">noun</termNote></tig></langSet>
 <langSet xml:lang="pt_BR"><ntig><termGrp><term>licença</term>
   <termNoteGrp><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termNoteGrp></termGrp></ntig>
  <tig><term>permissão</term><termNote type="administrativeStatus">supersededTerm</termNote></tig></langSet>
</termEntry>
</body><back><refObjectList/></back></text></martif>"#;
const BY_ELEMENTS: &str = r#"<tbx type="TBX-Min" style="dct" xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="m"><tbxHeader/><text><body>
<conceptEntry id="1"><langSec xml:lang="en"><min:definition> A document </min:definition><termSec><term>permit</term>
<min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec></langSec>
<langSec xml:lang="pt-BR"><termSec><term> licença</term></termSec>
<termSec><term>permissão</term><termNote type="administrativeStatus">forbidden</termNote></termSec></langSec></conceptEntry></body></text></tbx>"#;

#[test]
fn glossaries_of_others_are_read() {
    let expected = Ok((vec!["A document: en permit, pt-BR licença, pt-BR !permissão".to_owned()], String::new()));
    assert_eq!(words(tbx::read(OLD.as_bytes())), expected);
    assert_eq!(words(tbx::read(BY_ELEMENTS.as_bytes())), expected);
    for table in [
        "term;language;status;definition;concept\npermit;en;;A document;x\nlicença;pt_BR;preferred;;x\npermissão;pt-BR;forbidden;;x\n",
        "concept,language,term,status,definition\n7,en,permit,Preferred,A document\n7,pt-br,licença\n7,pt-BR,permissão,obsolete,x",
    ] {
        assert_eq!(words(csv::read(table.as_bytes())), expected, "{table}");
    }
    let wide = "definition,en,Fr,pt_BR,status\nA document,permit,\"permis\nautorisation\",,x\n,quota,,,\n";
    let expected = ["A document: en permit, fr permis, fr autorisation", ": en quota"].map(str::to_owned).to_vec();
    assert_eq!(words(csv::read(wide.as_bytes())), Ok((expected, String::new())));
}

#[test]
fn what_is_wrong_is_said_with_its_line() {
    for (text, found) in [
        (
            OLD.replace("pt_BR", "no language"),
            "exchange-not-a-language line=7 found=no language; exchange-not-a-language line=9 found=no language",
        ),
        (
            OLD.replace(" xml:lang=\"pt_BR\"", ""),
            "exchange-not-a-language line=7 found=; exchange-not-a-language line=9 found=",
        ),
        (OLD.replace("supersededTerm", "dubious"), "exchange-unknown-status line=9 found=dubious"),
        (OLD.replace("permit", " "), "exchange-no-term line=6"),
        (OLD.replace("langSet", "x"), "exchange-no-term line=5"),
        (OLD.replace("martif", "tmx"), "exchange-wrong-format line=3 format=TBX"),
        (OLD.replace("</termEntry>", ""), "exchange-malformed line=11 format=TBX"),
        (OLD.replace(".dtd\">", ".dtd\" [<!ENTITY a 'b'>]>"), "exchange-declaration line=2"),
        (OLD.replace("A document", &"<hi>".repeat(70)), "exchange-too-deep line=5 format=TBX most=64"),
    ] {
        let faults = tbx::read(text.as_bytes()).map_or_else(|faults| faults, |read| read.faults);
        assert_eq!(said(&faults), found, "{text}");
    }
    for (text, found) in [
        ("", "exchange-wrong-format format=CSV"),
        ("source,target\na,b", "exchange-wrong-format format=CSV"),
        (
            "language,term,status\nen,a\nxx-,b\nen,c,good\nen\n\"x,y\nen,d\n",
            "exchange-not-a-language line=3 found=xx-; exchange-unknown-status line=4 found=good; exchange-no-term line=5; exchange-malformed line=6 format=CSV",
        ),
        ("en,fr,definition\n,,x", "exchange-no-term line=2"),
    ] {
        let faults = csv::read(text.as_bytes()).map_or_else(|faults| faults, |read| read.faults);
        assert_eq!(said(&faults), found, "{text}");
    }
}

fn any_concepts() -> impl Strategy<Value = Vec<Concept>> {
    let text = "[<&>\"'=a;,é@\\]]([<&>\"'=a;, \n\\]]{0,6}[<&>\"'=a;,-])?";
    let terms = proptest::collection::vec((0..3_usize, text, 0..4_usize, proptest::option::of(text)), 1..5);
    let concept = (proptest::option::of(text), terms).prop_map(|(definition, terms)| {
        let mut terms: Vec<Term> = terms
            .into_iter()
            .map(|(language, text, status, note)| {
                term(["en", "sr-Latn", "ar"][language], &text, TermStatus::ALL[status], &note.unwrap_or_default())
            })
            .collect();
        // Files have the terms of a language together.
        terms.sort_by(|one, other| one.locale.as_str().cmp(other.locale.as_str()));
        Concept { line: 0, definition: definition.unwrap_or_default(), terms }
    });
    proptest::collection::vec(concept, 0..4)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn writing_and_reading_changes_nothing(concepts in any_concepts()) {
        let same = Ok((concepts.clone(), String::new()));
        prop_assert_eq!(&shown(csv::read(csv::write(&concepts).as_bytes())), &same);
        prop_assert_eq!(&shown(tbx::read(tbx::write(&concepts, "<&>", &Locale::EN).as_bytes())), &same);
    }

    #[test]
    fn no_bytes_make_it_stumble(bytes in any::<Vec<u8>>(), pieces in proptest::collection::vec(
        "</?(termEntry|langSet|tig|term|termGrp|termNote|descrip)( (xml:lang|type)='(en|definition|)')?/?>|[a&;<]", 0..20), rows in "[a,;\"\n=x]{0,30}") {
        let _ = (tbx::read(&bytes), csv::read(&bytes));
        let _ = tbx::read(format!("<martif><text><body>{}", pieces.concat()).as_bytes());
        let _ = csv::read(format!("language,term\n{rows}").as_bytes());
        let _ = csv::read(format!("en,fr\n{rows}").as_bytes());
    }
}
