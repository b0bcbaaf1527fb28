//! What languages are called: by those who speak them, and in the languages that the College's readers read.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Bridges, Locale, fallback_chain};

/// CLDR 48 (Unicode-3.0), cut out by data/generate.py: a tag, its own name for itself, and its name in the languages of
/// the first row.
const TABLE: &str = include_str!("data/languages.tsv");

struct Names {
    /// Where in a row the names in a language stand.
    columns: HashMap<&'static str, usize>,
    rows: HashMap<&'static str, Vec<&'static str>>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let mut lines = TABLE.lines().map(|line| line.split('\t'));
    let columns =
        lines.next().map(|header| header.enumerate().map(|(at, name)| (name, at)).collect()).unwrap_or_default();
    let rows = lines.filter_map(|mut cells| Some((cells.next()?, cells)));
    Names { columns, rows: rows.map(|(tag, cells)| (tag, std::iter::once(tag).chain(cells).collect())).collect() }
});

/// The column of what a language calls itself.
const OWN: usize = 1;

/// The name of a language in another: "malgache" for `mg` in French. Where nothing better is known, in English, and its own in
/// itself; at last the tag.
#[must_use]
pub fn language_name(locale: &Locale, reader: &Locale) -> String {
    let readers = fallback_chain(reader, Bridges::standard());
    let column = |reader: &Locale| NAMES.columns.get(reader.as_str()).copied();
    let in_itself = || cell(locale, OWN).filter(|_| locale == reader && column(reader).is_none());
    let found = in_itself().or_else(|| readers.iter().filter_map(column).find_map(|column| cell(locale, column)));
    found.map_or_else(|| locale.to_string(), str::to_owned)
}

/// What a language calls itself: "Kiswahili". Where that is not known, its English name; at last the tag.
#[must_use]
pub fn autonym(locale: &Locale) -> String {
    cell(locale, OWN).map_or_else(|| language_name(locale, &Locale::EN), str::to_owned)
}

/// A regional form without a name of its own goes by that of its parent, in the same script.
fn cell(locale: &Locale, column: usize) -> Option<&'static str> {
    let name = |tag: &Locale| NAMES.rows.get(tag.as_str()).and_then(|row| row.get(column)).copied();
    locale.lineage().iter().filter_map(name).find(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_has_its_own_name_in_itself_even_where_no_other_is_known() {
        for (tag, reader, name) in
            [("mg", "fr", "malgache"), ("ja", "ja", "日本語"), ("fr", "ja", "French"), ("en", "en", "English")]
        {
            let (locale, reader): (Locale, Locale) = (tag.parse().expect("a tag"), reader.parse().expect("a tag"));
            assert_eq!(language_name(&locale, &reader), name, "{tag} in {reader}");
        }
    }
}
