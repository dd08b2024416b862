//! Rotary positions (Su et al. 2021, arXiv 2104.09864) with Hugging Face's pairing of component i with i + d/2.

use super::host::{self, Host};
use crate::error::Result;
use candle_core::Tensor;

/// Cosines and sines of every position and frequency.
pub struct Rope {
    cos: Vec<f32>,
    sin: Vec<f32>,
    half: usize,
}

/// Which way to turn: the backward of a rotation is the rotation back.
#[derive(Clone, Copy, PartialEq)]
pub enum Turn {
    /// As the position says.
    Forward,
    /// The other way round.
    Back,
}

impl Rope {
    /// Tables for `positions` positions and heads of `head_dim` components. Angles are computed in double
    /// precision and rounded once.
    pub fn new(positions: usize, head_dim: usize, theta: f64) -> Self {
        let half = head_dim / 2;
        let angles = (0..positions).flat_map(|position| {
            (0..half).map(move |i| position as f64 / theta.powf(2.0 * i as f64 / head_dim as f64))
        });
        let (sin, cos) = angles.map(|angle| (angle.sin() as f32, angle.cos() as f32)).unzip();
        Self { cos, sin, half }
    }

    /// Rotates every head of every row; row i stands at position `first + i mod length`.
    pub fn apply(&self, x: &Tensor, length: usize, first: usize, turn: Turn) -> Result<Tensor> {
        let (rows, width) = x.dims2()?;
        let mut out = Host::of(x)?.to_vec();
        let (half, sign) = (self.half, if turn == Turn::Forward { 1.0 } else { -1.0 });
        for (row, values) in out.chunks_exact_mut(width).enumerate() {
            let at = (first + row % length) * half;
            let (cos, sin) = (&self.cos[at..at + half], &self.sin[at..at + half]);
            for head in values.chunks_exact_mut(2 * half) {
                let (low, high) = head.split_at_mut(half);
                for i in 0..half {
                    let (a, b, s) = (low[i], high[i], sign * sin[i]);
                    low[i] = a * cos[i] - b * s;
                    high[i] = b * cos[i] + a * s;
                }
            }
        }
        host::matrix(out, rows, width)
    }
}
