//! Which calls a runtime has.

use crate::execute::execute;
use codec::Decode;
use frame_metadata::{RuntimeMetadata, RuntimeMetadataPrefixed};
use polkadot_sdk::*;
use sc_cli::{Error, Result};
use scale_info::TypeDef;
use sp_core::storage::Storage;
use sp_runtime::traits::BlakeTwo256;
use sp_state_machine::TestExternalities;
use std::{collections::BTreeMap, path::PathBuf};

/// What is asked.
#[derive(clap::Args)]
pub struct Calls {
    /// WebAssembly of a runtime
    #[arg(long, value_name = "FILE")]
    runtime: PathBuf,
}

impl Calls {
    /// Prints the names of every pallet's calls, as JSON.
    pub fn run(self) -> Result<()> {
        let code = std::fs::read(&self.runtime)?;
        let state = TestExternalities::<BlakeTwo256>::new_with_code(&code, Storage::default());
        let wrong = |error: codec::Error| Error::Input(format!("metadata of another kind: {error}"));
        let answer = execute(&state, "Metadata_metadata", &[])?;
        let opaque = Vec::<u8>::decode(&mut &*answer).map_err(wrong)?;
        let metadata = RuntimeMetadataPrefixed::decode(&mut &*opaque).map_err(wrong)?;
        let RuntimeMetadata::V14(metadata) = metadata.1 else {
            return Err(Error::Input("metadata of another version than 14".into()));
        };
        let names = |id: u32| match metadata.types.resolve(id).map(|calls| &calls.type_def) {
            Some(TypeDef::Variant(calls)) => calls.variants.iter().map(|call| call.name.clone()).collect(),
            _ => Vec::new(),
        };
        let pallets = metadata.pallets.iter();
        let calls: BTreeMap<&str, Vec<String>> =
            pallets.filter_map(|pallet| Some((&*pallet.name, names(pallet.calls.as_ref()?.ty.id)))).collect();
        let text = serde_json::to_string(&calls).map_err(|error| Error::Input(error.to_string()))?;
        println!("{text}");
        Ok(())
    }
}
