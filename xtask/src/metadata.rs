//! Metadata of the runtime, from which the chain client is generated.

use crate::command::{build_node, programs_folder, root};
use anyhow::{bail, Context, Result};
use openledger_e2e::{Devnet, DevnetOptions, Programs};
use serde_json::json;

const FILE: &str = "offchain/client/metadata.scale";

/// Reads the metadata from a real node and writes it, or compares it.
pub fn run(check: bool) -> Result<()> {
    build_node()?;
    let programs = Programs::in_folder(programs_folder()?)?;
    let fresh = from_node(&programs)?;
    let path = root().join(FILE);
    if !check {
        std::fs::write(&path, fresh).with_context(|| path.display().to_string())?;
        println!("wrote {FILE}");
        return Ok(());
    }
    if std::fs::read(&path).with_context(|| path.display().to_string())? != fresh {
        bail!("{FILE} is not what the runtime says; run `cargo xtask metadata`");
    }
    println!("{FILE} is fresh");
    Ok(())
}

/// Version 16 metadata (the first with view functions), as `Metadata_metadata_at_version` returns it.
fn from_node(programs: &Programs) -> Result<Vec<u8>> {
    let folder = crate::command::target_folder()?.join("metadata-node");
    let _ = std::fs::remove_dir_all(&folder);
    let devnet = Devnet::start_without_worker(programs, DevnetOptions::in_folder(&folder))?;
    let answer = devnet.rpc().call("state_call", json!(["Metadata_metadata_at_version", "0x10000000"]))?;
    let text = answer.as_str().context("state_call answered no text")?.trim_start_matches("0x");
    let bytes = (0..text.len() / 2)
        .map(|at| u8::from_str_radix(&text[2 * at..2 * at + 2], 16))
        .collect::<Result<Vec<_>, _>>()?;
    // Option<OpaqueMetadata>: one byte for Some, then a compact length before the metadata itself.
    let [1, rest @ ..] = bytes.as_slice() else { bail!("the runtime has no metadata version 16") };
    let skip = match rest.first().map(|byte| byte & 3) {
        Some(0) => 1,
        Some(1) => 2,
        Some(2) => 4,
        _ => bail!("metadata of an impossible length"),
    };
    Ok(rest[skip..].to_vec())
}
