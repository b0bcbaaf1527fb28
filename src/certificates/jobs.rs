//! Issuing what completed enrolments are owed.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::face::compose;
use super::model::{CertificateId, Record};
use super::service;
use crate::app::App;
use crate::db::{Json, Snapshot, Tx};
use crate::enrolments::EnrolmentId;
use crate::error::AppError;
use crate::ids::PersonId;
use crate::jobs::{self, Handler, Job, Running, Step};

const ISSUE: &str = "issue-certificate";

pub const HANDLERS: &[Handler] = &[Handler { kind: ISSUE, every: None, run: issue }];

/// Whose certificate is owed, and for what.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Owed {
    pub person: PersonId,
    pub enrolment: EnrolmentId,
}

/// Sees to it that the certificate is issued soon after this transaction.
///
/// # Errors
/// When the database refuses.
pub fn owe(tx: &mut Tx<'_>, owed: Owed) -> Result<(), AppError> {
    let job = Job::new(ISSUE, &owed)?.once(key(owed));
    jobs::enqueue(tx, &job).map(drop)
}

/// Whether a job sees to it, or did within the last thirty days.
///
/// # Errors
/// When the database refuses.
pub fn is_seen_to(snapshot: &mut Snapshot<'_>, owed: Owed) -> Result<bool, AppError> {
    jobs::is_known(snapshot, &key(owed))
}

fn key(owed: Owed) -> String {
    format!("issue:{}", owed.enrolment)
}

/// Tries again at once what failed before, as when the fonts that a name needs have been installed since. Returns how many.
///
/// # Errors
/// When the database refuses.
pub fn resume(tx: &mut Tx<'_>) -> Result<usize, AppError> {
    jobs::retry_now(tx, ISSUE)
}

fn issue(app: Arc<App>, payload: Json) -> Running {
    Box::pin(async move {
        let owed: Owed = payload.read()?;
        app.issue_certificate(owed).await?;
        Ok(Step::Done)
    })
}

impl App {
    /// Issues what is owed, unless it was issued before. The page is proved outside the transaction: a name that cannot be
    /// printed in full makes the job fail, and staff see which script is missing, until fonts are there that have it.
    async fn issue_certificate(&self, owed: Owed) -> Result<(), AppError> {
        let (library, i18n) = (self.library.clone(), self.i18n.clone());
        let is_test = self.config.server.public_url.is_none();
        let facts =
            self.db.read(move |snapshot| service::establish(snapshot, &library, &i18n, (owed, is_test))).await?;
        let Some(facts) = facts else { return Ok(()) };
        let words = self.i18n.localizer(std::slice::from_ref(&facts.language));
        let proof = Record::proof(facts.clone(), self.clock.now());
        let face = compose(&proof, &words, &self.verification_address(CertificateId::NONE));
        self.certificates.press().prove(face).await.map_err(for_staff)?;
        self.db.write_later(move |tx| service::issue(tx, &facts)).await
    }
}

/// A failed job shows the words of what broke; of a refusal it would show the code alone.
fn for_staff(error: AppError) -> AppError {
    match error {
        AppError::Refused(problem) => {
            let script = problem.args.iter().find(|(name, _)| *name == "script");
            let script = script.map(|(_, script)| format!(": {script:?}")).unwrap_or_default();
            AppError::broken(format!("{}{script}", problem.code))
        }
        AppError::Broken(cause) => AppError::Broken(cause),
    }
}
