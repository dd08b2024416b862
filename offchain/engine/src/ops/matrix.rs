//! Matrix products in f32 with a fixed order of additions.

use gemm::Parallelism;

/// Depth of one call of `gemm`. Up to this depth its result does not depend on the size of any cache.
const DEPTH: usize = 512;

/// Products of at least this many multiplications are spread over threads. Threads share out the elements of the
/// result, never the terms of one element, so the bits stay the same.
const PARALLEL: usize = 1 << 27;

/// A read-only matrix inside a slice.
#[derive(Clone, Copy)]
pub struct Matrix<'a> {
    data: &'a [f32],
    rows: usize,
    columns: usize,
    row_stride: usize,
    column_stride: usize,
}

impl<'a> Matrix<'a> {
    /// `rows × columns` values one row after the other.
    pub fn new(data: &'a [f32], rows: usize, columns: usize) -> Self {
        Self::strided(data, rows, columns, columns)
    }

    /// Rows that begin every `row_stride` values.
    pub fn strided(data: &'a [f32], rows: usize, columns: usize, row_stride: usize) -> Self {
        assert!(rows == 0 || columns == 0 || (rows - 1) * row_stride + columns <= data.len(), "matrix out of bounds");
        Self { data, rows, columns, row_stride, column_stride: 1 }
    }

    /// The transpose, without moving a value.
    pub fn t(self) -> Self {
        Self {
            rows: self.columns,
            columns: self.rows,
            row_stride: self.column_stride,
            column_stride: self.row_stride,
            ..self
        }
    }
}

/// A matrix to write into: `rows × columns`, rows beginning every `row_stride` values.
pub struct MatrixMut<'a> {
    data: &'a mut [f32],
    row_stride: usize,
}

impl<'a> MatrixMut<'a> {
    /// Rows of `columns` values one after the other.
    pub fn new(data: &'a mut [f32], columns: usize) -> Self {
        Self { data, row_stride: columns }
    }
}

/// What a product does with what is already there.
#[derive(Clone, Copy, PartialEq)]
pub enum Write {
    /// Replaces it.
    Set,
    /// Adds to it.
    Add,
}

/// `out (=|+=) scale · left · right`.
pub fn multiply(out: MatrixMut, write: Write, scale: f32, left: Matrix, right: Matrix) {
    let (m, k, n) = (left.rows, left.columns, right.columns);
    assert_eq!(k, right.rows, "inner dimensions of a product differ");
    assert!(m == 0 || n == 0 || (m - 1) * out.row_stride + n <= out.data.len(), "product out of bounds");
    let parallelism = if m * n * k.min(DEPTH) >= PARALLEL { Parallelism::Rayon(0) } else { Parallelism::None };
    let mut start = 0;
    loop {
        let depth = (k - start).min(DEPTH);
        let read = write == Write::Add || start > 0;
        let (left_start, right_start) = (start * left.column_stride, start * right.row_stride);
        // SAFETY: `left` and `right` checked their bounds when they were made and are only read inside them;
        // `out` is borrowed mutably, so it overlaps neither, and its last element was checked above.
        unsafe {
            gemm::gemm(
                m,
                n,
                depth,
                out.data.as_mut_ptr(),
                1,
                out.row_stride as isize,
                read,
                left.data.as_ptr().wrapping_add(left_start),
                left.column_stride as isize,
                left.row_stride as isize,
                right.data.as_ptr().wrapping_add(right_start),
                right.column_stride as isize,
                right.row_stride as isize,
                if read { 1.0 } else { 0.0 },
                scale,
                false,
                false,
                false,
                parallelism,
            );
        }
        start += depth;
        if start >= k {
            break;
        }
    }
}

/// A new `left.rows × right.columns` matrix `left · right`.
pub fn product(left: Matrix, right: Matrix) -> Vec<f32> {
    let mut out = vec![0f32; left.rows * right.columns];
    multiply(MatrixMut::new(&mut out, right.columns), Write::Set, 1.0, left, right);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(count: usize, seed: usize) -> Vec<f32> {
        (0..count).map(|i| ((i * 37 + seed * 101) % 97) as f32 / 48.5 - 1.0).collect()
    }

    #[test]
    fn agrees_with_the_definition_in_every_orientation() {
        for (m, k, n) in [(1, 1, 1), (3, 2, 5), (1, 600, 7), (9, 1100, 4), (64, 33, 48)] {
            let (a, b) = (values(m * k, 1), values(k * n, 2));
            let expected: Vec<f64> = (0..m * n)
                .map(|i| (0..k).map(|l| f64::from(a[i / n * k + l]) * f64::from(b[l * n + i % n])).sum())
                .collect();
            let at: Vec<f32> = (0..k * m).map(|i| a[(i % m) * k + i / m]).collect();
            let bt: Vec<f32> = (0..n * k).map(|i| b[(i % k) * n + i / k]).collect();
            let straight = product(Matrix::new(&a, m, k), Matrix::new(&b, k, n));
            let turned = product(Matrix::new(&at, k, m).t(), Matrix::new(&bt, n, k).t());
            let mut added = vec![1f32; m * n];
            multiply(MatrixMut::new(&mut added, n), Write::Add, 2.0, Matrix::new(&a, m, k), Matrix::new(&b, k, n));
            for i in 0..m * n {
                let close = |value: f32, expected: f64| (f64::from(value) - expected).abs() < 1e-3;
                assert!(close(straight[i], expected[i]), "{m}×{k}×{n} at {i}");
                assert!(close(turned[i], expected[i]), "{m}×{k}×{n} transposed at {i}");
                assert!(close(added[i], 1.0 + 2.0 * expected[i]), "{m}×{k}×{n} added at {i}");
            }
        }
    }
}
