//! Reading JSON so that no two readers can see two documents in it: a member that stands twice is refused (RFC 8259 §4
//! leaves open which one counts), and so is what is too large or too deep.

use std::fmt;

use serde::de::{DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::fault::Malformed;

/// More than any credential of ours by an order of magnitude.
pub const CREDENTIAL_BYTES: usize = 64 * 1024;
const DEPTH: usize = 16;
const VALUES: usize = 2_000;

/// Reads one value.
///
/// # Errors
/// When it is too large or too deep, is not JSON, or has a member twice.
pub fn read(bytes: &[u8], limit: usize) -> Result<Value, Malformed> {
    if bytes.len() > limit {
        return Err(Malformed::TooLarge(limit));
    }
    // The parser gives up at 128 levels, long before the stack does.
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = Once.deserialize(&mut reader).and_then(|value| reader.end().map(|()| value));
    let value = value.map_err(|error| Malformed::Json(error.to_string()))?;
    measure(&value, 0, &mut 0)?;
    Ok(value)
}

fn measure(value: &Value, depth: usize, seen: &mut usize) -> Result<(), Malformed> {
    *seen += 1;
    if depth > DEPTH {
        return Err(Malformed::TooDeep(DEPTH));
    }
    if *seen > VALUES {
        return Err(Malformed::TooMany(VALUES));
    }
    match value {
        Value::Array(items) => items.iter().try_for_each(|item| measure(item, depth + 1, seen)),
        Value::Object(members) => members.values().try_for_each(|item| measure(item, depth + 1, seen)),
        _ => Ok(()),
    }
}

/// Reads a value in which every member stands once.
struct Once;

impl<'de> DeserializeSeed<'de> for Once {
    type Value = Value;

    fn deserialize<D: serde::Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Once {
    type Value = Value;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value).map(Value::Number).ok_or_else(|| E::custom("a number beyond all bounds"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut array = Vec::new();
        while let Some(item) = items.next_element_seed(Once)? {
            array.push(item);
        }
        Ok(Value::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            if object.contains_key(&name) {
                return Err(A::Error::custom(format_args!("the member “{name}” stands twice")));
            }
            object.insert(name, members.next_value_seed(Once)?);
        }
        Ok(Value::Object(object))
    }
}
