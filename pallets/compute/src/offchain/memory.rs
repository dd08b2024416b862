//! What the offchain worker remembers between blocks, in the node's persistent local storage.
//!
//! | key | value |
//! |---|---|
//! | `openledger::compute::assignment` + [`AssignmentId`] | the spec given out, then the signed answer |
//! | `openledger::compute::given` + (genesis, job, attempt) | the assignment the daemon knows under these numbers |
//! | `openledger::compute::batch` + (genesis, worker) | the newest batch signed: its hash and the signature |
//! | `openledger::compute::index` | the assignments above, and from which block on each may be forgotten |
//!
//! Every change that must not be lost to an overlapping run is a compare-and-set.

use alloc::{boxed::Box, vec::Vec};
use codec::{Decode, Encode};
use openledger_primitives::{job::SignedResult, Attempt, Digest, JobId};
use polkadot_sdk::{
    sp_core::sr25519,
    sp_io::hashing::blake2_256,
    sp_runtime::offchain::storage::{MutateStorageError, StorageValueRef},
};

const ASSIGNMENT: &[u8] = b"openledger::compute::assignment";
const GIVEN: &[u8] = b"openledger::compute::given";
const BATCH: &[u8] = b"openledger::compute::batch";
const INDEX: &[u8] = b"openledger::compute::index";

/// Blocks after its deadline for which an assignment is remembered: a fork that long is no fork.
pub const KEPT_AFTER_DEADLINE: u64 = 4_096;

/// A name for an assignment that no other assignment has, on any fork of any chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct AssignmentId(Digest);

impl AssignmentId {
    /// The name of what `what` says.
    pub fn of(what: &impl Encode) -> Self {
        Self(what.using_encoded(blake2_256))
    }
}

/// A result as it was signed.
pub type Answer = (SignedResult, sr25519::Signature);

/// What is known about an assignment.
#[derive(Clone, Encode, Decode)]
enum Remembered {
    /// What the daemon is given.
    Spec(Vec<u8>),
    /// What it answered.
    Answer(Box<Answer>),
}

/// One assignment's entry in the index.
#[derive(Clone, Encode, Decode)]
struct Entry {
    id: AssignmentId,
    genesis: Digest,
    job: JobId,
    attempt: Attempt,
    forget_at: u64,
}

/// The memory of one assignment.
pub struct Memory {
    entry: Entry,
}

fn key(prefix: &[u8], rest: &impl Encode) -> Vec<u8> {
    let mut key = prefix.to_vec();
    rest.encode_to(&mut key);
    key
}

fn read<Value: Decode>(key: &[u8]) -> Option<Value> {
    StorageValueRef::persistent(key).get().ok().flatten()
}

fn clear(key: &[u8]) {
    StorageValueRef::persistent(key).clear();
}

/// The assignment the daemon was last given under these numbers.
pub fn given(genesis: Digest, job: JobId, attempt: Attempt) -> Option<AssignmentId> {
    read(&key(GIVEN, &(genesis, job, attempt)))
}

impl Memory {
    /// The memory of an assignment that expires in block `deadline`.
    pub fn new(id: AssignmentId, genesis: Digest, job: JobId, attempt: Attempt, deadline: u64) -> Self {
        let forget_at = deadline.saturating_add(KEPT_AFTER_DEADLINE);
        Self { entry: Entry { id, genesis, job, attempt, forget_at } }
    }

    fn key(&self) -> Vec<u8> {
        key(ASSIGNMENT, &self.entry.id)
    }

    fn given_key(&self) -> Vec<u8> {
        key(GIVEN, &(self.entry.genesis, self.entry.job, self.entry.attempt))
    }

    /// The answer signed before, if any.
    pub fn answer(&self) -> Option<Answer> {
        match read(&self.key())? {
            Remembered::Answer(answer) => Some(*answer),
            Remembered::Spec(_) => None,
        }
    }

    /// The spec written out before, if there is no answer yet.
    pub fn spec(&self) -> Option<Vec<u8>> {
        match read(&self.key())? {
            Remembered::Spec(spec) => Some(spec),
            Remembered::Answer(_) => None,
        }
    }

    /// Remembers a spec and returns the one that counts: the first that was remembered. Over an answer none is
    /// written.
    pub fn keep_spec(&self, spec: Vec<u8>) -> Vec<u8> {
        match self.keep_first(Remembered::Spec(spec.clone()), |_| true) {
            Some(Remembered::Spec(first)) => first,
            _ => spec,
        }
    }

    /// Remembers an answer and returns the one that counts: the first that was remembered. `None` when another
    /// run is just writing one.
    pub fn keep_answer(&self, signed: SignedResult, signature: sr25519::Signature) -> Option<Answer> {
        let answer = Remembered::Answer(Box::new((signed, signature)));
        match self.keep_first(answer, |found| matches!(found, Remembered::Answer(_)))? {
            Remembered::Answer(answer) => Some(*answer),
            Remembered::Spec(_) => None,
        }
    }

    /// Writes `new` unless what is there `stays`; returns what is there then, or nothing when another run
    /// wrote at the same time.
    fn keep_first(&self, new: Remembered, stays: impl FnOnce(&Remembered) -> bool) -> Option<Remembered> {
        remember_in_index(&self.entry);
        let outcome = StorageValueRef::persistent(&self.key()).mutate(|found| match found {
            Ok(Some(found)) if stays(&found) => Err(found),
            _ => Ok(new),
        });
        match outcome {
            Ok(value) | Err(MutateStorageError::ValueFunctionFailed(value)) => Some(value),
            Err(MutateStorageError::ConcurrentModification(_)) => None,
        }
    }

    /// Whether the daemon's job under this (job, attempt) is this assignment, not another fork's.
    pub fn is_given(&self) -> bool {
        read(&self.given_key()) == Some(self.entry.id)
    }

    /// Notes that the daemon has this assignment now.
    pub fn note_given(&self) {
        StorageValueRef::persistent(&self.given_key()).set(&self.entry.id);
    }
}

/// The index is written before what it points to, so that nothing is ever left behind.
fn remember_in_index(entry: &Entry) {
    let _ = StorageValueRef::persistent(INDEX).mutate(|found: Result<Option<Vec<Entry>>, _>| match found {
        Ok(Some(entries)) if entries.iter().any(|other| other.id == entry.id) => Err(()),
        Ok(Some(mut entries)) => {
            entries.push(entry.clone());
            Ok(entries)
        }
        _ => Ok(alloc::vec![entry.clone()]),
    });
}

/// Forgets the assignments whose time has come by block `now`.
pub fn forget(now: u64) {
    let Some(entries) = read::<Vec<Entry>>(INDEX) else { return };
    let (old, kept): (Vec<_>, Vec<_>) = entries.into_iter().partition(|entry| entry.forget_at <= now);
    if old.is_empty() {
        return;
    }
    for entry in old {
        clear(&key(ASSIGNMENT, &entry.id));
        let given = key(GIVEN, &(entry.genesis, entry.job, entry.attempt));
        if read(&given) == Some(entry.id) {
            clear(&given);
        }
    }
    StorageValueRef::persistent(INDEX).set(&kept);
}

/// The signature under the batch with this hash: the one made before, or a new one. The same batch is sent
/// with the same bytes until the chain has it.
pub fn batch_signature(
    genesis: Digest,
    worker: &impl Encode,
    hash: Digest,
    sign: impl FnOnce() -> Option<sr25519::Signature>,
) -> Option<sr25519::Signature> {
    let key = key(BATCH, &(genesis, worker));
    if let Some((signed, signature)) = read::<(Digest, sr25519::Signature)>(&key) {
        if signed == hash {
            return Some(signature);
        }
    }
    let signature = sign()?;
    StorageValueRef::persistent(&key).set(&(hash, signature));
    Some(signature)
}
