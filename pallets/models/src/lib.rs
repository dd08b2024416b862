//! Models: versions, what they were made from and what they owe for it.
//!
//! # Invariants
//!
//! The numbers are those of the checks in `do_try_state`, which runs after every test.
//!
//! 1. A model's versions are numbered from 1 without a gap, all were built by its owner, and the one it says was
//!    deployed last is one of them.
//! 2. An alias has an owner and leads to a version; where a model has the same name, both have one owner.
//! 3. A base has no parents. Every other version has parents, all older, with the same base files, and their weights
//!    add up to one whole.
//! 4. What a version owes is listed by increasing version, each share above zero, to ancestors only, and adds up to
//!    at most everything.
//! 5. A recipe is kept under its hash; a version that was trained or merged names one that is kept, and data. A base
//!    has neither, an external version no data, a fork what it began with.
//! 6. What making a version gives is known of it exactly from when it is made, and what is deployed was measured.
//! 7. Versions are numbered from 0 without a gap.
//! 8. A version is one generation further from its bases than the furthest of its parents.
//! 9. A fork has the files of its source, which is no fork. An adapter is known by a version that has it. No version is
//!    verified and disputed at once.
//! 10. What is held of an account for versions, agents and challenges is what each of them says.
//! 11. What is held of an account for stake is what warms up, earns and unbonds.
//! 12. The shares of a version are those of its backers: stake that earns, and what they paid for its training once it is
//!     trained. It owes them no more than it received for them. A proposal has raised what its funders gave.
//! 13. The pallet's account has what it owes to backers and to funders of what was not trained, and what proposals raised
//!     is on hold there until their goals are reached.
//! 14. An agent is found under its name and under no other, and its mixture is one whole.
#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]
// A call's parameters stand one by one, as wallets show them.
#![allow(clippy::too_many_arguments)]

extern crate alloc;

pub mod backing_pool;
pub mod licence;
pub mod migrations;
pub mod types;
pub mod weights;

mod agent;
mod alias;
mod backing;
mod base;
mod calls;
mod child;
mod consent;
mod deployment;
mod deposits;
mod errors;
mod events;
mod external;
mod fork;
mod funding;
#[cfg(any(feature = "std", feature = "try-runtime", test))]
mod invariants;
mod lineage;
mod merge;
mod preview;
mod reproduction;
mod slug;
mod terms;
mod training;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

#[cfg(feature = "runtime-benchmarks")]
pub use benchmarking::BenchmarkHelper;
pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

use polkadot_sdk::frame_support::pallet_macros::import_section;

#[import_section(calls::call_section)]
#[import_section(errors::error_section)]
#[import_section(events::event_section)]
#[polkadot_sdk::frame_support::pallet]
pub mod pallet {
    use super::*;
    use alloc::vec::Vec;
    use openledger_primitives::{
        content::ContentId,
        job::{BaseFiles, EvaluateResult, MergeMethod, MergeResult, TrainResult},
        recipe::{NumericClass, Recipe},
        split::Economics,
        Amount, ContributionId, DatanetId, Digest, JobId, Ppm, VersionId, PPM,
    };
    use polkadot_sdk::{
        frame_support::{
            pallet_prelude::*,
            traits::fungible::{Inspect, Mutate, MutateHold},
            PalletId,
        },
        frame_system::pallet_prelude::*,
    };

    const STORAGE_VERSION: StorageVersion = StorageVersion::new(2);

    #[pallet::pallet]
    #[pallet::storage_version(STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    #[pallet::config]
    pub trait Config: polkadot_sdk::frame_system::Config<RuntimeEvent: From<Event<Self>>> {
        /// The money prices, rewards, deposits and stake are in.
        type Currency: Inspect<Self::AccountId, Balance = Amount>
            + Mutate<Self::AccountId>
            + MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>;

        /// The runtime's hold reasons, [`HoldReason`] among them.
        type RuntimeHoldReason: From<HoldReason>;

        /// Names the account on which backers' income and the money of proposals lie. It must hold the existential
        /// deposit before money passes through it.
        #[pallet::constant]
        type PalletId: Get<PalletId>;

        /// How an income is divided today, for previews.
        type Economics: Get<Economics>;

        /// Where training and evaluation are asked for.
        type Jobs: Jobs<Self::AccountId, BalanceOf<Self>>;

        /// Data to train on, and the table of licences.
        type Snapshots: SnapshotProvider<Self::AccountId, BlockNumberFor<Self>>;

        /// Numeric classes and engine builds whose work is accepted.
        type Numeric: NumericRules;

        /// Who approves versions where the standard asks for it, and revokes any.
        type DeploymentOrigin: EnsureOrigin<Self::RuntimeOrigin>;

        /// Least reward for a training. Training takes workers long: asking for it must not be free.
        #[pallet::constant]
        type MinimumTrainingReward: Get<BalanceOf<Self>>;

        /// Reward, paid by the builder, for the evaluation that follows a training.
        #[pallet::constant]
        type EvaluationReward: Get<BalanceOf<Self>>;

        /// Royalties below this share are dust, and stay with the version that would owe them.
        #[pallet::constant]
        type MinimumRoyalty: Get<Ppm>;

        /// Blocks after its retirement in which answers a version gave before can still be paid for. Must cover
        /// what a worker needs to hand in its receipts, else builders could retire versions to cheat workers.
        #[pallet::constant]
        type RetirementGrace: Get<BlockNumberFor<Self>>;

        /// Blocks from the removal of data in which versions that hold it may still be served and paid for.
        #[pallet::constant]
        type ConsentGrace: Get<BlockNumberFor<Self>>;

        /// Least price of a thousand tokens of a version that owes royalties: a price of nothing would leave its
        /// ancestors nothing.
        #[pallet::constant]
        type MinimumPrice: Get<BalanceOf<Self>>;

        /// Most generations between a version and the furthest base it comes from. At least sixteen.
        #[pallet::constant]
        type MaxGenerations: Get<u32>;

        /// What an external version owes its base even if that asks less.
        #[pallet::constant]
        type ExternalRoyalty: Get<Ppm>;

        /// Held of whoever registers a version that no worker is paid for, until it goes out of service.
        #[pallet::constant]
        type VersionDeposit: Get<BalanceOf<Self>>;

        /// Held of an agent's owner while it is registered.
        #[pallet::constant]
        type AgentDeposit: Get<BalanceOf<Self>>;

        /// Held of whoever challenges an external version.
        #[pallet::constant]
        type ChallengeBond: Get<BalanceOf<Self>>;

        /// Least amount with which a proposal is funded or a version staked on, so that a backer's storage is worth it.
        #[pallet::constant]
        type MinimumBacking: Get<BalanceOf<Self>>;

        /// Blocks in which a proposal can be funded.
        #[pallet::constant]
        type FundingPeriod: Get<BlockNumberFor<Self>>;

        /// Blocks before stake can earn. Must be longer than a batch of answers takes to mature, else stake could be put
        /// on a version whose income stands on chain already.
        #[pallet::constant]
        type StakeWarmup: Get<BlockNumberFor<Self>>;

        /// Blocks before stake that was taken out can be spent.
        #[pallet::constant]
        type UnbondingPeriod: Get<BlockNumberFor<Self>>;

        /// What calls and results weigh.
        type WeightInfo: WeightInfo;

        /// Lays out data for benchmarks.
        #[cfg(feature = "runtime-benchmarks")]
        type BenchmarkHelper: BenchmarkHelper<Self::AccountId>;
    }

    /// Why balance is on hold.
    #[pallet::composite_enum]
    pub enum HoldReason {
        /// The chain keeps a version that no worker was paid for.
        #[codec(index = 0)]
        VersionDeposit,
        /// The chain keeps an agent.
        #[codec(index = 1)]
        AgentDeposit,
        /// A challenger answers with it for its claim.
        #[codec(index = 2)]
        ChallengeBond,
        /// On the pallet's account: given for trainings whose goals are not reached yet.
        #[codec(index = 3)]
        Funding,
        /// Stake on versions, warming up, earning or unbonding.
        #[codec(index = 4)]
        VersionStake,
    }

    /// Number of the next version.
    #[pallet::storage]
    pub type NextVersionId<T> = StorageValue<_, VersionId, ValueQuery>;

    /// Models by slug.
    #[pallet::storage]
    pub type Models<T: Config> = StorageMap<_, Blake2_128Concat, Slug, Model<T::AccountId>>;

    /// Every version.
    #[pallet::storage]
    pub type Versions<T: Config> = StorageMap<_, Twox64Concat, VersionId, VersionOf<T>>;

    /// Every recipe a version was or is trained by, under its hash.
    #[pallet::storage]
    pub type Recipes<T> = StorageMap<_, Identity, Digest, Recipe>;

    /// The version an alias leads to.
    #[pallet::storage]
    pub type Aliases<T> = StorageMap<_, Blake2_128Concat, Slug, VersionId>;

    /// Who may set an alias: whoever set it first.
    #[pallet::storage]
    pub type AliasOwners<T: Config> = StorageMap<_, Blake2_128Concat, Slug, T::AccountId>;

    /// What a version must show before it is served.
    #[pallet::storage]
    pub type Standard<T> = StorageValue<_, DeploymentStandard, ValueQuery>;

    /// Generations between a version and the furthest base it comes from; none for a base.
    #[pallet::storage]
    pub type Generations<T> = StorageMap<_, Twox64Concat, VersionId, u32, ValueQuery>;

    /// What is held of a version's builder for it.
    #[pallet::storage]
    pub type Deposits<T: Config> = StorageMap<_, Twox64Concat, VersionId, BalanceOf<T>>;

    /// The version whose making gave a fork its files.
    #[pallet::storage]
    pub type SourceOf<T> = StorageMap<_, Twox64Concat, VersionId, VersionId>;

    /// How a merge's parents become one.
    #[pallet::storage]
    pub type MergeMethods<T> = StorageMap<_, Twox64Concat, VersionId, MergeMethod>;

    /// The worker that trained or merged a version.
    #[pallet::storage]
    pub type Trainers<T: Config> = StorageMap<_, Twox64Concat, VersionId, T::AccountId>;

    /// The first version an adapter is known of.
    #[pallet::storage]
    pub type VersionOfAdapter<T> = StorageMap<_, Identity, ContentId, VersionId>;

    /// The job in which a version is being made again.
    #[pallet::storage]
    pub type Reproductions<T> = StorageMap<_, Twox64Concat, VersionId, JobId>;

    /// What another worker made instead of a version, until it is decided who was right.
    #[pallet::storage]
    pub type Mismatches<T: Config> = StorageMap<_, Twox64Concat, VersionId, MismatchOf<T>>;

    /// The data an external version is measured on.
    #[pallet::storage]
    pub type MeasuredOn<T> = StorageMap<_, Twox64Concat, VersionId, SnapshotIds>;

    /// External versions that are said to be copies.
    #[pallet::storage]
    pub type Challenges<T: Config> = StorageMap<_, Twox64Concat, VersionId, Challenge<T::AccountId>>;

    /// Trainings that people pay for together, until they are trained or everything was taken back.
    #[pallet::storage]
    pub type Proposals<T: Config> = StorageMap<_, Twox64Concat, VersionId, Proposal<BlockNumberFor<T>>>;

    /// What the pallet's account owes to backers, and to funders of what was not trained.
    #[pallet::storage]
    pub type Committed<T> = StorageValue<_, Amount, ValueQuery>;

    /// What versions earned for their backers.
    #[pallet::storage]
    pub type BackingPools<T> = StorageMap<_, Twox64Concat, VersionId, backing_pool::BackingPool, ValueQuery>;

    /// What a backer has in a version.
    #[pallet::storage]
    pub type Backers<T: Config> =
        StorageDoubleMap<_, Twox64Concat, VersionId, Blake2_128Concat, T::AccountId, PositionOf<T>, ValueQuery>;

    /// Stake of a backer that was taken out of a version and is not withdrawn.
    #[pallet::storage]
    pub type Unbondings<T: Config> =
        StorageDoubleMap<_, Twox64Concat, VersionId, Blake2_128Concat, T::AccountId, UnbondingOf<T>, ValueQuery>;

    /// Versions that must go out of service.
    #[pallet::storage]
    pub type Flags<T: Config> = StorageMap<_, Twox64Concat, VersionId, Flag<BlockNumberFor<T>>>;

    /// Number of the next agent.
    #[pallet::storage]
    pub type NextAgentId<T> = StorageValue<_, AgentId, ValueQuery>;

    /// Every agent.
    #[pallet::storage]
    pub type Agents<T: Config> = StorageMap<_, Twox64Concat, AgentId, Agent<T::AccountId>>;

    /// Agents by name.
    #[pallet::storage]
    pub type AgentNames<T> = StorageMap<_, Blake2_128Concat, Slug, AgentId>;

    #[pallet::genesis_config]
    #[derive(polkadot_sdk::frame_support::DefaultNoBound)]
    pub struct GenesisConfig<T: Config> {
        /// What a version must show before it is served.
        pub standard: DeploymentStandard,
        /// Nothing else depends on the runtime.
        #[serde(skip)]
        pub _config: core::marker::PhantomData<T>,
    }

    #[pallet::genesis_build]
    impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
        fn build(&self) {
            let checked = self.standard.check();
            assert!(checked.is_ok(), "no version could meet the genesis standard: {checked:?}");
            Standard::<T>::put(self.standard);
        }
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        #[cfg(feature = "try-runtime")]
        fn try_state(_now: BlockNumberFor<T>) -> Result<(), polkadot_sdk::sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }

    #[pallet::view_functions]
    impl<T: Config> Pallet<T> {
        /// Every version this one was made from, nearest first, and what each is owed of its income.
        pub fn lineage(version: VersionId) -> Vec<Ancestor<T::AccountId>> {
            Self::ancestors(version)
        }

        /// What a version made from this parent now would owe, by increasing version.
        pub fn preview_royalties(parent: VersionId) -> Option<Vec<(VersionId, Ppm)>> {
            Self::preview_owed(&[Parent { version: parent, weight: PPM }])
        }

        /// Why a version made from this parent and these datanets may not come under a licence; empty if it may.
        pub fn licence_conflicts(
            parent: VersionId,
            datanets: Vec<DatanetId>,
            licence: LicenceId,
        ) -> Vec<LicenceConflict> {
            Self::conflicts(&[parent], &datanets, licence)
        }

        /// What a merge of these versions by these weights would owe now, by increasing version.
        pub fn preview_merge(parents: Vec<(VersionId, Ppm)>) -> Option<Vec<(VersionId, Ppm)>> {
            let parents: Vec<_> = parents.into_iter().map(|(version, weight)| Parent { version, weight }).collect();
            Self::preview_owed(&parents)
        }

        /// Why a merge of these versions, a fork of one or an agent of them with data from these datanets may not come
        /// under a licence; empty if it may.
        pub fn composition_conflicts(
            versions: Vec<VersionId>,
            datanets: Vec<DatanetId>,
            licence: LicenceId,
        ) -> Vec<LicenceConflict> {
            Self::conflicts(&versions, &datanets, licence)
        }

        /// Who would be paid what of an income of a version, by the economics of today.
        pub fn preview_income(version: VersionId, income: BalanceOf<T>) -> Option<Vec<Payment<T::AccountId>>> {
            Self::payments(version, income)
        }

        /// What a backer could be paid now of what a version earned for its backers.
        pub fn stake_income(version: VersionId, backer: T::AccountId) -> BalanceOf<T> {
            Self::settled(version, &backer).map(|position| position.owed).unwrap_or_default()
        }

        /// From which block on a version is neither served nor paid for, and why; `None` unless it is flagged.
        pub fn flagged(version: VersionId) -> Option<Flag<BlockNumberFor<T>>> {
            Flags::<T>::get(version)
        }

        /// An agent and its number, by its name.
        pub fn agent(name: Vec<u8>) -> Option<(AgentId, Agent<T::AccountId>)> {
            let id = AgentNames::<T>::get(Slug::try_from(name).ok()?)?;
            Some((id, Agents::<T>::get(id)?))
        }

        /// By how much a version improves on its base, in parts per million of the base's loss; negative if it is
        /// worse.
        pub fn improvement(version: VersionId) -> Option<i64> {
            deployment::improvement(&Versions::<T>::get(version)?.metrics?)
        }

        /// The version a name leads to: the alias of that name, or else what the model deployed last.
        pub fn resolve(name: Vec<u8>) -> Option<VersionId> {
            Self::version_of(Slug::try_from(name).ok()?)
        }
    }
}
