//! Each contribution is owed its share: the receipt's credit lines, and the tree the chain pays from.

use super::{world::World, Finding};
use crate::amount::Open;
use openledger_primitives::{
    batch::CreditLine,
    merkle_sum,
    receipt::credit_weights,
    split::{apportion, data_share_of_receipt_down},
    Amount, ContributionId,
};

/// Divides the receipt's data part again, and builds the batch's credit tree.
pub fn check(world: &mut World) -> Finding {
    let (file, position) = (world.receipt()?, world.position()?);
    let (batch, version) = (&world.facts()?.batch, world.version()?);
    let lines = &world.batch_file()?.lines;
    if !lines.windows(2).all(|pair| (pair[0].contribution, pair[0].receipt) < (pair[1].contribution, pair[1].receipt)) {
        return Err("the credit lines are not in order".into());
    }
    let data = match version.snapshots.is_empty() {
        true => 0,
        false => data_share_of_receipt_down(file.receipt.fee, &batch.economics, &version.royalties),
    };
    let weights = weights(world)?;
    let parts = apportion(data, &weights.iter().map(|(_, weight)| *weight).collect::<Vec<_>>());
    let expected: Vec<(ContributionId, Amount)> =
        weights.iter().map(|(id, _)| *id).zip(parts).filter(|(_, amount)| *amount > 0).collect();
    let own = |line: &&CreditLine| line.receipt as usize == position;
    let stated: Vec<(ContributionId, Amount)> =
        lines.iter().filter(own).map(|line| (line.contribution, line.amount)).collect();
    if let Some(line) = lines.iter().filter(own).find(|line| line.version != file.receipt.version) {
        return Err(format!("the line for contribution {} names another version", line.contribution));
    }
    if expected != stated {
        let differs = expected.iter().zip(&stated).find(|(a, b)| a != b).map(|(expected, _)| expected);
        return Err(match differs {
            Some((id, amount)) => format!("contribution {id} is owed {}, its line says otherwise", Open(*amount)),
            None => format!("{} lines are owed, {} are there", expected.len(), stated.len()),
        });
    }
    let nodes: Vec<merkle_sum::Node> = lines.iter().map(CreditLine::node).collect();
    let root = merkle_sum::root(&nodes).ok_or("the credit lines leave 128 bits")?;
    if root != batch.header.credits || lines.len() as u64 != u64::from(batch.header.credit_lines) {
        return Err("the credit lines do not lead to the root and sum on chain".into());
    }
    Ok(format!("{} of {} to {} contributions", Open(data), Open(file.receipt.fee), stated.len()))
}

/// What shares are in proportion to: max(0, w(c)), or the indexed fragments where no score is above zero.
fn weights(world: &World) -> Result<Vec<(ContributionId, u128)>, String> {
    let weights = credit_weights(&world.receipt()?.scores);
    if weights.iter().any(|(_, weight)| *weight > 0) {
        return Ok(weights);
    }
    let sketches = world.index.iter().flat_map(|index| &index.sketches);
    Ok(sketches.map(|sketch| (sketch.contribution, sketch.fragments.into())).collect())
}
