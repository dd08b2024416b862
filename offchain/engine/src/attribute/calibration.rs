//! Bringing both halves of a score to one scale.
//!
//! A gradient product and a lexical product have no common unit. At build time each is measured on the corpus
//! itself: some fragments serve as queries, and the spread of their products with all *other* fragments is made one
//! (2^16 units), times the weight that the recipe gives to that half. The result is integers in the index's header,
//! so nobody who scores needs to repeat it.

use super::{index::FragmentSketch, Error, Result};
use openledger_primitives::{
    recipe::AttributionRecipe,
    sketch::{gradient_product, term_product, QuerySketch, ScoreRule},
};
use rayon::prelude::*;

/// Score units of one spread, as a power of two.
const UNIT_BITS: i32 = 16;

/// Bits of a multiplier.
const MULTIPLIER_BITS: i32 = 24;

/// A fragment that serves as a query: its position among the fragments and its sketch.
pub type Sample = (usize, QuerySketch);

/// Chooses multipliers and shifts from the products of `samples` with `fragments`.
pub fn rule(samples: &[Sample], fragments: &[FragmentSketch], recipe: &AttributionRecipe) -> Result<ScoreRule> {
    let spreads: Vec<(f64, f64)> = samples
        .par_iter()
        .map(|(own, query)| {
            let mut products = (Vec::new(), Vec::new());
            for (_, fragment) in fragments.iter().enumerate().filter(|(position, _)| position != own) {
                let sketch = &fragment.sketch;
                let gradient = gradient_product(&query.gradient, &sketch.gradient).map_err(Error::Sketch)?;
                products.0.push(gradient as f64 * f64::from(sketch.gradient_scale));
                products.1.push(term_product(&query.terms, &sketch.terms).map_err(Error::Sketch)? as f64);
            }
            Ok((deviation(&products.0), deviation(&products.1)))
        })
        .collect::<Result<_>>()?;
    let mean = |values: fn(&(f64, f64)) -> f64| spreads.iter().map(values).sum::<f64>() / spreads.len().max(1) as f64;
    let (gradient_weight, gradient_shift) = multiplier(recipe.gradient_weight, mean(|spread| spread.0));
    let (lexical_weight, lexical_shift) = multiplier(recipe.lexical_weight, mean(|spread| spread.1));
    Ok(ScoreRule { gradient_weight, gradient_shift, lexical_weight, lexical_shift })
}

/// The integer fraction `weight / 2^shift` closest to `share · 2^16 / spread`; zero when there is no spread.
fn multiplier(share: u32, spread: f64) -> (u32, u8) {
    if share == 0 || spread <= 0.0 {
        return (0, 0);
    }
    let mut weight = f64::from(share) * f64::from(1 << UNIT_BITS) / spread;
    let mut shift = 0;
    while weight < f64::from(1 << (MULTIPLIER_BITS - 1)) && shift < 96 {
        weight *= 2.0;
        shift += 1;
    }
    (weight.round().min(f64::from(u32::MAX)) as u32, shift)
}

/// Standard deviation.
fn deviation(values: &[f64]) -> f64 {
    let count = values.len().max(1) as f64;
    let mean = values.iter().sum::<f64>() / count;
    (values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / count).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_multiplier_turns_one_spread_into_its_share_of_units() {
        for (share, spread) in [(1u32, 12_345.6), (3, 4.0e12), (1000, 0.5), (7, 9.9e20)] {
            let (weight, shift) = multiplier(share, spread);
            let units = spread * f64::from(weight) / 2f64.powi(i32::from(shift));
            assert!(
                (units / (f64::from(share) * 65_536.0) - 1.0).abs() < 1e-5 || weight == u32::MAX,
                "{share} {spread}"
            );
        }
        assert_eq!(multiplier(0, 5.0), (0, 0));
        assert_eq!(multiplier(5, 0.0), (0, 0));
    }
}
