//! What the node answers over RPC besides the stock methods.

use crate::service::{FullBackend, FullClient, FullPool, FullSelectChain};
use jsonrpsee::RpcModule;
use openledger_runtime::{opaque::Block, BlockNumber, Hash};
use polkadot_sdk::*;
use sc_client_api::Backend;
use sc_consensus_babe::BabeWorkerHandle;
use sc_consensus_beefy::communication::notification::{BeefyBestBlockStream, BeefyVersionedFinalityProofStream};
use sc_consensus_grandpa::{FinalityProofProvider, GrandpaJustificationStream, SharedAuthoritySet, SharedVoterState};
use sc_rpc::SubscriptionTaskExecutor;
use sp_consensus_beefy::ecdsa_crypto::AuthorityId as BeefyId;
use sp_keystore::KeystorePtr;
use std::{error::Error, sync::Arc};

/// What GRANDPA's methods read.
#[derive(Clone)]
pub struct GrandpaDeps {
    /// Where this node's vote stands.
    pub voter_state: SharedVoterState,
    /// Who votes.
    pub authority_set: SharedAuthoritySet<Hash, BlockNumber>,
    /// Proofs of finality as they arise.
    pub justifications: GrandpaJustificationStream<Block>,
    /// Proofs of finality of old blocks.
    pub proofs: Arc<FinalityProofProvider<FullBackend, Block>>,
}

/// What BEEFY's methods read.
#[derive(Clone)]
pub struct BeefyDeps {
    /// Proofs as they arise.
    pub proofs: BeefyVersionedFinalityProofStream<Block, BeefyId>,
    /// The best block that validators have signed.
    pub best_block: BeefyBestBlockStream<Block>,
}

/// What the methods read.
pub struct Deps {
    /// The chain.
    pub client: Arc<FullClient>,
    /// The database.
    pub backend: Arc<FullBackend>,
    /// Transactions that wait.
    pub pool: Arc<FullPool>,
    /// Which block is best.
    pub select_chain: FullSelectChain,
    /// The network's specification.
    pub chain_spec: Box<dyn sc_chain_spec::ChainSpec>,
    /// This node's keys.
    pub keystore: KeystorePtr,
    /// BABE's epochs.
    pub babe: BabeWorkerHandle<Block>,
    /// GRANDPA.
    pub grandpa: GrandpaDeps,
    /// BEEFY.
    pub beefy: BeefyDeps,
}

/// All methods of this node.
pub fn create(deps: &Deps, executor: SubscriptionTaskExecutor) -> Result<RpcModule<()>, Box<dyn Error + Send + Sync>> {
    use mmr_rpc::{Mmr, MmrApiServer};
    use pallet_transaction_payment_rpc::{TransactionPayment, TransactionPaymentApiServer};
    use sc_consensus_babe_rpc::{Babe, BabeApiServer};
    use sc_consensus_beefy_rpc::{Beefy, BeefyApiServer};
    use sc_consensus_grandpa_rpc::{Grandpa, GrandpaApiServer};
    use sc_sync_state_rpc::{SyncState, SyncStateApiServer};
    use substrate_frame_rpc_system::{System, SystemApiServer};

    let mut module = RpcModule::new(());
    let client = &deps.client;
    module.merge(System::new(client.clone(), deps.pool.clone()).into_rpc())?;
    module.merge(TransactionPayment::new(client.clone()).into_rpc())?;
    module.merge(
        Babe::new(client.clone(), deps.babe.clone(), deps.keystore.clone(), deps.select_chain.clone()).into_rpc(),
    )?;
    let grandpa = deps.grandpa.clone();
    module.merge(
        Grandpa::new(
            executor.clone(),
            grandpa.authority_set.clone(),
            grandpa.voter_state,
            grandpa.justifications,
            grandpa.proofs,
        )
        .into_rpc(),
    )?;
    let beefy = deps.beefy.clone();
    module.merge(Beefy::<Block, BeefyId>::new(beefy.proofs, beefy.best_block, executor)?.into_rpc())?;
    let offchain = deps.backend.offchain_storage().ok_or("the database has no offchain storage")?;
    module.merge(Mmr::new(client.clone(), offchain).into_rpc())?;
    module.merge(
        SyncState::new(
            deps.chain_spec.cloned_box(),
            client.clone(),
            deps.grandpa.authority_set.clone(),
            deps.babe.clone(),
        )?
        .into_rpc(),
    )?;
    Ok(module)
}
