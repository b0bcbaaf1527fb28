//! Bodies that are files.

use actix_web::web::Payload;
use futures_util::StreamExt as _;

use crate::error::{AppError, Problem};

/// Receives a body as it is.
///
/// # Errors
/// 413 when it has more than `largest` bytes; 400 when it ends too early.
pub async fn receive(mut payload: Payload, largest: usize) -> Result<Vec<u8>, AppError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Problem::new(400, "body-incomplete"))?;
        if bytes.len() + chunk.len() > largest {
            let largest = i64::try_from(largest).unwrap_or(i64::MAX);
            return Err(Problem::new(413, "body-too-large").with("bytes", largest).into());
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}
