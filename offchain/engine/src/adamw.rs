//! AdamW (Loshchilov & Hutter 2017, arXiv 1711.05101) over one flat vector, with its moments in the open.
//!
//! candle's own optimiser cannot be saved and passes over parameters without a gradient in silence.

use crate::{
    error::{Error, Result},
    ops::lanes::vectorised,
};
use std::ops::Range;

/// Decay rates of the moments and the term that keeps a division finite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rates {
    /// Of the mean gradient.
    pub beta1: f32,
    /// Of the mean squared gradient.
    pub beta2: f32,
    /// Added to the root of the squared gradient.
    pub epsilon: f32,
}

/// First and second moments and the number of updates so far.
#[derive(Clone, Debug, PartialEq)]
pub struct AdamW {
    /// Mean gradient.
    pub first: Vec<f32>,
    /// Mean squared gradient.
    pub second: Vec<f32>,
    /// Updates so far.
    pub step: u32,
}

impl AdamW {
    /// No update yet, over this many parameters.
    pub fn new(parameters: usize) -> Self {
        Self { first: vec![0.0; parameters], second: vec![0.0; parameters], step: 0 }
    }

    /// One update of `values`. `decayed` ranges are first multiplied by `1 − rate · decay`.
    pub fn update(
        &mut self,
        values: &mut [f32],
        gradient: &[f32],
        rates: Rates,
        learning_rate: f64,
        decay: f64,
        decayed: &[Range<usize>],
    ) {
        self.step += 1;
        let shrink = (1.0 - learning_rate * decay) as f32;
        for range in decayed {
            values[range.clone()].iter_mut().for_each(|value| *value *= shrink);
        }
        let correction = |beta: f32| 1.0 - f64::from(beta).powi(self.step as i32);
        let step_size = (learning_rate / correction(rates.beta1)) as f32;
        let second_scale = (1.0 / correction(rates.beta2)) as f32;
        let Rates { beta1, beta2, epsilon } = rates;
        let count = values.len();
        let (first, second, gradient) = (&mut self.first[..count], &mut self.second[..count], &gradient[..count]);
        vectorised(|| {
            for i in 0..count {
                let g = gradient[i];
                first[i] = beta1 * first[i] + (1.0 - beta1) * g;
                second[i] = beta2 * second[i] + (1.0 - beta2) * g * g;
                values[i] -= step_size * first[i] / ((second[i] * second_scale).sqrt() + epsilon);
            }
        });
    }
}

/// Scales `gradient` down to Euclidean length `most` if it is longer; returns its length before.
pub fn clip(gradient: &mut [f32], most: f64, step: u32) -> Result<f64> {
    let length = gradient.iter().map(|g| f64::from(*g) * f64::from(*g)).sum::<f64>().sqrt();
    if !length.is_finite() {
        return Err(Error::NotFinite { step, what: "gradient" });
    }
    if length > most {
        let factor = (most / length) as f32;
        gradient.iter_mut().for_each(|g| *g *= factor);
    }
    Ok(length)
}

/// Learning rate of update `step` (from 1) of `steps`: linear warm-up to `peak`, then half a cosine that would
/// reach `floor · peak` one step after the last.
pub fn learning_rate(step: u32, steps: u32, warmup: u32, peak: f64, floor: f64) -> f64 {
    if step <= warmup {
        return peak * f64::from(step) / f64::from(warmup);
    }
    let past = f64::from(step - warmup) / f64::from(steps.saturating_sub(warmup) + 1);
    peak * (floor + (1.0 - floor) * 0.5 * (1.0 + (std::f64::consts::PI * past).cos()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_a_minimum() {
        let rates = Rates { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
        let mut values = vec![5.0f32, -3.0];
        let mut optimiser = AdamW::new(2);
        for _ in 0..2000 {
            let gradient = [2.0 * (values[0] - 1.0), 2.0 * (values[1] - 2.0)];
            optimiser.update(&mut values, &gradient, rates, 0.01, 0.0, &[]);
        }
        assert!((values[0] - 1.0).abs() < 1e-2 && (values[1] - 2.0).abs() < 1e-2, "{values:?}");
    }

    #[test]
    fn first_update_moves_by_the_learning_rate() {
        let rates = Rates { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
        let mut values = vec![1.0f32, 1.0];
        AdamW::new(2).update(&mut values, &[0.5, -1e-3], rates, 0.1, 0.0, &[]);
        assert!((values[0] - 0.9).abs() < 1e-5 && (values[1] - 1.1).abs() < 1e-4, "{values:?}");
    }

    #[test]
    fn clipping_and_schedule() {
        let mut gradient = vec![3.0, 4.0];
        assert_eq!(clip(&mut gradient, 1.0, 1).unwrap(), 5.0);
        assert!((gradient[0] - 0.6).abs() < 1e-6);
        assert!(clip(&mut [f32::NAN], 1.0, 7).unwrap_err().to_string().contains("step 7"));
        assert_eq!(learning_rate(5, 100, 10, 1.0, 0.0), 0.5);
        assert_eq!(learning_rate(10, 100, 10, 1.0, 0.0), 1.0);
        assert!(learning_rate(100, 100, 10, 1.0, 0.0) > 0.0);
        assert!(learning_rate(100, 100, 10, 1.0, 0.0) < 1e-3);
    }
}
