//! The daemon as the node sees it: four HTTP requests on loopback, each with a deadline and a limit.
//!
//! | request | body | answer |
//! |---|---|---|
//! | `POST /jobs/{job}/{attempt}` | SCALE of [`JobSpec`](openledger_primitives::job::JobSpec) | 200 or 202 |
//! | `GET /jobs/{job}/{attempt}` | | 200, SCALE of [`JobStatus`] |
//! | `GET /batches/{nonce}` | | 200, SCALE of [`SignedBatch`]; 204 when none is sealed |
//! | `GET /demands/{content}/{part}` | | 200, SCALE of [`Shown`]; 410 when the batch's file is gone |
//!
//! Each carries `Authorization: Bearer <token in hex>`.

use alloc::{
    format,
    string::{String, ToString},
    vec,
    vec::Vec,
};
use codec::{Decode, DecodeAll, MaxEncodedLen};
use core::fmt;
use openledger_primitives::{
    batch::SignedBatch,
    content::ContentId,
    demand::{Part, Shown},
    job::JobStatus,
    Attempt, JobId,
};
use polkadot_sdk::{
    sp_core::offchain::{Duration, HttpError, Timestamp},
    sp_io::offchain::timestamp,
    sp_runtime::offchain::{
        http::{self, Method, Request},
        storage::StorageValueRef,
    },
};

/// Under this key of the persistent local storage the node's operator, or the node itself, writes
/// `SCALE((url, token))`, two byte strings: where the daemon listens, and what it asks for.
pub const DAEMON_KEY: &[u8] = b"openledger::daemon";

/// How long one request may take.
pub const REQUEST: Duration = Duration::from_millis(2_000);

/// The largest receipt batch read.
pub const MAX_BATCH_BYTES: usize = 512 * 1024;

/// The longest answer to a demand: a query of as many dimensions and terms as the chain takes, with room to spare.
pub const MAX_SHOWN_BYTES: usize = 128 * 1024;

/// Answers whose content does not matter are read no further than this.
const MAX_IGNORED_BYTES: usize = 4 * 1024;

/// A daemon and how long it may be talked to.
pub struct Daemon {
    url: String,
    authorization: String,
    until: Timestamp,
}

/// Why a request came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Nobody listens, or the connection broke.
    Unreachable,
    /// No answer in time.
    Slow,
    /// This run has talked long enough.
    OutOfTime,
    /// The daemon answered with this status.
    Status(u16),
    /// The answer was longer than any true one.
    TooLong,
    /// The answer was not what it should be, byte for byte.
    Malformed,
    /// The result is of another kind than the job.
    WrongKind,
    /// The batch is another worker's, another chain's, or not the next one.
    WrongBatch,
    /// The daemon has the file of a batch no more of which something is demanded.
    FileGone,
    /// What the daemon shows does not prove what was demanded.
    WrongProof,
}

impl Trouble {
    /// Whether there is no use in asking anything else in this run.
    pub fn ends_run(self) -> bool {
        matches!(self, Self::Unreachable | Self::OutOfTime)
    }

    /// Whether the daemon was there, but what it said is wrong.
    pub fn is_about_content(self) -> bool {
        matches!(self, Self::TooLong | Self::Malformed | Self::WrongKind | Self::WrongBatch | Self::WrongProof)
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Unreachable => f.write_str("the worker daemon cannot be reached"),
            Self::Slow => f.write_str("the worker daemon did not answer in time"),
            Self::OutOfTime => f.write_str("no time left for the worker daemon in this block"),
            Self::Status(code) => write!(f, "the worker daemon answered with status {code}"),
            Self::TooLong => f.write_str("the worker daemon's answer is too long to be true"),
            Self::Malformed => f.write_str("the worker daemon's answer cannot be decoded"),
            Self::WrongKind => f.write_str("the worker daemon answered another kind of job"),
            Self::WrongBatch => {
                f.write_str("the worker daemon offered a batch that is not the next of this worker on this chain")
            }
            Self::FileGone => f.write_str("the worker daemon no longer has the batch's file, or finds it damaged"),
            Self::WrongProof => f.write_str("what the worker daemon shows does not prove what was demanded"),
        }
    }
}

impl From<HttpError> for Trouble {
    fn from(error: HttpError) -> Self {
        match error {
            HttpError::DeadlineReached => Self::Slow,
            HttpError::IoError | HttpError::Invalid => Self::Unreachable,
        }
    }
}

impl From<http::Error> for Trouble {
    fn from(error: http::Error) -> Self {
        match error {
            http::Error::DeadlineReached => Self::Slow,
            http::Error::IoError | http::Error::Unknown => Self::Unreachable,
        }
    }
}

impl Daemon {
    /// The daemon written under [`DAEMON_KEY`], to be talked to for `time`.
    pub fn configured(time: Duration) -> Option<Self> {
        let stored = StorageValueRef::persistent(DAEMON_KEY).get::<(Vec<u8>, Vec<u8>)>();
        let (url, token) = stored.ok().flatten()?;
        let url = String::from_utf8(url).ok()?;
        Some(Self {
            url: url.trim_end_matches('/').to_string(),
            authorization: format!("Bearer {}", hex::encode(token)),
            until: timestamp().add(time),
        })
    }

    /// Gives the daemon a job. The same bytes again change nothing.
    pub fn give(&self, job: JobId, attempt: Attempt, spec: Vec<u8>) -> Result<(), Trouble> {
        let path = format!("/jobs/{job}/{attempt}");
        match self.exchange(Method::Post, &path, spec, MAX_IGNORED_BYTES)? {
            (200 | 202, _) => Ok(()),
            (code, _) => Err(Trouble::Status(code)),
        }
    }

    /// Asks how far a job is.
    pub fn status(&self, job: JobId, attempt: Attempt) -> Result<JobStatus, Trouble> {
        let path = format!("/jobs/{job}/{attempt}");
        match self.exchange(Method::Get, &path, Vec::new(), JobStatus::max_encoded_len())? {
            (200, bytes) => decode(&bytes),
            (code, _) => Err(Trouble::Status(code)),
        }
    }

    /// Fetches the sealed batch with this number, if there is one.
    pub fn batch(&self, nonce: u64) -> Result<Option<SignedBatch>, Trouble> {
        let path = format!("/batches/{nonce}");
        match self.exchange(Method::Get, &path, Vec::new(), MAX_BATCH_BYTES)? {
            (200, bytes) => decode(&bytes).map(Some),
            (204, _) => Ok(None),
            (code, _) => Err(Trouble::Status(code)),
        }
    }

    /// Fetches a part of the batch whose file this is, with the path that proves it.
    pub fn shown(&self, content: &ContentId, part: Part) -> Result<Shown, Trouble> {
        let path = format!("/demands/{content}/{part}");
        match self.exchange(Method::Get, &path, Vec::new(), MAX_SHOWN_BYTES)? {
            (200, bytes) => decode(&bytes),
            (410, _) => Err(Trouble::FileGone),
            (code, _) => Err(Trouble::Status(code)),
        }
    }

    /// One request and its answer: the status and at most `limit` bytes.
    fn exchange(&self, method: Method, path: &str, body: Vec<u8>, limit: usize) -> Result<(u16, Vec<u8>), Trouble> {
        let now = timestamp();
        if now >= self.until {
            return Err(Trouble::OutOfTime);
        }
        let deadline = now.add(REQUEST).min(self.until);
        let url = format!("{}{path}", self.url);
        // An empty chunk would end the request, so there is none without a body.
        let chunks = if body.is_empty() { vec![] } else { vec![body] };
        let response = Request::post(&url, chunks)
            .method(method)
            .add_header("Authorization", &self.authorization)
            .add_header("Content-Type", "application/octet-stream")
            .deadline(deadline)
            .send()?
            .try_wait(deadline)
            .map_err(|_| Trouble::Slow)??;

        let mut body = response.body();
        body.deadline(deadline);
        let bytes: Vec<u8> = body.by_ref().take(limit.saturating_add(1)).collect();
        if let Some(error) = *body.error() {
            return Err(error.into());
        }
        if bytes.len() > limit {
            return Err(Trouble::TooLong);
        }
        Ok((response.code, bytes))
    }
}

/// The whole of `bytes` as a value, nothing left over.
fn decode<Value: Decode>(bytes: &[u8]) -> Result<Value, Trouble> {
    Value::decode_all(&mut &*bytes).map_err(|_| Trouble::Malformed)
}
