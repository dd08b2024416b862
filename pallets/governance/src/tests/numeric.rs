//! The standard that is kept here: whose work counts.

use crate::{mock::*, *};
use openledger_primitives::recipe::NumericClass::{self, CpuExact, CudaTolerant};
use polkadot_sdk::frame_support::{assert_noop, assert_ok};

fn with(classes: &[NumericClass], builds: &[[u8; 32]]) -> Standard {
    Standard::Numeric(NumericStandard {
        classes: classes.to_vec().try_into().unwrap(),
        engine_builds: builds.to_vec().try_into().unwrap(),
    })
}

#[test]
fn at_first_everything_counts() {
    ExtBuilder::default().build_and_execute(|| {
        assert!(Governance::admits_class(CpuExact) && Governance::admits_class(CudaTolerant));
        assert!(Governance::admits_build(&[9; 32]));
    });
}

#[test]
fn only_what_is_listed_counts() {
    ExtBuilder::default().build_and_execute(|| {
        assert_ok!(set(with(&[CpuExact], &[[1; 32], [2; 32]])));
        assert!(Governance::admits_class(CpuExact) && !Governance::admits_class(CudaTolerant));
        assert!(Governance::admits_build(&[2; 32]) && !Governance::admits_build(&[9; 32]));
    });
}

#[test]
fn a_standard_by_which_nothing_could_be_made_is_refused() {
    ExtBuilder::default().build_and_execute(|| {
        assert_noop!(set(with(&[], &[])), Error::<Test>::NoNumericClass);
        assert_noop!(set(with(&[CpuExact, CpuExact], &[])), Error::<Test>::NumericClassRepeated);
        assert_noop!(set(with(&[CpuExact], &[[1; 32], [1; 32]])), Error::<Test>::EngineBuildRepeated);
    });
}
