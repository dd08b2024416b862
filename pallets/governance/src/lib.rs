//! Governance: the standards others are held to, and the validators.
//!
//! # Invariants
//!
//! The numbers are those of the checks in `do_try_state`, which runs after every test.
//!
//! 1. The set of validators names nobody twice and is not smaller than the rules ask.
//! 2. Every validator in the set has session keys and a bond that is not about to be released.
//! 3. What is held of an account for validating is its bond.
//! 4. A history holds standards of its kind, the latest last.
//! 5. Only validators in the set have endorsed anything.
//! 6. The validators' rules and the numeric standard are such as could be set.
#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]

extern crate alloc;

pub mod migrations;
pub mod origins;
pub mod types;
pub mod weights;

mod endorsement;
#[cfg(any(feature = "std", feature = "try-runtime", test))]
mod invariants;
mod session;
mod standards;
mod validators;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

#[cfg(feature = "runtime-benchmarks")]
pub use benchmarking::BenchmarkHelper;
pub use origins::*;
pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

#[polkadot_sdk::frame_support::pallet]
pub mod pallet {
    use super::*;
    use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
    use openledger_primitives::Amount;
    use polkadot_sdk::{
        frame_support::{
            pallet_prelude::*,
            traits::{
                fungible::{Inspect, Mutate, MutateHold},
                EnsureOriginWithArg,
            },
        },
        frame_system::pallet_prelude::*,
    };

    const STORAGE_VERSION: StorageVersion = StorageVersion::new(2);

    #[pallet::pallet]
    #[pallet::storage_version(STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    /// What the runtime decides. It must not let an account purge its session keys otherwise than through
    /// [`Session::forget_keys`]: a set of validators without keys cannot be repaired.
    #[pallet::config]
    pub trait Config: polkadot_sdk::frame_system::Config<RuntimeEvent: From<Event<Self>>> {
        /// The money bonds are in.
        type Currency: Inspect<Self::AccountId, Balance = Amount>
            + Mutate<Self::AccountId>
            + MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>;

        /// Names what is held of an account, and why.
        type RuntimeHoldReason: From<HoldReason>;

        /// Who sets standards of each kind: [`EnsureStandard`] unless there is a reason.
        type StandardOrigin: EnsureOriginWithArg<Self::RuntimeOrigin, StandardKind>;

        /// Who changes the validators and their rules.
        type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;

        /// The pallets that keep standards.
        type Registry: Registry;

        /// Whoever keeps session keys and knows who is in office.
        type Session: Session<Self::AccountId>;

        /// Where calls stand that two thirds of the validators endorsed.
        type Whitelist: Whitelist<Self::Hash>;

        /// Most validators there can be; consensus has the same bound.
        #[pallet::constant]
        type MaxValidators: Get<u32>;

        /// Most standards of one kind that are remembered; the oldest is forgotten first.
        #[pallet::constant]
        type MaxHistory: Get<u32>;

        /// What calls weigh, the pallets that keep standards included.
        type WeightInfo: WeightInfo;

        /// Gives session keys to accounts in benchmarks.
        #[cfg(feature = "runtime-benchmarks")]
        type BenchmarkHelper: BenchmarkHelper<Self::AccountId>;
    }

    /// Who decided: what a referendum's proposal runs with, besides root.
    #[pallet::origin]
    #[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
    pub enum Origin {
        /// May run, as root, what two thirds of the validators endorsed.
        WhitelistedCaller,
        /// Economics, fees, the rules of workers and batches, the validators.
        ProtocolParameters,
        /// What a version must show, and whose work counts.
        ModelStandards,
        /// Which versions are approved and which revoked.
        ModelDeployment,
        /// What datanets must ask, and the table of licences.
        DatanetCuration,
        /// Money of the treasury, up to a bound for each spend.
        TreasurySpender,
        /// Two thirds of the validators, by endorsing. No track leads here: they may whitelist calls and nothing else.
        ValidatorMajority,
    }

    /// What an account's money is held for.
    #[pallet::composite_enum]
    pub enum HoldReason {
        /// The right to be a validator.
        #[codec(index = 0)]
        ValidatorBond,
    }

    /// The set of validators.
    pub type ValidatorSet<T> =
        BoundedVec<<T as polkadot_sdk::frame_system::Config>::AccountId, <T as Config>::MaxValidators>;

    // ── standards ──

    /// Whose work counts: the one standard that is kept here.
    #[pallet::storage]
    pub type Numeric<T> = StorageValue<_, NumericStandard, ValueQuery>;

    /// What held before, by kind, the latest last.
    #[pallet::storage]
    pub type History<T: Config> = StorageMap<_, Twox64Concat, StandardKind, PastStandards<T>, ValueQuery>;

    // ── validators ──

    /// What validators must have, and how many there must be.
    #[pallet::storage]
    pub type Rules<T: Config> = StorageValue<_, RulesOf<T>, ValueQuery>;

    /// Who shall validate. Who does now is the session pallet's to know: it follows by up to two sessions.
    #[pallet::storage]
    pub type Validators<T: Config> = StorageValue<_, ValidatorSet<T>, ValueQuery>;

    /// Whether the session pallet has yet to be given the set.
    #[pallet::storage]
    pub type SetChanged<T> = StorageValue<_, bool, ValueQuery>;

    /// What is held of whoever validates, wants to, or did.
    #[pallet::storage]
    pub type Bonds<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, BondOf<T>>;

    /// The call that a validator endorses.
    #[pallet::storage]
    pub type Endorsements<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, T::Hash>;

    #[pallet::event]
    #[pallet::generate_deposit(pub(super) fn deposit_event)]
    // Standards change seldom, and events of them say the whole.
    #[allow(clippy::large_enum_variant)]
    pub enum Event<T: Config> {
        /// Others are held to another standard from now on.
        StandardChanged {
            /// Its kind.
            kind: StandardKind,
            /// What would have to be set to come back to what held before.
            old: Standard,
            /// What was set.
            new: Standard,
        },
        /// An account bonded to validate, or added to its bond.
        ValidatorBonded {
            /// The account.
            validator: T::AccountId,
            /// Held besides what was held before.
            added: Amount,
            /// Held altogether.
            bond: Amount,
        },
        /// An account has its bond back, and no session keys any more.
        ValidatorUnbonded {
            /// The account.
            validator: T::AccountId,
            /// What it has back.
            released: Amount,
        },
        /// An account shall validate, from the end of the next session on.
        ValidatorAdded {
            /// The account.
            validator: T::AccountId,
            /// How many are in the set.
            validators: u32,
        },
        /// An account shall validate no more, from the end of the next session on.
        ValidatorRemoved {
            /// The account.
            validator: T::AccountId,
            /// How many are in the set.
            validators: u32,
            /// The first block in which it may have its bond back, if it is out of office by then.
            releasable_at: BlockNumberFor<T>,
        },
        /// Validators must meet other rules from now on.
        ValidatorRulesChanged {
            /// The rules before.
            old: RulesOf<T>,
            /// The rules from now on.
            new: RulesOf<T>,
        },
        /// A validator vouches for a call.
        CallEndorsed {
            /// The validator.
            validator: T::AccountId,
            /// Hash of the call.
            call_hash: T::Hash,
            /// How many validators endorse it now.
            endorsements: u32,
            /// How many whitelist it.
            needed: u32,
        },
    }

    #[pallet::error]
    pub enum Error<T> {
        /// What was asked for holds already, or is nothing.
        NothingChanges,
        /// The deployment standard lets versions owe more than the economics let an income give; change that cap first.
        RoyaltyCapAboveEconomics,
        /// The change both admits and retires a licence.
        LicenceAdmittedAndRetired {
            /// The licence.
            licence: LicenceId,
        },
        /// The table of licences has no such number.
        UnknownLicence {
            /// The number.
            licence: LicenceId,
        },
        /// At least one numeric class must count, or no version could be made.
        NoNumericClass,
        /// A numeric class is named twice.
        NumericClassRepeated,
        /// A build of the engine is named twice.
        EngineBuildRepeated,
        /// The bond would stay below what the rules ask of a validator.
        BondTooLow,
        /// The bond cannot be written as a number.
        BondOverflow,
        /// The account has not bonded to validate; it does so with `bond_validator`.
        NotBonded,
        /// The account is in the set; a referendum must take it out first.
        StillValidator,
        /// The account validates until the end of the next session.
        StillInOffice,
        /// The unbonding period is not over; see the block in `bonds`.
        UnbondingPeriodNotOver,
        /// The account is in the set.
        AlreadyValidator,
        /// The account is not in the set.
        NotValidator,
        /// The account has no session keys; it sets them with `session.set_keys`.
        NoSessionKeys,
        /// There cannot be more validators.
        TooManyValidators,
        /// There would be fewer validators than the rules ask.
        TooFewValidators,
        /// The least bond must not be zero.
        RulesWithoutBond,
        /// There must be at least one validator.
        RulesWithoutValidators,
        /// The validator endorses this call already.
        AlreadyEndorsed,
    }

    #[pallet::genesis_config]
    #[derive(polkadot_sdk::frame_support::DefaultNoBound)]
    pub struct GenesisConfig<T: Config> {
        /// What validators must have, and how many there must be.
        pub rules: RulesOf<T>,
        /// What is held of each of the first validators, or as much of it as it has.
        pub bond: Amount,
    }

    #[pallet::genesis_build]
    impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
        fn build(&self) {
            Pallet::<T>::begin(self.rules, self.bond);
        }
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        fn integrity_test() {
            assert!(T::MaxValidators::get() > 0, "somebody must make blocks");
            assert!(T::MaxHistory::get() > 0, "what held before must be remembered");
        }

        #[cfg(feature = "try-runtime")]
        fn try_state(_now: BlockNumberFor<T>) -> Result<(), polkadot_sdk::sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Set a standard that others are held to.
        ///
        /// For governance: root, or the origin of the standard's kind. It holds for what begins from now on; what was
        /// deployed, accepted or owed before stays.
        ///
        /// - `standard`: its kind and every number. For licences: which to admit and which to retire.
        #[pallet::call_index(0)]
        #[pallet::weight(Pallet::<T>::weight_of(standard))]
        pub fn set_standard(origin: OriginFor<T>, standard: Standard) -> DispatchResult {
            T::StandardOrigin::ensure_origin(origin, &standard.kind())?;
            Self::do_set_standard(standard)
        }

        /// Bond to validate, or add to your bond.
        ///
        /// To be a validator you also need session keys (`session.set_keys`), and a referendum that adds you to the set.
        ///
        /// - `amount`: what is held of you besides what is held already.
        #[pallet::call_index(1)]
        #[pallet::weight(T::WeightInfo::bond_validator())]
        pub fn bond_validator(origin: OriginFor<T>, #[pallet::compact] amount: Amount) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_bond(who, amount)
        }

        /// Have your validator's bond back.
        ///
        /// Not while you are in the set or in office, and not before the unbonding period is over. Your session keys are
        /// taken off the chain.
        #[pallet::call_index(2)]
        #[pallet::weight(T::WeightInfo::unbond_validator())]
        pub fn unbond_validator(origin: OriginFor<T>) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_unbond(who)
        }

        /// Let an account validate, from the end of the next session on.
        ///
        /// For governance. The account must have bonded and have session keys.
        ///
        /// - `validator`: the account.
        #[pallet::call_index(3)]
        #[pallet::weight(T::WeightInfo::add_validator())]
        pub fn add_validator(origin: OriginFor<T>, validator: T::AccountId) -> DispatchResult {
            T::AdminOrigin::ensure_origin(origin)?;
            Self::do_add(validator)
        }

        /// Let an account validate no more, from the end of the next session on.
        ///
        /// For governance. There must be enough validators left.
        ///
        /// - `validator`: the account.
        #[pallet::call_index(4)]
        #[pallet::weight(T::WeightInfo::remove_validator())]
        pub fn remove_validator(origin: OriginFor<T>, validator: T::AccountId) -> DispatchResult {
            T::AdminOrigin::ensure_origin(origin)?;
            Self::do_remove(validator)
        }

        /// Set what validators must bond, how many there must be, and how long a bond stays held afterwards.
        ///
        /// For governance. Validators in the set stay, whatever they bonded.
        #[pallet::call_index(5)]
        #[pallet::weight(T::WeightInfo::set_validator_rules())]
        pub fn set_validator_rules(origin: OriginFor<T>, rules: RulesOf<T>) -> DispatchResult {
            T::AdminOrigin::ensure_origin(origin)?;
            Self::do_set_rules(rules)
        }

        /// Vouch, as a validator, that a call is urgent and is what it says it is.
        ///
        /// When two thirds of the validators endorse the same call, token holders may decide on it within hours, on the
        /// track `whitelisted_caller`. You endorse one call at a time; a new one takes the place of the old.
        ///
        /// - `call_hash`: Blake2-256 hash of the encoded call.
        #[pallet::call_index(6)]
        #[pallet::weight(T::WeightInfo::endorse(T::MaxValidators::get()))]
        pub fn endorse(origin: OriginFor<T>, call_hash: T::Hash) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_endorse(who, call_hash)
        }
    }

    #[pallet::view_functions]
    impl<T: Config> Pallet<T> {
        /// The standard of a kind that holds now; none for licences, which are a table in `datanets`.
        pub fn standard(kind: StandardKind) -> Option<Standard> {
            match kind {
                StandardKind::Curation => Some(Standard::Curation(T::Registry::curation())),
                StandardKind::Deployment => Some(Standard::Deployment(T::Registry::deployment())),
                StandardKind::Economics => Some(Standard::Economics(T::Registry::economics())),
                StandardKind::Licences => None,
                StandardKind::Numeric => Some(Standard::Numeric(Numeric::<T>::get())),
            }
        }
    }
}
