//! Sends as many transfers as a network takes, and counts those that became final.
//!
//! `cargo run --package openledger-client --example transfers -- SECONDS ws://127.0.0.1:9944 …`
//!
//! Every sender is an account of its own, derived from `//Alice` and paid by her, and signs its transfers before the
//! clock starts. They are handed to all named nodes in turn. Prints one line of JSON.

use futures::{stream, StreamExt, TryStreamExt};
use openledger_client::runtime;
use serde_json::json;
use std::{
    error::Error,
    str::FromStr,
    time::{Duration, Instant},
};
use subxt::{
    config::PolkadotExtrinsicParamsBuilder,
    rpcs::{client::RpcParams, RpcClient},
    utils::MultiAddress,
    OnlineClient, PolkadotConfig,
};
use subxt_signer::{sr25519::Keypair, SecretUri};

type Failure = Box<dyn Error + Send + Sync>;
type Client = OnlineClient<PolkadotConfig>;

/// Accounts that send.
const SENDERS: usize = 200;
/// Waiting transactions of one account that a pool takes before it says that there are too many.
const EACH: u64 = 60;
/// What each sender is given: enough for all its fees.
const ENDOWMENT: u128 = 10_000_000_000_000_000_000;
/// Requests under way at a time.
const AT_ONCE: usize = 32;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let seconds = arguments.next().ok_or("say for how many seconds")?.parse()?;
    let mut nodes = Vec::new();
    for url in arguments {
        nodes.push(RpcClient::from_insecure_url(url).await?);
    }
    let first = nodes.first().ok_or("name a node")?;
    let client = Client::from_rpc_client(first.clone()).await?;

    let senders: Vec<Keypair> = (0..SENDERS)
        .map(|number| Ok(Keypair::from_uri(&SecretUri::from_str(&format!("//Alice//sender//{number}"))?)?))
        .collect::<Result<_, Failure>>()?;
    endow(&client, &senders).await?;
    let waiting = sign(&client, &senders).await?;

    let before = finalized(&client).await?;
    let start = Instant::now();
    let limit = Duration::from_secs(seconds);
    let accepted = stream::iter(waiting.iter().enumerate())
        .take_while(|_| std::future::ready(start.elapsed() < limit))
        .map(|(number, transaction)| submit(&nodes[number % nodes.len()], transaction))
        .buffer_unordered(AT_ONCE)
        .filter(|accepted| std::future::ready(*accepted))
        .count()
        .await;
    tokio::time::sleep(limit.saturating_sub(start.elapsed())).await;
    let elapsed = start.elapsed();
    let after = finalized(&client).await?;
    let (included, most) = count(&client, before + 1, after).await?;
    println!(
        "{}",
        json!({
            "signed": waiting.len(), "accepted": accepted, "included": included, "most_in_a_block": most,
            "blocks": after - before, "seconds": elapsed.as_secs_f64(),
            "per_second": included as f64 / elapsed.as_secs_f64(),
        })
    );
    Ok(())
}

/// Alice pays every sender, a hundred in a transaction.
async fn endow(client: &Client, senders: &[Keypair]) -> Result<(), Failure> {
    let alice = subxt_signer::sr25519::dev::alice();
    for part in senders.chunks(100) {
        let calls = part
            .iter()
            .map(|sender| {
                let dest = MultiAddress::Id(sender.public_key().to_account_id());
                let call = runtime::balances::Call::transfer_keep_alive { dest, value: ENDOWMENT };
                runtime::Call::Balances(call)
            })
            .collect();
        let call = runtime::tx().utility().batch_all(calls);
        let at = client.at_current_block().await?;
        at.transactions().sign_and_submit_then_watch_default(&call, &alice).await?.wait_for_finalized_success().await?;
    }
    Ok(())
}

/// Transfers of one planck from each sender to Alice, in rounds: first one of each sender, then the next.
async fn sign(client: &Client, senders: &[Keypair]) -> Result<Vec<Vec<u8>>, Failure> {
    let to = MultiAddress::Id(subxt_signer::sr25519::dev::alice().public_key().to_account_id());
    let call = runtime::tx().balances().transfer_keep_alive(to, 1);
    let at = client.at_current_block().await?;
    let mut nonces = Vec::new();
    for sender in senders {
        nonces.push(at.transactions().account_nonce(&sender.public_key().to_account_id()).await?);
    }
    let mut signed = Vec::new();
    for round in 0..EACH {
        for (sender, nonce) in senders.iter().zip(&nonces) {
            let parameters = PolkadotExtrinsicParamsBuilder::new().nonce(nonce + round).immortal().build();
            let transaction = at.transactions().create_signable_offline(&call, parameters)?.sign(sender)?;
            signed.push(transaction.into_encoded());
        }
    }
    Ok(signed)
}

/// Whether the node's pool took it.
async fn submit(node: &RpcClient, transaction: &[u8]) -> bool {
    let hex: String = transaction.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut parameters = RpcParams::new();
    parameters.push(format!("0x{hex}")).is_ok()
        && node.request::<String>("author_submitExtrinsic", parameters).await.is_ok()
}

async fn finalized(client: &Client) -> Result<u64, Failure> {
    Ok(client.at_current_block().await?.block_number())
}

/// Transfers in these blocks, and the most in one of them.
async fn count(client: &Client, first: u64, last: u64) -> Result<(usize, usize), Failure> {
    let blocks = stream::iter(first..=last).map(Ok::<_, Failure>);
    blocks
        .try_fold((0, 0), |(all, most), number| async move {
            let events = client.at_block(number).await?.events().fetch().await?;
            let here = events.find::<runtime::balances::events::Transfer>().count();
            Ok((all + here, most.max(here)))
        })
        .await
}
