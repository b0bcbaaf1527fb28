//! What catalogues hold in memory while they are served: 60 languages of the whole interface, the formatters of two threads included, and
//! what is left of the set before a publication. `benches/run --memory` starts it.
#![allow(clippy::print_stdout, reason = "a benchmark prints")]

use std::alloc::System;
use std::process::ExitCode;
use std::sync::Barrier;

use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};
use virtual_college::i18n::{Args, Catalogues, I18n, Locale, Source};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const LANGUAGES: usize = 60;
const THREADS: usize = 2;
const GOAL_MIB: f64 = 64.0;
/// Of CLDR's, some with long words and some with four bytes a letter: the text itself is French in all of them, which is the longest that ships.
const TAGS: &str = "af am ar az be bg bn bs ca cs cy da de el et eu fa fi fil ga gl gu he hi hr hu hy id is it ja ka kk km kn \
                    ko ky lo lt lv mg mk ml mn mr ms my ne nl pa pl pt ro ru si sk sl sq";

fn main() -> ExitCode {
    let languages = languages();
    if languages.len() != LANGUAGES {
        println!("{} languages, not {LANGUAGES}", languages.len());
        return ExitCode::FAILURE;
    }
    let before = held();
    let Ok(first) = Catalogues::build(sources(&languages)) else { return ExitCode::FAILURE };
    let set = held() - before;
    let i18n = I18n::new(first, Locale::EN);
    let (formatting, done) = (Barrier::new(THREADS + 1), Barrier::new(THREADS + 1));
    let served = std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                format_in_all(&i18n, &languages);
                formatting.wait();
                done.wait();
            });
        }
        formatting.wait();
        let served = held() - before;
        done.wait();
        served
    });
    println!("{:<60} {:>8.1} MiB", "60 languages, texts and how they are found", set);
    println!("{:<60} {:>8.1} MiB, goal {GOAL_MIB}", "with the formatters of two threads, in both kinds", served);
    if served <= GOAL_MIB { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn languages() -> Vec<Locale> {
    ["en", "fr", "es"]
        .into_iter()
        .chain(TAGS.split_whitespace())
        .filter_map(|tag| tag.parse().ok())
        .take(LANGUAGES)
        .collect()
}

fn sources(languages: &[Locale]) -> Vec<Source> {
    let shipped = Source::shipped();
    let french: Vec<&Source> = shipped.iter().filter(|source| source.locale.as_str() == "fr").collect();
    let others = languages.iter().filter(|locale| shipped.iter().all(|source| source.locale != **locale));
    let made =
        others.flat_map(|locale| french.iter().map(|source| Source { locale: locale.clone(), ..(*source).clone() }));
    made.collect::<Vec<_>>().into_iter().chain(shipped.iter().cloned()).collect()
}

/// A thread makes its formatters of a language when it first needs them: for pages and letters, and for what machines read.
fn format_in_all(i18n: &I18n, languages: &[Locale]) {
    for locale in languages {
        let words = i18n.localizer_for(locale);
        std::hint::black_box((words.text("not-found", &Args::new()), words.plain("not-found", &Args::new())));
    }
}

fn held() -> f64 {
    let stats = INSTRUMENTED_SYSTEM.stats();
    (stats.bytes_allocated - stats.bytes_deallocated) as f64 / f64::from(1 << 20)
}
