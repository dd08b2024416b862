//! Everybody is paid their part: the batch's income, split by the economics it was accepted under.

use super::{world::World, Finding};
use crate::amount::Open;
use openledger_primitives::{
    batch::{BatchFile, VersionIncome},
    split::split,
    Amount, VersionId,
};
use std::collections::BTreeMap;

/// Adds up the receipts of every version and splits them again.
pub fn check(world: &mut World) -> Finding {
    let facts = world.facts()?;
    let batch = &facts.batch;
    let incomes = incomes(world.batch_file()?)?;
    if incomes != world.submission()?.income {
        return Err("the incomes submitted are not the sums of the receipts and their lines".into());
    }
    let (mut platform, mut worked, mut remainder, mut fees) = (0u128, 0u128, 0u128, 0u128);
    if incomes.len() != batch.shares.len() {
        return Err("the chain pays other versions than answered".into());
    }
    for (income, share) in incomes.iter().zip(&batch.shares) {
        let id = income.version;
        let version = facts.versions.get(&id).filter(|_| share.version == id);
        let version = version.ok_or_else(|| format!("version {id} is not among those paid"))?;
        let parts = split(income.fees, &batch.economics, &version.royalties, !version.snapshots.is_empty())
            .map_err(|error| format!("the income of version {id} cannot be split: {error}"))?;
        let royalties: Amount = parts.royalties.iter().map(|(_, amount)| *amount).sum();
        let over = parts.data.checked_sub(income.data).filter(|over| *over <= income.receipts.into());
        let over = over.ok_or_else(|| format!("the data part of version {id} is not what its fees owe"))?;
        let paid = (share.receipts, share.fees, share.built, share.royalties, share.data, share.builder);
        if paid != (income.receipts, income.fees, parts.builder, royalties, income.data, version.builder) {
            return Err(format!("version {id} is paid otherwise than its income splits"));
        }
        let sums = [(&mut platform, parts.platform), (&mut worked, parts.worker), (&mut fees, income.fees)];
        for (sum, part) in sums.into_iter().chain([(&mut remainder, over)]) {
            *sum = sum.checked_add(part).ok_or("the parts leave 128 bits")?;
        }
    }
    if (platform, worked, remainder, fees) != (batch.platform, batch.worked, batch.remainder, batch.fees) {
        return Err("platform, worker and remainder do not have the parts the split gives them".into());
    }
    let when = if batch.matured { "matured in" } else { "matures in" };
    Ok(format!("{} split to the planck, {} left over; {when} block {}", Open(fees), batch.remainder, batch.matures_at))
}

/// What every version earned, from the receipts and lines themselves.
fn incomes(file: &BatchFile) -> Result<Vec<VersionIncome>, String> {
    let mut incomes: BTreeMap<VersionId, VersionIncome> = BTreeMap::new();
    let overflow = || "the incomes leave 128 bits".to_string();
    for receipt in file.receipts.iter().map(|file| &file.receipt) {
        let version = receipt.version;
        let income = incomes.entry(version).or_insert(VersionIncome { version, receipts: 0, fees: 0, data: 0 });
        income.receipts = income.receipts.saturating_add(1);
        income.fees = income.fees.checked_add(receipt.fee).ok_or_else(overflow)?;
    }
    for line in &file.lines {
        let income = incomes.get_mut(&line.version).ok_or("a line is for a version without a receipt")?;
        income.data = income.data.checked_add(line.amount).ok_or_else(overflow)?;
    }
    Ok(incomes.into_values().collect())
}
