//! What can be asked without a transaction.

use crate::{mock::*, *};
use openledger_primitives::job::Rejection;
use polkadot_sdk::frame_support::assert_ok;

#[test]
fn a_datanet_is_counted() {
    ExtBuilder::default().build_and_execute(|| {
        submitted(1);
        in_curation(2);
        in_curation(3);
        let rejected = submitted(4);
        assert_ok!(DatanetsPallet::on_check_result(rejected, &WORKER, checked(Some(Rejection::Empty))));
        let withdrawn = submitted(5);
        assert_ok!(DatanetsPallet::withdraw(signed(&ALICE), withdrawn));
        accepted(6);
        let removed = accepted(7);
        assert_ok!(DatanetsPallet::withdraw(signed(&ALICE), removed));
        assert_ok!(create("other"));
        assert_ok!(Declared { datanet: 1, ..declared(1) }.submit(&BOB));

        let expected =
            Statistics { contributions: 1, fragments: 10, removed: 1, submitted: 1, in_curation: 2, rejected: 1 };
        assert_eq!(DatanetsPallet::statistics(0), Some(expected));
        assert_eq!(DatanetsPallet::statistics(2), None);
    });
}

#[test]
fn deposits_are_told_before() {
    ExtBuilder::default().build_and_execute(|| {
        assert_eq!(DatanetsPallet::deposit_for(0, 2_049), Some(DEPOSIT));
        assert_eq!(DatanetsPallet::deposit_for(1, 2_049), None);
    });
}

#[test]
fn a_snapshot_can_be_looked_into() {
    ExtBuilder::default().build_and_execute(|| {
        let id = accepted(1);
        let snapshot = DatanetsPallet::take_snapshot(0).unwrap();
        assert_eq!(DatanetsPallet::snapshot_contributions(snapshot), DatanetsPallet::snapshot_refs(snapshot));
        assert_eq!(DatanetsPallet::weight_in_snapshot(snapshot, id), Some(10));
        assert_eq!(DatanetsPallet::snapshot_contributions(snapshot + 1), []);
    });
}
