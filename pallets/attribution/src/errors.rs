//! Why the pallet refuses.

use polkadot_sdk::frame_support::pallet_macros::pallet_section;

/// Why the pallet refuses.
#[pallet_section]
mod errors {
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
        /// The batch was proved to lie.
        BatchIsVoid,
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
        /// The batch can no longer be disputed.
        DisputesOver,
        /// Periods and the most receipts must be above zero, and the bond's part at most one whole.
        RulesNotUsable,
        /// A sum left the range of an amount.
        Overflow,
        /// What is shown is not what was committed to: a hash or a path does not lead to the root.
        NotCommitted,
        /// What is shown contradicts nothing.
        NoLie,
        /// The receipt shown is not the one in question.
        AnotherReceipt,
        /// The credit line shown is not the one in question.
        AnotherLine,
        /// The weight or sketch shown does not say what the contribution is owed.
        AnotherGround,
        /// The leaves shown are not neighbours between which the missing one would stand, or not in order.
        NotNeighbours,
        /// A receipt names more fragments than one may; nobody can show it, so demand it.
        ReceiptTooLong,
        /// The version has no attribution index.
        NoIndex,
        /// The index contradicts itself, which is not the answering worker's lie.
        IndexUnusable,
        /// The batch has no such part, or something else is shown.
        UnknownPart,
        /// Somebody asked for this already.
        AlreadyDemanded,
        /// As many disputes about this batch are open as can be, or as one challenger may open.
        TooManyDemands,
        /// Nobody demands this.
        NotDemanded,
        /// The deadline is over.
        TooLate,
        /// The deadline is not over.
        MayStillAnswer,
        /// Only answers whose numeric class gives the same everywhere can be computed again.
        NotReproducible,
        /// The worker whose answer is disputed cannot be its judge.
        Accused,
        /// The batch may be needed yet.
        TooYoung,
        /// Nothing of this batch can be forgotten.
        NothingToForget,
        /// Periods must be above zero, and parts at most one whole.
        DisputeRulesNotUsable,
    }
}
