//! Jobs: what the chain asks of a worker, and what a worker answers.
//!
//! The pallet stores small [`JobKind`]s; the offchain worker hands the daemon a full [`JobSpec`] with every
//! content id the job needs, so the daemon serves jobs without reading the chain. The answer is a
//! [`JobResult`] of fixed size: whatever is larger (reports, adapters, indexes) travels by content id.

use crate::{content::ContentId, recipe::Recipe, Attempt, ContributionId, Digest, DisputeId, JobId, Ppm, VersionId};
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
    /// Merge a version's parents' adapters and build its attribution index.
    Merge(VersionId),
    /// Make a version again, from the same inputs, to see whether the same comes out.
    Reproduce(VersionId),
    /// Compute a disputed answer again.
    Reexecute(DisputeId),
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
    /// See [`JobKind::Merge`].
    Merge(MergeSpec),
    /// See [`JobKind::Reexecute`].
    Reexecute(ReexecuteSpec),
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
    /// A base model by whose loss the text is measured; none where there is no base yet.
    pub base: Option<BaseFiles>,
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

/// How adapters of one base become one. Both are PEFT's `add_weighted_adapter` of the same name: they work on the
/// factors A and B, each scaled by the square root of weight × alpha / rank, so the parents must have one rank and one
/// set of targets.
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
pub enum MergeMethod {
    /// The weighted sum.
    Linear,
    /// TIES (Yadav et al. 2023): trim each parent to its largest values, elect a sign, add what agrees with it.
    Ties {
        /// Share of each parent's values that is kept, in parts per million; above zero.
        density: Ppm,
    },
}

/// One adapter of a merge.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, Serialize, Deserialize,
)]
pub struct MergeParent {
    /// Its `adapter_model.safetensors`.
    pub adapter: ContentId,
    /// Its `adapter_config.json`.
    pub adapter_config: ContentId,
    /// Its weight; those of all parents add up to one whole.
    pub weight: Ppm,
}

/// A merge of adapters.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo, Serialize, Deserialize)]
pub struct MergeSpec {
    /// The version being made.
    pub version: VersionId,
    /// The frozen base, the same for every parent.
    pub base: BaseFiles,
    /// The parents, in the order of the version's parents: sums are taken in this order.
    pub parents: Vec<MergeParent>,
    /// How they are merged.
    pub method: MergeMethod,
    /// By which the attribution index is built and the version is evaluated; nothing is trained.
    pub recipe: Recipe,
    /// The contributions of all parents' snapshots, by increasing id, each once.
    pub contributions: Vec<ContributionRef>,
}

/// A disputed answer and what it was computed from.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo, Serialize, Deserialize)]
pub struct ReexecuteSpec {
    /// The [`crate::batch::BatchFile`] that holds the answer.
    pub batch: ContentId,
    /// Position of its receipt in the batch.
    pub receipt: u32,
    /// The frozen base of the version that answered.
    pub base: BaseFiles,
    /// The version's adapter; a base has none.
    pub adapter: Option<ContentId>,
    /// The adapter's configuration, which holds its alpha; there where the adapter is.
    pub adapter_config: Option<ContentId>,
    /// The version's attribution index; a base has none.
    pub index: Option<ContentId>,
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
    /// Most fragments are nearly those of data the datanet had already.
    NearDuplicate,
    /// Too little information for its length: repetition, padding.
    LowEntropy,
    /// It holds keys, passwords or tokens.
    Secrets,
    /// It holds personal data: addresses of people, numbers of accounts or identity papers.
    PersonalData,
    /// It is in another language than the datanet's.
    WrongLanguage,
    /// A base model finds it as unlikely as noise.
    Implausible,
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
    /// Answer to [`JobKind::Train`], and to [`JobKind::Reproduce`] of a version that was trained.
    Train(TrainResult),
    /// Answer to [`JobKind::Evaluate`].
    Evaluate(EvaluateResult),
    /// The worker cannot do it and says why; another is asked.
    Failed(JobFailure),
    /// Answer to [`JobKind::Merge`], and to [`JobKind::Reproduce`] of a version that was merged.
    Merge(MergeResult),
    /// Answer to [`JobKind::Reexecute`].
    Reexecute(ReexecuteResult),
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
    /// What was measured besides.
    pub findings: Findings,
}

/// What the automatic curator measured, in numbers that people and other workers can check.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
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
pub struct Findings {
    /// Fragments that are nearly the same as one accepted before, by MinHash; exact ones not counted.
    pub near_duplicates: u32,
    /// The accepted contribution in which most of the duplicates stand.
    pub twin: Option<ContributionId>,
    /// Language of most of the text, as ISO 639-3 writes it; `zxx` (no linguistic content) for code and tables.
    pub language: [u8; 3],
    /// Entropy of the bytes in thousandths of a bit.
    pub entropy_millibits: u16,
    /// Keys, passwords and tokens found by pattern.
    pub secrets: u32,
    /// Personal data found by pattern.
    pub personal: u32,
    /// Mean loss of a sample under the base in millionths of a nat per token; none where no base was named.
    pub loss_micronats: Option<u32>,
    /// The first reason there is to refuse it, for a contributor to read and a curator to follow.
    pub objection: Option<Rejection>,
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

/// What a merge made.
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
pub struct MergeResult {
    /// `adapter_model.safetensors` in PEFT's layout.
    pub adapter: ContentId,
    /// `adapter_config.json` in PEFT's layout.
    pub adapter_config: ContentId,
    /// The attribution index file.
    pub index: ContentId,
    /// Root over the index ([`crate::sketch::index_root`]).
    #[serde(with = "crate::text::hex")]
    pub index_root: Digest,
    /// Build of the engine that ran it.
    #[serde(with = "crate::text::hex")]
    pub engine_build: Digest,
}

/// What came out when an answer was computed again; the chain compares it with the receipt.
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
pub struct ReexecuteResult {
    /// [`crate::receipt::tokens_hash`] of the output.
    #[serde(with = "crate::text::hex")]
    pub output: Digest,
    /// [`crate::sketch::QuerySketch::hash`] of prompt and output.
    #[serde(with = "crate::text::hex")]
    pub query: Digest,
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
