//! An attempt as it stands at the moment when somebody looks at it.

use super::model::AttemptId;
use super::service::{self, Sitting};
use crate::accounts::Actor;
use crate::app::App;
use crate::error::AppError;

impl App {
    /// An attempt, closed first if its time is up, for the trainee, the Secretariat and the authors of the course.
    ///
    /// # Errors
    /// 404 `attempt-unknown` when there is none, and for everybody else.
    pub async fn sitting(&self, actor: Actor, id: AttemptId) -> Result<Sitting, AppError> {
        let (library, who) = (self.library.clone(), actor.clone());
        let sitting = self.db.read(move |snapshot| service::show(snapshot, &library, &who, id)).await?;
        if !sitting.attempt.is_overdue(self.clock.now()) {
            return Ok(sitting);
        }
        let library = self.library.clone();
        self.db.write(move |tx| service::close_and_show(tx, &library, &actor, id)).await
    }
}
