//! From JSON-LD to the canonical text of its statements: JSON-LD 1.1 API §8, RDF Dataset Canonicalization 1.0 (RDFC-1.0).

use oxjsonld::{JsonLdParser, JsonLdRemoteDocument};
use oxrdf::dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm};
use oxrdf::{Dataset, Quad};
use serde_json::{Value, json};

use super::fault::Malformed;
use super::{contexts, terms};

/// Where a term without a definition would lead.
const NOWHERE: &str = "urn:undefined:";

/// The statements of a document, of which each member is in one, as canonical N-Quads.
///
/// # Errors
/// When a member is in none, as [`terms::check`] says, or it is no JSON-LD.
pub fn canonical(document: &Value) -> Result<String, Malformed> {
    terms::check(document)?;
    refuse_undefined(document)?;
    canonical_of_any(document)
}

/// The same, whatever is dropped.
pub(super) fn canonical_of_any(document: &Value) -> Result<String, Malformed> {
    let mut dataset = Dataset::new();
    for quad in &statements(document)? {
        dataset.insert(quad);
    }
    let hash_algorithm = CanonicalizationHashAlgorithm::Sha256;
    dataset.canonicalize(CanonicalizationAlgorithm::Rdfc10 { hash_algorithm });
    let mut lines: Vec<String> = dataset.iter().map(|quad| format!("{quad} .\n")).collect();
    // RDFC-1.0 §4.4: in code point order, which is the order of UTF-8.
    lines.sort_unstable();
    Ok(lines.concat())
}

/// Reads the document with a vocabulary for whatever has no definition, and looks for its words.
fn refuse_undefined(document: &Value) -> Result<(), Malformed> {
    let mut marked = document.clone();
    if let Some(context) = marked.get_mut("@context") {
        let vocabulary = json!({"@vocab": NOWHERE});
        match context {
            Value::Array(names) => names.push(vocabulary),
            name => *name = json!([name.take(), vocabulary]),
        }
    }
    for quad in statements(&marked)? {
        for iri in [Some(quad.predicate.as_str()), named(&quad)].into_iter().flatten() {
            if let Some(term) = iri.strip_prefix(NOWHERE) {
                return Err(Malformed::Undefined(term.to_owned()));
            }
        }
    }
    Ok(())
}

fn named(quad: &Quad) -> Option<&str> {
    match &quad.object {
        oxrdf::Term::NamedNode(node) => Some(node.as_str()),
        _ => None,
    }
}

fn statements(document: &Value) -> Result<Vec<Quad>, Malformed> {
    let bytes = document.to_string();
    let parser = JsonLdParser::new().for_slice(&bytes).with_load_document_callback(|url, _| {
        let text = find(url).ok_or_else(|| Malformed::Context(url.to_owned()))?;
        Ok(JsonLdRemoteDocument { document: text.as_bytes().to_vec(), document_url: url.to_owned() })
    });
    parser.collect::<Result<_, _>>().map_err(|error| Malformed::Rdf(error.to_string()))
}

fn find(url: &str) -> Option<&'static str> {
    #[cfg(test)]
    if url == "https://www.w3.org/ns/credentials/examples/v2" {
        return Some(r#"{"@context":{"@vocab":"https://www.w3.org/ns/credentials/examples#"}}"#);
    }
    contexts::find(url)
}
