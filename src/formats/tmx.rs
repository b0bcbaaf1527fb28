//! TMX 1.4b (LISA): translation memories of other tools, and ours for them.
//!
//! Texts are segments as they are written here, codes among the words; a memory that marks its codes up is read with what the
//! marks stand for.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::exchange::{Document, FAULTS, Fault, FaultCode, UNITS, Unit, UnitState};
use super::xml::{Element, Node, Nodes, attribute, document_text, is_writable, text};
use crate::i18n::Locale;

const FORMAT: &str = "TMX";
const KEY: &str = "x-key";
/// So many languages of a file are named where ours are not among them.
const NAMED: usize = 8;
/// No memory has more languages; what comes after them is of none of ours.
const LANGUAGES: usize = 1_000;

/// A text and how it was translated somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    pub line: usize,
    /// The id of a unit, in a memory of ours.
    pub unit: Option<String>,
    pub source: String,
    pub target: String,
}

/// What a memory says in one pair of languages, and what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Memory {
    pub pairs: Vec<Pair>,
    pub faults: Vec<Fault>,
}

/// A memory of what is approved; what is stale was approved for another source.
#[must_use]
pub fn write(document: &Document) -> String {
    let (source, target) = (document.source_locale.as_str(), document.target_locale.as_str());
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n<tmx version=\"1.4\">\n  <header \
         creationtool=\"Virtual College\" creationtoolversion=\"1\" segtype=\"block\" o-tmf=\"XLIFF\" adminlang=\"en\" \
         srclang=\"{source}\" datatype=\"plaintext\"/>\n  <body>\n"
    );
    for (unit, translation) in document.units.iter().filter_map(|unit| Some((unit, approved(unit)?))) {
        let _ = write!(out, "    <tu>\n      <prop type=\"{KEY}\">{}</prop>\n", text(&unit.id));
        for (locale, words) in [(source, &unit.source), (target, translation)] {
            let _ = writeln!(out, "      <tuv xml:lang=\"{}\"><seg>{}</seg></tuv>", attribute(locale), text(words));
        }
        out.push_str("    </tu>\n");
    }
    out.push_str("  </body>\n</tmx>\n");
    out
}

/// Whether a memory of it would say anything.
#[must_use]
pub fn has_any(document: &Document) -> bool {
    document.units.iter().any(|unit| approved(unit).is_some())
}

/// What is approved and can be said in XML.
fn approved(unit: &Unit) -> Option<&String> {
    let target = unit.target.as_ref().filter(|_| unit.state == UnitState::Approved)?;
    (unit.source.chars().chain(target.chars()).all(is_writable)).then_some(target)
}

/// Reads what a memory says in a pair of languages. A variant is taken where it does not have the language itself: `en-US` for
/// `en`.
///
/// # Errors
/// When the file as a whole cannot be read, or has nothing in these languages.
pub fn read(bytes: &[u8], source: &Locale, target: &Locale) -> Result<Memory, Vec<Fault>> {
    let text = document_text(bytes, FORMAT)?;
    let mut reader = Reader {
        nodes: Nodes::of(&text, FORMAT, true),
        wanted: [source, target],
        known: HashMap::new(),
        met: [false; 2],
        memory: Memory::default(),
    };
    reader.read().map_err(|fault| vec![fault])?;
    match reader.met {
        [true, true] => Ok(reader.memory),
        [false, _] => Err(vec![reader.missing(FaultCode::WrongSourceLanguage, source)]),
        [_, false] => Err(vec![reader.missing(FaultCode::WrongTargetLanguage, target)]),
    }
}

/// How well a language is one of the two: not at all, a variant of it, or the language itself.
type Fit = [u8; 2];

struct Reader<'a> {
    nodes: Nodes<'a>,
    wanted: [&'a Locale; 2],
    known: HashMap<String, Fit>,
    met: [bool; 2],
    memory: Memory,
}

impl Reader<'_> {
    fn missing(&self, code: FaultCode, wanted: &Locale) -> Fault {
        let mut found: Vec<&str> = self.known.keys().map(String::as_str).collect();
        found.sort_unstable();
        found.truncate(NAMED);
        Fault::new(code).with("found", found.join(", ")).with("expected", wanted.as_str())
    }

    fn read(&mut self) -> Result<(), Fault> {
        let mut has_root = false;
        loop {
            match self.nodes.next()? {
                Node::Start(element) => match element.name.as_str() {
                    "tmx" if !has_root => has_root = true,
                    _ if !has_root => return Err(self.nodes.fault(FaultCode::WrongFormat)),
                    "body" => {}
                    "tu" => self.unit(element.line)?,
                    _ => self.nodes.skip()?,
                },
                Node::Eof => return Ok(()),
                Node::End | Node::Text(_) => {}
            }
        }
    }

    fn unit(&mut self, line: usize) -> Result<(), Fault> {
        let mut sides: [(u8, String); 2] = Default::default();
        let mut unit = None;
        loop {
            match self.nodes.next()? {
                Node::Start(element) if element.name == "tuv" => self.variant(&element, &mut sides)?,
                Node::Start(element) if element.name == "prop" && element.get("type") == Some(KEY) => {
                    unit = Some(self.nodes.text_within()?);
                }
                Node::Start(_) => self.nodes.skip()?,
                Node::Text(_) => {}
                Node::End => break,
                Node::Eof => return Err(self.nodes.fault(FaultCode::Malformed)),
            }
        }
        let [(_, source), (_, target)] = sides;
        if !source.is_empty() && !target.is_empty() {
            if self.memory.pairs.len() == UNITS {
                return Err(Fault::new(FaultCode::TooManyUnits).with("most", UNITS));
            }
            self.memory.pairs.push(Pair { line, unit, source, target });
        }
        Ok(())
    }

    /// Keeps a text where it fits better than what was met before.
    fn variant(&mut self, element: &Element, sides: &mut [(u8, String); 2]) -> Result<(), Fault> {
        let text = self.segment()?;
        let Some(tag) = element.get("xml:lang").or_else(|| element.get("lang")) else {
            if self.memory.faults.len() < FAULTS {
                self.memory.faults.push(Fault::new(FaultCode::NotALanguage).at_line(element.line).with("found", ""));
            }
            return Ok(());
        };
        let fit = self.fit(tag);
        for ((side, met), fit) in sides.iter_mut().zip(&mut self.met).zip(fit) {
            *met |= fit > 0;
            if fit > side.0 {
                *side = (fit, text.clone());
            }
        }
        Ok(())
    }

    fn fit(&mut self, tag: &str) -> Fit {
        if let Some(fit) = self.known.get(tag) {
            return *fit;
        }
        if self.known.len() == LANGUAGES {
            return [0, 0];
        }
        let locale = Locale::parse(&tag.replace('_', "-")).ok();
        let fit = self.wanted.map(|wanted| match &locale {
            Some(locale) if locale == wanted => 2,
            Some(locale) if locale.lineage().contains(wanted) => 1,
            _ => 0,
        });
        self.known.insert(tag.to_owned(), fit);
        fit
    }

    /// The text of a variant, with what stands within its marks.
    fn segment(&mut self) -> Result<String, Fault> {
        let mut text = String::new();
        loop {
            match self.nodes.next()? {
                Node::Start(element) if element.name == "seg" => text = self.nodes.text_within()?,
                Node::Start(_) => self.nodes.skip()?,
                Node::Text(_) => {}
                Node::End => return Ok(text),
                Node::Eof => return Err(self.nodes.fault(FaultCode::Malformed)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::formats::exchange::tests::{any_document, document, said, unit};
    use crate::i18n::tests::locale;

    fn pairs(text: &str, source: &str, target: &str) -> Result<Vec<(usize, String, String)>, String> {
        let memory = read(text.as_bytes(), &locale(source), &locale(target)).map_err(|faults| said(&faults))?;
        let faults = said(&memory.faults);
        let pairs = memory.pairs.into_iter().map(|pair| (pair.line, pair.source, pair.target)).collect();
        if faults.is_empty() { Ok(pairs) } else { Err(faults) }
    }

    #[test]
    fn a_memory_is_of_what_is_approved() {
        let approved = Unit { state: UnitState::Approved, ..unit("a", "A < B", Some("\"Á\"")) };
        let written = write(&document(vec![approved, unit("b", "B", Some("Bé"))]));
        let body = written.split_once("<body>\n").and_then(|(_, body)| body.split_once("  </body>")).expect("a body").0;
        assert_eq!(
            body,
            "    <tu>\n      <prop type=\"x-key\">course/a#a</prop>\n      <tuv xml:lang=\"en\"><seg>A &lt; B</seg></tuv>\n      \
             <tuv xml:lang=\"fr\"><seg>\"Á\"</seg></tuv>\n    </tu>\n"
        );
        assert_eq!(pairs(&written, "en", "fr"), Ok(vec![(6, "A < B".to_owned(), "\"Á\"".to_owned())]));
    }

    /// As `OmegaT` and Weblate write them.
    const OTHERS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx11.dtd">
<tmx version="1.1">
  <header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext" segtype="sentence" srclang="en-US"/>
  <body>
<!-- Default translations -->
    <tu tuid="1" creationdate="20260101T000000Z">
      <note>To be seen</note>
      <prop type="id">x</prop>
      <tuv lang="en-US"><seg>The <bpt i="1">&lt;b&gt;</bpt>list<ept i="1">&lt;/b&gt;</ept></seg></tuv>
      <tuv lang="FR"><seg>La <hi>liste</hi></seg></tuv>
      <tuv lang="fr-CA"><seg>La liste!</seg></tuv>
      <tuv xml:lang="pt_BR"><seg>A lista</seg></tuv>
    </tu>
    <tu><tuv lang="en"><seg>Alone</seg></tuv><tuv lang="fr"><seg></seg></tuv></tu>
  </body>
</tmx>"#;

    #[test]
    fn memories_of_others_are_read() {
        let is = |target: &str| Ok(vec![(7, "The <b>list</b>".to_owned(), target.to_owned())]);
        for (source, target, expected) in [
            ("en", "fr", is("La liste")),
            ("en", "fr-CA", is("La liste!")),
            ("en-US", "pt", is("A lista")),
            (
                "en",
                "es",
                Err("exchange-wrong-target-language found=FR, en, en-US, fr, fr-CA, pt_BR expected=es".to_owned()),
            ),
            (
                "es",
                "fr",
                Err("exchange-wrong-source-language found=FR, en, en-US, fr, fr-CA, pt_BR expected=es".to_owned()),
            ),
        ] {
            assert_eq!(pairs(OTHERS, source, target), expected, "{source} {target}");
        }
    }

    #[test]
    fn what_is_no_memory_is_said() {
        let laughs = "<!DOCTYPE tmx [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]>";
        let deep = OTHERS.replace("La <hi>", &"<hi>".repeat(70));
        for (text, found) in [
            (OTHERS.replace("<!DOCTYPE tmx SYSTEM \"tmx11.dtd\">", laughs), "exchange-declaration line=2"),
            (OTHERS.replace("La <hi>", "&agrave;<hi>"), "exchange-declaration line=11"),
            (OTHERS.replace("<body>", "<!DOCTYPE tmx><body>"), "exchange-malformed line=5 format=TMX"),
            (OTHERS.replace("lang=\"FR\"", ""), "exchange-not-a-language line=11 found="),
            (OTHERS.replace("</tu>", ""), "exchange-malformed line=16 format=TMX"),
            (deep, "exchange-too-deep line=11 format=TMX most=64"),
            ("<martif/>".to_owned(), "exchange-wrong-format line=1 format=TMX"),
            ("a,b".to_owned(), "exchange-wrong-format line=1 format=TMX"),
        ] {
            assert_eq!(pairs(&text, "en", "fr"), Err(found.to_owned()), "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_written_is_read(document in any_document("[<&>\"a\\n\\r\u{1}é\\]]{1,8}")) {
            let written = write(&document);
            let expected: Vec<(&str, &str)> = document.units.iter()
                .filter_map(|unit| Some((unit.source.as_str(), approved(unit)?.as_str())))
                .collect();
            let Ok(memory) = read(written.as_bytes(), &Locale::EN, &Locale::FR) else {
                prop_assert!(expected.is_empty());
                return Ok(());
            };
            let read: Vec<(&str, &str)> = memory.pairs.iter().map(|pair| (pair.source.as_str(), pair.target.as_str())).collect();
            prop_assert_eq!(read, expected);
        }

        #[test]
        fn no_bytes_make_it_stumble(bytes in any::<Vec<u8>>(), pieces in proptest::collection::vec(
            "</?(tu|tuv|seg|body|prop)( (lang|type)='(en|fr|x-key|)')?/?>|[a&;<]", 0..20)) {
            let _ = read(&bytes, &Locale::EN, &Locale::FR);
            let _ = read(format!("<tmx><body>{}", pieces.concat()).as_bytes(), &Locale::EN, &Locale::FR);
        }
    }
}
