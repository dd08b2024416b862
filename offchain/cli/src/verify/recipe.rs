//! The version commits to its recipe.

use super::{
    stored::{Version, VersionKind},
    world::World,
    Finding,
};
use crate::account::hex;
use openledger_primitives::recipe::Recipe;

/// Hashes the recipe.
pub fn check(world: &mut World) -> Finding {
    let version = world.version()?;
    let hash = match (version.adapter, version.recipe) {
        (None, None) => return Ok("a base has no recipe".into()),
        (Some(_), Some(hash)) => hash,
        _ => return Err("a version with an adapter must have a recipe, and no other has one".into()),
    };
    let recipe = world.facts()?.recipes.get(&hash).ok_or("the recipe is not in the proved state")?;
    if recipe.hash() != hash {
        return Err(format!("the stored recipe hashes to {}, the version names {}", hex(&recipe.hash()), hex(&hash)));
    }
    recipe.check().map_err(|error| format!("no worker could run the recipe: {error:?}"))?;
    Ok(format!("recipe {}: rank {}, {}", hex(&hash), recipe.rank, told(version, recipe)))
}

/// What the recipe decided.
fn told(version: &Version, recipe: &Recipe) -> String {
    let trained = format!("{} epochs, seed {}", recipe.epochs, recipe.seed);
    match version.kind {
        VersionKind::Base | VersionKind::FineTune => trained,
        VersionKind::Fork => format!("{trained}, of the version it was forked from"),
        VersionKind::Merge => format!("how the merge of {} adapters was indexed and measured", version.parents.len()),
        VersionKind::External => "how an adapter from elsewhere was measured".into(),
    }
}
