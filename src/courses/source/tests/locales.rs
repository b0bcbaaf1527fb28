//! Every code has its message in the three languages.

use std::fs;
use std::path::Path;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};

use super::tiny;
use crate::courses::source::{Argument, Code, Mistake};

fn bundle(language: &str) -> FluentBundle<FluentResource> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("locales/{language}/course-check.ftl"));
    let resource = FluentResource::try_new(fs::read_to_string(path).unwrap()).expect("well-formed messages");
    let mut bundle = FluentBundle::new(vec![language.parse().unwrap()]);
    bundle.set_use_isolating(false);
    bundle.add_resource(resource).expect("no message twice");
    bundle
}

fn message(bundle: &FluentBundle<FluentResource>, mistake: &Mistake) -> String {
    let pattern = bundle.get_message(mistake.code.as_str()).and_then(|message| message.value());
    let pattern = pattern.unwrap_or_else(|| panic!("no message {}", mistake.code.as_str()));
    let mut arguments = FluentArgs::new();
    for (name, value) in &mistake.arguments {
        match value {
            Argument::Text(text) => arguments.set(*name, text.as_str()),
            Argument::Number(number) => arguments.set(*name, *number),
        }
    }
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned();
    assert!(errors.is_empty(), "{}: {errors:?}", mistake.code.as_str());
    text
}

#[test]
fn every_code_has_a_message_in_every_language_and_uses_only_its_arguments() {
    for language in ["en", "fr", "es"] {
        let bundle = bundle(language);
        for code in Code::ALL {
            let arguments = code.arguments().iter().map(|name| (*name, Argument::Text(format!("<{name}>")))).collect();
            let text = message(&bundle, &Mistake { file: String::new(), line: 1, code: *code, arguments });
            for name in code.arguments().iter().filter(|name| !SELECTORS.contains(name)) {
                assert!(
                    text.contains(&format!("<{name}>")),
                    "{language} {}: {name} is not used: {text}",
                    code.as_str()
                );
            }
        }
    }
}

/// Arguments that choose a word and are not shown themselves, or not by every message.
const SELECTORS: [&str; 4] = ["kind", "expected", "found", "rule"];

#[test]
fn no_message_is_left_over() {
    for language in ["en", "fr", "es"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("locales/{language}/course-check.ftl"));
        let text = fs::read_to_string(path).unwrap();
        let ids: Vec<_> =
            text.lines().filter(|line| line.starts_with("course-")).filter_map(|line| line.split(' ').next()).collect();
        let codes: Vec<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        let unknown: Vec<_> = ids.iter().filter(|id| !codes.contains(id)).collect();
        assert!(unknown.is_empty(), "{language}: {unknown:?}");
        assert_eq!(ids.len(), codes.len(), "{language}");
    }
}

#[test]
fn a_message_says_what_is_wrong_and_what_to_do() {
    let report = tiny::checked(&tiny::with("course.toml", "id = \"q-multiple\"", "id = \"q-single\""));
    let duplicate = report.mistakes.iter().find(|mistake| mistake.code == Code::IdDuplicate).unwrap();
    let text = message(&bundle("en"), duplicate);
    assert_eq!(text, "The id \"q-single\" is used twice; it was first used in line 56. Give one of them another id.");
}
