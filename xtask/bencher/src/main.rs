//! The benchmark command of the pinned SDK on a runtime's wasm: what `frame-omni-bencher v1 benchmark pallet`
//! does, without RocksDB and with the host functions of this chain, which has none of its own.

use clap::Parser;
use polkadot_sdk::{frame_benchmarking_cli::PalletCmd, sc_cli::Result, sp_runtime::traits::BlakeTwo256};

fn main() -> Result<()> {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "warn,frame::benchmark=info".into());
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    PalletCmd::parse().run_with_spec::<BlakeTwo256, ()>(None)
}
