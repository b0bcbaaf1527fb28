//! Which scripts certificates can be printed in.

use super::findings::Findings;
use crate::certificates::render::{DEFAULT_FONT_DIRECTORIES, Renderer};
use crate::config::Config;

const EAST_ASIAN: [&str; 5] = ["Han", "Hangul", "Hiragana", "Katakana", "Bopomofo"];

pub fn examine(config: &Config, findings: &mut Findings) {
    let directories = match &config.certificates.font_directories {
        Some(directories) => directories.clone(),
        None => DEFAULT_FONT_DIRECTORIES.map(Into::into).to_vec(),
    };
    let inventory = match Renderer::new(&directories) {
        Ok(renderer) => renderer.inventory(),
        Err(error) => {
            return findings.problem("fonts", error, "The program is damaged: install it again.");
        }
    };
    let covered: Vec<&str> = inventory.faces.iter().map(|face| face.script.as_str()).collect();
    findings.ok("fonts", format!("certificates can be printed in {}", covered.join(", ")));
    if config.certificates.font_directories.is_some() {
        for absent in &inventory.absent_directories {
            findings.warning(
                "fonts",
                format!("{} cannot be read", absent.display()),
                "Correct certificates.fonts, or give the directory to the user who runs the server.",
            );
        }
    }
    let (east_asian, others): (Vec<&str>, Vec<&str>) =
        inventory.missing.iter().map(String::as_str).partition(|script| EAST_ASIAN.contains(script));
    for (scripts, package) in [(others, "fonts-noto-core"), (east_asian, "fonts-noto-cjk")] {
        if !scripts.is_empty() {
            findings.warning(
                "fonts",
                format!("a certificate that needs {} would be refused", scripts.join(", ")),
                &format!("apt install {package}"),
            );
        }
    }
}
