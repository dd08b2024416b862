//! The arithmetic of a Llama block, each operation with its hand-written backward in the same file.
//!
//! candle's own autograd is not used: it computes and keeps a full-size gradient for every frozen weight, its
//! fused operations silently end the graph, and it hides the per-example gradients that attribution needs.
//! Tensors are two-dimensional, `[tokens, width]`, f32 and contiguous, unless a comment says otherwise.
//!
//! Every operation runs on the CPU, as a plain loop or a product ([`matrix`]) with one order of additions, so a
//! result depends neither on the number of threads, nor on the size of a cache, nor on the rest of the batch.

pub mod attention;
pub mod embedding;
pub mod exp;
pub mod host;
pub mod lanes;
pub mod loss;
pub mod matrix;
pub mod residual;
pub mod rms_norm;
pub mod rope;
pub mod swiglu;
