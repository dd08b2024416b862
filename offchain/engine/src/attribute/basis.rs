//! The projection from adapter space to a sketch.
//!
//! Sketches of a few hundred bytes keep contributors' shares only if the basis is fitted to what it has to keep:
//! seeded random projections of that size destroy them. The basis is made of two parts, orthonormal together:
//!
//! 1. leading right singular vectors of the **contributions' sums** of preconditioned rows; when there are no more
//!    contributions than room for them the sums, and so the shares, are kept exactly;
//! 2. leading right singular vectors of what is left of the **preconditioned rows**, for ranking fragments.
//!
//! Then the basis is turned by a fixed pseudo-random rotation, so that no coordinate carries most of the length and
//! eight bits are enough for each. Its vectors are combinations of the gradients, so that everything is computed
//! with n × n matrices and only the final product touches the d parameters.

use super::{
    damped_fisher::{DampedFisher, Gradients},
    dense::{orthonormal_rows, Matrix},
    eigen,
};
use crate::{ops::lanes, random::Random};
use codec::{Decode, DecodeWithMemTracking, Encode};
use rayon::prelude::*;

/// Values that share one scale in a [`Projection`].
const GROUP: usize = 128;

/// Thousandths of the dimensions that the contributions' sums may take.
const SUMS_MILLI: usize = 750;

/// Basis vectors as combinations of the fragments' gradients: row j holds the coefficients of vector j.
pub struct Basis {
    /// `dimensions × fragments`.
    pub coefficients: Matrix,
}

impl Basis {
    /// Fits at most `dimensions` vectors; `contributions[i]` is the position of fragment i's contribution.
    pub fn fit(fisher: &DampedFisher, contributions: &[usize], dimensions: usize) -> Self {
        let rows = &fisher.preconditioner;
        let mut products = fisher.row_products();
        let room = (dimensions * SUMS_MILLI).div_ceil(1000);
        let sums = sum_rows(&sum_rows(&products, contributions).transposed(), contributions);
        let (weights, lengths) = leading_left(&sums, room);
        let first = scaled(weights.times(&sum_rows(rows, contributions)), &lengths);
        // Rows without their part in the span of the first vectors: P − (P·Bᵀ)·B, whose products are
        // P·Pᵀ − (P·Bᵀ)·(P·Bᵀ)ᵀ because B's rows are orthonormal.
        let parts = fisher.row_gradient_products().times_transposed(&first);
        let explained = parts.times_transposed(&parts);
        products.values.iter_mut().zip(&explained.values).for_each(|(product, part)| *product -= part);
        let (weights, lengths) = leading_left(&products, dimensions - first.rows);
        let mut rest = weights.times(rows);
        let inside = weights.times(&parts).times(&first);
        rest.values.iter_mut().zip(&inside.values).for_each(|(row, part)| *row -= part);
        let basis = first.stack(&scaled(rest, &lengths));
        Self { coefficients: rotation(basis.rows).times(&basis) }
    }

    /// Coordinates of the preconditioned rows: `fragments × dimensions`.
    pub fn rows(&self, fisher: &DampedFisher) -> Matrix {
        fisher.row_gradient_products().times_transposed(&self.coefficients)
    }

    /// Coordinates of the fragments' plain gradients, as a query would have them: `fragments × dimensions`.
    pub fn gradients(&self, fisher: &DampedFisher) -> Matrix {
        fisher.gram.times_transposed(&self.coefficients)
    }
}

/// Sums the rows of each contribution.
pub fn sum_rows(rows: &Matrix, contributions: &[usize]) -> Matrix {
    let count = contributions.iter().max().map_or(0, |last| last + 1);
    let mut sums = Matrix::zeros(count, rows.columns);
    for (row, contribution) in contributions.iter().enumerate() {
        for (sum, value) in sums.row_mut(*contribution).iter_mut().zip(rows.row(row)) {
            *sum += value;
        }
    }
    sums
}

/// Leading left singular vectors of X, one in each row, and their singular values, given X·Xᵀ. The right singular
/// vectors are the combinations Σ⁻¹·Wᵀ·X of X's rows.
fn leading_left(products: &Matrix, count: usize) -> (Matrix, Vec<f64>) {
    let eigen = eigen::leading(products, count);
    (eigen.vectors, eigen.values.iter().map(|value| value.sqrt()).collect())
}

/// Row i divided by `lengths[i]`.
fn scaled(mut rows: Matrix, lengths: &[f64]) -> Matrix {
    for (row, length) in lengths.iter().enumerate() {
        rows.row_mut(row).iter_mut().for_each(|value| *value /= length);
    }
    rows
}

/// A fixed orthogonal matrix.
fn rotation(size: usize) -> Matrix {
    let mut random = Random::new("openledger/rotation/1", 0, 0);
    let values = (0..size * size).map(|_| f64::from(random.symmetric(1.0))).collect();
    orthonormal_rows(Matrix { rows: size, columns: size, values })
}

/// A basis in parameter space, eight bits for each value and one scale for each group of 128: what a query is
/// projected with. Scales are the bits of an f32.
#[derive(Clone, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking)]
pub struct Projection {
    /// Values of an adapter.
    pub parameters: u64,
    /// Vectors of the basis.
    pub dimensions: u32,
    /// `dimensions × parameters`, one vector after the other.
    pub values: Vec<i8>,
    /// One for each group of a vector's values, in order.
    pub scales: Vec<u32>,
}

impl std::fmt::Debug for Projection {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "Projection({} × {})", self.dimensions, self.parameters)
    }
}

impl Projection {
    /// Computes the basis vectors and rounds them.
    pub fn new(basis: &Basis, gradients: &Gradients) -> Self {
        let (dimensions, parameters) = (basis.coefficients.rows, gradients.parameters());
        let vectors = gradients.combine(&basis.coefficients);
        let mut values = Vec::with_capacity(vectors.len());
        let mut scales = Vec::with_capacity(dimensions * parameters.div_ceil(GROUP));
        for vector in vectors.chunks_exact(parameters.max(1)) {
            for group in vector.chunks(GROUP) {
                let largest = group.iter().fold(0f32, |largest, value| largest.max(value.abs()));
                let scale = largest / 127.0;
                let inverse = if scale > 0.0 { 1.0 / scale } else { 0.0 };
                scales.push(scale.to_bits());
                values.extend(group.iter().map(|value| (value * inverse).round() as i8));
            }
        }
        Self { parameters: parameters as u64, dimensions: dimensions as u32, values, scales }
    }

    /// Whether its lengths fit together and every scale is a finite number that is not negative.
    pub fn is_consistent(&self) -> bool {
        let groups = (self.parameters as u128).div_ceil(GROUP as u128) * u128::from(self.dimensions);
        self.values.len() as u128 == u128::from(self.parameters) * u128::from(self.dimensions)
            && self.scales.len() as u128 == groups
            && self.scales.iter().all(|bits| f32::from_bits(*bits).is_finite() && f32::from_bits(*bits) >= 0.0)
    }

    /// Coordinates of a gradient; the same bits for any number of threads.
    pub fn project(&self, gradient: &[f32]) -> Vec<f32> {
        assert_eq!(gradient.len() as u64, self.parameters, "gradient of another adapter");
        let groups = gradient.len().div_ceil(GROUP);
        let vectors = self.values.par_chunks(gradient.len().max(1)).zip(self.scales.par_chunks(groups.max(1)));
        vectors
            .map(|(values, scales)| {
                lanes::vectorised(|| {
                    let groups = values.chunks(GROUP).zip(gradient.chunks(GROUP)).zip(scales);
                    groups
                        .map(|((values, gradient), scale)| {
                            let sum = lanes::sum(values.len(), |i| f32::from(values[i]) * gradient[i]);
                            sum * f32::from_bits(*scale)
                        })
                        .fold(0f32, |total, part| total + part)
                })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{super::damped_fisher::tests::gradients, *};

    fn contributions(fragments: usize, each: usize) -> Vec<usize> {
        (0..fragments).map(|i| i / each).collect()
    }

    #[test]
    fn basis_is_orthonormal_and_keeps_the_sums_exactly_when_there_is_room() {
        let g = gradients(60, 500, 2);
        let fisher = DampedFisher::new(&g, 300_000).unwrap();
        let groups = contributions(60, 6);
        let basis = Basis::fit(&fisher, &groups, 24);
        assert_eq!(basis.coefficients.rows, 24);
        let products = basis.coefficients.times(&fisher.gram).times_transposed(&basis.coefficients);
        for (i, value) in products.values.iter().enumerate() {
            let expected = if i % 25 == 0 { 1.0 } else { 0.0 };
            assert!((value - expected).abs() < 1e-6, "{i}: {value}");
        }
        // Length of each sum inside the span equals its whole length.
        let whole = sum_rows(&sum_rows(&fisher.row_products(), &groups).transposed(), &groups);
        let inside = sum_rows(&basis.rows(&fisher), &groups);
        for c in 0..10 {
            let length: f64 = inside.row(c).iter().map(|x| x * x).sum();
            assert!((length / whole.values[c * 10 + c] - 1.0).abs() < 1e-6, "{c}");
        }
    }

    #[test]
    fn projection_agrees_with_the_dual_coordinates() {
        let g = gradients(40, 700, 4);
        let fisher = DampedFisher::new(&g, 300_000).unwrap();
        let basis = Basis::fit(&fisher, &contributions(40, 4), 16);
        let projection = Projection::new(&basis, &g);
        assert!(projection.is_consistent());
        let expected = basis.gradients(&fisher);
        for fragment in [0, 7, 39] {
            let projected = projection.project(g.row(fragment));
            let length = expected.row(fragment).iter().map(|x| x * x).sum::<f64>().sqrt();
            for (value, expected) in projected.iter().zip(expected.row(fragment)) {
                assert!((f64::from(*value) - expected).abs() < 0.02 * length, "{value} {expected}");
            }
        }
    }

    #[test]
    fn more_dimensions_than_fragments_leave_as_many_as_there_are() {
        let g = gradients(8, 100, 6);
        let fisher = DampedFisher::new(&g, 1_000).unwrap();
        assert_eq!(Basis::fit(&fisher, &contributions(8, 2), 64).coefficients.rows, 8);
    }
}
