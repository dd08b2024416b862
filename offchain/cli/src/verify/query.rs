//! The query is the one the receipt committed to.

use super::{world::World, Finding};
use crate::account::hex;

/// Hashes the query's sketch.
pub fn check(world: &mut World) -> Finding {
    let file = world.receipt()?;
    match file.query.hash() == file.receipt.query {
        true => Ok(format!(
            "{} dimensions and {} terms, {}",
            file.query.gradient.len(),
            file.query.terms.len(),
            hex(&file.receipt.query)
        )),
        false => Err("the query's sketch is not the one whose hash the receipt names".into()),
    }
}
