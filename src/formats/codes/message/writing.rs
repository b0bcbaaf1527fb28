//! A message from its sentences.

use std::fmt::Write as _;

use super::shape::{Shape, Tree};

const STEP: usize = 4;

impl Shape {
    /// The entry; `texts` has one for each leaf.
    pub fn write(&self, texts: &[String]) -> String {
        let mut out = format!("{} =", self.id);
        for (attribute, tree) in &self.parts {
            let mut indent = STEP;
            if let Some(name) = attribute {
                let _ = write!(out, "\n{:indent$}.{name} =", "");
                indent += STEP;
            }
            write_tree(&mut out, tree, texts, indent, true);
        }
        out
    }
}

fn write_tree(out: &mut String, tree: &Tree, texts: &[String], indent: usize, begins_part: bool) {
    match tree {
        Tree::Leaf(place) => {
            out.push(' ');
            write_text(out, texts.get(*place).map_or("", String::as_str), indent);
        }
        Tree::Select { selector, variants, default } => {
            if begins_part {
                let _ = write!(out, "\n{:indent$}", "");
            } else {
                out.push(' ');
            }
            let _ = write!(out, "{{ {selector} ->");
            let within = indent + STEP;
            for (key, tree) in variants {
                let mark = if key == default { "*" } else { "" };
                let _ = write!(out, "\n{mark:>within$}[{key}]");
                write_tree(out, tree, texts, within + STEP, false);
            }
            let _ = write!(out, "\n{:indent$}}}", "");
        }
    }
}

/// Spaces at the ends of a text and at the beginnings of its lines are nothing to Fluent, and some signs there are syntax.
fn write_text(out: &mut String, text: &str, indent: usize) {
    let last = text.split('\n').count() - 1;
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            out.push('\n');
        }
        let is_edge = number == 0 || number == last;
        if number > 0 && (is_edge || !line.is_empty()) {
            let _ = write!(out, "{:indent$}", "");
        }
        if line.is_empty() && is_edge {
            out.push_str("{ \"\" }");
        }
        let words = line.trim_start_matches(' ');
        write_literal(out, line.get(..line.len() - words.len()).unwrap_or_default());
        // Behind a literal they are none.
        let is_first = number > 0 && words.len() == line.len();
        let rest = words.strip_prefix(['[', '*', '.']).filter(|_| is_first);
        write_literal(out, words.get(..words.len() - rest.unwrap_or(words).len()).unwrap_or_default());
        let words = rest.unwrap_or(words);
        let kept = if number == last { words.trim_end_matches(' ') } else { words };
        out.push_str(kept);
        write_literal(out, words.get(kept.len()..).unwrap_or_default());
    }
}

fn write_literal(out: &mut String, text: &str) {
    if !text.is_empty() {
        let _ = write!(out, "{{ \"{text}\" }}");
    }
}
