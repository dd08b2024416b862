//! The networks this program knows by name. Their genesis comes from the runtime's own presets.

use openledger_runtime::{currency, WASM_BINARY};
use polkadot_sdk::*;
use sc_chain_spec::{ChainSpecExtension, Properties};
use sc_service::ChainType;
use serde::{Deserialize, Serialize};

/// What a specification may hold besides the genesis.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ChainSpecExtension)]
#[serde(rename_all = "camelCase")]
pub struct Extensions {
    /// A finalized state that light clients may start from.
    pub light_sync_state: sc_sync_state_rpc::LightSyncStateExtension,
}

/// The specification of a chain of this runtime.
pub type ChainSpec = sc_service::GenericChainSpec<Extensions>;

/// One validator, Alice, for work on one machine.
pub fn development() -> Result<ChainSpec, String> {
    preset("OpenLedger Development", "openledger_dev", ChainType::Development, sp_genesis_builder::DEV_RUNTIME_PRESET)
}

/// Four validators, Alice to Dave.
pub fn local_testnet() -> Result<ChainSpec, String> {
    preset(
        "OpenLedger Local Testnet",
        "openledger_local",
        ChainType::Local,
        sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET,
    )
}

fn preset(name: &str, id: &str, kind: ChainType, preset: &str) -> Result<ChainSpec, String> {
    let wasm = WASM_BINARY.ok_or(
        "this program was built without its WebAssembly runtime; build it without SKIP_WASM_BUILD, \
         or name a chain specification file",
    )?;
    Ok(ChainSpec::builder(wasm, Extensions::default())
        .with_name(name)
        .with_id(id)
        .with_protocol_id("openledger")
        .with_chain_type(kind)
        .with_properties(properties())
        .with_genesis_config_preset_name(preset)
        .build())
}

/// What wallets show amounts and addresses by.
fn properties() -> Properties {
    let mut properties = Properties::new();
    properties.insert("tokenSymbol".into(), currency::SYMBOL.into());
    properties.insert("tokenDecimals".into(), currency::DECIMALS.into());
    properties.insert("ss58Format".into(), currency::SS58_PREFIX.into());
    properties
}
