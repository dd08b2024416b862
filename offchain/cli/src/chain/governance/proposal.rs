//! What referenda propose: encoded calls, kept under their hashes.

use crate::{account::hex, error::Result};
use openledger_client::{
    runtime::{
        self,
        runtime_types::{
            frame_support::traits::preimages::Bounded, openledger_runtime::RuntimeCall, pallet_whitelist,
            sp_runtime::traits::BlakeTwo256,
        },
    },
    At, H256,
};
use openledger_primitives::Digest;
use serde_json::{json, Value};

/// A proposal as referenda store it.
pub type Proposal = Bounded<RuntimeCall, BlakeTwo256>;
/// Longest call that can be noted.
pub const LONGEST: usize = 4 * 1024 * 1024;

/// An encoded call and its hash.
#[derive(Clone, Debug)]
pub struct Encoded {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// BLAKE2b-256 of them.
    pub hash: Digest,
}

impl Encoded {
    /// Of these bytes.
    pub fn new(bytes: Vec<u8>) -> Self {
        let hash = sp_crypto_hashing::blake2_256(&bytes);
        Self { bytes, hash }
    }

    /// How a referendum refers to it.
    pub fn proposal(&self) -> Proposal {
        Bounded::Lookup { hash: H256::from(self.hash), len: self.bytes.len() as u32 }
    }
}

/// Hash and length of a proposal; of old ones the length is not known.
pub fn named(proposal: &Proposal) -> (Digest, Option<u32>) {
    match proposal {
        Bounded::Lookup { hash, len } => (hash.0, Some(*len)),
        Bounded::Inline(bytes) => (sp_crypto_hashing::blake2_256(&bytes.0), Some(bytes.0.len() as u32)),
        Bounded::Legacy { hash } => (hash.0, None),
        Bounded::__Ignore(_) => ([0; 32], None),
    }
}

/// The bytes of a proposal, unless its preimage is gone.
pub async fn bytes(at: &At, proposal: &Proposal) -> Result<Option<Vec<u8>>> {
    if let Bounded::Inline(bytes) = proposal {
        return Ok(Some(bytes.0.clone()));
    }
    match named(proposal) {
        (hash, Some(len)) => {
            let stored = at.get(runtime::storage().preimage().preimage_for(), ((H256::from(hash), len),)).await?;
            Ok(stored.map(|bytes| bytes.0))
        }
        (_, None) => Ok(None),
    }
}

/// Whether a call is noted already.
pub async fn is_noted(at: &At, call: &Encoded) -> Result<bool> {
    let key = (H256::from(call.hash), call.bytes.len() as u32);
    Ok(at.get(runtime::storage().preimage().preimage_for(), (key,)).await?.is_some())
}

/// A proposal in words: `call` and `arguments` where the bytes are there and this chain can read them.
pub async fn json(at: &At, proposal: &Proposal) -> Result<Value> {
    let (hash, length) = named(proposal);
    let mut shown = json!({ "hash": hex(&hash), "length": length });
    if let (Some(bytes), Some(fields)) = (bytes(at, proposal).await?, shown.as_object_mut()) {
        match at.explain_call(&bytes) {
            Ok(Value::Object(words)) => fields.extend(words),
            _ => {
                fields.insert("bytes".into(), hex(&bytes).into());
            }
        }
    }
    Ok(shown)
}

/// What a whitelisted proposal lets run: the inner call and its hash.
pub fn whitelisted(at: &At, bytes: &[u8]) -> Option<(RuntimeCall, Digest)> {
    let Ok(RuntimeCall::Whitelist(pallet_whitelist::pallet::Call::dispatch_whitelisted_call_with_preimage { call })) =
        at.decode_call(bytes)
    else {
        return None;
    };
    let encoded = at.encode_call(&call).ok()?;
    Some((*call, Encoded::new(encoded).hash))
}

/// Wraps a call so that `whitelisted_caller` may run it as root.
pub fn wrap(call: RuntimeCall) -> RuntimeCall {
    let call = Box::new(call);
    RuntimeCall::Whitelist(pallet_whitelist::pallet::Call::dispatch_whitelisted_call_with_preimage { call })
}
