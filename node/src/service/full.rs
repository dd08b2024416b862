//! A running node: the network, RPC, offchain workers, consensus and the worker beside it.

use super::{
    consensus::{self, Notifications},
    new_partial,
};
use crate::{cli::WorkerArgs, rpc, worker_child};
use openledger_runtime::{opaque::Block, Hash};
use polkadot_sdk::*;
use sc_client_api::Backend;
use sc_network::NetworkBackend;
use sc_offchain::{OffchainWorkerOptions, OffchainWorkers};
use sc_service::{
    BuildNetworkParams, Configuration, Error as ServiceError, PartialComponents, SpawnTasksParams, TaskManager,
    WarpSyncConfig,
};
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_blockchain::HeaderBackend;
use std::sync::Arc;

/// Builds a node and starts all of its tasks.
pub async fn new_full<Network: NetworkBackend<Block, Hash>>(
    mut config: Configuration,
    worker: WorkerArgs,
    dev: bool,
) -> Result<TaskManager, ServiceError> {
    let PartialComponents {
        client,
        backend,
        mut task_manager,
        import_queue,
        keystore_container,
        select_chain,
        transaction_pool,
        other: mut parts,
    } = new_partial(&mut config)?;

    // In a network of a few nodes there may be only one peer to warp from.
    config.network.min_peers_to_start_warp_sync.get_or_insert(1);

    let genesis = client.info().genesis_hash;
    let registry = config.prometheus_registry().cloned();
    let metrics = Network::register_notification_metrics(registry.as_ref());
    let mut network_config =
        sc_network::config::FullNetworkConfiguration::<_, _, Network>::new(&config.network, registry.clone());
    let notifications = Notifications::register(
        &mut network_config,
        genesis,
        &config.chain_spec,
        client.clone(),
        &metrics,
        registry.clone(),
    );
    let warp_sync = Arc::new(sc_consensus_grandpa::warp_proof::NetworkProvider::new(
        backend.clone(),
        parts.grandpa_link.shared_authority_set().clone(),
        Vec::new(),
    ));

    let (network, system_rpc_tx, tx_handler_controller, sync_service, _bitswap) =
        sc_service::build_network(BuildNetworkParams {
            config: &config,
            net_config: network_config,
            client: client.clone(),
            transaction_pool: transaction_pool.clone(),
            spawn_handle: task_manager.spawn_handle(),
            spawn_essential_handle: task_manager.spawn_essential_handle(),
            import_queue,
            block_announce_validator_builder: None,
            warp_sync_config: Some(WarpSyncConfig::WithProvider(warp_sync)),
            block_relay: None,
            metrics,
            gap_sync_body_policy: None,
        })?;

    let offchain_workers = OffchainWorkers::new(OffchainWorkerOptions {
        runtime_api_provider: client.clone(),
        is_validator: config.role.is_authority(),
        keystore: Some(keystore_container.keystore()),
        offchain_db: backend.offchain_storage(),
        transaction_pool: Some(OffchainTransactionPoolFactory::new(transaction_pool.clone())),
        network_provider: Arc::new(network.clone()),
        // Jobs are handed to the worker beside the node over HTTP.
        enable_http_requests: true,
        custom_extensions: |_| Vec::new(),
    })?;
    let runner = offchain_workers.run(client.clone(), task_manager.spawn_handle());
    task_manager.spawn_handle().spawn("offchain-workers-runner", "offchain-worker", runner);

    let worker_plan = worker_child::prepare(&config, worker, dev, &backend, &keystore_container)?;
    let setup = consensus::Setup::of(&config);
    let rpc_deps = rpc::Deps {
        client: client.clone(),
        backend: backend.clone(),
        pool: transaction_pool.clone(),
        select_chain: select_chain.clone(),
        chain_spec: config.chain_spec.cloned_box(),
        keystore: keystore_container.keystore(),
        babe: parts.babe_worker.clone(),
        grandpa: parts.grandpa_rpc.clone(),
        beefy: parts.beefy_rpc.clone(),
    };
    let rpc_handlers = sc_service::spawn_tasks(SpawnTasksParams {
        config,
        backend: backend.clone(),
        client: client.clone(),
        keystore: keystore_container.keystore(),
        network: network.clone(),
        sync_service: sync_service.clone(),
        rpc_builder: Box::new(move |executor| rpc::create(&rpc_deps, executor).map_err(Into::into)),
        transaction_pool: transaction_pool.clone(),
        task_manager: &mut task_manager,
        system_rpc_tx,
        tx_handler_controller,
        telemetry: parts.telemetry.as_mut(),
        tracing_execute_block: None,
    })?;

    let running = consensus::Running {
        setup,
        client,
        backend,
        keystore: keystore_container.keystore(),
        select_chain,
        transaction_pool,
        network,
        sync: sync_service,
        registry,
    };
    running.start(&task_manager, parts, notifications)?;
    if let Some(plan) = worker_plan {
        task_manager.keep_alive(plan.start(rpc_handlers.listen_addresses())?);
    }
    Ok(task_manager)
}
