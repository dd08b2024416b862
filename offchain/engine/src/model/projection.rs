//! A frozen linear map with an optional low-rank adapter beside it (Hu et al. 2021, arXiv 2106.09685):
//! y = x·Wᵀ + s·(x·Aᵀ)·Bᵀ.

use crate::{
    error::Result,
    ops::{
        host::{self, Host},
        matrix::{multiply, product, Matrix, MatrixMut, Write},
    },
};
use candle_core::Tensor;

/// The two factors of an adapter on one projection.
#[derive(Clone)]
pub struct LoraPair {
    /// `[rank, in]`.
    pub a: Tensor,
    /// `[out, rank]`.
    pub b: Tensor,
    /// α / rank.
    pub scale: f32,
}

/// What a projection's backward gives: the gradient to its input and, with an adapter, Bᵀδ.
pub struct Backward {
    /// `[rows, in]`.
    pub input: Tensor,
    /// `[rows, rank]`.
    pub shrunk: Option<Tensor>,
}

/// A weight and its adapter, if any.
#[derive(Clone, Copy)]
pub struct Projection<'a> {
    /// `[out, in]`.
    pub weight: &'a Tensor,
    /// The adapter.
    pub lora: Option<&'a LoraPair>,
}

impl Projection<'_> {
    /// `[rows, out]` and, with an adapter, x·Aᵀ `[rows, rank]`.
    pub fn forward(&self, x: &Tensor) -> Result<(Tensor, Option<Tensor>)> {
        let (rows, width) = x.dims2()?;
        let (_, out_width) = self.weight.dims2()?;
        let (values, weight) = (Host::of(x)?, Host::of(self.weight)?);
        let x = Matrix::new(&values, rows, width);
        let mut out = product(x, Matrix::new(&weight, width, out_width));
        let shrunk = match self.lora {
            None => None,
            Some(LoraPair { a, b, scale }) => {
                let rank = a.dim(0)?;
                let (a, b) = (Host::of(a)?, Host::of(b)?);
                let shrunk = product(x, Matrix::new(&a, rank, width).t());
                let right = Matrix::new(&b, out_width, rank).t();
                let to = MatrixMut::new(&mut out, out_width);
                multiply(to, Write::Add, *scale, Matrix::new(&shrunk, rows, rank), right);
                Some(host::matrix(shrunk, rows, rank)?)
            }
        };
        Ok((host::matrix(out, rows, out_width)?, shrunk))
    }

    /// From the gradient δ to the output: δ·W + s·(δ·B)·A and δ·B. The frozen weight's own gradient is never formed.
    pub fn backward(&self, grad: &Tensor) -> Result<Backward> {
        let (rows, out_width) = grad.dims2()?;
        let (width, _) = self.weight.dims2()?;
        let (grad, weight) = (Host::of(grad)?, Host::of(self.weight)?);
        let grad = Matrix::new(&grad, rows, out_width);
        let mut input = product(grad, Matrix::new(&weight, width, out_width).t());
        let shrunk = match self.lora {
            None => None,
            Some(LoraPair { a, b, scale }) => {
                let rank = a.dim(0)?;
                let (a, b) = (Host::of(a)?, Host::of(b)?);
                let shrunk = product(grad, Matrix::new(&b, out_width, rank));
                let to = MatrixMut::new(&mut input, width);
                multiply(to, Write::Add, *scale, Matrix::new(&shrunk, rows, rank), Matrix::new(&a, rank, width));
                Some(host::matrix(shrunk, rows, rank)?)
            }
        };
        Ok(Backward { input: host::matrix(input, rows, width)?, shrunk })
    }
}

/// Adds `scale · leftᵀ · right` over the rows `rows` of both to `out`: how every weight's gradient is formed.
pub fn add_outer(
    out: &mut [f32],
    scale: f32,
    left: &Tensor,
    right: &Tensor,
    rows: std::ops::Range<usize>,
) -> Result<()> {
    let ((_, m), (_, n)) = (left.dims2()?, right.dims2()?);
    let (left, right) = (Host::of(left)?, Host::of(right)?);
    let view = |data, width| Matrix::new(data, rows.len(), width);
    let left = view(&left[rows.start * m..rows.end * m], m);
    let right = view(&right[rows.start * n..rows.end * n], n);
    multiply(MatrixMut::new(out, n), Write::Add, scale, left.t(), right);
    Ok(())
}
