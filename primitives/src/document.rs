//! Documents and the bundles they travel in.
