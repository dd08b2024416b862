//! Vouchers: how a user pays a worker request by request, without a transaction for each.
//!
//! A user sets money aside for one worker (an allocation) and names a voucher key. Each request carries a
//! voucher for the cumulative amount; it also signs the running hash of all receipts so far, so request n+1
//! countersigns receipt n and a worker can redeem only what the user saw, plus at most the last receipt.

use crate::{
    hashing::{keccak_256_of, tagged},
    AccountBytes, AllocationId, Amount, BlockNumber, Digest, VersionId,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// A promise to pay up to `cumulative` from an allocation.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
    Serialize,
    Deserialize,
)]
pub struct Voucher {
    /// Hash of the genesis block.
    #[serde(with = "crate::text::hex")]
    pub genesis: Digest,
    /// The allocation that pays.
    pub allocation: AllocationId,
    /// The worker account that may redeem it.
    #[serde(with = "crate::text::hex")]
    pub worker: AccountBytes,
    /// The version asked, in the request this voucher travels with.
    pub version: VersionId,
    /// Everything promised so far, this request's highest fee included.
    #[serde(with = "crate::text::decimal")]
    pub cumulative: Amount,
    /// Receipts seen so far.
    pub receipts: u64,
    /// Running hash of those receipts, see [`running_hash`].
    #[serde(with = "crate::text::hex")]
    pub receipts_hash: Digest,
    /// Last block in which it may be redeemed.
    pub expires: BlockNumber,
}

/// A voucher with its sr25519 signature (schnorrkel context `substrate`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct SignedVoucher {
    /// What is promised.
    pub voucher: Voucher,
    /// By the allocation's voucher key, over [`Voucher::signing_hash`].
    pub signature: [u8; 64],
}

impl Voucher {
    /// The 32 bytes that are signed.
    pub fn signing_hash(&self) -> Digest {
        tagged("openledger/voucher/1", self)
    }
}

/// Running hash of an allocation that has no receipt yet.
pub const NO_RECEIPTS: Digest = [0; 32];

/// Running hash after one more receipt: `keccak256(before ‖ receipt)`.
pub fn running_hash(before: &Digest, receipt: &Digest) -> Digest {
    keccak_256_of(&[before, receipt])
}
