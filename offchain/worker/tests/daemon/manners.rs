//! Tokens, limits, and errors that a stranger gets.

use crate::{
    chain::TestChain,
    running::{Running, TOKEN},
    user::code,
};
use openledger_primitives::content::ContentId;
use reqwest::{header, Body, Method, StatusCode};
use serde_json::Value;
use std::{fs, sync::Arc};

async fn daemon(folder: &std::path::Path) -> Running {
    Running::start(folder, Arc::new(TestChain::new())).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_nodes_routes_want_the_token() {
    let folder = tempfile::tempdir().expect("a folder");
    let daemon = daemon(folder.path()).await;
    let demand = format!("/demands/{}/receipt-0", ContentId::of(b"a batch"));
    for (method, path) in
        [(Method::GET, "/jobs/1/1"), (Method::POST, "/jobs/1/1"), (Method::GET, "/batches/0"), (Method::GET, &demand)]
    {
        for token in [None, Some("00".repeat(32)), Some(TOKEN[1..].to_owned())] {
            let mut request = daemon.client.request(method.clone(), format!("{}{path}", daemon.url));
            if let Some(token) = token {
                request = request.bearer_auth(token);
            }
            let response = request.send().await.expect("an answer");
            assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
            assert_eq!(code(&response.json().await.expect("JSON")), "invalid_token");
        }
    }
    daemon.stop().await.expect("stops");
}

#[tokio::test(flavor = "multi_thread")]
async fn malformed_input_is_refused_and_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let nowhere = ContentId::of(b"nowhere");
    let daemon = daemon(folder.path()).await;
    for (method, path, body, status, expected) in [
        (Method::POST, "/jobs/1/1", vec![0xff; 9], 400, "malformed_job"),
        (Method::POST, "/jobs/one/1", Vec::new(), 400, "malformed_job"),
        (Method::GET, "/jobs/1/300", Vec::new(), 400, "malformed_job"),
        (Method::GET, "/batches/-1", Vec::new(), 400, "malformed_nonce"),
        (Method::GET, "/demands/README.md/receipt-0", Vec::new(), 400, "malformed_demand"),
        (Method::GET, &*format!("/demands/{nowhere}/receipt"), Vec::new(), 400, "malformed_demand"),
        (Method::GET, &*format!("/demands/{nowhere}/receipt-0"), Vec::new(), 410, "batch_file_gone"),
        (Method::GET, "/receipts/0x12", Vec::new(), 400, "malformed_hash"),
        (Method::GET, &*format!("/receipts/0x{}", "00".repeat(32)), Vec::new(), 404, "receipt_not_found"),
        (Method::GET, "/files/README.md", Vec::new(), 400, "malformed_cid"),
        (Method::GET, &*format!("/files/{nowhere}"), Vec::new(), 404, "content_missing"),
        (Method::GET, "/nowhere", Vec::new(), 404, "not_found"),
        (Method::DELETE, "/files", Vec::new(), 405, "method_not_allowed"),
        (Method::POST, "/v1/completions", b"{}".to_vec(), 415, "malformed_json"),
    ] {
        let response = daemon.request(method, path, body).await;
        let found = response.status().as_u16();
        let body: Value = response.json().await.expect("JSON");
        assert_eq!((found, code(&body).as_str()), (status, expected), "{path}: {body}");
    }
    let (_, status) = daemon.get_json("/status").await;
    assert_eq!(status["jobs"].as_array().map(Vec::len), Some(0));
    daemon.stop().await.expect("stops");
}

/// The daemon answers before it has read such a body and closes; a client that still writes may see only that.
#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_is_too_long_is_refused_unread() {
    let folder = tempfile::tempdir().expect("a folder");
    let daemon = daemon(folder.path()).await;
    let job = daemon.client.post(format!("{}/jobs/1/1", daemon.url)).bearer_auth(TOKEN);
    if let Ok(response) = job.body(vec![0; (16 << 20) + 1]).send().await {
        assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(code(&response.json().await.expect("JSON")), "body_refused");
    }
    let (_, status) = daemon.get_json("/status").await;
    assert_eq!(status["jobs"].as_array().map(Vec::len), Some(0));
    daemon.stop().await.expect("stops");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_is_too_long_is_not_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let daemon = daemon(folder.path()).await;
    let request = daemon.client.post(format!("{}/v1/completions", daemon.url));
    let body = format!("{{\"model\":\"m\",\"prompt\":\"{}\"}}", "x".repeat(1 << 20));
    let response = request.header(header::CONTENT_TYPE, "application/json").body(body).send().await.expect("an answer");
    assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(code(&response.json().await.expect("JSON")), "too_large");

    // Without a declared length the daemon has to count.
    let chunk = vec![7u8; 1 << 20];
    let endless = futures::stream::iter((0..66).map(move |_| Ok::<_, std::io::Error>(chunk.clone())));
    let upload = daemon.client.put(format!("{}/files", daemon.url)).body(Body::wrap_stream(endless));
    if let Ok(response) = upload.send().await {
        assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
    }
    let incoming = fs::read_dir(folder.path().join("content/incoming")).expect("the store").count();
    assert_eq!(incoming, 0, "nothing of it stays");
    daemon.stop().await.expect("stops");
}

#[tokio::test(flavor = "multi_thread")]
async fn files_come_back_verified() {
    let folder = tempfile::tempdir().expect("a folder");
    let daemon = daemon(folder.path()).await;
    let cid = daemon.upload(b"what was uploaded").await;
    let url = format!("{}/files/{cid}", daemon.url);
    let head = daemon.client.head(&url).send().await.expect("an answer");
    assert_eq!((head.status(), head.headers()[header::CONTENT_LENGTH].to_str().ok()), (StatusCode::OK, Some("17")));
    let response = daemon.client.get(&url).send().await.expect("an answer");
    assert_eq!(response.headers()[header::ETAG].to_str().ok(), Some(&*format!("\"{cid}\"")));
    assert_eq!(response.bytes().await.expect("a body"), &b"what was uploaded"[..]);
    fs::write(daemon.store.path(&cid), b"something else").expect("altered");
    let response = daemon.client.get(&url).send().await.expect("an answer");
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
    let body: Value = response.json().await.expect("JSON");
    assert_eq!(code(&body), "content_altered");
    assert!(body["error"]["message"].as_str().is_some_and(|message| message.contains(&cid.to_string())));
    assert_eq!(daemon.client.head(&url).send().await.expect("an answer").status(), StatusCode::NOT_FOUND);
    daemon.stop().await.expect("stops");
}

#[tokio::test(flavor = "multi_thread")]
async fn health_needs_nothing_and_status_tells() {
    let folder = tempfile::tempdir().expect("a folder");
    let daemon = daemon(folder.path()).await;
    let (status, health) = daemon.get_json("/health").await;
    assert_eq!((status, health["status"].as_str()), (StatusCode::OK, Some("ok")));
    let (_, status) = daemon.get_json("/status").await;
    assert_eq!(status["chain"]["finalized"].as_u64(), Some(100));
    assert_eq!(status["receipts"]["given"].as_u64(), Some(0));
    assert!(status["engine_build"].as_str().is_some_and(|build| build.starts_with("0x")));
    daemon.stop().await.expect("stops");
}
