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
