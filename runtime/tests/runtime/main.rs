//! Tests of the runtime as a whole: what no pallet can show alone.

mod chain;
mod configuration;
mod fees;
mod jobs;
mod referenda;
mod tracks;
mod upgrade;
mod validators;

use openledger_runtime::{presets, RuntimeGenesisConfig};
use polkadot_sdk::*;
use sp_genesis_builder::PresetId;
use sp_runtime::BuildStorage;

/// The state of a network at its genesis.
fn preset(id: &PresetId) -> sp_io::TestExternalities {
    let patch = presets::get(id).expect("every listed preset exists");
    let mut genesis = serde_json::to_value(RuntimeGenesisConfig::default()).expect("genesis is JSON");
    let patch = serde_json::from_slice(&patch).expect("a preset is JSON");
    merge(&mut genesis, patch);
    let genesis: RuntimeGenesisConfig = serde_json::from_value(genesis).expect("a preset is a genesis");
    genesis.build_storage().expect("a preset builds").into()
}

fn merge(into: &mut serde_json::Value, patch: serde_json::Value) {
    match (into, patch) {
        (serde_json::Value::Object(into), serde_json::Value::Object(patch)) => {
            for (key, value) in patch {
                merge(into.entry(key).or_insert(serde_json::Value::Null), value);
            }
        }
        (into, patch) => *into = patch,
    }
}
