//! The rest of OpenAI's shape: models and chats.

use crate::{
    chain::TestChain,
    model::{deploy, ALIAS},
    running::Running,
    user::User,
};
use openledger_worker::payment::voucher;
use reqwest::StatusCode;
use serde_json::{json, Value};
use std::sync::Arc;

#[tokio::test(flavor = "multi_thread")]
async fn models_are_listed_with_prices_and_a_chat_is_answered() {
    let folder = tempfile::tempdir().expect("a folder");
    let daemon = Running::start(folder.path(), Arc::new(TestChain::new())).await;
    deploy(&daemon).await;
    let (_, models) = daemon.get_json("/v1/models").await;
    assert_eq!(models["data"][0]["id"], ALIAS);
    assert_eq!(models["data"][0]["openledger"]["input_price"], "1000000");
    let (_, model) = daemon.get_json(&format!("/v1/models/{ALIAS}")).await;
    assert_eq!(model["openledger"]["version"].as_u64(), Some(1));
    assert_eq!(daemon.get_json("/v1/models/nobody").await.0, StatusCode::NOT_FOUND);

    let user = User::with(&daemon, 1_000_000_000);
    let body = json!({
        "model": ALIAS, "max_completion_tokens": 5, "temperature": 0.5, "seed": 9, "stop": ["\n\n"],
        "messages": [{ "role": "user", "content": "a token" }],
    });
    let url = format!("{}/v1/chat/completions", daemon.url);
    let quoted: Value =
        daemon.client.post(&url).json(&body).send().await.expect("an answer").json().await.expect("JSON");
    assert_eq!(quoted["quote"]["allocation"], Value::Null);
    let signed = user.sign(user.voucher(&quoted["quote"]));
    let paid = daemon.client.post(&url).header("OpenLedger-Voucher", voucher::header(&signed)).json(&body);
    let response = paid.send().await.expect("an answer");
    assert_eq!(response.status(), StatusCode::OK);
    let answer: Value = response.json().await.expect("JSON");
    assert_eq!(
        (answer["object"].as_str(), answer["choices"][0]["message"]["role"].as_str()),
        (Some("chat.completion"), Some("assistant"))
    );
    assert_eq!(answer["openledger"]["receipt"]["sampling"]["temperature_milli"].as_u64(), Some(500));
    assert!(answer["usage"]["completion_tokens"].as_u64().is_some_and(|tokens| tokens <= 5));
    daemon.stop().await.expect("stops");
}
