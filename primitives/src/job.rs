//! Jobs: what the chain asks of a worker, and what a worker answers.
//!
//! The pallet stores small [`JobKind`]s; the offchain worker hands the daemon a full [`JobSpec`] with every
//! content id the job needs, so the daemon serves jobs without reading the chain. The answer is a
//! [`JobResult`] of fixed size: whatever is larger (reports, adapters, indexes) travels by content id.

use crate::{content::ContentId, recipe::Recipe, Attempt, ContributionId, Digest, JobId, VersionId};
use alloc::{string::String, vec::Vec};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// What a job is about, as stored on chain.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
    Serialize,
    Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum JobKind {
    /// Re-fragment a contribution's content; compare root, size and licence headers.
    Check(ContributionId),
    /// Report on a contribution's quality; counts as one curator's voice.
    Curate(ContributionId),
    /// Train a version's adapter and build its attribution index.
    Train(VersionId),
    /// Measure a version on held-out fragments.
    Evaluate(VersionId),
}

/// The files of a base model.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
    Serialize,
    Deserialize,
)]
pub struct BaseFiles {
    /// `model.safetensors`.
    pub weights: ContentId,
    /// `config.json`.
    pub config: ContentId,
    /// `tokenizer.json`.
    pub tokenizer: ContentId,
}

/// One contribution of a snapshot and where its bytes are.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, Serialize, Deserialize,
)]
pub struct ContributionRef {
    /// The contribution.
    pub id: ContributionId,
    /// Its bundle ([`crate::document`]).
    pub content: ContentId,
}

/// Everything a worker needs to do a job.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum JobSpec {
    /// See [`JobKind::Check`].
    Check(CheckSpec),
    /// See [`JobKind::Curate`].
    Curate(CurateSpec),
    /// See [`JobKind::Train`].
    Train(TrainSpec),
    /// See [`JobKind::Evaluate`].
    Evaluate(EvaluateSpec),
}

/// What a contributor declared and a datanet demands.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo, Serialize, Deserialize)]
pub struct CheckSpec {
    /// The contribution and its content.
    pub contribution: ContributionRef,
    /// Version of the fragmenter the root was made with.
    pub fragmenter: u16,
    /// Declared root over the fragments.
    #[serde(with = "crate::text::hex")]
    pub root: Digest,
    /// Declared number of fragments.
    pub fragments: u32,
    /// Declared size of the content in bytes.
    pub bytes: u64,
    /// Declared SPDX licence.
    pub licence: String,
    /// SPDX licences the datanet admits.
    pub admitted: Vec<String>,
}

/// What the automatic curator looks at.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo, Serialize, Deserialize)]
pub struct CurateSpec {
    /// The contribution and its content.
    pub contribution: ContributionRef,
    /// Contributions accepted before, to find fragments that were already there.
    pub accepted: Vec<ContributionRef>,
}

/// A training run.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo, Serialize, Deserialize)]
pub struct TrainSpec {
    /// The version being made.
    pub version: VersionId,
    /// The frozen base.
    pub base: BaseFiles,
    /// Adapter of the parent version, where training starts; a base alone has none.
    pub parent: Option<ContentId>,
    /// How to train.
    pub recipe: Recipe,
    /// The snapshots' contributions, by increasing id.
    pub contributions: Vec<ContributionRef>,
}

/// An evaluation run.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo, Serialize, Deserialize)]
pub struct EvaluateSpec {
    /// The same inputs the version was trained from.
    pub train: TrainSpec,
    /// The adapter to measure.
    pub adapter: ContentId,
}

/// Why data is refused; stored on chain and shown to the contributor.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
    Serialize,
    Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Rejection {
    /// The content is not a bundle of documents.
    MalformedBundle,
    /// A document is empty.
    Empty,
    /// A document is not valid UTF-8 text.
    NotUtf8,
    /// A document is not what its name says.
    MediaMismatch,
    /// No fragmenter knows this kind of document.
    UnsupportedMedia,
    /// A line is longer than a fragmenter accepts.
    LineTooLong,
    /// The content is larger than a contribution may be.
    TooLarge,
    /// The declared root is not the root of the fragments.
    RootMismatch,
    /// The declared number of fragments or bytes is wrong.
    SizeMismatch,
    /// A document's SPDX header names a licence the datanet does not admit.
    LicenceNotAdmitted,
    /// A document's SPDX header contradicts the declared licence.
    LicenceMismatch,
    /// Curators scored it below the datanet's threshold.
    LowQuality,
    /// Most fragments were in the datanet already.
    Duplicate,
    /// The content could not be had from the contributor in time.
    Unavailable,
}

/// A worker's answer.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
    Serialize,
    Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum JobResult {
    /// Answer to [`JobKind::Check`].
    Check(CheckResult),
    /// Answer to [`JobKind::Curate`].
    Curate(CurateResult),
    /// Answer to [`JobKind::Train`].
    Train(TrainResult),
    /// Answer to [`JobKind::Evaluate`].
    Evaluate(EvaluateResult),
    /// The worker cannot do it and says why; another is asked.
    Failed(JobFailure),
}

/// Why a worker gave up.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
    Serialize,
    Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum JobFailure {
    /// A file the job names could not be had.
    ContentUnavailable,
    /// A file is not what the job says (a safetensors header that lies, a config the engine refuses).
    ContentInvalid,
    /// The engine stopped: out of memory, not finite, or a bug.
    EngineFailed,
    /// This worker does not do such jobs.
    Unsupported,
}

/// What a check found.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
    Serialize,
    Deserialize,
)]
pub struct CheckResult {
    /// `None` when everything declared is true.
    pub verdict: Option<Rejection>,
    /// Root of the fragments as the worker computed it; zero when there are none.
    #[serde(with = "crate::text::hex")]
    pub root: Digest,
    /// Documents that were refused.
    pub refused: u32,
    /// [`crate::document::Report`] as JSON: one entry for each refused document.
    pub report: ContentId,
}

/// The automatic curator's voice.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
    Serialize,
    Deserialize,
)]
pub struct CurateResult {
    /// 0 (worthless) to 100.
    pub score: u8,
    /// Fragments that stand word for word in data accepted before.
    pub duplicates: u32,
    /// The report as JSON.
    pub report: ContentId,
}

/// What training made.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
    Serialize,
    Deserialize,
)]
pub struct TrainResult {
    /// `adapter_model.safetensors` in PEFT's layout.
    pub adapter: ContentId,
    /// `adapter_config.json` in PEFT's layout.
    pub adapter_config: ContentId,
    /// The attribution index file.
    pub index: ContentId,
    /// Root over the index ([`crate::sketch::index_root`]).
    #[serde(with = "crate::text::hex")]
    pub index_root: Digest,
    /// Merkle root over the hashes of (adapter, optimiser) at every checkpoint.
    #[serde(with = "crate::text::hex")]
    pub checkpoints_root: Digest,
    /// Optimiser steps taken.
    pub steps: u32,
    /// Tokens trained on, all epochs.
    pub tokens: u64,
    /// Build of the engine that ran it.
    #[serde(with = "crate::text::hex")]
    pub engine_build: Digest,
}

/// Held-out losses in millionths of a nat per token.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
    Serialize,
    Deserialize,
)]
pub struct EvaluateResult {
    /// Base without adapter.
    pub base_micronats: u32,
    /// Base with the adapter.
    pub tuned_micronats: u32,
    /// Tokens scored.
    pub tokens: u64,
}

/// What a worker's session key (`olwk`) signs: `"openledger/job-result/1" ‖ 0 ‖ SCALE(self)`, hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct SignedResult {
    /// Hash of the genesis block, so that a result for one chain is nothing on another.
    pub genesis: Digest,
    /// The job.
    pub job: JobId,
    /// The attempt this worker was assigned.
    pub attempt: Attempt,
    /// The answer.
    pub result: JobResult,
}

impl SignedResult {
    /// The 32 bytes that are signed.
    pub fn signing_hash(&self) -> Digest {
        crate::hashing::tagged("openledger/job-result/1", self)
    }
}

/// What the worker daemon answers when the node's offchain worker asks after a job.
///
/// The daemon knows a job by (job, attempt). The same [`JobSpec`] posted again under that pair is the same
/// job; other bytes under it mean that the chain forked, and replace the earlier job with its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(clippy::large_enum_variant, reason = "one is held at a time, and a result of fixed size has no box")]
pub enum JobStatus {
    /// No such job here: it must be posted (again).
    Unknown,
    /// Accepted, not begun.
    Queued,
    /// Under way.
    Running {
        /// Steps done.
        done: u32,
        /// Steps there are.
        total: u32,
    },
    /// Answered; the answer to one job never changes.
    Finished(JobResult),
}
