//! From the quote to the receipt, and every voucher that does not pay.

use crate::{
    chain::TestChain,
    model::{deploy, ALIAS, TUNE},
    running::Running,
    user::{code, short, User, ALLOCATION},
};
use codec::DecodeAll;
use openledger_primitives::{
    batch::ReceiptFile,
    receipt::{request_hash, tokens_hash},
    split::fee_down,
    voucher::running_hash,
};
use openledger_worker::{batches::credits, json};
use reqwest::StatusCode;
use serde_json::{json, Value};
use std::{fs, sync::Arc};
use subxt_signer::sr25519::dev;

async fn receipt_file(daemon: &Running, answer: &Value) -> (Value, ReceiptFile) {
    let hash = answer["openledger"]["receipt_hash"].as_str().expect("a hash");
    let (status, receipt) = daemon.get_json(&format!("/receipts/{hash}")).await;
    assert_eq!(status, StatusCode::OK, "{receipt}");
    let bytes = hex::decode(receipt["file"].as_str().expect("a file").trim_start_matches("0x")).expect("hexadecimal");
    let file = ReceiptFile::decode_all(&mut bytes.as_slice()).expect("a receipt file");
    assert_eq!(json::hex(&file.receipt.hash()), hash);
    (receipt, file)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_quoted_paid_receipted_and_countersigned() {
    let folder = tempfile::tempdir().expect("a folder");
    let daemon = Running::start(folder.path(), Arc::new(TestChain::new())).await;
    let (_, trained) = deploy(&daemon).await;
    let user = User::with(&daemon, 1_000_000);

    let quote = user.quote(&daemon, &short()).await;
    assert_eq!((quote["version"].as_u64(), quote["max_tokens"].as_u64()), (Some(u64::from(TUNE)), Some(6)));
    assert_eq!((quote["allocation"].as_u64(), quote["receipts"].as_u64()), (Some(ALLOCATION), Some(0)));
    assert_eq!(quote["cumulative_required"], quote["fee_max"]);

    let first = user.buy(&daemon, &short()).await;
    let (shown, file) = receipt_file(&daemon, &first).await;
    let receipt = &file.receipt;
    assert_eq!((receipt.index, receipt.version, receipt.allocation), (0, TUNE, ALLOCATION));
    assert_eq!(receipt.prompt, tokens_hash(&file.prompt));
    assert_eq!(receipt.output, tokens_hash(&file.output));
    assert_eq!(receipt.request, request_hash(TUNE, &receipt.prompt, &receipt.sampling));
    assert_eq!(receipt.query, file.query.hash());
    assert_eq!(Some(receipt.credits), credits::commitment(&file.scores));
    assert_eq!(Some(receipt.fee), fee_down(receipt.input_tokens, receipt.output_tokens, 1_000_000, 3_000_000));
    assert_eq!(first["usage"]["prompt_tokens"].as_u64(), Some(u64::from(receipt.input_tokens)));
    assert_eq!(shown["version"]["index"], trained.index.to_string());
    assert_eq!(shown["receipt"]["fee"], receipt.fee.to_string());

    let parts = first["openledger"]["attribution"]["contributions"].as_array().expect("contributions");
    let shares: u64 = parts.iter().filter_map(|part| part["share_ppm"].as_u64()).sum();
    assert_eq!(shares, 1_000_000);
    assert!(parts.iter().all(|part| part["contributor"].as_str().is_some_and(|account| account.len() == 66)));
    let fragments = first["openledger"]["attribution"]["fragments"].as_array().expect("fragments");
    assert_eq!(fragments.len(), receipt.fragments.len());
    assert!(fragments.iter().all(|fragment| fragment["text"].as_str().is_some_and(|text| text.contains("contract"))));

    let second = user.buy(&daemon, &short()).await;
    assert_eq!(second["choices"], first["choices"], "the same request and seed give the same answer");
    let hash =
        |answer: &Value| json::digest(answer["openledger"]["receipt_hash"].as_str().expect("hash")).expect("hash");
    let running = running_hash(&running_hash(&[0; 32], &hash(&first)), &hash(&second));
    assert_eq!(second["openledger"]["receipts_hash"], json::hex(&running));
    assert_eq!(second["openledger"]["receipts"].as_u64(), Some(2));
    let quote = user.quote(&daemon, &short()).await;
    assert_eq!(quote["last_receipt"], second["openledger"]["receipt_hash"]);
    assert_eq!(quote["spent"], second["openledger"]["spent"]);
    daemon.stop().await.expect("stops");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_voucher_that_does_not_pay_is_refused_by_its_rule_and_charges_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let daemon = Running::start(folder.path(), Arc::new(TestChain::new())).await;
    deploy(&daemon).await;
    let user = User::with(&daemon, 1_000_000);
    user.buy(&daemon, &short()).await;
    let before = user.quote(&daemon, &short()).await;

    let (_, answer) = user.ask(&daemon, &short(), None).await;
    assert_eq!(
        (code(&answer).as_str(), answer["error"]["type"].as_str()),
        ("voucher_required", Some("payment_required"))
    );
    let body = short();
    let refused = |change: fn(&mut openledger_primitives::voucher::Voucher)| user.refused(&daemon, &body, change);
    assert_eq!(refused(|voucher| voucher.genesis = [1; 32]).await, "wrong_genesis");
    assert_eq!(refused(|voucher| voucher.worker = [1; 32]).await, "wrong_worker");
    assert_eq!(refused(|voucher| voucher.version = 0).await, "wrong_version");
    assert_eq!(refused(|voucher| voucher.allocation = 77).await, "unknown_allocation");
    assert_eq!(refused(|voucher| voucher.expires = 119).await, "voucher_expired");
    assert_eq!(refused(|voucher| voucher.receipts = 0).await, "receipts_not_countersigned");
    assert_eq!(refused(|voucher| voucher.receipts_hash = [0; 32]).await, "receipts_not_countersigned");
    assert_eq!(refused(|voucher| voucher.cumulative -= 1).await, "voucher_too_low");
    assert_eq!(refused(|voucher| voucher.cumulative = 1_000_001).await, "allocation_exhausted");

    let voucher = user.voucher(&before);
    let mut forged = user.sign(voucher);
    forged.signature = dev::bob().sign(&voucher.signing_hash()).0;
    let (_, answer) = user.ask(&daemon, &short(), Some(&forged)).await;
    assert_eq!(code(&answer), "bad_signature");

    daemon.chain.state().allocations.get_mut(&ALLOCATION).expect("there").closes_at = Some(10_000);
    assert_eq!(refused(|_| ()).await, "allocation_closing");
    daemon.chain.state().allocations.get_mut(&ALLOCATION).expect("there").closes_at = None;
    assert_eq!(user.quote(&daemon, &short()).await, before, "nothing was charged");

    let paid = user.sign(voucher);
    assert_eq!(user.ask(&daemon, &short(), Some(&paid)).await.0, StatusCode::OK);
    let (status, answer) = user.ask(&daemon, &short(), Some(&paid)).await;
    assert_eq!((status, code(&answer).as_str()), (StatusCode::PAYMENT_REQUIRED, "voucher_replayed"));
    daemon.stop().await.expect("stops");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_voucher_sent_twice_at_once_buys_one_answer() {
    let folder = tempfile::tempdir().expect("a folder");
    let daemon = Running::start(folder.path(), Arc::new(TestChain::new())).await;
    deploy(&daemon).await;
    let user = User::with(&daemon, 1_000_000);
    let signed = user.sign(user.voucher(&user.quote(&daemon, &short()).await));
    let body = short();
    let asks = (0..6).map(|_| user.ask(&daemon, &body, Some(&signed)));
    let answers = futures::future::join_all(asks).await;
    assert_eq!(answers.iter().filter(|(status, _)| *status == StatusCode::OK).count(), 1);
    for (status, answer) in answers.iter().filter(|(status, _)| *status != StatusCode::OK) {
        let expected = [(StatusCode::CONFLICT, "allocation_busy"), (StatusCode::PAYMENT_REQUIRED, "voucher_replayed")];
        assert!(expected.contains(&(*status, code(answer).as_str())), "{answer}");
    }
    assert_eq!(user.quote(&daemon, &short()).await["receipts"].as_u64(), Some(1));
    daemon.stop().await.expect("stops");
}

#[tokio::test(flavor = "multi_thread")]
async fn altered_model_files_charge_nothing_and_a_new_upload_repairs_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let daemon = Running::start(folder.path(), Arc::new(TestChain::new())).await;
    let (_, trained) = deploy(&daemon).await;
    let user = User::with(&daemon, 1_000_000);
    let path = daemon.store.path(&trained.adapter);
    let whole = fs::read(&path).expect("the adapter");
    let mut altered = whole.clone();
    *altered.last_mut().expect("not empty") ^= 1;
    fs::write(&path, altered).expect("altered");
    let (status, answer) = user.ask(&daemon, &short(), None).await;
    assert_eq!((status, code(&answer).as_str()), (StatusCode::SERVICE_UNAVAILABLE, "content_unavailable"));
    let message = answer["error"]["message"].as_str().expect("a message");
    assert!(message.contains(&trained.adapter.to_string()), "{message}");
    daemon.upload(&whole).await;
    user.buy(&daemon, &short()).await;

    daemon.chain.state().versions.get_mut(&TUNE).expect("there").index_root = Some([1; 32]);
    let (status, answer) = user.ask(&daemon, &short(), None).await;
    assert_eq!((status, code(&answer).as_str()), (StatusCode::SERVICE_UNAVAILABLE, "content_invalid"));
    daemon.stop().await.expect("stops");
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_that_cannot_be_served_say_why() {
    let folder = tempfile::tempdir().expect("a folder");
    let daemon = Running::start(folder.path(), Arc::new(TestChain::new())).await;
    deploy(&daemon).await;
    let user = User::with(&daemon, 1_000_000);
    let long = "contract ".repeat(200);
    for (body, status, expected) in [
        (json!({ "model": "nobody", "prompt": "x" }), 404, "model_not_found"),
        (json!({ "model": "77", "prompt": "x" }), 404, "model_not_found"),
        (json!({ "model": ALIAS, "prompt": "" }), 400, "empty_prompt"),
        (json!({ "model": ALIAS, "prompt": long }), 400, "context_length_exceeded"),
        (json!({ "model": ALIAS, "prompt": "x", "max_tokens": 5_000 }), 400, "context_length_exceeded"),
        (json!({ "model": ALIAS, "prompt": "x", "max_tokens": 0 }), 400, "context_length_exceeded"),
        (json!({ "model": ALIAS, "prompt": "x", "stream": true }), 400, "stream_unsupported"),
        (json!({ "model": ALIAS, "prompt": "x", "echo": true }), 400, "unsupported_parameter"),
        (json!({ "model": ALIAS }), 422, "malformed_json"),
    ] {
        let (found, answer) = user.ask(&daemon, &body, None).await;
        assert_eq!((found.as_u16(), code(&answer).as_str()), (status, expected), "{answer}");
        assert!(answer["error"]["message"].as_str().is_some_and(|message| !message.is_empty()));
    }
    daemon.chain.state().versions.get_mut(&TUNE).expect("there").deployed = false;
    assert_eq!(code(&user.ask(&daemon, &short(), None).await.1), "model_not_deployed");
    daemon.chain.state().reachable = false;
    let (status, answer) = user.ask(&daemon, &short(), None).await;
    assert_eq!((status, code(&answer).as_str()), (StatusCode::SERVICE_UNAVAILABLE, "chain_unavailable"));
    daemon.stop().await.expect("stops");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_whose_bond_covers_no_more_does_not_serve() {
    let folder = tempfile::tempdir().expect("a folder");
    let daemon = Running::start(folder.path(), Arc::new(TestChain::new())).await;
    deploy(&daemon).await;
    let user = User::with(&daemon, 1_000_000);
    daemon.chain.state().cover.limit = 10;
    let signed = user.sign(user.voucher(&user.quote(&daemon, &short()).await));
    let (status, answer) = user.ask(&daemon, &short(), Some(&signed)).await;
    assert_eq!((status, code(&answer).as_str()), (StatusCode::SERVICE_UNAVAILABLE, "worker_uncovered"));
    daemon.chain.state().cover.limit = 1_000_000;
    let (status, _) = user.ask(&daemon, &short(), Some(&signed)).await;
    assert_eq!(status, StatusCode::OK, "the same voucher is good again");
    daemon.stop().await.expect("stops");
}
