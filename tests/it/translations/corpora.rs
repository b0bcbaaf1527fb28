//! Real translators' work goes the whole way: proposed, imported, reviewed, published, exported, and comes out as it went in.
//!
//! The files are no part of the repository: they are read from `$COLLEGE_SAMPLES/ftl`. On PostgreSQL every fourth language goes the
//! way: the others would take minutes and differ in their letters only.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use actix_web::http::Method;
use serde_json::{Value, json};
use virtual_college::accounts::{Role, Scope};
use virtual_college::formats::ftl;
use virtual_college::i18n::Locale;
use virtual_college::i18n::checks::{normalise, read};
use virtual_college::translations::note_messages;

use super::bureau::{API, at_version, contributes};
use crate::support::{Campus, Person, not_run};

/// Entries, or languages, by what became of them.
type Figures = BTreeMap<String, usize>;

/// What stays out, and how often: a code, or a check's rule.
type Expected<'a> = &'a [(&'a str, usize)];

fn samples(test: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("COLLEGE_SAMPLES").map(|folder| PathBuf::from(folder).join("ftl"));
    if folder.is_none() {
        not_run(test, "COLLEGE_SAMPLES is not set");
    }
    folder
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = entries.map(|name| name.into_string().expect("a name")).collect();
    names.sort();
    names
}

fn text(path: &Path) -> Option<String> {
    let bytes = std::fs::read(path).ok()?;
    Some(normalise(&read(&bytes).expect("UTF-8")))
}

/// A college whose interface is that of another program.
struct Proof {
    campus: Campus,
    root: PathBuf,
    admin: Person,
    lead: Person,
    files: Vec<String>,
    figures: Figures,
    /// What was refused, for people to look at.
    refused: Vec<String>,
}

impl Proof {
    async fn open(root: PathBuf, original: &str) -> Self {
        let campus = Campus::open().await;
        let admin = campus.person("ada").administrator().await;
        let lead = campus.person("lea").holding(Role::Translator, Scope::locale(&Locale::FR)).await;
        contributes(&admin).await;
        contributes(&lead).await;
        let files: Vec<String> =
            names(&root.join(original)).iter().map(|name| name.trim_end_matches(".ftl").to_owned()).collect();
        for name in &files {
            let english = text(&root.join(original).join(format!("{name}.ftl"))).expect("English");
            note_messages(&campus.app.db, &catalogue(name), &english).await.expect("noted");
        }
        let catalogues = admin.get(&format!("{API}/catalogues")).await.json();
        for catalogue in catalogues["items"].as_array().expect("catalogues").iter().filter(|it| it["core"] == true) {
            let path = format!("{API}/catalogues/{}", catalogue["catalogue"].as_str().expect("a slug"));
            at_version(&admin, catalogue).patch(&path, json!({ "core": false })).await.assert_status(200);
        }
        Self { campus, root, admin, lead, files, figures: Figures::new(), refused: Vec::new() }
    }

    fn count(&mut self, what: &str, times: usize) {
        if times > 0 {
            *self.figures.entry(what.to_owned()).or_default() += times;
        }
    }

    /// One language the whole way.
    async fn carry(&mut self, folder: &str) {
        // These two are there in another spelling, and have messages of other programs' names.
        let tag = match folder {
            "es-ES" => "es-MX",
            "fr-FR" => "fr-CA",
            other => other,
        };
        let tag: Locale = tag.parse().expect("a language");
        let path = format!("{API}/locales/{tag}");
        // What ships needs no proposal; nor has it a lead here.
        let is_new = !Locale::WORKING.contains(&tag);
        if is_new {
            let proposal = json!({ "tag": tag, "motive": "It is translated" });
            self.admin.post(&format!("{API}/locale-proposals"), proposal).await.assert_status(201);
            let decision = json!({ "accepted": true, "before_support": true, "lead": self.lead.id });
            self.admin.post(&format!("{API}/locale-proposals/{tag}/decision"), decision).await.assert_status(200);
            let lead = self.lead.with_header("if-match", "*");
            lead.patch(&path, json!({ "least_interface": 1 })).await.assert_status(200);
        }
        self.import(&tag, folder).await;
        let kept_out = self.review(&tag).await;
        let who = if is_new { &self.lead } else { &self.admin };
        let answer = who.post(&format!("{path}/publications"), json!({})).await;
        if answer.status == 201 {
            self.count("languages: published", 1);
        } else {
            let code = answer.json()["code"].as_str().expect("a code").to_owned();
            self.refused.push(format!("{tag}: {}", answer.text()));
            self.count(&format!("languages: {code}"), 1);
        }
        self.compare(&tag, folder, &kept_out).await;
    }

    async fn import(&mut self, tag: &Locale, folder: &str) {
        let mut imports = Vec::new();
        for name in &self.files {
            let Ok(bytes) = std::fs::read(self.root.join(folder).join(format!("{name}.ftl"))) else { continue };
            // A file in which nothing is translated would be refused: it says nothing.
            if ftl::entries(&String::from_utf8_lossy(&bytes)).is_empty() {
                continue;
            }
            let path = format!("{API}/locales/{tag}/imports/interface/{}?format=ftl", catalogue(name));
            let sent = self.lead.send(Method::POST, &path, Some(("application/octet-stream", bytes))).await;
            imports.push(sent.assert_status(201).json()["id"].as_str().expect("an id").to_owned());
        }
        self.campus.run_jobs().await;
        for id in imports {
            let done = self.lead.get(&format!("{API}/translation-imports/{id}")).await.json();
            assert_eq!(done["state"], "done", "{tag}: {done}");
            for fault in done["faults"].as_array().expect("faults") {
                self.refused.push(format!("{tag}: {fault}"));
                self.count(fault["code"].as_str().expect("a code"), 1);
            }
        }
    }

    /// Approves what waits, as many at once as there may be. Returns the keys of what may not be approved.
    async fn review(&mut self, tag: &Locale) -> BTreeSet<String> {
        let mut kept_out = BTreeSet::new();
        let mut query = String::new();
        loop {
            let path = format!("{API}/locales/{tag}/work?state=suggested&limit=100{query}");
            let page = self.admin.get(&path).await.assert_status(200).json();
            let units = page["items"].as_array().expect("units");
            let reviews: Vec<Value> = units.iter().map(approval).collect();
            if reviews.is_empty() {
                return kept_out;
            }
            let batch = self.admin.post(&format!("{API}/review-batches"), json!({ "reviews": reviews })).await;
            let batch = batch.assert_status(200).json();
            let outcomes = batch["items"].as_array().expect("outcomes");
            for (unit, outcome) in units.iter().zip(outcomes).filter(|(_, outcome)| outcome["reviewed"] == false) {
                kept_out.insert(format!(
                    "{}#{}",
                    unit["catalogue"].as_str().expect("a slug"),
                    unit["key"].as_str().expect("a key")
                ));
                self.refused.push(format!("{tag}: {outcome} {unit}"));
                for finding in unit["waiting"][0]["findings"].as_array().expect("findings") {
                    if finding["blocks"] == true {
                        self.count(finding["rule"].as_str().expect("a rule"), 1);
                    }
                }
            }
            let Some(next) = page["next"].as_str() else { return kept_out };
            query = format!("&cursor={next}");
        }
    }

    /// What comes out is what went in, to the byte, but for what was kept out.
    async fn compare(&mut self, tag: &Locale, folder: &str, kept_out: &BTreeSet<String>) {
        for name in self.files.clone() {
            let original = text(&self.root.join(folder).join(format!("{name}.ftl")));
            let Some(original) = original.filter(|text| !ftl::entries(text).is_empty()) else { continue };
            let path = format!("{API}/locales/{tag}/exports/interface/{}?format=ftl", catalogue(&name));
            let exported = self.lead.get(&path).await.assert_status(200).text();
            let came_out: BTreeMap<&str, &str> =
                ftl::entries(&exported).into_iter().map(|entry| (entry.id, entry.text)).collect();
            for entry in ftl::entries(&original) {
                if kept_out.contains(&format!("interface/{}#{}", catalogue(&name), entry.id)) {
                    self.count("entries: kept out", 1);
                    continue;
                }
                let text = came_out.get(entry.id).unwrap_or_else(|| panic!("{tag}/{name}: {} is lost", entry.id));
                assert_eq!(*text, entry.text, "{tag}/{name}");
                self.count("entries: equal to the byte", 1);
            }
        }
    }

    fn assert_figures(&self, corpus: &str, expected: Expected<'_>) {
        if is_whole() {
            let expected: Figures = expected.iter().map(|(what, times)| ((*what).to_owned(), *times)).collect();
            assert_eq!(self.figures, expected, "{corpus}: {}", self.refused.join("\n"));
        }
    }
}

/// Its files are no files of ours, though they are called the same.
fn catalogue(name: &str) -> String {
    format!("sample-{name}")
}

fn approval(unit: &Value) -> Value {
    let waiting = &unit["waiting"][0];
    json!({
        "translation": waiting["id"], "version": waiting["version"], "verdict": "approve", "revision": unit["revision"]
    })
}

/// Whether all languages go the way.
fn is_whole() -> bool {
    !std::env::var("COLLEGE_TEST_DATABASE").is_ok_and(|url| url.starts_with("postgres"))
}

async fn prove(corpus: &str, folder: &str, original: &str, expected: Expected<'_>) {
    let Some(samples) = samples(corpus) else { return };
    let root = samples.join(folder);
    let mut proof = Proof::open(root.clone(), original).await;
    let step = if is_whole() { 1 } else { 4 };
    for folder in names(&root).iter().filter(|name| *name != original).step_by(step) {
        proof.carry(folder).await;
    }
    proof.assert_figures(corpus, expected);
}

#[actix_web::test]
async fn czkawka_comes_out_as_it_went_in() {
    let expected = [("entries: equal to the byte", 3874), ("languages: published", 26)];
    prove("czkawka_comes_out_as_it_went_in", "czkawka_core/czkawka_core/i18n", "en", &expected).await;
}

/// Too little is translated into Esperanto, Galician and Indonesian: less than one per cent of the texts of this College.
#[actix_web::test]
async fn the_core_of_ruffle_comes_out_as_it_went_in() {
    let expected =
        [("entries: equal to the byte", 402), ("languages: publication-not-complete", 3), ("languages: published", 33)];
    prove("the_core_of_ruffle_comes_out_as_it_went_in", "ruffle/core/assets/texts", "en-US", &expected).await;
}

/// Esperanto and Galician as above; a Korean text has a control character in it.
#[actix_web::test]
async fn the_desktop_of_ruffle_comes_out_as_it_went_in() {
    let expected = [
        ("char.control", 1),
        ("entries: equal to the byte", 6281),
        ("entries: kept out", 1),
        ("languages: publication-not-complete", 2),
        ("languages: published", 34),
    ];
    prove("the_desktop_of_ruffle_comes_out_as_it_went_in", "ruffle/desktop/assets/texts", "en-US", &expected).await;
}
