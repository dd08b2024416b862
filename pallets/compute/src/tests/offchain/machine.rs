//! A worker's machine: a keystore, local storage, a transaction pool, and a daemon that tests can break.

use crate::{crypto::KEY_TYPE, mock::*, offchain::daemon::DAEMON_KEY, Call};
use codec::{Decode, DecodeAll, Encode};
use openledger_primitives::job::{JobResult, JobStatus, SignedResult};
use parking_lot::RwLock;
use polkadot_sdk::{
    frame_support::traits::Hooks,
    sp_core::{
        offchain::{
            testing::{OffchainState, PoolState, TestOffchainExt, TestTransactionPoolExt},
            DbExternalities, Duration, Externalities, HttpError, HttpRequestId, HttpRequestStatus, OffchainDbExt,
            OffchainWorkerExt, OpaqueNetworkState, StorageKind, Timestamp, TransactionPoolExt,
        },
        sr25519, OpaquePeerId, Pair,
    },
    sp_io::TestExternalities,
    sp_keystore::{testing::MemoryKeystore, Keystore, KeystoreExt},
    sp_runtime::generic::Preamble,
};
use std::{collections::BTreeMap, sync::Arc};

pub const TOKEN: [u8; 4] = [0xc0, 0xff, 0xee, 0x00];

/// How the daemon behaves.
#[derive(Clone, Debug, PartialEq)]
pub enum Mode {
    /// As it should.
    Up,
    /// Nobody listens.
    Down,
    /// No answer before any deadline.
    Slow,
    /// An answer begins and never ends.
    SlowBody,
    /// This status and body to everything.
    Says(u16, Vec<u8>),
    /// This status and body to every GET; POST works.
    Lies(u16, Vec<u8>),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    pub method: String,
    pub uri: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

struct Exchange {
    request: Request,
    answer: Option<(u16, Vec<u8>)>,
    read: usize,
}

/// The daemon as it should be, to the byte: what is written in `JobStatus` is what it does.
pub struct Daemon {
    pub mode: Mode,
    /// By path: the spec and how far it is.
    pub jobs: BTreeMap<String, (Vec<u8>, JobStatus)>,
    /// By number.
    pub batches: BTreeMap<u64, Vec<u8>>,
    /// What it shows of batches, by path; the files of all others are gone.
    pub shown: BTreeMap<String, Vec<u8>>,
    /// Everything it was asked, in order.
    pub requests: Vec<Request>,
    open: BTreeMap<u16, Exchange>,
}

impl Daemon {
    fn answer(&mut self, request: &Request) -> (u16, Vec<u8>) {
        match (&self.mode, request.method.as_str()) {
            (Mode::Says(code, body), _) | (Mode::Lies(code, body), "GET") => return (*code, body.clone()),
            _ => {}
        }
        let path = request.uri.trim_start_matches("http://127.0.0.1:9955").to_string();
        match request.method.as_str() {
            "POST" => {
                let known = self.jobs.get(&path).is_some_and(|(spec, _)| *spec == request.body);
                if !known {
                    self.jobs.insert(path, (request.body.clone(), JobStatus::Queued));
                }
                (if known { 200 } else { 202 }, vec![])
            }
            _ if path.starts_with("/batches/") => {
                let nonce = path.trim_start_matches("/batches/").parse().unwrap();
                self.batches.get(&nonce).map_or((204, vec![]), |batch| (200, batch.clone()))
            }
            _ if path.starts_with("/demands/") => {
                self.shown.get(&path).map_or((410, vec![]), |shown| (200, shown.clone()))
            }
            _ => {
                let status = self.jobs.get(&path).map_or(JobStatus::Unknown, |(_, s)| *s);
                (200, status.encode())
            }
        }
    }

    /// The daemon finishes a job.
    pub fn finish(&mut self, job: u64, attempt: u8, result: JobResult) {
        let path = format!("/jobs/{job}/{attempt}");
        self.jobs.get_mut(&path).expect("the daemon has the job").1 = JobStatus::Finished(result);
    }

    /// What was asked since the last look, as `METHOD path`.
    pub fn asked(&mut self) -> Vec<String> {
        let line =
            |request: Request| format!("{} {}", request.method, request.uri.replace("http://127.0.0.1:9955", ""));
        self.requests.drain(..).map(line).collect()
    }
}

/// The machine's offchain externalities: time and storage as in Substrate's tests, HTTP from the daemon.
#[derive(Clone)]
struct Wires {
    inner: TestOffchainExt,
    daemon: Arc<RwLock<Daemon>>,
}

impl Externalities for Wires {
    fn is_validator(&self) -> bool {
        false
    }
    fn network_state(&self) -> Result<OpaqueNetworkState, ()> {
        Err(())
    }
    fn timestamp(&mut self) -> Timestamp {
        self.inner.timestamp()
    }
    fn sleep_until(&mut self, deadline: Timestamp) {
        self.inner.sleep_until(deadline)
    }
    fn random_seed(&mut self) -> [u8; 32] {
        [0; 32]
    }
    fn http_request_start(&mut self, method: &str, uri: &str, _: &[u8]) -> Result<HttpRequestId, ()> {
        let mut daemon = self.daemon.write();
        let id = daemon.open.len() as u16;
        let (method, uri) = (method.to_string(), uri.to_string());
        let request = Request { method, uri, headers: vec![], body: vec![] };
        daemon.open.insert(id, Exchange { request, answer: None, read: 0 });
        Ok(HttpRequestId(id))
    }
    fn http_request_add_header(&mut self, id: HttpRequestId, name: &str, value: &str) -> Result<(), ()> {
        let mut daemon = self.daemon.write();
        let exchange = daemon.open.get_mut(&id.0).ok_or(())?;
        exchange.request.headers.push((name.to_string(), value.to_string()));
        Ok(())
    }
    fn http_request_write_body(
        &mut self,
        id: HttpRequestId,
        chunk: &[u8],
        deadline: Option<Timestamp>,
    ) -> Result<(), HttpError> {
        assert!(deadline.is_some(), "every request has a deadline");
        let mut daemon = self.daemon.write();
        if daemon.mode == Mode::Down {
            return Err(HttpError::IoError);
        }
        let exchange = daemon.open.get_mut(&id.0).ok_or(HttpError::Invalid)?;
        exchange.request.body.extend(chunk);
        if chunk.is_empty() {
            let request = exchange.request.clone();
            let answer = daemon.answer(&request);
            daemon.requests.push(request);
            daemon.open.get_mut(&id.0).unwrap().answer = Some(answer);
        }
        Ok(())
    }
    fn http_response_wait(&mut self, ids: &[HttpRequestId], deadline: Option<Timestamp>) -> Vec<HttpRequestStatus> {
        let daemon = self.daemon.read();
        if daemon.mode == Mode::Slow {
            self.inner.sleep_until(deadline.expect("every wait has a deadline"));
            return ids.iter().map(|_| HttpRequestStatus::DeadlineReached).collect();
        }
        let status = |id: &HttpRequestId| match &daemon.open.get(&id.0).unwrap().answer {
            Some((code, _)) => HttpRequestStatus::Finished(*code),
            None => HttpRequestStatus::Invalid,
        };
        ids.iter().map(status).collect()
    }
    fn http_response_headers(&mut self, _: HttpRequestId) -> Vec<(Vec<u8>, Vec<u8>)> {
        vec![]
    }
    fn http_response_read_body(
        &mut self,
        id: HttpRequestId,
        buffer: &mut [u8],
        deadline: Option<Timestamp>,
    ) -> Result<usize, HttpError> {
        let mut daemon = self.daemon.write();
        if daemon.mode == Mode::SlowBody {
            self.inner.sleep_until(deadline.expect("every read has a deadline"));
            return Err(HttpError::DeadlineReached);
        }
        let exchange = daemon.open.get_mut(&id.0).ok_or(HttpError::Invalid)?;
        let (_, body) = exchange.answer.as_ref().ok_or(HttpError::Invalid)?;
        let rest = &body[exchange.read..];
        let length = rest.len().min(buffer.len());
        buffer[..length].copy_from_slice(&rest[..length]);
        exchange.read += length;
        Ok(length)
    }
    fn set_authorized_nodes(&mut self, _: Vec<OpaquePeerId>, _: bool) {}
}

impl DbExternalities for Wires {
    fn local_storage_set(&mut self, kind: StorageKind, key: &[u8], value: &[u8]) {
        self.inner.local_storage_set(kind, key, value)
    }
    fn local_storage_clear(&mut self, kind: StorageKind, key: &[u8]) {
        self.inner.local_storage_clear(kind, key)
    }
    fn local_storage_compare_and_set(&mut self, kind: StorageKind, key: &[u8], old: Option<&[u8]>, new: &[u8]) -> bool {
        self.inner.local_storage_compare_and_set(kind, key, old, new)
    }
    fn local_storage_get(&mut self, kind: StorageKind, key: &[u8]) -> Option<Vec<u8>> {
        self.inner.local_storage_get(kind, key)
    }
}

/// A machine with worker 1's key; several chains' states may be looked at from it, as a node looks at forks.
pub struct Machine {
    wires: Wires,
    keystore: Arc<MemoryKeystore>,
    pool: Arc<RwLock<PoolState>>,
    pub state: Arc<RwLock<OffchainState>>,
    pub daemon: Arc<RwLock<Daemon>>,
}

impl Machine {
    pub fn new() -> Self {
        let (inner, state) = TestOffchainExt::new();
        let daemon = Arc::new(RwLock::new(Daemon {
            mode: Mode::Up,
            jobs: Default::default(),
            batches: Default::default(),
            shown: Default::default(),
            requests: vec![],
            open: Default::default(),
        }));
        let mut wires = Wires { inner, daemon: daemon.clone() };
        let configuration = (b"http://127.0.0.1:9955/".to_vec(), TOKEN.to_vec()).encode();
        wires.local_storage_set(StorageKind::PERSISTENT, DAEMON_KEY, &configuration);
        let machine =
            Self { wires, keystore: Arc::new(MemoryKeystore::new()), pool: Default::default(), state, daemon };
        machine.insert_key(1);
        machine
    }

    pub fn insert_key(&self, n: u8) {
        let public = session_pair(n).public();
        self.keystore.insert(KEY_TYPE, &session_uri(n), &public.0).unwrap();
    }

    /// Runs a test on a chain as this machine sees it.
    pub fn with<R>(&mut self, ext: &mut TestExternalities, test: impl FnOnce(&Self) -> R) -> R {
        let (pool, state) = TestTransactionPoolExt::new();
        self.pool = state;
        ext.register_extension(OffchainDbExt::new(self.wires.clone()));
        ext.register_extension(OffchainWorkerExt::new(self.wires.clone()));
        ext.register_extension(TransactionPoolExt::new(pool));
        ext.register_extension(KeystoreExt(self.keystore.clone()));
        ext.execute_with(|| test(self))
    }

    /// The offchain worker runs once after the current block.
    pub fn run(&self) {
        Compute::offchain_worker(System::block_number());
    }

    /// The results sent since the last look. Each is authorised, as the pool would demand.
    pub fn sent(&self) -> Vec<(SignedResult, sr25519::Signature)> {
        let transactions: Vec<_> = self.pool.write().transactions.drain(..).collect();
        transactions.iter().map(|bytes| Self::result_in(bytes)).collect()
    }

    fn result_in(bytes: &[u8]) -> (SignedResult, sr25519::Signature) {
        let extrinsic = Extrinsic::decode_all(&mut &*bytes).unwrap();
        assert!(matches!(extrinsic.preamble, Preamble::General(..)), "not a general transaction");
        match extrinsic.function {
            RuntimeCall::Compute(Call::submit_result { signed, signature }) => (*signed, signature),
            other => panic!("{other:?}"),
        }
    }

    /// A value in local storage.
    pub fn stored<Value: Decode>(&self, key: &[u8]) -> Option<Value> {
        let bytes = self.state.read().persistent_storage.get(key)?;
        Some(Value::decode(&mut &*bytes).unwrap())
    }

    pub fn milliseconds_passed(&self) -> u64 {
        self.state.read().timestamp.unix_millis()
    }

    pub fn pass(&self, time: Duration) {
        let mut state = self.state.write();
        state.timestamp = state.timestamp.add(time);
    }
}
