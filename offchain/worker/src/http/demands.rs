//! What is demanded of a batch, for the node's offchain worker. Bodies are SCALE.

use super::{error::ApiError, jobs::scale, App};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use codec::DecodeAll;
use openledger_primitives::{
    batch::BatchFile,
    content::ContentId,
    demand::{show, Part, Shown},
};
use openledger_store::{Store, StoreError};
use std::sync::Arc;

/// A part of the batch whose file this is, with the path that proves it.
pub async fn get(
    State(app): State<Arc<App>>,
    Path((content, part)): Path<(String, String)>,
) -> Result<Response, ApiError> {
    let malformed = |error: String| ApiError::new(StatusCode::BAD_REQUEST, "malformed_demand", error);
    let content: ContentId = content.parse().map_err(|error| malformed(format!("`{content}` is {error}")))?;
    let part: Part = part.parse().map_err(|error| malformed(format!("`{part}` is {error}")))?;
    let store = app.store.clone();
    let stopped = |error| ApiError::new(StatusCode::INTERNAL_SERVER_ERROR, "store_failed", format!("stopped: {error}"));
    let shown = tokio::task::spawn_blocking(move || part_of(&store, &content, part)).await.map_err(stopped)??;
    tracing::info!(%content, %part, "a part of a batch is demanded on chain and shown");
    Ok(scale(&shown))
}

fn part_of(store: &Store, content: &ContentId, part: Part) -> Result<Shown, ApiError> {
    let bytes = store.get(content).map_err(|error| match error {
        StoreError::Missing(_) | StoreError::Altered { .. } => gone(content, part, &error),
        other => other.into(),
    })?;
    let file = BatchFile::decode_all(&mut &bytes[..]).map_err(|error| {
        let message = format!("{content} is not the file of a batch: {error}");
        ApiError::new(StatusCode::NOT_FOUND, "not_a_batch", message)
    })?;
    show(&file, part).ok_or_else(|| {
        let message = format!("the batch {content} has no {part}");
        ApiError::new(StatusCode::NOT_FOUND, "part_not_found", message)
    })
}

/// Without its file nobody can show what a batch holds: the operator must hear of it while there is time.
fn gone(content: &ContentId, part: Part, error: &StoreError) -> ApiError {
    tracing::error!(
        %content, %part,
        "somebody demands on chain to see a part of a batch whose file is not here ({error}). If it is not shown \
         before the demand's deadline, the batch is void and the bond is lost. Put the file back with `PUT /files`, \
         from a backup or from anyone who fetched it",
    );
    let message = format!("{error}; put the file back with `PUT /files`, or the bond is lost");
    ApiError::new(StatusCode::GONE, "batch_file_gone", message)
}
