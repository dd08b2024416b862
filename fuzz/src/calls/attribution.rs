//! Calls of attribution: allocations, batches with real signatures and trees, and everything that is claimed.

use super::*;
use openledger_primitives::{
    batch::CreditLine,
    merkle_sum::{self, Node},
    AllocationId, VersionId,
};
use openledger_runtime::{configs::TreasuryAccount, currency::OPEN, Datanets, Runtime};
use pallet_attribution::{
    Allocation, Allocations, Call, Catalogue, CreditClaim, CreditProof, DisputeTerms, Earnings, NextAllocationId,
    NextBatchId, Rules, VersionTerms,
};
use pallet_compute::Workers;
use pallet_governance::Origin;
use pallet_models::NextVersionId;
use polkadot_sdk::{frame_support::BoundedVec, sp_core::Pair};

use crate::world::Sealed;

pub const MAKERS: &[Maker] = &[
    maker("Attribution", "open_allocation", 8, open_allocation),
    maker("Attribution", "top_up", 2, top_up),
    maker("Attribution", "close_allocation", 3, close_allocation),
    maker("Attribution", "finish_closing", 4, finish_closing),
    maker("Attribution", "claim_credits", 14, claim_credits),
    maker("Attribution", "settle_royalty", 8, settle_royalty),
    maker("Attribution", "claim_data_pool", 8, claim_data_pool),
    maker("Attribution", "claim", 3, claim),
    maker("Attribution", "set_rules", 3, set_rules),
    maker("Attribution", "claim_for", 3, claim_for),
    maker("Attribution", "compact_batch", 4, compact_batch),
    maker("Attribution", "set_dispute_rules", 1, set_dispute_rules),
];

type VersionCatalogue = <Runtime as pallet_attribution::Config>::Catalogue;

pub(super) fn terms(version: VersionId) -> Option<VersionTerms<AccountId>> {
    <VersionCatalogue as Catalogue<AccountId>>::terms(version)
}

/// A version somewhere in its life after training; ancestors of others mostly.
pub(super) fn any_version(choices: &mut Choices) -> VersionId {
    number(NextVersionId::<Runtime>::get().into(), choices) as VersionId
}

// ── allocations ──

fn open_allocation(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let workers: Vec<AccountId> = Workers::<Runtime>::iter_keys().collect();
    let worker = choices.pick(&workers).unwrap_or_else(|| people::account(0));
    let person = anybody(choices);
    let voucher_key = if choices.rarely() { choices.digest() } else { people::keys(person).vouchers.public().0 };
    signed(person, Call::open_allocation { worker, amount: choices.amount(10 * OPEN), voucher_key })
}

/// An allocation, and who opened it, mostly.
fn allocation(choices: &mut Choices, wanted: fn(&Allocation<AccountId>) -> bool) -> (AllocationId, Person) {
    let found: Vec<AllocationId> =
        Allocations::<Runtime>::iter().filter(|(_, allocation)| wanted(allocation)).map(|(id, _)| id).collect();
    let id = match choices.pick(&found) {
        Some(id) if !choices.rarely() => id,
        _ => number(NextAllocationId::<Runtime>::get(), choices),
    };
    let person = Allocations::<Runtime>::get(id).map_or(0, |allocation| owner(&allocation.user, choices));
    (id, person)
}

fn top_up(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let (allocation, person) = allocation(choices, |allocation| allocation.closes_at.is_none());
    signed(person, Call::top_up { allocation, amount: choices.amount(OPEN) })
}

fn close_allocation(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let (allocation, person) = allocation(choices, |allocation| allocation.closes_at.is_none());
    signed(person, Call::close_allocation { allocation })
}

fn finish_closing(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let (allocation, _) = allocation(choices, |allocation| allocation.closes_at.is_some());
    signed(anybody(choices), Call::finish_closing { allocation })
}

// ── what is claimed ──

fn claim_credits(world: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let with_lines: Vec<usize> = (0..world.batches.len()).filter(|at| !world.batches[*at].lines.is_empty()).collect();
    let Sealed { id, lines, .. } = &world.batches[choices.pick(&with_lines)?];
    let nodes: Vec<Node> = lines.iter().map(CreditLine::node).collect();
    let first = choices.below(lines.len());
    let mut claims = Vec::new();
    for at in (first..lines.len()).take(choices.of([2, 1, 4, 8])) {
        let proof = merkle_sum::prove(&nodes, at)?;
        let proof = CreditProof { index: proof.index, count: proof.count, siblings: proof.siblings.try_into().ok()? };
        claims.push(CreditClaim { line: lines[at], proof });
    }
    if choices.rarely() {
        let claim = claims.first_mut()?;
        match choices.below(3) {
            0 => claim.line.amount += 1,
            1 => claim.line.contribution ^= 1,
            _ => claim.proof.index = claim.proof.index.wrapping_add(1),
        }
    }
    let batch = if choices.rarely() { number(NextBatchId::<Runtime>::get(), choices) } else { *id };
    signed(anybody(choices), Call::claim_credits { batch, lines: BoundedVec::truncate_from(claims) })
}

fn settle_royalty(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let owing: Vec<VersionId> = pallet_attribution::RoyaltyPools::<Runtime>::iter_keys().collect();
    let child = choices.pick(&owing).filter(|_| !choices.rarely()).unwrap_or_else(|| any_version(choices));
    let owed: Vec<VersionId> =
        terms(child).map(|terms| terms.royalties.iter().map(|(id, _)| *id).collect()).unwrap_or_default();
    let ancestor = choices.pick(&owed).filter(|_| !choices.rarely()).unwrap_or_else(|| any_version(choices));
    signed(anybody(choices), Call::settle_royalty { child, ancestor })
}

fn claim_data_pool(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let pools: Vec<VersionId> = pallet_attribution::DataPools::<Runtime>::iter_keys().collect();
    let version = choices.pick(&pools).filter(|_| !choices.rarely()).unwrap_or_else(|| any_version(choices));
    let snapshots = terms(version).map(|terms| terms.snapshots).unwrap_or_default();
    let snapshot = choices.pick(&snapshots).unwrap_or_else(|| choices.byte().into());
    let inside: Vec<u64> = Datanets::snapshot_contributions(snapshot).iter().map(|reference| reference.id).collect();
    let contribution = choices.pick(&inside).unwrap_or_else(|| choices.byte().into());
    signed(anybody(choices), Call::claim_data_pool { version, snapshot, contribution })
}

fn earner(choices: &mut Choices) -> AccountId {
    let earners: Vec<AccountId> = Earnings::<Runtime>::iter_keys().collect();
    choices.pick(&earners).unwrap_or_else(|| people::account(anybody(choices)))
}

fn claim(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let earner = earner(choices);
    signed(owner(&earner, choices), Call::claim {})
}

fn claim_for(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let account = if choices.sometimes() { TreasuryAccount::get() } else { earner(choices) };
    signed(anybody(choices), Call::claim_for { account })
}

fn set_rules(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let mut rules = Rules::<Runtime>::get();
    match choices.below(4) {
        0 => rules.dispute_period = choices.between(0, 8),
        1 => rules.close_delay = choices.between(0, 8),
        2 => rules.bond_cover = choices.of([500_000, 1_000_000, 1_000, 0, 1_000_001]),
        _ => rules.maximum_receipts = choices.between(0, 10),
    }
    decided(Origin::ProtocolParameters, choices, Call::set_rules { rules })
}

/// A batch that may be forgotten: the oldest first.
fn compact_batch(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let mut matured: Vec<u64> = pallet_attribution::Batches::<Runtime>::iter().map(|(id, _)| id).collect();
    matured.extend(pallet_attribution::SettledBatches::<Runtime>::iter_keys());
    matured.sort_unstable();
    let batch = choices.pick(&matured).unwrap_or_else(|| number(NextBatchId::<Runtime>::get(), choices));
    signed(anybody(choices), Call::compact_batch { batch })
}

fn set_dispute_rules(_: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let mut rules = DisputeTerms::<Runtime>::get();
    match choices.below(7) {
        0 => rules.demand_bond = choices.amount(OPEN),
        1 => rules.answer_period = choices.between(0, 6),
        2 => rules.reexecution_period = choices.between(0, 12),
        3 => rules.slash = choices.of([1_000_000, 100_000, 0, 1_000_001]),
        4 => rules.reward = choices.of([500_000, 1_000_000, 0, 1_000_001]),
        5 => rules.forfeit_to_worker = choices.of([500_000, 1_000_000, 0, 1_000_001]),
        _ => rules.retention = choices.between(0, 20),
    }
    decided(Origin::ProtocolParameters, choices, Call::set_dispute_rules { rules })
}
