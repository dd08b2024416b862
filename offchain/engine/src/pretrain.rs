//! Pretraining a small base from nothing, for demonstrations and tests.

use crate::{
    adamw::{clip, learning_rate, AdamW, Rates},
    config::ModelConfig,
    error::{Error, Result},
    model::{
        batch::Batch,
        block::{Captured, Collect, Norm},
        network::{Network, OuterGradients},
        projection::add_outer,
        weights::{block_slot, slots, Slot, Weights, PROJECTIONS},
    },
    ops::{embedding, rms_norm, rope::Rope},
    progress::{OnProgress, Progress},
    random::Random,
    safetensors_file,
};
use candle_core::Tensor;
use rayon::prelude::*;
use std::ops::Range;

const RATES: Rates = Rates { beta1: 0.9, beta2: 0.98, epsilon: 1e-8 };
const CLIP: f64 = 1.0;
/// The learning rate falls to this share of its peak.
const FLOOR: f64 = 0.05;

/// Everything that decides the bytes of a pretrained base, besides its data.
#[derive(Clone, Debug, PartialEq)]
pub struct PretrainPlan {
    /// The model's shape.
    pub config: ModelConfig,
    /// Positions of one training window.
    pub sequence_length: usize,
    /// Windows in one optimiser step.
    pub batch: usize,
    /// Windows computed together; the unit that threads share out. Divides `batch`.
    pub micro_batch: usize,
    /// Optimiser steps.
    pub steps: u32,
    /// Peak learning rate.
    pub learning_rate: f64,
    /// Steps of linear warm-up.
    pub warmup_steps: u32,
    /// Weight decay of matrices.
    pub weight_decay: f64,
    /// Seed of initialisation and order.
    pub seed: u64,
}

impl PretrainPlan {
    /// A plan for [`ModelConfig::small`] with 2,048 tokens in a step; 1,500 steps take a few minutes on two cores.
    pub fn small(steps: u32) -> Self {
        Self {
            config: ModelConfig::small(),
            sequence_length: 256,
            batch: 8,
            micro_batch: 2,
            steps,
            learning_rate: 4e-3,
            warmup_steps: steps / 20 + 1,
            weight_decay: 0.1,
            seed: 1,
        }
    }

    fn check(&self, tokens: &[u32]) -> Result<()> {
        self.config.check()?;
        if self.batch == 0 || self.micro_batch == 0 || !self.batch.is_multiple_of(self.micro_batch) || self.steps == 0 {
            return Err(Error::Recipe("pretraining needs steps, a batch, and a micro-batch that divides it".into()));
        }
        if self.sequence_length == 0 || self.sequence_length > self.config.max_position_embeddings {
            return Err(Error::Recipe(format!(
                "sequence length {} is not between 1 and the model's {}",
                self.sequence_length, self.config.max_position_embeddings
            )));
        }
        if tokens.len() <= self.sequence_length {
            return Err(Error::Data(format!(
                "{} tokens do not fill one window of {}; give more text",
                tokens.len(),
                self.sequence_length + 1
            )));
        }
        Ok(())
    }
}

/// Gradients of a base's blocks.
struct BaseGradients<'a> {
    slots: &'a [Slot],
    flat: Vec<f32>,
}

impl Collect for BaseGradients<'_> {
    fn projection(&mut self, layer: usize, target: usize, captured: Captured) -> Result<()> {
        let range = self.slots[block_slot(layer) + 1 + target].range();
        let rows = captured.grad.dim(0)?;
        add_outer(&mut self.flat[range], 1.0, captured.input, captured.grad, 0..rows)
    }

    fn norm(&mut self, layer: usize, norm: Norm, grad: &Tensor, x: &Tensor, scales: &[f32]) -> Result<()> {
        let after = if norm == Norm::Post { 1 + PROJECTIONS } else { 0 };
        let range = self.slots[block_slot(layer) + after].range();
        rms_norm::weight_gradient(&mut self.flat[range], grad, x, scales)
    }
}

/// Trains a base on a stream of tokens (documents separated by the end-of-text token) and returns the bytes of
/// its `model.safetensors`. Same plan and tokens, same bytes, for any number of threads.
pub fn pretrain(plan: &PretrainPlan, tokens: &[u32], progress: OnProgress) -> Result<Vec<u8>> {
    crate::numeric_class::check_machine()?;
    plan.check(tokens)?;
    let config = &plan.config;
    let slots = slots(config);
    let mut values = initial(config, &slots, plan.seed);
    let matrices: Vec<Range<usize>> = slots.iter().filter(|s| s.shape.len() == 2).map(Slot::range).collect();
    let rope = Rope::new(config);
    let mut optimiser = AdamW::new(values.len());
    let mut order = Random::new("openledger/pretrain-order/1", plan.seed, 0);
    let window = plan.sequence_length + 1;
    let weight = 1.0 / (plan.batch * plan.sequence_length) as f32;
    for step in 1..=plan.steps {
        let windows: Vec<&[u32]> = (0..plan.batch)
            .map(|_| {
                let start = order.below((tokens.len() - window + 1) as u64) as usize;
                &tokens[start..start + window]
            })
            .collect();
        let weights = Weights::from_flat(config, &values)?;
        let network = Network { config, weights: &weights, rope: &rope, lora: None };
        let shards = windows
            .par_chunks(plan.micro_batch)
            .map(|windows| gradient(&network, &slots, &Batch::next_token(windows, |_| weight)))
            .collect::<Result<Vec<_>>>()?;
        let loss = shards.iter().map(|(loss, _)| loss).sum::<f64>() * f64::from(weight);
        if !loss.is_finite() {
            return Err(Error::NotFinite { step, what: "loss" });
        }
        let mut total = sum_in_order(shards.into_iter().map(|(_, gradient)| gradient).collect());
        clip(&mut total, CLIP, step)?;
        let rate = learning_rate(step, plan.steps, plan.warmup_steps, plan.learning_rate, FLOOR);
        optimiser.update(&mut values, &total, RATES, rate, plan.weight_decay, &matrices);
        let tokens = u64::from(step) * (plan.batch * plan.sequence_length) as u64;
        if progress(Progress { step, steps: plan.steps, loss, learning_rate: rate, tokens }).is_break() {
            return Err(Error::Cancelled);
        }
    }
    weights_file(config, &values)
}

/// A `model.safetensors` of these values, in the order of the model's slots.
pub fn weights_file(config: &ModelConfig, values: &[f32]) -> Result<Vec<u8>> {
    let slots = slots(config);
    let in_file: Vec<Vec<f32>> = slots.iter().map(|slot| slot.to_file(&values[slot.range()])).collect();
    let tensors: Vec<_> = slots
        .iter()
        .zip(&in_file)
        .map(|(slot, values)| (slot.name.clone(), slot.shape.clone(), values.as_slice()))
        .collect();
    safetensors_file::write(&tensors)
}

/// A `model.safetensors` with initial weights: an untrained base.
pub fn untrained(config: &ModelConfig, seed: u64) -> Result<Vec<u8>> {
    weights_file(config, &initial(config, &slots(config), seed))
}

/// Norms one; the embedding normal with deviation 0.02 (0.02 keeps tied logits small); matrices normal with
/// deviation 1/√in, those that write to the residual stream divided by √(2·layers) (Radford et al. 2019).
fn initial(config: &ModelConfig, slots: &[Slot], seed: u64) -> Vec<f32> {
    let mut random = Random::new("openledger/pretrain-init/1", seed, 0);
    let residual = 1.0 / (2.0 * config.num_hidden_layers as f64).sqrt();
    let mut values = Vec::new();
    for slot in slots {
        let deviation = match slot.shape.as_slice() {
            [_, _] if slot.name.contains("embed") || slot.name.contains("lm_head") => 0.02,
            [_, input] => {
                let writes = slot.name.contains("o_proj") || slot.name.contains("down_proj");
                if writes {
                    residual / (*input as f64).sqrt()
                } else {
                    1.0 / (*input as f64).sqrt()
                }
            }
            _ => {
                values.extend(std::iter::repeat_n(1.0, slot.len()));
                continue;
            }
        };
        values.extend((0..slot.len()).map(|_| random.normal(deviation)));
    }
    values
}

/// Summed loss of a shard and the gradient of all parameters.
fn gradient(network: &Network, slots: &[Slot], batch: &Batch) -> Result<(f64, Vec<f32>)> {
    let parameters = slots.last().map_or(0, |slot| slot.range().end);
    let mut collect = BaseGradients { slots, flat: vec![0f32; parameters] };
    let after = block_slot(network.config.num_hidden_layers);
    let head_range = slots.get(after + 1).unwrap_or(&slots[0]).range();
    let (mut head, mut norm) = (vec![0f32; head_range.len()], vec![0f32; network.config.hidden_size]);
    let outer = OuterGradients { head: &mut head, norm: &mut norm };
    let (losses, embedded) = network.backward(batch, &mut collect, Some(outer))?;
    let mut flat = collect.flat;
    flat[head_range].copy_from_slice(&head);
    flat[slots[after].range()].copy_from_slice(&norm);
    embedding::table_gradient(&mut flat[slots[0].range()], &embedded, &batch.tokens)?;
    Ok((losses.iter().map(|loss| f64::from(*loss)).sum(), flat))
}

/// Adds vectors up in the order given: threads share out elements, never terms.
pub(crate) fn sum_in_order(vectors: Vec<Vec<f32>>) -> Vec<f32> {
    const SPAN: usize = 1 << 14;
    let mut vectors = vectors.into_iter();
    let mut total = vectors.next().unwrap_or_default();
    let rest: Vec<Vec<f32>> = vectors.collect();
    total.par_chunks_mut(SPAN).enumerate().for_each(|(number, span)| {
        for vector in &rest {
            for (sum, term) in span.iter_mut().zip(&vector[number * SPAN..]) {
                *sum += term;
            }
        }
    });
    total
}
