//! The engine: Llama-family models on candle tensors, LoRA training, generation and attribution.
//!
//! It knows models, tokens and numbers, and nothing of a chain, a network or money. Everything it computes in
//! numeric class `cpu-exact` has the same bits on every machine of the class, for any number of threads.
//!
//! Token sequences are `&[u32]`, losses are nats per predicted token, flat parameter vectors are f32 in the order
//! documented at [`lora::Layout`].

pub mod base;
pub mod config;
pub mod error;
pub mod gradients;
pub mod lora;
pub mod model;
pub mod numeric_class;
pub mod ops;
pub mod random;
pub mod safetensors_file;
pub mod tokenizer;

pub use base::Base;
pub use config::ModelConfig;
pub use error::{Error, Result};
pub use gradients::{lora_gradient, lora_gradients};
pub use lora::{Adapter, Layout};
pub use numeric_class::{engine_build, NUMERIC_CLASS};
pub use tokenizer::Tokenizer;

/// A fragment or document as token ids.
pub type Tokens = Vec<u32>;
