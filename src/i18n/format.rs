//! Dates, numbers and lists as a language writes them, by ICU4X and the data of CLDR.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use fixed_decimal::{Decimal, FloatPrecision};
use icu_calendar::Gregorian;
use icu_datetime::fieldsets::{YMD, YMDT};
use icu_datetime::input::{DateTime, Time};
use icu_datetime::preferences::HourCycle;
use icu_datetime::{DateTimeFormatterPreferences, FixedCalendarDateTimeFormatter};
use icu_decimal::DecimalFormatter;
use icu_decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use icu_list::ListFormatter;
use icu_list::options::ListFormatterOptions;
use time::Date;

use super::cldr::{self, Writing};
use super::percent::FORMS;
use super::{Bridges, Locale, fallback_chain};
use crate::clock::Timestamp;

/// "23 November 2026". Always the Gregorian calendar, whatever the language's own is: certificates and deadlines are
/// the same for all.
#[must_use]
pub fn long_date(day: Date, locale: &Locale) -> String {
    let dates = formatters(locale).dates.as_ref().and_then(|dates| dates.day(day));
    dates.unwrap_or_else(|| day.to_string())
}

/// "23 November 2026 at 22:30 UTC". The College has no time zones: it says which time it means.
#[must_use]
pub fn date_time(moment: Timestamp, locale: &Locale) -> String {
    let minutes = moment.as_seconds().rem_euclid(86_400) / 60;
    let time = u8::try_from(minutes / 60).ok().zip(u8::try_from(minutes % 60).ok());
    let time = time.and_then(|(hour, minute)| time::Time::from_hms(hour, minute, 0).ok());
    let text = formatters(locale).dates.as_ref().zip(time).and_then(|(dates, time)| dates.moment(moment.day(), time));
    text.map_or_else(|| moment.to_string(), |text| format!("{text} UTC"))
}

/// "1,234.5", with at most three decimals.
#[must_use]
pub fn number(value: f64, locale: &Locale) -> String {
    shaped(value, Shape::default(), locale).unwrap_or_else(|| value.to_string())
}

/// "87.5%", from hundredths of a percent.
#[must_use]
pub fn percent(basis_points: i32, locale: &Locale) -> String {
    let ratio = f64::from(basis_points) / 10_000.0;
    let shape = Shape { percent: true, fraction_digits: (0, Some(2)), ..Shape::default() };
    shaped(ratio, shape, locale).unwrap_or_else(|| format!("{}%", f64::from(basis_points) / 100.0))
}

/// "A, B and C".
#[must_use]
pub fn list(items: &[String], locale: &Locale) -> String {
    let formatters = formatters(locale);
    match (formatters.writing, &formatters.list) {
        (Some(writing), _) => writing.list(items),
        (None, Some(list)) => list.format(items.iter().map(String::as_str)).to_string(),
        (None, None) => items.join(", "),
    }
}

/// How a number is to look.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    pub grouped: bool,
    /// The number is a ratio, shown in hundredths with the sign of the language.
    pub percent: bool,
    pub integer_digits: usize,
    /// At least so many, and at most; without a maximum, three.
    pub fraction_digits: (usize, Option<usize>),
}

impl Default for Shape {
    fn default() -> Self {
        Self { grouped: true, percent: false, integer_digits: 1, fraction_digits: (0, None) }
    }
}

/// Writes a number; `None` when it is none (infinite, say).
pub(super) fn shaped(value: f64, shape: Shape, locale: &Locale) -> Option<String> {
    let formatters = formatters(locale);
    let formatter = if shape.grouped { formatters.grouped.as_ref()? } else { formatters.plain.as_ref()? };
    let mut decimal = Decimal::try_from_f64(value, FloatPrecision::RoundTrip).ok()?;
    if shape.percent {
        decimal.absolute.multiply_pow10(2);
    }
    let (least, most) = shape.fraction_digits;
    decimal.round(-i16::try_from(most.unwrap_or(3).max(least)).ok()?);
    decimal.absolute.trim_end();
    decimal.absolute.pad_end(-i16::try_from(least).ok()?);
    decimal.absolute.pad_start(i16::try_from(shape.integer_digits).ok()?);
    let written = formatter.format(&decimal).to_string();
    Some(if shape.percent { with_percent_sign(&written, locale) } else { written })
}

fn with_percent_sign(written: &str, locale: &Locale) -> String {
    let form = |step: &Locale| FORMS.iter().find(|(tags, ..)| tags.contains(&step.as_str()));
    let (before, after) =
        locale.lineage().iter().find_map(form).map_or(("", "%"), |(_, before, after)| (before, after));
    format!("{before}{written}{after}")
}

fn gregorian(day: Date) -> Option<icu_calendar::Date<Gregorian>> {
    icu_calendar::Date::try_new_gregorian(day.year(), u8::from(day.month()), day.day()).ok()
}

/// The formatters of one language. A missing one means that the data could not be loaded, which compiled data does not
/// do.
struct Formatters {
    /// Of a language that ICU4X does not carry.
    writing: Option<&'static Writing>,
    dates: Option<Dates>,
    grouped: Option<DecimalFormatter>,
    plain: Option<DecimalFormatter>,
    list: Option<ListFormatter>,
}

/// A bound for a thread's memory, should some caller let strangers choose the language to format in.
const MOST_LANGUAGES: usize = 64;

fn formatters(locale: &Locale) -> Rc<Formatters> {
    thread_local! {
        static MADE: RefCell<HashMap<Locale, Rc<Formatters>>> = RefCell::new(HashMap::new());
    }
    MADE.with_borrow_mut(|made| {
        if let Some(found) = made.get(locale) {
            return Rc::clone(found);
        }
        if made.len() >= MOST_LANGUAGES {
            made.clear();
        }
        let new = Rc::new(Formatters::new(locale));
        made.insert(locale.clone(), Rc::clone(&new));
        new
    })
}

impl Formatters {
    fn new(locale: &Locale) -> Self {
        Self {
            writing: cldr::writing(locale),
            dates: Dates::nearest(locale),
            grouped: decimal(locale, GroupingStrategy::Auto),
            plain: decimal(locale, GroupingStrategy::Never),
            list: ListFormatter::try_new_and((&in_icu(locale)).into(), ListFormatterOptions::default()).ok(),
        }
    }
}

fn decimal(locale: &Locale, grouping: GroupingStrategy) -> Option<DecimalFormatter> {
    let mut options = DecimalFormatterOptions::default();
    options.grouping_strategy = Some(grouping);
    let model = cldr::writing(locale).map_or_else(|| in_icu(locale), |writing| writing.numbers.clone());
    DecimalFormatter::try_new((&model).into(), options).ok()
}

/// CLDR's plain "en" is American: "November 23, 2026", "A, B, and C". The United Nations write "23 November 2026" and
/// "A, B and C".
fn in_icu(locale: &Locale) -> icu_locale::Locale {
    if locale == &Locale::EN { icu_locale::locale!("en-001") } else { locale.identifier().into() }
}

/// Who writes the days of a language.
enum Dates {
    Icu(Box<IcuDates>),
    /// Languages that ICU4X does not carry; with their digits.
    Cldr(&'static Writing, DecimalFormatter),
}

impl Dates {
    /// Where nobody knows the names of the months, as of Chewa, a date is written in the language that the community's bridge
    /// leads to, at last in English: ICU4X alone would write "2026 M11 23".
    fn nearest(locale: &Locale) -> Option<Self> {
        fallback_chain(locale, Bridges::standard()).iter().find_map(Self::new)
    }

    fn new(locale: &Locale) -> Option<Self> {
        match cldr::writing(locale) {
            Some(writing) if writing.knows_its_months() => {
                Some(Self::Cldr(writing, decimal(locale, GroupingStrategy::Never)?))
            }
            Some(_) => None,
            None => IcuDates::new(locale).filter(IcuDates::knows_its_months).map(Box::new).map(Self::Icu),
        }
    }

    fn day(&self, day: Date) -> Option<String> {
        match self {
            Self::Icu(dates) => Some((dates.polish)(dates.day.format(&gregorian(day)?).to_string(), day)),
            Self::Cldr(writing, digits) => Some(writing.day(day, in_digits(digits))),
        }
    }

    fn moment(&self, day: Date, time: time::Time) -> Option<String> {
        match self {
            Self::Icu(dates) => {
                let moment =
                    DateTime { date: gregorian(day)?, time: Time::try_new(time.hour(), time.minute(), 0, 0).ok()? };
                Some((dates.polish)(dates.moment.format(&moment).to_string(), day))
            }
            Self::Cldr(writing, digits) => {
                Some(writing.moment(&writing.day(day, in_digits(digits)), time, in_digits(digits)))
            }
        }
    }
}

fn in_digits(formatter: &DecimalFormatter) -> impl Fn(i64) -> String {
    |number| formatter.format(&Decimal::from(number)).to_string()
}

struct IcuDates {
    day: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
    moment: FixedCalendarDateTimeFormatter<Gregorian, YMDT>,
    polish: fn(String, Date) -> String,
}

impl IcuDates {
    fn new(locale: &Locale) -> Option<Self> {
        let mut preferences = DateTimeFormatterPreferences::from(&in_icu(locale));
        preferences.hour_cycle = Some(HourCycle::H23);
        Some(Self {
            day: FixedCalendarDateTimeFormatter::try_new(preferences, YMD::long()).ok()?,
            moment: FixedCalendarDateTimeFormatter::try_new(preferences, YMD::long().with_time_hm()).ok()?,
            polish: match locale.language() {
                "fr" => french,
                "es" => spanish,
                _ => |text, _| text,
            },
        })
    }

    fn knows_its_months(&self) -> bool {
        let november = icu_calendar::Date::try_new_gregorian(2001, 11, 23);
        november.is_ok_and(|day| !self.day.format(&day).to_string().contains("M11"))
    }
}

/// The first of a month is an ordinal, "1er janvier", of which CLDR's patterns know nothing.
fn french(text: String, day: Date) -> String {
    match text.strip_prefix("1 ") {
        Some(rest) if day.day() == 1 => format!("1er {rest}"),
        _ => text,
    }
}

/// One o'clock is singular: "a la 01:30", where CLDR has "a las" for every hour.
fn spanish(text: String, _: Date) -> String {
    text.replace(" a las 01:", " a la 01:")
}
