//! A base model's tensors: their names, their order, and reading them.
//!
//! In memory a projection is `[in, out]`, the transpose of what the file holds: then a single row times the weight
//! reads it from first to last, and decoding needs no second copy.

use crate::{
    config::ModelConfig,
    error::{Error, Result},
    ops::{
        host::{self, Host},
        matrix::transposed,
    },
    safetensors_file::SafetensorsFile,
};
use candle_core::{Device, Tensor};
use openledger_primitives::recipe::Targets;

/// Projections of a block, in the order of [`Targets::NAMES`].
pub const PROJECTIONS: usize = Targets::NAMES.len();

/// One tensor of the flat parameter vector.
#[derive(Clone, Debug)]
pub struct Slot {
    /// Hugging Face's name.
    pub name: String,
    /// Its shape in the file.
    pub shape: Vec<usize>,
    /// Whether it is transposed in memory.
    pub transposed: bool,
    /// Where its values begin in the flat vector.
    pub offset: usize,
}

impl Slot {
    /// Number of values.
    pub fn len(&self) -> usize {
        self.shape.iter().product()
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Its shape in memory.
    pub fn memory_shape(&self) -> Vec<usize> {
        let mut shape = self.shape.clone();
        if self.transposed {
            shape.reverse();
        }
        shape
    }

    /// Values in the file's order from values in memory's.
    pub fn to_file(&self, values: &[f32]) -> Vec<f32> {
        match self.shape.as_slice() {
            [out, input] if self.transposed => transposed(values, *input, *out),
            _ => values.to_vec(),
        }
    }

    /// Values in memory's order from values in the file's.
    pub fn to_memory(&self, values: Vec<f32>) -> Vec<f32> {
        match self.shape.as_slice() {
            [out, input] if self.transposed => transposed(&values, *out, *input),
            _ => values,
        }
    }

    /// Its part of the flat vector.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.offset..self.offset + self.len()
    }
}

/// Module path of a projection inside its block, as Hugging Face writes it.
pub fn projection_path(target: usize) -> String {
    let part = if target < 4 { "self_attn" } else { "mlp" };
    format!("{part}.{}", Targets::NAMES[target])
}

/// All tensors of a model in the order of the flat vector: embedding; for each block its input norm, seven
/// projections and post-attention norm; the last norm; the head, unless it is the embedding.
pub fn slots(config: &ModelConfig) -> Vec<Slot> {
    let hidden = config.hidden_size;
    let mut tensors = vec![("model.embed_tokens.weight".to_string(), vec![config.vocab_size, hidden])];
    for layer in 0..config.num_hidden_layers {
        let path = format!("model.layers.{layer}");
        tensors.push((format!("{path}.input_layernorm.weight"), vec![hidden]));
        for target in 0..PROJECTIONS {
            let shape = config.projection_shape(target).to_vec();
            tensors.push((format!("{path}.{}.weight", projection_path(target)), shape));
        }
        tensors.push((format!("{path}.post_attention_layernorm.weight"), vec![hidden]));
    }
    tensors.push(("model.norm.weight".to_string(), vec![hidden]));
    if !config.tie_word_embeddings {
        tensors.push(("lm_head.weight".to_string(), vec![config.vocab_size, hidden]));
    }
    let mut offset = 0;
    tensors
        .into_iter()
        .map(|(name, shape)| {
            let slot = Slot { transposed: name.contains("_proj."), name, shape, offset };
            offset += slot.len();
            slot
        })
        .collect()
}

/// Position in [`slots`] of a block's first tensor, its input norm.
pub fn block_slot(layer: usize) -> usize {
    1 + layer * (PROJECTIONS + 2)
}

/// One block's tensors.
pub struct BlockWeights {
    /// `[hidden]`, before attention.
    pub input_norm: Tensor,
    /// `[in, out]` each, in the order of [`Targets::NAMES`].
    pub projections: [Tensor; PROJECTIONS],
    /// `[hidden]`, before the feed-forward part.
    pub post_norm: Tensor,
}

/// A model's tensors.
pub struct Weights {
    /// `[vocab, hidden]`.
    pub embedding: Tensor,
    /// The blocks, first to last.
    pub blocks: Vec<BlockWeights>,
    /// `[hidden]`, after the last block.
    pub norm: Tensor,
    /// `[vocab, hidden]`; the embedding itself when tied.
    pub head: Tensor,
    /// The head's transpose, `[hidden, vocab]`.
    pub head_columns: Tensor,
}

impl Weights {
    /// Builds the tensors from what `values` gives for each slot.
    fn build(config: &ModelConfig, mut values: impl FnMut(&Slot) -> Result<Vec<f32>>) -> Result<Self> {
        let tensors = slots(config)
            .iter()
            .map(|slot| Ok(Tensor::from_vec(values(slot)?, slot.memory_shape(), &Device::Cpu)?))
            .collect::<Result<Vec<_>>>()?;
        let blocks = (0..config.num_hidden_layers)
            .map(|layer| {
                let first = block_slot(layer);
                BlockWeights {
                    input_norm: tensors[first].clone(),
                    projections: std::array::from_fn(|target| tensors[first + 1 + target].clone()),
                    post_norm: tensors[first + 1 + PROJECTIONS].clone(),
                }
            })
            .collect();
        let after = block_slot(config.num_hidden_layers);
        let embedding = tensors[0].clone();
        let head = tensors.get(after + 1).unwrap_or(&embedding).clone();
        let (vocab, hidden) = (config.vocab_size, config.hidden_size);
        let columns = transposed(&Host::of(&head)?, vocab, hidden);
        Ok(Self {
            head_columns: host::matrix(columns, hidden, vocab)?,
            head,
            embedding,
            blocks,
            norm: tensors[after].clone(),
        })
    }

    /// Builds the tensors from the flat vector.
    pub fn from_flat(config: &ModelConfig, flat: &[f32]) -> Result<Self> {
        Self::build(config, |slot| Ok(flat[slot.range()].to_vec()))
    }

    /// Reads and checks a `model.safetensors`: every tensor there, of its shape, and nothing else.
    pub fn from_safetensors(config: &ModelConfig, bytes: &[u8]) -> Result<Self> {
        let file = SafetensorsFile::parse("model.safetensors", bytes)?;
        let slots = slots(config);
        for name in file.names() {
            let known = slots.iter().any(|slot| slot.name == name);
            // Old exports carry the rotary frequencies, tied ones sometimes the head once more.
            let redundant = name.ends_with("rotary_emb.inv_freq") || name == "lm_head.weight";
            if !known && !redundant {
                return Err(file.problem(format!("tensor {name} belongs to no part of this Llama config")));
            }
        }
        let weights = Self::build(config, |slot| Ok(slot.to_memory(file.values(&slot.name, &slot.shape)?)))?;
        if config.tie_word_embeddings && file.names().iter().any(|name| name == "lm_head.weight") {
            let shape = [config.vocab_size, config.hidden_size];
            if file.values("lm_head.weight", &shape)? != file.values("model.embed_tokens.weight", &shape)? {
                return Err(Error::Config {
                    field: "tie_word_embeddings",
                    problem: "true, but the file's lm_head.weight differs from the embedding".into(),
                });
            }
        }
        Ok(weights)
    }
}
