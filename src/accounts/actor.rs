//! Who acts.

use std::sync::Arc;

use super::model::{Grant, Role, Scope};
use crate::clock::Timestamp;
use crate::error::{AppError, Problem};
use crate::i18n::Locale;
use crate::ids::{PersonId, SessionId};

/// A signed-in person, as services receive them. Services ask it for rights in their first lines.
#[derive(Clone, Debug)]
pub struct Actor {
    pub person: PersonId,
    pub session: SessionId,
    /// The account's language.
    pub locale: Locale,
    /// Whether the account's e-mail address is confirmed.
    pub verified: bool,
    /// When the password was last given, for acts that ask for it anew.
    pub auth_time: Timestamp,
    /// Grants that hold now.
    pub grants: Arc<[Grant]>,
}

impl Actor {
    /// Whether the person holds a role for a scope, or for the whole site.
    #[must_use]
    pub fn has(&self, role: Role, scope: &Scope) -> bool {
        self.grants.iter().any(|grant| grant.role == role && grant.scope.covers(scope))
    }

    /// The Secretariat, or an administrator.
    #[must_use]
    pub fn is_secretariat(&self) -> bool {
        self.has(Role::Secretariat, &Scope::site()) || self.is_administrator()
    }

    #[must_use]
    pub fn is_administrator(&self) -> bool {
        self.has(Role::Administrator, &Scope::site())
    }

    /// The Parties whose focal point the person is.
    pub fn parties(&self) -> impl Iterator<Item = &str> {
        self.grants.iter().filter(|grant| grant.role == Role::FocalPoint).map(|grant| grant.scope.key.as_str())
    }

    /// # Errors
    /// 403 unless the Secretariat or an administrator acts.
    pub fn as_secretariat(&self) -> Result<(), AppError> {
        require(self.is_secretariat())
    }

    /// # Errors
    /// 403 unless an administrator acts.
    pub fn as_administrator(&self) -> Result<(), AppError> {
        require(self.is_administrator())
    }

    /// # Errors
    /// 403 unless the person holds the role for the scope, or is the Secretariat.
    pub fn as_role(&self, role: Role, scope: &Scope) -> Result<(), AppError> {
        require(self.has(role, scope) || self.is_secretariat())
    }

    /// Learning asks for a confirmed e-mail address: it is where the certificate goes.
    ///
    /// # Errors
    /// 403 `email-not-verified`.
    pub fn as_learner(&self) -> Result<PersonId, AppError> {
        if self.verified { Ok(self.person) } else { Err(Problem::forbidden("email-not-verified").into()) }
    }
}

fn require(allowed: bool) -> Result<(), AppError> {
    if allowed { Ok(()) } else { Err(Problem::forbidden("forbidden").into()) }
}
