//! A training recipe: every number that decides the bytes of an adapter.
//!
//! A recipe is stored on chain before training starts and hashed into the version. Two machines of the same
//! numeric class that run the same recipe over the same snapshot produce the same adapter. Rates are integers
//! (micro-units) because floats do not belong on chain.

use crate::{hashing::tagged, Digest, Ppm};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// Which machines must agree on every bit of a result.
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
pub enum NumericClass {
    /// f32 on an x86-64 CPU with AVX2 and FMA: bit-exact for any number of threads.
    CpuExact,
    /// CUDA: compared within a tolerance.
    CudaTolerant,
}

/// The linear projections a LoRA adapter attaches to, as PEFT names them. A bit set.
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
pub struct Targets(pub u8);

impl Targets {
    /// PEFT module names, in bit order.
    pub const NAMES: [&'static str; 7] = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"];
    /// All seven projections.
    pub const ALL: Targets = Targets(0x7f);

    /// Whether the projection with this PEFT name is trained.
    pub fn contains(&self, name: &str) -> bool {
        Self::NAMES.iter().position(|n| *n == name).is_some_and(|bit| self.0 & (1 << bit) != 0)
    }
}

/// How a version is trained and its attribution index built.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Serialize, Deserialize,
)]
pub struct Recipe {
    /// LoRA rank.
    pub rank: u16,
    /// LoRA alpha; the adapter is scaled by `alpha / rank`.
    pub alpha: u16,
    /// Which projections are trained.
    pub targets: Targets,
    /// Peak learning rate in millionths (1,000 = 1e-3).
    pub learning_rate_micro: u32,
    /// Steps of linear warm-up before the cosine decay to zero.
    pub warmup_steps: u32,
    /// Passes over the training fragments.
    pub epochs: u16,
    /// Fragments in one optimiser step.
    pub batch: u16,
    /// Fragments in one forward and backward pass; divides `batch`.
    pub micro_batch: u16,
    /// Tokens of a fragment that are used; longer fragments are cut.
    pub sequence_length: u16,
    /// Seed of initialisation and order.
    pub seed: u64,
    /// Share of documents held out of training: a document is held out when
    /// [`Recipe::holds_out`] of its path says so.
    pub held_out_ppm: Ppm,
    /// Numeric class the result must be reproducible in.
    pub numeric_class: NumericClass,
    /// A hash of the adapter and the optimiser's state is committed every so many steps.
    pub checkpoint_steps: u32,
    /// How the attribution index is built.
    pub attribution: AttributionRecipe,
}

/// How query and contribution scores are computed; see [`crate::sketch`].
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Serialize, Deserialize,
)]
pub struct AttributionRecipe {
    /// Dimensions of the gradient sketch.
    pub dimensions: u16,
    /// Damping λ as a multiple, in thousandths, of the mean square gradient per parameter.
    pub damping_milli: u32,
    /// Weight of the gradient product in the combined score.
    pub gradient_weight: u32,
    /// Weight of the lexical (BM25) product in the combined score.
    pub lexical_weight: u32,
}

/// Why a recipe cannot be run, whoever asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecipeError {
    /// Rank, alpha, learning rate, epochs, batch, micro-batch, checkpoint interval or dimensions are zero, a sequence
    /// is shorter than two tokens, no target is named, neither score has a weight, or the gradient score has one
    /// without damping (the system it solves need not have a solution then).
    Zero,
    /// The micro-batch does not divide the batch.
    MicroBatch,
    /// A value is above what any worker accepts.
    TooLarge,
}

impl Recipe {
    /// Hash that a version commits to.
    pub fn hash(&self) -> Digest {
        tagged("openledger/recipe/1", self)
    }

    /// Checks bounds that hold in every standard.
    pub fn check(&self) -> Result<(), RecipeError> {
        let zero = self.rank == 0
            || self.alpha == 0
            || self.targets.0 == 0
            || self.learning_rate_micro == 0
            || self.epochs == 0
            || self.batch == 0
            || self.micro_batch == 0
            || self.sequence_length < 2
            || self.checkpoint_steps == 0
            || self.attribution.dimensions == 0
            || (self.attribution.gradient_weight == 0 && self.attribution.lexical_weight == 0)
            || (self.attribution.gradient_weight != 0 && self.attribution.damping_milli == 0);
        if zero {
            return Err(RecipeError::Zero);
        }
        if !self.batch.is_multiple_of(self.micro_batch) {
            return Err(RecipeError::MicroBatch);
        }
        let large = self.rank > 256
            || self.targets.0 > Targets::ALL.0
            || self.epochs > 100
            || self.batch > 1024
            || self.sequence_length > 8192
            || self.held_out_ppm > 500_000
            || self.attribution.dimensions > 4096
            || self.learning_rate_micro > 1_000_000;
        if large {
            return Err(RecipeError::TooLarge);
        }
        Ok(())
    }

    /// Whether the document with this path is held out of training: the first eight bytes of
    /// `keccak256("openledger/held-out/1" ‖ 0 ‖ seed ‖ path)`, taken modulo one million, are below
    /// [`Recipe::held_out_ppm`]. Held-out documents are never trained on nor indexed.
    pub fn holds_out(&self, path: &str) -> bool {
        let digest = tagged("openledger/held-out/1", &(self.seed, path));
        let mut first = [0u8; 8];
        first.copy_from_slice(&digest[..8]);
        u64::from_le_bytes(first) % u64::from(crate::PPM) < u64::from(self.held_out_ppm)
    }
}
