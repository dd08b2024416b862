//! `openledger-worker serve`

use anyhow::{bail, Context, Result};
use clap::Args;
use openledger_worker::{
    account::{Account, DEVELOPMENT},
    batches::seal::Pace,
    chain::node::NodeChain,
    serve::{Daemon, Settings},
    token::Token,
};
use std::{net::SocketAddr, path::PathBuf, sync::Arc, time::Duration};
use tokio::{
    net::TcpListener,
    signal::unix::{signal, SignalKind},
};
use tracing::{info, warn};

const EXAMPLE: &str = "\
Example, by hand, beside a node on this machine:
  openledger-worker serve --store ~/.openledger/worker --token-file ~/.openledger/worker-token \\
      --account 5F3sa2TJAWMqDhXG6jhV4N8ko9SxwGy8TpaNS1repo5EYjQX";

/// Run the daemon: jobs from the node, requests from users.
///
/// The node's offchain worker posts jobs and fetches results and receipt batches; both sides know a token, which
/// openledger-node writes into a file and hands to the daemon that it starts. Users ask through an
/// OpenAI-compatible API and pay with vouchers (HTTP 402 says what a request costs). The daemon holds no key: the
/// node signs for it with the worker's session key.
///
/// `openledger-node --dev` starts one by itself. `curl http://127.0.0.1:9955/status` tells how it is.
#[derive(Args)]
#[command(after_long_help = EXAMPLE)]
pub(crate) struct Serve {
    /// Folder of files, receipts and checkpoints. One daemon, one chain and one account for each.
    #[arg(long, value_name = "DIR")]
    store: PathBuf,

    /// Where to listen. Users on other machines reach it through a proxy that adds TLS.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:9955")]
    listen: SocketAddr,

    /// Listen on an address that other machines can reach, without TLS. Jobs and uploads then need the token.
    #[arg(long)]
    allow_remote: bool,

    /// The node's RPC.
    #[arg(long, value_name = "URL", default_value = "ws://127.0.0.1:9944")]
    node: String,

    /// File with the token shared with the node (hexadecimal digits, readable by its owner only).
    #[arg(long, value_name = "FILE")]
    token_file: PathBuf,

    /// The account this worker is registered with: SS58 address, 0x hexadecimal, or a development name. Without
    /// it, the development network's //Worker.
    #[arg(long, value_name = "ACCOUNT")]
    account: Option<Account>,

    /// Threads that compute; all processors when not given.
    #[arg(long, value_name = "N")]
    threads: Option<usize>,

    /// Seal a receipt batch when its oldest receipt is this old.
    #[arg(long, value_name = "SECONDS", default_value_t = 6)]
    batch_seconds: u64,

    /// Seal a receipt batch when this many receipts wait.
    #[arg(long, value_name = "N", default_value_t = 1000)]
    batch_receipts: usize,

    /// Refuse vouchers that expire within this many blocks, because they could not be redeemed in time.
    #[arg(long, value_name = "BLOCKS", default_value_t = 50)]
    voucher_blocks: u32,

    /// Model versions kept in memory.
    #[arg(long, value_name = "N", default_value_t = 4)]
    models: usize,
}

impl Serve {
    /// Runs until SIGTERM or SIGINT.
    pub(crate) fn run(self) -> Result<()> {
        if !self.listen.ip().is_loopback() && !self.allow_remote {
            bail!(
                "--listen {} can be reached from other machines: listen on 127.0.0.1 behind a proxy that adds TLS, or \
                 say --allow-remote",
                self.listen
            );
        }
        if let Some(threads) = self.threads {
            rayon::ThreadPoolBuilder::new().num_threads(threads).build_global().context("--threads")?;
        }
        let settings = self.settings()?;
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().context("starting threads")?;
        let outcome = runtime.block_on(self.serve(settings));
        // A computation that did not come to a halt is cut off: what it did is taken up again at the next start.
        runtime.shutdown_timeout(Duration::from_millis(500));
        outcome
    }

    fn settings(&self) -> Result<Settings> {
        let token = Token::read(&self.token_file)?;
        let account = match self.account {
            Some(account) => account,
            None => {
                let account: Account = DEVELOPMENT.parse()?;
                warn!("no --account: earning for the development network's {DEVELOPMENT}, {account}");
                account
            }
        };
        std::fs::create_dir_all(&self.store).with_context(|| format!("--store {}", self.store.display()))?;
        Ok(Settings {
            store: self.store.clone(),
            worker: account.0,
            token,
            pace: Pace { seconds: self.batch_seconds, receipts: self.batch_receipts.max(1) },
            voucher_blocks: self.voucher_blocks,
            models: self.models,
        })
    }

    async fn serve(&self, settings: Settings) -> Result<()> {
        let chain = Arc::new(NodeChain::new(&self.node));
        let daemon = Daemon::open(&settings, chain)?;
        let listener = TcpListener::bind(self.listen).await.with_context(|| {
            format!("cannot listen on {}: is another worker running? choose an address with --listen", self.listen)
        })?;
        info!(
            account = %Account(settings.worker), node = self.node, store = %self.store.display(),
            "serving on http://{}", listener.local_addr()?
        );
        let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
        let stop = async move {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
        };
        Ok(daemon.run(listener, stop).await?)
    }
}
