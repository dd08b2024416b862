//! The attribution index of a version, however its adapter was made.

use super::{outcome::JobError, progress::Progress};
use openledger_engine::{
    attribute::{
        self,
        index::{Progress as Step, MAX_FRAGMENTS},
        Index, IndexedFragment,
    },
    Adapter, Base,
};
use openledger_primitives::recipe::Recipe;
use std::ops::ControlFlow;

/// An index holds so many fragments; refusing more before anything is computed saves the computation.
pub fn check_size(fragments: usize) -> Result<(), JobError> {
    if (1..=MAX_FRAGMENTS).contains(&fragments) {
        return Ok(());
    }
    let problem = format!("a version has 1 to {MAX_FRAGMENTS} fragments, these contributions leave {fragments}");
    Err(JobError::Unsupported(problem))
}

/// Builds the index. Steps before it were `done` of `total`.
pub fn build(
    base: &Base,
    adapter: &Adapter,
    fragments: &[IndexedFragment],
    recipe: &Recipe,
    (done, total): (u32, u32),
    progress: &Progress,
) -> Result<Index, JobError> {
    let index = attribute::build(base, adapter, fragments, &recipe.attribution, &mut |step| {
        if let Step::Gradients { done: gradients, .. } = step {
            progress.set(done.saturating_add(u32::try_from(gradients).unwrap_or(u32::MAX)), total);
        }
        flow(progress)
    })?;
    Ok(index)
}

/// Whether to go on.
pub fn flow(progress: &Progress) -> ControlFlow<()> {
    if progress.is_stopped() {
        ControlFlow::Break(())
    } else {
        ControlFlow::Continue(())
    }
}
