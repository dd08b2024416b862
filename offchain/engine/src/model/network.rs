//! The whole network over a padded batch: losses, and the backward into a collector.

use super::{
    batch::Batch,
    block::{Block, Collect, Saved},
    projection::LoraPair,
    weights::{Weights, PROJECTIONS},
};
use crate::{
    config::ModelConfig,
    error::{Error, Result},
    ops::{
        attention::Shape,
        embedding,
        host::Host,
        loss::{self, Head, Want},
        matrix::{product, Matrix},
        rms_norm,
        rope::Rope,
    },
};
use candle_core::Tensor;

/// Adapters of all blocks, by layer and target.
pub type LoraLayers = Vec<[Option<LoraPair>; PROJECTIONS]>;

/// A model ready to run: borrowed weights, tables and, if any, an adapter.
#[derive(Clone, Copy)]
pub struct Network<'a> {
    /// The model's shape.
    pub config: &'a ModelConfig,
    /// Its tensors.
    pub weights: &'a Weights,
    /// Its rotary tables.
    pub rope: &'a Rope,
    /// The adapter beside them.
    pub lora: Option<&'a LoraLayers>,
}

/// What the backward needs from the forward.
struct Trace {
    blocks: Vec<Saved>,
    last: Tensor,
    last_scales: Vec<f32>,
    hidden: Tensor,
}

/// Gradients of what is not in a block, for training a base.
pub struct OuterGradients<'a> {
    /// `[vocab, hidden]`, of the output projection.
    pub head: &'a mut [f32],
    /// `[hidden]`, of the last norm.
    pub norm: &'a mut [f32],
}

impl<'a> Network<'a> {
    /// Block number `layer`.
    pub fn block(&self, layer: usize) -> Block<'a> {
        Block {
            layer,
            weights: &self.weights.blocks[layer],
            lora: self.lora.map(|layers| &layers[layer]),
            rope: self.rope,
            eps: self.config.rms_norm_eps,
        }
    }

    fn head(&self) -> Head<'a> {
        Head { rows: &self.weights.head, columns: &self.weights.head_columns }
    }

    fn shape(&self, batch: &Batch) -> Shape {
        Shape {
            batch: batch.batch,
            length: batch.length,
            heads: self.config.num_attention_heads,
            kv_heads: self.config.num_key_value_heads,
            head_dim: self.config.head_dim(),
        }
    }

    /// Refuses batches whose intermediate values would fill the memory: about twelve rows of the hidden and four of
    /// the inner width for each position and block, in one block only where there is no backward.
    fn check_size(&self, batch: &Batch, blocks: usize) -> Result<()> {
        const MOST: u128 = 8 << 30;
        let widths = 12 * self.config.hidden_size + 4 * self.config.intermediate_size;
        let bytes = [batch.batch, batch.length, blocks, widths, 4].iter().map(|n| *n as u128).product::<u128>();
        if bytes > MOST {
            return Err(Error::Data(format!(
                "{} sequences of {} tokens at once need {} GiB; use a smaller micro-batch or shorter sequences",
                batch.batch,
                batch.length,
                bytes >> 30
            )));
        }
        Ok(())
    }

    /// Runs the blocks; with `keep`, remembers what their backward needs.
    fn forward(&self, batch: &Batch, keep: bool) -> Result<Trace> {
        self.check_size(batch, if keep { self.weights.blocks.len() } else { 1 })?;
        if batch.length > self.config.max_position_embeddings {
            return Err(Error::Data(format!(
                "a sequence of {} positions is longer than the model's {}; cut it",
                batch.length, self.config.max_position_embeddings
            )));
        }
        if let Some(token) = batch.targets.iter().find(|token| **token as usize >= self.config.vocab_size) {
            return Err(Error::Data(format!(
                "token {token} is outside the vocabulary of {}; tokenise with the base's own tokenizer.json",
                self.config.vocab_size
            )));
        }
        let shape = self.shape(batch);
        let mut x = embedding::forward(&self.weights.embedding, &batch.tokens)?;
        let mut blocks = Vec::with_capacity(self.weights.blocks.len());
        for layer in 0..self.weights.blocks.len() {
            let (next, saved) = self.block(layer).forward(&x, shape)?;
            if keep {
                blocks.push(saved);
            }
            x = next;
        }
        let (hidden, last_scales) = rms_norm::forward(&x, &self.weights.norm, self.config.rms_norm_eps)?;
        Ok(Trace { blocks, last: x, last_scales, hidden })
    }

    /// Logits `[rows, vocab]` of every position, for tests and small batches.
    pub fn logits(&self, batch: &Batch) -> Result<Vec<f32>> {
        let hidden = self.forward(batch, false)?.hidden;
        let ((rows, width), vocab) = (hidden.dims2()?, self.config.vocab_size);
        let (hidden, head) = (Host::of(&hidden)?, Host::of(&self.weights.head_columns)?);
        Ok(product(Matrix::new(&hidden, rows, width), Matrix::new(&head, width, vocab)))
    }

    /// Loss in nats of every position; 0 where its weight is 0.
    pub fn losses(&self, batch: &Batch) -> Result<Vec<f32>> {
        let trace = self.forward(batch, false)?;
        Ok(loss::cross_entropy(&trace.hidden, self.head(), &batch.targets, &batch.weights, Want::Loss)?.0)
    }

    /// Losses, and the gradient of Σ weight·loss: parameters of blocks go to `collect`, the rest to `outer` where
    /// a base is trained. Returns the losses and, with `outer`, the gradient to the embedded tokens.
    pub fn backward(
        &self,
        batch: &Batch,
        collect: &mut dyn Collect,
        mut outer: Option<OuterGradients>,
    ) -> Result<(Vec<f32>, Tensor)> {
        let trace = self.forward(batch, true)?;
        let want = match &mut outer {
            Some(outer) => Want::HiddenAndHead(outer.head),
            None => Want::Hidden,
        };
        let (losses, hidden) = loss::cross_entropy(&trace.hidden, self.head(), &batch.targets, &batch.weights, want)?;
        let hidden = hidden.expect("asked for above");
        if let Some(outer) = &mut outer {
            rms_norm::weight_gradient(outer.norm, &hidden, &trace.last, &trace.last_scales)?;
        }
        let mut grad = rms_norm::backward(&hidden, &trace.last, &self.weights.norm, &trace.last_scales, None)?;
        for (layer, saved) in trace.blocks.iter().enumerate().rev() {
            grad = self.block(layer).backward(&grad, saved, self.shape(batch), collect)?;
        }
        Ok((losses, grad))
    }
}
