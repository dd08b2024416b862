//! Vouchers that ask for nothing.

use super::{error::ApiError, openai::VOUCHER, App};
use crate::{json, payment::refusal::Refusal, serving::refused::Refused};
use axum::{extract::State, http::HeaderMap, Json};
use serde_json::{json, Value};
use std::sync::Arc;

/// Takes a countersignature of all receipts given for an allocation.
pub async fn post(State(app): State<Arc<App>>, headers: HeaderMap) -> Result<Json<Value>, ApiError> {
    let header = headers.get(VOUCHER).and_then(|value| value.to_str().ok());
    let header = header.ok_or(Refused::Voucher(Refusal::Missing))?;
    let standing = app.desk.countersign(header).await?;
    Ok(Json(json!({
        "receipts": standing.receipts,
        "receipts_hash": json::hex(&standing.receipts_hash),
        "spent": standing.spent.to_string(),
    })))
}
