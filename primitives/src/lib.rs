#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]

extern crate alloc;

pub mod batch;
#[cfg(feature = "std")]
pub mod check;
pub mod content;
pub mod demand;
#[cfg(feature = "std")]
pub mod document;
#[cfg(feature = "std")]
pub mod fragment;
pub mod hashing;
pub mod job;
pub mod licence;
#[cfg(feature = "std")]
pub mod media;
pub mod merkle;
pub mod merkle_sum;
pub mod receipt;
pub mod recipe;
pub mod royalty;
pub mod sketch;
pub mod split;
pub mod standard;
pub mod text;
pub mod vote;
pub mod voucher;
mod wide;

/// A 32-byte digest: Keccak-256 for everything the chain and the EVM layer prove, unless a name says otherwise.
pub type Digest = [u8; 32];

/// An account's 32-byte identifier (`AccountId32` without Substrate).
pub type AccountBytes = [u8; 32];

/// An amount of OPEN in planck (1 OPEN = 10^18 planck).
pub type Amount = u128;

/// Number of a datanet, counted from 0.
pub type DatanetId = u32;
/// Number of a contribution, counted from 0 over all datanets.
pub type ContributionId = u64;
/// Number of a model version, counted from 0 over all models.
pub type VersionId = u32;
/// Number of a job, counted from 0.
pub type JobId = u64;
/// Which try at a job this is: 1 for the first worker it was assigned to.
pub type Attempt = u8;
/// Number of an allocation, counted from 0.
pub type AllocationId = u64;
/// Number of a receipt batch, counted from 0 over all workers.
pub type BatchId = u64;
/// Number of a dispute, counted from 0.
pub type DisputeId = u64;
/// A block number, as the runtime counts them.
pub type BlockNumber = u32;

/// Version of the deterministic fragmenter (the module `fragment`) that contributions are cut by.
pub const FRAGMENTER_VERSION: u16 = 1;

/// Parts per million; every share of money is written in it.
pub type Ppm = u32;
/// One whole in [`Ppm`].
pub const PPM: Ppm = 1_000_000;
