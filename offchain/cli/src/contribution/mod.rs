//! From files to what is contributed: walk folders, turn tables into documents, check documents, group them by licence,
//! cut bundles.
//!
//! Nothing here touches the network, so that a contributor sees what would be refused before anything leaves the
//! machine.

mod bundles;
mod datasets;
mod files;
mod groups;
mod tables;

pub use bundles::{cut, Prepared};
pub use datasets::{licence, Card};
pub use files::{collect, Collected};
pub use groups::{group, Declared, Groups};
