//! How the daemon is.

use super::{error::ApiError, App};
use crate::{chain::ChainError, jobs::queue::Unanswered, json};
use axum::{extract::State, Json};
use serde_json::{json, Value};
use std::sync::Arc;

/// The daemon answers; says nothing of the chain.
pub async fn health() -> Json<Value> {
    Json(json!({ "status": "ok" }))
}

/// What the daemon does and what it sees of the chain.
pub async fn status(State(app): State<Arc<App>>) -> Result<Json<Value>, ApiError> {
    let backlog = app.ledger.backlog()?;
    let chain = match head(&app).await {
        Ok(head) => head,
        Err(error) => json!({ "error": error.to_string() }),
    };
    Ok(Json(json!({
        "build": env!("CARGO_PKG_VERSION"),
        "engine_build": json::hex(&openledger_engine::engine_build()),
        "worker": json::hex(&app.worker),
        "chain": chain,
        "jobs": app.queue.unanswered()?.iter().map(job).collect::<Vec<_>>(),
        "receipts": {
            "given": app.ledger.given()?,
            "waiting": backlog.receipts,
            "waiting_fees": backlog.fees.to_string(),
        },
        "batches": { "newest": app.batches.newest()? },
        "models": { "loaded": app.desk.registry.len() },
    })))
}

fn job(job: &Unanswered) -> Value {
    json!({
        "job": job.key.job,
        "attempt": job.key.attempt,
        "kind": job.kind,
        "state": if job.progress.is_some() { "running" } else { "queued" },
        "done": job.progress.map(|(done, _)| done),
        "total": job.progress.map(|(_, total)| total),
    })
}

async fn head(app: &App) -> Result<Value, ChainError> {
    Ok(json!({
        "genesis": json::hex(&app.chain.genesis().await?),
        "finalized": app.chain.finalized().await?,
        "batch_nonce": app.chain.batch_nonce(&app.worker).await?,
    }))
}
