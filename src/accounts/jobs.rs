//! Writing the letters that were asked for by address.

use std::sync::Arc;

use super::service::{self, Owed, SEND};
use crate::app::App;
use crate::db::Json;
use crate::jobs::{Handler, Running, Step};

pub const HANDLERS: &[Handler] = &[Handler { kind: SEND, every: None, run: send }];

fn send(app: Arc<App>, payload: Json) -> Running {
    Box::pin(async move {
        let owed: Owed = payload.read()?;
        app.db.write_later(move |tx| service::send(tx, &owed)).await?;
        Ok(Step::Done)
    })
}
