//! A user with a voucher key, who pays as quoted.

use crate::{
    chain::{GENESIS, WORKER},
    model::ALIAS,
    running::Running,
};
use openledger_primitives::{
    voucher::{SignedVoucher, Voucher},
    AllocationId,
};
use openledger_worker::{json, payment::voucher};
use reqwest::StatusCode;
use serde_json::{json, Value};
use subxt_signer::sr25519::{dev, Keypair};

pub const ALLOCATION: AllocationId = 5;

pub struct User {
    pub key: Keypair,
    pub allocation: AllocationId,
}

impl User {
    /// Alice, who set this much aside for the worker.
    pub fn with(daemon: &Running, amount: u128) -> Self {
        let key = dev::alice();
        daemon.chain.allocate(ALLOCATION, amount, key.public_key().0);
        Self { key, allocation: ALLOCATION }
    }

    /// The voucher that a quote asks for.
    pub fn voucher(&self, quote: &Value) -> Voucher {
        let number = |field: &str| quote[field].as_u64().expect("a number");
        Voucher {
            genesis: GENESIS,
            allocation: self.allocation,
            worker: WORKER,
            version: number("version") as u32,
            cumulative: quote["cumulative_required"].as_str().expect("an amount").parse().expect("an amount"),
            receipts: number("receipts"),
            receipts_hash: json::digest(quote["receipts_hash"].as_str().expect("a hash")).expect("a hash"),
            expires: number("expires_at_least") as u32 + 30,
        }
    }

    pub fn sign(&self, voucher: Voucher) -> SignedVoucher {
        SignedVoucher { voucher, signature: self.key.sign(&voucher.signing_hash()).0 }
    }

    /// Asks with whatever voucher.
    pub async fn ask(&self, daemon: &Running, body: &Value, signed: Option<&SignedVoucher>) -> (StatusCode, Value) {
        let mut request = daemon
            .client
            .post(format!("{}/v1/completions", daemon.url))
            .header("OpenLedger-Allocation", self.allocation)
            .json(body);
        if let Some(signed) = signed {
            request = request.header("OpenLedger-Voucher", voucher::header(signed));
        }
        let response = request.send().await.expect("an answer");
        (response.status(), response.json().await.expect("JSON"))
    }

    /// The quote for a request.
    pub async fn quote(&self, daemon: &Running, body: &Value) -> Value {
        let (status, answer) = self.ask(daemon, body, None).await;
        assert_eq!(status, StatusCode::PAYMENT_REQUIRED, "{answer}");
        answer["quote"].clone()
    }

    /// Asks, pays as quoted and gets an answer.
    pub async fn buy(&self, daemon: &Running, body: &Value) -> Value {
        let signed = self.sign(self.voucher(&self.quote(daemon, body).await));
        let (status, answer) = self.ask(daemon, body, Some(&signed)).await;
        assert_eq!(status, StatusCode::OK, "{answer}");
        answer
    }

    /// Asks with a voucher that is not quite as quoted; says how it is refused.
    pub async fn refused(&self, daemon: &Running, body: &Value, change: impl FnOnce(&mut Voucher)) -> String {
        let mut voucher = self.voucher(&self.quote(daemon, body).await);
        change(&mut voucher);
        let (status, answer) = self.ask(daemon, body, Some(&self.sign(voucher))).await;
        assert_eq!(status, StatusCode::PAYMENT_REQUIRED, "{answer}");
        assert!(answer["quote"]["cumulative_required"].is_string(), "{answer}");
        code(&answer)
    }
}

/// A short request to the tune.
pub fn short() -> Value {
    json!({ "model": ALIAS, "prompt": "contract alice0 {", "max_tokens": 6, "temperature": 0, "seed": 1 })
}

pub fn code(answer: &Value) -> String {
    answer["error"]["code"].as_str().expect("a code").to_owned()
}
