//! Sealed batches for the node's offchain worker. Bodies are SCALE.

use super::{error::ApiError, jobs::scale, App};
use axum::{
    extract::{rejection::PathRejection, Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use std::sync::Arc;

/// The batch sealed for a nonce, or 204.
pub async fn get(State(app): State<Arc<App>>, nonce: Result<Path<u64>, PathRejection>) -> Result<Response, ApiError> {
    let Path(nonce) =
        nonce.map_err(|error| ApiError::new(StatusCode::BAD_REQUEST, "malformed_nonce", error.body_text()))?;
    Ok(match app.batches.get(nonce)? {
        Some(sealed) => scale(&sealed.body),
        None => StatusCode::NO_CONTENT.into_response(),
    })
}
