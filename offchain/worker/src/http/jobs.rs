//! Jobs from the node's offchain worker. Bodies are SCALE.

use super::{error::ApiError, App};
use crate::jobs::{queue::Posted, JobKey};
use axum::{
    body::Bytes,
    extract::{rejection::BytesRejection, Path, State},
    http::{header::CONTENT_TYPE, StatusCode},
    response::{IntoResponse, Response},
};
use codec::{DecodeAll, Encode};
use openledger_primitives::{job::JobSpec, Attempt, JobId};
use std::sync::Arc;

type At = Result<Path<(JobId, Attempt)>, axum::extract::rejection::PathRejection>;

/// Accepts a job: 202 when it is new or replaced another, 200 when it is known.
pub async fn post(
    State(app): State<Arc<App>>,
    at: At,
    body: Result<Bytes, BytesRejection>,
) -> Result<StatusCode, ApiError> {
    let key = key(at)?;
    let body = body.map_err(|error| ApiError::new(error.status(), "body_refused", error.body_text()))?;
    let spec = JobSpec::decode_all(&mut &body[..]).map_err(|error| {
        ApiError::new(StatusCode::BAD_REQUEST, "malformed_job", format!("not a SCALE JobSpec: {error}"))
    })?;
    let posted = app.queue.post(key, spec)?;
    tracing::debug!(job = %key, ?posted, "job posted");
    Ok(match posted {
        Posted::Known => StatusCode::OK,
        Posted::New | Posted::Replaced => StatusCode::ACCEPTED,
    })
}

/// Where a job is.
pub async fn get(State(app): State<Arc<App>>, at: At) -> Result<Response, ApiError> {
    let status = app.queue.status(key(at)?)?;
    Ok(scale(&status))
}

fn key(at: At) -> Result<JobKey, ApiError> {
    let Path((job, attempt)) =
        at.map_err(|error| ApiError::new(StatusCode::BAD_REQUEST, "malformed_job", error.body_text()))?;
    Ok(JobKey { job, attempt })
}

/// A SCALE body.
pub(super) fn scale(value: &impl Encode) -> Response {
    ([(CONTENT_TYPE, "application/octet-stream")], value.encode()).into_response()
}
