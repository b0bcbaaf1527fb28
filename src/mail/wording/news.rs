//! What is new for somebody who translates, in words.

use super::{Outline, Part, Voice, confirm, on_one_line};
use crate::i18n::Args;
use crate::mail::model::{Deadline, LostCourse, ReviewQueue, Reviewed, SourceNews, Terms, TranslationNews};
use crate::secret::Token;

pub(super) fn outline(news: &TranslationNews, end: Option<&Token>, voice: &Voice) -> Outline {
    let off = end.map(|token| Part::of("mail-translation-news-off", Args::new()).leading_to(confirm(token.reveal())));
    let more = |count: i64, message| (count > 0).then(|| Part::of(message, Args::new().set("count", count)));
    Outline::of("mail-translation-news")
        .adding_all(news.reviews.iter().flat_map(|it| review(it, voice)))
        .adding_all(more(news.more_reviews, "mail-reviews-more"))
        .adding_all(news.lost.iter().map(lost))
        .adding_all(news.queues.iter().map(queue))
        .adding_all(news.deadlines.iter().map(deadline))
        .adding_all(news.sources.iter().flat_map(source))
        .adding_all(more(news.more_sources, "mail-sources-more"))
        .adding_all(news.terms.iter().map(terms))
        .adding_all(off)
}

/// The verdict, and what the reviewer wrote.
fn review(it: &Reviewed, voice: &Voice) -> Vec<Part> {
    let message = match it.verdict.as_str() {
        "approve" if it.reworded => "mail-review-reworded",
        "approve" => "mail-review-approved",
        "reject" => "mail-review-rejected",
        _ => "mail-review-changes-requested",
    };
    let args = Args::new().set("text", on_one_line(&it.text)).set("language", on_one_line(&it.language));
    let reason = it.reason.as_deref().unwrap_or("other");
    let verdict = Part::of(message, args.set("reason", voice.reason(reason)));
    let remark = on_one_line(&it.remark);
    if remark.is_empty() {
        return vec![verdict.leading_to(it.path.clone())];
    }
    let remark = Part::of("mail-review-remark", Args::new().set("remark", remark));
    vec![verdict, remark.leading_to(it.path.clone())]
}

fn place(language: &str, catalogue: &str) -> Args {
    Args::new().set("language", on_one_line(language)).set("catalogue", on_one_line(catalogue))
}

fn lost(it: &LostCourse) -> Part {
    let args = Args::new().set("language", on_one_line(&it.language)).set("course", on_one_line(&it.course));
    Part::of("mail-course-language-lost", args.set("count", it.left)).leading_to(it.path.clone())
}

fn terms(it: &Terms) -> Part {
    let args = Args::new().set("terms", on_one_line(&it.version)).set("licence", on_one_line(&it.licence));
    Part::of("mail-translation-terms", args)
}

fn queue(it: &ReviewQueue) -> Part {
    let args = Args::new().set("language", on_one_line(&it.language)).set("count", it.count);
    Part::of("mail-suggestions-waiting", args.set("since", it.since.day())).leading_to(it.path.clone())
}

fn deadline(it: &Deadline) -> Part {
    let args = place(&it.language, &it.catalogue).set("day", it.day.day()).set("count", it.left);
    Part::of("mail-deadline-near", args).leading_to(it.path.clone())
}

fn source(it: &SourceNews) -> impl Iterator<Item = Part> {
    let counts =
        [("mail-sources-new", it.added, &it.added_path), ("mail-sources-changed", it.changed, &it.changed_path)];
    let (language, catalogue) = (&it.language, &it.catalogue);
    counts.into_iter().filter(|(_, count, _)| *count > 0).map(move |(message, count, path)| {
        Part::of(message, place(language, catalogue).set("count", count)).leading_to(path.clone())
    })
}
