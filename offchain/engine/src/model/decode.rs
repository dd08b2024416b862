//! One sequence, a few positions at a time, against a cache of keys and values.

use super::{network::Network, weights::PROJECTIONS};
use crate::{
    error::{Error, Result},
    ops::{
        attention::softmax_row,
        embedding,
        host::{self, Host},
        lanes::vectorised,
        matrix::{multiply, product, Matrix, MatrixMut, Write},
        residual, rms_norm,
        rope::Turn,
        swiglu,
    },
};
use candle_core::Tensor;

/// Prompt positions computed together.
const CHUNK: usize = 256;

/// Rotated keys and values of every position so far, `[positions, kv_heads · head_dim]`.
#[derive(Clone, Default)]
struct Cache {
    keys: Vec<f32>,
    values: Vec<f32>,
}

/// A sequence in progress.
pub struct Decoder<'a> {
    network: Network<'a>,
    caches: Vec<Cache>,
    position: usize,
}

impl<'a> Decoder<'a> {
    /// Nothing read yet.
    pub fn new(network: Network<'a>) -> Self {
        let caches = vec![Cache::default(); network.weights.blocks.len()];
        Self { network, caches, position: 0 }
    }

    /// Positions read so far.
    pub fn position(&self) -> usize {
        self.position
    }

    /// Reads tokens and returns the logits `[vocab]` after the last of them.
    pub fn read(&mut self, tokens: &[u32]) -> Result<Vec<f32>> {
        let most = self.network.config.max_position_embeddings;
        if self.position + tokens.len() > most {
            return Err(Error::Request(format!(
                "{} tokens are more than the model's {most} positions; shorten the prompt",
                self.position + tokens.len()
            )));
        }
        let mut last = None;
        for chunk in tokens.chunks(CHUNK) {
            last = Some(self.blocks(chunk)?);
        }
        let last = last.ok_or_else(|| Error::Request("the prompt is empty".into()))?;
        let (rows, width) = last.dims2()?;
        let (hidden, _) = rms_norm::forward(
            &last.narrow(0, rows - 1, 1)?,
            &self.network.weights.norm,
            self.network.config.rms_norm_eps,
        )?;
        let (hidden, head) = (Host::of(&hidden)?, Host::of(&self.network.weights.head_columns)?);
        let vocab = self.network.config.vocab_size;
        Ok(product(Matrix::new(&hidden, 1, width), Matrix::new(&head, width, vocab)))
    }

    fn blocks(&mut self, tokens: &[u32]) -> Result<Tensor> {
        let mut x = embedding::forward(&self.network.weights.embedding, tokens)?;
        for layer in 0..self.caches.len() {
            x = self.block(layer, &x)?;
        }
        self.position += tokens.len();
        Ok(x)
    }

    fn block(&mut self, layer: usize, x: &Tensor) -> Result<Tensor> {
        let block = self.network.block(layer);
        let project = |target: usize, x: &Tensor| block.projection(target).forward(x).map(|(y, _)| y);
        let [q, k, v, o, gate, up, down]: [usize; PROJECTIONS] = std::array::from_fn(|target| target);
        let (rows, first) = (x.dim(0)?, self.position);
        let (normed, _) = rms_norm::forward(x, &block.weights.input_norm, block.eps)?;
        let queries = block.rope.apply(&project(q, &normed)?, rows, first, Turn::Forward)?;
        let keys = block.rope.apply(&project(k, &normed)?, rows, first, Turn::Forward)?;
        let cache = &mut self.caches[layer];
        cache.keys.extend_from_slice(&Host::of(&keys)?);
        cache.values.extend_from_slice(&Host::of(&project(v, &normed)?)?);
        let attended = attend(&self.network, cache, &queries, first)?;
        let middle = residual::sum(&[x, &project(o, &attended)?])?;
        let (normed, _) = rms_norm::forward(&middle, &block.weights.post_norm, block.eps)?;
        let gated = swiglu::forward(&project(gate, &normed)?, &project(up, &normed)?)?;
        residual::sum(&[&middle, &project(down, &gated)?])
    }
}

/// Attention of new queries, the first at position `first`, over everything in the cache.
fn attend(network: &Network, cache: &Cache, queries: &Tensor, first: usize) -> Result<Tensor> {
    let config = network.config;
    let (rows, width) = queries.dims2()?;
    let (head_dim, kv_width) = (config.head_dim(), config.kv_dim());
    let share = config.num_attention_heads / config.num_key_value_heads;
    let seen = first + rows;
    let scale = 1.0 / (head_dim as f32).sqrt();
    let queries = Host::of(queries)?;
    let mut out = vec![0f32; rows * width];
    let mut scores = vec![0f32; rows * seen];
    for head in 0..config.num_attention_heads {
        let (at, kv_at) = (head * head_dim, head / share * head_dim);
        let q = Matrix::strided(&queries[at..], rows, head_dim, width);
        let keys = Matrix::strided(&cache.keys[kv_at..], seen, head_dim, kv_width);
        let values = Matrix::strided(&cache.values[kv_at..], seen, head_dim, kv_width);
        multiply(MatrixMut::new(&mut scores, seen), Write::Set, scale, q, keys.t());
        vectorised(|| {
            for (row, scores) in scores.chunks_exact_mut(seen).enumerate() {
                softmax_row(scores, first + row + 1);
            }
        });
        let weights = Matrix::new(&scores, rows, seen);
        multiply(MatrixMut::new(&mut out[at..], width), Write::Set, 1.0, weights, values);
    }
    host::matrix(out, rows, width)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        config::ModelConfig,
        model::{batch::Batch, weights::Weights},
        ops::rope::Rope,
        pretrain::untrained,
    };

    /// One position at a time, a prompt in two pieces, a whole sequence, and the sequence among others: all bits
    /// are the same. So an answer can be checked by reading it at once.
    #[test]
    fn decoding_has_the_bits_of_reading_at_once() {
        let config = ModelConfig { vocab_size: 70, max_position_embeddings: 320, ..ModelConfig::small() };
        let weights = Weights::from_safetensors(&config, &untrained(&config, 5).unwrap()).unwrap();
        let rope = Rope::new(&config);
        let network = Network { config: &config, weights: &weights, rope: &rope, lora: None };
        let tokens: Vec<u32> = (0..301).map(|i| (i * 29 + i / 7) % 70).collect();
        let other: Vec<u32> = tokens.iter().rev().copied().take(40).collect();
        let at_once = network.logits(&Batch::next_token(&[&other, &tokens], |_| 1.0)).unwrap();
        let at_once: Vec<&[f32]> = at_once[300 * 70..].chunks_exact(70).collect();
        let alone = network.logits(&Batch::next_token(&[&tokens], |_| 1.0)).unwrap();
        assert!(alone == at_once.concat());

        let mut decoder = Decoder::new(network);
        for (position, token) in tokens[..40].iter().enumerate() {
            assert!(decoder.read(&[*token]).unwrap() == at_once[position], "position {position}");
        }
        assert!(decoder.read(&tokens[40..299]).unwrap() == at_once[298]);
        assert!(decoder.read(&tokens[299..300]).unwrap() == at_once[299]);
        assert_eq!(decoder.position(), 300);
    }
}
