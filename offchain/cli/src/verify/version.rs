//! The version that answered is one that may: trained, measured and deployed.

use super::{
    stored::{VersionKind, VersionState},
    world::World,
    Finding,
};

/// Compares the receipt with the version on chain.
pub fn check(world: &mut World) -> Finding {
    let receipt = &world.receipt()?.receipt;
    let version = world.version()?;
    let model = String::from_utf8_lossy(&version.model);
    if !matches!(version.state, VersionState::Deployed | VersionState::Deprecated | VersionState::Revoked) {
        return Err(format!("version {} was never deployed: it is {:?}", receipt.version, version.state));
    }
    if version.numeric_class != receipt.numeric_class {
        return Err("the receipt states another numeric class than the version".into());
    }
    // A fork has what it was forked from: nothing, if that was a base.
    let adapted = match version.kind {
        VersionKind::Base => version.adapter.is_none(),
        VersionKind::Fork => true,
        VersionKind::FineTune | VersionKind::Merge | VersionKind::External => version.adapter.is_some(),
    };
    if !adapted {
        return Err(format!("version {} is a {:?}, and its adapter says another thing", receipt.version, version.kind));
    }
    let same = (receipt.input_price, receipt.output_price) == (version.input_price, version.output_price);
    let prices = if same { "at its prices" } else { "at prices it had before" };
    Ok(format!("version {} is {model} {}, {prices}", receipt.version, version.number))
}
