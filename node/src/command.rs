//! Turns the command line into work.

use crate::{
    chain_spec,
    cli::{Cli, Subcommand},
    service,
};
use openledger_runtime::opaque::Block;
use polkadot_sdk::*;
use sc_cli::SubstrateCli;
use sc_network::config::NetworkBackendType;
use sc_service::{Configuration, TaskManager};

impl SubstrateCli for Cli {
    fn impl_name() -> String {
        "OpenLedger Node".into()
    }

    fn impl_version() -> String {
        env!("SUBSTRATE_CLI_IMPL_VERSION").into()
    }

    fn description() -> String {
        env!("CARGO_PKG_DESCRIPTION").into()
    }

    fn author() -> String {
        "OpenLedger contributors".into()
    }

    fn support_url() -> String {
        "the project's issue tracker".into()
    }

    fn copyright_start_year() -> i32 {
        2026
    }

    fn load_spec(&self, id: &str) -> Result<Box<dyn sc_service::ChainSpec>, String> {
        Ok(match id {
            "dev" => Box::new(chain_spec::development()?),
            "" | "local" => Box::new(chain_spec::local_testnet()?),
            path => Box::new(chain_spec::ChainSpec::from_json_file(path.into())?),
        })
    }
}

/// Parses the command line and does what it says.
pub fn run() -> sc_cli::Result<()> {
    let cli = Cli::from_args();
    match &cli.subcommand {
        None => run_node(&cli),
        Some(Subcommand::Key(cmd)) => cmd.run(&cli),
        Some(Subcommand::Sign(cmd)) => cmd.run(),
        Some(Subcommand::Verify(cmd)) => cmd.run(),
        Some(Subcommand::Vanity(cmd)) => cmd.run(),
        #[allow(deprecated)] // many tools still call it
        Some(Subcommand::BuildSpec(cmd)) => {
            cli.create_runner(cmd)?.sync_run(|config| cmd.run(config.chain_spec, config.network))
        }
        Some(Subcommand::ExportChainSpec(cmd)) => cmd.run(cli.load_spec(&cmd.chain)?),
        Some(Subcommand::ChainInfo(cmd)) => cli.create_runner(cmd)?.sync_run(|config| cmd.run::<Block>(&config)),
        Some(Subcommand::PurgeChain(cmd)) => cli.create_runner(cmd)?.sync_run(|config| cmd.run(config.database)),
        Some(Subcommand::CheckBlock(cmd)) => cli.create_runner(cmd)?.async_run(|config| {
            let parts = partial(config)?;
            Ok((cmd.run(parts.client, parts.import_queue), parts.task_manager))
        }),
        Some(Subcommand::ExportBlocks(cmd)) => cli.create_runner(cmd)?.async_run(|config| {
            let database = config.database.clone();
            let parts = partial(config)?;
            Ok((cmd.run(parts.client, database), parts.task_manager))
        }),
        Some(Subcommand::ExportState(cmd)) => cli.create_runner(cmd)?.async_run(|config| {
            let spec = config.chain_spec.cloned_box();
            let parts = partial(config)?;
            Ok((cmd.run(parts.client, spec), parts.task_manager))
        }),
        Some(Subcommand::ImportBlocks(cmd)) => cli.create_runner(cmd)?.async_run(|config| {
            let parts = partial(config)?;
            Ok((cmd.run(parts.client, parts.import_queue), parts.task_manager))
        }),
        Some(Subcommand::Revert(cmd)) => cli.create_runner(cmd)?.async_run(|config| {
            let parts = partial(config)?;
            Ok((cmd.run(parts.client, parts.backend, Some(Box::new(service::revert_consensus))), parts.task_manager))
        }),
    }
}

/// What commands need that work on the database without a network.
fn partial(mut config: Configuration) -> sc_cli::Result<service::Parts> {
    Ok(service::new_partial(&mut config)?)
}

fn run_node(cli: &Cli) -> sc_cli::Result<()> {
    let dev = cli.run.shared_params.is_dev();
    let worker = cli.worker.clone();
    cli.create_runner(&cli.run)?
        .run_node_until_exit(|config| async move { start(config, worker, dev).await.map_err(sc_cli::Error::Service) })
}

async fn start(
    config: Configuration,
    worker: crate::cli::WorkerArgs,
    dev: bool,
) -> Result<TaskManager, sc_service::Error> {
    match config.network.network_backend {
        NetworkBackendType::Libp2p => service::new_full::<sc_network::NetworkWorker<_, _>>(config, worker, dev).await,
        NetworkBackendType::Litep2p => {
            service::new_full::<sc_network::Litep2pNetworkBackend>(config, worker, dev).await
        }
    }
}
