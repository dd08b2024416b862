//! `cargo xtask chain-spec`: specifications of the networks, from the node's presets or from a key ceremony.

mod ceremony;
mod development_keys;
mod node_keys;
mod testnet;
mod wasm_hash;

use crate::{command, setup};
use anyhow::{ensure, Context, Result};
use clap::{Args, Subcommand};
use serde_json::Value;
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// Which specification is made.
#[derive(Args)]
pub struct ChainSpecArguments {
    #[command(subcommand)]
    network: NetworkName,
}

#[derive(Subcommand)]
enum NetworkName {
    /// One validator, Alice; sessions of 100 seconds, votes of minutes
    Development(Output),
    /// Four validators, Alice to Dave; otherwise as development
    Local(Output),
    /// A public network: its values from chain-spec/testnet.json, its validators from a key ceremony
    Testnet {
        /// The ceremony's file: validators with public session keys and signatures, and first balances
        #[arg(long, value_name = "FILE")]
        ceremony: PathBuf,
        #[command(flatten)]
        output: Output,
    },
    /// Print the line that a validator signs with its account in a ceremony
    Statement {
        /// The ceremony's file, with this validator's account and keys in it
        #[arg(long, value_name = "FILE")]
        ceremony: PathBuf,
        /// Name of the validator in the file
        validator: String,
    },
    /// Build the runtime of the production profile and print the hash that a vote on an upgrade names
    WasmHash,
}

#[derive(Args)]
struct Output {
    /// Genesis as raw storage: what nodes of one network must share
    #[arg(long)]
    raw: bool,
    /// Write to this file instead of printing
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// A node that newcomers connect to first, such as `/dns/boot.example.org/tcp/30333/p2p/12D3…`; may be repeated
    #[arg(long = "bootnode", value_name = "MULTIADDRESS")]
    bootnodes: Vec<String>,
    /// Use the node in this folder instead of building it
    #[arg(long, value_name = "DIR")]
    programs: Option<PathBuf>,
}

/// Makes it.
pub fn run(arguments: &ChainSpecArguments) -> Result<()> {
    match &arguments.network {
        NetworkName::Development(output) => output.write("dev"),
        NetworkName::Local(output) => output.write("local"),
        NetworkName::Testnet { ceremony, output } => {
            let node = output.node()?;
            let spec = testnet::spec(&node, &ceremony::read(ceremony)?)?;
            let folder = command::target_folder()?.join("chain-spec");
            std::fs::create_dir_all(&folder)?;
            let plain = folder.join("testnet-plain.json");
            std::fs::write(&plain, serde_json::to_vec(&spec)?)?;
            output.write(&plain.to_string_lossy())
        }
        NetworkName::Statement { ceremony, validator } => {
            println!("{}", ceremony::read(ceremony)?.validator(validator)?.statement());
            Ok(())
        }
        NetworkName::WasmHash => wasm_hash::run(),
    }
}

impl Output {
    /// The node's program.
    fn node(&self) -> Result<PathBuf> {
        let folder = match &self.programs {
            Some(folder) => folder.clone(),
            None => {
                setup::run_quietly()?;
                command::run(command::cargo().args(["build", "--workspace", "--bin", "openledger-node"]))?;
                command::programs_folder()?
            }
        };
        let node = folder.join("openledger-node");
        ensure!(node.exists(), "{} is not there", node.display());
        Ok(node)
    }

    /// Exports a chain the node knows by name or file. Even a plain one is made raw first: that builds its genesis.
    fn write(&self, chain: &str) -> Result<()> {
        let node = self.node()?;
        let export = |form: &[&str]| -> Result<Value> {
            let mut command = Command::new(&node);
            let text = command::read(command.args(["export-chain-spec", "--chain", chain]).args(form))?;
            serde_json::from_str(&text).context("the node printed no specification")
        };
        let raw = export(&["--raw"])?;
        let mut spec = if self.raw { raw } else { export(&[])? };
        for address in &self.bootnodes {
            let whole = address.starts_with('/') && address.rsplit_once("/p2p/").is_some_and(|(_, id)| !id.is_empty());
            ensure!(whole, "`{address}` is no address of a node; write /dns/HOST/tcp/PORT/p2p/IDENTITY");
        }
        if !self.bootnodes.is_empty() {
            spec["bootNodes"] = serde_json::json!(self.bootnodes);
        }
        let text = serde_json::to_string_pretty(&spec)? + "\n";
        match &self.out {
            Some(file) => write(file, &text),
            None => {
                print!("{text}");
                Ok(())
            }
        }
    }
}

fn write(file: &Path, text: &str) -> Result<()> {
    std::fs::write(file, text).with_context(|| file.display().to_string())?;
    println!("wrote {} ({} bytes)", file.display(), text.len());
    Ok(())
}
