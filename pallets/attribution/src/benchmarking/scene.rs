//! What the benchmarks begin with: users with allocations, a worker with a right batch, pools that owe.

use super::BenchmarkHelper;
use crate::*;
use alloc::{vec, vec::Vec};
use frame_benchmarking::{account as benchmark_account, BenchmarkError};
use frame_support::{
    traits::{
        fungible::{Inspect, Mutate},
        Get,
    },
    BoundedVec,
};
use openledger_primitives::{
    batch::{BatchHeader, CreditLine, Redemption, VersionIncome},
    content::ContentId,
    hashing::keccak_256_of,
    merkle_sum::{node, Node},
    split::split,
    voucher::{SignedVoucher, Voucher},
    Amount, BlockNumber, Digest, VersionId,
};
use polkadot_sdk::*;
use sp_core::{crypto::KeyTypeId, sr25519, U256};

/// Planck enough for everything here.
pub const MUCH: Amount = 1 << 100;
/// What every user pays in a batch.
const FEE: Amount = 1_000_003;
/// Where keys made by benchmarks live.
const KEYS: KeyTypeId = KeyTypeId(*b"olbm");
/// Levels between a claimed line and the subtree of its own in the credit tree: with the six above them, the
/// deepest tree whose lines have 31-bit positions.
const LEVELS: u32 = 25;

/// A worker and the key it signs with.
pub struct Worker<T: Config> {
    pub account: T::AccountId,
    pub key: sr25519::Public,
}

pub fn account<T: Config>(name: &'static str, number: u32) -> T::AccountId {
    benchmark_account(name, number, 0)
}

/// A key from a seed: one from a phrase would take longer to make than most of what is measured here.
fn key(name: &str) -> sr25519::Public {
    let seed = sp_core::H256(keccak_256_of(&[name.as_bytes()]));
    sp_io::crypto::sr25519_generate(KEYS, Some(alloc::format!("{seed:?}").into_bytes()))
}

fn sign(key: &sr25519::Public, hash: &Digest) -> Result<sr25519::Signature, BenchmarkError> {
    sp_io::crypto::sr25519_sign(KEYS, key, hash).ok_or("the key was made here".into())
}

/// A user with money.
pub fn user<T: Config>(number: u32) -> T::AccountId {
    let user = account::<T>("user", number);
    let money = T::MinimumAllocation::get().saturating_mul(10).saturating_add(MUCH / 1_024);
    T::Currency::set_balance(&user, money.saturating_add(T::Currency::minimum_balance()));
    user
}

pub fn worker<T: Config>() -> Worker<T> {
    let worker = Worker { account: account::<T>("worker", 0), key: key("worker") };
    T::BenchmarkHelper::worker(&worker.account, worker.key, MUCH);
    worker
}

/// An allocation of a user's.
pub fn allocation<T: Config>(number: u32, worker: &Worker<T>) -> Result<Allocation<T::AccountId>, BenchmarkError> {
    let amount = T::MinimumAllocation::get().max(FEE);
    let voucher_key = key("voucher").0;
    let id = NextAllocationId::<T>::get();
    Pallet::<T>::do_open_allocation(user::<T>(number), worker.account.clone(), amount, voucher_key)?;
    Ok(Allocations::<T>::get(id).ok_or("the allocation was opened")?)
}

/// Economics in which backers have a share.
pub fn backers_share<T: Config>() {
    Economics::<T>::mutate(|economics| {
        let share = economics.builder / 2;
        economics.stakers = economics.stakers.saturating_add(share);
        economics.builder = economics.builder.saturating_sub(share);
    });
}

pub fn version<T: Config>() -> Result<VersionId, BenchmarkError> {
    Ok(*T::BenchmarkHelper::versions(1).first().ok_or("the helper makes versions")?)
}

/// A right batch in which this many versions earned and this many allocations are redeemed.
pub fn batch<T: Config>(
    versions: u32,
    redemptions: u32,
) -> Result<(BoundedSignedBatch<T>, sr25519::Signature), BenchmarkError> {
    let worker = worker::<T>();
    let receipts = versions.max(redemptions);
    Rules::<T>::mutate(|rules| {
        rules.maximum_receipts = receipts;
        rules.bond_cover = openledger_primitives::PPM;
    });
    let fees = FEE.saturating_mul(redemptions.into());
    let income = incomes::<T>(versions, receipts, fees)?;
    let asked = income.first().map_or(0, |income| income.version);
    let redemptions = (0..redemptions)
        .map(|number| redemption::<T>(number, &worker, asked, surplus(number, redemptions, receipts)))
        .collect::<Result<Vec<_>, _>>()?;
    let header = BatchHeader {
        worker: worker.account.clone().into(),
        nonce: 0,
        receipts,
        receipts_root: [1; 32],
        credits: Node { hash: [2; 32], sum: income.iter().map(|income| income.data).sum() },
        credit_lines: u32::MAX,
        content: ContentId::default(),
    };
    let signed = BoundedSignedBatch {
        genesis: Pallet::<T>::genesis(),
        header,
        income: income.try_into().map_err(|_| "no more than the most versions")?,
        redemptions: redemptions.try_into().map_err(|_| "no more than the most redemptions")?,
    };
    let signature = sign(&worker.key, &signed.signing_hash())?;
    Ok((signed, signature))
}

/// What the first of `parts` gets of `whole` when each other gets one.
fn surplus(number: u32, parts: u32, whole: u32) -> u32 {
    match number {
        0 => whole.saturating_sub(parts).saturating_add(1),
        _ => 1,
    }
}

fn incomes<T: Config>(versions: u32, receipts: u32, fees: Amount) -> Result<Vec<VersionIncome>, BenchmarkError> {
    let economics = Economics::<T>::get();
    let each = fees / Amount::from(versions);
    let income = |(number, version): (u32, VersionId)| {
        let fees = if number == 0 { fees - each * Amount::from(versions - 1) } else { each };
        let terms = T::Catalogue::terms(version).ok_or("the helper makes versions")?;
        let parts = split(fees, &economics, &terms.royalties, terms.has_data).map_err(|_| "the economics divide")?;
        let receipts = surplus(number, versions, receipts);
        Ok(VersionIncome { version, receipts, fees, data: parts.data })
    };
    (0..).zip(T::BenchmarkHelper::versions(versions)).map(income).collect()
}

fn redemption<T: Config>(
    number: u32,
    worker: &Worker<T>,
    version: VersionId,
    receipts: u32,
) -> Result<Redemption, BenchmarkError> {
    let allocation = NextAllocationId::<T>::get();
    let opened = self::allocation::<T>(number, worker)?;
    let seen = receipts.saturating_sub(1);
    let voucher = Voucher {
        genesis: Pallet::<T>::genesis(),
        allocation,
        worker: worker.account.clone().into(),
        version,
        cumulative: FEE,
        receipts: seen.into(),
        receipts_hash: if seen == 0 { opened.receipts_hash } else { [3; 32] },
        expires: BlockNumber::MAX,
    };
    let signature = sign(&sr25519::Public::from_raw(opened.voucher_key), &voucher.signing_hash())?;
    let voucher = SignedVoucher { voucher, signature: signature.0 };
    Ok(Redemption { voucher, receipts, amount: FEE, last: Some([4; 32]) })
}

/// Leaves one place to mature: the last one in the last block that is looked at.
pub fn crowd_maturing<T: Config>() {
    let first = Pallet::<T>::now().saturating_add(Rules::<T>::get().dispute_period);
    let most = T::MaxMaturing::get() as usize;
    for block in first..first.saturating_add(batch::MATURITY_SPREAD) {
        let last = block == first.saturating_add(batch::MATURITY_SPREAD - 1);
        let due = vec![u64::MAX; if last { most - 1 } else { most }];
        Maturing::<T>::insert(block, BoundedVec::truncate_from(due));
    }
}

/// A pool that owes by weight and by credit.
pub fn pool() -> DataPool {
    DataPool { by_weight: MUCH, by_credit: MUCH, credits: MUCH / 1_024, index: U256::one() << 67, ..Default::default() }
}

/// A matured batch and claims of lines that stand as deep and as far from one another as lines can, each for
/// another contribution if there are as many, each earning royalties.
pub fn matured_lines<T: Config>(count: u32) -> Result<BoundedVec<CreditClaim, T::MaxClaimLines>, BenchmarkError> {
    let versions = T::MaxVersions::get();
    let (signed, _) = batch::<T>(versions, 1)?;
    Pallet::<T>::do_submit_batch(&signed)?;
    let lines = lines::<T>(count)?;
    let trees: Vec<Node> = lines.iter().map(|line| climb(line.node(), LEVELS)).collect();
    let (top, paths) = perfect(trees);
    let tree_lines = (paths.len() as u64) << LEVELS;

    Batches::<T>::mutate(0, |batch| {
        if let Some(batch) = batch {
            batch.matured = true;
            batch.header.credits = bind(tree_lines, &top);
            batch.header.credit_lines = tree_lines as u32;
            for share in &mut batch.shares {
                share.data = MUCH;
                DataPools::<T>::insert(share.version, pool());
            }
        }
    });
    let claim = |((at, line), path): ((u64, CreditLine), Vec<Node>)| {
        let filled = (0..LEVELS).map(|_| FILLER);
        let siblings: Vec<Node> = filled.chain(path).collect();
        let siblings = siblings.try_into().map_err(|_| "no deeper than a tree may be")?;
        let proof = CreditProof { index: at << LEVELS, count: tree_lines, siblings };
        Ok(CreditClaim { line, proof })
    };
    let claims: Vec<CreditClaim> = (0..).zip(lines).zip(paths).map(claim).collect::<Result<_, BenchmarkError>>()?;
    Ok(claims.try_into().map_err(|_| "no more than the most lines")?)
}

fn lines<T: Config>(count: u32) -> Result<Vec<CreditLine>, BenchmarkError> {
    let versions = T::BenchmarkHelper::versions(T::MaxVersions::get());
    let each = count.div_ceil(T::MaxVersions::get());
    let of = |version: &VersionId| {
        let contributions = T::BenchmarkHelper::contributions(*version, each);
        let lines = contributions.into_iter().map(|(_, contribution)| (*version, contribution));
        lines.collect::<Vec<_>>()
    };
    let line = |(receipt, (version, contribution))| CreditLine { contribution, receipt, version, amount: 1_000 };
    Ok((0..count).zip(versions.iter().flat_map(of)).map(line).collect())
}

/// Stands for all lines that nobody claims here.
const FILLER: Node = Node { hash: [7; 32], sum: 0 };

/// Top of a subtree whose first leaf is this one.
fn climb(leaf: Node, levels: u32) -> Node {
    (0..levels).fold(leaf, |below, _| node(&below, &FILLER).unwrap_or_default())
}

/// Top of the perfect tree over these, filled up to 64, and the path of each.
fn perfect(mut row: Vec<Node>) -> (Node, Vec<Vec<Node>>) {
    row.resize(64, FILLER);
    let mut paths = vec![Vec::new(); 64];
    let mut width = 1;
    while row.len() > 1 {
        for (at, path) in paths.iter_mut().enumerate() {
            path.push(row[(at / width) ^ 1]);
        }
        row = row.chunks(2).map(|pair| node(&pair[0], &pair[1]).unwrap_or_default()).collect();
        width *= 2;
    }
    (row[0], paths)
}

/// Root of a tree of `count` lines with this top, as `merkle_sum` makes it. Written again because only whole lists
/// of leaves have a root there, and nobody can list two billion; were it wrong, the claims would be refused.
fn bind(count: u64, top: &Node) -> Node {
    let parts = [&[0x05][..], &count.to_le_bytes(), &top.hash, &top.sum.to_le_bytes()];
    Node { hash: keccak_256_of(&parts), sum: top.sum }
}

/// Earnings of an account, with the money for them on the pot.
pub fn earnings<T: Config>(account: &T::AccountId) -> Result<(), BenchmarkError> {
    let amount = T::Currency::minimum_balance().saturating_mul(10);
    T::Currency::mint_into(&Pallet::<T>::pot(), amount.saturating_mul(2))?;
    Earnings::<T>::insert(account, amount);
    Ok(())
}
