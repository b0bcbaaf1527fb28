//! What a message costs on a request, on one thread and on two: a lock that threads share would show in the second figure.

use std::hint::black_box;
use std::time::Instant;

use virtual_college::i18n::{Args, Catalogues, I18n, Locale, Source};

use crate::wire::Outcome;

const TIMES: u32 = 200_000;
const ROUNDS: usize = 5;

const MESSAGES: &str = "plain = The course is closed.
named = { $name } has left the course.
counted = { $count ->
    [one] { $count } trainee waits for you.
   *[other] { $count } trainees wait for you.
}
";
const ARABIC: &str = "counted = { $count ->
    [zero] لا يوجد متدربون
    [one] متدرب واحد
    [two] متدربان
    [few] { $count } متدربين
    [many] { $count } متدربا
   *[other] { $count } متدرب
}
";

struct Case {
    name: &'static str,
    locale: &'static str,
    id: &'static str,
    goal_us: f64,
}

const CASES: [Case; 4] = [
    Case { name: "a message, plain", locale: "en", id: "plain", goal_us: 2.0 },
    Case { name: "a message with a name", locale: "en", id: "named", goal_us: 2.0 },
    Case { name: "a message with a plural", locale: "en", id: "counted", goal_us: 5.0 },
    Case { name: "a message with a plural, Arabic", locale: "ar", id: "counted", goal_us: 5.0 },
];

/// Prints a row for each case; whether all meet their goal.
pub fn run() -> Outcome<bool> {
    let source = |tag: &str, text: &str| -> Outcome<Source> {
        let locale: Locale = tag.parse().map_err(|_| format!("{tag} is no language"))?;
        Ok(Source { locale, file: "bench.ftl".into(), text: text.into() })
    };
    let catalogues = Catalogues::build(vec![source("en", MESSAGES)?, source("ar", ARABIC)?]);
    let i18n = I18n::new(catalogues.map_err(|found| format!("{found:?}"))?, Locale::EN);
    println!("{:<40} {:>12} {:>13} {:>8}", "formatting", "1 thread µs", "2 threads µs", "goal µs");
    let mut are_met = true;
    for case in CASES {
        let locale: Locale = case.locale.parse().map_err(|_| "no language")?;
        let (alone, together) = (measured(&i18n, &locale, case.id, 1), measured(&i18n, &locale, case.id, 2));
        println!("{:<40} {alone:>12.2} {together:>13.2} {:>8.1}", case.name, case.goal_us);
        are_met &= alone <= case.goal_us;
    }
    Ok(are_met)
}

/// Microseconds for a message on each of so many threads: the middle of several rounds.
fn measured(i18n: &I18n, locale: &Locale, id: &str, threads: u32) -> f64 {
    let once = || {
        let words = i18n.localizer_for(locale);
        let began = Instant::now();
        for number in 0..TIMES {
            let args = Args::new().set("count", i64::from(number % 120)).set("name", "Ana Rakoto");
            black_box(words.text(black_box(id), &args));
        }
        began.elapsed().as_secs_f64() * 1e6 / f64::from(TIMES)
    };
    let round = || {
        std::thread::scope(|scope| {
            let running: Vec<_> = (0..threads).map(|_| scope.spawn(once)).collect();
            running.into_iter().map(|thread| thread.join().unwrap_or(f64::NAN)).fold(0.0, f64::max)
        })
    };
    let mut rounds: Vec<f64> = (0..ROUNDS).map(|_| round()).collect();
    rounds.sort_by(f64::total_cmp);
    rounds.get(ROUNDS / 2).copied().unwrap_or(f64::NAN)
}
