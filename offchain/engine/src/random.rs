//! Randomness that anyone can repeat: ChaCha20 keyed by a domain and a seed.
//!
//! candle's CPU generator cannot be seeded, and the distributions of the `rand` crates may change between
//! versions. Both would change an adapter's bytes, so the few draws needed are spelled out here.

use openledger_primitives::hashing::keccak_256_of;
use rand_chacha::{
    rand_core::{RngCore, SeedableRng},
    ChaCha20Rng,
};

/// A stream of draws fixed by `(domain, seed, stream)`.
pub struct Random(ChaCha20Rng);

impl Random {
    /// The stream keyed by `keccak256(domain ‖ 0 ‖ seed ‖ stream)`, both numbers little-endian.
    pub fn new(domain: &str, seed: u64, stream: u64) -> Self {
        let key = keccak_256_of(&[domain.as_bytes(), &[0], &seed.to_le_bytes(), &stream.to_le_bytes()]);
        Self(ChaCha20Rng::from_seed(key))
    }

    /// Uniform in [0, 1), 53 bits.
    pub fn unit(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Uniform in `[-bound, bound)`.
    pub fn symmetric(&mut self, bound: f64) -> f32 {
        ((2.0 * self.unit() - 1.0) * bound) as f32
    }

    /// Normal with mean 0 and this deviation (Box–Muller, one value of each pair).
    pub fn normal(&mut self, deviation: f64) -> f32 {
        let radius = (-2.0 * (1.0 - self.unit()).ln()).sqrt();
        (radius * (std::f64::consts::TAU * self.unit()).cos() * deviation) as f32
    }

    /// Uniform below `bound` without bias (Lemire 2019, arXiv 1805.10941). `bound` is above 0.
    pub fn below(&mut self, bound: u64) -> u64 {
        let threshold = bound.wrapping_neg() % bound;
        loop {
            let wide = u128::from(self.0.next_u64()) * u128::from(bound);
            if wide as u64 >= threshold {
                return (wide >> 64) as u64;
            }
        }
    }

    /// A permutation of `0..count` (Fisher–Yates).
    pub fn permutation(&mut self, count: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..count).collect();
        for last in (1..count).rev() {
            order.swap(last, self.below(last as u64 + 1) as usize);
        }
        order
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_repeat_and_differ() {
        let draw = |seed, stream| Random::new("test", seed, stream).permutation(50);
        assert_eq!(draw(1, 0), draw(1, 0));
        assert_ne!(draw(1, 0), draw(1, 1));
        assert_ne!(draw(1, 0), draw(2, 0));
        let mut sorted = draw(7, 3);
        sorted.sort_unstable();
        assert_eq!(sorted, (0..50).collect::<Vec<_>>());
    }

    #[test]
    fn normal_has_its_moments() {
        let mut random = Random::new("test", 5, 0);
        let draws: Vec<f64> = (0..20_000).map(|_| f64::from(random.normal(2.0))).collect();
        let mean = draws.iter().sum::<f64>() / 20_000.0;
        let variance = draws.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / 20_000.0;
        assert!(mean.abs() < 0.05 && (variance - 4.0).abs() < 0.15, "{mean} {variance}");
    }
}
