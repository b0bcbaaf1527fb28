//! From a list as it came to the rows of a workshop, and what can be said of each without looking further.

use std::collections::HashMap;

use sha2::{Digest as _, Sha256};

use super::printed_name::printed_name;
use super::workshop::{About, Finding, Participant, ParticipantState, Severity, Workshop, one_spaced};
use crate::accounts::Email;
use crate::db::Json;
use crate::formats::participants::{Listed, Said};
use crate::i18n::Locale;
use crate::parties::PartyCode;
use crate::text;

/// Of what a list calls somebody by.
const LONGEST_REFERENCE: usize = 60;
/// Of a name that cannot be one, for whoever looks for it in the file.
const QUOTED_CHARACTERS: usize = 120;

/// The rows of a list, each with what can be said of it without looking further.
///
/// Who somebody is, is told by her address, else by her reference, else by her name. The same row twice is one; two that say
/// different things of one person are not, and neither is told to be right.
///
/// # Errors
/// Never, while a finding can be written as JSON.
pub fn read_rows(
    workshop: &Workshop,
    offered: &[Locale],
    list: &[Listed],
) -> Result<Vec<Participant>, serde_json::Error> {
    let key = workshop.key();
    let rows = (0..).zip(list).map(|(place, listed)| read_row(workshop, offered, (place, listed)));
    let mut rows = rows.collect::<Result<Vec<_>, _>>()?;
    for row in rows.iter_mut().filter(|row| row.state != ParticipantState::InError) {
        row.identity = identity(&key, row);
    }
    for (place, finding) in compare_rows(&rows) {
        let Some(row) = rows.get_mut(place) else { continue };
        let is_repeated = finding.severity == Severity::Warning;
        row.note(finding)?;
        if is_repeated {
            row.state = ParticipantState::Repeated;
        }
    }
    Ok(rows)
}

/// What is to be said of rows because of other rows.
fn compare_rows(rows: &[Participant]) -> Vec<(usize, Finding)> {
    let mut by_name: HashMap<&str, Vec<&Participant>> = HashMap::new();
    for row in rows {
        by_name.entry(&row.name_key).or_default().push(row);
    }
    let mut by_identity: HashMap<&[u8], &Participant> = HashMap::new();
    let mut found = Vec::new();
    for (place, row) in rows.iter().enumerate().filter(|(_, row)| row.state != ParticipantState::InError) {
        let first = *by_identity.entry(&row.identity).or_insert(row);
        let is_named_only = row.email.is_none() && row.reference.is_none();
        let namesakes = by_name.get(row.name_key.as_str()).into_iter().flatten();
        let other = namesakes.copied().find(|other| is_named_only && !says_the_same(other, row));
        let finding = match other {
            Some(other) => Finding::error(Some("name"), "workshop-name-shared").about(About::Line(other.line)),
            None if first.place == row.place => continue,
            None if says_the_same(first, row) => {
                Finding::warning(None, "workshop-row-repeated").about(About::Line(first.line))
            }
            None => Finding::error(None, "workshop-row-differs").about(About::Line(first.line)),
        };
        found.push((place, finding));
    }
    found
}

fn says_the_same(one: &Participant, other: &Participant) -> bool {
    let said = |row: &Participant| {
        let key = row.email.as_deref().and_then(|email| Email::parse(email, "").ok()).map(|it| it.key().to_owned());
        (row.name.clone(), key, row.party, row.locale.clone(), row.reference.clone(), row.grade)
    };
    said(one) == said(other)
}

/// Numbers and names of two kinds are never the same.
fn identity(workshop: &str, row: &Participant) -> Vec<u8> {
    let address = row.email.as_deref().and_then(|email| Email::parse(email, "").ok());
    let who = match (&address, &row.reference) {
        (Some(address), _) => format!("email\n{}", address.key()),
        (None, Some(reference)) => format!("reference\n{}", text::folded(reference)),
        (None, None) => format!("name\n{}", row.name_key),
    };
    Sha256::digest(format!("{workshop}\n{who}")).to_vec()
}

fn read_row(
    workshop: &Workshop,
    offered: &[Locale],
    (place, listed): (i32, &Listed),
) -> Result<Participant, serde_json::Error> {
    let blank = Said::default();
    let said = listed.said.as_ref().unwrap_or(&blank);
    let mut row = Participant {
        workshop: workshop.id,
        place,
        line: i32::try_from(listed.line).unwrap_or(i32::MAX),
        identity: Vec::new(),
        name_key: one_spaced(&text::folded(&said.name)).chars().take(QUOTED_CHARACTERS).collect(),
        name: said.name.chars().filter(|c| !text::is_unreadable(*c)).take(QUOTED_CHARACTERS).collect(),
        email: None,
        party: None,
        locale: workshop.locale.clone(),
        reference: None,
        grade: None,
        state: ParticipantState::Unchecked,
        has_account: false,
        warned: false,
        findings: Json::of(&Vec::<Finding>::new())?,
        person: None,
        enrolment: None,
    };
    let damage = match listed {
        Listed { said: None, .. } => Some("workshop-row-malformed"),
        Listed { has_surplus: true, .. } => Some("workshop-row-too-many-cells"),
        Listed { .. } => None,
    };
    if let Some(code) = damage {
        // What stands there as its name may be half of one, and is nobody's.
        row.name_key.clear();
        row.note(Finding::error(None, code))?;
        return Ok(row);
    }
    let mut findings = Vec::new();
    let mut take = |found: Result<(), Finding>| findings.extend(found.err());
    let name = printed_name(&one_spaced(&said.name), "").map_err(|problem| Finding::of(&problem, "name"));
    take(name.map(|found| row.name = found));
    take(email(&said.email).map(|found| row.email = found));
    take(party(&said.party).map(|found| row.party = found));
    take(language(&said.language, offered).map(|found| row.locale = found.unwrap_or(workshop.locale.clone())));
    take(reference(&said.reference).map(|found| row.reference = found));
    take(grade(&said.grade).map(|found| row.grade = found));
    findings.into_iter().try_for_each(|finding| row.note(finding))?;
    Ok(row)
}

fn email(text: &str) -> Result<Option<String>, Finding> {
    if text.is_empty() {
        return Ok(None);
    }
    let email = Email::parse(text, "").map_err(|problem| Finding::of(&problem, "email"))?;
    Ok(Some(email.address().to_owned()))
}

/// What is no code of a Party is left out of the certificate, and holds nobody up.
fn party(text: &str) -> Result<Option<PartyCode>, Finding> {
    if text.is_empty() {
        return Ok(None);
    }
    let code = text.to_uppercase().parse();
    code.map(Some).map_err(|_| Finding::warning(Some("party"), "workshop-party-left-out"))
}

fn language(text: &str, offered: &[Locale]) -> Result<Option<Locale>, Finding> {
    if text.is_empty() {
        return Ok(None);
    }
    let locale = text.parse().map_err(|_| Finding::error(Some("language"), "language-unknown"))?;
    if offered.contains(&locale) {
        Ok(Some(locale))
    } else {
        Err(Finding::error(Some("language"), "workshop-language-not-offered"))
    }
}

fn reference(text: &str) -> Result<Option<String>, Finding> {
    if text.is_empty() {
        return Ok(None);
    }
    let line = text::line(text, LONGEST_REFERENCE);
    line.map(Some).map_err(|fault| Finding::of(&fault.at(""), "reference"))
}

/// Percent, perhaps with one sign after it and with a point or a comma: to basis points.
fn grade(text: &str) -> Result<Option<i32>, Finding> {
    if text.is_empty() {
        return Ok(None);
    }
    let wrong = || Finding::error(Some("grade"), "workshop-grade-invalid");
    let number = text.strip_suffix('%').unwrap_or(text).trim_end();
    let (whole, parts) = number.split_once(['.', ',']).unwrap_or((number, "0"));
    let is_number = |digits: &str, most: usize| {
        (1..=most).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !is_number(whole, 3) || !is_number(parts, 2) {
        return Err(wrong());
    }
    let basis_points: i32 = format!("{whole}{parts:0<2}").parse().map_err(|_| wrong())?;
    if basis_points <= 10_000 { Ok(Some(basis_points)) } else { Err(wrong()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::certificates::model::{WorkshopId, WorkshopState};
    use crate::clock::Timestamp;
    use crate::courses::{CourseId, VersionId};
    use crate::formats::participants;
    use crate::ids::{Id as _, PersonId};

    fn workshop(title: &str) -> Workshop {
        let now = Timestamp::from_micros(1_803_978_000_000_000);
        Workshop {
            id: WorkshopId::new(now),
            course: CourseId::from_uuid(uuid::Uuid::nil()),
            version: VersionId::new(now),
            title: title.to_owned(),
            ended_on: Timestamp::start_of(now.day()),
            locale: Locale::EN,
            cohort: None,
            file: vec![7; 32],
            proposed_by: PersonId::new(now),
            proposed_at: now,
            expires_at: now,
            state: WorkshopState::Proposed,
            checked_at: Some(now),
            size: 2,
            confirmed_by: None,
            confirmed_at: None,
            finished_at: None,
            ignored_columns: Json::empty(),
        }
    }

    fn rows_of(title: &str, list: &str) -> Vec<Participant> {
        let list = participants::read(list.as_bytes()).expect("a list").rows;
        read_rows(&workshop(title), &[Locale::EN, Locale::FR], &list).expect("rows")
    }

    /// Line, code and line of another row.
    fn said(list: &str) -> Vec<(i32, String, Option<f64>)> {
        let of = |row: Participant| {
            let findings: Vec<Finding> = row.findings.read().expect("findings");
            let line = row.line;
            findings.into_iter().map(move |finding| {
                let args = finding.args();
                let other = args.iter().find_map(|(_, value)| match value {
                    crate::i18n::Value::Number(other) => Some(*other),
                    _ => None,
                });
                (line, finding.code, other)
            })
        };
        rows_of("A room", list).into_iter().flat_map(of).collect()
    }

    #[test]
    fn who_somebody_is_is_told_by_her_address_else_by_her_reference_else_by_her_name() {
        for (list, findings) in [
            ("name,email,reference\nAna,a@example.org,1\nAna,b@example.org,1\nAna,,2\nAna,,3\n", vec![]),
            ("name,email\nAna,a@example.org\nBen,A@EXAMPLE.org\n", vec![(3, "workshop-row-differs", 2.0)]),
            ("name,reference\nAna,at-1\nBen,AT-1\n", vec![(3, "workshop-row-differs", 2.0)]),
            ("name\nAna\nBen\nAna\n", vec![(4, "workshop-row-repeated", 2.0)]),
            (
                "name\nJosé  María\nJose Maria\n",
                vec![(2, "workshop-name-shared", 3.0), (3, "workshop-name-shared", 2.0)],
            ),
            (
                "name,reference\nAna,\nAna,\nAna,7\n",
                vec![(2, "workshop-name-shared", 4.0), (3, "workshop-name-shared", 4.0)],
            ),
            ("name,grade\nAna,80\nAna,80.0\n", vec![(3, "workshop-row-repeated", 2.0)]),
        ] {
            let findings: Vec<_> =
                findings.into_iter().map(|(line, code, other)| (line, code.to_owned(), Some(other))).collect();
            assert_eq!(said(list), findings, "{list}");
        }
    }

    #[test]
    fn a_row_whose_cells_may_be_of_other_columns_says_nothing_of_anybody() {
        let list = "name,reference,grade\nRakoto, Ana, 3, 87.5\nRakoto,,80\n\"Rakoto, Ana\",3,87.5,,\n";
        assert_eq!(said(list), [(2, "workshop-row-too-many-cells".to_owned(), None)]);
        let rows = rows_of("A room", list);
        let [torn, _, quoted] = rows.as_slice() else { panic!("{rows:?}") };
        assert_eq!((torn.state, torn.identity.len(), torn.grade), (ParticipantState::InError, 0, None));
        assert_eq!((torn.name.as_str(), quoted.name.as_str()), ("Rakoto", "Rakoto, Ana"));
    }

    #[test]
    fn a_list_that_comes_again_is_about_the_same_people() {
        let identities = |title, list| rows_of(title, list).into_iter().map(|row| row.identity).collect::<Vec<_>>();
        let first = identities("A room", "name,email,reference\nAna,a@example.org,\nBen,,B-1\nCy Ó,,\n");
        let again = identities(" a  Room", "reference;name;email\n;Anna;A@example.org\nb-1;Bo;\n;cy o;\n");
        assert_eq!(first, again);
        assert!(first.iter().all(|identity| identity.len() == 32));
        let elsewhere = identities("Another room", "name,email,reference\nAna,a@example.org,\nBen,,B-1\nCy Ó,,\n");
        assert!(first.iter().zip(&elsewhere).all(|(one, other)| one != other));
    }

    #[test]
    fn a_grade_is_a_percentage() {
        for (text, expected) in [
            ("", Ok(None)),
            ("85", Ok(Some(8_500))),
            ("85.5", Ok(Some(8_550))),
            ("85,25 %", Ok(Some(8_525))),
            ("0", Ok(Some(0))),
            ("100%", Ok(Some(10_000))),
            ("100.01", Err(())),
            ("101", Err(())),
            ("-1", Err(())),
            ("1e1", Err(())),
            ("85.505", Err(())),
            ("85.", Err(())),
            ("٨٥", Err(())),
            ("good", Err(())),
        ] {
            assert_eq!(grade(text).map_err(|_| ()), expected, "{text:?}");
        }
    }

    #[test]
    fn a_token_is_of_a_list_and_of_a_number() {
        let workshop = workshop("A room");
        let other = |change: fn(&mut Workshop)| {
            let mut other = workshop.clone();
            change(&mut other);
            other.token()
        };
        assert_eq!(other(|_| {}), workshop.token());
        for change in [|it: &mut Workshop| it.size = 3, |it: &mut Workshop| it.file = vec![8; 32]] {
            assert_ne!(other(change), workshop.token());
        }
    }
}
