//! The chain behind a node's RPC.
