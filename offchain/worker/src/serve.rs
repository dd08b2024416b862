//! Puts the daemon together and runs it until it is told to stop.

use crate::{
    batches::{
        answers::Answers,
        durable::Batches,
        seal::{Pace, SealError, Sealer},
    },
    chain::{home::Home, Chain, ChainError},
    clock,
    database::{Database, DatabaseError},
    http::{router, App},
    jobs::{lanes, queue::Queue, workshop::Workshop, Lane},
    models::{excerpts::Excerpts, loaded::Loader, registry::Registry},
    payment::ledger::Ledger,
    serving::desk::Desk,
    token::Token,
};
use openledger_primitives::{AccountBytes, BlockNumber};
use openledger_store::{Store, StoreError};
use std::{future::Future, net::SocketAddr, path::PathBuf, sync::Arc, time::Duration};
use tokio::{net::TcpListener, sync::watch, task::JoinSet};
use tracing::{error, info, warn};

/// How often the daemon looks whether a batch is due.
const GLANCE: Duration = Duration::from_secs(1);
/// How long running work may take to come to a halt.
const GRACE: Duration = Duration::from_secs(8);

/// What distinguishes one daemon from another.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Folder of everything it keeps.
    pub store: PathBuf,
    /// The account it earns for.
    pub worker: AccountBytes,
    /// The token it shares with its node.
    pub token: Token,
    /// When a batch is due.
    pub pace: Pace,
    /// Blocks that a voucher must still be good for.
    pub voucher_blocks: BlockNumber,
    /// Versions kept in memory.
    pub models: usize,
}

/// Why the daemon does not run, or stopped.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Its folder cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Its database cannot be used.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// Its node cannot be asked.
    #[error(transparent)]
    Chain(#[from] ChainError),
    /// It cannot listen.
    #[error("serving HTTP: {0}")]
    Http(#[from] std::io::Error),
}

/// A daemon that is put together and does not run yet.
pub struct Daemon {
    app: Arc<App>,
    home: Arc<Home>,
    sealer: Arc<Sealer>,
    workshop: Arc<Workshop>,
}

impl Daemon {
    /// Opens what the daemon keeps below its folder.
    pub fn open(settings: &Settings, chain: Arc<dyn Chain>) -> Result<Self, ServeError> {
        let store = Store::open(settings.store.join("content"))?;
        let database = Arc::new(Database::open(&settings.store.join("worker.redb"))?);
        database.bind("account", &settings.worker)?;
        let home = Arc::new(Home::new(chain.clone(), database.clone()));
        let queue = Arc::new(Queue::open(database.clone())?);
        let ledger = Ledger::open(database)?;
        let batches = Batches::open(ledger.clone())?;
        let worker = settings.worker;
        let desk = Desk::new(
            chain.clone(),
            home.clone(),
            worker,
            settings.voucher_blocks,
            Arc::new(Registry::new(Box::new(Loader::new(store.clone())), settings.models)),
            Arc::new(Excerpts::new(store.clone())),
            ledger.clone(),
        );
        let sealer = Arc::new(Sealer {
            chain: chain.clone(),
            home: home.clone(),
            batches: batches.clone(),
            store: store.clone(),
            worker,
            pace: settings.pace,
        });
        let workshop = Arc::new(Workshop::new(store.clone(), settings.store.join("jobs")));
        let answers = Answers::new(store.clone());
        let app = Arc::new(App {
            chain,
            worker,
            token: settings.token.clone(),
            store,
            queue,
            ledger,
            batches,
            answers,
            desk,
        });
        Ok(Self { app, home, sealer, workshop })
    }

    /// Serves on `listener` until `stop` is done, then lets running work come to a halt.
    pub async fn run(self, listener: TcpListener, stop: impl Future<Output = ()>) -> Result<(), ServeError> {
        let (halt, stopping) = watch::channel(false);
        let mut tasks = JoinSet::new();
        for lane in Lane::ALL {
            tasks.spawn(lanes::run(self.app.queue.clone(), self.workshop.clone(), lane, stopping.clone()));
        }
        tasks.spawn(seal(self.sealer.clone(), stopping.clone()));

        let service = router(self.app.clone()).into_make_service_with_connect_info::<SocketAddr>();
        let mut halted = stopping.clone();
        let http = axum::serve(listener, service).with_graceful_shutdown(async move {
            // An error means that `halt` is gone, and with it the daemon.
            let _ = halted.wait_for(|stop| *stop).await;
        });
        let mut http = tokio::spawn(async move { http.await });

        let outcome = tokio::select! {
            () = stop => Ok(()),
            error = at_home(&self.home) => Err(error),
            ended = &mut http => ended.unwrap_or_else(|panic| Err(std::io::Error::other(panic))).map_err(ServeError::from),
        };
        info!("stopping: jobs that are not done are taken up again at the next start");
        // Nobody to tell is fine: then everything has ended already.
        let _ = halt.send(true);
        self.app.queue.stop_all();
        let all = async {
            while tasks.join_next().await.is_some() {}
            if !http.is_finished() {
                let _ = http.await;
            }
        };
        if tokio::time::timeout(GRACE, all).await.is_err() {
            warn!("some work did not come to a halt within {} s and is cut off", GRACE.as_secs());
        }
        outcome
    }
}

/// Waits for the node and makes sure that it is the right one; returns only when it is not.
async fn at_home(home: &Home) -> ServeError {
    let mut waited = false;
    loop {
        match home.genesis::<ServeError>().await {
            Ok(genesis) => {
                info!(genesis = crate::json::hex(&genesis), "at home on this chain");
                std::future::pending::<()>().await;
            }
            Err(ServeError::Chain(problem)) if !waited => {
                warn!("{problem}; jobs are done meanwhile, requests to models have to wait");
                waited = true;
            }
            Err(ServeError::Chain(_)) => {}
            Err(fatal) => return fatal,
        }
        tokio::time::sleep(GLANCE).await;
    }
}

/// Seals batches when they are due.
async fn seal(sealer: Arc<Sealer>, mut stopping: watch::Receiver<bool>) {
    let mut told = String::new();
    while !*stopping.borrow() {
        match sealer.seal_if_due(clock::seconds()).await {
            Ok(_) => told.clear(),
            Err(SealError::Chain(problem)) => tracing::debug!("batches wait: {problem}"),
            Err(problem) => {
                let problem = problem.to_string();
                if problem != told {
                    error!("batches wait: {problem}");
                    told = problem;
                }
            }
        }
        tokio::select! {
            _ = stopping.wait_for(|stop| *stop) => {}
            () = tokio::time::sleep(GLANCE) => {}
        }
    }
}
