//! Why a voucher does not pay, each with a code for machines and the next step for people.

use openledger_primitives::{AllocationId, Amount, BlockNumber, VersionId};

/// The first rule a voucher breaks.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No voucher came with the request.
    #[error(
        "this worker answers for payment: sign a voucher for the quote and send it in the header `OpenLedger-Voucher`"
    )]
    Missing,
    /// The header is not a SCALE-encoded signed voucher in hexadecimal.
    #[error("the header `OpenLedger-Voucher` must hold the hexadecimal SCALE encoding of a signed voucher")]
    Malformed,
    /// The voucher is for another chain.
    #[error("the voucher is for another chain: sign it with this chain's genesis hash")]
    WrongGenesis,
    /// The voucher or its allocation is for another worker.
    #[error("the voucher is for another worker: open an allocation for this one")]
    WrongWorker,
    /// The voucher is for another version than the one asked.
    #[error("the voucher is for version {voucher}, the request asks version {asked}")]
    WrongVersion {
        /// Signed.
        voucher: VersionId,
        /// Asked.
        asked: VersionId,
    },
    /// No such allocation in finalized state.
    #[error("allocation {0} is not in finalized state: open one, or wait until its block is final")]
    UnknownAllocation(AllocationId),
    /// The user closes the allocation.
    #[error("allocation {0} is being closed: open another")]
    Closing(AllocationId),
    /// The signature is not by the allocation's voucher key.
    #[error("the signature is not by the voucher key of allocation {0}")]
    BadSignature(AllocationId),
    /// The voucher runs out too soon to be redeemed.
    #[error("the voucher expires in block {expires}, the worker needs at least block {needed} to redeem it")]
    Expired {
        /// Signed.
        expires: BlockNumber,
        /// Needed.
        needed: BlockNumber,
    },
    /// The voucher bought an answer before.
    #[error("this voucher bought receipt {0} already: countersign that receipt in a new one")]
    Replayed(u64),
    /// The voucher does not countersign the receipts given so far.
    #[error(
        "the voucher countersigns {signed} receipts, {given} were given: sign their number and running hash as quoted"
    )]
    NotCountersigned {
        /// Signed.
        signed: u64,
        /// Given.
        given: u64,
    },
    /// The cumulative amount is below what was spent and this request may cost.
    #[error("the voucher promises {promised} planck in all, this request needs {required}")]
    TooLow {
        /// Signed.
        promised: Amount,
        /// Needed.
        required: Amount,
    },
    /// The allocation does not hold what the voucher promises.
    #[error("the voucher promises {promised} planck, allocation {allocation} holds {held}: top it up")]
    Exhausted {
        /// Which.
        allocation: AllocationId,
        /// Signed.
        promised: Amount,
        /// Set aside.
        held: Amount,
    },
}

impl Refusal {
    /// The code in the error's JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing => "voucher_required",
            Self::Malformed => "voucher_malformed",
            Self::WrongGenesis => "wrong_genesis",
            Self::WrongWorker => "wrong_worker",
            Self::WrongVersion { .. } => "wrong_version",
            Self::UnknownAllocation(_) => "unknown_allocation",
            Self::Closing(_) => "allocation_closing",
            Self::BadSignature(_) => "bad_signature",
            Self::Expired { .. } => "voucher_expired",
            Self::Replayed(_) => "voucher_replayed",
            Self::NotCountersigned { .. } => "receipts_not_countersigned",
            Self::TooLow { .. } => "voucher_too_low",
            Self::Exhausted { .. } => "allocation_exhausted",
        }
    }
}
