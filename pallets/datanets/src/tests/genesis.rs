//! What a chain begins with, and what the runtime's constants must be.

use crate::mock::*;
use polkadot_sdk::frame_support::traits::{GetStorageVersion, Hooks, StorageVersion};

#[test]
fn the_table_of_licences_is_there_from_the_beginning() {
    ExtBuilder::default().build_and_execute(|| {
        assert_eq!(DatanetsPallet::spdx(MIT).unwrap().to_vec(), b"MIT");
        assert_eq!(DatanetsPallet::licence_number(b"AGPL-3.0-only".to_vec()), Some(AGPL));
        assert_eq!(DatanetsPallet::in_code_storage_version(), StorageVersion::new(2));
    });
}

#[test]
#[should_panic(expected = "licence 1 of the genesis cannot be admitted")]
fn a_table_with_a_licence_twice_is_no_genesis() {
    ExtBuilder::default().licences(vec![(0, b"MIT".to_vec()), (1, b"MIT".to_vec())]).build();
}

#[test]
#[should_panic(expected = "licence 0 of the genesis cannot be admitted")]
fn a_table_with_something_else_is_no_genesis() {
    ExtBuilder::default().licences(vec![(0, b"MIT and more".to_vec())]).build();
}

#[test]
fn the_constants_make_sense() {
    ExtBuilder::default().build_and_execute(DatanetsPallet::integrity_test);
}
