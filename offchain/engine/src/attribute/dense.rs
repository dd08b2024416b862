//! Dense f64 matrices of a few thousand rows: products, Cholesky, solving, orthonormalising.
//!
//! Everything here has a fixed order of additions: `gemm` shares out elements of a result between threads, never
//! the terms of one element, and depths above [`DEPTH`] are cut before they reach it, as in [`crate::ops::matrix`].

use gemm::Parallelism;

/// Depth of one call of `gemm`. Up to this depth its result does not depend on the size of any cache.
const DEPTH: usize = 512;

/// Products of at least this many multiplications are spread over threads.
const PARALLEL: usize = 1 << 22;

/// Rows and columns factored or substituted at a time.
const BLOCK: usize = 96;

/// A matrix, one row after the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    /// Number of rows.
    pub rows: usize,
    /// Number of columns.
    pub columns: usize,
    /// `rows × columns` values.
    pub values: Vec<f64>,
}

/// A matrix that was not positive definite where it had to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NotPositive {
    /// Row in which a pivot was not positive.
    pub row: usize,
}

impl Matrix {
    /// All zeros.
    pub fn zeros(rows: usize, columns: usize) -> Self {
        Self { rows, columns, values: vec![0.0; rows * columns] }
    }

    /// Zeros with ones on the diagonal.
    pub fn identity(size: usize) -> Self {
        let mut identity = Self::zeros(size, size);
        identity.add_diagonal(1.0);
        identity
    }

    /// One row.
    pub fn row(&self, row: usize) -> &[f64] {
        &self.values[row * self.columns..(row + 1) * self.columns]
    }

    /// One row, to be written.
    pub fn row_mut(&mut self, row: usize) -> &mut [f64] {
        &mut self.values[row * self.columns..(row + 1) * self.columns]
    }

    /// The first `rows` rows.
    pub fn top(mut self, rows: usize) -> Self {
        self.values.truncate(rows * self.columns);
        self.rows = self.rows.min(rows);
        self
    }

    /// `self` with the rows of `below` under its own.
    pub fn stack(mut self, below: &Self) -> Self {
        assert_eq!(self.columns, below.columns, "stacked matrices differ in width");
        self.values.extend_from_slice(&below.values);
        self.rows += below.rows;
        self
    }

    /// The transpose.
    pub fn transposed(&self) -> Self {
        let mut out = Self::zeros(self.columns, self.rows);
        for row in 0..self.rows {
            for column in 0..self.columns {
                out.values[column * self.rows + row] = self.values[row * self.columns + column];
            }
        }
        out
    }

    /// Sum of the diagonal.
    pub fn trace(&self) -> f64 {
        (0..self.rows.min(self.columns)).map(|i| self.values[i * self.columns + i]).sum()
    }

    /// Adds `value` to each element of the diagonal.
    pub fn add_diagonal(&mut self, value: f64) {
        for i in 0..self.rows.min(self.columns) {
            self.values[i * self.columns + i] += value;
        }
    }

    /// Multiplies every value.
    pub fn scale(&mut self, factor: f64) {
        self.values.iter_mut().for_each(|value| *value *= factor);
    }

    /// `self · right`.
    pub fn times(&self, right: &Self) -> Self {
        let mut out = Self::zeros(self.rows, right.columns);
        multiply(&mut out.values, right.columns, 1.0, self.view(), right.view());
        out
    }

    /// `self · rightᵀ`.
    pub fn times_transposed(&self, right: &Self) -> Self {
        let mut out = Self::zeros(self.rows, right.rows);
        multiply(&mut out.values, right.rows, 1.0, self.view(), right.view().t());
        out
    }

    fn view(&self) -> View<'_> {
        View { data: &self.values, rows: self.rows, columns: self.columns, row_stride: self.columns, column_stride: 1 }
    }

    /// A copy of the block `rows × columns` beginning at `(row, column)`.
    fn block(&self, row: usize, column: usize, rows: usize, columns: usize) -> Self {
        let mut values = Vec::with_capacity(rows * columns);
        for r in row..row + rows {
            values.extend_from_slice(&self.values[r * self.columns + column..][..columns]);
        }
        Self { rows, columns, values }
    }

    /// Writes `block` at `(row, column)`.
    fn put(&mut self, row: usize, column: usize, block: &Self) {
        for r in 0..block.rows {
            self.values[(row + r) * self.columns + column..][..block.columns].copy_from_slice(block.row(r));
        }
    }
}

/// A read-only matrix inside a slice.
#[derive(Clone, Copy)]
struct View<'a> {
    data: &'a [f64],
    rows: usize,
    columns: usize,
    row_stride: usize,
    column_stride: usize,
}

impl View<'_> {
    fn t(self) -> Self {
        Self {
            rows: self.columns,
            columns: self.rows,
            row_stride: self.column_stride,
            column_stride: self.row_stride,
            ..self
        }
    }

    fn within_bounds(&self) -> bool {
        self.rows == 0
            || self.columns == 0
            || (self.rows - 1) * self.row_stride + (self.columns - 1) * self.column_stride < self.data.len()
    }
}

/// `out += scale · left · right`, the rows of `out` beginning every `row_stride` values.
fn multiply(out: &mut [f64], row_stride: usize, scale: f64, left: View, right: View) {
    let (m, k, n) = (left.rows, left.columns, right.columns);
    assert_eq!(k, right.rows, "inner dimensions of a product differ");
    assert!(left.within_bounds() && right.within_bounds(), "factor out of bounds");
    assert!(m == 0 || n == 0 || (m - 1) * row_stride + n <= out.len(), "product out of bounds");
    let parallelism = if m * n * k.min(DEPTH) >= PARALLEL { Parallelism::Rayon(0) } else { Parallelism::None };
    for start in (0..k).step_by(DEPTH) {
        // SAFETY: bounds of both factors and of the result were checked above; `out` is borrowed mutably and
        // therefore overlaps neither factor.
        unsafe {
            gemm::gemm(
                m,
                n,
                (k - start).min(DEPTH),
                out.as_mut_ptr(),
                1,
                row_stride as isize,
                true,
                left.data.as_ptr().wrapping_add(start * left.column_stride),
                left.column_stride as isize,
                left.row_stride as isize,
                right.data.as_ptr().wrapping_add(start * right.row_stride),
                right.column_stride as isize,
                right.row_stride as isize,
                1.0,
                scale,
                false,
                false,
                false,
                parallelism,
            );
        }
    }
}

/// The factor L of a symmetric positive definite matrix A = LLᵀ, ready to solve with.
#[derive(Debug)]
pub struct Cholesky {
    /// L, with whatever was above the diagonal.
    lower: Matrix,
    /// Inverse of each diagonal block of L.
    inverse_blocks: Vec<Matrix>,
}

impl Cholesky {
    /// Factors `a` in blocks (Golub & Van Loan, *Matrix Computations*, 4th ed., §4.2.9). Only the lower triangle
    /// of `a` is read.
    pub fn of(mut a: Matrix) -> Result<Self, NotPositive> {
        assert_eq!(a.rows, a.columns, "only square matrices have a Cholesky factor");
        let n = a.rows;
        let mut inverse_blocks = Vec::new();
        for start in (0..n).step_by(BLOCK) {
            let size = BLOCK.min(n - start);
            let mut diagonal = a.block(start, start, size, size);
            factor_block(&mut diagonal).map_err(|e| NotPositive { row: start + e.row })?;
            let inverse = invert_lower(&diagonal);
            a.put(start, start, &diagonal);
            let (below, rest) = (start + size, n - start - size);
            let panel = a.block(below, start, rest, size).times_transposed(&inverse);
            a.put(below, start, &panel);
            for row in (0..rest).step_by(BLOCK) {
                let rows = BLOCK.min(rest - row);
                let left =
                    View { data: &panel.values[row * size..], rows, columns: size, row_stride: size, column_stride: 1 };
                let right =
                    View { data: &panel.values, rows: row + rows, columns: size, row_stride: size, column_stride: 1 };
                multiply(&mut a.values[(below + row) * n + below..], n, -1.0, left, right.t());
            }
            inverse_blocks.push(inverse);
        }
        Ok(Self { lower: a, inverse_blocks })
    }

    /// A⁻¹ · `right`.
    pub fn solve(&self, mut right: Matrix) -> Matrix {
        let n = self.lower.rows;
        assert_eq!(right.rows, n, "right side of another height");
        let width = right.columns;
        for (index, inverse) in self.inverse_blocks.iter().enumerate() {
            let (start, size) = (index * BLOCK, inverse.rows);
            let solved = inverse.times(&right.block(start, 0, size, width));
            right.put(start, 0, &solved);
            let below = start + size;
            if below < n {
                multiply(
                    &mut right.values[below * width..],
                    width,
                    -1.0,
                    self.panel(below, start, size),
                    solved.view(),
                );
            }
        }
        for (index, inverse) in self.inverse_blocks.iter().enumerate().rev() {
            let (start, size) = (index * BLOCK, inverse.rows);
            let below = start + size;
            let (above, solved) = right.values.split_at_mut(below * width);
            if below < n {
                let solved =
                    View { data: solved, rows: n - below, columns: width, row_stride: width, column_stride: 1 };
                multiply(&mut above[start * width..], width, -1.0, self.panel(below, start, size).t(), solved);
            }
            let mut out = Matrix::zeros(size, width);
            multiply(&mut out.values, width, 1.0, inverse.view().t(), right.block(start, 0, size, width).view());
            right.put(start, 0, &out);
        }
        right
    }

    /// The part of L below row `below`, `size` columns from `start`.
    fn panel(&self, below: usize, start: usize, size: usize) -> View<'_> {
        let n = self.lower.rows;
        View {
            data: &self.lower.values[below * n + start..],
            rows: n - below,
            columns: size,
            row_stride: n,
            column_stride: 1,
        }
    }
}

/// Cholesky of a small block in place, zeros above the diagonal.
fn factor_block(a: &mut Matrix) -> Result<(), NotPositive> {
    let n = a.rows;
    for j in 0..n {
        for i in j..n {
            let sum: f64 = (0..j).map(|k| a.values[i * n + k] * a.values[j * n + k]).sum();
            let rest = a.values[i * n + j] - sum;
            if i > j {
                a.values[i * n + j] = rest / a.values[j * n + j];
            } else if rest > 0.0 {
                a.values[j * n + j] = rest.sqrt();
            } else {
                return Err(NotPositive { row: j });
            }
        }
        for k in j + 1..n {
            a.values[j * n + k] = 0.0;
        }
    }
    Ok(())
}

/// Inverse of a small lower triangular matrix.
fn invert_lower(lower: &Matrix) -> Matrix {
    let n = lower.rows;
    let mut inverse = Matrix::zeros(n, n);
    for column in 0..n {
        inverse.values[column * n + column] = 1.0 / lower.values[column * n + column];
        for row in column + 1..n {
            let sum: f64 = (column..row).map(|k| lower.values[row * n + k] * inverse.values[k * n + column]).sum();
            inverse.values[row * n + column] = -sum / lower.values[row * n + row];
        }
    }
    inverse
}

/// Product of two vectors: sixteen partial sums, added as a balanced tree.
pub fn dot(a: &[f64], b: &[f64]) -> f64 {
    const LANES: usize = 16;
    let mut lanes = [0f64; LANES];
    let (mut a, mut b) = (a.chunks_exact(LANES), b.chunks_exact(LANES));
    for (x, y) in (&mut a).zip(&mut b) {
        for lane in 0..LANES {
            lanes[lane] += x[lane] * y[lane];
        }
    }
    for (lane, (x, y)) in lanes.iter_mut().zip(a.remainder().iter().zip(b.remainder())) {
        *lane += x * y;
    }
    let mut width = LANES / 2;
    while width > 0 {
        for lane in 0..width {
            lanes[lane] += lanes[lane + width];
        }
        width /= 2;
    }
    lanes[0]
}

/// Makes the rows orthonormal by Gram–Schmidt, twice over (Giraud et al. 2005: twice is enough), and drops rows
/// that lie in the span of the ones before.
pub fn orthonormal_rows(matrix: Matrix) -> Matrix {
    let width = matrix.columns;
    let mut kept = Matrix::zeros(0, width);
    for row in 0..matrix.rows {
        let mut vector = matrix.row(row).to_vec();
        let before = dot(&vector, &vector).sqrt();
        for _ in 0..2 {
            for basis in kept.values.chunks_exact(width.max(1)) {
                let part = dot(&vector, basis);
                vector.iter_mut().zip(basis).for_each(|(v, b)| *v -= part * b);
            }
        }
        let after = dot(&vector, &vector).sqrt();
        if after > before * 1e-9 && after > 0.0 {
            kept.values.extend(vector.iter().map(|v| v / after));
            kept.rows += 1;
        }
    }
    kept
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Numbers that look random and never change.
    pub(crate) fn arbitrary(rows: usize, columns: usize, seed: u64) -> Matrix {
        let mut random = crate::random::Random::new("test/dense", seed, 0);
        Matrix { rows, columns, values: (0..rows * columns).map(|_| f64::from(random.symmetric(1.0))).collect() }
    }

    #[test]
    fn cholesky_solves_what_it_factored() {
        for n in [1, 5, BLOCK, BLOCK + 1, 3 * BLOCK + 7] {
            let half = arbitrary(n, n + 3, n as u64);
            let mut a = half.times_transposed(&half);
            a.add_diagonal(0.1);
            let expected = arbitrary(n, 4, 9);
            let solved = Cholesky::of(a.clone()).unwrap().solve(a.times(&expected));
            for (x, y) in solved.values.iter().zip(&expected.values) {
                assert!((x - y).abs() < 1e-7, "{n}: {x} {y}");
            }
        }
    }

    #[test]
    fn a_matrix_that_is_not_positive_is_refused() {
        let mut a = Matrix::identity(BLOCK + 10);
        a.values[(BLOCK + 4) * (BLOCK + 10) + BLOCK + 4] = -1.0;
        assert_eq!(Cholesky::of(a).unwrap_err(), NotPositive { row: BLOCK + 4 });
    }

    #[test]
    fn orthonormal_rows_span_the_same_space_and_drop_repeats() {
        let rows = arbitrary(6, 40, 3);
        let repeated = rows.clone().stack(&rows);
        let basis = orthonormal_rows(repeated);
        assert_eq!(basis.rows, 6);
        let gram = basis.times_transposed(&basis);
        for (i, value) in gram.values.iter().enumerate() {
            let expected = if i % 7 == 0 { 1.0 } else { 0.0 };
            assert!((value - expected).abs() < 1e-12);
        }
    }
}
