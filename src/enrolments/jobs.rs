//! Letters about many requests or approvals at once, and what follows when an office is vouched for.

use std::sync::Arc;
use std::time::Duration;

use super::service;
use crate::affiliations;
use crate::app::App;
use crate::db::Json;
use crate::ids::PersonId;
use crate::jobs::{Handler, Running, Step};

/// Letters posted, or requests noted, in one transaction.
const CHUNK: usize = 50;

/// The jobs of enrolments. That requests are told once an hour is what keeps it to a letter an hour.
pub const HANDLERS: &[Handler] = &[
    Handler { kind: "tell-of-requests", every: Some(Duration::from_hours(1)), run: tell_of_requests },
    Handler { kind: "remind-of-ends", every: Some(Duration::from_hours(24)), run: remind_of_ends },
    Handler { kind: affiliations::SETTLE, every: None, run: settle_learning },
];

/// An attempt may have come to its end while nobody vouched: what it completes is completed now.
fn settle_learning(app: Arc<App>, payload: Json) -> Running {
    Box::pin(async move {
        let person: PersonId = payload.read()?;
        for id in app.db.read(move |snapshot| service::list_approved(snapshot, person)).await? {
            let (library, learning) = (app.library.clone(), app.learning);
            app.db.write_later(move |tx| service::settle(tx, &library, learning, (person, id))).await?;
        }
        Ok(Step::Done)
    })
}

fn tell_of_requests(app: Arc<App>, _: Json) -> Running {
    Box::pin(async move {
        let service::Digest { letters, told } = app.db.read(service::digest).await?;
        for some in letters.chunks(CHUNK).map(<[_]>::to_vec) {
            app.db.write_later(move |tx| service::post_digest(tx, &some)).await?;
        }
        // Last: after an interruption somebody hears twice, which is better than never.
        for some in told.chunks(CHUNK).map(<[_]>::to_vec) {
            app.db.write_later(move |tx| service::set_told(tx, &some)).await?;
        }
        Ok(Step::Done)
    })
}

fn remind_of_ends(app: Arc<App>, _: Json) -> Running {
    Box::pin(async move {
        let library = app.library.clone();
        let limit = i64::try_from(CHUNK).unwrap_or(i64::MAX);
        let reminded = app.db.write_later(move |tx| service::remind_of_ends(tx, &library, limit)).await?;
        Ok(if reminded >= CHUNK { Step::Continue(Json::empty()) } else { Step::Done })
    })
}
