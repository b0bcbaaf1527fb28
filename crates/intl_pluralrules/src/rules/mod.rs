//! The two generated tables and the way into them.

/// Makes a function of each rule: the first category whose test holds, or else *other*.
macro_rules! rules {
    ($($name:ident |$po:ident| { $($category:ident: $test:expr;)* })*) => {$(
        fn $name($po: &crate::operands::PluralOperands) -> crate::PluralCategory {
            let _ = $po;
            $(if $test { return crate::PluralCategory::$category; })*
            crate::PluralCategory::OTHER
        }
    )*};
}

#[allow(
    clippy::manual_is_multiple_of,
    clippy::manual_range_patterns,
    clippy::nonminimal_bool,
    clippy::unreadable_literal,
    reason = "as in CLDR"
)]
mod cardinal;
#[allow(
    clippy::manual_is_multiple_of,
    clippy::manual_range_patterns,
    clippy::nonminimal_bool,
    clippy::unreadable_literal,
    reason = "as in CLDR"
)]
mod ordinal;

use unic_langid::LanguageIdentifier;

use crate::operands::PluralOperands;
use crate::{PluralCategory, PluralRuleType};

/// The release of CLDR that the tables were made from.
pub const CLDR_VERSION: usize = 48;

pub(crate) type Rule = fn(&PluralOperands) -> PluralCategory;

fn table(kind: PluralRuleType) -> &'static [(&'static [&'static str], Rule)] {
    match kind {
        PluralRuleType::CARDINAL => cardinal::RULES,
        PluralRuleType::ORDINAL => ordinal::RULES,
    }
}

/// Plural rules belong to the language; the few that CLDR gives a script or a region of their own are asked for first.
pub(crate) fn find(locale: &LanguageIdentifier, kind: PluralRuleType) -> Option<Rule> {
    let language = locale.language.as_str();
    let script = locale.script.map(|script| format!("{language}-{script}"));
    let region = locale.region.map(|region| format!("{language}-{region}"));
    [script.as_deref(), region.as_deref(), Some(language)].into_iter().flatten().find_map(|tag| exact(tag, kind))
}

fn exact(tag: &str, kind: PluralRuleType) -> Option<Rule> {
    table(kind).iter().find(|(tags, _)| tags.contains(&tag)).map(|&(_, rule)| rule)
}

pub(crate) fn locales(kind: PluralRuleType) -> Vec<LanguageIdentifier> {
    table(kind).iter().flat_map(|(tags, _)| *tags).filter_map(|tag| tag.parse().ok()).collect()
}
