//! What commands need that work on the database without a network; a full node starts from it too.

use super::{
    BabeBlockImport, BabeLink, BeefyVoterLinks, FullBackend, FullClient, FullPool, FullSelectChain, GrandpaLink,
    HostFunctions,
};
use crate::rpc;
use openledger_runtime::{apis::RuntimeApi, opaque::Block, BlockNumber};
use polkadot_sdk::*;
use sc_consensus_babe::BabeWorkerHandle;
use sc_consensus_grandpa::{FinalityProofProvider, GrandpaPruningFilter, SharedVoterState};
use sc_service::{Configuration, Error as ServiceError, PartialComponents};
use sc_telemetry::{Telemetry, TelemetryWorker};
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_consensus_babe::inherents::{BabeCreateInherentDataProviders, InherentDataProvider as BabeInherent};
use sp_consensus_beefy::ecdsa_crypto::AuthorityId as BeefyId;
use std::sync::Arc;

/// A proof of finality is kept for at least every block whose number this divides.
pub const GRANDPA_JUSTIFICATION_PERIOD: u32 = 512;

/// The parts of a node without its network.
pub type Parts = PartialComponents<
    FullClient,
    FullBackend,
    FullSelectChain,
    sc_consensus::DefaultImportQueue<Block>,
    FullPool,
    ConsensusParts,
>;

/// What is left over for consensus once the import queue is built.
pub struct ConsensusParts {
    pub block_import: BabeBlockImport,
    pub grandpa_link: GrandpaLink,
    pub babe_link: BabeLink,
    pub beefy_links: BeefyVoterLinks,
    pub babe_worker: BabeWorkerHandle<Block>,
    pub grandpa_rpc: rpc::GrandpaDeps,
    pub beefy_rpc: rpc::BeefyDeps,
    pub telemetry: Option<Telemetry>,
}

/// Opens the database and builds the import queue. Offchain workers and offchain indexing are
/// always on: proofs for other chains need every block's leaf from the first one on, and a node
/// that missed some could not make them later.
pub fn new_partial(config: &mut Configuration) -> Result<Parts, ServiceError> {
    config.offchain_worker.enabled = true;
    config.offchain_worker.indexing_enabled = true;

    let telemetry = telemetry(config)?;
    let executor = sc_service::new_wasm_executor::<HostFunctions>(&config.executor);
    let (client, backend, keystore_container, task_manager) = sc_service::new_full_parts::<Block, RuntimeApi, _>(
        config,
        telemetry.as_ref().map(|(_, telemetry)| telemetry.handle()),
        executor,
        // Blocks with finality proofs outlive pruning: warp sync starts from them.
        vec![Arc::new(GrandpaPruningFilter)],
    )?;
    let client = Arc::new(client);
    let telemetry = telemetry.map(|(worker, telemetry)| {
        task_manager.spawn_handle().spawn("telemetry", None, worker.run());
        telemetry
    });

    let select_chain = sc_consensus::LongestChain::new(backend.clone());
    let transaction_pool = Arc::from(
        sc_transaction_pool::Builder::new(
            task_manager.spawn_essential_handle(),
            client.clone(),
            config.role.is_authority().into(),
        )
        .with_options(config.transaction_pool.clone())
        .with_prometheus(config.prometheus_registry())
        .build(),
    );

    // Blocks pass through three imports: BABE checks the author, BEEFY and GRANDPA keep the proofs
    // of finality that come with a block.
    let (grandpa_import, grandpa_link) = sc_consensus_grandpa::block_import(
        client.clone(),
        GRANDPA_JUSTIFICATION_PERIOD,
        &client,
        select_chain.clone(),
        telemetry.as_ref().map(|t| t.handle()),
    )?;
    let (beefy_import, beefy_links, beefy_rpc_links) =
        sc_consensus_beefy::beefy_block_import_and_links::<_, _, _, _, BeefyId>(
            grandpa_import.clone(),
            backend.clone(),
            client.clone(),
            config.prometheus_registry().cloned(),
        );
    let babe_config = sc_consensus_babe::configuration(&*client)?;
    let slot_duration = babe_config.slot_duration();
    let (block_import, babe_link) = sc_consensus_babe::block_import(
        babe_config,
        beefy_import,
        client.clone(),
        Arc::new(move |_, _| async move {
            let timestamp = sp_timestamp::InherentDataProvider::from_system_time();
            Ok((BabeInherent::from_timestamp_and_slot_duration(*timestamp, slot_duration), timestamp))
        }) as BabeCreateInherentDataProviders<Block>,
        select_chain.clone(),
        OffchainTransactionPoolFactory::new(transaction_pool.clone()),
    )?;
    let (import_queue, babe_worker) = sc_consensus_babe::import_queue(sc_consensus_babe::ImportQueueParams {
        link: babe_link.clone(),
        block_import: block_import.clone(),
        justification_import: Some(Box::new(grandpa_import)),
        client: client.clone(),
        slot_duration,
        spawner: &task_manager.spawn_essential_handle(),
        registry: config.prometheus_registry(),
        telemetry: telemetry.as_ref().map(|t| t.handle()),
    })?;

    let authority_set = grandpa_link.shared_authority_set().clone();
    let grandpa_rpc = rpc::GrandpaDeps {
        voter_state: SharedVoterState::empty(),
        justifications: grandpa_link.justification_stream(),
        proofs: FinalityProofProvider::new_for_service(backend.clone(), Some(authority_set.clone())),
        authority_set,
    };
    let beefy_rpc = rpc::BeefyDeps {
        proofs: beefy_rpc_links.from_voter_justif_stream,
        best_block: beefy_rpc_links.from_voter_best_beefy_stream,
    };

    Ok(PartialComponents {
        client,
        backend,
        task_manager,
        keystore_container,
        select_chain,
        import_queue,
        transaction_pool,
        other: ConsensusParts {
            block_import,
            grandpa_link,
            babe_link,
            beefy_links,
            babe_worker,
            grandpa_rpc,
            beefy_rpc,
            telemetry,
        },
    })
}

fn telemetry(config: &Configuration) -> Result<Option<(TelemetryWorker, Telemetry)>, ServiceError> {
    config
        .telemetry_endpoints
        .clone()
        .filter(|endpoints| !endpoints.is_empty())
        .map(|endpoints| -> Result<_, sc_telemetry::Error> {
            let worker = TelemetryWorker::new(16)?;
            let telemetry = worker.handle().new_telemetry(endpoints);
            Ok((worker, telemetry))
        })
        .transpose()
        .map_err(Into::into)
}

/// Takes back what consensus remembers of blocks that `revert` removes.
pub fn revert_consensus(client: Arc<FullClient>, backend: Arc<FullBackend>, blocks: BlockNumber) -> sc_cli::Result<()> {
    sc_consensus_babe::revert(client.clone(), backend, blocks)?;
    sc_consensus_grandpa::revert(client, blocks)?;
    Ok(())
}
