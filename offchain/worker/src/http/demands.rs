//! What is demanded of a batch, for the node's offchain worker. Bodies are SCALE.

use super::{error::ApiError, jobs::scale, App};
use crate::batches::answers::AnswerError;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use openledger_primitives::{content::ContentId, demand::Part};
use std::sync::Arc;

/// A part of the batch whose file this is, with the path that proves it.
pub async fn get(
    State(app): State<Arc<App>>,
    Path((content, part)): Path<(String, String)>,
) -> Result<Response, ApiError> {
    let malformed = |error: String| ApiError::new(StatusCode::BAD_REQUEST, "malformed_demand", error);
    let content: ContentId = content.parse().map_err(|error| malformed(format!("`{content}` is {error}")))?;
    let part: Part = part.parse().map_err(|error| malformed(format!("`{part}` is {error}")))?;
    let stopped = |error| ApiError::new(StatusCode::INTERNAL_SERVER_ERROR, "store_failed", format!("stopped: {error}"));
    let answered = tokio::task::spawn_blocking(move || app.answers.answer(&content, part)).await.map_err(stopped)?;
    match &answered {
        Ok(_) => tracing::info!(%content, %part, "a part of a batch is demanded on chain: shown"),
        // Without its file nobody can show what a batch holds: the operator must hear of it while there is time.
        Err(error) => tracing::error!(%content, %part, "a part of a batch is demanded on chain: {error}"),
    }
    Ok(scale(&answered?))
}

impl From<AnswerError> for ApiError {
    fn from(error: AnswerError) -> Self {
        let (status, code) = match error {
            AnswerError::Store(error) => return error.into(),
            AnswerError::Gone(_) => (StatusCode::GONE, "batch_file_gone"),
            AnswerError::NotABatch(..) => (StatusCode::NOT_FOUND, "not_a_batch"),
            AnswerError::NoPart(..) => (StatusCode::NOT_FOUND, "part_not_found"),
        };
        Self::new(status, code, error.to_string())
    }
}
