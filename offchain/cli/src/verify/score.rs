//! The scores are the products of query and index.

use super::{world::World, Finding};
use openledger_primitives::sketch::score;

/// Multiplies the query with every contribution's sketch.
pub fn check(world: &mut World) -> Finding {
    let file = world.receipt()?;
    let Some(index) = &world.index else {
        return match file.scores.is_empty() {
            true => Ok("no index, no scores".into()),
            false => Err("there are scores without an index".into()),
        };
    };
    if file.scores.len() != index.sketches.len() {
        return Err(format!("{} scores are stated for {} contributions", file.scores.len(), index.sketches.len()));
    }
    for (sketch, (id, stated)) in index.sketches.iter().zip(&file.scores) {
        if *id != sketch.contribution {
            return Err(format!("a score is stated for contribution {id} in the place of {}", sketch.contribution));
        }
        let computed = score(&index.header.rule, &file.query, sketch)
            .map_err(|error| format!("the score of contribution {id} cannot be computed: {error:?}"))?;
        if computed != *stated {
            return Err(format!("contribution {id} has the score {computed}, {stated} is stated"));
        }
    }
    let positive = file.scores.iter().filter(|(_, score)| *score > 0).count();
    Ok(format!("{} scores, {positive} of them above zero", file.scores.len()))
}
