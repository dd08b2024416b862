//! Gradients of the loss with respect to an adapter's tensors.
//!
//! With y = W·x + s·B·A·x and δ the gradient to y: ∇A = s·(Bᵀδ)·xᵀ and ∇B = s·δ·(A·x)ᵀ, summed over positions.
//! The order of a flattened gradient is that of [`Layout`]: by layer, then by target in the order of
//! [`openledger_primitives::recipe::Targets::NAMES`], A before B, each row by row.

use crate::{
    base::Base,
    error::{Error, Result},
    lora::{Adapter, Layout},
    model::{
        batch::{predicted, Batch},
        block::{Captured, Collect},
        network::LoraLayers,
        projection::add_outer,
        weights::PROJECTIONS,
    },
};
use rayon::prelude::*;
use std::ops::Range;

/// Adds up the gradients of some rows of a batch.
struct LoraGradients<'a> {
    layout: &'a Layout,
    index: &'a [[Option<usize>; PROJECTIONS]],
    scale: f32,
    /// Rows that go into each of the flat gradients.
    parts: Vec<(Range<usize>, Vec<f32>)>,
}

impl Collect for LoraGradients<'_> {
    fn projection(&mut self, layer: usize, target: usize, captured: Captured) -> Result<()> {
        let Some(first) = self.index[layer][target] else { return Ok(()) };
        let (Some(shrunk), Some(grad_shrunk)) = (captured.shrunk, captured.grad_shrunk) else {
            return Err(Error::NoGradient(self.layout.slots[first].describe()));
        };
        let (a, b) = (self.layout.slots[first].range.clone(), self.layout.slots[first + 1].range.clone());
        for (rows, flat) in &mut self.parts {
            add_outer(&mut flat[a.clone()], self.scale, grad_shrunk, captured.input, rows.clone())?;
            add_outer(&mut flat[b.clone()], self.scale, captured.grad, shrunk, rows.clone())?;
        }
        Ok(())
    }
}

/// An adapter's tensors and layout, ready for many backward passes.
pub(crate) struct Differentiable<'a> {
    base: &'a Base,
    layout: &'a Layout,
    layers: LoraLayers,
    index: Vec<[Option<usize>; PROJECTIONS]>,
    scale: f32,
}

impl<'a> Differentiable<'a> {
    pub(crate) fn new(base: &'a Base, adapter: &'a Adapter) -> Result<Self> {
        base.check_adapter(adapter)?;
        let layout = adapter.layout();
        let layers = adapter.layers()?;
        Ok(Self { base, layout, index: layout.index(layers.len()), layers, scale: adapter.scale() })
    }

    fn collector(&self, parts: impl Iterator<Item = Range<usize>>) -> LoraGradients<'_> {
        let parts = parts.map(|rows| (rows, vec![0f32; self.layout.len()])).collect();
        LoraGradients { layout: self.layout, index: &self.index, scale: self.scale, parts }
    }

    /// Losses of every position and the gradient of Σ weight·loss over the batch.
    pub(crate) fn of_batch(&self, batch: &Batch) -> Result<(Vec<f32>, Vec<f32>)> {
        let mut collector = self.collector(std::iter::once(0..batch.batch * batch.length));
        let (losses, _) = self.base.network(Some(&self.layers)).backward(batch, &mut collector, None)?;
        Ok((losses, collector.parts.pop().map(|(_, flat)| flat).unwrap_or_default()))
    }

    /// The gradient of each sequence's own mean loss, from one backward over all of them together.
    fn of_each(&self, sequences: &[&[u32]]) -> Result<Vec<Vec<f32>>> {
        let batch = Batch::next_token(sequences, |i| 1.0 / (sequences[i].len().saturating_sub(1).max(1) as f32));
        let parts = (0..batch.batch).map(|i| i * batch.length..(i + 1) * batch.length);
        let mut collector = self.collector(parts);
        self.base.network(Some(&self.layers)).backward(&batch, &mut collector, None)?;
        Ok(collector.parts.into_iter().map(|(_, flat)| flat).collect())
    }
}

/// The gradient of the mean next-token loss (nats per predicted token) of one sequence with respect to all of the
/// adapter's values, in the adapter's [`Layout`] order.
pub fn lora_gradient(base: &Base, adapter: &Adapter, tokens: &[u32]) -> Result<Vec<f32>> {
    if predicted(&[tokens]) == 0 {
        return Err(Error::Data("a gradient needs at least two tokens: one to predict from, one to predict".into()));
    }
    let mut gradients = Differentiable::new(base, adapter)?.of_each(&[tokens])?;
    Ok(gradients.pop().unwrap_or_default())
}

/// Sequences whose gradients come from one backward pass.
const TOGETHER: usize = 4;

/// [`lora_gradient`] of every sequence, in parallel: the same bits as one by one, for any number of threads. A
/// sequence of fewer than two tokens predicts nothing and has gradient zero.
pub fn lora_gradients(base: &Base, adapter: &Adapter, sequences: &[Vec<u32>]) -> Result<Vec<Vec<f32>>> {
    let differentiable = Differentiable::new(base, adapter)?;
    let together = sequences
        .par_chunks(TOGETHER)
        .map(|sequences| {
            let sequences: Vec<&[u32]> = sequences.iter().map(Vec::as_slice).collect();
            match predicted(&sequences) {
                0 => Ok(vec![vec![0f32; differentiable.layout.len()]; sequences.len()]),
                _ => differentiable.of_each(&sequences),
            }
        })
        .collect::<Result<Vec<_>>>()?;
    Ok(together.into_iter().flatten().collect())
}
