//! From receipts to batches, as the chain will check them.

use crate::{
    chain::{TestChain, ECONOMICS, GENESIS, WORKER},
    model::{deploy, TUNE},
    running::Running,
    user::{code, short, User, ALLOCATION},
};
use codec::DecodeAll;
use openledger_primitives::{
    batch::{BatchFile, CreditLine, SignedBatch},
    demand::{show, Part, Shown},
    merkle, merkle_sum,
    split::{share_down, split},
};
use openledger_worker::json;
use reqwest::{Method, StatusCode};
use serde_json::{json, Value};
use std::{sync::Arc, time::Duration};

async fn batch(daemon: &Running, nonce: u64) -> Option<SignedBatch> {
    let response = daemon.request(Method::GET, &format!("/batches/{nonce}"), Vec::new()).await;
    if response.status() == StatusCode::NO_CONTENT {
        return None;
    }
    Some(SignedBatch::decode_all(&mut &response.bytes().await.expect("a body")[..]).expect("SCALE"))
}

pub async fn sealed(daemon: &Running, nonce: u64) -> SignedBatch {
    for _ in 0..200 {
        if let Some(batch) = batch(daemon, nonce).await {
            return batch;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("batch {nonce} is not sealed after ten seconds");
}

/// What the chain does when it takes a batch.
fn include(daemon: &Running, batch: &SignedBatch) {
    let mut state = daemon.chain.state();
    state.nonce += 1;
    for redemption in &batch.redemptions {
        let voucher = &redemption.voucher.voucher;
        let allocation = state.allocations.get_mut(&voucher.allocation).expect("there");
        allocation.redeemed += redemption.amount;
        allocation.receipts += u64::from(redemption.receipts);
        allocation.receipts_hash = match redemption.last {
            None => voucher.receipts_hash,
            Some(last) => openledger_primitives::voucher::running_hash(&voucher.receipts_hash, &last),
        };
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_commits_to_its_receipts_and_pays_contributors_what_the_chain_expects() {
    let folder = tempfile::tempdir().expect("a folder");
    let daemon = Running::start(folder.path(), Arc::new(TestChain::new())).await;
    deploy(&daemon).await;
    daemon.chain.state().reachable = true;
    let user = User::with(&daemon, 1_000_000_000);
    assert!(batch(&daemon, 0).await.is_none(), "nothing was earned");
    let answer = user.buy(&daemon, &short()).await;
    let first = sealed(&daemon, 0).await;
    assert_eq!((first.genesis, first.header.worker, first.header.nonce), (GENESIS, WORKER, 0));

    let content = daemon.client.get(format!("{}/files/{}", daemon.url, first.header.content)).send().await;
    let content = content.expect("an answer").bytes().await.expect("a body");
    let file = BatchFile::decode_all(&mut &content[..]).expect("a batch file");
    let leaves: Vec<_> = file.receipts.iter().map(|file| merkle::leaf(&file.receipt.hash())).collect();
    assert_eq!(first.header.receipts_root, merkle::root(&leaves));
    let nodes: Vec<_> = file.lines.iter().map(CreditLine::node).collect();
    assert_eq!(Some(first.header.credits), merkle_sum::root(&nodes));
    assert_eq!((first.header.receipts, first.header.credit_lines), (1, file.lines.len() as u32));
    assert!(file
        .lines
        .windows(2)
        .all(|pair| (pair[0].contribution, pair[0].receipt) < (pair[1].contribution, pair[1].receipt)));

    let income = first.income[0];
    let parts = split(income.fees, &ECONOMICS, &[(0, 100_000)], true).expect("sound terms");
    assert_eq!((income.version, income.receipts, income.data), (TUNE, 1, first.header.credits.sum));
    assert!(parts.data - income.data <= 1);
    assert!(income.data > share_down(income.fees, 400_000), "the data's part of the fee");
    let redemption = first.redemptions[0];
    assert_eq!((redemption.receipts, redemption.amount), (1, income.fees));
    assert_eq!(redemption.last, Some(file.receipts[0].receipt.hash()), "the newest receipt is not countersigned yet");

    let hash = answer["openledger"]["receipt_hash"].as_str().expect("a hash").to_owned();
    let (_, receipt) = daemon.get_json(&format!("/receipts/{hash}")).await;
    let place = &receipt["batch"];
    assert_eq!(
        (place["nonce"].as_u64(), place["content"].as_str()),
        (Some(0), Some(&*first.header.content.to_string()))
    );
    let siblings = place["proof"]["siblings"].as_array().expect("a path").iter();
    let proof = merkle::Proof {
        index: place["proof"]["index"].as_u64().expect("an index"),
        count: place["proof"]["count"].as_u64().expect("a count"),
        siblings: siblings.filter_map(|sibling| json::digest(sibling.as_str()?)).collect(),
    };
    let leaf = merkle::leaf(&json::digest(&hash).expect("a hash"));
    assert!(merkle::verify(&first.header.receipts_root, &leaf, &proof));

    for _ in 0..3 {
        user.buy(&daemon, &short()).await;
    }
    assert_eq!(batch(&daemon, 0).await.as_ref(), Some(&first), "a sealed batch never changes");
    assert!(batch(&daemon, 1).await.is_none(), "the next one waits for the chain");
    include(&daemon, &first);
    let second = sealed(&daemon, 1).await;
    assert_eq!((second.header.receipts, second.redemptions[0].receipts), (3, 3));
    assert_eq!(second.redemptions[0].voucher.voucher.receipts, 3);
    daemon.stop().await.expect("stops");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_the_chain_can_no_longer_take_is_sealed_anew_with_a_newer_voucher() {
    let folder = tempfile::tempdir().expect("a folder");
    let daemon = Running::start(folder.path(), Arc::new(TestChain::new())).await;
    deploy(&daemon).await;
    let user = User::with(&daemon, 1_000_000_000);
    user.buy(&daemon, &short()).await;
    let dead = sealed(&daemon, 0).await;
    daemon.chain.state().finalized = dead.redemptions[0].voucher.voucher.expires;
    for _ in 0..200 {
        if batch(&daemon, 0).await.is_none() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(batch(&daemon, 0).await.is_none(), "its receipts wait for a newer voucher");
    user.buy(&daemon, &short()).await;
    let anew = sealed(&daemon, 0).await;
    assert_eq!((anew.header.receipts, anew.redemptions[0].receipts), (2, 2));
    daemon.stop().await.expect("stops");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_stays_within_the_bond_and_the_rest_follows() {
    let folder = tempfile::tempdir().expect("a folder");
    let daemon = Running::start(folder.path(), Arc::new(TestChain::new())).await;
    deploy(&daemon).await;
    let user = User::with(&daemon, 1_000_000_000);
    let other = User { key: user.key.clone(), allocation: ALLOCATION + 1 };
    daemon.chain.allocate(other.allocation, 1_000_000_000, other.key.public_key().0);
    daemon.chain.state().limits.redemptions = 0;
    let fee = user.buy(&daemon, &short()).await["openledger"]["spent"].as_str().expect("spent").parse::<u128>();
    other.buy(&daemon, &short()).await;
    {
        let mut state = daemon.chain.state();
        state.limits.redemptions = 10;
        state.cover.unmatured = 1_000;
        state.cover.limit = 1_000 + fee.expect("an amount");
    }
    let first = sealed(&daemon, 0).await;
    assert_eq!(first.redemptions.len(), 1);
    include(&daemon, &first);
    let second = sealed(&daemon, 1).await;
    let redeemed = |batch: &SignedBatch| batch.redemptions[0].voucher.voucher.allocation;
    assert_eq!((redeemed(&first), redeemed(&second)), (ALLOCATION, ALLOCATION + 1));
    daemon.stop().await.expect("stops");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_without_data_earns_without_credit_lines() {
    let folder = tempfile::tempdir().expect("a folder");
    let daemon = Running::start(folder.path(), Arc::new(TestChain::new())).await;
    deploy(&daemon).await;
    let user = User::with(&daemon, 1_000_000_000);
    let body: Value = json!({ "model": "0", "prompt": "contract", "max_tokens": 4, "temperature": 0 });
    let answer = user.buy(&daemon, &body).await;
    assert_eq!(answer["openledger"]["attribution"]["contributions"], json!([]));
    let batch = sealed(&daemon, 0).await;
    assert_eq!((batch.header.credit_lines, batch.header.credits), (0, merkle_sum::empty_root()));
    assert_eq!((batch.income[0].version, batch.income[0].data), (0, 0));
    daemon.stop().await.expect("stops");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_countersignature_without_a_request_redeems_the_last_receipt_without_trust() {
    let folder = tempfile::tempdir().expect("a folder");
    let daemon = Running::start(folder.path(), Arc::new(TestChain::new())).await;
    deploy(&daemon).await;
    let user = User::with(&daemon, 1_000_000_000);
    daemon.chain.state().limits.redemptions = 0;
    let answer = user.buy(&daemon, &short()).await;
    let mut seen = user.voucher(&user.quote(&daemon, &short()).await);
    seen.cumulative = answer["openledger"]["spent"].as_str().expect("spent").parse().expect("an amount");
    let send = |voucher| {
        let header = openledger_worker::payment::voucher::header(&user.sign(voucher));
        daemon.client.post(format!("{}/vouchers", daemon.url)).header("OpenLedger-Voucher", header).send()
    };
    let unseen = openledger_primitives::voucher::Voucher { receipts: 0, ..seen };
    assert_eq!(send(unseen).await.expect("an answer").status(), StatusCode::PAYMENT_REQUIRED);
    let response = send(seen).await.expect("an answer");
    assert_eq!(response.status(), StatusCode::OK);
    let taken: Value = response.json().await.expect("JSON");
    assert_eq!(
        (taken["receipts"].as_u64(), &taken["receipts_hash"]),
        (Some(1), &answer["openledger"]["receipts_hash"])
    );
    daemon.chain.state().limits.redemptions = 10;
    let batch = sealed(&daemon, 0).await;
    assert_eq!((batch.redemptions[0].last, batch.redemptions[0].voucher.voucher.cumulative), (None, seen.cumulative));
    user.buy(&daemon, &short()).await;
    daemon.stop().await.expect("stops");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_demands_to_see_of_a_batch_is_shown_with_the_path_that_proves_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let daemon = Running::start(folder.path(), Arc::new(TestChain::new())).await;
    deploy(&daemon).await;
    let user = User::with(&daemon, 1_000_000_000);
    user.buy(&daemon, &short()).await;
    let header = sealed(&daemon, 0).await.header;
    let demand = |part: Part| {
        let path = format!("/demands/{}/{part}", header.content);
        let daemon = &daemon;
        async move { daemon.request(Method::GET, &path, Vec::new()).await }
    };
    let shown = |part: Part| {
        let response = demand(part);
        async move {
            let response = response.await;
            assert_eq!(response.status(), StatusCode::OK, "{part}");
            Shown::decode_all(&mut &response.bytes().await.expect("a body")[..]).expect("SCALE")
        }
    };

    let Shown::Receipt(receipt) = shown(Part::Receipt(0)).await else { panic!("a receipt") };
    let leaf = merkle::leaf(&receipt.receipt.hash());
    assert!(merkle::verify(&header.receipts_root, &leaf, &receipt.path));
    let Shown::Line(line) = shown(Part::Line(0)).await else { panic!("a line") };
    assert!(merkle_sum::verify(&header.credits, &line.line.node(), &line.proof));
    let Shown::Query(with, query) = shown(Part::Query(0)).await else { panic!("a query") };
    assert_eq!((query.hash(), &with), (receipt.receipt.query, &receipt));
    let weight = Part::Weight { receipt: 0, leaf: 0 };
    let Shown::Weight(with, Some(weight)) = shown(weight).await else { panic!("a weight") };
    let node = merkle_sum::leaf(&weight.contribution.to_le_bytes(), weight.weight);
    assert_eq!(with, receipt);
    assert!(merkle_sum::verify(&receipt.receipt.credits, &node, &weight.proof));

    let unknown = demand(Part::Receipt(1)).await;
    assert_eq!(unknown.status(), StatusCode::NOT_FOUND);
    assert_eq!(code(&unknown.json().await.expect("JSON")), "part_not_found");

    let file = daemon.store.get(&header.content).expect("its file");
    std::fs::remove_file(daemon.store.path(&header.content)).expect("deleted");
    let weight = Part::Weight { receipt: 0, leaf: 1 };
    let gone = demand(weight).await;
    assert_eq!(gone.status(), StatusCode::GONE);
    let body: Value = gone.json().await.expect("JSON");
    assert_eq!(code(&body), "batch_file_gone");
    assert!(body["error"]["message"].as_str().expect("words").contains("put the file back with `PUT /files`"));
    assert_eq!(daemon.upload(&file).await, header.content);
    let again = shown(weight).await;
    let file = BatchFile::decode_all(&mut &file[..]).expect("a batch file");
    assert_eq!(Some(again), show(&file, weight), "with its file back it shows it");
    daemon.stop().await.expect("stops");
}
