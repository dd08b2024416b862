//! From open votes that count heads to sealed votes that weigh stake.
//!
//! - The standard and every datanet's rules gain what they did not say: from the runtime's initial standard.
//! - Workers' reports gain findings that nobody made.
//! - Votes given openly stand as voices that were never sealed; each contribution in curation gets a panel that seals
//!   until the voting would have ended.
//! - Deposits of decided contributions are noted as given back, as they were. What was accepted before cannot be
//!   challenged: its contributor was told that it was decided.
//! - Undecided contributions and fragments are counted; what was removed counts as removed now.
//!
//! It is one step, over all contributions: for chains with some thousands of them, which is what there is.

use crate::{
    pallet::*, BalanceOf, ContributionState, CurationRules, Datanet, DatanetKind, DatanetState, Description, Holding,
    LicenceIds, Phase, Round, Slug, Voice, VoicesOf,
};
use alloc::vec::Vec;
use codec::{Decode, Encode};
use core::marker::PhantomData;
use openledger_primitives::{content::ContentId, job::CurateResult, standard::CurationStandard, ContributionId};
#[cfg(feature = "try-runtime")]
use polkadot_sdk::{frame_support::ensure, sp_runtime::TryRuntimeError};
use polkadot_sdk::{
    frame_support::{
        migrations::VersionedMigration,
        pallet_prelude::{OptionQuery, Twox64Concat, Weight},
        storage_alias,
        traits::{Get, UncheckedOnRuntimeUpgrade},
    },
    frame_system,
    sp_runtime::traits::{One, Saturating},
};

/// Version 2 of this pallet's storage, from version 1.
pub type MigrateToV2<T> =
    VersionedMigration<1, 2, FromV1<T>, Pallet<T>, <T as polkadot_sdk::frame_system::Config>::DbWeight>;

/// Rules as they were.
#[derive(Encode, Decode)]
pub struct OldRules<Balance> {
    pub quorum: u8,
    pub threshold: u8,
    pub voting_period: u32,
    pub deposit_per_kib: Balance,
    pub deposit_base: Balance,
}

/// The standard as it was.
#[derive(Encode, Decode)]
pub struct OldStandard<Balance> {
    pub minimum_quorum: u8,
    pub minimum_voting_period: u32,
    pub maximum_voting_period: u32,
    pub minimum_deposit: Balance,
    pub minimum_curator_bond: Balance,
}

/// A datanet as it was.
#[derive(Encode, Decode)]
pub struct OldDatanet<AccountId, Balance> {
    pub owner: AccountId,
    pub slug: Slug,
    pub description: Description,
    pub kind: DatanetKind,
    pub licences: LicenceIds,
    pub rules: OldRules<Balance>,
    pub deposit: Balance,
    pub state: DatanetState,
}

/// A worker's report as it was.
#[derive(Encode, Decode)]
pub struct OldReport {
    pub score: u8,
    pub duplicates: u32,
    pub report: ContentId,
}

/// A vote as it was.
#[derive(Encode, Decode)]
pub struct OldVote<AccountId, Balance> {
    pub curator: AccountId,
    pub score: u8,
    pub stake: Balance,
}

type OldVotes<T> = Vec<OldVote<<T as polkadot_sdk::frame_system::Config>::AccountId, BalanceOf<T>>>;

/// Votes on contributions in curation, as they were.
#[storage_alias]
pub type Votes<T: Config> = StorageMap<Pallet<T>, Twox64Concat, ContributionId, OldVotes<T>, OptionQuery>;

/// The change itself; [`MigrateToV2`] runs it once.
pub struct FromV1<T>(PhantomData<T>);

impl<T: Config> UncheckedOnRuntimeUpgrade for FromV1<T> {
    fn on_runtime_upgrade() -> Weight {
        let written = standard::<T>() + datanets::<T>() + reports::<T>() + contributions::<T>();
        T::DbWeight::get().reads_writes(written, written)
    }

    #[cfg(feature = "try-runtime")]
    fn pre_upgrade() -> Result<Vec<u8>, TryRuntimeError> {
        let votes = Votes::<T>::iter_values().map(|votes| votes.len() as u64).sum::<u64>();
        Ok((Contributions::<T>::iter_keys().count() as u64, votes).encode())
    }

    #[cfg(feature = "try-runtime")]
    fn post_upgrade(state: Vec<u8>) -> Result<(), TryRuntimeError> {
        let (contributions, votes) =
            <(u64, u64)>::decode(&mut state.as_slice()).map_err(|_| "the counts before the upgrade are lost")?;
        ensure!(Contributions::<T>::iter_values().count() as u64 == contributions, "a contribution was lost");
        let voices = Voices::<T>::iter_values().map(|voices| voices.len() as u64).sum::<u64>();
        ensure!(voices == votes, "a vote was lost");
        Pallet::<T>::do_try_state()
    }
}

fn standard<T: Config>() -> u64 {
    let initial = T::InitialStandard::get();
    let translated = Standard::<T>::translate::<OldStandard<BalanceOf<T>>, _>(|old| {
        old.map(|old| CurationStandard {
            minimum_quorum: old.minimum_quorum,
            minimum_voting_period: old.minimum_voting_period,
            maximum_voting_period: old.maximum_voting_period,
            minimum_deposit: old.minimum_deposit,
            minimum_curator_bond: old.minimum_curator_bond,
            ..initial
        })
    });
    if translated.is_err() {
        Standard::<T>::kill();
    }
    1
}

fn datanets<T: Config>() -> u64 {
    let standard = Standard::<T>::get();
    let mut changed = 0u64;
    Datanets::<T>::translate::<OldDatanet<T::AccountId, BalanceOf<T>>, _>(|_, old| {
        changed = changed.saturating_add(1);
        let OldRules { quorum, threshold, voting_period, deposit_per_kib, deposit_base } = old.rules;
        Some(Datanet {
            owner: old.owner,
            slug: old.slug,
            description: old.description,
            kind: old.kind,
            licences: old.licences,
            rules: CurationRules {
                quorum,
                threshold,
                voting_period,
                deposit_per_kib,
                deposit_base,
                reveal_period: standard.minimum_reveal_period,
                quorum_stake: standard.minimum_quorum_stake,
                open_per_account: standard.intake_per_account,
                open_per_datanet: standard.intake_per_datanet,
            },
            deposit: old.deposit,
            state: old.state,
        })
    });
    changed
}

/// Reports from before say nothing of what was not measured then.
fn reports<T: Config>() -> u64 {
    let mut changed = 0u64;
    CurateReports::<T>::translate_values::<OldReport, _>(|OldReport { score, duplicates, report }| {
        changed = changed.saturating_add(1);
        Some(CurateResult { score, duplicates, report, findings: Default::default() })
    });
    changed
}

fn contributions<T: Config>() -> u64 {
    let now = frame_system::Pallet::<T>::block_number();
    let soonest = now.saturating_add(One::one());
    let mut written = 0u64;
    let _ = Closing::<T>::clear(u32::MAX, None);
    // Collected first: what is iterated over must not be written to meanwhile.
    let all: Vec<_> = Contributions::<T>::iter().collect();
    for (id, mut contribution) in all {
        written = written.saturating_add(6);
        let (datanet, who) = (contribution.datanet, contribution.contributor.clone());
        if contribution.is_undecided() {
            Undecided::<T>::mutate(datanet, |count| *count = count.saturating_add(1));
            UndecidedOf::<T>::mutate(datanet, &who, |count| *count = count.saturating_add(1));
        } else {
            contribution.deposit = Default::default();
        }
        match &mut contribution.state {
            ContributionState::InCuration { ends } => {
                *ends = Pallet::<T>::schedule_closing(id, (*ends).max(soonest));
                let round = Round { number: 0, phase: Phase::Sealing, ends: *ends, sealed_at: None };
                Rounds::<T>::insert(id, round);
                let voices = Votes::<T>::take(id).unwrap_or_default().into_iter().map(|vote| Voice {
                    curator: vote.curator,
                    commitment: None,
                    score: Some(vote.score),
                    stake: vote.stake,
                });
                let voices = VoicesOf::<T>::truncate_from(voices.collect());
                if !voices.is_empty() {
                    Voices::<T>::insert(id, voices);
                }
            }
            ContributionState::Accepted { .. } => {
                let fragments = u64::from(contribution.fragments);
                Holdings::<T>::mutate(datanet, &who, |holding: &mut Holding| {
                    holding.fragments = holding.fragments.saturating_add(fragments);
                });
            }
            ContributionState::Removed { .. } => RemovedSince::<T>::insert(id, soonest),
            _ => (),
        }
        Contributions::<T>::insert(id, contribution);
    }
    written
}
