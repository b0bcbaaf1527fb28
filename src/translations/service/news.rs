//! Telling those who translate what is new: one letter for a person and day at most, and none when there is nothing to say.
//!
//! A letter tells what was between two midnights. That it was told is noted with the letter, so that neither a second instance nor
//! a crash makes two of it, and nothing is left out.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use time::Date;
use unicode_segmentation::UnicodeSegmentation as _;

use super::rights::scope_of;
use crate::accounts::{self, Grant, Role, Scope};
use crate::app::App;
use crate::clock::Timestamp;
use crate::courses::model::Slug;
use crate::courses::{Library, PublishedVersion};
use crate::db::{Snapshot, Tx};
use crate::error::AppError;
use crate::i18n::{Locale, language_name};
use crate::ids::PersonId;
use crate::mail::{self, Deadline, Letter, LostCourse, ReviewQueue, Reviewed, SourceNews, Terms, TranslationNews};
use crate::translations::model::{Catalogue, CatalogueId, CatalogueKind, Verdict};
use crate::translations::store::news::{self, ReviewRow, SourceCounts, WaitingRow};
use crate::translations::store::{catalogues, contributors, counts, locales, publications};

/// People for whom one snapshot is read, and to whom is written in one transaction.
const AT_ONCE: i64 = 20;
/// Transactions that began before midnight have committed by then.
const SETTLING: Duration = Duration::from_mins(5);
/// What is older is no news.
const LONGEST_SPAN: Duration = Duration::from_hours(7 * 24);
/// Somebody without a role hears of what she worked on in this time.
const RECENTLY: Duration = Duration::from_hours(90 * 24);
/// Days before a deadline on which it is told.
const AHEAD: [i64; 4] = [14, 7, 3, 1];
/// Whatever waits is told again after each week.
const WEEK: Duration = Duration::from_hours(7 * 24);
/// Of each sort in one letter.
const MOST: usize = 20;
/// Of the beginning of a source, in characters as people count them.
const LONGEST_EXCERPT: usize = 80;

/// A letter that is ready, to somebody who was told until a moment.
#[derive(Clone, Debug)]
struct Prepared {
    person: PersonId,
    told_until: Timestamp,
    news: TranslationNews,
}

/// Tells the next few people. Returns whether others may wait.
///
/// # Errors
/// When the database refuses.
pub async fn tell(app: &Arc<App>) -> Result<bool, AppError> {
    let until = Timestamp::start_of(app.clock.now().minus(SETTLING).day());
    let library = app.library.clone();
    let prepared = app.db.read(move |snapshot| prepare(snapshot, &library, until)).await?;
    let is_full = i64::try_from(prepared.len()).is_ok_and(|told| told >= AT_ONCE);
    app.db.write_later(move |tx| prepared.iter().try_for_each(|it| post(tx, it, until))).await?;
    Ok(is_full)
}

fn post(tx: &mut Tx<'_>, it: &Prepared, until: Timestamp) -> Result<(), AppError> {
    if !news::set_told(tx.conn(), it.person, (it.told_until, until))? || it.news.is_empty() {
        return Ok(());
    }
    let Some(to) = accounts::recipient(tx, it.person)? else { return Ok(()) };
    let end = Some(accounts::link_to_end_letters(tx, it.person)?);
    mail::post(tx, &to, Letter::TranslationNews { news: it.news.clone(), end })
}

fn prepare(snapshot: &mut Snapshot<'_>, library: &Library, until: Timestamp) -> Result<Vec<Prepared>, AppError> {
    let untold = news::untold(snapshot.conn(), until, AT_ONCE)?;
    if untold.is_empty() {
        return Ok(Vec::new());
    }
    let mut desk = NewsDesk::open(snapshot, library, until)?;
    let prepare = |(person, told_until): (PersonId, Timestamp)| {
        let news = match accounts::recipient(snapshot, person)? {
            Some(to) => desk.news_for(snapshot, (person, &to.locale), told_until)?,
            None => TranslationNews::default(),
        };
        Ok(Prepared { person, told_until, news })
    };
    untold.into_iter().map(prepare).collect()
}

/// A catalogue in a locale that somebody works on.
struct Field {
    locale: Locale,
    catalogue: Catalogue,
    /// Whether she reviews there.
    reviews: bool,
}

impl Field {
    fn work(&self, state: &str) -> String {
        format!("/api/v1/locales/{}/work?catalogue={}{state}", self.locale, self.catalogue.slug)
    }
}

/// How many units of a catalogue are new, and how many say something else.
type Changes = HashMap<CatalogueId, (i64, i64)>;

/// What is read once for several people.
struct NewsDesk<'l> {
    library: &'l Library,
    until: Timestamp,
    locales: Vec<Locale>,
    /// Those of them that are served.
    served: HashSet<Locale>,
    catalogues: Vec<Catalogue>,
    sources: HashMap<Timestamp, Arc<Changes>>,
    waiting: HashMap<Locale, Arc<[WaitingRow]>>,
    approved: HashMap<Locale, Arc<HashMap<CatalogueId, i32>>>,
}

impl<'l> NewsDesk<'l> {
    fn open(snapshot: &mut Snapshot<'_>, library: &'l Library, until: Timestamp) -> Result<Self, AppError> {
        let entries = locales::list(snapshot.conn(), &super::locales::open_states(), None, i64::MAX)?;
        Ok(Self {
            library,
            until,
            served: entries.iter().filter(|it| it.state.is_served()).map(|it| it.tag.clone()).collect(),
            locales: entries.into_iter().map(|entry| entry.tag).collect(),
            catalogues: catalogues::list(snapshot.conn())?,
            sources: HashMap::new(),
            waiting: HashMap::new(),
            approved: HashMap::new(),
        })
    }

    fn news_for(
        &mut self,
        snapshot: &mut Snapshot<'_>,
        (person, reader): (PersonId, &Locale),
        told_until: Timestamp,
    ) -> Result<TranslationNews, AppError> {
        let from = told_until.max(self.until.minus(LONGEST_SPAN));
        let fields = self.fields(snapshot, person)?;
        let (reviews, more_reviews) = self.reviews(snapshot, &fields, (person, reader), from)?;
        let mut sources = self.sources(snapshot, &fields, reader, from)?;
        let more_sources = i64::try_from(sources.len().saturating_sub(MOST)).unwrap_or(i64::MAX);
        sources.truncate(MOST);
        let deadlines = self.deadlines(snapshot, &fields, reader, from)?;
        let queues = self.queues(snapshot, &fields, (person, reader), from)?;
        let lost = self.lost(snapshot, &fields, reader, from)?;
        let news =
            TranslationNews { reviews, more_reviews, sources, more_sources, deadlines, queues, lost, terms: None };
        Ok(news.on_terms(terms_of(snapshot, person)?))
    }

    /// Where she holds a role, or has made suggestions not long ago. What she may not read any more is not among it.
    fn fields(&self, snapshot: &mut Snapshot<'_>, person: PersonId) -> Result<Vec<Field>, AppError> {
        let grants = accounts::grants_of(snapshot, person)?;
        let recently = self.until.minus(RECENTLY);
        let worked_on: HashSet<(Locale, CatalogueId)> =
            news::worked_on(snapshot.conn(), person, recently)?.into_iter().collect();
        let mut fields = Vec::new();
        for locale in &self.locales {
            for catalogue in self.catalogues.iter().filter(|it| it.source_locale != *locale) {
                let scope = scope_of(locale, catalogue);
                let reviews = holds(&grants, &[Role::TranslationReviewer, Role::LocaleLead], &scope);
                let has_role = reviews || holds(&grants, &[Role::Translator], &scope);
                let is_open = catalogue.kind == CatalogueKind::Interface;
                if has_role || is_open && worked_on.contains(&(locale.clone(), catalogue.id)) {
                    fields.push(Field { locale: locale.clone(), catalogue: catalogue.clone(), reviews });
                }
            }
        }
        Ok(fields)
    }

    /// Of a course only while she may read it: the letter shows what it says now.
    fn reviews(
        &self,
        snapshot: &mut Snapshot<'_>,
        fields: &[Field],
        (person, reader): (PersonId, &Locale),
        from: Timestamp,
    ) -> Result<(Vec<Reviewed>, i64), AppError> {
        let limit = i64::try_from(MOST).unwrap_or(i64::MAX);
        let (rows, all) = news::reviews(snapshot.conn(), person, (from, self.until), limit)?;
        let more = (all - limit).max(0);
        let is_hers = |row: &ReviewRow| {
            let is_field = |it: &Field| it.catalogue.id == row.catalogue && it.locale == row.locale;
            let is_open = |it: &Catalogue| it.id == row.catalogue && it.kind == CatalogueKind::Interface;
            fields.iter().any(is_field) || self.catalogues.iter().any(is_open)
        };
        Ok((rows.into_iter().filter(is_hers).map(|row| reviewed(row, reader)).collect(), more))
    }

    fn sources(
        &mut self,
        snapshot: &mut Snapshot<'_>,
        fields: &[Field],
        reader: &Locale,
        from: Timestamp,
    ) -> Result<Vec<SourceNews>, AppError> {
        let found = self.changes(snapshot, from)?;
        let of_field = |field: &Field| {
            let (added, changed) = *found.get(&field.catalogue.id)?;
            Some(SourceNews {
                language: language_name(&field.locale, reader),
                catalogue: self.name(&field.catalogue, reader),
                added,
                added_path: field.work("&state=missing"),
                changed,
                changed_path: field.work("&state=stale"),
            })
        };
        Ok(fields.iter().filter_map(of_field).collect())
    }

    fn changes(&mut self, snapshot: &mut Snapshot<'_>, from: Timestamp) -> Result<Arc<Changes>, AppError> {
        if let Some(known) = self.sources.get(&from) {
            return Ok(Arc::clone(known));
        }
        let read = Arc::new(by_catalogue(news::sources(snapshot.conn(), (from, self.until))?));
        self.sources.insert(from, Arc::clone(&read));
        Ok(read)
    }

    fn deadlines(
        &mut self,
        snapshot: &mut Snapshot<'_>,
        fields: &[Field],
        reader: &Locale,
        from: Timestamp,
    ) -> Result<Vec<Deadline>, AppError> {
        let mut deadlines = Vec::new();
        for field in fields {
            let Some(day) = field.catalogue.deadline.as_deref().and_then(start_of) else { continue };
            if !is_near(day.day(), (from.day(), self.until.day())) {
                continue;
            }
            let approved = self.approved(snapshot, &field.locale)?;
            let left = field.catalogue.unit_count - approved.get(&field.catalogue.id).copied().unwrap_or(0);
            if left > 0 {
                deadlines.push(Deadline {
                    language: language_name(&field.locale, reader),
                    catalogue: self.name(&field.catalogue, reader),
                    day,
                    left: i64::from(left),
                    path: field.work(""),
                });
            }
        }
        deadlines.sort_by_key(|it| it.day);
        deadlines.truncate(MOST);
        Ok(deadlines)
    }

    fn approved(
        &mut self,
        snapshot: &mut Snapshot<'_>,
        locale: &Locale,
    ) -> Result<Arc<HashMap<CatalogueId, i32>>, AppError> {
        if let Some(known) = self.approved.get(locale) {
            return Ok(Arc::clone(known));
        }
        let counted = counts::list_of_locale(snapshot.conn(), locale)?;
        let read: Arc<HashMap<_, _>> =
            Arc::new(counted.into_iter().map(|counts| (counts.catalogue, counts.approved)).collect());
        self.approved.insert(locale.clone(), Arc::clone(&read));
        Ok(read)
    }

    /// Courses of which a new version came out without the language, since texts that it needs are not there.
    fn lost(
        &mut self,
        snapshot: &mut Snapshot<'_>,
        fields: &[Field],
        reader: &Locale,
        from: Timestamp,
    ) -> Result<Vec<LostCourse>, AppError> {
        let mut lost = Vec::new();
        for field in fields {
            if field.reviews && self.is_lost(snapshot, field, from)? {
                let approved = self.approved(snapshot, &field.locale)?;
                let left = field.catalogue.unit_count - approved.get(&field.catalogue.id).copied().unwrap_or(0);
                // What was translated since waits for the lead alone, who is told what waits.
                if left > 0 {
                    lost.push(LostCourse {
                        language: language_name(&field.locale, reader),
                        course: self.name(&field.catalogue, reader),
                        left: i64::from(left),
                        path: field.work(""),
                    });
                }
            }
        }
        lost.truncate(MOST);
        Ok(lost)
    }

    fn is_lost(&self, snapshot: &mut Snapshot<'_>, field: &Field, from: Timestamp) -> Result<bool, AppError> {
        let Field { locale, catalogue, .. } = field;
        let Some(version) = self.current(catalogue) else { return Ok(false) };
        let is_new = version.published_at > from && version.published_at <= self.until;
        if !is_new || !self.served.contains(locale) || version.locales().contains(locale) {
            return Ok(false);
        }
        Ok(publications::has_any_of(snapshot.conn(), locale, &catalogue.slug)?)
    }

    /// What waits for her in each locale: told when something came, and again after each week that it waits.
    fn queues(
        &mut self,
        snapshot: &mut Snapshot<'_>,
        fields: &[Field],
        (person, reader): (PersonId, &Locale),
        from: Timestamp,
    ) -> Result<Vec<ReviewQueue>, AppError> {
        let mut queues = Vec::new();
        for fields in fields.chunk_by(|one, next| one.locale == next.locale) {
            let hers: HashSet<CatalogueId> =
                fields.iter().filter(|field| field.reviews).map(|field| field.catalogue.id).collect();
            let Some(Field { locale, .. }) = fields.first().filter(|_| !hers.is_empty()) else { continue };
            let waiting = self.waiting(snapshot, locale)?;
            let others = || waiting.iter().filter(|row| hers.contains(&row.catalogue) && row.author != Some(person));
            let oldest = others().filter_map(|row| row.oldest).min();
            let newest = others().filter_map(|row| row.newest).max();
            let (Some(since), Some(newest)) = (oldest, newest) else { continue };
            if newest > from || weeks(since, from) < weeks(since, self.until) {
                let language = language_name(locale, reader);
                let path = format!("/api/v1/locales/{locale}/work?state=suggested");
                queues.push(ReviewQueue { language, count: others().map(|row| row.count).sum(), since, path });
            }
        }
        Ok(queues)
    }

    fn waiting(&mut self, snapshot: &mut Snapshot<'_>, locale: &Locale) -> Result<Arc<[WaitingRow]>, AppError> {
        if let Some(known) = self.waiting.get(locale) {
            return Ok(Arc::clone(known));
        }
        let read: Arc<[WaitingRow]> = news::waiting(snapshot.conn(), locale, self.until)?.into();
        self.waiting.insert(locale.clone(), Arc::clone(&read));
        Ok(read)
    }

    fn current(&self, catalogue: &Catalogue) -> Option<Arc<PublishedVersion>> {
        let slug = catalogue.slug.split_once('/').filter(|_| catalogue.kind == CatalogueKind::Course);
        slug.and_then(|(_, slug)| self.library.current(&Slug::parse(slug).ok()?).ok())
    }

    /// A course is called by its title; files of the interface have no other name than their slug.
    fn name(&self, catalogue: &Catalogue, reader: &Locale) -> String {
        let title = self.current(catalogue).and_then(|version| version.title_for(reader).map(str::to_owned).ok());
        title.unwrap_or_else(|| catalogue.slug.clone())
    }
}

fn terms_of(snapshot: &mut Snapshot<'_>, person: PersonId) -> Result<Option<Terms>, AppError> {
    let accepted = contributors::find(snapshot.conn(), person)?;
    Ok(accepted.map(|it| Terms { version: it.terms, licence: it.licence.as_str().replace('-', " ") }))
}

fn holds(grants: &[Grant], roles: &[Role], scope: &Scope) -> bool {
    grants.iter().any(|grant| roles.contains(&grant.role) && grant.scope.covers(scope))
}

fn by_catalogue(counts: SourceCounts) -> Changes {
    let mut found = Changes::new();
    for (catalogue, count) in counts.added {
        found.entry(catalogue).or_default().0 = count;
    }
    for (catalogue, count) in counts.changed {
        found.entry(catalogue).or_default().1 = count;
    }
    found
}

fn reviewed(row: ReviewRow, reader: &Locale) -> Reviewed {
    let ReviewRow { verdict, reason, remark, edited_body, unit, locale, body, source, .. } = row;
    Reviewed {
        verdict: verdict.as_str().to_owned(),
        reason: reason.map(|reason| reason.as_str().to_owned()),
        remark,
        reworded: verdict == Verdict::Approve && edited_body.is_some_and(|edited| edited != body),
        text: excerpt(&source),
        language: language_name(&locale, reader),
        path: format!("/api/v1/units/{unit}?locale={locale}"),
    }
}

fn excerpt(text: &str) -> String {
    match text.grapheme_indices(true).nth(LONGEST_EXCERPT) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}

fn start_of(day: &str) -> Option<Timestamp> {
    Timestamp::parse(&format!("{day}T00:00:00Z")).ok()
}

/// Whether a deadline has come near since the day on which somebody was told last.
fn is_near(deadline: Date, (told, today): (Date, Date)) -> bool {
    let days_left = |day: Date| (deadline - day).whole_days();
    today <= deadline && AHEAD.iter().any(|ahead| days_left(today) <= *ahead && days_left(told) > *ahead)
}

fn weeks(since: Timestamp, until: Timestamp) -> u64 {
    until.since(since).as_secs() / WEEK.as_secs()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_is_told_some_days_before_it_whatever_days_were_left_out() {
        let day = |text: &str| start_of(text).expect("a day").day();
        let deadline = day("2027-03-31");
        for (told, today, expected) in [
            ("2027-03-15", "2027-03-16", false),
            ("2027-03-16", "2027-03-17", true),
            ("2027-03-17", "2027-03-18", false),
            ("2027-03-10", "2027-03-20", true),
            ("2027-03-27", "2027-03-28", true),
            ("2027-03-28", "2027-03-29", false),
            ("2027-03-28", "2027-03-31", true),
            ("2027-03-30", "2027-03-31", false),
            ("2027-03-10", "2027-04-01", false),
        ] {
            assert_eq!(is_near(deadline, (day(told), day(today))), expected, "{told} to {today}");
        }
    }

    #[test]
    fn an_excerpt_ends_between_characters() {
        assert_eq!(excerpt("Short"), "Short");
        let long = "é\u{301}".repeat(100);
        assert_eq!(excerpt(&long), format!("{}…", "é\u{301}".repeat(80)));
    }
}
