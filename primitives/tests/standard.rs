//! Standards that could be obeyed pass, and each limit is found when it is crossed.

use openledger_primitives::{
    standard::{CurationStandard, CurationStandardError, DeploymentStandard, DeploymentStandardError},
    PPM,
};

const CURATION: CurationStandard<u128> = CurationStandard {
    minimum_quorum: 1,
    minimum_voting_period: 5,
    maximum_voting_period: 5,
    minimum_deposit: 1,
    minimum_curator_bond: 1,
    minimum_reveal_period: 1,
    maximum_reveal_period: 10,
    minimum_quorum_stake: 1,
    voice_cap: 333_333,
    tolerance: 20,
    clip: 60,
    outlier_slash: 50_000,
    silence_slash: 100_000,
    reputation_half_life: 100,
    curation_fee: 1,
    appeal_window: 10,
    appeal_bond: 1,
    challenge_window: 10,
    challenge_bond: 1,
    challenge_reward: 500_000,
    plant_bond: 1,
    plant_period: 5,
    plant_lifetime: 50,
    intake_per_account: 4,
    intake_per_datanet: 16,
};

#[test]
fn a_curation_standard_at_every_limit_passes() {
    assert_eq!(CURATION.check(), Ok(()));
}

#[test]
fn each_limit_of_curation_has_a_name() {
    use CurationStandardError::*;
    let cases = [
        (CurationStandard { minimum_quorum: 0, ..CURATION }, NoQuorum),
        (CurationStandard { minimum_voting_period: 0, ..CURATION }, PeriodsCross),
        (CurationStandard { minimum_voting_period: 6, ..CURATION }, PeriodsCross),
        (CurationStandard { minimum_deposit: 0, ..CURATION }, NoDeposit),
        (CurationStandard { minimum_curator_bond: 0, ..CURATION }, NoBond),
        (CurationStandard { minimum_reveal_period: 0, ..CURATION }, RevealPeriodsCross),
        (CurationStandard { minimum_reveal_period: 11, ..CURATION }, RevealPeriodsCross),
        (CurationStandard { voice_cap: 0, ..CURATION }, ShareOutOfBounds),
        (CurationStandard { voice_cap: PPM + 1, ..CURATION }, ShareOutOfBounds),
        (CurationStandard { challenge_reward: PPM + 1, ..CURATION }, ShareOutOfBounds),
        (CurationStandard { outlier_slash: 100_001, ..CURATION }, SlashOutOfBounds),
        (CurationStandard { silence_slash: PPM / 2 + 1, ..CURATION }, SlashOutOfBounds),
        (CurationStandard { tolerance: 60, ..CURATION }, ToleranceOutOfBounds),
        (CurationStandard { clip: 101, ..CURATION }, ToleranceOutOfBounds),
        (CurationStandard { appeal_window: 0, ..CURATION }, NoWindow),
        (CurationStandard { challenge_window: 0, ..CURATION }, NoWindow),
        (CurationStandard { plant_period: 0, ..CURATION }, NoWindow),
        (CurationStandard { reputation_half_life: 0, ..CURATION }, NoWindow),
        (CurationStandard { plant_lifetime: 5, ..CURATION }, NoWindow),
        (CurationStandard { appeal_bond: 0, ..CURATION }, NothingAtStake),
        (CurationStandard { challenge_bond: 0, ..CURATION }, NothingAtStake),
        (CurationStandard { plant_bond: 0, ..CURATION }, NothingAtStake),
        (CurationStandard { intake_per_account: 0, ..CURATION }, NoIntake),
        (CurationStandard { intake_per_datanet: 0, ..CURATION }, NoIntake),
    ];
    for (standard, error) in cases {
        assert_eq!(standard.check(), Err(error), "{error}");
    }
}

#[test]
fn each_limit_of_deployment_has_a_name() {
    use DeploymentStandardError::*;
    let good = DeploymentStandard::default();
    assert_eq!(good.check(), Ok(()));
    let edge = DeploymentStandard { minimum_improvement: PPM, maximum_royalty: PPM, royalty_cap: PPM, ..good };
    assert_eq!(edge.check(), Ok(()));
    let cases = [
        (DeploymentStandard { minimum_improvement: PPM + 1, ..good }, ShareAboveOne),
        (DeploymentStandard { maximum_royalty: PPM + 1, royalty_cap: PPM, ..good }, ShareAboveOne),
        (DeploymentStandard { royalty_cap: PPM + 1, ..good }, ShareAboveOne),
        (DeploymentStandard { maximum_royalty: good.royalty_cap + 1, ..good }, RoyaltyAboveCap),
    ];
    for (standard, error) in cases {
        assert_eq!(standard.check(), Err(error), "{error}");
    }
}
