//! `course.toml`: structure, rules and answer keys.

use std::collections::BTreeMap;

use super::activity;
use super::codes::Code;
use super::draft::{Draft, Names};
use super::ids::{self, Ids};
use super::limits;
use super::node::{At, Node, Table};
use super::question;
use super::report::{number, text};
use crate::courses::model::{
    Audience, Certificate, CitedText, Completion, Issue, Language, Module, OutcomeId, Slug, TextKind,
};
use crate::parties::AuthorityKind;

const MEMBERS: &[&str] = &[
    "slug",
    "source_language",
    "hours",
    "licence",
    "review_by",
    "reviewers",
    "prerequisites",
    "audience",
    "completion",
    "certificate",
    "outcomes",
    "texts",
    "modules",
    "activities",
    "questions",
];

/// Reads the whole file. `languages` are those that have an edition.
pub(super) fn read(root: Table<'_>, folder: Option<&str>, languages: &[Language]) -> Draft {
    root.only(MEMBERS);
    let mut names = Names::new();
    let slug = slug(root, folder);
    let mut draft = Draft {
        source_language: source_language(root, languages),
        hours: root.need("hours").and_then(|node| node.integer(&(1..=1_000))).unwrap_or(1),
        licence: licence(root),
        review_by: root.need("review_by").and_then(Node::day),
        reviewers: root.may("reviewers").map(reviewers).unwrap_or_default(),
        prerequisites: prerequisites(root, slug.as_ref()),
        audience: root.need("audience").and_then(audience).unwrap_or(Audience::Everyone),
        completion: course_completion(root),
        certificate: certificate(root),
        outcomes: elements(root.need("outcomes")).filter_map(|table| outcome(table, &mut names.outcomes)).collect(),
        texts: elements(root.may("texts")).filter_map(|table| cited_text(table, &mut names.texts)).collect(),
        modules: elements(root.need("modules")).filter_map(|table| module(table, &mut names.modules)).collect(),
        activities: elements(root.need("activities")).filter_map(|table| activity::read(table, &mut names)).collect(),
        questions: Vec::new(),
        keys: BTreeMap::new(),
        accepted: BTreeMap::new(),
        slug,
        names,
    };
    for table in elements(root.may("questions")) {
        question::read(table, &mut draft, languages);
    }
    draft
}

fn elements(list: Option<Node<'_>>) -> impl Iterator<Item = Table<'_>> {
    list.into_iter().flat_map(Node::items).filter_map(Node::table)
}

fn slug(root: Table<'_>, folder: Option<&str>) -> Option<Slug> {
    let node = root.need("slug")?;
    let word = node.word()?;
    if let Some(folder) = folder.filter(|folder| *folder != word) {
        node.fault(Code::SlugFolder, [text(word), text(folder)]);
    }
    ids::parse(node, word)
}

fn source_language(root: Table<'_>, languages: &[Language]) -> Option<Language> {
    let node = root.need("source_language")?;
    let tag = node.word()?;
    let Ok(language) = Language::parse(tag) else {
        node.fault(Code::LanguageTag, [text(tag)]);
        return None;
    };
    if !languages.contains(&language) {
        node.fault(Code::SourceLanguageMissing, [text(tag)]);
    }
    Some(language)
}

/// The form of an SPDX expression; whether such a licence exists is the author's to know.
fn licence(root: Table<'_>) -> String {
    let Some(node) = root.need("licence") else { return String::new() };
    let licence = node.text(limits::TITLE).unwrap_or_default();
    let is_expression = licence.chars().all(|c| c.is_ascii_alphanumeric() || "-.+() ".contains(c));
    if !is_expression {
        node.fault(Code::LicenceMalformed, [text(&licence)]);
    }
    licence
}

fn reviewers(list: Node<'_>) -> Vec<String> {
    list.items().filter_map(|node| node.text(limits::TITLE)).collect()
}

fn prerequisites(root: Table<'_>, own: Option<&Slug>) -> Vec<Slug> {
    let Some(list) = root.may("prerequisites") else { return Vec::new() };
    let slugs: Vec<Slug> = ids::parse_all(list);
    if own.is_some_and(|own| slugs.contains(own)) {
        list.fault(Code::PrerequisiteSelf, []);
    }
    slugs
}

fn audience(node: Node<'_>) -> Option<Audience> {
    let table = node.table()?;
    let kind = table.need("kind")?.one_of(&[("everyone", false), ("officials", true)])?;
    if !kind {
        table.only(&["kind"]);
        return Some(Audience::Everyone);
    }
    table.only(&["kind", "authorities"]);
    let list = table.need("authorities")?;
    let authorities = kinds_of_authority(list);
    if list.items().next().is_none() {
        list.fault(Code::TooFew, [text(list.name), number(1)]);
    }
    Some(Audience::Officials { authorities })
}

fn kinds_of_authority(list: Node<'_>) -> Vec<AuthorityKind> {
    let known: Vec<_> = AuthorityKind::ALL.iter().map(|kind| (kind.as_str(), *kind)).collect();
    let mut kinds = Vec::new();
    for node in list.items() {
        let Some(kind) = node.one_of(&known) else { continue };
        if kinds.contains(&kind) {
            node.fault(Code::ValueDuplicate, [text(list.name), text(kind)]);
        } else {
            kinds.push(kind);
        }
    }
    kinds
}

fn course_completion(root: Table<'_>) -> At<Completion> {
    let node = root.need("completion");
    let line = node.map_or(root.line, |node| node.line);
    At { line, value: node.and_then(completion).unwrap_or(Completion::All) }
}

fn completion(node: Node<'_>) -> Option<Completion> {
    let table = node.table()?;
    let is_some = table.need("rule")?.one_of(&[("all", false), ("some", true)])?;
    if !is_some {
        table.only(&["rule"]);
        return Some(Completion::All);
    }
    table.only(&["rule", "count"]);
    let count = table.need("count")?.integer(&(1..=1_000))?;
    Some(Completion::Some { count })
}

fn certificate(root: Table<'_>) -> At<Certificate> {
    let node = root.need("certificate");
    let issue = node.and_then(|node| {
        let table = node.table()?;
        table.only(&["issue"]);
        let policies =
            [("on-completion", Issue::OnCompletion), ("after-sign-off", Issue::AfterSignOff), ("none", Issue::None)];
        table.need("issue")?.one_of(&policies)
    });
    At { line: node.map_or(root.line, |node| node.line), value: Certificate { issue: issue.unwrap_or(Issue::None) } }
}

fn outcome(table: Table<'_>, names: &mut Ids) -> Option<At<OutcomeId>> {
    table.only(&["id"]);
    let node = table.need("id")?;
    Some(At { line: node.line, value: names.declare(node)? })
}

fn cited_text(table: Table<'_>, names: &mut Ids) -> Option<CitedText> {
    table.only(&["id", "kind", "reference"]);
    let id = table.need("id").and_then(|node| names.declare(node));
    let kind = table.need("kind").and_then(|node| {
        node.one_of(&[
            ("article", TextKind::Article),
            ("resolution", TextKind::Resolution),
            ("decision", TextKind::Decision),
            ("appendix", TextKind::Appendix),
            ("notification", TextKind::Notification),
        ])
    });
    let reference = table.text("reference", limits::TITLE);
    Some(CitedText { id: id?, kind: kind?, reference })
}

fn module(table: Table<'_>, names: &mut Ids) -> Option<At<Module>> {
    table.only(&["id", "completion"]);
    let node = table.need("id")?;
    let id = names.declare(node);
    let completion = table.may("completion").and_then(completion).unwrap_or(Completion::All);
    Some(At { line: node.line, value: Module { id: id?, completion } })
}
