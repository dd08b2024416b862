//! Several calls of one person, a transaction each: together they would weigh more than a block takes.

use crate::{chain::Network, error::Result, progress};
use openledger_client::{
    runtime::{self, runtime_types::openledger_runtime::RuntimeCall},
    At, Keypair,
};

/// Submits the calls one after another, and waits for the last as long as the user asked.
pub async fn submit(network: &Network, signer: &Keypair, calls: Vec<RuntimeCall>, doing: &'static str) -> Result<At> {
    let bar = progress::bar(calls.len(), doing);
    let mut height = 0;
    for call in calls {
        let call = runtime::tx().utility().batch_all(vec![call]);
        height = network.submit_one_of_several(&call, signer).await?.at.number();
        bar.inc(1);
    }
    bar.finish_and_clear();
    network.settle(height).await
}
