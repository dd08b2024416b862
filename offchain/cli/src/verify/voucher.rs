//! The user paid for what was received: a voucher by the allocation's key covers the fees and signs the receipts.

use super::{
    world::{signed_batch, World},
    Finding,
};
use crate::amount::Open;
use openledger_primitives::{
    batch::{Redemption, SignedBatch},
    voucher::{running_hash, NO_RECEIPTS},
    AllocationId, Amount, Digest,
};
use subxt_signer::sr25519::{verify, PublicKey, Signature};

/// Checks the redemption of the receipt's allocation in its batch.
pub fn check(world: &mut World) -> Finding {
    let receipt = &world.receipt()?.receipt;
    let id = receipt.allocation;
    let signed = world.submission()?;
    let redemption = redemption(&signed, id).ok_or_else(|| format!("the batch redeems nothing of allocation {id}"))?;
    let allocation = world.facts()?.allocations.get(&id);
    let allocation = allocation.ok_or_else(|| format!("the key of allocation {id} is not in the proved state"))?;
    let voucher = &redemption.voucher.voucher;
    if (voucher.genesis, voucher.worker) != (receipt.genesis, receipt.worker) || allocation.worker != receipt.worker {
        return Err("the voucher is for another chain or worker".into());
    }
    signature(redemption, &allocation.voucher_key)?;

    // The allocation's receipts in this batch, in the order they were given.
    let mut given: Vec<(u64, Digest, Amount)> = world
        .batch_file()?
        .receipts
        .iter()
        .filter(|file| file.receipt.allocation == id)
        .map(|file| (file.receipt.index, file.receipt.hash(), file.receipt.fee))
        .collect();
    given.sort_unstable_by_key(|(index, ..)| *index);
    let first = given.first().map_or(0, |(index, ..)| *index);
    let fees = given.iter().try_fold(0u128, |sum, (_, _, fee)| sum.checked_add(*fee));
    if fees != Some(redemption.amount) || given.len() as u64 != u64::from(redemption.receipts) {
        return Err("the redemption is not the sum of the allocation's receipts".into());
    }
    if redemption.amount > voucher.cumulative {
        return Err("more was redeemed than the voucher promised in all".into());
    }
    let start = before(world, id, first, &allocation.voucher_key)?;
    let mut seen = (first, start);
    let mut left = given.as_slice();
    while let Some(((index, hash, _), rest)) = left.split_first().filter(|_| seen.0 < voucher.receipts) {
        if *index != seen.0 {
            return Err(format!("receipt {} of allocation {id} is not in the batch", seen.0));
        }
        seen = (seen.0 + 1, running_hash(&seen.1, hash));
        left = rest;
    }
    if seen != (voucher.receipts, voucher.receipts_hash) {
        return Err("the voucher countersigns other receipts than those in the batch".into());
    }
    let last = match (left, redemption.last) {
        ([], None) => "all its receipts",
        ([(_, hash, _)], Some(last)) if *hash == last => "all its receipts but the last",
        _ => return Err("more than the last receipt is not countersigned".into()),
    };
    Ok(format!("allocation {id} promised {} in all; its voucher signs {last}", Open(voucher.cumulative)))
}

fn redemption(signed: &SignedBatch, id: AllocationId) -> Option<&Redemption> {
    signed.redemptions.iter().find(|redemption| redemption.voucher.voucher.allocation == id)
}

fn signature(redemption: &Redemption, key: &Digest) -> Result<(), String> {
    let voucher = &redemption.voucher;
    match verify(&Signature(voucher.signature), voucher.voucher.signing_hash(), &PublicKey(*key)) {
        true => Ok(()),
        false => Err(format!("the voucher is not signed by the key of allocation {}", voucher.voucher.allocation)),
    }
}

/// Running hash of the receipts before `first`, as the batch before this one left it.
fn before(world: &World, id: AllocationId, first: u64, key: &Digest) -> Result<Digest, String> {
    if first == 0 {
        return Ok(NO_RECEIPTS);
    }
    let missing = || format!("the batch that redeemed the {first} receipts before is not in the evidence");
    let submission = world.evidence.manifest.before.as_ref().ok_or_else(missing)?;
    let signed = signed_batch(&submission.signed)?;
    let redemption = redemption(&signed, id).ok_or_else(missing)?;
    signature(redemption, key)?;
    let voucher = &redemption.voucher.voucher;
    let (count, hash) = match redemption.last {
        None => (voucher.receipts, voucher.receipts_hash),
        Some(last) => (voucher.receipts.saturating_add(1), running_hash(&voucher.receipts_hash, &last)),
    };
    match count == first {
        true => Ok(hash),
        false => Err(missing()),
    }
}
