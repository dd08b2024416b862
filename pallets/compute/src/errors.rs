//! What can be refused, each with its reason.

use polkadot_sdk::frame_support::pallet_macros::pallet_section;

/// Part of [`crate::pallet`].
#[pallet_section]
mod errors {
    /// Why a call was refused.
    #[pallet::error]
    pub enum Error<T> {
        /// This account is a worker already.
        AlreadyWorker,
        /// This account is not a worker: register it first.
        NotWorker,
        /// Another worker has this session key.
        KeyTaken,
        /// The proof is not this session key's signature over this chain's genesis and this account.
        BadProof,
        /// The endpoint is not an http:// or https:// address of printable ASCII without spaces.
        BadEndpoint,
        /// The bond is below the minimum the rules demand.
        BondTooSmall,
        /// Nothing to add.
        NothingAdded,
        /// As many workers as there can be get jobs already.
        TooManyWorkers,
        /// This worker is leaving.
        IsLeaving,
        /// This worker is not leaving: `leave` first.
        NotLeaving,
        /// The leaving period is not over.
        LeavingPeriodNotOver,
        /// The worker has jobs assigned: finish them, or wait for their deadlines.
        HasJobs,
        /// The worker's bond still answers for something, such as batches that can be disputed.
        HasLiabilities,
        /// There is no such job.
        JobUnknown,
        /// Only the requester of a job can cancel it.
        NotRequester,
        /// The job is not open: a worker is at it, or it is over.
        JobNotOpen,
        /// Checks and curation cannot be cancelled; withdraw the contribution instead.
        NotCancellable,
        /// This attempt at this job is not under way.
        NotAssigned,
        /// As many jobs as there can be are unfinished: try again later.
        QueueFull,
        /// Rules without a minimum bond.
        RulesWithoutBond,
        /// Rules that slash more than the whole bond.
        RulesSlashAboveWhole,
        /// Rules with a deadline that leaves no block after the assignment depth.
        RulesDeadlineTooShort,
        /// Rules with no attempts, or with no block between assignment and work.
        RulesWithoutAttempts,
        /// Rules by which a job is given up as soon as it is opened, or storage is to be proved in no time.
        RulesWithoutWait,
        /// A bit of these capabilities means nothing on this chain.
        UnknownCapability,
        /// A job is kept from more workers than there can be.
        TooManyExcluded,
        /// No amount to unbond, or nothing whose period is over.
        NothingUnbonded,
        /// As many parts of the bond unbond as there can be: withdraw those whose period is over.
        TooManyUnbonding,
        /// A pinned file has at least one leaf.
        NothingToKeep,
        /// A pin has at least one keeper, and no more than there can be.
        BadCopies,
        /// A file is pinned for at least one period.
        NoPeriods,
        /// Keepers are paid.
        NoPay,
        /// As many files as there can be are pinned already.
        TooManyPins,
        /// There is no such pin.
        PinUnknown,
        /// Only the payer of a pin can extend or end it.
        NotPayer,
        /// Only a worker that gets jobs can begin to keep files.
        NotActive,
        /// This worker keeps this file already.
        AlreadyKeeper,
        /// As many workers as are paid for keep this file already.
        EnoughKeepers,
        /// This account does not keep this file.
        NotKeeper,
        /// Prove first that you have the file: a leaf of it is asked of you in this period.
        ProofDue,
        /// Nothing is asked of you in this period, or you have proved it.
        NothingToProve,
        /// This is not the leaf that was asked, or its path does not lead to the root.
        BadStorageProof,
        /// The worker keeps files: `stop_storing` them first.
        KeepsFiles,
    }
}
