//! The model is the one that was named: adapter and base files have their content ids.

use super::{world::World, Finding};

/// Reads every file of the version.
pub fn check(world: &mut World) -> Finding {
    let version = world.version()?;
    let base = &version.base;
    let named = [
        ("the base's weights", Some(base.weights)),
        ("the base's configuration", Some(base.config)),
        ("the base's tokenizer", Some(base.tokenizer)),
        ("the adapter", version.adapter),
        ("the adapter's configuration", version.adapter_config),
    ];
    let mut count = 0;
    for (what, cid) in named.into_iter().filter_map(|(what, cid)| Some((what, cid?))) {
        world.evidence.store.verify(&cid).map_err(|error| format!("{what}: {error}"))?;
        count += 1;
    }
    Ok(format!("{count} files are what their names say; that they produced these tokens takes running them again"))
}
