//! From files to what is contributed: walk folders, check documents, group them by licence, cut bundles.
//!
//! Nothing here touches the network, so that a contributor sees what would be refused before anything leaves the
//! machine.

mod bundles;
mod files;
mod groups;

pub use bundles::{cut, Prepared};
pub use files::{collect, Collected};
pub use groups::{group, Declared, Groups};
