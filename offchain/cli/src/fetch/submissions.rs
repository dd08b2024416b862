//! The transactions by which workers submitted batches.

use crate::{
    account::hex,
    chain::{attribution::Batch, Network},
    error::{CliError, Result},
    verify::Submission,
};
use codec::Encode;
use openledger_client::runtime::{attribution::calls::SubmitBatch, runtime_types::openledger_primitives as generated};
use openledger_primitives::{
    batch::{Redemption, SignedBatch},
    voucher::{SignedVoucher, Voucher},
};

/// The submission of a batch, in the block that the chain says it came in.
pub async fn find(network: &Network, batch: &Batch) -> Result<(SignedBatch, Submission)> {
    let at = network.at_height(batch.submitted_at).await?;
    let header = &batch.header.0;
    for call in at.calls::<SubmitBatch>().await? {
        let signed = SignedBatch {
            genesis: call.signed.genesis,
            header: call.signed.header.0,
            income: call.signed.income.0.iter().map(|income| income.0).collect(),
            redemptions: call.signed.redemptions.0.iter().map(redemption).collect(),
        };
        if signed.header == *header {
            let submission =
                Submission { block: at.number(), signed: hex(&signed.encode()), signature: hex(&call.signature) };
            return Ok((signed, submission));
        }
    }
    Err(CliError::network(format!("block {} does not bring the batch that the state says it did", batch.submitted_at)))
}

fn redemption(generated: &generated::batch::Redemption) -> Redemption {
    let signed = &generated.voucher;
    let voucher = &signed.voucher;
    Redemption {
        voucher: SignedVoucher {
            voucher: Voucher {
                genesis: voucher.genesis,
                allocation: voucher.allocation,
                worker: voucher.worker,
                version: voucher.version,
                cumulative: voucher.cumulative,
                receipts: voucher.receipts,
                receipts_hash: voucher.receipts_hash,
                expires: voucher.expires,
            },
            signature: signed.signature,
        },
        receipts: generated.receipts,
        amount: generated.amount,
        last: generated.last,
    }
}
