//! What a chain begins with.

use crate::{mock::*, *};

#[test]
fn the_standard_is_there_from_the_beginning() {
    let standard = DeploymentStandard { minimum_improvement: 1, ..Default::default() };
    ExtBuilder::default().standard(standard).build_and_execute(|| {
        assert_eq!(Standard::<Test>::get(), standard);
    });
}

#[test]
#[should_panic(expected = "no version could meet the genesis standard")]
fn a_standard_that_asks_the_impossible_is_no_genesis() {
    let standard = DeploymentStandard { royalty_cap: 1_000_001, ..Default::default() };
    ExtBuilder::default().standard(standard).build();
}
