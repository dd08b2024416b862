//! What long computations tell their caller after every step.

use std::ops::ControlFlow;

/// Where a training run stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// Optimiser steps done.
    pub step: u32,
    /// Steps in all.
    pub steps: u32,
    /// Mean loss of this step's tokens, nats per token.
    pub loss: f64,
    /// Learning rate of this step.
    pub learning_rate: f64,
    /// Tokens predicted so far, over all steps.
    pub tokens: u64,
}

/// Called after every step; [`ControlFlow::Break`] stops the run with [`crate::Error::Cancelled`].
pub type OnProgress<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;
