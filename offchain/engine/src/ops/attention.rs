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

    /// For every head of every sequence: offset of its first value in queries and outputs, and in keys and values.
    fn every_head(self) -> impl Iterator<Item = (usize, usize)> {
        let share = self.heads / self.kv_heads;
        (0..self.batch).flat_map(move |sequence| {
            (0..self.heads).map(move |head| {
                let first = sequence * self.length;
                let at = first * self.width() + head * self.head_dim;
                (at, first * self.kv_width() + head / share * self.head_dim)
            })
        })
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

/// Queries of one head taken at a time. Keys after the last of them are not looked at.
const QUERIES: usize = 64;

/// One head of one sequence, and a block of its queries.
struct HeadBlock<'a> {
    /// `[queries, head_dim]`.
    q: Matrix<'a>,
    /// `[seen, head_dim]`, up to the last query's position.
    k: Matrix<'a>,
    /// Likewise.
    v: Matrix<'a>,
    /// Position of the first query.
    first: usize,
    queries: usize,
    seen: usize,
}

impl<'a> HeadBlock<'a> {
    fn new(q: &'a [f32], k: &'a [f32], v: &'a [f32], shape: Shape, (at, kv_at): (usize, usize), first: usize) -> Self {
        let queries = QUERIES.min(shape.length - first);
        let (width, kv_width, seen) = (shape.width(), shape.kv_width(), first + queries);
        Self {
            q: Matrix::strided(&q[at + first * width..], queries, shape.head_dim, width),
            k: Matrix::strided(&k[kv_at..], seen, shape.head_dim, kv_width),
            v: Matrix::strided(&v[kv_at..], seen, shape.head_dim, kv_width),
            first,
            queries,
            seen,
        }
    }

    /// Probabilities `[queries, seen]`.
    fn probabilities(&self, p: &mut [f32], scale: f32) {
        multiply(MatrixMut::new(p, self.seen), Write::Set, scale, self.q, self.k.t());
        vectorised(|| {
            for (row, scores) in p.chunks_exact_mut(self.seen).enumerate() {
                softmax_row(scores, self.first + row + 1);
            }
        });
    }
}

/// Attention's output, `[batch · length, heads · head_dim]`.
pub fn forward(q: &Tensor, k: &Tensor, v: &Tensor, shape: Shape) -> Result<Tensor> {
    let (width, rows) = (shape.width(), shape.batch * shape.length);
    let (q, k, v) = (Host::of(q)?, Host::of(k)?, Host::of(v)?);
    let mut out = vec![0f32; rows * width];
    let mut scratch = vec![0f32; QUERIES * shape.length];
    for (at, kv_at) in shape.every_head() {
        for first in (0..shape.length).step_by(QUERIES) {
            let block = HeadBlock::new(&q, &k, &v, shape, (at, kv_at), first);
            let p = &mut scratch[..block.queries * block.seen];
            block.probabilities(p, shape.scale());
            let p = Matrix::new(p, block.queries, block.seen);
            multiply(MatrixMut::new(&mut out[at + first * width..], width), Write::Set, 1.0, p, block.v);
        }
    }
    host::matrix(out, rows, width)
}

/// Gradients to queries, keys and values. With dP = dO·Vᵀ and dS = P∘(dP − rowsum(dP∘P)):
/// dQ = dS·K/√d, dK = dSᵀ·Q/√d, dV = Pᵀ·dO. P is computed once more: keeping it would take memory in the square
/// of the length.
pub fn backward(grad: &Tensor, q: &Tensor, k: &Tensor, v: &Tensor, shape: Shape) -> Result<(Tensor, Tensor, Tensor)> {
    let (width, kv_width, rows) = (shape.width(), shape.kv_width(), shape.batch * shape.length);
    let (grad, q, k, v) = (Host::of(grad)?, Host::of(q)?, Host::of(k)?, Host::of(v)?);
    let mut dq = vec![0f32; rows * width];
    let (mut dk, mut dv) = (vec![0f32; rows * kv_width], vec![0f32; rows * kv_width]);
    let mut scratch = (vec![0f32; QUERIES * shape.length], vec![0f32; QUERIES * shape.length]);
    for (at, kv_at) in shape.every_head() {
        for first in (0..shape.length).step_by(QUERIES) {
            let block = HeadBlock::new(&q, &k, &v, shape, (at, kv_at), first);
            let (queries, seen) = (block.queries, block.seen);
            let (p, ds) = (&mut scratch.0[..queries * seen], &mut scratch.1[..queries * seen]);
            block.probabilities(p, shape.scale());
            let at = at + first * width;
            let grad = Matrix::strided(&grad[at..], queries, shape.head_dim, width);
            multiply(MatrixMut::new(ds, seen), Write::Set, 1.0, grad, block.v.t());
            vectorised(|| {
                for (ds, p) in ds.chunks_exact_mut(seen).zip(p.chunks_exact(seen)) {
                    // Where a key is hidden, p is 0 and so is the product.
                    let mean = lanes::sum(seen, |i| ds[i] * p[i]);
                    for i in 0..seen {
                        ds[i] = p[i] * (ds[i] - mean);
                    }
                }
            });
            let (p, ds) = (Matrix::new(p, queries, seen), Matrix::new(ds, queries, seen));
            multiply(MatrixMut::new(&mut dq[at..], width), Write::Set, shape.scale(), ds, block.k);
            // Heads that share a key head add up, and so do the blocks of one head.
            multiply(MatrixMut::new(&mut dk[kv_at..], kv_width), Write::Add, shape.scale(), ds.t(), block.q);
            multiply(MatrixMut::new(&mut dv[kv_at..], kv_width), Write::Add, 1.0, p.t(), grad);
        }
    }
    Ok((host::matrix(dq, rows, width)?, host::matrix(dk, rows, kv_width)?, host::matrix(dv, rows, kv_width)?))
}
