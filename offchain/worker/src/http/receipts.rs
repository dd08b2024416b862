//! A receipt with everything that `openledger verify` needs to recompute it.

use super::{error::ApiError, App};
use crate::{
    batches::{durable::Sealed, seal::leaves},
    json,
    payment::ledger::{Place, StoredReceipt},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    Json,
};
use codec::Encode;
use openledger_primitives::{merkle, Digest};
use serde_json::{json, Value};
use std::sync::Arc;

/// The receipt with this hash.
pub async fn get(State(app): State<Arc<App>>, Path(hash): Path<String>) -> Result<Json<Value>, ApiError> {
    let digest = json::digest(&hash).ok_or_else(|| {
        ApiError::new(StatusCode::BAD_REQUEST, "malformed_hash", "a receipt's hash is `0x` and 64 hexadecimal digits")
    })?;
    let stored = app.ledger.receipt(&digest)?;
    let stored = stored.ok_or_else(|| {
        ApiError::new(StatusCode::NOT_FOUND, "receipt_not_found", format!("this worker gave no receipt {hash}"))
    })?;
    let batch = match stored.place {
        Some(place) => app.batches.get(place.nonce)?.map(|sealed| batch(&sealed, place)),
        None => None,
    };
    Ok(Json(receipt(&digest, &stored, batch)))
}

fn receipt(hash: &Digest, stored: &StoredReceipt, batch: Option<Value>) -> Value {
    let version = &stored.version;
    json!({
        "hash": json::hex(hash),
        "receipt": stored.file.receipt,
        "file": json::hex(&stored.file.encode()),
        "prompt_tokens": stored.file.prompt,
        "output_tokens": stored.file.output,
        "made_at": stored.made_at,
        "version": {
            "id": stored.file.receipt.version,
            "base": version.base,
            "adapter": version.adapter,
            "adapter_config": version.adapter_config,
            "index": version.index,
            "index_root": version.index_root.map(|root| json::hex(&root)),
        },
        "batch": batch,
    })
}

/// The batch a receipt is in, and its path there; `null` while it waits.
fn batch(sealed: &Sealed, place: Place) -> Value {
    let header = &sealed.body.header;
    let proof = merkle::prove(&leaves(&sealed.receipts), place.position as usize);
    json!({
        "worker": json::hex(&header.worker),
        "nonce": header.nonce,
        "position": place.position,
        "receipts": header.receipts,
        "receipts_root": json::hex(&header.receipts_root),
        "credits": header.credits,
        "credit_lines": header.credit_lines,
        "content": header.content,
        "sealed_at": sealed.sealed_at,
        "proof": proof.map(|proof| json!({
            "index": proof.index,
            "count": proof.count,
            "siblings": proof.siblings.iter().map(|sibling| json::hex(sibling)).collect::<Vec<_>>(),
        })),
    })
}
