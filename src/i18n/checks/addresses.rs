//! Where a text leads: a translation that names another site than its source may lead trainees astray.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use linkify::{LinkFinder, LinkKind};

use super::Rule;
use super::finding::{Report, quoted};
use super::reading::HOLE;
use super::style::Sides;
use crate::i18n::Args;

/// Finds addresses of pages and of mail that are not in the source. Another page of the same site may be its version in the language, and is
/// a warning. Links that were agreed on for the language may stand there, too.
pub(super) fn check(sides: Sides<'_>, links: &BTreeMap<String, String>, report: &mut Report) {
    let mut finder = LinkFinder::new();
    finder.url_must_have_scheme(true);
    let (mut known, mut hosts) = (HashSet::new(), HashSet::new());
    known.extend(links.values().map(|link| tidy(link)));
    for reading in sides.source {
        for (_, address, is_mail) in addresses(&finder, &reading.text) {
            hosts.insert(site(&address, is_mail).to_owned());
            known.insert(address);
        }
    }
    for reading in sides.given {
        for (at, address, is_mail) in addresses(&finder, &reading.text) {
            if known.contains(&address) || is_example(site(&address, is_mail)) {
                continue;
            }
            let (span, args) = (reading.span(at), Args::new().set("address", quoted(&address)));
            if hosts.contains(site(&address, is_mail)) {
                report.warn(Rule::Address, span, args);
            } else {
                report.add(Rule::Address, span, args);
            }
        }
    }
}

/// A bare `www.` is a link in most programs that show mail.
fn addresses<'t>(finder: &'t LinkFinder, text: &'t str) -> impl Iterator<Item = (Range<usize>, String, bool)> + 't {
    let found = finder.links(text).map(|link| (link.start()..link.end(), link.kind() == &LinkKind::Email));
    let bare = text.split(|c: char| c.is_whitespace() || c == HOLE).filter_map(|word| {
        let begins = word.as_ptr().addr() - text.as_ptr().addr();
        let lower = word.to_ascii_lowercase();
        let is_apart = |at: usize| lower.get(..at).and_then(|before| before.chars().next_back());
        let (at, _) =
            lower.match_indices("www.").find(|(at, _)| is_apart(*at).is_none_or(|it| !it.is_alphanumeric()))?;
        Some((begins + at..begins + word.len(), false))
    });
    found.chain(bare).filter_map(|(at, is_mail)| Some((at.clone(), tidy(text.get(at)?), is_mail)))
}

/// Quotation marks and spaces of other languages than English count as letters to the finder.
fn tidy(address: &str) -> String {
    address.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// The host of an address.
fn site(address: &str, is_mail: bool) -> &str {
    let host = if is_mail {
        address.rsplit('@').next()
    } else {
        let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
        let place = rest.split(['/', '?', '#', '\\']).next();
        // What stands before it is the name of a user, whatever it looks like.
        place.and_then(|place| place.rsplit('@').next()).and_then(|host| host.split(':').next())
    };
    let host = host.unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}

/// Names that lead nowhere, for ever (RFC 2606).
fn is_example(host: &str) -> bool {
    let is_within = |name: &str| host.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    ["example.org", "example.com", "example.net", "example"].into_iter().any(is_within)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::checks::reading::Reading;
    use crate::i18n::checks::tests::{found, listed};

    #[test]
    fn a_text_leads_where_its_source_leads() {
        let source = "See https://cites.org/eng/app/ or write to info@cites.org.";
        let links = BTreeMap::from([("https://unep.org".to_owned(), "https://pnue.org/".to_owned())]);
        for (text, expected) in [
            ("Voir https://pnue.org", ""),
            ("Voir https://cites.org/eng/app ou écrire à info@cites.org.", ""),
            ("Voir https://cites.org/fra/app", "address.extra"),
            ("Voir (https://cites.org.evil.test/)", "address.extra!"),
            ("Voir HTTPS://EVIL.TEST", "address.extra!"),
            ("Écrire à info@cites.org.evil.test", "address.extra!"),
            ("Écrire à aide@cites.org", "address.extra"),
            ("Voir www.evil.test.", "address.extra!"),
            ("Voir l’WWW.EVIL.TEST", "address.extra!"),
            ("Voir [www.evil.test]", "address.extra!"),
            ("Voir …www.evil.test", "address.extra!"),
            ("Voir https://evilexample.org/login", "address.extra!"),
            ("Écrire à a@evilexample.com", "address.extra!"),
            ("Voir https://evil.test/?u=https://cites.org/", "address.extra!"),
            ("Voir https://evil.test/https://example.org", "address.extra!"),
            ("Voir https://cites.org@evil.test/", "address.extra!"),
            ("Voir https://cites.org:443@evil.test/", "address.extra!"),
            ("Voir https://evil.test#cites.org", "address.extra!"),
            ("Voir www.cites.org", "address.extra"),
            ("Écrire à nom@example.org", ""),
            ("Écrire https ://, etc. Voir.", ""),
        ] {
            let (given, source) = ([Reading::plain(text)], [Reading::plain(source)]);
            let found = found(|report| check(Sides { given: &given, source: &source }, &links, report));
            assert_eq!(listed(&found), expected, "{text}");
        }
    }
}
