//! Runs the runtime that networks run: its WebAssembly, not the library that is linked natively.
//!
//! The native build has the standard library and the wasm build has not, so what works in unit
//! tests may still fail on chain; here each preset becomes a state, and a block is made on it.

use codec::{Decode, Encode};
use openledger_runtime::{
    currency, opaque, BlockNumber, Hash, Header, RuntimeCall, UncheckedExtrinsic, SLOT_MILLISECONDS, VERSION,
    WASM_BINARY,
};
use polkadot_sdk::*;
use sc_executor::WasmExecutor;
use sp_consensus_babe::digests::{CompatibleDigestItem, PreDigest, SecondaryPlainPreDigest};
use sp_core::{
    offchain::{testing::TestOffchainExt, OffchainDbExt, OffchainWorkerExt},
    storage::Storage,
    traits::{CallContext, CodeExecutor, RuntimeCode, WrappedRuntimeCode},
};
use sp_io::TestExternalities;
use sp_keystore::{testing::MemoryKeystore, KeystoreExt};
use sp_runtime::{
    generic::DigestItem,
    traits::{BlakeTwo256, Hash as _, Header as _},
    BuildStorage, Digest, ExtrinsicInclusionMode,
};
use sp_version::RuntimeVersion;
use std::sync::LazyLock;

fn wasm() -> &'static [u8] {
    WASM_BINARY.expect("these tests need the wasm runtime: build without SKIP_WASM_BUILD")
}

/// Runs every call of these tests, so that the WebAssembly is compiled once for all of them.
static EXECUTOR: LazyLock<WasmExecutor<sp_io::SubstrateHostFunctions>> =
    LazyLock::new(|| WasmExecutor::builder().build());
static DEVELOPMENT: LazyLock<Storage> = LazyLock::new(|| genesis("development"));
static LOCAL_TESTNET: LazyLock<Storage> = LazyLock::new(|| genesis("local_testnet"));

fn genesis(preset: &str) -> Storage {
    sc_chain_spec::GenericChainSpec::<sc_chain_spec::NoExtension>::builder(wasm(), None)
        .with_genesis_config_preset_name(preset)
        .build()
        .build_storage()
        .expect("the preset builds")
}

/// A network at its genesis, or later.
struct Network {
    state: TestExternalities,
}

impl Network {
    fn new(genesis: &Storage) -> Self {
        let mut state = TestExternalities::new(genesis.clone());
        let (offchain, _) = TestOffchainExt::new();
        state.register_extension(OffchainDbExt::new(offchain.clone()));
        state.register_extension(OffchainWorkerExt::new(offchain));
        state.register_extension(KeystoreExt::new(MemoryKeystore::new()));
        Self { state }
    }

    fn call<Output: Decode>(&mut self, method: &str, input: impl Encode) -> Output {
        let code = WrappedRuntimeCode(wasm().into());
        let code = RuntimeCode { code_fetcher: &code, heap_pages: None, hash: BlakeTwo256::hash(wasm()).encode() };
        let mut ext = self.state.ext();
        let (output, _) =
            EXECUTOR.call(&mut ext, &code, method, &input.encode(), CallContext::Onchain { import: false });
        let output = output.unwrap_or_else(|error| panic!("{method}: {error}"));
        Output::decode(&mut &output[..]).unwrap_or_else(|error| panic!("{method} answered something else: {error}"))
    }

    /// Makes a block that holds nothing but the time.
    fn block(&mut self, number: BlockNumber, parent: Hash) -> Header {
        let slot = 1_000_000 + u64::from(number);
        let author = PreDigest::SecondaryPlain(SecondaryPlainPreDigest { authority_index: 0, slot: slot.into() });
        let digest = Digest { logs: vec![<DigestItem as CompatibleDigestItem>::babe_pre_digest(author)] };
        let header = Header::new(number, Default::default(), Default::default(), parent, digest);
        let mode: ExtrinsicInclusionMode = self.call("Core_initialize_block", &header);
        assert_eq!(mode, ExtrinsicInclusionMode::AllExtrinsics);
        let now = slot * SLOT_MILLISECONDS;
        let time = UncheckedExtrinsic::new_bare(RuntimeCall::Timestamp(pallet_timestamp::Call::set { now }));
        let applied: sp_runtime::ApplyExtrinsicResult = self.call("BlockBuilder_apply_extrinsic", time);
        applied.expect("the transaction is valid").expect("and succeeds");
        self.call("BlockBuilder_finalize_block", ())
    }
}

#[test]
fn it_is_the_version_that_is_linked_natively() {
    let version: RuntimeVersion = Network::new(&DEVELOPMENT).call("Core_version", ());
    assert_eq!(version.spec_name, "openledger");
    assert_eq!(version.spec_version, VERSION.spec_version);
    assert_eq!(version.apis, VERSION.apis);
}

#[test]
fn it_describes_itself_in_every_version_it_lists() {
    let mut network = Network::new(&DEVELOPMENT);
    let versions: Vec<u32> = network.call("Metadata_metadata_versions", ());
    for version in [14, 15, 16] {
        assert!(versions.contains(&version), "{versions:?}");
        let metadata: Option<sp_core::OpaqueMetadata> = network.call("Metadata_metadata_at_version", version);
        let metadata = metadata.expect("a listed version is served");
        assert_eq!(&metadata[..4], b"meta");
        assert_eq!(u32::from(metadata[4]), version);
    }
}

#[test]
fn every_preset_becomes_a_network_that_makes_blocks() {
    let names: Vec<String> = Network::new(&DEVELOPMENT).call("GenesisBuilder_preset_names", ());
    assert_eq!(names, ["development", "local_testnet"]);
    for (name, genesis) in names.iter().zip([&*DEVELOPMENT, &*LOCAL_TESTNET]) {
        let mut network = Network::new(genesis);
        let mut parent = Hash::repeat_byte(1);
        for number in 1..=3 {
            let header = network.block(number, parent);
            assert_eq!(*header.number(), number);
            let mmr_root = header.digest().logs().iter().any(
                |item| matches!(item, DigestItem::Consensus(sp_consensus_beefy::BEEFY_ENGINE_ID, bytes) if bytes[0] == 3),
            );
            assert!(mmr_root, "block {number} of {name} carries no MMR root: {:?}", header.digest());
            let () = network.call("OffchainWorkerApi_offchain_worker", &header);
            parent = header.hash();
        }
        let leaves: Result<u64, sp_mmr_primitives::Error> = network.call("MmrApi_mmr_leaf_count", ());
        assert_eq!(leaves, Ok(3));
    }
}

#[test]
fn the_supply_is_what_the_token_says() {
    let network = &mut Network::new(&LOCAL_TESTNET);
    let supply = network.state.execute_with(pallet_balances::TotalIssuance::<openledger_runtime::Runtime>::get);
    assert_eq!(supply, currency::GENESIS_SUPPLY);
}

#[test]
fn the_node_and_the_runtime_mean_the_same_by_a_block() {
    let header = Header::new(7, Hash::zero(), Hash::zero(), Hash::zero(), Digest::default());
    let block = opaque::Block { header: header.clone(), extrinsics: Vec::new() };
    let seen = openledger_runtime::Block::decode(&mut &block.encode()[..]).expect("the same bytes");
    assert_eq!(seen.header, header);
}
