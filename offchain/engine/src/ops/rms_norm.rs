//! Root-mean-square normalisation (Zhang & Sennrich 2019, arXiv 1910.07467): y = w ∘ x / √(mean(x²) + ε).

use super::{
    host::{self, Host},
    lanes::{self, vectorised},
};
use crate::error::Result;
use candle_core::Tensor;

/// The normalised rows and, for the backward, 1/√(mean(x²) + ε) of each row.
pub fn forward(x: &Tensor, weight: &Tensor, eps: f64) -> Result<(Tensor, Vec<f32>)> {
    let (rows, width) = x.dims2()?;
    let (values, weight) = (Host::of(x)?, Host::of(weight)?);
    let weight: &[f32] = &weight[..width];
    let mut out = vec![0f32; rows * width];
    let mut scales = vec![0f32; rows];
    vectorised(|| {
        for ((y, x), scale) in out.chunks_exact_mut(width).zip(values.chunks_exact(width)).zip(&mut scales) {
            let mean = lanes::sum(width, |i| x[i] * x[i]) / width as f32;
            let y = &mut y[..width];
            *scale = 1.0 / (mean + eps as f32).sqrt();
            for i in 0..width {
                y[i] = x[i] * *scale * weight[i];
            }
        }
    });
    Ok((host::matrix(out, rows, width)?, scales))
}

/// Gradient to the input, added to `also` (the residual branch's own gradient):
/// dx = r·(w∘dy) − x·r³/width·Σ(w∘dy∘x).
pub fn backward(grad: &Tensor, x: &Tensor, weight: &Tensor, scales: &[f32], also: Option<&Tensor>) -> Result<Tensor> {
    let (rows, width) = x.dims2()?;
    let (dy, x, weight) = (Host::of(grad)?, Host::of(x)?, Host::of(weight)?);
    let (dy, x, weight): (&[f32], &[f32], &[f32]) = (&dy, &x, &weight[..width]);
    let mut out = match also {
        Some(other) => Host::of(other)?.to_vec(),
        None => vec![0f32; rows * width],
    };
    vectorised(|| {
        for (row, r) in scales.iter().enumerate() {
            let span = row * width..(row + 1) * width;
            let (dy, x, dx) = (&dy[span.clone()], &x[span.clone()], &mut out[span]);
            let along = lanes::sum(width, |i| weight[i] * dy[i] * x[i]) * r * r * r / width as f32;
            for i in 0..width {
                dx[i] += r * weight[i] * dy[i] - x[i] * along;
            }
        }
    });
    host::matrix(out, rows, width)
}

/// Adds the weight's gradient Σ_rows dy∘x·r to `out`.
pub fn weight_gradient(out: &mut [f32], grad: &Tensor, x: &Tensor, scales: &[f32]) -> Result<()> {
    let width = out.len();
    let (dy, x) = (Host::of(grad)?, Host::of(x)?);
    let (dy, x): (&[f32], &[f32]) = (&dy, &x);
    vectorised(|| {
        for (row, r) in scales.iter().enumerate() {
            let (dy, x) = (&dy[row * width..][..width], &x[row * width..][..width]);
            for i in 0..width {
                out[i] += dy[i] * x[i] * r;
            }
        }
    });
    Ok(())
}
