#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]

extern crate alloc;

mod allocation;
mod batch;
#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
mod catalogue;
mod credits;
mod data_pool;
mod earnings;
mod income;
mod maturity;
#[cfg(test)]
mod mock;
mod offchain;
mod royalty;
mod rules;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "std", feature = "try-runtime", test))]
mod try_state;
mod types;
mod views;
mod voucher;
pub mod weights;
mod workers;

pub use catalogue::{Catalogue, VersionTerms};
pub use data_pool::{CreditPosition, DataPool};
pub use offchain::SubmitError;
pub use pallet::*;
pub use royalty::RoyaltyPool;
pub use types::*;
pub use weights::WeightInfo;
pub use workers::Workers;

#[polkadot_sdk::frame_support::pallet]
pub mod pallet {
    use super::*;
    use alloc::{boxed::Box, vec::Vec};
    use frame_support::{
        pallet_prelude::*,
        traits::{
            fungible::{Inspect, Mutate, MutateHold},
            EnsureOrigin,
        },
        EqNoBound, PalletId, PartialEqNoBound,
    };
    use frame_system::{ensure_authorized, offchain::CreateAuthorizedTransaction, pallet_prelude::*};
    use openledger_primitives::{split, AllocationId, Amount, BatchId, BlockNumber, ContributionId, Digest, VersionId};
    use polkadot_sdk::*;
    use sp_core::sr25519;

    /// Version of the storage layout below.
    const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

    #[pallet::pallet]
    #[pallet::storage_version(STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    /// What the runtime decides. `frame_system::AuthorizeCall` must be among its transaction extensions,
    /// because batches arrive as authorised general transactions.
    #[pallet::config]
    pub trait Config:
        polkadot_sdk::frame_system::Config<AccountId: From<[u8; 32]> + Into<[u8; 32]>>
        + CreateAuthorizedTransaction<Call<Self>>
    {
        /// OPEN. Allocations are held on the users' accounts, earned money lies on the pot.
        type Currency: Inspect<Self::AccountId, Balance = Amount>
            + Mutate<Self::AccountId>
            + MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>;

        /// The runtime's hold reasons, [`HoldReason`] among them.
        type RuntimeHoldReason: From<HoldReason>;

        /// Who changes [`Rules`].
        type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;

        /// Versions, their terms and the data behind them. It must never forget a version that earned, nor
        /// change its royalties, its snapshots or a snapshot's weights: what is owed is computed from them
        /// whenever somebody pulls.
        type Catalogue: Catalogue<Self::AccountId>;

        /// Bonded workers and their session keys.
        type Workers: Workers<Self::AccountId>;

        /// Where the platform's share is credited; the treasury. Paid out by [`Call::claim_for`].
        #[pallet::constant]
        type PlatformAccount: Get<Self::AccountId>;

        /// Derives the pot: the account on which redeemed money lies until it is claimed. Genesis endows it
        /// with the existential deposit; taking that away would make the first redemption of dust fail.
        #[pallet::constant]
        type PalletId: Get<PalletId>;

        /// Least a user may set aside, so that an allocation's storage is worth its amount.
        #[pallet::constant]
        type MinimumAllocation: Get<Amount>;

        /// Most versions that may earn in one batch. Bounds a batch's storage and its maturing.
        #[pallet::constant]
        type MaxVersions: Get<u32>;

        /// Most allocations one batch may redeem. Bounds the signatures checked for one transaction.
        #[pallet::constant]
        type MaxRedemptions: Get<u32>;

        /// Most batches that may mature in one block; more are spread over the next ones. With
        /// [`Config::MaxVersions`] it bounds `on_initialize`.
        #[pallet::constant]
        type MaxMaturing: Get<u32>;

        /// Most credit lines in one [`Call::claim_credits`].
        #[pallet::constant]
        type MaxClaimLines: Get<u32>;

        /// Measured weights.
        type WeightInfo: WeightInfo;

        /// Prepares versions and workers for the benchmarks.
        #[cfg(feature = "runtime-benchmarks")]
        type BenchmarkHelper: benchmarking::BenchmarkHelper<Self::AccountId>;
    }

    /// Why this pallet holds money on an account.
    #[pallet::composite_enum]
    pub enum HoldReason {
        /// Set aside for a worker and not redeemed yet.
        Allocation,
    }

    /// Economics before governance sets any.
    #[pallet::type_value]
    pub fn DefaultEconomics() -> split::Economics {
        rules::ECONOMICS
    }

    /// Rules before governance sets any.
    #[pallet::type_value]
    pub fn DefaultRules() -> AttributionRules {
        rules::RULES
    }

    /// How an income is divided today.
    #[pallet::storage]
    pub type Economics<T> = StorageValue<_, split::Economics, ValueQuery, DefaultEconomics>;

    /// How it was divided before, and the last block in which a batch sealed then is still accepted.
    #[pallet::storage]
    pub type PreviousEconomics<T> = StorageValue<_, (split::Economics, BlockNumber)>;

    /// Periods and limits.
    #[pallet::storage]
    pub type Rules<T> = StorageValue<_, AttributionRules, ValueQuery, DefaultRules>;

    /// Number of the next allocation.
    #[pallet::storage]
    pub type NextAllocationId<T> = StorageValue<_, AllocationId, ValueQuery>;

    /// Allocations that are open or closing.
    #[pallet::storage]
    pub type Allocations<T: Config> = StorageMap<_, Blake2_128Concat, AllocationId, Allocation<T::AccountId>>;

    /// Number of the next batch.
    #[pallet::storage]
    pub type NextBatchId<T> = StorageValue<_, BatchId, ValueQuery>;

    /// Batches each worker submitted so far, which is the nonce of its next.
    #[pallet::storage]
    pub type BatchNonce<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, u64, ValueQuery>;

    /// All batches. They stay, because credit lines may be claimed at any time.
    #[pallet::storage]
    pub type Batches<T: Config> = StorageMap<_, Twox64Concat, BatchId, Batch<T>>;

    /// Who paid for a batch, until it matures: whom a dispute refunds.
    #[pallet::storage]
    pub type BatchRedemptions<T: Config> =
        StorageMap<_, Twox64Concat, BatchId, BoundedVec<Redeemed<T::AccountId>, T::MaxRedemptions>, ValueQuery>;

    /// Batches that mature at the beginning of a block.
    #[pallet::storage]
    pub type Maturing<T: Config> =
        StorageMap<_, Twox64Concat, BlockNumber, BoundedVec<BatchId, T::MaxMaturing>, ValueQuery>;

    /// Fees of a worker's batches that have not matured: what its bond must cover.
    #[pallet::storage]
    pub type Unmatured<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, Amount, ValueQuery>;

    /// Credit lines claimed, 128 to an entry: line n is bit n mod 128 of chunk n / 128.
    #[pallet::storage]
    pub type Claimed<T> = StorageDoubleMap<_, Twox64Concat, BatchId, Twox64Concat, u32, u128, ValueQuery>;

    /// What each account may claim. It never expires.
    #[pallet::storage]
    pub type Earnings<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, Amount, ValueQuery>;

    /// What each version owes its ancestors.
    #[pallet::storage]
    pub type RoyaltyPools<T> = StorageMap<_, Twox64Concat, VersionId, RoyaltyPool, ValueQuery>;

    /// What each ancestor (second key) took from a version's royalty pool.
    #[pallet::storage]
    pub type RoyaltyPulled<T> =
        StorageDoubleMap<_, Twox64Concat, VersionId, Twox64Concat, VersionId, Amount, ValueQuery>;

    /// What descendants paid to each version's contributors, and how it is shared.
    #[pallet::storage]
    pub type DataPools<T> = StorageMap<_, Twox64Concat, VersionId, DataPool, ValueQuery>;

    /// A contribution's claimed credits in a version, and how far they have been paid from its data pool.
    #[pallet::storage]
    pub type Credits<T> =
        StorageDoubleMap<_, Twox64Concat, VersionId, Twox64Concat, ContributionId, CreditPosition, ValueQuery>;

    /// What each (version, snapshot, contribution) took of the part of a data pool shared by weight.
    #[pallet::storage]
    pub type WeightPulled<T> = StorageNMap<
        _,
        (NMapKey<Twox64Concat, VersionId>, NMapKey<Twox64Concat, SnapshotId>, NMapKey<Twox64Concat, ContributionId>),
        Amount,
        ValueQuery,
    >;

    /// What rounding left over: less than one planck per receipt, kept on the pot.
    #[pallet::storage]
    pub type Remainder<T> = StorageValue<_, Amount, ValueQuery>;

    /// The first economics and rules.
    #[pallet::genesis_config]
    pub struct GenesisConfig<T: Config> {
        /// How an income is divided.
        pub economics: split::Economics,
        /// Periods and limits.
        pub rules: AttributionRules,
        #[allow(missing_docs)]
        #[serde(skip)]
        pub _config: core::marker::PhantomData<T>,
    }

    impl<T: Config> Default for GenesisConfig<T> {
        fn default() -> Self {
            Self { economics: rules::ECONOMICS, rules: rules::RULES, _config: Default::default() }
        }
    }

    #[pallet::genesis_build]
    impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
        fn build(&self) {
            Pallet::<T>::begin(self.economics, self.rules);
        }
    }

    #[pallet::event]
    #[pallet::generate_deposit(pub(super) fn deposit_event)]
    pub enum Event<T: Config> {
        /// A user set money aside for a worker.
        AllocationOpened {
            /// Its number.
            allocation: AllocationId,
            /// Who pays.
            user: T::AccountId,
            /// Who may redeem.
            worker: T::AccountId,
            /// Set aside.
            amount: Amount,
            /// Key that signs vouchers.
            voucher_key: Digest,
        },
        /// A user set more aside.
        AllocationToppedUp {
            /// Its number.
            allocation: AllocationId,
            /// Added.
            added: Amount,
            /// Set aside altogether, redeemed money included.
            amount: Amount,
        },
        /// A user asked for the rest back.
        AllocationClosing {
            /// Its number.
            allocation: AllocationId,
            /// First block in which vouchers are refused and the rest can be taken back.
            closes_at: BlockNumber,
        },
        /// The rest went back to the user.
        AllocationClosed {
            /// Its number.
            allocation: AllocationId,
            /// Who paid.
            user: T::AccountId,
            /// Redeemed altogether.
            redeemed: Amount,
            /// Back on the user's account.
            returned: Amount,
        },
        /// A worker redeemed vouchers for receipts.
        BatchSubmitted {
            /// Its number.
            batch: BatchId,
            /// Who answered.
            worker: T::AccountId,
            /// The worker's own count.
            nonce: u64,
            /// Receipts in it.
            receipts: u32,
            /// Redeemed.
            fees: Amount,
            /// Block in which it matures.
            matures_at: BlockNumber,
        },
        /// A user paid in a batch.
        AllocationRedeemed {
            /// The batch.
            batch: BatchId,
            /// The allocation.
            allocation: AllocationId,
            /// Receipts paid for.
            receipts: u32,
            /// Paid.
            amount: Amount,
        },
        /// A version's part of a batch became due.
        IncomeShared {
            /// The batch.
            batch: BatchId,
            /// The version.
            version: VersionId,
            /// Who built it.
            builder: T::AccountId,
            /// Credited to the builder.
            built: Amount,
            /// Put into the version's royalty pool.
            royalties: Amount,
            /// Claimable by credit lines.
            data: Amount,
        },
        /// A batch matured: its money can be claimed.
        BatchMatured {
            /// Its number.
            batch: BatchId,
            /// Who answered.
            worker: T::AccountId,
            /// Credited to the worker.
            worked: Amount,
            /// Credited to the platform.
            platform: Amount,
            /// Left over by rounding.
            remainder: Amount,
        },
        /// A batch could not mature, which is a bug: it stays as it was and its money stays on the pot.
        MaturityFailed {
            /// Its number.
            batch: BatchId,
            /// What went wrong.
            error: DispatchError,
        },
        /// A credit line was claimed for its contributor.
        CreditClaimed {
            /// The batch.
            batch: BatchId,
            /// Position of the line in the credit tree.
            line: u32,
            /// The version that answered.
            version: VersionId,
            /// What earned it.
            contribution: ContributionId,
            /// Who earned it.
            contributor: T::AccountId,
            /// The line's amount.
            amount: Amount,
        },
        /// An ancestor was paid what a version owed it.
        RoyaltySettled {
            /// The version that owed.
            child: VersionId,
            /// The version that was owed.
            ancestor: VersionId,
            /// Builder of the ancestor.
            builder: T::AccountId,
            /// Credited to that builder.
            built: Amount,
            /// Put into the ancestor's data pool.
            data: Amount,
        },
        /// A contributor was paid from a version's data pool.
        DataPoolClaimed {
            /// The version.
            version: VersionId,
            /// What earned it.
            contribution: ContributionId,
            /// Who earned it.
            contributor: T::AccountId,
            /// By the contribution's weight in the snapshot named.
            by_weight: Amount,
            /// By the contribution's credits.
            by_credit: Amount,
        },
        /// Earnings left the pot.
        EarningsPaid {
            /// To whom.
            account: T::AccountId,
            /// How much.
            amount: Amount,
        },
        /// Governance changed the economics.
        EconomicsChanged {
            /// Before.
            old: split::Economics,
            /// From now on.
            new: split::Economics,
        },
        /// Governance changed the rules.
        RulesChanged {
            /// Before.
            old: AttributionRules,
            /// From now on.
            new: AttributionRules,
        },
    }

    /// One per rule. A batch that the transaction pool refuses shows the variant's number as its custom error.
    #[pallet::error]
    #[derive(PartialEqNoBound, EqNoBound)]
    pub enum Error<T> {
        /// No allocation has this number, or it was closed.
        UnknownAllocation,
        /// Only the user that opened an allocation may change it.
        NotYourAllocation,
        /// The allocation is closing: open another one.
        AllocationClosing,
        /// Close the allocation first.
        AllocationNotClosing,
        /// The worker may still redeem: wait for the block named when the allocation was closed.
        StillRedeemable,
        /// Less than the least that can be set aside.
        AmountTooSmall,
        /// No bonded worker has this account.
        UnknownWorker,
        /// Anybody could sign with this voucher key.
        UnusableVoucherKey,
        /// Signed for another chain.
        WrongGenesis,
        /// The worker submitted a batch with this nonce already.
        NonceUsed,
        /// The worker has an earlier batch to submit.
        NonceTooHigh,
        /// Not signed by the worker's session key.
        BadWorkerSignature,
        /// A batch needs a receipt, and each of its incomes and redemptions too.
        NoReceipts,
        /// More receipts than a batch may have.
        TooManyReceipts,
        /// Credits are owed, but the batch has no credit line.
        NoCreditLines,
        /// Incomes must be in the order of their versions, each version once.
        IncomesNotSorted,
        /// Redemptions must be in the order of their allocations, each allocation once.
        RedemptionsNotSorted,
        /// No version has this number.
        UnknownVersion,
        /// The version must not earn.
        VersionNotDeployed,
        /// The version's royalties leave nothing to split.
        TermsNotSplittable,
        /// Another worker was promised this money.
        AnotherWorker,
        /// The allocation closed before the batch came.
        AllocationClosed,
        /// The voucher's last block is over.
        VoucherExpired,
        /// The voucher promises less than what would then be redeemed; or it was redeemed before.
        VoucherTooLow,
        /// The voucher promises more than was set aside.
        VoucherTooHigh,
        /// The user has not seen all these receipts; only the last one may be missing.
        NotCountersigned,
        /// The voucher follows on other receipts than those redeemed before.
        AnotherHistory,
        /// The receipt that is not countersigned is for another version than the voucher asked.
        AnotherVersion,
        /// Not signed by the allocation's voucher key.
        BadVoucherSignature,
        /// Redemptions and incomes do not add up to the same fees.
        FeesDoNotMatch,
        /// The incomes' receipts are not the batch's.
        IncomeReceiptsDoNotMatch,
        /// The redemptions' receipts are not the batch's.
        RedeemedReceiptsDoNotMatch,
        /// The incomes' data parts do not add up to the sum of the credit tree.
        CreditsDoNotMatch,
        /// A version's data part is not what its fees owe the data, give or take a planck per receipt.
        DataDoesNotMatch,
        /// The worker's bond does not cover this batch besides those that have not matured.
        BondTooLow,
        /// As many batches mature in those blocks already as can: submit again later.
        TooManyMaturing,
        /// No batch has this number.
        UnknownBatch,
        /// The batch can still be disputed.
        NotMatured,
        /// The batch has fewer credit lines.
        UnknownLine,
        /// The line and its proof do not lead to the batch's credit root.
        BadCreditProof,
        /// The line was claimed before.
        AlreadyClaimed,
        /// The line is for a version that earned nothing in the batch.
        VersionNotInBatch,
        /// More would be claimed than the batch owes.
        CreditsExhausted,
        /// No contribution has this number.
        UnknownContribution,
        /// The contribution is in none of the version's snapshots.
        NotInVersion,
        /// The version owes this one nothing.
        NotAnAncestor,
        /// Nothing is owed at the moment.
        NothingOwed,
        /// The version was not made from this snapshot.
        AnotherSnapshot,
        /// The account does not exist, and the earnings are less than the existential deposit.
        BelowExistentialDeposit,
        /// The shares must add up to one whole, and the royalty cap must not exceed it.
        SharesNotWhole,
        /// Nobody can stake on a version yet, so nobody could claim a share for stakers.
        NoStakersYet,
        /// Periods and the most receipts must be above zero, and the bond's part at most one whole.
        RulesNotUsable,
        /// A sum left the range of an amount.
        Overflow,
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        fn on_initialize(_: BlockNumberFor<T>) -> Weight {
            Self::mature_due()
        }

        fn integrity_test() {
            assert!(T::MaxVersions::get() > 0 && T::MaxRedemptions::get() > 0);
            assert!(T::MaxMaturing::get() > 0 && T::MaxClaimLines::get() > 0);
        }

        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Sets `amount` aside for `worker`. Vouchers signed by `voucher_key` (sr25519) spend it; the key needs no
        /// account, so a program can hold it without holding the user's money.
        #[pallet::call_index(0)]
        #[pallet::weight(T::WeightInfo::open_allocation())]
        pub fn open_allocation(
            origin: OriginFor<T>,
            worker: T::AccountId,
            amount: Amount,
            voucher_key: Digest,
        ) -> DispatchResult {
            let user = ensure_signed(origin)?;
            Self::do_open_allocation(user, worker, amount, voucher_key)
        }

        /// Sets more aside in an open allocation of the caller's.
        #[pallet::call_index(1)]
        #[pallet::weight(T::WeightInfo::top_up())]
        pub fn top_up(origin: OriginFor<T>, allocation: AllocationId, amount: Amount) -> DispatchResult {
            let user = ensure_signed(origin)?;
            Self::do_top_up(user, allocation, amount)
        }

        /// Begins to close an allocation of the caller's. The worker stops serving it, and may redeem what it
        /// served until the closing delay is over.
        #[pallet::call_index(2)]
        #[pallet::weight(T::WeightInfo::close_allocation())]
        pub fn close_allocation(origin: OriginFor<T>, allocation: AllocationId) -> DispatchResult {
            let user = ensure_signed(origin)?;
            Self::do_close_allocation(user, allocation)
        }

        /// Returns what is left of an allocation whose closing delay is over. Anyone may ask; the money goes to
        /// the user that set it aside.
        #[pallet::call_index(3)]
        #[pallet::weight(T::WeightInfo::finish_closing())]
        pub fn finish_closing(origin: OriginFor<T>, allocation: AllocationId) -> DispatchResult {
            ensure_signed(origin)?;
            Self::do_finish_closing(allocation)
        }

        /// Redeems vouchers for a batch of receipts. Sent by a worker as an authorised general transaction,
        /// without a fee: everything is checked before it enters a block, so that a batch which is in a block
        /// was accepted.
        #[pallet::call_index(4)]
        #[pallet::weight(T::WeightInfo::submit_batch(
            signed.income.len() as u32,
            signed.redemptions.len() as u32,
        ))]
        #[pallet::weight_of_authorize(T::WeightInfo::authorize_batch(
            signed.income.len() as u32,
            signed.redemptions.len() as u32,
        ))]
        #[pallet::authorize(|source, signed, signature| Self::authorize_batch(source, signed, signature))]
        pub fn submit_batch(
            origin: OriginFor<T>,
            signed: Box<BoundedSignedBatch<T>>,
            _signature: sr25519::Signature,
        ) -> DispatchResult {
            ensure_authorized(origin)?;
            Self::do_submit_batch(&signed)
        }

        /// Credits the contributors of these lines of a matured batch. Anyone may ask; all lines or none.
        #[pallet::call_index(5)]
        #[pallet::weight(T::WeightInfo::claim_credits(lines.len() as u32))]
        pub fn claim_credits(
            origin: OriginFor<T>,
            batch: BatchId,
            lines: BoundedVec<CreditClaim, T::MaxClaimLines>,
        ) -> DispatchResult {
            ensure_signed(origin)?;
            Self::do_claim_credits(batch, lines)
        }

        /// Pays `ancestor` what `child` owes it by now: to the ancestor's builder, and into its data pool.
        /// Anyone may ask.
        #[pallet::call_index(6)]
        #[pallet::weight(T::WeightInfo::settle_royalty())]
        pub fn settle_royalty(origin: OriginFor<T>, child: VersionId, ancestor: VersionId) -> DispatchResult {
            ensure_signed(origin)?;
            Self::do_settle_royalty(child, ancestor)
        }

        /// Credits a contributor with its part of a version's data pool: by the contribution's weight in
        /// `snapshot`, and by its credits. Anyone may ask.
        #[pallet::call_index(7)]
        #[pallet::weight(T::WeightInfo::claim_data_pool())]
        pub fn claim_data_pool(
            origin: OriginFor<T>,
            version: VersionId,
            snapshot: SnapshotId,
            contribution: ContributionId,
        ) -> DispatchResult {
            ensure_signed(origin)?;
            Self::do_claim_data_pool(version, snapshot, contribution)
        }

        /// Pays the caller's earnings out.
        #[pallet::call_index(8)]
        #[pallet::weight(T::WeightInfo::claim())]
        pub fn claim(origin: OriginFor<T>) -> DispatchResult {
            let account = ensure_signed(origin)?;
            Self::pay_out(account)
        }

        /// Changes periods and limits, for what begins from now on.
        #[pallet::call_index(10)]
        #[pallet::weight(T::WeightInfo::set_rules())]
        pub fn set_rules(origin: OriginFor<T>, rules: AttributionRules) -> DispatchResult {
            T::AdminOrigin::ensure_origin(origin)?;
            Self::do_set_rules(rules)
        }

        /// Pays another account's earnings out to it. Anyone may ask: the treasury cannot sign, and a
        /// contributor may have nothing to pay a fee with.
        #[pallet::call_index(11)]
        #[pallet::weight(T::WeightInfo::claim_for())]
        pub fn claim_for(origin: OriginFor<T>, account: T::AccountId) -> DispatchResult {
            ensure_signed(origin)?;
            Self::pay_out(account)
        }
    }

    #[pallet::view_functions]
    impl<T: Config> Pallet<T> {
        /// How a fee for an answer of this version would be divided today; nothing for an unknown version.
        pub fn preview_split(version: VersionId, fee: Amount) -> Option<SplitPreview<T::AccountId>> {
            Self::view_split(version, fee)
        }

        /// What an account may claim.
        pub fn earnings_of(account: T::AccountId) -> Amount {
            Earnings::<T>::get(account)
        }

        /// A batch, and what of it has been claimed.
        pub fn batch(batch: BatchId) -> Option<BatchStatus<T::AccountId>> {
            Self::view_batch(batch)
        }

        /// The nonce of a worker's next batch.
        pub fn batch_nonce(worker: T::AccountId) -> u64 {
            Self::next_nonce(&worker)
        }

        /// What `child` owes `ancestor` at the moment.
        pub fn royalty_owed(child: VersionId, ancestor: VersionId) -> Amount {
            Self::owed_royalty(child, ancestor).unwrap_or_default()
        }

        /// What a contribution could take of a version's data pool at the moment: by weight, by credit.
        pub fn data_owed(version: VersionId, snapshot: SnapshotId, contribution: ContributionId) -> (Amount, Amount) {
            Self::view_data_owed(version, snapshot, contribution)
        }

        /// Which credit lines of a batch were claimed: chunks of 128, by number, with a bit for each line.
        pub fn claimed_lines(batch: BatchId) -> Vec<(u32, u128)> {
            Claimed::<T>::iter_prefix(batch).collect()
        }
    }
}
