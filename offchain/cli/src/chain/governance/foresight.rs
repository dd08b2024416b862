//! What would fail for certain when it is enacted, or will unless something changes until then.

use super::{
    standards::{current, Kind},
    validators::{rules, Offices},
};
use crate::{
    account::ss58,
    amount::Open,
    error::{CliError, Result},
};
use openledger_client::{
    runtime::{
        self,
        runtime_types::{pallet_governance::types::Standard, pallet_models::types::VersionState},
    },
    AccountId32, At,
};
use openledger_primitives::{
    standard::{CurationStandard, DeploymentStandard},
    AccountBytes, Ppm, VersionId,
};

/// Refuses numbers that contradict one another: no vote could make them hold.
pub fn check(standard: &Standard) -> Result<(), String> {
    match standard {
        Standard::Curation(held) => CurationStandard {
            minimum_quorum: held.minimum_quorum,
            minimum_voting_period: held.minimum_voting_period,
            maximum_voting_period: held.maximum_voting_period,
            minimum_deposit: held.minimum_deposit,
            minimum_curator_bond: held.minimum_curator_bond,
            minimum_reveal_period: held.minimum_reveal_period,
            maximum_reveal_period: held.maximum_reveal_period,
            minimum_quorum_stake: held.minimum_quorum_stake,
            voice_cap: held.voice_cap,
            tolerance: held.tolerance,
            clip: held.clip,
            outlier_slash: held.outlier_slash,
            silence_slash: held.silence_slash,
            reputation_half_life: held.reputation_half_life,
            curation_fee: held.curation_fee,
            appeal_window: held.appeal_window,
            appeal_bond: held.appeal_bond,
            challenge_window: held.challenge_window,
            challenge_bond: held.challenge_bond,
            challenge_reward: held.challenge_reward,
            plant_bond: held.plant_bond,
            plant_period: held.plant_period,
            plant_lifetime: held.plant_lifetime,
            intake_per_account: held.intake_per_account,
            intake_per_datanet: held.intake_per_datanet,
        }
        .check()
        .map_err(|error| error.to_string()),
        Standard::Deployment(held) => DeploymentStandard {
            minimum_improvement: held.minimum_improvement,
            require_verified: held.require_verified,
            require_approval: held.require_approval,
            maximum_royalty: held.maximum_royalty,
            royalty_cap: held.royalty_cap,
        }
        .check()
        .map_err(|error| error.to_string()),
        Standard::Economics(held) => held.0.check().map_err(|error| error.to_string()),
        Standard::Licences(change) => {
            let both = change.admit.0.iter().find(|licence| change.retire.0.contains(&licence.number));
            both.map_or(Ok(()), |licence| Err(format!("licence {} is both admitted and retired", licence.number)))
        }
        Standard::Numeric(held) if held.classes.0.is_empty() => Err("at least one numeric class must count".into()),
        Standard::Numeric(_) => Ok(()),
    }
}

/// Refuses a standard that no vote could make hold, and warns of one that another stands against.
pub async fn standard(at: &At, new: &Standard) -> Result<()> {
    check(new).map_err(|reason| CliError::usage(format!("the chain would refuse this standard: {reason}")))?;
    let cap = |standard: &Standard| match standard {
        Standard::Deployment(held) => held.royalty_cap,
        Standard::Economics(held) => held.0.royalty_cap,
        _ => 0,
    };
    let crossed = |deployment: Ppm, economics: Ppm| deployment > economics;
    let crossed = match new {
        Standard::Deployment(_) => crossed(cap(new), cap(&current(at, Kind::Economics).await?)),
        Standard::Economics(_) => crossed(cap(&current(at, Kind::Deployment).await?), cap(new)),
        _ => false,
    };
    if crossed {
        eprintln!(
            "warning: the royalty cap of deployment would be above that of the economics; as long as that is so, this \
             fails when it is enacted"
        );
    }
    Ok(())
}

/// Warns when an account could not be let in as it is now.
pub async fn add_validator(at: &At, who: &AccountBytes) -> Result<()> {
    let (account, shown) = (AccountId32(*who), ss58(who));
    let bond = at.get(runtime::storage().governance().bonds(), (account,)).await?.map_or(0, |bond| bond.amount);
    let least = rules(at).await?.minimum_bond;
    if bond < least {
        eprintln!("warning: {shown} has bonded {}, less than {}; `openledger validator add`", Open(bond), Open(least));
    }
    if at.get(runtime::storage().session().next_keys(), (account,)).await?.is_none() {
        eprintln!("warning: {shown} has no session keys; it sets them with `openledger validator add`");
    }
    if Offices::read(at).await?.set.contains(who) {
        eprintln!("warning: {shown} is a validator already");
    }
    Ok(())
}

/// Warns when an account could not be taken out as it is now.
pub async fn remove_validator(at: &At, who: &AccountBytes) -> Result<()> {
    let set = Offices::read(at).await?.set;
    if !set.contains(who) {
        eprintln!("warning: {} is no validator", ss58(who));
    } else if set.len() <= rules(at).await?.minimum_validators as usize {
        eprintln!("warning: there would be fewer validators than the rules ask");
    }
    Ok(())
}

/// Warns when a version could not be approved as it is now.
pub async fn approve(at: &At, version: VersionId) -> Result<()> {
    let stored = crate::chain::models::version(at, version).await?;
    if stored.state != VersionState::Proposed {
        let state = crate::chain::names::version_state(&stored.state);
        eprintln!("warning: version {version} is {state}; only one that is proposed can be approved");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use openledger_client::{
        runtime::runtime_types::{
            bounded_collections::bounded_vec::BoundedVec,
            pallet_governance::types::{Licence, LicenceStandard, NumericStandard},
        },
        Static,
    };
    use openledger_primitives::split::Economics;

    #[test]
    fn numbers_that_contradict_one_another_are_refused() {
        let economics = |data| {
            let economics = Economics {
                platform: 50_000,
                worker: 300_000,
                builder: 200_000,
                stakers: 0,
                royalty_cap: 300_000,
                data,
            };
            check(&Standard::Economics(Static(economics)))
        };
        assert_eq!(economics(450_000), Ok(()));
        assert!(economics(450_001).is_err_and(|reason| reason.contains("add up")));
        let licence = Licence { number: 3, spdx: BoundedVec(b"MIT".to_vec()) };
        let change = LicenceStandard { admit: BoundedVec(vec![licence]), retire: BoundedVec(vec![3]) };
        assert!(check(&Standard::Licences(change)).is_err_and(|reason| reason.contains("licence 3")));
        let numeric = NumericStandard { classes: BoundedVec(vec![]), engine_builds: BoundedVec(vec![]) };
        assert!(check(&Standard::Numeric(numeric)).is_err());
    }
}
