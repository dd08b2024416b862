//! One block: normalise, attend, add; normalise, feed forward, add.

use super::{
    projection::{LoraPair, Projection},
    weights::{BlockWeights, PROJECTIONS},
};
use crate::{
    error::Result,
    ops::{
        attention::{self, Shape},
        residual, rms_norm,
        rope::{Rope, Turn},
        swiglu,
    },
};
use candle_core::Tensor;

/// Positions in [`openledger_primitives::recipe::Targets::NAMES`].
const Q: usize = 0;
const K: usize = 1;
const V: usize = 2;
const O: usize = 3;
const GATE: usize = 4;
const UP: usize = 5;
const DOWN: usize = 6;

/// Which of a block's two normalisations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Norm {
    /// Before attention.
    Input,
    /// Before the feed-forward part.
    Post,
}

/// What a projection's parameters' gradients are made of; see [`super::projection`].
pub struct Captured<'a> {
    /// x, `[rows, in]`.
    pub input: &'a Tensor,
    /// x·Aᵀ, `[rows, rank]`, with an adapter.
    pub shrunk: Option<&'a Tensor>,
    /// δ, `[rows, out]`.
    pub grad: &'a Tensor,
    /// δ·B, `[rows, rank]`, with an adapter.
    pub grad_shrunk: Option<&'a Tensor>,
}

/// Where gradients of parameters go. Every method may do nothing: what is not wanted is not computed.
pub trait Collect {
    /// A projection's backward passed.
    fn projection(&mut self, layer: usize, target: usize, captured: Captured) -> Result<()>;

    /// A normalisation's backward passed; see [`rms_norm::weight_gradient`].
    fn norm(&mut self, _layer: usize, _norm: Norm, _grad: &Tensor, _x: &Tensor, _scales: &[f32]) -> Result<()> {
        Ok(())
    }
}

/// A block's weights, its adapter and the tables it needs.
pub struct Block<'a> {
    /// Position of the block, from 0.
    pub layer: usize,
    /// The frozen tensors.
    pub weights: &'a BlockWeights,
    /// Adapters by target.
    pub lora: Option<&'a [Option<LoraPair>; PROJECTIONS]>,
    /// Rotary tables.
    pub rope: &'a Rope,
    /// ε of the normalisations.
    pub eps: f64,
}

/// What a block's backward needs from its forward.
pub struct Saved {
    x: Tensor,
    x_scales: Vec<f32>,
    normed: Tensor,
    q: Tensor,
    k: Tensor,
    v: Tensor,
    attended: Tensor,
    middle: Tensor,
    middle_scales: Vec<f32>,
    middle_normed: Tensor,
    gate: Tensor,
    up: Tensor,
    gated: Tensor,
    shrunk: [Option<Tensor>; PROJECTIONS],
}

impl<'a> Block<'a> {
    /// The projection of this target.
    pub fn projection(&self, target: usize) -> Projection<'a> {
        Projection {
            weight: &self.weights.projections[target],
            lora: self.lora.and_then(|pairs| pairs[target].as_ref()),
        }
    }

    /// `[rows, hidden]` to the same.
    pub fn forward(&self, x: &Tensor, shape: Shape) -> Result<(Tensor, Saved)> {
        let mut shrunk: [Option<Tensor>; PROJECTIONS] = Default::default();
        let mut project = |target: usize, x: &Tensor| -> Result<Tensor> {
            let (y, small) = self.projection(target).forward(x)?;
            shrunk[target] = small;
            Ok(y)
        };
        let (normed, x_scales) = rms_norm::forward(x, &self.weights.input_norm, self.eps)?;
        let q = self.rope.apply(&project(Q, &normed)?, shape.length, 0, Turn::Forward)?;
        let k = self.rope.apply(&project(K, &normed)?, shape.length, 0, Turn::Forward)?;
        let v = project(V, &normed)?;
        let attended = attention::forward(&q, &k, &v, shape)?;
        let middle = residual::sum(&[x, &project(O, &attended)?])?;
        let (middle_normed, middle_scales) = rms_norm::forward(&middle, &self.weights.post_norm, self.eps)?;
        let gate = project(GATE, &middle_normed)?;
        let up = project(UP, &middle_normed)?;
        let gated = swiglu::forward(&gate, &up)?;
        let out = residual::sum(&[&middle, &project(DOWN, &gated)?])?;
        let x = x.clone();
        let saved = Saved {
            x,
            x_scales,
            normed,
            q,
            k,
            v,
            attended,
            middle,
            middle_scales,
            middle_normed,
            gate,
            up,
            gated,
            shrunk,
        };
        Ok((out, saved))
    }

    /// From the gradient to the block's output to that of its input; parameters' gradients go to `collect`.
    pub fn backward(&self, grad: &Tensor, saved: &Saved, shape: Shape, collect: &mut dyn Collect) -> Result<Tensor> {
        let mut back = |target: usize, grad: &Tensor, input: &Tensor| -> Result<Tensor> {
            let result = self.projection(target).backward(grad)?;
            let captured =
                Captured { input, shrunk: saved.shrunk[target].as_ref(), grad, grad_shrunk: result.shrunk.as_ref() };
            collect.projection(self.layer, target, captured)?;
            Ok(result.input)
        };
        let gated = back(DOWN, grad, &saved.gated)?;
        let (gate, up) = swiglu::backward(&gated, &saved.gate, &saved.up)?;
        let input = &saved.middle_normed;
        let normed = residual::sum(&[&back(GATE, &gate, input)?, &back(UP, &up, input)?])?;
        let weight = &self.weights.post_norm;
        let middle = rms_norm::backward(&normed, &saved.middle, weight, &saved.middle_scales, Some(grad))?;
        let attended = back(O, &middle, &saved.attended)?;
        let (q, k, v) = attention::backward(&attended, &saved.q, &saved.k, &saved.v, shape)?;
        let q = self.rope.apply(&q, shape.length, 0, Turn::Back)?;
        let k = self.rope.apply(&k, shape.length, 0, Turn::Back)?;
        let input = &saved.normed;
        let first = residual::sum(&[&back(Q, &q, input)?, &back(K, &k, input)?, &back(V, &v, input)?])?;
        collect.norm(self.layer, Norm::Post, &normed, &saved.middle, &saved.middle_scales)?;
        collect.norm(self.layer, Norm::Input, &first, &saved.x, &saved.x_scales)?;
        rms_norm::backward(&first, &saved.x, &self.weights.input_norm, &saved.x_scales, Some(&middle))
    }
}
