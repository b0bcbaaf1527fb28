//! What may be signed and verified: documents of which every member reaches the signature.
//!
//! JSON-LD drops what it cannot place (a term without a definition, a broken address, null, an empty list), and what is dropped
//! is covered by no signature: anybody could add it afterwards. So everything that could be dropped is refused before, and so is
//! every form in which one document could be written as another with the same statements.
//!
//! The canonical form takes exponential time for graphs that are made for it (RDF Dataset Canonicalization 1.0, §7.1). Here each thing
//! without an id hangs on one other, so only alike things under one without an id multiply the work: their number is bounded.

use std::collections::BTreeSet;

use oxrdf::{Literal, NamedNode};
use serde_json::{Map, Value};

use super::contexts;
use super::fault::Malformed;

const ARRAY_ITEMS: usize = 64;
const NAMELESS: usize = 128;
/// Orders in which alike things may have to be tried.
const ORDERS: usize = 720;
/// These hold other documents, whose contexts and proofs are their own.
const EMBEDDING: [&str; 4] = ["proof", "verifiableCredential", "@graph", "@included"];

/// Checks a document without its proof.
///
/// # Errors
/// With the first thing that would not be signed, or would be too much work.
pub fn check(document: &Value) -> Result<(), Malformed> {
    let Value::Object(members) = document else { return Err(Malformed::Format) };
    check_contexts(members.get("@context"))?;
    let mut look = Look { described: BTreeSet::new(), nameless: 0, orders: 1 };
    look.object(members, true)
}

/// Data Integrity 1.0, §2.4.1: contexts are named by address, and only known ones.
fn check_contexts(context: Option<&Value>) -> Result<(), Malformed> {
    let names = context.map_or(&[][..], |value| value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice));
    if names.is_empty() {
        return Err(Malformed::Empty("@context".to_owned()));
    }
    for name in names {
        let known = name.as_str().is_some_and(contexts::is_known);
        if !known {
            return Err(Malformed::Context(name.as_str().map_or_else(|| name.to_string(), str::to_owned)));
        }
    }
    Ok(())
}

struct Look {
    described: BTreeSet<String>,
    nameless: usize,
    orders: usize,
}

impl Look {
    fn object(&mut self, members: &Map<String, Value>, is_top: bool) -> Result<(), Malformed> {
        let is_nameless = !members.contains_key("id");
        if is_nameless {
            self.nameless += 1;
        }
        if self.nameless > NAMELESS {
            return Err(Malformed::Poison);
        }
        for (name, value) in members {
            match name.as_str() {
                "@context" if is_top => {}
                "id" => self.id(value, members.len() > 1)?,
                "type" => types(value)?,
                _ => self.member(name, value, is_nameless)?,
            }
        }
        Ok(())
    }

    /// A thing is described in one place: else what is read there, and what is signed elsewhere, could differ.
    fn id(&mut self, value: &Value, is_described: bool) -> Result<(), Malformed> {
        let id = value.as_str().ok_or_else(|| Malformed::Member("id".to_owned()))?;
        address(id)?;
        if is_described && !self.described.insert(id.to_owned()) {
            return Err(Malformed::DescribedTwice(id.to_owned()));
        }
        Ok(())
    }

    fn member(&mut self, name: &str, value: &Value, under_nameless: bool) -> Result<(), Malformed> {
        if EMBEDDING.contains(&name) {
            return Err(Malformed::Member(name.to_owned()));
        }
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
            return Err(Malformed::Undefined(name.to_owned()));
        }
        let items = match value {
            Value::Array(items) => items.as_slice(),
            single => std::slice::from_ref(single),
        };
        if items.is_empty() {
            return Err(Malformed::Empty(name.to_owned()));
        }
        if items.len() > ARRAY_ITEMS {
            return Err(Malformed::TooMany(ARRAY_ITEMS));
        }
        if under_nameless {
            self.count_orders(items)?;
        }
        items.iter().try_for_each(|item| self.item(name, item))
    }

    fn count_orders(&mut self, items: &[Value]) -> Result<(), Malformed> {
        let alike = items.iter().filter(|item| item.is_object() && item.get("id").is_none()).count();
        for number in 2..=alike {
            self.orders = self.orders.saturating_mul(number);
            if self.orders > ORDERS {
                return Err(Malformed::Poison);
            }
        }
        Ok(())
    }

    fn item(&mut self, name: &str, item: &Value) -> Result<(), Malformed> {
        match item {
            Value::Null => Err(Malformed::Empty(name.to_owned())),
            // A list in a list is signed as one list.
            Value::Array(_) => Err(Malformed::Member(name.to_owned())),
            Value::Object(members) if members.contains_key("@value") => text_in_a_language(name, members),
            Value::Object(members) => self.object(members, false),
            Value::String(text) if contexts::REFERENCES.contains(name) => address(text),
            Value::String(_) | Value::Number(_) | Value::Bool(_) => Ok(()),
        }
    }
}

/// VC Data Model 2.0, §11.1. A direction is not signed (JSON-LD 1.1 API, §8.2 without `rdfDirection`).
fn text_in_a_language(name: &str, members: &Map<String, Value>) -> Result<(), Malformed> {
    let text = |member: &str| members.get(member).and_then(Value::as_str);
    let is_sound = match members.len() {
        1 => text("@value").is_some(),
        2 => text("@value").zip(text("@language")).is_some_and(|(_, tag)| is_language(tag)),
        _ => false,
    };
    if is_sound { Ok(()) } else { Err(Malformed::Member(name.to_owned())) }
}

fn is_language(tag: &str) -> bool {
    Literal::new_language_tagged_literal("", tag).is_ok()
}

fn types(value: &Value) -> Result<(), Malformed> {
    let names = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    if names.is_empty() || names.len() > ARRAY_ITEMS {
        return Err(Malformed::Empty("type".to_owned()));
    }
    for name in names {
        let name = name.as_str().ok_or_else(|| Malformed::Member("type".to_owned()))?;
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            address(name)?;
        }
    }
    Ok(())
}

fn address(text: &str) -> Result<(), Malformed> {
    if is_address(text) { Ok(()) } else { Err(Malformed::Address(text.to_owned())) }
}

/// Whether a text is an absolute IRI (RFC 3987).
#[must_use]
pub fn is_address(text: &str) -> bool {
    NamedNode::new(text).is_ok()
}
