//! `openledger-node`: keeps the chain, serves it over RPC and, where asked, starts the worker daemon
//! beside itself.

mod chain_spec;
mod cli;
mod command;
mod rpc;
mod service;
mod worker_child;

fn main() -> polkadot_sdk::sc_cli::Result<()> {
    command::run()
}
