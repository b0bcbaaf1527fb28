//! What readers are offered: which courses, in what state their languages are, and which activities are open to whom.

use std::sync::Arc;

use super::error::CourseError;
use super::library::{Library, PublishedEdition, PublishedVersion};
use super::model::{Activity, Audience};
use super::upload;
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

impl PublishedEdition {
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
