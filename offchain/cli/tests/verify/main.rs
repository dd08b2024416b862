//! The verifier against a small world in which everything is true, and against the same world with one lie.

mod links;
mod state_proof;
mod trie;
mod world;
