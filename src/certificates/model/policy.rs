//! What the Secretariat wants of a course's certificates.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use time::{Date, Month};

use super::Official;
use crate::clock::Timestamp;
use crate::courses::model::{ContentHash, Slug};
use crate::i18n::Locale;
use crate::words;

/// A certificate holds through the whole of its last day.
const LAST_SECOND: Duration = Duration::from_secs(24 * 60 * 60 - 1);
const DAY: Duration = Duration::from_hours(24);
/// Days before the end on which holders are reminded, unless told.
const REMINDERS: [u16; 3] = [90, 30, 7];

words!(
    /// When the certificate comes of who completes a course that gives any.
    #[schema(as = CertificateMoment)]
    Moment {
        OnCompletion = "on-completion",
        AfterSignOff = "after-sign-off",
    }
);

/// For how long certificates hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Validity {
    #[default]
    None,
    /// From the day of issue on.
    Months {
        months: u16,
    },
    Until {
        until: Timestamp,
    },
}

/// Who signs, and from when until when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermOfOffice {
    pub names: BTreeMap<Locale, String>,
    pub roles: BTreeMap<Locale, String>,
    pub from: Timestamp,
    /// Up to, but not including; without one, until further notice.
    pub until: Option<Timestamp>,
    /// The picture of the signature, by its SHA-256.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<ContentHash>,
}

/// What holds for certificates that are issued from now on. Those that were issued stay as they are, but that they may end early.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// `None`: as the course's package says.
    pub issue: Option<Moment>,
    pub validity: Validity,
    /// Days before the end.
    pub reminders: BTreeSet<u16>,
    /// The course that renews a certificate, when it is completed before the end; `None`: the same once more.
    pub renewal: Option<Slug>,
    pub shows_hours: bool,
    pub shows_grade: bool,
    /// Nobody: the Secretariat, as an office.
    pub officials: Vec<TermOfOffice>,
    /// How they look; `None`: as the newest layout that is built in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub design: Option<Slug>,
    /// From when on certificates of earlier versions of the course hold no more. `None`: they go on holding.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earlier_versions: Option<EarlierVersions>,
}

/// What becomes of certificates of earlier versions of a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EarlierVersions {
    /// The first version by number whose certificates go on holding.
    pub before: i32,
    /// The first moment at which the others hold no more.
    pub end: Timestamp,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            issue: None,
            validity: Validity::None,
            reminders: REMINDERS.into(),
            renewal: None,
            shows_hours: true,
            shows_grade: true,
            officials: Vec::new(),
            design: None,
            earlier_versions: None,
        }
    }
}

impl Policy {
    /// Who signs on that day.
    #[must_use]
    pub fn officials_at(&self, now: Timestamp) -> Vec<Official> {
        let holds = |term: &&TermOfOffice| term.from <= now && term.until.is_none_or(|until| now < until);
        let official = |term: &TermOfOffice| Official {
            names: term.names.clone(),
            roles: term.roles.clone(),
            signature: term.signature,
        };
        self.officials.iter().filter(holds).map(official).collect()
    }

    /// The end of certificates of a version of the course, whatever is printed on them.
    #[must_use]
    pub fn end_of_version(&self, number: i32) -> Option<Timestamp> {
        self.earlier_versions.filter(|earlier| number < earlier.before).map(|earlier| earlier.end)
    }

    /// Whether certificates that are issued now would hold no more, because of the day up to which they may.
    #[must_use]
    pub fn is_over(&self, now: Timestamp) -> bool {
        matches!(self.validity, Validity::Until { until } if until <= now)
    }

    /// From when on a certificate may be renewed in a room: holders are told of its end from then on.
    #[must_use]
    pub fn renewable_from(&self, end: Timestamp) -> Timestamp {
        let days = self.reminders.last().copied().unwrap_or_default();
        end.minus(DAY * u32::from(days))
    }

    /// The reminder that is due, in days before the end: when several were missed, the last of them. One from before the certificate was
    /// issued is none.
    #[must_use]
    pub fn reminder(&self, (issued_at, end): (Timestamp, Timestamp), now: Timestamp) -> Option<u16> {
        let moment = |days: u16| end.minus(DAY * u32::from(days));
        self.reminders.iter().copied().find(|days| moment(*days) <= now).filter(|days| issued_at < moment(*days))
    }
}

impl Validity {
    /// The first moment at which a certificate of that moment does not hold any more.
    #[must_use]
    pub fn end(self, issued_at: Timestamp) -> Option<Timestamp> {
        match self {
            Self::None => None,
            Self::Until { until } => Some(until),
            Self::Months { months } => {
                Some(Timestamp::start_of(months_later(issued_at.day(), months)).plus(LAST_SECOND))
            }
        }
    }
}

/// The same day of a later month, or its last one.
fn months_later(day: Date, months: u16) -> Date {
    let count = i32::from(u8::from(day.month())) - 1 + i32::from(months);
    let year = day.year() + count / 12;
    let month = u8::try_from(count % 12 + 1).ok().and_then(|number| Month::try_from(number).ok());
    let month = month.unwrap_or(Month::January);
    Date::from_calendar_date(year, month, day.day().min(month.length(year))).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).expect("a moment")
    }

    #[test]
    fn a_certificate_holds_through_the_same_day_some_months_later() {
        for (issued, months, end) in [
            ("2027-03-02T09:00:00Z", 24, "2029-03-02T23:59:59Z"),
            ("2027-01-31T00:00:00Z", 1, "2027-02-28T23:59:59Z"),
            ("2028-02-29T23:59:59Z", 12, "2029-02-28T23:59:59Z"),
            ("2027-12-31T09:00:00Z", 12, "2028-12-31T23:59:59Z"),
            ("2027-12-31T09:00:00Z", 1, "2028-01-31T23:59:59Z"),
        ] {
            assert_eq!(Validity::Months { months }.end(at(issued)), Some(at(end)), "{issued} + {months}");
        }
        assert_eq!(Validity::None.end(at("2027-01-31T00:00:00Z")), None);
    }

    #[test]
    fn of_reminders_that_were_missed_the_last_is_due() {
        let (policy, issued, end) = (Policy::default(), at("2027-03-01T00:00:00Z"), at("2027-06-30T00:00:00Z"));
        for (now, due) in [
            ("2027-03-31T23:59:59Z", None),
            ("2027-04-01T00:00:00Z", Some(90)),
            ("2027-05-31T00:00:00Z", Some(30)),
            ("2027-06-22T23:59:59Z", Some(30)),
            ("2027-06-29T00:00:00Z", Some(7)),
        ] {
            assert_eq!(policy.reminder((issued, end), at(now)), due, "{now}");
        }
        // It held for less than 90 days from the beginning.
        assert_eq!(policy.reminder((at("2027-05-01T00:00:00Z"), end), at("2027-05-02T00:00:00Z")), None);
        assert_eq!(policy.reminder((at("2027-05-01T00:00:00Z"), end), at("2027-06-01T00:00:00Z")), Some(30));
    }

    #[test]
    fn who_signs_is_who_is_in_office() {
        let term = |name: &str, from: &str, until: Option<&str>| TermOfOffice {
            names: [(Locale::EN, name.to_owned())].into(),
            roles: [(Locale::EN, "Secretary-General".to_owned())].into(),
            from: at(from),
            until: until.map(at),
            signature: None,
        };
        let officials = vec![
            term("Ana", "2020-01-01T00:00:00Z", Some("2027-01-01T00:00:00Z")),
            term("Eva", "2027-01-01T00:00:00Z", None),
        ];
        let policy = Policy { officials, ..Policy::default() };
        let names = |now: &str| {
            let signing = policy.officials_at(at(now));
            signing.iter().filter_map(|it| it.names.get(&Locale::EN).cloned()).collect::<Vec<_>>()
        };
        assert_eq!(names("2026-12-31T23:59:59Z"), ["Ana"]);
        assert_eq!(names("2027-01-01T00:00:00Z"), ["Eva"]);
        assert!(names("2019-01-01T00:00:00Z").is_empty());
    }
}
