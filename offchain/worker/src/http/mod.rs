//! The daemon's HTTP interface; the routes are listed in the crate's documentation.

pub mod auth;
pub mod batches;
pub mod demands;
pub mod error;
pub mod files;
pub mod jobs;
pub mod openai;
pub mod receipts;
pub mod status;
pub mod vouchers;

use crate::{
    batches::{answers::Answers, durable::Batches},
    chain::Chain,
    jobs::queue::Queue,
    payment::ledger::Ledger,
    serving::desk::Desk,
    token::Token,
};
use axum::{
    extract::DefaultBodyLimit,
    middleware,
    routing::{get, post, put},
    Router,
};
use error::ApiError;
use openledger_primitives::AccountBytes;
use openledger_store::Store;
use std::sync::Arc;
use tower_http::trace::TraceLayer;

/// Largest job specification: a snapshot of a hundred thousand contributions.
pub const MAX_JOB_BYTES: usize = 16 << 20;
/// Largest uploaded file.
pub const MAX_FILE_BYTES: u64 = 64 << 20;
/// Largest request to a model.
pub const MAX_REQUEST_BYTES: usize = 1 << 20;

/// What the routes share.
pub struct App {
    /// The chain.
    pub chain: Arc<dyn Chain>,
    /// This worker's account.
    pub worker: AccountBytes,
    /// The token of the node.
    pub token: Token,
    /// Files.
    pub store: Store,
    /// Jobs.
    pub queue: Arc<Queue>,
    /// Receipts.
    pub ledger: Ledger,
    /// Batches.
    pub batches: Batches,
    /// Answers to demands.
    pub answers: Answers,
    /// Answers.
    pub desk: Desk,
}

/// All routes.
pub fn router(app: Arc<App>) -> Router {
    let node = Router::new()
        .route("/jobs/{job}/{attempt}", post(jobs::post).get(jobs::get))
        .layer(DefaultBodyLimit::max(MAX_JOB_BYTES))
        .route("/batches/{nonce}", get(batches::get))
        .route("/demands/{content}/{part}", get(demands::get))
        .layer(middleware::from_fn_with_state(app.clone(), auth::token));
    let uploads = Router::new()
        .route("/files", put(files::put))
        .layer(DefaultBodyLimit::disable())
        .layer(middleware::from_fn_with_state(app.clone(), auth::token_unless_local));
    let models = Router::new()
        .route("/v1/models", get(openai::models::list))
        .route("/v1/models/{model}", get(openai::models::show))
        .route("/v1/completions", post(openai::completions))
        .route("/v1/chat/completions", post(openai::chat_completions))
        .layer(DefaultBodyLimit::max(MAX_REQUEST_BYTES));
    Router::new()
        .route("/health", get(status::health))
        .route("/status", get(status::status))
        .route("/files/{cid}", get(files::get).head(files::head))
        .route("/receipts/{hash}", get(receipts::get))
        .route("/vouchers", post(vouchers::post))
        .merge(node)
        .merge(uploads)
        .merge(models)
        .fallback(|| async { ApiError::not_found("no such route: see `openledger-worker serve --help`") })
        .method_not_allowed_fallback(|| async { ApiError::method_not_allowed() })
        .layer(TraceLayer::new_for_http())
        .with_state(app)
}
