//! What readers are offered: which courses, in what state their languages are, and which activities are open to whom.

use std::sync::Arc;

use super::error::CourseError;
use super::library::{Library, PublishedEdition, PublishedVersion};
use super::model::{Activity, ActivityId, Audience};
use super::upload;
use super::views::is_outlined;
use crate::accounts::Actor;
use crate::error::{AppError, Problem};
use crate::i18n::Locale;
use crate::words;

words!(
    /// For whom a course is, as one looks for it.
    AudienceKind {
        Everyone = "everyone",
        Officials = "officials",
    }
);

/// Which courses somebody looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// A language that they can be taken in.
    pub language: Option<Locale>,
    pub audience: Option<AudienceKind>,
}

impl Selection {
    #[must_use]
    pub fn admits(&self, version: &PublishedVersion) -> bool {
        let audience = match version.structure.audience {
            Audience::Everyone => AudienceKind::Everyone,
            Audience::Officials { .. } => AudienceKind::Officials,
        };
        self.language.as_ref().is_none_or(|language| version.locales().contains(language))
            && self.audience.is_none_or(|wanted| wanted == audience)
    }
}

impl Library {
    /// The current version of each course that somebody looks for, by slug.
    #[must_use]
    pub fn select(&self, selection: &Selection) -> Vec<Arc<PublishedVersion>> {
        self.all_current().into_iter().filter(|version| selection.admits(version)).collect()
    }
}

impl Library {
    /// The courses that one asks for first, as far as they are published.
    #[must_use]
    pub fn prerequisites(&self, version: &PublishedVersion) -> Vec<Arc<PublishedVersion>> {
        version.structure.prerequisites.iter().filter_map(|slug| self.current(slug).ok()).collect()
    }

    /// A language that a course can be taken in, by any of its names: `pt` for `pt-BR`, where there is no more of it.
    #[must_use]
    pub fn offered(&self, wish: &Locale) -> Option<Locale> {
        let languages = self.languages();
        let named = || wish.lineage().into_iter().find_map(|step| languages.iter().find(|it| it.is_same_as(&step)));
        languages.iter().find(|it| *it == wish).or_else(named).cloned()
    }
}

/// What a metered reader pays for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Of texts and pictures.
    pub bytes: usize,
    pub pictures: usize,
}

impl PublishedEdition {
    /// What the pictures of a lesson weigh.
    #[must_use]
    pub fn pictures_of(&self, lesson: &ActivityId) -> Size {
        let Some(lesson) = self.text.lessons.get(lesson) else { return Size::default() };
        let is_shown = |name: &str| lesson.html.contains(&format!("src=\"media/{name}\""));
        let shown = self.text.pictures.iter().filter(|(name, _)| is_shown(name.as_str()));
        shown.fold(Size::default(), |size, (_, picture)| Size {
            bytes: size.bytes + picture.bytes,
            pictures: size.pictures + 1,
        })
    }

    /// What all its lessons and pictures weigh.
    #[must_use]
    pub fn size(&self) -> Size {
        let lessons: usize = self.text.lessons.values().map(|lesson| lesson.html.len()).sum();
        let pictures: usize = self.text.pictures.values().map(|picture| picture.bytes).sum();
        Size { bytes: lessons + pictures, pictures: self.text.pictures.len() }
    }

    /// How many lessons have a text of which the original says something else by now.
    #[must_use]
    pub fn stale_lessons(&self) -> usize {
        self.text.stale.iter().filter(|id| self.text.lessons.contains_key(*id)).count()
    }

    /// Whether the original of something that an outline shows says something else by now.
    #[must_use]
    pub fn is_outline_stale(&self) -> bool {
        self.text.outdated.keys().any(|place| place.parse().is_ok_and(|key| is_outlined(&key)))
    }

    /// Whether some of it stands in another language, as nobody has translated it yet.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        !self.text.borrowed.is_empty() || self.text.lessons.values().any(|lesson| !lesson.borrowed.is_empty())
    }
}

/// Guests read what the course previews; who is enrolled, and who writes or publishes courses, reads everything.
///
/// # Errors
/// 401 for a guest, 403 for anybody else.
pub fn may_read(
    actor: Option<&Actor>,
    version: &PublishedVersion,
    activity: &Activity,
    enrolled: bool,
) -> Result<(), AppError> {
    match actor {
        _ if activity.preview || enrolled => Ok(()),
        None => Err(Problem::unauthorised("sign-in-required").into()),
        Some(actor) if upload::may_write(actor, version.slug().as_str()).is_ok() => Ok(()),
        Some(_) => Err(CourseError::EnrolmentRequired.into()),
    }
}
