//! What a credential must have, whoever signed it: VC Data Model 2.0, §4, and where it is an Open Badge, Open Badges 3.0, appendix B.

use serde_json::{Map, Value};

use super::contexts::{CREDENTIALS, OPEN_BADGES};
use super::fault::Malformed;
use super::terms::is_address;
use crate::clock::Timestamp;

type Members = Map<String, Value>;

/// Checks the members that the data model knows.
///
/// # Errors
/// With the first rule that is broken.
pub fn check(credential: &Value) -> Result<(), Malformed> {
    let members = credential.as_object().ok_or(Malformed::Format)?;
    let names = items(members.get("@context"));
    rule(names.first().is_some_and(|name| *name == CREDENTIALS), "the first context must be that of credentials, v2")?;
    rule(names.iter().all(|name| is_context(name)), "a context must be an address")?;
    rule(has_type(members, "VerifiableCredential"), "it must be of the type VerifiableCredential")?;
    if let Some(id) = members.get("id") {
        rule(is_address_text(id), "its id must be an address")?;
    }
    rule(members.get("issuer").and_then(issuer).is_some(), "its issuer must be named by an address")?;
    texts(members)?;
    times(members)?;
    subjects(members)?;
    for name in ["credentialStatus", "credentialSchema", "termsOfUse", "evidence", "refreshService"] {
        things(members, name)?;
    }
    if has_type(members, "OpenBadgeCredential") || has_type(members, "AchievementCredential") {
        open_badge(members, &names)?;
    }
    Ok(())
}

/// The address of the issuer (§4.7).
#[must_use]
pub fn issuer(issuer: &Value) -> Option<&str> {
    let address = match issuer {
        Value::Object(members) => members.get("id")?,
        address => address,
    };
    address.as_str().filter(|text| is_address(text))
}

fn rule(holds: bool, what: &'static str) -> Result<(), Malformed> {
    if holds { Ok(()) } else { Err(Malformed::Model(what)) }
}

fn items(value: Option<&Value>) -> Vec<&Value> {
    match value {
        None => Vec::new(),
        Some(Value::Array(items)) => items.iter().collect(),
        Some(single) => vec![single],
    }
}

fn is_context(name: &Value) -> bool {
    name.is_object() || is_address_text(name)
}

fn is_address_text(value: &Value) -> bool {
    value.as_str().is_some_and(is_address)
}

fn has_type(members: &Members, name: &str) -> bool {
    let types = items(members.get("type"));
    types.iter().all(|word| word.is_string()) && types.iter().any(|word| *word == name)
}

fn is_typed(members: &Members) -> bool {
    let types = items(members.get("type"));
    !types.is_empty() && types.iter().all(|word| word.as_str().is_some_and(|word| !word.is_empty()))
}

/// §4.6: a text, or texts with a language and direction and nothing else.
fn texts(members: &Members) -> Result<(), Malformed> {
    let issuer = members.get("issuer").and_then(Value::as_object);
    let values = [Some(members), issuer].into_iter().flatten().flat_map(|of| [of.get("name"), of.get("description")]);
    for text in values.flat_map(items) {
        let is_text = match text {
            Value::String(_) => true,
            Value::Object(parts) => {
                parts.contains_key("@value")
                    && parts.iter().all(|(name, part)| {
                        matches!(name.as_str(), "@value" | "@language" | "@direction") && part.is_string()
                    })
            }
            _ => false,
        };
        rule(is_text, "a name or description must be a text, in a language")?;
    }
    Ok(())
}

/// §4.9.
fn times(members: &Members) -> Result<(), Malformed> {
    let read = |name: &str| match members.get(name) {
        None => Ok(None),
        Some(value) => value.as_str().and_then(|text| Timestamp::parse(text).ok()).map(Some).ok_or(()),
    };
    let (Ok(from), Ok(until)) = (read("validFrom"), read("validUntil")) else {
        return Err(Malformed::Model("validFrom and validUntil must be date-times with an offset"));
    };
    rule(from.is_none_or(|from| until.is_none_or(|until| from <= until)), "it must not end before it begins")
}

/// §4.8.
fn subjects(members: &Members) -> Result<(), Malformed> {
    let subjects = items(members.get("credentialSubject"));
    rule(!subjects.is_empty(), "it must say something of a subject")?;
    for subject in subjects {
        let claims = subject.as_object().filter(|claims| !claims.is_empty());
        let claims = claims.ok_or(Malformed::Model("it must say something of each subject"))?;
        rule(claims.get("id").is_none_or(is_address_text), "a subject is named by one address")?;
    }
    Ok(())
}

/// §4.10, §4.11, §5.4 to §5.6: what these hold has a type and perhaps an address, which a schema must have.
fn things(members: &Members, name: &str) -> Result<(), Malformed> {
    for thing in items(members.get(name)) {
        let thing =
            thing.as_object().ok_or(Malformed::Model("a status, schema, term, evidence or refreshment is a thing"))?;
        rule(is_typed(thing), "a status, schema, term, evidence or refreshment must have a type")?;
        rule(thing.get("id").is_none_or(is_address_text), "an id must be an address")?;
        rule(name != "credentialSchema" || thing.contains_key("id"), "a schema must have an id")?;
    }
    Ok(())
}

/// Open Badges 3.0, §B.1.1 to §B.1.4.
fn open_badge(members: &Members, contexts: &[&Value]) -> Result<(), Malformed> {
    rule(contexts.iter().any(|name| *name == OPEN_BADGES), "an Open Badge needs the context of Open Badges 3.0")?;
    rule(members.get("validFrom").is_some(), "an Open Badge must say from when it is valid")?;
    rule(members.get("name").is_some_and(Value::is_string), "an Open Badge must have a name")?;
    rule(members.get("id").is_some(), "an Open Badge must have an id")?;
    let issuer = members.get("issuer").and_then(Value::as_object);
    rule(issuer.is_some_and(|issuer| has_type(issuer, "Profile")), "the issuer of an Open Badge must be a Profile")?;
    let subject = members.get("credentialSubject").and_then(Value::as_object);
    let subject = subject.filter(|subject| has_type(subject, "AchievementSubject"));
    let subject = subject.ok_or(Malformed::Model("the subject of an Open Badge must be an AchievementSubject"))?;
    for identity in items(subject.get("identifier")) {
        let hashed = identity.get("hashed").is_some_and(Value::is_boolean);
        rule(hashed, "an IdentityObject must say whether it is hashed")?;
    }
    rule(
        subject.contains_key("id") || subject.contains_key("identifier"),
        "the subject of an Open Badge must have an id or identifier",
    )?;
    let achievement = subject.get("achievement").and_then(Value::as_object);
    let achievement = achievement.filter(|achievement| has_type(achievement, "Achievement"));
    let achievement = achievement.ok_or(Malformed::Model("an Open Badge must have an Achievement"))?;
    let text = |name: &str| achievement.get(name).is_some_and(Value::is_string);
    rule(text("id") && text("name") && text("description"), "an Achievement must have id, name and description")?;
    rule(achievement.get("criteria").is_some_and(Value::is_object), "an Achievement must have criteria")
}
