#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]

extern crate alloc;

mod allocation;
mod backers;
mod batch;
#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
mod catalogue;
mod credits;
mod data_pool;
pub mod disputes;
mod earnings;
mod errors;
mod events;
mod income;
mod maturity;
#[cfg(test)]
mod mock;
mod offchain;
mod retention;
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

pub use backers::Backers;
pub use catalogue::{Catalogue, VersionFiles, VersionTerms};
pub use data_pool::{CreditPosition, DataPool};
pub use disputes::{
    demand::{Demand, OpenDemands, Part, Shown},
    evidence::{Ground, LeafPath, ShownReceipt, ShownSketch, ShownWeight},
    history::History,
    line::LineDispute,
    missing::MissingLineDispute,
    reexecution::{OpenReexecutions, Outcome, Reexecution},
    score::ScoreDispute,
    sum::SumDispute,
    totals::{ShownReceipts, Subject},
    verdict::{Lie, Verdict},
};
pub use offchain::SubmitError;
pub use pallet::*;
pub use retention::{OwedLines, SettledBatch};
pub use royalty::RoyaltyPool;
pub use types::*;
pub use weights::WeightInfo;
pub use workers::{Jobs, Workers};

use polkadot_sdk::frame_support::pallet_macros::import_section;

#[import_section(errors::errors)]
#[import_section(events::events)]
#[polkadot_sdk::frame_support::pallet]
pub mod pallet {
    use super::*;
    use alloc::{boxed::Box, vec::Vec};
    use frame_support::{
        dispatch::{DispatchResultWithPostInfo, Pays},
        pallet_prelude::*,
        traits::{
            fungible::{Inspect, Mutate, MutateHold},
            EnsureOrigin,
        },
        EqNoBound, PalletId, PartialEqNoBound,
    };
    use frame_system::{ensure_authorized, offchain::CreateAuthorizedTransaction, pallet_prelude::*};
    use openledger_primitives::{
        split, AllocationId, Amount, BatchId, BlockNumber, ContributionId, Digest, DisputeId, VersionId,
    };
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

        /// Where a disputed answer is computed again.
        type Jobs: Jobs<Self::AccountId>;

        /// Those who back versions with stake and share their income.
        type Backers: Backers<Self::AccountId>;

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
        /// Behind a demand or a re-execution that is open.
        Dispute,
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

    /// What disputes cost before governance says so.
    #[pallet::type_value]
    pub fn DefaultDisputeRules() -> DisputeRules {
        rules::DISPUTES
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

    /// What disputes cost and how long they take.
    #[pallet::storage]
    pub type DisputeTerms<T> = StorageValue<_, DisputeRules, ValueQuery, DefaultDisputeRules>;

    /// Batches that were proved to lie.
    #[pallet::storage]
    pub type Voided<T: Config> = StorageMap<_, Twox64Concat, BatchId, Verdict<T::AccountId>>;

    /// Parts of a batch that challengers demand to see.
    #[pallet::storage]
    pub type Demands<T: Config> = StorageMap<_, Twox64Concat, BatchId, OpenDemands<T::AccountId>, ValueQuery>;

    /// Number of the next re-execution.
    #[pallet::storage]
    pub type NextDisputeId<T> = StorageValue<_, DisputeId, ValueQuery>;

    /// Answers that are being computed again.
    #[pallet::storage]
    pub type Reexecutions<T: Config> = StorageMap<_, Twox64Concat, DisputeId, Reexecution<T::AccountId>>;

    /// The open re-executions of each batch.
    #[pallet::storage]
    pub type ReexecutionsOf<T> = StorageMap<_, Twox64Concat, BatchId, OpenReexecutions, ValueQuery>;

    /// What a batch owes the backers of its versions: none where their share is nothing.
    #[pallet::storage]
    pub type BackersParts<T: Config> =
        StorageMap<_, Twox64Concat, BatchId, BoundedVec<(VersionId, Amount), T::MaxVersions>, ValueQuery>;

    /// Old batches of which only what their credit lines need is left.
    #[pallet::storage]
    pub type SettledBatches<T: Config> = StorageMap<_, Twox64Concat, BatchId, SettledBatch<T>>;

    /// How many batches were forgotten in part or whole.
    #[pallet::storage]
    pub type CompactedBatches<T> = StorageValue<_, u64, ValueQuery>;

    /// The first economics and rules.
    #[pallet::genesis_config]
    pub struct GenesisConfig<T: Config> {
        /// How an income is divided.
        pub economics: split::Economics,
        /// Periods and limits.
        pub rules: AttributionRules,
        /// What disputes cost and how long they take.
        pub disputes: DisputeRules,
        #[allow(missing_docs)]
        #[serde(skip)]
        pub _config: core::marker::PhantomData<T>,
    }

    impl<T: Config> Default for GenesisConfig<T> {
        fn default() -> Self {
            Self {
                economics: rules::ECONOMICS,
                rules: rules::RULES,
                disputes: rules::DISPUTES,
                _config: Default::default(),
            }
        }
    }

    #[pallet::genesis_build]
    impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
        fn build(&self) {
            Pallet::<T>::begin(self.economics, self.rules, self.disputes);
        }
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

        /// Proves that a weight in a receipt is not max(0, query · index): receipt, query, index header, the
        /// contribution's sketch, and the leaf of the receipt's credit tree at the same place.
        #[pallet::call_index(12)]
        #[pallet::weight({
            let (dimensions, terms) = shown.size();
            T::WeightInfo::dispute_score(dimensions, terms).saturating_add(Pallet::<T>::void_weight())
        })]
        pub fn dispute_score(
            origin: OriginFor<T>,
            batch: BatchId,
            shown: Box<ScoreDispute>,
        ) -> DispatchResultWithPostInfo {
            let challenger = ensure_signed(origin)?;
            let lie = Self::judge_score(batch, &shown)?;
            Self::sentence(batch, lie, &challenger)
        }

        /// Proves that a credit line is not what its receipt owes, by a planck or more.
        #[pallet::call_index(13)]
        #[pallet::weight({
            let (dimensions, terms) = shown.size();
            T::WeightInfo::dispute_line(dimensions, terms).saturating_add(Pallet::<T>::void_weight())
        })]
        pub fn dispute_line(
            origin: OriginFor<T>,
            batch: BatchId,
            shown: Box<LineDispute>,
        ) -> DispatchResultWithPostInfo {
            let challenger = ensure_signed(origin)?;
            let lie = Self::judge_line(batch, &shown)?;
            Self::sentence(batch, lie, &challenger)
        }

        /// Proves that a credit line is owed and missing, by the two lines between which it would stand.
        #[pallet::call_index(14)]
        #[pallet::weight({
            let (dimensions, terms) = shown.ground.size();
            T::WeightInfo::dispute_missing_line(dimensions, terms).saturating_add(Pallet::<T>::void_weight())
        })]
        pub fn dispute_missing_line(
            origin: OriginFor<T>,
            batch: BatchId,
            shown: Box<MissingLineDispute>,
        ) -> DispatchResultWithPostInfo {
            let challenger = ensure_signed(origin)?;
            let lie = Self::judge_missing_line(batch, &shown)?;
            Self::sentence(batch, lie, &challenger)
        }

        /// Proves that two neighbouring credit lines are out of order, or the same.
        #[pallet::call_index(15)]
        #[pallet::weight(T::WeightInfo::dispute_order().saturating_add(Pallet::<T>::void_weight()))]
        pub fn dispute_order(
            origin: OriginFor<T>,
            batch: BatchId,
            first: CreditClaim,
            second: CreditClaim,
        ) -> DispatchResultWithPostInfo {
            let challenger = ensure_signed(origin)?;
            let lie = Self::judge_order(batch, &first, &second)?;
            Self::sentence(batch, lie, &challenger)
        }

        /// Proves that a sum in the batch's tree of credit lines, or in a receipt's tree of weights, is not what is
        /// below it.
        #[pallet::call_index(16)]
        #[pallet::weight(T::WeightInfo::dispute_sum().saturating_add(Pallet::<T>::void_weight()))]
        pub fn dispute_sum(origin: OriginFor<T>, batch: BatchId, shown: Box<SumDispute>) -> DispatchResultWithPostInfo {
            let challenger = ensure_signed(origin)?;
            let lie = Self::judge_sum(batch, &shown)?;
            Self::sentence(batch, lie, &challenger)
        }

        /// Proves that receipts of a version, or of an allocation, come to more than the batch states for it.
        /// They are shown in the order of their places.
        #[pallet::call_index(17)]
        #[pallet::weight(
            T::WeightInfo::dispute_totals(shown.len() as u32).saturating_add(Pallet::<T>::void_weight())
        )]
        pub fn dispute_totals(
            origin: OriginFor<T>,
            batch: BatchId,
            subject: Subject,
            shown: ShownReceipts,
        ) -> DispatchResultWithPostInfo {
            let challenger = ensure_signed(origin)?;
            let lie = Self::judge_totals(batch, &subject, &shown)?;
            Self::sentence(batch, lie, &challenger)
        }

        /// Proves that a receipt contradicts itself or its batch, or is not among those that were redeemed: that it
        /// was redeemed before, or never.
        #[pallet::call_index(18)]
        #[pallet::weight(T::WeightInfo::dispute_receipt().saturating_add(Pallet::<T>::void_weight()))]
        pub fn dispute_receipt(
            origin: OriginFor<T>,
            batch: BatchId,
            shown: Box<ShownReceipt>,
        ) -> DispatchResultWithPostInfo {
            let challenger = ensure_signed(origin)?;
            let lie = Self::judge_receipt(batch, &shown)?;
            Self::sentence(batch, lie, &challenger)
        }

        /// Proves that two receipts of a batch are for one answer.
        #[pallet::call_index(19)]
        #[pallet::weight(T::WeightInfo::dispute_double().saturating_add(Pallet::<T>::void_weight()))]
        pub fn dispute_double(
            origin: OriginFor<T>,
            batch: BatchId,
            first: Box<ShownReceipt>,
            second: Box<ShownReceipt>,
        ) -> DispatchResultWithPostInfo {
            let challenger = ensure_signed(origin)?;
            let lie = Self::judge_double(batch, &first, &second)?;
            Self::sentence(batch, lie, &challenger)
        }

        /// Demands to see a part of a batch that nobody can find. A bond is put on hold: when the part is shown in
        /// time it is lost, when not the batch is void and the bond comes back with a reward.
        #[pallet::call_index(20)]
        #[pallet::weight(T::WeightInfo::demand())]
        pub fn demand(origin: OriginFor<T>, batch: BatchId, part: Part) -> DispatchResult {
            let challenger = ensure_signed(origin)?;
            Self::do_demand(challenger, batch, part)
        }

        /// Shows what was demanded. Anyone who has it may, with a signature or, without a fee, as an authorised general
        /// transaction: it is checked before it enters a block that it answers an open demand. The bond pays the worker.
        #[pallet::call_index(21)]
        #[pallet::weight({
            let (dimensions, terms) = shown.size();
            T::WeightInfo::reveal(dimensions, terms)
        })]
        #[pallet::weight_of_authorize({
            let (dimensions, terms) = shown.size();
            T::WeightInfo::reveal(dimensions, terms)
        })]
        #[pallet::authorize(|source, batch, part, shown| Self::authorize_reveal(source, *batch, *part, shown))]
        pub fn reveal(origin: OriginFor<T>, batch: BatchId, part: Part, shown: Box<Shown>) -> DispatchResult {
            if ensure_authorized(origin.clone()).is_err() {
                ensure_signed(origin)?;
            }
            Self::do_reveal(batch, part, &shown)
        }

        /// Makes a batch void of which something demanded was not shown in time. Anyone may ask; the reward is the
        /// demander's. Without it the batch becomes void when it would have matured.
        #[pallet::call_index(22)]
        #[pallet::weight(T::WeightInfo::convict_silence().saturating_add(Pallet::<T>::void_weight()))]
        pub fn convict_silence(origin: OriginFor<T>, batch: BatchId, part: Part) -> DispatchResultWithPostInfo {
            ensure_signed(origin)?;
            Self::do_convict_silence(batch, part)
        }

        /// Has an answer computed again by other workers, whom the caller pays; a bond is put on hold besides. When
        /// most of them get another output or query than the receipt names, the batch is void; when most get the
        /// same, the bond is lost.
        #[pallet::call_index(23)]
        #[pallet::weight(T::WeightInfo::request_reexecution())]
        pub fn request_reexecution(origin: OriginFor<T>, batch: BatchId, shown: Box<ShownReceipt>) -> DispatchResult {
            let challenger = ensure_signed(origin)?;
            Self::do_request_reexecution(challenger, batch, &shown)
        }

        /// Forgets of an old batch what its credit lines do not need, or of one that owes nothing everything. Anyone
        /// may ask, and again while something can be forgotten.
        #[pallet::call_index(24)]
        #[pallet::weight(T::WeightInfo::compact_batch())]
        pub fn compact_batch(origin: OriginFor<T>, batch: BatchId) -> DispatchResultWithPostInfo {
            ensure_signed(origin)?;
            Self::do_compact_batch(batch)?;
            Ok(Pays::No.into())
        }

        /// Proves that a user countersigned another receipt than the batch has, by the running hash `before` it and the
        /// hashes of all the allocation's receipts from it on.
        #[pallet::call_index(26)]
        #[pallet::weight(
            T::WeightInfo::dispute_history(history.len() as u32).saturating_add(Pallet::<T>::void_weight())
        )]
        pub fn dispute_history(
            origin: OriginFor<T>,
            batch: BatchId,
            shown: Box<ShownReceipt>,
            before: Digest,
            history: History,
        ) -> DispatchResultWithPostInfo {
            let challenger = ensure_signed(origin)?;
            let lie = Self::judge_history(batch, &shown, &before, &history)?;
            Self::sentence(batch, lie, &challenger)
        }

        /// Changes what disputes cost and how long they take, for those that begin from now on.
        #[pallet::call_index(25)]
        #[pallet::weight(T::WeightInfo::set_dispute_rules())]
        pub fn set_dispute_rules(origin: OriginFor<T>, rules: DisputeRules) -> DispatchResult {
            T::AdminOrigin::ensure_origin(origin)?;
            Self::do_set_dispute_rules(rules)
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

        /// How a batch was proved to lie; nothing for one that was not.
        pub fn verdict(batch: BatchId) -> Option<Verdict<T::AccountId>> {
            Voided::<T>::get(batch)
        }

        /// What challengers demand to see of a batch, and by when.
        pub fn demands(batch: BatchId) -> Vec<Demand<T::AccountId>> {
            Demands::<T>::get(batch).into_inner()
        }

        /// What challengers demand to see of a worker's batches, by batch.
        pub fn demands_of_worker(worker: T::AccountId) -> Vec<(BatchId, Demand<T::AccountId>)> {
            Self::demands_of(&worker)
        }

        /// Whether a batch can be disputed now.
        pub fn can_be_disputed(batch: BatchId) -> bool {
            Self::is_disputable(batch)
        }

        /// What a contribution's matured and claimed credit lines came to, for each version that answered from it.
        pub fn credits_of(contribution: ContributionId) -> Vec<(VersionId, Amount)> {
            Self::view_credits(contribution)
        }

        /// The batches in which a version earned, by number from `from` on, with the content id of the file that
        /// tells which of its answers credited which contribution.
        pub fn income_history(version: VersionId, from: BatchId, limit: u32) -> Vec<BatchEntry<T::AccountId>> {
            Self::view_history(version, from, limit)
        }

        /// What is left of an old batch that was compacted.
        pub fn settled_batch(batch: BatchId) -> Option<SettledBatch<T>> {
            SettledBatches::<T>::get(batch)
        }

        /// Which credit lines of a batch were claimed: chunks of 128, by number, with a bit for each line.
        pub fn claimed_lines(batch: BatchId) -> Vec<(u32, u128)> {
            Claimed::<T>::iter_prefix(batch).collect()
        }
    }
}
