//! Rotary positions (Su et al. 2021, arXiv 2104.09864) with Hugging Face's pairing of component i with i + d/2.

use super::host::{self, Host};
use crate::{
    config::{ModelConfig, RopeScaling},
    error::Result,
};
use candle_core::Tensor;
use std::f64::consts::TAU;

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
    /// Tables for all of a model's positions. Angles are computed in double precision and rounded once.
    pub fn new(config: &ModelConfig) -> Self {
        let (width, half) = (config.head_dim() as f64, config.head_dim() / 2);
        let frequencies: Vec<f64> = (0..half)
            .map(|i| config.rope_theta.powf(-2.0 * i as f64 / width))
            .map(|frequency| config.rope_scaling.map_or(frequency, |scaling| stretched(frequency, scaling)))
            .collect();
        let angles = (0..config.max_position_embeddings)
            .flat_map(|position| frequencies.iter().map(move |frequency| position as f64 * frequency));
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

/// Llama 3's rule: long waves are stretched by the factor, short ones left alone, those between in proportion.
fn stretched(frequency: f64, scaling: RopeScaling) -> f64 {
    let turns = scaling.original_positions * frequency / TAU;
    let alone = (turns - scaling.low_frequency) / (scaling.high_frequency - scaling.low_frequency);
    let alone = alone.clamp(0.0, 1.0);
    (1.0 - alone) * frequency / scaling.factor + alone * frequency
}
