//! The tasks that make blocks (BABE), finalise them (GRANDPA), sign them for other chains (BEEFY
//! over the MMR) and let validators find one another.

use super::{
    partial::{ConsensusParts, GRANDPA_JUSTIFICATION_PERIOD},
    FullBackend, FullClient, FullPool, FullSelectChain,
};
use futures::StreamExt;
use openledger_runtime::{opaque::Block, Hash};
use polkadot_sdk::*;
use sc_consensus_babe::{BabeParams, SlotProportion};
use sc_consensus_beefy::communication::request_response::BeefyJustifsRequestHandler;
use sc_consensus_grandpa::{GrandpaParams, VotingRulesBuilder};
use sc_consensus_slots::BackoffAuthoringOnFinalizedHeadLagging;
use sc_network::{
    config::FullNetworkConfiguration, service::traits::NetworkService, service::NotificationMetrics, Event, Multiaddr,
    NetworkBackend, NotificationService, ProtocolName,
};
use sc_network_sync::SyncingService;
use sc_service::{ChainSpec, ChainType, Configuration, Error as ServiceError, Role, TaskManager};
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_consensus_beefy::ecdsa_crypto::AuthorityId as BeefyId;
use sp_keystore::KeystorePtr;
use std::{marker::PhantomData, path::PathBuf, sync::Arc, time::Duration};
use substrate_prometheus_endpoint::Registry;

/// BEEFY signs at least every this many blocks; what other chains wait for is small.
const BEEFY_BLOCKS: u32 = 4;
/// A block's making may take this part of its slot.
const PROPOSAL_SHARE: f32 = 0.5;

/// The protocols by which validators exchange votes.
pub struct Notifications {
    grandpa: (ProtocolName, Box<dyn NotificationService>),
    beefy: (ProtocolName, Box<dyn NotificationService>),
    beefy_proofs: BeefyJustifsRequestHandler<Block, FullClient>,
}

impl Notifications {
    /// Adds the protocols to the network's configuration.
    #[allow(clippy::borrowed_box)] // GRANDPA's own function asks for it
    pub fn register<Network: NetworkBackend<Block, Hash>>(
        network: &mut FullNetworkConfiguration<Block, Hash, Network>,
        genesis: Hash,
        chain: &Box<dyn ChainSpec>,
        client: Arc<FullClient>,
        metrics: &NotificationMetrics,
        registry: Option<Registry>,
    ) -> Self {
        let peers = network.peer_store_handle();

        let grandpa_name = sc_consensus_grandpa::protocol_standard_name(&genesis, chain);
        let (protocol, grandpa) = sc_consensus_grandpa::grandpa_peers_set_config::<_, Network>(
            grandpa_name.clone(),
            metrics.clone(),
            peers.clone(),
        );
        network.add_notification_protocol(protocol);

        let beefy_name = sc_consensus_beefy::gossip_protocol_name(genesis, chain.fork_id());
        let (protocol, beefy) = sc_consensus_beefy::communication::beefy_peers_set_config::<_, Network>(
            beefy_name.clone(),
            metrics.clone(),
            peers,
        );
        network.add_notification_protocol(protocol);
        let (beefy_proofs, protocol) =
            BeefyJustifsRequestHandler::new::<_, Network>(genesis, chain.fork_id(), client, registry);
        network.add_request_response_protocol(protocol);

        Self { grandpa: (grandpa_name, grandpa), beefy: (beefy_name, beefy), beefy_proofs }
    }
}

/// What consensus needs of the configuration, which RPC then takes whole.
pub struct Setup {
    role: Role,
    name: String,
    force_authoring: bool,
    finalise: bool,
    patient: bool,
    publish_local_addresses: bool,
    public_addresses: Vec<Multiaddr>,
    network_folder: Option<PathBuf>,
}

impl Setup {
    /// Reads it from the configuration.
    pub fn of(config: &Configuration) -> Self {
        Self {
            role: config.role,
            name: config.network.node_name.clone(),
            force_authoring: config.force_authoring,
            finalise: !config.disable_grandpa,
            patient: config.chain_spec.chain_type() == ChainType::Live,
            publish_local_addresses: config.network.allow_non_globals_in_dht,
            public_addresses: config.network.public_addresses.clone(),
            network_folder: config.network.net_config_path.clone(),
        }
    }

    /// Slows block making while finality lags; on a network for tests only ever so much, because
    /// nodes there come and go.
    fn backoff(&self) -> BackoffAuthoringOnFinalizedHeadLagging<u32> {
        let mut backoff = BackoffAuthoringOnFinalizedHeadLagging::default();
        if !self.patient {
            backoff.max_interval = 10;
        }
        backoff
    }
}

/// The parts of a node whose network runs.
pub struct Running {
    pub setup: Setup,
    pub client: Arc<FullClient>,
    pub backend: Arc<FullBackend>,
    pub keystore: KeystorePtr,
    pub select_chain: FullSelectChain,
    pub transaction_pool: Arc<FullPool>,
    pub network: Arc<dyn NetworkService>,
    pub sync: Arc<SyncingService<Block>>,
    pub registry: Option<Registry>,
}

impl Running {
    /// Starts every task of consensus.
    pub fn start(
        self,
        tasks: &TaskManager,
        parts: ConsensusParts,
        notifications: Notifications,
    ) -> Result<(), ServiceError> {
        let telemetry = parts.telemetry.as_ref().map(|t| t.handle());
        if self.setup.role.is_authority() {
            self.start_babe(tasks, parts.block_import, parts.babe_link, telemetry.clone())?;
            self.start_discovery(tasks);
        }
        self.start_beefy(tasks, parts.beefy_links, notifications.beefy, notifications.beefy_proofs);
        if self.setup.finalise {
            let state = parts.grandpa_rpc.voter_state;
            self.start_grandpa(tasks, parts.grandpa_link, state, notifications.grandpa, telemetry)?;
        }
        Ok(())
    }

    /// Only validators sign; other nodes listen.
    fn signing_keys(&self) -> Option<KeystorePtr> {
        self.setup.role.is_authority().then(|| self.keystore.clone())
    }

    fn start_babe(
        &self,
        tasks: &TaskManager,
        block_import: super::BabeBlockImport,
        babe_link: super::BabeLink,
        telemetry: Option<sc_telemetry::TelemetryHandle>,
    ) -> Result<(), ServiceError> {
        let proposer = sc_basic_authorship::ProposerFactory::new(
            tasks.spawn_handle(),
            self.client.clone(),
            self.transaction_pool.clone(),
            self.registry.as_ref(),
            telemetry.clone(),
        );
        let slot_duration = babe_link.config().slot_duration();
        let babe = sc_consensus_babe::start_babe(BabeParams {
            keystore: self.keystore.clone(),
            client: self.client.clone(),
            select_chain: self.select_chain.clone(),
            env: proposer,
            block_import,
            sync_oracle: self.sync.clone(),
            justification_sync_link: self.sync.clone(),
            create_inherent_data_providers: move |_, ()| async move {
                let timestamp = sp_timestamp::InherentDataProvider::from_system_time();
                let slot = sp_consensus_babe::inherents::InherentDataProvider::from_timestamp_and_slot_duration(
                    *timestamp,
                    slot_duration,
                );
                Ok((slot, timestamp))
            },
            force_authoring: self.setup.force_authoring,
            backoff_authoring_blocks: Some(self.setup.backoff()),
            babe_link,
            block_proposal_slot_portion: SlotProportion::new(PROPOSAL_SHARE),
            max_block_proposal_slot_portion: None,
            telemetry,
        })?;
        tasks.spawn_essential_handle().spawn_blocking("babe-proposer", Some("block-authoring"), babe);
        Ok(())
    }

    fn start_discovery(&self, tasks: &TaskManager) {
        let events = self.network.event_stream("authority-discovery").filter_map(|event| async move {
            match event {
                Event::Dht(event) => Some(event),
                _ => None,
            }
        });
        let (worker, _service) = sc_authority_discovery::new_worker_and_service_with_config(
            sc_authority_discovery::WorkerConfig {
                publish_non_global_ips: self.setup.publish_local_addresses,
                public_addresses: self.setup.public_addresses.clone(),
                strict_record_validation: true,
                persisted_cache_directory: self.setup.network_folder.clone(),
                ..Default::default()
            },
            self.client.clone(),
            Arc::new(self.network.clone()),
            Box::pin(events),
            sc_authority_discovery::Role::PublishAndDiscover(self.keystore.clone()),
            self.registry.clone(),
            tasks.spawn_handle(),
        );
        tasks.spawn_handle().spawn("authority-discovery-worker", Some("networking"), worker.run());
    }

    fn start_beefy(
        &self,
        tasks: &TaskManager,
        links: super::BeefyVoterLinks,
        (gossip_protocol_name, notification_service): (ProtocolName, Box<dyn NotificationService>),
        on_demand: BeefyJustifsRequestHandler<Block, FullClient>,
    ) {
        let beefy =
            sc_consensus_beefy::start_beefy_gadget::<_, _, _, _, _, _, _, BeefyId>(sc_consensus_beefy::BeefyParams {
                client: self.client.clone(),
                backend: self.backend.clone(),
                payload_provider: sp_consensus_beefy::mmr::MmrRootProvider::new(self.client.clone()),
                runtime: self.client.clone(),
                key_store: self.signing_keys(),
                network_params: sc_consensus_beefy::BeefyNetworkParams {
                    network: Arc::new(self.network.clone()),
                    sync: self.sync.clone(),
                    gossip_protocol_name,
                    justifications_protocol_name: on_demand.protocol_name(),
                    notification_service,
                    _phantom: PhantomData::<Block>,
                },
                min_block_delta: BEEFY_BLOCKS,
                prometheus_registry: self.registry.clone(),
                links,
                on_demand_justifications_handler: on_demand,
                is_authority: self.setup.role.is_authority(),
            });
        tasks.spawn_essential_handle().spawn_blocking("beefy-gadget", Some("beefy"), beefy);
        // Gives the leaves that offchain indexing wrote their final, fork-free keys.
        let mmr = mmr_gadget::MmrGadget::start(
            self.client.clone(),
            self.backend.clone(),
            sp_mmr_primitives::INDEXING_PREFIX.to_vec(),
        );
        tasks.spawn_essential_handle().spawn_blocking("mmr-gadget", Some("beefy"), mmr);
    }

    fn start_grandpa(
        &self,
        tasks: &TaskManager,
        link: super::GrandpaLink,
        shared_voter_state: sc_consensus_grandpa::SharedVoterState,
        (protocol_name, notification_service): (ProtocolName, Box<dyn NotificationService>),
        telemetry: Option<sc_telemetry::TelemetryHandle>,
    ) -> Result<(), ServiceError> {
        let voter = sc_consensus_grandpa::run_grandpa_voter(GrandpaParams {
            config: sc_consensus_grandpa::Config {
                gossip_duration: Duration::from_millis(333),
                justification_generation_period: GRANDPA_JUSTIFICATION_PERIOD,
                observer_enabled: false,
                local_role: self.setup.role,
                name: Some(self.setup.name.clone()),
                keystore: self.signing_keys(),
                telemetry: telemetry.clone(),
                protocol_name,
            },
            link,
            network: self.network.clone(),
            sync: self.sync.clone(),
            notification_service,
            telemetry,
            voting_rule: VotingRulesBuilder::default().build(),
            prometheus_registry: self.registry.clone(),
            shared_voter_state,
            offchain_tx_pool_factory: OffchainTransactionPoolFactory::new(self.transaction_pool.clone()),
        })?;
        tasks.spawn_essential_handle().spawn_blocking("grandpa-voter", Some("grandpa"), voter);
        Ok(())
    }
}
