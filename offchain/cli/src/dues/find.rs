//! Finding what is owed: credit lines in batches, royalties between versions, data pools.

use crate::{
    chain::{
        attribution::{self, Batch},
        datanets::place,
        models::Version,
    },
    context::Context,
    error::{CliError, Result},
};
use futures::{stream, StreamExt, TryStreamExt};
use openledger_client::{
    runtime::{self, runtime_types::pallet_datanets::types::ContributionState},
    AccountId32, At,
};
use openledger_primitives::{
    batch::{BatchFile, CreditLine},
    merkle_sum, AccountBytes, Amount, BatchId, ContributionId, DatanetId, VersionId,
};
use std::collections::{BTreeMap, BTreeSet};

/// Requests under way at a time.
const AT_ONCE: usize = 16;

/// A credit line that was not claimed.
#[derive(Clone, Debug)]
pub struct Credit {
    /// Its batch.
    pub batch: BatchId,
    /// What the batch owes.
    pub line: CreditLine,
    /// Where it stands in the batch's tree.
    pub proof: merkle_sum::Proof,
    /// Whether it can be claimed yet.
    pub matured: bool,
}

/// What a version owes one of its ancestors.
#[derive(Clone, Copy, Debug)]
pub struct Royalty {
    /// Who owes.
    pub child: VersionId,
    /// Who is owed.
    pub ancestor: VersionId,
    /// How much: to the ancestor's builder and its contributors together.
    pub amount: Amount,
}

/// A contribution's part of a version's data pool.
#[derive(Clone, Copy, Debug)]
pub struct Pool {
    /// The version.
    pub version: VersionId,
    /// The snapshot the contribution is in.
    pub snapshot: u32,
    /// The contribution.
    pub contribution: ContributionId,
    /// What is owed before royalties are settled.
    pub amount: Amount,
}

/// Everything an account is owed.
#[derive(Clone, Debug, Default)]
pub struct Dues {
    /// What is on the account's name already.
    pub claimable: Amount,
    /// By answers that used its data.
    pub credits: Vec<Credit>,
    /// To versions it built, or whose data it gave.
    pub royalties: Vec<Royalty>,
    /// By versions made from versions that used its data.
    pub pools: Vec<Pool>,
}

/// An account's contributions that were ever accepted: datanet, position, and position among the removed.
type Mine = BTreeMap<ContributionId, (DatanetId, u64, Option<u64>)>;

/// Looks everywhere.
pub async fn find(context: &Context, at: &At, account: &AccountBytes) -> Result<Dues> {
    let mine = contributions(at, account).await?;
    let versions: BTreeMap<VersionId, Version> = at
        .all(runtime::storage().models().versions(), ())
        .await?
        .into_iter()
        .map(|((id,), version)| (id, version))
        .collect();
    let claimable = at.get(runtime::storage().attribution().earnings(), (AccountId32(*account),)).await?;
    let places = places(at, &versions, &mine).await?;
    let royalties = royalties(at, account, &versions, &places).await?;
    Ok(Dues {
        claimable: claimable.unwrap_or_default(),
        credits: credits(context, at, &mine).await?,
        pools: pools(at, &places, &royalties).await?,
        royalties,
    })
}

async fn contributions(at: &At, account: &AccountBytes) -> Result<Mine> {
    let mut mine = Mine::new();
    for ((id,), contribution) in at.all(runtime::storage().datanets().contributions(), ()).await? {
        if contribution.contributor.0 != *account {
            continue;
        }
        // What was struck earns nothing any more.
        if matches!(contribution.state, ContributionState::Struck { .. }) {
            continue;
        }
        if let Some((position, removal)) = place(&contribution) {
            mine.insert(id, (contribution.datanet, position, removal));
        }
    }
    Ok(mine)
}

/// Where the account's contributions are in versions: (version, snapshot, contribution).
async fn places(
    at: &At,
    versions: &BTreeMap<VersionId, Version>,
    mine: &Mine,
) -> Result<BTreeSet<(VersionId, u32, ContributionId)>> {
    let mut places = BTreeSet::new();
    if mine.is_empty() {
        return Ok(places);
    }
    for (version, stored) in versions {
        for id in &stored.snapshots.0 {
            let snapshot = crate::chain::datanets::snapshot(at, *id).await?;
            let inside = mine.iter().filter(|(_, (datanet, position, removal))| {
                *datanet == snapshot.datanet
                    && *position < snapshot.count
                    && removal.is_none_or(|removal| removal >= snapshot.removed_count)
            });
            places.extend(inside.map(|(contribution, _)| (*version, *id, *contribution)));
        }
    }
    Ok(places)
}

async fn royalties(
    at: &At,
    account: &AccountBytes,
    versions: &BTreeMap<VersionId, Version>,
    places: &BTreeSet<(VersionId, u32, ContributionId)>,
) -> Result<Vec<Royalty>> {
    let mut found = Vec::new();
    for (child, stored) in versions {
        for (ancestor, _) in &stored.royalties.0 {
            let built = versions.get(ancestor).is_some_and(|version| version.builder.0 == *account);
            if !built && !places.iter().any(|(version, ..)| version == ancestor) {
                continue;
            }
            let call = runtime::view_functions().attribution().royalty_owed(*child, *ancestor);
            let amount = at.view(call).await?;
            if amount > 0 {
                found.push(Royalty { child: *child, ancestor: *ancestor, amount });
            }
        }
    }
    Ok(found)
}

/// Pools that hold something for the account, or will once royalties are settled.
async fn pools(
    at: &At,
    places: &BTreeSet<(VersionId, u32, ContributionId)>,
    royalties: &[Royalty],
) -> Result<Vec<Pool>> {
    let read = stream::iter(places.iter().copied()).map(|(version, snapshot, contribution)| async move {
        let call = runtime::view_functions().attribution().data_owed(version, snapshot, contribution);
        let (by_weight, by_credit) = at.view(call).await?;
        Ok::<_, CliError>(Pool { version, snapshot, contribution, amount: by_weight.saturating_add(by_credit) })
    });
    let pools: Vec<Pool> = read.buffered(AT_ONCE).try_collect().await?;
    let fills = |pool: &Pool| royalties.iter().any(|royalty| royalty.ancestor == pool.version);
    Ok(pools.into_iter().filter(|pool| pool.amount > 0 || fills(pool)).collect())
}

async fn credits(context: &Context, at: &At, mine: &Mine) -> Result<Vec<Credit>> {
    let mut found = Vec::new();
    if mine.is_empty() {
        return Ok(found);
    }
    for (id, batch) in attribution::batches(at).await? {
        if batch.header.credits.sum == 0 || batch.claimed >= batch.header.credits.sum {
            continue;
        }
        match attribution::file_of(context, at, &batch, None).await {
            Ok(file) => found.extend(unclaimed(at, id, &batch, &file, mine).await?),
            Err(error) => {
                eprintln!("warning: the file of batch {id} is missing, its credits are left out: {}", error.message)
            }
        }
    }
    Ok(found)
}

async fn unclaimed(at: &At, id: BatchId, batch: &Batch, file: &BatchFile, mine: &Mine) -> Result<Vec<Credit>> {
    let claimed: BTreeMap<u32, u128> =
        at.view(runtime::view_functions().attribution().claimed_lines(id)).await?.into_iter().collect();
    let nodes: Vec<merkle_sum::Node> = file.lines.iter().map(CreditLine::node).collect();
    let mut found = Vec::new();
    for (index, line) in file.lines.iter().enumerate() {
        // Lines are counted in 32 bits on chain.
        let at = index as u32;
        let done = claimed.get(&(at / 128)).is_some_and(|bits| bits & (1 << (at % 128)) != 0);
        if done || !mine.contains_key(&line.contribution) {
            continue;
        }
        if let Some(proof) = merkle_sum::prove(&nodes, index) {
            found.push(Credit { batch: id, line: *line, proof, matured: batch.matured });
        }
    }
    Ok(found)
}
