//! Errors as JSON, in the shape of OpenAI's: `{"error": {"message", "type", "param", "code"}}`.

use crate::{chain::ChainError, database::DatabaseError, models::ModelError, serving::refused::Refused};
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
    Json,
};
use openledger_store::StoreError;
use serde_json::{json, Value};

/// An error on its way out.
#[derive(Debug)]
pub struct ApiError {
    status: StatusCode,
    code: &'static str,
    message: String,
    param: Option<&'static str>,
    quote: Option<Value>,
}

impl ApiError {
    /// An error with a status, a code for machines and a message for people.
    pub fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), param: None, quote: None }
    }

    /// A parameter that cannot be what it is.
    pub fn parameter(param: &'static str, code: &'static str, message: impl Into<String>) -> Self {
        Self { param: Some(param), ..Self::new(StatusCode::BAD_REQUEST, code, message) }
    }

    /// Nothing by this name.
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", message)
    }

    /// The route exists for other methods.
    pub fn method_not_allowed() -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", "this route does not take that method")
    }

    /// The status it will have.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    fn kind(&self) -> &'static str {
        match self.status.as_u16() {
            401 => "authentication_error",
            402 => "payment_required",
            404 => "not_found_error",
            409 => "conflict_error",
            429 => "rate_limit_error",
            500.. => "server_error",
            _ => "invalid_request_error",
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        if self.status.is_server_error() {
            tracing::warn!(code = self.code, "{}", self.message);
        }
        let mut body = json!({
            "error": { "message": self.message, "type": self.kind(), "param": self.param, "code": self.code },
        });
        if let (Some(quote), Some(object)) = (self.quote, body.as_object_mut()) {
            object.insert("quote".into(), quote);
        }
        (self.status, Json(body)).into_response()
    }
}

impl From<DatabaseError> for ApiError {
    fn from(error: DatabaseError) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "ledger_failed", error.to_string())
    }
}

impl From<ChainError> for ApiError {
    fn from(error: ChainError) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "chain_unavailable", error.to_string())
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        let (status, code) = match &error {
            StoreError::Missing(_) => (StatusCode::NOT_FOUND, "content_missing"),
            StoreError::Altered { .. } => (StatusCode::NOT_FOUND, "content_altered"),
            StoreError::TooLarge { .. } => (StatusCode::PAYLOAD_TOO_LARGE, "too_large"),
            StoreError::Full(_) => (StatusCode::INSUFFICIENT_STORAGE, "disk_full"),
            StoreError::Source(_) => (StatusCode::BAD_REQUEST, "upload_broken"),
            StoreError::Io { .. } => (StatusCode::INTERNAL_SERVER_ERROR, "store_failed"),
        };
        Self::new(status, code, error.to_string())
    }
}

impl From<ModelError> for ApiError {
    fn from(error: ModelError) -> Self {
        let (status, code) = match &error {
            ModelError::Content(_) => (StatusCode::SERVICE_UNAVAILABLE, "content_unavailable"),
            ModelError::Invalid(_) => (StatusCode::SERVICE_UNAVAILABLE, "content_invalid"),
            ModelError::Request(_) => (StatusCode::BAD_REQUEST, "invalid_request"),
            ModelError::Abandoned => (StatusCode::REQUEST_TIMEOUT, "abandoned"),
            ModelError::Engine(_) => (StatusCode::INTERNAL_SERVER_ERROR, "generation_failed"),
        };
        Self::new(status, code, error.to_string())
    }
}

impl From<Refused> for ApiError {
    fn from(refused: Refused) -> Self {
        let message = refused.to_string();
        match refused {
            Refused::UnknownModel(_) => {
                Self { param: Some("model"), ..Self::new(StatusCode::NOT_FOUND, "model_not_found", message) }
            }
            Refused::NotDeployed(_) => {
                Self { param: Some("model"), ..Self::new(StatusCode::NOT_FOUND, "model_not_deployed", message) }
            }
            Refused::TooLong { .. } => Self::parameter("prompt", "context_length_exceeded", message),
            Refused::EmptyPrompt => Self::parameter("prompt", "empty_prompt", message),
            Refused::Payment { refusal, quote, standing } => {
                let quote = quote.to_json(standing.as_ref().map(|(id, standing)| (*id, &**standing)));
                Self { quote: Some(quote), ..Self::new(StatusCode::PAYMENT_REQUIRED, refusal.code(), message) }
            }
            Refused::Voucher(refusal) => Self::new(StatusCode::PAYMENT_REQUIRED, refusal.code(), message),
            Refused::Busy(_) => Self::new(StatusCode::CONFLICT, "allocation_busy", message),
            Refused::Overloaded => Self::new(StatusCode::TOO_MANY_REQUESTS, "overloaded", message),
            Refused::Uncovered { .. } => Self::new(StatusCode::SERVICE_UNAVAILABLE, "worker_uncovered", message),
            Refused::FeeOverflow => Self::new(StatusCode::BAD_REQUEST, "fee_overflow", message),
            Refused::Model(error) => error.into(),
            Refused::Chain(error) => error.into(),
            Refused::Ledger(error) => error.into(),
        }
    }
}
