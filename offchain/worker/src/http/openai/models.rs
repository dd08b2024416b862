//! `GET /v1/models`: the names that lead to deployed versions.

use super::super::{error::ApiError, App};
use crate::chain::Version;
use axum::{
    extract::{Path, State},
    Json,
};
use serde_json::{json, Value};
use std::sync::Arc;

/// Everything that is served by a name.
pub async fn list(State(app): State<Arc<App>>) -> Result<Json<Value>, ApiError> {
    let mut data = Vec::new();
    for (name, id) in app.chain.names().await? {
        if let Some(version) = app.chain.version(id).await?.filter(|version| version.deployed) {
            data.push(model(&name, &version));
        }
    }
    Ok(Json(json!({ "object": "list", "data": data })))
}

/// One model, by name or by its version's number.
pub async fn show(State(app): State<Arc<App>>, Path(name): Path<String>) -> Result<Json<Value>, ApiError> {
    let version = app.desk.resolve(&name).await?;
    Ok(Json(model(&name, &version)))
}

fn model(name: &str, version: &Version) -> Value {
    json!({
        "id": name,
        "object": "model",
        "created": 0,
        "owned_by": version.model,
        "openledger": {
            "version": version.id,
            "model": version.model,
            "number": version.number,
            "input_price": version.input_price.to_string(),
            "output_price": version.output_price.to_string(),
            "numeric_class": version.numeric_class,
            "attributed": version.index.is_some(),
        },
    })
}
