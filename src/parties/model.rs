//! Parties and their flags.

use std::collections::BTreeMap;

use time::Date;

use crate::clock::Timestamp;
use crate::i18n::Locale;
use crate::ids::PartyCode;
use crate::text::folded;
use crate::{id_type, words};

/// The languages in which Parties are named: those of the United Nations.
pub const NAME_LANGUAGES: [&str; 6] = ["en", "fr", "es", "ar", "zh", "ru"];

words!(
    /// The regions of the Convention.
    Region {
        Africa = "africa",
        Asia = "asia",
        CentralAndSouthAmericaAndTheCaribbean = "central-and-south-america-and-the-caribbean",
        Europe = "europe",
        NorthAmerica = "north-america",
        Oceania = "oceania",
    }
);

words!(
    /// Kinds of national authority that have officials to train. Courses name them.
    AuthorityKind {
        /// Designated under Article IX: grants permits and certificates.
        ManagementAuthority = "management-authority",
        /// Designated under Article IX: finds whether trade is detrimental.
        ScientificAuthority = "scientific-authority",
        Customs = "customs",
        /// Police, rangers, inspectors.
        EnforcementAuthority = "enforcement-authority",
        Prosecution = "prosecution",
        Judiciary = "judiciary",
        Legislature = "legislature",
        /// Any other public body, as a ministry or a port authority.
        Other = "other",
    }
);

words!(
    /// What gives a Party's needs priority (Resolution Conf. 19.2, paragraph 4 a).
    Flag {
        /// Least developed country.
        Ldc = "ldc",
        /// Landlocked developing country.
        Lldc = "lldc",
        /// Small island developing State.
        Sids = "sids",
    }
);

id_type!(
    /// One change of a flag.
    FlagChangeId
);

/// From a day on, a Party carries a flag or does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlagChange {
    pub flag: Flag,
    pub raised: bool,
    pub from: Date,
    /// Why it was noted, for everybody to read.
    pub reason: String,
    pub noted_at: Timestamp,
}

/// A Party with its names by language and its flags' history, the oldest change first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    pub code: PartyCode,
    pub iso3: String,
    pub region: Region,
    pub entry_into_force: Date,
    pub names: BTreeMap<String, String>,
    pub flag_changes: Vec<FlagChange>,
}

impl Party {
    /// Whether the Party carried the flag on a day.
    #[must_use]
    pub fn carries(&self, flag: Flag, on: Date) -> bool {
        let latest = self.flag_changes.iter().rfind(|change| change.flag == flag && change.from <= on);
        latest.is_some_and(|change| change.raised)
    }

    /// The flags that the Party carried on a day.
    #[must_use]
    pub fn flags(&self, on: Date) -> Vec<Flag> {
        Flag::ALL.iter().copied().filter(|flag| self.carries(*flag, on)).collect()
    }

    /// The name in the first of a reader's languages that has one, and that language; at last in English.
    #[must_use]
    pub fn name(&self, chain: &[Locale]) -> (&str, Locale) {
        let found = chain.iter().find_map(|locale| Some((self.names.get(locale.as_str())?.as_str(), locale.clone())));
        found.unwrap_or_else(|| (self.names.get("en").map_or(self.code.as_str(), String::as_str), Locale::EN))
    }

    /// Whether somebody who types `wanted` means this Party: a part of its name in any language, or its code. `wanted` is
    /// folded already.
    #[must_use]
    pub fn is_called(&self, wanted: &str) -> bool {
        let is_code = |code: &str| code.to_ascii_lowercase() == wanted;
        is_code(self.code.as_str())
            || is_code(&self.iso3)
            || self.names.values().any(|name| folded(name).contains(wanted))
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    fn flag_change(flag: Flag, raised: bool, from: Date) -> FlagChange {
        FlagChange { flag, raised, from, reason: String::new(), noted_at: Timestamp::from_micros(0) }
    }

    fn bhutan() -> Party {
        let names = [("en", "Bhutan"), ("fr", "Bhoutan"), ("es", "Bután"), ("ru", "Бутан")];
        Party {
            code: "BT".parse().expect("a code"),
            iso3: "BTN".into(),
            region: Region::Asia,
            entry_into_force: date!(2002 - 11 - 13),
            names: names.into_iter().map(|(language, name)| (language.to_owned(), name.to_owned())).collect(),
            flag_changes: Vec::new(),
        }
    }

    #[test]
    fn a_party_is_named_in_the_first_language_that_it_has_a_name_in() {
        for (chain, name, language) in [
            (vec![Locale::FR], "Bhoutan", "fr"),
            (vec!["mg".parse().expect("a tag"), Locale::ES], "Bután", "es"),
            (vec!["mg".parse().expect("a tag")], "Bhutan", "en"),
        ] {
            let party = bhutan();
            let found = party.name(&chain);
            assert_eq!((found.0, found.1.as_str()), (name, language));
        }
    }

    #[test]
    fn a_party_is_found_by_a_part_of_any_of_its_names_without_regard_to_case_and_accents() {
        for (wanted, found) in [
            ("BUTAN", true),
            ("bután", true),
            ("houta", true),
            ("бутан", true),
            ("bt", true),
            ("btn", true),
            ("b t", false),
        ] {
            assert_eq!(bhutan().is_called(&folded(wanted)), found, "{wanted}");
        }
    }

    #[test]
    fn a_flag_holds_from_its_day_until_it_is_lowered() {
        let change = |raised, from| flag_change(Flag::Ldc, raised, from);
        let party = Party {
            flag_changes: vec![change(true, date!(1971 - 11 - 18)), change(false, date!(2023 - 12 - 13))],
            ..bhutan()
        };
        for (day, carried) in
            [(date!(1970 - 01 - 01), false), (date!(2023 - 12 - 12), true), (date!(2023 - 12 - 13), false)]
        {
            assert_eq!(party.carries(Flag::Ldc, day), carried, "{day}");
        }
        assert!(!party.carries(Flag::Sids, date!(2024 - 01 - 01)));
    }
}
