//! The receipt commits to the scores.

use super::{world::World, Finding};
use openledger_primitives::receipt::credits_root;

/// Builds the tree over max(0, w(c)) again.
pub fn check(world: &mut World) -> Finding {
    let file = world.receipt()?;
    let root = credits_root(&file.scores).ok_or("the scores leave 128 bits")?;
    match root == file.receipt.credits {
        true => Ok(format!("{} leaves with the sum {}", file.scores.len(), root.sum)),
        false => Err("the scores do not lead to the root and sum in the receipt".into()),
    }
}
