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
//! 5. A recipe is kept under its hash; a version that was trained names one that is kept, and data.
//! 6. What training makes is known of a version exactly from when it is trained, and what is deployed was measured.
//! 7. Versions are numbered from 0 without a gap.
#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]
// A call's parameters stand one by one, as wallets show them.
#![allow(clippy::too_many_arguments)]

extern crate alloc;

pub mod licence;
pub mod types;
pub mod weights;

mod alias;
mod base;
mod deployment;
#[cfg(any(feature = "std", feature = "try-runtime", test))]
mod invariants;
mod lineage;
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

#[polkadot_sdk::frame_support::pallet]
pub mod pallet {
    use super::*;
    use alloc::vec::Vec;
    use openledger_primitives::{
        job::{BaseFiles, EvaluateResult, TrainResult},
        recipe::{NumericClass, Recipe},
        DatanetId, Digest, JobId, Ppm, VersionId,
    };
    use polkadot_sdk::{
        frame_support::{pallet_prelude::*, traits::fungible::Inspect},
        frame_system::pallet_prelude::*,
    };

    const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

    #[pallet::pallet]
    #[pallet::storage_version(STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    #[pallet::config]
    pub trait Config: polkadot_sdk::frame_system::Config<RuntimeEvent: From<Event<Self>>> {
        /// The money prices and rewards are in. This pallet moves none.
        type Currency: Inspect<Self::AccountId>;

        /// Where training and evaluation are asked for.
        type Jobs: Jobs<Self::AccountId, BalanceOf<Self>>;

        /// Data to train on, and the table of licences.
        type Snapshots: SnapshotProvider;

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

        /// What calls and results weigh.
        type WeightInfo: WeightInfo;

        /// Lays out data for benchmarks.
        #[cfg(feature = "runtime-benchmarks")]
        type BenchmarkHelper: BenchmarkHelper<Self::AccountId>;
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

    #[pallet::event]
    #[pallet::generate_deposit(pub(super) fn deposit_event)]
    pub enum Event<T: Config> {
        /// A base model was registered; it can be built on once it is deployed, which it is at once unless the
        /// standard demands an approval.
        BaseRegistered {
            /// Its version.
            version: VersionId,
            /// Its model.
            slug: Slug,
            /// Its number in the model.
            number: u32,
            /// Who registered it.
            builder: T::AccountId,
        },
        /// A version waits for a worker to train it.
        TrainingRequested {
            /// The version.
            version: VersionId,
            /// Its model.
            slug: Slug,
            /// Its number in the model.
            number: u32,
            /// Who asked for it.
            builder: T::AccountId,
            /// What it is made from.
            parent: VersionId,
            /// Data it is trained on.
            snapshots: SnapshotIds,
            /// Hash of its recipe.
            recipe: Digest,
            /// What it will owe its ancestors.
            royalties: Royalties,
            /// The training.
            job: JobId,
        },
        /// A worker trained a version.
        VersionTrained {
            /// The version.
            version: VersionId,
            /// The worker.
            worker: T::AccountId,
            /// What it made.
            result: TrainResult,
        },
        /// A version could not be trained; ask again under the same name.
        TrainingFailed {
            /// The version.
            version: VersionId,
        },
        /// A version waits for a worker to measure it.
        EvaluationRequested {
            /// The version.
            version: VersionId,
            /// The evaluation.
            job: JobId,
        },
        /// A worker measured a version; its builder may deploy it.
        VersionEvaluated {
            /// The version.
            version: VersionId,
            /// The worker.
            worker: T::AccountId,
            /// What it measured.
            metrics: EvaluateResult,
        },
        /// A trained version was not measured; its builder can ask for it again.
        EvaluationMissing {
            /// The version.
            version: VersionId,
            /// Why the job could not be opened, unless it was and every worker failed.
            error: Option<DispatchError>,
        },
        /// Governance lets the builder deploy a version, if it still meets the standard then.
        VersionApproved {
            /// The version.
            version: VersionId,
        },
        /// A version is served from now on.
        VersionDeployed {
            /// The version.
            version: VersionId,
            /// Its model.
            slug: Slug,
            /// Its number in the model.
            number: u32,
        },
        /// Its builder took a version out of service.
        VersionDeprecated {
            /// The version.
            version: VersionId,
        },
        /// Governance took a version out of service.
        VersionRevoked {
            /// The version.
            version: VersionId,
        },
        /// A version costs something else from now on.
        PricesChanged {
            /// The version.
            version: VersionId,
            /// Prices of a thousand input and a thousand output tokens before.
            old: (BalanceOf<T>, BalanceOf<T>),
            /// The same from now on.
            new: (BalanceOf<T>, BalanceOf<T>),
        },
        /// An alias leads to another version from now on.
        AliasSet {
            /// The alias.
            alias: Slug,
            /// Where it led before.
            old: Option<VersionId>,
            /// Where it leads.
            new: VersionId,
        },
        /// Versions are measured by another standard from now on.
        StandardChanged {
            /// The standard before.
            old: DeploymentStandard,
            /// The standard from now on.
            new: DeploymentStandard,
        },
    }

    #[pallet::error]
    pub enum Error<T> {
        /// A slug is 1 to 48 of a–z, 0–9 and single hyphens that neither begin nor end it.
        InvalidSlug,
        /// A model or alias of somebody else has this name; choose another.
        NameTaken,
        /// There is no version with this number.
        UnknownVersion,
        /// Only the version's builder may do this.
        NotBuilder,
        /// The licence table has no such number; governance admits licences.
        UnknownLicence {
            /// The number.
            licence: LicenceId,
        },
        /// Governance retired the licence; nothing new may come under it.
        LicenceRetired {
            /// The licence.
            licence: LicenceId,
        },
        /// Data under this licence may not become a model under the licence you chose.
        DataLicenceConflict {
            /// Licence of some of the data.
            data: LicenceId,
        },
        /// A parent under this licence may not become a model under the licence you chose.
        ParentLicenceConflict {
            /// Licence of the parent.
            parent: LicenceId,
        },
        /// The parent is not deployed; only what is deployed can be built on.
        ParentNotDeployed,
        /// Training needs at least one datanet.
        NoDatanets,
        /// A datanet is named twice.
        DatanetRepeated {
            /// Its place in the list.
            position: u8,
        },
        /// A number of the recipe that must not be zero is.
        RecipeZero,
        /// The recipe's micro-batch does not divide its batch.
        RecipeMicroBatch,
        /// A number of the recipe is larger than any worker accepts.
        RecipeTooLarge,
        /// The recipe holds no data out of training, so that nothing could be measured.
        RecipeHoldsNothingOut,
        /// The reward is below the least for a training.
        RewardTooLow,
        /// The royalty is above what the standard allows one version to ask.
        RoyaltyTooHigh,
        /// The parents ask more than everything.
        RoyaltiesTooHigh,
        /// More ancestors would have to be paid than a version can owe.
        TooManyAncestors,
        /// The version's state does not allow this; see its lifecycle.
        WrongState {
            /// Where it stands.
            state: VersionState,
        },
        /// The version was not measured; ask for an evaluation.
        NotMeasured,
        /// The version does not improve on its base as much as the standard demands.
        NotGoodEnough,
        /// The standard demands that somebody else has reproduced the version.
        NotVerified,
        /// The standard demands that governance approves the version first.
        NotApproved,
        /// Governance does not admit the numeric class.
        NumericClassNotAdmitted {
            /// Its place among the classes, from 0.
            class: u8,
        },
        /// Governance does not admit the build of the engine that trained the version.
        EngineBuildNotAdmitted,
        /// A share is above one whole.
        ShareOutOfRange,
        /// The highest royalty of one version is above the cap of all together: nobody could build on it.
        RoyaltyAboveCap,
        /// The result says that nothing was trained or nothing was measured.
        EmptyResult,
        /// A counter has reached its end.
        CounterOverflow,
    }

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

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Register a base model, so that it can be served and built on.
        ///
        /// Its files must be in the workers' store. It is deployed at once, unless the standard demands that governance
        /// approves versions: then `deploy` follows the approval.
        ///
        /// - `slug`: the model's name; the first to use it owns it, and adds versions under it.
        /// - `base`: content ids of `model.safetensors`, `config.json` and `tokenizer.json`.
        /// - `licence`: number of the licence it comes under (see `licences` of the datanets).
        /// - `numeric_class`: which machines must agree on its every bit.
        /// - `input_price`, `output_price`: price of a thousand tokens read and written.
        /// - `royalty`: what you ask of versions made from it, in parts per million of what they earn for their
        ///   versions.
        #[pallet::call_index(0)]
        #[pallet::weight(T::WeightInfo::register_base())]
        pub fn register_base(
            origin: OriginFor<T>,
            slug: Slug,
            base: BaseFiles,
            licence: LicenceId,
            numeric_class: NumericClass,
            input_price: BalanceOf<T>,
            output_price: BalanceOf<T>,
            royalty: Ppm,
        ) -> DispatchResult {
            let builder = ensure_signed(origin)?;
            let offer = Offer { licence, input_price, output_price, royalty };
            Self::do_register_base(builder, slug, base, numeric_class, offer)
        }

        /// Ask workers to train a new version of your model.
        ///
        /// What the datanets hold now is recorded and trained on. The licence you choose must be one that the data
        /// and the parent allow, and what the version will owe its ancestors is fixed for good.
        ///
        /// - `slug`: the model's name; the first to use it owns it.
        /// - `parent`: the deployed version that training starts from.
        /// - `datanets`: the datanets to train on.
        /// - `recipe`: every number that decides the result.
        /// - `licence`: number of the licence the version comes under.
        /// - `input_price`, `output_price`: price of a thousand tokens read and written.
        /// - `royalty`: what you ask of versions made from it, in parts per million of what they earn for their
        ///   versions.
        /// - `reward`: what the worker that trains it is paid.
        #[pallet::call_index(1)]
        #[pallet::weight(T::WeightInfo::request_training(datanets.len() as u32))]
        pub fn request_training(
            origin: OriginFor<T>,
            slug: Slug,
            parent: VersionId,
            datanets: DatanetIds,
            recipe: Recipe,
            licence: LicenceId,
            input_price: BalanceOf<T>,
            output_price: BalanceOf<T>,
            royalty: Ppm,
            reward: BalanceOf<T>,
        ) -> DispatchResult {
            let builder = ensure_signed(origin)?;
            let offer = Offer { licence, input_price, output_price, royalty };
            Self::do_request_training(builder, slug, parent, datanets, recipe, offer, reward)
        }

        /// Deploy a version you built, once it is trained and measured.
        ///
        /// It must meet the standard that governance set, as it is now and not as it was when the version was trained or
        /// approved. From then on it is served and paid for, and others may build on it.
        #[pallet::call_index(2)]
        #[pallet::weight(T::WeightInfo::deploy())]
        pub fn deploy(origin: OriginFor<T>, #[pallet::compact] version: VersionId) -> DispatchResult {
            let builder = ensure_signed(origin)?;
            Self::do_deploy(builder, version)
        }

        /// Let an alias lead to a deployed version.
        ///
        /// The first to set an alias owns it. The name of a model can be an alias too, of the model's owner.
        #[pallet::call_index(3)]
        #[pallet::weight(T::WeightInfo::set_alias())]
        pub fn set_alias(origin: OriginFor<T>, alias: Slug, #[pallet::compact] version: VersionId) -> DispatchResult {
            let owner = ensure_signed(origin)?;
            Self::do_set_alias(owner, alias, version)
        }

        /// Change what a version you built costs.
        ///
        /// The prices hold for requests from now on.
        #[pallet::call_index(4)]
        #[pallet::weight(T::WeightInfo::set_prices())]
        pub fn set_prices(
            origin: OriginFor<T>,
            #[pallet::compact] version: VersionId,
            input_price: BalanceOf<T>,
            output_price: BalanceOf<T>,
        ) -> DispatchResult {
            let builder = ensure_signed(origin)?;
            Self::do_set_prices(builder, version, (input_price, output_price))
        }

        /// Take a version you built out of service, for good.
        ///
        /// Nobody can build on it any more. Versions that were built on it stay, and go on paying it.
        #[pallet::call_index(5)]
        #[pallet::weight(T::WeightInfo::deprecate())]
        pub fn deprecate(origin: OriginFor<T>, #[pallet::compact] version: VersionId) -> DispatchResult {
            let builder = ensure_signed(origin)?;
            Self::do_deprecate(builder, version)
        }

        /// Ask workers to measure a trained version again, if none could so far.
        ///
        /// - `reward`: what the worker that measures it is paid.
        #[pallet::call_index(7)]
        #[pallet::weight(T::WeightInfo::request_evaluation())]
        pub fn request_evaluation(
            origin: OriginFor<T>,
            #[pallet::compact] version: VersionId,
            reward: BalanceOf<T>,
        ) -> DispatchResult {
            let builder = ensure_signed(origin)?;
            Self::do_request_evaluation(builder, version, reward)
        }

        /// Take a version out of service that should not be, whatever its builder thinks.
        ///
        /// For governance, for good.
        #[pallet::call_index(8)]
        #[pallet::weight(T::WeightInfo::revoke())]
        pub fn revoke(origin: OriginFor<T>, #[pallet::compact] version: VersionId) -> DispatchResult {
            T::DeploymentOrigin::ensure_origin(origin)?;
            Self::do_revoke(version)
        }

        /// Let the builder of a version deploy it.
        ///
        /// For governance, where the standard demands it. The version must meet the standard now, and again when it is
        /// deployed.
        #[pallet::call_index(9)]
        #[pallet::weight(T::WeightInfo::approve())]
        pub fn approve(origin: OriginFor<T>, #[pallet::compact] version: VersionId) -> DispatchResult {
            T::DeploymentOrigin::ensure_origin(origin)?;
            Self::do_approve(version)
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
            let version = Versions::<T>::get(parent)?;
            Some(Self::owed_by_child(parent, &version).ok()?.into_inner())
        }

        /// Why a version made from this parent and these datanets may not come under a licence; empty if it may.
        pub fn licence_conflicts(
            parent: VersionId,
            datanets: Vec<DatanetId>,
            licence: LicenceId,
        ) -> Vec<LicenceConflict> {
            Self::conflicts(parent, &datanets, licence)
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
