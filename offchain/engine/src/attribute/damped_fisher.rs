//! The exact damped empirical-Fisher influence, in the n × n dual.
//!
//! Let the rows of G (n × d) be the fragments' LoRA gradients at the final adapter, F = GᵀG/n their empirical
//! Fisher matrix and v a query's gradient. Influence functions (Koh & Liang 2017, arXiv 1703.04730) with F + λI for
//! the Hessian score fragment i by vᵀ(F + λI)⁻¹gᵢ: to first order, by how much weighting it up lowers the query's
//! loss. The push-through identity turns the d × d inverse into an n × n one:
//!
//! > G (F + λI)⁻¹ = n (nλI + K)⁻¹ G, with K = GGᵀ
//!
//! so the **preconditioned rows** P = M·G with M = n(nλI + K)⁻¹ score any query by P·v. DataInf (arXiv 2310.00902)
//! approximates the same definition by swapping inverse and mean; at LoRA's size there is no need to.
//!
//! λ is a multiple of the mean square gradient for each parameter, tr(K)/(n·d).

use super::{
    dense::{Cholesky, Matrix},
    Error, Result,
};
use crate::ops::matrix as single;
use rayon::prelude::*;

/// Rows of G multiplied at a time.
const ROWS: usize = 64;

/// Columns summed in f32 before the sum goes on in f64.
const COLUMNS: usize = 8192;

/// Fragments' gradients, one in each row.
#[derive(Clone, Debug)]
pub struct Gradients {
    parameters: usize,
    values: Vec<f32>,
}

impl Gradients {
    /// No gradients yet, room for `fragments` of them.
    pub fn with_capacity(fragments: usize, parameters: usize) -> Self {
        Self { parameters, values: Vec::with_capacity(fragments * parameters) }
    }

    /// Appends one fragment's gradient.
    pub fn push(&mut self, gradient: &[f32]) -> Result<()> {
        if gradient.len() != self.parameters || gradient.iter().any(|value| !value.is_finite()) {
            return Err(Error::Fragments(format!(
                "gradient {} has {} values (expected {}) or one that is not finite",
                self.fragments(),
                gradient.len(),
                self.parameters
            )));
        }
        self.values.extend_from_slice(gradient);
        Ok(())
    }

    /// Number of rows.
    pub fn fragments(&self) -> usize {
        self.values.len().checked_div(self.parameters).unwrap_or(0)
    }

    /// Number of columns.
    pub fn parameters(&self) -> usize {
        self.parameters
    }

    /// One fragment's gradient.
    pub fn row(&self, fragment: usize) -> &[f32] {
        &self.values[fragment * self.parameters..(fragment + 1) * self.parameters]
    }

    /// K = GGᵀ. Products of [`COLUMNS`] columns in f32, summed in f64; blocks of rows are shared out to threads.
    pub fn gram(&self) -> Matrix {
        let (n, d) = (self.fragments(), self.parameters);
        let mut gram = Matrix::zeros(n, n);
        gram.values.par_chunks_mut(ROWS * n.max(1)).enumerate().for_each(|(block, sums)| {
            let (first, rows) = (block * ROWS, sums.len() / n);
            let width = first + rows;
            for column in (0..d).step_by(COLUMNS) {
                let columns = COLUMNS.min(d - column);
                let left = single::Matrix::strided(&self.values[first * d + column..], rows, columns, d);
                let right = single::Matrix::strided(&self.values[column..], width, columns, d);
                let part = single::product(left, right.t());
                for (sums, values) in sums.chunks_exact_mut(n).zip(part.chunks_exact(width)) {
                    for (sum, value) in sums.iter_mut().zip(values) {
                        *sum += f64::from(*value);
                    }
                }
            }
        });
        for row in 0..n {
            for column in 0..row {
                gram.values[column * n + row] = gram.values[row * n + column];
            }
        }
        gram
    }

    /// `coefficients · G`, for every row of `coefficients`.
    pub fn combine(&self, coefficients: &Matrix) -> Vec<f32> {
        let single: Vec<f32> = coefficients.values.iter().map(|value| *value as f32).collect();
        let left = single::Matrix::new(&single, coefficients.rows, coefficients.columns);
        single::product(left, single::Matrix::new(&self.values, self.fragments(), self.parameters))
    }
}

/// K and M = n(nλI + K)⁻¹ of some fragments' gradients.
#[derive(Debug)]
pub struct DampedFisher {
    /// K = GGᵀ.
    pub gram: Matrix,
    /// M, whose product with G are the preconditioned rows.
    pub preconditioner: Matrix,
    /// λ.
    pub damping: f64,
}

impl DampedFisher {
    /// Factors and inverts. `damping_milli` is λ in thousandths of the mean square gradient for each parameter.
    pub fn new(gradients: &Gradients, damping_milli: u32) -> Result<Self> {
        Self::from_gram(gradients.gram(), gradients.parameters(), damping_milli)
    }

    /// The same from a Gram matrix that is already there.
    pub fn from_gram(gram: Matrix, parameters: usize, damping_milli: u32) -> Result<Self> {
        let n = gram.rows;
        let mean_square = gram.trace() / (n * parameters).max(1) as f64;
        if mean_square <= 0.0 {
            return Err(Error::Fragments("every gradient is zero: nothing can be attributed".into()));
        }
        let damping = f64::from(damping_milli) / 1000.0 * mean_square;
        let mut damped = gram.clone();
        damped.add_diagonal(n as f64 * damping);
        let factor = Cholesky::of(damped).map_err(|e| {
            Error::Fragments(format!(
                "the damped Gram matrix is not positive definite at fragment {}: raise damping_milli (now {damping_milli})",
                e.row
            ))
        })?;
        let mut preconditioner = factor.solve(Matrix::identity(n));
        preconditioner.scale(n as f64);
        Ok(Self { gram, preconditioner, damping })
    }

    /// P·Gᵀ = M·K, the score of every fragment for every other as a query. Because M·(nλI + K) = nI it is
    /// nI − nλ·M.
    pub fn row_gradient_products(&self) -> Matrix {
        let n = self.gram.rows as f64;
        let mut products = self.preconditioner.clone();
        products.scale(-n * self.damping);
        products.add_diagonal(n);
        products
    }

    /// P·Pᵀ = M·K·M = nM − nλ·M².
    pub fn row_products(&self) -> Matrix {
        self.row_gradient_products().times(&self.preconditioner)
    }

    /// Exact scores of every fragment for a query of which the products G·v are given.
    pub fn scores(&self, products: &[f64]) -> Vec<f64> {
        let column = Matrix { rows: products.len(), columns: 1, values: products.to_vec() };
        self.preconditioner.times(&column).values
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{super::dense::tests::arbitrary, *};

    pub(crate) fn gradients(fragments: usize, parameters: usize, seed: u64) -> Gradients {
        let values = arbitrary(fragments, parameters, seed).values;
        let mut gradients = Gradients::with_capacity(fragments, parameters);
        for row in values.chunks_exact(parameters) {
            gradients.push(&row.iter().map(|value| *value as f32).collect::<Vec<_>>()).unwrap();
        }
        gradients
    }

    #[test]
    fn gram_is_the_definition() {
        let g = gradients(300, 1037, 1);
        let gram = g.gram();
        for (i, j) in [(0, 0), (3, 299), (299, 3), (257, 12), (120, 121)] {
            let expected: f64 = g.row(i).iter().zip(g.row(j)).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum();
            assert!((gram.values[i * 300 + j] - expected).abs() < 1e-3, "{i} {j}");
        }
    }

    /// The dual must equal the definition: G(GᵀG/n + λI)⁻¹v, solved directly in parameter space.
    #[test]
    fn dual_equals_the_direct_solution_in_parameter_space() {
        for (n, d, damping) in [(12, 30, 100), (40, 17, 100_000), (25, 25, 1_000)] {
            let g = gradients(n, d, (n + d) as u64);
            let wide = Matrix { rows: n, columns: d, values: g.values.iter().map(|v| f64::from(*v)).collect() };
            let fisher = DampedFisher::new(&g, damping).unwrap();
            let v = arbitrary(1, d, 77);

            let mut direct = wide.transposed().times(&wide);
            direct.scale(1.0 / n as f64);
            direct.add_diagonal(fisher.damping);
            let expected = wide.times(&Cholesky::of(direct).unwrap().solve(v.transposed()));

            let products = wide.times_transposed(&v);
            for (score, expected) in fisher.scores(&products.values).iter().zip(&expected.values) {
                assert!((score - expected).abs() < 1e-4 * expected.abs().max(1.0), "{n}×{d}: {score} {expected}");
            }
        }
    }

    #[test]
    fn products_of_rows_are_what_their_names_say() {
        let fisher = DampedFisher::new(&gradients(30, 90, 3), 200_000).unwrap();
        let with_gradients = fisher.preconditioner.times(&fisher.gram);
        let with_rows = with_gradients.times_transposed(&fisher.preconditioner);
        let pairs = [(fisher.row_gradient_products(), with_gradients), (fisher.row_products(), with_rows)];
        for (short, long) in pairs {
            let size = long.values.iter().fold(0.0, |a: f64, b| a.max(b.abs()));
            assert!(short.values.iter().zip(&long.values).all(|(a, b)| (a - b).abs() < 1e-9 * size));
        }
    }

    #[test]
    fn gradients_that_cannot_be_used_are_refused() {
        let mut g = Gradients::with_capacity(2, 3);
        assert!(g.push(&[1.0, 2.0]).is_err());
        assert!(g.push(&[1.0, f32::NAN, 2.0]).is_err());
        g.push(&[0.0; 3]).unwrap();
        assert!(DampedFisher::new(&g, 1000).unwrap_err().to_string().contains("every gradient is zero"));
    }
}
