//! The part of OpenAI's API that this worker speaks, extended by an `openledger` object.
//!
//! Parameters that would change the answer and are not supported are refused by name, never ignored.

pub mod chat;
pub mod completion;
pub mod models;
pub mod parameters;

use super::{error::ApiError, App};
use crate::{
    clock,
    models::Finish,
    serving::{
        request::{Payment, Request},
        served::Served,
    },
};
use axum::{
    extract::{rejection::JsonRejection, State},
    http::HeaderMap,
    Json,
};
use serde_json::{json, Value};
use std::sync::Arc;

/// Names the header that pays.
pub const VOUCHER: &str = "openledger-voucher";
/// Names the header that asks for a quote for an allocation.
pub const ALLOCATION: &str = "openledger-allocation";

type Body<T> = Result<Json<T>, JsonRejection>;

/// `POST /v1/completions`.
pub async fn completions(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    body: Body<completion::Completion>,
) -> Result<Json<Value>, ApiError> {
    let request = read(body)?.into_request()?;
    let served = serve(&app, request, &headers).await?;
    let choice = json!({ "index": 0, "text": served.text, "logprobs": null, "finish_reason": finish(&served) });
    Ok(Json(answer(&served, "cmpl", "text_completion", choice)))
}

/// `POST /v1/chat/completions`.
pub async fn chat_completions(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    body: Body<chat::Chat>,
) -> Result<Json<Value>, ApiError> {
    let request = read(body)?.into_request()?;
    let served = serve(&app, request, &headers).await?;
    let message = json!({ "role": "assistant", "content": served.text, "refusal": null });
    let choice = json!({ "index": 0, "message": message, "logprobs": null, "finish_reason": finish(&served) });
    Ok(Json(answer(&served, "chatcmpl", "chat.completion", choice)))
}

fn read<T>(body: Body<T>) -> Result<T, ApiError> {
    body.map(|Json(value)| value).map_err(|error| {
        let code = if error.status().as_u16() == 413 { "too_large" } else { "malformed_json" };
        ApiError::new(error.status(), code, error.body_text())
    })
}

async fn serve(app: &App, request: Request, headers: &HeaderMap) -> Result<Served, ApiError> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let allocation = text(ALLOCATION).and_then(|number| number.trim().parse().ok());
    let payment = Payment { voucher: text(VOUCHER), allocation };
    Ok(app.desk.serve(request, payment).await?)
}

fn finish(served: &Served) -> &'static str {
    match served.finish {
        Finish::Stop => "stop",
        Finish::Length => "length",
    }
}

/// The answer's frame, with a receipt's hash for its id.
fn answer(served: &Served, prefix: &str, object: &str, choice: Value) -> Value {
    let receipt = &served.receipt;
    json!({
        "id": format!("{prefix}-{}", hex::encode(served.hash)),
        "object": object,
        "created": clock::seconds(),
        "model": receipt.version.to_string(),
        "choices": [choice],
        "usage": {
            "prompt_tokens": receipt.input_tokens,
            "completion_tokens": receipt.output_tokens,
            "total_tokens": receipt.input_tokens.saturating_add(receipt.output_tokens),
        },
        "openledger": served.to_json(),
    })
}
