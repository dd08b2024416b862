//! The deterministic fragmenter.
