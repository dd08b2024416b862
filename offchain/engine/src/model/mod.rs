//! The Llama forward and backward.
//!
//! [`network`] runs whole batches and remembers what the backward needs; [`decode`] runs one sequence against a
//! cache and remembers nothing. Both call the same operations on the same weights.

pub mod batch;
pub mod block;
pub mod decode;

pub mod network;
pub mod projection;
pub mod weights;
