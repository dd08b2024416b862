//! Sums of the residual stream.

use super::{
    host::{self, Host},
    lanes::vectorised,
};
use crate::error::Result;
use candle_core::Tensor;

/// The element-wise sum of tensors of one shape, added from the first to the last.
///
/// candle's own addition wakes a pool of threads that spin until all have arrived, which costs more than these
/// small sums and starves whoever else wants the processor.
pub fn sum(terms: &[&Tensor]) -> Result<Tensor> {
    let (rows, width) = terms[0].dims2()?;
    let mut total = Host::of(terms[0])?.to_vec();
    for term in &terms[1..] {
        let term = Host::of(term)?;
        let term: &[f32] = &term;
        assert_eq!(total.len(), term.len(), "terms of a sum differ in shape");
        vectorised(|| total.iter_mut().zip(term).for_each(|(sum, term)| *sum += term));
    }
    host::matrix(total, rows, width)
}
