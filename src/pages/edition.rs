//! A course as a reader is shown it: in which edition, each text in which language, and what of it can be read without enrolling.

use super::components::{Breadcrumb, Notice};
use super::kept::Face;
use super::layout::{Layout, Link, Section};
use super::phrase::Phrase;
use super::reading::Reading;
use crate::courses::model::{Activity, ActivityId};
use crate::courses::{self, EditionId, PublishedEdition, PublishedVersion};
use crate::error::AppError;
use crate::i18n::{Args, Locale};

/// A version in the edition that a reader is shown.
pub struct Shown<'a> {
    pub reading: &'a Reading,
    pub version: &'a PublishedVersion,
    pub edition: &'a PublishedEdition,
    /// Whether it is shown to who takes the course: all of it is open to her, below her own pages.
    is_taken: bool,
}

/// A lesson or quiz in a list.
pub struct Step {
    pub title: Phrase,
    /// Where it is read, by whoever may.
    pub href: Option<String>,
}

impl<'a> Shown<'a> {
    /// A version in the language that is best for the reader.
    ///
    /// # Errors
    /// When the version has no edition, which publication does not allow.
    pub fn new(reading: &'a Reading, version: &'a PublishedVersion) -> Result<Self, AppError> {
        Ok(Self { reading, version, edition: reading.edition(version)?, is_taken: false })
    }

    /// The version that somebody takes, in the language that she learns in unless she asks for another.
    ///
    /// # Errors
    /// As [`Shown::new`].
    pub fn taken(reading: &'a Reading, version: &'a PublishedVersion, learned: &Locale) -> Result<Self, AppError> {
        Ok(Self { reading, version, edition: reading.edition_learned(version, learned)?, is_taken: true })
    }

    /// An edition that somebody is held to, such as that of an attempt.
    pub fn fixed(reading: &'a Reading, version: &'a PublishedVersion, edition: &'a PublishedEdition) -> Self {
        Self { reading, version, edition, is_taken: true }
    }

    /// The text that stands at a place, as [`crate::courses::segments::SegmentKey`] spells it.
    pub fn text(&self, place: &str, text: &str) -> Phrase {
        let borrowed = self.edition.text.borrowed.get(place).and_then(|it| Locale::parse(it.as_str()).ok());
        self.reading.quote(text, borrowed.unwrap_or_else(|| self.edition.locale.clone()))
    }

    pub fn title(&self) -> Phrase {
        self.text("title", &self.edition.text.title)
    }

    pub fn summary(&self) -> Phrase {
        self.text("summary", &self.edition.text.summary)
    }

    pub fn title_of(&self, id: &ActivityId) -> Phrase {
        let title = self.edition.text.activities.get(id).map_or("", String::as_str);
        self.text(&format!("activities/{id}"), title)
    }

    /// The address of the course.
    pub fn place(&self) -> String {
        let above = if self.is_taken { "/my" } else { "" };
        format!("{above}/courses/{}", self.version.slug())
    }

    /// The way into the course.
    pub fn enrol(&self) -> Link {
        let place = format!("/my/courses/{}/enrol", self.version.slug());
        Link::new(self.reading, &place, self.reading.say("pages-enrol"))
    }

    /// The address of something in the course.
    pub fn place_of(&self, id: &str) -> String {
        format!("{}/{id}", self.place())
    }

    /// Whether who is shown the course may read an activity.
    pub fn is_open(&self, activity: &Activity) -> bool {
        courses::may_read(None, self.version, activity, self.is_taken).is_ok()
    }

    /// An activity in a list: a link for whoever may follow it.
    pub fn step(&self, activity: &Activity) -> Step {
        let href = self.is_open(activity).then(|| self.reading.link(&self.place_of(activity.id.as_str())));
        Step { title: self.title_of(&activity.id), href }
    }

    /// What is above a part of the course.
    pub fn above(&self) -> Breadcrumb {
        let own = Link::new(self.reading, &self.place(), self.title());
        Breadcrumb::new(self.reading, [self.list(), own])
    }

    /// The list that the course is found in.
    pub fn list(&self) -> Link {
        let (place, id) = if self.is_taken { ("/my", "pages-my") } else { ("/courses", "pages-courses") };
        Link::new(self.reading, place, self.reading.say(id))
    }

    pub fn layout(&self, title: &Phrase) -> Layout {
        let section = if self.is_taken { Section::Mine } else { Section::Catalogue };
        Layout::new(self.reading, title, section, &self.version.locales())
    }

    /// The face of a page about it.
    pub fn face(&self, is_closed: bool) -> Face {
        Face { is_closed, is_elsewhere: self.is_elsewhere() }
    }

    /// Whether the course is not there in the language of the page, and the one that it is shown in was not what the reader wished first.
    fn is_elsewhere(&self) -> bool {
        let is_there = self.version.locales().iter().any(|it| it.is_akin_to(&self.reading.locale));
        !is_there && !self.reading.wishes_first(&self.edition.locale)
    }

    /// Says in which language it is read, where that may surprise.
    pub fn elsewhere(&self) -> Option<Notice> {
        let args = || Args::new().set("page", &self.reading.locale).set("language", &self.edition.locale);
        self.is_elsewhere().then(|| Notice { text: self.reading.tell("pages-other-language", &args()), detail: None })
    }
}

/// Courses as a reader is shown them.
///
/// # Errors
/// As [`Shown::new`].
pub fn all_shown<'a>(
    reading: &'a Reading,
    versions: impl IntoIterator<Item = &'a PublishedVersion>,
) -> Result<Vec<Shown<'a>>, AppError> {
    versions.into_iter().map(|version| Shown::new(reading, version)).collect()
}

/// What a page about some courses follows from.
pub fn editions(shown: &[Shown<'_>]) -> Vec<EditionId> {
    shown.iter().map(|it| it.edition.id).collect()
}
