//! The engine: Llama-family models on candle tensors, LoRA training, generation and attribution.
//!
//! It knows models, tokens and numbers, and nothing of a chain, a network or money. Everything it computes in
//! numeric class `cpu-exact` has the same bits on every machine of the class, for any number of threads.
//!
//! Token sequences are `&[u32]`, losses are nats per predicted token, flat parameter vectors are f32 in the order
//! documented at [`lora::Layout`].

pub mod adamw;
pub mod attribute;
pub mod base;
pub mod checkpoint;
pub mod config;
pub mod error;
pub mod evaluate;
pub mod generate;
pub mod gradients;
pub mod lora;
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
