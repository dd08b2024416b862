//! Lies that the audit finds, and what proves them.
