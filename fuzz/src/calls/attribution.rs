//! Calls of attribution: allocations, batches with real signatures and trees, and everything that is claimed.

use super::*;
use codec::Encode;
use openledger_primitives::{
    batch::{BatchHeader, CreditLine, Redemption, SignedBatch, VersionIncome},
    content::ContentId,
    merkle,
    merkle_sum::{self, Node},
    split::{apportion, data_share_of_receipt_down},
    voucher::{SignedVoucher, Voucher},
    AllocationId, Amount, Digest, VersionId,
};
use openledger_runtime::{
    configs::TreasuryAccount,
    currency::{MILLI_OPEN, OPEN},
    Attribution, Datanets, Runtime, System,
};
use pallet_attribution::{
    Allocation, Allocations, BoundedSignedBatch, Call, Catalogue, CreditClaim, CreditProof, Earnings, Economics,
    NextAllocationId, NextBatchId, Rules, VersionTerms,
};
use pallet_compute::Workers;
use pallet_governance::Origin;
use pallet_models::{NextVersionId, VersionState, Versions};
use polkadot_sdk::{frame_support::BoundedVec, sp_core::Pair};

use crate::world::Sealed;

pub const MAKERS: &[Maker] = &[
    maker("Attribution", "open_allocation", 8, open_allocation),
    maker("Attribution", "top_up", 2, top_up),
    maker("Attribution", "close_allocation", 3, close_allocation),
    maker("Attribution", "finish_closing", 4, finish_closing),
    maker("Attribution", "submit_batch", 20, submit_batch),
    maker("Attribution", "claim_credits", 14, claim_credits),
    maker("Attribution", "settle_royalty", 8, settle_royalty),
    maker("Attribution", "claim_data_pool", 8, claim_data_pool),
    maker("Attribution", "claim", 3, claim),
    maker("Attribution", "set_rules", 1, set_rules),
    maker("Attribution", "claim_for", 3, claim_for),
];

type VersionCatalogue = <Runtime as pallet_attribution::Config>::Catalogue;

fn terms(version: VersionId) -> Option<VersionTerms<AccountId>> {
    <VersionCatalogue as Catalogue<AccountId>>::terms(version)
}

/// A version somewhere in its life after training; ancestors of others mostly.
fn any_version(choices: &mut Choices) -> VersionId {
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

// ── batches ──

/// One paid answer, as a batch's file holds it.
struct Answer {
    allocation: AllocationId,
    version: VersionId,
    fee: Amount,
    lines: Vec<CreditLine>,
    hash: Digest,
}

/// What is wrong with a batch that is not right.
#[derive(Clone, Copy, PartialEq)]
enum Lie {
    Credits,
    Income,
    Amount,
    Hidden,
    Nonce,
    Key,
}

fn submit_batch(world: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let workers: Vec<AccountId> = Workers::<Runtime>::iter_keys().collect();
    let worker = choices.pick(&workers)?;
    let of_worker: Vec<(AllocationId, Allocation<AccountId>)> =
        Allocations::<Runtime>::iter().filter(|(_, allocation)| allocation.worker == worker).collect();
    if of_worker.is_empty() {
        return None;
    }
    let lie = choices
        .rarely()
        .then(|| choices.of([Lie::Credits, Lie::Income, Lie::Amount, Lie::Hidden, Lie::Nonce, Lie::Key]));
    let mut answers = Vec::new();
    for receipt in 0..choices.between(1, 5) {
        let (id, allocation) = choices.pick(&of_worker)?;
        answers.push(answer(receipt, id, &allocation, &worker, world, choices)?);
    }
    let mut lines: Vec<CreditLine> = answers.iter().flat_map(|answer| answer.lines.iter().copied()).collect();
    lines.sort_by_key(|line| (line.contribution, line.receipt));
    let nodes: Vec<Node> = lines.iter().map(CreditLine::node).collect();
    let mut credits = merkle_sum::root(&nodes)?;
    let mut income = incomes(&answers);
    let mut redemptions = redemptions(&answers, &worker, world, lie, choices);
    match lie {
        Some(Lie::Credits) => credits.sum = credits.sum.wrapping_add(1),
        Some(Lie::Income) => income.iter_mut().for_each(|income| income.data = income.data.wrapping_sub(1)),
        Some(Lie::Amount) => redemptions.iter_mut().for_each(|redemption| redemption.amount /= 2),
        _ => {}
    }
    let leaves: Vec<Digest> = answers.iter().map(|answer| merkle::leaf(&answer.hash)).collect();
    let nonce = Attribution::batch_nonce(worker.clone());
    let header = BatchHeader {
        worker: worker.clone().into(),
        nonce: if lie == Some(Lie::Nonce) { u64::from(choices.byte()) } else { nonce },
        receipts: answers.len() as u32,
        receipts_root: merkle::root(&leaves),
        credits,
        credit_lines: lines.len() as u32,
        content: ContentId(world.fresh()),
    };
    let batch = SignedBatch { genesis: System::block_hash(0).0, header, income, redemptions };
    let key = Workers::<Runtime>::get(&worker).and_then(|worker| people::with_session_key(&worker.session_key));
    let keys = if lie == Some(Lie::Key) { people::keys(anybody(choices)) } else { key? };
    let signature = keys.session.sign(&batch.signing_hash());
    let call = Call::submit_batch { signed: Box::new(BoundedSignedBatch::try_from(batch).ok()?), signature };
    let id = NextBatchId::<Runtime>::get();
    let sold = answers.into_iter().map(|answer| (answer.allocation, answer.hash, answer.fee)).collect::<Vec<_>>();
    let then = move |world: &mut World| {
        for (allocation, hash, fee) in sold {
            let sold = world.sold.entry(allocation).or_default();
            sold.receipts.push(hash);
            sold.spent += fee;
        }
        world.batches.push(Sealed { id, lines });
    };
    Some(Attempt { then: Some(Box::new(then)), ..authorised(call)? })
}

/// An answer of a version that earns, and credit lines for some of the data behind it.
fn answer(
    receipt: u32,
    id: AllocationId,
    allocation: &Allocation<AccountId>,
    worker: &AccountId,
    world: &mut World,
    choices: &mut Choices,
) -> Option<Answer> {
    let mut earning: Vec<VersionId> = Versions::<Runtime>::iter()
        .filter(|(_, version)| version.state == VersionState::Deployed)
        .map(|(id, _)| id)
        .collect();
    // The newest owe the most.
    earning.sort_unstable_by_key(|id| std::cmp::Reverse(*id));
    let version = match choices.pick(&earning) {
        Some(version) if !choices.rarely() => version,
        _ => any_version(choices),
    };
    let terms = terms(version)?;
    let fee = choices.amount(MILLI_OPEN).min(allocation.left() / 2);
    let economics = Economics::<Runtime>::get();
    let mut weights: Vec<(u64, u128)> = Vec::new();
    if terms.has_data {
        let refs = terms.snapshots.iter().flat_map(|snapshot| Datanets::snapshot_contributions(*snapshot));
        weights = refs.map(|contribution| (contribution.id, u128::from(choices.byte()) + 1)).collect();
        if choices.rarely() {
            // Somebody else's data.
            weights.push((u64::from(choices.byte() % 16), 1));
        }
        weights.sort_unstable();
        weights.dedup_by_key(|(id, _)| *id);
    }
    let data = if weights.is_empty() { 0 } else { data_share_of_receipt_down(fee, &economics, &terms.royalties) };
    let amounts = apportion(data, &weights.iter().map(|(_, weight)| *weight).collect::<Vec<_>>());
    let line = |((contribution, _), amount): (&(u64, u128), Amount)| CreditLine {
        contribution: *contribution,
        receipt,
        version,
        amount,
    };
    let lines = weights.iter().zip(amounts).map(line).collect();
    let hash = merkle::leaf(&(world.next(), worker, version, fee).encode());
    Some(Answer { allocation: id, version, fee, lines, hash })
}

fn incomes(answers: &[Answer]) -> Vec<VersionIncome> {
    let mut versions: Vec<VersionId> = answers.iter().map(|answer| answer.version).collect();
    versions.sort_unstable();
    versions.dedup();
    let income = |version: VersionId| {
        let of = || answers.iter().filter(move |answer| answer.version == version);
        VersionIncome {
            version,
            receipts: of().count() as u32,
            fees: of().map(|answer| answer.fee).sum(),
            data: of().flat_map(|answer| &answer.lines).map(|line| line.amount).sum(),
        }
    };
    versions.into_iter().map(income).collect()
}

/// One for each allocation; the newest receipt of each is countersigned, or not yet.
fn redemptions(
    answers: &[Answer],
    worker: &AccountId,
    world: &World,
    lie: Option<Lie>,
    choices: &mut Choices,
) -> Vec<Redemption> {
    let mut allocations: Vec<AllocationId> = answers.iter().map(|answer| answer.allocation).collect();
    allocations.sort_unstable();
    allocations.dedup();
    let mut redemption = |id: AllocationId| {
        let of = || answers.iter().filter(move |answer| answer.allocation == id);
        let mut sold = world.sold.get(&id).cloned().unwrap_or_default();
        sold.receipts.extend(of().map(|answer| answer.hash));
        sold.spent += of().map(|answer| answer.fee).sum::<Amount>();
        let all = sold.receipts.len();
        // A receipt that no voucher names was not seen by the user.
        let hidden = if lie == Some(Lie::Hidden) { 2.min(all) } else { 0 };
        let seen = if choices.sometimes() { all } else { all - 1 } - hidden.min(all - 1);
        let newest = of().last()?;
        let voucher = Voucher {
            genesis: System::block_hash(0).0,
            allocation: id,
            worker: worker.clone().into(),
            version: newest.version,
            cumulative: sold.spent,
            receipts: seen as u64,
            receipts_hash: sold.history(seen),
            expires: System::block_number() + 20,
        };
        let key = Allocations::<Runtime>::get(id)?.voucher_key;
        let keys = people::with_voucher_key(&key).unwrap_or(people::keys(0));
        let signature = keys.vouchers.sign(&voucher.signing_hash()).0;
        Some(Redemption {
            voucher: SignedVoucher { voucher, signature },
            receipts: of().count() as u32,
            amount: of().map(|answer| answer.fee).sum(),
            last: (seen < all).then_some(newest.hash),
        })
    };
    allocations.into_iter().filter_map(&mut redemption).collect()
}

// ── what is claimed ──

fn claim_credits(world: &mut World, choices: &mut Choices) -> Option<Attempt> {
    let with_lines: Vec<usize> = (0..world.batches.len()).filter(|at| !world.batches[*at].lines.is_empty()).collect();
    let Sealed { id, lines } = &world.batches[choices.pick(&with_lines)?];
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
