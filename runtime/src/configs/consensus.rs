//! Who makes blocks (BABE), who finalises them (GRANDPA), and what other chains can check (BEEFY
//! over a Merkle mountain range).
//!
//! Who validates is governance's to decide; a change of the set or of a validator's keys takes effect at
//! the end of the session after the running one. Nobody is slashed for equivocation yet, so no ownership
//! proofs of old keys are kept.

use crate::{
    network, AccountId, Babe, Balances, BeefyMmrLeaf, Governance, Runtime, RuntimeEvent, Session, SessionKeys,
    SLOT_MILLISECONDS,
};
use polkadot_sdk::*;

use frame_support::{
    parameter_types,
    traits::{ConstU32, ConstU64},
};
use sp_consensus_babe::{AllowedSlots, BabeEpochConfiguration};
use sp_consensus_beefy::{
    ecdsa_crypto::AuthorityId as BeefyId,
    mmr::{BeefyDataProvider, MmrLeafVersion},
};
use sp_core::H256;
use sp_runtime::traits::{ConvertInto, Keccak256, OpaqueKeys};

/// At genesis one slot in four is expected to have a primary author; the others fall to the
/// secondary author drawn for the slot, who proves the draw as well.
pub const BABE_GENESIS_EPOCH: BabeEpochConfiguration =
    BabeEpochConfiguration { c: (1, 4), allowed_slots: AllowedSlots::PrimaryAndSecondaryVRFSlots };

/// The most validators there can be.
pub type MaxAuthorities = ConstU32<100>;

impl pallet_babe::Config for Runtime {
    type EpochDuration = network::EpochLength<Runtime>;
    type ExpectedBlockTime = ConstU64<SLOT_MILLISECONDS>;
    type EpochChangeTrigger = pallet_babe::ExternalTrigger;
    type DisabledValidators = Session;
    type WeightInfo = ();
    type MaxAuthorities = MaxAuthorities;
    type MaxNominators = ConstU32<0>;
    type KeyOwnerProof = sp_core::Void;
    type EquivocationReportSystem = ();
}

impl pallet_authorship::Config for Runtime {
    type FindAuthor = pallet_session::FindAccountFromAuthorIndex<Self, Babe>;
    type EventHandler = ();
}

impl pallet_session::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type ValidatorId = AccountId;
    type ValidatorIdOf = ConvertInto;
    type ShouldEndSession = Babe;
    type NextSessionRotation = Babe;
    type SessionManager = Governance;
    type SessionHandler = <SessionKeys as OpaqueKeys>::KeyTypeIdProviders;
    type Keys = SessionKeys;
    type DisablingStrategy = ();
    type WeightInfo = pallet_session::weights::SubstrateWeight<Runtime>;
    type Currency = Balances;
    type KeyDeposit = ();
}

impl pallet_grandpa::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type WeightInfo = ();
    type MaxAuthorities = MaxAuthorities;
    type MaxNominators = ConstU32<0>;
    type MaxSetIdSessionEntries = ConstU64<0>;
    type KeyOwnerProof = sp_core::Void;
    type EquivocationReportSystem = ();
}

impl pallet_authority_discovery::Config for Runtime {
    type MaxAuthorities = MaxAuthorities;
}

impl pallet_beefy::Config for Runtime {
    type BeefyId = BeefyId;
    type MaxAuthorities = MaxAuthorities;
    type MaxNominators = ConstU32<0>;
    type MaxSetIdSessionEntries = ConstU64<0>;
    type OnNewValidatorSet = BeefyMmrLeaf;
    type AncestryHelper = BeefyMmrLeaf;
    type WeightInfo = ();
    type KeyOwnerProof = sp_core::Void;
    type EquivocationReportSystem = ();
}

impl pallet_mmr::Config for Runtime {
    const INDEXING_PREFIX: &'static [u8] = sp_mmr_primitives::INDEXING_PREFIX;
    type Hashing = Keccak256;
    type OnNewRoot = pallet_beefy_mmr::DepositBeefyDigest<Runtime>;
    type LeafData = BeefyMmrLeaf;
    type BlockHashProvider = pallet_mmr::DefaultBlockHashProvider<Runtime>;
    type WeightInfo = ();
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = ();
}

parameter_types! {
    /// Minor versions add to the leaf; the major one says that old readers cannot read it.
    pub LeafVersion: MmrLeafVersion = MmrLeafVersion::new(0, 0);
}

/// What a leaf carries beside the parent block and the next validators: the root of the messages
/// for other chains. Until there are such messages it is zero; the place is kept, because its width
/// is part of the leaf's format.
pub struct SettlementRoot;

impl BeefyDataProvider<H256> for SettlementRoot {
    fn extra_data() -> H256 {
        H256::zero()
    }
}

impl pallet_beefy_mmr::Config for Runtime {
    type LeafVersion = LeafVersion;
    type BeefyAuthorityToMerkleLeaf = pallet_beefy_mmr::BeefyEcdsaToEthereum;
    type LeafExtra = H256;
    type BeefyDataProvider = SettlementRoot;
    type WeightInfo = ();
}
