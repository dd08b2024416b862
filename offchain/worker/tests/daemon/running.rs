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
    serve::{Daemon, ServeError, Settings},
    token::Token,
};
use reqwest::{Client, Method, Response, StatusCode};
use serde_json::Value;
use std::{path::Path, sync::Arc, time::Duration};
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};

pub const TOKEN: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

pub struct Running {
    pub url: String,
    pub chain: Arc<TestChain>,
    pub client: Client,
    pub store: Store,
    stop: oneshot::Sender<()>,
    daemon: JoinHandle<Result<(), ServeError>>,
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
        let daemon = Daemon::open(&settings, chain.clone()).expect("a daemon");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let (stop, stopped) = oneshot::channel();
        let daemon = tokio::spawn(daemon.run(listener, async {
            let _ = stopped.await;
        }));
        let store = Store::open(folder.join("content")).expect("its store");
        Self { url, chain, client: Client::new(), store, stop, daemon }
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
