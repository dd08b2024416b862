//! Rearranging matrices into the order a tile reads them in.

use super::{
    tile::{self, Left, Panel},
    Matrix,
};

/// A block of the right matrix, ready for tiles.
#[derive(Clone, Copy)]
pub(super) struct Right<'a> {
    depth: usize,
    columns: usize,
    /// Panels one after the other, each `depth × lanes`; only the last, narrower one when `direct` is there.
    packed: &'a [f32],
    /// The block where it lies, with the stride of its rows.
    direct: Option<(&'a [f32], usize)>,
}

impl<'a> Right<'a> {
    /// The panel that begins at this column of the block.
    pub(super) fn panel(&self, first: usize) -> Panel<'a> {
        let width = tile::COLUMNS.min(self.columns - first);
        let lanes = lanes(width);
        match self.direct {
            Some((data, stride)) if width == tile::COLUMNS => {
                Panel { data: &data[first..], stride, width, lanes, depth: self.depth }
            }
            Some(_) => Panel { data: self.packed, stride: lanes, width, lanes, depth: self.depth },
            None => Panel { data: &self.packed[first * self.depth..], stride: lanes, width, lanes, depth: self.depth },
        }
    }
}

/// Columns a tile computes to produce `width` of them.
fn lanes(width: usize) -> usize {
    match width {
        0..=8 => 8,
        9..=16 => 16,
        _ => 32,
    }
}

/// Prepares a block of the right matrix. With `few_rows` it is left where it lies, if its rows are contiguous and
/// it need not be scaled.
pub(super) fn right<'a>(panels: &'a mut Vec<f32>, part: Matrix<'a>, scale: f32, few_rows: bool) -> Right<'a> {
    let (depth, columns) = (part.rows, part.columns);
    let direct = (few_rows && scale == 1.0 && part.column_stride == 1).then_some((part.data, part.row_stride));
    let first = if direct.is_some() { columns / tile::COLUMNS * tile::COLUMNS } else { 0 };
    panels.clear();
    panels.resize((columns - first).next_multiple_of(tile::COLUMNS) * depth, 0.0);
    for column in (first..columns).step_by(tile::COLUMNS) {
        let width = tile::COLUMNS.min(columns - column);
        let panel = &mut panels[(column - first) * depth..][..depth * lanes(width)];
        one_panel(panel, part.columns(column, width), lanes(width));
        if scale != 1.0 {
            panel.iter_mut().for_each(|value| *value *= scale);
        }
    }
    Right { depth, columns, packed: panels, direct }
}

/// Copies up to 32 columns into rows of `lanes` values; what is beyond the matrix stays 0.
fn one_panel(panel: &mut [f32], part: Matrix, lanes: usize) {
    if part.column_stride == 1 {
        for (row, to) in panel.chunks_exact_mut(lanes).enumerate() {
            to[..part.columns].copy_from_slice(&part.data[row * part.row_stride..][..part.columns]);
        }
        return;
    }
    // The transpose of contiguous rows: eight by eight, so that both sides are read and written in runs.
    const SIDE: usize = 8;
    let (rows, columns) = (part.rows / SIDE * SIDE, part.columns / SIDE * SIDE);
    if part.row_stride == 1 {
        for column in (0..columns).step_by(SIDE) {
            for row in (0..rows).step_by(SIDE) {
                let mut square = [[0f32; SIDE]; SIDE];
                for (i, line) in square.iter_mut().enumerate() {
                    line.copy_from_slice(&part.data[(column + i) * part.column_stride + row..][..SIDE]);
                }
                for i in 0..SIDE {
                    let to = &mut panel[(row + i) * lanes + column..][..SIDE];
                    for (j, value) in to.iter_mut().enumerate() {
                        *value = square[j][i];
                    }
                }
            }
        }
    }
    let done = if part.row_stride == 1 { (rows, columns) } else { (0, 0) };
    for row in 0..part.rows {
        let from = if row < done.0 { done.1 } else { 0 };
        for column in from..part.columns {
            panel[row * lanes + column] = part.data[row * part.row_stride + column * part.column_stride];
        }
    }
}

/// Prepares up to eight rows of the left matrix: where they lie if contiguous, else side by side.
pub(super) fn left<'a>(panel: &'a mut Vec<f32>, part: Matrix<'a>) -> Left<'a> {
    if part.column_stride == 1 {
        return Left { data: part.data, rows: part.rows, row_stride: part.row_stride, step: 1 };
    }
    panel.clear();
    for depth in 0..part.columns {
        let from = &part.data[depth * part.column_stride..];
        match part.row_stride {
            1 => panel.extend_from_slice(&from[..part.rows]),
            stride => panel.extend((0..part.rows).map(|row| from[row * stride])),
        }
    }
    Left { data: panel, rows: part.rows, row_stride: 1, step: part.rows }
}
