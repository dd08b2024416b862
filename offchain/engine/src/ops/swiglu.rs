//! The gate of the feed-forward part: silu(g) ∘ u with silu(g) = g·σ(g) (Shazeer 2020, arXiv 2002.05202).

use super::{
    exp::sigmoid,
    host::{self, Host},
    lanes::vectorised,
};
use crate::error::Result;
use candle_core::Tensor;

/// silu(gate) ∘ up.
pub fn forward(gate: &Tensor, up: &Tensor) -> Result<Tensor> {
    let (rows, width) = gate.dims2()?;
    let (g, u) = (Host::of(gate)?, Host::of(up)?);
    let mut out = vec![0f32; rows * width];
    vectorised(|| {
        let count = rows * width;
        let (g, u, out) = (&g[..count], &u[..count], &mut out[..count]);
        for i in 0..count {
            out[i] = g[i] * sigmoid(g[i]) * u[i];
        }
    });
    host::matrix(out, rows, width)
}

/// Gradients to gate and up: dg = dy∘u∘σ(1 + g(1 − σ)), du = dy∘silu(g).
pub fn backward(grad: &Tensor, gate: &Tensor, up: &Tensor) -> Result<(Tensor, Tensor)> {
    let (rows, width) = gate.dims2()?;
    let (dy, g, u) = (Host::of(grad)?, Host::of(gate)?, Host::of(up)?);
    let (mut dg, mut du) = (vec![0f32; rows * width], vec![0f32; rows * width]);
    vectorised(|| {
        let count = rows * width;
        let (dy, g, u, dg, du) = (&dy[..count], &g[..count], &u[..count], &mut dg[..count], &mut du[..count]);
        for i in 0..count {
            let s = sigmoid(g[i]);
            dg[i] = dy[i] * u[i] * s * (1.0 + g[i] * (1.0 - s));
            du[i] = dy[i] * g[i] * s;
        }
    });
    Ok((host::matrix(dg, rows, width)?, host::matrix(du, rows, width)?))
}
