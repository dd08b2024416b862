//! What the node may ask the runtime at a given block.

// The macro below writes items that cannot carry docs.
#![allow(missing_docs)]

use crate::{
    configs::BABE_GENESIS_EPOCH, presets, AccountId, AuthorityDiscovery, Babe, Balance, Beefy, BeefyMmrLeaf, Block,
    BlockNumber, Executive, Grandpa, Hash, Header, InherentDataExt, Mmr, Nonce, Runtime, RuntimeCall,
    RuntimeGenesisConfig, SessionKeys, System, TransactionPayment, UncheckedExtrinsic, VERSION,
};
use alloc::vec::Vec;
use polkadot_sdk::*;

use frame_support::{
    genesis_builder_helper::{build_state, get_preset},
    traits::Get,
    weights::Weight,
};
use pallet_transaction_payment::{FeeDetails, RuntimeDispatchInfo};
use sp_api::impl_runtime_apis;
use sp_authority_discovery::AuthorityId as AuthorityDiscoveryId;
use sp_consensus_beefy::ecdsa_crypto::{AuthorityId as BeefyId, Signature as BeefySignature};
use sp_consensus_grandpa::AuthorityId as GrandpaId;
use sp_core::{crypto::KeyTypeId, OpaqueMetadata};
use sp_genesis_builder::PresetId;
use sp_inherents::{CheckInherentsResult, InherentData};
use sp_mmr_primitives as mmr;
use sp_runtime::{
    traits::{Block as BlockT, NumberFor},
    transaction_validity::{TransactionSource, TransactionValidity},
    ApplyExtrinsicResult, ExtrinsicInclusionMode, OpaqueValue,
};
use sp_session::OpaqueGeneratedSessionKeys;
use sp_version::RuntimeVersion;

type MmrHashing = <Runtime as pallet_mmr::Config>::Hashing;
type MmrHash = <MmrHashing as sp_runtime::traits::Hash>::Output;
type MmrLeaf = <<Runtime as pallet_mmr::Config>::LeafData as mmr::LeafDataProvider>::LeafData;

impl_runtime_apis! {
    impl sp_api::Core<Block> for Runtime {
        fn version() -> RuntimeVersion {
            VERSION
        }

        fn execute_block(block: <Block as BlockT>::LazyBlock) {
            Executive::execute_block(block)
        }

        fn initialize_block(header: &Header) -> ExtrinsicInclusionMode {
            Executive::initialize_block(header)
        }
    }

    impl sp_api::Metadata<Block> for Runtime {
        fn metadata() -> OpaqueMetadata {
            OpaqueMetadata::new(Runtime::metadata().into())
        }

        fn metadata_at_version(version: u32) -> Option<OpaqueMetadata> {
            Runtime::metadata_at_version(version)
        }

        fn metadata_versions() -> Vec<u32> {
            Runtime::metadata_versions()
        }
    }

    impl frame_support::view_functions::runtime_api::RuntimeViewFunction<Block> for Runtime {
        fn execute_view_function(
            id: frame_support::view_functions::ViewFunctionId,
            input: Vec<u8>,
        ) -> Result<Vec<u8>, frame_support::view_functions::ViewFunctionDispatchError> {
            Runtime::execute_view_function(id, input)
        }
    }

    impl sp_block_builder::BlockBuilder<Block> for Runtime {
        fn apply_extrinsic(extrinsic: UncheckedExtrinsic) -> ApplyExtrinsicResult {
            Executive::apply_extrinsic(extrinsic)
        }

        fn finalize_block() -> Header {
            Executive::finalize_block()
        }

        fn inherent_extrinsics(data: InherentData) -> Vec<UncheckedExtrinsic> {
            data.create_extrinsics()
        }

        fn check_inherents(block: <Block as BlockT>::LazyBlock, data: InherentData) -> CheckInherentsResult {
            data.check_extrinsics(&block)
        }
    }

    impl sp_transaction_pool::runtime_api::TaggedTransactionQueue<Block> for Runtime {
        fn validate_transaction(
            source: TransactionSource,
            transaction: UncheckedExtrinsic,
            at: Hash,
        ) -> TransactionValidity {
            Executive::validate_transaction(source, transaction, at)
        }
    }

    impl sp_offchain::OffchainWorkerApi<Block> for Runtime {
        fn offchain_worker(header: &Header) {
            Executive::offchain_worker(header)
        }
    }

    impl sp_consensus_babe::BabeApi<Block> for Runtime {
        fn configuration() -> sp_consensus_babe::BabeConfiguration {
            let epoch = Babe::epoch_config().unwrap_or(BABE_GENESIS_EPOCH);
            sp_consensus_babe::BabeConfiguration {
                slot_duration: Babe::slot_duration(),
                epoch_length: <Runtime as pallet_babe::Config>::EpochDuration::get(),
                c: epoch.c,
                authorities: Babe::authorities().to_vec(),
                randomness: Babe::randomness(),
                allowed_slots: epoch.allowed_slots,
            }
        }

        fn current_epoch_start() -> sp_consensus_babe::Slot {
            Babe::current_epoch_start()
        }

        fn current_epoch() -> sp_consensus_babe::Epoch {
            Babe::current_epoch()
        }

        fn next_epoch() -> sp_consensus_babe::Epoch {
            Babe::next_epoch()
        }

        // Nobody is slashed for equivocation yet: there is no proof to give and no report to take.
        fn generate_key_ownership_proof(
            _slot: sp_consensus_babe::Slot,
            _authority: sp_consensus_babe::AuthorityId,
        ) -> Option<sp_consensus_babe::OpaqueKeyOwnershipProof> {
            None
        }

        fn submit_report_equivocation_unsigned_extrinsic(
            _proof: sp_consensus_babe::EquivocationProof<Header>,
            _owner: sp_consensus_babe::OpaqueKeyOwnershipProof,
        ) -> Option<()> {
            None
        }
    }

    impl sp_consensus_grandpa::GrandpaApi<Block> for Runtime {
        fn grandpa_authorities() -> sp_consensus_grandpa::AuthorityList {
            Grandpa::grandpa_authorities()
        }

        fn current_set_id() -> sp_consensus_grandpa::SetId {
            pallet_grandpa::CurrentSetId::<Runtime>::get()
        }

        fn generate_key_ownership_proof(
            _set: sp_consensus_grandpa::SetId,
            _authority: GrandpaId,
        ) -> Option<sp_consensus_grandpa::OpaqueKeyOwnershipProof> {
            None
        }

        fn submit_report_equivocation_unsigned_extrinsic(
            _proof: sp_consensus_grandpa::EquivocationProof<Hash, NumberFor<Block>>,
            _owner: sp_consensus_grandpa::OpaqueKeyOwnershipProof,
        ) -> Option<()> {
            None
        }
    }

    #[api_version(6)]
    impl sp_consensus_beefy::BeefyApi<Block, BeefyId> for Runtime {
        fn beefy_genesis() -> Option<BlockNumber> {
            pallet_beefy::GenesisBlock::<Runtime>::get()
        }

        fn validator_set() -> Option<sp_consensus_beefy::ValidatorSet<BeefyId>> {
            Beefy::validator_set()
        }

        fn generate_key_ownership_proof(
            _set: sp_consensus_beefy::ValidatorSetId,
            _authority: BeefyId,
        ) -> Option<sp_consensus_beefy::OpaqueKeyOwnershipProof> {
            None
        }

        fn submit_report_double_voting_unsigned_extrinsic(
            _proof: sp_consensus_beefy::DoubleVotingProof<BlockNumber, BeefyId, BeefySignature>,
            _owner: sp_consensus_beefy::OpaqueKeyOwnershipProof,
        ) -> Option<()> {
            None
        }

        fn submit_report_fork_voting_unsigned_extrinsic(
            _proof: sp_consensus_beefy::ForkVotingProof<Header, BeefyId, OpaqueValue>,
            _owner: sp_consensus_beefy::OpaqueKeyOwnershipProof,
        ) -> Option<()> {
            None
        }

        fn submit_report_future_block_voting_unsigned_extrinsic(
            _proof: sp_consensus_beefy::FutureBlockVotingProof<BlockNumber, BeefyId>,
            _owner: sp_consensus_beefy::OpaqueKeyOwnershipProof,
        ) -> Option<()> {
            None
        }
    }

    #[api_version(3)]
    impl mmr::MmrApi<Block, MmrHash, BlockNumber> for Runtime {
        fn mmr_root() -> Result<MmrHash, mmr::Error> {
            Ok(pallet_mmr::RootHash::<Runtime>::get())
        }

        fn mmr_leaf_count() -> Result<mmr::LeafIndex, mmr::Error> {
            Ok(pallet_mmr::NumberOfLeaves::<Runtime>::get())
        }

        fn generate_proof(
            blocks: Vec<BlockNumber>,
            best_known: Option<BlockNumber>,
        ) -> Result<(Vec<mmr::EncodableOpaqueLeaf>, mmr::LeafProof<MmrHash>), mmr::Error> {
            let (leaves, proof) = Mmr::generate_proof(blocks, best_known)?;
            Ok((leaves.iter().map(mmr::EncodableOpaqueLeaf::from_leaf).collect(), proof))
        }

        fn generate_ancestry_proof(
            previous: BlockNumber,
            best_known: Option<BlockNumber>,
        ) -> Result<mmr::AncestryProof<MmrHash>, mmr::Error> {
            Mmr::generate_ancestry_proof(previous, best_known)
        }

        fn verify_proof(
            leaves: Vec<mmr::EncodableOpaqueLeaf>,
            proof: mmr::LeafProof<MmrHash>,
        ) -> Result<(), mmr::Error> {
            let leaves = leaves
                .into_iter()
                .map(|leaf| leaf.into_opaque_leaf().try_decode().ok_or(mmr::Error::Verify))
                .collect::<Result<Vec<MmrLeaf>, mmr::Error>>()?;
            Mmr::verify_leaves(leaves, proof)
        }

        fn verify_proof_stateless(
            root: MmrHash,
            leaves: Vec<mmr::EncodableOpaqueLeaf>,
            proof: mmr::LeafProof<MmrHash>,
        ) -> Result<(), mmr::Error> {
            let nodes =
                leaves.into_iter().map(|leaf| mmr::DataOrHash::Data(leaf.into_opaque_leaf())).collect();
            pallet_mmr::verify_leaves_proof::<MmrHashing, _>(root, nodes, proof)
        }
    }

    impl pallet_beefy_mmr::BeefyMmrApi<Block, Hash> for RuntimeApi {
        fn authority_set_proof() -> sp_consensus_beefy::mmr::BeefyAuthoritySet<Hash> {
            BeefyMmrLeaf::authority_set_proof()
        }

        fn next_authority_set_proof() -> sp_consensus_beefy::mmr::BeefyNextAuthoritySet<Hash> {
            BeefyMmrLeaf::next_authority_set_proof()
        }
    }

    impl sp_authority_discovery::AuthorityDiscoveryApi<Block> for Runtime {
        fn authorities() -> Vec<AuthorityDiscoveryId> {
            AuthorityDiscovery::authorities()
        }
    }

    impl sp_session::SessionKeys<Block> for Runtime {
        fn generate_session_keys(owner: Vec<u8>, seed: Option<Vec<u8>>) -> OpaqueGeneratedSessionKeys {
            SessionKeys::generate(&owner, seed).into()
        }

        fn decode_session_keys(encoded: Vec<u8>) -> Option<Vec<(Vec<u8>, KeyTypeId)>> {
            SessionKeys::decode_into_raw_public_keys(&encoded)
        }
    }

    impl frame_system_rpc_runtime_api::AccountNonceApi<Block, AccountId, Nonce> for Runtime {
        fn account_nonce(account: AccountId) -> Nonce {
            System::account_nonce(account)
        }
    }

    impl pallet_transaction_payment_rpc_runtime_api::TransactionPaymentApi<Block, Balance> for Runtime {
        fn query_info(transaction: UncheckedExtrinsic, length: u32) -> RuntimeDispatchInfo<Balance> {
            TransactionPayment::query_info(transaction, length)
        }

        fn query_fee_details(transaction: UncheckedExtrinsic, length: u32) -> FeeDetails<Balance> {
            TransactionPayment::query_fee_details(transaction, length)
        }

        fn query_weight_to_fee(weight: Weight) -> Balance {
            TransactionPayment::weight_to_fee(weight)
        }

        fn query_length_to_fee(length: u32) -> Balance {
            TransactionPayment::length_to_fee(length)
        }
    }

    impl pallet_transaction_payment_rpc_runtime_api::TransactionPaymentCallApi<Block, Balance, RuntimeCall>
        for Runtime
    {
        fn query_call_info(call: RuntimeCall, length: u32) -> RuntimeDispatchInfo<Balance> {
            TransactionPayment::query_call_info(call, length)
        }

        fn query_call_fee_details(call: RuntimeCall, length: u32) -> FeeDetails<Balance> {
            TransactionPayment::query_call_fee_details(call, length)
        }

        fn query_weight_to_fee(weight: Weight) -> Balance {
            TransactionPayment::weight_to_fee(weight)
        }

        fn query_length_to_fee(length: u32) -> Balance {
            TransactionPayment::length_to_fee(length)
        }
    }

    impl sp_genesis_builder::GenesisBuilder<Block> for Runtime {
        fn build_state(config: Vec<u8>) -> sp_genesis_builder::Result {
            build_state::<RuntimeGenesisConfig>(config)
        }

        fn get_preset(id: &Option<PresetId>) -> Option<Vec<u8>> {
            get_preset::<RuntimeGenesisConfig>(id, presets::get)
        }

        fn preset_names() -> Vec<PresetId> {
            presets::names()
        }
    }

    #[cfg(feature = "try-runtime")]
    impl frame_try_runtime::TryRuntime<Block> for Runtime {
        fn on_runtime_upgrade(checks: frame_try_runtime::UpgradeCheckSelect) -> (Weight, Weight) {
            let config = frame_executive::TryRuntimeUpgradeConfig::new(checks);
            let weight = Executive::try_runtime_upgrade_with_config(config)
                .expect("a failed check must stop the tool with its message");
            (weight, crate::configs::RuntimeBlockWeights::get().max_block)
        }

        fn execute_block(
            block: <Block as BlockT>::LazyBlock,
            state_root_check: bool,
            signature_check: bool,
            select: frame_try_runtime::TryStateSelect,
        ) -> Weight {
            Executive::try_execute_block(block, state_root_check, signature_check, select)
                .expect("a failed check must stop the tool with its message")
        }
    }

    #[cfg(feature = "runtime-benchmarks")]
    impl frame_benchmarking::Benchmark<Block> for Runtime {
        fn benchmark_metadata(
            extra: bool,
        ) -> (Vec<frame_benchmarking::BenchmarkList>, Vec<frame_support::traits::StorageInfo>) {
            crate::benchmarks::metadata(extra)
        }

        #[allow(non_local_definitions)]
        fn dispatch_benchmark(
            config: frame_benchmarking::BenchmarkConfig,
        ) -> Result<Vec<frame_benchmarking::BenchmarkBatch>, alloc::string::String> {
            crate::benchmarks::dispatch(config)
        }
    }
}
