//! Connecting, and reading storage at one block.

use crate::Error;
use codec::{Decode, Encode};
use openledger_primitives::{BlockNumber, Digest};
use serde_json::Value;
use std::time::Duration;
use subxt::{
    client::{ClientAtBlock, OnlineClientAtBlockImpl},
    constants,
    error::OnlineClientAtBlockError,
    events::DecodeAsEvent,
    ext::scale_decode::DecodeAsType,
    extrinsics::DecodeAsExtrinsic,
    rpcs::{client::RpcParams, RpcClient},
    storage::{Address, PrefixOf},
    view_functions, OnlineClient, PolkadotConfig,
};

/// A connection to a node.
#[derive(Clone)]
pub struct Chain {
    pub(crate) client: OnlineClient<PolkadotConfig>,
    rpc: RpcClient,
}

/// One block's state; all reads see the same.
#[derive(Clone)]
pub struct At {
    pub(crate) client: ClientAtBlock<PolkadotConfig, OnlineClientAtBlockImpl<PolkadotConfig>>,
}

/// How often a block is asked for. A node confirms the subscription through which headers are read before it has entered
/// it, and until then says of every block that there is none.
const ATTEMPTS: u32 = 10;
/// How long is waited in between.
const PAUSE: Duration = Duration::from_millis(100);

/// Bytes of a view function's id.
const VIEW_ID: usize = 32;

/// Keys and values of a map.
pub type Page<K, V> = Vec<(K, V)>;

/// What happened in a block.
pub struct Events {
    events: subxt::events::Events<PolkadotConfig>,
}

impl Events {
    /// The events of this type, in their order.
    pub fn of<E: DecodeAsEvent>(&self) -> Result<Vec<E>, Error> {
        self.events.find::<E>().collect::<Result<_, _>>().map_err(Error::answer)
    }
}

impl Chain {
    /// Connects to a node's WebSocket address.
    pub async fn connect(url: &str) -> Result<Self, Error> {
        let failed = |reason: String| Error::Connect { url: url.into(), reason };
        // Plain ws:// is right for the loopback; anything else should be wss://.
        let local = ["ws://127.0.0.1", "ws://localhost", "ws://[::1]"].iter().any(|start| url.starts_with(start));
        let rpc = match local {
            true => RpcClient::from_insecure_url(url).await,
            false => RpcClient::from_url(url).await,
        };
        let rpc = rpc.map_err(|error| failed(error.to_string()))?;
        let client = OnlineClient::from_rpc_client(rpc.clone()).await.map_err(|error| failed(error.to_string()))?;
        Ok(Self { client, rpc })
    }

    /// Calls a method of the node's JSON-RPC interface.
    pub async fn request(&self, method: &str, parameters: &[Value]) -> Result<Value, Error> {
        let mut packed = RpcParams::new();
        for parameter in parameters {
            packed.push(parameter).map_err(Error::answer)?;
        }
        self.rpc.request(method, packed).await.map_err(Error::answer)
    }

    /// Hash of the genesis block.
    pub fn genesis(&self) -> Digest {
        self.client.genesis_hash().0
    }

    /// State of the newest finalized block.
    pub async fn finalized(&self) -> Result<At, Error> {
        Ok(At { client: self.client.at_current_block().await.map_err(Error::answer)? })
    }

    /// State of the newest block of the best chain, which may still be replaced.
    pub async fn best(&self) -> Result<At, Error> {
        // Asked directly: a new subscription to best blocks begins with the finalized one.
        let answer = self.request("chain_getBlockHash", &[]).await?;
        let hash: subxt::utils::H256 = serde_json::from_value(answer).map_err(Error::answer)?;
        self.at(hash.0).await
    }

    /// State of the block with this hash.
    pub async fn at(&self, hash: Digest) -> Result<At, Error> {
        let mut attempts = ATTEMPTS;
        loop {
            attempts = attempts.saturating_sub(1);
            match self.client.at_block(subxt::utils::H256(hash)).await {
                Ok(client) => return Ok(At { client }),
                Err(OnlineClientAtBlockError::BlockHeaderNotFound { .. }) if attempts > 0 => {
                    tokio::time::sleep(PAUSE).await;
                }
                Err(error) => return Err(Error::answer(error)),
            }
        }
    }
}

impl At {
    /// Height of the block.
    pub fn number(&self) -> BlockNumber {
        BlockNumber::try_from(self.client.block_number()).unwrap_or(BlockNumber::MAX)
    }

    /// Hash of the block.
    pub fn hash(&self) -> Digest {
        self.client.block_hash().0
    }

    /// The block's header, in SCALE; its BLAKE2b-256 is the block's hash.
    pub async fn header(&self) -> Result<Vec<u8>, Error> {
        Ok(self.client.block_header().await.map_err(Error::answer)?.encode())
    }

    /// What a constant of the runtime is.
    pub fn constant<A: constants::Address>(&self, address: A) -> Result<A::Target, Error> {
        self.client.constants().entry(address).map_err(Error::answer)
    }

    /// What a view function of a pallet returns.
    ///
    /// The runtime takes the arguments, and gives the result, as bytes with their length; subxt leaves the length out
    /// of both, so that part is done here.
    pub async fn view<P: view_functions::Payload>(&self, call: P) -> Result<P::ReturnType, Error> {
        let (pallet, name) = (call.pallet_name().to_owned(), call.function_name().to_owned());
        let views = self.client.view_functions();
        let plain = views.encode_args(call).map_err(Error::answer)?;
        let (id, arguments) = plain.split_at_checked(VIEW_ID).ok_or_else(|| Error::answer("no view function's id"))?;
        let request = [id, &arguments.encode()].concat();
        let answer = views.call_raw(Some(&request)).await.map_err(Error::answer)?;
        let refused = || Error::answer(format!("the runtime does not run the view function {pallet}.{name}"));
        let (status, bytes) = answer.split_first().ok_or_else(refused)?;
        if *status != 0 {
            return Err(refused());
        }
        let bytes = Vec::<u8>::decode(&mut &*bytes).map_err(Error::answer)?;
        let metadata = self.client.metadata_ref();
        let function = metadata.pallet_by_name(&pallet).and_then(|pallet| pallet.view_function_by_name(&name));
        let output = function.ok_or_else(refused)?.output_ty();
        P::ReturnType::decode_as_type(&mut &*bytes, output, metadata.types()).map_err(Error::answer)
    }

    /// Everything that happened in the block.
    pub async fn events(&self) -> Result<Events, Error> {
        Ok(Events { events: self.client.events().fetch().await.map_err(Error::answer)? })
    }

    /// The block's transactions that are this call, in their order.
    pub async fn calls<E: DecodeAsExtrinsic>(&self) -> Result<Vec<E>, Error> {
        let calls = self.client.extrinsics().fetch().await.map_err(Error::answer)?;
        calls.find::<E>().collect::<Result<_, _>>().map_err(Error::answer)
    }

    /// Value of a storage item, or what it is by default; `None` when there is neither.
    pub async fn get<A: Address>(&self, address: A, keys: A::KeyParts) -> Result<Option<A::Value>, Error> {
        let found = self.client.storage().try_fetch(address, keys).await.map_err(Error::answer)?;
        found.map(|value| value.decode().map_err(Error::answer)).transpose()
    }

    /// All entries of a map below these keys, in the order of the state trie.
    pub async fn all<A, P>(&self, address: A, keys: P) -> Result<Page<A::KeyParts, A::Value>, Error>
    where
        A: Address,
        P: PrefixOf<A::KeyParts>,
    {
        let mut entries = self.client.storage().iter(address, keys).await.map_err(Error::answer)?;
        let mut page = Vec::new();
        while let Some(entry) = entries.next().await {
            let entry = entry.map_err(Error::answer)?;
            let key = entry.key().map_err(Error::answer)?.decode().map_err(Error::answer)?;
            page.push((key, entry.value().decode().map_err(Error::answer)?));
        }
        Ok(page)
    }
}
