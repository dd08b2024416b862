//! Matrix products in f32 with one order of additions.
//!
//! Every element of a product is `fma(aₖ, bₖ, … fma(a₁, b₁, fma(a₀, b₀, c)))`: one accumulator, the inner index
//! ascending, each step rounded once. Blocks, lanes and threads only choose which elements are computed side by
//! side. So the bits do not depend on the instruction set, the size of a cache, the number of threads or the
//! number of rows: one position decoded against a cache equals the same position inside a batch.

mod pack;
mod tile;

use rayon::prelude::*;
use std::cell::RefCell;

/// Inner indices taken at a time, so that a packed panel stays in the second-level cache.
const DEPTH: usize = 1024;

/// Columns taken at a time, for the same reason.
const COLUMNS: usize = 256;

/// Products of at least this many multiplications are shared out over threads.
const PARALLEL: usize = 1 << 25;

/// Products of few rows with a right matrix of at least this many values are, too.
const LARGE_RIGHT: usize = 1 << 20;

/// A right matrix used by fewer rows than this is not worth rearranging.
const WORTH_PACKING: usize = 24;

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
        assert!(columns <= row_stride || rows <= 1, "rows of a matrix overlap");
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

    /// Some of its rows.
    fn rows(self, from: usize, count: usize) -> Self {
        Self { data: self.data.get(from * self.row_stride..).unwrap_or(&[]), rows: count, ..self }
    }

    /// Some of its columns.
    fn columns(self, from: usize, count: usize) -> Self {
        Self { data: self.data.get(from * self.column_stride..).unwrap_or(&[]), columns: count, ..self }
    }
}

/// A matrix to write into: rows beginning every `row_stride` values.
pub struct MatrixMut<'a> {
    data: &'a mut [f32],
    row_stride: usize,
}

impl<'a> MatrixMut<'a> {
    /// Rows of `columns` values one after the other; of a wider matrix, `columns` is its whole width.
    pub fn new(data: &'a mut [f32], columns: usize) -> Self {
        Self { data, row_stride: columns }
    }
}

/// What a product does with what is already there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Write {
    /// Replaces it.
    Set,
    /// Adds to it.
    Add,
}

/// `out (=|+=) left · (scale · right)`.
pub fn multiply(out: MatrixMut, write: Write, scale: f32, left: Matrix, right: Matrix) {
    let (m, k, n) = (left.rows, left.columns, right.columns);
    assert_eq!(k, right.rows, "inner dimensions of a product differ");
    if m == 0 || n == 0 {
        return;
    }
    assert!(n <= out.row_stride || m == 1, "rows of a product overlap");
    assert!((m - 1) * out.row_stride + n <= out.data.len(), "product out of bounds");
    let threads = rayon::current_num_threads();
    // With few rows it is reading the right matrix that takes the time.
    let large = m * n * k >= PARALLEL || (m < WORTH_PACKING && n * k >= LARGE_RIGHT);
    if threads == 1 || !large {
        return block(out, write, scale, left, right);
    }
    if m >= 4 * threads {
        let rows = m.div_ceil(threads).next_multiple_of(tile::ROWS);
        let stride = out.row_stride;
        out.data[..(m - 1) * stride + n].par_chunks_mut(rows * stride).enumerate().for_each(|(number, data)| {
            let from = number * rows;
            block(MatrixMut { data, row_stride: stride }, write, scale, left.rows(from, rows.min(m - from)), right);
        });
    } else {
        share_columns(out, write, scale, left, right, threads);
    }
}

/// Few rows: threads share out columns, each into its own buffer.
fn share_columns(out: MatrixMut, write: Write, scale: f32, left: Matrix, right: Matrix, threads: usize) {
    let (m, n) = (left.rows, right.columns);
    let width = n.div_ceil(threads).next_multiple_of(tile::COLUMNS);
    let (stride, data) = (out.row_stride, out.data);
    let parts: Vec<Vec<f32>> = (0..n.div_ceil(width))
        .into_par_iter()
        .map(|number| {
            let from = number * width;
            let width = width.min(n - from);
            let mut part = vec![0f32; m * width];
            if write == Write::Add {
                let rows = part.chunks_exact_mut(width).enumerate();
                rows.for_each(|(row, part)| part.copy_from_slice(&data[row * stride + from..][..width]));
            }
            block(MatrixMut::new(&mut part, width), write, scale, left, right.columns(from, width));
            part
        })
        .collect();
    for (number, part) in parts.iter().enumerate() {
        let width_here = part.len() / m;
        for (row, part) in part.chunks_exact(width_here).enumerate() {
            data[row * stride + number * width..][..width_here].copy_from_slice(part);
        }
    }
}

thread_local! {
    /// Packed panels of the right and of the left matrix.
    static PANELS: RefCell<(Vec<f32>, Vec<f32>)> = const { RefCell::new((Vec::new(), Vec::new())) };
}

/// A product on this thread.
fn block(out: MatrixMut, write: Write, scale: f32, left: Matrix, right: Matrix) {
    let (m, k, n) = (left.rows, left.columns, right.columns);
    if k == 0 {
        if write == Write::Set {
            (0..m).for_each(|row| out.data[row * out.row_stride..][..n].fill(0.0));
        }
        return;
    }
    let out_stride = out.row_stride;
    PANELS.with_borrow_mut(|(right_panels, left_panel)| {
        for column in (0..n).step_by(COLUMNS) {
            let columns = COLUMNS.min(n - column);
            for depth in (0..k).step_by(DEPTH) {
                let depths = DEPTH.min(k - depth);
                let part = right.rows(depth, depths).columns(column, columns);
                let part = pack::right(right_panels, part, scale, m < WORTH_PACKING);
                let add = write == Write::Add || depth > 0;
                for row in (0..m).step_by(tile::ROWS) {
                    let rows = tile::ROWS.min(m - row);
                    let left = pack::left(left_panel, left.rows(row, rows).columns(depth, depths));
                    for first in (0..columns).step_by(tile::COLUMNS) {
                        let out = &mut out.data[row * out_stride + column + first..];
                        tile::tile(out, out_stride, add, left, part.panel(first));
                    }
                }
            }
        }
    });
}

/// A new `left.rows × right.columns` matrix `left · right`.
pub fn product(left: Matrix, right: Matrix) -> Vec<f32> {
    let mut out = vec![0f32; left.rows * right.columns];
    multiply(MatrixMut::new(&mut out, right.columns), Write::Set, 1.0, left, right);
    out
}

/// A new matrix with rows and columns exchanged: `rows × columns` values in, `columns × rows` values out.
pub fn transposed(values: &[f32], rows: usize, columns: usize) -> Vec<f32> {
    let mut out = vec![0f32; values.len()];
    for (row, values) in values.chunks_exact(columns).enumerate() {
        values.iter().enumerate().for_each(|(column, value)| out[column * rows + row] = *value);
    }
    out
}

#[cfg(test)]
mod tests;
