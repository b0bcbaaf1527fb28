//! The JSON-LD contexts that are known, and no others: none is ever fetched.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde_json::Value;

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

/// The text of a context, if it is a known one.
#[must_use]
pub fn find(url: &str) -> Option<&'static str> {
    CONTEXTS.iter().find(|context| context.url == url).map(|context| context.text)
}

/// The terms whose text is an address in at least one context: `"@type": "@id"`, and `id` itself (JSON-LD 1.1, §4.2.3).
pub static REFERENCES: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let mut found = BTreeSet::new();
    for context in &CONTEXTS {
        if let Ok(value) = serde_json::from_str::<Value>(context.text) {
            collect(&value, &mut found);
        }
    }
    found
});

fn collect(value: &Value, found: &mut BTreeSet<String>) {
    let Value::Object(members) = value else { return };
    for (term, definition) in members {
        if definition == "@id" && !term.starts_with('@') || definition.get("@type").is_some_and(|kind| kind == "@id") {
            found.insert(term.clone());
        }
        collect(definition, found);
    }
}
