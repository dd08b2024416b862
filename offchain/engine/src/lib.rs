//! The engine: Llama-family models on candle tensors, LoRA training, generation and attribution.
//!
//! It knows models, tokens and numbers, and nothing of a chain, a network or money.
//!
//! | to | call | with |
//! |---|---|---|
//! | open a base | [`Base::load`], [`Base::from_files`] | Hugging Face's `config.json`, `model.safetensors`, `tokenizer.json` |
//! | make a small base | [`Tokenizer::train`], [`pretrain()`] | texts, tokens, a [`PretrainPlan`] |
//! | train an adapter | [`train()`] | a recipe, a [`TrainingSet`], perhaps a parent and a directory to resume from |
//! | measure it | [`evaluate()`], [`held_out_loss`] | held-out token sequences |
//! | answer a prompt | [`generate()`] | tokens, sampling, stop strings |
//! | differentiate | [`lora_gradient`], [`lora_gradients`] | token sequences |
//! | read and write PEFT | [`Adapter::from_peft`], [`Adapter::to_peft`] | the bytes of its two files |
//! | make one adapter of several | [`merge::merge`] | adapters of one base, weights, a method |
//! | know a copy again | [`lineage::compare`] | an adapter and a known one |
//! | attribute an answer | [`attribute::build`], [`attribute::attribute`] | fragments, prompt and output |
//!
//! **Units.** A token sequence is `&[u32]`. A loss is the mean of −ln p over predicted tokens, in nats; the first
//! token of a sequence is given, not predicted. Flat vectors (adapters, their gradients, the optimiser's moments)
//! are f32 in the order of [`Layout`]. Tensors are `[tokens, width]`.
//!
//! **Bits.** In numeric class `cpu-exact` the same call gives the same bits on every machine of the class, for any
//! number of threads: randomness is ChaCha keyed by a seed ([`random`]), products and sums have one order of
//! additions ([`ops`]), and work is cut into parts by the recipe, never by the number of threads. What a position
//! computes does not depend on the other rows of its batch either, so an answer that was decoded token by token can
//! be checked by reading it at once. [`engine_build`] names everything that could change this.
//!
//! **Bad input.** Files are checked before memory is allocated for what they claim; every [`Error`] names the field,
//! tensor or step concerned and says what to do.
//!
//! ```no_run
//! use openledger_engine::{evaluate, train, Base, TrainingSet};
//! use openledger_primitives::recipe::Recipe;
//! use std::{ops::ControlFlow, path::Path};
//!
//! fn tune(directory: &Path, recipe: &Recipe, set: &TrainingSet) -> openledger_engine::Result<()> {
//!     let base = Base::load(directory)?;
//!     let trained = train(&base, recipe, set, None, None, &mut |progress| {
//!         println!("step {} of {}: {:.3} nats", progress.step, progress.steps, progress.loss);
//!         ControlFlow::Continue(())
//!     })?;
//!     let length = usize::from(recipe.sequence_length);
//!     println!("{:?}", evaluate(&base, &trained.adapter, &set.held_out, length)?);
//!     let files = trained.adapter.to_peft("openledger/small")?;
//!     println!("{} bytes of adapter", files.weights.len());
//!     Ok(())
//! }
//! ```

pub mod adamw;
pub mod attribute;
pub mod base;
pub mod checkpoint;
pub mod config;
pub mod error;
pub mod evaluate;
pub mod generate;
pub mod gradients;
pub mod lineage;
pub mod lora;
pub mod merge;
pub mod model;
pub mod ngram;
pub mod numeric_class;
pub mod ops;
pub mod peft;
pub mod pretrain;
pub mod progress;
pub mod random;
pub mod safetensors_file;
pub mod sampler;
pub mod stop_strings;
pub mod tokenizer;
pub mod train;

pub use base::Base;
pub use config::ModelConfig;
pub use error::{Error, Result};
pub use evaluate::{evaluate, held_out_loss, Evaluation, Loss};
pub use generate::{generate, FinishReason, Generation, Produced};
pub use gradients::{lora_gradient, lora_gradients};
pub use lora::{Adapter, Layout};
pub use numeric_class::{engine_build, NUMERIC_CLASS};
pub use peft::PeftFiles;
pub use pretrain::{pretrain, PretrainPlan};
pub use progress::{OnProgress, Progress};
pub use tokenizer::Tokenizer;
pub use train::{train, Trained, TrainingSet};

/// A fragment or document as token ids.
pub type Tokens = Vec<u32>;
