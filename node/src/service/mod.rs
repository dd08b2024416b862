//! The node's parts and how they are put together: [`partial`] what works on the database alone,
//! [`full`] the network around it, [`consensus`] the tasks that make and finalise blocks.

mod consensus;
mod full;
mod partial;

pub use full::new_full;
pub use partial::{new_partial, revert_consensus, Parts};

use openledger_runtime::{apis::RuntimeApi, opaque::Block};
use polkadot_sdk::*;
use sp_consensus_babe::inherents::BabeCreateInherentDataProviders;
use sp_consensus_beefy::ecdsa_crypto::AuthorityId as BeefyId;

/// What the runtime may call of the node. Only the stock functions, so that tools can run it too.
#[cfg(not(feature = "runtime-benchmarks"))]
type HostFunctions = sp_io::SubstrateHostFunctions;
/// What the runtime may call of the node while it is measured.
#[cfg(feature = "runtime-benchmarks")]
type HostFunctions = (sp_io::SubstrateHostFunctions, frame_benchmarking::benchmarking::HostFunctions);

/// The chain and its runtime.
pub type FullClient = sc_service::TFullClient<Block, RuntimeApi, sc_executor::WasmExecutor<HostFunctions>>;
/// The database.
pub type FullBackend = sc_service::TFullBackend<Block>;
/// Transactions that wait.
pub type FullPool = sc_transaction_pool::TransactionPoolHandle<Block, FullClient>;
/// Which block is best: the longest chain's, once nothing finalized contradicts it.
pub type FullSelectChain = sc_consensus::LongestChain<FullBackend, Block>;

type GrandpaBlockImport = sc_consensus_grandpa::GrandpaBlockImport<FullBackend, Block, FullClient, FullSelectChain>;
type BeefyBlockImport =
    sc_consensus_beefy::import::BeefyBlockImport<Block, FullBackend, FullClient, GrandpaBlockImport, BeefyId>;
type BabeBlockImport = sc_consensus_babe::BabeBlockImport<
    Block,
    FullClient,
    BeefyBlockImport,
    BabeCreateInherentDataProviders<Block>,
    FullSelectChain,
>;
type GrandpaLink = sc_consensus_grandpa::LinkHalf<Block, FullClient, FullSelectChain>;
type BabeLink = sc_consensus_babe::BabeLink<Block>;
type BeefyVoterLinks = sc_consensus_beefy::BeefyVoterLinks<Block, BeefyId>;
