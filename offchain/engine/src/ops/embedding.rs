//! Rows of the embedding, and their gradient.

use super::host::{self, Host};
use crate::error::{Error, Result};
use candle_core::Tensor;

/// One row of `table` for each token.
pub fn forward(table: &Tensor, tokens: &[u32]) -> Result<Tensor> {
    let (vocab, width) = table.dims2()?;
    let table = Host::of(table)?;
    let mut out = Vec::with_capacity(tokens.len() * width);
    for token in tokens {
        let row = *token as usize;
        if row >= vocab {
            return Err(Error::Data(format!(
                "token {token} is outside the vocabulary of {vocab}; tokenise with the base's own tokenizer.json"
            )));
        }
        out.extend_from_slice(&table[row * width..(row + 1) * width]);
    }
    host::matrix(out, tokens.len(), width)
}

/// Adds each row of `grad` to its token's row of `out`.
pub fn table_gradient(out: &mut [f32], grad: &Tensor, tokens: &[u32]) -> Result<()> {
    let (_, width) = grad.dims2()?;
    let grad = Host::of(grad)?;
    for (token, from) in tokens.iter().zip(grad.chunks_exact(width)) {
        let to = &mut out[*token as usize * width..][..width];
        for (to, from) in to.iter_mut().zip(from) {
            *to += from;
        }
    }
    Ok(())
}
