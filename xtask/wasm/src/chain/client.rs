//! A node's client with its database, without a network: builds blocks and imports them.

use crate::chain::Result;
use codec::Decode;
use frame_support::traits::{StorageInfo, StorageInfoTrait};
use openledger_runtime::{apis::RuntimeApi, opaque::Block, AllPalletsWithSystem, RuntimeEvent};
use polkadot_sdk::*;
use sc_block_builder::BlockBuilderBuilder;
use sc_client_api::{execution_extensions::ExecutionExtensions, StorageProvider};
use sc_client_db::{BlocksPruning, DatabaseSettings, DatabaseSource, PruningMode};
use sc_consensus::{BlockImport, BlockImportParams, ForkChoiceStrategy, StateAction};
use sc_executor::WasmExecutor;
use sc_service::{ClientConfig, GenesisBlockBuilder, TFullBackend, TFullClient};
use sp_blockchain::HeaderBackend;
use sp_consensus::BlockOrigin;
use sp_consensus_babe::digests::{CompatibleDigestItem, PreDigest, SecondaryPlainPreDigest};
use sp_core::{
    hexdisplay::HexDisplay,
    storage::{Storage, StorageKey},
    H256,
};
use sp_inherents::InherentData;
use sp_runtime::{traits::Block as _, Digest, DigestItem, OpaqueExtrinsic};
use sp_weights::Weight;
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
    time::{Duration, Instant},
};

type Executor = WasmExecutor<sp_io::SubstrateHostFunctions>;

/// Memory for the cache of the state's nodes: the node's own default.
const TRIE_CACHE: usize = 1 << 30;

/// A chain in a database of its own.
pub struct Chain {
    client: TFullClient<Block, RuntimeApi, Executor>,
    folder: PathBuf,
    slot: u64,
}

/// A block that was built and not imported.
pub struct Built {
    /// The block.
    pub block: Block,
    /// How long it took, from the first call to the finished header.
    pub time: Taken,
    /// Transactions in it, the inherent one not counted.
    pub transactions: usize,
    /// What its calls and hooks declared, less what they gave back.
    pub weight: Weight,
    /// Keys written, with their new values.
    pub written: Vec<(Vec<u8>, Option<Vec<u8>>)>,
}

impl Chain {
    /// Writes a genesis state into a fresh database in this folder.
    pub fn new(folder: &Path, genesis: Storage) -> Result<Self> {
        let _ = std::fs::remove_dir_all(folder);
        std::fs::create_dir_all(folder)?;
        Self::open(folder, genesis, 1_000_000_000)
    }

    /// Opens the same database again, so that nothing is in the client's caches.
    pub fn reopened(self) -> Result<Self> {
        let Self { client, folder, slot } = self;
        drop(client);
        Self::open(&folder, Storage::default(), slot)
    }

    fn open(folder: &Path, genesis: Storage, slot: u64) -> Result<Self> {
        let settings = DatabaseSettings {
            trie_cache_maximum_size: Some(TRIE_CACHE),
            state_pruning: Some(PruningMode::ArchiveAll),
            source: DatabaseSource::ParityDb { path: folder.to_path_buf() },
            blocks_pruning: BlocksPruning::KeepAll,
            pruning_filters: Vec::new(),
            metrics_registry: None,
        };
        let backend: Arc<TFullBackend<Block>> = sc_service::new_db_backend(settings)?;
        let executor = Executor::builder().with_allow_missing_host_functions(true).build();
        let genesis = GenesisBlockBuilder::new_with_storage(genesis, true, backend.clone(), executor.clone())?;
        let client = sc_service::new_client(
            backend,
            executor.clone(),
            genesis,
            None,
            None,
            ExecutionExtensions::new(None, Arc::new(executor)),
            Box::new(sp_core::testing::TaskExecutor::new()),
            None,
            None,
            ClientConfig { offchain_indexing_api: true, ..Default::default() },
        )?;
        Ok(Self { client, folder: folder.to_path_buf(), slot })
    }

    /// Hash of the genesis block.
    pub fn genesis(&self) -> H256 {
        self.client.info().genesis_hash
    }

    /// Builds a block on this parent as an author does, in a slot of its own. Stops at the first transaction for which
    /// there is no room; any that fails is an error.
    pub fn build(&mut self, parent: H256, transactions: &[OpaqueExtrinsic]) -> Result<Built> {
        self.slot += 1;
        let author = SecondaryPlainPreDigest { authority_index: 0, slot: self.slot.into() };
        let digest = <DigestItem as CompatibleDigestItem>::babe_pre_digest(PreDigest::SecondaryPlain(author));
        let start = Clock::start();
        let mut builder = BlockBuilderBuilder::new(&self.client)
            .on_parent_block(parent)
            .fetch_parent_block_number(&self.client)?
            .with_inherent_digests(Digest { logs: vec![digest] })
            .build()?;
        let mut inherents = InherentData::new();
        inherents.put_data(*b"timstap0", &(self.slot * openledger_runtime::SLOT_MILLISECONDS))?;
        for inherent in builder.create_inherents(inherents)? {
            builder.push(inherent)?;
        }
        let mut included = 0;
        for transaction in transactions {
            match builder.push(transaction.clone()) {
                Ok(()) => included += 1,
                Err(sp_blockchain::Error::ApplyExtrinsicFailed(sp_blockchain::ApplyExtrinsicFailed::Validity(
                    error,
                ))) if error.exhausted_resources() => break,
                Err(error) => return Err(error.into()),
            }
        }
        let (block, changes) = builder.build()?.into_inner();
        let time = start.stop();
        let written = changes.main_storage_changes;
        all_succeeded(&written)?;
        let used: frame_support::dispatch::PerDispatchClass<Weight> =
            value_of(&written, "System", "BlockWeight").ok_or("a block's weight")?;
        Ok(Built { block, time, transactions: included, weight: used.total(), written })
    }

    /// Imports a block as a node does that got it from another: executes it, compares its header and writes its state.
    /// Returns how long that took.
    pub fn import(&self, block: &Block) -> Result<Taken> {
        let (header, body) = block.clone().deconstruct();
        let mut params = BlockImportParams::new(BlockOrigin::NetworkBroadcast, header);
        params.body = Some(body);
        params.state_action = StateAction::Execute;
        params.fork_choice = Some(ForkChoiceStrategy::LongestChain);
        let start = Clock::start();
        let result =
            futures::executor::block_on(self.client.import_block(params)).map_err(|error| error.to_string())?;
        let time = start.stop();
        match result {
            sc_consensus::ImportResult::Imported(_) => Ok(time),
            other => Err(format!("not imported: {other:?}").into()),
        }
    }

    /// Bytes by which a block makes the state grow, by pallet and item: keys and values.
    pub fn growth(&self, parent: H256, built: &Built) -> Result<BTreeMap<String, i64>> {
        let mut grown = BTreeMap::<String, i64>::new();
        for (key, new) in &built.written {
            let size = |value: usize| (key.len() + value) as i64;
            let old = self.client.storage(parent, &StorageKey(key.clone()))?;
            let change = new.as_ref().map_or(0, |value| size(value.len())) - old.map_or(0, |value| size(value.0.len()));
            *grown.entry(name_of(key)).or_default() += change;
        }
        Ok(grown)
    }

    /// Bytes of the database's files.
    pub fn bytes_on_disk(&self) -> Result<u64> {
        let mut sum = 0;
        for file in std::fs::read_dir(&self.folder)? {
            sum += file?.metadata()?.len();
        }
        Ok(sum)
    }
}

/// How long something took: by the processor that worked on it, and by the clock on the wall.
#[derive(Clone, Copy, Debug, Default)]
pub struct Taken {
    /// Processor time of the thread that executes; other work on the machine does not count.
    pub processor: Duration,
    /// Everything, waiting for the disk and for a processor included.
    pub wall: Duration,
}

struct Clock {
    processor: Duration,
    wall: Instant,
}

impl Clock {
    fn start() -> Self {
        Self { processor: processor_time(), wall: Instant::now() }
    }

    fn stop(self) -> Taken {
        Taken { processor: processor_time().saturating_sub(self.processor), wall: self.wall.elapsed() }
    }
}

fn processor_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec.unsigned_abs() as u32)
}

/// Fails when a transaction of a block did.
fn all_succeeded(written: &[(Vec<u8>, Option<Vec<u8>>)]) -> Result<()> {
    type Record = frame_system::EventRecord<RuntimeEvent, H256>;
    let events: Vec<Box<Record>> = value_of(written, "System", "Events").ok_or("a block's events")?;
    for record in events {
        if let RuntimeEvent::System(frame_system::Event::ExtrinsicFailed { dispatch_error, .. }) = &record.event {
            return Err(format!("{:?} failed: {dispatch_error:?}", record.phase).into());
        }
    }
    Ok(())
}

/// First 32 bytes of an item's keys.
fn prefix(pallet: &str, item: &str) -> Vec<u8> {
    [sp_io::hashing::twox_128(pallet.as_bytes()), sp_io::hashing::twox_128(item.as_bytes())].concat()
}

fn value_of<T: Decode>(written: &[(Vec<u8>, Option<Vec<u8>>)], pallet: &str, item: &str) -> Option<T> {
    let key = prefix(pallet, item);
    let (_, value) = written.iter().find(|(written, _)| *written == key)?;
    T::decode(&mut value.as_deref()?).ok()
}

/// Pallet and item of a key.
fn name_of(key: &[u8]) -> String {
    static NAMES: OnceLock<BTreeMap<Vec<u8>, String>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        // Some bounds are stored.
        let items = sp_io::TestExternalities::default().execute_with(AllPalletsWithSystem::storage_info);
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let name = |item: &StorageInfo| format!("{}::{}", text(&item.pallet_name), text(&item.storage_name));
        items.into_iter().map(|item| (item.prefix.clone(), name(&item))).collect()
    });
    let name = key.get(..32).and_then(|prefix| names.get(prefix));
    name.cloned().unwrap_or_else(|| format!("{:?}", HexDisplay::from(&key)))
}
