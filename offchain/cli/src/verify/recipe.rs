//! The version commits to its recipe.

use super::{stored::VersionKind, world::World, Finding};
use crate::account::hex;

/// Hashes the recipe.
pub fn check(world: &mut World) -> Finding {
    let version = world.version()?;
    let hash = match (version.kind, version.recipe) {
        (VersionKind::Base, None) => return Ok("a base has no recipe".into()),
        (VersionKind::FineTune, Some(hash)) => hash,
        _ => return Err("only a trained version has a recipe, and it must".into()),
    };
    let recipe = world.facts()?.recipes.get(&hash).ok_or("the recipe is not in the proved state")?;
    if recipe.hash() != hash {
        return Err(format!("the stored recipe hashes to {}, the version names {}", hex(&recipe.hash()), hex(&hash)));
    }
    recipe.check().map_err(|error| format!("no worker could run the recipe: {error:?}"))?;
    Ok(format!("recipe {}: rank {}, {} epochs, seed {}", hex(&hash), recipe.rank, recipe.epochs, recipe.seed))
}
