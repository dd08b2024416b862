//! Datanets, compute, models and attribution: what this chain is for.
