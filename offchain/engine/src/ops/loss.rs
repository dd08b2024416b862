//! The output projection and the cross-entropy of the next token, a block of rows at a time.
//!
//! Logits of a whole batch never exist at once: with a large vocabulary they would be the largest tensor of all.

use super::{
    exp::exp,
    host::{self, Host},
    lanes::{self, vectorised},
    matrix::{multiply, Matrix, MatrixMut, Write},
};
use crate::error::Result;
use candle_core::Tensor;

/// Rows whose logits exist together.
const ROWS: usize = 128;

/// What the backward wants besides the gradient to the hidden rows.
pub enum Want<'a> {
    /// Losses only.
    Loss,
    /// The gradient to the hidden rows.
    Hidden,
    /// That, and the gradient of the output projection added to this `[vocab, hidden]` buffer.
    HiddenAndHead(&'a mut [f32]),
}

/// The output projection, both ways round.
#[derive(Clone, Copy)]
pub struct Head<'a> {
    /// `[vocab, hidden]`.
    pub rows: &'a Tensor,
    /// `[hidden, vocab]`.
    pub columns: &'a Tensor,
}

/// Cross-entropy in nats of each row, −ln softmax(h·headᵀ)[target], and the gradient of Σ weight·loss to the
/// hidden rows, if wanted. Rows of weight 0 (padding) have loss 0.
pub fn cross_entropy(
    hidden: &Tensor,
    head: Head,
    targets: &[u32],
    weights: &[f32],
    mut want: Want,
) -> Result<(Vec<f32>, Option<Tensor>)> {
    let (rows, width) = hidden.dims2()?;
    let (vocab, _) = head.rows.dims2()?;
    let (hidden, by_row, by_column) = (Host::of(hidden)?, Host::of(head.rows)?, Host::of(head.columns)?);
    let (by_row, by_column) = (Matrix::new(&by_row, vocab, width), Matrix::new(&by_column, width, vocab));
    let mut losses = vec![0f32; rows];
    let mut grad = if matches!(want, Want::Loss) { Vec::new() } else { vec![0f32; rows * width] };
    let mut logits = vec![0f32; ROWS.min(rows) * vocab];
    for start in (0..rows).step_by(ROWS) {
        let count = ROWS.min(rows - start);
        let block = Matrix::new(&hidden[start * width..], count, width);
        let logits = &mut logits[..count * vocab];
        multiply(MatrixMut::new(logits, vocab), Write::Set, 1.0, block, by_column);
        vectorised(|| {
            for (row, logits) in logits.chunks_exact_mut(vocab).enumerate() {
                let at = start + row;
                losses[at] = row_loss(logits, targets[at] as usize, weights[at]);
            }
        });
        if matches!(want, Want::Loss) {
            continue;
        }
        let logits = Matrix::new(logits, count, vocab);
        multiply(MatrixMut::new(&mut grad[start * width..], width), Write::Set, 1.0, logits, by_row);
        if let Want::HiddenAndHead(out) = &mut want {
            multiply(MatrixMut::new(out, width), Write::Add, 1.0, logits.t(), block);
        }
    }
    let grad = if grad.is_empty() { None } else { Some(host::matrix(grad, rows, width)?) };
    Ok((losses, grad))
}

/// The loss of one row; turns its logits into weight · (softmax − one-hot).
#[inline(always)]
fn row_loss(logits: &mut [f32], target: usize, weight: f32) -> f32 {
    if weight == 0.0 {
        logits.fill(0.0);
        return 0.0;
    }
    let largest = lanes::max(logits);
    let chosen = logits[target] - largest;
    for logit in logits.iter_mut() {
        *logit = exp(*logit - largest);
    }
    let sum = lanes::sum(logits.len(), |i| logits[i]);
    let factor = weight / sum;
    for logit in logits.iter_mut() {
        *logit *= factor;
    }
    logits[target] -= weight;
    (f64::from(sum).ln() - f64::from(chosen)) as f32
}
