//! The house rules of `ARCHITECTURE.md` that a reader of the source tree can check.

use std::path::{Path, PathBuf};

struct SourceFile {
    /// Relative to the root, with forward slashes.
    path: String,
    text: String,
}

fn sources(folder: &str) -> Vec<SourceFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut waiting = vec![root.join(folder)];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path: PathBuf = entry.expect("an entry").path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).expect("source");
                let path = path.strip_prefix(root).expect("inside").to_string_lossy().replace('\\', "/");
                found.push(SourceFile { path, text });
            }
        }
    }
    found
}

fn code_lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.starts_with("//"))
}

fn offenders(word: &str, allowed: impl Fn(&str) -> bool) -> Vec<String> {
    sources("src")
        .into_iter()
        .filter(|file| !allowed(&file.path))
        .filter(|file| code_lines(&file.text).any(|line| line.contains(word)))
        .map(|file| file.path)
        .collect()
}

fn is_store(path: &str) -> bool {
    path.ends_with("/store.rs") || path.contains("/store/") || path.starts_with("src/db/")
}

/// What turns a value into a column is declared beside the value; it asks for no connection.
fn declares_columns(path: &str) -> bool {
    path.ends_with("/model.rs")
        || path.contains("/model/")
        || matches!(path, "src/clock.rs" | "src/ids.rs" | "src/error.rs" | "src/i18n/locale.rs")
}

#[test]
fn sql_is_written_in_stores_only() {
    let none: Vec<String> = Vec::new();
    assert_eq!(offenders("db::schema", is_store), none);
    assert_eq!(offenders("diesel::prelude", is_store), none);
    assert_eq!(offenders("diesel::", |path| is_store(path) || declares_columns(path)), none);
}

#[test]
fn http_is_spoken_in_routes_only() {
    let speaks = |path: &str| {
        path.ends_with("/routes.rs")
            || path.contains("/routes/")
            || path.starts_with("src/http/")
            || path.starts_with("src/cli/")
    };
    assert_eq!(offenders("actix_web", speaks), Vec::<String>::new());
}

#[test]
fn http_does_not_know_what_pages_look_like() {
    let is_free = |path: &str| !path.starts_with("src/http/") || path == "src/http/routes.rs";
    assert_eq!(offenders("crate::pages", is_free), Vec::<String>::new());
}

/// Whether a file belongs to a layer of its domain: `layer.rs`, or whatever is in the folder `layer`.
fn is_of(path: &str, layer: &str) -> bool {
    path.ends_with(&format!("/{layer}.rs")) || path.contains(&format!("/{layer}/"))
}

/// Whether a file imports from a layer of its own domain.
fn knows(file: &SourceFile, layer: &str) -> bool {
    let domain = file.path.split('/').nth(1).unwrap_or_default();
    let roots = ["super::".to_owned(), format!("crate::{domain}::")];
    let names =
        |rest: &str| rest.trim_start_matches('{').split([',', '}', ';']).map(str::trim).any(|it| leads(it, layer));
    code_lines(&file.text).any(|line| roots.iter().any(|root| line.split(root.as_str()).skip(1).any(names)))
}

/// Whether a path begins with a layer.
fn leads(path: &str, layer: &str) -> bool {
    path.strip_prefix(layer).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
}

fn knowing(layers: &[&str], forbidden: &[&str]) -> Vec<String> {
    let of_layers = |file: &SourceFile| layers.iter().any(|layer| is_of(&file.path, layer));
    let wrong = |file: &SourceFile| forbidden.iter().any(|layer| knows(file, layer));
    sources("src").into_iter().filter(|file| of_layers(file) && wrong(file)).map(|file| file.path).collect()
}

#[test]
fn a_layer_knows_only_those_below_it() {
    let none: Vec<String> = Vec::new();
    assert_eq!(knowing(&["model", "error"], &["store", "service", "office", "jobs", "routes"]), none);
    assert_eq!(knowing(&["store"], &["service", "office", "jobs", "routes"]), none);
    assert_eq!(knowing(&["service"], &["office", "jobs", "routes"]), none);
    assert_eq!(knowing(&["office", "jobs"], &["routes"]), none);
}

#[test]
fn models_and_services_know_nothing_of_http() {
    let wrong: Vec<String> = sources("src")
        .into_iter()
        .filter(|file| ["model", "error", "service", "store"].iter().any(|layer| is_of(&file.path, layer)))
        .filter(|file| code_lines(&file.text).any(|line| line.contains("crate::http")))
        .map(|file| file.path)
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn models_ask_no_database() {
    let asks = ["crate::db::Tx", "crate::db::Snapshot", "db::{Snapshot", "Snapshot<'_>", "Tx<'_>"];
    let wrong: Vec<String> = sources("src")
        .into_iter()
        .filter(|file| is_of(&file.path, "model"))
        .filter(|file| code_lines(&file.text).any(|line| asks.iter().any(|word| line.contains(word))))
        .map(|file| file.path)
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn a_file_is_one_room() {
    let too_long: Vec<String> = ["src", "tests", "benches"]
        .into_iter()
        .filter(|folder| Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).exists())
        .flat_map(sources)
        .filter(|file| file.text.lines().count() > 600)
        .map(|file| format!("{} has {} lines", file.path, file.text.lines().count()))
        .collect();
    assert_eq!(too_long, Vec::<String>::new());
}

#[test]
fn every_module_says_what_it_is_for() {
    let silent: Vec<String> =
        sources("src").into_iter().filter(|file| !file.text.starts_with("//!")).map(|file| file.path).collect();
    assert_eq!(silent, Vec::<String>::new());
}

#[test]
fn names_that_say_nothing_are_not_used() {
    let vague: Vec<String> = sources("src")
        .into_iter()
        .map(|file| file.path)
        .filter(|path| {
            ["utils", "util", "helpers", "misc", "common"].iter().any(|word| path.contains(&format!("/{word}")))
        })
        .collect();
    assert_eq!(vague, Vec::<String>::new());
}

#[test]
fn accounts_stand_on_no_other_domain() {
    let others = ["parties", "affiliations", "cohorts", "courses", "enrolments", "certificates", "progress", "quizzes"];
    let wrong: Vec<String> = sources("src/accounts")
        .into_iter()
        .filter(|file| {
            code_lines(&file.text).any(|line| others.iter().any(|other| line.contains(&format!("crate::{other}"))))
        })
        .map(|file| file.path)
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_environment_is_read_in_one_folder() {
    let reads = |path: &str| path.starts_with("src/config/") || path.contains("/tests/");
    for word in ["env::var", "from_default_env"] {
        assert_eq!(offenders(word, reads), Vec::<String>::new(), "{word}");
    }
}
