//! The catalogues against each other and against the code: nothing is missing, nothing is left over, nothing is said in code.

use std::collections::BTreeSet;
use std::path::Path;

use virtual_college::i18n::Source;
use virtual_college::i18n::checks::{Knowledge, check_catalogues};

/// Calls whose text argument is the id of a message with a `.detail`.
const PROBLEM_MAKERS: [&str; 8] = [
    "Problem::new(",
    "Problem::unauthorised(",
    "Problem::forbidden(",
    "Problem::not_found(",
    "Problem::conflict(",
    "Problem::too_many(",
    "FieldProblem::new(",
    "FieldProblem::at(",
];

fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut waiting = vec![root.join(folder)];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                waiting.push(path);
            } else if endings.iter().any(|ending| path.to_string_lossy().ends_with(ending)) {
                let text = std::fs::read_to_string(&path).expect("text");
                found.push((path.strip_prefix(root).expect("inside").to_string_lossy().into_owned(), text));
            }
        }
    }
    found
}

/// Ids of messages (not terms) of a language, with `.attribute` for each attribute.
fn messages(language: &str) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for (_, text) in files(&format!("locales/{language}"), &[".ftl"]) {
        let mut message = String::new();
        for line in text.lines() {
            let name = line.split('=').next().unwrap_or("").trim();
            let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
            if line.starts_with(|c: char| c.is_ascii_alphabetic()) && line.contains('=') && is_name {
                name.clone_into(&mut message);
                ids.insert(message.clone());
            } else if line.starts_with(' ') && name.starts_with('.') && is_name && !message.is_empty() {
                ids.insert(format!("{message}{name}"));
            }
        }
    }
    ids
}

/// The first text after each call, when it is a literal.
fn codes_in(source: &str) -> Vec<String> {
    let mut codes = Vec::new();
    for maker in PROBLEM_MAKERS {
        for (at, _) in source.match_indices(maker) {
            let arguments: String = source[at + maker.len()..].chars().take_while(|c| *c != ';').take(200).collect();
            let literals: Vec<&str> = arguments.split('"').skip(1).step_by(2).collect();
            let looks_like_a_code =
                |text: &&&str| text.contains('-') && text.chars().all(|c| c.is_ascii_lowercase() || c == '-');
            codes.extend(literals.iter().find(looks_like_a_code).map(|code| (*code).to_owned()));
        }
    }
    codes
}

#[test]
fn the_three_working_languages_say_the_same_things() {
    let findings = check_catalogues(Source::shipped(), &|_| Knowledge::default());
    let errors: Vec<_> = findings.iter().filter(|found| found.finding.blocks()).map(ToString::to_string).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn every_code_that_can_be_refused_is_put_into_words() {
    let english = messages("en");
    let mut silent = BTreeSet::new();
    for (path, text) in files("src", &[".rs"]) {
        for code in codes_in(&text) {
            if !english.contains(&code) || !english.contains(&format!("{code}.detail")) {
                silent.insert(format!("{code} ({path})"));
            }
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn no_message_is_left_over() {
    let code: String =
        files("src", &[".rs", ".html", ".typ"]).into_iter().map(|(_, text)| text).collect::<Vec<_>>().join("\n");
    let unused: Vec<String> = messages("en")
        .into_iter()
        .filter(|id| !id.contains('.'))
        .filter(|id| !code.contains(&format!("\"{id}\"")))
        .collect();
    assert!(unused.is_empty(), "{unused:#?}");
}

#[test]
fn templates_say_nothing_of_their_own() {
    let mut spoken = Vec::new();
    for (path, text) in files("src", &[".html"]) {
        let mut words = String::new();
        let mut rest = text.as_str();
        while let Some(open) = rest.find(['<', '{']) {
            words.push_str(&rest[..open]);
            let close = if rest[open..].starts_with("{{") {
                "}}"
            } else if rest[open..].starts_with("{%") {
                "%}"
            } else if rest[open..].starts_with("{#") {
                "#}"
            } else if rest[open..].starts_with("<style") {
                "</style>"
            } else {
                ">"
            };
            rest = rest[open..].split_once(close).map_or("", |(_, after)| after);
        }
        words.push_str(rest);
        if words.replace("&nbsp;", "").chars().any(char::is_alphabetic) {
            spoken.push(format!("{path}: {}", words.split_whitespace().collect::<Vec<_>>().join(" ")));
        }
    }
    assert!(spoken.is_empty(), "{spoken:#?}");
}
