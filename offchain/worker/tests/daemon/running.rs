//! A daemon on a port of its own, in a folder of its own.

use crate::chain::{TestChain, WORKER};
use codec::{DecodeAll, Encode};
use openledger_primitives::{
    content::ContentId,
    job::{JobResult, JobSpec, JobStatus},
};
use openledger_store::Store;
use openledger_worker::{
    batches::seal::Pace,
    database::DatabaseError,
    serve::{Daemon, ServeError, Settings},
    token::Token,
};
use reqwest::{Client, Method, Response, StatusCode};
use serde_json::Value;
use std::{ops::Deref, path::Path, sync::Arc, time::Duration};
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};

pub const TOKEN: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

/// How the node, users and contributors reach a daemon.
pub struct Link {
    pub url: String,
    pub client: Client,
}

/// A daemon inside the test's own process.
pub struct Running {
    pub link: Link,
    pub chain: Arc<TestChain>,
    pub store: Store,
    stop: oneshot::Sender<()>,
    daemon: JoinHandle<Result<(), ServeError>>,
}

impl Deref for Running {
    type Target = Link;
    fn deref(&self) -> &Link {
        &self.link
    }
}

impl Running {
    /// Starts a daemon that seals a batch as soon as there is a receipt.
    pub async fn start(folder: &Path, chain: Arc<TestChain>) -> Self {
        let settings = Settings {
            store: folder.to_owned(),
            worker: WORKER,
            token: Token::parse(TOKEN).expect("a token"),
            pace: Pace { seconds: 0, receipts: 1 },
            voucher_blocks: 20,
            models: 2,
        };
        let daemon = open(&settings, &chain).await;
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let (stop, stopped) = oneshot::channel();
        let daemon = tokio::spawn(daemon.run(listener, async {
            let _ = stopped.await;
        }));
        let store = Store::open(folder.join("content")).expect("its store");
        Self { link: Link { url, client: Client::new() }, chain, store, stop, daemon }
    }

    /// Stops it and waits until it is gone.
    pub async fn stop(self) -> Result<(), ServeError> {
        let _ = self.stop.send(());
        self.daemon.await.expect("it does not panic")
    }

    /// Waits for a daemon that stops by itself.
    pub async fn end(self) -> Result<(), ServeError> {
        self.daemon.await.expect("it does not panic")
    }
}

/// Opens the folder as soon as the last connection of a daemon that was there before has let go of it.
async fn open(settings: &Settings, chain: &Arc<TestChain>) -> Daemon {
    for _ in 0..100 {
        match Daemon::open(settings, chain.clone()) {
            Err(ServeError::Database(DatabaseError::Open { .. })) => {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            opened => return opened.expect("a daemon"),
        }
    }
    panic!("the folder is still in use after two seconds");
}

impl Link {
    pub async fn request(&self, method: Method, path: &str, body: Vec<u8>) -> Response {
        let request = self.client.request(method, format!("{}{path}", self.url)).bearer_auth(TOKEN).body(body);
        request.send().await.expect("an answer")
    }

    pub async fn get_json(&self, path: &str) -> (StatusCode, Value) {
        let response = self.client.get(format!("{}{path}", self.url)).send().await.expect("an answer");
        (response.status(), response.json().await.expect("JSON"))
    }

    /// Uploads a file as a contributor does.
    pub async fn upload(&self, bytes: &[u8]) -> ContentId {
        let response = self.client.put(format!("{}/files", self.url)).body(bytes.to_vec()).send().await.expect("sent");
        assert_eq!(response.status(), StatusCode::CREATED);
        let body: Value = response.json().await.expect("JSON");
        body["cid"].as_str().expect("a CID").parse().expect("a CID")
    }

    pub async fn post_job(&self, job: u64, spec: &JobSpec) -> StatusCode {
        self.request(Method::POST, &format!("/jobs/{job}/1"), spec.encode()).await.status()
    }

    pub async fn job_status(&self, job: u64) -> JobStatus {
        let response = self.request(Method::GET, &format!("/jobs/{job}/1"), Vec::new()).await;
        assert_eq!(response.status(), StatusCode::OK);
        JobStatus::decode_all(&mut &response.bytes().await.expect("a body")[..]).expect("SCALE")
    }

    /// Waits for a job's answer.
    pub async fn job_result(&self, job: u64) -> JobResult {
        for _ in 0..2_400 {
            if let JobStatus::Finished(result) = self.job_status(job).await {
                return result;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("job {job} has no answer after a minute");
    }

    /// Posts a job and waits for its answer.
    pub async fn do_job(&self, job: u64, spec: &JobSpec) -> JobResult {
        assert!(self.post_job(job, spec).await.is_success());
        self.job_result(job).await
    }
}
