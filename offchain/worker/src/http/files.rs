//! Files by content.

use super::{error::ApiError, App, MAX_FILE_BYTES};
use axum::{
    body::Body,
    extract::{Path, State},
    http::{header, HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    Json,
};
use futures::TryStreamExt;
use openledger_primitives::content::ContentId;
use openledger_store::StoreError;
use serde_json::{json, Value};
use std::{io, sync::Arc};
use tokio_util::io::{ReaderStream, StreamReader, SyncIoBridge};

/// Stores the body and names it.
pub async fn put(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    body: Body,
) -> Result<(StatusCode, Json<Value>), ApiError> {
    let declared = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if declared.is_some_and(|length| length > MAX_FILE_BYTES) {
        return Err(StoreError::TooLarge { limit: MAX_FILE_BYTES }.into());
    }
    let store = app.store.clone();
    let reader = SyncIoBridge::new(StreamReader::new(body.into_data_stream().map_err(io::Error::other)));
    let cid = blocking(move || store.put_reader(reader, MAX_FILE_BYTES)).await?;
    Ok((StatusCode::CREATED, Json(json!({ "cid": cid }))))
}

/// The content, verified before its first byte leaves.
pub async fn get(State(app): State<Arc<App>>, Path(cid): Path<String>) -> Result<Response, ApiError> {
    let cid = parse(&cid)?;
    let store = app.store.clone();
    let file = blocking(move || store.reader(&cid)).await?;
    let length = file.metadata().map(|metadata| metadata.len()).ok();
    let stream = ReaderStream::new(tokio::fs::File::from_std(file));
    Ok((headers(&cid, length), Body::from_stream(stream)).into_response())
}

/// Whether the content is here, and its length; only reading it verifies it.
pub async fn head(State(app): State<Arc<App>>, Path(cid): Path<String>) -> Result<Response, ApiError> {
    let cid = parse(&cid)?;
    let metadata = std::fs::metadata(app.store.path(&cid)).map_err(|_| StoreError::Missing(cid))?;
    Ok(headers(&cid, Some(metadata.len())).into_response())
}

fn parse(text: &str) -> Result<ContentId, ApiError> {
    text.parse()
        .map_err(|error| ApiError::new(StatusCode::BAD_REQUEST, "malformed_cid", format!("`{text}` is {error}")))
}

/// Content by its hash never changes, and is data whatever it looks like.
fn headers(cid: &ContentId, length: Option<u64>) -> HeaderMap {
    let length = length.map(|length| length.to_string());
    let pairs = [
        (header::CONTENT_TYPE, Some("application/octet-stream".into())),
        (header::X_CONTENT_TYPE_OPTIONS, Some("nosniff".into())),
        (header::CACHE_CONTROL, Some("public, max-age=31536000, immutable".into())),
        (header::ETAG, Some(format!("\"{cid}\""))),
        (header::CONTENT_LENGTH, length),
    ];
    pairs.into_iter().filter_map(|(name, value)| Some((name, value?.parse().ok()?))).collect()
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, ApiError> {
    let stopped = |error| ApiError::new(StatusCode::INTERNAL_SERVER_ERROR, "store_failed", format!("stopped: {error}"));
    Ok(tokio::task::spawn_blocking(work).await.map_err(stopped)??)
}
