//! The JSON-LD contexts that are known, and no others: none is ever fetched.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

use serde_json::{Map, Value};

/// VC Data Model 2.0, appendix B.1.
pub const CREDENTIALS: &str = "https://www.w3.org/ns/credentials/v2";
/// Open Badges 3.0, §C.1.
pub const OPEN_BADGES: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";
/// Open Badges 3.0, appendix C: defines `1EdTechJsonSchemaValidator2019`.
pub const OPEN_BADGES_EXTENSIONS: &str = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json";

/// A context as its publisher serves it.
pub struct Context {
    pub url: &'static str,
    pub text: &'static str,
}

/// Every context that a document may name.
pub static CONTEXTS: [Context; 5] = [
    Context { url: CREDENTIALS, text: include_str!("contexts/credentials-v2.json") },
    Context { url: OPEN_BADGES, text: include_str!("contexts/ob-v3p0-context-3.0.3.json") },
    Context { url: OPEN_BADGES_EXTENSIONS, text: include_str!("contexts/ob-v3p0-extensions.json") },
    Context {
        url: "https://w3id.org/security/data-integrity/v2",
        text: include_str!("contexts/security-data-integrity-v2.json"),
    },
    Context { url: "https://w3id.org/security/multikey/v1", text: include_str!("contexts/security-multikey-v1.json") },
];

/// Every context that is known, parsed, by its address.
static PARSED: LazyLock<BTreeMap<&str, Value>> = LazyLock::new(|| {
    let parsed = |context: &Context| Some((context.url, serde_json::from_str(context.text).ok()?));
    CONTEXTS.iter().filter_map(parsed).collect()
});

/// Whether a context is a known one.
#[must_use]
pub fn is_known(url: &str) -> bool {
    PARSED.contains_key(url)
}

/// Every term that a context defines anywhere, with the words of its definitions.
static TERMS: LazyLock<HashMap<&str, BTreeSet<&str>>> = LazyLock::new(|| {
    let mut found = HashMap::new();
    PARSED.values().for_each(|context| collect_terms(context, &mut found));
    found
});

/// What a document needs of a context: the definitions of the terms that stand in the document anywhere, as names or as texts, and of
/// those by which these are defined. A term that stands nowhere says nothing, and there are hundreds: to read them all takes twenty
/// times as long as to read the document.
pub struct Extract {
    terms: BTreeSet<&'static str>,
}

impl Extract {
    #[must_use]
    pub fn of(document: &Value) -> Self {
        let mut terms = BTreeSet::new();
        collect(document, &mut |word| add_term(word, &mut terms));
        Self { terms }
    }

    /// A context as far as it is needed, if it is a known one.
    #[must_use]
    pub fn context(&self, url: &str) -> Option<Vec<u8>> {
        serde_json::to_vec(&self.extract(PARSED.get(url)?)).ok()
    }

    /// Definitions are members of a context, and contexts are in definitions.
    fn extract(&self, value: &Value) -> Value {
        let Value::Object(members) = value else { return value.clone() };
        let members = members.iter().map(|(name, member)| match (name.as_str(), member) {
            ("@context", Value::Object(terms)) => (name.clone(), self.definitions(terms)),
            _ => (name.clone(), self.extract(member)),
        });
        Value::Object(members.collect())
    }

    fn definitions(&self, terms: &Map<String, Value>) -> Value {
        let kept = terms.iter().filter(|(term, _)| term.starts_with('@') || self.terms.contains(term.as_str()));
        Value::Object(kept.map(|(term, definition)| (term.clone(), self.extract(definition))).collect())
    }
}

/// Adds a term, and those by which it is defined. A compact address begins with a term (JSON-LD 1.1, §4.1.5).
fn add_term(word: &str, found: &mut BTreeSet<&'static str>) {
    for word in [Some(word), word.split_once(':').map(|(prefix, _)| prefix)].into_iter().flatten() {
        if let Some((term, words)) = TERMS.get_key_value(word)
            && found.insert(term)
        {
            for word in words {
                add_term(word, found);
            }
        }
    }
}

/// Each name and each text.
fn collect<'v>(value: &'v Value, add: &mut impl FnMut(&'v str)) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                add(name);
                collect(member, add);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, add)),
        Value::String(text) => add(text),
        _ => {}
    }
}

fn collect_terms<'v>(value: &'v Value, found: &mut HashMap<&'v str, BTreeSet<&'v str>>) {
    let Value::Object(members) = value else { return };
    for (name, member) in members {
        if let ("@context", Value::Object(terms)) = (name.as_str(), member) {
            for (term, definition) in terms {
                let words = found.entry(term).or_default();
                let mut add = |word| {
                    words.insert(word);
                };
                match definition {
                    Value::Object(parts) => {
                        parts
                            .iter()
                            .filter(|(name, _)| *name != "@context")
                            .for_each(|(_, part)| collect(part, &mut add));
                    }
                    plain => collect(plain, &mut add),
                }
                collect_terms(definition, found);
            }
        } else {
            collect_terms(member, found);
        }
    }
}

/// The terms whose text is an address in at least one context: `"@type": "@id"`, and `id` itself (JSON-LD 1.1, §4.2.3).
pub static REFERENCES: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let mut found = BTreeSet::new();
    PARSED.values().for_each(|context| collect_addresses(context, &mut found));
    found
});

fn collect_addresses(value: &Value, found: &mut BTreeSet<String>) {
    let Value::Object(members) = value else { return };
    for (term, definition) in members {
        if definition == "@id" && !term.starts_with('@') || definition.get("@type").is_some_and(|kind| kind == "@id") {
            found.insert(term.clone());
        }
        collect_addresses(definition, found);
    }
}
