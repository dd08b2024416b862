//! Causal attention with grouped key and value heads (Ainslie et al. 2023, arXiv 2305.13245).
//!
//! Batches are padded on the right, so that a real token never sees padding and needs no mask but the causal one.

use super::{
    exp::exp,
    host::{self, Host},
    lanes::{self, vectorised},
    matrix::{multiply, Matrix, MatrixMut, Write},
};
use crate::error::Result;
use candle_core::Tensor;

/// How rows are sequences and columns are heads.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Sequences.
    pub batch: usize,
    /// Rows of each sequence.
    pub length: usize,
    /// Query heads.
    pub heads: usize,
    /// Key and value heads.
    pub kv_heads: usize,
    /// Width of a head.
    pub head_dim: usize,
}

impl Shape {
    fn width(&self) -> usize {
        self.heads * self.head_dim
    }

    fn kv_width(&self) -> usize {
        self.kv_heads * self.head_dim
    }

    /// 1/√head_dim.
    pub fn scale(&self) -> f32 {
        1.0 / (self.head_dim as f32).sqrt()
    }

    /// Offsets of one head's first value: in queries and outputs, in keys and values, in probabilities.
    fn offsets(&self, sequence: usize, head: usize) -> (usize, usize, usize) {
        let first = sequence * self.length;
        let kv_head = head / (self.heads / self.kv_heads);
        (
            first * self.width() + head * self.head_dim,
            first * self.kv_width() + kv_head * self.head_dim,
            (sequence * self.heads + head) * self.length * self.length,
        )
    }
}

/// Softmax of `scores[..visible]`; what lies beyond becomes 0.
#[inline(always)]
pub(crate) fn softmax_row(scores: &mut [f32], visible: usize) {
    let (seen, hidden) = scores.split_at_mut(visible);
    let largest = lanes::max(seen);
    for score in seen.iter_mut() {
        *score = exp(*score - largest);
    }
    let inverse = 1.0 / lanes::sum(visible, |i| seen[i]);
    for score in seen.iter_mut() {
        *score *= inverse;
    }
    hidden.fill(0.0);
}

/// Attention's output and its probabilities `[batch · heads · length, length]` for the backward.
pub fn forward(q: &Tensor, k: &Tensor, v: &Tensor, shape: Shape) -> Result<(Tensor, Vec<f32>)> {
    let Shape { batch, length, heads, head_dim, .. } = shape;
    let (width, kv_width) = (shape.width(), shape.kv_width());
    let (q, k, v) = (Host::of(q)?, Host::of(k)?, Host::of(v)?);
    let mut out = vec![0f32; batch * length * width];
    let mut probabilities = vec![0f32; batch * heads * length * length];
    for sequence in 0..batch {
        for head in 0..heads {
            let (at, kv_at, p_at) = shape.offsets(sequence, head);
            let view = |data, stride| Matrix::strided(data, length, head_dim, stride);
            let (q, k, v) = (view(&q[at..], width), view(&k[kv_at..], kv_width), view(&v[kv_at..], kv_width));
            let p = &mut probabilities[p_at..p_at + length * length];
            multiply(MatrixMut::new(p, length), Write::Set, shape.scale(), q, k.t());
            vectorised(|| {
                for (row, scores) in p.chunks_exact_mut(length).enumerate() {
                    softmax_row(scores, row + 1);
                }
            });
            multiply(MatrixMut::new(&mut out[at..], width), Write::Set, 1.0, Matrix::new(p, length, length), v);
        }
    }
    Ok((host::matrix(out, batch * length, width)?, probabilities))
}

/// Gradients to queries, keys and values. With dP = dO·Vᵀ and dS = P∘(dP − rowsum(dP∘P)):
/// dQ = dS·K/√d, dK = dSᵀ·Q/√d, dV = Pᵀ·dO.
pub fn backward(
    grad: &Tensor,
    q: &Tensor,
    k: &Tensor,
    v: &Tensor,
    probabilities: &[f32],
    shape: Shape,
) -> Result<(Tensor, Tensor, Tensor)> {
    let Shape { batch, length, heads, head_dim, .. } = shape;
    let (width, kv_width, rows) = (shape.width(), shape.kv_width(), batch * length);
    let (grad, q, k, v) = (Host::of(grad)?, Host::of(q)?, Host::of(k)?, Host::of(v)?);
    let mut dq = vec![0f32; rows * width];
    let (mut dk, mut dv) = (vec![0f32; rows * kv_width], vec![0f32; rows * kv_width]);
    let mut ds = vec![0f32; length * length];
    for sequence in 0..batch {
        for head in 0..heads {
            let (at, kv_at, p_at) = shape.offsets(sequence, head);
            let view = |data, stride| Matrix::strided(data, length, head_dim, stride);
            let (q, k, v) = (view(&q[at..], width), view(&k[kv_at..], kv_width), view(&v[kv_at..], kv_width));
            let grad = view(&grad[at..], width);
            let p = &probabilities[p_at..p_at + length * length];
            multiply(MatrixMut::new(&mut ds, length), Write::Set, 1.0, grad, v.t());
            vectorised(|| {
                for (row, (ds, p)) in ds.chunks_exact_mut(length).zip(p.chunks_exact(length)).enumerate() {
                    let seen = row + 1;
                    let mean = lanes::sum(seen, |i| ds[i] * p[i]);
                    for i in 0..seen {
                        ds[i] = p[i] * (ds[i] - mean);
                    }
                    ds[seen..].fill(0.0);
                }
            });
            let (ds, p) = (Matrix::new(&ds, length, length), Matrix::new(p, length, length));
            let scale = shape.scale();
            multiply(MatrixMut::new(&mut dq[at..], width), Write::Set, scale, ds, k);
            // Heads that share a key head add up.
            multiply(MatrixMut::new(&mut dk[kv_at..], kv_width), Write::Add, scale, ds.t(), q);
            multiply(MatrixMut::new(&mut dv[kv_at..], kv_width), Write::Add, 1.0, p.t(), grad);
        }
    }
    Ok((host::matrix(dq, rows, width)?, host::matrix(dk, rows, kv_width)?, host::matrix(dv, rows, kv_width)?))
}
