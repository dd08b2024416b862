//! Who may use a route.

use super::{error::ApiError, App};
use axum::{
    extract::{ConnectInfo, Request, State},
    http::{header::AUTHORIZATION, StatusCode},
    middleware::Next,
    response::Response,
};
use std::{net::SocketAddr, sync::Arc};

/// Only who knows the token.
pub async fn token(State(app): State<Arc<App>>, request: Request, next: Next) -> Result<Response, ApiError> {
    let header = request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    if header.is_some_and(|header| app.token.admits(header)) {
        return Ok(next.run(request).await);
    }
    let message = "this route is for the node beside this daemon: `Authorization: Bearer <token of --token-file>`";
    Err(ApiError::new(StatusCode::UNAUTHORIZED, "invalid_token", message))
}

/// Anyone on this machine; from elsewhere only who knows the token.
pub async fn token_unless_local(
    State(app): State<Arc<App>>,
    connection: Option<axum::Extension<ConnectInfo<SocketAddr>>>,
    request: Request,
    next: Next,
) -> Result<Response, ApiError> {
    if connection.is_some_and(|connection| connection.0 .0.ip().is_loopback()) {
        return Ok(next.run(request).await);
    }
    token(State(app), request, next).await
}
