//! Catalogues as text: those in `locales/`, and those that a community publishes.

use std::sync::LazyLock;

use rust_embed::RustEmbed;

use super::Locale;

/// One Fluent file of one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    pub locale: Locale,
    /// The name without its folder: `problems.ftl`.
    pub file: String,
    pub text: String,
}

/// `locales/`: within the program in a release, read from the disk in a debug build.
#[derive(RustEmbed)]
#[folder = "locales/"]
struct Shipped;

impl Source {
    /// The catalogues that ship with the College. What is no `<language>/<name>.ftl` in UTF-8 is passed over; a test
    /// sees to it that nothing is.
    #[must_use]
    pub fn shipped() -> &'static [Self] {
        static ALL: LazyLock<Vec<Source>> =
            LazyLock::new(|| Shipped::iter().filter_map(|path| Source::load(&path)).collect());
        &ALL
    }

    fn load(path: &str) -> Option<Self> {
        let (folder, file) = path.split_once('/')?;
        let locale = Locale::parse(folder).ok()?;
        let text = String::from_utf8(Shipped::get(path)?.data.into_owned()).ok()?;
        file.strip_suffix(".ftl")?;
        Some(Self { locale, file: file.to_owned(), text })
    }
}
