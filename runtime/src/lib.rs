//! The OpenLedger runtime: what every node agrees on.
//!
//! One WebAssembly file serves every network. Whatever differs between a development chain and a
//! public one is a genesis value (see [`network`] and [`presets`]), never a build feature.
//!
//! - [`configs`]: how each pallet is set up, one file per concern;
//! - [`transaction`]: the shape of transactions and how offchain workers make them;
//! - [`apis`]: what the node may ask the runtime;
//! - [`upgrades`]: how this code is replaced by another;
//! - [`presets`]: the genesis states the runtime itself can produce.

#![cfg_attr(not(feature = "std"), no_std)]
// The macro that joins the pallets recurses once for each of them.
#![recursion_limit = "256"]

extern crate alloc;

#[cfg(feature = "std")]
include!(concat!(env!("OUT_DIR"), "/wasm_binary.rs"));

pub mod apis;
pub mod configs;
pub mod currency;
pub mod network;
pub mod presets;
pub mod transaction;
pub mod upgrades;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarks;

use alloc::{borrow::Cow, vec::Vec};
use polkadot_sdk::*;
use sp_runtime::{
    generic, impl_opaque_keys,
    traits::{BlakeTwo256, IdentifyAccount, Verify},
    MultiAddress, MultiSignature,
};
use sp_version::RuntimeVersion;

pub use transaction::{SignedPayload, TxExtension, UncheckedExtrinsic};

/// A block's height.
pub type BlockNumber = u32;
/// What a transaction is signed with: sr25519, ed25519 or ecdsa.
pub type Signature = MultiSignature;
/// An account: the public key, or a hash of it, of whoever signs.
pub type AccountId = <<Signature as Verify>::Signer as IdentifyAccount>::AccountId;
/// An account as a transaction names it.
pub type Address = MultiAddress<AccountId, ()>;
/// An amount of OPEN in plancks, its smallest unit.
pub type Balance = u128;
/// How many transactions an account has sent.
pub type Nonce = u32;
/// The hash of blocks and state.
pub type Hash = sp_core::H256;
/// A block's header.
pub type Header = generic::Header<BlockNumber, BlakeTwo256>;
/// A block with decoded transactions.
pub type Block = generic::Block<Header, UncheckedExtrinsic>;

/// Runs blocks: initialises, applies transactions, finalises.
pub type Executive =
    frame_executive::Executive<Runtime, Block, frame_system::ChainContext<Runtime>, Runtime, AllPalletsWithSystem>;

/// Types for the node, which need not understand transactions.
pub mod opaque {
    use super::*;
    pub use sp_runtime::OpaqueExtrinsic as UncheckedExtrinsic;

    /// A block's header.
    pub type Header = generic::Header<BlockNumber, BlakeTwo256>;
    /// A block whose transactions are bytes.
    pub type Block = generic::Block<Header, UncheckedExtrinsic>;
    /// A block's hash.
    pub type Hash = super::Hash;
}

impl_opaque_keys! {
    /// The keys a validator takes part in consensus with.
    pub struct SessionKeys {
        pub babe: Babe,
        pub grandpa: Grandpa,
        pub beefy: Beefy,
        pub authority_discovery: AuthorityDiscovery,
    }
}

macro_rules! version {
    // A token tree, because what reads it wants to see the number itself.
    ($spec_version:tt) => {
        /// The runtime's version. `spec_version` changes with every release whose behaviour differs.
        #[sp_version::runtime_version]
        pub const VERSION: RuntimeVersion = RuntimeVersion {
            spec_name: Cow::Borrowed("openledger"),
            impl_name: Cow::Borrowed("openledger"),
            authoring_version: 1,
            spec_version: $spec_version,
            impl_version: 1,
            apis: apis::RUNTIME_API_VERSIONS,
            transaction_version: 2,
            system_version: 1,
        };
    };
}

#[cfg(not(feature = "rehearsal"))]
version!(2);
// Always the next one.
#[cfg(feature = "rehearsal")]
version!(3);

/// What brings the state of the release before to this one's form, each in a single block.
pub type Migrations = (
    pallet_datanets::migrations::MigrateToV2<Runtime>,
    // Its history holds standards of datanets.
    pallet_governance::migrations::MigrateToV2<Runtime>,
    pallet_models::migrations::MigrateToV2<Runtime, configs::TreasuryAccount>,
);

/// Milliseconds between two slots; a block is expected in each.
pub const SLOT_MILLISECONDS: u64 = 2_000;
/// Blocks in a minute, an hour and a day.
pub const MINUTES: BlockNumber = 60_000 / SLOT_MILLISECONDS as BlockNumber;
/// See [`MINUTES`].
pub const HOURS: BlockNumber = 60 * MINUTES;
/// See [`MINUTES`].
pub const DAYS: BlockNumber = 24 * HOURS;

/// Every pallet under the index it keeps for ever. Session stands before Grandpa, Beefy and Mmr,
/// because an MMR leaf must name the validators of the session that has just begun.
#[frame_support::runtime]
mod runtime {
    #[runtime::runtime]
    #[runtime::derive(
        RuntimeCall,
        RuntimeEvent,
        RuntimeError,
        RuntimeOrigin,
        RuntimeFreezeReason,
        RuntimeHoldReason,
        RuntimeSlashReason,
        RuntimeLockId,
        RuntimeTask,
        RuntimeViewFunction
    )]
    pub struct Runtime;

    #[runtime::pallet_index(0)]
    pub type System = frame_system::Pallet<Runtime>;
    #[runtime::pallet_index(1)]
    pub type Timestamp = pallet_timestamp::Pallet<Runtime>;
    #[runtime::pallet_index(2)]
    pub type Network = network::Pallet<Runtime>;
    #[runtime::pallet_index(3)]
    pub type Babe = pallet_babe::Pallet<Runtime>;
    #[runtime::pallet_index(4)]
    pub type Authorship = pallet_authorship::Pallet<Runtime>;
    #[runtime::pallet_index(5)]
    pub type Balances = pallet_balances::Pallet<Runtime>;
    #[runtime::pallet_index(6)]
    pub type TransactionPayment = pallet_transaction_payment::Pallet<Runtime>;
    #[runtime::pallet_index(7)]
    pub type Session = pallet_session::Pallet<Runtime>;
    #[runtime::pallet_index(8)]
    pub type Grandpa = pallet_grandpa::Pallet<Runtime>;
    #[runtime::pallet_index(9)]
    pub type AuthorityDiscovery = pallet_authority_discovery::Pallet<Runtime>;
    #[runtime::pallet_index(10)]
    pub type Beefy = pallet_beefy::Pallet<Runtime>;
    #[runtime::pallet_index(11)]
    pub type Mmr = pallet_mmr::Pallet<Runtime>;
    #[runtime::pallet_index(12)]
    pub type BeefyMmrLeaf = pallet_beefy_mmr::Pallet<Runtime>;

    #[runtime::pallet_index(20)]
    pub type Treasury = pallet_treasury::Pallet<Runtime>;
    #[runtime::pallet_index(21)]
    pub type Utility = pallet_utility::Pallet<Runtime>;
    #[runtime::pallet_index(22)]
    pub type Multisig = pallet_multisig::Pallet<Runtime>;
    #[runtime::pallet_index(23)]
    pub type Proxy = pallet_proxy::Pallet<Runtime>;
    #[runtime::pallet_index(24)]
    pub type Parameters = pallet_parameters::Pallet<Runtime>;
    #[runtime::pallet_index(25)]
    pub type MultiBlockMigrations = pallet_migrations::Pallet<Runtime>;

    // After the migrations' pallet: see its `on_runtime_upgrade`.
    #[runtime::pallet_index(26)]
    pub type Upgrades = upgrades::Pallet<Runtime>;

    #[runtime::pallet_index(30)]
    pub type Preimage = pallet_preimage::Pallet<Runtime>;
    #[runtime::pallet_index(31)]
    pub type Scheduler = pallet_scheduler::Pallet<Runtime>;
    #[runtime::pallet_index(32)]
    pub type ConvictionVoting = pallet_conviction_voting::Pallet<Runtime>;
    #[runtime::pallet_index(33)]
    pub type Referenda = pallet_referenda::Pallet<Runtime>;
    #[runtime::pallet_index(34)]
    pub type Whitelist = pallet_whitelist::Pallet<Runtime>;

    #[runtime::pallet_index(50)]
    pub type Datanets = pallet_datanets::Pallet<Runtime>;
    #[runtime::pallet_index(51)]
    pub type Compute = pallet_compute::Pallet<Runtime>;
    #[runtime::pallet_index(52)]
    pub type Models = pallet_models::Pallet<Runtime>;
    #[runtime::pallet_index(53)]
    pub type Attribution = pallet_attribution::Pallet<Runtime>;
    #[runtime::pallet_index(54)]
    pub type Governance = pallet_governance::Pallet<Runtime>;
}
