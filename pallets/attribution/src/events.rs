//! What the pallet tells.

use polkadot_sdk::frame_support::pallet_macros::pallet_section;

/// What the pallet tells.
#[pallet_section]
mod events {
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
        /// A batch was proved to lie: its users have their money back, and the worker's bond pays for it.
        BatchVoided {
            /// Its number.
            batch: BatchId,
            /// Who lied.
            worker: T::AccountId,
            /// About what.
            lie: Lie,
            /// Who proved it.
            challenger: T::AccountId,
            /// Back to the users, together.
            refunded: Amount,
            /// Taken from the worker's bond.
            slashed: Amount,
            /// Of that, credited to the challenger; the rest is the platform's.
            reward: Amount,
        },
        /// A user was given back what a void batch redeemed; it can be claimed.
        Refunded {
            /// The batch.
            batch: BatchId,
            /// The allocation it was redeemed from.
            allocation: AllocationId,
            /// Who paid.
            user: T::AccountId,
            /// How much.
            amount: Amount,
        },
        /// A challenger demands to see a part of a batch.
        Demanded {
            /// The batch.
            batch: BatchId,
            /// Which part.
            part: Part,
            /// Who demands it.
            challenger: T::AccountId,
            /// Last block in which it can be shown; after it the batch is void.
            deadline: BlockNumber,
        },
        /// What was demanded was shown: it stands in this call.
        Revealed {
            /// The batch.
            batch: BatchId,
            /// Which part.
            part: Part,
            /// Who demanded it, and lost the bond.
            challenger: T::AccountId,
            /// Of the bond, credited to the worker; the rest is the platform's.
            to_worker: Amount,
        },
        /// A challenger has an answer computed again.
        ReexecutionRequested {
            /// Its number.
            dispute: DisputeId,
            /// The batch.
            batch: BatchId,
            /// Place of the answer's receipt.
            receipt: u32,
            /// Who does not believe it.
            challenger: T::AccountId,
            /// Last block that the batch waits for it.
            deadline: BlockNumber,
        },
        /// A worker computed a disputed answer again.
        ReexecutionAnswered {
            /// Which.
            dispute: DisputeId,
            /// Who computed.
            worker: T::AccountId,
            /// Whether the same came out.
            agrees: bool,
        },
        /// A re-execution ended.
        ReexecutionEnded {
            /// Which.
            dispute: DisputeId,
            /// How.
            outcome: Outcome,
        },
        /// The backers' part of an income was paid.
        BackersPaid {
            /// The version that earned it.
            version: VersionId,
            /// How much.
            amount: Amount,
            /// Whether the builder has it, because nobody backs the version.
            to_builder: bool,
        },
        /// All that a batch does not need for its credit lines was forgotten.
        BatchCompacted {
            /// Its number.
            batch: BatchId,
            /// What its lines still owe.
            left: Amount,
        },
        /// A batch that owes nothing was forgotten.
        BatchForgotten {
            /// Its number.
            batch: BatchId,
        },
        /// Governance changed what disputes cost and how long they take.
        DisputeRulesChanged {
            /// Before.
            old: DisputeRules,
            /// From now on.
            new: DisputeRules,
        },
    }
}
