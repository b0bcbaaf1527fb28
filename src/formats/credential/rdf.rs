//! From JSON-LD to the canonical text of its statements: JSON-LD 1.1 API §8, RDF Dataset Canonicalization 1.0 (RDFC-1.0).

use oxjsonld::{JsonLdParser, JsonLdRemoteDocument};
use oxrdf::dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm};
use oxrdf::{Dataset, Quad};
use serde_json::{Value, json};

use super::contexts::Extract;
use super::fault::Malformed;
use super::terms;

/// Where a term without a definition would lead.
const NOWHERE: &str = "urn:undefined:";

/// The statements of a document, of which each member is in one, as canonical N-Quads.
///
/// # Errors
/// When a member is in none, as [`terms::check`] says, or it is no JSON-LD.
pub fn canonical(document: &Value) -> Result<String, Malformed> {
    terms::check(document)?;
    // With a vocabulary for whatever has no definition. Where none of its words is found, there are no other statements without it.
    let mut marked = document.clone();
    if let Some(context) = marked.get_mut("@context") {
        let vocabulary = json!({"@vocab": NOWHERE});
        match context {
            Value::Array(names) => names.push(vocabulary),
            name => *name = json!([name.take(), vocabulary]),
        }
    }
    let statements = statements(&marked)?;
    for quad in &statements {
        for iri in [Some(quad.predicate.as_str()), named(quad)].into_iter().flatten() {
            if let Some(term) = iri.strip_prefix(NOWHERE) {
                return Err(Malformed::Undefined(term.to_owned()));
            }
        }
    }
    Ok(canonical_of(&statements))
}

/// The same, whatever is dropped.
pub(super) fn canonical_of_any(document: &Value) -> Result<String, Malformed> {
    Ok(canonical_of(&statements(document)?))
}

pub(super) fn canonical_of(statements: &[Quad]) -> String {
    let mut dataset: Dataset = statements.iter().collect();
    let hash_algorithm = CanonicalizationHashAlgorithm::Sha256;
    dataset.canonicalize(CanonicalizationAlgorithm::Rdfc10 { hash_algorithm });
    let mut lines: Vec<String> = dataset.iter().map(|quad| format!("{quad} .\n")).collect();
    // RDFC-1.0 §4.4: in code point order, which is the order of UTF-8.
    lines.sort_unstable();
    lines.concat()
}

fn named(quad: &Quad) -> Option<&str> {
    match &quad.object {
        oxrdf::Term::NamedNode(node) => Some(node.as_str()),
        _ => None,
    }
}

fn statements(document: &Value) -> Result<Vec<Quad>, Malformed> {
    let (bytes, extract) = (document.to_string(), Extract::of(document));
    let parser = JsonLdParser::new().for_slice(&bytes).with_load_document_callback(move |url, _| {
        let document = load(&extract, url).ok_or_else(|| Malformed::Context(url.to_owned()))?;
        Ok(JsonLdRemoteDocument { document, document_url: url.to_owned() })
    });
    parser.collect::<Result<_, _>>().map_err(|error| Malformed::Rdf(error.to_string()))
}

fn load(extract: &Extract, url: &str) -> Option<Vec<u8>> {
    #[cfg(test)]
    if url == "https://www.w3.org/ns/credentials/examples/v2" {
        return Some(br#"{"@context":{"@vocab":"https://www.w3.org/ns/credentials/examples#"}}"#.to_vec());
    }
    extract.context(url)
}
